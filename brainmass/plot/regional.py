"""One number for each region: strength, ignition, coupling of structure and function."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis import Ignition
from brainmass.analysis.door import as_numpy
from brainmass.plot.labelled import labels_of
from brainmass.plot.look import BLUE, CYCLE, GREY, PALE, axes, open_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# More regions than these make a figure too tall: they are ranked along the axis below.
_MOST_ROWS = 32


def by_region(
    values: Any,
    *,
    error: Any = None,
    labels: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    order: str = "value",
    name: str = "",
    ax: Axes | None = None,
) -> Axes:
    """One number for each region as a dot, largest on top: strength, participation, SC-FC coupling.

    Up to 32 regions stand one below the other. More are ranked from left to right; where there is no room for all
    names, those at both ends are written first.

    Parameters
    ----------
    values : array, shape (region,)
        Where it is NaN the region is left out, and how many that are is said. A DataArray brings its labels.
    error : array, shape (region,), optional
        Drawn as a line to both sides.
    labels : sequence of str, optional
        Region names.
    groups : sequence of str, optional
        Hemispheres or networks: a colour and a symbol for each.
    order : "value" or "given"
        Whether to sort.
    name : str
        The measure, with its unit, for the axis.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If shapes disagree, or no value is finite.

    Examples
    --------
    >>> ax = by_region([1.0, 3.0, 2.0], labels=["V1", "V2", "MT"], name="strength")
    >>> [text.get_text() for text in ax.get_yticklabels()]
    ['V2', 'MT', 'V1']
    """
    from brainmass.plot.ticks import name_places

    array, kinds, names, deviation = _regional(values, error, labels, groups)
    if order not in ("value", "given"):
        raise ValueError(f"order must be 'value' or 'given', got {order!r}")
    places = np.flatnonzero(np.isfinite(array))
    if order == "value":
        places = places[np.argsort(-array[places], kind="stable")]
    n, upright = len(places), len(places) > _MOST_ROWS
    ax = axes(ax, (5.6, 2.8) if upright else (3.6, 0.9 + 0.17 * n))
    _draw_dots(ax, places, array, kinds, deviation, upright)
    if upright:
        ax.set(xlim=(-1, n), ylabel=name)
        ends = np.abs(np.arange(n) - (n - 1) / 2)
        size, written = "x-small", [names[i] for i in places]
        name_places(ax.xaxis, list(range(n)), written, importance=ends.tolist(), size=size, rotated=True)
    else:
        ax.set(ylim=(n - 0.5, -0.5), xlabel=name)
        ax.grid(axis="y", color=PALE, linewidth=0.6)
        name_places(ax.yaxis, list(range(n)), [names[i] for i in places], size="small" if n > 12 else None)
    if array.size > n:
        ax.set_title(f"{array.size - n} of {array.size} regions have no value", loc="left", fontsize="small")
    ax.set_axisbelow(True)
    open_frame(ax)
    return ax


def intrinsic_ignition(ignition: Ignition, *, ax: Axes | None = None, **options: Any) -> Axes:
    """Intrinsic ignition of each region, and its variability over events as a line to both sides.

    Parameters
    ----------
    ignition : Ignition
        From ``brainmass.analysis.intrinsic_ignition``.
    ax : Axes, optional
        Where to draw; a new figure if None.
    **options
        As for :func:`by_region`.

    Examples
    --------
    >>> import numpy as np
    >>> from brainmass.analysis import Ignition
    >>> found = Ignition(np.array([0.3, 0.5]), np.array([0.1, 0.1]), np.array([20, 25]))
    >>> intrinsic_ignition(found, labels=["V1", "MT"]).get_xlabel()
    'intrinsic ignition'
    """
    if not isinstance(ignition, Ignition):
        raise TypeError(f"ignition must come from brainmass.analysis.intrinsic_ignition, got {type(ignition).__name__}")
    return by_region(ignition.mean, error=ignition.deviation, ax=ax, **{"name": "intrinsic ignition", **options})


def _regional(
    values: Any, error: Any, labels: Sequence[str] | None, groups: Sequence[str] | None
) -> tuple[np.ndarray, list[str], list[str], np.ndarray | None]:
    """Values, the group and the name of each, and the errors; checked."""
    array = as_numpy(values, "values", "by_region")
    if array.ndim != 1:
        raise ValueError(f"values must have the shape (region,), got {array.shape}")
    if not np.isfinite(array).any():
        raise ValueError("values holds nothing to show: no entry is finite")
    names = labels_of(values, labels) or [str(i) for i in range(array.size)]
    kinds = [""] * array.size if groups is None else [str(x) for x in groups]
    for what, given in (("labels", names), ("groups", kinds)):
        if len(given) != array.size:
            raise ValueError(f"{what} must have one entry for each of the {array.size} regions, got {len(given)}")
    deviation = None if error is None else as_numpy(error, "error", "by_region")
    if deviation is not None and deviation.shape != array.shape:
        raise ValueError(f"error must have the shape of values {array.shape}, got {deviation.shape}")
    return array, kinds, names, deviation


def _draw_dots(
    ax: Axes, places: np.ndarray, array: np.ndarray, kinds: list[str], error: np.ndarray | None, upright: bool
) -> None:
    """The dots of each group in its colour, and a legend where there are several."""
    groups = list(dict.fromkeys(kinds))
    for g, group in enumerate(groups):  # 6 colours and 7 symbols: 42 groups before a pair comes again
        ranks = np.array([rank for rank, i in enumerate(places) if kinds[i] == group], int)
        chosen = places[ranks]
        colour, marker = (CYCLE[g % len(CYCLE)], "osD^vP*"[g % 7]) if len(groups) > 1 else (BLUE, "o")
        x, y = (ranks, array[chosen]) if upright else (array[chosen], ranks)
        if error is not None:
            spans = (array[chosen] - error[chosen], array[chosen] + error[chosen])
            (ax.vlines if upright else ax.hlines)(ranks, *spans, color=GREY, linewidth=0.9, zorder=1)
        size = 3.0 if upright else 4.5
        ax.plot(x, y, marker, color=colour, markersize=size, linestyle="none", label=group)
    if len(groups) > 1:
        ax.legend(
            loc="lower right", bbox_to_anchor=(1, 1), ncols=min(4, len(groups)), borderaxespad=0.2, frameon=False,
            handletextpad=0.2, columnspacing=1.0,
        )  # fmt: skip
