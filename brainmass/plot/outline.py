"""A smooth line around points in the plane."""

from __future__ import annotations

import numpy as np

_DIRECTIONS = 360


def outline(points: np.ndarray, room: float = 0.07, smooth: float = 10.0) -> np.ndarray:
    """The convex hull of points, with room around it and rounded corners.

    A convex shape is the largest extent h that it has in each direction: its border is h u + h' u', with u the
    direction and u' the one at right angles. Room adds to h; smoothing h over directions keeps the shape convex.

    Parameters
    ----------
    points : array, shape (n, 2)
    room : float
        Of the largest extent of the points.
    smooth : float
        Standard deviation of the smoothing, degrees.

    Returns
    -------
    array, shape (360, 2)

    Examples
    --------
    Of a single point it is a circle.

    >>> border = outline(np.array([[3.0, 4.0]]), room=1.0)
    >>> print(np.hypot(*(border - [3, 4]).T).round(6).max())
    1.0
    """
    from scipy.ndimage import gaussian_filter1d

    angle = 2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    directions = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    centre = points.mean(axis=0)
    extent = ((points - centre) @ directions.T).max(axis=0)
    width = float((extent + np.roll(extent, _DIRECTIONS // 2)).max())
    extent = gaussian_filter1d(extent, smooth, mode="wrap") + room * (width if width > 0 else 1.0)
    # The slope of a smooth periodic function, exactly.
    order = np.fft.rfftfreq(_DIRECTIONS, 1 / _DIRECTIONS)
    slope = np.fft.irfft(1j * order * np.fft.rfft(extent), _DIRECTIONS)
    across = np.stack([-directions[:, 1], directions[:, 0]], axis=1)
    return centre + extent[:, None] * directions + slope[:, None] * across
