"""Labelled results: what xarray makes of them, and equality after a round trip."""

import json
from types import SimpleNamespace

import h5netcdf
import numpy as np
import pytest
import xarray as xr

from brainmass import Connectome, Network, average, bold, diffusive, every, simulate, white
from brainmass.io import load_result, save_result, to_dataset
from brainmass.models import hopf

LABELS = ("V1", "M1", "µ-region")


def stand_in(**changes):
    rng = np.random.default_rng(0)
    run = {
        "data": {"x": rng.standard_normal((5, 3)).astype("float32"), "bold": rng.standard_normal((2, 3))},
        "t": {"x": np.arange(5) * 0.1, "bold": np.array([2000.0, 4000.0])},
        "labels": {"x": LABELS, "bold": LABELS},
        "units": {"x": "mV", "bold": "1"},
        "attributes": {
            "model": "hopf",
            "dt_ms": 0.1,
            "seed": 2**70,
            "steps": 7,
            "note": "json: is how this text begins",
            "speed": None,
            "converged": True,
            "params": {"a": np.array([0.1, 0.2]), "nested": {"list": [1, [2.5, None]], "text": "µ"}},
            "empty": [],
        },
    }
    return SimpleNamespace(**(run | changes))


@pytest.fixture(params=[".nc", ".zarr"])
def path(request, tmp_path):
    return tmp_path / f"result{request.param}"


def test_dimensions_and_coordinates():
    dataset = to_dataset(stand_in())
    assert dataset["x"].dims == ("time_x", "region")
    assert dataset["bold"].dims == ("time_bold", "region")
    assert dataset["x"].attrs == {"units": "mV"}
    assert dataset["time_bold"].attrs["units"] == "ms"
    assert dataset["region"].values.tolist() == list(LABELS)
    assert dataset["bold"].sel(region="M1", time_bold=4000.0).item() == stand_in().data["bold"][1, 1]


def test_one_clock_is_called_time_and_other_regions_get_a_dimension_of_their_own():
    run = stand_in(t={"x": np.arange(5.0), "bold": np.arange(2.0)}, labels={"x": LABELS, "bold": ("a", "b", "c")})
    assert to_dataset(run)["bold"].dims == ("time_bold", "region_bold")
    run = stand_in(data={"x": np.zeros((2, 3)), "y": np.ones((2, 3))}, t={"x": np.arange(2), "y": np.arange(2)})
    run.labels, run.units = {"x": LABELS, "y": LABELS}, {"x": "1", "y": "1"}
    assert to_dataset(run)["y"].dims == ("time", "region")


def test_matrices_between_regions():
    fc = np.arange(9.0).reshape(3, 3)
    dataset = to_dataset(stand_in(), matrices={"fc": fc})
    assert dataset["fc"].dims == ("region", "region_source")
    assert dataset["fc"].sel(region="V1", region_source="M1").item() == fc[0, 1]


def test_round_trip_is_equal(path):
    dataset = to_dataset(stand_in(), matrices={"fc": np.eye(3)})
    save_result(dataset, path)
    back = load_result(path)
    xr.testing.assert_identical(back, dataset)
    assert {name: v.dtype.kind for name, v in back.variables.items()} == {
        name: v.dtype.kind for name, v in dataset.variables.items()
    }
    assert back["x"].dtype == np.float32
    assert back.attrs["params"] == {"a": [0.1, 0.2], "nested": {"list": [1, [2.5, None]], "text": "µ"}}
    assert back.attrs["seed"] == 2**70
    assert type(back.attrs["steps"]) is int


def test_a_result_is_replaced_and_nothing_else_is_left(path):
    save_result(stand_in(), path)
    second = stand_in(attributes={"seed": 1})
    assert save_result(second, path) == path
    xr.testing.assert_identical(load_result(path), to_dataset(second))
    assert list(path.parent.iterdir()) == [path]


def test_a_loaded_result_can_be_saved_as_the_other_kind(tmp_path):
    save_result(stand_in(), tmp_path / "a.nc")
    save_result(load_result(tmp_path / "a.nc"), tmp_path / "a.zarr")
    xr.testing.assert_identical(load_result(tmp_path / "a.zarr"), to_dataset(stand_in()))


def test_other_programs_can_read_the_attributes(tmp_path):
    save_result(stand_in(), tmp_path / "a.nc")
    with h5netcdf.File(tmp_path / "a.nc") as file:
        assert file.attrs["model"] == "hopf"
        assert file.attrs["dt_ms"] == 0.1
        assert json.loads(file.attrs["params"].removeprefix("json:"))["a"] == [0.1, 0.2]
        np.testing.assert_array_equal(file["bold"][:], stand_in().data["bold"])


def test_a_failed_write_leaves_the_old_result(path):
    save_result(stand_in(), path)
    with pytest.raises(TypeError, match="attribute model is a object"):
        save_result(to_dataset(stand_in()).assign_attrs(model=object()), path)
    xr.testing.assert_identical(load_result(path), to_dataset(stand_in()))


def test_a_real_run(path):
    weights = np.array([[0.0, 0.2, 0.0], [0.1, 0.0, 0.3], [0.0, 0.1, 0.0]])
    network = Network(
        hopf,
        Connectome(weights, labels=LABELS),
        coupling=diffusive(0.2),
        source="x",
        target="x_inp",
        params={"a": [0.1, 0.2, 0.3]},
        noise={"x": white(0.01)},
    )
    observe = {"x": every(1.0, "x"), "mean": average(10.0, "x"), "bold": bold("x", tr=20.0)}
    run = simulate(network, 40.0, dt=0.5, seed=3, observe=observe)
    save_result(run, path, matrices={"weights": weights})
    back = load_result(path)
    for name, signal in run.data.items():
        np.testing.assert_array_equal(back[name].values, np.asarray(signal))
        np.testing.assert_array_equal(back[back[name].dims[0]].values, run.t[name])
    assert back["x"].sel(region="M1", time_x=3.0).item() == float(run["x"][list(run.t["x"]).index(3.0), 1])
    np.testing.assert_array_equal(back["weights"].values, weights)
    assert back.attrs["dt_ms"] == 0.5
    assert back.attrs["seed"] == run.attributes["seed"]
    assert back.attrs["versions"] == run.attributes["versions"]
    np.testing.assert_allclose(next(iter(back.attrs["populations"].values()))["params"]["a"], [0.1, 0.2, 0.3])
