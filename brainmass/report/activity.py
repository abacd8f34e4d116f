"""The sections on signals: time series, spectra, BOLD."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from brainmass import plot
from brainmass.analysis import Spectrum, power_spectrum
from brainmass.connectome import Connectome
from brainmass.report.figures import FULL, HALF, Image, drawn
from brainmass.report.findings import Findings, learning_in
from brainmass.report.reading import Series, arrives
from brainmass.report.section import Part, Section
from brainmass.report.words import at_bottom, correlation, duration, number, readable, response_name, with_unit

_TRACES = 8
_SAMPLES_SHOWN = 600
_MOST_SERIES = 8
_LEAST_FOR_SPECTRUM = 64
_PER_OCTAVE = 12
# From here on a picture of lines takes less room than the lines.
_MOST_VECTOR_POINTS = 20_000


def time_series(found: Findings) -> Section | None:
    """The neural signals: a stretch of some regions, and the whole run as its spread over regions."""
    series = found.neural[:_MOST_SERIES]
    if not series:
        return None
    before = float(found.result.attributes.get("transient_ms", 0.0))
    start = Part("", (f"Times count from the start of the simulation, the {duration(before)} not recorded included.",))
    parts = [
        Part(_titled(each, found.result.attributes), figures=(traces(each, _SAMPLES_SHOWN), spread(each)))
        for each in series
    ]
    return Section("series", "Time series", (*((start,) if before else ()), *parts, *_left_out(len(found.neural))))


def spectra(found: Findings) -> Section | None:
    """Power spectra of all signals that are long enough and change."""
    able = [each for each in found.result.series if each.name not in learning_in(found.result)]
    able = [each for each in able if len(each.times) >= _LEAST_FOR_SPECTRUM and np.ptp(each.values)]
    if not able:
        return None
    figures = tuple(_spectrum(each) for each in able[:_MOST_SERIES])
    text = (
        "Welch's method with Hann windows a quarter of the recording long, which overlap by half; drawn as means over "
    )
    text += f"1/{_PER_OCTAVE} octave."
    return Section("spectra", "Power spectra", (Part("", (text,), figures=figures), *_left_out(len(able))))


def bold(found: Findings) -> Section | None:
    """BOLD: some regions, and all as a carpet."""
    if not found.bold:
        return None
    return Section("bold", "BOLD", tuple(_bold(each, found.connectome) for each in found.bold[:_MOST_SERIES]))


def signal_name(series: Series) -> str:
    """Name and unit of a signal for a title."""
    _, unit = readable(series.unit)
    return f"{series.name} ({unit})" if unit else series.name


def _titled(series: Series, attributes: Mapping[str, Any]) -> str:
    how = {"Average": f", mean over {duration(series.interval)}", "Every": f", every {duration(series.interval)}"}
    source = str(at_bottom(series.observer, "source"))
    what = f", all that arrives at {source}" if arrives(series, attributes) else ""
    return signal_name(series) + what + how.get(series.kind, "")


def _bold(series: Series, connectome: Connectome | None) -> Part:
    deviation = float(series.values.std(axis=0).mean())
    pairs = (
        np.corrcoef(series.values, rowvar=False)[np.triu_indices(series.values.shape[1], 1)] if _varies(series) else []
    )
    text = f"{_response(series)}{len(series.times)} volumes, one every {duration(series.interval)}: "
    text += f"{duration(series.length)}. "
    convolved = series.kind == "Convolved"  # it has the unit of what was convolved; the balloon model gives a share
    factor, unit = readable(series.unit) if convolved else (100.0, "%")
    by = f"{number(factor * deviation)}%" if unit == "%" else with_unit(number(factor * deviation), unit)
    text += f"The signal of a region varies by {by} (standard deviation, mean over regions)"
    text += f"; two regions correlate at {correlation(float(np.mean(pairs)))} on average." if len(pairs) else "."
    figures = [traces(series, len(series.times))]
    if _varies(series):
        figures.append(_carpet(series, connectome))
    return Part(series.name if series.name.lower() != "bold" else "", (text,), figures=tuple(figures))


def _response(series: Series) -> str:
    """What convolved BOLD is made of."""
    if series.kind != "Convolved":
        return ""
    response = series.observer.get("response", {})
    name = response_name(response)
    return f"{series.observer.get('source', 'Activity')} convolved with a {name} response. "


def _varies(series: Series) -> bool:
    return bool((np.ptp(series.values, axis=0) > 0).all())


def traces(series: Series, samples: int, what: str = "regions") -> Image:
    """Some of the signals one above the other, the last samples of them."""
    factor, unit = readable(series.unit)
    count = series.values.shape[1]
    chosen = np.unique(np.linspace(0, count - 1, min(_TRACES, count)).round().astype(int))
    last = slice(-samples, None)
    labels = [series.labels[i] for i in chosen]
    whole = samples >= len(series.times)
    stretch = "the whole run" if whole else f"the last {duration(min(samples, len(series.times)) * series.interval)}"
    some = f"all {what}" if len(chosen) == count else f"{len(chosen)} of {count} {what}"
    name = f"{series.name} of {some}" if what == "regions" else f"{series.name}, {some}"
    values, times = factor * series.values[last][:, chosen], series.times[last]
    return drawn(
        lambda ax: plot.time_series(values, times, labels=labels, unit=unit, ax=ax),
        (FULL, 0.7 + 0.33 * len(chosen)),
        alt=f"{name} against time, {stretch}.",
        caption=f"{name}, {stretch}.",
        vector=True,
    )


def spread(series: Series) -> Image:
    """The mean over regions during the run, and how far they are apart."""
    factor, unit = readable(series.unit)
    values = factor * series.values
    low, high = np.quantile(values, [0.05, 0.95])
    return drawn(
        lambda ax: plot.spread(values, series.times, name=series.name, unit=unit, ax=ax),
        (FULL, 2.0),
        alt=f"Mean over regions of {series.name} during the run, {with_unit(number(values.mean()), unit)} on average; "
        f"nine tenths of all values lie between {number(low)} and {number(high)}.",
        caption=f"{series.name} over the whole run.",
        vector=True,
    )


def _carpet(series: Series, connectome: Connectome | None) -> Image:
    hemispheres = connectome.hemispheres if connectome and connectome.n == series.values.shape[1] else None
    return drawn(
        lambda ax: plot.carpet(
            series.values, series.times, labels=series.labels, hemispheres=hemispheres or None, ax=ax
        ),
        (FULL, 3.0),
        alt=f"Carpet plot: {series.name} of all {series.values.shape[1]} regions against time.",
        caption=f"{series.name} of all regions, each in standard deviations from its mean.",
    )


def _spectrum(series: Series) -> Image:
    factor, unit = readable(series.unit)
    spectrum = by_octave(power_spectrum(factor * series.values, series.interval))
    top = float(spectrum.frequencies[spectrum.density.mean(axis=1).argmax()])
    return drawn(
        lambda ax: plot.spectra(spectrum, unit=unit, ax=ax),
        (HALF, 3.2),
        alt=f"Power spectrum of {series.name} on logarithmic axes, largest at {number(top)} Hz on average.",
        caption=f"{series.name}, sampled every {duration(series.interval)}.",
        vector=spectrum.density.size < _MOST_VECTOR_POINTS,
    )


def by_octave(spectrum: Spectrum) -> Spectrum:
    """Means over small shares of an octave: the upper end of a logarithmic axis would else be a solid band."""
    frequencies, density = spectrum.frequencies[1:], spectrum.density[1:]
    bins = np.floor(_PER_OCTAVE * np.log2(frequencies / frequencies[0]) + 1e-9)
    _, starts, counts = np.unique(bins, return_index=True, return_counts=True)
    return Spectrum(
        np.add.reduceat(frequencies, starts) / counts, np.add.reduceat(density, starts, axis=0) / counts[:, None]
    )


def _left_out(count: int) -> tuple[Part, ...]:
    more = count - _MOST_SERIES
    return (Part("", (f"{more} more series of this run are not shown.",)),) if more > 0 else ()
