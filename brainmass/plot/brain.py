"""A connectome within the outline of a brain, which is drawn from the centres of its regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis.door import as_numpy
from brainmass.connectome import Connectome
from brainmass.errors import require_finite
from brainmass.plot.look import DIVERGING, GREY, INK, SEQUENTIAL, axes, colour_bar, shared_colour_bar
from brainmass.plot.outline import outline

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Axes of the picture, as (right or front, up), and what stands at its four sides: left, right.
_VIEWS = {
    "sagittal": (1, 2, "P", "A"),
    "coronal": (0, 2, "L", "R"),
    "axial": (0, 1, "L", "R"),
}
_OPPOSITE = {"R": "L", "A": "P", "S": "I"}
_EDGES_PER_REGION = 2


def glass_brain(
    connectome: Any,
    *,
    view: str = "axial",
    values: Any = None,
    edges: int | None = None,
    name: str = "",
    limits: tuple[float, float] | None = None,
    orientation: str | None = None,
    bar: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Regions at their centres and the strongest connections between them, seen through the brain.

    The outline is the rounded hull of the centres, with some room: it says where the regions lie, and is no anatomy.
    Right is right. Connections are the means of both directions; wider and darker ones are stronger.

    Parameters
    ----------
    connectome : Connectome, or array of shape (region, 3)
        With ``centres`` in mm; of an array of centres only the regions are drawn.
    view : "axial", "coronal" or "sagittal"
        From above, from behind, from the right.
    values : array, shape (region,), optional
        What colours the regions, with a colour bar; connections are grey then. NaN leaves a region open.
    edges : int, optional
        How many of the strongest connections are drawn; two for each region if None. Of equally strong ones, where not
        all have room, some are drawn by lot (the same in every picture).
    name : str
        What the colours mean, with its unit, beside the colour bar.
    limits : (low, high), optional
        Values at the ends of the colours. By default all, and symmetric about 0 where one is negative.
    orientation : str, optional
        Where the three coordinates grow to, such as "RAS": right, anterior, superior. If None left and right are told
        by the hemispheres where the connectome has them, and the others are taken to grow to the front and up: look
        whether A is where it should be ("tvb-68" is "PLS").
    bar : bool
        Whether to draw the colour bar.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If there are no centres, or fewer than 3 regions, a shape disagrees, or a name is unknown.

    Examples
    --------
    >>> import numpy as np
    >>> from brainmass.datasets import load
    >>> ax = glass_brain(load("synthetic", n=20).connectome, view="coronal", edges=15)
    >>> len(ax.collections[0].get_segments()), [text.get_text() for text in ax.texts]
    (15, ['L', 'R'])
    """
    if view not in _VIEWS:
        raise ValueError(f"view must be one of {', '.join(map(repr, _VIEWS))}, got {view!r}")
    across, up, *sides = _VIEWS[view]
    brain = _brain(connectome, values, edges, orientation)
    points = brain.centres[:, [across, up]]
    ax = axes(ax, (3.6, 3.2))
    border = outline(points)
    ax.fill(*border.T, facecolor="#F6F6F6", edgecolor=GREY, linewidth=1.0, zorder=0)
    shown = _draw_edges(ax, points, brain, coloured=values is None)
    dots = _draw_regions(ax, points, brain, limits, depth=3 - across - up)
    image, label = (dots, name) if values is not None else (shown, name or "weight")
    if bar and image is not None:
        colour_bar(image, ax, label, fraction=0.04, pad=0.04)
    middle = border[:, 1].min() + 0.5 * np.ptp(border[:, 1])
    for side, x, align in zip(sides, (border[:, 0].min(), border[:, 0].max()), ("right", "left"), strict=True):
        ax.annotate(
            side, (x, middle), ((-4, 4)[align == "left"], 0), textcoords="offset points", ha=align, va="center",
            fontweight="bold",
        )  # fmt: skip
    ax.set_aspect("equal")
    ax.margins(0.08)
    ax.axis("off")
    return ax


