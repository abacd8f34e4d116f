"""Where along a branch eigenvalues cross the imaginary axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from brainmass.dynamics.criticality import first_lyapunov
from brainmass.dynamics.curve import Curve, Lost, root
from brainmass.dynamics.equilibria import unstable_count

_TOGETHER = 1e-6
"""Distance along the branch, in its units, below which two crossings are one."""
_REAL = 1e-6
"""Imaginary parts within this share of the largest eigenvalue count as 0."""


@dataclass(frozen=True)
class Station:
    """A point of a branch, its tangent and its eigenvalues."""

    x: np.ndarray
    tangent: np.ndarray
    eigenvalues: np.ndarray

    @property
    def unstable(self) -> int:
        """Eigenvalues with a positive real part."""
        return unstable_count(self.eigenvalues)


@dataclass(frozen=True)
class Bifurcation:
    """A point at which stability changes.

    Attributes
    ----------
    kind : str
        ``fold``, ``hopf`` or ``branch point``.
    value : float
        Of the parameter.
    states : dict of str to float or array
    frequency : float or None
        Of the oscillation that is born at a Hopf point, Hz.
    supercritical : bool or None
        Of a Hopf point: whether the cycle that is born there is stable. None where that is not known: with delays,
        where several pairs cross at once, or where the coefficient that tells it is 0.
    count : int
        How many eigenvalues cross (of a Hopf point pairs): more than 1 where a symmetry of the network lets several
        cross at once.
    """

    kind: str
    value: float
    states: Mapping[str, Any]
    frequency: float | None
    supercritical: bool | None
    count: int
    eigenvalues: np.ndarray = field(repr=False)
    vector: np.ndarray = field(repr=False)

    def __repr__(self) -> str:
        hertz = "" if self.frequency is None else f", {self.frequency:.4g} Hz"
        if self.supercritical is not None:
            hertz += ", supercritical" if self.supercritical else ", subcritical"
        several = "" if self.count == 1 else f", {self.count} at once"
        return f"{self.kind} at {self.value:.8g}{hertz}{several}"


def crossings(curve: Curve, a: Station, b: Station) -> list[Bifurcation]:
    """What lies between two stations, in the order in which the branch meets it.

    The r-th largest real part is a continuous function along the branch, and changes its sign where an eigenvalue
    crosses. A neutral saddle, where a positive and a negative one have the same size, changes no count.
    """
    span = float(a.tangent @ (b.x - a.x))
    found: list[tuple[float, str, int]] = []
    if np.sign(a.tangent[-1]) != np.sign(b.tangent[-1]):
        s = _located(lambda s: curve.tangent(curve.between(a.x, a.tangent, s), a.tangent)[-1], span)
        if s is not None:
            found.append((s, "fold", 1))
    places: list[float] = []
    first, last = sorted((a.unstable, b.unstable))
    for rank in range(first, last):
        s = _located(lambda s, rank=rank: _real_part(_at(curve, a, s), rank), span)
        if s is not None:
            places.append(s)
    for s, count in _gathered(places):
        if any(abs(s - other) < _near_fold(span) for other, kind, _ in found if kind == "fold") and count == 1:
            continue
        kind = _kind(_at(curve, a, s))
        found.append((s, kind, count // 2 if kind == "hopf" else count))
    return [_described(curve, a, *point) for point in sorted(found) if point[2]]


def _at(curve: Curve, a: Station, s: float) -> np.ndarray:
    """Eigenvalues at a distance along the branch."""
    return curve.eigenvalues(curve.between(a.x, a.tangent, s))


def _real_part(eigenvalues: np.ndarray, rank: int) -> float:
    """The one of this rank; where fewer are known it lies further left than any."""
    return float(eigenvalues[rank].real) if rank < len(eigenvalues) else -float(np.abs(eigenvalues).max())


def _located(f: Any, span: float) -> float | None:
    """Where f vanishes; None where it does not change its sign after all."""
    try:
        ends = f(0.0), f(span)
        if ends[0] == 0 or ends[1] == 0:
            return 0.0 if ends[0] == 0 else span
        return None if ends[0] * ends[1] > 0 else root(f, 0.0, span)
    except Lost:
        return None


def _near_fold(span: float) -> float:
    """A zero eigenvalue at a fold is as far from it as its own rounding lets it be."""
    return max(1e-3 * span, _TOGETHER)


def _gathered(places: list[float]) -> list[tuple[float, int]]:
    """Crossings at one place, with their number."""
    result: list[tuple[float, int]] = []
    for s in sorted(places):
        if result and s - result[-1][0] < _TOGETHER:
            result[-1] = (result[-1][0], result[-1][1] + 1)
        else:
            result.append((s, 1))
    return result


def _on_axis(eigenvalues: np.ndarray) -> complex:
    return eigenvalues[np.argmin(np.abs(np.real(eigenvalues)))]


def _kind(eigenvalues: np.ndarray) -> str:
    scale = np.abs(eigenvalues).max()
    return "hopf" if abs(_on_axis(eigenvalues).imag) > _REAL * scale else "branch point"


def _described(curve: Curve, a: Station, s: float, kind: str, count: int) -> Bifurcation:
    x = curve.between(a.x, a.tangent, s)
    y = x * curve.scale
    eigenvalues = _at(curve, a, s)
    hertz = supercritical = None
    if kind == "hopf":
        turning = abs(_on_axis(eigenvalues).imag)
        hertz = turning * 1000 / (2 * np.pi)
        if count == 1 and not curve.delayed:
            found = first_lyapunov(curve.field, y[:-1], float(y[-1]), curve.jacobian(x), turning)
            supercritical = None if found is None else found < 0
    named = {name: float(v) if np.ndim(v) == 0 else v for name, v in curve.field.named(y[:-1]).items()}
    return Bifurcation(kind, float(y[-1]), named, hertz, supercritical, count, eigenvalues, y[:-1])
