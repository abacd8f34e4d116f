"""Regions keep their names through blocks and orders, and names never lie upon each other."""

from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pytest
import xarray

from brainmass import plot

VALUES = np.arange(16.0).reshape(4, 4)


def written(axis) -> list[str]:
    return [text.get_text() for text in axis.get_ticklabels()]


def test_an_order_moves_rows_columns_and_names_together():
    ax = plot.matrix(VALUES, labels=list("abcd"), order=[2, 0, 3, 1])
    np.testing.assert_array_equal(ax.images[0].get_array(), VALUES[[2, 0, 3, 1]][:, [2, 0, 3, 1]])
    assert written(ax.yaxis) == written(ax.xaxis) == list("cadb")


def test_groups_are_brought_together_within_hemispheres_in_the_order_in_which_they_come():
    n = 40
    groups, sides = ["vis", "mot"] * 20, ["R"] * 20 + ["L"] * 20
    ax = plot.matrix(np.arange(n)[:, None] * np.ones(n), hemispheres=sides, groups=groups, order="groups")
    rows = np.asarray(ax.images[0].get_array())[:, 0].astype(int)
    assert [(sides[i], groups[i]) for i in rows] == sorted(
        zip(sides, groups, strict=True), key=lambda pair: ("RL".index(pair[0]), pair[1] == "mot")
    )
    assert dict(zip(ax.get_yticks(), written(ax.yaxis), strict=True)) == {
        4.5: "R vis", 14.5: "R mot", 24.5: "L vis", 34.5: "L mot"
    }  # fmt: skip
    widths = {float(line.get_ydata()[0]): line.get_linewidth() for line in ax.lines if np.ptp(line.get_ydata()) == 0}
    assert set(widths) == {9.5, 19.5, 29.5}
    assert widths[19.5] > widths[9.5] == widths[29.5]


def test_groups_that_are_not_sorted_draw_no_lines():
    assert plot.matrix(np.eye(40), groups=["a", "b"] * 20).lines[:] == []


@pytest.mark.parametrize("size", [(1.6, 1.4), (3.0, 2.5), (6.0, 5.0)])
def test_names_do_not_touch_at_any_size(size):
    fig, ax = plt.subplots(figsize=size)
    plot.matrix(np.eye(60), labels=[f"region {i}" for i in range(60)], ax=ax)
    fig.canvas.draw()
    for axis, side in ((ax.yaxis, "y"), (ax.xaxis, "x")):
        boxes = [text.get_window_extent() for text in axis.get_ticklabels()]
        ends = sorted((getattr(box, f"{side}0"), getattr(box, f"{side}1")) for box in boxes)
        assert len(boxes) >= 2
        assert all(first[1] <= second[0] for first, second in pairwise(ends))
        assert written(axis) == [f"region {place:.0f}" for place in axis.get_ticklocs()]


def test_of_blocks_without_room_the_larger_keep_their_names():
    groups = ["big"] * 8 + ["s"] + ["large"] * 52
    ax = plot.matrix(np.eye(61), groups=groups)
    fig = ax.figure
    fig.set_size_inches(1.6, 1.4)
    fig.canvas.draw()
    assert set(written(ax.yaxis)) >= {"big", "large"}
    assert "s" not in written(ax.yaxis)


def test_lines_are_seen_on_dark_images_and_on_pale_ones():
    dark = plot.matrix(np.eye(30), hemispheres=["L"] * 15 + ["R"] * 15)
    pale = plot.fc(np.eye(30), hemispheres=["L"] * 15 + ["R"] * 15)
    assert dark.lines[0].get_color() == "white"
    assert pale.lines[0].get_color() != "white"


def test_a_dollar_is_no_formula():
    ax = plot.matrix(np.eye(2), labels=["$x^$", "b"])
    ax.figure.canvas.draw()
    assert written(ax.yaxis)[0].replace("\\", "") == "$x^$"


