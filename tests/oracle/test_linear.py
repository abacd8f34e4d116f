"""The linear model against its closed form."""

import numpy as np
import pytest
from scipy.linalg import expm

from brainmass.coupling import additive
from brainmass.integrate import rk4
from brainmass.models import linear
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate

pytestmark = pytest.mark.usefixtures("x64")


def test_decay_towards_its_input(check):
    """x(t) = x0 exp(gamma t) + (input / -gamma) (1 - exp(gamma t)), for every region its own gamma and input."""
    gamma, arriving, start = np.array([-0.1, -0.02, 0.01]), np.array([0.5, 0.0, -0.1]), np.array([1.0, -2.0, 0.3])
    net = Network(linear, 3, params={"gamma": gamma}, inputs={"x_inp": arriving}, initial={"x": start})
    run = simulate(net, 50.0, dt=0.1, method=rk4, observe={"x": every(1.0, "x")})
    t = np.asarray(run.t["x"])[:, None]
    grown = np.exp(gamma * t)
    exact = start * grown - arriving / gamma * (1 - grown)
    quantity = "x over 50 ms, three regions with their own gamma and input (RK4 at 0.1 ms)"
    check.table(
        quantity, run["x"], exact, rel=1e-8, abs=1e-10, source="closed form: exponential decay towards the input"
    )


@pytest.mark.parametrize("k", [0.05, 0.09])
def test_network_is_a_matrix_exponential(check, k):
    """On a directed ring the eigenvalues of W have real part of at most 1: stable below k = -gamma."""
    W = np.roll(np.eye(4), 1, axis=0)
    start = np.array([1.0, 0.0, -0.5, 0.2])
    net = Network(linear, W, coupling=additive(k=k), source="x", target="x_inp", initial={"x": start})
    run = simulate(net, 100.0, dt=0.1, method=rk4, observe={"x": every(20.0, "x")})
    exact = [expm((k * W - 0.1 * np.eye(4)) * t) @ start for t in run.t["x"]]
    quantity = f"directed ring of four regions over 100 ms, k = {k} (RK4 at 0.1 ms)"
    check.table(quantity, run["x"], exact, abs=1e-9, source="matrix exponential by SciPy")
