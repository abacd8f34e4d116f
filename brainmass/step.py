"""One step of a network: states, noise and observers, given what delayed edges bring."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.integrate import Flow, Method
from brainmass.links import Arriving, Link, States, arrivals
from brainmass.network import Network
from brainmass.observe import Observer
from brainmass.population import bounded

Observers = dict[str, Observer]


class Memory(NamedTuple):
    """Everything but history that one step hands to the next."""

    states: Any
    noise: Any
    observers: Any


class Stepped(NamedTuple):
    """What a step gives."""

    memory: Memory
    reads: dict[str, jax.Array]
    """The sample of every observer, if its period ended now."""
    finite: dict[str, jax.Array]
    """By population: whether each region's states are finite numbers, before bounds are enforced."""


class Clock(NamedTuple):
    """When an observer is read: every ``steps`` steps, at most ``rows`` times in this piece of the run."""

    steps: int
    rows: int


def advance(
    network: Network,
    observers: Observers,
    links: tuple[Link, ...],
    method: Method,
    clocks: tuple[Clock, ...],
    memory: Memory,
    arriving: tuple[Arriving | None, ...],
    normals: jax.Array,
    firsts: tuple[Any, ...],
    now: Any,
    dt: Any,
) -> Stepped:
    """Step number ``now``. ``firsts`` says for every observer whether it is the first of a period."""
    noise, values = _noise(network, memory.noise, _split(network, normals), dt)

    def inputs(y: States, fraction: float) -> Any:
        drives = arrivals(network, links, arriving, y, fraction)
        for name, population in network.populations.items():
            for drive in population.drives_with_noise:
                drives[name][drive] = drives[name].get(drive, 0.0) + values[name][drive]
            for drive, stimulus in population.stimuli.items():
                drives[name][drive] = drives[name].get(drive, 0.0) + stimulus((now + fraction) * dt)
        return drives

    def local(y: States, drives: Any) -> States:
        slopes = {}
        for name, population in network.populations.items():
            slopes[name] = population.model.rhs(y[name], population.values, drives[name])
            for target, process in population.noise.items():
                if target in slopes[name] and not process.increment:
                    slopes[name][target] = slopes[name][target] + values[name][target]
        return slopes

    found = method.step(Flow(inputs, local), memory.states, dt, _increments(network, values))
    # Times 0: finite for every finite number, however large, and for no other.
    finite = {name: jnp.isfinite(sum(x * 0 for x in states.values())) for name, states in found.items()}
    y = {name: bounded(p.model, found[name]) for name, p in network.populations.items()}
    memories, reads = _watch(network, observers, clocks, memory.observers, y, lambda: inputs(y, 1.0), firsts, dt)
    return Stepped(Memory(y, noise, memories), reads, finite)


def _increments(network: Network, values: Any) -> Any:
    """White noise by state; None where there is none."""
    return {
        name: {
            state: values[name][state] if state in p.noise and p.noise[state].increment else None
            for state in p.model.states
        }
        for name, p in network.populations.items()
    }


def _watch(
    network: Network, observers: Observers, clocks: tuple[Clock, ...], memories: Any, y: States, drives: Any,
    firsts: tuple[Any, ...], dt: Any,
) -> tuple[Any, Any]:  # fmt: skip
    """Show the states to every observer, and read it."""
    after, reads = {}, {}
    at_end = None
    for (name, observer), clock, first in zip(observers.items(), clocks, firsts, strict=True):
        population, quantity = network.observable(observer.source)
        target = network.populations[population]
        value = y[population].get(quantity)
        if value is None:
            at_end = drives() if at_end is None else at_end
            value = target.model.observe(quantity, y[population], target.values, at_end[population])
        after[name] = observer.step(memories[name], value, dt, first)
        reads[name] = observer.read(after[name], value, clock.steps)
    return after, reads


def glance_of(network: Network, observers: Observers, clocks: tuple[Clock, ...]) -> int:
    """After how many steps observers must be shown the states again: the largest number that divides all periods, if
    they look at states, and only at the end of a period."""
    for observer in observers.values():
        population, quantity = network.observable(observer.source)
        if not getattr(observer, "momentary", False) or quantity not in network.populations[population].model.states:
            return 1
    return math.gcd(*(clock.steps for clock in clocks)) or 1


def glances(network: Network, observers: Observers, clocks: tuple[Clock, ...], memory: Memory) -> dict[str, jax.Array]:
    """What observers read of the states as they are, where they only look at the end of a period."""
    reads = {}
    for (name, observer), clock in zip(observers.items(), clocks, strict=True):
        population, quantity = network.observable(observer.source)
        reads[name] = observer.read(memory.observers[name], memory.states[population][quantity], clock.steps)
    return reads


def start_observers(network: Network, observers: Observers, y: States) -> dict[str, Any]:
    """Memories of observers before the first step."""
    return {name: o.init(_example(network, o, y)) for name, o in observers.items()}


def buffers_for(network: Network, observers: Observers, clocks: tuple[Clock, ...], memory: Memory) -> dict[str, Any]:
    """Room for the samples of a piece of the run, with one more row that collects what no period ends in."""
    buffers = {}
    for (name, observer), clock in zip(observers.items(), clocks, strict=True):
        example = _example(network, observer, memory.states)
        sample = jax.eval_shape(observer.read, memory.observers[name], example, clock.steps)
        buffers[name] = jnp.zeros((clock.rows + 1, *sample.shape), sample.dtype)
    return buffers


def _example(network: Network, observer: Observer, y: States) -> jax.Array:
    return next(iter(y[network.observable(observer.source)[0]].values()))


def _noise(network: Network, memories: Any, normals: Any, dt: Any) -> tuple[Any, Any]:
    """Advance every noise process by one step."""
    after: dict[str, dict] = {}
    values: dict[str, dict] = {}
    for name, population in network.populations.items():
        after[name], values[name] = {}, {}
        for target, process in population.noise.items():
            after[name][target], values[name][target] = process.step(memories[name][target], normals[name][target], dt)
    return after, values


def start_noise(network: Network, normals: jax.Array) -> Any:
    """Memories of the noise processes, in their stationary distribution."""
    dealt = _split(network, normals)
    return {
        name: {target: process.init(dealt[name][target]) for target, process in population.noise.items()}
        for name, population in network.populations.items()
    }


def noise_width(network: Network) -> int:
    """Standard normal numbers that the network needs in every step."""
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
