"""Noise: variances, correlations and spectra with known values; independence.

Statistical tolerances are about four standard errors of the estimate, with the seed fixed.
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.linalg import solve_continuous_lyapunov
from scipy.signal import welch

from brainmass.coupling import additive
from brainmass.integrate import euler, exponential_euler, heun
from brainmass.network import Network, Population
from brainmass.noise import coloured, ou, white
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.systems import leak, pair, random_weights


def stationary(network: Network, duration: float, dt: float, name: str = "x", **options) -> np.ndarray:
    return np.asarray(simulate(network, duration, dt=dt, observe={name: every(dt, name)}, **options)[name], float)


def test_white_noise_has_variance_sigma_squared_t(check):
    """A Wiener process: variance sigma^2 t, and independent increments, so Cov(x(s), x(t)) = sigma^2 s."""
    network = Network(leak, 20000, params={"g": 0.0}, initial={"x": 0.0}, noise={"x": white(0.3)})
    x = stationary(network, 5.0, 0.25)
    quantity, exact = "Wiener process, sigma = 0.3: variance at 20 times", 0.09 * 0.25 * np.arange(1, 21)
    check.table(quantity, x.var(axis=1), exact, rel=0.04, source="closed form: sigma^2 t; 20,000 samples")
    quantity, source = "Wiener process, sigma = 0.3: covariance of t = 2.5 and 5 ms", "closed form: sigma^2 min(s, t)"
    check(quantity, np.mean(x[9] * x[19]), 0.09 * 2.5, rel=0.05, source=f"{source}; 20,000 samples")


def test_white_noise_per_region(check):
    sigma = np.repeat([0.0, 0.1, 0.4], 8000)
    network = Network(leak, 24000, params={"g": 0.0}, initial={"x": 0.0}, noise={"x": white(sigma)})
    x = stationary(network, 1.0, 0.1)[-1].reshape(3, -1)
    quantity, source = "Wiener processes, sigma = 0, 0.1, 0.4 by region: variance after 1 ms", "closed form: sigma^2 t"
    check.table(quantity, x.var(axis=1), [0.0, 0.01, 0.16], rel=0.07, source=f"{source}; 8,000 samples of each")


@pytest.mark.parametrize(
    ("method", "dt", "rel", "name"),
    [(euler, 0.02, 0.02, "Euler"), (heun, 0.1, 0.02, "Heun"), (exponential_euler, 1.0, 0.02, "exponential Euler")],
    ids=["euler", "heun", "exponential"],
)
def test_additive_noise_on_a_leak(check, method, dt, rel, name):
    """dx = -g x dt + sigma dW has variance sigma^2 / (2 g) = D / g with sigma = sqrt(2 D): check 25, D = .02."""
    network = Network(leak, 2000, params={"g": 1.0}, noise={"x": white(np.sqrt(2 * 0.02))})
    x = stationary(network, 40.0, dt, method=method, transient=10.0)
    quantity = f"dx = -g x dt + sqrt(2 D) dW, D = 0.02, g = 1, {name} at {dt} ms: variance"
    check(quantity, x.var(), 0.02, rel=rel, source="closed form: D / g, the noise of The Virtual Brain")


@pytest.mark.parametrize("dt", [0.1, 1.0, 10.0])
def test_ou_process_is_exact_for_any_step(check, dt):
    """Stationary variance s^2 tau / 2 = .025 for d eta = -eta/tau dt + s dW, s = .1, tau = 5 (check 24), from the first
    step on; autocorrelation exp(-lag / tau)."""
    s, tau = 0.1, 5.0
    network = Network(leak, 20000, noise={"x_inp": ou(s * np.sqrt(tau / 2), tau)})
    eta = stationary(network, 40 * dt, dt, "arriving")
    process, source = f"Ornstein-Uhlenbeck process, s = 0.1, tau = 5 ms, steps of {dt:g} ms", "closed form: s^2 tau / 2"
    check(f"{process}: variance", eta.var(), 0.025, rel=0.03, source=source)
    check(f"{process}: variance after the first step", eta[0].var(), 0.025, rel=0.04, source=source)
    lags = (1, 5, 20)
    correlations = [np.mean(eta[lag:] * eta[:-lag]) / eta.var() for lag in lags]
    exact, source = [np.exp(-lag * dt / tau) for lag in lags], "closed form: exp(-lag / tau)"
    check.table(f"{process}: autocorrelation at 1, 5, 20 steps", correlations, exact, abs=0.02, source=source)


def test_ou_mean_and_deviation_per_region(check):
    mean, sigma = np.repeat([0.5, -2.0], 3000), np.repeat([0.1, 0.0], 3000)
    network = Network(leak, 6000, noise={"x_inp": ou(sigma, 2.0, mean=mean)})
    eta = stationary(network, 20.0, 0.5, "arriving").reshape(40, 2, 3000)
    process, source = "Ornstein-Uhlenbeck processes of two groups of regions", "the values that were given"
    check.table(f"{process}: mean", eta.mean(axis=(0, 2)), [0.5, -2.0], abs=0.005, source=source)
    check.table(f"{process}: deviation", eta.std(axis=(0, 2)), [0.1, 0.0], rel=0.03, abs=1e-6, source=source)


def test_ou_noise_on_a_state_adds_to_its_derivative(check):
    """dx/dt = -g x + eta: Var x = sigma^2 tau / (g (1 + g tau)) (the filtered process, in closed form)."""
    g, sigma, tau = 0.5, 0.3, 4.0
    network = Network(leak, 3000, params={"g": g}, noise={"x": ou(sigma, tau)})
    x = stationary(network, 60.0, 0.1, transient=20.0)
    quantity, source = "dx/dt = -g x + Ornstein-Uhlenbeck noise: variance", "closed form: sigma^2 tau / (g (1 + g tau))"
    check(quantity, x.var(), sigma**2 * tau / (g * (1 + g * tau)), rel=0.03, source=source)


@pytest.mark.parametrize("beta", [0.5, 1.0, 1.5])
def test_coloured_noise_has_its_slope_and_deviation(check, beta):
    network = Network(leak, 24, noise={"x_inp": coloured(0.7, beta, f_min=0.5, f_max=100.0)})
    x = stationary(network, 60_000.0, 1.0, "arriving")
    process = f"coloured noise, 1/f^{beta:g} from 0.5 to 100 Hz"
    check(f"{process}: deviation", x.std(), 0.7, rel=0.08, source="the values that were given")
    f, power = welch(x, 1000.0, nperseg=8192, axis=0)
    band = (f > 1.0) & (f < 80.0)
    slope = np.polyfit(np.log(f[band]), np.log(power[band].mean(axis=1)), 1, w=1 / np.sqrt(f[band]))[0]
    quantity, source = f"{process}: slope of log power over log frequency", "definition; spectrum by SciPy's welch"
    check(quantity, slope, -beta, abs=0.05, source=source)


@pytest.mark.parametrize(("beta", "closest"), [(0.5, 0.01), (1.0, 0.001), (1.5, 0.01), (0.1, 0.08), (1.9, 0.08)])
def test_spectra_of_coloured_noise_add_up_to_a_power_law(check, beta, closest):
    """The one-sided spectrum of an Ornstein-Uhlenbeck process is 4 var tau / (1 + (2 pi f tau)^2)."""
    process = coloured(1.0, beta, f_min=0.1, f_max=50.0)
    f = np.geomspace(0.1, 50.0, 300)
    taus = np.asarray(process.taus) * 1e-3
    spectrum = (4 * process.shares**2 * taus / (1 + (2 * np.pi * f[:, None] * taus) ** 2)).sum(axis=1)
    relative = spectrum * f**beta
    quantity = f"coloured noise, spectrum in closed form against 1/f^{beta:g} from 0.1 to 50 Hz"
    middle, source = (
        np.sqrt(relative.min() * relative.max()),
        "power law; ours sums 4 var tau / (1 + (w tau)^2)",
    )
    check.table(quantity, relative, middle, rel=closest, source=source)
    assert np.sum(process.shares**2) == pytest.approx(1.0)


def test_regions_states_populations_and_times_are_independent(check):
    """Increments of 2 populations of 2 and 1 noisy states: no pair correlates, nor any with itself at other times."""
    quiet = {"a": 0.0, "b": 0.0}
    network = Network(
        populations={
            "p": Population(
                pair, 3, params=quiet, initial={"u": 0.0, "v": 0.0}, noise={"u": white(1.0), "v": white(1.0)}
            ),
            "q": Population(leak, 2, params={"g": 0.0}, noise={"x": white(1.0)}),
        }
    )
    observe = {name: every(1.0, name) for name in ("p.u", "p.v", "q.x")}
    run = simulate(network, 6000.0, dt=1.0, seed=2, method=euler, observe=observe)
    steps = np.concatenate([np.diff(np.asarray(run[name], float), axis=0) for name in observe], axis=1)
    bound = 4.5 / np.sqrt(len(steps))
    correlations = np.corrcoef(steps.T) - np.eye(8)
    noise, source = "increments of 8 noisy states of two populations", "independence; 6,000 steps"
    check.table(
        f"{noise}: correlation of any two", correlations, 0.0, abs=bound, source=f"{source}, 4.5 standard errors"
    )
    lags = (1, 16, 256, 512, 1024)  # 512 is the length of a tile that shares a draw
    lagged = [np.mean(steps[lag:, :, None] * steps[:-lag, None, :], axis=0) for lag in lags]
    quantity = f"{noise}: correlation at lags of 1, 16, 256, 512 and 1024 steps"
    check.table(quantity, lagged, 0.0, abs=bound + 0.005, source=source)


def test_covariance_of_a_linear_network(check):
    """dx = A x dt + sigma dW has A C + C A^T + Q = 0 (check 14; SciPy's Lyapunov solver)."""
    weights = np.abs(random_weights(5, 5, 11))
    sigma = np.array([0.1, 0.2, 0.1, 0.3, 0.15])
    network = Network(
        leak, weights, coupling=additive(0.1), source="x", target="x_inp", params={"g": 0.8}, noise={"x": white(sigma)}
    )
    exact = solve_continuous_lyapunov(0.1 * weights - 0.8 * np.eye(5), -np.diag(sigma**2))

    def one(seed):
        return simulate(network, 400.0, dt=0.1, seed=seed, transient=20.0, observe={"x": every(0.5, "x")})["x"]

    x = np.asarray(jax.vmap(one)(jnp.arange(100)), float).reshape(-1, 5)
    measured = x.T @ x / len(x)
    scale = np.sqrt(np.outer(np.diag(exact), np.diag(exact)))
    quantity = "linear network of five regions: covariance, as a share of the standard deviations"
    source = "A C + C A^T + Q = 0 by SciPy's Lyapunov solver; 100 runs"
    check.table(quantity, measured / scale, exact / scale, abs=0.02, source=source)
