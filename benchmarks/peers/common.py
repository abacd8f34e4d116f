"""What every peer's program shares. NumPy alone: it runs in the environment of the peer, next to nothing of ours.

A program gets the network as a file and prints a line of JSON for every setting that it times.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from typing import Any, NamedTuple

import numpy as np

Settings = Iterator[tuple[str, Callable[[], Any]]]
"""Names of settings, each with a call that simulates and returns x every ms, of shape (time, n)."""


class Problem(NamedTuple):
    """The network, and for how long; ms, mm. ``lengths`` is None where there are no delays."""

    weights: np.ndarray
    lengths: np.ndarray | None
    x0: np.ndarray
    y0: np.ndarray
    a: float
    omega: float
    k: float
    sigma: float
    dt: float
    speed: float
    duration: float

    @property
    def steps(self) -> int:
        """How many steps of dt."""
        return round(self.duration / self.dt)

    @property
    def steps_per_sample(self) -> int:
        """How many steps between two samples of x."""
        return round(1.0 / self.dt)

    @property
    def delays(self) -> np.ndarray:
        """Conduction delays in ms, rounded to whole steps; 0 from a region to itself."""
        assert self.lengths is not None
        delays = np.rint(self.lengths / self.speed / self.dt) * self.dt
        np.fill_diagonal(delays, 0.0)
        return delays


def main(
    distribution: str, settings: Callable[[Problem], Settings], *, share: float = 1.0, cannot: Sequence[str] = ()
) -> None:
    """Time every setting of a peer: ``program.py problem.npz delays|instant``.

    ``share`` of the problem's duration is simulated by a slow peer; costs are per step.
    """
    path, work = sys.argv[1:]
    problem = load(path, work, share)
    _say(version=version(distribution), cannot=list(cannot))
    for name, call in settings(problem):
        try:
            _say(setting=name, work=work, steps=problem.steps, **_timed(call, problem.steps))
        except Exception as error:
            _say(setting=name, work=work, error=f"{type(error).__name__}: {str(error).strip().splitlines()[0]}")


def load(path: str, work: str, share: float) -> Problem:
    """The problem in a file, with delays or without."""
    numbers = dict(np.load(path))
    numbers = {name: value if value.ndim else float(value) for name, value in numbers.items()}
    if work == "instant":
        numbers["lengths"] = None
    numbers["duration"] = round(numbers["duration"] * share)
    return Problem(**numbers)


def _timed(call: Callable[[], Any], steps: int, rounds: int = 5) -> dict[str, Any]:
    """The first call, the median of those after it, and how large x is, which tells whether the work was the same."""
    began = time.perf_counter()
    x = np.asarray(call())
    first = time.perf_counter() - began
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        x = np.asarray(call())
        times.append(time.perf_counter() - began)
    if x.shape[0] * 10 != steps or not np.isfinite(x).all():
        raise ArithmeticError(f"x of shape {x.shape} for {steps} steps, finite: {np.isfinite(x).all()}")
    cost = 1e6 * float(np.median(times)) / steps
    return {"us": cost, "first_s": first, "times_s": times, "samples": len(x), "mean_abs": sizes(x)}


def sizes(x: Any) -> dict[int, float]:
    """The mean of abs(x) over the second half of the first so many samples, as slow peers simulate less."""
    counts = [round(len(x) * share) for share in (0.1, 0.2, 0.3, 1.0)]
    return {count: float(np.abs(x[count // 2 : count]).mean()) for count in counts}


def _say(**values: Any) -> None:
    print(json.dumps(values), flush=True)
