"""A measure over two axes of a sweep, as colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.plot.look import GREY, INK, PALE, SEQUENTIAL, VERMILLION, axes, colour_bar
from brainmass.plot.sweep_axes import (
    Along,
    best_label,
    counted,
    grid_axes,
    grid_axis,
    legend_below,
    levels,
    measured,
    note,
    printed3,
    require_parameters,
)
from brainmass.swept import SEED, best_place, better, means

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def sweep_map(
    dataset: Any,
    measure: str,
    *,
    x: str | None = None,
    y: str | None = None,
    baselines: Mapping[str, float] | None = None,
    empirical: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A measure over two axes of a sweep, one cell for each pair of values.

    Cells with runs that diverged are hatched, and have a colour if others went well; those that are not done are grey.
    A star marks the best of the cells (see :func:`brainmass.swept.best`). Further axes are averaged, and the
    legend says so; select one value of them with ``dataset.sel`` to have it alone.

    Parameters
    ----------
    dataset : xarray.Dataset
        What ``brainmass.sweeps.sweep`` gave.
    measure : str
        A measure that is one number for every run.
    x, y : str, optional
        The axes; the first two by default, the seed last.
    baselines : mapping of str to float, optional
        Values that need no simulation, as contour lines where the measure crosses them.
    empirical : float, optional
        The value of measured data, likewise.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    TypeError, KeyError, ValueError
        If this is no result of a sweep, or has no such measure or axes.

    Examples
    --------
    >>> import xarray
    >>> swept = xarray.Dataset(
    ...     {"r": (("k", "speed"), [[0.1, 0.4], [0.3, 0.2]], {"better": "larger"}),
    ...      "done": (("k", "speed"), np.ones((2, 2), bool))},
    ...     {"k": [0.0, 1.0], "speed": ("speed", [3.0, 6.0], {"units": "mm/ms"})},
    ... )
    >>> ax = sweep_map(swept, "r", empirical=0.25)
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['best: r = 0.4 at\\nk = 0, speed = 6 mm/ms', 'empirical: 0.25']
    """
    require_parameters(dataset)
    across, up = _chosen(dataset, x, y)
    seen = means(dataset, measure, [across.parameter.name, up.parameter.name])
    values, diverged, missing = (_rows(part, across, up) for part in (seen.values, seen.diverged, seen.missing))
    lines = levels(baselines, empirical)
    own, ax = ax is None, axes(ax, (4.8, 4.2))
    across.draw(ax, "x", cells=True)
    up.draw(ax, "y", cells=True)
    empty = np.isnan(values)
    handles = _cells(
        ax, across, up, empty & (missing > 0), {"facecolor": PALE, "label": f"not done: {counted(missing)}"}
    )
    if not empty.all():
        image = ax.pcolormesh(across.edges, up.edges, np.ma.masked_invalid(values), cmap=SEQUENTIAL)
        colour_bar(image, ax, measured(dataset, measure))
    hatch = {"facecolor": "none", "edgecolor": GREY, "hatch": "//////", "label": f"diverged: {counted(diverged)}"}
    handles += _cells(ax, across, up, diverged > 0, hatch)
    compared = _contours(ax, across, up, values, lines)
    best = _mark_best(ax, dataset, measure, empirical, across, up, values)
    ax.set(xlim=across.edges[[0, -1]], ylim=up.edges[[0, -1]])
    legend_below(ax, [*best, *compared, *handles[::-1]], note(dataset, seen), grow=own)
    return ax


def _chosen(dataset: Any, x: str | None, y: str | None) -> tuple[Along, Along]:
    given = [name for name in (x, y) if name is not None]
    free = grid_axes(dataset, given)
    if len(given) + len(free) < 2:
        raise ValueError(
            f"a map needs two axes of a grid, and dataset has {', '.join([*given, *free]) or 'none'}; use "
            "plot.sweep_curve for one axis, plot.sweep_scatter for designs"
        )
    first = x if x is not None else free.pop(0)
    second = y if y is not None else free.pop(0)
    if first == second:
        raise ValueError(f"x and y must be two axes, got '{first}' for both")
    return Along.of(grid_axis(dataset, first, "x")), Along.of(grid_axis(dataset, second, "y"))


def _rows(array: np.ndarray, across: Along, up: Along) -> np.ndarray:
    """Values as rows along y, in the order in which they are drawn."""
    return array[np.ix_(across.order, up.order)].T


def _cells(ax: Axes, across: Along, up: Along, chosen: np.ndarray, look: dict[str, Any]) -> list[Any]:
    """Cells with a look of their own, and what stands for them in the legend."""
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Patch, Rectangle

    if not chosen.any():
        return []
    left, low = across.edges.tolist(), up.edges.tolist()
    cells = [
        Rectangle((left[i], low[j]), left[i + 1] - left[i], low[j + 1] - low[j])
        for j, i in np.argwhere(chosen).tolist()
    ]
    ax.add_collection(PatchCollection(cells, linewidth=0, **look))
    return [Patch(linewidth=0, **look)]


def _contours(
    ax: Axes, across: Along, up: Along, values: np.ndarray, lines: Mapping[str, tuple[float, Any, Any]]
) -> list[Any]:
    """Where the measure crosses the values to compare with."""
    from matplotlib.lines import Line2D

    handles = []
    for name, (value, colour, dashes) in lines.items():
        known = values[np.isfinite(values)]
        reached = min(values.shape) > 1 and known.size > 0 and known.min() <= value <= known.max()
        colour, width = (VERMILLION, 1.8) if name == "empirical" else ("white", 1.4)
        if reached:
            ax.contour(
                across.places, up.places, np.ma.masked_invalid(values), [value], colors=[colour], linewidths=width,
                linestyles=[dashes],
            )  # fmt: skip
        text = f"{name}: {printed3(value)}" + ("" if reached else " (not crossed)")
        shown = GREY if colour == "white" else colour
        drawn: Any = dashes if reached else "none"
        handles.append(Line2D([], [], label=text, linewidth=width, color=shown, linestyle=drawn))
    return handles


def _mark_best(
    ax: Axes, dataset: Any, measure: str, empirical: float | None, across: Along, up: Along, values: np.ndarray
) -> list[Any]:
    where = best_place(values, better(dataset, measure), empirical)
    if where is None or SEED in (across.parameter.name, up.parameter.name):  # no point that one could choose
        return []
    row, column = where
    at = {each.parameter.name: each.parameter.values[each.order[i]] for each, i in ((across, column), (up, row))}
    return ax.plot(
        across.places[column], up.places[row], "*", markersize=13, markerfacecolor="white", markeredgecolor=INK,
        linestyle="none", zorder=5, label=best_label(dataset, measure, float(values[where]), at),
    )  # fmt: skip
