"""All checks of a configuration: the file itself, its connectome, its step and its recording."""

from __future__ import annotations

from pathlib import Path

from brainmass.check.connectome import check_connectome
from brainmass.check.finding import Finding, error, note, warning
from brainmass.check.timing import check_bold, check_step
from brainmass.config import Config, ConfigError, Job, prepare, read_config
from brainmass.observe import Bold, Folding, Observer

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
    for name, choice in config.observe.items():
        observer = _sampling(choice.make())
        if isinstance(observer, Bold):
            findings += check_bold(name, observer, simulation.duration, simulation.transient)
    return findings


def _sampling(observer: Observer) -> Observer:
    """What takes the samples."""
    return observer.of if isinstance(observer, Folding) else observer


def _size(config: Config, job: Job) -> list[Finding]:
    """Memory for what is recorded, in float32."""
    duration, findings = config.simulation.duration, []
    for name, choice in config.observe.items():
        observer = choice.make()
        population = job.network.populations[job.network.followed(observer.source)[0]]
        size = 4 * population.n * (population.n if isinstance(observer, Folding) else duration / observer.period)
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
