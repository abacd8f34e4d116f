"""Pieces of a run: cut from what the loop gives, what is not kept of them folded, and joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.integrate import Method
from brainmass.loop import Plan, tile_length
from brainmass.network import Network
from brainmass.observe import Folding, Observer, Sampler
from brainmass.observe.stage import Grid, beginnings, chain, sampler_of, samplers_of, turned
from brainmass.result import Final, Folded, Run
from brainmass.step import Clock, glance_of
from brainmass.steps import steps_of
from brainmass.units import is_traced
from brainmass.wiring import Wiring


class Job(NamedTuple):
    """What stays the same from one piece of a run to the next."""

    network: Network
    observers: dict[str, Observer]
    """Settled for the step of the run."""
    wiring: Wiring
    method: Method
    transient: int

    @property
    def samplers(self) -> dict[str, Sampler]:
        """What the loop knows of the observers."""
        return samplers_of(self.observers)


_ROOM, _LONGEST = 2**23, 2**17
"""Bytes of samples, and steps, of one call of the compiled loop."""


def capacity(job: Job, dt: float, lanes: int = 1) -> int:
    """Steps that one call of the compiled loop has room for: a property of what is observed, not of the duration."""
    samplers = job.samplers
    widths = {name: 4 * job.network.populations[job.network.followed(o.source)[0]].n for name, o in samplers.items()}
    steps = tile_length(job.network)
    while (
        steps < _LONGEST
        and sum(widths[name] * 2 * steps / steps_of(o.period, dt, name) for name, o in samplers.items()) * lanes < _ROOM
    ):
        steps *= 2
    return steps


def plan_of(job: Job, room: int, dt: float, *, stop: bool) -> Plan:
    """What is compiled of a run, in calls of at most ``room`` steps."""
    samplers = job.samplers
    periods = [steps_of(sampler.period, dt, name) for name, sampler in samplers.items()]
    clocks = tuple(Clock(steps, room // steps + 1) for steps in periods)
    return Plan(job.method, job.wiring.block, job.wiring.tracts, clocks, stop, glance_of(job.network, samplers, clocks))


def ready_to_fold(job: Job, final: Final, total: int) -> Final:
    """The state that a run begins with, with a memory for all that follows samples between its pieces.

    Raises
    ------
    ValueError
        If there will be too few samples to make anything of them.
    """
    folds = {}
    for name, observer in job.observers.items():
        if len(chain(observer)) == 1:
            continue
        _, first, steps, _ = clock(name, observer, final, final.step)
        example = next(iter(final.states[job.network.followed(observer.source)[0]].values()))
        fresh = begun(observer, final.carry.memory.observers[name], example, final.dt)
        folds[name] = _gone_on(final.folds.get(name), Folded(fresh, first, steps))
        enough(name, observer, folds[name].count(final.step + total))
    return replace(final, folds=folds)


def enough(name: str, observer: Observer, count: int) -> None:
    """Refuse an observer that will have too few samples to make anything of them."""
    least = observer.least if isinstance(observer, Folding) else 0
    if count < least:
        raise ValueError(
            f"observe['{name}'] needs at least {least} samples, and in this run it gets {count}, one "
            f"every {observer.period:g} ms; record longer, or sample more often"
        )


def _gone_on(before: Folded | None, fresh: Folded) -> Folded:
    """What is known of earlier samples, as far as it fits: all of it, or all but what is made of recorded ones."""
    if before is None:
        return fresh
    kept = [
        old if jax.tree.map(jnp.shape, old) == jax.tree.map(jnp.shape, new) else new
        for old, new in zip(before.memory, fresh.memory, strict=False)
    ]
    whole = len(before.memory) == len(fresh.memory)
    return replace(before if whole else fresh, memory=(*kept, *fresh.memory[len(kept) :]))


def cut(job: Job, begin: Final, end: Final, buffers: Mapping[str, Any]) -> Run:
    """The samples whose period ended between two states of a run, with all that is made of them; what is not to be kept
    is folded into the second state."""
    data: dict[str, Any] = {}
    folds, clocks = dict(begin.folds), []
    for name, observer in job.observers.items():
        rows, when = buffers[name], clock(name, observer, begin, end.step)
        early, due = _ended(observer, begin, end.step)
        if name in folds:
            taken = _ended(sampler_of(observer), begin, end.step)
            memory, rows = _followed(observer, folds[name].memory, rows, (early, due), taken, begin)
            folds[name] = replace(folds[name], memory=memory)
        if not isinstance(observer, Folding):
            data[name] = rows[early:due] if is_traced(rows) else _kept(np.asarray(rows), early, due)
            clocks.append(when)
    end = replace(end, folds=folds)
    return Run(data, end, job.network, job.observers, tuple(clocks), begin.step, job.method, job.transient)


def _ended(observer: Observer, begin: Final, end: int) -> tuple[int, int]:
    """How many periods ended in a piece: those that ended by the end of the transient, and all."""
    steps = round(observer.period / begin.dt)
    before, after = (begin.step - begin.origin) // steps, (end - begin.origin) // steps
    return min(max(0, -before), after - before), after - before


def clock(name: str, observer: Observer, begin: Final, end: int) -> tuple[str, int, int, int]:
    """The samples whose period ends in the steps from ``begin`` to ``end``, as ``Run.clocks`` has them."""
    steps = round(observer.period / begin.dt)
    before = max(0, (begin.step - begin.origin) // steps)
    return name, begin.origin + (before + 1) * steps, steps, max(0, (end - begin.origin) // steps) - before


def joined(pieces: list[Run]) -> Run:
    """Pieces of one run, end to end."""
    last, start = pieces[-1], pieces[0]
    if len(pieces) == 1:
        data = {name: jax.device_put(samples) for name, samples in last.data.items()}
    else:
        data = {name: jax.device_put(np.concatenate([piece.data[name] for piece in pieces])) for name in last.data}
    clocks = tuple((name, first, steps, len(data[name])) for name, first, steps, _ in start.clocks)
    return with_matrices(replace(last, data=data, clocks=clocks, first=start.first))


def with_matrices(run: Run) -> Run:
    """The run with what its folded samples give, where there are enough of them."""
    data, clocks = dict(run.data), list(run.clocks)
    for name, observer in _folding(run.observers).items():
        folded = run.final.folds[name]
        if (count := folded.count(run.final.step)) >= observer.least:
            data[name] = folded_result(observer, folded.memory[-1])
            clocks.append((name, folded.first, folded.steps, count))
    return replace(run, data=dict(sorted(data.items())), clocks=tuple(sorted(clocks)))


def _folding(observers: Mapping[str, Observer]) -> dict[str, Folding]:
    return {name: observer for name, observer in observers.items() if isinstance(observer, Folding)}


def _followed(
    observer: Observer, memory: Any, rows: Any, due: tuple[int, int], taken: tuple[int, int], begin: Final
) -> tuple[Any, Any]:
    """Memories and samples of an observer after some more rows of its sampler; as part of somebody's trace, or by
    compiled code that takes any number of them."""
    steps = round(sampler_of(observer).period / begin.dt)
    before = (begin.step - begin.origin) // steps
    if any(map(is_traced, jax.tree.leaves((observer, memory, rows)))):
        return through(observer, memory, rows, due, taken[1], Grid(before, begin.origin, steps, begin.keys.noise))
    counts = jax.tree.map(np.int32, (due, taken[1], before, begin.origin))
    return _compiled(observer, memory, rows, *counts, begin.keys.noise, steps)


def through(
    observer: Observer, memory: tuple[Any, ...], rows: Any, due: tuple[Any, Any], count: Any, grid: Grid
) -> tuple[tuple[Any, ...], Any]:
    """Memories of an observer after the first ``count`` rows of its sampler, and what it gives for them: of that
    ``due`` says from which row to before which there is something to record, or to fold."""
    after, rows, _ = turned(observer, memory, rows, count, grid)
    if not isinstance(observer, Folding):
        return after, rows
    early, all_ = due
    rows = rows[early:all_] if isinstance(early, int) else jnp.roll(rows, -early, axis=0)
    return (*after, observer.fold(memory[-1], rows, all_ - early)), ()


@partial(jax.jit, static_argnames=("steps",))
def _compiled(
    observer: Observer, memory: Any, rows: Any, due: Any, count: Any, before: Any, origin: Any, key: Any, steps: int
) -> tuple[Any, Any]:
    return through(observer, memory, rows, due, count, Grid(before, origin, steps, key))


@partial(jax.jit, static_argnames=("dt",))
def begun(observer: Observer, memory: Any, example: jax.Array, dt: float) -> tuple[Any, ...]:
    """Memories of the stages of an observer before the first sample."""
    sampler = sampler_of(observer)
    sample = jax.eval_shape(sampler.read, memory, example, round(sampler.period / dt))
    memories, row = beginnings(observer, sample, sampler.period)
    return (*memories, observer.begin(row)) if isinstance(observer, Folding) else memories


@jax.jit
def folded_result(observer: Folding, memory: Any) -> jax.Array:
    """The matrix that folded samples give."""
    return observer.result(memory)


def _kept(rows: np.ndarray, early: int, due: int) -> np.ndarray:
    """The samples that are due: a view, or a copy where a view would keep much more alive than it shows."""
    return rows[early:due] if 2 * (due - early) > len(rows) else rows[early:due].copy()
