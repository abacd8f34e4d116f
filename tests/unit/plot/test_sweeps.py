"""Pictures of sweeps show the numbers that they were given, and say what they leave out."""

import numpy as np
import pytest

from brainmass import plot
from tests.synthetic_sweeps import AXES, design, failing, grid, unfinished

K = AXES["coupling.k"][0]
BEST_K = 4  # 0.1
BASELINES = {"SC-FC": 0.26, "linear": 0.9}


def words(ax) -> list[str]:
    return [text.get_text() for text in ax.get_legend().get_texts()]


def marked(ax, label: str):
    """The line of the plot whose label begins so."""
    (line,) = [line for line in ax.lines if str(line.get_label()).startswith(label)]
    return line


def lost(dataset):
    """The two strongest couplings, with the two last seeds for the weaker of them."""
    return (dataset["coupling.k"] > 0.9) | ((dataset["coupling.k"] > 0.5) & (dataset["seed"] > 1))


# Curves


def test_a_curve_has_means_a_band_and_the_best_point_on_a_logarithmic_axis():
    dataset = grid("coupling.k", "seed")
    ax = plot.sweep_curve(dataset, "r", baselines=BASELINES, empirical=0.4)
    r = dataset["r"].values
    np.testing.assert_array_equal(ax.lines[0].get_xdata(), K)
    np.testing.assert_allclose(ax.lines[0].get_ydata(), r.mean(axis=1))
    band = ax.collections[0].get_paths()[0].vertices
    for x, mean, deviation in zip(K, r.mean(axis=1), r.std(axis=1, ddof=1), strict=True):
        at = band[np.isclose(band[:, 0], x), 1]
        assert (at.min(), at.max()) == (pytest.approx(mean - deviation), pytest.approx(mean + deviation))
    ring = marked(ax, "best")
    assert (ring.get_xdata()[0], ring.get_ydata()[0]) == (K[BEST_K], pytest.approx(r[BEST_K].mean()))
    assert ax.get_xscale() == "log"
    assert words(ax) == [
        "mean ± SD over 4 seeds", "best: r = 0.5 at coupling.k = 0.1", "empirical: 0.4", "SC-FC: 0.26", "linear: 0.9",
    ]  # fmt: skip
    assert marked(ax, "SC-FC").get_ydata()[0] == 0.26
    assert ax.get_ylabel() == "correlation with the empirical FC"


def test_values_are_drawn_in_rising_order():
    dataset = grid("speed", axes={"speed": (np.array([12.0, 3.0, 6.0]), "mm/ms", "linear")})
    ax = plot.sweep_curve(dataset, "r")
    assert ax.lines[0].get_xdata().tolist() == [3.0, 6.0, 12.0]
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), dataset["r"].values[[1, 2, 0]])
    assert (ax.get_xscale(), ax.get_xlabel()) == ("linear", "speed (mm/ms)")


def test_a_second_axis_has_a_curve_for_each_value():
    dataset = grid("coupling.k", "speed", "seed")
    ax = plot.sweep_curve(dataset, "r")
    for j, speed in enumerate(("3", "6", "12")):
        line = marked(ax, f"speed = {speed} mm/ms")
        np.testing.assert_allclose(line.get_ydata(), dataset["r"].values[:, j].mean(axis=1))
    assert marked(ax, "best").get_label() == "best: r = 0.5 at\ncoupling.k = 0.1, speed = 6 mm/ms"
    other = plot.sweep_curve(dataset, "r", along="speed")
    assert len([text for text in words(other) if text.startswith("coupling.k")]) == 0  # nine of them: a colour bar
    assert other.figure.axes[1].get_ylabel() == "coupling.k"


def test_means_may_be_over_another_axis_than_the_seed():
    dataset = grid("coupling.k", "speed")
    ax = plot.sweep_curve(dataset, "r", over="speed")
    np.testing.assert_allclose(ax.lines[0].get_ydata(), dataset["r"].values.mean(axis=1))
    assert words(ax)[0] == "mean ± SD over 3 values of speed"


