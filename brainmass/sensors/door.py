"""Checks that lead fields and formulas share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from brainmass.errors import require_finite
from brainmass.units import Unit, convert, mm, one, to_float


def numbers(value: Any, what: str, unit: Unit = one) -> np.ndarray:
    """A copy as float64; anything but finite real numbers is refused."""
    array = np.array(convert(value, unit, what))
    if array.dtype == object or not np.issubdtype(array.dtype, np.number) or np.iscomplexobj(array):
        raise TypeError(f"{what} must hold real numbers, got an array of {array.dtype}")
    array = array.astype(float)
    require_finite(what, array)
    return array


def points(value: Any, what: str, n: int | None = None) -> np.ndarray:
    """Points, (n, 3) in mm."""
    return _three(numbers(value, what, mm), what, n)


def directions(value: Any, what: str, n: int) -> np.ndarray:
    """Vectors of length 1, (n, 3); one for all may be given, and one without a direction is refused."""
    given = numbers(value, what)
    vectors = _three(np.tile(given, (n, 1)) if given.shape == (3,) else given, what, n)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not length.all():
        raise ValueError(f"{what}[{int(np.argmin(length))}] is 0 and has no direction")
    return vectors / length


def _three(array: np.ndarray, what: str, n: int | None) -> np.ndarray:
    if array.ndim != 2 or array.shape[1] != 3 or len(array) != (len(array) if n is None else n) or not len(array):
        raise ValueError(f"{what} must have shape ({'n' if n is None else n}, 3), got {array.shape}")
    return array


def per_sensor(sigma: Any, n: int) -> np.ndarray:
    """Standard deviations, one for each sensor."""
    values = numbers(sigma, "noise")
    if values.shape not in ((), (n,)):
        raise ValueError(f"noise: give one standard deviation, or one for each of the {n} sensors; got {values.shape}")
    if (values < 0).any():
        raise ValueError(f"noise: a standard deviation is 0 or more, got {values.min():g}")
    return np.broadcast_to(values, (n,)).copy()


def names(given: Sequence[str], what: str) -> tuple[str, ...]:
    """Names that differ."""
    if isinstance(given, str):
        raise TypeError(f"{what}: give a sequence of names, got the one string '{given}'")
    found = tuple(str(x) for x in given)
    if len(set(found)) < len(found):
        twice = next(x for x in found if found.count(x) > 1)
        raise ValueError(f"{what}: '{twice}' is given twice; names must differ")
    return found


def positive(value: Any, what: str, unit: Unit = one) -> float:
    """A number above 0."""
    number = to_float(value, unit, what)
    if number <= 0:
        raise ValueError(f"{what} must be positive, got {number:g}")
    return number
