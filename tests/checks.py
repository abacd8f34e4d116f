"""Numbers that are held to a source: each asserted where it is computed, and all of them listed on one page.

A plugin of pytest, loaded by ``conftest``. With ``--checks FILE`` the rows of a run are written there as JSON;
``tools/checks_page.py`` makes the page of it that a reviewer reads.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike

ROWS = pytest.StashKey[list[dict[str, Any]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--checks", metavar="FILE", help="write every checked number of this run to FILE, as JSON")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ROWS] = []
    config.pluginmanager.register(Collector(config.stash[ROWS]))


def pytest_sessionfinish(session: pytest.Session) -> None:
    path, rows = session.config.getoption("--checks"), session.config.stash[ROWS]
    if path and not hasattr(session.config, "workerinput"):
        rows.sort(key=lambda row: row["place"])
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


class Collector:
    """Takes the rows from the reports of tests, which come from other processes too."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            found = [value for name, value in report.user_properties if name == "check"]
            self.rows += [{"where": report.nodeid, **row} for row in found]


class Check:
    """``check(quantity, ours, expected, source=..., rel=... or abs=...)``: asserted, and put on the page of checks.

    ``check.table`` holds many numbers to as many others and makes one row of them; ``check.between`` holds a number to
    a range. ``place`` is where the test stands among all, which is the order of the page.
    """

    def __init__(self, record: Callable[[str, Any], None], place: int) -> None:
        self._record, self._place, self._count = record, place, 0

    def __call__(
        self,
        quantity: str,
        ours: float,
        expected: float,
        *,
        source: str,
        rel: float | None = None,
        abs: float | None = None,
        unit: str = "",
    ) -> None:
        if (rel is None) == (abs is None):
            raise TypeError("check: give one tolerance, rel= or abs=")
        ours, expected = float(ours), float(expected)
        passed = ours == pytest.approx(expected, rel=rel or 0.0, abs=abs or 0.0)
        self._row(passed, quantity, ours, source, unit, expected=expected, rel=rel, abs=abs)
        assert passed, f"{quantity}: {ours!r} is not {expected!r} within {_within(rel, abs)}"

    def table(
        self,
        quantity: str,
        ours: ArrayLike,
        expected: ArrayLike,
        *,
        source: str,
        rel: float | None = None,
        abs: float | None = None,
        unit: str = "",
    ) -> None:
        """Every number of ``ours`` within ``rel`` of its number in ``expected`` or within ``abs``, if both are given
        within the larger of the two; the row has the largest deviation (of each number, with ``rel``)."""
        if rel is None and abs is None:
            raise TypeError("check.table: give a tolerance, rel= or abs= or both")
        ours, expected = np.asarray(ours), np.asarray(expected)
        expected = np.broadcast_to(expected, ours.shape) if expected.ndim == 0 else expected
        assert ours.shape == expected.shape, f"{quantity}: {ours.shape} numbers for {expected.shape}"
        assert ours.size > 0, f"{quantity}: no numbers"
        worst = largest_deviation(ours, expected, rel, abs)
        passed = bool(worst <= (abs if rel is None else rel))
        self._row(passed, quantity, worst, source, unit, count=ours.size, rel=rel, abs=abs)
        assert passed, f"{quantity}: {worst} is more than {_within(rel, abs)}\nours {ours}\nexpected {expected}"

    def between(self, quantity: str, ours: float, low: float, high: float, *, source: str, unit: str = "") -> None:
        """A number that must lie between two others."""
        passed = bool(low <= float(ours) <= high)
        self._row(passed, quantity, float(ours), source, unit, low=float(low), high=float(high))
        assert passed, f"{quantity}: {float(ours)!r} is not between {low!r} and {high!r}"

    def _row(self, passed: bool, quantity: str, ours: float, source: str, unit: str, **held_to: Any) -> None:
        # Plain numbers, which travel from one process to another and into JSON; NumPy's do not.
        held_to = {name: x if x is None or name == "count" else float(x) for name, x in held_to.items()}
        row = {"quantity": quantity, "ours": ours, **held_to, "unit": unit, "source": source, "passed": passed}
        self._record("check", {**row, "place": [self._place, self._count]})
        self._count += 1


def largest_deviation(ours: np.ndarray, expected: np.ndarray, rel: float | None, abs: float | None) -> float:
    """Of all numbers; as a share of what is expected if ``rel`` is given, where that is not less than abs / rel."""
    difference = np.abs(ours - expected)
    if rel is None:
        return float(difference.max())
    size = np.maximum(np.abs(expected), (abs or 0.0) / rel if rel else 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.where(difference == 0, 0.0, difference / size).max())


def _within(rel: float | None, abs: float | None) -> str:
    return " or ".join([*([f"{rel:g} of it"] if rel is not None else []), *([f"{abs:g}"] if abs is not None else [])])


@pytest.fixture
def check(record_property: Callable[[str, Any], None], request: pytest.FixtureRequest) -> Check:
    """Holds numbers to a source; see ``Check``."""
    return Check(record_property, request.session.items.index(request.node))