def test_further_axes_are_averaged_and_the_legend_says_so():
    dataset = grid("coupling.k", "speed", "params.a", "seed")
    ax = plot.sweep_curve(dataset, "r")
    np.testing.assert_allclose(marked(ax, "speed = 6").get_ydata(), dataset["r"].values[:, 1].mean(axis=(1, 2)))
    assert words(ax)[-1] == "mean ± SD over 5 values of params.a and 4 seeds"
    selected = plot.sweep_curve(dataset.sel({"params.a": 0.0}), "r")
    assert words(selected)[-1] == "mean ± SD over 4 seeds, params.a = 0 /ms"


def test_crosses_stand_where_runs_diverged_and_circles_where_some_are_not_done():
    dataset = unfinished(
        failing(grid("coupling.k", "seed"), lost), lambda d: (d["coupling.k"] < 0.02) & (d["seed"] > 2)
    )
    ax = plot.sweep_curve(dataset, "r")
    np.testing.assert_array_equal(marked(ax, "diverged: 6 runs").get_xdata(), K[-2:])
    np.testing.assert_array_equal(marked(ax, "not done: 2 runs").get_xdata(), K[:2])
    assert np.isnan(ax.lines[0].get_ydata()[-1])


def test_where_all_runs_diverged_only_crosses_are_left():
    ax = plot.sweep_curve(failing(grid("coupling.k", "seed")), "r")
    np.testing.assert_array_equal(marked(ax, "diverged: 36 runs").get_xdata(), K)
    assert not any(text.startswith("best") for text in words(ax))


def test_no_seed_is_best():
    dataset = grid("coupling.k", "seed")
    assert words(plot.sweep_curve(dataset.isel({"coupling.k": 0}), "r")) == ["coupling.k = 0.01"]
    ax = plot.sweep_curve(dataset, "r", along="seed", over="coupling.k")
    assert words(ax) == ["mean ± SD over 9 values of coupling.k"]
    assert len(plot.sweep_map(dataset, "r").lines) == 0


def test_labels_stand_beside_one_another():
    ax = plot.sweep_curve(grid("coupling.kind", "seed"), "r")
    assert [text.get_text() for text in ax.get_xticklabels()] == ["additive", "diffusive"]
    assert ax.lines[0].get_xdata().tolist() == [0.0, 1.0]


def test_the_same_label_of_several_points_has_one_place():
    dataset = design(5).assign_coords(kind=("point", ["a", "b", "a", "c", "b"]))
    ax = plot.sweep_scatter(dataset, "r", x="kind", y="r")
    assert ax.lines[0].get_xdata().tolist() == [0.0, 1.0, 0.0, 2.0, 1.0]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["a", "b", "c"]


# Maps


def test_a_map_has_every_value_in_its_cell():
    dataset = grid("coupling.k", "speed", "seed")
    ax = plot.sweep_map(dataset, "r")
    (mesh,) = [each for each in ax.collections if type(each).__name__ == "QuadMesh"]
    np.testing.assert_allclose(mesh.get_array(), dataset["r"].values.mean(axis=2).T)
    edges = mesh.get_coordinates()
    # On a logarithmic axis the edges are the geometric means of neighbours.
    np.testing.assert_allclose(edges[0, 1:-1, 0], np.sqrt(K[1:] * K[:-1]))
    np.testing.assert_allclose(edges[:, 0, 1], [1.5, 4.5, 9.0, 15.0])
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "linear")
    star = marked(ax, "best")
    assert (star.get_xdata()[0], star.get_ydata()[0]) == (K[BEST_K], 6.0)
    assert words(ax) == ["best: r = 0.5 at\ncoupling.k = 0.1, speed = 6 mm/ms", "mean over 4 seeds"]


