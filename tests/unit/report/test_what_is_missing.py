"""What a run lacks has no section, what cannot be computed is said, and what is foreign stays text."""

import numpy as np
import pytest
import xarray

from brainmass.coupling import additive, pairwise
from brainmass.models import hopf, wilson_cowan
from brainmass.network import Network
from brainmass.noise import white
from brainmass.observe import every
from brainmass.population import Population
from brainmass.projection import Projection
from brainmass.report import write_report
from brainmass.simulation import simulate

from .conftest import Page


def page_of(result, folder, **options) -> Page:
    return Page(write_report(result, folder / "report.html", **options).read_text(encoding="utf-8"))


def dataset(values: np.ndarray, **attributes) -> xarray.Dataset:
    names = [f"r{i}" for i in range(values.shape[1])]
    coordinates = {"time": 10.0 * np.arange(1, len(values) + 1), "region": names}
    return xarray.Dataset({"x": (("time", "region"), values, {"units": "mV"})}, coordinates, attributes)


NOISE = np.random.default_rng(0).normal(size=(50, 4))


def test_a_bare_run_has_only_what_it_has(tmp_path):
    run = simulate(Network(hopf, 3), 20.0, dt=0.1)
    page = page_of(run, tmp_path)
    assert page.texts("h2") == [
        "What was simulated", "Time series", "Power spectra", "Functional connectivity", "Numbers",
    ]  # fmt: skip
    assert (
        "20 ms of a network of 3 hopf regions, with no coupling. Recorded: x every 0.1 ms and y every 0.1 ms."
        in page.seen
    )
    assert "empirical" not in page.seen
    assert "Noise" not in page.seen
    assert "Projections" not in page.seen
    assert "not recorded" not in page.seen


def test_a_dataset_without_provenance(tmp_path):
    page = page_of(dataset(NOISE), tmp_path)
    assert page.texts("h2") == ["Time series", "Functional connectivity", "Numbers"]
    assert "500 ms of 4 regions. Recorded: x every 10 ms." in page.seen


def test_two_regions_have_no_connectivity(tmp_path):
    assert page_of(dataset(NOISE[:, :2]), tmp_path).texts("h2") == ["Time series", "Numbers"]


def test_a_constant_region_is_named(tmp_path):
    values = NOISE.copy()
    values[:, 2] = 1.0
    page = page_of(dataset(values), tmp_path)
    assert page.texts("h2") == ["Time series", "Numbers"]
    assert "Functional connectivity of x is undefined: r2 is constant." in page.seen


def test_bold_that_is_too_short_has_no_dynamics(tmp_path):
    observers = {"x": {"kind": "Bold", "source": "S_E", "period": 10.0}}
    page = page_of(dataset(NOISE, observers=observers), tmp_path)
    assert page.texts("h2") == ["BOLD", "Functional connectivity", "Numbers"]


def test_a_connectome_without_connections_gives_no_baselines(tmp_path):
    run = simulate(
        Network(hopf, np.zeros((4, 4)), coupling=additive(), source="x", target="x_inp", noise={"x": white(0.1)}),
        20.0,
        dt=0.1,
        observe={"x": every(0.5, "x")},
    )
    page = page_of(run, tmp_path, empirical_fc=np.corrcoef(NOISE, rowvar=False))
    assert "This connectome gives no baseline for the agreement: sc has a spectral radius of 0" in page.seen
    assert "4 regions, 0 connections (0% of all pairs), symmetric, 4 without any connection." in page.seen
    assert "That is" not in page.seen


def difference(x_i, x_j):
    return x_j - x_i


def test_several_populations_each_with_its_own(tmp_path):
    net = Network(
        populations={"thalamus": Population(hopf, 3), "cortex": Population(wilson_cowan, 4)},
        projections=[
            Projection("thalamus.x", "cortex.rE_inp", np.ones((4, 3)), coupling=additive(k=0.1)),
            Projection("cortex.rE", "thalamus.x_inp", np.ones((3, 4)), coupling=pairwise(difference), local="x"),
        ],
    )
    run = simulate(net, 20.0, dt=0.1, observe={"x": every(0.5, "thalamus.x"), "rE": every(0.5, "cortex.rE")})
    page = page_of(run, tmp_path)
    assert "thalamus: 3 regions of hopf" in page.texts("h3")
    assert "cortex: 4 regions of wilson_cowan" in page.texts("h3")
    assert "with a coupling of its own and additive coupling" in page.seen
    assert "own (difference, _scaled)" in page.texts("td")
    assert "Connectome" not in page.texts("h2")


