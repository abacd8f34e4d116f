"""A stimulus: a function of time, where in the brain it acts, and how several of them are composed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.errors import require_finite, unknown
from brainmass.units import Unit, is_quantity, is_traced, one, to_array

Shape = Callable[..., Any]
_register = jax.tree_util.register_dataclass


class Stimulus(ABC):
    """A function of time that a drive receives; made by the functions of ``brainmass.stimulus``.

    ``a + b`` acts together, ``a * b`` is modulated (a sinusoid within a step), ``0.5 * a`` is weaker, and
    ``a.on("V1")`` acts on some regions only. Its numbers are leaves of the network that it is part of, so that they can
    be swept, fitted and differentiated.
    """

    @abstractmethod
    def __call__(self, t: Any) -> Any:
        """The value at ``t``, ms since the beginning of the run: one number, or one for each region."""

    @abstractmethod
    def fitted(self, labels: Sequence[str], unit: Unit, what: str) -> Stimulus:
        """For the regions of one population and a drive in ``unit``: plain numbers, and a weight for each region."""

    def on(self, regions: Any) -> Stimulus:
        """The same stimulus on some regions only.

        Parameters
        ----------
        regions : str, int, sequence of them, dict of label to weight, or float array of shape (n,)
            Labels or indices of regions, each with a weight of 1; or the weights themselves.
        """
        return Placed(self, regions)

    def __add__(self, other: Any) -> Stimulus:
        return Sum(self, _as_stimulus(other))

    def __mul__(self, other: Any) -> Stimulus:
        return Product(self, _as_stimulus(other))

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> Stimulus:
        return self * -1.0

    def __sub__(self, other: Any) -> Stimulus:
        return self + -_as_stimulus(other)


@partial(_register, data_fields=["numbers"], meta_fields=["shape", "axes"])
@dataclass(frozen=True)
class Wave(Stimulus):
    """A shape and its numbers; ``amplitude`` is among them and has the unit of the drive."""

    shape: Shape
    numbers: Mapping[str, Any]
    axes: int = 0
    """Axes of the amplitude in front of that of the regions: 1 for samples over time."""

    def __call__(self, t: Any) -> Any:
        return self.shape(t, **self.numbers)

    def fitted(self, labels: Sequence[str], unit: Unit, what: str) -> Wave:
        amplitude = to_array(self.numbers["amplitude"], unit, f"{what}: amplitude")
        if not is_traced(amplitude):
            require_finite(f"{what}: amplitude", np.asarray(amplitude))
        if np.shape(amplitude)[self.axes :] not in ((), (len(labels),)):
            raise ValueError(
                f"{what}: give one number or signal, or one for each of the {len(labels)} regions; got shape "
                f"{np.shape(amplitude)}"
            )
        numbers = {**self.numbers, "amplitude": amplitude}
        return Wave(self.shape, {name: jnp.asarray(x, float) for name, x in numbers.items()}, self.axes)


@partial(_register, data_fields=["first", "second"], meta_fields=[])
@dataclass(frozen=True)
class Sum(Stimulus):
    """Both at once."""

    first: Stimulus
    second: Stimulus

    def __call__(self, t: Any) -> Any:
        return self.first(t) + self.second(t)

    def fitted(self, labels: Sequence[str], unit: Unit, what: str) -> Sum:
        return Sum(self.first.fitted(labels, unit, what), self.second.fitted(labels, unit, what))


@partial(_register, data_fields=["first", "second"], meta_fields=[])
@dataclass(frozen=True)
class Product(Stimulus):
    """One modulated by the other. Where one has a unit, the other is a plain number."""

    first: Stimulus
    second: Stimulus

    def __call__(self, t: Any) -> Any:
        return self.first(t) * self.second(t)

    def fitted(self, labels: Sequence[str], unit: Unit, what: str) -> Product:
        units = (one, unit) if _has_unit(self.second) else (unit, one)
        pair = zip((self.first, self.second), units, strict=True)
        return Product(*(part.fitted(labels, u, what) for part, u in pair))


@partial(_register, data_fields=["stimulus", "regions"], meta_fields=[])
@dataclass(frozen=True)
class Placed(Stimulus):
    """A stimulus times a weight for each region."""

    stimulus: Stimulus
    regions: Any

    def __call__(self, t: Any) -> Any:
        return self.stimulus(t) * self.regions

    def fitted(self, labels: Sequence[str], unit: Unit, what: str) -> Placed:
        return Placed(self.stimulus.fitted(labels, unit, what), _weights(self.regions, labels, what))


def wave(shape: Shape, amplitude: Any = 1.0, **numbers: Any) -> Stimulus:
    """A stimulus of your own: ``amplitude * shape(t, **numbers)``.

    Parameters
    ----------
    shape : callable
        ``shape(t, **numbers)`` in plain ``jnp``, of t in ms since the beginning of the run; without unit.
    amplitude : float, array (n,) or quantity
        In the unit of the drive.
    **numbers
        What else it depends on; leaves of the network.

    Examples
    --------
    >>> gamma = wave(lambda t, rate: jnp.exp(-rate * t), amplitude=2.0, rate=0.1)
    >>> round(float(gamma(10.0)), 4)
    0.7358
    """
    return Wave(partial(_scaled, shape), {"amplitude": amplitude, **numbers})


def _scaled(shape: Shape, t: Any, amplitude: Any, **numbers: Any) -> Any:
    return amplitude * shape(t, **numbers)


def _as_stimulus(value: Any) -> Stimulus:
    if isinstance(value, Stimulus):
        return value
    if np.ndim(getattr(value, "mantissa", value)) > 1:
        raise ValueError(f"a stimulus is composed with stimuli and with numbers, got shape {np.shape(value)}")
    return Wave(_constant, {"amplitude": value})


def _constant(t: Any, amplitude: Any) -> Any:
    return amplitude


def _has_unit(stimulus: Any) -> bool:
    leaves = jax.tree.leaves(stimulus, is_leaf=is_quantity)
    return any(is_quantity(leaf) for leaf in leaves)


def _weights(regions: Any, labels: Sequence[str], what: str) -> Any:
    """A weight for each region, from labels, indices, a dict or weights."""
    if is_traced(regions):
        return regions
    if isinstance(regions, Mapping):
        weights = np.zeros(len(labels))
        for name, weight in regions.items():
            weights[_index(name, labels, what)] = weight
        return jnp.asarray(weights, float)
    given = [regions] if isinstance(regions, str | int | np.integer) else regions
    if isinstance(given, np.ndarray | jax.Array) and np.issubdtype(given.dtype, np.floating):
        if given.shape != (len(labels),):
            raise ValueError(f"{what}: weights over space must have shape ({len(labels)},), got {given.shape}")
        require_finite(f"{what}: weights over space", np.asarray(given))
        return jnp.asarray(given, float)
    weights = np.zeros(len(labels))
    for region in given:
        weights[_index(region, labels, what)] = 1.0
    return jnp.asarray(weights, float)


def _index(region: Any, labels: Sequence[str], what: str) -> int:
    if isinstance(region, str):
        if region not in labels:
            raise KeyError(f"{what}: {unknown('region', region, labels)}")
        return labels.index(region)
    if isinstance(region, bool) or not isinstance(region, int | np.integer) or not -len(labels) <= region < len(labels):
        raise ValueError(
            f"{what}: a region is a label or an index below {len(labels)}, got {region!r}; weights over space are an "
            "array of floats"
        )
    return int(region)
