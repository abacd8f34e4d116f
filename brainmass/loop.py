"""The compiled loop: tiles of steps that share a draw of noise, blocks of steps that share a look at the history.

Time is an integer step. Noise is drawn per fixed tile from ``fold_in(key, tile)``, and tiles and blocks lie at fixed
places in time, so that a realization does not depend on where a run was split, on what is observed, or on the width of
a batch.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.integrate import Method
from brainmass.links import Arriving, Link, arrive_long, arrive_short, joined, links_of, sent
from brainmass.network import Network, Projection
from brainmass.normal import normals
from brainmass.step import (
    Clock,
    Memory,
    Observers,
    advance,
    buffers_for,
    finite,
    glances,
    learned,
    noise_width,
    start_learning,
    start_noise,
    start_observers,
)
from brainmass.wiring import Tract, Wires, Wiring, shared


class Keys(NamedTuple):
    """Independent random streams: initial states, initial noise, noise."""

    states: jax.Array
    memory: jax.Array
    noise: jax.Array


class Carry(NamedTuple):
    """Everything that one step hands to the next."""

    memory: Memory
    histories: tuple[Any, ...]
    """By projection: what was sent at the last steps, shape (channels, n_source, steps); None without delays, or where
    an earlier projection sends the same."""
    failed: jax.Array
    """The first step that ended outside the finite numbers, or -1."""
    where: jax.Array
    """The first region that did, counted through all populations in the order of their names, or -1."""


class Plan(NamedTuple):
    """What is compiled: everything about a run that is structure rather than number."""

    method: Method
    block: int
    tracts: tuple[Tract, ...]
    clocks: tuple[Clock, ...]
    stop: bool
    """Whether to stop after the block in which a run leaves the finite numbers (a batch does not: others go on)."""
    glance: int
    """Steps between those at which observers are read."""


class Span(NamedTuple):
    """The steps to do: from ``first`` to before ``end``; a period of every observer begins at ``origin``."""

    first: Any
    end: Any
    origin: Any


class System(NamedTuple):
    """What the steps are made of, all numbers."""

    network: Network
    observers: Observers
    links: tuple[Link, ...]
    noise: jax.Array
    """The key of the noise."""
    dt: Any


class Passing(NamedTuple):
    """What one block hands to the next."""

    memory: Memory
    histories: tuple[Any, ...]
    """A column for every step, oldest first; column 0 is at step ``base``."""
    ahead: tuple[Any, ...]
    """What long edges bring at the first step of the next block."""
    buffers: dict[str, Any]
    base: tuple[Any, ...]
    failed: Any
    where: Any


def tile_length(network: Network) -> int:
    """Steps that share one draw of noise: a property of the network alone, kept small enough to stay in cache."""
    width = noise_width(network)
    length = 128 if width else 512
    while length > 64 and length * width > 2**18:
        length //= 2
    return length


@partial(jax.jit, static_argnames=("tracts",))
def start(network: Network, observers: Observers, keys: Keys, tracts: tuple[Tract, ...]) -> Carry:
    """The carry before the first step, with histories in which the initial state has always held."""
    names, plastic = sorted(network.populations), start_learning(network)
    y = {name: network.populations[name].start(jax.random.fold_in(keys.states, i)) for i, name in enumerate(names)}
    noise = start_noise(network, normals(keys.memory, (noise_width(network),)))
    histories = []
    for projection, tract in zip(network.projections, tracts, strict=True):
        kept = tract.length and tract.follows is None
        always = sent(network, projection, y)[..., None] if kept else None
        histories.append(None if always is None else jnp.broadcast_to(always, (*always.shape[:-1], tract.length)))
    memory = Memory(y, noise, start_observers(network, observers, y), plastic)
    return Carry(memory, tuple(histories), jnp.int32(-1), jnp.int32(-1))


def run(
    network: Network, observers: Observers, carry: Carry, keys: Keys, wires: tuple[Wires, ...], span: Span, dt: Any,
    plan: Plan,
) -> tuple[Carry, dict[str, jax.Array]]:  # fmt: skip
    """Advance over a span.

    Returns the carry, and for every observer an array of its samples with one more row, which collects what no period
    ends in.
    """
    links = links_of(network, Wiring(plan.block, plan.tracts, wires), dt)
    return march(System(network, observers, links, keys.noise, dt), carry, span, plan)


# Half the copies of what the loops carry, and with them half of what a small step costs (XLA's default is to look at
# less when it decides what may be overwritten).
OPTIONS: dict[str, bool | str] = {"xla_cpu_copy_insertion_use_region_analysis": True}
_instant = jax.jit(run, static_argnames=("plan",), compiler_options=OPTIONS)
# The slices of one projection are summed before those of the next are read: else they would not stay in a
# core's own cache (XLA's default is to read all that can be read first).
DELAYED_OPTIONS: dict[str, bool | str] = {**OPTIONS, "xla_cpu_scheduler_type": "CPU_SCHEDULER_TYPE_MEMORY_OPTIMIZED"}
_delayed = jax.jit(run, static_argnames=("plan",), compiler_options=DELAYED_OPTIONS)


def compiled(
    network: Network, observers: Observers, carry: Carry, keys: Keys, wires: tuple[Wires, ...], span: Span, dt: Any,
    plan: Plan,
) -> tuple[Carry, dict[str, jax.Array]]:  # fmt: skip
    """``run`` as ``simulate`` calls it outside of any trace."""
    way = _delayed if any(tract.length for tract in plan.tracts) else _instant
    return way(network, observers, carry, keys, wires, span, dt, plan)


def march(system: System, carry: Carry, span: Span, plan: Plan) -> tuple[Carry, dict[str, jax.Array]]:
    """The loop over tiles, and in each over its blocks; both end where the span does."""
    tile = tile_length(system.network)
    state = entered(system, carry, span, plan, span.first // tile * tile, tile)

    def unfinished(i: Any, last: Any, failed: Any) -> Any:
        return (i < last) & (failed < 0) if plan.stop else i < last

    def do_tile(counted: tuple[Any, Passing]) -> tuple[Any, Passing]:
        i, state = counted
        drawn = draw(system, i, tile)
        state = _moved(state, i, plan, tile)
        first = jnp.maximum(i * tile, span.first) // plan.block
        last = -(-jnp.minimum((i + 1) * tile, span.end) // plan.block)

        def do_block(counted: tuple[Any, Passing]) -> tuple[Any, Passing]:
            b, state = counted
            return b + 1, do_steps(system, state, b, drawn, b * plan.block - i * tile, span, plan)[0]

        inner = jax.lax.while_loop(lambda c: unfinished(c[0], last, c[1].failed), do_block, (first, state))
        return i + 1, inner[1]

    tiles = -(-span.end // tile)
    _, state = jax.lax.while_loop(lambda c: unfinished(c[0], tiles, c[1].failed), do_tile, (span.first // tile, state))
    return left(state, span, plan), state.buffers


def draw(system: System, tile: Any, length: int) -> jax.Array:
    """The standard normal numbers of a tile, a row for every step."""
    width = noise_width(system.network)
    if not width:
        return jnp.zeros((length, 0))
    return normals(jax.random.fold_in(system.noise, tile), (length, width))


def margin(tract: Tract, plan: Plan) -> int:
    """Columns before the first step of a tile: the block before is looked at once more when a run begins."""
    return tract.length - 1 + plan.block


def entered(system: System, carry: Carry, span: Span, plan: Plan, begin: Any, steps: int) -> Passing:
    """The histories laid out with room for ``steps`` steps from ``begin`` on, and what arrives at the first block."""
    histories, bases = [], []
    for tract, history in zip(plan.tracts, carry.histories, strict=True):
        base = begin - margin(tract, plan)
        bases.append(base)
        if history is None:
            histories.append(None)
            continue
        room = jnp.zeros((*history.shape[:2], margin(tract, plan) + steps + 1), history.dtype)
        at = span.first - (tract.length - 1) - base
        histories.append(jax.lax.dynamic_update_slice_in_dim(room, history, at, 2))
    before = (span.first // plan.block - 1) * plan.block
    ahead = jax.tree.map(lambda x: x[-1], all_long(system, tuple(histories), tuple(bases), before, plan))
    buffers = buffers_for(system.network, system.observers, plan.clocks, carry.memory)
    return Passing(carry.memory, tuple(histories), ahead, buffers, tuple(bases), carry.failed, carry.where)


def _moved(state: Passing, i: Any, plan: Plan, tile: int) -> Passing:
    """Histories moved back, so that the steps of tile ``i`` fit in."""
    histories, bases = [], []
    for tract, history, base in zip(plan.tracts, state.histories, state.base, strict=True):
        bases.append(i * tile - margin(tract, plan))
        if history is None:
            histories.append(None)
            continue
        longer = jnp.pad(history, ((0, 0), (0, 0), (0, tile)))
        histories.append(jax.lax.dynamic_slice_in_dim(longer, bases[-1] - base, history.shape[2], 2))
    return state._replace(histories=tuple(histories), base=tuple(bases))


def left(state: Passing, span: Span, plan: Plan) -> Carry:
    """The carry at the end: of every history what the longest delay needs."""
    histories = tuple(
        None
        if history is None
        else jax.lax.dynamic_slice_in_dim(history, span.end - (tract.length - 1) - base, tract.length, 2)
        for tract, history, base in zip(plan.tracts, state.histories, state.base, strict=True)
    )
    return Carry(state.memory, histories, state.failed, state.where)


def all_long(system: System, histories: tuple[Any, ...], bases: tuple[Any, ...], begin: Any, plan: Plan) -> tuple:
    """What long edges bring at the steps ``begin`` + 1 ... ``begin`` + block."""
    return tuple(
        () if history is None else arrive_long(p, link, history, begin + 1 - base, plan.block)
        for p, link, history, base in zip(
            system.network.projections, system.links, shared(plan.tracts, histories), bases, strict=True
        )
    )


def do_steps(
    system: System, state: Passing, b: Any, drawn: Any, offset: Any, span: Span, plan: Plan
) -> tuple[Passing, Any]:
    """Block ``b``, or as much of it as lies in the span. ``offset`` is where it begins in ``drawn``.

    Also returns what long edges brought in it.
    """
    network, size = system.network, plan.block
    begin = b * size
    low, high = jnp.maximum(span.first - begin, 0), jnp.minimum(span.end - begin, size)
    # Row k is what arrives at step begin + k: row 0 was known a block ago.
    brought = jax.tree.map(
        lambda a, x: jnp.concatenate([a[None], x]),
        state.ahead,
        all_long(system, state.histories, state.base, begin, plan),
    )
    recent = sent_rows(state.histories, state.base, begin, size)
    rows, firsts = timetable(plan.clocks, begin + jnp.arange(size), span)
    clocks = plan.clocks if plan.glance == 1 else None

    def step(k: Any, passing: tuple) -> tuple:
        memory, recent, buffers, sound = passing
        arriving = arriving_at(system, brought, shared(plan.tracts, recent), k, size)
        done = advance(
            network, system.observers, system.links, plan.method, clocks, memory, arriving, drawn[offset + k],
            tuple(first[k] for first in firsts), begin + k, system.dt,
        )  # fmt: skip
        recent = _with_sent(learned(network, done.memory.plastic), recent, done.memory.states, size + k)
        buffers = _noted(buffers, done.reads, rows, k)
        # Of what came in, not of what goes out: XLA would compute the step once more for it.
        sound = {name: n + (finite(memory.states[name]) & (n == k - low)) for name, n in sound.items()}
        return done.memory, recent, buffers, sound

    sound = {} if plan.stop else {name: jnp.zeros(p.n, jnp.int32) for name, p in network.populations.items()}
    passing = (state.memory, recent, state.buffers, sound)
    if plan.glance == 1:
        passing = jax.lax.fori_loop(low, high, step, passing)
    else:
        passing = _glancing(system, plan, rows, low, high, begin - span.origin, step, passing)
    memory, recent, buffers, sound = passing
    histories = _written(state, recent, begin + 1, size)
    found = _failure(memory, sound, begin + low, begin + high)
    failed, where = (
        jnp.where(state.failed < 0, *pair) for pair in zip(found, (state.failed, state.where), strict=True)
    )
    ahead = jax.tree.map(lambda x: x[-1], brought)
    return Passing(memory, histories, ahead, buffers, state.base, failed, where), brought


def _with_sent(network: Network, recent: tuple[Any, ...], y: Any, row: Any) -> tuple[Any, ...]:
    """The rows of what was sent with what the states ``y`` send."""
    return tuple(
        None if rows is None else jax.lax.dynamic_update_index_in_dim(rows, sent(network, p, y), row, 0)
        for p, rows in zip(network.projections, recent, strict=True)
    )


def _glancing(
    system: System, plan: Plan, rows: Any, low: Any, high: Any, elapsed: Any, step: Any, passing: tuple
) -> tuple:
    """The steps of a block where no observer is read at every step: in stretches that end where one may be."""

    def stretch(counted: tuple) -> tuple:
        k, passing = counted
        stop = jnp.minimum(high, k + plan.glance - (elapsed + k) % plan.glance)
        memory, recent, buffers, sound = jax.lax.fori_loop(k, stop, step, passing)
        reads = glances(system.network, system.observers, plan.clocks, memory)
        return stop, (memory, recent, _noted(buffers, reads, rows, stop - 1), sound)

    return jax.lax.while_loop(lambda counted: counted[0] < high, stretch, (low, passing))[1]


def _noted(buffers: dict[str, Any], reads: dict[str, Any], rows: tuple[Any, ...], k: Any) -> dict[str, Any]:
    """The samples with what has been read at step ``k``, if anything has."""
    if not reads:
        return buffers
    return {
        name: jax.lax.dynamic_update_index_in_dim(buffers[name], sample, row[k], 0)
        for (name, sample), row in zip(reads.items(), rows, strict=True)
    }


def _failure(memory: Memory, sound: dict[str, Any], begin: Any, end: Any) -> tuple[Any, Any]:
    """The first step of the block that ended outside the finite numbers, and in which region; or -1.

    ``sound`` counts for every region the steps that began with finite states. A run that stops counts none, and is
    looked at again: what is not finite stays so, and is seen at the end of the block.
    """
    last = [finite(memory.states[name]) for name in sorted(memory.states)]
    steps = [sound.get(name, end - begin) for name in sorted(memory.states)]
    counted = jnp.concatenate([n + (x & (n == end - begin)) for n, x in zip(steps, last, strict=True)])
    where = jnp.argmin(counted)
    fine = counted[where] > end - begin
    failed = jnp.where(fine, -1, begin + counted[where])
    return failed.astype(jnp.int32), jnp.where(fine, -1, where).astype(jnp.int32)


def arriving_at(system: System, brought: Any, recent: Any, k: Any, size: int) -> tuple[Arriving | None, ...]:
    """What all delayed edges bring at the beginning and the end of step ``k`` of a block."""

    def received(projection: Projection, link: Link, long: Any, rows: jax.Array, k: Any) -> Any:
        long = jax.tree.map(lambda x: x[k], long)
        return joined(projection, link, long, arrive_short(projection, link, rows, size - 1 + k))

    return tuple(
        None if rows is None else Arriving(received(p, link, long, rows, k), received(p, link, long, rows, k + 1))
        for p, link, long, rows in zip(system.network.projections, system.links, brought, recent, strict=True)
    )


def sent_rows(histories: tuple[Any, ...], bases: tuple[Any, ...], begin: Any, size: int) -> tuple[Any, ...]:
    """What was sent in the block before, and room for what this one sends: row ``size - 1`` is at step ``begin``.

    Time leads here, as single steps are read and written. Where a run begins within the block its first rows are known.
    """
    return tuple(
        None
        if history is None
        else jnp.moveaxis(jax.lax.dynamic_slice_in_dim(history, begin + 1 - size - base, 2 * size, 2), -1, 0)
        for history, base in zip(histories, bases, strict=True)
    )


def _written(state: Passing, recent: tuple[Any, ...], first: Any, size: int) -> tuple[Any, ...]:
    """The histories with what a block has sent put in from step ``first`` on."""
    return tuple(
        None
        if rows is None
        else jax.lax.dynamic_update_slice_in_dim(history, jnp.moveaxis(rows[size:], 0, -1), first - base, 2)
        for history, rows, base in zip(state.histories, recent, state.base, strict=True)
    )


def timetable(clocks: tuple[Clock, ...], steps: jax.Array, span: Span) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """For every observer: the row of the sample that each step belongs to, and whether it is the first step of it.

    The row of the current period is overwritten until the period ends.
    """
    elapsed = steps + 1 - span.origin
    rows, firsts = [], []
    for clock in clocks:
        done = (span.first - span.origin) // clock.steps
        rows.append(jnp.minimum((elapsed - 1) // clock.steps - done, clock.rows))
        firsts.append((elapsed - 1) % clock.steps == 0)
    return tuple(rows), tuple(firsts)
