"""A configuration from beginning to end: simulate, save, report."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from brainmass import analysis
from brainmass.config.build import Job, prepare, run
from brainmass.config.kinds import FORMATS
from brainmass.config.read import read_config, resolved
from brainmass.io import save_result
from brainmass.io.place import placed
from brainmass.observe import Bold
from brainmass.report import write_report
from brainmass.result import Run
from brainmass.simulation import Progress

CONFIG, REPORT = "config.toml", "report.html"
"""What is written beside the result."""


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


def perform(job: Job, folder: Path, progress: Progress | None = None) -> Outcome:
    """Simulate, and write the result, the resolved configuration and the report into ``folder``.

    Every file appears whole or not at all, and none before the simulation has ended.

    Raises
    ------
    Divergence
        If the simulation leaves the finite numbers.
    OSError
        If the folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    begin = time.perf_counter()
    done = run(job, progress)
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
    return Outcome(done, seconds, tuple(files), tuple(_row(done, name) for name in done.data), _agreement(job, done))


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
    return Row(name, len(values), values.shape[-1], mean, sd, low, high, done.units[name])


def _agreement(job: Job, done: Run) -> dict[str, float]:
    empirical: Any = _empirical(job)
    if empirical is None:
        return {}
    agreement = {
        f"FC of {name} against the empirical FC": float(analysis.fc_similarity(analysis.fc(done[name]), empirical))
        for name, observer in done.observers.items()
        if isinstance(observer, Bold) and len(done[name]) > 2
    }
    baselines = {f"baseline: {name}": value for name, value in job.data.baselines.items()}
    return {**agreement, **baselines} if agreement else {}
