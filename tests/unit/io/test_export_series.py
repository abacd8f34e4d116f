"""What may be exported: labelled arrays and observations of runs, and what is said of others."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
import xarray as xr

from brainmass import Network, bold, every, fc, simulate, white
from brainmass.io import to_dataset
from brainmass.io.export import Series, matrix_of, series_of
from brainmass.models import hopf

NAMES = ["V1", "M1", "µ-region"]


def labelled(values=None, times=(0.0, 720.0, 1440.0, 2160.0), names=NAMES, unit="1", **of_time):
    values = np.arange(12.0).reshape(4, 3) if values is None else values
    time = xr.Variable("time", list(times), {"units": "ms"} | of_time)
    return xr.DataArray(values, {"time": time, "region": names}, ("time", "region"), "bold", {"units": unit})


@pytest.fixture(scope="module")
def run():
    net = Network(hopf, 3, params={"a": -0.02}, noise={"x": white(0.05)})
    observe = {"x": every(4.0, "x"), "bold": bold("x", tr=40.0), "fc": fc(every(4.0, "x"))}
    return simulate(net, 200.0, dt=1.0, transient=20.0, observe=observe, seed=1)


def test_a_labelled_array():
    series = series_of(labelled(unit="mV"))
    assert series == Series(series.values, 0.72, tuple(NAMES), "mV", 0.0)
    np.testing.assert_array_equal(series.values, np.arange(12.0).reshape(4, 3))


def test_dimensions_may_stand_the_other_way_and_be_called_otherwise():
    turned = labelled().rename(time="time_bold", region="sensor").transpose()
    assert turned.dims == ("sensor", "time_bold")
    np.testing.assert_array_equal(series_of(turned).values, labelled().values)


def test_times_in_other_units():
    seconds = series_of(labelled(times=[1.0, 1.5, 2.0, 2.5], units="s"))
    assert (seconds.start, seconds.period) == (1.0, 0.5)
    assert series_of(labelled(times=[1, 2, 3, 4])).period == 1e-3


def test_precision_is_kept_and_whole_numbers_become_floats():
    assert series_of(labelled(np.ones((4, 3), "float32"))).values.dtype == np.float32
    assert series_of(labelled(np.ones((4, 3), "int16"))).values.dtype == np.float64


def test_an_observation_of_a_run_is_what_its_dataset_says(run):
    """The transient of 20 ms lies before the first sample."""
    dataset = to_dataset(run)
    for name, period, start in (("x", 0.004, 0.024), ("bold", 0.04, 0.06)):
        direct, labelled_one = series_of((run, name)), series_of(dataset[name])
        assert direct[1:] == labelled_one[1:] == (period, run.labels[name], run.units[name], start)
        np.testing.assert_array_equal(direct.values, labelled_one.values)


def test_a_matrix_of_a_run_or_an_array(run):
    matrix = matrix_of((run, "fc"))
    assert matrix.names == run.labels["fc"]
    assert matrix.unit == "1"
    np.testing.assert_array_equal(matrix.values, run["fc"])
    np.testing.assert_array_equal(matrix_of(to_dataset(run)["fc"]).values, run["fc"])
    np.testing.assert_array_equal(matrix_of(np.eye(3), NAMES).values, np.eye(3))


NAN = np.where(np.arange(12).reshape(4, 3) == 7, np.nan, 1.0)


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (labelled(times=[0, 1, 2, 4]), ValueError, "not regular: sample 2 lies 0.000667 s from its place"),
        (labelled(times=[3, 2, 1, 0]), ValueError, "bold: times must go upwards"),
        (labelled(NAN), ValueError, "bold[2, 1] is nan: 1 of 12 values are not finite"),
        (labelled(np.ones((1, 3)), times=[0.0]), ValueError, "bold has 1 sample, but a sampling period needs two"),
        (labelled(names=["a", "b", "a"]), ValueError, "bold: the name 'a' is given twice"),
        (labelled(names=["a", "b\t", "c"]), ValueError, "'b\\t' cannot be a name in a file"),
        (labelled(np.ones((4, 3), complex)), TypeError, "bold must hold real numbers, got an array of complex128"),
        (labelled().drop_vars("time"), ValueError, "bold has no times: give it the coordinate 'time', in ms"),
        (labelled().drop_vars("region"), ValueError, "bold has no names: give it the coordinate 'region'"),
        (labelled().rename(time="t"), ValueError, "bold must have the dimensions (time, region) or (time, sensor)"),
        (labelled().expand_dims("trial"), ValueError, "got ('trial', 'time', 'region')"),
        (labelled().to_dataset(), TypeError, "got Dataset; of a dataset, choose one variable"),
        (np.ones((4, 3)), TypeError, '(run, "bold"); got ndarray'),
        (labelled().assign_coords(time=("time", [0, 1, 2, 3], {"units": "mV"})), ValueError, "no unit of time"),
    ],
)  # fmt: skip
def test_what_is_said_of_other_things(given, error, message):
    with pytest.raises(error) as caught:
        series_of(given)
    assert message in str(caught.value)


def test_what_is_said_of_observations(run):
    with pytest.raises(KeyError, match="unknown observation 'bolt'; did you mean 'bold'"):
        series_of((run, "bolt"))
    with pytest.raises(ValueError, match="fc is one matrix and no series; export it with to_pconn"):
        series_of((run, "fc"))
    with pytest.raises(ValueError, match="bold is a series and no matrix"):
        matrix_of((run, "bold"))
    batch = SimpleNamespace(data={"x": np.zeros((5, 2, 3))}, t={"x": [0, 1]}, labels={"x": NAMES}, units={"x": "1"})
    with pytest.raises(ValueError, match="export a batch run by run"):
        series_of((batch, "x"))


def test_a_series_made_by_hand_is_checked_too():
    series = Series(np.ones((4, 2)), 0.1, ("a", "b"), "1", 0.0)
    assert series_of(series).names == ("a", "b")
    for change, message in (
        ({"period": 0.0}, "the period must be positive"),
        ({"start": np.nan}, "the start finite"),
        ({"names": ("a", "a")}, "given twice"),
        ({"names": ("a",)}, "has shape (4, 2), but 4 times and 1 names"),
        ({"values": np.full((4, 2), np.inf)}, "not finite"),
    ):
        with pytest.raises(ValueError, match=re.escape(message)):
            series_of(series._replace(**change))


def test_what_is_said_of_matrices():
    with pytest.raises(ValueError, match="must be a square matrix"):
        matrix_of(np.ones((2, 3)), NAMES)
    with pytest.raises(ValueError, match=r"is a plain array: give names="):
        matrix_of(np.eye(3))
    with pytest.raises(ValueError, match="is of 2 regions, but there are 3 names"):
        matrix_of(np.eye(2), NAMES)
    with pytest.raises(ValueError, match="not finite"):
        matrix_of(np.full((3, 3), np.inf), NAMES)
