"""Analytic signal and envelope correlations against SciPy and independent sources."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.signal import hilbert

from brainmass.analysis import analytic_signal, bandpass, envelope_fc, orthogonal_envelope_fc

SAMPLES = 2**15  # 164 s
HIPP = "Hipp et al. 2012, doi:10.1038/nn.3101"


def rhythms(regions=3, samples=4000, seed=0):
    return bandpass(np.random.default_rng(seed).normal(size=(samples, regions)), 5.0, (8, 12))


@pytest.mark.parametrize("samples", [100, 101])
def test_the_analytic_signal_is_that_of_scipy(x64, samples):
    signals = np.random.default_rng(0).normal(size=(samples, 3)) + 2
    np.testing.assert_allclose(analytic_signal(signals), hilbert(signals - signals.mean(axis=0), axis=0), atol=1e-13)


def test_envelope_correlation_is_that_of_hilbert_envelopes(x64):
    signals = rhythms()
    envelopes = np.abs(hilbert(signals - signals.mean(axis=0), axis=0))
    np.testing.assert_allclose(envelope_fc(signals), np.corrcoef(envelopes.T), atol=1e-12)
    np.testing.assert_allclose(envelope_fc(signals, jnp.log), np.corrcoef(np.log(envelopes).T), atol=1e-12)


@pytest.mark.parametrize("scale", [jnp.sqrt, jnp.log])
def test_orthogonalised_correlation_is_that_of_the_projection_written_out(x64, scale):
    signals = rhythms()
    z = hilbert(signals - signals.mean(axis=0), axis=0)
    expected = np.eye(3)
    for i in range(3):
        for j in range(3):
            if i != j:  # y minus its projection on x, at each moment, as vectors of the plane
                x, y = z[:, i], z[:, j]
                rest = y - (y * x.conj()).real / np.abs(x) ** 2 * x
                pair = [scale(np.abs(v) ** 2) for v in (x, rest)]
                expected[i, j] += np.corrcoef(pair)[0, 1] / 2
                expected[j, i] += np.corrcoef(pair)[0, 1] / 2
    np.testing.assert_allclose(orthogonal_envelope_fc(signals, scale), expected, atol=1e-9)


def test_mixing_independent_sources_leaves_no_orthogonalised_correlation(x64, check):
    mixed = rhythms(2, SAMPLES) @ np.array([[1.0, 0.6], [0.6, 1.0]])
    check.between("envelope correlation of the mixture", envelope_fc(mixed)[0, 1], 0.5, 1.0, source=HIPP)
    # 164 s of a band of 4 Hz are about 650 independent moments: 3 standard errors are 0.12.
    orthogonal = orthogonal_envelope_fc(mixed)[0, 1]
    check("orthogonalised correlation of mixed independent sources", orthogonal, 0.0, abs=0.12, source=HIPP)


def test_loudness_in_common_is_found(x64, check):
    # Log power of a Gaussian rhythm scatters by pi^2/6, of the part orthogonal to another by pi^2/2 (log chi^2 of 2 and
    # of 1 degrees of freedom); a loudness exp(g) in common adds 4 var(g) to both, which is all that they share.
    g = bandpass(np.random.default_rng(9).normal(size=(SAMPLES, 1)), 5.0, (0.1, 1.0))
    shared = 4 * (g := g / g.std()).var()
    expected = shared / np.sqrt((shared + np.pi**2 / 6) * (shared + np.pi**2 / 2))
    measured = orthogonal_envelope_fc(rhythms(2, SAMPLES) * np.exp(g))[0, 1]
    check(
        "orthogonalised correlation of a loudness in common", measured, expected, abs=0.04, source="log chi^2; " + HIPP
    )


def test_correlations_are_symmetric_without_scale_and_1_on_the_diagonal():
    signals = rhythms()
    for measure in (envelope_fc, orthogonal_envelope_fc):
        matrix = np.asarray(measure(signals))
        np.testing.assert_array_equal(matrix, matrix.T)
        np.testing.assert_array_equal(np.diag(matrix), 1.0)
        np.testing.assert_allclose(measure(1e-25 * signals), matrix, atol=2e-3)


@pytest.mark.parametrize("scale", [jnp.sqrt, jnp.log])
def test_copies_leave_nothing_that_is_orthogonal(scale):
    copies = rhythms(1).astype(np.float32) * np.array([1.0, 1.3, -0.7], np.float32)
    np.testing.assert_allclose(orthogonal_envelope_fc(copies, scale), np.eye(3), atol=1e-6)


@pytest.mark.parametrize("measure", [envelope_fc, orthogonal_envelope_fc])
def test_gradients_against_central_differences(x64, measure):
    signals, along = jnp.asarray(rhythms(samples=200)), np.random.default_rng(3).normal(size=(200, 3))

    def loss(x):
        return (measure(x, jnp.sqrt) ** 2).sum()

    h = 1e-6
    expected = (loss(signals + h * along) - loss(signals - h * along)) / (2 * h)
    np.testing.assert_allclose((jax.jit(jax.grad(loss))(signals) * along).sum(), expected, rtol=1e-5)


@pytest.mark.parametrize("measure", [envelope_fc, orthogonal_envelope_fc])
def test_bad_input_is_refused_by_name(measure):
    with pytest.raises(ValueError, match=r"region 1 is constant .* so its envelope is undefined"):
        measure(rhythms() * [1, 0, 1])
    with pytest.raises(ValueError, match=r"signals must have the shape \(time, region\)"):
        analytic_signal(np.ones(5))
