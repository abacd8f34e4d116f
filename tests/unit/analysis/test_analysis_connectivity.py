"""Functional connectivity against NumPy and closed forms."""

import subprocess
import sys

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.analysis import fc, fc_similarity, partial_fc, upper


def recording(samples=50, regions=4, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(samples, regions)) @ rng.normal(size=(regions, regions)) + 3.0


def recording_with_correlation(correlation, samples=200):
    """Signals whose sample correlation is exactly the given one: whitened noise times a Cholesky factor."""
    noise = np.random.default_rng(1).normal(size=(samples, len(correlation)))
    white, _ = np.linalg.qr(noise - noise.mean(axis=0))
    return white @ np.linalg.cholesky(correlation).T


def central_difference(function, at, along, h=1e-6):
    return (function(at + h * along) - function(at - h * along)) / (2 * h)


def test_fc_is_the_correlation_of_numpy():
    signals = recording()
    np.testing.assert_allclose(fc(signals), np.corrcoef(signals.T), atol=2e-6)
    with jax.enable_x64(True):
        np.testing.assert_allclose(fc(signals), np.corrcoef(signals.T), atol=1e-14)


@pytest.mark.parametrize("regions", [1, 2, 37])
def test_fc_is_exactly_symmetric_with_a_diagonal_of_exactly_one(regions):
    matrix = np.asarray(fc(recording(regions=regions)))
    np.testing.assert_array_equal(matrix, matrix.T)
    np.testing.assert_array_equal(np.diag(matrix), 1.0)


def test_fc_has_no_scale_even_where_float32_underflows():
    signals = recording()
    np.testing.assert_allclose(fc(1e-30 * signals), np.corrcoef(signals.T), atol=1e-5)


def test_fc_of_whole_numbers_and_quantities():
    import brainunit as u

    counts = np.random.default_rng(0).integers(0, 9, size=(40, 3))
    np.testing.assert_allclose(fc(counts), np.corrcoef(counts.T), atol=1e-6)
    np.testing.assert_allclose(fc(counts * 1.0 * u.mV), np.corrcoef(counts.T), atol=1e-6)


def test_gradient_of_fc_against_central_differences():
    weights, along = np.random.default_rng(2).normal(size=(4, 4)), np.random.default_rng(3).normal(size=(50, 4))
    with jax.enable_x64(True):

        def loss(signals):
            return jnp.sum(weights * fc(signals) ** 2)

        signals = jnp.asarray(recording())
        slope = jnp.sum(jax.grad(loss)(signals) * along)
        np.testing.assert_allclose(slope, central_difference(loss, signals, along), rtol=1e-7)


def test_fc_under_jit_and_vmap():
    batch = np.stack([recording(seed=s) for s in range(3)])
    np.testing.assert_allclose(jax.jit(jax.vmap(fc))(batch), [np.corrcoef(one.T) for one in batch], atol=2e-6)


def test_partial_correlations_of_a_markov_chain():
    # C_ij = a^|i-j| has a tridiagonal inverse: beside the neighbours everything is 0.
    a, n = 0.6, 5
    chain = a ** np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    expected = np.eye(n)
    for i in range(n - 1):
        at_an_end = i == 0 or i == n - 2
        expected[i, i + 1] = expected[i + 1, i] = a / np.sqrt(1 + a**2) if at_an_end else a / (1 + a**2)
    np.testing.assert_allclose(partial_fc(recording_with_correlation(chain)), expected, atol=1e-12)


def test_partial_correlation_is_the_correlation_of_residuals():
    signals = recording()
    others = np.column_stack([np.ones(len(signals)), signals[:, 2:]])
    residuals = signals[:, :2] - others @ np.linalg.lstsq(others, signals[:, :2], rcond=None)[0]
    assert partial_fc(signals)[0, 1] == pytest.approx(np.corrcoef(residuals.T)[0, 1], abs=1e-12)


def test_shrinkage_of_two_regions_scales_their_correlation():
    signals = recording_with_correlation(np.array([[1, 0.8], [0.8, 1]]))
    assert partial_fc(signals, shrinkage=0.25)[0, 1] == pytest.approx(0.75 * 0.8, abs=1e-12)


def test_full_shrinkage_leaves_nothing_and_allows_few_samples():
    np.testing.assert_allclose(partial_fc(recording(samples=5, regions=8), shrinkage=1.0), np.eye(8), atol=1e-15)


def test_upper_is_row_by_row_and_keeps_the_kind_of_array():
    matrix = np.arange(16).reshape(4, 4)
    np.testing.assert_array_equal(upper(matrix), [1, 2, 3, 6, 7, 11])
    np.testing.assert_array_equal(upper(matrix, k=0), [0, 1, 2, 3, 5, 6, 7, 10, 11, 15])
    assert isinstance(upper(matrix), np.ndarray)
    assert isinstance(upper(jnp.asarray(matrix)), jax.Array)


