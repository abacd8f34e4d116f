"""A measure over the points of a design that is no grid: Latin hypercube, Sobol, zipped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.errors import unknown
from brainmass.plot.look import BLUE, GREY, INK, PALE, SEQUENTIAL, axes, colour_bar, open_frame
from brainmass.plot.sweep_axes import (
    Along,
    best_label,
    counted,
    fate_rugs,
    legend_below,
    levels,
    lines_across,
    measured,
    note,
    printed3,
    require_parameters,
)
from brainmass.swept import SEED, Means, Parameter, best_place, better, means, parameters

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def sweep_scatter(
    dataset: Any,
    measure: str,
    *,
    x: str | None = None,
    y: str | None = None,
    baselines: Mapping[str, float] | None = None,
    empirical: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The points of a sweep in the plane of two parameters, coloured by a measure; or a measure against one parameter.

    Parameters that change together, as those of a Latin hypercube do, have no axes of a grid; this draws every point.
    A ring marks the best of them (see :func:`brainmass.swept.best`), crosses stand where runs diverged, open
    circles where some are not done. Axes that are not shown are averaged, and the legend says so; bars are one standard
    deviation.

    Parameters
    ----------
    dataset : xarray.Dataset
        What ``brainmass.sweeps.sweep`` gave.
    measure : str
        A measure that is one number for every run.
    x, y : str, optional
        Parameters; by default the first two of the design. With the measure as ``y``, or where there is one parameter
        only, the measure is drawn against ``x``.
    baselines : mapping of str to float, optional
        Values that need no simulation: horizontal lines where the measure is ``y``, else in the legend.
    empirical : float, optional
        The value of measured data, likewise.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    TypeError, KeyError, ValueError
        If this is no result of a sweep, or has no such measure or parameters.

    Examples
    --------
    >>> import xarray
    >>> swept = xarray.Dataset(
    ...     {"r": ("point", [0.1, 0.4, 0.2], {"better": "larger"}), "done": ("point", [True, True, True])},
    ...     {"k": ("point", [0.1, 0.3, 0.7]), "speed": ("point", [3.0, 9.0, 5.0], {"units": "mm/ms"})},
    ... )
    >>> sweep_scatter(swept, "r").get_legend().get_texts()[0].get_text()
    'best: r = 0.4 at\\nk = 0.3, speed = 9 mm/ms'
    >>> sweep_scatter(swept, "r", x="speed", y="r").get_ylabel()
    'r'
    """
    require_parameters(dataset)
    first, second = _chosen(dataset, measure, x, y)
    shown = [each for each in (first, second) if each is not None]
    dims = list(dict.fromkeys(each.dim for each in shown))
    seen = means(dataset, measure, dims)
    places = [_places(each, dims, seen.values.shape) for each in shown]
    flat = seen.flat
    across = levels(baselines, empirical)
    own, ax = ax is None, axes(ax, (4.8, 4.2))
    Along.of(first).draw(ax, "x")
    if second is None:
        _against(ax, dataset, measure, places[0], flat)
    else:
        Along.of(second).draw(ax, "y")
        _plane(ax, dataset, measure, places, flat)
    best = _mark_best(ax, dataset, measure, empirical, places, seen, dims)
    if second is None:
        lines_across(ax, across)
        fate_rugs(ax, places[0], flat.diverged, flat.missing)
    others = [handle for handle in ax.get_legend_handles_labels()[0] if handle not in best]
    handles = [*best, *others, *(_words(across) if second is not None else [])]
    barred = second is None and bool(np.isfinite(seen.spread).any())
    legend_below(ax, handles, note(dataset, seen, spread=barred), grow=own)
    open_frame(ax)
    return ax


