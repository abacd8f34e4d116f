"""How strongly two places on a surface are joined, as a function of the distance between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from brainmass.units import mm, one, to_float


@dataclass(frozen=True)
class Kernel:
    """A function of distance in mm; any other function of an array of distances does as well."""

    shape: Callable[..., Any]
    numbers: Mapping[str, float]

    def __call__(self, distance: Any) -> Any:
        """The strength at these distances (mm)."""
        return self.shape(distance, **self.numbers)

    def __repr__(self) -> str:
        return f"{self.shape.__name__.strip('_')}({', '.join(f'{k}={v:g}' for k, v in self.numbers.items())})"


def gaussian(sigma: Any, amplitude: Any = 1.0, midpoint: Any = 0.0, offset: Any = 0.0) -> Kernel:
    """amplitude exp(-(d - midpoint)^2 / (2 sigma^2)) + offset.

    The form of The Virtual Brain, whose default sigma of 1 mm is far below the edges of its meshes (4 mm): give one.

    Examples
    --------
    >>> gaussian(10.0)(np.array([0.0, 10.0])).round(4)
    array([1.    , 0.6065])
    """
    numbers = {"sigma": _length("sigma", sigma), "amplitude": to_float(amplitude, one, "amplitude")}
    more = {"midpoint": to_float(midpoint, mm, "midpoint"), "offset": to_float(offset, one, "offset")}
    return Kernel(_gaussian, {**numbers, **more})


def mexican_hat(
    amplitude_1: Any = 0.5, sigma_1: Any = 20.0, amplitude_2: Any = 1.0, sigma_2: Any = 10.0,
    midpoint_1: Any = 0.0, midpoint_2: Any = 0.0,
) -> Kernel:  # fmt: skip
    """amplitude_1 exp(-(d - midpoint_1)^2 / (2 sigma_1^2)) - amplitude_2 exp(-(d - midpoint_2)^2 / (2 sigma_2^2)).

    The defaults are those of The Virtual Brain's ``DoubleGaussian``. The narrow part is the one that is taken away, so
    it inhibits near and excites far; for excitation near and inhibition far, exchange the two.

    Examples
    --------
    >>> mexican_hat()(np.array([0.0, 15.0, 30.0])).round(3)
    array([-0.5  ,  0.053,  0.151])
    """
    numbers = {
        "amplitude_1": to_float(amplitude_1, one, "amplitude_1"),
        "sigma_1": _length("sigma_1", sigma_1),
        "amplitude_2": to_float(amplitude_2, one, "amplitude_2"),
        "sigma_2": _length("sigma_2", sigma_2),
        "midpoint_1": to_float(midpoint_1, mm, "midpoint_1"),
        "midpoint_2": to_float(midpoint_2, mm, "midpoint_2"),
    }
    return Kernel(_mexican_hat, numbers)


def exponential(decay: Any, amplitude: Any = 1.0) -> Kernel:
    """amplitude exp(-d / decay), decay in mm.

    Examples
    --------
    >>> exponential(10.0)(np.array([0.0, 10.0])).round(4)
    array([1.    , 0.3679])
    """
    return Kernel(_exponential, {"decay": _length("decay", decay), "amplitude": to_float(amplitude, one, "amplitude")})


def _gaussian(distance, sigma, amplitude, midpoint, offset):
    return amplitude * np.exp(-((distance - midpoint) ** 2) / (2 * sigma**2)) + offset


def _mexican_hat(distance, amplitude_1, sigma_1, amplitude_2, sigma_2, midpoint_1, midpoint_2):
    wide = _gaussian(distance, sigma_1, amplitude_1, midpoint_1, 0.0)
    return wide - _gaussian(distance, sigma_2, amplitude_2, midpoint_2, 0.0)


def _exponential(distance, decay, amplitude):
    return amplitude * np.exp(-distance / decay)


def _length(name: str, value: Any) -> float:
    number = to_float(value, mm, name)
    if not number > 0:
        raise ValueError(f"{name} must be positive, in mm; got {number:g}")
    return number
