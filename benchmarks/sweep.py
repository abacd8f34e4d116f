"""64 coupling strengths of two-population Wong-Wang regions, each to the FC of its BOLD; every core may be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks import timing
from benchmarks.inputs import dense
from benchmarks.processes import lines_of
from benchmarks.rows import Row
from brainmass import Network, additive, bold, simulate, sweep, white
from brainmass.integrate import euler
from brainmass.models import wong_wang
from brainmass.observe import average, fc
from brainmass.sweeps import common, zipped

POINTS, SECONDS = 64, 60
DT, TR = 1.0, 2_000.0
LOWEST, HIGHEST = 0.01, 0.5
"""Between these lie the global couplings G: the mean of S_E rises from 0.17 to 0.56."""
SIGMA, S_E, S_I = 0.002, 0.16, 0.05
"""Noise per sqrt(ms) of both pools, and where they start: close to rest."""
SKIPPED = 20_000.0
"""Until then BOLD approaches its baseline, all regions together: no part of the FC."""

Swept = Callable[[Any, Any], Any]
"""Takes the couplings and a seed for each, gives their FC matrices, (points, n, n)."""


def strengths(points: int = POINTS) -> np.ndarray:
    """The global couplings."""
    return np.linspace(LOWEST, HIGHEST, points, dtype=np.float32)


def network(G: Any) -> Network:
    """Regions that send S_E to each other, as a user writes it."""
    return Network(
        wong_wang,
        dense(90).weights,
        coupling=additive(k=G),
        source="S_E",
        target="S_E_ext",
        initial={"S_E": S_E, "S_I": S_I},
        noise={"S_E": white(SIGMA), "S_I": white(SIGMA)},
    )


def _told(seconds: float) -> dict[str, Any]:
    """What a run and a sweep are told besides; ``seconds`` with those that are skipped."""
    observed = {"fc": fc(bold("S_E", tr=TR))}
    return {"duration": 1e3 * seconds - SKIPPED, "transient": SKIPPED, "dt": DT, "method": euler, "observe": observed}


def ours(seconds: float, **more: Any) -> Swept:
    """All points at once. The first call compiles."""

    def swept(Gs: Any, seeds: Any) -> Any:
        axes = zipped({"coupling.k": Gs, "seed": seeds})
        return sweep(network(0.1), axes, seeds=common(), keep="fc", **_told(seconds), **more)["fc"].values

    return swept


def one_by_one(seconds: float) -> Swept:
    """A call of ``simulate`` for each point, one after the other."""

    def each(G: Any, seed: Any) -> Any:
        return simulate(network(float(G)), seed=int(seed), **_told(seconds))["fc"]

    return lambda Gs, seeds: [each(G, seed) for G, seed in zip(Gs, seeds, strict=True)]


def _seeded(call: Swept, values: np.ndarray) -> timing.Call:
    """Every round with seeds of its own."""
    return lambda seed: call(values, len(values) * seed + np.arange(len(values)))


def activity_at(G: float, seconds: float) -> float:
    """The mean of S_E over the second half, which says whether others simulate the same."""
    half = 500.0 * seconds
    run = simulate(network(G), half, transient=half, dt=DT, method=euler, observe={"S_E": average(half, "S_E")})
    return float(np.mean(run["S_E"]))


def mean_fc(matrices: Any) -> np.ndarray:
    """The mean FC of every point, without the diagonals."""
    matrices = np.asarray(matrices)
    n = matrices.shape[-1]
    return matrices[:, ~np.eye(n, dtype=bool)].mean(axis=1)


def points(quick: bool) -> list[Row]:
    """The sweep against single runs, and the memory of the sweep in a process of its own."""
    count, seconds = (4, 40) if quick else (POINTS, SECONDS)
    values = strengths(count)
    runs = {"sweep": _seeded(ours(seconds), values), "singles": _seeded(one_by_one(seconds), values)}
    found = timing.in_turn(runs, least=3 if quick else 5)
    # The same seeds in both: each point is the same run, up to rounding.
    same = timing.same_work(*(mean_fc(t.result) for t in found.values()), tolerance=0.02)
    steps = round(1e3 * seconds / DT) * count
    costs = (t.per_step(steps) for t in found.values())
    case = f"sweep of {count} couplings, {seconds} s of Wong-Wang and BOLD to FC"
    known = {"points": count, "seconds": seconds, **same, **timing.details(found)}
    return [Row(case, 0.35, *costs, unit="us/step/point", against=f"{count} calls of simulate", details=known)]


def memory(quick: bool) -> list[Row]:
    """The most memory that a process holds which sweeps; beside it, one that does as much for a single point."""
    count, seconds = (4, 40) if quick else (POINTS, SECONDS)
    program = ["-m", "benchmarks.programs.sweep", str(seconds)]
    said = [json.loads(list(lines_of([*program, str(n)], one_core=False))[-1]) for n in (count, 1)]
    many, single = (numbers["peak_mb"] for numbers in said)
    case = f"sweep of {count} couplings, {seconds} s: memory"
    known = {"sweep": said[0], "single": said[1]}
    return [Row(case, 2_000.0, many, single, "MB", "one point", on="ours", details=known)]


def stored(quick: bool) -> list[Row]:
    """The sweep with its result in a zarr store, a new one every time, against the same in memory."""
    count, seconds = (4, 40) if quick else (POINTS, SECONDS)
    values, in_memory = strengths(count), ours(seconds)
    with TemporaryDirectory() as folder:

        def on_disk(seed: int) -> Any:
            return _seeded(ours(seconds, store=Path(folder) / f"{seed}.zarr"), values)(seed)

        runs = {"store": on_disk, "memory": _seeded(in_memory, values)}
        found = timing.in_turn(runs, least=3 if quick else 7)
    same = timing.same_work(*(mean_fc(t.result) for t in found.values()), tolerance=0.0)
    known = {"points": count, "seconds": seconds, **same, **timing.details(found)}
    costs = (t.per_step(round(1e3 * seconds / DT) * count) for t in found.values())
    case = f"sweep of {count} couplings, {seconds} s, in a zarr store"
    return [Row(case, None, *costs, unit="us/step/point", against="the same in memory", details=known)]


def cluster(quick: bool) -> list[Row]:
    """The workers of a Dask cluster on this machine against its own threads, both with compiled programs."""
    from distributed import Client, LocalCluster

    count, seconds, lanes = (4, 40, 2) if quick else (POINTS, 1_000, 16)
    values, seeds = strengths(count), np.arange(count)
    case = f"sweep of {count} couplings, {seconds} s, on Dask"
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made, Client(made) as client:
        swept = {"dask": ours(seconds, lanes=lanes, executor=client), "local": ours(seconds, lanes=lanes)}
        found = timing.in_turn(
            {name: lambda seed, call=call: call(values, seeds) for name, call in swept.items()}, least=1
        )
    same = timing.same_work(*(mean_fc(t.result) for t in found.values()), tolerance=0.0)
    known = {"points": count, "seconds": seconds, "lanes": lanes, **same, **timing.details(found)}
    costs = (t.per_step(round(1e3 * seconds / DT) * count) for t in found.values())
    return [Row(case, 1.15, *costs, unit="us/step/point", against="threads of this machine", details=known)]


CASES = {"points": points, "memory": memory, "stored": stored, "cluster": cluster}