def test_a_labelled_array_brings_names_times_and_unit():
    t = np.arange(50.0)
    signals = xarray.DataArray(
        np.random.default_rng(0).normal(size=(50, 3)), dims=("time", "region"),
        coords={"time": ("time", t / 10, {"units": "s"}), "region": ["V1", "V2", "MT"]}, attrs={"units": "mV"},
    )  # fmt: skip
    ax = plot.time_series(signals)
    assert written(ax.yaxis) == ["V1", "V2", "MT"]
    np.testing.assert_allclose(ax.lines[0].get_xdata(), t / 10)
    assert ax.get_xlabel() == "time (s)"
    assert ax.texts[0].get_text().endswith("mV")
    assert written(plot.carpet(signals).yaxis) == ["V1", "V2", "MT"]
    matrix = xarray.DataArray(np.eye(2), dims=("region", "source"), coords={"source": ["V1", "V2"]})
    assert written(plot.fc(matrix).xaxis) == written(plot.connectivity(matrix).yaxis) == ["V1", "V2"]


@pytest.mark.parametrize(
    ("most", "name", "written_beside"),
    [(2e-14, "field (T)", "field (10⁻¹⁴ T)"), (3e6, "count", "count (10⁶)"), (2.0, "weight", "weight")],
)
def test_very_small_and_very_large_values_are_counted_in_a_power_of_ten(most, name, written_beside):
    ax = plot.matrix(np.array([[0.0, most], [most, 0.0]]), name=name)
    bar = ax.figure.axes[1]
    ax.figure.canvas.draw()
    assert bar.get_ylabel() == written_beside
    assert bar.yaxis.get_offset_text().get_text() == ""
    assert [float(text) for text in written(bar.yaxis)] == pytest.approx(
        [x / 10.0 ** (0 if most == 2 else np.floor(np.log10(most))) for x in bar.get_yticks()]
    )


def test_any_measure_has_the_scale_of_its_pairs_and_no_diagonal():
    values = np.array([[1.0, 0.2], [0.4, 1.0]])
    ax = plot.connectivity(values)
    assert ax.images[0].get_clim() == (0.0, 0.4)
    assert np.ma.getmaskarray(ax.images[0].get_array()).tolist() == [[True, False], [False, True]]
    assert plot.connectivity(-values, diagonal=True).images[0].get_clim() == (-0.4, 0.4)


def test_the_two_directions_of_time_have_one_scale_and_their_difference_is_antisymmetric():
    lagged = np.array([[0.5, 0.6, 0.0], [0.1, 0.5, -0.3], [0.2, 0.4, 0.5]])
    forward, backward, difference = (
        plot.irreversibility(lagged, direction=d).images[0] for d in ("forward", "backward", "difference")
    )
    # (0, 1): region 1 a lag after region 0, which is lagged[1, 0]; the mutual information of a Gaussian pair.
    assert forward.get_array()[0, 1] == pytest.approx(-0.5 * np.log(1 - 0.1**2))
    np.testing.assert_allclose(backward.get_array(), forward.get_array().T)
    assert forward.get_clim() == backward.get_clim() == (0.0, pytest.approx(-0.5 * np.log(1 - 0.6**2)))
    np.testing.assert_allclose(difference.get_array(), -difference.get_array().T)
    assert difference.get_clim()[0] == -difference.get_clim()[1]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plot.matrix(VALUES, groups=["a"]), "groups must have one entry for each of the 4 regions, got 1"),
        (lambda: plot.matrix(VALUES, order=[0, 1, 2, 2]), "order must hold each of the 4 indices"),
        (lambda: plot.matrix(VALUES, order="name"), "order must be a list of indices or 'groups', got 'name'"),
        (lambda: plot.matrix(VALUES, order="groups"), "order='groups' needs groups= or hemispheres="),
        (lambda: plot.connectivity(np.eye(1)), "no entry off the diagonal"),
        (lambda: plot.irreversibility(np.ones((2, 2))), "correlations between -1 and 1"),
        (lambda: plot.irreversibility(VALUES / 99, direction="up"), "direction must be .* got 'up'"),
        (lambda: plot.time_series(np.ones((5, 2))), "no times of its own: give times="),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
