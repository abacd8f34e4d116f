"""Whether the cycle that is born at a Hopf point is stable: the sign of the first Lyapunov coefficient.

Kuznetsov, Elements of Applied Bifurcation Theory (2004), doi:10.1007/978-1-4757-3978-7, Eq. 5.39, with second and third
derivatives by automatic differentiation.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import jax
import numpy as np

from brainmass.dynamics.field import Field, double

_FLAT = 1e-9
"""Of the size of its terms, below which the coefficient counts as 0."""


@jax.jit
def _second(field: Field, y: Any, value: Any, u: Any, v: Any) -> Any:
    def along(y: Any) -> Any:
        return jax.jvp(lambda y: field.slope(y, value), (y,), (u,))[1]

    return jax.jvp(along, (y,), (v,))[1]


@jax.jit
def _third(field: Field, y: Any, value: Any, u: Any, v: Any, w: Any) -> Any:
    return jax.jvp(lambda y: _second(field, y, value, u, v), (y,), (w,))[1]


def first_lyapunov(field: Field, y: np.ndarray, value: float, jacobian: np.ndarray, frequency: float) -> float | None:
    """The first Lyapunov coefficient at a Hopf point, for an eigenvector of length 1; None where it is not told from 0.

    Negative: a stable cycle is born (supercritical). Positive: an unstable one dies there (subcritical).

    Parameters
    ----------
    frequency : float
        Angular, 1/ms.
    """
    q = _eigenvector(jacobian, 1j * frequency)
    p = _eigenvector(jacobian.T, -1j * frequency)
    p = p / np.vdot(q, p)

    def quadratic(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        return _multilinear(lambda *parts: _second(field, y, value, *parts), u, v)

    def cubic(u: np.ndarray, v: np.ndarray, w: np.ndarray) -> np.ndarray:
        return _multilinear(lambda *parts: _third(field, y, value, *parts), u, v, w)

    eye = np.eye(len(y))
    shift = np.linalg.solve(jacobian, quadratic(q, q.conj()))
    double_frequency = np.linalg.solve(2j * frequency * eye - jacobian, quadratic(q, q))
    terms = np.array(
        [
            np.vdot(p, cubic(q, q, q.conj())).real,
            -2 * np.vdot(p, quadratic(q, shift)).real,
            np.vdot(p, quadratic(q.conj(), double_frequency)).real,
        ]
    )
    found = float(terms.sum() / (2 * frequency))
    return None if abs(terms.sum()) <= _FLAT * np.abs(terms).max() else found


def _eigenvector(matrix: np.ndarray, value: complex) -> np.ndarray:
    """Of the eigenvalue next to ``value``, of length 1."""
    values, vectors = np.linalg.eig(matrix)
    return vectors[:, np.argmin(np.abs(values - value))]


def _multilinear(function: Callable[..., Any], *vectors: np.ndarray) -> np.ndarray:
    """A real multilinear function at complex vectors."""
    total = np.zeros(len(vectors[0]), complex)
    with double():
        for parts in product((0, 1), repeat=len(vectors)):
            chosen = [np.imag(v) if part else np.real(v) for part, v in zip(parts, vectors, strict=True)]
            total += 1j ** sum(parts) * np.asarray(function(*chosen))
    return total
