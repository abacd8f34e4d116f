"""Fail when a file has more than 400 lines or a function outside the tests more than 40 (docstring apart)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 40


def too_long(path: Path, *, functions: bool) -> Iterator[str]:
    """A sentence for the file, and for each of its functions, that is too long."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > FILE_LINES:
        yield f"{path}: {lines} lines (at most {FILE_LINES}): find the seam and split it"
    for node in ast.walk(ast.parse(text)) if functions else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node, clean=False) else node.body
            size = (node.end_lineno or node.lineno) - body[0].lineno + 1 if body else 0
            if size > FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {size} lines (at most {FUNCTION_LINES}): name its steps"


def main() -> int:
    """Look at the package, the benchmarks, the tools and the tests."""
    complaints = [
        line
        for folder in ("brainmass", "benchmarks", "tools", "tests")
        for path in sorted(Path(folder).rglob("*.py"))
        for line in too_long(path, functions=folder != "tests")
    ]
    print("\n".join(complaints) if complaints else "house sizes: all within bounds")
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
