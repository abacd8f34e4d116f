"""The loop with its own way back: a gradient that keeps O(N) numbers for a step.

What automatic differentiation would keep of a delayed network is every value that every edge has read. All of them
stand in the record of what was sent, so that record is kept instead (N numbers a step), with the memory at the
beginning of every block, from which the block is done again on the way back. And what a node sent at step t has its
slope from what its targets received at t + d: on the way back these are known as a history is on the way forth, so that
the same sums over slices, with sources and targets exchanged and time reversed, stand where a scatter would be.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.delays import delayed_products, delayed_sums, single_reads
from brainmass.edges import Edges
from brainmass.links import Link, Weighted, arrive_long, sent
from brainmass.loop import (
    Carry,
    Passing,
    Plan,
    Span,
    System,
    arriving_at,
    do_steps,
    draw,
    entered,
    left,
    march,
    margin,
    sent_rows,
    tile_length,
    timetable,
)
from brainmass.network import Network
from brainmass.step import Memory, advance


class Route(NamedTuple):
    """The tiles and blocks of a span, all known before it is compiled."""

    tile: int
    first: int
    """The first tile."""
    tiles: int
    blocks: range
    """Blocks of every tile that are looked at; where there is one tile only those that the span meets."""

    @property
    def begin(self) -> int:
        """The step at which the first tile begins."""
        return self.tile * self.first


class Record(NamedTuple):
    """What is kept for the way back."""

    system: System
    histories: tuple[Any, ...]
    """Everything that was sent, (channels, n_source, steps) by projection."""
    memories: Any
    """At the beginning of every block, leading axes tiles and blocks."""
    brought: Any
    """What long edges brought, the same."""


class Slopes(NamedTuple):
    """What is handed back from block to block."""

    memory: list[Any]
    numbers: list[Any]
    """Of all numbers that a step works with."""
    sent: tuple[Any, ...]
    """Of what was sent, as far as it does not come from later steps by way of edges; laid out like the histories."""
    received: tuple[Any, ...]
    """Of what delayed edges brought, (channels, n_target, steps); for a pairwise coupling of the first step only."""
    weights: tuple[Any, ...]
    """Of the weights of long and of short edges, by projection."""


def differentiable(plan: Plan, span: Span) -> Callable[[System, Carry], tuple[Carry, dict[str, jax.Array]]]:
    """``march`` over a span of whole numbers, with the way back described above."""
    run = jax.custom_vjp(lambda system, carry: march(system, carry, span, plan))
    run.defvjp(lambda system, carry: _forth(system, carry, span, plan), lambda *kept: _back(span, plan, *kept))
    return run


def _route(system: System, span: Span, plan: Plan) -> Route:
    tile = tile_length(system.network)
    first, last = span.first // tile, -(-span.end // tile)
    blocks = range(tile // plan.block)
    if last - first == 1:
        blocks = range((span.first - first * tile) // plan.block, -(-(span.end - first * tile) // plan.block))
    return Route(tile, first, last - first, blocks)


def _forth(system: System, carry: Carry, span: Span, plan: Plan) -> tuple[Any, Any]:
    """The same steps as ``march``, with everything that was sent kept in one long history."""
    route = _route(system, span, plan)
    state = entered(system, carry, span, plan, route.begin, route.tiles * route.tile)
    base = state.base

    def do_tile(state: Passing, i: Any) -> tuple[Passing, Any]:
        normals = draw(system, i, route.tile)

        def do_block(state: Passing, offset: Any) -> tuple[Passing, Any]:
            b = i * (route.tile // plan.block) + offset
            after, brought = do_steps(system, state._replace(base=base), b, normals, offset * plan.block, span, plan)
            return after._replace(base=()), (state.memory, brought)

        return jax.lax.scan(do_block, state, jnp.asarray(route.blocks))

    state, (memories, brought) = jax.lax.scan(do_tile, state._replace(base=()), route.first + jnp.arange(route.tiles))
    record = Record(system, state.histories, memories, brought)
    return (left(state._replace(base=base), span, plan), state.buffers), record


def _back(span: Span, plan: Plan, record: Record, slopes: Any) -> tuple[Any, Any]:
    """Slopes in everything that a run was made of, from those in its carry and samples."""
    system, route = record.system, _route(record.system, span, plan)
    after, samples = slopes
    memory = jax.tree.map(lambda x: x[0, 0], record.memories)
    numbers = _floats(_of_a_step(system))
    sent_slopes, received = [], []
    for p, tract, link, history, last in zip(
        system.network.projections, plan.tracts, system.links, record.histories, after.histories, strict=True
    ):
        if history is None:
            sent_slopes.append(None)
            received.append(None)
            continue
        at = span.end - (tract.length - 1) - (route.begin - margin(tract, plan))
        sent_slopes.append(jax.lax.dynamic_update_slice_in_dim(jnp.zeros_like(history), last, at, 2))
        if p.coupling.edge is not None:
            received.append(jax.tree.map(lambda x: jnp.zeros_like(x[0, 0, 0]), _brought_of(record, link)))
            continue
        shape = (history.shape[0], len(link.strength), history.shape[2] + tract.length + plan.block)
        received.append(jnp.zeros(shape, history.dtype))
    state = Slopes(
        [x for x, like in zip(jax.tree.leaves(after.memory), jax.tree.leaves(memory), strict=True) if _is_float(like)],
        [jnp.zeros_like(x) for x in numbers],
        tuple(sent_slopes),
        tuple(received),
        tuple(
            None
            if h is None
            else tuple(None if w is None else jnp.zeros_like(w.weights) for w in (link.long, link.short))
            for link, h in zip(system.links, record.histories, strict=True)
        ),
    )

    def undo_tile(state: Slopes, given: Any) -> tuple[Slopes, None]:
        i, memories, brought = given
        normals = draw(system, i, route.tile)

        def undo_block(state: Slopes, given: Any) -> tuple[Slopes, None]:
            offset, memory, brought = given
            b = i * (route.tile // plan.block) + offset
            rows = jax.lax.dynamic_slice_in_dim(normals, offset * plan.block, plan.block)
            return _undo_steps(record, state, b, memory, brought, rows, samples, span, plan, route), None

        given = jnp.asarray(route.blocks), memories, brought
        return jax.lax.scan(undo_block, state, given, reverse=True)[0], None

    given = route.first + jnp.arange(route.tiles), record.memories, record.brought
    state, _ = jax.lax.scan(undo_tile, state, given, reverse=True)
    return _gathered(record, state, memory, span, plan, route)


def _undo_steps(
    record: Record, state: Slopes, b: Any, memory: Memory, brought: Any, normals: Any, samples: Any, span: Span,
    plan: Plan, route: Route,
) -> Slopes:  # fmt: skip
    """Block ``b`` backwards: done again from its first memory, then undone step by step."""
    system, size = record.system, plan.block
    begin = b * size
    low, high = jnp.maximum(span.first - begin, 0), jnp.minimum(span.end - begin, size)
    bases = _bases(plan, route)
    recent = sent_rows(record.histories, bases, begin, size)
    rows, firsts = timetable(plan.clocks, begin + jnp.arange(size), span)
    numbers = _of_a_step(system)
    known, build = _apart(numbers)

    def step(floats: list[Any], memory: Memory, arriving: Any, k: Any) -> Any:
        network, observers, links = build(floats)
        done = advance(
            network, observers, links, plan.method, plan.clocks, memory, arriving, normals[k],
            tuple(first[k] for first in firsts), system.dt,
        )  # fmt: skip
        gone = tuple(
            None if h is None else sent(network, p, done.memory.states)
            for p, h in zip(network.projections, record.histories, strict=True)
        )
        return done.memory, done.reads, gone

    def again(k: Any, passing: Any) -> Any:
        memory, memories = passing
        memories = jax.tree.map(lambda all_, x: jax.lax.dynamic_update_index_in_dim(all_, x, k, 0), memories, memory)
        return step(known, memory, arriving_at(system, brought, recent, k, size), k)[0], memories

    room = jax.tree.map(lambda x: jnp.zeros((size, *x.shape), x.dtype), memory)
    _, memories = jax.lax.fori_loop(low, high, again, (memory, room))
    towards = _towards(system, state, begin + 1, bases, plan)
    received = _received_rows(system, state, begin, bases, plan)

    def undo(j: Any, passing: Any) -> Any:
        k = high - 1 - (j - low)
        slopes, of_numbers, received = passing
        before = jax.tree.map(lambda x: x[k], memories)
        floats, with_floats = _apart(before)
        arriving = arriving_at(system, brought, recent, k, size)

        def parts(numbers: list[Any], floats: list[Any], arriving: Any) -> Any:
            memory, reads, gone = step(numbers, with_floats(floats), arriving, k)
            return _floats(memory), reads, gone

        _, pull = jax.vjp(parts, known, floats, arriving)
        elapsed = begin + k + 1 - span.origin
        reads = {
            name: samples[name][row[k]] * ((elapsed > 0) & (elapsed % clock.steps == 0))
            for name, row, clock in zip(system.observers, rows, plan.clocks, strict=True)
        }
        gone = tuple(
            None if rows_sent is None else rows_sent[k] + _short_towards(p, link, seen, k, size)
            for p, link, rows_sent, seen in zip(
                system.network.projections, system.links, towards, received, strict=True
            )
        )
        in_numbers, slopes, in_arriving = pull((slopes, reads, gone))
        received = tuple(_put(rows_, x, k) for rows_, x in zip(received, in_arriving, strict=True))
        return slopes, [a + x for a, x in zip(of_numbers, in_numbers, strict=True)], received

    of_memory, of_numbers, received = jax.lax.fori_loop(low, high, undo, (state.memory, state.numbers, received))
    return _handed_back(record, state, of_memory, of_numbers, received, begin, bases, plan)


def _towards(system: System, state: Slopes, first: Any, bases: Any, plan: Plan) -> tuple[Any, ...]:
    """Slopes in what a block sends, from the later steps that long edges bring it to; time leads."""
    rows = []
    for p, link, own, received, base in zip(
        system.network.projections, system.links, state.sent, state.received, bases, strict=True
    ):
        if own is None:
            rows.append(None)
            continue
        total = jnp.moveaxis(jax.lax.dynamic_slice_in_dim(own, first - base, plan.block, 2), -1, 0)
        if p.coupling.edge is None and link.long is not None:
            total = total + _reversed_sums(link.long, received, first - base, plan.block)
        rows.append(total)
    return tuple(rows)


def _reversed_sums(weighted: Weighted, received: jax.Array, column: Any, count: int) -> jax.Array:
    """sum over the edges that leave a node of the slopes in what they bring, (count, channels, n_source)."""
    edges = _ahead(weighted.edges.leaving)
    return jnp.stack([delayed_sums(r, edges, weighted.leaving, column, count) for r in received], axis=1)


def _ahead(edges: Edges) -> Edges:
    return edges._replace(delay=-edges.delay)


def _received_rows(system: System, state: Slopes, begin: Any, bases: Any, plan: Plan) -> tuple[Any, ...]:
    """Room for the slopes in what arrives at the steps ``begin`` ... ``begin`` + block, and those of a block more that
    short edges look at; time leads. For a pairwise coupling: in what each edge brings, without the block more."""
    size, rows = plan.block, []
    for p, received, base in zip(system.network.projections, state.received, bases, strict=True):
        if received is None:
            rows.append(None)
        elif p.coupling.edge is not None:
            rows.append(jax.tree.map(lambda x: jnp.zeros((size + 1, *x.shape), x.dtype).at[size].set(x), received))
        else:
            later = jax.lax.dynamic_slice_in_dim(received, begin + size - base, size + 1, 2)
            room = jnp.zeros((size, *received.shape[:2]), received.dtype)
            rows.append(jnp.concatenate([room, jnp.moveaxis(later, -1, 0)]))
    return tuple(rows)


def _short_towards(projection: Any, link: Link, received: Any, k: Any, size: int) -> Any:
    """Slopes in what step ``k`` sends, from the steps that short edges bring it to, (channels, n_source)."""
    if link.short is None or projection.coupling.edge is not None:
        return 0.0
    edges, weights = _ahead(link.short.edges.leaving), link.short.leaving.T
    return jnp.stack(
        [(weights * single_reads(received[:, c], edges, k + 1)).sum(axis=0) for c in range(received.shape[1])]
    )


def _put(rows: Any, arriving: Any, k: Any) -> Any:
    """Slopes in what arrives at the beginning and the end of step ``k``, added to those of all steps."""
    if rows is None:
        return None
    now, later = arriving
    if isinstance(rows, jax.Array):  # by channel
        now, later = jnp.stack(now), jnp.stack(later)
    else:  # pairwise: all edges are long ones
        now, later = now[0], later[0]
    return jax.tree.map(lambda all_, a, b: all_.at[k].add(a).at[k + 1].add(b), rows, now, later)


def _handed_back(
    record: Record, state: Slopes, memory: Any, numbers: Any, received: Any, begin: Any, bases: Any, plan: Plan
) -> Slopes:
    """What the block before needs of this one."""
    system, size = record.system, plan.block
    all_received, all_sent, all_weights = [], [], []
    for p, link, history, rows, old, own, weights, tract, base in zip(
        system.network.projections, system.links, record.histories, received, state.received, state.sent,
        state.weights, plan.tracts, bases, strict=True,
    ):  # fmt: skip
        if history is not None and p.coupling.edge is not None:
            own = _scattered(p, link, tract, history, own, jax.tree.map(lambda x: x[1:], rows), begin + 1 - base)
            old = jax.tree.map(lambda x: x[0], rows)
        elif history is not None:
            old = jax.lax.dynamic_update_slice_in_dim(old, jnp.moveaxis(rows[: size + 1], 0, -1), begin - base, 2)
            weights = _with_products(link, history, rows[1 : size + 1], begin + 1 - base, weights)
        all_received.append(old)
        all_sent.append(own)
        all_weights.append(weights)
    return Slopes(memory, numbers, tuple(all_sent), tuple(all_received), tuple(all_weights))


def _with_products(link: Link, history: jax.Array, rows: jax.Array, column: Any, weights: Any) -> Any:
    """Slopes in the weights with those of some steps added: what arrived times what was sent, for every edge."""
    return tuple(
        None
        if weighted is None
        else old
        + sum(delayed_products(history[c], weighted.edges.arriving, rows[:, c], column) for c in range(len(history)))
        for weighted, old in zip((link.long, link.short), weights, strict=True)
    )


def _scattered(p: Any, link: Link, tract: Any, history: Any, own: Any, rows: Any, column: Any) -> Any:
    """Slopes in what was sent, of a pairwise coupling: every edge has its own, and adds it where it has read."""
    if link.long is None:
        return own
    count, width = len(jax.tree.leaves(rows)[0]), tract.length - 1
    window = jax.lax.dynamic_slice_in_dim(history, column - width, width + count, 2)
    _, pull = jax.vjp(lambda h: arrive_long(p, link, h, width, count), window)
    there = jax.lax.dynamic_slice_in_dim(own, column - width, width + count, 2)
    return jax.lax.dynamic_update_slice_in_dim(own, there + pull(rows)[0], column - width, 2)


def _gathered(record: Record, state: Slopes, memory: Memory, span: Span, plan: Plan, route: Route) -> tuple[Any, Any]:
    """Slopes in the system and in the first carry, in the form that JAX asks for; what is no number has none."""
    system, bases = record.system, _bases(plan, route)
    start = route.begin + route.blocks.start * plan.block
    links, histories = [], []
    network, observers, in_step = _apart(_of_a_step(system))[1](state.numbers)
    for p, link, of_step, history, own, received, weights, tract, base in zip(
        system.network.projections, system.links, in_step, record.histories, state.sent, state.received,
        state.weights, plan.tracts, bases, strict=True,
    ):  # fmt: skip
        if history is None:
            histories.append(None)
            links.append(of_step)
            continue
        if p.coupling.edge is not None:
            rows = jax.tree.map(lambda x: jnp.zeros((plan.block, *x.shape), x.dtype).at[-1].set(x), received)
            own = _scattered(p, link, tract, history, own, rows, start - plan.block + 1 - base)
        else:
            first = jax.lax.dynamic_slice_in_dim(received, start - base, 1, 2)
            weights = _with_products(link, history, jnp.moveaxis(first, -1, 0), start - base, weights)
            of_step = of_step._replace(long=_of(link.long, weights[0]), short=_of(link.short, weights[1]))
        links.append(of_step)
        histories.append(_towards_history(p, link, own, received, span.first - base, tract.length, plan.block))
    in_memory = _apart(memory)[1](state.memory)
    full = copy(system.network)
    full.populations, full.projections = (
        network.populations,
        tuple(_with(p, lean.coupling) for p, lean in zip(system.network.projections, network.projections, strict=True)),
    )
    of_system = System(full, observers, tuple(links), system.noise, jnp.zeros_like(jnp.asarray(system.dt)))
    return _as_slopes(of_system, system), _as_slopes(
        Carry(in_memory, tuple(histories), jnp.int32(0)), Carry(memory, record.histories, jnp.int32(0))
    )


def _towards_history(p: Any, link: Link, own: Any, received: Any, column: Any, length: int, size: int) -> Any:
    """Slopes in the history that a run begins with, whose last step stands in ``column``; a block at a time."""
    pieces = -(-length // size)
    begin = column + 1 - pieces * size
    there = jax.lax.dynamic_slice_in_dim(own, column + 1 - length, length, 2)
    if p.coupling.edge is not None:
        return there

    def piece(i: Any) -> jax.Array:
        rows = [_reversed_sums(w, received, begin + i * size, size) for w in (link.long, link.short) if w is not None]
        return jnp.moveaxis(sum(rows), 0, -1)

    sums = jnp.moveaxis(jax.lax.map(piece, jnp.arange(pieces)), 0, 2)
    return there + sums.reshape(*sums.shape[:2], -1)[..., -length:]


def _bases(plan: Plan, route: Route) -> tuple[int, ...]:
    return tuple(route.begin - margin(tract, plan) for tract in plan.tracts)


def _brought_of(record: Record, link: Link) -> Any:
    return record.brought[next(i for i, other in enumerate(record.system.links) if other is link)]


def _of_a_step(system: System) -> tuple[Network, Any, tuple[Link, ...]]:
    """The numbers that single steps work with: no delayed weights, except where a coupling is pairwise."""
    lean = copy(system.network)
    lean.projections = tuple(_with(p, p.coupling, lean=True) for p in system.network.projections)
    links = tuple(
        link if p.coupling.edge is not None else link._replace(long=None, short=None)
        for p, link in zip(system.network.projections, system.links, strict=True)
    )
    return lean, system.observers, links


def _with(projection: Any, coupling: Any, *, lean: bool = False) -> Any:
    projection = copy(projection)
    projection.coupling = coupling
    if lean:
        projection.weights = projection.lengths = projection.speed = None
    return projection


def _of(weighted: Weighted | None, slopes: Any) -> Weighted | None:
    return None if weighted is None else weighted._replace(weights=slopes)


def _is_float(leaf: Any) -> bool:
    return jnp.issubdtype(jnp.result_type(leaf), jnp.inexact)


def _floats(tree: Any) -> list[Any]:
    return [x for x in jax.tree.leaves(tree) if _is_float(x)]


def _apart(tree: Any) -> tuple[list[Any], Callable[[list[Any]], Any]]:
    """The floating-point leaves of a tree, and what builds it again with others."""
    leaves, shape = jax.tree.flatten(tree)

    def build(floats: list[Any]) -> Any:
        given = iter(floats)
        return jax.tree.unflatten(shape, [next(given) if _is_float(x) else x for x in leaves])

    return _floats(leaves), build


def _as_slopes(found: Any, like: Any) -> Any:
    """``found`` with zeros wherever it still holds a value of ``like``, or what has no slope."""

    def slope(x: Any, value: Any) -> Any:
        if not _is_float(value):
            return np.zeros(jnp.shape(value), jax.dtypes.float0)
        return jnp.zeros_like(value) if x is value else x

    return jax.tree.map(slope, found, like)
