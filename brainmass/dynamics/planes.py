"""The phase plane of two states: the field on a grid, nullclines, fixed points, a few trajectories, the limit cycle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.dynamics.box import Box, box_of
from brainmass.dynamics.equilibria import FixedPoint, NotIsolated, default_state, described, search
from brainmass.dynamics.field import Field, double, field_of
from brainmass.errors import unknown
from brainmass.spec import Model
from brainmass.units import to_float

_MARGIN = 0.3
"""Room around what is shown, as a share of it."""


@dataclass(frozen=True)
class PhasePlane:
    """What ``plot.phase_plane`` draws.

    Attributes
    ----------
    model : Model
    x, y : str
        The states on the axes.
    x_values, y_values : array
        The grid.
    dx, dy : array, shape (y, x)
        Their slopes on it; a nullcline is where one of them is 0.
    fixed_points : tuple of FixedPoint
        In the window. Of a model with further states these are the fixed points of x and y alone.
    trajectories : tuple of array, shape (time, 2)
    cycle : array, shape (time, 2), or None
        The limit cycle that is reached from the default state or an unstable fixed point, once round.
    period : float or None
        Of the cycle, ms.
    held : dict of str to float
        Further states, which are held at these values.
    """

    model: Model
    x: str
    y: str
    x_values: np.ndarray = field(repr=False)
    y_values: np.ndarray = field(repr=False)
    dx: np.ndarray = field(repr=False)
    dy: np.ndarray = field(repr=False)
    fixed_points: tuple[FixedPoint, ...]
    trajectories: tuple[np.ndarray, ...] = field(repr=False)
    cycle: np.ndarray | None = field(repr=False)
    period: float | None
    held: Mapping[str, float]


class _Planar(NamedTuple):
    """Two entries of a field, the others held."""

    flow: Field
    held: np.ndarray
    free: tuple[int, int]
    box: Box

    def slope(self, t: float, v: np.ndarray) -> np.ndarray:
        """For SciPy."""
        with double():
            return np.asarray(_slope(self.flow, np.asarray(v, float), self.held, self.free))

    def part(self, point: FixedPoint) -> np.ndarray:
        """The two states of a fixed point."""
        return point.vector[list(self.free)]

    @property
    def widths(self) -> np.ndarray:
        """Of the box."""
        return self.box.width[list(self.free)]


@partial(jax.jit, static_argnames=("free",))
def _slope(flow: Field, v: Any, held: Any, free: tuple[int, int]) -> Any:
    index = jnp.asarray(free)
    return flow.slope(jnp.asarray(held).at[index].set(v))[index]


def phase_plane(
    model: Model,
    x: str | None = None,
    y: str | None = None,
    *,
    params: Mapping[str, Any] | None = None,
    inputs: Mapping[str, Any] | None = None,
    others: Mapping[str, Any] | None = None,
    within: Mapping[str, Any] | None = None,
    n: int = 161,
    trajectories: int = 6,
) -> PhasePlane:
    """The phase plane of two states of a model.

    Parameters
    ----------
    model : Model
    x, y : str, optional
        The states on the axes; the first two by default.
    params, inputs : dict, optional
        Parameters that differ from the model's defaults, and constant inputs to its drives.
    others : dict of str to number, optional
        Where further states are held; by default where the model begins.
    within : dict of str to (low, high), optional
        The window by state. By default what holds the fixed points and the limit cycle; with one
        fixed point and no cycle also the state that the model begins in, and without any the bounds.
    n : int
        Grid points along each axis.
    trajectories : int
        How many to follow from points spread over the window.

    Returns
    -------
    PhasePlane

    Raises
    ------
    ValueError
        If the model has one state, or a delay.

    Examples
    --------
    >>> from brainmass.models import hopf
    >>> plane = phase_plane(hopf, trajectories=0)
    >>> round(float(abs(plane.cycle).max()), 3), round(1000 / plane.period, 2)
    (0.5, 9.99)
    """
    if not isinstance(model, Model):
        raise TypeError(f"phase_plane: model must be a Model such as brainmass.models.hopf, got {model!r}")
    for name, value, least in (("n", n, 2), ("trajectories", trajectories, 0)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
            raise ValueError(f"phase_plane: {name} must be a whole number of at least {least}, got {value!r}")
    names = _two(model, x, y)
    flow = field_of(model, params, inputs, "phase_plane")
    if flow.delayed:
        raise ValueError(
            f"phase_plane: {model.name} receives {', '.join(model.own_drives)} after a delay, so where it goes depends "
            "on more than where it is; it has no phase plane"
        )
    planar, held = _planar(flow, model, names, others, within)
    points = _points(planar)
    scale = _time_scale(planar, points)
    cycle, period = _cycle(planar, points, scale)
    low, high = _window(planar, names, points, cycle, within)
    grid = [np.linspace(a, b, n) for a, b in zip(low, high, strict=True)]
    dx, dy = _on_grid(planar, *grid)
    shown = tuple(p for p in points if ((planar.part(p) >= low) & (planar.part(p) <= high)).all())
    paths = tuple(_path(planar, start, scale, low, high) for start in _spread(low, high, trajectories))
    return PhasePlane(
        model=model, x=names[0], y=names[1], x_values=grid[0], y_values=grid[1], dx=dx, dy=dy, fixed_points=shown,
        trajectories=paths, cycle=cycle, period=period, held=held,
    )  # fmt: skip


def _two(model: Model, x: str | None, y: str | None) -> tuple[str, str]:
    states = list(model.states)
    if len(states) < 2:
        raise ValueError(f"phase_plane: {model.name} has one state, {states[0]}; a plane needs two")
    for name in (x, y):
        if name is not None and name not in states:
            raise KeyError(f"phase_plane: {model.name}: {unknown('state', name, states)}")
    x = next(s for s in states if s != y) if x is None else x
    y = next(s for s in states if s != x) if y is None else y
    if x == y:
        raise ValueError(f"phase_plane: x and y must be two states, got {x} twice")
    return x, y


def _planar(
    flow: Field, model: Model, names: tuple[str, str], others: Mapping[str, Any] | None, within: Any
) -> tuple[_Planar, dict[str, float]]:
    """The two states alone, and the values of the others."""
    held = default_state(flow)
    states = list(model.states)
    for name, value in (others or {}).items():
        if name not in states or name in names:
            raise KeyError(
                f"phase_plane: others: {unknown('further state', name, [s for s in states if s not in names])}"
            )
        held[states.index(name)] = to_float(value, model.states[name].unit, f"phase_plane: others['{name}']")
    for name in within or {}:
        if name not in names:
            raise KeyError(f"phase_plane: within: {unknown('state of the plane', name, names)}")
    box = box_of(flow, within, "phase_plane", required=False)
    other = np.array([s not in names for s in states])
    low, high = np.where(other, held - 1.0, box.low), np.where(other, held + 1.0, box.high)
    free = (states.index(names[0]), states.index(names[1]))
    values = {s: float(held[states.index(s)]) for s in states if s not in names}
    return _Planar(flow, held, free, Box(low, high, box.period)), values


def _points(planar: _Planar) -> list[FixedPoint]:
    """The fixed points of the two states; none where they form lines, which the nullclines show."""
    try:
        zeros = search(planar.flow, planar.box, 64, 0, held=planar.held, free=planar.free)
    except NotIsolated:
        return []
    return [described(planar.flow, y, free=planar.free) for y in zeros]


def _on_grid(planar: _Planar, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both slopes, shape (y, x)."""
    grid = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    with double():
        found = np.asarray(jax.vmap(lambda v: _slope(planar.flow, v, jnp.asarray(planar.held), planar.free))(grid))
    dx, dy = found.T.reshape(2, len(y), len(x))
    return dx, dy


