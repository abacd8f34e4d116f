"""Observers that keep values as they are: one in every period, or the mean over it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, Protocol, runtime_checkable

import jax
import jax.numpy as jnp

from brainmass.units import ms, to_float


@runtime_checkable
class Observer(Protocol):
    """What can be recorded of a run: something that gives a sample at the end of every period."""

    @property
    def source(self) -> str:
        """The state, output or drive that is followed."""
        ...

    @property
    def period(self) -> float:
        """Time between samples, ms."""
        ...

    @property
    def unit(self) -> str | None:
        """Unit of the samples; None for that of the source."""
        ...


@runtime_checkable
class Sampler(Observer, Protocol):
    """An observer that follows its source step by step, inside the loop."""

    def init(self, example: jax.Array) -> Any:
        """Memory before the first step, for values shaped like ``example``."""
        ...

    def step(self, memory: Any, value: jax.Array, dt: Any, first: jax.Array) -> Any:
        """Memory after a step that ended at ``value``; ``first`` is true on the first step of a period."""
        ...

    def read(self, memory: Any, value: jax.Array, steps: int) -> jax.Array:
        """The sample, if a period of ``steps`` steps ended now."""
        ...


def _register(*meta: str):
    return partial(jax.tree_util.register_dataclass, data_fields=[], meta_fields=list(meta))


@_register("source", "period")
@dataclass(frozen=True)
class Every:
    """The value at the end of every period. Made by :func:`every`."""

    source: str
    period: float
    unit = None

    def init(self, example: jax.Array) -> tuple[()]:
        return ()

    def step(self, memory: tuple[()], value: jax.Array, dt: Any, first: jax.Array) -> tuple[()]:
        return ()

    def read(self, memory: tuple[()], value: jax.Array, steps: int) -> jax.Array:
        return value


class Mean(NamedTuple):
    """A mean so far, and of how many values."""

    mean: jax.Array
    values: jax.Array


@_register("source", "period")
@dataclass(frozen=True)
class Average:
    """The mean over every period. Made by :func:`average`."""

    source: str
    period: float
    unit = None

    def init(self, example: jax.Array) -> Mean:
        return Mean(jnp.zeros_like(example), jnp.int32(0))

    def step(self, memory: Mean, value: jax.Array, dt: Any, first: jax.Array) -> Mean:
        # The mean itself, moved by every value: a sum over thousands of steps would lose digits in float32.
        count = jnp.where(first, 1, memory.values + 1).astype(jnp.int32)
        mean = jnp.where(first, 0.0, memory.mean)
        return Mean(mean + (value - mean) / count, count)

    def read(self, memory: Mean, value: jax.Array, steps: int) -> jax.Array:
        return memory.mean


def every(period: Any, source: str) -> Every:
    """Record ``source`` once in every period, at its end.

    Parameters
    ----------
    period : float or quantity
        ms; a whole number of steps.
    source : str
        A state, an output, or a drive (all that arrives there): ``"x"``, or ``"cortex.rE"`` where there are several
        populations.

    Examples
    --------
    >>> every(1.0, "x")
    Every(source='x', period=1.0)
    """
    return Every(source, period_of(period, "period"))


def average(period: Any, source: str) -> Average:
    """Record the mean of ``source`` over every period (all steps that end in it).

    Where a resumed run begins to record in the middle of a period, the first sample is the mean over the rest of it.

    Parameters
    ----------
    period : float or quantity
        ms; a whole number of steps.
    source : str
        A state, an output, or a drive.
    """
    return Average(source, period_of(period, "period"))


def period_of(period: Any, name: str) -> float:
    """A positive time in ms."""
    value = to_float(period, ms, name)
    if value <= 0:
        raise ValueError(f"{name} must be positive, got {value:g} ms")
    return value


def part_of(period: float, dt: float, most: float) -> float:
    """The longest time of at most ``most`` ms, and of at least one step, that is whole steps and divides a period.

    Examples
    --------
    >>> part_of(2000.0, 1.0, 10.0), part_of(720.0, 0.5, 7.0), part_of(13.0, 1.0, 10.0)
    (10.0, 6.0, 1.0)
    """
    steps = round(period / dt)
    fitting = (n for n in range(min(steps, int(most / dt * (1 + 1e-9))), 1, -1) if steps % n == 0)
    return next(fitting, 1) * dt
