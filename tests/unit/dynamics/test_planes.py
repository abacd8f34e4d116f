"""The phase plane: its field, its cycle, its window, further states held."""

import numpy as np
import pytest

from brainmass import models
from brainmass.dynamics import phase_plane
from brainmass.spec import model, param, state
from brainmass.units import per_ms
from tests.flows import flow


def test_the_field_is_the_right_hand_side(x64):
    plane = phase_plane(models.montbrio_pazo_roxin, n=7, trajectories=0, params={"eta": -4.0}, inputs={"I_ext": 0.2})
    local = flow(models.montbrio_pazo_roxin, {"eta": -4.0}, {"I_ext": 0.2})
    for i, j in ((0, 0), (2, 5), (6, 1)):
        expected = local.f([plane.x_values[j], plane.y_values[i]])
        np.testing.assert_allclose([plane.dx[i, j], plane.dy[i, j]], expected, rtol=1e-12)


def test_the_cycle_of_fitzhugh_nagumo(x64):
    """Its period by DOP853."""
    plane = phase_plane(models.fitzhugh_nagumo, n=5, trajectories=0)
    period, height = flow(models.fitzhugh_nagumo).cycle([0.0, 0.5], 1000.0, 400.0, lambda y: y[0])
    assert plane.period == pytest.approx(period, rel=1e-5)
    assert np.ptp(plane.cycle[:, 0]) == pytest.approx(height, rel=1e-3)
    np.testing.assert_allclose(plane.cycle[0], plane.cycle[-1], atol=1e-4)


def test_the_cycle_of_van_der_pol(check):
    """Check 40: its period is 6.66328686 for mu = 1, here in units of 10 ms."""
    plane = phase_plane(models.van_der_pol, n=5, trajectories=0)
    check("van der Pol, period of the cycle in the phase plane", plane.period / 10, 6.66328686, source="R", rel=1e-6)
    assert np.abs(plane.cycle[:, 0]).max() == pytest.approx(2.0086, abs=1e-3)


def test_a_model_that_rests_has_no_cycle():
    plane = phase_plane(models.wong_wang, n=5, trajectories=2)
    assert plane.cycle is plane.period is None
    for path in plane.trajectories:
        assert np.abs(path[-1] - plane.fixed_points[0].vector).max() < 1e-3


def test_trajectories_are_solutions(x64):
    """From one point of a path to the next as the field says."""
    plane = phase_plane(models.montbrio_pazo_roxin, n=5, trajectories=2)
    local = flow(models.montbrio_pazo_roxin)
    for path in plane.trajectories:
        middle, step = (path[1:] + path[:-1]) / 2, np.diff(path, axis=0)
        for point, moved in list(zip(middle, step, strict=True))[5:60:10]:
            slope = local.f(point)
            cosine = slope @ moved / np.linalg.norm(slope) / np.linalg.norm(moved)
            assert cosine > 0.999


def test_the_window_may_be_given_and_the_axes_exchanged():
    plane = phase_plane(models.wong_wang, "S_I", within={"S_I": (0.0, 0.2)}, n=11, trajectories=0)
    assert (plane.x, plane.y) == ("S_I", "S_E")
    assert (plane.x_values[0], plane.x_values[-1]) == (0.0, 0.2)
    (point,) = plane.fixed_points
    assert point.states["S_E"] == pytest.approx(0.1647572, abs=1e-7)


def test_further_states_are_held():
    """Of Jansen-Rit y1 and y4 alone are a damped oscillator about A / a times what arrives."""
    held = {"y0": 0.1, "y2": 12.0, "y3": 0.0, "y5": 0.0}
    plane = phase_plane(models.jansen_rit, "y1", "y4", others=held, n=5, trajectories=0)
    assert plane.held == held
    (point,) = plane.fixed_points
    arriving = 0.22 + 0.8 * 135 * 0.005 / (1 + np.exp(0.56 * (6 - 13.5)))
    assert point.states["y1"] == pytest.approx(32.5 * arriving, rel=1e-6)
    assert point.states["y0"] == 0.1
    np.testing.assert_allclose(point.eigenvalues, [-0.1, -0.1], atol=1e-6)


def test_a_line_of_fixed_points_is_left_to_the_nullclines():
    """x and y decay towards each other: every x = y rests."""

    @model()
    def towards(
        x=state(0.5, bounds=(-1, 1), doc="x"),
        y=state(-0.5, bounds=(-1, 1), doc="y"),
        a=param(1.0, per_ms, domain=(-5, 5), doc="rate"),
    ):
        """dx/dt = a (y - x), dy/dt = a (x - y)."""
        return {"x": a * (y - x), "y": a * (x - y)}

    plane = phase_plane(towards, n=11, trajectories=2)
    assert plane.fixed_points == ()
    for path in plane.trajectories:
        assert path[-1, 0] == pytest.approx(path[-1, 1], abs=1e-4)