def test_names_from_files_stay_text(tmp_path):
    evil = '<script>alert("x")</script>'
    names = [evil, "<b>bold</b>", "$x^$", "a & b"]
    data = dataset(NOISE, populations={"p": {"model": evil, "n": 4, "params": {"<i>k</i>": 1.0}}}, seed=evil)
    data = data.assign_coords(region=names)
    path = write_report(data, tmp_path / "r.html", title=evil, tables={evil: [{evil: evil}]})
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert page.texts("h1") == [evil]
    for tag in ("script", "b"):
        assert page.all(tag) == []
        assert f"<{tag}>" not in text
    assert page.texts("caption")[-1] == evil
    assert f"4 regions of {evil}" in page.texts("h3")
    assert "<i>k</i>" in page.seen  # the name, as one reads it


def test_a_constant_region_of_that_name_is_escaped_too(tmp_path):
    values = NOISE.copy()
    values[:, 0] = 0.0
    data = dataset(values).assign_coords(region=["<b>", "r1", "r2", "r3"])
    page = page_of(data, tmp_path)
    assert "undefined: <b> is constant." in page.seen
    assert page.all("b") == []


def test_a_hundred_regions_stay_below_three_megabytes(tmp_path):
    rng = np.random.default_rng(1)
    bold = rng.normal(size=(300, 100)) + rng.normal(size=(300, 1))
    observers = {"x": {"kind": "Bold", "source": "S_E", "period": 1000.0}}
    data = dataset(bold, observers=observers).assign_coords(time=1000.0 * np.arange(1, 301))
    path = write_report(data, tmp_path / "r.html", empirical_fc=np.corrcoef(rng.normal(size=(200, 100)), rowvar=False))
    assert path.stat().st_size < 3e6


@pytest.mark.parametrize(
    ("error", "message", "result", "options"),
    [
        (TypeError, "result must be a Run, an xarray.Dataset or the path", 3.0, {}),
        (ValueError, "no series of at least 2 samples", dataset(NOISE[:1]), {}),
        (
            ValueError,
            r"result\['x'\]\[1, 0\] is nan",
            dataset(np.where(np.arange(50)[:, None] == 1, np.nan, NOISE)),
            {},
        ),
        (
            ValueError,
            r"empirical_fc has 5 regions, and no series .* as many: x \(4\)",
            dataset(NOISE),
            {"empirical_fc": np.eye(5)},
        ),
        (ValueError, r"empirical_fc must be a square matrix", dataset(NOISE), {"empirical_fc": NOISE}),
        (TypeError, "connectome must be a Connectome", dataset(NOISE), {"connectome": NOISE}),
        (ValueError, r"tables\['t'\] must be a list of rows", dataset(NOISE), {"tables": {"t": [{"a": 1}, {"b": 2}]}}),
        (
            ValueError,
            "values and agreement must be two lists of one length",
            dataset(NOISE),
            {"scan": ([1.0], [0.1, 0.2])},
        ),
        (TypeError, r"baselines\['goal'\] must be a number", dataset(NOISE), {"baselines": {"goal": "high"}}),
    ],
)
def test_what_cannot_be_reported_is_refused_and_leaves_the_old_page(error, message, result, options, tmp_path):
    old = tmp_path / "report.html"
    old.write_text("old")
    with pytest.raises(error, match=message):
        write_report(result, old, **options)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("report.html", "old")]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError, match="the folder of the report does not exist"):
        write_report(dataset(NOISE), tmp_path / "none" / "report.html")
    with pytest.raises(FileNotFoundError, match=r"none\.nc"):
        write_report(tmp_path / "none.nc", tmp_path / "report.html")
