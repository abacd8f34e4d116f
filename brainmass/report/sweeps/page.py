"""From a sweep to a page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from brainmass.report import setup
from brainmass.report.findings import Findings
from brainmass.report.page import place_of, rendered, written
from brainmass.report.reading import Result
from brainmass.report.section import Part, Section
from brainmass.report.sweeps import comparison, failures, measures, numbers, summary
from brainmass.report.sweeps.findings import Sweep, find
from brainmass.report.words import listed


def write_sweep_report(
    result: Any,
    path: str | Path,
    *,
    baselines: Mapping[str, Mapping[str, float]] | None = None,
    empirical: Mapping[str, float] | None = None,
    title: str | None = None,
) -> Path:
    """Write one HTML page on a sweep that needs no network and no other file.

    It says what was swept, shows every measure over the parameters with its best point, compares it with baselines and
    measured data, and tells which runs failed, where and when. A sweep that is not finished has a page of what is done.

    Parameters
    ----------
    result : xarray.Dataset, or path
        What ``brainmass.sweeps.sweep`` gave, or a file of it (``.nc``, ``.zarr``).
    path : str or Path
        Where to write, ``.html``; the folder must be there. The page appears whole or not at all.
    baselines : mapping of str to mapping of str to float, optional
        For a measure, by its name, values that need no simulation: ``{"r": {"SC-FC": 0.26}}``.
    empirical : mapping of str to float, optional
        For a measure its value in measured data. If the measure does not say which values are better, the nearest to
        this is the best.
    title : str, optional
        Title of the page.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    TypeError, KeyError, ValueError
        For a result that is none of a sweep or has no measure, and for values to compare with of unknown measures, or
        that are not finite.
    FileNotFoundError
        If the folder does not exist.

    Examples
    --------
    >>> import tempfile, xarray
    >>> swept = xarray.Dataset(
    ...     {"r": ("speed", [0.1, 0.4, 0.2], {"better": "larger"}), "done": ("speed", [True, True, True])},
    ...     {"speed": ("speed", [3.0, 6.0, 12.0], {"units": "mm/ms", "scale": "linear"})},
    ... )
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_sweep_report(swept, f"{folder}/sweep.html", baselines={"r": {"SC-FC": 0.26}}).name
    'sweep.html'
    """
    path = place_of(path)
    sweep = find(result, baselines, empirical)
    return written(page(sweep, title=title), path)


def page(sweep: Sweep, *, title: str | None = None) -> str:
    """The page as text."""
    sections = (
        comparison.comparison(sweep),
        *(measures.measure(sweep, each, place) for place, each in enumerate(sweep.measures, 1)),
        failures.failures(sweep),
        numbers.numbers(sweep),
        _setup(sweep),
    )
    return rendered(
        title or "Sweep report", summary.sentence(sweep), summary.verdict(sweep), summary.tiles(sweep), sections
    )


def _setup(sweep: Sweep) -> Section | None:
    """What was simulated, as on the page of a run."""
    found = Findings(Result((), sweep.attributes, None), None, None, None, {}, None, None, ())
    section = setup.setup(found)
    if section is None:
        return None
    swept = [p.name for p in sweep.changed]
    text = (
        [f"What was swept, {listed(swept)}, differs from run to run: what stands here for it is an example."]
        if swept
        else []
    )
    return section._replace(parts=(Part("", (*text, summary.noise(sweep))), *section.parts))
