"""Matrices over pairs of regions: connectomes and functional connectivity."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis.door import as_numpy
from brainmass.connectome import Connectome
from brainmass.plot.look import DIVERGING, INK, PALE, SEQUENTIAL, axes
from brainmass.units import mm, to_array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# As many names as fit beside a matrix of a hand's width.
_MOST_LABELS = 24
_MOST_BLOCKS = 12


def matrix(
    values: Any,
    *,
    labels: Sequence[str] | None = None,
    hemispheres: Sequence[str] | None = None,
    limits: tuple[float, float] | None = None,
    log: bool = False,
    cmap: str = SEQUENTIAL,
    name: str = "",
    ax: Axes | None = None,
) -> Axes:
    """A matrix over pairs of regions as an image, rows from above.

    Parameters
    ----------
    values : array, shape (region, region)
        Entries that are not finite are left grey, and with ``log`` those that are not positive as well.
    labels : sequence of str, optional
        Region names; where there are too many to read, every so many is printed.
    hemispheres : sequence of str, optional
        One for each region; lines are drawn where they change, and with many regions their names replace the labels.
    limits : (low, high), optional
        Values at the ends of the colours; the range of the values if None.
    log : bool
        Colours in proportion to the logarithm.
    cmap : str
        A Matplotlib colour map.
    name : str
        What the colours mean, beside the colour bar.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the matrix is not square, has nothing to show, or labels or hemispheres have another length.

    Examples
    --------
    >>> import numpy as np
    >>> ax = matrix(np.eye(3), labels=["V1", "V2", "MT"])
    >>> [text.get_text() for text in ax.get_yticklabels()]
    ['V1', 'V2', 'MT']
    """
    from matplotlib import colormaps
    from matplotlib.colors import LogNorm, Normalize

    array = square(values, "values")
    shown = np.isfinite(array) & ((array > 0) | (not log))
    if not shown.any():
        raise ValueError(f"values holds nothing to show: no entry is {'positive' if log else 'finite'}")
    low, high = limits or (array[shown].min(), array[shown].max())
    ax = axes(ax, (4.4, 3.6))
    colours = colormaps[cmap].with_extremes(bad=PALE)
    norm = (LogNorm if log else Normalize)(low, high)
    image = ax.imshow(np.ma.masked_array(array, ~shown), cmap=colours, norm=norm, interpolation="nearest")
    name_regions(ax, len(array), labels, hemispheres)
    bar = ax.figure.colorbar(image, ax=ax, fraction=0.046, pad=0.03)
    bar.set_label(name)
    bar.outline.set_visible(False)  # pyright: ignore[reportCallIssue]
    return ax


def weights(connectome: Any, *, log: bool | None = None, ax: Axes | None = None, **options: Any) -> Axes:
    """Structural weights: row i, column j is the connection to i from j; pairs without one are grey.

    Parameters
    ----------
    connectome : Connectome, or array of shape (region, region)
    log : bool, optional
        Colours in proportion to the logarithm. By default where no weight is negative and the strongest is more than
        100 times the median one, as in measured connectomes.
    ax : Axes, optional
        Where to draw; a new figure if None.
    **options
        As for :func:`matrix`; a connectome brings labels and hemispheres.

    Examples
    --------
    >>> import numpy as np
    >>> weights(np.array([[0.0, 2.0], [1.0, 0.0]])).get_ylabel()
    'to region'
    """
    options = {**_regions(connectome), "name": "weight", **options}
    array = square(connectome.weights if isinstance(connectome, Connectome) else connectome, "weights")
    strengths = array[np.isfinite(array) & (array != 0)]
    uneven = bool(strengths.size) and strengths.max() > 100 * np.median(np.abs(strengths))
    signed = (strengths < 0).any()
    log = (uneven and not signed) if log is None else log
    if signed:
        most = np.abs(strengths).max()
        options = {"limits": (-most, most), "cmap": DIVERGING, **options}
    ax = matrix(np.where(array == 0, np.nan, array) if strengths.size else array, log=bool(log), ax=ax, **options)
    ax.set(xlabel="from region", ylabel="to region")
    return ax


def lengths(connectome: Any, *, ax: Axes | None = None, **options: Any) -> Axes:
    """Tract lengths in mm; of a connectome only where there is a connection.

    Parameters
    ----------
    connectome : Connectome with lengths, or array of shape (region, region)
        Lengths in mm.
    ax : Axes, optional
        Where to draw; a new figure if None.
    **options
        As for :func:`matrix`; a connectome brings labels and hemispheres.

    Raises
    ------
    ValueError
        If the connectome has no lengths, or as for :func:`matrix`.

    Examples
    --------
    >>> import numpy as np
    >>> lengths(np.array([[0.0, 80.0], [80.0, 0.0]])).images[0].get_array().max()
    np.float64(80.0)
    """
    options = {**_regions(connectome), "name": "tract length (mm)", **options}
    if isinstance(connectome, Connectome):
        if connectome.lengths is None:
            raise ValueError(f"{connectome.name} has no tract lengths; give a connectome that has them")
        array = np.where(connectome.weights == 0, np.nan, connectome.lengths)
    else:
        array = square(to_array(connectome, mm, "lengths"), "lengths")
    ax = matrix(array, ax=ax, **options)
    ax.set(xlabel="from region", ylabel="to region")
    return ax


def fc(values: Any, *, limit: float = 1.0, ax: Axes | None = None, **options: Any) -> Axes:
    """Functional connectivity, with colours symmetric about 0.

    Parameters
    ----------
    values : array, shape (region, region)
        Correlations.
    limit : float
        The colours run from ``-limit`` to ``limit``.
    ax : Axes, optional
        Where to draw; a new figure if None.
    **options
        As for :func:`matrix`.

    Examples
    --------
    >>> import numpy as np
    >>> fc(np.eye(3)).images[0].get_clim()
    (-1.0, 1.0)
    """
    if not limit > 0:
        raise ValueError(f"limit must be positive, got {limit}")
    return matrix(values, ax=ax, **{"limits": (-limit, limit), "cmap": DIVERGING, "name": "correlation", **options})


def square(values: Any, name: str) -> np.ndarray:
    """A square matrix of real numbers, in double precision; entries need not be finite."""
    array = as_numpy(values, name, "a figure")
    if array.ndim != 2 or array.shape[0] != array.shape[1] or not array.size:
        raise ValueError(f"{name} must be a square matrix (region, region), got shape {array.shape}")
    return array


def name_regions(
    ax: Axes, n: int, labels: Sequence[str] | None, hemispheres: Sequence[str] | None, *, columns: bool = True
) -> None:
    """Names of n regions at the left of an image, and below it where its columns are regions too: as many as fit."""
    for what, given in (("labels", labels), ("hemispheres", hemispheres)):
        if given is not None and len(given) not in (0, n):
            raise ValueError(f"{what} must have one entry for each of the {n} regions, got {len(given)}")
    edges = _changes(hemispheres) if hemispheres else []
    # Left and right in turn would draw a line at every region: the blocks are not sorted, and say nothing.
    edges = edges if len(edges) < _MOST_BLOCKS else []
    for edge in edges:
        ax.axhline(edge - 0.5, color=INK, linewidth=0.6)
        if columns:
            ax.axvline(edge - 0.5, color=INK, linewidth=0.6)
    if edges and n > _MOST_LABELS:
        bounds = [0, *edges, n]
        places = [(first + last - 1) / 2 for first, last in pairwise(bounds)]
        texts = [str(hemispheres[first]) for first in bounds[:-1]] if hemispheres else []
    elif labels is not None and len(labels):
        places = list(range(0, n, -(-n // _MOST_LABELS)))
        texts = [str(labels[i]) for i in places]
    else:
        return
    size = "x-small" if n > 8 and not (edges and n > _MOST_LABELS) else None
    # A dollar sign in a name is a dollar sign, not the beginning of a formula.
    ax.set_yticks(places, texts, fontsize=size, parse_math=False)
    if columns:
        upright = max(map(len, texts)) <= 2
        ax.set_xticks(places, texts, fontsize=size, rotation=0 if upright else 90, parse_math=False)
    ax.tick_params(length=0)


def _changes(names: Sequence[str]) -> list[int]:
    """Positions at which a name differs from the one before."""
    return [i for i in range(1, len(names)) if names[i] != names[i - 1]]


def _regions(connectome: Any) -> dict[str, Any]:
    if not isinstance(connectome, Connectome):
        return {}
    return {"labels": connectome.labels, "hemispheres": connectome.hemispheres or None}
