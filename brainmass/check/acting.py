"""Whether stimuli act while something is recorded, and last long enough to be seen by the steps."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from brainmass.check.finding import Finding, error, note, warning
from brainmass.population import Population
from brainmass.report.stimulation import acting

MOST = 200_000
"""Moments at which a stimulus is looked at."""


def check_stimuli(name: str, population: Population, dt: float, transient: float, duration: float) -> Iterator[Finding]:
    """Every stimulus of a population against the times of the simulation."""
    end = transient + duration
    step = dt * max(1, round(end / dt) // MOST)
    times = step * np.arange(round(end / step) + 1)
    for drive, stimulus in population.stimuli.items():
        acts = acting(stimulus, times)
        subject = f"stimulus on {name}.{drive}"
        if not acts.any():
            if step > dt:  # a short pulse may lie between the moments
                continue
            seen = f"is 0 throughout the {end:g} ms that are simulated"
            advice = "Times count from the beginning of the simulation, the transient included: mend onset, or on."
            yield error(subject, seen, "It does nothing.", advice)
            continue
        first, last = times[acts][0], times[acts][-1]
        if last <= transient:
            seen = f"acts from {first:g} to {last:g} ms, and recording begins at {transient:g} ms"
            advice = "Times count from the beginning of the simulation, the transient included."
            yield warning(subject, seen, "What is recorded is what came after it.", advice)
        elif acts.sum() == 1 and step == dt:
            seen = f"acts at one step only, that at {first:g} ms; dt = {dt:g} ms"
            yield warning(subject, seen, "How strong it is depends on dt.", "Use a smaller dt, or a longer stimulus.")
        else:
            yield note(subject, f"acts from {first:g} to {last:g} ms", f"Recording begins at {transient:g} ms.")
