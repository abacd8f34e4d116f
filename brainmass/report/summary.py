"""What stands first, and the table of the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from brainmass.analysis import power_spectrum, upper
from brainmass.report.findings import Findings
from brainmass.report.measures import rhythm_of
from brainmass.report.reading import Series
from brainmass.report.section import Part, Section, Table, Tile
from brainmass.report.setup import coupling_name
from brainmass.report.words import correlation, duration, listed, number, observed_as, readable, with_unit


def sentence(found: Findings) -> str:
    """What was simulated, in a sentence."""
    attributes = found.result.attributes
    longest = max([*found.result.series, *found.result.matrices], key=lambda each: each.length)
    text = f"{duration(longest.length)} of "
    populations = attributes.get("populations", {}).values()
    if populations:
        text += "a network of " + listed([f"{each.get('n')} {each.get('model')} regions" for each in populations])
    else:
        text += f"{longest.values.shape[1]} regions"
    if found.connectome is not None:
        text += f" on {found.connectome.name}"
    if more := with_what(attributes):
        text += f", with {listed(more)}"
    recorded = [f"{each.name} every {duration(each.interval)}" for each in found.result.series]
    recorded += [f"FC of {observed_as(each.of) or each.name}" for each in found.result.matrices]
    return f"{text}. Recorded: {listed(recorded)}."


def with_what(attributes: Mapping[str, Any]) -> list[str]:
    """Coupling, noise, stimuli and learning of a network, in words."""
    populations = attributes.get("populations", {}).values()
    drives = [drive for each in populations for drive in each.get("stimuli", {})]
    learning = [param for each in populations for param in each.get("plasticity", {})]
    noise = {str(process.get("process")) for each in populations for process in each.get("noise", {}).values()}
    words = _couplings(attributes.get("projections", [])) if populations else []
    words += [f"{_NOISES.get(name, name)} noise" for name in sorted(noise)]
    words += [f"a stimulus on {listed(drives)}" if len(drives) == 1 else f"stimuli on {listed(drives)}"] * bool(drives)
    return words + [f"{listed(learning)} learning"] * bool(learning)


def _couplings(projections: Sequence[Mapping[str, Any]]) -> list[str]:
    named = [coupling_name(list(each.get("coupling", []))) for each in projections if not each.get("own")]
    names = {name.replace("_", " ") if formula else "a coupling of its own" for name, formula in named}
    return [name if name.startswith("a ") else f"{name} coupling" for name in sorted(names)] or ["no coupling"]


_NOISES = {"OU": "Ornstein-Uhlenbeck", "White": "white", "Coloured": "1/f"}


def tiles(found: Findings) -> list[Tile]:
    """The numbers that are seen first."""
    seen = found.connectivity
    first = []
    if seen is not None and seen.agreement is not None:
        first.append(Tile(correlation(seen.agreement), "correlation with the empirical FC"))
        if found.baselines:
            name, value = max(found.baselines.items(), key=lambda item: item[1])
            first.append(Tile(correlation(value), f"best baseline: {name}"))
    elif seen is not None:
        first.append(Tile(correlation(float(upper(seen.fc).mean())), f"mean FC of {seen.name}"))
    for series in found.neural[: 4 - len(first)]:
        factor, unit = readable(series.unit)
        first.append(Tile(with_unit(number(factor * series.values.mean()), unit), f"mean {series.name}"))
    return first


def numbers(found: Findings, tables: Mapping[str, Sequence[Mapping[str, Any]]] | None) -> Section:
    """Every number of the report in one place."""
    signals = tuple(_row(series) for series in found.result.series)
    head = ("signal", "mean", "range of regional means", "deviation in time", "unit", "spectral peak")
    caption = "Signals (deviation: standard deviation in time, mean over regions)"
    own = [Table(caption, head, signals)] if signals else []
    rows = _connectivity(found)
    if rows:
        own.append(Table("Connectivity", ("quantity", "value"), tuple(rows)))
    own += [_given(caption, table) for caption, table in (tables or {}).items()]
    return Section("numbers", "Numbers", (Part("", found.notes, tables=tuple(own)),))


def _row(series: Series) -> tuple[str, ...]:
    factor, unit = readable(series.unit)
    values = factor * series.values
    means = values.mean(axis=0)
    span = f"{number(means.min(), 4)} to {number(means.max(), 4)}"
    deviation = number(values.std(axis=0).mean())
    return series.name, number(values.mean(), 4), span, deviation, unit or "–", rhythm(series)


def rhythm(series: Series) -> str:
    """The median over regions of the peak frequency, if there is a peak."""
    if len(series.times) < 64 or (np.ptp(series.values, axis=0) == 0).any():
        return "–"
    peak = rhythm_of(power_spectrum(series.values, series.interval))
    return "none" if peak is None else f"{number(peak)} Hz"


def _connectivity(found: Findings) -> list[tuple[str, str]]:
    rows = []
    seen = found.connectivity
    if seen is not None:
        values = upper(seen.fc)
        rows.append((f"mean FC of {seen.name}", f"{correlation(values.mean())} ± {correlation(values.std())}"))
        if seen.empirical is not None and seen.agreement is not None:
            values = upper(seen.empirical)
            rows.append(("mean empirical FC", f"{correlation(values.mean())} ± {correlation(values.std())}"))
            rows.append(("this simulation: correlation with the empirical FC", correlation(seen.agreement)))
            rows += [
                (f"{name}: correlation with the empirical FC", correlation(value))
                for name, value in found.baselines.items()
            ]
    for each in found.result.matrices:
        name = observed_as(each.of) or each.name
        if seen is None or name != seen.name:
            values = upper(each.values)
            rows.append((f"mean FC of {name}", f"{correlation(values.mean())} ± {correlation(values.std())}"))
    if found.dynamics is not None:
        apart = found.dynamics.apart
        rows.append(("FCD of disjoint windows", f"{correlation(apart.mean())} ± {correlation(apart.std())}"))
    return rows


def _given(caption: str, rows: Sequence[Mapping[str, Any]]) -> Table:
    """A table of the caller's: the columns are those of its first row."""
    rows = list(rows)
    if not all(isinstance(row, Mapping) for row in rows) or any(set(row) != set(rows[0]) for row in rows):
        raise ValueError(f"tables['{caption}'] must be a list of rows, each a mapping with the same columns")
    head = tuple(str(name) for name in rows[0]) if rows else ()
    return Table(str(caption), head, tuple(tuple(_cell(row[name]) for name in rows[0]) for row in rows))


def _cell(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, float | np.floating):
        return str(value)
    return number(value, 4)
