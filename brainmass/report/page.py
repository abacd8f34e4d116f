"""From a run to a page: find, show, write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from brainmass._version import __version__
from brainmass.connectome import Connectome
from brainmass.io.place import placed
from brainmass.report import activity, comparison, measures, setup, stimulation, structure, summary, sums
from brainmass.report.findings import Findings, Scan, find
from brainmass.report.section import Section, Tile


def write_report(
    result: Any,
    path: str | Path,
    *,
    connectome: Connectome | None = None,
    empirical_fc: Any = None,
    baselines: Mapping[str, float] | None = None,
    scan: Scan | tuple[Any, Any] | None = None,
    tables: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    title: str | None = None,
) -> Path:
    """Write one HTML page on a run that needs no network and no other file.

    It has what the run has, and no section for what it lacks: connectome, equations and provenance, stimuli, time
    series, sums over regions (means, sensors), spectra, BOLD, parameters that learn, functional connectivity beside the
    empirical one and the baselines, its dynamics, the scan, measures, and all numbers.

    Parameters
    ----------
    result : Run, xarray.Dataset, or path
        What ``simulate`` gave back, what ``io.to_dataset`` made of it, or where ``io.save_result`` put it.
    path : str or Path
        Where to write, ``.html``; the folder must be there. The page appears whole or not at all.
    connectome : Connectome, optional
        The connectome to show; that of the run (after normalisation) if None, where the result is a Run.
    empirical_fc : array, shape (region, region), optional
        Measured functional connectivity of the same regions in the same order. A dataset may bring it as the matrix
        ``fc_empirical``, as it may bring ``weights`` and ``lengths``: ``io.save_result(..., matrices=...)``.
    baselines : mapping of str to float, optional
        Correlations with the empirical FC to compare with. If None they are computed from the connectome: itself, and
        the best linear networks on it (``brainmass.analysis``).
    scan : Scan or (values, agreement), optional
        Agreement for other values of a parameter.
    tables : mapping of str to sequence of mappings, optional
        Further tables, by caption: rows with the same columns.
    title : str, optional
        Title of the page.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    TypeError, ValueError
        For a result without samples or with some that are not finite, and for an empirical FC of other regions.
    FileNotFoundError
        If the folder does not exist.

    Examples
    --------
    >>> import tempfile
    >>> from brainmass.models import hopf
    >>> from brainmass.network import Network
    >>> from brainmass.simulation import simulate
    >>> run = simulate(Network(hopf, 4), 50.0, dt=0.1)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_report(run, f"{folder}/report.html").name
    'report.html'
    """
    path = place_of(path)
    found = find(result, connectome, empirical_fc, baselines, scan)
    return written(page(found, tables=tables, title=title), path)


def page(
    found: Findings, *, tables: Mapping[str, Sequence[Mapping[str, Any]]] | None = None, title: str | None = None
) -> str:
    """The page as text."""
    made = (
        structure.structure(found),
        setup.setup(found),
        stimulation.stimuli(found.result),
        activity.time_series(found),
        sums.sums(found),
        activity.spectra(found),
        activity.bold(found),
        sums.learning(found),
        comparison.connectivity(found),
        comparison.dynamics(found),
        comparison.scan(found),
        measures.measures(found.measures),
        summary.numbers(found, tables),
    )
    return rendered(
        title or "Simulation report", summary.sentence(found), comparison.verdict(found), summary.tiles(found), made
    )


def rendered(title: str, sentence: str, verdict: str, tiles: list[Tile], sections: Iterable[Section | None]) -> str:
    """The text of a page with these parts; sections that are None are left out."""
    from jinja2 import Environment, StrictUndefined

    text = (files("brainmass.report") / "template.html.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(text).render(
        title=title,
        sentence=sentence,
        verdict=verdict,
        tiles=tiles,
        sections=[section for section in sections if section is not None],
        version=__version__,
        date=f"{datetime.now():%Y-%m-%d}",
    )


def written(text: str, path: Path) -> Path:
    """Put a page where it belongs: whoever opens the path sees the old page or the new one, never half of one."""
    with placed(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return path


def place_of(path: str | Path) -> Path:
    """Where a page is to be written; refused where the folder is not there."""
    path = Path(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"the folder of the report does not exist: {path.parent}; make it first")
    return path
