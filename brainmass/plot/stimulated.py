"""What an experiment gives to a network over time."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis.door import as_numpy
from brainmass.errors import require_finite
from brainmass.plot.labelled import labels_of, quantity, times_of, unit_of
from brainmass.plot.look import CYCLE, DIVERGING, SEQUENTIAL, axes, colour_bar, open_frame
from brainmass.plot.signals import clock_of
from brainmass.stimulus import Stimulus
from brainmass.units import house_unit, is_quantity, one

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# More courses than these are not told apart as lines.
_MOST_LINES = 6


def stimulus(
    given: Any,
    times: Any = None,
    *,
    labels: Sequence[str] | None = None,
    unit: str = "",
    name: str = "stimulus",
    ax: Axes | None = None,
) -> Axes:
    """A stimulus over time: a line for each course that differs, or an image where there are many.

    Regions that receive nothing are left out, and those with the same course share a line.

    Parameters
    ----------
    given : Stimulus, or array of shape (time,) or (time, region)
        From ``brainmass.stimulus``, or its values.
    times : array, shape (time,), or quantity
        ms since the beginning of the run, where it is drawn.
    labels : sequence of str, optional
        Of all regions of the network; a stimulus that acts on some of them needs it.
    unit, name : str
        For the axis; the unit of a stimulus made of quantities is known.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If shapes disagree, a value is not finite, nothing acts, or labels are missing.
    KeyError
        If the stimulus acts on a region that is none of ``labels``.

    Examples
    --------
    >>> from brainmass.stimulus import step
    >>> ax = stimulus(step(10.0, 0.5, stop=20.0).on("MT"), range(30), labels=["V1", "V2", "MT"])
    >>> ax.get_legend_handles_labels()[1], float(ax.lines[0].get_ydata()[15])
    (['MT'], 0.5)
    """
    moments = times_of(given, times, "a stimulus")
    if isinstance(given, Stimulus):
        array, unit = _evaluated(given, moments, labels, unit)
    else:
        array, unit = as_numpy(given, "given", "stimulus"), unit_of(given, unit)
    if array.ndim not in (1, 2):
        raise ValueError(f"given must have the shape (time,) or (time, region), got {array.shape}")
    clock, unit_of_time = clock_of(moments, len(array))
    require_finite("stimulus", array)
    names = labels_of(given, labels) if array.ndim == 2 else ["all regions"]
    columns = array.reshape(len(array), -1)
    names = names or [str(i) for i in range(columns.shape[1])]
    if len(names) != columns.shape[1]:
        raise ValueError(f"labels must have one entry for each of the {columns.shape[1]} regions, got {len(names)}")
    courses = _courses(columns, names)
    if not courses:
        raise ValueError("given is 0 in all regions at all these times, so there is nothing to draw")
    ax = axes(ax, (6.5, 2.0))
    if len(courses) <= _MOST_LINES:
        _draw_lines(ax, clock, courses, quantity(name, unit), legend=array.ndim == 2)
    else:
        _draw_image(ax, clock, columns, names, quantity(name, unit))
    ax.set(xlabel=f"time ({unit_of_time})", xlim=(clock[0], clock[-1]))
    return ax


def _evaluated(given: Stimulus, moments: np.ndarray, labels: Sequence[str] | None, unit: str) -> tuple[np.ndarray, str]:
    """Values at all moments, and the unit that they have."""
    import jax

    if labels is None and _placed(given):
        raise ValueError("the stimulus acts on some regions only: give labels=, those of all regions of the network")
    stated = next((house_unit(x) for x in jax.tree.leaves(given, is_leaf=is_quantity) if is_quantity(x)), one)
    fitted = given.fitted(tuple(labels or ()), stated, "stimulus")
    array = np.asarray(jax.vmap(fitted)(jax.numpy.asarray(moments, float)), float)
    return array, unit or ("" if stated is one else stated.name)


def _placed(given: Any) -> bool:
    """Whether it, or a part of it, has a place."""
    fields = {field.name: getattr(given, field.name) for field in dataclasses.fields(given)}
    return "regions" in fields or any(_placed(part) for part in fields.values() if isinstance(part, Stimulus))


def _courses(columns: np.ndarray, names: list[str]) -> list[tuple[np.ndarray, str]]:
    """Every course that is not 0 throughout, and the regions that have it."""
    acting = np.flatnonzero((columns != 0).any(axis=0))
    if not acting.size:
        return []
    found, which = np.unique(columns[:, acting], axis=1, return_inverse=True)
    regions = [[names[i] for i in acting[which.ravel() == c]] for c in range(found.shape[1])]
    first = sorted(range(len(regions)), key=lambda c: names.index(regions[c][0]))
    return [(found[:, c], _listed(regions[c])) for c in first]


def _listed(names: list[str]) -> str:
    more = len(names) - 3
    return ", ".join(names[:3]) + (f" and {more} more" if more > 0 else "")


def _draw_lines(
    ax: Axes, clock: np.ndarray, courses: list[tuple[np.ndarray, str]], label: str, *, legend: bool
) -> None:
    for (course, regions), colour in zip(courses, CYCLE, strict=False):
        ax.plot(clock, course, color=colour, linewidth=1.4, label=regions.replace("$", r"\$"))
        if len(courses) == 1:
            ax.fill_between(clock, 0, course, color=colour, alpha=0.15, linewidth=0)
    ax.set_ylabel(label)
    if legend:
        ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=4, borderaxespad=0.2, frameon=False)
    open_frame(ax)


def _draw_image(ax: Axes, clock: np.ndarray, columns: np.ndarray, names: list[str], label: str) -> None:
    from brainmass.plot.ticks import name_places

    acting = np.flatnonzero((columns != 0).any(axis=0))
    shown = columns[:, acting].T
    signed, most = bool((shown < 0).any()), float(np.abs(shown).max())
    half = (clock[-1] - clock[0]) / (len(clock) - 1) / 2
    image = ax.imshow(
        shown, cmap=DIVERGING if signed else SEQUENTIAL, vmin=-most if signed else 0, vmax=most, aspect="auto",
        extent=(clock[0] - half, clock[-1] + half, len(shown) - 0.5, -0.5), interpolation="nearest",
    )  # fmt: skip
    name_places(ax.yaxis, list(range(len(acting))), [names[i] for i in acting], size="x-small")
    colour_bar(image, ax, label, fraction=0.03, pad=0.015)
