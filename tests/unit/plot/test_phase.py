"""The phase plane and the branch show what they are given."""

import numpy as np
import pytest

from brainmass import models, plot
from brainmass.coupling import diffusive
from brainmass.dynamics import continuation, phase_plane
from brainmass.network import Network

MPR = models.montbrio_pazo_roxin


def test_fixed_points_are_marked_by_stability():
    ax = plot.phase_plane(phase_plane(MPR, n=81, trajectories=3))
    points = [line for line in ax.lines if line.get_marker() == "o"]
    np.testing.assert_allclose(
        [[line.get_xdata()[0], line.get_ydata()[0]] for line in points],
        [[0.0811344, -1.9616199], [0.4729803, -0.3364938], [1.0305968, -0.1544299]],
        atol=1e-6,
    )
    assert [line.get_fillstyle() for line in points] == ["full", "left", "full"]
    assert ax.get_xlabel() == "r (1/ms)"
    assert len([line for line in ax.lines if len(line.get_xdata()) > 100]) == 3


def test_nullclines_are_where_a_slope_vanishes():
    """Of Montbrio's model in closed form: V = -Delta / (2 pi r)."""
    ax = plot.phase_plane(phase_plane(MPR, n=161, trajectories=0), legend=False)
    first = ax.collections[1].get_paths()[0].vertices
    inside = first[first[:, 0] > 0.1]
    np.testing.assert_allclose(inside[:, 1], -1 / (2 * np.pi * inside[:, 0]), atol=5e-3)


def test_an_unstable_focus_is_open_and_its_cycle_drawn():
    ax = plot.phase_plane(phase_plane(models.hopf, n=41, trajectories=0))
    assert [line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "o"] == ["white"]
    cycle = next(line for line in ax.lines if line.get_label() == "limit cycle")
    np.testing.assert_allclose(np.hypot(*cycle.get_data()), 0.5, atol=1e-5)


def test_a_branch_has_its_stable_and_unstable_parts_and_folds():
    branch = continuation(MPR, "eta", (-8.0, 0.0))
    ax = plot.branch(branch, "V")
    stable, unstable, folds = ax.lines
    assert np.isfinite(stable.get_ydata()).sum() >= branch.stable.sum()
    assert np.isfinite(unstable.get_ydata()).sum() == (~branch.stable).sum()
    np.testing.assert_array_equal(folds.get_xdata(), [p.value for p in branch.folds])
    assert ax.get_ylabel() == "V"
    with pytest.raises(KeyError, match="unknown state 'W'"):
        plot.branch(branch, "W")


def test_a_region_of_a_network():
    net = Network(models.hopf, np.ones((3, 3)), coupling=diffusive(k=0.1), source="x", target="x_inp")
    branch = continuation(net, "a", (-0.2, 0.2))
    assert plot.branch(branch, "x", region=2).lines[0].get_ydata().shape == branch.values.shape
    with pytest.raises(ValueError, match="region must be a whole number from 0 to 2, got 3"):
        plot.branch(branch, "x", region=3)


def test_what_is_no_plane_is_refused():
    with pytest.raises(TypeError, match=r"plane must come from brainmass\.dynamics\.phase_plane"):
        plot.phase_plane(np.ones(3))
    with pytest.raises(TypeError, match=r"data must come from brainmass\.dynamics\.continuation"):
        plot.branch(np.ones(3))
