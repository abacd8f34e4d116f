"""The best points beside what needs no simulation, and beside measured data."""

from __future__ import annotations

import numpy as np

from brainmass.report.section import Part, Section, Table
from brainmass.report.sweeps.findings import Measured, Sweep
from brainmass.swept import LARGER, SMALLER, goodness


def verdicts(sweep: Sweep, measured: Measured) -> list[str]:
    """How a measure stands, in plain sentences; none where there is nothing to compare with."""
    if not measured.baselines and measured.empirical is None:
        return []
    if not measured.means.counted.any():
        return [f"No run has a number for {measured.name}, so there is nothing to compare."]
    sentences = []
    if measured.best is not None:
        value = measured.said(measured.best.value, measured.best.spread)
        sentences.append(f"The {measured.title} is {value}{sweep.at(measured.best.at, ', at ')}.")
        sentences += _beside_baselines(measured, measured.best.value)
    if measured.empirical is not None:
        sentences.append(_beside_empirical(measured, measured.empirical))
    return sentences


def _good(measured: Measured, *values: float) -> list[float]:
    how_good = goodness(np.array(values, float), measured.better, measured.empirical)
    return [] if how_good is None else how_good.tolist()


def _beside_baselines(measured: Measured, value: float) -> list[str]:
    if not measured.baselines:
        return []
    names = list(measured.baselines)
    ours, *theirs = _good(measured, value, *measured.baselines.values())
    first = int(np.argmax(theirs))
    of = f"{names[first]} ({measured.said(measured.baselines[names[first]])})"
    best = f"{names[first]} ({measured.said(measured.baselines[names[first]])})"
    by = measured.said(abs(ours - theirs[first]))
    if ours > theirs[first]:
        every = "every baseline" if len(names) > 1 else "the baseline"
        of = f"the best of them, {best}" if len(names) > 1 else best
        return [f"That is better than {every}: {by} {_beyond(measured)} {of}."]
    beaten = sum(ours > each for each in theirs)
    few = f", and better than {beaten} of the {len(names)}" if beaten else ""
    of = f"the best baseline, {best}" if len(names) > 1 else f"the baseline, {best}"
    return [f"That is not better than {of}: it falls short by {by}{few}."]


def _beyond(measured: Measured) -> str:
    """On which side of another value a better one lies."""
    return {LARGER: "above", SMALLER: "below"}.get(str(measured.better), "nearer to the empirical value than")


def _beside_empirical(measured: Measured, empirical: float) -> str:
    values = measured.means.values[np.isfinite(measured.means.values)]
    told = f"The empirical value of {measured.name} is {measured.said(empirical)}"
    low, high = values.min(), values.max()
    if not low <= empirical <= high:
        return f"{told}, which no point reaches: all lie between {measured.said(low)} and {measured.said(high)}."
    if measured.best is None:
        return f"{told}."
    difference = measured.best.value - empirical
    if difference == 0:
        return f"{told}, the same."
    where = "below" if difference > 0 else "above"
    return f"{told}, {measured.said(abs(difference))} {where} that."


def comparison(sweep: Sweep) -> Section | None:
    """A table for every measure that is compared with something, the best first."""
    tables = tuple(_table(sweep, each) for each in sweep.measures if each.baselines or each.empirical is not None)
    if not tables:
        return None
    chosen = [each for each in sweep.measures if each.baselines and each.best is not None and each.best.at]
    note = (
        "The best point was chosen by the very runs that are compared here, out of "
        f"{sweep.points}: by chance alone it looks better than it is. Simulate it again with other seeds to know."
    )
    return Section("comparison", "Comparison", (Part("", notes=(note,) * bool(chosen), tables=tables),))


def _table(sweep: Sweep, measured: Measured) -> Table:
    rows: list[tuple[str, float, str]] = []
    if measured.best is not None:
        name = f"this sweep{sweep.at(measured.best.at, ', best point: ')}"
        rows.append((name, measured.best.value, measured.said(measured.best.value, measured.best.spread)))
    rows += [(name, value, measured.said(value)) for name, value in measured.baselines.items()]
    how_good = _good(measured, *(value for _, value, _ in rows))
    if how_good:
        rows = [rows[i] for i in np.argsort(-np.array(how_good), kind="stable")]
    if measured.empirical is not None:
        rows.append(("empirical", measured.empirical, measured.said(measured.empirical)))
    order = f", {measured.better} is better" if measured.better else ""
    return Table(f"{measured.name}{order}", ("", "value"), tuple((name, text) for name, _, text in rows))