def test_an_axis_of_one_value_is_one_cell_wide():
    few = {"coupling.k": (np.array([0.1]), "1", "logarithmic"), "speed": (np.array([6.0]), "mm/ms", "linear")}
    ax = plot.sweep_map(grid("coupling.k", "speed", axes=few), "r")
    np.testing.assert_allclose(ax.get_xlim(), 0.1 * 10 ** np.array([-0.5, 0.5]))
    np.testing.assert_allclose(ax.get_ylim(), (5.5, 6.5))


def test_the_axes_of_a_map_may_be_chosen():
    dataset = grid("coupling.k", "speed", "params.a")
    ax = plot.sweep_map(dataset, "distance", x="params.a", y="coupling.k")
    np.testing.assert_allclose(ax.collections[0].get_array(), dataset["distance"].values.mean(axis=1))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("params.a (1/ms)", "coupling.k")
    assert words(ax)[-1] == "mean over 3 values of speed"
    one = plot.sweep_map(grid("coupling.k", "seed"), "r")
    assert (one.get_xlabel(), one.get_ylabel()) == ("coupling.k", "seed")


def test_cells_that_diverged_are_hatched_and_those_not_done_are_grey():
    dataset = failing(grid("coupling.k", "params.a", "seed"), lost)
    dataset = unfinished(dataset, lambda d: d["params.a"] < -0.015)
    ax = plot.sweep_map(dataset, "r")
    hatched = [each for each in ax.collections if each.get_hatch()]
    grey = [each for each in ax.collections if type(each).__name__ == "PatchCollection" and not each.get_hatch()]
    assert [len(each.get_paths()) for each in hatched] == [2 * 4]
    assert [len(each.get_paths()) for each in grey] == [9]
    corners = np.array([path.get_extents().get_points() for path in hatched[0].get_paths()])
    assert corners[:, 0, 0].min() == pytest.approx(np.sqrt(K[-3] * K[-2]))
    assert corners[:, 0, 1].min() == pytest.approx(-0.015)
    assert words(ax)[-3:] == ["diverged: 24 runs", "not done: 36 runs", "mean over 4 seeds"]
    (mesh,) = [each for each in ax.collections if type(each).__name__ == "QuadMesh"]
    assert np.ma.getmaskarray(mesh.get_array()).sum() == 9 + 4  # two seeds of the weaker coupling went well


def test_a_map_of_runs_that_all_diverged_has_no_colours():
    ax = plot.sweep_map(failing(grid("coupling.k", "speed")), "r")
    assert [len(each.get_paths()) for each in ax.collections] == [27]
    assert len(ax.figure.axes) == 1


def test_the_empirical_value_is_a_line_where_the_measure_crosses_it():
    dataset = grid("coupling.k", "speed")
    ax = plot.sweep_map(dataset, "r", empirical=0.4, baselines=BASELINES)
    assert words(ax)[1:] == ["empirical: 0.4", "SC-FC: 0.26", "linear: 0.9 (not crossed)"]
    line = next(each for each in ax.collections if type(each).__name__ == "QuadContourSet")
    along = line.get_paths()[0].vertices
    at = along[np.isclose(along[:, 1], 6.0) & (along[:, 0] < 0.1), 0]
    expected = np.interp(0.4, dataset["r"].values[: BEST_K + 1, 1], K[: BEST_K + 1])
    assert at == pytest.approx([expected])


# Designs


def test_a_design_is_drawn_point_by_point():
    dataset = unfinished(failing(design(40), lambda d: d["coupling.k"] > 0.5), lambda d: d["speed"] < 4)
    ax = plot.sweep_scatter(dataset, "r")
    good = np.isfinite(dataset["r"].values)
    x, y = np.asarray(ax.collections[0].get_offsets()).T
    np.testing.assert_array_equal(x, dataset["coupling.k"].values[good])
    np.testing.assert_array_equal(y, dataset["speed"].values[good])
    np.testing.assert_array_equal(ax.collections[0].get_array(), dataset["r"].values[good])
    point = int(np.nanargmax(dataset["r"].values))
    ring = marked(ax, "best")
    assert (ring.get_xdata()[0], ring.get_ydata()[0]) == (dataset["coupling.k"][point], dataset["speed"][point])
    crosses = np.isfinite(dataset["diverged_at"].values)
    np.testing.assert_array_equal(marked(ax, "diverged").get_ydata(), dataset["speed"].values[crosses])
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "linear")


