"""The page of a sweep says what was swept, what is best, how it compares and what failed, in numbers computed here."""

from pathlib import Path

import numpy as np
import pytest

from brainmass import io
from brainmass.report import write_sweep_report
from tests.synthetic_sweeps import AXES, design, failing, grid, unfinished

from .conftest import Page

BASELINES = {"r": {"SC-FC": 0.26, "linear network": 0.31}}
EMPIRICAL = {"metastability": 0.2}


def lost(dataset):
    return (dataset["coupling.k"] > 0.9) | ((dataset["coupling.k"] > 0.5) & (dataset["seed"] > 1))


def page_of(dataset, folder: Path, **options) -> Page:
    return Page(write_sweep_report(dataset, folder / "sweep.html", **options).read_text(encoding="utf-8"))


def captions(page: Page) -> list[str]:
    return page.texts("figcaption")


@pytest.fixture(scope="module")
def three():
    """Two axes and seeds, with some runs that diverged."""
    return failing(grid("coupling.k", "speed", "seed"), lost)


@pytest.fixture(scope="module")
def page(three, tmp_path_factory) -> Page:
    folder = tmp_path_factory.mktemp("sweep")
    page = page_of(three, folder, baselines=BASELINES, empirical=EMPIRICAL, title="Coupling and speed")
    assert [file.name for file in folder.iterdir()] == ["sweep.html"]
    return page


def test_it_has_a_section_for_every_measure_those_that_are_compared_first(page):
    assert page.texts("h1") == ["Coupling and speed"]
    assert page.texts("h2") == [
        "Comparison", "r", "metastability", "distance", "Failures", "Numbers", "What was simulated",
    ]  # fmt: skip
    links = {link["href"] for link in page.all("a")}
    assert links - {"#content"} == {f"#{section['id']}" for section in page.all("section") if "id" in section}
    assert page.all("script") == page.all("link") == []


def test_it_says_what_was_swept(page):
    assert (
        "A sweep of a network of 8 hopf regions, with diffusive coupling, over 9 values of coupling.k (0.01 to 1, "
        "logarithmic); 3 values of speed (3, 6 and 12 mm/ms); and 4 seeds. 108 runs of 60 s each, the first 2 s not "
        "recorded. Noise is common: every point has the noise of its seed."
    ) in page.seen
    assert (
        "What was swept, coupling.k and speed, differs from run to run: what stands here for it is an example."
        in page.seen
    )
    assert ["method", "heun"] in page.rows


def test_the_tiles_have_the_best_point_and_the_runs(three, page):
    best = np.nanmax(three["r"].values[:-1].mean(axis=2))
    assert page.texts("dt")[0] == "largest r, at coupling.k = 0.1, speed = 6 mm/ms"
    assert page.texts("dd")[0] == f"{best:.3g}"
    assert dict(zip(page.texts("dt"), page.texts("dd"), strict=True))["of them diverged"] == "18"


def test_the_verdict_compares_with_the_best_baseline_and_the_empirical_value(three, page):
    best = np.nanmax(three["r"].values[:-1].mean(axis=2))
    assert (
        f"That is better than every baseline: {best - 0.31:.3g} above the best of them, linear network (0.31)."
    ) in page.seen
    metastability = np.nanmean(three["metastability"].values[:-1], axis=2)
    nearest = metastability.flat[np.abs(metastability - 0.2).argmin()]
    where = "below" if nearest > 0.2 else "above"
    assert (f"The empirical value of metastability is 0.2, {abs(nearest - 0.2):.3g} {where} that.") in page.seen
    assert ["linear network", "0.31"] in page.rows


def test_a_baseline_that_is_better_is_said_to_be(tmp_path):
    dataset = grid("coupling.k")
    page = page_of(dataset, tmp_path, baselines={"r": {"SC-FC": 0.26, "goal": 0.9}, "distance": {"twin": 0.1}})
    r, distance = dataset["r"].values.max(), dataset["distance"].values.min()
    assert (
        f"That is not better than the best baseline, goal (0.9): it falls short by {0.9 - r:.3g}, and better than 1 of "
        "the 2."
    ) in page.seen
    assert f"That is not better than the baseline, twin (0.1): it falls short by {distance - 0.1:.3g}." in page.seen
    rows = [row[0] for row in page.rows]
    first = rows.index("goal")
    assert rows[first : first + 3] == ["goal", "this sweep, best point: coupling.k = 0.1", "SC-FC"]


def test_an_empirical_value_out_of_reach_is_said_to_be(tmp_path):
    dataset = grid("coupling.k")
    page = page_of(dataset, tmp_path, empirical={"r": 0.7})
    low, high = dataset["r"].values.min(), dataset["r"].values.max()
    assert f"which no point reaches: all lie between {low:.3g} and {high:.3g}." in page.seen


