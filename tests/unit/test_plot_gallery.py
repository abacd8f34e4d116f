"""The page of plots leaves none out, but those that another page shows."""

from pathlib import Path

from tools.plot_gallery import missing, pictures

ROOT = Path(__file__).resolve().parents[2]


def test_every_public_plot_is_shown():
    text = "".join((ROOT / "docs" / page).read_text(encoding="utf-8") for page in ("dynamics.md", "surfaces.md"))
    assert [name for name in missing() if f"plot.{name}(" not in text] == []


def test_pictures_are_named_after_what_drew_them(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "```python\nfrom brainmass import plot\nplot.fc([[1, 0.5], [0.5, 1]])\n```\n\n"
        "```python\nplot.spread([[1.0], [2.0]], [0.0, 1.0])\nplot.carpet([[1.0], [2.0]], [0.0, 1.0])\n```\n"
    )
    found = pictures(page)
    assert list(found) == ["01-fc.png", "02-spread-carpet.png", "03-spread-carpet.png"]
    assert all(image.startswith(b"\x89PNG") for image in found.values())
