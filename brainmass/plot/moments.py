"""What changes from moment to moment: edges, leading eigenvectors, synchrony, the states of a response."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis.door import as_numpy
from brainmass.errors import require_finite
from brainmass.plot.blocks import Regions
from brainmass.plot.labelled import labels_of, times_of
from brainmass.plot.look import BLUE, CYCLE, DIVERGING, INK, SEQUENTIAL, axes, colour_bar, open_frame
from brainmass.plot.signals import clock_of, on_a_clock

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def edge_time_series(edges: Any, times: Any = None, *, limit: float | None = None, ax: Axes | None = None) -> Axes:
    """Edge time series as a carpet: all pairs of regions against time, strongest on average on top.

    Stripes from top to bottom are moments at which the whole brain fluctuates together.

    Parameters
    ----------
    edges : array, shape (time, pair)
        From ``brainmass.analysis.edge_time_series``.
    times : array, shape (time,), or quantity, optional
        ms, evenly spaced; a DataArray brings its own.
    limit : float, optional
        The colours run from ``-limit`` to ``limit``; the 99th percentile of magnitudes if None.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Examples
    --------
    >>> import numpy as np
    >>> edge_time_series(np.array([[1.0, 2.0], [-1.0, 3.0]]), [0.0, 1.0]).images[0].get_array()[0].tolist()
    [2.0, 3.0]
    """
    array, clock, unit_of_time = on_a_clock(edges, times, "edge_time_series")
    array = array[:, np.argsort(-array.mean(axis=0), kind="stable")]
    most = _positive(limit) if limit is not None else float(np.quantile(np.abs(array), 0.99)) or 1.0
    ax = axes(ax, (6.5, 3.0))
    image = _over_time(ax, array, clock, DIVERGING, (-most, most))
    colour_bar(image, ax, "product of z-scores", fraction=0.03, pad=0.015)
    ax.set(xlabel=f"time ({unit_of_time})", ylabel="pairs, by their mean", yticks=[])
    return ax


def leading_eigenvectors(
    vectors: Any,
    times: Any = None,
    *,
    labels: Sequence[str] | None = None,
    hemispheres: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    order: Sequence[int] | str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The leading eigenvector of phase coherence at every moment: regions of one colour are in phase.

    Parameters
    ----------
    vectors : array, shape (time, region)
        From ``brainmass.analysis.leading_eigenvectors``.
    times : array, shape (time,), or quantity, optional
        ms, evenly spaced; a DataArray brings its own.
    labels, hemispheres, groups, order : optional
        As for :func:`brainmass.plot.matrix`.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Examples
    --------
    >>> import numpy as np
    >>> leading_eigenvectors(np.array([[-0.8, 0.6], [-0.6, -0.8]]), [0.0, 1.0]).images[0].get_clim()
    (-0.8, 0.8)
    """
    array, clock, unit_of_time = on_a_clock(vectors, times, "leading_eigenvectors")
    regions, places = Regions.of(array.shape[1], labels_of(vectors, labels), hemispheres, groups).ordered(order)
    most = float(np.abs(array).max()) or 1.0
    ax = axes(ax, (6.5, 3.0))
    image = _over_time(ax, array[:, places], clock, DIVERGING, (-most, most))
    regions.name(ax, columns=False)
    ax.tick_params(axis="x", length=3.5)
    colour_bar(image, ax, "leading eigenvector", fraction=0.03, pad=0.015)
    ax.set(xlabel=f"time ({unit_of_time})", ylabel="" if regions.labels or regions.hemispheres else "region")
    return ax


