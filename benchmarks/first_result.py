"""From the start of a fresh process to the FC matrix of ten minutes of BOLD: imports, compilation and run together."""

from __future__ import annotations

import statistics
import tempfile

from benchmarks.processes import seconds_to_first_line
from benchmarks.rows import Row

OURS, BY_HAND = "benchmarks.programs.w2", "benchmarks.programs.w2_by_hand"


def fresh_process(quick: bool) -> list[Row]:
    """Without and with a persistent compilation cache that an earlier process has filled."""
    simulated, rounds = ("30", 1) if quick else ("600", 5)
    times: dict[str, list[float]] = {"cold": [], "by hand": [], "warm": [], "by hand, warm": []}
    with tempfile.TemporaryDirectory() as folder:
        cache = {"JAX_COMPILATION_CACHE_DIR": folder, "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0"}
        for program in (OURS, BY_HAND):
            seconds_to_first_line(program, simulated, **cache)
        for _ in range(rounds):
            times["cold"].append(seconds_to_first_line(OURS, simulated)[0])
            times["by hand"].append(seconds_to_first_line(BY_HAND, simulated)[0])
            times["warm"].append(seconds_to_first_line(OURS, simulated, **cache)[0])
            times["by hand, warm"].append(seconds_to_first_line(BY_HAND, simulated, **cache)[0])
    cold, by_hand, warm, by_hand_warm = map(statistics.median, times.values())
    case = f"fresh process to FC, {simulated} s of Wong-Wang and BOLD"
    program = "the program by hand in JAX"
    known = {"times_s": times}
    return [
        Row(f"{case}, cold", 4.0, cold, by_hand, "s", program, on="ours", details=known),
        Row(f"{case}, cache warm", 2.5, warm, by_hand_warm, "s", program, on="ours"),
    ]


CASES = {"fresh_process": fresh_process}