def _chosen(dataset: Any, measure: str, x: str | None, y: str | None) -> tuple[Parameter, Parameter | None]:
    known = parameters(dataset)
    named = {"x": x, "y": None if y == measure else y}
    for what, name in named.items():
        if name is not None and name not in known:
            raise ValueError(f"{what}: {unknown('parameter', name, known)}")
    if x is not None and x == y:
        raise ValueError(f"x and y must be two parameters, got '{x}' for both")
    # Those of a design first, for they are what this picture is for.
    free = sorted((p for p in known.values() if p.name != SEED), key=lambda p: not p.of_design) or [*known.values()]
    free = [p for p in free if p.name not in named.values()]
    first = known[x] if x is not None else free.pop(0)
    if y == measure:
        return first, None
    if y is not None:
        return first, known[y]
    beside = [p for p in free if p.of_design] if first.of_design else free
    return first, beside[0] if beside else None


def _places(parameter: Parameter, dims: list[str], shape: tuple[int, ...]) -> np.ndarray:
    """Where every point stands along a parameter."""
    along = Along.of(parameter)
    values = np.empty(len(along.places))
    values[along.order] = along.places
    column = [-1 if dim == parameter.dim else 1 for dim in dims]
    return np.broadcast_to(values.reshape(column), shape).ravel()


def _against(ax: Axes, dataset: Any, measure: str, x: np.ndarray, seen: Means) -> None:
    """The measure against one parameter."""
    from matplotlib.collections import LineCollection

    good = np.isfinite(seen.values)
    banded = np.isfinite(seen.spread)
    ends = [
        [(place, value - deviation), (place, value + deviation)]
        for place, value, deviation in zip(x[banded], seen.values[banded], seen.spread[banded], strict=True)
    ]
    ax.add_collection(LineCollection(ends, colors=BLUE, linewidths=0.8, alpha=0.5))
    ax.plot(x[good], seen.values[good], "o", color=BLUE, markersize=4.5, markeredgewidth=0, alpha=0.85)
    ax.set_ylabel(measured(dataset, measure))
    if not good.any():
        ax.set_yticks([])


def _plane(ax: Axes, dataset: Any, measure: str, places: list[np.ndarray], seen: Means) -> None:
    """Two parameters, coloured by the measure."""
    x, y = places
    good = np.isfinite(seen.values)
    for chosen, marker, colour, name in (
        (seen.missing > 0, "o", GREY, f"not done: {counted(seen.missing)}"),
        (seen.diverged > 0, "x", INK, f"diverged: {counted(seen.diverged)}"),
    ):
        if chosen.any():
            ax.plot(
                x[chosen], y[chosen], marker, color=colour, markersize=6, markerfacecolor=PALE, markeredgewidth=1.1,
                linestyle="none", label=name, zorder=1.5 if marker == "o" else 3,
            )  # fmt: skip
    if good.any():
        image = ax.scatter(x[good], y[good], c=seen.values[good], s=34, cmap=SEQUENTIAL, linewidths=0, zorder=2)
        colour_bar(image, ax, measured(dataset, measure))


def _mark_best(
    ax: Axes,
    dataset: Any,
    measure: str,
    empirical: float | None,
    places: list[np.ndarray],
    seen: Means,
    dims: list[str],
) -> list[Any]:
    where = best_place(seen.values, better(dataset, measure), empirical)
    if where is None:
        return []
    place = dict(zip(dims, where, strict=True))
    at = {p.name: p.values[place[p.dim]] for p in parameters(dataset).values() if p.dim in place and p.name != SEED}
    flat = int(np.ravel_multi_index(where, seen.values.shape))
    x, y = places[0][flat], places[1][flat] if len(places) > 1 else seen.values[where]
    return ax.plot(
        x, y, "o", markersize=10, markerfacecolor="none", markeredgecolor=INK, markeredgewidth=1.4, linestyle="none",
        zorder=4, label=best_label(dataset, measure, float(seen.values[where]), at),
    )  # fmt: skip


def _words(across: Mapping[str, tuple[float, Any, Any]]) -> list[Any]:
    """The values to compare with, as entries of the legend without a mark."""
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], linestyle="none", label=f"{name}: {printed3(value)}") for name, (value, _, _) in across.items()
    ]
