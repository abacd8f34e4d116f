"""All checks of a configuration: the file itself, its connectome, its step and its recording."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from brainmass.check.acting import check_stimuli
from brainmass.check.connectome import check_connectome
from brainmass.check.finding import Finding, error, note, warning
from brainmass.check.timing import check_bold, check_step
from brainmass.config import Config, ConfigError, Job, prepare, read_config
from brainmass.observe import Bold, Convolved, Folding, Observer
from brainmass.observe.stage import chain, labels_of, settled
from brainmass.population import Population

MUCH = 2e9
"""Bytes of recorded samples above which a warning is due."""


def check_config(path: Path) -> list[Finding]:
    """What is wrong or suspicious in a configuration file; nothing is simulated."""
    try:
        config = read_config(path)
        job = prepare(config)
    except ConfigError as problem:
        advice = f"See what {path.name} should hold with `brainmass models` and the documentation of the configuration."
        return [
            error(problem.where, line, "The simulation cannot be built like this.", advice) for line in problem.problems
        ]
    return [*_structure(config, job), *_times(config, job), *_size(config, job)]


def _structure(config: Config, job: Job) -> list[Finding]:
    if job.connectome is None or job.loaded is None or config.network is None:
        return []
    section = config.network
    findings = check_connectome(
        job.loaded, steps=[config.simulation.dt], speed=section.speed, used=job.connectome.weights
    )
    if section.speed is None and job.connectome.lengths is not None and section.coupling is not None:
        seen = "none, although the connectome has tract lengths"
        findings.append(
            note("network.speed", seen, "All connections act at once.", 'Write speed = "6 m/s" for delays.')
        )
    if section.coupling is None:
        seen = "none"
        findings.append(
            warning(
                "network.coupling", seen, "The regions do not hear each other.", "Write coupling, source and target."
            )
        )
    return findings


def _times(config: Config, job: Job) -> list[Finding]:
    simulation = config.simulation
    findings = []
    for name, population in job.network.populations.items():
        findings += check_step(name, population, simulation.dt, simulation.method)
        findings += check_stimuli(name, population, simulation.dt, simulation.transient, simulation.duration)
        findings += _learning(name, population, simulation.transient)
    for name, choice in config.observe.items():
        for link in chain(choice.make()):
            if isinstance(link, Bold | Convolved):
                findings += check_bold(name, link, simulation.duration, simulation.transient)
    return findings


def _learning(name: str, population: Population, transient: float) -> Iterator[Finding]:
    """Whether parameters still learn while something is recorded."""
    for param, rule in population.plasticity.items():
        until = getattr(rule, "until", None)
        if until is None or float(until) > transient:
            seen = "learns while the run is recorded" + ("" if until is None else f", until {float(until):g} ms")
            advice = f'For a parameter that has learned write until = "{transient / 1000:g} s", with a long transient.'
            meaning = "What is observed changes with it."
            yield note(f"plasticity of {name}.{param}", seen, meaning, advice if transient else "")


def _width(observer: Observer, job: Job, dt: float) -> int:
    """How many values a sample has."""
    labels = job.network.populations[job.network.followed(observer.source)[0]].labels
    return len(labels_of(settled(observer, dt, labels), labels))


def _size(config: Config, job: Job) -> list[Finding]:
    """Memory for what is recorded, in float32."""
    duration, findings = config.simulation.duration, []
    for name, choice in config.observe.items():
        observer = choice.make()
        n = _width(observer, job, config.simulation.dt)
        size = 4 * n * (n if isinstance(observer, Folding) else duration / observer.period)
        if size > MUCH:
            seen, advice = f"{size / 1e9:.1f} GB of samples", "Record less often, or BOLD."
            if isinstance(observer, Folding):
                seen, advice = f"a matrix of {size / 1e9:.1f} GB", "Correlate the regions of a coarser parcellation."
            meaning = "It must fit into memory, and into the file."
            findings.append(warning(f"observe.{name}", seen, meaning, advice))
    if not config.observe:
        meaning = "Every state is recorded at every step."
        findings.append(note("observe", "nothing is said", meaning, 'Write [observe] with x = {kind = "every", ...}.'))
    return findings