def glass_brains(connectome: Any, *, axs: Sequence[Axes] | None = None, **options: Any) -> np.ndarray:
    """The three views of a connectome side by side: sagittal, coronal, axial.

    Parameters
    ----------
    connectome : Connectome, or array of shape (region, 3)
        As for :func:`glass_brain`.
    axs : sequence of 3 Axes, optional
        Where to draw; a new figure if None.
    **options
        As for :func:`glass_brain`, without ``view`` and ``ax``. There is one colour bar, at the right.

    Returns
    -------
    array of 3 Axes

    Examples
    --------
    >>> from brainmass.datasets import load
    >>> glass_brains(load("synthetic", n=20).connectome).shape
    (3,)
    """
    if axs is None:
        import matplotlib.pyplot as plt

        _, axs = plt.subplots(1, 3, figsize=(8.0, 2.6), layout="compressed")
    drawn = np.asarray(axs, dtype=object).ravel()
    if drawn.shape != (3,):
        raise ValueError(f"axs must hold 3 axes, got {drawn.size}")
    bar = options.pop("bar", True)
    for ax, view in zip(drawn, _VIEWS, strict=True):
        glass_brain(connectome, view=view, ax=ax, bar=False, **options)
        ax.set_title(view, loc="center")
    _share_scale(drawn)
    images = [image for image in drawn[-1].collections if image.get_array() is not None]
    if bar and images:
        label = options.get("name") or ("" if options.get("values") is not None else "weight")
        shared_colour_bar(images[-1], drawn, label)
    return drawn


def _share_scale(drawn: np.ndarray) -> None:
    """A millimetre is as long in every view."""
    limits = np.array([[ax.get_xlim(), ax.get_ylim()] for ax in drawn])
    half = np.ptp(limits, axis=-1).max() / 2
    for ax, middle in zip(drawn, limits.mean(axis=-1), strict=True):
        ax.set(xlim=(middle[0] - half, middle[0] + half), ylim=(middle[1] - half, middle[1] + half))


@dataclass(frozen=True)
class _Brain:
    """Centres to the right, front and up; the strongest pairs, weakest first, and their weights; size and colour."""

    centres: np.ndarray
    pairs: np.ndarray
    strengths: np.ndarray
    sizes: np.ndarray
    values: np.ndarray | None


def _brain(connectome: Any, values: Any, edges: int | None, orientation: str | None) -> _Brain:
    if isinstance(connectome, Connectome):
        if connectome.centres is None:
            raise ValueError(
                f"{connectome.name} has no centres, so its regions have no place; give a connectome that has them"
            )
        centres, weights, sides = np.asarray(connectome.centres, float), connectome.weights, connectome.hemispheres
    else:
        centres, weights, sides = as_numpy(connectome, "centres", "glass_brain"), None, ()
    n = len(centres)
    if centres.ndim != 2 or centres.shape[1] != 3 or n < 3:
        raise ValueError(f"centres must have the shape (region, 3) with at least 3 regions, got {centres.shape}")
    require_finite("centres", centres)
    if values is not None:
        values = as_numpy(values, "values", "glass_brain")
        if values.shape != (n,):
            raise ValueError(f"values must have one entry for each of the {n} regions, got shape {values.shape}")
    pairs, strengths, total = _strongest(np.zeros((n, n)) if weights is None else np.asarray(weights, float), edges)
    most = total.max()
    sizes = 8 + 42 * (total / most if most > 0 else np.full(n, 0.4))
    return _Brain(_turned(centres, sides, orientation), pairs, strengths, sizes, values)


