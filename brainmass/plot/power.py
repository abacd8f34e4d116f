"""Spectra: power, its aperiodic part and peaks, and coherence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis import AperiodicFit
from brainmass.analysis.door import as_numpy, band_in_hz
from brainmass.errors import require_finite
from brainmass.plot.look import BLUE, CYCLE, GREY, INK, PALE, VERMILLION, axes, open_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Bands = Mapping[str, tuple[Any, Any]]


def spectra(spectrum: Any, *, unit: str = "", bands: Bands | None = None, ax: Axes | None = None) -> Axes:
    """Power density against frequency, both logarithmic: every region faintly, their mean in bold.

    Parameters
    ----------
    spectrum : Spectrum, or mapping of str to Spectrum
        From ``brainmass.analysis.power_spectrum`` or ``spectral_density``, or a pair: frequencies in Hz, (frequency,),
        and density, (frequency, region). The frequency 0 is left out. Of several by name the means are drawn.
    unit : str
        Unit of the signals, for the axis.
    bands : mapping of str to (low, high), optional
        Bands in Hz to shade, with as many of their names above the frame as fit.
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
    named = isinstance(spectrum, Mapping)
    several = {str(k): _positive(v) for k, v in spectrum.items()} if named else {"mean": _positive(spectrum)}
    if not several:
        raise ValueError("spectrum holds no spectrum")
    ax = axes(ax, (4.2, 3.0))
    if not named:
        _draw_regions(ax, *several["mean"])
    for i, (name, (frequencies, density)) in enumerate(several.items()):
        colour, width = (CYCLE[i % len(CYCLE)], 1.2) if named else (INK, 1.6)
        ax.plot(frequencies, density.mean(axis=1), color=colour, linewidth=width, label=name)
    # Of one spectrum every region is within the frame, but for the deepest gaps; of several their means.
    drawn = [d.mean(axis=1) if named else d for _, d in several.values()]
    _logarithmic(ax, [f for f, _ in several.values()], drawn, unit)
    _shade(ax, bands)
    legend = ax.legend(loc="lower left", frameon=False)
    for handle in legend.get_lines():
        handle.set_alpha(1)
    open_frame(ax)
    return ax


