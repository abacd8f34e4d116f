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


WEIGHTS = np.random.default_rng(3).normal(size=(5, 5))


@pytest.mark.parametrize("alpha", [0.0, 0.4, -1.9, "one for each target"])
def test_phase_lag_is_the_sum_over_all_pairs(alpha):
    """Sakaguchi and Kuramoto (1986): k sum_j W_ij sin(theta_j - theta_i - alpha), though it is sent without pairs."""
    lag = np.linspace(-1, 2, 5) if isinstance(alpha, str) else alpha
    theta = np.random.default_rng(4).uniform(0, 2 * np.pi, size=5)
    expected = 0.7 * (WEIGHTS * np.sin(theta[None, :] - theta[:, None] - np.reshape(lag, (-1, 1)))).sum(axis=1)
    np.testing.assert_allclose(coupled(0.7, lag)(WEIGHTS, theta, theta), expected, rtol=1e-12)


def lagging(weights: np.ndarray, alpha: float, start: np.ndarray, omega: float = 0.3, k: float = 0.05) -> Network:
    return Network(
        kuramoto, weights, coupling=coupled(k, alpha), source="theta", target="theta_inp", params={"omega": omega},
        initial={"theta": start},
    )  # fmt: skip


@pytest.mark.parametrize("alpha", [0.5, -1.2])
def test_equal_oscillators_with_a_lag_run_together(alpha, check):
    """In phase they turn at omega - K sin(alpha), K being k times the strength."""
    weights = np.ones((4, 4)) - np.eye(4)
    t, theta = phases(lagging(weights, alpha, np.array([1.0, 1.3, 0.8, 1.5])), 400.0)
    assert np.abs(np.exp(1j * theta[-1]).mean()) == pytest.approx(1.0, abs=1e-6)
    turned = np.unwrap(theta[:, 0])[t >= 300.0]
    check(
        f"Kuramoto with a phase lag of {alpha}: frequency in phase", np.diff(turned).mean() / 0.5,
        0.3 - 3 * 0.05 * np.sin(alpha), rel=1e-6, unit="1/ms",
        source="omega - K sin(alpha), Sakaguchi and Kuramoto (1986)",
    )  # fmt: skip


@pytest.mark.parametrize("alpha", [0.5, 1.5, 1.65, 3.0])
def test_in_phase_is_stable_for_lags_below_a_quarter(alpha):
    """The difference of a pair obeys d' = -2 k cos(alpha) sin(d) exactly, whose solution is known for all times."""
    t, theta = phases(lagging(PAIR, alpha, np.array([1.0, 1.2])), 60.0)
    difference = np.angle(np.exp(1j * (theta[:, 1] - theta[:, 0])))
    exact = 2 * np.arctan(np.tan(0.1) * np.exp(-2 * 0.05 * np.cos(alpha) * t))
    np.testing.assert_allclose(difference, exact, atol=1e-9)
    assert (np.abs(difference[-1]) < 0.2) == (abs(alpha) < np.pi / 2)


def test_a_pair_with_a_lag_locks_at_the_known_angle(check):
    """d omega = 2 k cos(alpha) sin(d): where it locks, and the frequency, the mean less 2 k sin(alpha) cos(d) / 2."""
    k, alpha = 0.1, 0.6
    net = Network(
        kuramoto, PAIR, coupling=coupled(k, alpha), source="theta", target="theta_inp", params={"omega": [0.5, 0.62]},
        initial={"theta": [1.0, 4.0]},
    )  # fmt: skip
    t, theta = phases(net, 400.0)
    difference = np.angle(np.exp(1j * (theta[-1, 1] - theta[-1, 0])))
    angle = np.arcsin(0.12 / (2 * k * np.cos(alpha)))
    check("Kuramoto pair with a phase lag: angle", difference, angle, abs=1e-8, unit="rad",
          source="d omega = 2 k cos(alpha) sin(d)")  # fmt: skip
    speed = np.diff(np.unwrap(theta[:, 0])[t > 300.0]).mean() / 0.5
    assert speed == pytest.approx(0.56 - k * np.sin(alpha) * np.cos(angle), rel=1e-7)
