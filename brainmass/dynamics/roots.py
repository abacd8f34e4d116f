"""Eigenvalues of a linearised network; with delays, the leading roots of its characteristic equation."""

from __future__ import annotations

import numpy as np

from brainmass.dynamics.field import Field


def by_real_part(values: np.ndarray) -> np.ndarray:
    """By falling real part; of a pair the one with the positive imaginary part first."""
    return values[np.lexsort((-values.imag, -values.real))]


def spectrum(flow: Field, y: np.ndarray, value: float | None, jacobian: np.ndarray) -> tuple[np.ndarray, bool]:
    """Eigenvalues by falling real part, and whether they are those of a delay equation."""
    return by_real_part(np.linalg.eigvals(jacobian).astype(complex)), False
