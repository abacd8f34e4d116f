"""Matrices over pairs of regions: connectomes and functional connectivity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis.door import as_numpy
from brainmass.connectome import Connectome
from brainmass.plot.blocks import Regions
from brainmass.plot.labelled import labels_of
from brainmass.plot.look import DIVERGING, PALE, SEQUENTIAL, axes, colour_bar
from brainmass.units import mm, ms, to_array, to_float

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def matrix(
    values: Any,
    *,
    labels: Sequence[str] | None = None,
    hemispheres: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    order: Sequence[int] | str | None = None,
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
        Entries that are not finite are left grey, and with ``log`` those that are not positive as well. A DataArray
        brings its labels.
    labels : sequence of str, optional
        Region names; where there is no room for all, every so many is printed.
    hemispheres : sequence of str, optional
        One for each region; lines are drawn where they change, and with many regions their names replace the labels.
    groups : sequence of str, optional
        Networks or lobes, the same way; together with hemispheres the thicker lines are between these.
    order : sequence of int, or "groups", optional
        The regions in another order; "groups" brings those of one hemisphere and group together, in the order in which
        these first occur.
    limits : (low, high), optional
        Values at the ends of the colours; the range of the values if None.
    log : bool
        Colours in proportion to the logarithm.
    cmap : str
        A Matplotlib colour map.
    name : str
        What the colours mean, with its unit, beside the colour bar.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the matrix is not square, has nothing to show, labels or groups have another length, or the order is none.

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
    regions, places = Regions.of(len(array), labels_of(values, labels), hemispheres, groups).ordered(order)
    array = array[np.ix_(places, places)]
    shown = np.isfinite(array) & ((array > 0) | (not log))
    if not shown.any():
        raise ValueError(f"values holds nothing to show: no entry is {'positive' if log else 'finite'}")
    low, high = limits or (array[shown].min(), array[shown].max())
    ax = axes(ax, (4.4, 3.6))
    colours = colormaps[cmap].with_extremes(bad=PALE)
    norm = (LogNorm if log else Normalize)(low, high)
    image = ax.imshow(np.ma.masked_array(array, ~shown), cmap=colours, norm=norm, interpolation="nearest")
    regions.name(ax)
    colour_bar(image, ax, name)
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


def connectivity(
    values: Any, name: str = "", *, diagonal: bool = False, ax: Axes | None = None, **options: Any
) -> Axes:
    """Any measure over pairs of regions: phase locking, coherence, wPLI, envelope correlation.

    Where a value is negative the colours are symmetric about 0, else they begin there. They end at the largest value
    off the diagonal: regions with themselves, which are no finding, do not set the scale.

    Parameters
    ----------
    values : array, shape (region, region)
        Entries that are not finite are left grey.
    name : str
        The measure, and its unit if it has one, beside the colour bar.
    diagonal : bool
        Whether to show the diagonal, which is left grey otherwise.
    ax : Axes, optional
        Where to draw; a new figure if None.
    **options
        As for :func:`matrix`.

    Examples
    --------
    >>> import numpy as np
    >>> connectivity(np.array([[1, -0.2], [-0.2, 1]]), "lagged correlation").images[0].get_clim()
    (-0.2, 0.2)
    """
    array = square(values, "values")
    options = {"labels": labels_of(values, None), **options}
    off = array[~np.eye(len(array), dtype=bool) & np.isfinite(array)]
    if not off.size:
        raise ValueError("values holds nothing to show: no entry off the diagonal is finite")
    most = float(np.abs(off).max()) or 1.0
    signed = bool((off < 0).any())
    scale = {"limits": (-most if signed else 0.0, most), "cmap": DIVERGING if signed else SEQUENTIAL}
    shown = array if diagonal else np.where(np.eye(len(array), dtype=bool), np.nan, array)
    return matrix(shown, ax=ax, **{**scale, "name": name, **options})


def lagged_fc(values: Any, *, lag: Any = None, ax: Axes | None = None, **options: Any) -> Axes:
    """Lagged functional connectivity: row i follows, column j leads.

    Parameters
    ----------
    values : array, shape (region, region)
        From ``brainmass.analysis.lagged_fc``; its diagonal, the autocorrelations, is shown.
    lag : ms or quantity, optional
        For the colour bar.
    ax : Axes, optional
        Where to draw; a new figure if None.
    **options
        As for :func:`matrix`.

    Examples
    --------
    >>> import numpy as np
    >>> lagged_fc(np.array([[0.1, 0.8], [-0.2, 0.1]]), lag=20.0).get_xlabel()
    'leading region'
    """
    array = square(values, "values")
    after = "" if lag is None else f" at {to_float(lag, ms, 'lag'):g} ms"
    most = float(np.nanmax(np.abs(array))) or 1.0
    options = {"labels": labels_of(values, None), "limits": (-most, most), "cmap": DIVERGING, **options}
    ax = matrix(array, ax=ax, **{"name": f"correlation{after}", **options})
    ax.set(xlabel="leading region", ylabel="following region")
    return ax


def irreversibility(lagged: Any, *, direction: str = "difference", ax: Axes | None = None, **options: Any) -> Axes:
    """Whether a recording tells the direction of time, pair by pair, as INSIDEOUT has it.

    Shown is the mutual information of i with j a lag later, of the recording forwards, of the same backwards, or of the
    first less the second; the mean square of that over pairs is ``brainmass.analysis.irreversibility``.

    Parameters
    ----------
    lagged : array, shape (region, region)
        From ``brainmass.analysis.lagged_fc``: (follower, leader).
    direction : "forward", "backward" or "difference"
        Which of them.
    ax : Axes, optional
        Where to draw; a new figure if None.
    **options
        As for :func:`matrix`.

    Raises
    ------
    ValueError
        If a correlation off the diagonal is 1 or more, the direction is unknown, or as for :func:`matrix`.

    Examples
    --------
    >>> import numpy as np
    >>> ax = irreversibility(np.array([[0.1, 0.8], [0.2, 0.1]]))
    >>> np.ma.filled(ax.images[0].get_array(), 0).round(2)
    array([[ 0.  , -0.49],
           [ 0.49,  0.  ]])
    """
    array = square(lagged, "lagged")
    if direction not in ("forward", "backward", "difference"):
        raise ValueError(f"direction must be 'forward', 'backward' or 'difference', got {direction!r}")
    off = ~np.eye(len(array), dtype=bool)
    if not (np.abs(array[off]) < 1).all():
        raise ValueError("lagged must hold correlations between -1 and 1, both excluded, off the diagonal")
    information = np.full(array.shape, np.nan)
    information[off] = -0.5 * np.log1p(-(array[off] ** 2))
    # C[i, j] has j first: that of i with j a lag later is the transpose, and backwards the order is turned around.
    shown = {"forward": information.T, "backward": information, "difference": information.T - information}[direction]
    most = float(np.nanmax(np.abs(information), initial=0.0)) or 1.0
    scale = {} if direction == "difference" else {"limits": (0.0, most)}  # one scale, so that they can be compared
    name = {"forward": "information forwards", "backward": "information backwards"}.get(
        direction, "forwards − backwards"
    )
    ax = connectivity(shown, f"{name} (nat)", ax=ax, **{"labels": labels_of(lagged, None), **scale, **options})
    ax.set(xlabel="region, a lag later", ylabel="region")
    return ax


def square(values: Any, name: str) -> np.ndarray:
    """A square matrix of real numbers, in double precision; entries need not be finite."""
    array = as_numpy(values, name, "a figure")
    if array.ndim != 2 or array.shape[0] != array.shape[1] or not array.size:
        raise ValueError(f"{name} must be a square matrix (region, region), got shape {array.shape}")
    return array


def _regions(connectome: Any) -> dict[str, Any]:
    if not isinstance(connectome, Connectome):
        return {"labels": labels_of(connectome, None)}
    return {"labels": connectome.labels, "hemispheres": connectome.hemispheres or None}
