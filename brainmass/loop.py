"""The compiled loop: one pure step, scanned over tiles of steps that share a draw of noise.

Time is an integer step. Noise is drawn per fixed tile from ``fold_in(key, tile)``, so that a realization does not
depend on where a run was split, on what is observed, or on the width of a batch.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.integrate import Flow, Method
from brainmass.links import Link, States, Tract, arrivals, link, start_histories, write_histories
from brainmass.network import Network
from brainmass.observe import Observer
from brainmass.population import bounded

Observers = dict[str, Observer]


class Keys(NamedTuple):
    """Independent random streams: initial states, initial noise, noise."""

    states: jax.Array
    memory: jax.Array
    noise: jax.Array


class Carry(NamedTuple):
    """Everything that one step hands to the next."""

    states: Any
    histories: tuple[Any, ...]
    noise: Any
    observers: Any
    failed: jax.Array
    """The first step that ended outside the finite numbers, or -1."""


class Clock(NamedTuple):
    """When an observer is read: every ``steps`` steps, at most ``rows`` times in this piece of the run."""

    steps: int
    rows: int


class Plan(NamedTuple):
    """What is compiled: everything about a run that is structure rather than number."""

    method: Method
    tracts: tuple[Tract | None, ...]
    clocks: tuple[Clock, ...]
    head: int
    tiles: int
    tail: int


def tile_length(network: Network) -> int:
    """Steps that share one draw of noise: a property of the network alone, kept small enough to stay in cache."""
    width = _width(network)
    length = 512
    while length > 16 and length * width > 2**18:
        length //= 2
    return length


def start(network: Network, observers: Observers, keys: Keys, tracts: tuple[Tract | None, ...]) -> Carry:
    """The carry before the first step."""
    names = sorted(network.populations)
    y = {name: network.populations[name].start(jax.random.fold_in(keys.states, i)) for i, name in enumerate(names)}
    normals = _split(network, jax.random.normal(keys.memory, (_width(network),)))
    noise = {
        name: {
            target: process.init(normals[name][target]) for target, process in network.populations[name].noise.items()
        }
        for name in names
    }
    memories = start_observers(network, observers, y)
    return Carry(y, start_histories(network, tracts, y), noise, memories, jnp.int32(-1))


def start_observers(network: Network, observers: Observers, y: States) -> dict[str, Any]:
    """Memories of observers before the first step."""
    memories = {}
    for name, observer in observers.items():
        population, _ = network.observable(observer.source)
        memories[name] = observer.init(next(iter(y[population].values())))
    return memories


@partial(jax.jit, static_argnames=("plan",))
def run(
    network: Network,
    observers: Observers,
    carry: Carry,
    keys: Keys,
    delays: tuple[Any, ...],
    first: Any,
    origin: Any,
    dt: Any,
    plan: Plan,
) -> tuple[Carry, dict[str, jax.Array]]:
    """Advance by ``head`` steps up to a tile's edge, ``tiles`` whole tiles, and ``tail`` steps.

    Returns the carry, and for every observer an array of its samples with one more row, which collects what no period
    ends in.
    """
    length, width = tile_length(network), _width(network)
    links = tuple(map(link, network.projections, plan.tracts, delays))
    buffers = {
        name: _buffer(
            observer,
            carry.observers[name],
            next(iter(carry.states[network.observable(observer.source)[0]].values())),
            clock,
        )
        for (name, observer), clock in zip(observers.items(), plan.clocks, strict=True)
    }

    def step(state: tuple[Carry, dict], now: tuple[Any, Any]) -> tuple[tuple[Carry, dict], None]:
        carry, buffers = state
        n, normals = now
        carry, drives = advance(network, links, plan.method, dt, carry, n, _split(network, normals))
        memories, buffers = _watch(
            network, observers, plan.clocks, carry, drives, buffers, n + 1 - origin, first - origin, dt
        )
        return (carry._replace(observers=memories), buffers), None

    def steps(state: Any, begin: Any, count: int) -> Any:
        """``count`` steps from ``begin`` on, all within one tile."""
        if count == 0:
            return state
        normals = jax.random.normal(jax.random.fold_in(keys.noise, begin // length), (length, width))
        normals = jax.lax.dynamic_slice_in_dim(normals, begin % length, count)
        return jax.lax.scan(step, state, (begin + jnp.arange(count), normals))[0]

    state = steps((carry, buffers), first, plan.head)
    begin = first + plan.head

    def tile(state: Any, i: Any) -> tuple[Any, None]:
        return steps(state, begin + i * length, length), None

    if plan.tiles:
        state, _ = jax.lax.scan(tile, state, jnp.arange(plan.tiles))
    return steps(state, begin + plan.tiles * length, plan.tail)


def advance(
    network: Network, links: tuple[Link, ...], method: Method, dt: Any, carry: Carry, n: Any, normals: Any
) -> tuple[Carry, Any]:
    """One step: states from step n to n + 1. Also returns a function that gives the drives at the end of it."""
    histories = write_histories(network, carry.histories, n, carry.states)
    memories, values = _noise(network, carry.noise, normals, dt)

    def inputs(y: States, fraction: float) -> Any:
        drives = arrivals(network, links, histories, n, y, fraction)
        for name, population in network.populations.items():
            for drive in population.drives_with_noise:
                drives[name][drive] = drives[name].get(drive, 0.0) + values[name][drive]
        return drives

    def local(y: States, drives: Any) -> States:
        slopes = {}
        for name, population in network.populations.items():
            slopes[name] = population.model.rhs(y[name], population.params, drives[name])
            for target, process in population.noise.items():
                if target in slopes[name] and not process.increment:
                    slopes[name][target] = slopes[name][target] + values[name][target]
        return slopes

    increments = {
        name: {
            state: values[name][state] if state in p.noise and p.noise[state].increment else None
            for state in p.model.states
        }
        for name, p in network.populations.items()
    }
    y = method.step(Flow(inputs, local), carry.states, dt, increments)
    finite = jnp.isfinite(sum((x * 0).sum() for x in jax.tree.leaves(y)))
    # After a failure the states stay as they were found, so that the report can name the region and the state: bounds
    # would turn an infinite gating variable into 1.
    inside = {name: bounded(p.model, y[name]) for name, p in network.populations.items()}
    held = jax.tree.map(lambda x, found: jnp.where(finite, x, found), inside, y)
    y = jax.tree.map(lambda new, old: jnp.where(carry.failed >= 0, old, new), held, carry.states)
    failed = jnp.where((carry.failed < 0) & ~finite, n + 1, carry.failed).astype(jnp.int32)
    return Carry(y, histories, memories, carry.observers, failed), lambda: inputs(y, 1.0)


def _watch(
    network: Network, observers: Observers, clocks: tuple[Clock, ...], carry: Carry, drives: Any, buffers: Any,
    elapsed: Any, before: Any, dt: Any,
) -> tuple[Any, Any]:  # fmt: skip
    """Show the states to every observer. The row of the current period is overwritten until the period ends."""
    memories, rows = {}, {}
    at_end = None
    for (name, observer), clock in zip(observers.items(), clocks, strict=True):
        population, quantity = network.observable(observer.source)
        target = network.populations[population]
        value = carry.states[population].get(quantity)
        if value is None:
            at_end = drives() if at_end is None else at_end
            value = target.model.observe(quantity, carry.states[population], target.params, at_end[population])
        memories[name] = observer.step(carry.observers[name], value, dt, (elapsed - 1) % clock.steps == 0)
        sample = observer.read(memories[name], value, clock.steps)
        row = (elapsed - 1) // clock.steps - jnp.maximum(before // clock.steps, 0)
        row = jnp.where(elapsed > 0, jnp.minimum(row, clock.rows), clock.rows)
        rows[name] = jax.lax.dynamic_update_index_in_dim(buffers[name], sample, row, 0)
    return memories, rows


def _buffer(observer: Observer, memory: Any, example: jax.Array, clock: Clock) -> jax.Array:
    sample = jax.eval_shape(observer.read, memory, example, clock.steps)
    return jnp.zeros((clock.rows + 1, *sample.shape), sample.dtype)


def _noise(network: Network, memories: Any, normals: Any, dt: Any) -> tuple[Any, Any]:
    """Advance every noise process by one step."""
    after: dict[str, dict] = {}
    values: dict[str, dict] = {}
    for name, population in network.populations.items():
        after[name], values[name] = {}, {}
        for target, process in population.noise.items():
            after[name][target], values[name][target] = process.step(memories[name][target], normals[name][target], dt)
    return after, values


def _width(network: Network) -> int:
    return sum(process.channels * p.n for p in network.populations.values() for process in p.noise.values())


def _split(network: Network, normals: jax.Array) -> dict[str, dict[str, jax.Array]]:
    """One row of normal numbers, dealt out to the processes as (channels, n); in order of names, as JAX keeps dicts."""
    result: dict[str, dict[str, jax.Array]] = {}
    begin = 0
    for name, population in sorted(network.populations.items()):
        result[name] = {}
        for target, process in sorted(population.noise.items()):
            count = process.channels * population.n
            result[name][target] = normals[begin : begin + count].reshape(process.channels, population.n)
            begin += count
    return result
