"""What is wrong or suspicious in a weights matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from brainmass.check.finding import Finding, error, note, warning
from brainmass.connectome import spectral_radius


def check_matrix(matrix: np.ndarray, name: str) -> list[Finding]:
    """Whether it is a square matrix of finite numbers; nothing else can be said before that holds."""
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        shape = " x ".join(str(size) for size in matrix.shape)
        meaning = "A connectome has one row and one column for each region."
        return [error(name, f"not square: {shape}", meaning, "Look for a header, an index column or a missing row.")]
    bad = ~np.isfinite(matrix)
    if bad.any():
        i, j = np.argwhere(bad)[0]
        seen = f"not finite: {int(bad.sum())} of {bad.size} values; the first is {name}[{i}, {j}] = {matrix[i, j]}"
        return [
            error(
                name,
                seen,
                "One NaN reaches every region within a few steps.",
                "Replace them, by 0 where there is no tract.",
            )
        ]
    return []


def check_weights(weights: np.ndarray, labels: Sequence[str], used: np.ndarray | None = None) -> list[Finding]:
    """Signs, diagonal, symmetry and isolation of finite, square weights; and their scale, or that of those ``used``."""
    if not weights.any():
        return [error("weights", "all weights are 0", "The regions are not connected at all.", "Is it the right file?")]
    return [
        *_signs(weights),
        *_diagonal(weights, labels),
        *_symmetry(weights),
        *_isolation(weights, labels),
        *_scale(weights if used is None else used),
    ]


def _signs(weights: np.ndarray) -> Iterator[Finding]:
    negative = weights < 0
    if negative.any():
        i, j = np.argwhere(negative)[0]
        yield warning(
            "weights",
            f"negative: {int(negative.sum())} of {negative.size}; the first is weights[{i}, {j}] = {weights[i, j]:g}",
            "Counts and strengths of tracts cannot be negative; row sums may vanish, normalised Laplacians not exist.",
            "If this is functional or effective connectivity, do not use it as structure; else clip at 0.",
        )


def _diagonal(weights: np.ndarray, labels: Sequence[str]) -> Iterator[Finding]:
    own = np.diag(weights) != 0
    if own.any():
        yield warning(
            "weights",
            f"{_count(own, 'region')} with a connection to itself ({_listed(own, labels)})",
            "Models have their recurrence inside; a diagonal adds to it, and diffusive coupling ignores it.",
            "Connectome.without_self_connections() sets the diagonal to 0.",
        )


def _symmetry(weights: np.ndarray) -> Iterator[Finding]:
    difference = np.abs(weights - weights.T).max() / np.abs(weights).max()
    if difference == 0:
        yield note("weights", "symmetric", "Undirected, as tractography gives it: orientation does not matter.")
    elif difference < 1e-3:
        yield warning(
            "weights",
            f"almost symmetric: both directions differ by up to {difference:.1g} of the largest weight",
            "Probably rounding, or an average of two directions.",
            "Connectome.symmetrized() takes the mean of both.",
        )
    else:
        pairs = int((weights != weights.T).sum() // 2)
        yield note(
            "weights",
            f"directed: both directions differ in {pairs} of {len(weights) * (len(weights) - 1) // 2} pairs of regions",
            "weights[i, j] is read as the connection from region j to region i (rows are targets).",
            "If the file has sources in rows, read it with transpose = true.",
        )


def _isolation(weights: np.ndarray, labels: Sequence[str]) -> Iterator[Finding]:
    from scipy.sparse.csgraph import connected_components

    edges = (weights != 0) & ~np.eye(len(weights), dtype=bool)
    alone = ~edges.any(axis=0) & ~edges.any(axis=1)
    deaf, mute = ~edges.any(axis=1) & ~alone, ~edges.any(axis=0) & ~alone
    if alone.any():
        seen = f"{_count(alone, 'region')} without any connection ({_listed(alone, labels)})"
        advice = "Leave them out with Connectome.select(...), or find out why their tracts are missing."
        yield warning("weights", seen, "They run on their own, and dilute every average over regions.", advice)
    for which, what, effect in (
        (deaf, "without input", "receives nothing"),
        (mute, "without output", "is heard by none"),
    ):
        if which.any():
            yield warning(
                "weights",
                f"{_count(which, 'region')} {what} ({_listed(which, labels)})",
                f"In a directed connectome this may be so; a region that {effect} is more often a lost row or column.",
                "Compare with the source of the data.",
            )
    parts = connected_components(edges, directed=True, connection="weak")[0] - int(alone.sum())
    if parts > 1:
        meaning = "They never influence each other: correlations between them are those of chance."
        advice = "A hemisphere without callosal tracts, or a threshold that was too high?"
        yield warning("weights", f"{parts} separate networks", meaning, advice)


def _scale(weights: np.ndarray) -> Iterator[Finding]:
    strength = weights.sum(axis=1)
    radius = float(spectral_radius(weights))
    span = np.abs(weights[weights != 0])
    off = ~np.eye(len(weights), dtype=bool)
    density = (weights != 0)[off].mean() if off.any() else 0.0
    seen = (
        f"{len(weights)} regions, density {density:.2f}, weights {span.min():.3g} to {span.max():.3g}, "
        f"row sums {strength.min():.3g} to {strength.max():.3g}, spectral radius {radius:.4g}"
    )
    meaning = (
        "Only k times the weights matters: with additive coupling the network amplifies by k times the spectral radius."
    )
    if span.max() > 10:
        yield warning(
            "weights",
            f"{seen}: they look like raw tract counts",
            meaning,
            'Normalise them (normalization = "row", "max" or "spectral"), or choose k accordingly small.',
        )
    else:
        yield note("weights", seen, meaning)


def _count(which: Any, what: str) -> str:
    number = int(np.sum(which))
    return f"{number} {what}{'' if number == 1 else 's'}"


def _listed(which: np.ndarray, labels: Sequence[str]) -> str:
    names = [label for label, chosen in zip(labels, which, strict=True) if chosen]
    return ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
