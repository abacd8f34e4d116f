"""The damped harmonic oscillator against its solution in closed form, without and with a force."""

import numpy as np
import pytest
from scipy.linalg import solve_continuous_lyapunov

from brainmass.integrate import rk4
from brainmass.models import damped_harmonic
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

OMEGA = 0.25


def exact(t: np.ndarray, x0: float, y0: float, gamma: float) -> np.ndarray:
    """x(t) of x'' + 2 gamma x' + OMEGA^2 x = 0 (Landau and Lifshitz, Mechanics, section 25)."""
    if gamma == OMEGA:
        return np.exp(-gamma * t) * (x0 + (y0 + gamma * x0) * t)
    root = np.sqrt(complex(OMEGA**2 - gamma**2))
    return (np.exp(-gamma * t) * (x0 * np.cos(root * t) + (y0 + gamma * x0) / root * np.sin(root * t))).real


@pytest.mark.parametrize("force", [0.0, 0.03])
@pytest.mark.parametrize("gamma", [0.0, 0.02, OMEGA, 0.6], ids=["free", "under", "critical", "over"])
def test_it_follows_its_solution(gamma, force):
    """A steady force f only shifts the rest to f / omega0^2."""
    rest = force / OMEGA**2
    net = Network(damped_harmonic, 1, params={"omega0": OMEGA, "gamma": gamma}, initial={"x": 0.8, "y": -0.1},
                  inputs={"y_inp": force})  # fmt: skip
    run = simulate(net, 100.0, dt=0.05, method=rk4, observe={"x": every(1.0, "x")})
    expected = rest + exact(np.asarray(run.t["x"]), 0.8 - rest, -0.1, gamma)
    np.testing.assert_allclose(run["x"][:, 0], expected, atol=2e-8)


def test_frequency_in_the_docstring(check):
    values = flow(damped_harmonic).eigenvalues(np.zeros(2))
    np.testing.assert_allclose(values.real, -0.006, rtol=1e-12)
    expected = np.sqrt(0.0628**2 - 0.006**2) * 1e3 / (2 * np.pi)
    check("damped harmonic oscillator: frequency", 1e3 * abs(values[0].imag) / (2 * np.pi), expected, rel=1e-12,
          source="sqrt(omega0^2 - gamma^2)", unit="Hz")  # fmt: skip
    assert round(expected, 2) == 9.95


def test_variance_under_noise(check):
    """sigma^2 / (4 gamma omega0^2), from the Lyapunov equation of our Jacobian (Wang and Uhlenbeck 1945)."""
    sigma = 0.01
    A = flow(damped_harmonic).jacobian(np.zeros(2))
    covariance = solve_continuous_lyapunov(A, -np.diag([0.0, sigma**2]))
    expected = sigma**2 / (4 * 0.006 * 0.0628**2)
    source = "sigma^2 / (4 gamma omega0^2), Wang and Uhlenbeck (1945)"
    check("damped harmonic oscillator: variance under noise", covariance[0, 0], expected, rel=1e-10, source=source)


def test_resonance(check):
    """The answer to a sine is largest at sqrt(omega0^2 - 2 gamma^2): 1 / (2 gamma sqrt(omega0^2 - gamma^2)) there."""
    omega0, gamma = 0.0628, 0.006
    A = flow(damped_harmonic).jacobian(np.zeros(2))
    w = np.linspace(0.05, 0.07, 20_001)
    gain = np.abs([np.linalg.solve(1j * each * np.eye(2) - A, [0.0, 1.0])[0] for each in w])
    assert w[gain.argmax()] == pytest.approx(np.sqrt(omega0**2 - 2 * gamma**2), abs=1e-6)
    check("damped harmonic oscillator: gain at resonance", gain.max(), 1 / (2 * gamma * np.sqrt(omega0**2 - gamma**2)),
          rel=1e-8, source="Landau and Lifshitz, Mechanics, section 26", unit="ms^2")  # fmt: skip
