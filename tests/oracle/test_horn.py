"""The HORN node: damping and frequency in closed form, self-excitation, and a network of them written out in NumPy."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from brainmass.coupling import additive
from brainmass.integrate import rk4
from brainmass.models import horn
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow
from tests.systems import random_weights

pytestmark = pytest.mark.usefixtures("x64")

ALPHA, OMEGA, GAMMA = 0.04, 2 * np.pi / 28, 0.01


def test_defaults_are_those_of_the_paper(check):
    """One cycle in a line of 28 pixels, at sqrt(omega^2 - gamma^2)."""
    assert [horn.params[name].default for name in ("alpha", "omega", "gamma")] == [ALPHA, OMEGA, GAMMA]
    values = flow(horn).eigenvalues(np.zeros(2))
    np.testing.assert_allclose(values.real, -GAMMA, rtol=1e-12)
    check("HORN: period of the default node", 2 * np.pi / abs(values[0].imag), 28.0, rel=2e-3, unit="ms",
          source="Effenberger et al. (2025): omega = 2 pi / 28")  # fmt: skip


@pytest.mark.parametrize("v, w", [(0.3, 0.0), (-1.0, 0.2), (0.5, 0.8), (2.0, -0.4)])
def test_feedback_at_rest(v, w):
    """s^2 + (2 gamma - alpha w) s + omega^2 - alpha v, the tanh being linear there."""
    values = flow(horn, {"v": v, "w": w}).eigenvalues(np.zeros(2))
    expected = np.roots([1.0, 2 * GAMMA - ALPHA * w, OMEGA**2 - ALPHA * v])
    np.testing.assert_allclose(np.sort_complex(values), np.sort_complex(expected), rtol=1e-9)
    if v == 0.3:
        assert abs(values[0].imag) == pytest.approx(np.sqrt(OMEGA**2 - ALPHA * v - GAMMA**2), rel=1e-9)


def test_it_oscillates_by_itself_beyond_the_feedback(check):
    """Hopf at w = 2 gamma / alpha = 0.5. Beyond, what the tanh gives must make up for the damping over a cycle: with
    y = Y cos(phi), alpha <tanh(w y) y> = 2 gamma <y^2>, to the first order in gamma / omega."""
    for w in (0.49, 0.51):
        growth = flow(horn, {"w": w}).eigenvalues(np.zeros(2)).real.max()
        assert growth == pytest.approx(ALPHA * w / 2 - GAMMA, rel=1e-9)
    w = 4.0
    period, height = flow(horn, {"w": w}).cycle(np.array([1.0, 0.0]), 1000.0, 200.0, lambda y: y[1])
    phase = 2 * np.pi * (np.arange(4000) + 0.5) / 4000

    def balance(Y: float) -> float:
        y = Y * np.cos(phase)
        return ALPHA * np.mean(np.tanh(w * y) * y) - 2 * GAMMA * np.mean(y**2)

    low, high = 0.1, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if balance(middle) > 0 else (low, middle)
    check("HORN, w = 4: amplitude of the velocity", height / 2, low, rel=1e-2, source="energy balance over a cycle")
    assert period == pytest.approx(28.0, rel=5e-3)


def test_two_rests_for_strong_feedback(check):
    """Beyond v = omega^2 / alpha the origin is a saddle between x = +-alpha / omega^2 tanh(v x)."""
    v = 3.0
    local = flow(horn, {"v": v})
    assert local.eigenvalues(np.zeros(2)).real.max() > 0
    x, _ = local.fixed_point(np.array([0.8, 0.0]))
    expected = 0.8
    for _ in range(200):
        expected = ALPHA / OMEGA**2 * np.tanh(v * expected)
    check("HORN, v = 3: rest", x, expected, rel=1e-10, source="omega^2 x = alpha tanh(v x)")
    assert local.eigenvalues(np.array([x, 0.0])).real.max() < 0


def test_network():
    """I = W y / sqrt(N) and a stimulus, all in the tanh, with nodes that differ (Effenberger et al. 2025)."""
    n, rng = 6, np.random.default_rng(2)
    weights = random_weights(n, n, seed=3)
    omega, gamma = OMEGA * rng.uniform(0.5, 2.0, n), GAMMA * rng.uniform(0.5, 2.0, n)
    x0, b = rng.normal(size=n), 0.3 * rng.normal(size=n)
    net = Network(
        horn, weights, coupling=additive(k=3 / np.sqrt(n)), source="y", target="x_inp", initial={"x": x0, "y": 0.0},
        params={"omega": omega, "gamma": gamma, "b": b, "v": 0.1, "w": 0.2},
    )  # fmt: skip
    run = simulate(net, 60.0, dt=0.05, method=rk4, observe={"x": every(1.0, "x")})

    def right(t, z):
        x, y = z[:n], z[n:]
        force = ALPHA * np.tanh(3 * weights @ y / np.sqrt(n) + b + 0.1 * x + 0.2 * y)
        return np.concatenate([y, force - 2 * gamma * y - omega**2 * x])

    t = np.asarray(run.t["x"])
    exact = solve_ivp(right, (0, 60), [*x0, *np.zeros(n)], "DOP853", t_eval=t, rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(run["x"], exact.y[:n].T, atol=1e-7)
