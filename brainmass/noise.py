"""Noise as processes: each advances by one step from standard normal numbers that the engine draws.

``white`` enters a state as an increment. ``ou`` and ``coloured`` have a memory and add to a derivative or to a drive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.errors import require_finite, where_first
from brainmass.units import Unit, hertz, is_quantity, is_traced, ms, one, to_array, to_float

_SQRT_MS = ms**0.5


class Noise(Protocol):
    """What the engine asks of a noise process."""

    @property
    def channels(self) -> int:
        """Standard normal numbers needed per region and step."""
        ...

    @property
    def increment(self) -> bool:
        """Whether the value is an increment of a state (white noise) rather than a derivative or a drive."""
        ...

    def in_units(self, unit: Unit) -> Any:
        """The process with plain numbers, for a target (a state, a derivative or a drive) in ``unit``."""
        ...

    def init(self, normals: jax.Array) -> Any:
        """Start in the stationary distribution, from normals of shape (channels, n)."""
        ...

    def step(self, memory: Any, normals: jax.Array, dt: Any) -> tuple[Any, jax.Array]:
        """The memory one step on, and the value that holds during this step."""
        ...


def _register(*data: str) -> Callable[[type], type]:
    return partial(jax.tree_util.register_dataclass, data_fields=list(data), meta_fields=[])


@_register("sigma")
@dataclass(frozen=True)
class White:
    """Gaussian white noise: x(t + dt) gains sigma sqrt(dt) times a standard normal number."""

    sigma: Any
    channels = 1
    increment = True

    def in_units(self, unit: Unit) -> White:
        return White(_amplitude(self.sigma, unit / _SQRT_MS))

    def init(self, normals: jax.Array) -> tuple[()]:
        return ()

    def step(self, memory: tuple[()], normals: jax.Array, dt: Any) -> tuple[tuple[()], jax.Array]:
        return (), self.sigma * jnp.sqrt(dt) * normals[0]


@_register("sigma", "tau", "mean")
@dataclass(frozen=True)
class OU:
    """Ornstein-Uhlenbeck process by its exact update; ``sigma`` is its stationary standard deviation."""

    sigma: Any
    tau: Any
    mean: Any
    channels = 1
    increment = False

    def in_units(self, unit: Unit) -> OU:
        return OU(_amplitude(self.sigma, unit), self.tau, _number("mean", self.mean, unit))

    def init(self, normals: jax.Array) -> jax.Array:
        return self.mean + self.sigma * normals[0]

    def step(self, memory: jax.Array, normals: jax.Array, dt: Any) -> tuple[jax.Array, jax.Array]:
        keep = jnp.exp(-dt / self.tau)
        spread = self.sigma * jnp.sqrt(-jnp.expm1(-2 * dt / self.tau))
        return self.mean + keep * (memory - self.mean) + spread * normals[0], memory


@_register("sigma", "taus", "shares")
@dataclass(frozen=True)
class Coloured:
    """1/f^beta noise between two frequencies, as a sum of Ornstein-Uhlenbeck processes."""

    sigma: Any
    taus: Any
    shares: Any
    increment = False

    @property
    def channels(self) -> int:
        return len(self.taus)

    def in_units(self, unit: Unit) -> Coloured:
        return Coloured(_amplitude(self.sigma, unit), self.taus, self.shares)

    def init(self, normals: jax.Array) -> jax.Array:
        return normals

    def step(self, memory: jax.Array, normals: jax.Array, dt: Any) -> tuple[jax.Array, jax.Array]:
        keep = jnp.exp(-dt / self.taus)[:, None]
        value = self.sigma * jnp.tensordot(self.shares, memory, 1)
        return keep * memory + jnp.sqrt(1 - keep**2) * normals, value


def white(sigma: Any) -> White:
    """Gaussian white noise on a state: dx = ... + sigma dW.

    Parameters
    ----------
    sigma : float, array (n,) or quantity
        Standard deviation per square root of time, in units of the state per sqrt(ms): after a time t without other
        dynamics the state has variance sigma^2 t. (The Virtual Brain's ``nsig`` is D = sigma^2 / 2.)

    Examples
    --------
    >>> white(0.01).sigma
    array(0.01)
    """
    return White(_amplitude(sigma, None))


def ou(sigma: Any, tau: Any, mean: Any = 0.0) -> OU:
    """Ornstein-Uhlenbeck noise, added to the derivative of a state or to a drive.

    d eta = -(eta - mean) / tau dt + sigma sqrt(2 / tau) dW, updated exactly for any dt; the value holds during a step.

    Parameters
    ----------
    sigma : float, array (n,) or quantity
        **Stationary standard deviation** of eta. The form d eta = ... + s dW has sigma = s sqrt(tau / 2).
    tau : float or quantity
        Correlation time, ms.
    mean : float, array (n,) or quantity
        Stationary mean.

    Notes
    -----
    Source: Uhlenbeck and Ornstein (1930) Phys. Rev. 36:823, doi:10.1103/PhysRev.36.823; exact update: Gillespie (1996)
    Phys. Rev. E 54:2084, doi:10.1103/PhysRevE.54.2084.
    """
    return OU(_amplitude(sigma, None), _positive("tau", tau, ms), _number("mean", mean, None))


def coloured(sigma: Any, beta: float = 1.0, f_min: Any = 0.01, f_max: Any = 100.0) -> Coloured:
    """1/f^beta noise between ``f_min`` and ``f_max`` (Hz), added to the derivative of a state or to a drive.

    A sum of Ornstein-Uhlenbeck processes, one in every octave of the band and one beyond it on each side. Their
    variances are those that bring the sum of their spectra closest to 1/f^beta: within 1 % for beta from 0.5 to 1.5,
    within 8 % from 0.1 to 1.9. The spectrum is flat below half of ``f_min`` and falls as 1/f^2 above twice ``f_max``.

    Parameters
    ----------
    sigma : float, array (n,) or quantity
        Stationary standard deviation.
    beta : float
        Spectral exponent in (0, 2): 1 is pink noise.
    f_min, f_max : float or quantity
        The band in which the exponent holds, Hz.

    Notes
    -----
    Source: Bernamont (1937) superposition of Lorentzians; see Milotti (2002) arXiv:physics/0204033.
    """
    if not 0 < beta < 2:
        raise ValueError(f"beta must lie between 0 and 2 (1 is pink; use white or ou outside), got {beta}")
    low, high = to_float(f_min, hertz, "f_min"), to_float(f_max, hertz, "f_max")
    if not 0 < low < high:
        raise ValueError(f"coloured noise needs 0 < f_min < f_max, got {low} and {high} Hz")
    corners, shares = _octaves(beta, low, high)
    return Coloured(_amplitude(sigma, None), 1e3 / (2 * np.pi * corners), np.sqrt(shares))


def _octaves(beta: float, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """Corner frequencies (Hz) of Ornstein-Uhlenbeck processes, and their shares of the variance, for 1/f^beta noise."""
    from scipy.optimize import nnls

    corners = np.geomspace(low / 2, 2 * high, 3 + int(np.ceil(np.log2(high / low))))
    f = np.geomspace(low, high, 8 * len(corners))[:, None]
    spectra = 1 / (corners * (1 + (f / corners) ** 2))  # of unit variance, up to a common factor
    shares, _ = nnls(f**beta * spectra, np.ones(len(f)))
    used = shares > 0
    return corners[used], shares[used] / shares.sum()


def misfitting(process: Noise, n: int) -> str | None:
    """The first value of a process that is neither one number nor one per region, with its shape; None if all fit."""
    for name in ("sigma", "tau", "mean"):
        shape = np.shape(getattr(process, name, 0.0))
        if shape not in ((), (n,)):
            return f"{name} has shape {shape}"
    return None


def _amplitude(sigma: Any, unit: Unit | None) -> Any:
    """``sigma`` as numbers: not negative, finite. Without a unit only what can be said before the target is known."""
    value = _number("sigma", sigma, unit)
    if is_quantity(value) or is_traced(value):
        return value
    bad = np.asarray(value) < 0
    if bad.any():
        raise ValueError(f"sigma{where_first(bad)} is negative; a standard deviation is 0 or more")
    return value


def _number(name: str, given: Any, unit: Unit | None) -> Any:
    """``given`` as finite numbers in ``unit``; a quantity stays one until the unit is known."""
    if unit is None and is_quantity(given):
        return given
    value = to_array(given, unit or one, name)
    if not is_traced(value):
        require_finite(name, np.asarray(value))
    return value


def _positive(name: str, value: Any, unit: Unit) -> Any:
    number = to_array(value, unit, name)
    if not is_traced(number) and not (np.all(np.asarray(number) > 0) and np.all(np.isfinite(number))):
        raise ValueError(f"{name} must be positive and finite, in {unit}; got {value}")
    return number
