"""Write the measured tables into the pages that have a place for them: ``make bench-tables``.

A place stands between ``<!-- measured: NAME -->`` and ``<!-- end -->``; its table is ``benchmarks/measured/NAME.json``.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.processes import ROOT
from benchmarks.rows import Row, limits, load, table

PAGES = (ROOT / "docs" / "benchmarks.md", ROOT / "benchmarks" / "README.md")
MEASURED = ROOT / "benchmarks" / "measured"
PLACE = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages() -> dict[Path, str]:
    """Every page as it should be."""
    return {page: PLACE.sub(_filled, page.read_text(encoding="utf-8")) for page in PAGES}


def _filled(place: re.Match[str]) -> str:
    rows, about = load(MEASURED / f"{place.group(2)}.json")
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    machine = f"{about['processor']} with {about['cores']} cores, system load {about['load'] or 0:.1f} in the end"
    day = f"{about['day']}: {machine}; Python {about['python']}, {versions}."
    parts = [place.group(1), table(rows, markdown=True), f"Measured on {day}", *_limits(rows), place.group(3)]
    return "\n\n".join(parts).replace("\n\n\n", "\n\n")


def _limits(rows: Iterable[Row]) -> list[str]:
    """What the other libraries cannot do, once for each."""
    return [
        f"{name} cannot\n\n" + "\n".join(f"- {sentence}" for sentence in sentences)
        for name, sentences in limits(rows).items()
    ]


def main() -> None:
    """Write them."""
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
        print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
