"""Functional connectivity dynamics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis import fcd_values
from brainmass.errors import require_finite
from brainmass.plot.look import CYCLE, SEQUENTIAL, axes, colour_bar, open_frame
from brainmass.plot.matrices import square
from brainmass.units import ms, to_float

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def fcd(values: Any, *, step: Any = None, ax: Axes | None = None) -> Axes:
    """How alike the functional connectivity of every two windows is.

    Parameters
    ----------
    values : array, shape (window, window)
        From ``brainmass.analysis.fcd``.
    step : ms or quantity, optional
        From the start of one window to that of the next: the axes are in s then, and count windows without it.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If the matrix is not square or a value is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> fcd(np.array([[1.0, 0.4], [0.4, 1.0]]), step=2000.0).get_xlabel()
    'start of window (s)'
    """
    return _alike(values, step, "window" if step is None else "start of window (s)", "correlation of FC", ax)


def phase_fcd(values: Any, *, step: Any = None, ax: Axes | None = None) -> Axes:
    """How alike the phase coherence of every two moments is.

    Parameters
    ----------
    values : array, shape (time, time)
        From ``brainmass.analysis.phase_fcd``, or ``v @ v.T`` with the leading eigenvectors v.
    step : ms or quantity, optional
        From one moment to the next: the axes are in s then, and count samples without it.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Examples
    --------
    >>> import numpy as np
    >>> phase_fcd(np.array([[1.0, 0.4], [0.4, 1.0]]), step=10.0).get_xlabel()
    'time (s)'
    """
    return _alike(values, step, "sample" if step is None else "time (s)", "similarity of phase coherence", ax)


def _alike(values: Any, step: Any, name: str, measure: str, ax: Axes | None) -> Axes:
    array = square(values, "values")
    require_finite("values", array)
    every = 1.0 if step is None else to_float(step, ms, "step") / 1000
    ax = axes(ax, (4.2, 3.4))
    half, end = every / 2, (len(array) - 0.5) * every
    extent = (-half, end, end, -half)
    # From 0, as unlike as windows come: colours that begin at the least value there is would hide how far that is.
    image = ax.imshow(
        array, cmap=SEQUENTIAL, vmin=min(0.0, array.min()), vmax=1, extent=extent, interpolation="nearest"
    )
    colour_bar(image, ax, measure)
    ax.set(xlabel=name, ylabel=name)
    return ax


def fcd_distribution(values: Any, *, lag: int = 1, bins: int = 50, ax: Axes | None = None) -> Axes:
    """The distribution of FCD values over pairs of windows.

    Parameters
    ----------
    values : array of shape (window, window), or mapping of str to such arrays
        One FCD matrix, or several by name.
    lag : int
        How far apart two windows are at least; see ``brainmass.analysis.fcd_values``.
    bins : int
        Number of steps of the histogram.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Examples
    --------
    >>> import numpy as np
    >>> ax = fcd_distribution({"simulated": np.array([[1.0, 0.4], [0.4, 1.0]])})
    >>> ax.get_legend_handles_labels()[1]
    ['simulated']
    """
    matrices = values if isinstance(values, Mapping) else {"": values}
    lists = {str(name): fcd_values(square(matrix, str(name) or "values"), lag) for name, matrix in matrices.items()}
    if not lists:
        raise ValueError("values holds no FCD matrix")
    for name, entries in lists.items():
        require_finite(name or "values", entries)
    ax = axes(ax)
    low = min(float(entries.min()) for entries in lists.values())
    edges = np.linspace(min(0.0, low), 1.0, bins + 1)
    for i, (name, entries) in enumerate(lists.items()):
        colour = CYCLE[i % len(CYCLE)]
        ax.hist(
            entries, edges.tolist(), density=True, histtype="stepfilled", color=(colour, 0.25), edgecolor=colour,
            linewidth=1.4, label=name or None,
        )  # fmt: skip
    ax.set(xlabel="correlation of FC between windows", ylabel="density", xlim=(edges[0], 1))
    if any(lists):
        ax.legend(frameon=False)
    open_frame(ax)
    return ax
