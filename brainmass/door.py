"""Structural matrices at the door: real and square, with sums by which one can divide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from brainmass.errors import require_finite


def check_square(matrix: np.ndarray, name: str) -> None:
    """Refuse a matrix that is not square, or not finite."""
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise ValueError(f"{name} must be a square matrix (regions x regions), got shape {matrix.shape}")
    require_finite(name, matrix)


def check_degrees(weights: np.ndarray, name: str) -> None:
    """Refuse weights with a negative row sum, where D^-1/2 is wanted."""
    degree = weights.sum(axis=1)
    if (degree < 0).any():
        raise ValueError(
            f"{name}: row {degree.argmin()} sums to a negative number, so D^-1/2 does not exist; "
            "use the plain Laplacian"
        )


def refuse_cancelling(what: str, weights: np.ndarray, axis: int) -> None:
    """Weights of both signs may cancel; a division by their sum would then erase them, or turn every sign."""
    bad = (weights.sum(axis) <= 0) & (weights != 0).any(axis)
    if bad.any():
        i = int(np.argmax(bad))
        raise ValueError(
            f"weights: {what} {i} sums to {weights.sum(axis)[i]:.6g}, so it cannot be brought to 1; "
            "use max_normalized or spectral_normalized for weights of both signs"
        )


def check_count(name: str, given: Sequence[Any], n: int) -> None:
    """Refuse what has not one entry for each region."""
    if len(given) != n:
        raise ValueError(f"{name} must have one entry for each of the {n} regions, got {len(given)}")


def real_array(value: Any, name: str) -> np.ndarray:
    """An array of real numbers as a copy in float64; anything else is refused."""
    array = np.asarray(value)
    if (
        array.dtype == object
        or not (np.issubdtype(array.dtype, np.number) or array.dtype == bool)
        or np.iscomplexobj(array)
    ):
        raise TypeError(f"{name} must hold real numbers, got an array of {array.dtype}")
    return array.astype(float)
