"""The section on runs that left the finite numbers, and on what is not done."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from brainmass.report.section import Part, Section, Table
from brainmass.report.sweeps.findings import Sweep, span, value_of
from brainmass.report.words import duration
from brainmass.swept import SEED, Parameter, axes

_MOST_PLACES = 10
_MOST_RUNS = 60
_MOST_UNFOLDED = 8


def failures(sweep: Sweep) -> Section:
    """How many, where in parameter space, when, and in which regions."""
    text, tables = _unfinished(sweep), ()
    if sweep.diverged:
        text = [_counted(sweep), *text]
        tables = tuple(table for table in (_parameters(sweep), _places(sweep), _runs(sweep)) if table.rows)
    elif sweep.done:
        all_of = "All" if sweep.done == sweep.runs else "All of these"
        runs = f"{all_of} {sweep.done} runs" if sweep.done > 1 else "The one run that is done"
        text = [*text, f"{runs} went well: none left the finite numbers."]
    return Section("failures", "Failures", (Part("", (*text, *_without_number(sweep)), tables=tables),))


def _counted(sweep: Sweep) -> str:
    at = _times(sweep)
    share = f"{100 * sweep.diverged / sweep.done:.2g}%"
    which = (
        f"All {sweep.done} runs" if sweep.diverged == sweep.done else f"{sweep.diverged} of {sweep.done} runs ({share})"
    )
    when = (
        f"at {duration(at[0])}"
        if len(at) == 1
        else (
            f"between {duration(at.min())} and {duration(at.max())} of simulated time, half of them before "
            f"{duration(float(np.median(at)))}"
        )
    )
    return f"{which} left the finite numbers, {when}. Their measures are empty and enter no mean."


def _unfinished(sweep: Sweep) -> list[str]:
    missing = sweep.runs - sweep.done
    if not missing:
        return []
    ends = "The page says what is known so far; the same call with the same store completes the sweep."
    return [f"{missing} of {sweep.runs} runs are not done. {ends}"]


def _without_number(sweep: Sweep) -> list[str]:
    """Runs that went well and have no number all the same."""
    well = sweep.done - sweep.diverged
    found = [(each.name, well - int(each.means.counted.sum())) for each in sweep.measures]
    return [f"{count} of {well} runs that went well have no number for {name}." for name, count in found if count]


def _times(sweep: Sweep) -> np.ndarray:
    return sweep.dataset["diverged_at"].values[_lost(sweep)]


def _lost(sweep: Sweep) -> np.ndarray:
    return np.isfinite(sweep.dataset["diverged_at"].values) & sweep.dataset["done"].values


def _along(sweep: Sweep, parameter: Parameter, chosen: np.ndarray) -> np.ndarray:
    """How many of some runs there are at every value of a parameter."""
    place = axes(sweep.dataset).index(parameter.dim)
    return chosen.sum(axis=tuple(i for i in range(chosen.ndim) if i != place))


def _parameters(sweep: Sweep) -> Table:
    """Where runs diverged and where they went well, along every parameter."""
    lost, done = _lost(sweep), sweep.dataset["done"].values
    rows = []
    for parameter in sweep.changed:
        bad, all_done = (_along(sweep, parameter, each) for each in (lost, done))
        some, every, none = bad > 0, (bad > 0) & (bad == all_done), (bad == 0) & (all_done > 0)
        cells = tuple(_values(parameter, each) for each in (none, some & ~every, every))
        rows.append((parameter.name, *cells))
    head = ("parameter", "no run diverged at", "some did at", "all did at")
    return Table("Where in parameter space", head, tuple(rows))


def _values(parameter: Parameter, chosen: np.ndarray) -> str:
    values = parameter.values[chosen]
    if not len(values):
        return "–"
    what = "points" if parameter.of_design else "values"
    return span(parameter, values) + (f" ({len(values)} of {len(chosen)} {what})" if len(values) > 3 else "")


def _places(sweep: Sweep) -> Table:
    """Populations, regions and states in which it began, the most frequent first."""
    lost = _lost(sweep)
    if "diverged_in" not in sweep.dataset:
        return Table("", (), ())
    where, at = sweep.dataset["diverged_in"].values[lost], _times(sweep)
    counts = Counter(map(str, where))
    rows = [
        (name, str(count), duration(float(at[where == name].min()))) for name, count in counts.most_common(_MOST_PLACES)
    ]
    more = len(counts) - len(rows)
    caption = "What left the finite numbers first" + (f" ({more} more places are not shown)" if more > 0 else "")
    return Table(caption, ("where", "runs", "earliest"), tuple(rows))


def _runs(sweep: Sweep) -> Table:
    """The runs one by one, the earliest first."""
    lost = np.argwhere(_lost(sweep))
    lost = lost[np.argsort(_times(sweep), kind="stable")]
    dims = axes(sweep.dataset)
    told = [*sweep.changed, *([sweep.parameters[SEED]] if SEED in sweep.parameters else [])]
    rows = [_run(sweep, told, dict(zip(dims, map(int, place), strict=True))) for place in lost[:_MOST_RUNS]]
    some = f", the earliest {_MOST_RUNS} of {len(lost)}" if len(lost) > _MOST_RUNS else ""
    head = (*(each.name for each in told), "noise seed", "at", "where")
    return Table(f"Runs that diverged{some}", head, tuple(rows), folded=len(rows) > _MOST_UNFOLDED)


def _run(sweep: Sweep, told: list[Parameter], place: dict[str, int]) -> tuple[str, ...]:
    run: Any = sweep.dataset.isel(place)
    values = tuple(str(p.values[place[p.dim]]) if p.name == SEED else value_of(p, p.values[place[p.dim]]) for p in told)
    seed = str(int(run["noise_seed"])) if "noise_seed" in run else "–"
    where = str(run["diverged_in"].values) if "diverged_in" in run else "–"
    return (*values, seed, duration(float(run["diverged_at"])), where)
