"""The page of checks: every number that the tests hold to a source, as the last full run computed it.

``python tools/checks_page.py RUN.json`` writes ``docs/checks.md`` from what ``pytest --checks RUN.json`` wrote. With
``--current`` it writes nothing, and fails if the page does not list what the run checked.
"""

import json
import sys
from collections.abc import Iterable
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[1] / "docs" / "checks.md"

INTRO = """# Checks

The numbers that the test suite holds to something that we did not write: a closed form, a paper, a high-accuracy
solver, another simulator. Each was computed by the code of this version when `make checks` wrote this page; a number
outside its tolerance fails the suite. {count} numbers.
"""

Row = dict[str, Any]


def page(rows: list[Row]) -> str:
    """Markdown, a table for each file of tests."""
    parts = [INTRO.format(count=len(rows))]
    for where, group in groupby(rows, key=lambda row: row["where"].partition("::")[0]):
        title = Path(where).stem.removeprefix("test_").replace("_", " ")
        lines = ["| quantity | expected | ours | tolerance | source |", "| --- | --- | --- | --- | --- |"]
        parts += [f"## {title[0].upper()}{title[1:]}", f"`{where}`", "\n".join([*lines, *map(_line, group)])]
    return "\n\n".join(parts) + "\n"


def _line(row: Row) -> str:
    # Ours to as many digits as the tolerance makes meaningful, and one more.
    digits = 12 if (row["rel"] or 1.0) < 1e-8 else 8
    unit = f" {row['unit']}" if row["unit"] else ""
    quantity, expected, tolerance, source = _fixed(row)
    return f"| {quantity} | {expected} | {row['ours']:.{digits}g}{unit} | {tolerance} | {source} |"


def _fixed(row: Row) -> tuple[str, str, str, str]:
    """What of a row does not depend on the machine: quantity, expected value, tolerance, source."""
    unit = f" {row['unit']}" if row["unit"] else ""
    tolerance = f"{row['rel']:g} of it" if row["rel"] is not None else f"{row['abs']:g}{unit}"
    return _cell(row["quantity"]), f"{row['expected']:.12g}{unit}", tolerance, _cell(row["source"])


def _cell(text: str) -> str:
    return escape(text, quote=False).replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")


def listed(text: str) -> set[tuple[str, ...]]:
    """The machine-independent cells of every row of a page."""
    cells = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {(row[0], row[1], row[3], row[4]) for row in cells if len(row) == 5 and row[0] not in ("quantity", "---")}


def main(arguments: Iterable[str]) -> int:
    """Write the page, or say whether it is current."""
    options = set(arguments)
    (file,) = options - {"--current"}
    rows = json.loads(Path(file).read_text(encoding="utf-8"))
    if "--current" not in options:
        PAGE.write_text(page(rows), encoding="utf-8")
        print(f"{len(rows)} checks in {PAGE.name}")
        return 0
    stale = listed(page(rows)) ^ listed(PAGE.read_text(encoding="utf-8"))
    for cells in sorted(stale)[:5]:
        print(" | ".join(cells))
    print(f"docs/checks.md: {f'{len(stale)} rows differ; run `make checks`' if stale else 'current'}")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
