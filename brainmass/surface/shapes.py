"""Surfaces made by rule: a subdivided icosahedron, and two of them as hemispheres."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from brainmass.surface.mesh import Surface, joined
from brainmass.units import mm, to_array, to_float

_MOST = 7


def icosphere(subdivisions: int, radius: Any = 50.0) -> Surface:
    """A sphere: an icosahedron whose triangles are divided in four, again and again.

    10 x 4^subdivisions + 2 vertices: 12, 42, 162, 642, 2562, 10242, 40962, ...

    Parameters
    ----------
    subdivisions : int
        0 to 7.
    radius : float or quantity
        mm.

    Examples
    --------
    >>> icosphere(4)
    <Surface icosphere: 2562 vertices, 5120 triangles, no regions>
    """
    if isinstance(subdivisions, bool) or not isinstance(subdivisions, int) or not 0 <= subdivisions <= _MOST:
        raise ValueError(f"subdivisions must be a whole number, 0 to {_MOST}; got {subdivisions!r}")
    size = to_float(radius, mm, "radius")
    if not size > 0:
        raise ValueError(f"radius must be positive, in mm; got {size:g}")
    vertices, triangles = _icosahedron()
    for _ in range(subdivisions):
        vertices, triangles = _divided(vertices, triangles)
    return Surface(size * vertices, triangles, name="icosphere")


def two_hemispheres(subdivisions: int, size: Any = (63.0, 168.0, 112.0), gap: Any = 8.0) -> Surface:
    """Two ellipsoids side by side, mirror images, along x the left one first.

    The defaults enclose the regions of :func:`brainmass.graphs.distance_decay`, and of ``synthetic`` data.

    Parameters
    ----------
    subdivisions : int
        Of the icosahedron that each is made of.
    size : array, shape (3,), or quantity
        Width, length and height of each, mm.
    gap : float or quantity
        Between them, mm.
    """
    extent, between = np.asarray(to_array(size, mm, "size"), float), to_float(gap, mm, "gap")
    if extent.shape != (3,) or not (extent > 0).all():
        raise ValueError(f"size must be three positive lengths in mm, got {extent.tolist()}")
    sphere = icosphere(subdivisions, radius=1.0)
    left = sphere.vertices * extent / 2 - [(between + extent[0]) / 2, 0.0, 0.0]
    # A mirror image has its triangles the other way round.
    mirrored = Surface(left * [-1, 1, 1], sphere.triangles[:, ::-1])
    return joined(replace(sphere, vertices=left), mirrored)


def _icosahedron() -> tuple[np.ndarray, np.ndarray]:
    """12 vertices at the corners of three golden rectangles, 20 triangles."""
    golden = (1 + np.sqrt(5)) / 2
    corners = [(s, t * golden) for s in (-1, 1) for t in (-1, 1)]
    vertices = np.array([np.roll((0.0, *corner), k) for k in range(3) for corner in corners])
    distance = np.linalg.norm(vertices[:, None] - vertices, axis=2)
    near = np.isclose(distance, 2.0)  # the length of its edges
    triangles = [
        (i, j, k)
        for i in range(12)
        for j in range(i + 1, 12)
        for k in range(j + 1, 12)
        if near[i, j] and near[j, k] and near[i, k]
    ]
    outward = [
        (i, j, k) if np.linalg.det(vertices[[i, j, k]]) > 0 else (i, k, j) for i, j, k in triangles
    ]  # fmt: skip
    return vertices / np.linalg.norm(vertices[0]), np.array(outward)


def _divided(vertices: np.ndarray, triangles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every triangle in four, with new vertices at the middles of edges, pushed out onto the sphere."""
    sides = np.sort(triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    edges, place = np.unique(sides, axis=0, return_inverse=True)
    middles = vertices[edges].sum(axis=1)
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    ab, bc, ca = (place.reshape(-1, 3) + len(vertices)).T
    a, b, c = triangles.T
    four = [np.stack(corners, axis=1) for corners in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
    return np.concatenate([vertices, middles]), np.concatenate(four)
