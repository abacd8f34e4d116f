"""What is read of the result of a sweep: means over axes, and the best point."""

import numpy as np
import pytest

from brainmass.swept import best, means
from tests.synthetic_sweeps import AXES, design, failing, grid

K = AXES["coupling.k"][0]


def lost(dataset):
    """The two strongest couplings, with the two last seeds for the weaker of them."""
    return (dataset["coupling.k"] > 0.9) | ((dataset["coupling.k"] > 0.5) & (dataset["seed"] > 1))


def test_means_are_those_of_the_runs_that_went_well():
    dataset = failing(grid("coupling.k", "seed"), lost)
    seen = means(dataset, "r", ["coupling.k"])
    r = dataset["r"].values
    np.testing.assert_allclose(seen.values[:-1], np.nanmean(r[:-1], axis=1))
    np.testing.assert_allclose(seen.spread[:-1], np.nanstd(r[:-1], axis=1, ddof=1))
    assert np.isnan(seen.values[-1])
    assert (seen.counted[-3:].tolist(), seen.diverged[-3:].tolist()) == ([4, 2, 0], [0, 2, 4])


@pytest.mark.parametrize(("measure", "find"), [("r", np.nanargmax), ("distance", np.nanargmin)])
def test_the_best_point_is_the_largest_or_smallest_mean_over_seeds(measure, find):
    dataset = failing(grid("seed", "speed", "coupling.k"), lost)
    mean = np.nanmean(dataset[measure].values[:, :, :-1], axis=0)
    speed, k = np.unravel_index(find(mean), mean.shape)
    found = best(dataset, measure)
    assert found.at == {"speed": AXES["speed"][0][speed], "coupling.k": K[k]}
    assert found.value == pytest.approx(mean[speed, k])
    assert found.spread == pytest.approx(dataset[measure].values[:, speed, k].std(ddof=1))
    assert found.place == {"speed": speed, "coupling.k": k}


def test_where_a_measure_says_nothing_the_best_point_is_the_nearest_to_the_empirical_value():
    dataset = grid("coupling.k")
    assert best(dataset, "metastability") is None
    nearest = int(np.abs(dataset["metastability"].values - 0.2).argmin())
    assert best(dataset, "metastability", 0.2).at == {"coupling.k": K[nearest]}


def test_no_point_is_best_where_nothing_went_well():
    assert best(failing(grid("coupling.k", "seed")), "r") is None


def test_the_best_point_of_a_design_has_all_its_parameters():
    dataset = design(30, seeds=3)
    point = int(dataset["r"].values.mean(axis=1).argmax())
    assert best(dataset, "r").at == {name: dataset[name].values[point] for name in ("coupling.k", "speed")}


def test_a_measure_that_says_something_else_of_what_is_better_is_refused():
    dataset = grid("speed")
    dataset["r"].attrs["better"] = "higher"
    with pytest.raises(ValueError, match="better must be 'larger' or 'smaller', or left out, got 'higher'"):
        best(dataset, "r")
