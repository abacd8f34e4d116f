"""The sections on functional connectivity, its dynamics, and the scan."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from brainmass import plot
from brainmass.analysis import upper
from brainmass.report.figures import HALF, THIRD, Image, drawn
from brainmass.report.findings import WINDOW, Connectivity, Findings
from brainmass.report.section import Part, Section, Table
from brainmass.report.words import correlation, duration, listed, number


def connectivity(found: Findings) -> Section | None:
    """FC simulated, beside the empirical one, their scatter, and what the agreement has to beat."""
    seen = found.connectivity
    if seen is None:
        return None
    hemispheres = found.connectome.hemispheres if found.connectome and found.connectome.n == len(seen.fc) else ()
    figures = [_matrix(seen.fc, f"simulated FC ({seen.name})", seen.labels, hemispheres)]
    text = [f"Pearson correlation of {seen.name} for every pair of regions, over {duration(seen.length)}."]
    tables: tuple[Table, ...] = ()
    if seen.empirical is not None and seen.agreement is not None:
        figures.append(_matrix(seen.empirical, "empirical FC", seen.labels, hemispheres))
        figures.append(_scatter(seen))
        rows = [("this simulation", seen.agreement), *found.baselines.items()]
        ordered = sorted(rows, key=lambda row: -row[1])
        cells = tuple((name, correlation(value)) for name, value in ordered)
        tables = (Table("Correlation with the empirical FC over all pairs of regions", ("", "r"), cells),)
    return Section("fc", "Functional connectivity", (Part("", tuple(text), figures=tuple(figures), tables=tables),))


def verdict(found: Findings) -> str:
    """How the agreement stands beside its baselines, in plain words."""
    seen = found.connectivity
    if seen is None or seen.agreement is None:
        return ""
    pairs = len(upper(seen.fc))
    text = f"Simulated and empirical FC correlate at r = {correlation(seen.agreement)} over {pairs} pairs of regions."
    above = [f"{name} ({correlation(value)})" for name, value in found.baselines.items() if seen.agreement > value]
    below = [f"{name} ({correlation(value)})" for name, value in found.baselines.items() if seen.agreement <= value]
    if above and not below:
        return f"{text} That is above every baseline: {listed(above)}."
    if below and not above:
        return f"{text} That is not above any baseline: {listed(below)}."
    if below:
        return f"{text} That is above {listed(above)}, and not above {listed(below)}."
    return text


def dynamics(found: Findings) -> Section | None:
    """FCD and its distribution."""
    seen = found.dynamics
    if seen is None:
        return None
    step = seen.windows.step * seen.series.interval
    length = seen.windows.length * seen.series.interval
    values = seen.apart
    middle = correlation(float(np.median(values)))
    text = (
        f"Correlation between the FC of every two windows of {duration(length)} ({seen.windows.length} volumes), one "
        f"every {duration(step)}: {len(seen.fcd)} windows. The distribution counts pairs of windows that share no "
        f"volume: median {middle}, standard deviation {correlation(float(values.std()))}."
    )
    figures = (
        drawn(
            lambda ax: plot.fcd(seen.fcd, step=step, ax=ax),
            (HALF, 3.7),
            alt=f"Matrix of the correlation of functional connectivity between {len(seen.fcd)} windows.",
            caption="Functional connectivity dynamics.",
        ),
        drawn(
            lambda ax: plot.fcd_distribution(seen.fcd, lag=seen.windows.disjoint_lag, ax=ax),
            (HALF, 3.7),
            alt=f"Histogram of these correlations between disjoint windows, median {middle}.",
            caption=f"Distribution over windows that are at least {duration(WINDOW)} apart.",
            vector=True,
        ),
    )
    return Section("fcd", "Functional connectivity dynamics", (Part("", (text,), figures=figures),))


def scan(found: Findings) -> Section | None:
    """Agreement against the parameter that was scanned."""
    if found.scan is None:
        return None
    values, agreement, name, chosen = found.scan
    best = int(np.argmax(agreement))
    text = (
        f"{len(values)} values of the {name} were simulated. The agreement is largest, "
        f"r = {correlation(float(agreement[best]))}, at {number(float(values[best]))}."
    )
    image = drawn(
        lambda ax: plot.scan(values, agreement, baselines=found.baselines, chosen=chosen, name=name, ax=ax),
        (HALF, 4.2),
        alt=f"Correlation with the empirical FC against the {name}, from {number(float(np.min(values)))} to "
        f"{number(float(np.max(values)))}, with the baselines as horizontal lines.",
        caption=f"Agreement with the empirical FC against the {name}.",
        vector=True,
    )
    return Section("scan", "Scan", (Part("", (text,), figures=(image,)),))


def _matrix(fc: np.ndarray, name: str, labels: Sequence[str], hemispheres: Sequence[str]) -> Image:
    mean = float(upper(fc).mean())
    return drawn(
        lambda ax: plot.fc(fc, labels=labels, hemispheres=hemispheres or None, ax=ax),
        (THIRD, 2.8),
        alt=f"Matrix of {name} between {len(fc)} regions, mean {correlation(mean)}.",
        caption=f"{name[0].upper()}{name[1:]}, mean {correlation(mean)}.",
    )


def _scatter(seen: Connectivity) -> Image:
    return drawn(
        lambda ax: plot.fc_scatter(seen.fc, seen.empirical, ax=ax),
        (THIRD, 2.8),
        alt=f"Scatter of simulated against empirical FC, r = {correlation(seen.agreement or 0)}.",
        caption="One point for each pair of regions.",
    )
