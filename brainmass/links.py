"""What arrives at every drive: the projections of a network, ready to be evaluated at any stage of a step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.delays import delayed_sums, single_reads, slices
from brainmass.edges import Edges, Group
from brainmass.network import Network, Projection
from brainmass.pooling import arrive_at_nodes, channels_of
from brainmass.sparse import Sparse
from brainmass.wiring import Tract, Wires, Wiring, fractions, prepared

States = Mapping[str, Mapping[str, Any]]


class Weighted(NamedTuple):
    """Edges with their weights, by target; and again by source, for the way back of a gradient."""

    edges: Group
    weights: Any
    leaving: Any


class Link(NamedTuple):
    """The numbers of a projection at one dt, its edges apart by delay; None where there are none of a kind."""

    instant: Any
    """A matrix, or :class:`Weighted` edges."""
    short: Weighted | None
    long: Weighted | None
    strength: Any
    """Row sums of the weights: what a constant channel needs."""


class Arriving(NamedTuple):
    """What delayed edges bring at the beginning and at the end of a step, by channel; a pairwise coupling has it by
    kind of edge and then by source state, for every edge."""

    now: Any
    later: Any


def links_of(network: Network, wiring: Wiring, dt: Any) -> tuple[Link, ...]:
    """The links of all projections."""
    return tuple(
        _link(projection, tract, wires, dt)
        for projection, tract, wires in zip(network.projections, wiring.tracts, wiring.wires, strict=True)
    )


def _link(projection: Projection, tract: Tract, wires: Wires, dt: Any) -> Link:
    weights = prepared(projection)
    strength = weights.sum(axis=1)
    if tract.whole:
        return Link(jnp.asarray(weights, float), None, None, strength)
    flat = jnp.asarray(weights.data if isinstance(weights, Sparse) else weights.reshape(-1), float)
    if wires.steps is not None:
        left = fractions(projection, wires.steps, dt).reshape(-1)
        flat = jnp.concatenate([flat * (1 - left), flat * left])
    flat = jnp.concatenate([flat, jnp.zeros(1, flat.dtype)])  # what padding points at
    instant = wires.instant
    if instant is not None:
        instant = _weighted(instant, flat) if isinstance(instant, Group) else flat[instant]
    short, long = (None if g is None else _weighted(g, flat) for g in (wires.short, wires.long))
    return Link(instant, short, long, jnp.asarray(strength, float))


def _weighted(edges: Group, flat: Any) -> Weighted:
    return Weighted(edges, flat[edges.arriving.slot], jax.lax.stop_gradient(flat)[edges.leaving.slot])


def sources(network: Network, projection: Projection, y: States) -> tuple[Any, ...]:
    """The states (or outputs) that a projection sends."""
    population = projection.source_population
    model, params = network.populations[population].model, network.populations[population].values
    return tuple(model.observe(name.split(".")[1], y[population], params, {}) for name in projection.source)


def sent(network: Network, projection: Projection, y: States) -> jax.Array:
    """What goes into the history at one step, shape (channels, n_source): the varying channels, or for a pairwise
    coupling the source states. Of a pooled projection one value for every region."""
    values = sources(network, projection, y)
    if projection.coupling.edge is None:
        values = tuple(c for c in channels_of(projection, values) if not isinstance(c, int | float))
    return jnp.stack(values)


def arrive_long(projection: Projection, link: Link, history: jax.Array, column: Any, count: int) -> Any:
    """What the long edges bring at ``count`` steps from ``column`` on; time leads in every array."""
    if link.long is None:
        return ()
    edges = link.long.edges.arriving
    if projection.coupling.edge is not None:
        return tuple(jnp.moveaxis(slices(h, edges, column, count), -1, 0) for h in history)
    return tuple(delayed_sums(h, edges, link.long.weights, column, count) for h in history)


def arrive_short(projection: Projection, link: Link, rows: jax.Array, row: Any) -> Any:
    """What the short edges bring at the step of ``row``; ``rows`` is (times, channels, n_source)."""
    if link.short is None:
        return ()
    edges = link.short.edges.arriving
    values = tuple(single_reads(rows[:, c], edges, row) for c in range(rows.shape[1]))
    if projection.coupling.edge is not None:
        return tuple(v.T for v in values)
    return tuple((link.short.weights * v).sum(axis=0) for v in values)


def joined(projection: Projection, link: Link, long: Any, short: Any) -> Any:
    """What all delayed edges bring: sums added up; for a pairwise coupling the kinds of edges side by side."""
    if projection.coupling.edge is not None:
        return tuple(x for x in (long, short) if x)
    if not long or not short:
        return long or short
    return tuple(a + b for a, b in zip(long, short, strict=True))


def arrivals(
    network: Network, links: tuple[Link, ...], arriving: tuple[Arriving | None, ...], y: States, fraction: float
) -> dict[str, dict[str, Any]]:
    """Everything that arrives at drives at the ``fraction`` (0 to 1) of a step, when the states are ``y``; constant
    inputs included."""
    drives: dict[str, dict[str, Any]] = {name: dict(p.inputs) for name, p in network.populations.items()}
    for projection, link, delayed in zip(network.projections, links, arriving, strict=True):
        population, drive = projection.target.split(".")
        target = network.populations[population]
        local = None
        if projection.coupling.uses_local and projection.local is not None:
            local = target.model.observe(projection.local, y[population], target.values, {})
        brought = None if delayed is None else _between(delayed, fraction)
        values = sources(network, projection, y)
        if projection.coupling.edge is not None:
            sums = (_pairs(projection, link, brought, values, local),)
        else:
            sums = _sums(link, brought, channels_of(projection, values))
        value = arrive_at_nodes(projection, local, sums)
        drives[population][drive] = drives[population].get(drive, 0.0) + value
    return drives


def _between(delayed: Arriving, fraction: float) -> Any:
    """Linear within the step."""
    if fraction == 0.0:
        return delayed.now
    if fraction == 1.0:
        return delayed.later
    return jax.tree.map(lambda a, b: (1 - fraction) * a + fraction * b, delayed.now, delayed.later)


def _sums(link: Link, brought: Any, channels: tuple[Any, ...]) -> tuple[Any, ...]:
    """sum_j W_ij s_j(t - d_ij) for every channel."""
    delayed, result = iter(brought or ()), []
    for channel in channels:
        if isinstance(channel, int | float):
            result.append(channel * link.strength)
            continue
        parts = [] if link.instant is None else [_product(link.instant, channel)]
        if brought:
            parts.append(next(delayed))
        result.append(sum(parts) if parts else jnp.zeros_like(link.strength))
    return tuple(result)


def _product(instant: Any, channel: jax.Array) -> jax.Array:
    """sum_j W_ij s_j over the edges without delay."""
    return edge_sums(instant, channel) if isinstance(instant, Weighted) else instant @ channel


def edge_sums(weighted: Weighted, channel: jax.Array) -> jax.Array:
    """sum_e w_ie s[other_e]; its slope in ``channel`` is again a sum over edges, by source, and never a scatter."""
    return _edge_sums(weighted.weights, weighted.leaving, channel, weighted.edges)


@jax.custom_vjp
def _edge_sums(weights: Any, leaving: Any, channel: jax.Array, edges: Group) -> jax.Array:
    return _gathered(weights, channel, edges.arriving)


def _gathered(weights: Any, values: jax.Array, edges: Edges) -> jax.Array:
    if weights.shape[1] < _MANY:
        return (weights * values.at[edges.other].get(mode="promise_in_bounds")).sum(axis=0)

    def add(total: jax.Array, row: tuple[Any, Any]) -> tuple[jax.Array, None]:
        return total + row[1] * values.at[row[0]].get(mode="promise_in_bounds"), None

    return jax.lax.scan(add, jnp.zeros(weights.shape[1], weights.dtype), (edges.other, weights))[0]


_MANY = 1000
"""Nodes from which on a loop over the edges of each, all nodes at once, is quicker than one reduction."""


def _edge_sums_fwd(weights: Any, leaving: Any, channel: jax.Array, edges: Group) -> Any:
    return _gathered(weights, channel, edges.arriving), (weights, leaving, channel, edges)


def _edge_sums_bwd(kept: Any, slope: jax.Array) -> Any:
    _, leaving, channel, edges = kept
    in_weights = slope * channel.at[edges.arriving.other].get(mode="promise_in_bounds")
    return in_weights, None, _gathered(leaving, slope, edges.leaving), None


_edge_sums.defvjp(_edge_sums_fwd, _edge_sums_bwd)


def _pairs(projection: Projection, link: Link, brought: Any, values: tuple[Any, ...], local: Any) -> Any:
    """sum_j W_ij edge(x_i, x_j(t - d_ij))."""
    coupling = projection.coupling
    parts = []
    if isinstance(link.instant, Weighted):
        here = tuple(x[link.instant.edges.arriving.other.T] for x in values)
        parts.append((link.instant.weights.T * coupling.pairs(local[:, None], here)).sum(axis=-1))
    elif link.instant is not None:
        parts.append((link.instant * coupling.pairs(local[:, None], tuple(x[None, :] for x in values))).sum(axis=-1))
    delayed = [w for w in (link.long and link.long.weights, link.short and link.short.weights.T) if w is not None]
    for weights, arrived in zip(delayed, brought or (), strict=True):
        parts.append((weights * coupling.pairs(local[:, None], arrived)).sum(axis=-1))
    return sum(parts) if parts else jnp.zeros_like(link.strength)
