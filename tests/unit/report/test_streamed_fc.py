"""The report of a run that took the FC itself and kept no samples of it."""

import numpy as np
import pytest

import brainmass as bm
from brainmass.report import write_report
from brainmass.report.findings import find

from .conftest import Page

N = 5
W = np.random.default_rng(2).uniform(size=(N, N))
EMPIRICAL = np.corrcoef(np.random.default_rng(4).normal(size=(20, N)), rowvar=False)


def ran(observe, **more) -> bm.Run:
    given = {"noise": {"x": bm.white(0.05)}, **more}
    net = bm.Network(bm.models.hopf, W, coupling=bm.diffusive(0.05), source="x", target="x_inp", **given)
    return bm.simulate(net, 4000.0, dt=1.0, observe=observe)


BOLD, RATE = bm.bold("x", tr=50.0), bm.average(10.0, "x")


def page_of(result, folder, **options) -> Page:
    return Page(write_report(result, folder / "report.html", **options).read_text(encoding="utf-8"))


@pytest.mark.parametrize("saved", [False, True])
def test_it_is_shown_and_compared_as_the_fc_of_bold_is(tmp_path, saved):
    run = ran({"fc": bm.fc(BOLD)})
    result = bm.io.save_result(run, tmp_path / "run.nc", matrices={"fc_empirical": EMPIRICAL}) if saved else run
    page = page_of(result, tmp_path, **({} if saved else {"empirical_fc": EMPIRICAL}))
    assert page.texts("h2") == ["Connectome", "What was simulated", "Functional connectivity", "Measures", "Numbers"]
    assert "4 s of a network of 5 hopf regions" in page.seen
    assert "Recorded: FC of BOLD of x." in page.seen
    assert "Pearson correlation of BOLD of x for every pair of regions, over 4 s." in page.seen
    agreement = float(bm.analysis.fc_similarity(run["fc"], EMPIRICAL))
    assert f"Simulated and empirical FC correlate at r = {agreement:.3f}".replace("-", "−") in page.seen
    (row,) = (row for row in page.rows if row[0] == "fc")
    assert row[1:3] == ["x", "FC of: Balloon-Windkessel BOLD, parameter set friston2003"]


def test_that_of_bold_comes_first_and_then_the_one_that_the_run_took():
    runs = {
        "bold_fc": ran({"bold": BOLD, "bold_fc": bm.fc(BOLD), "fc": bm.fc(RATE), "x": RATE}),
        "bold": ran({"bold": BOLD, "fc": bm.fc(RATE)}),
        "fc": ran({"fc": bm.fc(RATE), "y": bm.average(10.0, "y")}),
    }
    for name, run in runs.items():
        seen = find(run, None, None, None, None).connectivity
        assert seen is not None
        expected = run[name] if name in run.matrices else bm.analysis.fc(run[name])
        np.testing.assert_allclose(seen.fc, expected, atol=1e-6)


def test_a_region_that_never_changes_is_named(tmp_path):
    still = {
        "noise": {"x": bm.white([0.1] * 4 + [0.0])},
        "initial": {"x": 0.0, "y": 0.0},
        "params": {"omega": 0.0, "a": -0.1},
    }
    net = bm.Network(bm.models.hopf, N, **still)
    page = page_of(bm.simulate(net, 200.0, dt=1.0, observe={"fc": bm.fc(bm.every(2.0, "x"))}), tmp_path)
    assert "Functional connectivity of x every 2 ms is undefined: region4 is constant." in page.seen
    assert "Functional connectivity" not in page.texts("h2")
