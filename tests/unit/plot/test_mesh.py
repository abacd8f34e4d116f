"""What a picture of a surface shows: of the near side all, of the far side nothing, and that in the right place."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

from brainmass.plot import mesh
from brainmass.surface import icosphere, two_hemispheres

BALL = icosphere(2)
BRAIN = two_hemispheres(1)
NEAR = {"top": (2, 1), "bottom": (2, -1), "front": (1, 1), "back": (1, -1), "lateral left": (0, -1),
        "lateral right": (0, 1), "medial left": (0, 1), "medial right": (0, -1)}  # fmt: skip


def drawn(surface, values, **options):
    ax = Figure().add_subplot()
    assert mesh(surface, values, ax=ax, shaded=False, **options) is ax
    return ax.collections[0], ax


@pytest.mark.parametrize("view", NEAR)
def test_the_near_half_is_seen_and_no_other(view):
    axis, sign = NEAR[view]
    height = sign * BALL.vertices[:, axis]
    faces, ax = drawn(BALL, height, view=view, limits=(-50.0, 50.0))
    assert len(faces.get_paths()) == 152  # of 320, of which 16 are seen edge on
    green = faces.get_facecolors()[:, 1]  # which in viridis rises
    assert green.min() > 0.5
    assert np.argmax(green) > 140  # the nearest are drawn last
    assert plt.get_fignums() == []
    assert not ax.axison


def test_hemispheres_and_what_is_left_and_right():
    """From the left the front is on the left; from the front the left hemisphere is on the right."""
    faces, _ = drawn(BRAIN, BRAIN.vertices[:, 1], view="lateral left")
    middles = np.array([path.vertices[:3].mean(axis=0) for path in faces.get_paths()])
    assert np.corrcoef(middles[:, 0], faces.get_facecolors()[:, 1])[0, 1] < -0.9
    assert len(middles) == 36  # of 80, of which 8 are seen edge on
    faces, _ = drawn(BRAIN, BRAIN.vertices[:, 0], view="front")
    middles = np.array([path.vertices[:3].mean(axis=0) for path in faces.get_paths()])
    assert np.corrcoef(middles[:, 0], faces.get_facecolors()[:, 1])[0, 1] < -0.9


def test_axes_that_point_elsewhere():
    """TVB's x points to the front and its y to the left."""
    turned = BALL.with_regions(np.zeros(BALL.n))
    object.__setattr__(turned, "vertices", BALL.vertices[:, [1, 0, 2]] * [1, -1, 1])
    object.__setattr__(turned, "triangles", BALL.triangles)
    ours, theirs = (
        drawn(surface, BALL.vertices[:, 2], view="front", directions=directions)[0]
        for surface, directions in ((BALL, "RAS"), (turned, "ALS"))
    )
    np.testing.assert_allclose(
        [p.vertices.mean(axis=0) for p in ours.get_paths()], [p.vertices.mean(axis=0) for p in theirs.get_paths()]
    )


def test_values_of_regions_and_what_is_not_known():
    parts = BALL.with_regions((BALL.vertices[:, 2] > 0).astype(int))
    faces, _ = drawn(parts, [1.0, np.nan], view="front")
    grey = np.isclose(faces.get_facecolors()[:, 0], 0xE4 / 255)
    assert 60 < grey.sum() < 100


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"view": "above"}, KeyError, "unknown view 'above'"),
        ({"directions": "RAR"}, ValueError, "directions must be three letters such as 'RAS'"),
        ({"values": np.zeros(5)}, ValueError, r"one for each of 162 vertices; got shape \(5,\)"),
        ({"values": np.full(162, np.nan)}, ValueError, "nothing to show"),
    ],
)
def test_what_is_said(options, error, message):
    with pytest.raises(error, match=message):
        drawn(BALL, **{"values": BALL.vertices[:, 0], **options})
