"""What a call of ``simulate`` costs besides its steps, whether the second one compiles, and how long the first does."""

from __future__ import annotations

import json
import statistics
import time

import jax

from benchmarks import timing
from benchmarks.inputs import K, dense
from benchmarks.networks import hopf_network, x_of
from benchmarks.processes import lines_of
from benchmarks.rows import Row


def overhead(quick: bool) -> list[Row]:
    """A hundred steps of a network that is new each time; the steps themselves are a small part of it."""
    data = dense(90)
    networks = [hopf_network(data, delays=True, noise=True, k=K * (1 + i / 100)) for i in range(30)]
    timing.seconds(lambda seed: x_of(networks[0], 100, seed), 0)
    times = [timing.seconds(lambda seed, n=network: x_of(n, 100, seed), 1)[0] for network in networks[1:]]
    building = [_seconds_to_build(data) for _ in networks]
    costs = (1e3 * statistics.median(found) for found in (times, building))
    case, against = "second simulate: a whole call of 100 steps", "building the Network"
    return [Row(case, 2.0, *costs, "ms", against, on="ours", details={"times_s": times})]


def compilations(quick: bool) -> list[Row]:
    """How often the compiler is called when the numbers, the seed and the duration are others."""
    data = dense(90)
    jax.block_until_ready(x_of(hopf_network(data, delays=True, noise=True), 1_000, 0))
    with timing.compilations() as numbers:
        jax.block_until_ready(x_of(hopf_network(data, delays=True, noise=True, k=0.07), 1_000, 1))
    with timing.compilations() as durations:
        jax.block_until_ready(x_of(hopf_network(data, delays=True, noise=True), 2_340, 0))
    known = {"numbers_s": numbers, "duration_s": durations}
    unit = "compilations"
    return [
        Row("second simulate: other numbers", 0.0, len(numbers), None, unit, on="ours", details=known),
        Row("second simulate: other duration", 0.0, len(durations), None, unit, on="ours"),
    ]


def demo(quick: bool) -> list[Row]:
    """The first call for the demo's network in a fresh process, less the second."""
    found = [json.loads(list(lines_of(["-m", "benchmarks.programs.demo"]))[-1]) for _ in range(1 if quick else 3)]
    first, second = (statistics.median(one[name] for one in found) for name in ("first", "second"))
    case, against = "compilation of the demo's network", "the second call, 20 s simulated"
    return [Row(case, 3.0, first - second, second, "s", against, on="ours", details={"processes": found})]


def _seconds_to_build(data) -> float:
    began = time.perf_counter()
    hopf_network(data, delays=True, noise=True, k=0.03)
    return time.perf_counter() - began


CASES = {"overhead": overhead, "compilations": compilations, "demo": demo}
