"""One step of a network: states, noise and observers, given what delayed edges bring."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from copy import copy
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.integrate import Flow, Method
from brainmass.links import Arriving, Link, States, arrivals
from brainmass.network import Network
from brainmass.observe import Sampler
from brainmass.population import bounded

Observers = dict[str, Sampler]


class Memory(NamedTuple):
    """Everything but history that one step hands to the next."""

    states: Any
    noise: Any
    observers: Any
    plastic: Any = ()
    """Of the rules by which parameters learn, by population and parameter."""


class Stepped(NamedTuple):
    """What a step gives."""

    memory: Memory
    reads: dict[str, jax.Array]
    """The sample of every observer, if its period ended now; none if nobody asked."""


class Clock(NamedTuple):
    """When an observer is read: every ``steps`` steps, at most ``rows`` times in this piece of the run."""

    steps: int
    rows: int


def advance(
    network: Network,
    observers: Observers,
    links: tuple[Link, ...],
    method: Method,
    clocks: tuple[Clock, ...] | None,
    memory: Memory,
    arriving: tuple[Arriving | None, ...],
    normals: jax.Array,
    firsts: tuple[Any, ...],
    now: Any,
    dt: Any,
) -> Stepped:
    """Step number ``now``. ``firsts`` says for every observer whether it is the first of a period; without ``clocks``
    they are shown the states and not read."""
    network = learned(network, memory.plastic)
    noise, values = _noise(network, memory.noise, _split(network, normals), dt)

    def inputs(y: States, fraction: float, network: Network = network) -> Any:
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
    y = {name: bounded(p.model, found[name]) for name, p in network.populations.items()}
    plastic = _learn(network, memory, lambda: inputs(memory.states, 0.0), now, dt)
    after = learned(network, plastic)
    seen = _seen(after, observers, y, lambda: inputs(y, 1.0, after))
    memories = {
        name: observer.step(memory.observers[name], seen[name], dt, first)
        for (name, observer), first in zip(observers.items(), firsts, strict=True)
    }
    reads = {} if clocks is None else _read(observers, memories, seen, clocks)
    return Stepped(Memory(y, noise, memories, plastic), reads)


def finite(states: Mapping[str, Any]) -> jax.Array:
    """Whether all states of each region are finite numbers."""
    return jnp.isfinite(sum(x * 0 for x in states.values()))  # times 0: for every finite number, however large


def learned(network: Network, plastic: Any) -> Network:
    """The network with parameters as they are now; itself where none of them learns."""
    if not plastic:
        return network
    network = copy(network)
    network.populations = dict(network.populations)
    for name, memories in plastic.items():
        network.populations[name] = population = copy(network.populations[name])
        population.params = {**population.params, **{param: memory.value for param, memory in memories.items()}}
    return network


def start_learning(network: Network) -> Any:
    """Memories of the rules before the first step, from the parameters as they are given."""
    return {
        name: {
            param: rule.init(jnp.broadcast_to(jnp.asarray(population.values[param], float), (population.n,)))
            for param, rule in population.plasticity.items()
        }
        for name, population in network.populations.items()
        if population.plasticity
    }


def _learn(network: Network, memory: Memory, drives: Callable[[], Any], now: Any, dt: Any) -> Any:
    """Advance every rule by one step, with what regions have at its beginning."""
    if not memory.plastic:
        return memory.plastic
    plastic, arriving = {}, None
    for name, memories in memory.plastic.items():
        population, y = network.populations[name], memory.states[name]
        seen = {**population.values, **y}
        if not all(quantity in seen for rule in population.plasticity.values() for quantity in rule.follows):
            arriving = drives() if arriving is None else arriving
            values = population.model(y, population.values, arriving[name])
            seen.update({output: values[output] for output in population.model.outputs})
        plastic[name] = {
            param: rule.step(memories[param], seen, now * dt, dt) for param, rule in population.plasticity.items()
        }
    return plastic


def _increments(network: Network, values: Any) -> Any:
    """White noise by state; None where there is none."""
    return {
        name: {
            state: values[name][state] if state in p.noise and p.noise[state].increment else None
            for state in p.model.states
        }
        for name, p in network.populations.items()
    }


def _seen(network: Network, observers: Observers, y: States, drives: Any) -> dict[str, jax.Array]:
    """What every observer follows, at the end of a step."""
    seen, at_end = {}, None
    for name, observer in observers.items():
        population, quantity = network.followed(observer.source)
        value = y[population].get(quantity)
        if value is None:
            at_end = drives() if at_end is None else at_end
            value = network.populations[population].seen(quantity, y[population], at_end[population])
        seen[name] = value
    return seen


def _read(
    observers: Observers, memories: Any, seen: dict[str, jax.Array], clocks: tuple[Clock, ...]
) -> dict[str, jax.Array]:
    """What observers give, if their periods end now."""
    return {
        name: observer.read(memories[name], seen[name], clock.steps)
        for (name, observer), clock in zip(observers.items(), clocks, strict=True)
    }


def glance_of(network: Network, observers: Observers, clocks: tuple[Clock, ...]) -> int:
    """After how many steps observers must be read again: the largest number that divides all periods; but every step
    where one of them follows what is no state, since what arrives is known only within a step."""
    for observer in observers.values():
        population, quantity = network.followed(observer.source)
        if quantity not in network.populations[population].model.states:
            return 1
    return math.gcd(*(clock.steps for clock in clocks)) or 1


def glances(network: Network, observers: Observers, clocks: tuple[Clock, ...], memory: Memory) -> dict[str, jax.Array]:
    """What observers of states give, if their periods end now."""
    return _read(observers, memory.observers, _seen(network, observers, memory.states, None), clocks)


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


def _example(network: Network, observer: Sampler, y: States) -> jax.Array:
    return next(iter(y[network.followed(observer.source)[0]].values()))


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
