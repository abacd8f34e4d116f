"""The edges of a network at one step size: which are instant, which short, which long, and the block that they allow.

An edge with a delay of at least K steps brings nothing that is not known K steps before: it is evaluated for a whole
block of K steps at once. What is shorter is read step by step. K is chosen by cost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.delays import delay_steps
from brainmass.edges import Edges, Group, group, turned
from brainmass.listing import Listed
from brainmass.network import Network, Projection
from brainmass.sparse import Sparse
from brainmass.units import is_traced

_COST = {8: 0.16, 16: 0.135, 32: 0.185}
"""Nanoseconds for a step of an edge that is evaluated in blocks of so many steps (one core, 2026)."""
_COST_SHORT, _COST_BLOCK, _COST_PASS = 0.4, 1000.0, 250.0
"""The same for an edge that is read step by step; and for a block, and a step, whatever is in it."""
_UNDELAYED = 512
"""Steps of a block where nothing is delayed: enough to make what a block costs invisible."""
_DENSE = 0.08
"""The share of edges from which on a matrix product is quicker than reading them one by one."""


class Tract(NamedTuple):
    """What is fixed about the edges of a projection: columns of history that it needs (0: none), and whether its
    weights are multiplied whole."""

    length: int
    whole: bool
    follows: int | None = None
    """Which earlier projection sends the same, so that its history is read; None for a history of its own."""


class Wires(NamedTuple):
    """The edges of a projection by delay. ``instant`` is a group, or a matrix of slots, or None."""

    instant: Any
    short: Group | None
    long: Group | None
    steps: Any
    """Whole part of the delay of every weight where delays are interpolated, else None."""


class Wiring(NamedTuple):
    """All projections at one dt: what is fixed, and the arrays."""

    block: int
    tracts: tuple[Tract, ...]
    wires: tuple[Wires, ...]


def wire(network: Network, dt: float, block: int | None = None, most: int = _UNDELAYED) -> Wiring:
    """Resolve the delays of a network with the dt of the run.

    Parameters
    ----------
    block : int, optional
        Steps of a block instead of those chosen by cost.
    most : int
        The longest block to choose.

    Raises
    ------
    ValueError
        If speed or lengths are traced and no ``max_delay`` bounds them, or a delay lies outside its bounds.
    """
    found = [delays_of(p, dt) for p in network.projections]
    known = [None if _traced(steps) else listed(p, steps) for p, steps in zip(network.projections, found, strict=True)]
    if block is None:
        block = min(most, _cheapest([k for k in known if k is not None]))
        for p, k in zip(network.projections, known, strict=True):
            if k is None:
                block = min(block, _shortest(p, dt))
    tracts, wires = [], []
    for projection, steps, edges in zip(network.projections, found, known, strict=True):
        tract, wired = (
            _traced_wires(projection, steps, dt, block)
            if edges is None
            else _known_wires(projection, steps, edges, dt, block)
        )
        tracts.append(tract)
        wires.append(wired)
    return Wiring(block, _sharing(network, tracts), tuple(wires))


def _sharing(network: Network, tracts: Sequence[Tract]) -> tuple[Tract, ...]:
    """Delayed projections that send the same have one history, as long as the longest of them needs."""
    known = [_sent_by(p) if t.length else None for p, t in zip(network.projections, tracts, strict=True)]
    result = []
    for i, (tract, what) in enumerate(zip(tracts, known, strict=True)):
        if tract.length:
            longest = max(t.length for t, other in zip(tracts, known, strict=True) if other == what)
            first = known.index(what)
            tract = tract._replace(length=longest, follows=None if first == i else first)
        result.append(tract)
    return tuple(result)


def _sent_by(projection: Projection) -> tuple[Any, ...]:
    """What stands in the history of a projection: two that give the same here send the same."""
    source, coupling, pooling = projection.source, projection.coupling, projection.source_regions
    if coupling.edge is not None:
        return (pooling, *source)
    if coupling.sends_with:  # parameters that may differ, or be unknown yet
        return (projection, coupling)
    passed = _passed_on(coupling.send, len(source))
    return (pooling, source, coupling.send) if passed is None else (pooling, *(source[i] for i in passed))


@lru_cache(maxsize=64)
def _passed_on(send: Callable[..., Any], count: int) -> tuple[int, ...] | None:
    """Which of its sources ``send`` hands on as they are, constant channels apart; None where it computes anything."""
    passed: list[int | None] = []

    def look(*given: Any) -> int:
        sent = send(*given)
        for channel in sent if isinstance(sent, tuple) else (sent,):
            if not isinstance(channel, int | float):
                passed.append(next((i for i, x in enumerate(given) if x is channel), None))
        return 0

    jax.eval_shape(look, *[jax.ShapeDtypeStruct((1,), float)] * count)
    found = [i for i in passed if i is not None]
    return tuple(found) if len(found) == len(passed) else None


def shared(tracts: Sequence[Tract], kept: Sequence[Any]) -> tuple[Any, ...]:
    """By projection, what is kept once for all that send the same."""
    return tuple(kept[i if tract.follows is None else tract.follows] for i, tract in enumerate(tracts))


def delays_of(projection: Projection, dt: float) -> Any:
    """Delay of every weight in whole steps (their whole part where delays are interpolated), or None without delays.

    Known lengths are divided in float64, whatever the precision of the run, so that the number of steps does not depend
    on it.
    """
    if projection.speed is None:
        return None
    lengths, speed = projection.lengths, projection.speed
    if not (is_traced(lengths) or is_traced(speed)):
        lengths, speed = np.asarray(lengths, float), np.asarray(speed, float)
    if projection.interpolate:
        exact = lengths / speed / dt
        # A length that is a whole number of steps up to rounding is that number, and not the one below with all of 1.
        steps = (jnp if is_traced(exact) else np).floor(exact + 1e-6).astype("int32")
    else:
        steps = delay_steps(lengths, speed, dt)
    # The diagonal of a Laplacian is no tract: it is what a region gives away, at once.
    return steps if projection.coupling.prepare is None else steps * _off_diagonal(projection)


def fractions(projection: Projection, steps: Any, dt: Any) -> Any:
    """What is left of every delay after its whole steps, in steps; differentiable in lengths and speed."""
    left = jnp.asarray(projection.lengths) / jnp.asarray(projection.speed) / dt - steps
    return left if projection.coupling.prepare is None else left * _off_diagonal(projection)


def _off_diagonal(projection: Projection) -> np.ndarray:
    weights = projection.weights
    if isinstance(weights, Sparse):
        return (weights.pattern.rows != weights.pattern.columns).astype(np.int32)
    return 1 - np.eye(len(weights), dtype=np.int32)


def prepared(projection: Projection) -> Any:
    """The weights that the coupling works with: for the Laplacian coupling -L, which has undelayed edges of its own."""
    prepare = projection.coupling.prepare
    return projection.weights if prepare is None else prepare(projection.weights)


def listed(projection: Projection, steps: np.ndarray | None) -> Listed:
    """The edges whose delays are known before the run. One without weight is left out where weights are known too."""
    weights = prepared(projection)
    if isinstance(weights, Sparse):
        targets, sources = weights.pattern.rows, weights.pattern.columns
        values = weights.data
    else:
        targets, sources = (x.ravel().astype(np.int32) for x in np.indices(weights.shape))
        values = weights.reshape(-1)
    delays = np.zeros(len(targets), np.int32) if steps is None else steps.ravel()
    used = np.ones(len(targets), bool) if is_traced(values) else np.asarray(values) != 0
    return Listed(
        targets,
        sources,
        delays,
        used,
        (weights.shape[0], weights.shape[1]),
        projection.interpolate and steps is not None,
    )


def _cheapest(known: Sequence[Listed]) -> int:
    """The block whose steps cost least."""
    if not any(edges.delayed for edges in known):
        return _UNDELAYED
    return min(_COST, key=lambda block: _COST_BLOCK / block + sum(_cost(edges, block) for edges in known))


def _cost(edges: Listed, block: int) -> float:
    """Nanoseconds per step of the delayed edges."""
    long = int((edges.kept_delays >= block).sum())
    short = int((edges.kept_delays > 0).sum()) - long
    return long * _COST[block] + (short * _COST_SHORT + _COST_PASS if short else 0.0)


def _shortest(projection: Projection, dt: float) -> int:
    """The largest block that no traced delay undercuts: a power of two."""
    least = 0 if projection.min_delay is None else int(np.floor(projection.min_delay / dt + 1e-9))
    return 1 << max(0, min(16, least).bit_length() - 1)


def _traced(steps: Any) -> bool:
    return steps is not None and is_traced(steps)


def _known_wires(projection: Projection, steps: Any, edges: Listed, dt: float, block: int) -> tuple[Tract, Wires]:
    if not edges.delayed:
        if isinstance(projection.weights, Sparse) or edges.count < _DENSE * np.prod(edges.shape):
            return Tract(0, False), Wires(_groups(edges, 0, 0, True), None, None, None)
        return Tract(0, True), Wires(None, None, None, None)
    longest = _within_bounds(projection, edges, dt)
    few = edges.count_between(0, 0) < _DENSE * np.prod(edges.shape) or projection.coupling.edge is not None
    instant = _groups(edges, 0, 0, True) if few else _slots(edges)
    whole = np.asarray(steps, np.int32) if edges.interpolated else None
    far = np.iinfo(np.int32).max
    return Tract(longest + 1, False), Wires(
        instant, _groups(edges, 1, block - 1, True), _groups(edges, block, far, False), whole
    )


def _within_bounds(projection: Projection, edges: Listed, dt: float) -> int:
    """The longest delay to provide for, after those there are have been held against the declared bounds."""
    delays, least, most = edges.kept_delays, projection.min_delay, projection.max_delay
    longest = int(delays.max())
    if least is not None and delays.min() < np.floor(least / dt + 1e-9):
        raise ValueError(
            f"{projection}: the shortest delay is {delays.min() * dt:g} ms, below min_delay = {least:g} ms"
        )
    if most is None:
        return longest
    bound = int(np.ceil(most / dt)) + edges.interpolated
    if longest > bound:
        raise ValueError(f"{projection}: the longest delay is {longest * dt:g} ms, above max_delay = {most:g} ms")
    return bound


@lru_cache(maxsize=64)
def _groups(edges: Listed, low: int, high: int, by_step: bool) -> Group | None:
    """The edges with delays from ``low`` to ``high`` steps, on the device; None if there are none."""
    targets, sources, slots, delays = edges.between(low, high)
    if not len(targets):
        return None
    found = group(targets, sources, slots, delays, edges.shape, edges.none)
    # Not inside a trace: what is kept for later runs must not be a tracer.
    with jax.ensure_compile_time_eval():
        return jax.tree.map(jnp.asarray, turned(found) if by_step else found)


@lru_cache(maxsize=64)
def _slots(edges: Listed) -> Any:
    """Slots of the undelayed edges as a matrix, for a product with all of it."""
    targets, sources, slots, _ = edges.between(0, 0)
    matrix = np.full(edges.shape, edges.none, np.int32)
    matrix[targets, sources] = slots
    with jax.ensure_compile_time_eval():
        return jnp.asarray(matrix)


def _traced_wires(projection: Projection, steps: Any, dt: float, block: int) -> tuple[Tract, Wires]:
    """Delays that are numbers of the trace: every edge is a long one, in blocks no longer than the declared bound."""
    if projection.max_delay is None:
        raise ValueError(
            f"{projection}: speed or lengths are traced (inside jit, grad or vmap), so the longest delay is "
            "unknown; give the projection max_delay= in ms (and min_delay=, which makes it quicker)"
        )
    if block > (shortest := _shortest(projection, dt)):
        raise ValueError(
            f"{projection}: a block of {block} steps is longer than the shortest delay that is certain while speed or "
            f"lengths are traced, {shortest} steps; give the projection min_delay= in ms, or a shorter block"
        )
    longest = int(np.ceil(projection.max_delay / dt)) + projection.interpolate
    edges = listed(projection, None)
    flat, none = steps.reshape(-1), (1 + projection.interpolate) * len(edges.targets)
    targets, sources, slots, _ = edges.between(0, 0)
    everything = group(targets, sources, slots, slots, edges.shape, len(edges.targets))

    def delayed(known: Edges) -> Edges:
        """The same edges with their delays, once for every part of an interpolated one."""
        parts = []
        for part in range(1 + projection.interpolate):
            delays = flat[known.delay] + part
            # What takes no time is an instant edge; it has no weight here, but its index must fit all the same.
            absent = (delays < 1) | (known.slot == len(edges.targets))
            slot = jnp.where(absent, none, known.slot + part * len(edges.targets))
            parts.append(Edges(slot, jnp.asarray(known.other), jnp.clip(delays, block, longest)))
        return Edges(*(jnp.concatenate(arrays, 1) for arrays in zip(*parts, strict=True)))

    def instant(known: Edges) -> Edges:
        present = (flat[known.delay] < 1) & (known.slot < len(edges.targets))
        return Edges(jnp.where(present, known.slot, none), jnp.asarray(known.other), jnp.zeros_like(known.slot))

    may_be_instant = block == 1 and (projection.min_delay is None or projection.min_delay < dt)
    at_once = turned(Group(*map(instant, everything))) if may_be_instant else None
    whole = steps if projection.interpolate else None
    return Tract(longest + 1, False), Wires(at_once, None, Group(*map(delayed, everything)), whole)
