"""How near a simulation comes to what was measured, and function to structure: pair by pair, and over a scan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis import fc_similarity, sc_fc_coupling, upper
from brainmass.analysis.door import as_numpy
from brainmass.connectome import Connectome
from brainmass.errors import require_finite
from brainmass.plot.look import BLUE, CYCLE, GREY, INK, VERMILLION, axes, open_frame
from brainmass.plot.matrices import square

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def fc_scatter(simulated: Any, empirical: Any, *, ax: Axes | None = None) -> Axes:
    """Simulated against empirical functional connectivity, one point for each pair of regions.

    The full line is the regression of simulated on empirical values, the dashed one is where both are equal, and r is
    their correlation (``brainmass.analysis.fc_similarity``).

    Parameters
    ----------
    simulated, empirical : array, shape (region, region)
        Correlations; the diagonals are not read.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If the matrices differ in shape, or as for ``fc_similarity``.

    Examples
    --------
    >>> import numpy as np
    >>> empirical = np.array([[1, 0.1, 0.3], [0.1, 1, 0.5], [0.3, 0.5, 1]])
    >>> fc_scatter(0.5 * empirical, empirical).texts[0].get_text()
    'r = 1.000'
    """
    r = float(fc_similarity(simulated, empirical))
    y, x = (upper(square(values, name)) for values, name in ((simulated, "simulated"), (empirical, "empirical")))
    slope, intercept = np.polyfit(x, y, 1)
    ax = axes(ax, (3.6, 3.4))
    size, alpha = (3, 0.25) if x.size > 2000 else (12, 0.6)
    ax.scatter(x, y, s=size, color=BLUE, alpha=alpha, linewidths=0, rasterized=True)
    ends = np.array([min(x.min(), y.min()), max(x.max(), y.max())])
    ax.plot(ends, ends, color=GREY, linewidth=1, linestyle="--", label="equal")
    span = np.array([x.min(), x.max()])
    ax.plot(span, slope * span + intercept, color=VERMILLION, linewidth=1.6, label="regression")
    ax.text(0.03, 0.97, f"r = {r:.3f}", transform=ax.transAxes, va="top", fontweight="bold")
    ax.set(xlabel="empirical FC", ylabel="simulated FC")
    ax.legend(loc="lower right", frameon=False)
    open_frame(ax)
    return ax


def sc_fc(sc: Any, fc: Any, *, log: bool = True, ax: Axes | None = None) -> Axes:
    """Functional connectivity against the structural weight, one point for each pair that is connected.

    rho is their rank correlation over these pairs (``brainmass.analysis.sc_fc_coupling``).

    Parameters
    ----------
    sc : Connectome, or array of shape (region, region)
        Weights; the mean of both directions is taken.
    fc : array, shape (region, region)
        Functional connectivity, of any kind that is symmetric.
    log : bool
        Whether weights are logarithmic; those of tracts range over decades.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If the matrices differ in shape, nothing is connected, or as for ``sc_fc_coupling``.

    Examples
    --------
    >>> import numpy as np
    >>> sc = np.array([[0, 3, 1, 2], [3, 0, 2, 1], [1, 2, 0, 4], [2, 1, 4, 0]])
    >>> sc_fc(sc, np.exp(-sc)).texts[0].get_text()
    'rho = -1.000'
    """
    structure = square(sc.weights if isinstance(sc, Connectome) else sc, "sc")
    function = square(fc, "fc")
    rho = float(sc_fc_coupling(structure, function))
    x, y = upper((structure + structure.T) / 2), upper(function)
    among = x > 0 if log else x != 0
    if not among.any():
        raise ValueError(
            f"no two regions are connected{' with a positive weight; log=False shows others' if log else ''}"
        )
    x, y = x[among], y[among]
    ax = axes(ax, (3.6, 3.2))
    size, alpha = (3, 0.25) if x.size > 2000 else (12, 0.6)
    ax.scatter(x, y, s=size, color=BLUE, alpha=alpha, linewidths=0, rasterized=True)
    text = ax.text(0.03, 0.97, f"rho = {rho:.3f}", transform=ax.transAxes, va="top", fontweight="bold")
    text.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 1})
    ax.set(xlabel="structural weight", ylabel="functional connectivity", xscale="log" if log else "linear")
    open_frame(ax)
    return ax


def scan(
    values: Any,
    agreement: Any,
    *,
    baselines: Mapping[str, float] | None = None,
    chosen: float | None = None,
    name: str = "coupling strength k",
    ax: Axes | None = None,
) -> Axes:
    """Agreement with the empirical FC against a parameter, beside what it has to beat.

    Parameters
    ----------
    values : array, shape (tried,)
        The values tried.
    agreement : array, shape (tried,)
        The correlation reached with each.
    baselines : mapping of str to float, optional
        Correlations that need no simulation, as horizontal lines.
    chosen : float, optional
        The value that was simulated in the end; the best one if None.
    name : str
        The parameter, for the axis.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If the two differ in shape, are empty, or are not finite.

    Examples
    --------
    >>> ax = scan([0.5, 1.0, 2.0], [0.1, 0.3, 0.2], baselines={"SC-FC": 0.26})
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['simulated', 'k = 1: r = 0.300', 'SC-FC: r = 0.260']
    """
    from matplotlib.ticker import LogLocator, NullLocator
    from matplotlib.transforms import ScaledTranslation

    x, y = scanned(values, agreement)
    best = int(y.argmax()) if chosen is None else int(np.abs(x - chosen).argmin())
    ax = axes(ax, (4.6, 4.0))
    ax.plot(x, y, color=BLUE, marker="o", markersize=4, linewidth=1.4, label="simulated")
    symbol = name.split()[-1]
    ax.plot(
        x[best], y[best], "o", markersize=9, markerfacecolor="none", markeredgecolor=INK, markeredgewidth=1.3,
        label=f"{symbol} = {x[best]:.3g}: r = {y[best]:.3f}",
    )  # fmt: skip
    dashes = ("--", ":", "-.", (0, (1, 3)), (0, (6, 3)))
    for i, (label, value) in enumerate((baselines or {}).items()):
        ax.axhline(
            float(value), color=CYCLE[1 + i % (len(CYCLE) - 1)], linestyle=dashes[i % len(dashes)], linewidth=1.3,
            label=f"{label}: r = {value:.3f}",
        )  # fmt: skip
    if x[0] > 0 and x[-1] / x[0] >= 20:
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        ax.xaxis.set_major_formatter("{x:g}")
        ax.xaxis.set_minor_locator(NullLocator())
    ax.set(xlabel=name, ylabel="correlation with empirical FC")
    # Below the axis, half an inch down: no corner of the frame is sure to be free.
    below = ax.transAxes + ScaledTranslation(0, -0.48, ax.figure.dpi_scale_trans)
    ax.legend(loc="upper left", bbox_to_anchor=(0, 0), bbox_transform=below, borderaxespad=0, frameon=False)
    open_frame(ax)
    return ax


def scanned(values: Any, agreement: Any) -> tuple[np.ndarray, np.ndarray]:
    """The values of a scan in rising order, and the agreement with each."""
    x, y = as_numpy(values, "values", "scan"), as_numpy(agreement, "agreement", "scan")
    if x.ndim != 1 or x.shape != y.shape or not x.size:
        raise ValueError(f"values and agreement must be two lists of one length, got shapes {x.shape} and {y.shape}")
    require_finite("values", x)
    require_finite("agreement", y)
    order = np.argsort(x)
    return x[order], y[order]
