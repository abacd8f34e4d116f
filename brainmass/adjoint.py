"""The loop with its own way back: a gradient that keeps O(N) numbers for a step.

What automatic differentiation would keep of a delayed network is every value that every edge has read. All of them
stand in the record of what was sent, so that record is kept instead (N numbers a step), with the memory at the
beginning of every block, from which the block is done again on the way back. And what a node sent at step t has its
slope from what its targets received at t + d: on the way back these are known as a history is on the way forth, so that
the same sums over slices, with sources and targets exchanged and time reversed, stand where a scatter would be
(``backwards``).
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.backwards import (
    Lane,
    Reach,
    at_start,
    handed_back,
    put,
    reach_at_end,
    received_rows,
    towards_sent,
    towards_sent_by_short,
)
from brainmass.leaves import apart, as_slopes, floats_of, is_float
from brainmass.links import Link, sent
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
from brainmass.network import Network, Projection
from brainmass.step import Memory, advance, learned
from brainmass.wiring import shared


class Route(NamedTuple):
    """How many tiles a span meets, and which of their blocks: known before it is compiled, wherever it begins."""

    tile: int
    tiles: int
    blocks: range
    """Blocks of every tile that are looked at; where there is one tile only those that the span meets."""


class Record(NamedTuple):
    """What is kept for the way back."""

    system: System
    span: Span
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
    """In all numbers that a step works with."""
    reaches: tuple[Reach, ...]
    """Along the delayed projections."""


def differentiable(plan: Plan, route: Route) -> Callable[[System, Carry, Span], tuple[Carry, dict[str, jax.Array]]]:
    """``march`` over a span that takes this route, with the way back described above."""
    run = jax.custom_vjp(lambda system, carry, span: march(system, carry, span, plan))
    run.defvjp(
        lambda system, carry, span: forth(system, carry, span, plan, route),
        lambda record, slopes: _back(record, slopes, plan, route),
    )
    return run


def route_of(network: Network, span: Span, plan: Plan) -> Route:
    """The route of a span between whole numbers."""
    tile = tile_length(network)
    first, last = span.first // tile, -(-span.end // tile)
    blocks = range(tile // plan.block)
    if last - first == 1:
        blocks = range((span.first - first * tile) // plan.block, -(-(span.end - first * tile) // plan.block))
    return Route(tile, last - first, blocks)


def forth(system: System, carry: Carry, span: Span, plan: Plan, route: Route) -> tuple[Any, Record]:
    """The same steps as ``march``, with everything that was sent kept in one long history."""
    first = span.first // route.tile
    state = entered(system, carry, span, plan, first * route.tile, route.tiles * route.tile)
    base = state.base

    def do_tile(state: Passing, i: Any) -> tuple[Passing, Any]:
        normals = draw(system, i, route.tile)

        def do_block(state: Passing, offset: Any) -> tuple[Passing, Any]:
            b = i * (route.tile // plan.block) + offset
            after, brought = do_steps(system, state._replace(base=base), b, normals, offset * plan.block, span, plan)
            return after._replace(base=()), (state.memory, brought)

        return jax.lax.scan(do_block, state, jnp.asarray(route.blocks))

    state, (memories, brought) = jax.lax.scan(do_tile, state._replace(base=()), first + jnp.arange(route.tiles))
    record = Record(system, span, state.histories, memories, brought)
    return (left(state._replace(base=base), span, plan), state.buffers), record


def _back(record: Record, slopes: tuple[Carry, Any], plan: Plan, route: Route) -> tuple[Any, Any, None]:
    """Slopes in everything that a run was made of, from those in its carry and samples."""
    system, span, (after, samples) = record.system, record.span, slopes
    tile = span.first // route.tile
    lanes = _lanes(record, plan, route)
    start = jax.tree.map(lambda x: x[0, 0], record.memories)
    of_memory = [x for x, y in zip(jax.tree.leaves(after.memory), jax.tree.leaves(start), strict=True) if is_float(y)]
    of_numbers = [jnp.zeros_like(x) for x in floats_of(_of_a_step(system))]
    brought = jax.tree.map(lambda x: x[0, 0, 0], record.brought)
    last = {i: after.histories[i] for i in lanes}  # of what follows another nothing is handed on but by that one
    none = {i: jnp.zeros((*lane.history.shape[:2], lane.length), lane.history.dtype) for i, lane in lanes.items()}
    last = {i: none[i] if slope is None else slope for i, slope in last.items()}
    reaches = tuple(reach_at_end(lane, last[i], span.end, brought[i], plan.block) for i, lane in lanes.items())

    def undo_tile(state: Slopes, given: Any) -> tuple[Slopes, None]:
        i, memories, brought = given
        drawn = draw(system, i, route.tile)

        def undo_block(state: Slopes, given: Any) -> tuple[Slopes, None]:
            offset, memory, brought = given
            b = i * (route.tile // plan.block) + offset
            normals = jax.lax.dynamic_slice_in_dim(drawn, offset * plan.block, plan.block)
            block = Block(system, lanes, plan, span, b * plan.block, brought, normals)
            return _undo(block, state, memory, samples), None

        given = jnp.asarray(route.blocks), memories, brought
        return jax.lax.scan(undo_block, state, given, reverse=True)[0], None

    given = tile + jnp.arange(route.tiles), record.memories, record.brought
    state, _ = jax.lax.scan(undo_tile, Slopes(of_memory, of_numbers, reaches), given, reverse=True)
    begin = tile * route.tile + route.blocks.start * plan.block
    return *_in_all(record, lanes, state, start, begin, plan), None


class Block(NamedTuple):
    """One block on the way back."""

    system: System
    lanes: dict[int, Lane]
    """The delayed projections, by their place among all."""
    plan: Plan
    span: Span
    begin: Any
    brought: Any
    normals: Any

    @property
    def steps(self) -> tuple[Any, Any]:
        """Those of the block that lie in the span."""
        first, end = self.span.first - self.begin, self.span.end - self.begin
        return jnp.maximum(first, 0), jnp.minimum(end, self.plan.block)


def _undo(block: Block, state: Slopes, memory: Memory, samples: Any) -> Slopes:
    """A block backwards: done again from its first memory, then undone step by step."""
    size, lanes = block.plan.block, block.lanes.values()
    low, high = block.steps
    known, _ = apart(_of_a_step(block.system))
    step, arriving, ends = _again(block)
    memories = _memories(block, lambda memory, k: step(known, memory, arriving(k), k)[0], memory)
    towards = [towards_sent(lane, r, block.begin + 1, size) for lane, r in zip(lanes, state.reaches, strict=True)]
    received = [received_rows(lane, r, block.begin, size) for lane, r in zip(lanes, state.reaches, strict=True)]

    def undo(j: Any, passing: Any) -> Any:
        k = high - 1 - (j - low)
        of_memory, of_numbers, received = passing
        floats, with_floats = apart(jax.tree.map(lambda x: x[k], memories))

        def parts(numbers: list[Any], floats: list[Any], arriving: Any) -> Any:
            memory, reads, gone = step(numbers, with_floats(floats), arriving, k)
            return floats_of(memory), reads, gone

        _, pull = jax.vjp(parts, known, floats, arriving(k))
        gone = [
            own[k] + towards_sent_by_short(lane, rows, k)
            for lane, own, rows in zip(lanes, towards, received, strict=True)
        ]
        in_numbers, of_memory, in_arriving = pull((of_memory, ends(samples, k), gone))
        received = [
            put(lane, rows, in_arriving[i], k) for (i, lane), rows in zip(block.lanes.items(), received, strict=True)
        ]
        return of_memory, [a + x for a, x in zip(of_numbers, in_numbers, strict=True)], received

    of_memory, of_numbers, received = jax.lax.fori_loop(low, high, undo, (state.memory, state.numbers, received))
    reaches = tuple(
        handed_back(lane, reach, rows, block.begin, size)
        for lane, reach, rows in zip(lanes, state.reaches, received, strict=True)
    )
    return Slopes(of_memory, of_numbers, reaches)


def _memories(block: Block, step: Callable[[Memory, Any], Memory], memory: Memory) -> Memory:
    """The memory before every step of a block, from the first on."""

    def redo(k: Any, passing: Any) -> Any:
        memory, memories = passing
        memories = jax.tree.map(lambda all_, x: jax.lax.dynamic_update_index_in_dim(all_, x, k, 0), memories, memory)
        return step(memory, k), memories

    room = jax.tree.map(lambda x: jnp.zeros((block.plan.block, *x.shape), x.dtype), memory)
    return jax.lax.fori_loop(*block.steps, redo, (memory, room))[1]


def _again(block: Block) -> tuple[Callable[..., Any], Callable[[Any], Any], Callable[[Any, Any], Any]]:
    """One step of a block as a function of everything that has slopes; what arrives at a step; and the slopes in what
    observers read at it, which are those in a sample if its period ends there."""
    system, size, span, clocks = block.system, block.plan.block, block.span, block.plan.clocks
    _, build = apart(_of_a_step(system))
    count = len(system.links)
    histories = tuple(block.lanes[i].history if i in block.lanes else None for i in range(count))
    bases = tuple(block.lanes[i].base if i in block.lanes else 0 for i in range(count))
    recent = sent_rows(histories, bases, block.begin, size)
    rows, firsts = timetable(clocks, block.begin + jnp.arange(size), span)

    def step(numbers: list[Any], memory: Memory, arriving: Any, k: Any) -> Any:
        network, observers, links = build(numbers)
        done = advance(
            network, observers, links, block.plan.method, clocks, memory, arriving, block.normals[k],
            tuple(first[k] for first in firsts), block.begin + k, system.dt,
        )  # fmt: skip
        after = learned(network, done.memory.plastic)
        gone = [sent(after, after.projections[i], done.memory.states) for i in block.lanes]
        return done.memory, done.reads, gone

    def arriving(k: Any) -> Any:
        return arriving_at(system, block.brought, recent, k, size)

    def ends(samples: Any, k: Any) -> Any:
        elapsed = block.begin + k + 1 - span.origin
        return {
            name: samples[name][row[k]] * (elapsed % clock.steps == 0)
            for name, row, clock in zip(system.observers, rows, clocks, strict=True)
        }

    return step, arriving, ends


def _in_all(
    record: Record, lanes: dict[int, Lane], state: Slopes, memory: Memory, start: Any, plan: Plan
) -> tuple[Any, Any]:
    """Slopes in the system and in the first carry, in the form that JAX asks for; what is no number has none."""
    system = record.system
    lean, observers, links = apart(_of_a_step(system))[1](state.numbers)
    links = list(links)
    histories: list[Any] = [None] * len(links)
    for (i, lane), reach in zip(lanes.items(), state.reaches, strict=True):
        own, (long, short) = at_start(lane, reach, start, record.span.first, plan.block)
        follows = plan.tracts[i].follows
        at = i if follows is None else follows
        histories[at] = own if histories[at] is None else histories[at] + own
        if not lane.pairwise:  # whose weights are numbers of a step
            given = system.links[i]
            links[i] = links[i]._replace(
                long=given.long and given.long._replace(weights=long),
                short=given.short and given.short._replace(weights=short),
            )
    network = copy(system.network)
    network.populations = lean.populations
    network.projections = tuple(
        _with(p, coupling=q.coupling) for p, q in zip(system.network.projections, lean.projections, strict=True)
    )
    of_system = System(network, observers, tuple(links), system.noise, jnp.zeros_like(jnp.asarray(system.dt)))
    failure = jnp.int32(0), jnp.int32(0)
    of_carry = Carry(apart(memory)[1](state.memory), tuple(histories), *failure)
    return as_slopes(of_system, system), as_slopes(of_carry, Carry(memory, record.histories, *failure))


def _lanes(record: Record, plan: Plan, route: Route) -> dict[int, Lane]:
    """The delayed projections, by their place among all."""
    begin = record.span.first // route.tile * route.tile
    histories = shared(plan.tracts, record.histories)
    parts = zip(record.system.network.projections, record.system.links, plan.tracts, histories, strict=True)
    return {
        i: Lane(projection, link, tract.length, history, begin - margin(tract, plan))
        for i, (projection, link, tract, history) in enumerate(parts)
        if history is not None
    }


def _of_a_step(system: System) -> tuple[Network, Any, tuple[Link, ...]]:
    """The numbers that single steps work with: no delayed weights, except where a coupling is pairwise."""
    lean = copy(system.network)
    lean.projections = tuple(_with(p, weights=None, lengths=None, speed=None) for p in system.network.projections)
    links = tuple(
        link if p.coupling.edge is not None else link._replace(long=None, short=None)
        for p, link in zip(system.network.projections, system.links, strict=True)
    )
    return lean, system.observers, links


def _with(projection: Projection, **changed: Any) -> Projection:
    projection = copy(projection)
    vars(projection).update(changed)
    return projection
