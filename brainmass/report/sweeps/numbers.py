"""All numbers of the best points, and of the measures as a whole."""

from __future__ import annotations

from typing import Any

import numpy as np

from brainmass.report.section import Part, Section, Table
from brainmass.report.sweeps.findings import Measured, Sweep, value_of
from brainmass.report.words import listed, number, unit_name
from brainmass.swept import Best

_MOST_SEEDS = 6


def numbers(sweep: Sweep) -> Section:
    """The section."""
    tables = tuple(table for table in (_best_points(sweep), _measures(sweep)) if table.rows)
    kept = [f"{name} ({', '.join(map(str, _inner(sweep, name)))})" for name in sweep.arrays]
    text = (f"Kept of every run besides, and not shown here: {listed(kept)}.",) if kept else ()
    return Section("numbers", "Numbers", (Part("", text, tables=tables),))


def _inner(sweep: Sweep, name: str) -> list[Any]:
    swept = sweep.dataset["done"].dims
    return [dim for dim in sweep.dataset[name].dims if dim not in swept]


def _best_points(sweep: Sweep) -> Table:
    """What every measure is at the best point of each; points that are best by several stand once."""
    columns: dict[tuple[Any, ...], tuple[list[Measured], Best]] = {}
    for each in sweep.measures:
        if each.best is not None:
            columns.setdefault(tuple(each.best.place.items()), ([], each.best))[0].append(each)
    points = [best for _, best in columns.values()]
    head = tuple(listed([each.title for each in those]) for those, _ in columns.values())
    rows = [(p.name, *(value_of(p, best.at[p.name]) for best in points)) for p in sweep.changed]
    rows += [(each.name, *(_at(each, best) for best in points)) for each in sweep.measures]
    if "noise_seed" in sweep.dataset:
        rows.append(("noise seed", *(_seeds(sweep, best) for best in points)))
    deviation = " (± standard deviation over seeds)" if sweep.seeds > 1 else ""
    return Table(f"The best points{deviation}", ("", *head), tuple(rows) if points else ())


def _at(measured: Measured, best: Best) -> str:
    where = tuple(best.place.values())
    if not measured.means.counted[where]:
        return "–"
    return measured.said(float(measured.means.values[where]), float(measured.means.spread[where]))


def _seeds(sweep: Sweep, best: Best) -> str:
    """The seeds with which ``simulate`` makes the runs of a point again."""
    seeds = np.unique(sweep.dataset["noise_seed"].isel(best.place).values)
    seeds = [str(seed) for seed in seeds if seed >= 0]
    return ", ".join([*seeds[:_MOST_SEEDS], "…"] if len(seeds) > _MOST_SEEDS else seeds)


def _measures(sweep: Sweep) -> Table:
    rows = []
    for each in sweep.measures:
        values = each.means.values[np.isfinite(each.means.values)]
        told = [number(f(values), 4) for f in (np.min, np.median, np.max)] if len(values) else ["–"] * 3
        unit = unit_name(each.unit) if each.unit != "1" else "–"
        rows.append((each.name, *told, unit, f"{len(values)} of {sweep.points}"))
    head = ("measure", "smallest", "median", "largest", "unit", "points with a number")
    return Table("Measures over all points", head, tuple(rows))
