"""Every page that shows code runs. Building the documentation runs those of ``docs`` too, so here most are slow."""

from pathlib import Path

import pytest

from tools.run_page import FENCE, run_page

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(page for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")] if FENCE.search(page.read_text()))
QUICK = ("README.md", "getting-started.md")
CASES = [pytest.param(page, marks=[] if page.name in QUICK else pytest.mark.slow) for page in PAGES]


@pytest.mark.parametrize("page", CASES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page_runs(page: Path):
    source = page.read_text(encoding="utf-8")
    text, _ = run_page(source, str(page), page.stem)
    assert "Traceback" not in text
    assert FENCE.findall(text) == FENCE.findall(source)


def test_the_tutorial_is_among_them():
    assert ROOT / "docs" / "tutorial.md" in PAGES
