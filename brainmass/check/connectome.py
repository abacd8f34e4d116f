"""All checks of a connectome, from its arrays or from its file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from brainmass.check.finding import Finding, error, note
from brainmass.check.tracts import check_delays, check_lengths
from brainmass.check.weights import check_matrix, check_weights
from brainmass.connectome import Connectome
from brainmass.io.members import as_text, choose, only_matrix
from brainmass.io.read import read_members

STEPS = (0.1, 1.0)
"""ms; the steps for which delays are told where none is given."""

SPEED = 6.0
"""mm/ms; a usual conduction speed of white matter."""


class Arrays(NamedTuple):
    """What a connectome is made of, before anything is known to be right."""

    weights: np.ndarray
    lengths: np.ndarray | None = None
    labels: Sequence[str] | None = None
    centres: np.ndarray | None = None


def check_connectome(
    connectome: Connectome | Arrays,
    *,
    steps: Sequence[float] = STEPS,
    speed: float | None = SPEED,
    used: np.ndarray | None = None,
) -> list[Finding]:
    """What is wrong or suspicious in a connectome.

    Parameters
    ----------
    connectome : Connectome or Arrays
        Arrays need not make a valid connectome: that is what is found out.
    steps : sequence of float
        The dt, ms, for which delays are told.
    speed : float, optional
        Conduction speed, mm/ms; None where there are no delays.
    used : array, optional
        The weights that a simulation uses in place of the connectome's own: normalised ones. Only their scale is told.

    Examples
    --------
    >>> from brainmass import graphs
    >>> for finding in check_connectome(graphs.ring(4, weight=1.0)):
    ...     print(finding.severity, finding.subject, finding.seen)
    note weights symmetric
    note weights 4 regions, density 0.67, weights 1 to 1, row sums 2 to 2, spectral radius 2
    note lengths none
    """
    weights = np.asarray(connectome.weights, float)
    lengths = None if connectome.lengths is None else np.asarray(connectome.lengths, float)
    findings = check_matrix(weights, "weights")
    if findings:
        return findings
    findings += _labels(connectome.labels, len(weights))
    labels = connectome.labels or [f"region{i}" for i in range(len(weights))]
    names = labels if len(labels) == len(weights) else [str(i) for i in range(len(weights))]
    findings += check_weights(weights, names, used)
    if lengths is None:
        return [*findings, note("lengths", "none", "Without lengths there are no delays.")]
    unusable = check_matrix(lengths, "lengths")
    findings += unusable or check_lengths(lengths, weights, connectome.centres)
    usable = not unusable and lengths.shape == weights.shape and (lengths >= 0).all() and lengths.any()
    if usable and speed is not None:
        findings += [finding for dt in steps for finding in check_delays(lengths, weights, speed, dt)]
    return findings


def arrays_in(path: Path, *, weights: str | None = None, lengths: str | None = None) -> Arrays:
    """The arrays of a file, square or not; ``weights`` and ``lengths`` name them where the file holds several.

    Raises
    ------
    FileNotFoundError, ValueError
        If there is no such file, it cannot be read, or nothing in it can be the weights.
    """
    members = read_members(path)
    matrix = choose(members, "weights", weights)
    flat = [value for value in members.values() if np.ndim(value) == 2]
    if matrix is None:
        matrix = flat[0] if len(flat) == 1 else only_matrix(members, "weights", "lengths")
    labels = choose(members, "labels", None)
    centres = choose(members, "centres", None)
    return Arrays(
        _numbers(matrix, "weights"),
        _optional(choose(members, "lengths", lengths), "lengths"),
        None if labels is None else as_text(labels),
        _optional(centres, "centres"),
    )


def _labels(labels: Sequence[str] | None, n: int) -> list[Finding]:
    if not labels:
        return []
    if len(labels) != n:
        seen = f"{len(labels)} for {n} regions"
        return [
            error("labels", seen, "Names would be given to the wrong regions.", "Do both come from one parcellation?")
        ]
    twice = sorted({label for label in labels if list(labels).count(label) > 1})
    if twice:
        seen = f"given twice: {', '.join(twice[:5])}{', ...' if len(twice) > 5 else ''}"
        return [error("labels", seen, "A region could not be found by its name.", "Add the hemisphere to the names.")]
    return []


def _numbers(values: Any, what: str) -> np.ndarray:
    array = np.asarray(values)
    if not (np.issubdtype(array.dtype, np.number) or array.dtype == bool) or np.iscomplexobj(array):
        raise ValueError(f"{what} must hold real numbers, got an array of {array.dtype}")
    return array.astype(float)


def _optional(values: Any, what: str) -> np.ndarray | None:
    return None if values is None else _numbers(values, what)
