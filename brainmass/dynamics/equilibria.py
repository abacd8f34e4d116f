"""Fixed points and their stability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jax
import numpy as np

from brainmass.dynamics.box import Box, box_of
from brainmass.dynamics.field import Field, double, field_of
from brainmass.dynamics.newton import jacobian, slope, solve
from brainmass.dynamics.roots import spectrum

_CONVERGED = 1e-7
"""The last Newton step, in widths of the box, below which a point counts as found (at a fold it ends at 1e-8)."""
_SAME = 1e-5
"""Points closer than this, in widths of the box, are one."""
_ROUNDS = 6
"""How often the search goes on between what it has found."""
_FLAT = 1e-10
"""Real parts within this share of the largest eigenvalue count as 0."""


class NotIsolated(ValueError):
    """Fixed points form lines."""


@dataclass(frozen=True)
class FixedPoint:
    """A state that stays as it is.

    Attributes
    ----------
    states : dict of str to float or array
        By name; of a network an array over regions.
    eigenvalues : array of complex
        Of the Jacobian, by falling real part, in 1/ms. Of a network with delays the leading roots of its
        characteristic equation, of which there are infinitely many.
    jacobian : array, shape (n, n)
        Derivatives of the right-hand side, in the order of ``vector``; with delays as if there were none.
    residual : float
        The largest slope that is left, in units of its state per ms.
    vector : array, shape (n,)
        All states in a row.
    delayed : bool
        Whether the eigenvalues are those of a delay equation.
    """

    states: Mapping[str, Any]
    eigenvalues: np.ndarray = field(repr=False)
    jacobian: np.ndarray = field(repr=False)
    residual: float
    vector: np.ndarray = field(repr=False)
    delayed: bool = False

    @property
    def unstable(self) -> int:
        """How many eigenvalues have a positive real part."""
        return unstable_count(self.eigenvalues)

    @property
    def stable(self) -> bool:
        """Whether small deviations die out."""
        return bool(self.eigenvalues[0].real < -_flat(self.eigenvalues))

    @property
    def frequency(self) -> float | None:
        """Of the leading complex pair, Hz; None where all eigenvalues are real."""
        return frequency_of(self.eigenvalues)

    @property
    def kind(self) -> str:
        """Such as ``stable node``, ``unstable focus`` or ``saddle``; ``neutral`` where an eigenvalue is on the axis."""
        values, flat = self.eigenvalues, _flat(self.eigenvalues)
        if (np.abs(np.real(values)) <= flat).any():
            return "neutral"
        shape = "focus" if abs(values[0].imag) > flat else "node"
        if self.stable:
            return f"stable {shape}"
        return "saddle" if values[-1].real < 0 else f"unstable {shape}"

    def __repr__(self) -> str:
        shown = ", ".join(f"{name} = {_short(value)}" for name, value in self.states.items())
        hertz = "" if self.frequency is None else f", {self.frequency:.4g} Hz"
        return f"<FixedPoint {shown}: {self.kind}{hertz}>"


def fixed_points(
    system: Any,
    params: Mapping[str, Any] | None = None,
    inputs: Mapping[str, Any] | None = None,
    *,
    starts: int = 64,
    seed: int = 0,
    within: Mapping[str, Any] | None = None,
) -> tuple[FixedPoint, ...]:
    """Fixed points of a model or a network, by Newton's method from many starts.

    No method finds all of them for certain; more ``starts`` find more of those that few starts lead to.
    Noise is left out, and delays move no fixed point. They do change its stability, which is then that of the delay
    equation.

    Parameters
    ----------
    system : Model or Network
    params, inputs : dict, optional
        Of a model: parameters that differ from its defaults, and constant inputs to its drives.
    starts : int
        How many. The first is the default state; of a network half of the others are the same in every region.
    seed : int
        Of the starts.
    within : dict of str to (low, high), optional
        By state: where to search, in place of the bounds that the model declares. What lies outside is left out. Of a
        network with several populations ``"population.state"``.

    Returns
    -------
    tuple of FixedPoint
        In the order of their first state.

    Raises
    ------
    ValueError
        If a state has no finite bounds to begin in; or if fixed points are not isolated, as where all phases may turn
        together.

    Examples
    --------
    A silent and an active state with a saddle in between:

    >>> from brainmass.models import montbrio_pazo_roxin
    >>> for point in fixed_points(montbrio_pazo_roxin):
    ...     print(point)
    <FixedPoint r = 0.08113, V = -1.962: stable node>
    <FixedPoint r = 0.473, V = -0.3365: saddle>
    <FixedPoint r = 1.031, V = -0.1544: stable focus, 528.2 Hz>
    """
    if isinstance(starts, bool) or not isinstance(starts, int | np.integer) or starts < 1:
        raise ValueError(f"starts must be a whole number of at least 1, got {starts!r}")
    flow = field_of(system, params, inputs, "fixed_points")
    box = box_of(flow, within, "fixed_points")
    return tuple(described(flow, y) for y in search(flow, box, int(starts), seed))


def search(
    flow: Field,
    box: Box,
    starts: int,
    seed: int,
    *,
    value: Any = None,
    held: np.ndarray | None = None,
    free: Any = None,
) -> list[np.ndarray]:
    """The distinct zeros in the box, where only the entries ``free`` move and the others are as in ``held``.

    What has been found is searched in between, where saddles lie, until nothing new comes up.
    """
    held = default_state(flow, value) if held is None else held
    free = tuple(range(flow.n)) if free is None else tuple(free)
    rng = np.random.default_rng(seed)
    points, found = _begun(flow, box, default_state(flow, value), starts, rng), list[np.ndarray]()
    for _ in range(_ROUNDS):
        new = _distinct(box, _solved(flow, box, points, value, held, free), found)
        found += new
        if not new or len(found) < 2:
            break
        points = _between(found, len(points), rng)
    _refuse_continuum(flow, box, found, value, free)
    return sorted(found, key=lambda y: tuple(y[list(free)]))


def default_state(flow: Field, value: Any = None) -> np.ndarray:
    """Where the models begin."""
    populations = flow.at(value).populations
    defaults = [populations[s.population].model.states[s.state].default for s in flow.slots]
    return np.repeat(np.asarray(defaults, float), [s.n for s in flow.slots])


def _begun(flow: Field, box: Box, middle: np.ndarray, starts: int, rng: np.random.Generator) -> np.ndarray:
    """Where to start: the default state, then states drawn from the box, and from smaller ones around the default, as
    bounds are often wide; half of them the same in all regions."""
    middle = np.clip(middle, box.low, box.high)
    shares = rng.random((starts, flow.n))
    for slot in flow.slots:
        if slot.n > 1:
            shares[::2, slot.here] = rng.random((len(shares[::2]), 1))
    points = box.low + shares * box.width
    closer = np.where(np.arange(starts) % 4 < 2, 10.0 ** -rng.uniform(0.0, 2.0, starts), 1.0)
    points = middle + (points - middle) * closer[:, None]
    points[0] = middle
    return points


def _between(found: list[np.ndarray], count: int, rng: np.random.Generator) -> np.ndarray:
    """Points on the lines between those that have been found."""
    pairs = np.array([rng.choice(len(found), 2, replace=False) for _ in range(count)])
    known = np.stack(found)
    return known[pairs[:, 0]] + rng.random((count, 1)) * (known[pairs[:, 1]] - known[pairs[:, 0]])


def _solved(
    flow: Field, box: Box, points: np.ndarray, value: Any, held: np.ndarray, free: tuple[int, ...]
) -> list[np.ndarray]:
    """Where the points lead, as far as that is a zero in the box."""
    with double():
        solved = jax.tree.map(np.asarray, solve(flow, points, value, box.width, held, free))
    ends = [box.folded(y) for y, last in zip(solved.y, solved.last, strict=True) if last < _CONVERGED]
    return [y for y in ends if box.holds(y)]


def _distinct(box: Box, points: list[np.ndarray], known: list[np.ndarray]) -> list[np.ndarray]:
    """Those that are neither known nor given before."""
    new: list[np.ndarray] = []
    for y in points:
        if all(box.apart(y, other) > _SAME for other in (*known, *new)):
            new.append(y)
    return new


def _refuse_continuum(flow: Field, box: Box, found: list[np.ndarray], value: Any, free: tuple[int, ...]) -> None:
    """Many points with a singular Jacobian are pieces of a line."""
    if len(found) < 2:
        return
    singular, unit = 0, box.width[list(free)]
    for y in found:
        sizes = np.linalg.svd(matrix_at(flow, y, value)[np.ix_(free, free)] * unit / unit[:, None], compute_uv=False)
        singular += int(sizes[-1] <= 1e-9 * sizes[0])
    if singular >= 2:
        raise NotIsolated(
            f"fixed_points: {singular} of {len(found)} zeros have a singular Jacobian: fixed points are not isolated "
            "here, but form lines along which nothing changes, as where all phases may turn together; there is no "
            "list of them"
        )


def matrix_at(flow: Field, y: np.ndarray, value: float | None = None) -> np.ndarray:
    """The Jacobian."""
    with double():
        return np.asarray(jacobian(flow, y, value))


def described(flow: Field, y: np.ndarray, value: float | None = None, free: Any = None) -> FixedPoint:
    """A point with all that is said of it; where only the entries ``free`` move, of these alone."""
    matrix = matrix_at(flow, y, value)
    with double():
        slopes = np.asarray(slope(flow, y, value))
    if free is not None:
        matrix, slopes = matrix[np.ix_(free, free)], slopes[list(free)]
    eigenvalues, delayed = spectrum(flow, y, value, matrix)
    named = {name: float(x) if np.ndim(x) == 0 else x for name, x in flow.named(y).items()}
    return FixedPoint(named, eigenvalues, matrix, float(np.abs(slopes).max()), y, delayed)


def unstable_count(eigenvalues: np.ndarray) -> int:
    """How many have a positive real part."""
    return int((np.real(eigenvalues) > _flat(eigenvalues)).sum())


def frequency_of(eigenvalues: np.ndarray) -> float | None:
    """Of the first complex pair, Hz."""
    turning = eigenvalues[np.abs(np.imag(eigenvalues)) > _flat(eigenvalues)]
    return float(abs(turning[0].imag) * 1000 / (2 * np.pi)) if len(turning) else None


def _flat(eigenvalues: np.ndarray) -> float:
    return _FLAT * float(np.abs(eigenvalues).max())


def _short(value: Any) -> str:
    """What is but rounding is shown as 0."""
    value = np.where(np.abs(value) < 1e-14, 0.0, value)
    return f"{value:.4g}" if value.ndim == 0 else f"{value.min():.4g} to {value.max():.4g}"
