"""``python -m benchmarks [GROUP ...] [--quick]``: every case beside its reference, as one table and as JSON.

Each group runs in a process of its own, on one core, those of ``batch`` on all of them.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import c_limit
from benchmarks.cases import EVERY_CORE, GROUPS
from benchmarks.machine import about
from benchmarks.processes import ROOT, lines_of, pin
from benchmarks.rows import Row, row_of, save, table


def main() -> int:
    """Run, print, save; the exit status is 1 if a case could not be run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}; all by default")
    parser.add_argument("--quick", action="store_true", help="small sizes: to see that it works, not to measure")
    parser.add_argument("--json", type=Path, default=ROOT / "results" / "benchmarks.json", help="where the rows go")
    chosen = parser.parse_args()
    unknown = set(chosen.groups) - set(GROUPS)
    if unknown:
        parser.error(f"no group {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    began = time.time()
    rows = list(measured(chosen.groups or GROUPS, quick=chosen.quick))
    if not chosen.quick:  # the C program knows the whole sizes only
        with_limits(rows)
    print(table(rows))
    save(chosen.json, rows, **about(began), quick=chosen.quick)
    print(f"\n{chosen.json}")
    return int(any(row.error for row in rows))


def measured(groups: list[str] | tuple[str, ...], *, quick: bool) -> Iterator[Row]:
    """The rows of some groups as they come, each group in its own process."""
    for group in groups:
        print(f"{group} ...", file=sys.stderr, flush=True)
        arguments = ["-m", "benchmarks.cases", group, *(["--quick"] if quick else [])]
        try:
            for line in lines_of(arguments, one_core=group not in EVERY_CORE):
                if line.startswith("{"):
                    yield row_of(json.loads(line))
        except RuntimeError as error:
            yield Row(group, None, error=str(error), group=group)


def with_limits(rows: list[Row]) -> None:
    """Put the figure of the C program beside the rows that have one, if it is there."""
    works = sorted({row.limit for row in rows if row.limit})
    if works and c_limit.available():
        print("C ...", file=sys.stderr, flush=True)
        pin()
        found = c_limit.microseconds(works)
        for row in rows:
            row.c = found.get(row.limit)


if __name__ == "__main__":
    sys.exit(main())