def _time_scale(planar: _Planar, points: list[FixedPoint]) -> float:
    """The time in which most has happened, ms: after the slowest rate at a fixed point, or from the mean speed."""
    rates = [rate for point in points if (rate := np.abs(point.eigenvalues).min()) > 0]
    if rates:
        return float(1 / min(rates))
    low, width = planar.box.low[list(planar.free)], planar.widths
    grid = [np.linspace(a, a + w, 21) for a, w in zip(low, width, strict=True)]
    speeds = np.abs(np.stack(_on_grid(planar, *grid), axis=-1)) / width
    usual = float(np.median(speeds.max(axis=-1)))
    return 1 / usual if usual > 0 else 1.0


def _followed(planar: _Planar, start: np.ndarray, time: float, events: Any = None, points: int = 600) -> Any:
    from scipy.integrate import solve_ivp

    options: Any = {"method": "LSODA", "rtol": 1e-8, "atol": 1e-10 * planar.widths, "events": events}
    return solve_ivp(planar.slope, (0.0, time), start, dense_output=True, **options)


def _cycle(planar: _Planar, points: list[FixedPoint], scale: float) -> tuple[np.ndarray | None, float | None]:
    """The limit cycle reached from the default state, or from beside an unstable fixed point."""
    starts = [planar.held[list(planar.free)]]
    starts += [planar.part(p) + 1e-3 * planar.widths for p in points if not p.stable]
    for start in starts:
        settled = _followed(planar, start, 60 * scale)
        if settled.status != 0 or np.isnan(settled.y).any():
            continue
        end = settled.y[:, -1]
        velocity = planar.slope(0.0, end)
        if np.abs(velocity / planar.widths).max() * scale < 1e-4:  # it rests
            continue
        found = _once_round(planar, end, velocity, scale)
        if found is not None:
            return found
    return None, None