def aperiodic(
    spectrum: Any,
    fit: AperiodicFit,
    *,
    region: int = 0,
    band: tuple[Any, Any] | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """The spectrum of a region with its fit: the aperiodic part, and the peaks that stand upon it.

    Parameters
    ----------
    spectrum : Spectrum
        What was fitted.
    fit : AperiodicFit
        Of that region, from ``brainmass.analysis.fit_aperiodic``.
    region : int
        Which column of the spectrum.
    band : (low, high) in Hz or quantities, optional
        What was fitted; the fit is drawn there only. All frequencies above 0 if None.
    unit : str
        Unit of the signals, for the axis.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    TypeError
        If ``fit`` is not an AperiodicFit, such as the list of them.
    ValueError
        If there is no such region, or as for :func:`spectra`.

    Examples
    --------
    >>> import numpy as np
    >>> from brainmass.analysis import fit_aperiodic, Spectrum
    >>> f = np.arange(1, 45, 0.5)
    >>> power = 10 ** (1.0 - 1.5 * np.log10(f) + 0.8 * np.exp(-((f - 10) ** 2) / 2))
    >>> spectrum = Spectrum(f, power[:, None])
    >>> ax = aperiodic(spectrum, fit_aperiodic(spectrum, band=(1, 45))[0])
    >>> [text.get_text() for text in ax.texts]
    ['10 Hz']
    """
    if not isinstance(fit, AperiodicFit):
        raise TypeError(f"fit must be one AperiodicFit, such as fit_aperiodic(...)[{region}], got {type(fit).__name__}")
    frequencies, density = _positive(spectrum)
    if not 0 <= region < density.shape[1]:
        raise ValueError(f"region must be a whole number from 0 to {density.shape[1] - 1}, got {region}")
    low, high = (frequencies[0], frequencies[-1]) if band is None else band_in_hz(band)
    f = frequencies[(frequencies >= low) & (frequencies <= high)]
    ax = axes(ax, (4.2, 3.0))
    ax.plot(frequencies, density[:, region], color=GREY, linewidth=1.0, label="spectrum")
    below, above = 10.0 ** fit.aperiodic(f), fit.power(f)
    ax.fill_between(f, below, above, color=VERMILLION, alpha=0.2, linewidth=0)
    ax.plot(f, above, color=VERMILLION, linewidth=1.6, label="fit")
    exponent = f"aperiodic, exponent {fit.exponent:.2f}"
    ax.plot(f, below, color=BLUE, linewidth=1.6, linestyle="--", label=exponent)
    for peak in fit.peaks:
        ax.annotate(
            f"{peak.frequency:.3g} Hz", (peak.frequency, float(fit.power([peak.frequency])[0])), (2, 4),
            textcoords="offset points", ha="left", va="bottom", fontsize="small",
        )  # fmt: skip
    _logarithmic(ax, [frequencies], [density[:, region : region + 1], above[:, None]], unit)
    ax.set_ylim(top=ax.get_ylim()[1] * 1.5)  # room for the names of peaks
    ax.legend(loc="lower left", frameon=False)
    open_frame(ax)
    return ax


def coherence(
    frequencies: Any,
    values: Any,
    *,
    stretches: int | None = None,
    alpha: float = 0.05,
    name: str = "coherence",
    bands: Bands | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Coherence, or another measure over pairs, against frequency: every pair faintly, and their mean.

    Parameters
    ----------
    frequencies : array, shape (frequency,)
        Hz, such as those of ``brainmass.analysis.windowed_fourier``.
    values : array, shape (frequency, region, region)
        From ``brainmass.analysis.coherence``, ``imaginary_coherence`` or ``wpli``; the lower triangle is not read.
    stretches : int, optional
        For coherence (the squared magnitude of coherency) from so many independent windows, tapers or trials: a line
        at what chance exceeds in a share ``alpha`` of pairs, 1 - alpha^(1 / (stretches - 1)) (Halliday et al. 1995,
        doi:10.1016/S0079-6107(96)00009-0). Windows that overlap count for less than their number.
    alpha : float
        See ``stretches``.
    name : str
        The measure, for the axis.
    bands : mapping of str to (low, high), optional
        Bands in Hz to shade, with as many of their names above the frame as fit.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If shapes disagree, a value above the diagonal is not finite, there is one region only, or stretches or alpha
        make no sense.

    Examples
    --------
    >>> import numpy as np
    >>> ax = coherence([1.0, 2.0], np.array([[[1, 0.2], [0.2, 1]], [[1, 0.6], [0.6, 1]]]))
    >>> ax.lines[0].get_ydata()
    array([0.2, 0.6])
    """
    from matplotlib.collections import LineCollection

    f, matrices = as_numpy(frequencies, "frequencies", "coherence"), as_numpy(values, "values", "coherence")
    if matrices.ndim != 3 or matrices.shape[1] != matrices.shape[2] or f.shape != matrices.shape[:1]:
        raise ValueError(
            "frequencies and values must have the shapes (frequency,) and (frequency, region, region), "
            f"got {f.shape} and {matrices.shape}"
        )
    if matrices.shape[1] < 2:
        raise ValueError("values holds one region only, and so no pair")
    pairs = matrices[:, *np.triu_indices(matrices.shape[1], 1)]
    require_finite("values of pairs", pairs)
    ax = axes(ax, (4.2, 2.8))
    lines = [np.stack([f, column], axis=1) for column in pairs.T]
    faint = max(0.03, min(0.6, 8 / len(lines)))
    ax.add_collection(
        LineCollection(lines, colors=BLUE, linewidths=0.5, alpha=faint, label="pairs", rasterized=len(lines) > 500)
    )
    ax.plot(f, pairs.mean(axis=1), color=INK, linewidth=1.6, label="mean")
    if stretches is not None:
        level = _chance(stretches, alpha)
        ax.axhline(level, color=VERMILLION, linestyle="--", linewidth=1.2, label=f"chance, {alpha:.0%} of pairs")
    low = min(0.0, 1.05 * float(pairs.min()))
    ax.set(xlabel="frequency (Hz)", ylabel=name, xlim=(f[0], f[-1]), ylim=(low, max(1.05 * float(pairs.max()), 0.1)))
    _shade(ax, bands)
    legend = ax.legend(loc="upper right", frameon=False)
    for handle in legend.get_lines():
        handle.set_alpha(1)
    open_frame(ax)
    return ax


def _positive(spectrum: Any) -> tuple[np.ndarray, np.ndarray]:
    """Frequencies above 0 and the density there."""
    frequencies, density = (as_numpy(part, "spectrum", "spectra") for part in spectrum)
    if density.ndim != 2 or frequencies.shape != density.shape[:1]:
        raise ValueError(
            "spectrum must be (frequencies, density) of shapes (frequency,) and (frequency, region), "
            f"got {frequencies.shape} and {density.shape}"
        )
    positive = frequencies > 0
    if not (density[positive] > 0).any():
        raise ValueError("spectrum has no power above 0 Hz, so there is nothing to draw on a logarithmic axis")
    return frequencies[positive], density[positive]


def _draw_regions(ax: Axes, frequencies: np.ndarray, density: np.ndarray) -> None:
    from matplotlib.collections import LineCollection

    lines = [np.stack([frequencies, column], axis=1) for column in density.T]
    faint = max(0.04, min(0.6, 8 / len(lines)))
    ax.add_collection(LineCollection(lines, colors=BLUE, linewidths=0.5, alpha=faint, label="regions"))


def _logarithmic(ax: Axes, frequencies: list[np.ndarray], drawn: list[np.ndarray], unit: str) -> None:
    """Both axes, with limits about nearly all of what is drawn."""
    ends = (min(f[0] for f in frequencies), max(f[-1] for f in frequencies))
    ax.set(xscale="log", yscale="log", xlim=ends)
    ends = [np.quantile(d[d > 0], [0.002, 1.0]) for d in drawn]
    ax.set_ylim(min(low for low, _ in ends) / 2, max(high for _, high in ends) * 2)
    ax.set(xlabel="frequency (Hz)", ylabel=f"power ({unit}²/Hz)" if unit else "power (1/Hz)")
    ax.xaxis.set_major_formatter("{x:g}")  # 10, not 10 to the power of 1


def _shade(ax: Axes, bands: Bands | None) -> None:
    """Bands as pale columns, every other one paler, with as many of their names above the frame as fit."""
    from matplotlib.ticker import NullLocator

    from brainmass.plot.ticks import name_places

    if not bands:
        return
    limits = [band_in_hz(band) for band in bands.values()]
    for i, (low, high) in enumerate(limits):
        ax.axvspan(low, high, color=PALE, alpha=(0.9, 0.45)[i % 2], linewidth=0, zorder=0)
    logarithmic = ax.get_xscale() == "log"
    middles = [float(np.sqrt(low * high)) if logarithmic else (low + high) / 2 for low, high in limits]
    above = ax.secondary_xaxis("top")
    above.spines["top"].set_visible(False)
    name_places(above.xaxis, middles, list(bands), size="small")
    above.xaxis.set_minor_locator(NullLocator())


def _chance(stretches: int, alpha: float) -> float:
    """The coherence that independent signals exceed with probability alpha."""
    if not isinstance(stretches, int) or stretches < 2:
        raise ValueError(f"stretches must be a whole number of at least 2, got {stretches!r}")
    if not 0 < alpha < 1:
        raise ValueError(f"alpha must lie between 0 and 1, got {alpha!r}")
    return 1 - alpha ** (1 / (stretches - 1))
