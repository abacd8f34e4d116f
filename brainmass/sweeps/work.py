"""What has to be done for a block of points: a value that can be sent to another process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.lockstep import Lockstep, Outcome
from brainmass.result import Run
from brainmass.sweeps.blocks import Blocks
from brainmass.sweeps.space import Space
from brainmass.swept import SEED

Block = dict[str, np.ndarray]
"""What a block of points gave, by variable of the result."""


class Read(NamedTuple):
    """What is kept of a run: measures by name, and what observers recorded."""

    functions: tuple[tuple[str, Callable[[Run], Any]], ...]
    keep: tuple[str, ...]

    @property
    def measures(self) -> dict[str, Callable[[Run], Any]]:
        return dict(self.functions)

    def __call__(self, run: Run) -> dict[str, Any]:
        kept = {name: jnp.asarray(run[name], float) for name in self.keep}
        return {**{name: _measured(name, measure, run) for name, measure in self.measures.items()}, **kept}


@dataclass(frozen=True)
class Work:
    """A whole sweep: points, what is simulated at each, and what is kept of it."""

    lockstep: Lockstep
    space: Space
    seeds: np.ndarray
    blocks: Blocks
    places: tuple[str, ...]
    """Name of every region, with its population where there are several."""
    precise: bool
    """Whether numbers are of 64 bits."""

    def block(self, number: int, progress: Callable[[float], None] | None = None) -> Block:
        """Simulate the points of a block."""
        with jax.enable_x64(self.precise):
            points = self.blocks.points(number)
            outcome = self.lockstep.run(*inputs_of(self.space, self.seeds, points), progress)
            return {name: self.blocks.cut(number, x) for name, x in self._told(outcome, points).items()}

    def _told(self, outcome: Outcome, points: np.ndarray) -> Block:
        """What is written of every point; a run that left the finite numbers has no measures."""
        lost = (outcome.failed >= 0) | np.logical_or.reduce(list(outcome.unsound.values()))
        read = {}
        for name, values in outcome.read.items():
            hidden = lost.reshape(-1, *[1] * (values.ndim - 1))
            read[name] = np.where(hidden, np.array(np.nan, values.dtype), values)
        end = (self.lockstep.before + self.lockstep.count) * self.lockstep.dt
        when = np.where(outcome.failed >= 0, outcome.failed * self.lockstep.dt, np.where(lost, end, np.nan))
        return {**read, "noise_seed": self.seeds[points], "diverged_at": when, "diverged_in": self._where(outcome)}

    def _where(self, outcome: Outcome) -> np.ndarray:
        """Where each run left the finite numbers, in words; nothing where it did not."""
        said = []
        for lane, failed in enumerate(outcome.failed):
            bad = [name for name, unsound in outcome.unsound.items() if unsound[lane]]
            said.append(self.places[outcome.where[lane]] if failed >= 0 else f"observer {bad[0]}" if bad else "")
        return np.array(said, dtype=object)


def inputs_of(space: Space, seeds: np.ndarray, points: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The values and seeds of some points, as the program takes them."""
    kind = jnp.result_type(float)
    values = {name: x.astype(kind) for name, x in space.at(points).items() if name != SEED}
    return values, seeds[points].astype(np.int32)


def _measured(name: str, measure: Callable[[Run], Any], run: Run) -> jax.Array:
    """What a measure gives, as an array."""
    try:
        value = measure(run)
    except (jax.errors.ConcretizationTypeError, jax.errors.TracerArrayConversionError) as error:
        raise TypeError(
            f"the measure '{name}' cannot be compiled: it asks for the numbers of a run before there are any "
            f"({type(error).__name__}). Write it with jax.numpy, or wrap it: brainmass.measures.on_host(...)"
        ) from None
    try:
        array = jnp.asarray(value)
    except (TypeError, ValueError):
        raise TypeError(f"the measure '{name}' must give a number or an array, got {type(value).__name__}") from None
    if jnp.issubdtype(array.dtype, jnp.complexfloating):
        raise TypeError(f"the measure '{name}' gives complex numbers; take their magnitude or their angle")
    return array.astype(float)


def places_of(network: Any) -> tuple[str, ...]:
    """Name of every region, in the order of the names of populations."""
    several = len(network.populations) > 1
    return tuple(
        f"{name}: {label}" if several else label
        for name, population in sorted(network.populations.items())
        for label in population.labels
    )
