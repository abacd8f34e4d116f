"""From a checked configuration to a network, and to its run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any, NamedTuple

from brainmass.config.kinds import METHODS, NORMALIZATIONS, Choice
from brainmass.config.problems import ConfigError, said
from brainmass.config.schema import Config, Dynamics, NetworkSection, PopulationSection, ProjectionSection
from brainmass.connectome import Connectome
from brainmass.network import Network, Projection
from brainmass.population import Population
from brainmass.recording import observers_of
from brainmass.result import Run
from brainmass.simulation import Progress, simulate
from brainmass.steps import steps_of
from brainmass.stimulus import Stimulus


class Job(NamedTuple):
    """What a configuration asks for. The last three are those of ``[network]``."""

    config: Config
    network: Network
    connectome: Connectome | None = None
    """As it is simulated: normalised."""
    loaded: Connectome | None = None
    """As it was loaded."""
    data: Any = None
    """The data set that it is of, if it is of one."""


def prepare(config: Config) -> Job:
    """Load the connectome and build the network.

    Raises
    ------
    ConfigError
        If a file does not hold what it should, or its size does not fit the numbers given by region.
    """
    job = _general(config) if config.network is None else _short(config, config.network)
    dt = config.simulation.dt
    count = steps_of(config.simulation.duration, dt, "duration")
    for name, choice in config.observe.items():
        at(
            f"observe.{name}",
            lambda name=name, choice=choice: observers_of(job.network, {name: choice.make()}, dt, count, resumed=False),
        )
    return job


def run(job: Job, progress: Progress | None = None, checkpoint: Path | None = None) -> Run:
    """Simulate; with a checkpoint, from where it stands."""
    simulation = job.config.simulation
    return simulate(
        job.network,
        simulation.duration,
        dt=simulation.dt,
        seed=simulation.seed,
        method=METHODS[simulation.method],
        transient=simulation.transient,
        observe={name: choice.make() for name, choice in job.config.observe.items()} or None,
        progress=progress,
        checkpoint=checkpoint,
        checkpoint_every=None if checkpoint is None else simulation.checkpoint_every,
    )


def _general(config: Config) -> Job:
    """Populations, and the projections between them, which may be cut from connectomes by the labels of regions."""
    tracts = [
        None if section.connectome is None else at(f"projections[{i}].connectome", lambda s=section: _normalised(s))
        for i, section in enumerate(config.projections)
    ]
    populations = {
        name: at(
            f"populations.{name}",
            lambda name=name, section=section: Population(
                section.declared, _regions(name, section, config.projections, tracts), **_numbers(section)
            ),
        )
        for name, section in config.populations.items()
    }
    projections = [
        at(f"projections[{i}]", lambda section=section, each=each: _projection(section, each, populations))
        for i, (section, each) in enumerate(zip(config.projections, tracts, strict=True))
    ]
    return Job(config, at("projections", lambda: Network(populations=populations, projections=projections)))


def _regions(
    name: str, section: PopulationSection, projections: Sequence[ProjectionSection], tracts: Sequence[Connectome | None]
) -> int | tuple[str, ...]:
    """How many, or the labels that patterns match in the first connectome that a projection of the population has."""
    if section.regions is None:
        return section.n or 0
    for projection, connectome in zip(projections, tracts, strict=True):
        ends = (*projection.source, projection.target)
        if connectome is not None and any(end.partition(".")[0] == name or "." not in end for end in ends):
            without = [region[1:] for region in section.regions if region.startswith("!")]
            found = connectome.regions(*(region for region in section.regions if not region.startswith("!")))
            taken = connectome.regions(*without) if without else ()
            return tuple(label for label in found if label not in taken)
    if patterns := [region for region in section.regions if set(region) & set("*?[!")]:
        raise ValueError(
            f"regions: '{patterns[0]}' is a pattern, and no projection of {name} has a connectome with labels that it "
            "could match; write the labels, or connectome = ... into a projection"
        )
    return tuple(section.regions)


def _normalised(section: ProjectionSection) -> Connectome:
    assert section.connectome is not None
    return _loaded(section.connectome)[0].mapped(NORMALIZATIONS[section.normalization])


def _short(config: Config, section: NetworkSection) -> Job:
    loaded, data = at("network.connectome", lambda: _loaded(section.connectome))
    connectome = loaded.mapped(NORMALIZATIONS[section.normalization])
    network = at(
        "network",
        lambda: Network(
            section.declared,
            connectome,
            coupling=_made(section.coupling),
            source=None if section.source is None else tuple(section.source),
            target=section.target,
            speed=section.speed,
            **_numbers(section),
        ),
    )
    return Job(config, network, connectome, loaded, data)


def _projection(
    section: ProjectionSection, connectome: Connectome | None, populations: dict[str, Population]
) -> Projection:
    lengths = None
    weights: Any = connectome
    if section.weights is not None:
        shape = (_population(section.target, populations).n, _population(section.source[0], populations).n)
        weights = NORMALIZATIONS[section.normalization](section.weights.filling(shape))
        lengths = None if section.lengths is None else section.lengths.filling(shape)
    elif section.lengths is not None:
        raise ValueError("lengths belong to weights; a connectome has its own")
    return Projection(
        tuple(_full(name, populations) for name in section.source),
        _full(section.target, populations),
        weights,
        coupling=_made(section.coupling),
        lengths=lengths,
        speed=section.speed,
        local=section.local,
    )


def _loaded(choice: Choice) -> tuple[Connectome, Any]:
    """A connectome, and the data set that it comes from, if any."""
    loaded = choice.make()
    return (loaded, None) if isinstance(loaded, Connectome) else (loaded.connectome, loaded)


def _numbers(section: Dynamics) -> dict[str, Any]:
    noise = {name: choice.make() for name, choice in section.noise.items()}
    plasticity = {name: choice.make() for name, choice in section.plasticity.items()}
    stimuli = {name: _together(given) for name, given in section.stimuli.items()}
    given = {name: getattr(section, name) for name in ("initial", "inputs", "delays")}
    return {"params": section.values, "noise": noise, "stimuli": stimuli, "plasticity": plasticity, **given}


def _together(given: Choice | list[Choice]) -> Stimulus:
    """One stimulus, or the sum of several."""
    return reduce(add, [choice.make() for choice in (given if isinstance(given, list) else [given])])


def _made(choice: Choice | None) -> Any:
    return None if choice is None else choice.make()


def _full(name: str, populations: dict[str, Population]) -> str:
    """With one population its name may be left out."""
    return name if "." in name else f"{next(iter(populations))}.{name}"


def _population(name: str, populations: dict[str, Population]) -> Population:
    return populations[_full(name, populations).partition(".")[0]]


def at(key: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gives; what it complains about is said with the key that it belongs to."""
    try:
        return make()
    except ConfigError:
        raise
    except (ValueError, TypeError, LookupError, OSError) as error:
        raise ConfigError(key, (said(error),)) from error
