"""The Hopfield model as a memory: patterns stored by Hebb's rule come back, and the energy never rises."""

import numpy as np
import pytest
from scipy.optimize import brentq

from brainmass.coupling import additive, hyperbolic_tangent
from brainmass.integrate import rk4
from brainmass.models import hopfield
from brainmass.network import Network, Population, Projection
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

N, G = 60, 5.0
GRADED = hopfield.presets["hopfield1984"]
PATTERNS = np.random.default_rng(1).choice([-1.0, 1.0], size=(3, N))


def hebb(patterns: np.ndarray) -> np.ndarray:
    weights = patterns.T @ patterns / patterns.shape[1]
    np.fill_diagonal(weights, 0.0)
    return weights


def settle(weights: np.ndarray, start: np.ndarray, params, duration: float = 30.0) -> np.ndarray:
    net = Network(hopfield, weights, coupling=additive(), source="A", target="x_inp", params=dict(params),
                  initial={"x": start, "theta": params["theta_0"]})  # fmt: skip
    return np.asarray(simulate(net, duration, dt=0.05, method=rk4, observe={"x": every(0.5, "x")})["x"])


@pytest.mark.parametrize("which", range(3))
def test_patterns_come_back(which):
    """From one in six signs wrong (Hopfield 1984)."""
    start = PATTERNS[which].copy()
    start[np.random.default_rng(which).choice(N, N // 6, replace=False)] *= -1
    x = settle(hebb(PATTERNS), 0.5 * start, GRADED)
    np.testing.assert_array_equal(np.sign(x[-1]), PATTERNS[which])


def test_energy_never_rises():
    """E = -1/2 V W V + sum of the integral of the inverse sigmoid (Hopfield 1984, Eq. 7), V = tanh(G x)."""
    weights = hebb(PATTERNS)
    V = np.tanh(G * settle(weights, np.random.default_rng(5).normal(size=N), GRADED))
    V = np.clip(V, -1 + 1e-15, 1 - 1e-15)
    inverse = (V * np.arctanh(V) + 0.5 * np.log1p(-(V**2))) / G
    energy = -0.5 * np.einsum("ti,ij,tj->t", V, weights, V) + inverse.sum(axis=1)
    assert np.diff(energy).max() <= 1e-9
    assert energy[0] - energy[-1] > 1.0


def test_a_single_pattern(check):
    """x = m xi / G with m / G = (N - 1) / N tanh(m): the potential of one stored pattern."""
    pattern = PATTERNS[:1]
    x = settle(hebb(pattern), 0.2 * pattern[0], GRADED)[-1]
    expected = brentq(lambda m: m / G - (N - 1) / N * np.tanh(m), 0.5, 20.0) / G
    np.testing.assert_allclose(x, expected * pattern[0], rtol=1e-8)
    check("Hopfield, one pattern: potential", abs(x[0]), expected, rel=1e-8,
          source="Hopfield (1984): x_i = sum_j W_ij tanh(G x_j)")  # fmt: skip


def test_below_the_critical_gain_nothing_is_remembered():
    """With G (N - 1) / N < 1 the origin is the only rest."""
    flat = {**GRADED, "G": 0.9}
    x = settle(hebb(PATTERNS[:1]), 0.5 * PATTERNS[0], flat, 200.0)
    assert np.abs(x[-1]).max() < 1e-6


def test_the_coupling_of_tvb_is_the_same():
    """PreSigmoidal with a static threshold: H (Q + tanh(G (P x - theta))), Q = 1, is hyperbolic_tangent from x."""
    weights = np.random.default_rng(7).normal(size=(5, 5))
    start = np.linspace(0.3, 0.7, 5)
    own = Network(
        hopfield, weights, coupling=additive(), source="A", target="x_inp", initial={"x": start, "theta": 0.5}
    )
    pre = hyperbolic_tangent(k=0.5, b=1.0, mid=0.5, sigma=1 / 60)
    other = Network(hopfield, weights, coupling=pre, source="x", target="x_inp", initial={"x": start, "theta": 0.5})
    observe = {"x": every(0.5, "x")}
    one, two = (simulate(net, 10.0, dt=0.02, method=rk4, observe=observe)["x"] for net in (own, other))
    np.testing.assert_allclose(one, two, rtol=1e-9, atol=1e-12)


def test_threshold(check):
    """Fixed it stays at theta_0; dynamic it follows the own activity, as c_1 of TVB does (Golos et al. 2015)."""
    x, theta = 0.51, 0.5
    A = 0.5 * (1 + np.tanh(60 * (x - theta)))
    static = flow(hopfield, drives={"x_inp": 0.3, "theta_inp": 0.1})
    np.testing.assert_allclose(static.f([x, theta]), [0.3 - x, 0.1 / 5], rtol=1e-12)
    moving = flow(hopfield, hopfield.presets["golos2015"], {"x_inp": 0.3})
    np.testing.assert_allclose(moving.f([x, theta]), [0.3 - x, (A - theta) / 5], rtol=1e-12)
    check("Hopfield: activity", static.values([x, theta])["A"], A, rel=1e-12, source="H (Q + tanh(G (P x - theta)))")


def test_a_global_threshold():
    """The mean activity of all regions as input to every threshold: TVB's globalT."""
    n = 4
    population = Population(hopfield, n, params={"theta_0": 0.0}, initial={"x": np.linspace(0.2, 0.9, n), "theta": 0.4})
    mean = Projection("h.A", "h.theta_inp", np.full((n, n), 1 / n))
    net = Network(populations={"h": population}, projections=[mean])
    run = simulate(net, 0.1, dt=0.001, observe={"theta": every(0.001, "theta"), "A": every(0.001, "A")})
    theta, A = np.asarray(run["theta"]), np.asarray(run["A"])
    slope = np.gradient(theta, 0.001, axis=0)[10:-10]
    np.testing.assert_allclose(slope, (A.mean(axis=1, keepdims=True) - theta)[10:-10] / 5, rtol=1e-4)
