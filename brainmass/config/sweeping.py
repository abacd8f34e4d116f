"""A sweep from its configuration to its result: axes in the units of the network, store, report."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from brainmass.config.build import Job, at, prepare
from brainmass.config.kinds import METHODS
from brainmass.config.measuring import OfData
from brainmass.config.perform import CONFIG, REPORT
from brainmass.config.problems import ConfigError
from brainmass.config.read import resolved
from brainmass.config.schema import Config
from brainmass.config.sweep import DESIGNS, NOISES, SCALES
from brainmass.config.values import number as number_in
from brainmass.io.place import placed
from brainmass.named import number, with_room
from brainmass.report import write_sweep_report
from brainmass.sweeps import Progress, discard, sweep
from brainmass.sweeps.space import SEED, space
from brainmass.sweeps.store import plan_in
from brainmass.swept import Best, best, measures
from brainmass.units import one

if TYPE_CHECKING:
    import xarray

STORE = "sweep.zarr"
"""The store in the folder of a sweep."""


class SweepJob(NamedTuple):
    """What a configuration asks to be swept."""

    job: Job
    axes: list[Any]
    measures: dict[str, Callable[..., Any]]
    points: int


class SweepOutcome(NamedTuple):
    """A sweep, what it took, and what came of it."""

    dataset: xarray.Dataset
    seconds: float
    found: int
    """Points that were there before."""
    files: tuple[Path, ...]
    best: dict[str, Best]
    """By measure, where it says which values are better."""


def prepare_sweep(config: Config) -> SweepJob:
    """Build the network, and everything that is swept and measured.

    Raises
    ------
    ConfigError
        If there is no ``[sweep]``, or something in it does not fit the network.
    """
    if config.sweep is None:
        raise ConfigError(
            "sweep",
            (
                'there is no [sweep] in this configuration; write for example [sweep] with noise = "common", '
                '[sweep.axes] with "coupling.k" = {from = 0, to = 1, points = 11}, and [sweep.measures.mean] with '
                'kind = "mean", of = "x"',
            ),
        )
    job = prepare(config)
    axes: list[Any] = []
    if config.sweep.axes:
        axes.append(
            {name: at(f"sweep.axes.{name}", partial(_axis, job, name, v)) for name, v in config.sweep.axes.items()}
        )
    if config.sweep.design:
        axes.append(at("sweep.design", partial(_design, job, config.sweep.design)))
    points = at("sweep.axes", lambda: space(job.network, axes)).size
    made = {name: at(f"sweep.measures.{name}", partial(_measure, job, c)) for name, c in config.sweep.measures.items()}
    return SweepJob(job, axes, made, points)


def perform_sweep(
    given: SweepJob,
    folder: Path,
    progress: Callable[[Progress], None] | None = None,
    *,
    executor: Any = None,
    resume: bool = False,
    restart: bool = False,
) -> SweepOutcome:
    """Sweep, and write store, resolved configuration and report into ``folder``.

    Raises
    ------
    FileExistsError, FileNotFoundError
        If there is a store and neither ``resume`` nor ``restart`` is given; if there is none to resume.
    ValueError
        If the store is of another sweep.
    OSError
        If the folder cannot be made or written.
    """
    store = folder / STORE
    _begun(store, resume=resume, restart=restart)
    folder.mkdir(parents=True, exist_ok=True)
    config, settings = given.job.config, given.job.config.sweep
    assert settings is not None
    with placed(folder / CONFIG) as temporary:
        temporary.write_text(resolved(config, folder), encoding="utf-8")
    begin, first = time.perf_counter(), []

    def told(now: Progress) -> None:
        first.append(now.done) if not first else None
        if progress is not None:
            progress(now)

    simulation = config.simulation
    dataset = sweep(
        given.job.network,
        given.axes,
        simulation.duration,
        dt=simulation.dt,
        seeds=NOISES[settings.noise](simulation.seed),
        observe={name: choice.make() for name, choice in config.observe.items()},
        measures=given.measures,
        keep=tuple(settings.keep),
        method=METHODS[simulation.method],
        transient=simulation.transient,
        store=store,
        executor=executor,
        workers=settings.workers,
        lanes=settings.lanes,
        memory=settings.memory,
        progress=told,
    )
    seconds = time.perf_counter() - begin
    files = [store, folder / CONFIG]
    if config.output.report and measures(dataset):
        files.append(write_sweep_report(dataset, folder / REPORT, baselines=_baselines(given), title=folder.name))
    found = {name: best(dataset, name) for name in measures(dataset)}
    return SweepOutcome(
        dataset, seconds, round(first[0]), tuple(files), {name: b for name, b in found.items() if b is not None}
    )


def _begun(store: Path, *, resume: bool, restart: bool) -> None:
    if resume and restart:
        raise ValueError("resume goes on with a store and restart deletes it; give one of them")
    there = plan_in(store) is not None
    if restart:
        discard(store)
    elif resume and not there:
        raise FileNotFoundError(f"there is no store {store} to resume; leave --resume out to begin the sweep")
    elif there and not resume:
        raise FileExistsError(
            f"{store} holds an earlier sweep; complete it (--resume), or delete it and begin anew (--restart)"
        )


def _axis(job: Job, name: str, given: Any) -> Any:
    """An axis in the unit of what it changes."""
    unit = one if name == SEED else number(with_room(job.network, [name]), name).unit
    if not isinstance(given, Mapping):
        return [number_in(value, unit, f"value {i}") for i, value in enumerate(given)]
    ends = [number_in(given[key], unit, key) for key in ("from", "to")]
    return SCALES[given.get("scale", "linear")](*ends, given.get("points"))


def _design(job: Job, given: Mapping[str, Any]) -> Any:
    values = given.get("ranges", given.get("values", {}))
    axes = {name: _axis(job, name, each) for name, each in values.items()}
    return DESIGNS[given["kind"]](axes, **{key: given[key] for key in ("points", "seed") if key in given})


def _measure(job: Job, choice: Any) -> Any:
    made = choice.make()
    return made.of(job.data) if isinstance(made, OfData) else made


def _baselines(given: SweepJob) -> dict[str, dict[str, float]]:
    """What a network without dynamics reaches with the FC of the data set."""
    data, settings = given.job.data, given.job.config.sweep
    if data is None or settings is None or not data.baselines:
        return {}
    compared = [
        name for name, c in settings.measures.items() if c.kind == "fc_agreement" and "empirical" not in c.arguments
    ]
    return {name: dict(data.baselines) for name in compared}