def test_the_best_points_are_in_order_with_their_seeds(three, page):
    mean = np.nanmean(three["r"].values[:-1], axis=2)
    k, speed = np.unravel_index(np.argsort(-mean, axis=None, kind="stable")[1], mean.shape)
    spread = three["r"].values[k, speed].std(ddof=1)
    second = next(row for row in page.rows if row[0] == "2")
    values = (AXES["coupling.k"][0][k], AXES["speed"][0][speed], mean[k, speed], spread)
    assert second[1:] == [f"{values[0]:.3g}", f"{values[1]:g} mm/ms", f"{values[2]:.3g}", f"{values[3]:.2g}", "4 of 4"]


def test_failures_are_counted_and_placed_in_parameters_time_and_regions(three, page):
    at = three["diverged_at"].values[np.isfinite(three["diverged_at"].values)]
    assert "18 of 108 runs (17%) left the finite numbers, between 960 ms and 1.17 s of simulated time" in page.seen
    assert (at.min(), at.max()) == (960.0, 1170.0)
    assert ["coupling.k", "0.01 to 0.316 (7 of 9 values)", "0.562", "1"] in page.rows
    assert ["speed", "–", "3, 6 and 12 mm/ms", "–"] in page.rows
    first = int((three["diverged_in"].values == "hopf: L.V1 (x)").sum())
    assert ["hopf: L.V1 (x)", str(first), "970 ms"] in page.rows
    assert ["0.562", "3 mm/ms", "2", "2", "960 ms", "hopf: R.V2 (x)"] in page.rows
    assert "Runs that diverged" in page.texts("summary")


def test_the_numbers_have_every_measure_at_the_best_points(three, page):
    head = next(row for row in page.rows if "largest r and smallest distance" in row)
    assert head == ["", "largest r and smallest distance", "metastability nearest to the empirical value"]
    at = np.unravel_index(np.nanargmin(np.abs(three["metastability"].values[:-1].mean(axis=2) - 0.2)), (8, 3))
    r = three["r"].values[at]
    row = next(row for row in page.rows if row[0] == "r" and len(row) == 3)
    assert row[2] == f"{np.nanmean(r):.3g} ± {np.nanstd(r, ddof=1):.2g}"
    assert ["noise seed", "0, 1, 2, 3", "0, 1, 2, 3"] in page.rows
    assert "Kept of every run besides, and not shown here: fc (region, region_source)." in page.seen


def test_pictures_are_described(page):
    assert captions(page)[:2] == ["r over coupling.k and speed.", "r against coupling.k, one curve for each speed."]
    for image in page.all("img"):
        assert len(str(image["alt"])) > 20
    described = " ".join(str(page.all("img")[0]["alt"]).split())
    assert described.endswith("The largest r is 0.5, at coupling.k = 0.1, speed = 6 mm/ms.")


def test_one_axis_has_a_curve(tmp_path):
    page = page_of(grid("coupling.k"), tmp_path)
    assert captions(page) == [
        "r against coupling.k.",
        "distance against coupling.k.",
        "metastability against coupling.k.",
    ]
    assert "Comparison" not in page.texts("h2")
    assert "All 9 runs went well: none left the finite numbers." in page.seen


def test_three_axes_are_shown_through_the_best_point(tmp_path):
    page = page_of(grid("coupling.k", "speed", "params.a")[["r", "done"]], tmp_path)
    assert captions(page) == [
        "r over coupling.k and speed, at params.a = 0 /ms.",
        "r against coupling.k, at speed = 6 mm/ms, params.a = 0 /ms.",
        "r against speed, at coupling.k = 0.1, params.a = 0 /ms.",
        "r against params.a, at coupling.k = 0.1, speed = 6 mm/ms.",
    ]


def test_a_best_point_at_the_end_of_an_axis_is_pointed_out(tmp_path):
    page = page_of(grid("coupling.k").isel({"coupling.k": slice(4, 9)})[["r", "done"]], tmp_path)
    assert "That is an end of coupling.k: a wider range may hold a better point." in page.seen
    assert "That is an end" not in page_of(grid("coupling.k")[["r", "done"]], tmp_path).seen


def test_a_design_has_its_points(tmp_path):
    dataset = failing(design(40, seeds=2)[["r", "done", "noise_seed", "diverged_at", "diverged_in"]], in_the_corner)
    page = page_of(dataset, tmp_path)
    k = dataset["coupling.k"].values
    assert f"over 40 points of coupling.k ({k.min():.3g} to {k.max():.3g}, logarithmic) and speed (" in page.seen
    assert captions(page) == ["r over coupling.k and speed.", "r against coupling.k.", "r against speed."]
    bad = k[np.isfinite(dataset["diverged_at"].values).all(axis=1)]
    (row,) = [row for row in page.rows if row[0] == "coupling.k" and len(row) == 4]
    assert row[3] == f"{bad.min():.3g} to {bad.max():.3g} ({len(bad)} of 40 points)"


def in_the_corner(dataset):
    return dataset["coupling.k"] > 0.3


