"""From a checked configuration to a network, and to its run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from brainmass.config.kinds import METHODS, NORMALIZATIONS, Choice
from brainmass.config.problems import ConfigError, said
from brainmass.config.schema import Config, Dynamics, NetworkSection, ProjectionSection
from brainmass.connectome import Connectome
from brainmass.network import Network, Projection
from brainmass.population import Population
from brainmass.result import Run
from brainmass.simulation import Progress, simulate


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
    if config.network is not None:
        return _short(config, config.network)
    populations = {
        name: _at(
            f"populations.{name}", lambda section=section: Population(section.declared, section.n, **_numbers(section))
        )
        for name, section in config.populations.items()
    }
    projections = [
        _at(f"projections[{i}]", lambda section=section: _projection(section, populations))
        for i, section in enumerate(config.projections)
    ]
    network = _at("projections", lambda: Network(populations=populations, projections=projections))
    return Job(config, network)


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


def _short(config: Config, section: NetworkSection) -> Job:
    loaded, data = _at("network.connectome", lambda: _loaded(section.connectome))
    connectome = loaded.mapped(NORMALIZATIONS[section.normalization])
    network = _at(
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


def _projection(section: ProjectionSection, populations: dict[str, Population]) -> Projection:
    weights, lengths = _tracts(section, populations)
    return Projection(
        tuple(_full(name, populations) for name in section.source),
        _full(section.target, populations),
        NORMALIZATIONS[section.normalization](weights),
        coupling=_made(section.coupling),
        lengths=lengths,
        speed=section.speed,
        local=section.local,
    )


def _tracts(section: ProjectionSection, populations: dict[str, Population]) -> tuple[Any, Any]:
    """Weights and lengths, of shape (targets, sources)."""
    if section.connectome is not None:
        connectome = _loaded(section.connectome)[0]
        return connectome.weights, connectome.lengths
    shape = (_population(section.target, populations).n, _population(section.source[0], populations).n)
    weights, lengths = (None if matrix is None else matrix.make(shape) for matrix in (section.weights, section.lengths))
    return weights, lengths


def _loaded(choice: Choice) -> tuple[Connectome, Any]:
    """A connectome, and the data set that it comes from, if any."""
    loaded = choice.make()
    return (loaded, None) if isinstance(loaded, Connectome) else (loaded.connectome, loaded)


def _numbers(section: Dynamics) -> dict[str, Any]:
    noise = {name: choice.make() for name, choice in section.noise.items()}
    given = {name: getattr(section, name) for name in ("initial", "inputs", "delays")}
    return {"params": section.values, "noise": noise, **given}


def _made(choice: Choice | None) -> Any:
    return None if choice is None else choice.make()


def _full(name: str, populations: dict[str, Population]) -> str:
    """With one population its name may be left out."""
    return name if "." in name else f"{next(iter(populations))}.{name}"


def _population(name: str, populations: dict[str, Population]) -> Population:
    return populations[_full(name, populations).partition(".")[0]]


def _at(key: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gives; what it complains about is said with the key that it belongs to."""
    try:
        return make()
    except ConfigError:
        raise
    except (ValueError, TypeError, LookupError, OSError) as error:
        raise ConfigError(key, (said(error),)) from error
