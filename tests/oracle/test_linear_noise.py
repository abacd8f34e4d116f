"""Linear-noise theory: closed forms, SciPy's Lyapunov equation, long runs; with delays the variance of Kuechler."""

import numpy as np
import pytest
from scipy.linalg import solve_continuous_lyapunov

from brainmass.analysis import fc as correlations
from brainmass.coupling import additive, diffusive
from brainmass.dynamics import fixed_points, linear_noise
from brainmass.models import hopf, linear, montbrio_pazo_roxin, wilson_cowan, wong_wang
from brainmass.network import Network
from brainmass.noise import coloured, ou, white
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.systems import random_weights

pytestmark = pytest.mark.usefixtures("x64")


def leak(**noise) -> Network:
    """x' = -0.2 x + noise, on the state or on the drive."""
    return Network(linear, 1, params={"gamma": -0.2}, noise=noise)


def late(tau: float, sigma: float = 0.3) -> Network:
    """x' = -x(t - tau) + noise."""
    return Network(
        linear, np.array([[-1.0]]), coupling=additive(), source="x", target="x_inp", lengths=np.array([[tau]]),
        speed=1.0, params={"gamma": 0.0}, noise={"x": white(sigma)},
    )  # fmt: skip


@pytest.mark.parametrize("tau", [0.3, 1.0, 1.4])
def test_a_delayed_scalar(tau: float, check):
    check(
        f"x' = -x(t - {tau}) + 0.3 noise: variance", linear_noise(late(tau)).covariance("x")[0, 0],
        0.09 * (1 + np.sin(tau)) / (2 * np.cos(tau)), rel=1e-7,
        source="closed form: sigma^2 (1 + sin tau) / (2 cos tau), Kuechler and Mensch (1992)",
    )  # fmt: skip


def test_white_noise_solves_lyapunov(check):
    weights = random_weights(5, 5, seed=0)
    net = Network(
        linear, weights, coupling=additive(k=0.02), source="x", target="x_inp", params={"gamma": -0.2},
        noise={"x": white(np.linspace(0.1, 0.5, 5))},
    )  # fmt: skip
    A = -0.2 * np.eye(5) + 0.02 * weights
    exact = solve_continuous_lyapunov(A, -np.diag(np.linspace(0.1, 0.5, 5) ** 2))
    check.table(
        "linear network of five with white noise: covariance", linear_noise(net).covariance("x"), exact, rel=1e-10,
        source="SciPy: A C + C A^T + Q = 0",
    )  # fmt: skip


@pytest.mark.parametrize("tau", [0.5, 40.0])
def test_coloured_noise_of_a_leak(tau: float, check):
    """Ornstein-Uhlenbeck noise on the derivative, and through a drive: the same."""
    sigma, g = 0.4, 0.2
    exact = sigma**2 / (g * (g + 1 / tau))
    for target in ("x", "x_inp"):
        found = linear_noise(leak(**{target: ou(sigma, tau)})).covariance("x")[0, 0]
        check(
            f"leak with noise of correlation time {tau} ms on {target}: variance", found, exact, rel=1e-7,
            source="closed form: sigma^2 / (g (g + 1 / tau))",
        )  # fmt: skip
    pink = coloured(0.4, f_min=0.5, f_max=50.0)
    parts = [0.16 * s**2 / (g * (g + 1 / t)) for s, t in zip(pink.shares, pink.taus, strict=True)]
    found = linear_noise(leak(x=pink)).covariance("x")[0, 0]
    assert found == pytest.approx(sum(parts), rel=1e-7)


def test_the_spectrum_is_a_lorentzian_and_integrates_to_the_variance():
    found, f = linear_noise(leak(x=white(0.3))), np.linspace(0.0, 2000.0, 4001)
    spectrum = found.cross_spectrum("x", f)[:, 0, 0].real
    w = 2 * np.pi * f / 1000
    np.testing.assert_allclose(spectrum, 2e-3 * 0.09 / (0.04 + w**2), rtol=1e-10)
    tail = 2e-3 * 0.09 * 1000 / (2 * np.pi) ** 2 * 1000 / 2000.0
    assert np.trapezoid(spectrum, f) + tail == pytest.approx(found.covariance("x")[0, 0], rel=1e-4)


def test_with_and_without_delays_agree_in_the_limit():
    """The integral over frequencies against Lyapunov, where a delay is next to nothing."""
    weights = 0.01 * random_weights(4, 4, seed=3)
    common = {"coupling": diffusive(), "source": "x", "target": "x_inp", "params": {"a": -0.03, "omega": 0.25}}
    common |= {"noise": {"x": white(0.02), "y": white(0.01)}}
    at_once = linear_noise(Network(hopf, weights, **common))
    soon = linear_noise(Network(hopf, weights, lengths=np.full((4, 4), 1e-6), speed=1.0, **common))
    for state in ("x", "y"):
        np.testing.assert_allclose(soon.covariance(state), at_once.covariance(state), rtol=1e-4, atol=1e-9)
        np.testing.assert_allclose(np.diag(at_once.fc(state)), 1.0)


def test_a_long_run_of_a_delayed_network():
    """Covariance within the error of 400 s of Wilson-Cowan regions with small noise on a drive."""
    weights = np.array([[0.0, 1.0, 0.2], [0.4, 0.0, 1.0], [1.0, 0.3, 0.0]])
    net = Network(
        wilson_cowan, weights, coupling=additive(k=0.3), source="rE", target="rE_inp",
        lengths=np.array([[0, 20.0, 50.0], [30.0, 0, 10.0], [15.0, 40.0, 0]]), speed=5.0,
        params={"P": 0.3}, noise={"rE_inp": ou(0.01, 5.0)},
    )  # fmt: skip
    found = linear_noise(net)
    run = simulate(net, 200_000.0, dt=0.5, transient=1000.0, observe={"E": every(1.0, "rE")}, seed=1)
    simulated = np.cov(np.asarray(run["E"]).T)
    np.testing.assert_allclose(simulated, found.covariance("rE"), rtol=0.05, atol=0.03 * simulated.max())
    np.testing.assert_allclose(correlations(run["E"]), found.fc("rE"), atol=0.03)


def test_what_is_refused():
    with pytest.raises(TypeError, match="network must be a Network with noise"):
        linear_noise(hopf)
    with pytest.raises(ValueError, match="the network has no noise; give noise="):
        linear_noise(leak())
    with pytest.raises(ValueError, match=r"noise on linear\.x_inp has a mean"):
        linear_noise(leak(x_inp=ou(0.1, 2.0, mean=0.5)))
    with pytest.raises(ValueError, match="0 stable fixed points"):
        linear_noise(Network(hopf, 1, params={"a": 0.1}, noise={"x": white(0.1)}))
    two = Network(montbrio_pazo_roxin, 1, noise={"V": white(0.1)})
    with pytest.raises(ValueError, match="2 stable fixed points that were found; say with at="):
        linear_noise(two)
    silent, saddle, _ = fixed_points(two)
    assert linear_noise(two, at=silent).covariance("r").shape == (1, 1)
    with pytest.raises(ValueError, match="grow, and have no stationary covariance"):
        linear_noise(two, at=saddle)
    quiet = linear_noise(Network(wong_wang, 2, noise={"S_E": ou(np.array([0.001, 0.0]), 10.0)}))
    with pytest.raises(ValueError, match=r"no noise reaches S_E\[1\]"):
        quiet.fc("S_E")
    with pytest.raises(KeyError, match="unknown state 'S'"):
        quiet.covariance("S")
