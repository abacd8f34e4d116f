"""One section for every measure: pictures, its best points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from math import ceil
from typing import Any

import numpy as np

from brainmass import plot
from brainmass.report.figures import HALF, Image, drawn
from brainmass.report.section import Part, Section, Table
from brainmass.report.sweeps.findings import Measured, Sweep, value_of
from brainmass.report.words import number
from brainmass.swept import SEED, axes, goodness

_MOST_ROWS = 5
_MOST_FIGURES = 6
# Inches of a line of the legend.
_LINE = 0.18


def measure(sweep: Sweep, measured: Measured, place: int) -> Section:
    """What a measure is, where it is best, and how it changes over the sweep."""
    known = bool(measured.means.counted.any())
    # Of measures without a number one picture, of what became of the runs, is enough.
    most = _MOST_FIGURES if known else int(place == 1)
    parts = [Part("", tuple(_text(sweep, measured)), figures=tuple(islice(figures(sweep, measured), most)))]
    if measured.best is not None and measured.best.at:
        parts.append(Part("", tables=(_best_points(sweep, measured),)))
    return Section(f"measure-{place}", measured.name, tuple(parts))


def _text(sweep: Sweep, measured: Measured) -> Iterator[str]:
    about = f"{measured.about[0].upper()}{measured.about[1:]}" if measured.about else ""
    order = f"{measured.better} is better" if measured.better else "it does not say which values are better"
    yield f"{about}; {order}." if about else f"{order[0].upper()}{order[1:]}."
    values = measured.means.values[np.isfinite(measured.means.values)]
    if not len(values):
        yield "No run has a number for it."
        return
    if measured.best is not None:
        yield _best(sweep, measured)
    if sweep.points > 1:
        what = f" (means over {sweep.seeds} seeds)" if sweep.seeds > 1 else ""
        count = f"{len(values)} of {sweep.points}" if len(values) < sweep.points else f"all {sweep.points}"
        yield f"From {measured.said(values.min())} to {measured.said(values.max())} over {count} points{what}."


def _best(sweep: Sweep, measured: Measured) -> str:
    best = measured.best
    assert best is not None
    text = f"The {measured.title} is {measured.said(best.value, best.spread)}{sweep.at(best.at, ', at ')}"
    text += f" (mean ± standard deviation over {best.counted} seeds)." if best.counted > 1 else "."
    if best.counted < best.runs:
        text += f" Only {best.counted} of its {best.runs} seeds have a number."
    at_end = [
        name
        for name, value in best.at.items()
        if not (p := sweep.parameters[name]).labelled
        and not p.of_design
        and len(p.values) > 2
        and value in (p.values.min(), p.values.max())
    ]
    if at_end:
        text += f" That is an end of {' and of '.join(at_end)}: a wider range may hold a better point."
    return text


def _best_points(sweep: Sweep, measured: Measured) -> Table:
    """The first few points."""
    seen = measured.means
    how_good = goodness(seen.values, measured.better, measured.empirical)
    assert how_good is not None
    order = np.argsort(-how_good, axis=None, kind="stable")[: min(_MOST_ROWS, int((seen.counted > 0).sum()))]
    dims = [dim for dim in axes(sweep.dataset) if dim != SEED]
    rows = []
    for rank, flat in enumerate(order, 1):
        where = np.unravel_index(int(flat), seen.values.shape)
        place = dict(zip(dims, where, strict=True))
        values = tuple(value_of(p, p.values[place[p.dim]]) for p in sweep.changed)
        deviation = (number(seen.spread[where], 2) if seen.counted[where] > 1 else "–",) if sweep.seeds > 1 else ()
        counted = (f"{seen.counted[where]} of {seen.runs}",) if sweep.seeds > 1 else ()
        rows.append((str(rank), *values, measured.said(seen.values[where]), *deviation, *counted))
    more = ("SD", "seeds") if sweep.seeds > 1 else ()
    head = ("", *(p.name for p in sweep.changed), measured.name, *more)
    return Table(f"The best {len(rows)} points" if len(rows) > 1 else "The best point", head, tuple(rows))


def figures(sweep: Sweep, measured: Measured) -> Iterator[Image]:
    """A curve, maps or the points of a design, whichever shows this sweep."""
    if any(p.of_design for p in sweep.changed):
        yield from _design(sweep, measured)
        return
    names = [p.name for p in sweep.changed] or [SEED]
    if len(names) == 1:
        yield _curve(sweep, measured, sweep.dataset, names[0])
        return
    first, rest = names[:2], names[2:]
    yield _map(sweep, measured, _through_best(sweep, measured, rest), first)
    if len(names) == 2:
        yield _curve(sweep, measured, sweep.dataset, *names)
        return
    for name in names:
        yield _curve(sweep, measured, _through_best(sweep, measured, [n for n in names if n != name]), name)


def _through_best(sweep: Sweep, measured: Measured, names: list[str]) -> Any:
    """The sweep at the best point's values of some parameters; whole where there is no best point."""
    if measured.best is None or not names:
        return sweep.dataset
    return sweep.dataset.isel({name: measured.best.place[name] for name in names})


