"""Numbers that are held to a source: each asserted where it is computed, and all of them listed on one page.

A plugin of pytest, loaded by ``conftest``. With ``--checks FILE`` the rows of a run are written there as JSON;
``tools/checks_page.py`` makes the page of it that a reviewer reads.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROWS = pytest.StashKey[list[dict[str, Any]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--checks", metavar="FILE", help="write every checked number of this run to FILE, as JSON")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ROWS] = []
    config.pluginmanager.register(Collector(config.stash[ROWS]))


def pytest_sessionfinish(session: pytest.Session) -> None:
    path, rows = session.config.getoption("--checks"), session.config.stash[ROWS]
    if path and not hasattr(session.config, "workerinput"):
        rows.sort(key=lambda row: (row["where"], row["place"]))
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


class Collector:
    """Takes the rows from the reports of tests, which come from other processes too."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            found = [value for name, value in report.user_properties if name == "check"]
            for place, row in enumerate(found):
                self.rows.append({"where": report.nodeid, "place": place, "passed": report.passed, **row})


Check = Callable[..., None]


@pytest.fixture
def check(record_property: Callable[[str, Any], None]) -> Check:
    """``check(quantity, ours, expected, source=..., rel=... or abs=...)``: asserted, and put on the page of checks."""

    def compare(
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
        row = {"quantity": quantity, "ours": float(ours), "expected": float(expected), "source": source, "unit": unit}
        record_property("check", {**row, "rel": rel, "abs": abs})
        assert float(ours) == pytest.approx(float(expected), rel=rel or 0.0, abs=abs or 0.0), quantity

    return compare
