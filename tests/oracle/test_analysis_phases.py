"""Phase locking, phase dynamics and chimeras against closed forms and dense linear algebra."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.special import i0, i1

from brainmass.analysis import (
    chimera_index,
    community_metastability,
    community_order,
    leading_eigenvectors,
    phase_fcd,
    phase_locking,
)

SHANAHAN = "Shanahan 2010, doi:10.1063/1.3305451"


def angles(samples=30, regions=5, seed=0):
    return np.random.default_rng(seed).uniform(-np.pi, np.pi, size=(samples, regions))


def coherence_matrices(phases):
    return np.cos(phases[:, :, None] - phases[:, None, :])


@pytest.mark.parametrize("kappa", [0.5, 2.0, 8.0])
def test_von_mises_jitter_locks_by_the_ratio_of_bessel_functions(x64, check, kappa):
    rng = np.random.default_rng(0)
    leader = rng.uniform(-np.pi, np.pi, size=200_000)
    phases = np.stack([leader, leader + 0.7 + rng.vonmises(0.0, kappa, size=leader.size)], axis=1)
    check(
        f"PLV of two phases with von Mises jitter, kappa = {kappa:g}",
        phase_locking(phases)[0, 1],
        i1(kappa) / i0(kappa),
        abs=0.005,
        source="Mean resultant length I1(k)/I0(k); Mardia & Jupp 2000, doi:10.1002/9780470316979",
    )


def test_phase_locking_is_the_mean_of_unit_vectors(x64):
    phases = angles()
    expected = np.abs(np.exp(1j * (phases[:, :, None] - phases[:, None, :])).mean(axis=0))
    np.testing.assert_allclose(phase_locking(phases), expected, atol=1e-14)


def test_leading_eigenvectors_are_those_of_dense_matrices(x64, check):
    phases = angles()
    ours = np.asarray(leading_eigenvectors(phases))
    for v, matrix in zip(ours, coherence_matrices(phases), strict=True):
        values, vectors = np.linalg.eigh(matrix)
        assert values[-1] - values[-2] > 1e-3
        assert abs(v @ vectors[:, -1]) == pytest.approx(1.0, abs=1e-12)
        assert v.sum() <= 0
    residual = np.einsum("tij,tj->ti", coherence_matrices(phases), ours)
    residual -= ours * np.einsum("ti,ti->t", residual, ours)[:, None]
    check(
        "residual of the leading eigenvectors",
        np.abs(residual).max(),
        0,
        abs=1e-12,
        source="dense matrices; Cabral et al. 2017, doi:10.1038/s41598-017-05425-7",
    )


def test_an_eigenvector_without_a_leading_one_is_finite_with_a_finite_gradient():
    splay = np.array([[0.0, np.pi / 2], [0.0, 1.0]])
    assert np.isfinite(leading_eigenvectors(splay)).all()
    assert np.isfinite(jax.grad(lambda x: leading_eigenvectors(x)[:, 0].sum())(jnp.asarray(splay))).all()


def test_phase_fcd_is_the_cosine_similarity_of_upper_triangles(x64):
    phases = angles()
    edges = coherence_matrices(phases)[:, *np.triu_indices(5, 1)]
    edges /= np.linalg.norm(edges, axis=1, keepdims=True)
    np.testing.assert_allclose(phase_fcd(phases), edges @ edges.T, atol=1e-13)


def test_half_of_eight_communities_in_synchrony_is_the_largest_chimera(check):
    in_phase, cancelled = np.zeros((10, 4 * 6)), np.tile([0, 2, 4, 1, 3, 5], (10, 4)) * np.pi / 3
    index = chimera_index(np.hstack([in_phase, cancelled]), np.repeat(np.arange(8), 6))
    check("chimera index of 4 synchronous and 4 incoherent communities", index, 2 / 7, abs=1e-6, source=SHANAHAN)


def test_chimera_and_metastability_are_variances_over_communities_and_over_time(x64):
    phases, labels = angles(regions=9), np.array(list("abcabcabc"))
    order = np.stack([np.abs(np.exp(1j * phases[:, labels == c]).mean(axis=1)) for c in "abc"], axis=1)
    np.testing.assert_allclose(community_order(phases, labels), order, atol=1e-14)
    assert float(chimera_index(phases, labels)) == pytest.approx(order.var(axis=1, ddof=1).mean(), abs=1e-14)
    assert float(community_metastability(phases, labels)) == pytest.approx(order.var(axis=0, ddof=1).mean(), abs=1e-14)


LABELS = [0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    "measure",
    [
        phase_locking,
        leading_eigenvectors,
        phase_fcd,
        lambda x: chimera_index(x, LABELS),
        lambda x: community_metastability(x, LABELS),
    ],
)
def test_gradients_against_central_differences(x64, measure):
    phases, along, h = jnp.asarray(angles()), angles(seed=1), 1e-6
    weights = np.random.default_rng(2).normal(size=np.shape(measure(phases)))

    def loss(x):
        return (weights * measure(x)).sum()

    expected = (loss(phases + h * along) - loss(phases - h * along)) / (2 * h)
    np.testing.assert_allclose((jax.jit(jax.grad(loss))(phases) * along).sum(), expected, rtol=1e-6, atol=1e-8)


def test_locking_of_phases_that_cancel_exactly_has_a_finite_gradient():
    phases = jnp.asarray([[0.0, 0.0], [0.0, np.pi]])
    assert np.isfinite(jax.grad(lambda x: phase_locking(x).sum())(phases)).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: phase_locking(np.zeros(5)), r"phases must have the shape \(time, region\)"),
        (lambda: phase_fcd(angles(regions=2)), "phase_fcd needs at least 3 regions"),
        (lambda: chimera_index(angles(), [0, 1]), r"one label for each of the 5 regions, got the shape \(2,\)"),
        (lambda: chimera_index(angles(), [0] * 5), "chimera_index needs at least 2 communities, got 1"),
        (lambda: leading_eigenvectors([[0, np.nan], [0, 1]]), r"phases\[0, 1\] is nan"),
    ],
)
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
