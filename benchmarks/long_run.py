"""Ten minutes at dt = 0.1 ms with delays and BOLD: time, memory, and what a progress bar costs."""

from __future__ import annotations

import io
import json
from typing import Any

from rich.console import Console

from benchmarks import timing
from benchmarks.inputs import DT
from benchmarks.processes import lines_of
from benchmarks.programs.rest import brain, simulated
from benchmarks.rows import Row
from brainmass.cli.progress import SimulationBar

MINUTES = 10


def time_and_memory(quick: bool) -> list[Row]:
    """The whole run in a process of its own; beside its memory, that of a process which ran a twentieth of it."""
    minutes = 0.1 if quick else MINUTES
    program = ["-m", "benchmarks.programs.rest"]
    short, whole = (json.loads(list(lines_of([*program, str(m)]))[-1]) for m in (minutes / 20, minutes))
    known = {"whole": whole, "short": short}
    case = f"{minutes:g} min at dt = 0.1 ms, N = 100, delays, BOLD"
    cost = 1e6 * whole["seconds"] / whole["steps"]
    return [
        Row(f"{case}: memory", 600.0, whole["peak_mb"], short["peak_mb"], "MB", "a run of 1/20", on="ours"),
        Row(f"{case}: time, compilation included", None, cost, details=known),
    ]


def progress(quick: bool) -> list[Row]:
    """The same with the bar of the command line, drawn on a terminal that nobody sees, and without."""
    duration = 1_000.0 if quick else 60_000.0
    network = brain()

    def with_bar(seed: int) -> Any:
        console = Console(file=io.StringIO(), force_terminal=True)
        with SimulationBar(duration, console, delay=0.0) as bar:
            return simulated(network, duration, seed, progress=bar.update).data

    runs = {"with": with_bar, "without": lambda seed: simulated(network, duration, seed).data}
    found = timing.in_turn(runs, least=5 if quick else 10)
    # The smallest, not the median: what others add to it on a shared machine is more than the bar allows.
    costs = (1e6 * min(t.times) / round(duration / DT) for t in found.values())
    case = f"progress bar, {duration / 1e3:g} s at dt = 0.1 ms"
    return [Row(case, 1.02, *costs, against="the same without", details=timing.details(found))]


CASES = {"time_and_memory": time_and_memory, "progress": progress}
