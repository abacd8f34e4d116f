"""The classic FitzHugh-Nagumo model against its linear stability in closed form, and as the general cubic."""

import numpy as np
import pytest

from brainmass.models import fitzhugh_nagumo, fitzhugh_nagumo_classic
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

A, B, EPS = 0.7, 0.8, 0.08


def hopf_point(sign: int, eps: float = EPS) -> tuple[np.ndarray, float]:
    """Where the trace 1 - v^2 - eps b vanishes, and the current I = w - v + v^3 / 3 that puts rest there."""
    v = sign * np.sqrt(1 - eps * B)
    w = (v + A) / B
    return np.array([v, w]), w - v + v**3 / 3


@pytest.mark.parametrize("sign, expected", [(-1, 0.3313), (1, 1.4187)])
def test_hopf_bifurcations(sign, expected, check):
    point, I = hopf_point(sign)
    local = flow(fitzhugh_nagumo_classic, {"I": I})
    np.testing.assert_allclose(local.f(point), 0.0, atol=1e-15)
    values = local.eigenvalues(point)
    np.testing.assert_allclose(values.real, 0.0, atol=1e-15)
    np.testing.assert_allclose(np.abs(values.imag), np.sqrt(EPS * (1 - EPS * B**2)), rtol=1e-12)
    check(f"FitzHugh-Nagumo: current of the {'lower' if sign < 0 else 'upper'} Hopf bifurcation", I, expected, abs=5e-5,
          source="v = +-sqrt(1 - eps b), a = 0.7, b = 0.8, eps = 0.08")  # fmt: skip


def test_range_of_firing_in_the_docstring():
    low, high = hopf_point(-1)[1], hopf_point(1)[1]
    assert (round(low, 3), round(high, 3)) == (0.331, 1.419)
    assert low < fitzhugh_nagumo_classic.params["I"].default < high


def test_rest_without_current(check):
    """FitzHugh (1961) rounds it to x = 1.20, y = -0.625 at z = 0, and our v is -x."""
    local = flow(fitzhugh_nagumo_classic, fitzhugh_nagumo_classic.presets["rest"])
    v, w = local.fixed_point([-1.0, -0.5])
    (root,) = (r.real for r in np.roots([-1 / 3, 0.0, 1 - 1 / B, -A / B]) if abs(r.imag) < 1e-9)
    source = "root of v - v^3 / 3 = (v + a) / b; FitzHugh (1961): 1.20, -0.625"
    check("FitzHugh-Nagumo at rest: v", v, root, rel=1e-9, source=source)
    check("FitzHugh-Nagumo at rest: w", w, (root + A) / B, rel=1e-9, source=source)
    np.testing.assert_allclose([v, w], [-1.20, -0.625], atol=1e-3)
    assert local.eigenvalues([v, w]).real.max() < 0


def test_as_fitzhugh_wrote_it():
    """x' = c (y + x - x^3 / 3 + z), y' = -(x - a + b y) / c with c = 3, in units of 1 / c; z = -0.4 makes it fire."""
    preset, c = fitzhugh_nagumo_classic.presets["fitzhugh1961"], 3.0
    local = flow(fitzhugh_nagumo_classic, preset)
    for v, w in ((0.3, -0.2), (-1.5, 0.8)):
        x, y, z = -v, w, -preset["I"]
        expected = [-(y + x - x**3 / 3 + z), -(x - A + B * y) / c**2]
        np.testing.assert_allclose(local.f([v, w]), expected, rtol=1e-13)
    assert hopf_point(-1, 1 / 9)[1] < preset["I"] < hopf_point(1, 1 / 9)[1]


def test_the_default_fires():
    period, height = flow(fitzhugh_nagumo_classic).cycle(np.array([-1.0, -0.5]), 300.0, 300.0, lambda y: y[0])
    assert 3.5 < height < 4.0, "from one branch of the cubic to the other"
    assert 30.0 < period < 45.0


def test_the_general_cubic_is_the_same():
    """fitzhugh_nagumo with its set fitzhugh1961, inputs included."""
    general = {**fitzhugh_nagumo.presets["fitzhugh1961"], "I": 0.5}
    for state in ([0.3, -0.2], [-1.5, 0.8]):
        one = flow(fitzhugh_nagumo_classic, drives={"v_inp": 0.01, "w_inp": -0.02}).f(state)
        other = flow(fitzhugh_nagumo, general, {"V_inp": 0.01, "w_inp": -0.02}).f(state)
        np.testing.assert_allclose(one, other, rtol=1e-13)