def test_where_all_runs_diverged_the_page_says_so(tmp_path):
    page = page_of(failing(grid("coupling.k", "speed", "seed")), tmp_path, baselines=BASELINES)
    assert "All 108 runs left the finite numbers, between 100 ms and 1.17 s" in page.seen
    assert "No run has a number for r, so there is nothing to compare." in page.seen
    assert page.texts("dt") == ["runs done", "of them diverged"]
    assert captions(page) == ["r over coupling.k and speed."]
    assert "nan" not in page.seen.lower()


def test_a_sweep_that_is_not_finished_has_the_page_of_what_is_done(tmp_path):
    dataset = unfinished(grid("coupling.k", "speed", "seed"), lambda d: d["speed"] > 4)
    page = page_of(dataset, tmp_path, baselines=BASELINES)
    best = dataset["r"].values[:, 0].mean(axis=1).max()
    assert "72 of 108 runs are not done: this is what is known so far." in page.seen
    assert page.texts("dt")[0] == "largest r, at coupling.k = 0.1, speed = 3 mm/ms"
    assert page.texts("dd")[0] == f"{best:.3g}"
    assert "36 of 108" in page.texts("dd")
    nothing = page_of(unfinished(grid("speed"), lambda d: d["speed"] > 0), tmp_path)
    assert "3 runs of 60 s each, the first 2 s not recorded; none of them is done." in nothing.seen


def test_a_sweep_of_seeds_alone_has_no_best_point(tmp_path):
    page = page_of(grid("seed"), tmp_path, baselines=BASELINES)
    assert page.texts("dt")[0] == "mean r"
    assert "The mean r is 0.5 ± 0. That is better than every baseline" in page.seen


def test_numbers_that_are_missing_although_a_run_went_well_are_counted(tmp_path):
    dataset = grid("coupling.k")
    dataset["r"].values[2] = np.nan
    assert "1 of 9 runs that went well have no number for r." in page_of(dataset, tmp_path).seen


def test_a_result_without_provenance_has_a_page(tmp_path):
    dataset = grid("coupling.k")[["r", "done"]].assign_attrs({})
    dataset.attrs = {}
    page = page_of(dataset, tmp_path)
    assert "A sweep of a network over 9 values of coupling.k (0.01 to 1, logarithmic). 9 runs." in page.seen
    assert page.texts("h2") == ["r", "Failures", "Numbers"]


def test_what_is_foreign_stays_text(tmp_path):
    dataset = grid("coupling.k").rename(r="<b>r</b>")
    page = page_of(dataset, tmp_path, baselines={"<b>r</b>": {"<script>": 0.1}})
    assert page.all("b") == page.all("script") == []
    assert "<b>r</b>" in page.texts("h2")


@pytest.mark.parametrize("ending", ["nc", "zarr"])
def test_the_page_of_a_saved_sweep_says_the_same(three, page, tmp_path, ending):
    if ending == "zarr":
        pytest.importorskip("zarr")
    saved = io.save_result(three, tmp_path / f"sweep.{ending}")
    again = page_of(saved, tmp_path, baselines=BASELINES, empirical=EMPIRICAL, title="Coupling and speed")
    # zarr keeps variables in the order of their names.
    assert sorted(map(str, again.rows)) == sorted(map(str, page.rows))
    assert again.texts("p")[:2] == page.texts("p")[:2]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"baselines": {"R": {"a": 1.0}}}, KeyError, "baselines: unknown measure 'R'"),
        ({"baselines": {"r": 0.3}}, TypeError, r"baselines\['r'\] must be a mapping of name to value, got 0.3"),
        ({"baselines": [0.3]}, TypeError, "baselines must be a mapping by measure"),
        ({"baselines": {"r": {"a": np.nan}}}, ValueError, r"baselines\['r'\]\['a'\] is nan"),
        ({"empirical": {"r": np.inf}}, ValueError, r"empirical\['r'\] is inf"),
        ({"empirical": {"fc": 1.0}}, KeyError, "empirical: unknown measure 'fc'"),
    ],
)
def test_what_cannot_be_compared_is_refused(options, error, message, tmp_path):
    with pytest.raises(error, match=message):
        write_sweep_report(grid("speed"), tmp_path / "sweep.html", **options)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_sweep_is_refused(tmp_path):
    path = tmp_path / "sweep.html"
    with pytest.raises(TypeError, match=r"result must be the xarray.Dataset of a sweep, or its path, got \[1\]"):
        write_sweep_report([1], path)
    with pytest.raises(TypeError, match=r"an xarray\.Dataset with a variable 'done'"):
        write_sweep_report(grid("speed").drop_vars("done"), path)
    with pytest.raises(ValueError, match="no measure that is one number for every run"):
        write_sweep_report(grid("speed")[["fc", "done"]], path)
    with pytest.raises(ValueError, match="result has no axis"):
        write_sweep_report(grid("speed").isel(speed=0), path)
    with pytest.raises(FileNotFoundError, match="the folder of the report does not exist"):
        write_sweep_report(grid("speed"), tmp_path / "none" / "sweep.html")
