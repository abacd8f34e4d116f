"""A surface as vertices and triangles, and the region of every vertex."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from brainmass.connectome import Connectome
from brainmass.errors import require_finite
from brainmass.labels import checked, numbered
from brainmass.pooling import Pooling, mean_over
from brainmass.surface.local import local_connectivity
from brainmass.units import convert, mm


@dataclass(frozen=True, eq=False)
class Surface:
    """A triangulated surface, each of whose vertices may be a neural mass.

    It need not be closed, nor a manifold, nor in one piece: two hemispheres are two pieces.

    Parameters
    ----------
    vertices : array, shape (V, 3)
        mm.
    triangles : array of int, shape (T, 3)
        Positions of vertices, counterclockwise as seen from outside.
    mapping : array of int, shape (V,), optional
        The region of every vertex, as its position in ``labels``.
    labels : sequence of str, optional
        Region names; ``region0``, ``region1``, ... by default. Some may have no vertex.
    hemispheres : sequence of str, optional
        ``"L"``, ``"R"`` or ``""`` for each vertex.
    name : str
        Where it comes from.

    Raises
    ------
    ValueError
        If shapes disagree, a number is not finite, a triangle names a vertex that is not there or one twice, a vertex
        belongs to no triangle, or one has no region where others have.

    Examples
    --------
    >>> from brainmass.surface import icosphere
    >>> sphere = icosphere(2, radius=50.0)
    >>> sphere
    <Surface icosphere: 162 vertices, 320 triangles, no regions>
    >>> round(float(sphere.edge_lengths.mean()), 2), round(float(sphere.areas.sum() / (4 * np.pi * 50**2)), 3)
    (14.97, 0.981)
    """

    vertices: np.ndarray
    triangles: np.ndarray
    mapping: np.ndarray | None = None
    labels: tuple[str, ...] = ()
    hemispheres: tuple[str, ...] = ()
    name: str = field(default="surface", kw_only=True)

    def __post_init__(self) -> None:
        vertices = np.array(convert(self.vertices, mm, "vertices"), float)
        if vertices.ndim != 2 or vertices.shape[1] != 3 or len(vertices) < 3:
            raise ValueError(f"vertices must have shape (V, 3), with 3 of them at least; got shape {vertices.shape}")
        require_finite("vertices", vertices)
        triangles = _checked_triangles(self.triangles, len(vertices))
        hemispheres = tuple(str(x) for x in self.hemispheres)
        if hemispheres and len(hemispheres) != len(vertices):
            raise ValueError(f"hemispheres must be one for each of {len(vertices)} vertices, got {len(hemispheres)}")
        mapping, labels = _checked_mapping(self.mapping, tuple(str(x) for x in self.labels), len(vertices))
        new = {
            "vertices": vertices, "triangles": triangles, "hemispheres": hemispheres, "mapping": mapping,
            "labels": labels,
        }  # fmt: skip
        for key, value in new.items():
            object.__setattr__(self, key, value)

    @property
    def n(self) -> int:
        """Number of vertices."""
        return len(self.vertices)

    @cached_property
    def edges(self) -> np.ndarray:
        """Pairs of vertices that are joined, shape (E, 2), each once."""
        pairs = np.concatenate([self.triangles[:, [0, 1]], self.triangles[:, [1, 2]], self.triangles[:, [2, 0]]])
        return np.unique(np.sort(pairs, axis=1), axis=0)

    @cached_property
    def edge_lengths(self) -> np.ndarray:
        """Length of every edge, mm."""
        return np.linalg.norm(np.diff(self.vertices[self.edges], axis=1)[:, 0], axis=1)

    @cached_property
    def graph(self) -> csr_array:
        """The edges as a symmetric sparse matrix of lengths."""
        i, j = self.edges.T
        lengths = np.concatenate([self.edge_lengths] * 2)
        return csr_array((lengths, (np.concatenate([i, j]), np.concatenate([j, i]))), shape=(self.n, self.n))

    @cached_property
    def _crosses(self) -> np.ndarray:
        """The normal of every triangle, twice as long as its area."""
        a, b, c = (self.vertices[self.triangles[:, i]] for i in range(3))
        return np.cross(b - a, c - a)

    @property
    def triangle_areas(self) -> np.ndarray:
        """Of every triangle, mm^2."""
        return np.linalg.norm(self._crosses, axis=1) / 2

    @cached_property
    def areas(self) -> np.ndarray:
        """Area that belongs to every vertex, mm^2: a third of each of its triangles."""
        return np.bincount(self.triangles.ravel(), np.repeat(self.triangle_areas / 3, 3), self.n)

    @cached_property
    def normals(self) -> np.ndarray:
        """Unit vectors that stand on the surface at every vertex: the mean of its triangles', weighted by area."""
        sums = np.stack(
            [np.bincount(self.triangles.ravel(), np.repeat(self._crosses[:, k], 3), self.n) for k in range(3)], axis=1
        )
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0)

    @property
    def pieces(self) -> int:
        """How many pieces there are that no edge joins."""
        return int(connected_components(self.graph, directed=False)[0])

    @property
    def empty_regions(self) -> tuple[str, ...]:
        """Labels of the regions in which no vertex lies."""
        counts = np.bincount(self._regions(), minlength=len(self.labels))
        return tuple(label for label, count in zip(self.labels, counts, strict=True) if count == 0)

    def with_regions(self, mapping: Any, labels: Sequence[str] = ()) -> Surface:
        """The same surface with other regions."""
        return replace(self, mapping=mapping, labels=tuple(labels))

    def mapped(self, connectome: Connectome) -> Surface:
        """Every vertex in the region whose centre is nearest; of its own hemisphere, where both know theirs.

        For synthetic surfaces and first looks: the regions of an atlas have other borders.

        Raises
        ------
        ValueError
            If the connectome has no centres, or a region is nearest to no vertex.

        Examples
        --------
        >>> from brainmass import graphs
        >>> from brainmass.surface import two_hemispheres
        >>> two_hemispheres(3).mapped(graphs.distance_decay(20))
        <Surface two hemispheres: 1284 vertices, 2560 triangles, 20 regions>
        """
        if connectome.centres is None:
            raise ValueError(f"{connectome} has no centres, so it is not known which is nearest; give a mapping")
        mapping = np.full(self.n, -1)
        here, there = np.array(self.hemispheres), np.array(connectome.hemispheres)
        sides = sorted({*here.tolist()} & {*there.tolist()}) if len(here) and len(there) else []
        parts = [(here == side, there == side) for side in sides] or [(np.ones(self.n, bool), slice(None))]
        for vertices, regions in parts:
            places = np.arange(connectome.n)[regions]
            mapping[vertices] = places[KDTree(connectome.centres[regions]).query(self.vertices[vertices])[1]]
        if (mapping < 0).any():
            raise ValueError(f"{connectome} has no region in the hemisphere '{here[np.argmin(mapping)]}' of a vertex")
        found = self.with_regions(mapping, connectome.labels)
        if found.empty_regions:
            raise ValueError(
                f"no vertex is nearest to {len(found.empty_regions)} of {connectome.n} regions "
                f"({', '.join(found.empty_regions[:5])}, ...): take a finer mesh, or leave them out with "
                "Connectome.select"
            )
        return found

    def pooling(self, *, by_area: bool = False) -> Pooling:
        """The mean over every region, plain or by area, for ``source_regions=`` of a projection.

        The surface itself, ``source_regions=surface``, stands for the plain one.
        """
        found = mean_over(self._regions(), self.areas if by_area else None)
        return replace(found, count=len(self.labels), labels=self.labels)

    def region_means(self, values: Any, *, by_area: bool = False) -> np.ndarray:
        """Means over regions of something known at every vertex: from (..., V) to (..., regions)."""
        given = np.asarray(values)
        if given.ndim == 0 or given.shape[-1] != self.n:
            raise ValueError(f"values must have {self.n} vertices last, got shape {given.shape}")
        return given @ csr_array(self.region_weights(by_area=by_area).T)

    def region_weights(self, *, by_area: bool = False) -> np.ndarray:
        """The means over regions as a matrix, shape (regions, V): for :func:`brainmass.observe.weighted`, which takes
        them as a simulation runs."""
        weights = np.zeros((len(self.labels), self.n))
        weights[self._regions(), np.arange(self.n)] = self.pooling(by_area=by_area).shares
        return weights

    def local_connectivity(self, kernel: Any, cutoff: Any = 40.0, **options: Any) -> csr_array:
        """Connections between near vertices; see :func:`brainmass.surface.local_connectivity`."""
        return local_connectivity(self, kernel, cutoff, **options)

    def _regions(self) -> np.ndarray:
        if self.mapping is None:
            raise ValueError(f"{self} has no regions; give mapping= where it is made, or take surface.mapped(sc)")
        return self.mapping

    def __repr__(self) -> str:
        regions = "no regions" if self.mapping is None else f"{len(self.labels)} regions"
        return f"<Surface {self.name}: {self.n} vertices, {len(self.triangles)} triangles, {regions}>"


