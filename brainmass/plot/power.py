"""Power spectra."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis.door import as_numpy
from brainmass.plot.look import BLUE, INK, axes, open_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def spectra(spectrum: Any, *, unit: str = "", ax: Axes | None = None) -> Axes:
    """Power density against frequency, both logarithmic: every region faintly, their mean in bold.

    Parameters
    ----------
    spectrum : Spectrum
        From ``brainmass.analysis.power_spectrum``, or a pair: frequencies in Hz, (frequency,), and density,
        (frequency, region). The frequency 0 is left out.
    unit : str
        Unit of the signals, for the axis.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If the shapes disagree, or there is no power at all.

    Examples
    --------
    >>> import numpy as np
    >>> ax = spectra((np.array([0.0, 1.0, 2.0]), np.array([[1.0, 1.0], [4.0, 2.0], [2.0, 4.0]])))
    >>> ax.lines[0].get_ydata()
    array([3., 3.])
    """
    from matplotlib.collections import LineCollection

    frequencies, density = (as_numpy(part, "spectrum", "spectra") for part in spectrum)
    if density.ndim != 2 or frequencies.shape != density.shape[:1]:
        raise ValueError(
            "spectrum must be (frequencies, density) of shapes (frequency,) and (frequency, region), "
            f"got {frequencies.shape} and {density.shape}"
        )
    positive = frequencies > 0
    frequencies, density = frequencies[positive], density[positive]
    if not (density > 0).any():
        raise ValueError("spectrum has no power above 0 Hz, so there is nothing to draw on a logarithmic axis")
    ax = axes(ax, (4.2, 3.0))
    lines = [np.stack([frequencies, column], axis=1) for column in density.T]
    faint = max(0.04, min(0.6, 8 / len(lines)))
    ax.add_collection(LineCollection(lines, colors=BLUE, linewidths=0.5, alpha=faint, label="regions"))
    ax.plot(frequencies, density.mean(axis=1), color=INK, linewidth=1.6, label="mean")
    ax.set(xscale="log", yscale="log", xlim=(frequencies[0], frequencies[-1]))
    least, most = np.quantile(density[density > 0], [0.002, 1.0])
    ax.set_ylim(least / 2, most * 2)
    ax.set(xlabel="frequency (Hz)", ylabel=f"power ({unit}²/Hz)" if unit else "power (1/Hz)")
    legend = ax.legend(loc="lower left", frameon=False)
    for handle in legend.get_lines():
        handle.set_alpha(1)
    open_frame(ax)
    return ax
