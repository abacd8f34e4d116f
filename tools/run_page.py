"""Run the code of a Markdown page and put what it prints and draws under each block.

A fence marked ``python`` is run, all of a page in one namespace and in an empty folder. A fence with any other mark
(``py``, ``bash``, ``text``) is only shown.
"""

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path

os.environ.setdefault("MPLBACKEND", "Agg")

FENCE = re.compile(r"^```python[^\S\n]*\n(.*?)^```[^\S\n]*$", re.MULTILINE | re.DOTALL)


class PageError(Exception):
    """A block of a page raised an exception; the message names page and line, the cause is the exception."""


def run_page(text: str, source: str, stem: str) -> tuple[str, dict[str, bytes]]:
    """Run ``text``, which stands in the file ``source``.

    Returns the text with results, and the figures as PNG by file name (``stem-1.png``, ...).
    """
    namespace: dict[str, object] = {"__name__": "__main__"}
    figures: dict[str, bytes] = {}
    pieces, end = [], 0
    source = str(Path(source).resolve())  # so that a traceback shows the line although the folder is another
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for block in FENCE.finditer(text):
            first_line = text.count("\n", 0, block.start(1))
            printed = _run_block(block.group(1), first_line, source, namespace)
            drawn = _take_figures(stem, len(figures))
            figures |= drawn
            pieces += [text[end : block.end()], _result(printed, list(drawn))]
            end = block.end()
    return "".join([*pieces, text[end:]]), figures


def _run_block(code: str, first_line: int, source: str, namespace: dict[str, object]) -> str:
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(compile("\n" * first_line + code, source, "exec"), namespace)  # line numbers are those of the page
    except Exception as error:
        raise PageError(f"{Path(source).name}, block at line {first_line}: {type(error).__name__}: {error}") from error
    return out.getvalue()


def _take_figures(stem: str, already: int) -> dict[str, bytes]:
    """Every open figure as PNG; they are closed, so that the next block starts with none."""
    import matplotlib.pyplot as plt

    taken = {}
    for number in plt.get_fignums():
        image = io.BytesIO()
        plt.figure(number).savefig(image, format="png", dpi=110, bbox_inches="tight")
        taken[f"{stem}-{already + len(taken) + 1}.png"] = image.getvalue()
    plt.close("all")
    return taken


def _result(printed: str, images: list[str]) -> str:
    text = f"\n\n```text\n{printed.rstrip()}\n```" if printed.strip() else ""
    return text + "".join(f"\n\n![Figure made by the code above]({name})" for name in images)
