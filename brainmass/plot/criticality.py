"""Avalanches: how their sizes are distributed, and how many events an event causes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis import Avalanches, Branching, PowerLaw
from brainmass.analysis.door import as_numpy, positive_ms
from brainmass.errors import require_finite
from brainmass.plot.look import BLUE, VERMILLION, axes, open_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Steps of the histogram in a decade: wide enough that the tail scatters little.
_PER_DECADE = 6


def avalanches(
    sizes: Any, fit: PowerLaw | None = None, *, name: str = "avalanche size", ax: Axes | None = None
) -> Axes:
    """The distribution of avalanche sizes or durations on logarithmic axes, with the fitted power law.

    Dots are the probability of one size, on average over steps that widen in proportion; a power law is a straight
    line. The fit is of the values themselves and not of the dots, and is drawn over the range that it was fitted to.

    Parameters
    ----------
    sizes : array, shape (avalanche,), or Avalanches
        Whole numbers of at least 1; of ``brainmass.analysis.avalanches`` the sizes are taken.
    fit : PowerLaw, optional
        From ``brainmass.analysis.fit_power_law``.
    name : str
        What is counted, for the axis.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If there is none, or a value is no whole number of at least 1.

    Examples
    --------
    >>> import numpy as np
    >>> ax = avalanches(np.array([1, 1, 1, 1, 2, 2, 3, 5]))
    >>> ax.lines[0].get_ydata()[:2].tolist()
    [0.5, 0.25]
    """
    array = as_numpy(sizes.sizes if isinstance(sizes, Avalanches) else sizes, "sizes", "avalanches")
    require_finite("sizes", array)
    if array.ndim != 1 or not array.size or (array < 1).any() or (array != np.round(array)).any():
        raise ValueError("sizes must be a list of whole numbers of at least 1, such as sizes of avalanches")
    centres, density = _binned(array)
    ax = axes(ax, (3.8, 3.2))
    ax.plot(centres, density, "o", color=BLUE, markersize=4, linestyle="none", label=f"{array.size} avalanches")
    if fit is not None:
        _draw_fit(ax, array, fit)
    ax.set(xscale="log", yscale="log", xlabel=name, ylabel="probability")
    ax.legend(loc="upper right", frameon=False)
    open_frame(ax)
    return ax


def branching_ratio(branching: Branching, *, interval: Any = None, ax: Axes | None = None) -> Axes:
    """Slopes of the multistep regression against the lag, and the exponential whose base is the branching ratio.

    Parameters
    ----------
    branching : Branching
        From ``brainmass.analysis.branching_ratio``.
    interval : ms or quantity, optional
        Length of a bin: the axis is in ms then, and counts bins without it.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Examples
    --------
    >>> import numpy as np
    >>> from brainmass.analysis import Branching
    >>> ax = branching_ratio(Branching(0.9, 1.0, 0.9 ** np.arange(1, 5), 38.0), interval=4.0)
    >>> ax.lines[0].get_xdata().tolist(), ax.get_legend_handles_labels()[1][1]
    ([4.0, 8.0, 12.0, 16.0], 'm = 0.900')
    """
    if not isinstance(branching, Branching):
        raise TypeError(f"branching must come from brainmass.analysis.branching_ratio, got {type(branching).__name__}")
    lags = np.arange(1, len(branching.slopes) + 1)
    every = 1.0 if interval is None else positive_ms(interval, "interval")
    ax = axes(ax, (4.0, 2.8))
    ax.plot(lags * every, branching.slopes, "o", color=BLUE, markersize=3.5, linestyle="none", label="regression")
    fitted = branching.amplitude * branching.ratio ** lags.astype(float)
    ax.plot(lags * every, fitted, color=VERMILLION, linewidth=1.6, label=f"m = {branching.ratio:.3f}")
    ax.set(xlabel="lag (bins)" if interval is None else "lag (ms)", ylabel="slope of the regression")
    ax.set(xlim=(0, None), ylim=(min(0.0, 1.1 * float(np.min(branching.slopes))), None))
    ax.legend(loc="upper right", frameon=False)
    open_frame(ax)
    return ax


def _binned(array: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Geometric centres of steps, and the probability of one whole number in each; empty steps are left out."""
    decades = np.log10(array.max() + 0.5) - np.log10(0.5)
    steps = 0.5 * 10 ** np.linspace(0, decades, int(_PER_DECADE * decades) + 2)
    # Between whole numbers, and none beyond the largest value: the width of a step is how many sizes it can hold.
    edges = np.unique(np.minimum(np.ceil(steps - 0.5) + 0.5, array.max() + 0.5))
    counts, _ = np.histogram(array, edges)
    width = np.diff(edges)  # how many whole numbers a step holds
    filled = counts > 0
    centres = np.sqrt((edges[:-1] + 0.5) * (edges[1:] - 0.5))
    return centres[filled], (counts / width / array.size)[filled]


def _draw_fit(ax: Axes, array: np.ndarray, fit: PowerLaw) -> None:
    """The law where it was fitted, scaled to the share of values that lie there."""
    from scipy.special import zeta

    largest = float(array.max())
    x = np.geomspace(fit.minimum, max(largest, fit.minimum + 1), 50)
    share = fit.samples / array.size
    total = zeta(fit.exponent, fit.minimum) - zeta(fit.exponent, largest + 1)
    label = f"exponent {fit.exponent:.2f} ± {fit.error:.2f}, from {fit.minimum} on"
    ax.plot(x, share * x**-fit.exponent / total, color=VERMILLION, linewidth=1.6, label=label)
