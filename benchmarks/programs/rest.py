"""A long run: 100 regions with delays at dt = 0.1 ms, BOLD and FC; ``python -m benchmarks.programs.rest [minutes]``.

Prints the seconds that it took, compilation included, and the most memory that the process held.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np

from benchmarks.inputs import DT, SPEED, dense
from benchmarks.timing import peak_mb
from brainmass import Network, Run, additive, bold, simulate, white
from brainmass.analysis import fc
from brainmass.integrate import euler
from brainmass.models import wong_wang


def brain() -> Network:
    """Two-population Wong-Wang regions on a dense connectome, with delays of 2 to 25 ms."""
    data = dense(100)
    return Network(
        wong_wang,
        data.weights,
        coupling=additive(k=0.2),
        source="S_E",
        target="S_E_ext",
        lengths=data.lengths,
        speed=SPEED,
        noise={"S_E": white(0.002), "S_I": white(0.002)},
    )


def simulated(network: Network, duration: float, seed: int = 0, **options: Any) -> Run:
    """So many ms, of which BOLD is kept every 500 ms."""
    observed = {"bold": bold("S_E", tr=500.0)}
    return simulate(network, duration, dt=DT, seed=seed, method=euler, observe=observed, **options)


def main() -> None:
    """Run, and say what it took."""
    duration = 60e3 * float(sys.argv[1] if len(sys.argv) > 1 else 10)
    before = peak_mb()
    began = time.perf_counter()
    run = simulated(brain(), max(4, round(duration / 500)) * 500.0)
    connectivity = np.asarray(fc(run["bold"]))
    took = time.perf_counter() - began
    numbers = {"seconds": took, "steps": round(run.final.step), "peak_mb": peak_mb(), "imported_mb": before}
    print(json.dumps({**numbers, "fc": float(connectivity[np.triu_indices(100, 1)].mean())}))


if __name__ == "__main__":
    main()
