"""Axes and designs: the values that they go through, in the unit of what they change."""

import brainunit as u
import numpy as np
import pytest
from scipy.stats import qmc

from brainmass.named import with_values
from brainmass.sweeps import independent, latin_hypercube, linear, logarithmic, sobol, zipped
from brainmass.sweeps.blocks import Blocks, chunk_of
from brainmass.sweeps.space import space
from tests.small_sweep import network


def along(axes, name):
    return next(d.values[name].numbers for d in space(network(), axes).dimensions if name in d.values)


def test_linear_and_logarithmic_axes_are_those_of_numpy():
    np.testing.assert_array_equal(along({"coupling.k": linear(0.1, 0.7, 7)}, "coupling.k"), np.linspace(0.1, 0.7, 7))
    np.testing.assert_allclose(along({"params.g": logarithmic(0.01, 3, 9)}, "params.g"), np.geomspace(0.01, 3, 9))


def test_quantities_are_in_the_unit_of_what_they_change():
    np.testing.assert_allclose(along({"speed": np.array([200.0, 900.0]) * u.cm / u.second}, "speed"), [2.0, 9.0])
    np.testing.assert_allclose(along({"speed": linear(2 * u.meter / u.second, 4.0, 3)}, "speed"), [2.0, 3.0, 4.0])
    np.testing.assert_allclose(along({"params.g": [0.2, 100 * u.Hz]}, "params.g"), [0.2, 0.1])
    with pytest.raises(TypeError, match="cannot be converted"):
        space(network(), {"speed": [3 * u.mV]})


def test_a_latin_hypercube_has_one_point_in_every_part_of_every_range():
    design = latin_hypercube({"coupling.k": (0.0, 2.0), "noise.x.sigma": logarithmic(0.01, 1.0)}, 16, seed=3)
    k, sigma = along(design, "coupling.k"), along(design, "noise.x.sigma")
    assert sorted(np.floor(k / 2.0 * 16)) == list(range(16))
    assert sorted(np.floor(np.log10(sigma / 0.01) / 2 * 16)) == list(range(16))


def test_a_sobol_design_is_that_of_scipy():
    design = sobol({"coupling.k": (1.0, 2.0), "params.g": (-1.0, 1.0)}, 32, seed=5)
    expected = qmc.Sobol(2, scramble=True, rng=np.random.default_rng(5)).random(32)
    np.testing.assert_allclose(along(design, "coupling.k"), 1 + expected[:, 0])
    np.testing.assert_allclose(along(design, "params.g"), 2 * expected[:, 1] - 1)
    with pytest.raises(ValueError, match="power of two, got 33; the nearest are 32 and 64"):
        sobol({"coupling.k": (0, 1)}, 33)


def test_points_go_through_all_combinations_the_last_axis_fastest():
    found = space(network(), [zipped({"coupling.k": [1, 2], "speed": [3, 4]}), {"seed": [7, 8, 9]}])
    assert (found.shape, found.size) == ((2, 3), 6)
    here = found.at([0, 4])
    assert {name: x.tolist() for name, x in here.items()} == {"coupling.k": [1, 2], "speed": [3, 4], "seed": [7, 8]}


@pytest.mark.parametrize(
    "shape, lanes", [((5,), 2), ((3, 4), 4), ((3, 4), 5), ((7, 3, 2), 12), ((2, 9), 100), ((1,), 1)]
)
def test_blocks_cover_every_point_once_and_are_no_wider_than_asked_for(shape, lanes):
    blocks = Blocks(shape, chunk_of(shape, lanes))
    assert blocks.lanes <= lanes
    grid, counted = np.arange(np.prod(shape)).reshape(shape), np.zeros(shape, int)
    for number in blocks:
        points = blocks.points(number)
        assert points.shape == (blocks.lanes,)
        np.testing.assert_array_equal(blocks.cut(number, points), grid[blocks.part(number)])
        counted[blocks.part(number)] += 1
    assert (counted == 1).all()


def test_seeds_of_an_axis_are_mixed_into_independent_ones():
    axis = np.array([1, 2, 1, 2])
    seeds = independent(0).of(axis, 4)
    assert len(set(seeds.tolist())) == 4
    assert (seeds >= 0).all()
    np.testing.assert_array_equal(seeds, independent(0).of(axis, 4))
    assert set(seeds.tolist()).isdisjoint(independent(1).of(axis, 4).tolist())


@pytest.mark.parametrize(
    "axes, message",
    [
        ({"coupling.k": 3.0}, "coupling.k has the one value 3.0"),
        ({"coupling.k": linear(0, 1)}, "say how many points"),
        ({"coupling.k": linear(1, 1, 3)}, "must differ"),
        ({"coupling.k": logarithmic(0, 1, 3)}, "must be above 0"),
        ({"coupling.k": [np.nan]}, "not finite"),
        ({"coupling.k": []}, "at least one point"),
        ({"seed": [0.5]}, "whole numbers"),
        ({"weights[*]": [1.0]}, "only what regions have of their own"),
        ({"params.g[R.*]": [1.0]}, "unknown region"),
        ({"weights": [np.ones((2, 2))]}, r"must be of shape \(\) or \(3, 3\)"),
        (zipped({"coupling.k": [1, 2], "params.g": [1]}), "as many values, got coupling.k 2, params.g 1"),
        ([], "axes must be a dict"),
        ([3], "axes may hold dicts and designs"),
    ],
)
def test_axes_that_cannot_be_are_refused(axes, message):
    with pytest.raises((ValueError, TypeError, KeyError), match=message):
        space(network(), axes)


def test_designs_that_cannot_be_are_refused():
    for make, message in (
        (lambda: linear(0, 1, 1), "points must be a whole number of at least 2"),
        (lambda: latin_hypercube({"k": 3}, 4), "needs a range"),
        (lambda: latin_hypercube({"k": linear(0, 1, 3)}, 4), "has 3 points of its own"),
        (lambda: latin_hypercube({}, 4), "needs a dict"),
        (lambda: sobol({"k": (0, 1)}, 4, seed=-1), "seed of a design"),
        (lambda: independent(-1), "seed must be a whole number"),
        (lambda: space(lambda k: network(k), {"q": [1.0]}), "called with the names of the axes, q"),
    ):
        with pytest.raises((ValueError, TypeError), match=message):
            make()


def test_values_of_a_point_are_those_of_the_network_there():
    net = with_values(network(), {"coupling.k": 0.7, "params.g[region1]": 0.5})
    assert float(net.projections[0].coupling.params["k"]) == pytest.approx(0.7)
    np.testing.assert_allclose(net.populations["leak"].values["g"], [0.2, 0.5, 0.2])
