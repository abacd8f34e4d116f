"""Every plot as a file: the pictures of ``docs/plots.md``, each named after what drew it.

``python -m tools.plot_gallery FOLDER`` runs the page and writes them; the page itself is built by MkDocs.
"""

import re
import sys
from pathlib import Path

from brainmass import plot
from tools.run_page import FENCE, run_page

PAGE = Path(__file__).resolve().parents[1] / "docs" / "plots.md"


def pictures(page: Path = PAGE) -> dict[str, bytes]:
    """PNG of every figure of a page, by number and by the plots in its block: ``07-spectra-aperiodic.png``."""
    text, figures = run_page(page.read_text(encoding="utf-8"), str(page), page.stem)
    blocks = list(FENCE.finditer(text))
    ends = [*(block.start() for block in blocks[1:]), len(text)]
    named = {}
    for block, end in zip(blocks, ends, strict=True):
        drawn = list(dict.fromkeys(re.findall(r"\bplot\.(\w+)\(", block.group(1))))
        for image in re.findall(r"\]\(([\w-]+\.png)\)", text[block.end() : end]):
            named[f"{len(named) + 1:02d}-{'-'.join(drawn)}.png"] = figures[image]
    return named


def missing(page: Path = PAGE) -> list[str]:
    """Public plots that the page does not show."""
    shown = set(re.findall(r"\bplot\.(\w+)\(", page.read_text(encoding="utf-8")))
    return sorted(set(plot.__all__) - shown)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    found = pictures()
    for name, image in found.items():
        (folder / name).write_bytes(image)
    print(f"{len(found)} pictures in {folder}; not shown: {', '.join(missing()) or 'none'}")
