"""Lagged correlations, the direction of time and edge time series against closed forms of linear processes."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.linalg import solve_discrete_lyapunov
from scipy.signal import lfilter

from brainmass.analysis import cofluctuation, edge_fc, edge_time_series, fc, irreversibility, lagged_fc, upper

INSIDEOUT = "closed form of a VAR(1); measure of Deco et al. 2022, doi:10.1038/s42003-022-03505-7"


def white(samples=60, regions=4, seed=0):
    return np.random.default_rng(seed).normal(size=(samples, regions))


def autoregression(matrix, samples=50_000):
    """x(t + 1) = A x(t) + white noise, one mode of A after another."""
    rates, modes = np.linalg.eig(matrix)
    noise = white(samples, len(matrix)) @ np.linalg.inv(modes).T
    return (np.stack([lfilter([1], [1, -r], x) for r, x in zip(rates, noise.T, strict=True)], axis=1) @ modes.T).real[
        100:
    ]


def exact_lagged_fc(matrix, lag=1):
    """Of x(t + 1) = A x(t) + white noise: cov(x(t + lag), x(t)) = A^lag C with C = A C A^T + I."""
    covariance = solve_discrete_lyapunov(matrix, np.eye(len(matrix)))
    deviation = np.sqrt(np.diag(covariance))
    return np.linalg.matrix_power(matrix, lag) @ covariance / np.outer(deviation, deviation)


RING = 0.8 * np.roll(np.eye(3), 1, axis=0)  # j drives j + 1
SYMMETRIC = np.array([[0.5, 0.2, 0.0], [0.2, 0.4, 0.1], [0.0, 0.1, 0.3]])


def test_lag_zero_is_fc_and_a_negative_lag_transposes(x64):
    signals = white()
    np.testing.assert_allclose(lagged_fc(signals, 2.0, 0.0), fc(signals), atol=1e-14)
    np.testing.assert_array_equal(lagged_fc(signals, 2.0, -6.0), lagged_fc(signals, 2.0, 6.0).T)


def test_lagged_correlation_is_that_of_numpy_on_shifted_signals(x64):
    signals = white()
    expected = np.corrcoef(signals[3:].T, signals[:-3].T)[:4, 4:]
    np.testing.assert_allclose(lagged_fc(signals, 2.0, 6.0), expected, atol=1e-14)


def test_a_shifted_signal_correlates_fully_at_its_lag_only(check):
    noise = white(5000, 1)[:, 0]
    signals = np.stack([noise[7:], noise[:-7]], axis=1)
    source = "a copy, 7 samples late"
    check("lagged FC at the lag", lagged_fc(signals, 10.0, 70.0)[1, 0], 1.0, abs=1e-5, source=source)
    check("lagged FC the other way round", lagged_fc(signals, 10.0, 70.0)[0, 1], 0.0, abs=0.05, source=source)


@pytest.mark.parametrize("matrix", [RING, SYMMETRIC])
def test_lagged_correlation_of_an_autoregression(x64, check, matrix):
    check.table(
        "lagged FC of a VAR(1)",
        lagged_fc(autoregression(matrix), 1.0, 1.0),
        exact_lagged_fc(matrix),
        abs=0.02,
        source="A C over the deviations, with C = A C A^T + I",
    )


def expected_irreversibility(matrix):
    exact = exact_lagged_fc(matrix)
    information = -0.5 * np.log(1 - exact**2)
    return ((information - information.T) ** 2)[~np.eye(3, dtype=bool)].mean()


def test_a_directed_ring_is_irreversible_by_the_closed_form(x64, check):
    expected = expected_irreversibility(RING)
    assert expected > 0.1
    check(
        "irreversibility of a ring", irreversibility(autoregression(RING), 1, 1), expected, rel=0.03, source=INSIDEOUT
    )


def test_a_reversible_autoregression_is_not_irreversible(x64, check):
    # A symmetric A with white noise of equal size obeys detailed balance.
    assert expected_irreversibility(SYMMETRIC) < 1e-20
    measured = irreversibility(autoregression(SYMMETRIC), 1.0, 1.0)
    check("irreversibility under detailed balance", measured, 0.0, abs=1e-5, source=INSIDEOUT)


def test_a_recording_played_backwards_is_as_irreversible(x64):
    ring = autoregression(RING, 2000)
    assert float(irreversibility(ring[::-1], 1.0, 1.0)) == pytest.approx(float(irreversibility(ring, 1.0, 1.0)))


def test_white_noise_of_T_samples_scatters_by_1_over_T_squared(x64, check):
    measured = np.mean([irreversibility(white(200, 20, seed), 1.0, 1.0) for seed in range(20)])
    source = "(C^2 - C'^2)^2 / 4 with two independent normal C of variance 1 / T"
    check("irreversibility of white noise times T^2", measured * 200**2, 1.0, rel=0.15, source=source)


def test_a_quantile_takes_the_largest_differences(x64):
    ring = autoregression(RING, 500)
    information = -0.5 * np.log(1 - np.asarray(lagged_fc(ring, 1.0, 1.0)) ** 2)
    squares = np.sort(((information - information.T) ** 2)[~np.eye(3, dtype=bool)])
    assert float(irreversibility(ring, 1.0, 1.0, quantile=0.7)) == pytest.approx(squares[-2:].mean(), rel=1e-12)


def test_the_mean_of_edge_time_series_is_the_correlation_exactly(x64, check):
    signals = white() @ white(4, 4, 1)
    check.table(
        "mean of edge time series",
        edge_time_series(signals).mean(axis=0),
        np.corrcoef(signals.T)[np.triu_indices(4, 1)],
        abs=1e-14,
        source="Pearson correlation; Faskowitz et al. 2020, doi:10.1038/s41593-020-00719-y",
    )


def test_cofluctuation_and_edge_fc_are_those_of_the_edge_series_written_out(x64):
    signals = white()
    z = (signals - signals.mean(axis=0)) / signals.std(axis=0)
    edges = np.stack([z[:, i] * z[:, j] for i in range(4) for j in range(i + 1, 4)], axis=1)
    np.testing.assert_allclose(edge_time_series(signals), edges, atol=1e-13)
    np.testing.assert_allclose(cofluctuation(signals), np.sqrt((edges**2).sum(axis=1)), rtol=1e-12)
    norm = np.sqrt((edges**2).sum(axis=0))
    np.testing.assert_allclose(edge_fc(signals), edges.T @ edges / np.outer(norm, norm), atol=1e-13)


@pytest.mark.parametrize(
    "measure",
    [lambda x: lagged_fc(x, 1, 2), lambda x: irreversibility(x, 1, 1), edge_time_series, cofluctuation, edge_fc],
)
def test_gradients_against_central_differences(x64, measure):
    signals, along, h = jnp.asarray(white()), white(seed=1), 1e-6
    weights = np.random.default_rng(2).normal(size=np.shape(measure(signals)))

    def loss(x):
        return (weights * measure(x)).sum()

    expected = (loss(signals + h * along) - loss(signals - h * along)) / (2 * h)
    np.testing.assert_allclose((jax.jit(jax.grad(loss))(signals) * along).sum(), expected, rtol=1e-5, atol=1e-9)


COPY = np.stack([np.r_[white(50, 1)[:, 0], 0.0], np.r_[0.0, white(50, 1)[:, 0]]], axis=1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lagged_fc(white(5), 1.0, 4.0), "lag is 4 samples, and of 5 samples fewer than 2 overlap"),
        (lambda: lagged_fc(white() * [1, 0, 1, 1], 1.0, 1.0), "after the lag: region 1 is constant"),
        (lambda: lagged_fc(white(), 0.0, 1.0), "interval must be positive"),
        (lambda: irreversibility(white(), 10.0, 4.0), "lag must be at least one sample of 10 ms, got 4"),
        (lambda: irreversibility(white(), 1.0, 1.0, quantile=1.0), "quantile must be at least 0 and below 1, got 1"),
        (lambda: irreversibility(white(60, 1), 1.0, 1.0), "irreversibility needs at least 2 regions, got 1"),
        (lambda: irreversibility(COPY, 1.0, 1.0), "repeats another exactly after the lag"),
        (lambda: edge_time_series(white(60, 1)), "edge_time_series needs at least 2 regions, got 1"),
        (lambda: edge_time_series(white() * [1, 0, 1, 1]), "region 1 is constant .* so its z-score is undefined"),
    ],
)
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_the_pairs_are_in_the_order_of_upper():
    signals = white()
    np.testing.assert_allclose(edge_time_series(signals).mean(axis=0), upper(np.asarray(fc(signals))), atol=1e-6)
