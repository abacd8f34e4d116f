"""The benchmarks run, and the pages show what was measured. No clock is judged here."""

import numpy as np
import pytest

from benchmarks import inputs, plain, sweep
from benchmarks.cases import EVERY_CORE, GROUPS, cases, rows_of
from benchmarks.peers import sweeps
from benchmarks.peers.environments import PEERS
from benchmarks.processes import ROOT, lines_of
from benchmarks.rows import Row, limits, load, save, table
from tools.benchmark_tables import pages


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_has_cases_that_say_what_they_are(group):
    found = cases(group)
    assert found
    assert all(case.__doc__ for case in found.values())


def test_the_smallest_case_runs_quickly(monkeypatch):
    monkeypatch.setattr(plain, "CASES", {"quiet": plain.quiet})
    (row,) = rows_of("plain", quick=True)
    assert not row.error
    assert row.ours > 0
    assert row.reference > 0
    assert row.details["rms_ours"] == pytest.approx(row.details["rms_reference"], rel=0.05)


def test_a_case_that_fails_is_a_row_that_says_so(monkeypatch):
    def broken(quick):
        raise TypeError("no such\nthing")

    monkeypatch.setattr(plain, "CASES", {"broken": broken})
    (row,) = rows_of("plain", quick=True)
    assert row.error == "TypeError: no such"
    assert row.met is None
    assert "TypeError: no such" in table([row])


@pytest.mark.parametrize(
    "row, met",
    [
        (Row("a", 1.5, 3.0, 2.0), True),
        (Row("a", 1.4, 3.0, 2.0), False),
        (Row("a", 2.0, 3.0, 2.0, on="ours"), False),
        (Row("a", 0.0, 0.0, on="ours"), True),
        (Row("a", 1.0), False),
        (Row("a", None, 3.0, 2.0), None),
    ],
)
def test_a_bar_is_on_the_ratio_or_on_ours(row, met):
    assert row.met is met


def test_rows_are_saved_whole(tmp_path):
    rows = [Row("a", 1.5, 3.0, 2.0, against="b", c=1.0, group="plain", details={"steps": 10})]
    save(tmp_path / "new" / "rows.json", rows, day="today")
    assert load(tmp_path / "new" / "rows.json") == (rows, {"day": "today"})


def test_the_surface_has_as_many_connections_in_every_row_and_none_to_itself():
    surface = inputs.sparse(300, per_row=7)
    assert (np.diff(surface.columns, axis=1) > 0).all()
    assert not (surface.columns == np.arange(300)[:, None]).any()
    np.testing.assert_allclose(surface.weights.sum(axis=1), 1, rtol=1e-6)


def test_a_child_that_fails_says_why():
    with pytest.raises(RuntimeError, match="ValueError: no"):
        list(lines_of(["-c", "import sys; print('x' * 100_000, file=sys.stderr); raise ValueError('no')"]))


def test_every_peer_has_its_programs_and_groups_are_known():
    assert all((ROOT / peer.program).is_file() for peer in PEERS)
    assert all((ROOT / peer.sweep_program).is_file() for peer in PEERS if peer.sweep_bar)
    assert set(EVERY_CORE) <= set(GROUPS)


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_the_pages_show_what_was_measured(path):
    assert path.read_text(encoding="utf-8") == pages()[path], "run `make bench-tables`"


def test_what_a_library_cannot_do_is_said_once():
    rows = [Row("a", None, group="p", details={"cannot": said}) for said in (["x", "y"], ["y", "z"], [])]
    assert limits([*rows, Row("b", None, group="q")]) == {"p": ["x", "y", "z"]}


def test_the_sweep_at_once_is_the_sweep_one_by_one():
    values, seeds = sweep.strengths(2), np.arange(2)
    both = [np.asarray(call(24.0)(values, seeds)) for call in (sweep.ours, sweep.one_by_one)]
    assert both[0].shape == (2, 90, 90)
    np.testing.assert_allclose(both[0], both[1], atol=0.02)


def test_a_sweep_that_did_other_work_is_not_compared():
    ours = [{"mean_S_E": [0.17, 0.56]}, {"us": 1.0}]
    theirs = [{"version": "1", "cannot": [], "mean_S_E": [0.17, 0.55]}, {"us": 2.0, "setting": "a"}]
    row = Row("sweep", 0.5, group="peer")
    sweeps.fill(row, ours, theirs)
    assert row.met
    assert row.against == "peer 1, a"
    theirs[0]["mean_S_E"] = [0.17, 0.17]
    with pytest.raises(RuntimeError, match="not the same work"):
        sweeps.fill(row, ours, theirs)
