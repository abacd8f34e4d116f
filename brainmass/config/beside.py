"""What the measures of a sweep stand beside: baselines without a simulation, and measured BOLD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.measures import HostRun
from brainmass.report.findings import baselines_of

if TYPE_CHECKING:
    from brainmass.config.sweeping import SweepJob

_OF_BOLD = ("synchrony", "metastability")
"""Measures that mean the same of measured and of simulated BOLD."""


def baselines_by_measure(given: SweepJob) -> dict[str, dict[str, float]]:
    """For every agreement with an empirical FC, what the connectome itself and the best linear networks reach."""
    job, found = given.job, {}
    for name, choice in job.config.sweep.measures.items():
        if choice.kind != "fc_agreement" or job.connectome is None:
            continue
        own = choice.arguments.get("empirical")
        try:
            found[name] = baselines_of(job.connectome.weights, job.data.fc if own is None else own.make())
        except ValueError:  # no connections, or all alike
            continue
    return found


def measured_values(given: SweepJob) -> dict[str, float]:
    """Measures of the BOLD of a data set, mean over subjects, where simulated BOLD has the same repetition time."""
    job, found = given.job, {}
    if job.data is None or not job.data.bold or job.data.tr is None:
        return found
    for name, choice in job.config.sweep.measures.items():
        observer = job.config.observe[choice.arguments["of"]]
        if choice.kind not in _OF_BOLD or observer.kind not in ("bold", "convolved"):
            continue
        if not np.isclose(observer.make().period, job.data.tr):
            continue
        try:
            values = [float(given.measures[name](_as_run(choice.arguments["of"], each, job))) for each in _bold(job)]
        except ValueError:  # too short for the band, or a region that is constant
            continue
        found[name] = float(np.mean(values))
    return found


def _bold(job: Any) -> list[np.ndarray]:
    return [np.asarray(signals, float) for signals in job.data.bold.values()]


def _as_run(name: str, signals: np.ndarray, job: Any) -> HostRun:
    """The BOLD of a subject as what an observer has sampled."""
    times = job.data.tr * np.arange(1, len(signals) + 1)
    return HostRun({name: signals}, {name: times}, {name: job.connectome.labels}, {name: "1"}, ())
