"""The sections on what is made of several regions, or of a run: means, what sensors see, parameters that learn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from brainmass import plot
from brainmass.report.activity import signal_name, spread, traces
from brainmass.report.figures import FULL, Image, drawn
from brainmass.report.findings import Findings, learning_in
from brainmass.report.reading import Series, is_mean
from brainmass.report.section import Part, Section, Table
from brainmass.report.words import duration, number, observed_as, readable, symbol, value_of, with_unit

_MOST_SERIES = 6
_SAMPLES_SHOWN = 600
# From so many on they are drawn one upon the other too.
_MANY = 6


def sums(found: Findings) -> Section | None:
    """Means over groups of regions, and other weighted sums."""
    series = found.combined[:_MOST_SERIES]
    if not series:
        return None
    title = "Means over regions" if all(is_mean(each.observer) for each in series) else "Sums over regions"
    return Section("sums", title, tuple(_sum(each) for each in series))


def _sum(series: Series) -> Part:
    of = observed_as(series.observer.get("of", {}))
    mean, count = is_mean(series.observer), series.values.shape[1]
    noise = np.asarray(0.0 if (given := series.observer.get("noise")) is None else given, float)
    if mean:
        rows = np.asarray(series.observer["matrix"], float) != 0
        sizes = [f"{name} ({row.sum()})" for name, row in zip(series.labels, np.atleast_2d(rows), strict=True)]
        text = f"Means of {of}, each over so many regions: {', '.join(sizes)}." if count <= _MANY else f"Means of {of}."
    else:
        text = f"{count} weighted sums over regions of {of}."
    if noise.any():
        span = number(noise.max()) if np.ptp(noise) == 0 else f"{number(noise.min())} to {number(noise.max())}"
        _, unit = readable(series.unit)
        text += f" Independent noise is added to every sample, standard deviation {with_unit(span, unit)}."
    figures = [traces(series, _SAMPLES_SHOWN, "means" if mean else "sums")]
    if not mean and count >= _MANY:
        figures.insert(0, _butterfly(series))
    return Part(signal_name(series), (text,), figures=tuple(figures))


def _butterfly(series: Series) -> Image:
    factor, unit = readable(series.unit)
    values, times = factor * series.values[-_SAMPLES_SHOWN:], series.times[-_SAMPLES_SHOWN:]
    values = values - values.mean(axis=0)
    stretch = f"the last {duration(len(times) * series.interval)}"
    return drawn(
        lambda ax: plot.butterfly(values, times, unit=unit, name=series.name, ax=ax),
        (FULL, 2.6),
        alt=f"All {values.shape[1]} sums of {series.name} against time, one upon the other, {stretch}.",
        caption=f"All {values.shape[1]} sums about their means, and how far they are apart (global field power): "
        f"{stretch}.",
    )


def learning(found: Findings) -> Section | None:
    """Parameters that learn: by which rule, and what became of them."""
    rows, shown = [], learning_in(found.result)
    figures = [spread(each) for each in found.result.series if each.name in shown]
    for name, population in found.result.attributes.get("populations", {}).items():
        for param, rule in population.get("plasticity", {}).items():
            end = _learned(found, name, param)
            start = population.get("params", {}).get(param)
            followed = ", ".join(map(str, rule.get("follows", ())))
            until = "throughout" if rule.get("until") is None else f"until {duration(float(rule['until']))}"
            row = (symbol(param), followed, _rule(rule), until, "" if start is None else value_of(start), end)
            rows.append(row)
    if not rows:
        return None
    head = ("parameter", "follows", "rule", "learns", "at the beginning", "at the end")
    tables = (Table("Rules by which parameters learn", head, tuple(rows)),)
    return Section(
        "plasticity", "Plasticity", (Part("", tables=tables), *([Part("", figures=tuple(figures))] * bool(figures)))
    )


def _rule(rule: Mapping[str, Any]) -> str:
    """Its numbers in words."""
    if rule.get("kind") == "Search":
        name = str(rule.get("measure", "")).rpartition(".")[2]
        what = {"_over_threshold": "mean current over threshold (nA)", "_as_it_is": "mean of what is followed"}
        target, tolerance = (value_of(rule[key]) for key in ("target", "tolerance"))
        window = duration(float(rule["window"]))
        return f"{what.get(name, 'what is measured')} to {target} ± {tolerance}, by a step after every {window}"
    numbers = ", ".join(f"{name} = {value_of(value)}" for name, value in rule.get("numbers", {}).items())
    slope = str(rule.get("slope", "")).rpartition(".")[2].strip("_")
    return f"derivative {slope}" + (f" with {numbers}" if numbers else "")


def _learned(found: Findings, population: str, param: str) -> str:
    """What a parameter is at the end, where that is known."""
    if found.result.run is not None:
        values = found.result.run.final.learned.get(population, {}).get(param)
        return "" if values is None else value_of(values)
    for name, where in learning_in(found.result).items():
        if where == (population, param):
            last = next(each.values[-1] for each in found.result.series if each.name == name)
            return value_of(last)
    return "not recorded"
