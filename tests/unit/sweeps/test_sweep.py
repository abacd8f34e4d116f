"""A sweep gives at every point what a simulation by itself gives there, labelled."""

from itertools import pairwise

import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.coupling import diffusive
from brainmass.integrate import euler
from brainmass.measures import on_host
from brainmass.network import Network
from brainmass.observe import every
from brainmass.result import Divergence
from brainmass.simulation import simulate
from brainmass.sweeps import common, independent, latin_hypercube, linear, sweep, with_values, zipped
from tests.small_sweep import DURATION, LENGTHS, OBSERVE, TRANSIENT, network, small_sweep
from tests.systems import leak, random_weights


@pytest.fixture(scope="module")
def swept():
    return small_sweep()


def by_itself(seed, net=None, **values):
    given = {"dt": 1.0, "transient": TRANSIENT, "seed": seed, "method": euler, "observe": OBSERVE}
    return simulate(with_values(net or network(), values), DURATION, **given)


@pytest.mark.parametrize("k, seed", [(0.0, 4), (0.1, 9), (0.2, 4)])
def test_every_point_is_what_a_simulation_gives_there(swept, k, seed):
    here = swept.sel({"coupling.k": k, "params.g": 0.1, "seed": seed})
    run = by_itself(seed, **{"coupling.k": k, "params.g": 0.1})
    np.testing.assert_allclose(here["fc"], run["fc"], rtol=0, atol=3e-6)
    np.testing.assert_allclose(here["last"], run["x"][-1], rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(here["mean"], run["mean"].mean(), rtol=1e-5)
    assert np.isnan(here["diverged_at"])
    assert (here["diverged_in"], here["done"], here["noise_seed"]) == ("", True, seed)


def test_a_run_that_diverges_is_recorded_with_time_and_place_and_its_neighbours_are_well(swept):
    lost = swept.sel({"params.g": -1.5})
    for point in [{"coupling.k": 0.1, "seed": 9}, {"coupling.k": 0.0, "seed": 4}]:
        with pytest.raises(Divergence) as told:
            by_itself(point["seed"], **{"coupling.k": point["coupling.k"], "params.g": -1.5})
        here = lost.sel(point)
        assert f"t = {float(here['diverged_at']):g} ms: leak.x" in str(told.value)
        assert f"({here['diverged_in'].item()})" in str(told.value)
    assert np.isnan(lost["mean"]).all()
    assert np.isnan(lost["fc"]).all()
    assert np.isfinite(swept.sel({"params.g": 0.1})[["mean", "last", "fc"]].to_array()).all()


def test_the_result_is_labelled(swept):
    assert swept["fc"].dims == ("coupling.k", "params.g", "seed", "region", "region_source")
    assert swept["last"].dims == ("coupling.k", "params.g", "seed", "region")
    assert swept["region"].values.tolist() == ["region0", "region1", "region2"]
    assert swept["coupling.k"].attrs == {"units": "1", "scale": "linear"}
    assert swept["params.g"].attrs["units"] == "1/ms"
    np.testing.assert_array_equal(swept["coupling.k"], [0.0, 0.1, 0.2])
    assert (swept.attrs["dt_ms"], swept.attrs["method"], swept.attrs["precision"]) == (1.0, "euler", "float32")
    assert swept.attrs["noise"] == "common: every point has the noise of its seed"


def test_independent_noise_is_that_of_the_seed_which_the_result_names():
    ranges = {"params.g[*1]": (0.1, 0.5), "noise.x.sigma": (0.01, 0.1)}
    result = small_sweep(axes=latin_hypercube(ranges, 4, seed=1), seeds=independent(5))
    assert len(set(result["noise_seed"].values.tolist())) == 4
    assert result.attrs["noise"] == "independent: every point has noise of its own, drawn from seed 5"
    here = result.isel(point=2)
    g, sigma = float(here["params.g[*1]"]), float(here["noise.x.sigma"])
    run = by_itself(int(here["noise_seed"]), net=network(params={"g": [0.2, g, 0.2]}), **{"noise.x.sigma": sigma})
    np.testing.assert_allclose(here["last"], run["x"][-1], rtol=1e-5)


@pytest.mark.parametrize("speeds", [[0.5, 4.0, 50.0], [2.0, 4.0, 5.0]])
def test_delays_that_differ_between_points_are_those_of_each_point(speeds):
    """With connections that take no time at one point and many steps at another, and with none of them."""
    result = small_sweep(axes={"speed": speeds}, lanes=3)
    for speed in speeds:
        run = by_itself(0, net=network(speed=speed))
        np.testing.assert_allclose(result["last"].sel(speed=speed), run["x"][-1], rtol=1e-5, atol=1e-7)


def test_whole_connectomes_may_be_an_axis():
    matrices = {name: random_weights(3, 3, seed) for seed, name in enumerate(["first", "second"])}
    result = small_sweep(axes={"weights": matrices}, lanes=2)
    assert result["weights"].values.tolist() == ["first", "second"]
    for name, weights in matrices.items():
        made = Network(leak, weights, coupling=diffusive(0.1), source="x", target="x_inp", lengths=LENGTHS, speed=2.0,
                       noise=network().populations["leak"].noise, initial={"x": 0.3})  # fmt: skip
        np.testing.assert_allclose(result["last"].sel(weights=name), by_itself(0, net=made)["x"][-1], rtol=1e-5)


def test_a_function_may_make_the_network():
    """The exact solution of a decay, by Euler: (1 - g dt)^n."""

    def made(rate, start):
        return Network(leak, 2, params={"g": 2 * rate}, initial={"x": start})

    result = sweep(
        made, zipped({"rate": [0.05, 0.1], "start": [1.0, 2.0]}), 10.0, dt=1.0, seeds=common(), method=euler,
        observe={"x": every(10.0, "x")}, keep="x",
    )  # fmt: skip
    assert result["x"].dims == ("point", "time", "region")
    expected = np.array([1.0, 2.0]) * (1 - 2 * np.array([0.05, 0.1])) ** 10
    np.testing.assert_allclose(result["x"][:, 0, 1], expected, rtol=1e-5)
    np.testing.assert_array_equal(result["rate"], [0.05, 0.1])


def test_a_function_of_the_host_that_refuses_a_run_costs_the_others_nothing():
    def picky(run):
        if not np.isfinite(run["x"]).all():
            raise AssertionError("a run that diverged was shown")
        if run["x"].mean() > 0:
            raise ValueError("too active")
        return run["x"].mean()

    measures = {"picky": on_host(picky, of="x"), "mean": lambda run: run["x"].mean()}
    axes = {"params.g": [0.1, 0.2, -1.5], "seed": [4, 9, 11]}
    with pytest.warns(UserWarning, match="picky refused a run, which has NaN for it: too active"):
        result = small_sweep(axes=axes, measures=measures, keep=(), lanes=9)
    expected = result["mean"].where(result["mean"] <= 0)
    assert 0 < expected.notnull().sum() < 6
    np.testing.assert_allclose(result["picky"], expected, rtol=1e-5)


def test_what_is_not_possible_is_said():
    def none(run):
        return None

    def squared(run):
        return np.square(run["x"]).item()

    cases = {
        "unknown number of the network 'coupling.q'; did you mean 'coupling.k'": {"axes": {"coupling.q": [1.0]}},
        r"axis value 1: noise.x.sigma is -1 .*outside its domain 0 to inf": {"axes": {"noise.x.sigma": [0.1, -1.0]}},
        "seeds must be common": {"seeds": 3},
        "keep: unknown observer 'y'": {"keep": "y"},
        "nothing would be kept": {"keep": (), "measures": {}},
        "the measure 'done' has the name": {"measures": {"done": last_mean}},
        "the measure 'none' must give a number": {"measures": {"none": none}},
        "the measure 'squared' cannot be compiled": {"measures": {"squared": squared}},
        "unknown observer 'z'": {"measures": {"z": lambda run: run["z"]}},
        "lanes must be a whole number": {"lanes": 0},
        "executor must be a dask": {"executor": 3},
        "memory must be a number of bytes": {"memory": -1.0},
        "one run of the sweep takes .* MB": {"memory": 1.0},
        "'seed' is given twice": {"axes": [{"seed": [1, 2]}, zipped({"seed": [1, 2]})]},
        "needs at least 2 samples": {"duration": 100.0, "observe": {"fc": OBSERVE["fc"].__class__(OBSERVE["bold"])}},
    }
    for message, given in cases.items():
        with pytest.raises((ValueError, TypeError, KeyError, MemoryError), match=message):
            small_sweep(**given)


def last_mean(run):
    return jnp.mean(run["x"][-1])


def test_progress_counts_points_and_failures():
    told = []
    small_sweep(progress=told.append)
    assert [told[0].done, told[-1].done, told[-1].total, told[-1].diverged] == [0.0, 12.0, 12, 6]
    assert all(a.done <= b.done for a, b in pairwise(told))


def test_blocks_are_as_narrow_as_memory_asks_for():
    from brainmass.sweeps import plan

    found = []
    original = plan.chunk_that_fits

    def watched(*given):
        found.append(original(*given))
        return found[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "chunk_that_fits", watched)
        wide = small_sweep(axes={"params.g": linear(0.1, 0.2, 8)}, lanes=8, workers=1)
        narrow = small_sweep(axes={"params.g": linear(0.1, 0.2, 8)}, lanes=8, workers=1, memory=200e3)
    assert found[0] == (8,)
    assert 1 <= found[1][0] < 8
    np.testing.assert_allclose(wide["last"], narrow["last"], rtol=1e-5)
