"""Continuation of a fixed point in one parameter, around folds, with the points where its stability changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from brainmass.dynamics.box import box_of
from brainmass.dynamics.crossings import Bifurcation, Station, crossings
from brainmass.dynamics.curve import Curve, Lost
from brainmass.dynamics.equilibria import FixedPoint, described, search
from brainmass.dynamics.field import Field
from brainmass.dynamics.parameter import varying
from brainmass.errors import unknown

_TURN = 0.15
"""The angle between two tangents, in radians, above which a step is made shorter."""
_LEAST = 1e-8
_FAR = 1e3
"""Widths of the box beyond which a branch has left it."""


@dataclass(frozen=True)
class Branch:
    """A curve of fixed points.

    Attributes
    ----------
    parameter : str
        What varies.
    values : array, shape (points,)
        Its value at every point, in the order in which the branch was followed; it turns back at a fold.
    states : dict of str to array, shape (points,) or (points, regions)
        By name.
    eigenvalues : array of complex, shape (points, k)
        By falling real part, in 1/ms; with delays the leading roots of the characteristic equation.
    stable : array of bool, shape (points,)
    bifurcations : tuple of Bifurcation
        In the order in which the branch meets them; ``folds``, ``hopfs`` and ``branch_points`` are those of each kind.
    ended : str
        Why it goes no further.
    """

    parameter: str
    values: np.ndarray
    states: Mapping[str, np.ndarray]
    eigenvalues: np.ndarray = field(repr=False)
    stable: np.ndarray
    bifurcations: tuple[Bifurcation, ...]
    ended: str
    vectors: np.ndarray = field(repr=False)

    @property
    def folds(self) -> tuple[Bifurcation, ...]:
        """Where two fixed points meet and vanish."""
        return self._of("fold")

    @property
    def hopfs(self) -> tuple[Bifurcation, ...]:
        """Where a complex pair crosses the imaginary axis and an oscillation is born."""
        return self._of("hopf")

    @property
    def branch_points(self) -> tuple[Bifurcation, ...]:
        """Where another branch of fixed points crosses this one."""
        return self._of("branch point")

    def _of(self, kind: str) -> tuple[Bifurcation, ...]:
        return tuple(point for point in self.bifurcations if point.kind == kind)

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.states:
            raise KeyError(unknown("state", name, self.states))
        return self.states[name]

    def __len__(self) -> int:
        return len(self.values)

    def __repr__(self) -> str:
        low, high = self.values.min(), self.values.max()
        found = "".join(f"\n  {point}" for point in self.bifurcations)
        return f"<Branch of {len(self)} points, {self.parameter} = {low:.6g} to {high:.6g}; {self.ended}>{found}"


def continuation(
    system: Any,
    parameter: str,
    span: Any,
    *,
    start: FixedPoint | Mapping[str, Any] | None = None,
    params: Mapping[str, Any] | None = None,
    inputs: Mapping[str, Any] | None = None,
    within: Mapping[str, Any] | None = None,
    step: float = 0.02,
    most: int = 5000,
) -> Branch:
    """Follow a fixed point while a parameter varies, and find where it turns back, loses or gains stability.

    Pseudo-arclength continuation (Keller 1977), in float64: steps along the curve of fixed points, not along the
    parameter, so that folds are passed. It ends where the parameter leaves its span.

    Parameters
    ----------
    system : Model, Network, or function
        A function takes the value of the parameter and makes the model or network, and so may vary whatever there is:
        ``lambda k: Network(..., coupling=diffusive(k=k))``, or the conduction speed. With ``parameter`` as its name.
    parameter : str
        Of a model a parameter or a drive. Of a network ``"population.parameter"``, or a parameter of its coupling where
        it has one projection; the value is then that of all regions.
    span : (from, to)
        The branch begins at the first and heads for the second.
    start : FixedPoint or dict of str to value, optional
        Where to begin, about; needed where there are several fixed points at the beginning of the span.
    params, inputs : dict, optional
        Of a model: parameters that differ from its defaults, and constant inputs to its drives.
    within : dict of str to (low, high), optional
        By state the range that sets the scale, and in which a start is searched; by default the bounds of the model.
    step : float
        The longest step, as a share of the box of states and span.
    most : int
        Points after which to stop.

    Returns
    -------
    Branch

    Raises
    ------
    ValueError
        If there is no fixed point to begin at, or several and no ``start``.

    Examples
    --------
    The two folds between which a population is silent or active (Montbrio et al. 2015, figure 2):

    >>> from brainmass.models import montbrio_pazo_roxin
    >>> branch = continuation(montbrio_pazo_roxin, "eta", (-8.0, 0.0))
    >>> [round(fold.value, 5) for fold in branch.folds]
    [-3.13613, -5.74353]
    """
    if not 0 < step <= 0.5:
        raise ValueError(f"continuation: step must be a share of the box between 0 and 0.5, got {step!r}")
    if isinstance(most, bool) or not isinstance(most, int | np.integer) or most < 2:
        raise ValueError(f"continuation: most must be a whole number of at least 2 points, got {most!r}")
    flow, ends = varying(system, parameter, span, params, inputs, "continuation")
    begin = _begin(flow, parameter, ends, start, within)
    box = box_of(flow, within, "continuation", value=ends[0], required=False)
    curve = Curve(flow, np.append(box.width, abs(ends[1] - ends[0])))
    stations, ended = _followed(curve, begin, ends, step, int(most))
    found = [point for a, b in pairwise(stations) for point in crossings(curve, a, b)]
    states = np.stack([s.x for s in stations]) * curve.scale
    shown = min(len(s.eigenvalues) for s in stations)
    return Branch(
        parameter=parameter,
        values=states[:, -1],
        states=flow.named(states[:, :-1]),
        eigenvalues=np.stack([s.eigenvalues[:shown] for s in stations]),
        stable=np.array([s.unstable == 0 for s in stations]),
        bifurcations=tuple(found),
        ended=ended,
        vectors=states[:, :-1],
    )


def _begin(flow: Field, name: str, ends: tuple[float, float], start: Any, within: Any) -> np.ndarray:
    """The vector to begin with."""
    if isinstance(start, FixedPoint):
        if len(start.vector) != flow.n:
            raise ValueError(f"continuation: start has {len(start.vector)} states, the system has {flow.n}")
        return start.vector
    if start is not None:
        if not isinstance(start, Mapping):
            raise TypeError(f"continuation: start must be a FixedPoint or a dict of states by name, got {start!r}")
        return flow.vector(start, "continuation: start")
    box = box_of(flow, within, "continuation", value=ends[0])
    found = search(flow, box, 64, 0, value=ends[0])
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValueError(f"continuation: there is no fixed point at {name} = {ends[0]:g} in the bounds of the states")
    shown = "\n".join(f"  {described(flow, y, ends[0])}" for y in found[:8])
    raise ValueError(
        f"continuation: there are {len(found)} fixed points at {name} = {ends[0]:g}; say with start= which to follow:\n"
        f"{shown}"
    )


def _followed(
    curve: Curve, begin: np.ndarray, ends: tuple[float, float], step: float, most: int
) -> tuple[list[Station], str]:
    """Points along the branch, and why they end."""
    only_parameter = np.append(np.zeros(len(begin)), 1.0)
    try:
        x, _ = curve.put_on(np.append(begin, ends[0]) / curve.scale, only_parameter)
    except Lost:
        raise ValueError("continuation: no fixed point was found near start") from None
    low, high = sorted(end / curve.scale[-1] for end in ends)
    here = _station(curve, x, curve.tangent(x, np.sign(ends[1] - ends[0]) * only_parameter))
    stations, size = [here], step / 4
    while len(stations) < most:
        tangent = here.tangent
        try:
            x, rounds = curve.put_on(here.x + size * here.tangent, here.tangent)
            tangent = curve.tangent(x, here.tangent)
            turned = float(np.arccos(np.clip(tangent @ here.tangent, -1, 1)))
        except Lost:
            turned, rounds = np.inf, 0
        if turned > _TURN and size > _LEAST:
            size /= 2
            continue
        if not np.isfinite(turned):
            return stations, "lost: no next point was found"
        if not low <= x[-1] <= high:
            edge = low if x[-1] < low else high
            return [*stations, *_at_edge(curve, here, x, edge)], f"left the span at {edge * curve.scale[-1]:.6g}"
        here = _station(curve, x, tangent)
        stations.append(here)
        if np.abs(x[:-1]).max() > _FAR:
            return stations, "left the box of states"
        if turned < _TURN / 3 and rounds < 6:
            size = min(step, 1.5 * size)
    return stations, f"stopped after {most} points"


def _at_edge(curve: Curve, here: Station, beyond: np.ndarray, edge: float) -> list[Station]:
    """The point at the end of the span."""
    share = (edge - here.x[-1]) / (beyond[-1] - here.x[-1])
    if share < 1e-9:
        return []
    guess = here.x + share * (beyond - here.x)
    guess[-1] = edge
    try:
        x, _ = curve.put_on(guess, np.append(np.zeros(len(guess) - 1), 1.0))
    except Lost:
        return []
    return [_station(curve, x, curve.tangent(x, here.tangent))]


def _station(curve: Curve, x: np.ndarray, tangent: np.ndarray) -> Station:
    return Station(x, tangent, curve.eigenvalues(x))
