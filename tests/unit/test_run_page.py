"""The program that runs the code of a documentation page."""

import os
from pathlib import Path
from textwrap import dedent

import pytest

from tools.run_page import PageError, run_page


def run(text: str) -> tuple[str, dict[str, bytes]]:
    return run_page(dedent(text), "page.md", "page")


def test_what_a_block_prints_stands_under_it_and_blocks_share_their_names():
    text, figures = run("""\
        ```python
        a = 20
        ```
        between
        ```python
        print(a + 1)
        ```
        """)
    assert text == "```python\na = 20\n```\nbetween\n```python\nprint(a + 1)\n```\n\n```text\n21\n```\n"
    assert figures == {}


def test_figures_are_taken_numbered_and_closed():
    text, figures = run("""\
        ```python
        import matplotlib.pyplot as plt
        plt.plot([0, 1])
        plt.figure()
        ```
        ```python
        print(plt.get_fignums())
        plt.plot([1, 0])
        ```
        """)
    assert list(figures) == ["page-1.png", "page-2.png", "page-3.png"]
    assert all(image.startswith(b"\x89PNG\r\n\x1a\n") for image in figures.values())
    assert text.index("page-2.png") < text.index("```text\n[]\n```") < text.index("page-3.png")


def test_other_fences_are_only_shown():
    page = "```py\nraise SystemExit\n```\n\n```bash\nexit 1\n```\n"
    assert run_page(page, "page.md", "page") == (page, {})


def test_an_exception_names_page_and_line():
    with pytest.raises(PageError, match=r"page\.md, block at line 3: ZeroDivisionError: division by zero") as caught:
        run("""\
            text

            ```python
            a = 1
            a / 0
            ```
            """)
    cause = caught.value.__cause__
    assert cause is not None
    assert cause.__traceback__ is not None
    assert cause.__traceback__.tb_next is not None
    assert cause.__traceback__.tb_next.tb_lineno == 5


def test_files_that_a_page_writes_do_not_stay():
    before = Path.cwd()
    listed = set(os.listdir(before))
    text, _ = run("""\
        ```python
        from pathlib import Path
        Path("left.txt").write_text("behind")
        print(sorted(p.name for p in Path().iterdir()))
        ```
        """)
    assert "['left.txt']" in text
    assert Path.cwd() == before
    assert set(os.listdir(before)) == listed
