"""The page of checks: rows as a run of tests writes them, the page made of them, and whether it is of that run."""

import json
from pathlib import Path

import jax.numpy as jnp
import numpy as np
import pytest

from tests.checks import Check, largest_deviation
from tools import checks_page

pytest_plugins = ["pytester"]

RUN = """
    import pytest

    @pytest.mark.parametrize("n", [10, 9])
    def test_second_file_order(check, n):
        check(f"number {n}", n, n, abs=0.5, unit="Hz", source="a paper")

    def test_many(check):
        check.table("three", [1.0, 2.0, 3.003], [1.0, 2.0, 3.0], rel=2e-3, source="a solver")
        check.between("alpha", 10.3, 8.0, 13.0, unit="Hz", source="by definition")
"""


def rows_of(pytester: pytest.Pytester, program: str) -> tuple[list[dict], pytest.RunResult]:
    pytester.makepyfile(test_hopf=program)
    ran = pytester.runpytest_inprocess("-p", "tests.checks", "-p", "no:cacheprovider", "--checks", "build/rows.json")
    return json.loads(Path("build/rows.json").read_text(encoding="utf-8")), ran


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes rows as a run does, and says what the tool makes of them."""
    monkeypatch.setattr(checks_page, "PAGE", tmp_path / "checks.md")

    def use(rows: list[dict], *options: str) -> int:
        (tmp_path / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
        return checks_page.main([str(tmp_path / "rows.json"), *options])

    return use


def row(quantity: str = "radius", ours: float = 0.5000001, **other) -> dict:
    held_to = {"expected": 0.5, "rel": None, "abs": 1e-3, "unit": "", "source": "closed form: sqrt(a)"}
    where = {"where": "tests/oracle/test_hopf.py::test_cycle", "place": [3, 0], "passed": True}
    return {"quantity": quantity, "ours": ours, **held_to, **where, **other}


def table_row(quantity: str, ours: float, **other) -> dict:
    many = row(quantity, ours, **{"count": 1200, "rel": 1e-9, "abs": None, **other})
    del many["expected"]
    return many


# ---------------------------------------------------------------------------------------------------------------------
# A run of tests


def test_rows_of_a_run_in_the_order_of_its_tests(pytester):
    rows, ran = rows_of(pytester, RUN)
    ran.assert_outcomes(passed=3)
    assert [row["quantity"] for row in rows] == ["number 10", "number 9", "three", "alpha"]
    assert all(row["passed"] for row in rows)
    assert rows[0]["where"] == "test_hopf.py::test_second_file_order[10]"
    assert rows[2]["ours"] == pytest.approx(1e-3)
    assert (rows[2]["count"], rows[3]["low"], rows[3]["high"]) == (3, 8.0, 13.0)


@pytest.mark.parametrize(
    "wrong",
    [
        'check("x", 1.2, 1.0, abs=0.1, source="s")',
        'check("x", float("nan"), 1.0, rel=0.1, source="s")',
        'check.table("x", [1.0, 2.0], [1.0, 2.1], rel=1e-3, source="s")',
        'check.table("x", [1.0, float("nan")], 1.0, abs=1.0, source="s")',
        'check.between("x", 13.5, 8.0, 13.0, source="s")',
        'check.between("x", float("nan"), 8.0, 13.0, source="s")',
    ],
)
def test_a_failing_number_fails_its_test_and_is_recorded_as_failed(pytester, wrong):
    program = f'def test(check):\n    check("right", 1.0, 1.0, abs=0.1, source="s")\n    {wrong}\n'
    rows, ran = rows_of(pytester, program)
    ran.assert_outcomes(failed=1)
    assert [(row["quantity"], row["passed"]) for row in rows] == [("right", True), ("x", False)]


def test_a_check_without_a_tolerance_is_refused():
    seen = []
    check = Check(lambda name, value: seen.append(value), 0)
    with pytest.raises(TypeError, match="one tolerance"):
        check("x", 1.0, 1.0, source="s")
    with pytest.raises(TypeError, match="one tolerance"):
        check("x", 1.0, 1.0, rel=0.1, abs=0.1, source="s")
    with pytest.raises(TypeError, match="tolerance"):
        check.table("x", [1.0], [1.0], source="s")
    with pytest.raises(AssertionError, match="no numbers"):
        check.table("x", [], [], abs=1.0, source="s")
    with pytest.raises(AssertionError, match="numbers for"):
        check.table("x", [1.0, 2.0], [1.0], abs=1.0, source="s")
    assert not seen


def test_rows_are_plain_and_can_travel_between_processes():
    seen = []
    check = Check(lambda name, value: seen.append(value), 0)
    number, many = np.float64(1.0), np.ones(2)
    check("x", number, jnp.float32(1.0), abs=np.float64(0.1), source="s")
    check.table("x", many, jnp.asarray(many), rel=np.float64(0.1), abs=np.float64(0.1), source="s")
    check.between("x", number, np.float64(0.1), number, source="s")
    plain = {str, int, float, bool, list, type(None)}
    assert {type(value) for row in seen for value in row.values()} <= plain
    assert len(seen) == 3


def test_largest_deviation():
    ours, expected = np.array([1.001, -2.0, 0.0]), np.array([1.0, -2.004, 1e-9])
    assert largest_deviation(ours, expected, None, 1.0) == pytest.approx(4e-3)
    assert largest_deviation(ours, expected, 1e-3, None) == pytest.approx(1.0)
    assert largest_deviation(ours, expected, 1e-3, 1e-5) == pytest.approx(4e-3 / 2.004)
    assert largest_deviation(np.zeros(2), np.zeros(2), 1e-3, None) == 0.0
    assert largest_deviation(np.ones(1), np.zeros(1), 0.0, None) == np.inf
    assert largest_deviation(np.array([1j]), np.array([1.0]), None, 1.0) == pytest.approx(np.sqrt(2))


# ---------------------------------------------------------------------------------------------------------------------
# The page


def test_rows_in_page_out(written):
    rows = [
        row("delay | of it", where="tests/oracle/test_delays.py::test", place=[1, 0], rel=0.02, abs=None, unit="ms"),
        row("second", place=[9, 1]),
        row("first_of all", ours=0.49999999, place=[9, 0], unit="1/ms"),
        table_row("table", 3.21e-12, place=[10, 0]),
        row("range", 0.1, low=0.0, high=1.0, place=[11, 0]),
        row("other", where="tests/oracle/test_hopf_other.py::test", place=[0, 0]),
        row("seed", where="tests/oracle/test_noise_realization.py::test", place=[2, 0]),
        row("strange", where="tests/oracle/test_strange_new.py::test", place=[0, 0]),
    ]
    assert written(rows) == 0
    text = checks_page.PAGE.read_text(encoding="utf-8")
    assert "8 rows." in text
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Checks", "## Phase and normal forms",
        "### Supercritical Hopf normal form (Stuart-Landau oscillator in Cartesian form)",
        "### Supercritical Hopf normal form (Stuart-Landau oscillator in Cartesian form): other",
        "## Networks", "### Delays", "## Noise", "### One seed is one realization",
        "## Further checks", "### Strange new",
    ]  # fmt: skip
    assert "[`hopf`](models/hopf.md), checked in `tests/oracle/test_hopf.py`." in text
    table = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    assert table[1:5] == [
        "| first\\_of all | 0.5 1/ms | 0.5 1/ms | 0.001 1/ms | closed form: sqrt(a) |",
        "| second | 0.5 | 0.5 | 0.001 | closed form: sqrt(a) |",
        "| table | 1,200 numbers | off by 3.2e-12 of it | 1e-9 of it | closed form: sqrt(a) |",
        "| range | 0 to 1 | 0.1 | in this range | closed form: sqrt(a) |",
    ]
    assert table[8] == "| delay \\| of it | 0.5 ms | 0.5 ms | 2 % | closed form: sqrt(a) |"


@pytest.mark.parametrize(
    ("value", "tolerance", "printed"),
    [
        (0.0811344, 1e-6, "0.0811344"),
        (-0.31813150520476, 1e-3, "-0.31813"),
        (6.341234567, 0.005, "6.34123"),
        (113.58612345, 5e-3, "113.58612"),
        (3e-17, 1e-14, "3e-17"),
        (-3.4e-16, 1e-14, "-3e-16"),
        (1 / 3, 0.0, "0.333333333333"),
        (0.0, 1e-3, "0"),
    ],
)
def test_numbers_are_printed_to_a_hundredth_of_their_tolerance(value, tolerance, printed):
    given = row("x", value, expected=value, abs=tolerance)
    assert checks_page.cells(given)[1:3] == (printed, printed)


def test_current_finds_what_has_changed(written, capsys):
    rows = [row(), row("period", expected=2.0, ours=2.0), table_row("many", 1e-11), row("range", low=0.0, high=1.0)]
    assert written(rows) == 0
    assert written(rows, "--current") == 0
    # Another machine: ours, deviations and the last digits of what a solver expects differ, and the page is as good.
    assert (
        written([row(ours=0.5004, expected=0.50001), *rows[1:2], table_row("many", 2e-11), rows[3]], "--current") == 0
    )
    before = checks_page.PAGE.read_text(encoding="utf-8")
    capsys.readouterr()
    for changed in (
        [row(expected=0.5002), *rows[1:]],
        [row(abs=1e-2), *rows[1:]],
        [row(source="a paper"), *rows[1:]],
        [row(unit="Hz"), *rows[1:]],
        [*rows[:2], table_row("many", 1e-11, count=1201), rows[3]],
        [*rows[:3], row("range", low=0.0, high=2.0)],
    ):
        assert written(changed, "--current") == 1
        assert "1 rows differ; run `make checks`" in capsys.readouterr().out
    for changed in (rows[1:], [*rows, row("new", place=[4, 0])], [*rows[1:], row("radius of it")]):
        assert written(changed, "--current") == 1
    assert checks_page.PAGE.read_text(encoding="utf-8") == before


def test_current_tells_rows_of_one_name_apart(written):
    two = [row("Hopf point", place=[3, 0]), row("Hopf point", expected=0.8, ours=0.8, place=[3, 1])]
    assert written(two) == 0
    assert written(two, "--current") == 0
    assert written(two[:1], "--current") == 1
    assert written([two[0], row("Hopf point", expected=0.9, ours=0.9, place=[3, 1])], "--current") == 1


def test_a_number_outside_its_tolerance_is_on_no_page(written, capsys):
    assert written([row(passed=False, ours=0.6)]) == 1
    assert "outside its tolerance: radius | 0.5 | 0.6" in capsys.readouterr().out
    assert not checks_page.PAGE.exists()
