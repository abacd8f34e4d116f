"""What is made of samples after they were taken, piece by piece of a run: BOLD, what sensors see, means over space.

The loop over steps knows samplers alone (``every``, ``average``). A stage follows their samples between the pieces of a
run, where it costs the loop nothing; it sees them from the very first on, those of the transient included, so that what
has a memory is settled when recording begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Protocol, runtime_checkable

import jax

from brainmass.observe.sample import Observer, Sampler


class Grid(NamedTuple):
    """Where in time the samples of a piece lie: sample number ``i`` (from 1) ends at step ``origin + i * steps``."""

    before: Any
    """How many there were before this piece; negative as long as there is a transient."""
    origin: Any
    steps: int
    key: jax.Array
    """Of the run's noise."""

    def coarser(self, times: int) -> Grid:
        """The grid of one sample for every ``times`` of these."""
        return self._replace(before=self.before // times, steps=self.steps * times)


@runtime_checkable
class Stage(Observer, Protocol):
    """An observer that makes other samples of those of another.

    What it gives depends on the samples alone, to the last bit, and not on how they were dealt out to calls.
    """

    @property
    def of(self) -> Observer:
        """The observer whose samples it follows."""
        ...

    def labels(self, labels: Sequence[str]) -> Sequence[str]:
        """Names of what it gives, from those of what it follows."""
        ...

    def begin(self, sample: Any, interval: float) -> Any:
        """Memory before the first sample, for samples like ``sample``, one every ``interval`` ms."""
        ...

    def turn(self, memory: Any, samples: jax.Array, count: Any, grid: Grid) -> tuple[Any, jax.Array, Any]:
        """Memory after the first ``count`` rows of ``samples``, what it gives for them, and how many rows of it count.

        One row for every period that ended in them, as :meth:`Grid.coarser` counts. Rows after ``count`` may hold
        anything. Where it is an int, all this is differentiable.
        """
        ...


def settled(observer: Any, dt: float, labels: Sequence[str]) -> Any:
    """An observer for a run with this step and these regions: some choose by them what they follow (``at``), or what
    they make of it (``fitted``)."""
    if hasattr(observer, "at"):
        return observer.at(dt)
    if getattr(observer, "of", None) is None:
        return observer
    inner = settled(observer.of, dt, labels)
    observer = replace(observer, of=inner)
    return observer.fitted(labels_of(inner, labels)) if hasattr(observer, "fitted") else observer


def chain(observer: Any) -> list[Any]:
    """The sampler, and what is made of its samples one after the other; the last is the observer itself."""
    inner = getattr(observer, "of", None)
    return [observer] if inner is None else [*chain(inner), observer]


def sampler_of(observer: Any) -> Sampler:
    """What takes the samples, in the loop."""
    return chain(observer)[0]


def samplers_of(observers: Mapping[str, Any]) -> dict[str, Sampler]:
    """What takes the samples of several observers, by their names."""
    return {name: sampler_of(observer) for name, observer in observers.items()}


def labels_of(observer: Any, labels: Sequence[str]) -> tuple[str, ...]:
    """Names of what an observer gives, from those of the regions of its source."""
    for link in chain(observer):
        labels = link.labels(labels) if isinstance(link, Stage) else labels
    return tuple(labels)


def unit_of(observer: Any) -> str | None:
    """Unit of what an observer gives; None for that of its source."""
    return next((link.unit for link in reversed(chain(observer)) if link.unit is not None), None)


def beginnings(observer: Any, sample: Any, interval: float) -> tuple[tuple[Any, ...], Any]:
    """Memories of all stages of an observer before the first sample, and what a sample of the last is like."""
    memories = []
    row = jax.ShapeDtypeStruct(sample.shape, sample.dtype)
    _, *stages = chain(observer)
    for stage in (link for link in stages if isinstance(link, Stage)):
        memories.append(stage.begin(row, interval))
        grid = Grid(0, 0, 1, jax.random.key(0))
        rows = jax.ShapeDtypeStruct((1, *row.shape), row.dtype)
        given = jax.eval_shape(lambda m, r, s=stage, g=grid: s.turn(m, r, 1, g)[1], memories[-1], rows)
        row, interval = jax.ShapeDtypeStruct(given.shape[1:], given.dtype), stage.period
    return tuple(memories), row


def turned(
    observer: Any, memories: tuple[Any, ...], samples: jax.Array, count: Any, grid: Grid
) -> tuple[tuple[Any, ...], jax.Array, Any]:
    """All stages of an observer, one after the other: memories, samples and how many there are."""
    after = []
    sampler, *stages = chain(observer)
    period = sampler.period
    for stage, memory in zip((link for link in stages if isinstance(link, Stage)), memories, strict=False):
        memory, samples, count = stage.turn(memory, samples, count, grid)
        grid = grid.coarser(round(stage.period / period))
        period = stage.period
        after.append(memory)
    return tuple(after), samples, count
