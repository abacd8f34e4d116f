"""A measure over one axis of a sweep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.plot.look import BLUE, INK, SEQUENTIAL, axes, colour_bar, open_frame
from brainmass.plot.sweep_axes import (
    Along,
    best_label,
    fate_rugs,
    grid_axes,
    grid_axis,
    legend_below,
    levels,
    lines_across,
    measured,
    note,
    printed,
    require_parameters,
)
from brainmass.swept import SEED, best_place, better, means

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Curves that have an entry each in the legend; more have a colour bar.
_MOST_NAMED = 6
# Curves whose bands can be told apart.
_MOST_BANDED = 3
# The upper end of the colours is too light for a thin line.
_LIGHTEST = 0.88


def sweep_curve(
    dataset: Any,
    measure: str,
    *,
    along: str | None = None,
    over: str | None = None,
    baselines: Mapping[str, float] | None = None,
    empirical: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A measure over one axis of a sweep, and one curve for each value of a second axis.

    Means over seeds; up to three curves have a band of one standard deviation (n - 1 below the fraction). The best
    point of what is drawn has a ring (see :func:`brainmass.swept.best`); crosses at the bottom stand where runs
    diverged, open circles where some are not done. Further axes are averaged as well, and the legend says so; select
    one value of them with ``dataset.sel`` to have it alone.

    Parameters
    ----------
    dataset : xarray.Dataset
        What ``brainmass.sweeps.sweep`` gave.
    measure : str
        A measure that is one number for every run.
    along : str, optional
        The axis; the first one by default.
    over : str, optional
        The axis over which means are taken; ``"seed"`` by default, where there is one.
    baselines : mapping of str to float, optional
        Values that need no simulation, as horizontal lines.
    empirical : float, optional
        The value of measured data, as a horizontal line.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    TypeError, KeyError, ValueError
        If this is no result of a sweep, or has no such measure or axis.

    Examples
    --------
    >>> import xarray
    >>> swept = xarray.Dataset(
    ...     {"r": ("speed", [0.1, 0.4, 0.2], {"better": "larger"}), "done": ("speed", [True, True, True])},
    ...     {"speed": ("speed", [3.0, 6.0, 12.0], {"units": "mm/ms", "scale": "logarithmic"})},
    ... )
    >>> ax = sweep_curve(swept, "r", baselines={"SC-FC": 0.26})
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['r', 'best: r = 0.4 at speed = 6 mm/ms', 'SC-FC: 0.26']
    >>> ax.get_xscale()
    'log'
    """
    require_parameters(dataset)
    x, second = _chosen(dataset, along, over)
    seen = means(dataset, measure, [each.parameter.name for each in (x, second) if each is not None])
    values, spread = (_sorted(array, x, second) for array in (seen.values, seen.spread))
    across = levels(baselines, empirical)
    own, ax = ax is None, axes(ax, (4.8, 4.0))
    x.draw(ax, "x")
    banded = bool(np.isfinite(spread).any()) and values.shape[1] <= _MOST_BANDED
    text = note(dataset, seen, spread=banded)
    _draw_curves(ax, x, second, values, spread if banded else None, text or measure)
    _mark_best(ax, dataset, measure, empirical, x, second, values)
    lines_across(ax, across)
    fates = (_sorted(array, x, second).sum(axis=1) for array in (seen.diverged, seen.missing))
    fate_rugs(ax, x.places, *fates)
    ax.set_ylabel(measured(dataset, measure))
    if not np.isfinite(values).any():
        ax.set_yticks([])
    legend_below(ax, text=text if second is not None else "", grow=own)
    open_frame(ax)
    return ax


def _chosen(dataset: Any, along: str | None, over: str | None) -> tuple[Along, Along | None]:
    """The axis to draw along, and that of which each value has a curve."""
    apart = over or SEED
    if over is not None:
        grid_axis(dataset, over, "over")
    names = grid_axes(dataset)
    free = [name for name in names if name != apart] or names
    if along is None and not free:
        raise ValueError("dataset has no axis of a grid; use plot.sweep_scatter for designs")
    first = grid_axis(dataset, free[0] if along is None else along, "along")
    rest = [name for name in free if name not in (first.name, apart)]
    return Along.of(first), Along.of(grid_axis(dataset, rest[0], "along")) if rest else None


def _sorted(array: np.ndarray, x: Along, second: Along | None) -> np.ndarray:
    """Values in the order in which they are drawn, (x, curve)."""
    if second is None:
        return array[x.order][:, None]
    return array[np.ix_(x.order, second.order)]


def _draw_curves(
    ax: Axes, x: Along, second: Along | None, values: np.ndarray, spread: np.ndarray | None, text: str
) -> None:
    colours, names = [BLUE], [text]
    if second is not None:
        colours, names = _colours(ax, second)
    for j, (colour, name) in enumerate(zip(colours, names, strict=True)):
        line = "none" if x.parameter.labelled else "-"
        size = 4 if len(x.places) <= 40 else 2
        ax.plot(
            x.places, values[:, j], linestyle=line, color=colour, marker="o", markersize=size, linewidth=1.4, label=name
        )  # fmt: skip
        if spread is None:
            continue
        deviation = np.nan_to_num(spread[:, j])
        if x.parameter.labelled:
            ax.errorbar(x.places, values[:, j], deviation, fmt="none", ecolor=colour, elinewidth=1.2)
        else:
            low, high = values[:, j] - deviation, values[:, j] + deviation
            ax.fill_between(x.places, low, high, color=colour, alpha=0.18, linewidth=0)


def _colours(ax: Axes, second: Along) -> tuple[Sequence[Any], list[str | None]]:
    """The colours of curves, and their names where there are few; of many, a colour bar."""
    from matplotlib import colormaps
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import ListedColormap, LogNorm, Normalize

    shades = colormaps[SEQUENTIAL](np.linspace(0, _LIGHTEST, 256))
    parameter, count = second.parameter, len(second.places)
    if count <= _MOST_NAMED:
        name = [f"{parameter.name} = {printed(value, parameter.unit)}" for value in parameter.values[second.order]]
        return [tuple(each) for each in shades[np.linspace(0, 255, count).round().astype(int)]], [*name]
    norm = (LogNorm if parameter.logarithmic else Normalize)(second.places[0], second.places[-1])
    colours = ScalarMappable(norm, ListedColormap(shades))
    colours.set_array(second.places)
    colour_bar(colours, ax, second.title)
    if colours.colorbar is not None:
        second.tick(colours.colorbar.ax.yaxis)
    return [tuple(each) for each in colours.to_rgba(second.places)], [None] * count


def _mark_best(
    ax: Axes, dataset: Any, measure: str, empirical: float | None, x: Along, second: Along | None, values: np.ndarray
) -> None:
    where = best_place(values, better(dataset, measure), empirical)
    if where is None or x.parameter.name == SEED:  # a seed is no point that one could choose
        return
    at = {x.parameter.name: x.parameter.values[x.order[where[0]]]}
    if second is not None:
        at[second.parameter.name] = second.parameter.values[second.order[where[1]]]
    ax.plot(
        x.places[where[0]], values[where], "o", markersize=9, markerfacecolor="none", markeredgecolor=INK,
        markeredgewidth=1.3, zorder=4, label=best_label(dataset, measure, float(values[where]), at),
    )  # fmt: skip
