"""Connectomes: normalisation, Laplacians and selection against their closed forms."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass import connectome
from brainmass.connectome import Connectome, laplacian_connectivity

RNG = np.random.default_rng(0)
W = RNG.random((5, 5)) * (1 - np.eye(5))
ISOLATED = W.copy()
ISOLATED[2, :] = ISOLATED[:, 2] = 0.0
SC = Connectome(
    W, 10 * RNG.random((5, 5)), list("abcde"), RNG.normal(size=(5, 3)), ["L", "L", "L", "R", "R"], name="test"
)  # fmt: skip


def test_row_and_column_normalisation():
    np.testing.assert_allclose(SC.row_normalized().weights, W / W.sum(axis=1)[:, None])
    np.testing.assert_allclose(SC.column_normalized().weights, W / W.sum(axis=0)[None, :])
    for normalized, axis in ((Connectome(ISOLATED).row_normalized(), 1), (Connectome(ISOLATED).column_normalized(), 0)):
        np.testing.assert_allclose(normalized.weights.sum(axis=axis), [1, 1, 0, 1, 1])


def test_rows_that_cancel_are_refused():
    signed = Connectome(np.array([[0.0, 1.0, 1.0], [1.0, 0.0, -1.0], [1.0, 1.0, 0.0]]))
    with pytest.raises(ValueError, match=r"weights: row 1 sums to 0, so it cannot be brought to 1; use max_normalized"):
        signed.row_normalized()
    with pytest.raises(ValueError, match=r"weights: column 2 sums to 0"):
        signed.column_normalized()


def test_maximum_and_spectral_radius():
    signed = Connectome(W - 2 * W.T).max_normalized().weights
    assert np.abs(signed).max() == pytest.approx(1.0)
    np.testing.assert_allclose(SC.spectral_normalized().weights, W / np.abs(np.linalg.eigvals(W)).max())
    # A directed ring of weight w has the eigenvalues w exp(2 pi i k / n): radius w, though none is real but one.
    ring = np.roll(0.3 * np.eye(7), 1, axis=0)
    assert connectome.spectral_radius(ring) == pytest.approx(0.3)
    np.testing.assert_array_equal(Connectome(np.zeros((3, 3))).spectral_normalized().weights, np.zeros((3, 3)))
    np.testing.assert_array_equal(Connectome(np.zeros((3, 3))).max_normalized().weights, np.zeros((3, 3)))


def test_symmetrising_takes_the_mean_of_both_directions():
    mean = SC.symmetrized()
    assert mean.weights[1, 3] == mean.weights[3, 1] == (W[1, 3] + W[3, 1]) / 2
    np.testing.assert_allclose(mean.lengths, (SC.lengths + SC.lengths.T) / 2)


def test_laplacians_of_a_path():
    """The path 0 - 1 - 2: eigenvalues 0, 1, 3; normalised 0, 1, 2 (Chung, Spectral Graph Theory, ch. 1)."""
    path = Connectome(np.array([[0.0, 1, 0], [1, 0, 1], [0, 1, 0]]))
    np.testing.assert_allclose(path.laplacian(), [[1, -1, 0], [-1, 2, -1], [0, -1, 1]])
    np.testing.assert_allclose(np.linalg.eigvalsh(path.laplacian()), [0, 1, 3], atol=1e-12)
    np.testing.assert_allclose(np.linalg.eigvalsh(path.symmetric_laplacian()), [0, 1, 2], atol=1e-12)
    np.testing.assert_allclose(np.sort(np.linalg.eigvals(path.random_walk_laplacian())), [0, 1, 2], atol=1e-12)
    np.testing.assert_allclose(path.random_walk_laplacian(), [[1, -1, 0], [-0.5, 1, -0.5], [0, -1, 1]])


def test_laplacians_use_row_sums_and_give_zero_rows_to_isolated_regions():
    degree = ISOLATED.sum(axis=1)
    sc = Connectome(ISOLATED)
    np.testing.assert_allclose(sc.laplacian(), np.diag(degree) - ISOLATED)
    kept = np.ix_([0, 1, 3, 4], [0, 1, 3, 4])
    root = np.sqrt(degree[[0, 1, 3, 4]])
    symmetric, walk = sc.symmetric_laplacian(), sc.random_walk_laplacian()
    np.testing.assert_allclose(symmetric[kept], (np.diag(degree) - ISOLATED)[kept] / np.outer(root, root))
    np.testing.assert_allclose(walk[kept], (np.diag(degree) - ISOLATED)[kept] / root[:, None] ** 2)
    for matrix in (symmetric, walk):
        np.testing.assert_array_equal(matrix[2], 0)
        np.testing.assert_array_equal(matrix[:, 2], 0)


@pytest.mark.parametrize("normalize", [False, True])
def test_laplacian_connectivity_is_a_jax_array_of_the_same_numbers(normalize):
    sc = Connectome(ISOLATED)
    expected = sc.symmetric_laplacian() if normalize else sc.laplacian()
    for weights in (ISOLATED, jnp.asarray(ISOLATED)):
        result = laplacian_connectivity(weights, normalize=normalize)
        assert isinstance(result, jax.Array)
        np.testing.assert_allclose(result, expected, rtol=1e-6)
    whole = laplacian_connectivity(np.array([[0, 2], [2, 0]]))
    np.testing.assert_array_equal(whole, [[2, -2], [-2, 2]])
    inside = jax.jit(lambda w: laplacian_connectivity(w, normalize=normalize))(jnp.asarray(ISOLATED))
    np.testing.assert_allclose(inside, expected, rtol=1e-6)


@pytest.mark.parametrize(
    "function",
    [
        connectome.row_normalize,
        connectome.column_normalize,
        connectome.symmetric_laplacian,
        connectome.random_walk_laplacian,
    ],
    ids=lambda f: f.__name__,
)
def test_gradients_are_finite_at_isolated_regions(function):
    gradient = jax.grad(lambda w: (function(w) ** 2).sum())(jnp.asarray(ISOLATED))
    assert np.isfinite(gradient).all()
    assert np.abs(gradient).max() > 0


def test_thresholds():
    weights = np.array([[5.0, 0.1, -0.3], [0.2, 5.0, 0.0], [0.4, -0.05, 5.0]])
    sc = Connectome(weights)
    np.testing.assert_array_equal(sc.without_self_connections().weights, weights * (1 - np.eye(3)))
    np.testing.assert_array_equal(
        sc.without_self_connections().thresholded(0.2).weights, [[0, 0, -0.3], [0.2, 0, 0], [0.4, 0, 0]]
    )
    np.testing.assert_array_equal(
        sc.without_self_connections().with_density(1 / 3).weights, [[0, 0, -0.3], [0, 0, 0], [0.4, 0, 0]]
    )
    np.testing.assert_array_equal(sc.with_density(1.0).weights, weights)
    assert np.count_nonzero(Connectome(W).with_density(0.5).weights) == 10


def test_selection_takes_everything_along_in_the_order_asked_for():
    part = SC.select(["d", 0, "b"])
    assert part.labels == ("d", "a", "b")
    assert part.hemispheres == ("R", "L", "L")
    assert part.weights[0, 1] == W[3, 0]
    assert part.lengths[2, 0] == SC.lengths[1, 3]
    np.testing.assert_array_equal(part.centres, SC.centres[[3, 0, 1]])
    assert part.name == "test"
    assert SC.select([-1]).labels == ("e",)
    assert SC.index("c") == SC.index(2) == SC.index(np.int64(-3)) == 2


def test_what_is_given_is_copied_and_completed():
    given = np.ones((2, 2), dtype=int)
    sc = Connectome(given)
    given[0, 0] = 9
    assert sc.weights[0, 0] == 1.0
    assert sc.weights.dtype == float
    assert sc.labels == ("region0", "region1")
    assert sc.n == 2
    assert repr(sc) == "<Connectome connectome: 2 regions, without tract lengths>"
    assert repr(SC) == "<Connectome test: 5 regions, with tract lengths>"


def test_quantities_become_mm():
    import brainunit as u

    sc = Connectome(np.ones((2, 2)), lengths=np.array([[0.0, 3.0], [3.0, 0.0]]) * u.cm, centres=np.ones((2, 3)) * u.mm)
    assert sc.lengths[0, 1] == pytest.approx(30.0)
    np.testing.assert_allclose(sc.centres, 1.0)


def test_mapping_keeps_the_rest():
    logged = SC.mapped(np.log1p)
    np.testing.assert_allclose(logged.weights, np.log1p(W))
    assert logged.lengths is not None
    assert logged.labels == SC.labels