def joined(left: Surface, right: Surface, *, name: str = "two hemispheres") -> Surface:
    """Two hemispheres as one surface; vertices and regions of the left one come first.

    Regions of the same name in both become one; hemispheres that are not known become ``"L"`` and ``"R"``.
    """
    if (left.mapping is None) != (right.mapping is None):
        raise ValueError(f"{left} and {right}: either both have regions or none")
    mapping, labels = None, left.labels
    if left.mapping is not None and right.mapping is not None:
        labels = tuple(dict.fromkeys([*left.labels, *right.labels]))
        places = np.array([labels.index(label) for label in right.labels])
        mapping = np.concatenate([left.mapping, places[right.mapping]])
    sides = (*(left.hemispheres or "L" * left.n), *(right.hemispheres or "R" * right.n))
    vertices = np.concatenate([left.vertices, right.vertices])
    return Surface(
        vertices, np.concatenate([left.triangles, right.triangles + left.n]), mapping, labels, sides, name=name
    )


def _checked_triangles(given: Any, n: int) -> np.ndarray:
    array = np.asarray(given)
    if array.ndim != 2 or array.shape[1] != 3 or not len(array):
        raise ValueError(f"triangles must have shape (T, 3), the positions of three vertices each; got {array.shape}")
    if not _whole(array):
        raise ValueError("triangles must hold whole numbers, the positions of vertices")
    triangles = array.astype(np.int32)
    if triangles.min() < 0 or triangles.max() >= n:
        row = int(np.flatnonzero(((triangles < 0) | (triangles >= n)).any(axis=1))[0])
        hint = " (are they counted from 1?)" if triangles.min() == 1 and triangles.max() == n else ""
        raise ValueError(f"triangles[{row}] is {triangles[row].tolist()}, but vertices are 0 to {n - 1}{hint}")
    a, b, c = triangles.T
    twice = np.flatnonzero((a == b) | (b == c) | (c == a))
    if len(twice):
        raise ValueError(f"triangles[{twice[0]}] is {triangles[twice[0]].tolist()}: a vertex twice; leave it out")
    alone = np.flatnonzero(np.bincount(triangles.ravel(), minlength=n) == 0)
    if len(alone):
        raise ValueError(
            f"vertices {', '.join(map(str, alone[:5]))}{', ...' if len(alone) > 5 else ''} ({len(alone)} in all) "
            "belong to no triangle; leave them out, and count the triangles' vertices anew"
        )
    return triangles


