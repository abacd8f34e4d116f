"""Measuring: runs in turn after a warm-up, what is compiled meanwhile, the memory at its highest."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import jax
import numpy as np

Call = Callable[[int], Any]
"""Runs once with the given seed, and returns arrays."""


@dataclass
class Timing:
    """Seconds of one call: the first, with compilation, and those after it."""

    first: float
    times: list[float] = field(default_factory=list)
    result: Any = None

    @property
    def median(self) -> float:
        """The middle one of the times after the first."""
        return statistics.median(self.times)

    def per_step(self, steps: int) -> float:
        """Microseconds per step."""
        return 1e6 * self.median / steps


def seconds(call: Call, seed: int) -> tuple[float, Any]:
    """Wall time until the result is there."""
    began = time.perf_counter()
    result = jax.block_until_ready(call(seed))
    return time.perf_counter() - began, result


def in_turn(calls: Mapping[str, Call], *, least: int = 5, most: int = 25, budget: float = 2.0) -> dict[str, Timing]:
    """Each call once to compile it, then all of them in turn: what disturbs the machine disturbs all alike.

    At least ``least`` rounds; more of them, up to ``most``, where they are short.
    """
    timings = {}
    for name, call in calls.items():
        first, result = seconds(call, 0)
        timings[name] = Timing(first, result=result)
    began, rounds = time.perf_counter(), 0
    while rounds < least or (rounds < most and time.perf_counter() - began < budget * len(calls)):
        rounds += 1
        for name, call in calls.items():
            timings[name].times.append(seconds(call, rounds)[0])
    return timings


def same_work(ours: Any, reference: Any, tolerance: float = 0.05) -> dict[str, float]:
    """Refuse to compare times of things that did not do the same: x must be as large in the second half of both."""
    sizes = [float(np.sqrt(np.mean(np.square(np.asarray(x)[len(x) // 2 :])))) for x in (ours, reference)]
    if np.shape(ours) != np.shape(reference) or not np.isclose(*sizes, rtol=tolerance):
        raise AssertionError(f"not the same work: {np.shape(ours)}, {np.shape(reference)}, rms of x {sizes}")
    return {"rms_ours": sizes[0], "rms_reference": sizes[1]}


def details(timings: Mapping[str, Timing]) -> dict[str, Any]:
    """All times, for the JSON."""
    return {name: {"first_s": timing.first, "times_s": timing.times} for name, timing in timings.items()}


@contextmanager
def compilations() -> Iterator[list[float]]:
    """The seconds of every compilation inside the block."""
    found: list[float] = []

    def note(event: str, duration: float, **_: Any) -> None:
        if event == "/jax/core/compile/backend_compile_duration":
            found.append(duration)

    jax.monitoring.register_event_duration_secs_listener(note)
    try:
        yield found
    finally:
        jax.monitoring.unregister_event_duration_listener(note)


def peak_mb() -> float:
    """The most memory that this process has held, MB."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
