"""The glass brain shows regions where they are, and the strongest connections."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from brainmass import plot
from brainmass.connectome import Connectome
from brainmass.plot.outline import outline

RNG = np.random.default_rng(0)
RAS = RNG.uniform([-60, -90, -40], [60, 70, 70], size=(20, 3))
SIDES = ["R" if x > 0 else "L" for x in RAS[:, 0]]
WEIGHTS = RNG.random((20, 20))


def brain(centres=RAS, **options) -> Connectome:
    return Connectome(WEIGHTS, centres=centres, hemispheres=SIDES, **options)


def drawn(ax) -> np.ndarray:
    """Places of the regions, in no order."""
    return np.array(sorted(np.asarray(ax.collections[-1].get_offsets()).tolist()))


@pytest.mark.parametrize(("view", "columns"), [("sagittal", [1, 2]), ("coronal", [0, 2]), ("axial", [0, 1])])
def test_a_view_leaves_one_coordinate_out(view, columns):
    ax = plot.glass_brain(brain(), view=view)
    np.testing.assert_allclose(drawn(ax), sorted(RAS[:, columns].tolist()))
    assert [text.get_text() for text in ax.texts] == (["P", "A"] if view == "sagittal" else ["L", "R"])
    left, right = (text.xy[0] for text in ax.texts)
    assert left < RAS[:, columns[0]].min()
    assert right > RAS[:, columns[0]].max()


def test_the_strongest_pairs_are_drawn_as_means_of_both_directions_weakest_first():
    ax = plot.glass_brain(brain(), edges=7)
    mean = (WEIGHTS + WEIGHTS.T) / 2
    pairs = np.stack(np.triu_indices(20, 1), axis=1)
    expected = pairs[np.argsort(mean[tuple(pairs.T)])[-7:]]
    lines = ax.collections[0]
    for line, pair in zip(lines.get_segments(), expected, strict=True):
        np.testing.assert_allclose(line, RAS[pair][:, :2])
    np.testing.assert_allclose(lines.get_array(), mean[tuple(expected.T)])
    assert (np.diff(lines.get_linewidths()) >= 0).all()


def test_of_equally_strong_connections_those_drawn_are_of_both_hemispheres():
    same = np.array([[float(a == b) for b in SIDES] for a in SIDES])
    ax = plot.glass_brain(Connectome(same, centres=RAS, hemispheres=SIDES), edges=20)
    sides = [line[0, 0] > 0 for line in ax.collections[0].get_segments()]
    assert 3 < sum(sides) < 17


@pytest.mark.parametrize("letters", ["ALS", "ARS", "LAS"])
def test_left_and_right_are_told_by_the_hemispheres(letters):
    """As the data sets of TVB differ: the first coordinate of tvb-76 grows to the front, its second to the left."""
    columns = ["LRAPIS".index(letter) // 2 for letter in letters]
    signs = [1.0 if letter in "RAS" else -1.0 for letter in letters]
    turned = RAS[:, columns] * signs
    np.testing.assert_allclose(drawn(plot.glass_brain(brain(turned))), sorted(RAS[:, :2].tolist()))


def test_an_orientation_is_taken_at_its_word():
    turned = np.stack([-RAS[:, 1], -RAS[:, 0], RAS[:, 2]], axis=1)
    ax = plot.glass_brain(brain(turned), orientation="PLS")
    np.testing.assert_allclose(drawn(ax), sorted(RAS[:, :2].tolist()))


def test_values_colour_the_regions_and_connections_are_grey():
    values = np.linspace(-1, 3, 20)
    values[4] = np.nan
    ax = plot.glass_brain(brain(), values=values, name="z")
    dots = ax.collections[-1]
    assert dots.get_clim() == (-3.0, 3.0)
    assert np.ma.count_masked(dots.get_array()) == 1
    assert ax.collections[0].get_array() is None
    assert ax.figure.axes[1].get_ylabel() == "z"


def test_three_views_have_one_scale():
    axs = plot.glass_brains(brain(), edges=5)
    assert [ax.get_title() for ax in axs] == ["sagittal", "coronal", "axial"]
    assert (
        len(
            {round(float(np.ptp(ax.get_xlim())), 9) for ax in axs}
            | {round(float(np.ptp(ax.get_ylim())), 9) for ax in axs}
        )
        == 1
    )
    assert len(plt.gcf().axes) == 4  # and one colour bar


def test_the_outline_is_convex_and_holds_every_point():
    points = RNG.normal(size=(30, 2)) * [30, 60]
    border = outline(points)
    ahead = np.roll(border, -1, axis=0) - border
    turns = ahead[:, 0] * np.roll(ahead, -1, axis=0)[:, 1] - ahead[:, 1] * np.roll(ahead, -1, axis=0)[:, 0]
    assert (turns > 0).all()
    across = ahead[:, 0] * (points[:, None, 1] - border[:, 1]) - ahead[:, 1] * (points[:, None, 0] - border[:, 0])
    assert (across > 0).all()


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plot.glass_brain(Connectome(np.eye(3), name="mine")), "mine has no centres"),
        (lambda: plot.glass_brain(np.ones((4, 2))), r"centres must have the shape \(region, 3\) .* got \(4, 2\)"),
        (
            lambda: plot.glass_brain(brain(), view="top"),
            "view must be one of 'sagittal', 'coronal', 'axial', got 'top'",
        ),
        (lambda: plot.glass_brain(brain(), values=[1.0]), r"one entry for each of the 20 regions, got shape \(1,\)"),
        (lambda: plot.glass_brain(brain(), values=np.full(20, np.nan)), "no entry is finite"),
        (lambda: plot.glass_brain(brain(), edges=-1), "edges must be a whole number of at least 0, got -1"),
        (lambda: plot.glass_brain(brain(), orientation="RLS"), "orientation must name .* got 'RLS'"),
        (lambda: plot.glass_brains(brain(), axs=plt.subplots()[1]), "axs must hold 3 axes, got 1"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
