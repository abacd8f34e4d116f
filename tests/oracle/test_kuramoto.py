"""The Kuramoto phase against closed forms: free rotation, locking of a pair, and the beat of one that cannot lock."""

import numpy as np
import pytest

from brainmass.coupling import kuramoto as coupled
from brainmass.integrate import rk4
from brainmass.models import kuramoto
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate

pytestmark = pytest.mark.usefixtures("x64")

PAIR = np.array([[0.0, 1.0], [1.0, 0.0]])


def phases(net: Network, duration: float, period: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    run = simulate(net, duration, dt=0.05, method=rk4, observe={"theta": every(period, "theta")})
    return np.asarray(run.t["theta"]), np.asarray(run["theta"])


def test_free_rotation_stays_on_the_circle(check):
    omega = np.array([0.0628, 1.0, -0.7])
    start = np.array([0.1, 3.0, 6.0])
    t, theta = phases(Network(kuramoto, 3, params={"omega": omega}, initial={"theta": start}), 100.0)
    assert theta.min() >= 0.0
    assert theta.max() < 2 * np.pi
    quantity, exact = "uncoupled: exp(i theta) over 100 ms", np.exp(1j * (start + omega * t[:, None]))
    check.table(quantity, np.exp(1j * theta), exact, abs=1e-10, source="closed form: theta_0 + omega t")


def test_a_pair_locks_at_the_known_angle(check):
    """With d omega < 2 k the difference settles at arcsin(d omega / 2 k) (Strogatz 2000)."""
    net = Network(
        kuramoto, PAIR, coupling=coupled(k=0.1), source="theta", target="theta_inp", params={"omega": [0.5, 0.62]},
        initial={"theta": [1.0, 4.0]},
    )  # fmt: skip
    _, theta = phases(net, 300.0)
    difference = np.angle(np.exp(1j * (theta[-1, 1] - theta[-1, 0])))
    quantity, source = (
        "pair with d omega = 0.12, k = 0.1: angle at which it locks",
        "closed form: arcsin(d omega / 2 k)",
    )
    check(quantity, difference, np.arcsin(0.12 / 0.2), abs=1e-8, unit="rad", source=source)


def test_a_pair_beats_at_the_known_frequency(check):
    """With d omega > 2 k the difference turns with the mean frequency sqrt(d omega^2 - (2 k)^2)."""
    net = Network(
        kuramoto, PAIR, coupling=coupled(k=0.1), source="theta", target="theta_inp", params={"omega": [0.5, 1.0]},
        initial={"theta": [0.0, 0.0]},
    )  # fmt: skip
    period = 2 * np.pi / np.sqrt(0.5**2 - 0.2**2)
    t, theta = phases(net, 700.0)
    difference = np.unwrap(theta[:, 1] - theta[:, 0])
    times = np.interp(2 * np.pi * np.arange(1, 50), difference, t)
    np.testing.assert_allclose(np.diff(times), period, rtol=2e-3)
    quantity, source = (
        "pair with d omega = 0.5, k = 0.1: period of the beat",
        "closed form: 2 pi / sqrt(d omega^2 - 4 k^2)",
    )
    check(quantity, np.diff(times).mean(), period, rel=1e-4, unit="ms", source=source)