def kuramoto_order(
    order: Any, times: Any = None, *, labels: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Synchrony over time: the Kuramoto order parameter of all regions, or of each community.

    Of one, the line is its mean and the band one standard deviation about it, the metastability. Of communities, the
    title is the chimera index: how unequally they are synchronised, on average.

    Parameters
    ----------
    order : array, shape (time,) or (time, community)
        From ``brainmass.analysis.kuramoto_order`` or ``community_order``.
    times : array, shape (time,), or quantity, optional
        ms; a DataArray brings its own.
    labels : sequence of str, optional
        Names of the communities.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If shapes disagree, or a value lies outside [0, 1].

    Examples
    --------
    >>> kuramoto_order([0.2, 0.4], [0.0, 1.0]).get_legend().get_texts()[0].get_text()
    'mean 0.300, metastability 0.100'
    """
    array = as_numpy(order, "order", "kuramoto_order")
    if array.ndim not in (1, 2) or not array.size:
        raise ValueError(f"order must have the shape (time,) or (time, community), got {array.shape}")
    require_finite("order", array)
    if array.min() < -1e-6 or array.max() > 1 + 1e-6:
        raise ValueError(f"order must lie between 0 and 1, got {array.min():g} to {array.max():g}; phases go through "
                         "analysis.kuramoto_order first")  # fmt: skip
    clock, unit_of_time = clock_of(times_of(order, times, "order"), len(array))
    ax = axes(ax, (6.5, 2.2))
    if array.ndim == 1:
        _one_order(ax, array, clock)
    else:
        _orders(ax, array, clock, labels_of(order, labels))
    ax.set(xlabel=f"time ({unit_of_time})", ylabel="order parameter", xlim=(clock[0], clock[-1]), ylim=(0, 1))
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=4, borderaxespad=0.2, frameon=False)
    open_frame(ax)
    return ax


def state_transitions(evoked: Any, times: Any = None, *, ax: Axes | None = None) -> Axes:
    """How far the states at every two moments of a response are apart: what ``pci_st`` counts transitions in.

    The lines are the moment of the stimulus. A response that passes through many states, and comes back to some, shows
    as a chequered square from there on; one that only rises and decays as a single block.

    Parameters
    ----------
    evoked : array, shape (time, region)
        The mean response to a stimulus at time 0.
    times : array, shape (time,), or quantity, optional
        ms, evenly spaced; a DataArray brings its own.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Examples
    --------
    >>> import numpy as np
    >>> ax = state_transitions(np.array([[0.0, 0.0], [3.0, 4.0]]), [-1.0, 1.0])
    >>> ax.images[0].get_array().tolist()
    [[0.0, 5.0], [5.0, 0.0]]
    """
    from scipy.spatial.distance import cdist

    array, clock, unit_of_time = on_a_clock(evoked, times, "state_transitions")
    half = (clock[-1] - clock[0]) / (len(clock) - 1) / 2
    ends = (clock[0] - half, clock[-1] + half)
    ax = axes(ax, (4.2, 3.4))
    image = ax.imshow(
        cdist(array, array), cmap=SEQUENTIAL, vmin=0, extent=(*ends, *ends), origin="lower", interpolation="nearest"
    )
    if ends[0] < 0 < ends[1]:
        ax.axvline(0, color="white", linewidth=0.9, linestyle="--")
        ax.axhline(0, color="white", linewidth=0.9, linestyle="--")
    colour_bar(image, ax, "distance of states")
    ax.set(xlabel=f"time ({unit_of_time})", ylabel=f"time ({unit_of_time})")
    return ax


def _over_time(ax: Axes, array: np.ndarray, clock: np.ndarray, cmap: str, limits: tuple[float, float]) -> Any:
    """Columns of an array as rows of an image, against time."""
    half = (clock[-1] - clock[0]) / (len(clock) - 1) / 2
    extent = (clock[0] - half, clock[-1] + half, array.shape[1] - 0.5, -0.5)
    return ax.imshow(
        array.T, cmap=cmap, vmin=limits[0], vmax=limits[1], aspect="auto", extent=extent, interpolation="nearest"
    )


def _one_order(ax: Axes, array: np.ndarray, clock: np.ndarray) -> None:
    mean, deviation = float(array.mean()), float(array.std())
    ax.axhspan(mean - deviation, mean + deviation, color=BLUE, alpha=0.15, linewidth=0)
    ax.axhline(mean, color=INK, linewidth=1, linestyle="--", label=f"mean {mean:.3f}, metastability {deviation:.3f}")
    ax.plot(clock, array, color=BLUE, linewidth=1)


def _orders(ax: Axes, array: np.ndarray, clock: np.ndarray, labels: list[str] | None) -> None:
    names = labels or [f"community {i}" for i in range(array.shape[1])]
    if len(names) != array.shape[1]:
        raise ValueError(f"labels must have one entry for each of the {array.shape[1]} communities, got {len(names)}")
    for i, name in enumerate(names):
        ax.plot(clock, array[:, i], color=CYCLE[i % len(CYCLE)], linewidth=1, label=name)
    if len(names) > 1:
        ax.set_title(f"chimera index {array.var(axis=1, ddof=1).mean():.3f}", loc="left")


def _positive(limit: float) -> float:
    if not limit > 0:
        raise ValueError(f"limit must be positive, got {limit}")
    return float(limit)
