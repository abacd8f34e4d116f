"""What arrives at every drive: the projections of a network, ready to be evaluated at any stage of a step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.coupling import weighted_sums
from brainmass.delays import delay_steps, read_at, start_history, write
from brainmass.network import Network, Projection
from brainmass.units import is_traced

States = Mapping[str, Mapping[str, Any]]


class Tract(NamedTuple):
    """What is fixed about the delays of a projection: how many steps of history, and whether some edges have none."""

    length: int
    instant: bool


class Wiring(NamedTuple):
    """The delays of every projection at one dt: what is fixed about them, and the numbers."""

    tracts: tuple[Tract | None, ...]
    delays: tuple[Any, ...]


class Link(NamedTuple):
    """The numbers of a projection at one dt. ``delays`` is None where there are none."""

    weights: Any
    instant: Any
    delayed: Any
    delays: Any


def wire(network: Network, dt: float) -> Wiring:
    """Resolve the delays of a network with the dt of the run."""
    delays = tuple(delays_of(projection, dt) for projection in network.projections)
    return Wiring(tuple(tract_of(p, steps, dt) for p, steps in zip(network.projections, delays, strict=True)), delays)


def delays_of(projection: Projection, dt: float) -> Any:
    """Delay of every edge in whole steps, or None where the projection has none.

    Known lengths are divided in float64, whatever the precision of the run, so that the number of steps does not depend
    on it.
    """
    if projection.speed is None:
        return None
    lengths, speed = projection.lengths, projection.speed
    if not (is_traced(lengths) or is_traced(speed)):
        lengths, speed = np.asarray(lengths, float), np.asarray(speed, float)
    steps = delay_steps(lengths, speed, dt)
    # The diagonal of a Laplacian is no tract: it is what a region gives away, at once.
    return steps if projection.coupling.prepare is None else steps * (1 - np.eye(len(steps), dtype=steps.dtype))


def tract_of(projection: Projection, steps: Any, dt: float) -> Tract | None:
    """The longest delay and the existence of undelayed edges; these fix the shape of the history.

    Raises
    ------
    ValueError
        If speed or lengths are traced and no ``max_delay`` bounds them, or the bound is too low.
    """
    if steps is None:
        return None
    if is_traced(steps):
        if projection.max_delay is None:
            raise ValueError(
                f"{projection}: speed or lengths are traced (inside jit, grad or vmap), so the longest delay is "
                "unknown; give the projection max_delay= in ms"
            )
        return Tract(int(np.ceil(projection.max_delay / dt)) + 1, True)
    weights = _prepared(projection)
    steps = steps[np.asarray(weights) != 0] if not is_traced(weights) else steps
    if not (steps > 0).any():
        return None
    longest = int(steps.max())
    if projection.max_delay is not None:
        bound = int(np.ceil(projection.max_delay / dt))
        if longest > bound:
            raise ValueError(
                f"{projection}: the longest delay is {longest * dt:g} ms, above max_delay = {projection.max_delay:g} ms"
            )
        longest = bound
    return Tract(longest + 1, bool((steps == 0).any()))


def link(projection: Projection, tract: Tract | None, steps: Any) -> Link:
    """Weights and delays of a projection, undelayed edges apart from delayed ones."""
    weights = _prepared(projection)
    if tract is None:
        return Link(weights, weights, None, None)
    # An edge without weight may lie beyond the history: its delay does not matter, its index does.
    delays = jnp.clip(steps, 1, tract.length - 1)
    if not tract.instant:
        return Link(weights, None, weights, delays)
    return Link(weights, jnp.where(steps == 0, weights, 0.0), jnp.where(steps == 0, 0.0, weights), delays)


def _prepared(projection: Projection) -> Any:
    """The weights that the coupling works with: for the Laplacian coupling -L, which has undelayed edges of its own."""
    prepare = projection.coupling.prepare
    return projection.weights if prepare is None else prepare(projection.weights)


def sources(network: Network, projection: Projection, y: States) -> tuple[Any, ...]:
    """The states (or outputs) that a projection sends."""
    population = projection.source_population
    model, params = network.populations[population].model, network.populations[population].params
    return tuple(model.observe(name.split(".")[1], y[population], params, {}) for name in projection.source)


def sent(network: Network, projection: Projection, y: States) -> jax.Array:
    """What goes into the history at one step, shape (channels, n_source): the varying channels, or for a pairwise
    coupling the source states."""
    values = sources(network, projection, y)
    if projection.coupling.edge is None:
        values = tuple(c for c in projection.coupling.channels(*values) if not isinstance(c, int | float))
    return jnp.stack(values)


def start_histories(network: Network, tracts: tuple[Tract | None, ...], y: States) -> tuple[Any, ...]:
    """Histories in which the initial state has always held."""
    return tuple(
        None if tract is None else start_history(sent(network, projection, y), tract.length)
        for projection, tract in zip(network.projections, tracts, strict=True)
    )


def write_histories(network: Network, histories: tuple[Any, ...], step: Any, y: States) -> tuple[Any, ...]:
    """Store what is sent at ``step``."""
    return tuple(
        None if history is None else write(history, step, sent(network, projection, y))
        for projection, history in zip(network.projections, histories, strict=True)
    )


def arrivals(
    network: Network, links: tuple[Link, ...], histories: tuple[Any, ...], step: Any, y: States, fraction: float
) -> dict[str, dict[str, Any]]:
    """Everything that arrives at drives at ``step + fraction``, when the states are ``y``; constant inputs included."""
    drives: dict[str, dict[str, Any]] = {name: dict(p.inputs) for name, p in network.populations.items()}
    for projection, wired, history in zip(network.projections, links, histories, strict=True):
        population, drive = projection.target.split(".")
        target = network.populations[population]
        local = None
        if projection.coupling.uses_local and projection.local is not None:
            local = target.model.observe(projection.local, y[population], target.params, {})
        values = sources(network, projection, y)
        if projection.coupling.edge is not None:
            value = projection.coupling.arrive(
                local, (_edges(projection, wired, history, step, fraction, values, local),)
            )
        else:
            channels = projection.coupling.channels(*values)
            value = projection.coupling.arrive(local, _sums(wired, history, step, fraction, channels))
        drives[population][drive] = drives[population].get(drive, 0.0) + value
    return drives


def _sums(wired: Link, history: Any, step: Any, fraction: float, channels: tuple[Any, ...]) -> tuple[Any, ...]:
    """sum_j W_ij s_j(t - d_ij) for every channel."""
    if wired.delays is None:
        return weighted_sums(wired.weights, channels)
    arrived = iter(read_at(history, step, fraction, wired.delays))
    result = []
    for channel in channels:
        if isinstance(channel, int | float):
            result.append(channel * wired.weights.sum(axis=1))
            continue
        total = (wired.delayed * next(arrived)).sum(axis=-1)
        result.append(total if wired.instant is None else total + wired.instant @ channel)
    return tuple(result)


def _edges(
    projection: Projection, wired: Link, history: Any, step: Any, fraction: float, values: tuple[Any, ...], local: Any
) -> Any:
    """sum_j W_ij edge(x_i, x_j(t - d_ij))."""
    here = tuple(x[None, :] for x in values)
    total = 0.0
    if wired.instant is not None:
        total = (wired.instant * projection.coupling.pairs(local[:, None], here)).sum(axis=-1)
    if wired.delays is not None:
        arrived = tuple(read_at(history, step, fraction, wired.delays))
        total = total + (wired.delayed * projection.coupling.pairs(local[:, None], arrived)).sum(axis=-1)
    return total
