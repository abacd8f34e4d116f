"""Sizes and shapes at the door of the imperative classes."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import jax
import numpy as np

from brainmass.units import Unit, to_array

Size = tuple[int, ...]


def checked_size(who: str, given: Any, what: str = "in_size") -> Size:
    """A size as a tuple of positive whole numbers."""
    sizes = given if isinstance(given, tuple | list) else (given,)
    for size in sizes:
        if isinstance(size, bool) or not isinstance(size, int | np.integer) or size < 1:
            raise ValueError(f"{who}: {what} must be a whole number of at least 1, or several of them, got {given!r}")
    if not sizes:
        raise ValueError(f"{who}: {what} must have at least one number, got {given!r}")
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
    shapes = {name: np.shape(value) for name, value in states.items()}
    shape = next(iter(shapes.values()))
    for name, found in shapes.items():
        if found[len(found) - len(in_size) :] != in_size:
            raise ValueError(
                f"{who}: the state {name} has shape {found}, but must end in {in_size}; a value written into "
                f"{name}.value must keep its shape"
            )
        if found != shape:
            raise ValueError(
                f"{who}: the states {next(iter(shapes))} and {name} have the shapes {shape} and {found}; a value "
                "written into .value must keep its shape"
            )
    return shape


def batches(batch_size: Any) -> Size:
    """The axes in front of the regions."""
    return () if batch_size is None else checked_size("init_all_states", batch_size, "batch_size")


def cells(in_size: Size) -> int:
    """Number of regions."""
    return prod(in_size)