@pytest.mark.parametrize("fisher_z", [False, True])
def test_similarity_is_the_correlation_of_upper_triangles(fisher_z):
    a, b = np.corrcoef(recording(seed=0).T), np.corrcoef(recording(seed=1).T)
    triangle = np.triu_indices(4, 1)
    pair = [np.arctanh(m[triangle]) if fisher_z else m[triangle] for m in (a, b)]
    assert float(fc_similarity(a, b, fisher_z)) == pytest.approx(np.corrcoef(pair)[0, 1], abs=1e-5)


def test_similarity_does_not_read_the_diagonal():
    a = np.corrcoef(recording().T)
    b = a.copy()
    np.fill_diagonal(b, np.inf)
    assert float(fc_similarity(a, b)) == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("fisher_z", [False, True])
def test_gradient_of_similarity_through_fc_against_central_differences(fisher_z):
    empirical, along = np.corrcoef(recording(seed=5).T), np.random.default_rng(3).normal(size=(50, 4))
    with jax.enable_x64(True):

        def loss(signals):
            return fc_similarity(fc(signals), empirical, fisher_z)

        signals = jnp.asarray(recording())
        slope = jnp.sum(jax.grad(loss)(signals) * along)
        np.testing.assert_allclose(slope, central_difference(loss, signals, along), rtol=1e-6)


def with_value(value, at, array):
    array = np.array(array, dtype=float)
    array[at] = value
    return array


FLAT = np.full((3, 3), 0.5)
GOOD = np.corrcoef(recording(regions=3).T)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: fc(np.zeros(5)), ValueError, r"shape \(time, region\), got \(5,\); one region is signals\[:, None\]"),
        (lambda: fc(np.zeros((2, 5, 3))), ValueError, r"shape \(time, region\), got \(2, 5, 3\)$"),
        (lambda: fc(np.ones((1, 3))), ValueError, r"at least 2 samples in time \(first axis\).*got \(1, 3\)"),
        (lambda: fc(np.ones((4, 0))), ValueError, r"at least 1 region, got \(4, 0\)"),
        (
            lambda: fc(recording().astype(complex)),
            TypeError,
            "signals must hold real numbers, got an array of complex128",
        ),
        (lambda: fc([["a", "b"], ["c", "d"]]), TypeError, "signals must hold real numbers"),
        (lambda: fc([[1, 2], [3]]), ValueError, "rows differ in length"),
        (lambda: fc(with_value(np.nan, (7, 2), recording())), ValueError, r"signals\[7, 2\] is nan: 1 of 200"),
        (lambda: fc(with_value(2.5, np.s_[:, 1], recording())), ValueError, r"region 1 is constant \(2.5 throughout\)"),
        (lambda: fc(with_value(0.1, np.s_[:, 1:3], recording())), ValueError, r"leave such regions out \(2 of 4\)"),
        (
            lambda: partial_fc(recording(4, 4)),
            ValueError,
            "got 4 samples of 4 regions: give a longer recording, or shrink",
        ),
        (lambda: partial_fc(recording(), shrinkage=0.0), ValueError, "shrinkage must be above 0 and at most 1, got 0"),
        (
            lambda: partial_fc(recording(), shrinkage=1.5),
            ValueError,
            "shrinkage must be above 0 and at most 1, got 1.5",
        ),
        (lambda: partial_fc(recording(), shrinkage="auto"), TypeError, "shrinkage must be a number"),
        (lambda: partial_fc(recording()[:, [0, 1, 1]]), ValueError, "regions depend linearly on each other"),
        (lambda: partial_fc(with_value(1, np.s_[:, 3], recording())), ValueError, "region 3 is constant"),
        (lambda: jax.jit(partial_fc)(recording()), TypeError, "partial_fc runs outside JAX"),
        (lambda: upper(np.zeros((2, 3))), ValueError, r"matrix must be square, got the shape \(2, 3\)"),
        (lambda: fc_similarity(GOOD[:2], GOOD), ValueError, r"a must be a square matrix.*\(2, 3\)"),
        (lambda: fc_similarity(GOOD, GOOD[:2, :2]), ValueError, "b needs at least 3 regions, got 2"),
        (lambda: fc_similarity(GOOD, np.eye(4)), ValueError, "same regions, got 3 and 4 of them"),
        (lambda: fc_similarity(GOOD, with_value(np.nan, (0, 2), GOOD)), ValueError, r"b\[0, 2\] is nan"),
        (lambda: fc_similarity(FLAT, GOOD), ValueError, r"a has the same value \(0.5\) for all pairs"),
        (lambda: fc_similarity(GOOD, 100 * GOOD, fisher_z=True), ValueError, "b has 3 entries of magnitude 1 or more"),
    ],
)
def test_bad_input_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_importing_analysis_loads_no_part_of_scipy_that_it_uses_later():
    code = "import sys, brainmass.analysis; print([m for m in ('scipy.signal', 'scipy.stats') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
