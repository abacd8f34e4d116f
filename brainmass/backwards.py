"""Edges backwards: slopes in what was sent, from slopes in what arrived later; and slopes in the weights between.

Slopes in what arrives are laid out like a history, a column for a step, so that what leads back to a source over an
edge in the steps of a block is one contiguous slice of them, d steps later. A pairwise coupling has no such sums: every
edge has a slope of its own, which is added where it has read.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.delays import delayed_products, delayed_sums, single_reads
from brainmass.edges import Edges, turned
from brainmass.links import Arriving, Link, Weighted, arrive_long
from brainmass.network import Projection


class Lane(NamedTuple):
    """A delayed projection, with everything that was sent along it: (channels, n_source, steps) from ``base`` on."""

    projection: Projection
    link: Link
    length: int
    """Steps of history that its longest delay needs."""
    history: jax.Array
    base: Any

    @property
    def pairwise(self) -> bool:
        """Whether every edge is evaluated on its own."""
        return self.projection.coupling.edge is not None


class Reach(NamedTuple):
    """Slopes along a lane, as far as they are known on the way back."""

    sent: jax.Array
    """In what was sent, as far as it does not come from later steps by way of edges; laid out like the history."""
    received: Any
    """In what arrived, (channels, n_target, steps); of a pairwise coupling in the first step of the block after."""
    weights: tuple[Any, Any]
    """In the weights of long and of short edges."""


def reach_at_end(lane: Lane, last: jax.Array, end: Any, brought: Any, size: int) -> Reach:
    """The slopes after the last step, where only the history that is handed on has any; ``brought`` is of one step."""
    own = jnp.zeros_like(lane.history)
    own = jax.lax.dynamic_update_slice_in_dim(own, last, end - (lane.length - 1) - lane.base, 2)
    long, short = (None if w is None else jnp.zeros_like(w.weights) for w in (lane.link.long, lane.link.short))
    if lane.pairwise:
        return Reach(own, jax.tree.map(jnp.zeros_like, brought), (long, short))
    channels, _, steps = lane.history.shape
    received = jnp.zeros((channels, len(lane.link.strength), steps + lane.length + size), own.dtype)
    return Reach(own, received, (long, short))


def towards_sent(lane: Lane, reach: Reach, first: Any, size: int) -> jax.Array:
    """Slopes in what a block sends from step ``first`` on, but for short edges; time leads."""
    total = jnp.moveaxis(jax.lax.dynamic_slice_in_dim(reach.sent, first - lane.base, size, 2), -1, 0)
    if lane.pairwise or lane.link.long is None:
        return total
    return total + _back_along(lane.link.long, reach.received, first - lane.base, size)


def towards_sent_by_short(lane: Lane, received: Any, k: Any) -> Any:
    """Slopes in what step ``k`` of a block sends, from the steps that short edges bring it to, (channels, n_source)."""
    if lane.pairwise or lane.link.short is None:
        return 0.0
    edges, weights = _later(lane.link.short.edges.leaving), lane.link.short.leaving
    channels = range(received.shape[1])
    return jnp.stack([(weights * single_reads(received[:, c], edges, k + 1)).sum(axis=0) for c in channels])


def received_rows(lane: Lane, reach: Reach, begin: Any, size: int) -> Any:
    """Room for the slopes in what arrives at the steps ``begin`` ... ``begin + size``, and those of a block more, which
    short edges look at; time leads. Of a pairwise coupling without the block more, and in what each edge brings."""
    if lane.pairwise:
        return jax.tree.map(lambda x: jnp.zeros((size + 1, *x.shape), x.dtype).at[size].set(x), reach.received)
    later = jax.lax.dynamic_slice_in_dim(reach.received, begin + size - lane.base, size + 1, 2)
    room = jnp.zeros((size, *reach.received.shape[:2]), later.dtype)
    return jnp.concatenate([room, jnp.moveaxis(later, -1, 0)])


def put(lane: Lane, rows: Any, arriving: Arriving, k: Any) -> Any:
    """Slopes in what arrives at the beginning and the end of step ``k``, added to those of all steps."""
    # By channel; or of a pairwise coupling the one kind of edges there is, by source state.
    now, later = (x[0] if lane.pairwise and x else x if lane.pairwise else jnp.stack(x) for x in arriving)
    return jax.tree.map(lambda all_, a, b: all_.at[k].add(a).at[k + 1].add(b), rows, now, later)


def handed_back(lane: Lane, reach: Reach, rows: Any, begin: Any, size: int) -> Reach:
    """What the block before needs of the one that begins at ``begin``."""
    column = begin - lane.base
    if lane.pairwise:
        own = _scattered(lane, reach.sent, jax.tree.map(lambda x: x[1:], rows), column + 1)
        return reach._replace(sent=own, received=jax.tree.map(lambda x: x[0], rows))
    received = jnp.moveaxis(rows[: size + 1], 0, -1)
    return reach._replace(
        received=jax.lax.dynamic_update_slice_in_dim(reach.received, received, column, 2),
        weights=_with_products(lane, reach.weights, rows[1 : size + 1], column + 1),
    )


def at_start(lane: Lane, reach: Reach, start: Any, first: Any, size: int) -> tuple[jax.Array, tuple[Any, Any]]:
    """Slopes in the history that a run begins with at step ``first``, and in the weights; blocks begin at ``start``.

    What arrived at ``start`` belongs to no block: it was known before.
    """
    column = first - lane.base + 1 - lane.length
    if lane.pairwise:
        rows = jax.tree.map(lambda x: jnp.zeros((size, *x.shape), x.dtype).at[-1].set(x), reach.received)
        own = _scattered(lane, reach.sent, rows, start - size + 1 - lane.base)
        return jax.lax.dynamic_slice_in_dim(own, column, lane.length, 2), reach.weights
    row = jnp.moveaxis(jax.lax.dynamic_slice_in_dim(reach.received, start - lane.base, 1, 2), -1, 0)
    weights = _with_products(lane, reach.weights, row, start - lane.base)
    short = lane.link.short
    short = short and Weighted(turned(short.edges), short.weights.T, short.leaving.T)
    edges = [w for w in (lane.link.long, short) if w is not None]
    pieces = -(-lane.length // size)  # a block at a time, as much as slices are made for
    begin = column + lane.length - pieces * size

    def piece(i: Any) -> jax.Array:
        sums = [_back_along(w, reach.received, begin + i * size, size) for w in edges]
        return jnp.moveaxis(sum(sums[1:], sums[0]), 0, -1)

    sums = jnp.moveaxis(jax.lax.map(piece, jnp.arange(pieces)), 0, 2)
    own = jax.lax.dynamic_slice_in_dim(reach.sent, column, lane.length, 2)
    return own + sums.reshape(*sums.shape[:2], -1)[..., -lane.length :], weights


def _back_along(weighted: Weighted, received: jax.Array, column: Any, count: int) -> jax.Array:
    """sum over the edges that leave a node of the slopes in what they bring, (count, channels, n_source)."""
    edges = _later(weighted.edges.leaving)
    return jnp.stack([delayed_sums(r, edges, weighted.leaving, column, count) for r in received], axis=1)


def _later(edges: Edges) -> Edges:
    return edges._replace(delay=-edges.delay)


def _with_products(lane: Lane, weights: tuple[Any, Any], rows: jax.Array, column: Any) -> tuple[Any, Any]:
    """Slopes in the weights with those of some steps added: what arrived times what was sent, for every edge."""

    def products(edges: Edges) -> Any:
        by_channel = [delayed_products(h, edges, rows[:, c], column) for c, h in enumerate(lane.history)]
        return sum(by_channel[1:], by_channel[0])

    long, short = weights
    if lane.link.long is not None:
        long = long + products(lane.link.long.edges.arriving)
    if lane.link.short is not None:
        short = short + products(turned(lane.link.short.edges).arriving).T
    return long, short


def _scattered(lane: Lane, own: jax.Array, rows: Any, column: Any) -> jax.Array:
    """Slopes in what was sent with those of a pairwise coupling at some steps, each added where its edge has read."""
    if lane.link.long is None:
        return own
    count, width = len(jax.tree.leaves(rows)[0]), lane.length - 1
    window = jax.lax.dynamic_slice_in_dim(lane.history, column - width, width + count, 2)
    _, pull = jax.vjp(lambda h: arrive_long(lane.projection, lane.link, h, width, count), window)
    there = jax.lax.dynamic_slice_in_dim(own, column - width, width + count, 2)
    return jax.lax.dynamic_update_slice_in_dim(own, there + pull(rows)[0], column - width, 2)
