"""The pure steps under the imperative classes, compiled once for a structure."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from math import prod
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.integrate import Flow, Method
from brainmass.nn.own import Own, late
from brainmass.noise import Noise
from brainmass.population import Population, bounded
from brainmass.spec import Model

Arrays = dict[str, Any]


class Structure(NamedTuple):
    """What a step is compiled for; the numbers are its arguments."""

    model: Model
    method: Method
    in_size: tuple[int, ...]
    noise: tuple[tuple[str, type], ...]
    between: Callable[[Arrays, Arrays], Arrays] | None
    """Input that the regions give each other: drives from states and parameters."""
    own: tuple[Own, ...] = ()
    """Drives that receive a state of the same region, and how many steps later."""


class Memory(NamedTuple):
    """A noise process between two steps: what it remembers, and the key of its next draw."""

    inside: Any
    key: jax.Array


@cache
def stepper(structure: Structure) -> Callable[..., tuple[Arrays, dict[str, Memory], Arrays]]:
    """The compiled step ``(states, params, drives, noises, memories, past, dt) -> states, memories, past``."""
    model, method, in_size, kinds, between, own = structure
    regions = prod(in_size)

    @jax.jit
    def step(
        states: Arrays, params: Arrays, drives: Arrays, noises: dict[str, Arrays], memories: dict[str, Memory],
        past: Arrays, dt: Any,
    ) -> tuple[Arrays, dict[str, Memory], Arrays]:  # fmt: skip
        shape = next(iter(states.values())).shape
        batch = shape[: len(shape) - len(in_size)]
        y = {name: x.reshape(*batch, regions) for name, x in states.items()}
        given = {name: jnp.broadcast_to(x, shape).reshape(*batch, regions) for name, x in drives.items()}
        values, after = {}, {}
        for target, kind in kinds:
            values[target], after[target] = advance_noise(kind(**noises[target]), memories[target], batch, regions, dt)
        increments = {target for target, kind in kinds if kind.increment}
        past = {name: x.reshape(*batch, regions, x.shape[-1]) for name, x in past.items()}
        arrive, past = late(model, own, past, y, params)
        held = {t: v for t, v in values.items() if t not in increments}
        flow = _flow(model, params, given, held, between, arrive)
        kicks = {name: values[name] if name in increments else None for name in model.states}
        y = bounded(model, method.step(flow, {"": y}, dt, {"": kicks})[""])
        past = {name: x.reshape(*shape, x.shape[-1]) for name, x in past.items()}
        return {name: y[name].reshape(shape).astype(x.dtype) for name, x in states.items()}, after, past

    return step


def advance_noise(
    process: Noise, memory: Memory, batch: tuple[int, ...], regions: int, dt: Any
) -> tuple[jax.Array, Memory]:
    """The value that holds during this step, of shape (*batch, regions), and the memory after it."""
    step = process.step
    for _ in batch:
        step = jax.vmap(step, in_axes=(0, 0, None))
    key, draw = jax.random.split(jax.random.wrap_key_data(memory.key))
    inside, value = step(memory.inside, jax.random.normal(draw, (*batch, process.channels, regions)), dt)
    return value, Memory(inside, jax.random.key_data(key))


@partial(jax.jit, static_argnames="batch")
def start_states(population: Population, key: jax.Array, batch: tuple[int, ...]) -> Arrays:
    """Initial states of so many independent copies, each of shape (*batch, regions)."""
    start = Population.start
    for _ in batch:
        start = jax.vmap(start, in_axes=(None, 0))
    return start(population, jax.random.split(key, batch))


@partial(jax.jit, static_argnames=("batch", "regions"))
def start_noise(process: Noise, key: jax.Array, batch: tuple[int, ...], regions: int) -> Memory:
    """A process in its stationary distribution."""
    start = process.init
    for _ in batch:
        start = jax.vmap(start)
    later, draw = jax.random.split(key)
    inside = start(jax.random.normal(draw, (*batch, process.channels, regions)))
    return Memory(inside, jax.random.key_data(later))


def _flow(
    model: Model, params: Arrays, given: Arrays, noise: Arrays, between: Callable[[Arrays, Arrays], Arrays] | None,
    arrive: Callable[[Arrays, float], Arrays],
) -> Flow:  # fmt: skip
    """The right-hand side of one population. What is given and the noise hold over the step; what the regions give
    each other, and themselves, is computed anew at every stage of the method."""

    def inputs(y: Any, fraction: float) -> Any:
        drives = dict(given)
        parts = [{t: v for t, v in noise.items() if t in model.drives}, between(y[""], params) if between else {}]
        parts.append(arrive(y[""], fraction))
        for part in parts:
            for name, value in part.items():
                drives[name] = drives.get(name, 0.0) + value
        return {"": drives}

    def local(y: Any, drives: Any) -> Any:
        slopes = model.rhs(y[""], params, drives[""])
        return {"": {name: slope + noise[name] if name in noise else slope for name, slope in slopes.items()}}

    return Flow(inputs, local)
