"""The section on the connectome."""

from __future__ import annotations

from typing import Any

import numpy as np

from brainmass import plot
from brainmass.connectome import Connectome
from brainmass.report.figures import THIRD, Image, drawn
from brainmass.report.findings import Findings
from brainmass.report.section import Part, Section
from brainmass.report.words import duration, number


def structure(found: Findings) -> Section | None:
    """Weights, lengths and the delays that they cause."""
    if found.structure is None:
        return None
    weights, lengths, labels, origin = found.structure
    given = found.connectome
    shown = Connectome(weights, lengths, labels, hemispheres=given.hemispheres if given else ())
    figures = [_weights(shown)]
    connections = int((weights != 0).sum())
    if lengths is not None and connections:
        speed, dt = conduction(found)
        figures += [_lengths(shown), _delays(lengths, weights, speed, dt)]
    text = f"{_described(weights)} {origin}"
    return Section("connectome", "Connectome", (Part("", (text,), figures=tuple(figures)),))


def conduction(found: Findings) -> tuple[Any, float | None]:
    """Speed (None without delays) and step of the run, where there is one projection."""
    attributes = found.result.attributes
    projections = [each for each in attributes.get("projections", []) if not each.get("own")]
    speed = projections[0].get("speed_mm_per_ms") if len(projections) == 1 else None
    return (None, None) if speed is None else (np.asarray(speed, float), float(attributes["dt_ms"]))


def _described(weights: np.ndarray) -> str:
    n = len(weights)
    between = int((weights != 0).sum() - (np.diag(weights) != 0).sum())
    text = f"{n} regions, {between} connections ({between / max(1, n * n - n):.0%} of all pairs), "
    text += "symmetric" if np.allclose(weights, weights.T, rtol=1e-5) else "directed"
    if np.diag(weights).any():
        text += f", {int((np.diag(weights) != 0).sum())} regions connected to themselves"
    isolated = int((~weights.any(axis=0) & ~weights.any(axis=1)).sum())
    if isolated:
        text += f", {isolated} without any connection"
    return text + "."


def _weights(shown: Connectome) -> Image:
    strengths = np.abs(shown.weights[shown.weights != 0])
    span = f"from {number(strengths.min())} to {number(strengths.max())}" if strengths.size else "all 0"
    return drawn(
        lambda ax: plot.weights(shown, ax=ax),
        (THIRD, 2.8),
        alt=f"Matrix of connection weights between {shown.n} regions, {span}.",
        caption="Weights: to the region of the row, from that of the column. Grey: no connection.",
    )


def _lengths(shown: Connectome) -> Image:
    lengths = np.asarray(shown.lengths)[shown.weights != 0]
    return drawn(
        lambda ax: plot.lengths(shown, ax=ax),
        (THIRD, 2.8),
        alt=f"Matrix of tract lengths, from {number(lengths.min())} to {number(lengths.max())} mm.",
        caption="Tract lengths where there is a connection.",
    )


def _delays(lengths: np.ndarray, weights: np.ndarray, speed: Any, dt: float | None) -> Image:
    median = float(np.median(lengths[weights != 0]))
    if speed is None:
        what, rest = f"tract lengths, median {number(median)} mm", "The run had no conduction delays."
    else:
        what = "conduction delays"
        median_delay = float(np.median((lengths / speed)[weights != 0]))
        what += f", median {number(median_delay)} ms"
        rest = f"Upper axis: steps of {duration(dt or 0)}."
    return drawn(
        lambda ax: plot.tract_histogram(lengths, weights=weights, speed=speed, dt=dt, ax=ax),
        (THIRD, 2.8),
        alt=f"Histogram of {what}.",
        caption=f"{what[0].upper()}{what[1:]}. {rest}",
        vector=True,
    )
