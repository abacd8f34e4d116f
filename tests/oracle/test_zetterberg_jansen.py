"""The Zetterberg-Jansen column: its limit is Jansen-Rit, and its equilibria and rhythms follow from the equations."""

import numpy as np
import pytest
from scipy.optimize import brentq

from brainmass.models import jansen_rit, zetterberg_jansen
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

JANSEN_RIT = {"gamma_5": 0.0, "U": 0.0, "Q": 0.0}


def S(v):
    """In 1/s, for potentials in mV."""
    return 5 / (1 + np.exp(0.56 * (6 - v)))


def equilibrium(v: float, U: float, Q: float, gamma_5: float = 15.0) -> tuple[float, np.ndarray]:
    """The input P (1/s) for which the column rests at v2 - v3 = v, and that state: a root for v4 - v5, else closed."""
    v1 = 3.25 / 100 * (135 * S(v) + U)
    v4 = 3.25 / 100 * (33.75 * S(v) + Q)
    inner = brentq(lambda x: v4 - 22 / 50 * gamma_5 * S(x) - x, -100, 100, xtol=1e-13)
    v3 = 22 / 50 * 33.75 * S(inner)
    v2 = v + v3
    return v2 * 100 / 3.25 - 108 * S(v1), np.array([v1, 0, v2, 0, v3, 0, v4, 0, v4 - inner, 0])


@pytest.mark.parametrize("v", [1.0, 5.5, 9.0])
def test_equilibria(v):
    P, state = equilibrium(v, U=120.0, Q=80.0)
    local = flow(zetterberg_jansen, {"P": P / 1000, "U": 0.12, "Q": 0.08})
    np.testing.assert_allclose(local.f(state), 0.0, atol=1e-14)
    assert 1000 * local.values(state)["rate"] == pytest.approx(S(v), rel=1e-12)


def test_limit_is_jansen_rit():
    """Without gamma_5, U and Q the loops have one synapse: v1 = C1 y0, v4 = C3 y0, v2 = y1, v3 = y2."""
    y = np.array([0.11, 18.0, 12.0, 0.01, -0.3, 0.2])
    theirs = flow(jansen_rit, {"p": 0.17}).f(y)
    state = [135 * y[0], 135 * y[3], y[1], y[4], y[2], y[5], 33.75 * y[0], 33.75 * y[3], 0, 0]
    ours = flow(zetterberg_jansen, JANSEN_RIT | {"P": 0.17}).f(state)
    np.testing.assert_allclose(
        ours[:8], np.array([135, 135, 1, 1, 1, 1, 33.75, 33.75]) * theirs[[0, 3, 1, 4, 2, 5, 0, 3]]
    )
    np.testing.assert_allclose(ours[8], 0.0, atol=1e-17)


@pytest.mark.parametrize(
    "between, P, hertz", [((5.5, 6.3), -12.150, 7.24), ((6.3, 7.2), 89.817, 10.38), ((7.5, 8.6), 315.631, 11.16)]
)
def test_hopf_bifurcations_of_the_limit(between, P, hertz, check):
    """Check 9, of Grimbert and Faugeras (2006): in this column too, which has four states more."""

    def leading(v: float) -> complex:
        P, state = equilibrium(v, U=0.0, Q=0.0, gamma_5=0.0)
        values = flow(zetterberg_jansen, JANSEN_RIT | {"P": P / 1000}).eigenvalues(state)
        return next(value for value in values if value.imag > 1e-6)

    v = brentq(lambda v: leading(v).real, *between, xtol=1e-12)
    source = "Grimbert and Faugeras (2006), as printed to 0.1 /s"
    ours = equilibrium(v, 0.0, 0.0, 0.0)[0]
    check(f"Zetterberg-Jansen without gamma_5: Hopf at {hertz} Hz", ours, P, abs=0.1, source=source, unit="1/s")
    assert 1000 * leading(v).imag / (2 * np.pi) == pytest.approx(hertz, abs=0.01)


def test_default_is_a_damped_focus():
    """With the inputs of The Virtual Brain, 120 /s to all three, the column rests and rings at 13 Hz."""
    v = brentq(lambda v: equilibrium(v, 120.0, 120.0)[0] - 120, 8.0, 12.0, xtol=1e-13)
    _, state = equilibrium(v, 120.0, 120.0)
    local = flow(zetterberg_jansen)
    np.testing.assert_allclose(local.fixed_point([22, 0, 21, 0, 12, 0, 8, 0, 5, 0]), state, atol=1e-9)
    pair = local.eigenvalues(state)[0]
    assert pair.real < 0
    assert 1000 * abs(pair.imag) / (2 * np.pi) == pytest.approx(13.1, abs=0.05)