def _once_round(
    planar: _Planar, end: np.ndarray, velocity: np.ndarray, scale: float
) -> tuple[np.ndarray, float] | None:
    """From a point until the line across the flow there is crossed again in the same direction, close to it."""
    from scipy.optimize import brentq

    across = velocity / planar.widths**2
    for time in (20 * scale, 200 * scale):
        run = _followed(planar, end, time)
        times = np.union1d(run.t, np.linspace(0.0, run.t[-1], 5000))[1:]
        ahead = across @ (run.sol(times) - end[:, None])
        # Upwards through the line; it begins on it, where rounding decides.
        for i in np.flatnonzero((ahead[:-1] < 0) & (ahead[1:] >= 0) & (times[:-1] > 0.01 * scale)):
            t = float(brentq(lambda t, run=run: across @ (run.sol(t) - end), times[i], times[i + 1]))  # pyright: ignore[reportArgumentType]
            if np.abs((run.sol(t) - end) / planar.widths).max() < 1e-4:
                return run.sol(np.linspace(0.0, t, 400)).T, t
    return None


def _window(
    planar: _Planar, names: tuple[str, str], points: list[FixedPoint], cycle: np.ndarray | None, within: Any
) -> tuple[np.ndarray, np.ndarray]:
    """Low and high of both axes."""
    index = list(planar.free)
    seen = [*(planar.part(p)[None] for p in points), *([] if cycle is None else [cycle])]
    if len(points) == 1 and cycle is None:
        seen.append(np.clip(planar.held, planar.box.low, planar.box.high)[index][None])
    if not seen:  # all there is
        seen = [np.stack([planar.box.low[index], planar.box.high[index]])]
    everything = np.concatenate(seen)
    low, high = everything.min(axis=0), everything.max(axis=0)
    least = np.maximum(0.02 * planar.widths, 0.5 * np.abs(low))
    room = np.maximum(_MARGIN * (high - low), np.where(high - low < 0.02 * planar.widths, least, 0.0))
    low, high = np.maximum(low - room, planar.box.low[index]), np.minimum(high + room, planar.box.high[index])
    for i, name in enumerate(names):
        if name in (within or {}):
            low[i], high[i] = planar.box.low[index[i]], planar.box.high[index[i]]
    return low, high


def _spread(low: np.ndarray, high: np.ndarray, count: int) -> list[np.ndarray]:
    """Points that fill the window evenly: multiples of the plastic number's powers."""
    ratio = 1.32471795724474602596
    shares = (0.5 + np.arange(1, count + 1)[:, None] * np.array([1 / ratio, 1 / ratio**2])) % 1.0
    return list(low + (0.08 + 0.84 * shares) * (high - low))


def _path(planar: _Planar, start: np.ndarray, scale: float, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """A trajectory, until it leaves the window for good."""

    def outside(t: float, v: np.ndarray) -> float:
        return float(0.75 - np.abs((v - (low + high) / 2) / (high - low)).max())

    outside.terminal = True  # pyright: ignore[reportFunctionMemberAccess]
    run = _followed(planar, start, 12 * scale, outside)
    return _evenly(run, high - low)


def _evenly(run: Any, width: np.ndarray, points: int = 400) -> np.ndarray:
    """Points of a run at even distances along its path."""
    fine = run.sol(np.union1d(run.t, np.linspace(0, run.t[-1], 2000))).T
    gone = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(fine / width, axis=0), axis=1)))
    keep = np.unique(np.searchsorted(gone, np.linspace(0, gone[-1], points)))
    return fine[np.minimum(keep, len(fine) - 1)]
