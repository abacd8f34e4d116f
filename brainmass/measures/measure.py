"""What a measure is, and what it reads of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax

LARGER, SMALLER = "larger", "smaller"


@dataclass(frozen=True)
class Measure:
    """A function of a run, and what is said of the numbers that it gives. Made by the functions of this module."""

    function: Callable[[Any], Any]
    about: str
    """What it is, in words."""
    better: str | None = None
    """Which values are better, ``"larger"`` or ``"smaller"``, where that can be said."""
    unit: str | None = "1"
    """None for that of the observer ``of``."""
    of: str | None = None
    """The observer that it is of."""

    def __call__(self, run: Any) -> Any:
        return self.function(run)


def samples_of(of: str, run: Any) -> jax.Array:
    """What an observer has sampled."""
    if of in getattr(run, "matrices", ()):
        raise ValueError(f"'{of}' keeps no samples, only a matrix; give the measure an observer that has samples")
    return run[of]


def interval_of(of: str, run: Any) -> float:
    """Time between samples, ms."""
    times = run.t[of]
    if len(times) < 2:
        raise ValueError(f"'{of}' has {len(times)} sample(s); the measure needs more: record longer, or more often")
    return float(times[1] - times[0])
