"""Measures of a run, each with a line on what it is: rhythms, synchrony, dynamics, and the FC as a graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from brainmass import analysis
from brainmass.report.reading import Series
from brainmass.report.section import Part, Section, Table
from brainmass.report.words import correlation, duration, number

# The band of resting-state BOLD, Hz, and the least time that holds two of its slowest periods.
BAND, LEAST_FOR_BAND = (0.01, 0.1), 200_000.0
# What is fitted by a power law: from here to there, Hz, if the sampling allows; the octaves that this has to be, and
# those above a bend.
FITTED, LEAST_OCTAVES, LEAST_ABOVE = (1.0, 45.0), 3.0, 1.5
# Windows of that fit, ms, and how many a recording has to hold; less would scatter like peaks.
STRETCH, LEAST_STRETCHES = 2000.0, 8
# What makes a bump a peak: its height, in powers of ten over the power law, and its greatest two-sided width, Hz.
LOWEST, WIDEST = 0.2, 12.0
# Share of the variance of the log power that a fit has to explain to be told.
LEAST_R_SQUARED = 0.9
# A band around a rhythm, as shares of its frequency, and the cycles that make it worth telling.
AROUND, LEAST_CYCLES = (0.8, 1.2), 50
# With fewer regions communities mean little; with more they take long to find.
LEAST_FOR_GRAPH, MOST_FOR_GRAPH = 8, 250
_MOST_SERIES = 3
# Samples whose phases are taken, over all regions: a Hilbert transform holds several copies of them.
_MOST_SAMPLES = 10_000_000


class Measure(NamedTuple):
    """A number, and what it is."""

    name: str
    value: str
    how: str


def measures(found: Sequence[Measure]) -> Section | None:
    """The section; none where nothing could be measured."""
    if not found:
        return None
    table = Table("Of the whole run", ("measure", "value", "what it is"), tuple(map(tuple, found)))
    return Section("measures", "Measures", (Part("", tables=(table,)),))


def of_signals(neural: Sequence[Series], bold: Sequence[Series]) -> tuple[Measure, ...]:
    """What spectra and phases of signals tell."""
    found: list[Measure] = []
    for series in neural[:_MOST_SERIES]:
        if len(series.times) < 64 or not (np.ptp(series.values, axis=0) > 0).all():
            continue
        peak = rhythm_of(analysis.power_spectrum(series.values, series.interval))
        how = "frequency at which the spectrum is largest, median over regions"
        if (fit := _fitted(series)) is not None:
            found.append(_aperiodic(series, fit))
            if peak is None and (bump := _highest(fit)) is not None:
                peak = bump.frequency
                how = f"centre of the highest peak of that fit: {number(10**bump.height)} times the power law, "
                how += f"{number(bump.width)} Hz wide"
        if peak is not None:
            found.append(Measure(f"rhythm of {series.name}", f"{number(peak)} Hz", how))
            found += _synchrony(series, (AROUND[0] * peak, AROUND[1] * peak), LEAST_CYCLES * 1000 / peak)
    for series in bold[:1]:
        if (np.ptp(series.values, axis=0) > 0).all():
            found += _synchrony(series, BAND, LEAST_FOR_BAND)
    return tuple(found)


def rhythm_of(spectrum: analysis.Spectrum) -> float | None:
    """The median over regions of the peak frequency, Hz, if the spectrum has a peak at all.

    Noise that only falls off has its largest bin anywhere on its plateau: a peak has to stand three times above what is
    at the lower end, and to be that of most regions.
    """
    mean = spectrum.density[1:].mean(axis=1)
    if mean.argmax() < 3 or mean.max() < 3 * mean[: max(2, int(mean.argmax()) // 3)].mean():
        return None
    peaks = np.asarray(analysis.peak_frequency(spectrum))
    median = float(np.median(peaks))
    return median if (np.abs(peaks - median) <= 0.2 * median).mean() > 0.5 else None


def _aperiodic(series: Series, fit: analysis.AperiodicFit) -> Measure:
    """Exponent of the power law."""
    low, high = _band(series)
    bend = f" above a bend at {number(_bend(fit))} Hz" if fit.knee > 0 else ""
    how = (
        f"χ of a power law 1/f^χ{bend}, fitted together with peaks to the mean spectrum over regions (windows of "
        f"{duration(STRETCH)}) from {number(low)} to {number(high)} Hz; R² = {fit.r_squared:.2f}"
    )
    return Measure(f"aperiodic exponent of {series.name}", number(fit.exponent), how)


def _bend(fit: analysis.AperiodicFit) -> float:
    """Where the power law begins, Hz."""
    return fit.knee ** (1 / fit.exponent)


def _band(series: Series) -> tuple[float, float]:
    """Where a power law is sought, Hz."""
    return FITTED[0], min(FITTED[1], 0.4 * 1000 / series.interval)


def _highest(fit: analysis.AperiodicFit) -> analysis.SpectralPeak | None:
    """The highest peak that is no shoulder of a spectrum that falls: there is less power below it."""
    found = []
    for peak in fit.peaks:
        if peak.width < peak.frequency:
            below, centre = fit.power([peak.frequency - peak.width, peak.frequency])
            found += [peak] if centre > below else []
    return max(found, key=lambda each: each.height, default=None)


def _fitted(series: Series) -> analysis.AperiodicFit | None:
    """The fit to the mean over regions, without a bend or with one; none where it describes the spectrum badly.

    A peak as wide as it may be is none: it stands in for a bend that the power law lacks.
    """
    low, high = _band(series)
    if high < low * 2**LEAST_OCTAVES or series.length < LEAST_STRETCHES * STRETCH:
        return None
    spectrum = analysis.power_spectrum(series.values, series.interval, window=STRETCH)
    mean = analysis.Spectrum(spectrum.frequencies, spectrum.density.mean(axis=1, keepdims=True))
    if (mean.density[1:] <= 0).any():
        return None
    for knee in (False, True):
        (fit,) = analysis.fit_aperiodic(mean, (low, high), knee=knee, min_height=LOWEST, peak_width=(1.0, WIDEST))
        bends = fit.knee > 0 and fit.exponent > 0 and _bend(fit) < high / 2**LEAST_ABOVE
        sound = fit.r_squared >= LEAST_R_SQUARED and np.isfinite(fit.exponent) and (bends or not knee)
        if sound and all(peak.width < 0.95 * WIDEST for peak in fit.peaks):
            return fit
    return None


def _synchrony(series: Series, band: tuple[float, float], least: float) -> list[Measure]:
    """Mean and deviation of the order parameter in a band."""
    if series.values.shape[1] < 2 or series.length < least or 1000 / series.interval <= 2 * band[1]:
        return []
    used = min(len(series.times), max(_MOST_SAMPLES // series.values.shape[1], round(least / series.interval)))
    order = np.asarray(analysis.kuramoto_order(analysis.phases(series.values[-used:], series.interval, band)))
    where = f"of {series.name} between {number(band[0])} and {number(band[1])} Hz"
    mean = (
        "mean over time of the Kuramoto order parameter: 1 where the phases of all regions agree, 0 where they cancel"
    )
    deviation = "standard deviation over time of the order parameter: how much synchrony comes and goes"
    if used < len(series.times):
        mean += f"; over the last {duration(used * series.interval)}"
    return [
        Measure(f"synchrony {where}", correlation(float(order.mean())), mean),
        Measure(f"metastability {where}", correlation(float(order.std())), deviation),
    ]


def of_dynamics(apart: np.ndarray, window: float) -> Measure:
    """How much FC changes."""
    how = f"variance of the correlation between the FC of two windows of {duration(window)} that share no volume"
    return Measure("FCD variance", number(float(apart.var())), how)


def of_connectivity(name: str, fc: np.ndarray, weights: np.ndarray | None) -> tuple[Measure, ...]:
    """The FC beside the connectome, and as a graph."""
    found = []
    if weights is not None:
        coupling = analysis.sc_fc_coupling(weights, fc)
        how = "Spearman's correlation of connection weight and FC over all pairs of regions that are connected"
        found.append((f"structure-function coupling of {name}", coupling, correlation(coupling), how))
    if LEAST_FOR_GRAPH <= len(fc) <= MOST_FOR_GRAPH:
        positive = np.maximum(fc, 0) * (1 - np.eye(len(fc)))
        strength = positive.sum(axis=1)
        how = "sum of the positive FC of a region with all others: mean and standard deviation over regions"
        value = f"{number(strength.mean())} ± {number(strength.std())}".replace(" ", "\N{NO-BREAK SPACE}")
        found.append((f"strength of FC of {name}", strength.mean(), value, how))
        if positive.any():
            communities = analysis.communities(positive)
            q, count = analysis.modularity(positive, communities), int(communities.max()) + 1
            how = (
                f"Q of the positive FC for the {count} communities that the Louvain method finds (resolution 1, seed 0)"
            )
            if count > 1:
                found.append((f"modularity of FC of {name}", q, correlation(q), how))
    return tuple(Measure(name, text, how) for name, value, text, how in found if np.isfinite(value))