def _strongest(weights: np.ndarray, edges: int | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs of the largest magnitudes in rising order, their weights, and the total magnitude of each region."""
    n = len(weights)
    count = _EDGES_PER_REGION * n if edges is None else edges
    if isinstance(count, bool) or not isinstance(count, int | np.integer) or count < 0:
        raise ValueError(f"edges must be a whole number of at least 0, got {edges!r}")
    mean = (weights + weights.T) / 2
    first, second = np.triu_indices(n, 1)
    strengths = mean[first, second]
    lots = np.random.default_rng(0).permutation(len(strengths))  # else all that are drawn may lie in one hemisphere
    ranked = lots[np.argsort(np.abs(strengths[lots]), kind="stable")]
    chosen = ranked[max(0, len(ranked) - count) :]
    chosen = chosen[strengths[chosen] != 0]
    total = np.abs(np.where(np.eye(n, dtype=bool), 0.0, mean)).sum(axis=1)
    return np.stack([first[chosen], second[chosen]], axis=1), strengths[chosen], total


def _turned(centres: np.ndarray, sides: Sequence[str], orientation: str | None) -> np.ndarray:
    """Coordinates to the right, to the front and up."""
    letters = _told(centres, sides) if orientation is None else str(orientation).upper()
    known = {letter: (letter, 1.0) for letter in "RAS"} | {_OPPOSITE[letter]: (letter, -1.0) for letter in "RAS"}
    found = [known.get(letter, ("", 0.0)) for letter in letters]
    if sorted(letter for letter, _ in found) != ["A", "R", "S"]:
        raise ValueError(
            f"orientation must name right or left, front or back, up or down, as 'RAS', got {orientation!r}"
        )
    turned = np.empty_like(centres)
    for column, (letter, sign) in enumerate(found):
        turned[:, "RAS".index(letter)] = sign * centres[:, column]
    return turned


def _told(centres: np.ndarray, sides: Sequence[str]) -> str:
    """Which horizontal coordinate parts the hemispheres, and to which side it grows."""
    names = np.array(sides)
    if not (np.isin(["L", "R"], names).all()):
        return "RAS"
    gap = (centres[names == "R"].mean(axis=0) - centres[names == "L"].mean(axis=0))[:2]
    across = int(np.abs(gap).argmax())
    letter = "R" if gap[across] > 0 else "L"
    return f"{letter}AS" if across == 0 else f"A{letter}S"


def _draw_edges(ax: Axes, points: np.ndarray, brain: _Brain, *, coloured: bool) -> Any:
    from matplotlib import colormaps
    from matplotlib.collections import LineCollection
    from matplotlib.colors import ListedColormap

    if not len(brain.pairs):
        return None
    size = np.abs(brain.strengths)
    signed = bool((brain.strengths < 0).any())
    widths = 0.3 + 2.2 * size / size.max()
    if not coloured:
        ax.add_collection(LineCollection(list(points[brain.pairs]), colors=GREY, linewidths=0.6 * widths, alpha=0.5))
        return None
    # Dark is strong, on white; the palest part would not be seen.
    dark = ListedColormap(colormaps[f"{SEQUENTIAL}_r"](np.linspace(0.2, 1, 256)))
    lines = LineCollection(
        list(points[brain.pairs]), linewidths=widths.tolist(), alpha=0.85, cmap=DIVERGING if signed else dark
    )
    lines.set_array(brain.strengths)
    weakest = size.min() if size.min() < size.max() else 0.0
    lines.set_clim(-size.max() if signed else weakest, size.max())
    return ax.add_collection(lines)


def _draw_regions(ax: Axes, points: np.ndarray, brain: _Brain, limits: tuple[float, float] | None, depth: int) -> Any:
    from matplotlib import colormaps

    # What is nearer to the eye covers what lies behind it.
    nearest = np.argsort((1 if depth != 1 else -1) * brain.centres[:, depth], kind="stable")
    x, y = points[nearest].T
    if brain.values is None:
        return ax.scatter(x, y, s=brain.sizes[nearest], color=INK, edgecolors="white", linewidths=0.5, zorder=3)
    shown = brain.values[np.isfinite(brain.values)]
    if not shown.size:
        raise ValueError("values holds nothing to show: no entry is finite")
    signed, most = bool((shown < 0).any()), float(np.abs(shown).max()) or 1.0
    low, high = limits or ((-most, most) if signed else (float(shown.min()), float(shown.max())))
    return ax.scatter(
        x, y, s=np.maximum(brain.sizes[nearest], 22), c=np.ma.masked_invalid(brain.values[nearest]),
        cmap=colormaps[DIVERGING if signed else SEQUENTIAL].with_extremes(bad="white"), vmin=low, vmax=high,
        edgecolors=INK, linewidths=0.5, zorder=3, plotnonfinite=True,
    )  # fmt: skip
