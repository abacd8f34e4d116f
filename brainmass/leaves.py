"""Trees that hold numbers beside what has no slope (indices, counts, keys): the floating-point leaves, apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np


def is_float(leaf: Any) -> bool:
    """Whether a leaf is a real or complex number."""
    return jnp.issubdtype(jnp.result_type(leaf), jnp.inexact)


def floats_of(tree: Any) -> list[Any]:
    """The floating-point leaves of a tree."""
    return [x for x in jax.tree.leaves(tree) if is_float(x)]


def apart(tree: Any) -> tuple[list[Any], Callable[[list[Any]], Any]]:
    """The floating-point leaves of a tree, and what builds it again with others."""
    leaves, shape = jax.tree.flatten(tree)

    def build(floats: list[Any]) -> Any:
        given = iter(floats)
        return jax.tree.unflatten(shape, [next(given) if is_float(x) else x for x in leaves])

    return floats_of(leaves), build


def as_slopes(found: Any, like: Any) -> Any:
    """``found`` with zeros wherever it still holds a value of ``like``, or what has no slope."""

    def slope(x: Any, value: Any) -> Any:
        if not is_float(value):
            return np.zeros(jnp.shape(value), jax.dtypes.float0)
        return jnp.zeros_like(value) if x is value else x

    return jax.tree.map(slope, found, like)
