"""A configuration from beginning to end: simulate, save, report."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from brainmass import analysis, checkpoint
from brainmass.config.build import Job, prepare, run
from brainmass.config.kinds import FORMATS
from brainmass.config.read import read_config, resolved
from brainmass.io import save_result
from brainmass.io.place import placed
from brainmass.observe import Bold, Convolved, Folding
from brainmass.report import write_report
from brainmass.result import Run
from brainmass.simulation import Progress

CONFIG, REPORT = "config.toml", "report.html"
"""What is written beside the result."""
CHECKPOINT = "checkpoint"
"""The folder in which a run is kept until its result is written."""


class Row(NamedTuple):
    """What was observed, in numbers: over all samples and regions."""

    name: str
    samples: int
    regions: int
    mean: float
    sd: float
    low: float
    high: float
    unit: str


class Outcome(NamedTuple):
    """A run, what it took, and what came of it."""

    run: Run
    seconds: float
    files: tuple[Path, ...]
    summary: tuple[Row, ...]
    agreement: dict[str, float]
    """Correlation with the empirical FC beside the baselines, where the data set has one and BOLD was observed."""
    resumed: float = 0.0
    """How much of it an earlier call had simulated, ms."""


def perform(
    job: Job, folder: Path, progress: Progress | None = None, *, resume: bool = False, restart: bool = False
) -> Outcome:
    """Simulate, and write the result, the resolved configuration and the report into ``folder``.

    Every file appears whole or not at all, and none before the simulation has ended. Where the configuration has
    ``checkpoint_every``, the run is kept in ``folder/checkpoint`` until all of them are there; ``resume`` goes on with
    what lies there, ``restart`` deletes it.

    Raises
    ------
    FileExistsError, FileNotFoundError
        If there is a checkpoint and neither ``resume`` nor ``restart`` is given; if there is none to resume.
    Divergence
        If the simulation leaves the finite numbers.
    OSError
        If the folder cannot be made or written.
    """
    kept = folder / CHECKPOINT
    resumed = _begun(kept, resume=resume, restart=restart)
    folder.mkdir(parents=True, exist_ok=True)
    begin = time.perf_counter()
    done = run(job, progress, kept if resume or job.config.simulation.checkpoint_every else None)
    seconds = time.perf_counter() - begin
    files = [folder / FORMATS[name] for name in job.config.output.formats]
    for path in files:
        save_result(done, path)
    files.append(folder / CONFIG)
    with placed(files[-1]) as temporary:
        temporary.write_text(resolved(job.config, folder), encoding="utf-8")
    if job.config.output.report:
        files.append(folder / REPORT)
        _report(job, done, files[-1])
    checkpoint.discard(kept)
    rows = tuple(_row(done, name) for name in done.data)
    return Outcome(done, seconds, tuple(files), rows, _agreement(job, done), resumed)


def _begun(kept: Path, *, resume: bool, restart: bool) -> float:
    """The simulated time that there is to go on from, ms, if that is wanted."""
    if resume and restart:
        raise ValueError("resume goes on with a checkpoint and restart deletes it; give one of them")
    if restart:
        checkpoint.discard(kept)
    at = checkpoint.reached(kept)
    if resume and at is None:
        raise FileNotFoundError(
            f"there is no checkpoint in {kept.parent} to resume; leave --resume out to begin the run, and give "
            "--checkpoint-every to keep it as it goes"
        )
    if at is not None and not resume:
        raise FileExistsError(
            f"{kept} holds an earlier run up to t = {at:g} ms; go on with it (--resume), or delete it and begin anew "
            "(--restart)"
        )
    return at or 0.0


def _report(job: Job, done: Run, page: Path) -> None:
    try:
        write_report(done, page, connectome=job.connectome, empirical_fc=_empirical(job), title=page.parent.name)
    except (TypeError, ValueError) as error:
        raise ValueError(f"the result is in {page.parent}, but its report cannot be written: {error}") from error


def report_on(result: Path, page: Path) -> None:
    """Write the report of a saved result, with the connectome and the FC of the configuration that lies beside it.

    Raises
    ------
    FileNotFoundError
        If there is no such result.
    """
    if not result.exists():
        raise FileNotFoundError(f"there is no result {result}")
    beside = result.parent / CONFIG
    job = prepare(read_config(beside)) if beside.is_file() else None
    write_report(
        result,
        page,
        connectome=None if job is None else job.connectome,
        empirical_fc=None if job is None else _empirical(job),
        title=result.resolve().parent.name,
    )


def _empirical(job: Job) -> np.ndarray | None:
    return None if job.data is None else job.data.fc


def _row(done: Run, name: str) -> Row:
    values = np.asarray(done[name], float)
    mean, sd, low, high = (float(reduce(values)) for reduce in (np.mean, np.std, np.min, np.max))
    return Row(name, len(done.t[name]), values.shape[-1], mean, sd, low, high, done.units[name])


def _agreement(job: Job, done: Run) -> dict[str, float]:
    empirical: Any = _empirical(job)
    if empirical is None:
        return {}
    agreement: dict[str, float] = {}
    for name, observer in done.observers.items():
        taken = isinstance(observer, Folding)  # by the run itself; else here
        if isinstance(observer.of if taken else observer, Bold | Convolved) and len(done.t[name]) > 2:
            fc = done[name] if taken else analysis.fc(done[name])
            if np.isfinite(fc).all() and np.shape(fc) == np.shape(empirical):
                what = f"{'' if taken else 'FC of '}{name} against the empirical FC"
                agreement[what] = float(analysis.fc_similarity(fc, empirical))
    baselines = {f"baseline: {name}": value for name, value in job.data.baselines.items()}
    return {**agreement, **baselines} if agreement else {}
