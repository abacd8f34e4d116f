"""Sizes and shapes at the door of the imperative classes."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import jax
import numpy as np

from brainmass.units import Unit, to_array

Size = tuple[int, ...]


def checked_size(who: str, in_size: Any) -> Size:
    """``in_size`` as a tuple of positive whole numbers."""
    sizes = in_size if isinstance(in_size, tuple | list) else (in_size,)
    for size in sizes:
        if isinstance(size, bool) or not isinstance(size, int | np.integer) or size < 1:
            raise ValueError(
                f"{who}: in_size must be a whole number of at least 1, or several of them, got {in_size!r}"
            )
    if not sizes:
        raise ValueError(f"{who}: in_size must have at least one number, got {in_size!r}")
    return tuple(int(size) for size in sizes)


def flat(who: str, what: str, value: Any, unit: Unit, in_size: Size) -> Any:
    """A number, or one for each region in a row: what a parameter may be, whatever the shape of ``in_size``."""
    array = to_array(value, unit, f"{who}: {what}")
    if array.ndim == 0 or array.shape == in_size:
        return array.reshape(-1) if array.ndim else array
    raise ValueError(f"{who}: {what} must be a number or have shape {in_size}, got shape {tuple(array.shape)}")


def fitting(who: str, what: str, value: Any, unit: Unit, shape: Size) -> Any:
    """An input as an array that can be spread over ``shape``."""
    if not (isinstance(value, jax.Array) and value.dtype.kind == "f"):
        value = to_array(value, unit, f"{who}: {what}")
    if value.shape != shape and value.shape != ():
        try:
            fits = np.broadcast_shapes(value.shape, shape) == shape
        except ValueError:
            fits = False
        if not fits:
            raise ValueError(f"{who}: {what} must be a number or have shape {shape}, got shape {tuple(value.shape)}")
    return value


def common_shape(who: str, states: Mapping[str, Any], in_size: Size) -> Size:
    """The shape of all states, batch axes in front; what a user has written into one is checked here."""
    shape = None
    for name, value in states.items():
        found = np.shape(value)
        if found[len(found) - len(in_size) :] != in_size or shape not in (None, found):
            raise ValueError(
                f"{who}: the state {name} has shape {found}, but must have {shape or in_size}; a value written into "
                f"{name}.value must keep its shape"
            )
        shape = found
    assert shape is not None
    return shape


def batches(batch_size: Any) -> Size:
    """The axes in front of the regions."""
    if batch_size is None:
        return ()
    return checked_size("init_all_states", batch_size) if batch_size != () else ()


def cells(in_size: Size) -> int:
    """Number of regions."""
    return prod(in_size)
