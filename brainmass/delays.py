"""Conduction delays: from tract lengths to steps, and what arrives over edges that each have a delay of their own.

A history is node-major, (n_source, columns) with a column for a step, so that what an edge brings in the next steps is
one contiguous slice of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.edges import Edges
from brainmass.errors import where_first

_CACHED = 2**16
"""Numbers that are read at once: a quarter of a megabyte, what stays in a core's own cache."""


def delay_steps(lengths: Any, speed: Any, dt: Any) -> Any:
    """Delays in whole steps: rint(length / speed / dt).

    Parameters
    ----------
    lengths : array, shape (n_target, n_source)
        Tract lengths in mm.
    speed : float or array
        Conduction speed in mm/ms (which is m/s).
    dt : float
        Step in ms.

    Examples
    --------
    >>> delay_steps(np.array([[0.0, 25.0]]), 10.0, 0.1)
    array([[ 0, 25]], dtype=int32)
    """
    xp = jnp if any(isinstance(x, jax.Array) for x in (lengths, speed, dt)) else np
    return xp.rint(lengths / speed / dt).astype("int32")


def check_speed(speed: Any) -> None:
    """Refuse a speed that is not positive (0 or infinity mean nothing here: leave ``speed`` out for no delays)."""
    value = np.asarray(speed, float)
    bad = ~(np.isfinite(value) & (value > 0))
    if bad.any():
        first = value[tuple(np.argwhere(bad)[0])]
        raise ValueError(
            f"speed{where_first(bad)} is {first} mm/ms; a conduction speed is positive and finite "
            "(leave speed out for a network without delays)"
        )


def delayed_sums(history: jax.Array, edges: Edges, weights: Any, column: Any, count: int) -> jax.Array:
    """What arrives over all edges at ``count`` steps in a row: sum_e w_ie H[other_e, column + k - delay_e].

    Every edge reads one contiguous slice of its source's history, so this costs a fraction of as many single reads.

    Parameters
    ----------
    history : array, shape (n_source, columns)
        What every source has sent, a column for a step.
    edges : Edges of shape (n_target, width)
        Their delays may be negative: then they reach into what comes later (the adjoint does so).
    weights : array, shape (n_target, width)
    column : int
        The column of the first step.
    count : int
        How many steps.

    Returns
    -------
    array, shape (count, n_target)
    """
    return _lane_by_lane(partial(_sums, count))(history, edges, weights, jnp.asarray(column))


def _sums(count: int, history: jax.Array, edges: Edges, weights: Any, column: Any) -> jax.Array:
    def some(rows: tuple[Edges, Any]) -> jax.Array:
        return jnp.einsum("ij,ijk->ik", rows[1], slices(history, rows[0], column, count))

    n, width = edges.delay.shape
    few = -(-n * width * count // _CACHED)
    if few > 4:
        return _in_pieces(some, (edges, weights), width * count).T
    cuts = [width * i // few for i in range(few + 1)]
    parts = [jax.tree.map(lambda x, a=a, b=b: x[:, a:b], (edges, weights)) for a, b in pairwise(cuts)]
    return sum(map(some, parts[1:]), some(parts[0])).T


def delayed_products(history: jax.Array, edges: Edges, values: jax.Array, column: Any) -> jax.Array:
    """sum_k v_ki H[other_e, column + k - delay_e] for every edge, shape (n_target, width): slopes in its weight."""
    return _lane_by_lane(_products)(history, edges, values, jnp.asarray(column))


def _products(history: jax.Array, edges: Edges, values: jax.Array, column: Any) -> jax.Array:
    count = len(values)

    def some(rows: tuple[Edges, Any]) -> jax.Array:
        return jnp.einsum("ik,ijk->ij", rows[1], slices(history, rows[0], column, count))

    return _in_pieces(some, (edges, values.T), edges.delay.shape[1] * count)


def _lane_by_lane(function: Callable[..., jax.Array]) -> Callable[..., jax.Array]:
    """``function``, done for one lane of a batch after the other: together their slices would not stay in cache."""
    mapped = jax.custom_batching.custom_vmap(function)

    @mapped.def_vmap
    def _(size: int, batched: Any, *given: Any) -> tuple[jax.Array, bool]:
        leaves, shape = jax.tree.flatten(given)
        moving = jax.tree.leaves(batched)

        def lane(own: list[Any]) -> jax.Array:
            mine = iter(own)
            return mapped(
                *jax.tree.unflatten(shape, [next(mine) if m else x for x, m in zip(leaves, moving, strict=True)])
            )

        return jax.lax.map(lane, [x for x, m in zip(leaves, moving, strict=True) if m]), True

    return mapped


def slices(history: jax.Array, edges: Edges, column: Any, count: int) -> jax.Array:
    """H[other_e, column - delay_e + (0 ... count - 1)] for every edge, shape (n_target, width, count)."""
    start = edges.other * history.shape[1] + (column - edges.delay)
    return jax.lax.gather(
        history.reshape(-1),
        start[..., None],
        jax.lax.GatherDimensionNumbers(offset_dims=(2,), collapsed_slice_dims=(), start_index_map=(0,)),
        (count,),
        mode=jax.lax.GatherScatterMode.PROMISE_IN_BOUNDS,
    )


def _in_pieces(function: Callable[[Any], jax.Array], arrays: Any, size: int) -> jax.Array:
    """``function`` over rows of ``arrays``, as many at a time as leave their ``size`` numbers each in cache."""
    n = len(jax.tree.leaves(arrays)[0])
    rows = max(1, _CACHED // size)
    if n <= rows:
        return function(arrays)
    pieces = -(-n // rows)
    rows = -(-n // pieces)
    padded = jax.tree.map(lambda x: jnp.pad(x, ((0, pieces * rows - n), (0, 0))).reshape(pieces, rows, -1), arrays)
    values = jax.lax.map(function, padded)
    return values.reshape(pieces * rows, -1)[:n]


def single_reads(rows: jax.Array, edges: Edges, row: Any) -> jax.Array:
    """R[row - delay_e, other_e] for every edge, shape (width, n_target), of ``rows`` (times, n_source)."""
    place = (row - edges.delay) * rows.shape[1] + edges.other
    return rows.reshape(-1).at[place].get(mode="promise_in_bounds")