def _curve(sweep: Sweep, measured: Measured, dataset: Any, along: str, second: str | None = None) -> Image:
    by = f", one curve for each {second}" if second else ""
    return _image(
        sweep, measured, dataset,
        lambda ax, compared: plot.sweep_curve(dataset, measured.name, along=along, ax=ax, **compared),
        f"{measured.name} against {along}{by}", (HALF, 3.5), vector=dataset["done"].size < 3000,
        curves=len(sweep.parameters[second].values) if second else 0,
    )  # fmt: skip


def _map(sweep: Sweep, measured: Measured, dataset: Any, names: list[str]) -> Image:
    x, y = names
    return _image(
        sweep, measured, dataset,
        lambda ax, compared: plot.sweep_map(dataset, measured.name, x=x, y=y, ax=ax, **compared),
        f"{measured.name} over {x} and {y}", (HALF, 3.7),
    )  # fmt: skip


def _design(sweep: Sweep, measured: Measured) -> Iterator[Image]:
    names = [p.name for p in sweep.changed if p.of_design]
    if len(names) > 1:
        yield _image(
            sweep, measured, sweep.dataset,
            lambda ax, compared: plot.sweep_scatter(
                sweep.dataset, measured.name, x=names[0], y=names[1], ax=ax, **compared
            ),
            f"{measured.name} over {names[0]} and {names[1]}", (HALF, 3.7), vector=sweep.points < 2000,
        )  # fmt: skip
    for name in names:
        yield _image(
            sweep, measured, sweep.dataset,
            lambda ax, compared, name=name: plot.sweep_scatter(
                sweep.dataset, measured.name, x=name, y=measured.name, ax=ax, **compared
            ),
            f"{measured.name} against {name}", (HALF, 3.5), vector=sweep.points < 2000,
        )  # fmt: skip


def _image(
    sweep: Sweep, measured: Measured, dataset: Any, draw: Callable[..., Any], what: str, size: tuple[float, float],
    *, vector: bool = False, curves: int = 0,
) -> Image:  # fmt: skip
    """A picture with what it is compared with, high enough for its legend."""
    compared = {"baselines": measured.baselines, "empirical": measured.empirical}
    fixed = {
        str(name): c.values.item() for name, c in dataset.coords.items() if name in sweep.parameters and not c.dims
    }
    lines = len(measured.baselines) + (measured.empirical is not None) + ceil(len(sweep.changed) / 2)
    lines += curves if curves <= 6 else 0
    at = f", at {sweep.at(fixed)}" if fixed else ""
    found = measured.best
    best = f" The {measured.title} is {measured.said(found.value)}{sweep.at(found.at, ', at ')}." if found else ""
    return drawn(
        lambda ax: draw(ax, compared),
        (size[0], size[1] + _LINE * (lines + 2)),
        alt=f"{what}{at}.{best}",
        caption=f"{what}{at}.",
        vector=vector,
    )
