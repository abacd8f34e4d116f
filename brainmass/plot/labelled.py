"""What a labelled array (``xarray.DataArray``) says of itself, where the caller does not: names, times, unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from brainmass.units import ms, parse, to_array


def labels_of(values: Any, labels: Sequence[str] | None, axis: int = -1) -> list[str] | None:
    """The labels given, or those along an axis of a labelled array where they are text."""
    if labels is not None:
        return [str(x) for x in labels]
    names = _coordinate(values, axis)
    return [str(x) for x in names.values] if names is not None and names.dtype.kind in "UO" else None


def times_of(values: Any, times: Any, name: str = "signals") -> np.ndarray:
    """The times given, in ms, or those along the first axis of a labelled array (ms, or what its ``units`` say)."""
    if times is not None:
        return np.asarray(to_array(times, ms, "times"), float)
    clock = _coordinate(values, 0)
    if clock is None or clock.dtype.kind not in "iuf":
        raise ValueError(f"{name} has no times of its own: give times= (ms), one for each sample")
    factor = parse(f"1 {clock.attrs.get('units', 'ms')}", ms, "units of time")
    return np.asarray(clock.values, float) * factor


def unit_of(values: Any, unit: str) -> str:
    """The unit given, or that which a labelled array states; that of a plain number is left out."""
    stated = unit or str(getattr(values, "attrs", {}).get("units", ""))
    return "" if stated == "1" else stated


def quantity(name: str, unit: str) -> str:
    """A name and its unit, for an axis."""
    return f"{name} ({unit})" if name and unit else name or unit


def _coordinate(values: Any, axis: int) -> Any:
    dims = getattr(values, "dims", None)
    if dims is None or not hasattr(values, "coords") or not len(dims):
        return None
    return values.coords.get(dims[axis])
