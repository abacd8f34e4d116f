"""Every group of cases, and one of them run: ``python -m benchmarks.cases GROUP`` prints a line of JSON per row."""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict

from benchmarks.processes import pin
from benchmarks.rows import Row

GROUPS = (
    "plain", "delays", "heterogeneous", "gradient", "batch", "surface", "first_result", "long_run", "second_call",
    "resting_state", "sweep",
)  # fmt: skip
EVERY_CORE = ("batch", "sweep")
"""Groups that may use all cores; the others stay on one."""

Case = Callable[[bool], list[Row]]


def cases(group: str) -> dict[str, Case]:
    """The cases of a group by name; each takes whether to be quick."""
    return importlib.import_module(f"benchmarks.{group}").CASES


def rows_of(group: str, *, quick: bool) -> Iterator[Row]:
    """The rows of a group, one case after another; a case that fails is a row that says so."""
    for name, case in cases(group).items():
        try:
            rows = case(quick)
        except Exception as error:
            said = str(error).strip().splitlines()
            rows = [Row(f"{group}: {name}", None, error=f"{type(error).__name__}: {said[0] if said else ''}")]
        for row in rows:
            row.group = group
            yield row


def main() -> None:
    """Run one group in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("group", choices=GROUPS)
    parser.add_argument("--quick", action="store_true", help="small sizes: to see that it works, not to measure")
    chosen = parser.parse_args()
    if chosen.group not in EVERY_CORE:
        pin()  # before JAX counts the cores
    for row in rows_of(chosen.group, quick=chosen.quick):
        print(json.dumps(asdict(row)), flush=True)


if __name__ == "__main__":
    main()
