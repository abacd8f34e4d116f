"""Child processes: on one core unless all are wanted, and blind to the settings of whoever started them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

ONE_THREAD = {
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
}
STRIPPED = ("JAX_", "XLA_", "BRAINMASS_", "PYTHONPATH")
"""Beginnings of the names of variables that a child must not inherit."""


def environment(*, one_core: bool, **extra: str) -> dict[str, str]:
    """What a measured process sees: the CPU, float32, no cache of compiled code."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(STRIPPED)}
    path = {"PYTHONPATH": str(ROOT), "JAX_PLATFORMS": "cpu", "MPLBACKEND": "Agg"}
    return {**kept, **path, **(ONE_THREAD if one_core else {}), **extra}


def pin() -> None:
    """Keep this process, and what it starts, on the last of the cores that it may use (where the system can)."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def lines_of(
    arguments: list[str], *, one_core: bool = True, interpreter: str | Path = sys.executable, **extra: str
) -> Iterator[str]:
    """What ``python arguments`` prints, line by line as it does. It stays on the cores of the process that asks.

    Raises
    ------
    RuntimeError
        With the last line of what it says, if it fails.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as complaints:  # a pipe that nobody reads would fill up
        child = subprocess.Popen(
            [str(interpreter), *arguments],
            cwd=ROOT,
            env=environment(one_core=one_core, **extra),
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        )
        assert child.stdout is not None
        yield from child.stdout
        if child.wait():
            complaints.seek(0)
            said = complaints.read().strip().splitlines()
            raise RuntimeError(said[-1] if said else f"exit status {child.returncode}")


def seconds_to_first_line(module: str, *arguments: str, **extra: str) -> tuple[float, str]:
    """Wall time from the start of ``python -m module`` to the first line that it prints, and that line."""
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment(one_core=True, **extra),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    line = child.stdout.readline().strip()
    took = time.perf_counter() - began
    child.stdout.close()
    if child.wait() or not line:
        raise RuntimeError(f"{module} failed with exit status {child.returncode}")
    return took, line
