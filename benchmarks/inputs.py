"""The numbers that every case starts from; NumPy alone, and the same whoever asks.

Times are in ms, lengths in mm. The network is Hopf oscillators with diffusive coupling on x::

    dx_i = (a - x^2 - y^2) x - omega y + k sum_j W_ij (x_j(t - d_ij) - x_i) + sigma dW
    dy_i = (a - x^2 - y^2) y + omega x + sigma dW
"""

from typing import NamedTuple

import numpy as np

A, OMEGA, K, SIGMA = 0.1, 0.25, 0.05, 0.01
DT = 0.1
SPEED = 10.0
SAMPLE = 1.0
"""x is kept every so many ms."""
STEPS_PER_SAMPLE = 10


class Dense(NamedTuple):
    """Row-normalized weights to i from j, tract lengths of 20 to 250 mm, and where a run starts."""

    weights: np.ndarray
    lengths: np.ndarray
    x0: np.ndarray
    y0: np.ndarray


class Sparse(NamedTuple):
    """The same with as many connections in every row: values and columns (n, per_row), columns in order."""

    weights: np.ndarray
    columns: np.ndarray
    lengths: np.ndarray
    x0: np.ndarray
    y0: np.ndarray


def dense(n: int) -> Dense:
    """A connectome in which every region reaches every other."""
    rng = np.random.default_rng(0)
    weights = rng.random((n, n))
    np.fill_diagonal(weights, 0.0)
    weights /= weights.sum(axis=1, keepdims=True)
    lengths = rng.uniform(20.0, 250.0, (n, n))
    return Dense(*map(np.float32, (weights, lengths, *_start(n, rng))))


def sparse(n: int, per_row: int = 50) -> Sparse:
    """A surface: ``per_row`` connections to each of ``n`` vertices, none to itself."""
    rng = np.random.default_rng(0)
    columns = np.empty((n, per_row), np.int32)
    for i in range(n):
        others = rng.choice(n - 1, per_row, replace=False)
        columns[i] = np.sort(others + (others >= i))
    weights = rng.random((n, per_row))
    weights /= weights.sum(axis=1, keepdims=True)
    lengths = rng.uniform(20.0, 250.0, (n, per_row))
    weights, lengths, x0, y0 = map(np.float32, (weights, lengths, *_start(n, rng)))
    return Sparse(weights, columns, lengths, x0, y0)


def delay_steps(lengths: np.ndarray) -> np.ndarray:
    """Delays in steps, to the nearest."""
    return np.rint(np.asarray(lengths, float) / SPEED / DT).astype(np.int32)


def _start(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    return 0.1 * rng.standard_normal(n), 0.1 * rng.standard_normal(n)
