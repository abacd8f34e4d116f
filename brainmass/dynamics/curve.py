"""The curve of fixed points in states and parameter: its tangent, points near it put on it, steps along it.

Everything is in units of the box and of the span of the parameter: x = (states / width, parameter / span).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax
import numpy as np

from brainmass.dynamics.field import Field, double
from brainmass.dynamics.roots import spectrum

_TOLERANCE, _ROUNDS = 1e-11, 12


class Lost(ArithmeticError):
    """No point of the curve was found near where it was expected."""


@jax.jit
def _residual_and_slopes(field: Field, x: Any, scale: Any) -> tuple[Any, Any]:
    def f(x: Any) -> Any:
        z = x * scale
        return field.slope(z[:-1], z[-1]) / scale[:-1]

    return f(x), jax.jacfwd(f)(x)


@dataclass(frozen=True)
class Curve:
    """A field with one number that varies."""

    field: Field
    scale: np.ndarray

    def linear(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The right-hand side and its derivatives, shape (n, n + 1)."""
        with double():
            value, slopes = _residual_and_slopes(self.field, x, self.scale)
        return np.asarray(value), np.asarray(slopes)

    def eigenvalues(self, x: np.ndarray) -> np.ndarray:
        """By falling real part; with delays the leading roots of the characteristic equation."""
        y = x * self.scale
        return spectrum(self.field, y[:-1], float(y[-1]), self.jacobian(x))[0]

    @property
    def delayed(self) -> bool:
        """Whether anything may take time to arrive."""
        return self.field.delayed

    def jacobian(self, x: np.ndarray) -> np.ndarray:
        """Derivatives of dy/dt in the states, in their own units."""
        return self.linear(x)[1][:, :-1] * self.scale[:-1, None] / self.scale[:-1]

    def tangent(self, x: np.ndarray, along: np.ndarray) -> np.ndarray:
        """The direction of the curve, of length 1, not against ``along``."""
        matrix = np.vstack([self.linear(x)[1], along])
        end = np.zeros(len(x))
        end[-1] = 1.0
        try:
            found = np.linalg.solve(matrix, end)
        except np.linalg.LinAlgError:
            return along
        return found / np.linalg.norm(found) if np.isfinite(found).all() else along

    def put_on(self, x: np.ndarray, condition: np.ndarray) -> tuple[np.ndarray, int]:
        """The point of the curve in the plane through ``x`` across ``condition``, and the rounds that it took.

        Raises
        ------
        Lost
            If Newton's method does not get there.
        """
        start, last = x, np.inf
        for rounds in range(_ROUNDS):
            value, slopes = self.linear(x)
            matrix, off = np.vstack([slopes, condition]), np.append(value, condition @ (x - start))
            try:
                step = np.linalg.solve(matrix, -off)
            except np.linalg.LinAlgError:  # at a point where two branches cross
                step = -np.linalg.lstsq(matrix, off)[0]
            size = np.abs(step).max()
            if not np.isfinite(size) or (rounds > 2 and size > last and size > 1e-9):
                break
            x, last = x + step, size
            if size < _TOLERANCE:
                return x, rounds
        if last < 1e-8:  # as close as rounding allows
            return x, _ROUNDS
        raise Lost

    def between(self, x: np.ndarray, tangent: np.ndarray, s: float) -> np.ndarray:
        """The point of the curve at the distance ``s`` along the tangent at ``x``."""
        return self.put_on(x + s * tangent, tangent)[0]


def root(f: Callable[[float], float], low: float, high: float) -> float:
    """Where f vanishes in between, as exactly as it can be told."""
    from scipy.optimize import brentq

    return float(brentq(f, low, high, xtol=1e-14, rtol=1e-14, maxiter=200))  # pyright: ignore[reportArgumentType]
