"""A sweep from its configuration to its result: axes in the units of the network, store, report."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from brainmass.config.axes import found_in, read_axes, read_design
from brainmass.config.beside import baselines_by_measure, measured_values
from brainmass.config.build import Job, at, prepare
from brainmass.config.kinds import METHODS
from brainmass.config.measuring import OfData
from brainmass.config.perform import CONFIG, REPORT
from brainmass.config.problems import ConfigError, path, problems_in
from brainmass.config.read import read_config, resolved
from brainmass.config.schema import Config
from brainmass.config.sweep import NOISES
from brainmass.io.place import placed
from brainmass.report import write_sweep_report
from brainmass.sweeps import Progress, discard, load, sweep
from brainmass.sweeps.space import space
from brainmass.sweeps.store import plan_in
from brainmass.swept import Best, best, measures

if TYPE_CHECKING:
    import xarray

STORE = "sweep.zarr"
"""The store in the folder of a sweep."""
_EXAMPLE = """
  [sweep]
  noise = "common"              # or "independent": which noise every point has

  [sweep.axes]
  "coupling.k" = {from = 0, to = 1, points = 11}

  [sweep.measures]
  level = {kind = "mean", of = "NAME of an observer"}"""


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
    """By measure, where something says which values are better."""
    empirical: dict[str, float]
    """Measures of the data set, to which the best point is the nearest."""


def prepare_sweep(config: Config) -> SweepJob:
    """Build the network, and everything that is swept and measured.

    Raises
    ------
    ConfigError
        If there is no ``[sweep]``, or something in it does not fit the network.
    """
    settings = config.sweep
    if settings is None:
        raise ConfigError("sweep", (f"there is no [sweep] in this configuration; write for example\n{_EXAMPLE}",))
    job = prepare(config)
    find, parts = found_in(job.network), []
    if settings.axes:
        keys = {name: path(("sweep", "axes", name)) for name in settings.axes}
        parts.append({name: at(keys[name], partial(_axis, job, name, each)) for name, each in settings.axes.items()})
    if settings.design is not None:
        parts.append(at("sweep.design", lambda: _read(lambda: read_design(settings.design, find))))
    points = at("sweep", lambda: space(job.network, parts)).size
    made = {name: at(f"sweep.measures.{name}", partial(_measure, job, c)) for name, c in settings.measures.items()}
    return SweepJob(job, parts, made, points)


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

    The configuration is written when the store has been opened: what lies beside a store is what it is of.

    Raises
    ------
    FileExistsError, FileNotFoundError
        If there is a store and neither ``resume`` nor ``restart`` is given; if there is none to resume.
    ValueError
        If the store is of another sweep.
    OSError
        If the folder cannot be made or written.
    """
    store, config = folder / STORE, given.job.config
    _begun(store, resume=resume, restart=restart)
    folder.mkdir(parents=True, exist_ok=True)
    begin, there = time.perf_counter(), []

    def told(now: Progress) -> None:
        if not there:
            there.append(round(now.done))
            with placed(folder / CONFIG) as temporary:
                temporary.write_text(resolved(config, folder), encoding="utf-8")
        if progress is not None:
            progress(now)

    dataset = _swept(given, store, executor, told)
    seconds = time.perf_counter() - begin
    files, empirical = [store, folder / CONFIG], measured_values(given)
    if config.output.report and measures(dataset):
        files.append(_report(given, dataset, folder / REPORT, empirical))
    order = [name for name in given.measures if name in measures(dataset)]
    found = {name: best(dataset, name, empirical.get(name)) for name in order}
    known = {name: each for name, each in found.items() if each is not None}
    return SweepOutcome(dataset, seconds, there[0], tuple(files), known, empirical)


def _swept(given: SweepJob, store: Path, executor: Any, progress: Callable[[Progress], None]) -> xarray.Dataset:
    config, settings, simulation = given.job.config, given.job.config.sweep, given.job.config.simulation
    return sweep(
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
        progress=progress,
    )


def is_sweep(path: Path) -> bool:
    """Whether there is the store of a sweep."""
    try:
        return plan_in(path) is not None
    except ValueError:
        return False


def report_on_sweep(store: Path, page: Path) -> None:
    """Write the page of a store, finished or not, with the baselines of the configuration that lies beside it, if any.

    Raises
    ------
    ConfigError
        If the configuration does not hold what it should.
    """
    beside = store.parent / CONFIG
    job = prepare_sweep(read_config(beside)) if beside.is_file() else None
    _report(job, load(store), page, {} if job is None else measured_values(job))


def _report(job: SweepJob | None, dataset: xarray.Dataset, page: Path, empirical: dict[str, float]) -> Path:
    baselines = {} if job is None else baselines_by_measure(job)
    return write_sweep_report(dataset, page, baselines=baselines, empirical=empirical, title=page.resolve().parent.name)


def points_kept(store: Path) -> tuple[int, int] | None:
    """How many points a store holds, and of how many; None where there is none."""
    if plan_in(store) is None:
        return None
    done = load(store)["done"]
    return int(done.sum()), done.size


def _begun(store: Path, *, resume: bool, restart: bool) -> None:
    if resume and restart:
        raise ValueError("resume goes on with a store and restart deletes it; give one of them")
    if restart:
        discard(store)
    kept = points_kept(store)
    if resume and kept is None:
        raise FileNotFoundError(f"there is no {store} to resume; leave --resume out to begin the sweep")
    if kept is not None and not resume:
        raise FileExistsError(
            f"{store} holds {kept[0]} of {kept[1]} points of an earlier sweep; go on with it (--resume), or delete it "
            "and begin anew (--restart)"
        )


def _axis(job: Job, name: str, given: Any) -> Any:
    """An axis in the unit of what it changes, checked alone: with its own key in front of what is wrong."""
    axis = _read(lambda: read_axes({name: given}, found_in(job.network)))[name]
    space(job.network, {name: axis})
    return axis


def _read(read: Callable[[], Any]) -> Any:
    """What ``read`` gives; its first problem as an error."""
    found = problems_in(read)
    if isinstance(found, list):
        raise ValueError(found[0].sentence)
    return found


def _measure(job: Job, choice: Any) -> Any:
    made = choice.make()
    return made.of(job.data) if isinstance(made, OfData) else made
