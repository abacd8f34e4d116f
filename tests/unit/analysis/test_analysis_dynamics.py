"""FCD against a plain loop, and Kolmogorov-Smirnov distances that are known."""

import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.analysis import Windows, fcd, fcd_ks, fcd_values, sliding_windows


def recording(samples=60, regions=4):
    return np.random.default_rng(0).normal(size=(samples, regions)).cumsum(axis=0)


def plain_fcd(signals, length, step):
    triangle = np.triu_indices(signals.shape[1], 1)
    starts = range(0, len(signals) - length + 1, step)
    return np.corrcoef([np.corrcoef(signals[s : s + length].T)[triangle] for s in starts])


@pytest.mark.parametrize(("length", "step"), [(20, 5), (20, 7), (20, 20), (3, 1), (10, 25), (40, 20)])
def test_fcd_is_what_a_plain_loop_gives(length, step):
    with jax.enable_x64(True):
        matrix = fcd(recording(), interval=720.0, window=720.0 * length, step=720.0 * step)
    np.testing.assert_allclose(matrix, plain_fcd(recording(), length, step), atol=1e-12)


def test_fcd_in_float32():
    matrix = fcd(recording(), 2000.0, window=40_000.0, step=6_000.0)
    np.testing.assert_allclose(matrix, plain_fcd(recording(), 20, 3), atol=2e-5)


def test_times_are_ms_or_quantities():
    bare = fcd(recording(), 2000.0, window=30_000.0, step=4_000.0)
    given = fcd(recording(), 2 * u.second, window=0.5 * u.minute, step=4000 * u.ms)
    np.testing.assert_array_equal(bare, given)


def test_default_windows_are_60_s_by_2_s():
    np.testing.assert_array_equal(fcd(recording(), 2000.0), fcd(recording(), 2000.0, window=60_000.0, step=2_000.0))


def test_a_repeated_recording_repeats_its_fcd():
    once = recording(samples=20)
    matrix = fcd(np.concatenate([once, once]), 1.0, window=20.0, step=20.0)
    np.testing.assert_allclose(matrix, np.ones((2, 2)), atol=1e-6)


def test_gradient_of_fcd_against_central_differences():
    along = np.random.default_rng(1).normal(size=(60, 4))
    with jax.enable_x64(True):

        def loss(signals):
            return jnp.sum(fcd(signals, 1.0, window=20.0, step=10.0) ** 2)

        signals, h = jnp.asarray(recording()), 1e-6
        slope = jnp.sum(jax.grad(loss)(signals) * along)
        expected = (loss(signals + h * along) - loss(signals - h * along)) / (2 * h)
        np.testing.assert_allclose(slope, expected, rtol=1e-6)


def test_windows_are_whole_samples():
    assert sliding_windows(0.72 * u.second, 60 * u.second, 2 * u.second) == Windows(length=83, step=3)
    assert [Windows(30, step).disjoint_lag for step in (1, 7, 30, 40)] == [30, 5, 1, 1]


def test_values_of_disjoint_windows_share_no_sample():
    windows = Windows(length=20, step=7)
    values = fcd_values(plain_fcd(recording(), 20, 7), windows.disjoint_lag)
    starts = range(0, 41, 7)
    pairs = [(s, t) for s in starts for t in starts if t >= s + 20]
    expected = [
        plain_fcd(np.concatenate([recording()[s : s + 20], recording()[t : t + 20]]), 20, 20)[0, 1] for s, t in pairs
    ]
    np.testing.assert_allclose(values, expected, atol=1e-12)


def test_ks_of_shifted_uniform_distributions_is_the_shift():
    grid = (np.arange(1024) + 0.5) / 1024
    assert fcd_ks(grid, grid + 0.25) == pytest.approx(0.25, abs=1e-12)
    assert fcd_ks(grid, grid) == 0.0
    assert fcd_ks(grid, grid + 2) == 1.0


def test_ks_of_shifted_normal_distributions():
    from scipy.stats import norm

    quantiles = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    assert fcd_ks(quantiles, quantiles + 0.8) == pytest.approx(2 * norm.cdf(0.4) - 1, abs=1e-4)


def test_ks_of_matrices_counts_the_chosen_pairs():
    a = np.array([[1, 0.1, 0.9], [0.1, 1, 0.2], [0.9, 0.2, 1]])
    b = np.full((4, 4), 0.5)
    assert fcd_ks(a, b) == pytest.approx(2 / 3)
    assert fcd_ks(a, b, lag=2) == 1.0
    assert fcd_ks(a, [0.1, 0.2, 0.9]) == 0.0


def still(start, stop, region):
    signals = recording()
    signals[start:stop, region] = 1.0
    return signals


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: fcd(recording(), 2000.0, window=2000.0),
            ValueError,
            "window is 2000 ms, less than 3 samples of 2000 ms",
        ),
        (
            lambda: fcd(recording(), 2000.0, step=500.0),
            ValueError,
            "step is 500 ms, less than half a sample of 2000 ms",
        ),
        (lambda: fcd(recording(), 0.0), ValueError, "interval must be positive, got 0 ms"),
        (lambda: fcd(recording(), 1.0, window=-5 * u.ms), ValueError, "window must be positive, got -5 ms"),
        (lambda: fcd(recording(), 2 * u.Hz), TypeError, "interval is in Hz, which cannot be converted to ms"),
        (lambda: fcd(recording(), "2 s"), TypeError, "interval must be a number in ms or a quantity, got '2 s'"),
        (
            lambda: fcd(recording(samples=30), 2000.0),
            ValueError,
            "at least two windows, 31 samples with a window of 30 and a step of 1 samples; signals have 30",
        ),
        (lambda: fcd(recording(regions=2), 2000.0), ValueError, "fcd needs at least 3 regions .* got 2"),
        (lambda: fcd(recording()[:, 0], 2000.0), ValueError, r"shape \(time, region\), got \(60,\)"),
        (
            lambda: fcd(still(15, 40, region=2), 1.0, window=20.0, step=10.0),
            ValueError,
            r"region 2 is constant in window 2 \(samples 20 to 39\)",
        ),
        (
            lambda: fcd(np.repeat(recording(regions=1), 3, axis=1), 1.0, window=20.0, step=10.0),
            ValueError,
            r"in window 0 all pairs of regions have the same correlation \(1\)",
        ),
        (lambda: fcd_values(np.eye(3), lag=0), ValueError, "lag must be at least 1"),
        (lambda: fcd_values(np.eye(3), lag=3), ValueError, "no two windows of 3 are 3 apart"),
        (lambda: fcd_values(np.ones((2, 3))), ValueError, "matrix must be square"),
        (lambda: fcd_ks(np.ones((2, 2, 2)), [1.0]), ValueError, r"a must be an FCD matrix .* got shape \(2, 2, 2\)"),
        (lambda: fcd_ks([0.1], []), ValueError, "b must be an FCD matrix"),
        (lambda: fcd_ks([0.1], [0.1, np.nan]), ValueError, r"b\[1\] is nan"),
        (lambda: jax.jit(fcd_ks)(jnp.ones(3), jnp.ones(3)), TypeError, "fcd_ks runs outside JAX"),
    ],
)
def test_bad_input_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()