def test_a_design_of_one_parameter_is_drawn_against_it():
    dataset = design(20, seeds=3, names=("coupling.k",))
    ax = plot.sweep_scatter(dataset, "r", baselines=BASELINES)
    np.testing.assert_array_equal(ax.lines[0].get_xdata(), dataset["coupling.k"].values)
    np.testing.assert_allclose(ax.lines[0].get_ydata(), dataset["r"].values.mean(axis=1))
    assert marked(ax, "linear").get_ydata()[0] == 0.9
    assert words(ax)[-1] == "mean ± SD over 3 seeds"
    bars = np.array(ax.collections[0].get_segments())
    np.testing.assert_allclose(bars[:, 1, 1] - bars[:, 0, 1], 2 * dataset["r"].values.std(axis=1, ddof=1))


def test_a_measure_may_be_drawn_against_any_parameter():
    dataset = design(20, names=("coupling.k", "speed", "params.a"))
    ax = plot.sweep_scatter(dataset, "distance", x="params.a", y="distance")
    np.testing.assert_array_equal(ax.lines[0].get_xdata(), dataset["params.a"].values)
    assert ax.get_ylabel() == "KS distance of FCD"
    assert marked(ax, "best").get_ydata()[0] == dataset["distance"].values.min()


# What is refused


@pytest.mark.parametrize(
    ("draw", "error", "message"),
    [
        (lambda: plot.sweep_curve(grid("speed").drop_vars("done"), "r"), TypeError, "what brainmass.sweeps.sweep gave"),
        (lambda: plot.sweep_curve(np.ones(3), "r"), TypeError, "got ndarray"),
        (lambda: plot.sweep_curve(grid("speed"), "R"), KeyError, "unknown measure 'R'; known: r, distance"),
        (lambda: plot.sweep_curve(grid("speed"), "done"), KeyError, "unknown measure 'done'"),
        (lambda: plot.sweep_map(grid("speed", "seed"), "fc"), ValueError, r"dataset\['fc'\].mean"),
        (lambda: plot.sweep_curve(grid("speed"), "r", along="sped"), ValueError, "along: unknown axis 'sped'"),
        (lambda: plot.sweep_curve(grid("speed"), "r", over="seed"), ValueError, "over: unknown axis 'seed'"),
        (lambda: plot.sweep_curve(design(), "r"), ValueError, "use plot.sweep_scatter for designs"),
        (lambda: plot.sweep_curve(design(), "r", along="speed"), ValueError, "other parameters change along with it"),
        (lambda: plot.sweep_curve(grid("speed").isel(speed=0), "r"), ValueError, "no axis left"),
        (lambda: plot.sweep_map(grid("speed"), "r"), ValueError, "needs two axes of a grid, and dataset has speed"),
        (lambda: plot.sweep_map(grid("speed", "seed"), "r", x="seed", y="seed"), ValueError, "must be two axes"),
        (lambda: plot.sweep_scatter(design(), "r", x="sped"), ValueError, "x: unknown parameter 'sped'"),
        (lambda: plot.sweep_scatter(design(), "r", x="speed", y="speed"), ValueError, "must be two parameters"),
        (lambda: plot.sweep_curve(grid("speed"), "r", empirical=np.nan), ValueError, "empirical is nan"),
        (lambda: plot.sweep_map(grid("speed", "seed"), "r", baselines={"a": np.inf}), ValueError, r"baselines\['a'\]"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(draw, error, message):
    with pytest.raises(error, match=message):
        draw()
