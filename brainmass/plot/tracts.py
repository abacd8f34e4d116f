"""How far and how long: the distribution of tract lengths, or of the delays that they cause."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.delays import check_speed, delay_steps
from brainmass.errors import require_finite
from brainmass.plot.look import BLUE, INK, axes, open_frame
from brainmass.plot.matrices import square
from brainmass.units import mm, mm_per_ms, ms, to_array, to_float

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# How much higher than the bars the frame is, for the text above them.
_HEADROOM = 1.35


def tract_histogram(
    lengths: Any, *, weights: Any = None, speed: Any = None, dt: Any = None, bins: int = 40, ax: Axes | None = None
) -> Axes:
    """Histogram over connections of tract lengths, or with a speed of conduction delays.

    Parameters
    ----------
    lengths : array, shape (n_target, n_source)
        mm.
    weights : array of the same shape, optional
        Only pairs of another weight than 0 are counted; without it all pairs off the diagonal.
    speed : float or quantity, optional
        Conduction speed, mm/ms: delays in ms are shown in place of lengths.
    dt : float or quantity, optional
        Step, ms: the axis above counts in steps, and how many connections round to no delay is printed.
    bins : int
        Number of bars.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If shapes disagree, nothing is connected, or ``dt`` is given without a speed.

    Examples
    --------
    >>> import numpy as np
    >>> ax = tract_histogram(np.array([[0.0, 30.0], [60.0, 0.0]]), speed=6.0)
    >>> ax.get_xlabel()
    'delay (ms)'
    """
    distances = connected(lengths, weights)
    if speed is None and dt is not None:
        raise ValueError("dt is given but no speed: a length in mm has no steps; give speed= (mm/ms) as well")
    values, name = distances, "tract length (mm)"
    if speed is not None:
        velocity = to_array(speed, mm_per_ms, "speed")
        check_speed(velocity)
        if np.ndim(velocity):
            velocity = connected(np.broadcast_to(velocity, np.shape(lengths)), weights, "speed")
        values, name = distances / np.asarray(velocity, float), "delay (ms)"
    ax = axes(ax)
    ax.hist(values, bins=bins, color=BLUE, alpha=0.85, edgecolor="white", linewidth=0.3)
    ax.axvline(float(np.median(values)), color=INK, linewidth=1, linestyle="--", ymax=1 / _HEADROOM)
    lines = [f"{values.size} connections", f"median {np.median(values):.3g} {name[-3:-1]} (dashed)"]
    if dt is not None:
        step = to_float(dt, ms, "dt")
        above = ax.secondary_xaxis("top", functions=(partial(np.multiply, 1 / step), partial(np.multiply, step)))
        above.set_xlabel(f"steps of {step:g} ms")
        lines.append(f"{(delay_steps(values, 1.0, step) == 0).mean():.1%} round to no delay")
    else:
        open_frame(ax)
    ax.text(0.97, 0.95, "\n".join(lines), transform=ax.transAxes, ha="right", va="top", fontsize="small")
    ax.set(xlabel=name, ylabel="connections", xlim=(0, None), ylim=(0, _HEADROOM * ax.get_ylim()[1]))
    return ax


def connected(values: Any, weights: Any = None, name: str = "lengths") -> np.ndarray:
    """The entries of a matrix (mm) that belong to connections: a weight other than 0, or all off the diagonal."""
    array = np.asarray(to_array(values, mm, name), float)
    if weights is None:
        among = ~np.eye(len(square(array, name)), dtype=bool)
    else:
        among = np.asarray(weights) != 0
        if among.shape != array.shape:
            raise ValueError(f"weights must have the shape of {name} {array.shape}, got {among.shape}")
    if not among.any():
        raise ValueError("no two regions are connected, so there is nothing to count")
    require_finite(name, array[among])
    return array[among]
