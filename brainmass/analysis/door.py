"""What every analysis asks of its input, so that bad input is refused here and not deep inside JAX or SciPy."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.errors import require_finite
from brainmass.units import hertz, is_quantity, is_traced, ms, to_float


def as_signals(signals: Any, name: str = "signals") -> jax.Array:
    """Signals of shape (time, region) as a JAX array; a tracer is checked by shape and type only.

    A quantity is taken in its own unit: correlations and phases do not depend on it.

    Raises
    ------
    TypeError
        If they are not real numbers.
    ValueError
        If the shape is not (time, region) with at least two samples, or a value is not finite.
    """
    array = _real(signals, name)
    _check_signal_shape(array, name)
    array = _floating(array)
    if not is_traced(array):
        require_finite(name, np.asarray(array))
    return array


def as_numpy_signals(signals: Any, caller: str) -> np.ndarray:
    """The same for what runs in SciPy, in double precision: ``caller`` is named when it is traced."""
    array = as_numpy(signals, "signals", caller)
    _check_signal_shape(array, "signals")
    require_finite("signals", array)
    return array


def as_matrix(matrix: Any, name: str, least: int = 1) -> jax.Array:
    """A square matrix over at least ``least`` regions, finite off its diagonal (which no comparison reads)."""
    array = _real(matrix, name)
    _check_square(array, name, least)
    array = _floating(array)
    if not is_traced(array):
        require_finite(name, np.where(np.eye(array.shape[0], dtype=bool), 0.0, np.asarray(array)))
    return array


def as_numpy_matrix(matrix: Any, name: str, caller: str, least: int = 1) -> np.ndarray:
    """A square, finite matrix in double precision, for what runs in SciPy."""
    array = as_numpy(matrix, name, caller)
    _check_square(array, name, least)
    require_finite(name, array)
    return array


def as_numpy(value: Any, name: str, caller: str) -> np.ndarray:
    """A NumPy array in double precision; ``caller`` is named when ``value`` is traced."""
    array = _real(value, name)
    if is_traced(array):
        raise TypeError(f"{caller} runs outside JAX: call it on arrays, not inside jit, grad or vmap")
    return np.asarray(array, dtype=np.float64)


def positive_ms(value: Any, name: str) -> float:
    """A positive time in ms, from a bare number (ms) or a quantity."""
    time = to_float(value, ms, name)
    if time <= 0:
        raise ValueError(f"{name} must be positive, got {time:g} ms")
    return time


def triangle(regions: int, caller: str) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of regions, in the order of ``upper``; one region alone is refused."""
    if regions < 2:
        raise ValueError(f"{caller} needs at least 2 regions, got {regions}")
    return np.triu_indices(regions, 1)


def as_labels(labels: Any, regions: int, name: str) -> list[np.ndarray]:
    """For each distinct label, in sorted order, the regions that have it."""
    array = np.asarray(labels)
    if array.shape != (regions,):
        raise ValueError(f"{name} must hold one label for each of the {regions} regions, got the shape {array.shape}")
    return [np.flatnonzero(array == label) for label in np.unique(array)]


def band_in_hz(band: Any) -> tuple[float, float]:
    """A frequency band (low, high) in Hz, from bare numbers (Hz) or quantities."""
    try:
        low, high = band
    except (TypeError, ValueError):
        raise ValueError(f"band must be two frequencies (low, high) in Hz, got {band!r}") from None
    low, high = to_float(low, hertz, "band[0]"), to_float(high, hertz, "band[1]")
    if not 0 < low < high:
        raise ValueError(f"band must satisfy 0 < low < high, got ({low:g}, {high:g}) Hz")
    return low, high


def refuse_constant(signals: Any, what: str, where: str = "signals") -> None:
    """Refuse a region that never changes, naming it; ``what`` is undefined there. Tracers pass."""
    if is_traced(signals):
        return
    constant = np.flatnonzero(np.ptp(np.asarray(signals), axis=0) == 0)
    if constant.size:
        region = int(constant[0])
        raise ValueError(
            f"{where}: region {region} is constant ({float(signals[0, region]):g} throughout), so {what} is undefined; "
            f"leave such regions out ({constant.size} of {signals.shape[1]})"
        )


def _real(value: Any, name: str) -> Any:
    if is_quantity(value):
        value = value.mantissa
    if not isinstance(value, jax.Array):  # a tracer is one as well
        try:
            value = np.asarray(value)
        except ValueError:
            raise ValueError(f"{name} must be a rectangular array; its rows differ in length") from None
    if not (jnp.issubdtype(value.dtype, jnp.floating) or jnp.issubdtype(value.dtype, jnp.integer)):
        raise TypeError(f"{name} must hold real numbers, got an array of {value.dtype}")
    return value


def _floating(array: Any) -> jax.Array:
    return jnp.asarray(array) if jnp.issubdtype(array.dtype, jnp.floating) else jnp.asarray(array, dtype=float)


def _check_signal_shape(array: Any, name: str) -> None:
    if array.ndim != 2:
        hint = "; one region is signals[:, None]" if array.ndim == 1 else ""
        raise ValueError(f"{name} must have the shape (time, region), got {array.shape}{hint}")
    if array.shape[0] < 2 or array.shape[1] < 1:
        raise ValueError(
            f"{name} needs at least 2 samples in time (first axis) of at least 1 region, got {array.shape}"
        )


def _check_square(array: Any, name: str, least: int) -> None:
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise ValueError(f"{name} must be a square matrix (region, region), got the shape {array.shape}")
    if array.shape[0] < least:
        raise ValueError(f"{name} needs at least {least} regions, got {array.shape[0]}")
