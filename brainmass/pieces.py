"""Pieces of a run: cut from what the loop gives, what is not kept of them folded, and joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import jax
import numpy as np

from brainmass.integrate import Method
from brainmass.network import Network
from brainmass.observe import Folding, Observer
from brainmass.result import Final, Folded, Run
from brainmass.units import is_traced
from brainmass.wiring import Wiring


class Job(NamedTuple):
    """What stays the same from one piece of a run to the next."""

    network: Network
    observers: dict[str, Observer]
    wiring: Wiring
    method: Method
    transient: int


def ready_to_fold(job: Job, final: Final, total: int) -> Final:
    """The state that a run begins with, with a memory for every observer that keeps no samples.

    Raises
    ------
    ValueError
        If there will be too few samples to make anything of them.
    """
    folds = {}
    for name, observer in _folding(job.observers).items():
        _, first, steps, _ = clock(name, observer, final, final.step)
        example = next(iter(final.states[job.network.observable(observer.source)[0]].values()))
        folds[name] = final.folds.get(name) or Folded(
            _begun(observer, final.carry.memory.observers[name], example, steps), first, steps
        )
        if (count := folds[name].count(final.step + total)) < observer.least:
            raise ValueError(
                f"observe['{name}'] needs at least {observer.least} samples, and in this run it gets {count}, one "
                f"every {observer.period:g} ms; record longer, or sample more often"
            )
    return replace(final, folds=folds)


def cut(job: Job, begin: Final, end: Final, buffers: Mapping[str, Any]) -> Run:
    """The samples whose period ended between two states of a run; what is not to be kept is folded into the second."""
    data: dict[str, Any] = {}
    folds, clocks = dict(begin.folds), []
    for name, observer in job.observers.items():
        rows, when = buffers[name], clock(name, observer, begin, end.step)
        due = when[-1]
        if isinstance(observer, Folding):
            folds[name] = replace(folds[name], memory=_folded(observer, folds[name].memory, rows, due))
        else:
            data[name] = rows[:due] if is_traced(rows) else _kept(np.asarray(rows), due)
            clocks.append(when)
    end = replace(end, folds=folds)
    return Run(data, end, job.network, job.observers, tuple(clocks), begin.step, job.method, job.transient)


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
            data[name] = _result(observer, folded.memory)
            clocks.append((name, folded.first, folded.steps, count))
    return replace(run, data=dict(sorted(data.items())), clocks=tuple(sorted(clocks)))


def _folding(observers: Mapping[str, Observer]) -> dict[str, Folding]:
    return {name: observer for name, observer in observers.items() if isinstance(observer, Folding)}


def _folded(observer: Folding, memory: Any, rows: Any, due: int) -> Any:
    """A memory with the first rows, as part of somebody's trace or by compiled code that takes any number of them."""
    if any(map(is_traced, jax.tree.leaves((observer, memory, rows)))):
        return observer.fold(memory, rows[:due], due)
    return _fold(observer, memory, rows, due)


@partial(jax.jit, static_argnames=("steps",))
def _begun(observer: Folding, memory: Any, example: jax.Array, steps: int) -> Any:
    return observer.begin(jax.eval_shape(observer.read, memory, example, steps))


@jax.jit
def _fold(observer: Folding, memory: Any, rows: Any, due: Any) -> Any:
    return observer.fold(memory, rows, due)


@jax.jit
def _result(observer: Folding, memory: Any) -> jax.Array:
    return observer.result(memory)


def _kept(rows: np.ndarray, due: int) -> np.ndarray:
    """The samples that are due: a view, or a copy where a view would keep much more alive than it shows."""
    return rows[:due] if 2 * due > len(rows) else rows[:due].copy()