def _whole(array: np.ndarray) -> bool:
    return bool(np.issubdtype(array.dtype, np.number) and (np.isfinite(array) & (array == np.floor(array))).all())


def _checked_mapping(given: Any, labels: tuple[str, ...], n: int) -> tuple[np.ndarray | None, tuple[str, ...]]:
    if given is None:
        if labels:
            raise ValueError("labels are given but no mapping; give the region of every vertex as mapping=")
        return None, ()
    array = np.asarray(given)
    if array.shape != (n,) or not _whole(array):
        raise ValueError(
            f"mapping must be a whole number for each of the {n} vertices, the position of its region; got shape "
            f"{array.shape} of {array.dtype}"
        )
    mapping = array.astype(np.int32)
    none = np.flatnonzero(mapping < 0)
    if len(none):
        raise ValueError(
            f"mapping[{none[0]}] is {mapping[none[0]]}: {len(none)} vertices have no region; leave them out, or make "
            "one region more of them"
        )
    labels = labels or numbered(int(mapping.max()) + 1)
    if mapping.max() >= len(labels):
        at = int(np.argmax(mapping))
        raise ValueError(f"mapping[{at}] is {mapping[at]}, but there are {len(labels)} labels, 0 to {len(labels) - 1}")
    return mapping, checked(labels)
