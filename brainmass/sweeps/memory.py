"""How many points fit into memory at once, by the plan of the compiled program."""

from __future__ import annotations

import os
from collections.abc import Callable
from math import prod
from pathlib import Path
from typing import Any

import jax

from brainmass.lockstep import Lockstep
from brainmass.sweeps.blocks import chunk_of

MOST, MOST_DELAYED = 32, 8
"""Points of a block: more are no quicker per point on a core, and with delays slower, for each reads a history."""
_SHARE = 0.5
"""Of the memory that is free, where nothing else is said."""


def chunk_that_fits(
    lockstep: Lockstep, inputs: Callable[[int], tuple[Any, Any]], shape: tuple[int, ...], wanted: int, budget: float
) -> tuple[int, ...]:
    """Blocks of at most ``wanted`` points whose runs take at most ``budget`` bytes together. ``inputs`` gives values
    and seeds of as many points.

    Raises
    ------
    MemoryError
        If one alone takes more.
    """
    while True:
        chunk = chunk_of(shape, wanted)
        lanes = prod(chunk)
        needed = lockstep.memory(*inputs(lanes))
        if needed <= budget:
            return chunk
        if lanes == 1:
            raise MemoryError(
                f"one run of the sweep takes {needed / 1e6:.4g} MB, and there are {budget / 1e6:.4g} MB for it; record "
                "less (fc(...) or average(...) in place of samples), use fewer workers, or allow more with memory="
            )
        wanted = max(1, min(lanes - 1, int(lanes * budget / needed)))


def budget_of(memory: Any, workers: int) -> float:
    """Bytes for each worker."""
    if memory is None:
        return _SHARE * _free() / workers
    if isinstance(memory, bool) or not isinstance(memory, int | float) or not memory > 0:
        raise ValueError(f"memory must be a number of bytes, such as 2e9, got {memory!r}")
    return memory / workers


def _free() -> float:
    """Bytes that this process may still take: of a GPU, of the machine, or of its control group."""
    stats = jax.local_devices()[0].memory_stats()
    if stats and "bytes_limit" in stats:
        return stats["bytes_limit"] * len(jax.local_devices())
    free = [float(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))]
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemAvailable:"):
            free.append(1024.0 * int(line.split()[1]))
    limit, used = _lines("/sys/fs/cgroup/memory.max"), _lines("/sys/fs/cgroup/memory.current")
    if limit and used and limit[0].strip() != "max":
        free.append(float(limit[0]) - float(used[0]))
    return max(min(free), 1e8)


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []
