"""Pictures of dynamics: the phase plane, and fixed points against a parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.dynamics import Branch, PhasePlane
from brainmass.errors import unknown
from brainmass.plot.look import BLUE, GREEN, GREY, INK, VERMILLION, axes, open_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ALONG, _ARROW = 19, "#D2D2D2"
"""Arrows along each axis, and their colour: behind everything, but there in print."""


def phase_plane(plane: PhasePlane, *, legend: bool = True, ax: Axes | None = None) -> Axes:
    """The field of two states with nullclines, fixed points, trajectories and the limit cycle.

    A filled circle is a stable fixed point, an open one an unstable one, a half-filled one a saddle.

    Parameters
    ----------
    plane : PhasePlane
        From ``brainmass.dynamics.phase_plane``.
    legend : bool
        Whether to say what the lines are, above the frame.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Examples
    --------
    >>> from brainmass.dynamics import phase_plane as data
    >>> from brainmass.models import fitzhugh_nagumo
    >>> ax = phase_plane(data(fitzhugh_nagumo, trajectories=2))
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('V', 'w')
    """
    if not isinstance(plane, PhasePlane):
        raise TypeError(f"plane must come from brainmass.dynamics.phase_plane, got {plane!r}")
    ax = axes(ax, (4.4, 3.8))
    _arrows(plane, ax)
    for slopes, colour, state in ((plane.dx, BLUE, plane.x), (plane.dy, VERMILLION, plane.y)):
        if slopes.min() < 0 < slopes.max():
            ax.contour(plane.x_values, plane.y_values, slopes, levels=[0.0], colors=[colour], linewidths=1.5, zorder=3)
        ax.plot([], [], color=colour, linewidth=1.5, label=f"d{state}/dt = 0")
    for path in plane.trajectories:
        ax.plot(*path.T, color=GREY, linewidth=0.8, zorder=2)
        ax.plot(*path[0], marker=".", markersize=3, color=GREY, zorder=2)
    if plane.cycle is not None:
        ax.plot(*plane.cycle.T, color=GREEN, linewidth=2.0, zorder=4, label="limit cycle")
    for point in plane.fixed_points:
        _mark(ax, float(point.states[plane.x]), float(point.states[plane.y]), point.stable, point.kind == "saddle")
    names = [_with_unit(plane, name) for name in (plane.x, plane.y)]
    x, y = plane.x_values, plane.y_values
    ax.set(xlabel=names[0], ylabel=names[1], xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
    if legend:
        # Above the frame, where it hides nothing.
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderaxespad=0.2, frameon=False, handlelength=1.4)
    open_frame(ax)
    return ax


def branch(
    data: Branch, state: str | None = None, *, region: int = 0, legend: bool = True, ax: Axes | None = None
) -> Axes:
    """A state of the fixed points against the parameter, with folds and Hopf points.

    Parameters
    ----------
    data : Branch
        From ``brainmass.dynamics.continuation``.
    state : str, optional
        Which; the first by default.
    region : int
        Of a network, which region.
    legend : bool
        Whether to say what lines and marks are, above the frame.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Examples
    --------
    >>> from brainmass.dynamics import continuation
    >>> from brainmass.models import montbrio_pazo_roxin
    >>> ax = branch(continuation(montbrio_pazo_roxin, "eta", (-8.0, 0.0)))
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('eta', 'r')
    """
    if not isinstance(data, Branch):
        raise TypeError(f"data must come from brainmass.dynamics.continuation, got {data!r}")
    state = next(iter(data.states)) if state is None else state
    if state not in data.states:
        raise KeyError(unknown("state", state, data.states))

    curve = data.states[state]
    curve = curve if curve.ndim == 1 else curve[:, _region(region, curve.shape[1])]
    ax = axes(ax, (4.4, 3.2))
    for stable, style, label in ((True, "-", "stable"), (False, "--", "unstable")):
        # The first point of the other kind belongs to both, so that the line has no gap.
        part = data.stable == stable
        part = part | np.append(part[1:], False) if stable else part
        width = 1.6 if stable else 1.0
        ax.plot(data.values, np.where(part, curve, np.nan), style, color=INK, linewidth=width, label=label)
    marks = {"fold": ("s", BLUE), "hopf": ("o", VERMILLION), "branch point": ("D", GREEN)}
    for kind, (marker, colour) in marks.items():
        points = [p for p in data.bifurcations if p.kind == kind]
        if points:
            heights = [np.ravel(p.states[state])[region if np.ndim(p.states[state]) else 0] for p in points]
            style: Any = {"color": colour, "markersize": 6, "markeredgecolor": "white", "zorder": 4}
            ax.plot([p.value for p in points], heights, marker, label=kind.replace("hopf", "Hopf"), **style)
    ax.set(xlabel=data.parameter, ylabel=state)
    if legend:
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=5, borderaxespad=0.2, frameon=False, handlelength=1.6)
    open_frame(ax)
    return ax


def _region(region: int, count: int) -> int:
    if isinstance(region, bool) or not isinstance(region, int | np.integer) or not 0 <= region < count:
        raise ValueError(f"region must be a whole number from 0 to {count - 1}, got {region!r}")
    return int(region)


def _arrows(plane: PhasePlane, ax: Axes) -> None:
    """The direction of the field, where it is; how fast it is would hide the slow places."""
    x, y = plane.x_values, plane.y_values
    columns, rows = (np.linspace(0, len(v) - 1, min(_ALONG, len(v)) * 2 + 1).round().astype(int)[1::2] for v in (x, y))
    width, height = x[-1] - x[0], y[-1] - y[0]
    u, v = plane.dx[np.ix_(rows, columns)] / width, plane.dy[np.ix_(rows, columns)] / height
    length = np.hypot(u, v)
    length[length == 0] = 1.0
    style: Any = {"angles": "uv", "pivot": "mid", "scale": 27, "width": 0.0042, "zorder": 1}
    ax.quiver(x[columns], y[rows], u / length, v / length, color=_ARROW, **style)


def _mark(ax: Axes, x: float, y: float, stable: bool, saddle: bool) -> None:
    style: Any = {"marker": "o", "markersize": 7, "markeredgecolor": INK, "markeredgewidth": 1.2, "zorder": 5}
    if saddle:
        style |= {"fillstyle": "left", "markerfacecolor": INK, "markerfacecoloralt": "white"}
    else:
        style |= {"markerfacecolor": INK if stable else "white"}
    ax.plot([x], [y], linestyle="none", **style)


def _with_unit(plane: PhasePlane, name: str) -> str:
    unit = str(plane.model.unit_of(name))
    return name if unit == "1" else f"{name} ({unit})"
