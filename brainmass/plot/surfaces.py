"""Activity on a cortical surface, drawn flat from one side: triangles from the back to the front."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.errors import unknown
from brainmass.plot.look import PALE, SEQUENTIAL, axes
from brainmass.surface import Surface

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# From where one looks, and what is up, in right, front, top; and which hemisphere is shown (none: all of the surface).
_VIEWS: dict[str, tuple[tuple[int, int, int], tuple[int, int, int], str]] = {
    "lateral left": ((-1, 0, 0), (0, 0, 1), "L"),
    "lateral right": ((1, 0, 0), (0, 0, 1), "R"),
    "medial left": ((1, 0, 0), (0, 0, 1), "L"),
    "medial right": ((-1, 0, 0), (0, 0, 1), "R"),
    "top": ((0, 0, 1), (0, 1, 0), ""),
    "bottom": ((0, 0, -1), (0, 1, 0), ""),
    "front": ((0, 1, 0), (0, 0, 1), ""),
    "back": ((0, -1, 0), (0, 0, 1), ""),
}
_WAYS = {"R": (0, 1), "L": (0, -1), "A": (1, 1), "P": (1, -1), "S": (2, 1), "I": (2, -1)}
_DARKEST = 0.55
"""Of what faces away from the light."""


def mesh(
    surface: Surface,
    values: Any,
    *,
    view: str = "lateral left",
    directions: str = "RAS",
    limits: tuple[float, float] | None = None,
    cmap: str = SEQUENTIAL,
    name: str = "",
    bar: bool = True,
    shaded: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Values on a surface as colours, seen from one side.

    Parameters
    ----------
    surface : Surface
    values : array, shape (V,) or (regions,)
        One number for each vertex, or for each region of the surface. Triangles have the mean of their corners, between
        regions that of most corners; those with a corner that is not finite are grey.
    view : str
        ``"lateral left"``, ``"medial left"``, ``"lateral right"`` or ``"medial right"``, of one hemisphere where the
        surface knows them; ``"top"``, ``"bottom"``, ``"front"`` or ``"back"``, of all.
    directions : str
        Where the axes of the surface point: ``"RAS"`` (right, anterior, superior) as in MNI; ``"ALS"`` for the cortex
        of The Virtual Brain.
    limits : (low, high), optional
        Values at the ends of the colours; the range of the values if None.
    cmap : str
        A Matplotlib colour map.
    name : str
        What the colours mean, beside the colour bar.
    bar : bool
        Whether there is a colour bar.
    shaded : bool
        Whether slopes are darker, so that one sees the folds; the colours are then darker than those of the bar.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    KeyError
        If there is no such view.
    ValueError
        If there is not one value per vertex or region, none is finite, or the surface has no such hemisphere.

    Examples
    --------
    >>> from brainmass.surface import icosphere
    >>> sphere = icosphere(2)
    >>> ax = mesh(sphere, sphere.vertices[:, 2], view="front", name="height (mm)")
    >>> len(ax.collections[0].get_paths())
    152
    """
    from matplotlib import colormaps
    from matplotlib.cm import ScalarMappable
    from matplotlib.collections import PolyCollection
    from matplotlib.colors import Normalize

    if view not in _VIEWS:
        raise KeyError(unknown("view", view, _VIEWS))
    given, across = _per_vertex(surface, values)
    eye, up, side = _VIEWS[view]
    toward, upward = (_turned(way, directions) for way in (eye, up))
    triangles = _shown(surface, side)
    of_triangle = across(given[triangles], axis=1)
    if not np.isfinite(of_triangle).any():
        raise ValueError("values holds nothing to show: no triangle has three finite corners")
    corners = surface.vertices[triangles]
    facing = _facing(corners) @ toward
    seen = np.flatnonzero(facing > 0)
    order = seen[np.argsort((corners[seen] @ toward).mean(axis=1))]
    low, high = limits or (given[np.isfinite(given)].min(), given[np.isfinite(given)].max())
    norm, colours = Normalize(low, high), colormaps[cmap].with_extremes(bad=PALE)
    faces = np.array(colours(norm(np.ma.masked_invalid(of_triangle[order]))))
    if shaded:
        faces[:, :3] *= (_DARKEST + (1 - _DARKEST) * facing[order])[:, None]
    flat = corners[order] @ np.stack([np.cross(upward, toward), upward], axis=1)
    ax = axes(ax, (4.0, 3.2))
    # Edges in the colour of their face, else there are pale seams between the triangles.
    ax.add_collection(PolyCollection(list(flat), facecolors=faces, edgecolors=faces, linewidths=0.4))
    ax.set_aspect("equal")
    ax.autoscale_view()
    ax.set_axis_off()
    if bar:
        scale = ax.figure.colorbar(ScalarMappable(norm, colours), ax=ax, fraction=0.046, pad=0.03, shrink=0.8)
        scale.set_label(name)
        scale.outline.set_visible(False)  # pyright: ignore[reportCallIssue]
    return ax


def _per_vertex(surface: Surface, values: Any) -> tuple[np.ndarray, Callable[..., Any]]:
    """One value for each vertex, and what the corners of a triangle make of theirs."""
    given = np.asarray(values, float)
    if given.shape == (surface.n,):
        return given, np.mean
    if surface.mapping is not None and given.shape == (len(surface.labels),):
        return given[surface.mapping], np.median
    regions = f", or for each of its {len(surface.labels)} regions" if surface.labels else ""
    raise ValueError(f"values must be one for each of {surface.n} vertices{regions}; got shape {given.shape}")


def _shown(surface: Surface, side: str) -> np.ndarray:
    """The triangles of a hemisphere; all of them where it is not known which is which."""
    if not side or not surface.hemispheres:
        return surface.triangles
    there = np.array(surface.hemispheres) == side
    if not there.any():
        raise ValueError(f"{surface} has no vertices in the hemisphere '{side}'; take another view")
    return surface.triangles[there[surface.triangles].all(axis=1)]


def _turned(way: tuple[int, int, int], directions: str) -> np.ndarray:
    """A way in right, front, top as one along the axes of the surface."""
    letters = directions.upper() if isinstance(directions, str) else ""
    found = [_WAYS[letter] for letter in letters if letter in _WAYS]
    if len(letters) != 3 or {axis for axis, _ in found} != {0, 1, 2}:
        raise ValueError(
            f"directions must be three letters such as 'RAS', of R/L, A/P and S/I each one; got {directions!r}"
        )
    return np.array([sign * way[axis] for axis, sign in found], float)


def _facing(corners: np.ndarray) -> np.ndarray:
    """Unit normals of triangles; 0 of one without area."""
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    return np.divide(normals, lengths, out=np.zeros_like(normals), where=lengths > 0)
