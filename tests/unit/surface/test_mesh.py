"""Surfaces against the geometry of spheres and ellipsoids."""

import numpy as np
import pytest

from brainmass import graphs
from brainmass.surface import Surface, icosphere, joined, two_hemispheres

SQUARE = {"vertices": [[0, 0, 0], [2, 0, 0], [2, 1, 0], [0, 1, 0]], "triangles": [[0, 1, 2], [0, 2, 3]]}


@pytest.mark.parametrize("subdivisions", [0, 2, 4])
def test_an_icosphere_is_closed_and_regular(subdivisions):
    """V - E + F = 2, as Euler found of every polyhedron; and twelve vertices of five edges, the others of six."""
    sphere = icosphere(subdivisions, radius=30.0)
    assert (sphere.n, len(sphere.triangles)) == (10 * 4**subdivisions + 2, 20 * 4**subdivisions)
    assert sphere.n - len(sphere.edges) + len(sphere.triangles) == 2
    np.testing.assert_allclose(np.linalg.norm(sphere.vertices, axis=1), 30.0)
    degrees = np.bincount(sphere.edges.ravel())
    assert np.bincount(degrees).tolist()[5:] == ([12] if sphere.n == 12 else [12, sphere.n - 12])
    assert sphere.pieces == 1


def test_areas_normals_and_edges_of_a_sphere(check):
    sphere = icosphere(4, radius=30.0)
    check("area of an icosphere of 2562 vertices, r = 30 mm", sphere.areas.sum(), 4 * np.pi * 900, source="4 pi r^2",
          rel=2e-3, unit="mm^2")  # fmt: skip
    a, b, c = (sphere.vertices[sphere.triangles[:, k]] for k in range(3))
    volume = (a * np.cross(b, c)).sum() / 6  # positive where triangles run counterclockwise
    assert volume == pytest.approx(4 / 3 * np.pi * 30**3, rel=5e-3)
    np.testing.assert_allclose(sphere.normals, sphere.vertices / 30, atol=6e-3)
    # The edge of an icosahedron in a sphere of radius 1: 4 / sqrt(10 + 2 sqrt(5)).
    np.testing.assert_allclose(icosphere(0, radius=1.0).edge_lengths, 4 / np.sqrt(10 + 2 * np.sqrt(5)))


def test_a_square_of_two_triangles():
    square = Surface(**SQUARE)
    np.testing.assert_allclose(square.areas, np.array([2, 1, 2, 1]) / 3)
    np.testing.assert_array_equal(square.normals, [[0, 0, 1]] * 4)
    np.testing.assert_allclose(sorted(square.edge_lengths), [1, 1, 2, 2, np.sqrt(5)])
    np.testing.assert_array_equal((square.graph - square.graph.T).toarray(), 0)


def test_hemispheres_are_mirror_images():
    brain = two_hemispheres(2)
    assert (brain.pieces, brain.hemispheres.count("L"), brain.hemispheres.count("R")) == (2, 162, 162)
    np.testing.assert_allclose(brain.vertices[:162] * [-1, 1, 1], brain.vertices[162:])
    np.testing.assert_allclose(brain.normals[:162] * [-1, 1, 1], brain.normals[162:], atol=1e-12)
    assert brain.vertices[:162, 0].max() == pytest.approx(-4.0, abs=1.0)


def test_regions_by_the_nearest_centre_of_the_same_hemisphere():
    sc = graphs.distance_decay(20, seed=1)
    brain = two_hemispheres(3).mapped(sc)
    assert brain.labels == sc.labels
    assert not brain.empty_regions
    sides = np.array(sc.hemispheres)[brain.mapping]
    np.testing.assert_array_equal(sides, brain.hemispheres)
    i = 7
    same = [k for k in range(sc.n) if sc.hemispheres[k] == brain.hemispheres[i]]
    nearest = min(same, key=lambda k: np.linalg.norm(sc.centres[k] - brain.vertices[i]))
    assert brain.mapping[i] == nearest


def test_means_over_regions():
    square = Surface(**SQUARE, mapping=[0, 0, 2, 0], labels=["a", "b", "c"])
    values = np.array([[1.0, 2.0, 3.0, 6.0], [0.0, 0.0, 1.0, 0.0]])
    np.testing.assert_allclose(square.region_means(values), [[3, 0, 3], [0, 0, 1]])
    np.testing.assert_allclose(square.region_means(values[0], by_area=True), [(2 + 2 + 6) / 4, 0, 3])
    np.testing.assert_allclose(square.region_weights() @ values.T, square.region_means(values).T)
    assert square.empty_regions == ("b",)
    assert square.pooling().count == 3


def test_two_surfaces_as_one():
    left = Surface(**SQUARE, mapping=[0, 0, 1, 1], labels=["L.a", "both"])
    right = Surface(**SQUARE, mapping=[1, 1, 0, 0], labels=["R.a", "both"])
    brain = joined(left, right)
    assert brain.labels == ("L.a", "both", "R.a")
    assert brain.mapping.tolist() == [0, 0, 1, 1, 1, 1, 2, 2]
    assert brain.hemispheres == (*"LLLLRRRR",)
