"""Write the measured tables into the pages that have a place for them: ``make bench-tables``.

A place stands between ``<!-- measured: NAME -->`` and ``<!-- end -->``; its table is ``benchmarks/measured/NAME.json``.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.rows import load, table

PAGES = (ROOT / "docs" / "benchmarks.md", ROOT / "benchmarks" / "README.md")
MEASURED = ROOT / "benchmarks" / "measured"
PLACE = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages() -> dict[Path, str]:
    """Every page as it should be."""
    return {page: PLACE.sub(_filled, page.read_text(encoding="utf-8")) for page in PAGES}


def _filled(place: re.Match[str]) -> str:
    rows, about = load(MEASURED / f"{place.group(2)}.json")
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    day = f"{about['day']}, {about['processor']} with {about['cores']} cores, Python {about['python']}, {versions}."
    return f"{place.group(1)}\n{table(rows, markdown=True)}\n\nMeasured on {day}\n\n{place.group(3)}"


def main() -> None:
    """Write them."""
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
        print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
