"""Distances on a surface against great circles, and weights between near vertices against what they should sum to."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import eval_legendre

from brainmass.surface import Surface, distances, exponential, gaussian, icosphere, mexican_hat

RADIUS = 50.0


@pytest.fixture(scope="module")
def sphere() -> Surface:
    return icosphere(3, radius=RADIUS)


def arcs(sphere, pairs):
    """Great-circle distances of the pairs that a sparse matrix has."""
    rows = np.repeat(np.arange(sphere.n), np.diff(pairs.indptr))
    cosines = (sphere.vertices[rows] * sphere.vertices[pairs.indices]).sum(axis=1) / RADIUS**2
    return RADIUS * np.arccos(np.clip(cosines, -1, 1))


@pytest.mark.parametrize(("along", "mean", "most"), [("surface", 1.013, 1.045), ("edges", 1.074, 1.230)])
def test_ways_on_the_mesh_against_great_circles(sphere, along, mean, most):
    """A way on the mesh is longer than the geodesic of the sphere, but for the chords of its edges."""
    found = distances(sphere, 40.0, along=along)
    apart = arcs(sphere, found)
    ratio = found.data[apart > 1] / apart[apart > 1]
    assert ratio.mean() == pytest.approx(mean, abs=0.003)
    assert ratio.max() == pytest.approx(most, abs=0.003)
    assert ratio.min() > 0.997
    assert abs(found - found.T).max() < 1e-12


def test_straight_distances_and_the_cutoff(sphere):
    found = distances(sphere, 20.0, along="space")
    apart = np.linalg.norm(sphere.vertices[:, None] - sphere.vertices, axis=2)
    np.testing.assert_allclose(found.toarray(), np.where(apart <= 20.0, apart, 0.0), atol=1e-12)
    assert found.nnz == (apart <= 20.0).sum()


def test_a_way_goes_straight_across_two_triangles_and_round_a_corner_that_is_in_the_way():
    """A kite, whose outer corners see each other, and a dart, whose outer corners do not."""
    kite = Surface([[0, 0, 0], [1, -1, 0], [1, 1, 0], [3, 0, 0]], [[0, 1, 2], [1, 3, 2]])
    assert distances(kite, 9.0)[0, 3] == pytest.approx(3.0)
    assert distances(kite, 9.0, along="edges")[0, 3] == pytest.approx(np.sqrt(2) + np.sqrt(5))
    dart = Surface([[0, 0, 0], [1, 1, 0], [-3, 0, 0], [1, -1, 0]], [[0, 1, 2], [0, 2, 3]])
    assert distances(dart, 9.0)[1, 3] == pytest.approx(2 * np.sqrt(2))


def test_a_folded_pair_of_triangles_is_unfolded():
    """Two faces of a cube's corner at a right angle: the way from one to the other is that of the flat net."""
    fold = Surface([[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 0, 1]], [[0, 1, 2], [0, 3, 1]])
    assert distances(fold, 9.0)[2, 3] == pytest.approx(np.sqrt(5))


def test_a_gaussian_by_area_has_the_eigenvalues_of_the_sphere(check):
    """Spherical harmonics are the eigenfunctions of any kernel of distance on a sphere, with the eigenvalues
    2 pi r^2 int K(r arccos z) P_l(z) dz (Funk and Hecke)."""
    sphere, sigma, cutoff = icosphere(4, radius=RADIUS), 12.0, 40.0
    weights = sphere.local_connectivity(_on_arcs(gaussian(sigma)), _chord(cutoff), along="space", by_area=True)
    z = sphere.vertices[:, 2] / RADIUS
    ours, expected = [], []
    for degree in range(7):
        harmonic = eval_legendre(degree, z)
        ours.append((harmonic * sphere.areas) @ (weights @ harmonic) / (harmonic**2 @ sphere.areas))
        expected.append(funk_hecke(gaussian(sigma), degree, cutoff))
    check.table(
        "Gaussian kernel on a sphere, eigenvalues of degree 0 to 6", ours, expected, source="Funk-Hecke", rel=5e-3
    )


def _on_arcs(kernel):
    """The kernel of the great circle, as a function of the chord."""
    return lambda chord: kernel(2 * RADIUS * np.arcsin(chord / 2 / RADIUS))


def _chord(arc):
    return 2 * RADIUS * np.sin(arc / 2 / RADIUS)


def funk_hecke(kernel, degree, cutoff):
    def integrand(z):
        return kernel(RADIUS * np.arccos(z)) * eval_legendre(degree, z)

    return 2 * np.pi * RADIUS**2 * quad(integrand, np.cos(cutoff / RADIUS), 1.0)[0]


def test_rows_made_alike(sphere):
    """Positive and negative parts apart, each to its mean over the vertices; TVB's vertices are not joined to
    themselves."""
    raw = sphere.local_connectivity(mexican_hat(), 40.0, itself=False)
    alike = sphere.local_connectivity(mexican_hat(), 40.0, itself=False, normalized=True)
    for of in (np.maximum, np.minimum):
        before, after = (np.asarray(of(w.toarray(), 0).sum(axis=1)) for w in (raw, alike))
        np.testing.assert_allclose(after, before.mean(), rtol=1e-12)
        assert np.ptp(before) > 0.01
    assert not alike.diagonal().any()


def test_kernels_at_zero_and_far(check):
    """Defaults of TVB's DoubleGaussian: 0.5 exp(-d^2 / 800) - exp(-d^2 / 200)."""
    d = np.array([0.0, 12.0, 25.0])
    check.table("Mexican hat of TVB", mexican_hat()(d), 0.5 * np.exp(-(d**2) / 800) - np.exp(-(d**2) / 200),
                source="tvb-library 2.10, DoubleGaussian", rel=1e-12)  # fmt: skip
    np.testing.assert_allclose(exponential(8.0, 2.0)(d), 2 * np.exp(-d / 8))
    np.testing.assert_allclose(gaussian(5.0, 2.0, midpoint=3.0, offset=0.1)(d), 0.1 + 2 * np.exp(-((d - 3) ** 2) / 50))
