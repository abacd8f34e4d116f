"""A row of the table: what was measured, what stood beside it, and whether the bar is met."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Row:
    """One comparison. The bar is on the ratio ours / reference, or on ours where ``on`` says so."""

    case: str
    bar: float | None
    ours: float | None = None
    reference: float | None = None
    unit: str = "us/step"
    against: str = ""
    on: str = "ratio"
    limit: str = ""
    """The work of the C program that does the same, if any."""
    c: float | None = None
    error: str = ""
    group: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """Ours as a multiple of the reference."""
        return self.ours / self.reference if self.ours is not None and self.reference else None

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None where there is none, False where there is no figure."""
        if self.bar is None:
            return None
        value = self.ratio if self.on == "ratio" else self.ours
        return value is not None and value <= self.bar

    def cells(self) -> list[str]:
        """The row as it is printed."""
        if self.error:
            return [self.case, "-", "-", "", "-", self._bar(), self._c(), "no", self.error]
        met = {None: "", True: "yes", False: "no"}[self.met]
        numbers = [_number(self.ours), _number(self.reference), self.unit, _number(self.ratio)]
        return [self.case, *numbers, self._bar(), self._c(), met, self.against]

    def _bar(self) -> str:
        if self.bar is None:
            return ""
        return f"{self.bar:g} x" if self.on == "ratio" else f"{self.bar:g} {self.unit}"

    def _c(self) -> str:
        return _number(self.c) if self.c is not None else ""


HEADINGS = ["case", "ours", "reference", "unit", "ratio", "bar", "C", "met", "reference is"]


def table(rows: Iterable[Row], *, markdown: bool = False) -> str:
    """All rows under their headings, in columns or in Markdown; without the C figures where there are none."""
    grid = [HEADINGS, *(row.cells() for row in rows)]
    if all(not cells[6] for cells in grid[1:]):
        grid = [cells[:6] + cells[7:] for cells in grid]
    if markdown:
        lines = ["| " + " | ".join(cells) + " |" for cells in grid]
        return "\n".join([lines[0], "|" + "---|" * len(grid[0]), *lines[1:]])
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    lines = ["  ".join(map(str.ljust, cells, widths)).rstrip() for cells in grid]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def save(path: Path, rows: Iterable[Row], **about: Any) -> None:
    """Write rows, and what is to be known of the run, as JSON."""
    found = [{**asdict(row), "ratio": row.ratio, "met": row.met} for row in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_rounded({**about, "rows": found}), indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> tuple[list[Row], dict[str, Any]]:
    """Rows that were saved, and what is known of their run."""
    about = json.loads(path.read_text(encoding="utf-8"))
    return [row_of(values) for values in about.pop("rows")], about


def row_of(values: dict[str, Any]) -> Row:
    """A row from its JSON."""
    return Row(**{name: value for name, value in values.items() if name not in ("ratio", "met")})


def limits(rows: Iterable[Row]) -> dict[str, list[str]]:
    """What each group says that it cannot do, once."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for sentence in row.details.get("cannot", ()):
            said = found.setdefault(row.group, [])
            if sentence not in said:
                said.append(sentence)
    return found


def _rounded(value: Any) -> Any:
    """Six figures of every float inside."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list | tuple) else value


def _number(value: float | None) -> str:
    """Three figures that count, without exponents."""
    if value is None:
        return "-"
    if value == 0:
        return "0"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
