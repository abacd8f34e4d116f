"""Text: numbers separated by spaces, tabs, commas or semicolons, with or without region names around them."""

from __future__ import annotations

import csv
from collections.abc import Sequence

import numpy as np

from brainmass.io.members import Members
from brainmass.io.source import Source, opened

Row = tuple[int, list[str]]
"""A line's number in the file, from 1, and its cells."""


def read_text(source: Source) -> Members:
    """The matrix of a text file, as ``{"matrix": array}``, and ``"labels"`` where it names its regions.

    The separator is found; lines that are empty or begin with ``#`` or ``%`` are passed over. Names may stand in the
    first row, in the first column, or both, with or without a corner cell. Names that only count (0, 1, 2, ... or 1, 2,
    3, ..., as pandas writes them) are recognised and dropped.

    Parameters
    ----------
    source : path or binary file
        UTF-8 text.

    Raises
    ------
    ValueError
        If a cell is not a number, lines have different lengths, the names of rows and columns differ, or the matrix is
        not square, with the line and the column.

    Examples
    --------
    >>> import io
    >>> read_text(io.BytesIO(b"region,V1,V2\\nV1,0,2\\nV2,1,0\\n"))
    {'matrix': array([[0., 2.], [1., 0.]]), 'labels': array(['V1', 'V2'], dtype='<U2')}
    """
    with opened(source) as stream:
        text = decoded(stream.read())
    rows = _rows(text)
    if not rows:
        raise ValueError("the file holds no numbers")
    header, index = _frame(rows)
    names = _names(rows, header, index)
    rows, skip = rows[header:], int(index)
    members: Members = {"matrix": _numbers([(line, cells[skip:]) for line, cells in rows], skip)}
    if names:
        members["labels"] = np.array(names)
    return members


def decoded(data: bytes) -> str:
    """UTF-8 text, with or without a byte-order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text: byte {error.start} is {data[error.start]:#04x}; save it as UTF-8") from None


def _rows(text: str) -> list[Row]:
    lines = [(i, line) for i, line in enumerate(text.splitlines(), 1) if line.strip() and line.lstrip()[0] not in "#%"]
    separator = _separator([line for _, line in lines])
    if separator is None:
        rows = [(i, line.split()) for i, line in lines]
    else:
        rows = [(i, [c.strip() for c in next(csv.reader([line], delimiter=separator))]) for i, line in lines]
        if all(not cells[-1] for _, cells in rows):  # every line ends with a separator
            rows = [(i, cells[:-1]) for i, cells in rows]
    if len(rows) > 1 and len(rows[0][1]) == len(rows[1][1]) - 1:  # a header without a corner cell, as R writes it
        rows[0][1].insert(0, "")
    for i, cells in rows:
        if len(cells) != len(rows[0][1]):
            raise ValueError(f"line {i} has {len(cells)} values, line {rows[0][0]} has {len(rows[0][1])}")
    return rows


def _separator(lines: Sequence[str]) -> str | None:
    """None stands for any white space."""
    first = lines[0] if lines else ""
    if ";" in first or "," in first:
        return ";" if ";" in first else ","
    tabs = first.count("\t")
    return "\t" if tabs and all(line.count("\t") == tabs for line in lines) else None


def _frame(rows: Sequence[Row]) -> tuple[bool, bool]:
    """Whether the first row, and the first column, are names: a matrix is square, so its shape decides with them."""
    height, width = len(rows), len(rows[0][1])
    top, left = rows[0][1], [cells[0] for _, cells in rows]
    if height == width:
        named = height > 1 and not _is_number(top[0]) and _is_frame(top[1:]) and _is_frame(left[1:])
        return named, named
    if height == width + 1 and _is_frame(top):
        return True, False
    if width == height + 1 and _is_frame(left):
        return False, True
    raise ValueError(
        f"a connectome is a square matrix, with or without names around it; this is {height} rows by {width} columns"
    )


def _is_frame(cells: Sequence[str]) -> bool:
    return _counts(cells) or any(not _is_number(cell) for cell in cells)


def _counts(cells: Sequence[str]) -> bool:
    plain = [str(i) for i in range(len(cells) + 1)]
    return list(cells) in (plain[:-1], plain[1:])


def _names(rows: Sequence[Row], header: bool, index: bool) -> list[str]:
    top = rows[0][1][int(index) :] if header else []
    left = [cells[0] for _, cells in rows[int(header) :]] if index else []
    top, left = ([] if _counts(cells) else list(cells) for cells in (top, left))
    for i, (row, column) in enumerate(zip(left, top, strict=False)):
        if row != column:
            raise ValueError(f"row {i + 1} is named '{row}' but column {i + 1} '{column}'; both must have one order")
    return top or left


def _numbers(rows: Sequence[Row], skipped: int) -> np.ndarray:
    for line, cells in rows:
        for j, cell in enumerate(cells):
            if not _is_number(cell):
                what = f"'{cell}', not a number" if cell else "empty"
                raise ValueError(f"line {line}, column {j + 1 + skipped} is {what}{_hint(cell)}")
    return np.array([[float(cell) for cell in cells] for _, cells in rows])


def _hint(cell: str) -> str:
    return "; write a decimal point" if _is_number(cell.replace(",", ".")) else ""


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
