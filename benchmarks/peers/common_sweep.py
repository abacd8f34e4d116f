"""What the programs share that sweep. NumPy alone: it runs in the environment of the peer, next to nothing of ours.

A program gets the work as a file, and whether every point has noise of its own, and prints a line of JSON for every
setting that it times.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from typing import Any, NamedTuple

import numpy as np

Settings = Iterator[tuple[str, Callable[[], Any]]]
"""Names of settings, each with a call that makes the sweep and returns the FC of every point, (points, n, n)."""


class Sweep(NamedTuple):
    """Two-population Wong-Wang regions, and the global couplings ``G`` at which they are simulated; ms."""

    weights: np.ndarray
    G: np.ndarray
    own_noise: bool
    """Whether every point has noise of its own, or all have the same."""
    sigma: float
    S_E: float
    S_I: float
    dt: float
    tr: float
    duration: float
    """With what is skipped."""
    skipped: int
    """So many samples of BOLD in the beginning are no part of the FC."""

    @property
    def steps(self) -> int:
        """How many steps of dt, of all points together."""
        return round(self.duration / self.dt) * len(self.G)


def main(
    distribution: str,
    settings: Callable[[Sweep], Settings],
    activity: Callable[[Sweep, float], float],
    *,
    cannot: Sequence[str] = (),
) -> None:
    """Time every setting: ``program.py sweep.npz own|same``.

    ``activity`` gives the mean of S_E over the second half of a run at a coupling: FC says little of whether the work
    was the same, as it is made of few samples.
    """
    path, noise = sys.argv[1:]
    sweep = load(path, own_noise=noise == "own")
    means = [float(activity(sweep, float(G))) for G in (sweep.G[0], sweep.G[-1])]
    _say(version=version(distribution), cannot=list(cannot), mean_S_E=means)
    for name, call in settings(sweep):
        try:
            _say(setting=name, **_timed(call, sweep))
        except Exception as error:
            _say(setting=name, error=f"{type(error).__name__}: {str(error).strip().splitlines()[0]}")


def load(path: str, *, own_noise: bool) -> Sweep:
    """The work in a file."""
    numbers: dict[str, Any] = {name: value if value.ndim else value.item() for name, value in np.load(path).items()}
    return Sweep(own_noise=own_noise, **numbers)


def _timed(call: Callable[[], Any], sweep: Sweep, rounds: int = 3) -> dict[str, Any]:
    """The first call, the median of those after it, the most memory so far, and the mean FC."""
    times, found = [], np.empty(0)
    for _ in range(1 + rounds):
        began = time.perf_counter()
        found = np.asarray(call())
        times.append(time.perf_counter() - began)
    n = len(sweep.weights)
    if found.shape != (len(sweep.G), n, n) or not np.isfinite(found).all():
        raise ArithmeticError(
            f"FC of shape {found.shape} for {len(sweep.G)} points, finite: {np.isfinite(found).all()}"
        )
    first, *rest = times
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    known = {
        "first_s": first,
        "times_s": rest,
        "peak_mb": peak,
        "mean_fc": float(found[:, ~np.eye(n, dtype=bool)].mean()),
    }
    return {"us": 1e6 * float(np.median(rest)) / sweep.steps, **known}


def _say(**values: Any) -> None:
    print(json.dumps(values), flush=True)
