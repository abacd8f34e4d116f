"""The section on stimuli: what each is in words and numbers, where it acts, and its course."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass import plot
from brainmass.models import catalogue
from brainmass.report.figures import FULL, Image, drawn
from brainmass.report.reading import Result
from brainmass.report.said import SHAPES, cycle, said, terms, where, within
from brainmass.report.section import Part, Section, Table
from brainmass.report.words import at_bottom, duration, number, symbol, unit_name
from brainmass.stimulus import Stimulus
from brainmass.stimulus.signal import Placed, Product, Sum, Wave

# Moments that are looked at to know when a stimulus acts, and moments that are drawn.
_LOOKED_AT, _DRAWN = 200_000, 3000
# A wave with more cycles than these would be a solid block; this many of it are drawn then.
_MOST_CYCLES, _SOME_CYCLES = 60, 20
_MOST_STIMULI = 6


class Given(NamedTuple):
    """A stimulus of a run: as it was recorded, and as a function of time where it can be made again."""

    drive: str
    unit: str
    labels: tuple[str, ...]
    described: Mapping[str, Any]
    function: Stimulus | None


def stimuli(result: Result) -> Section | None:
    """What the run received."""
    given = list(_given(result))
    if not given:
        return None
    rows = tuple(row for each in given for row in _rows(each))
    table = Table("What drives received (those of one drive act together)", ("drive", "unit", "stimulus", "on"), rows)
    when = _recorded(result)
    drawn_ = [_image(part, *when) for each in given[:_MOST_STIMULI] for part in _parts(each, when[1] - when[0])]
    figures = tuple(image for image in drawn_ if image is not None)
    text = ("Times count from the start of the simulation.",) if result.attributes.get("transient_ms") else ()
    return Section(
        "stimuli", "Stimuli", (Part("", text, tables=(table,)), *([Part("", figures=figures)] * bool(figures)))
    )


def _given(result: Result) -> Iterator[Given]:
    populations = result.attributes.get("populations", {})
    for name, population in populations.items():
        model = catalogue.get(str(population.get("model")))
        for drive, described in population.get("stimuli", {}).items():
            unit = model.drives[drive].unit.name if model is not None and drive in model.drives else ""
            labels = _labels(result, name, int(population.get("n", 0)))
            if result.run is not None:
                there = result.run.network.populations[name]
                function, unit = there.stimuli[drive], there.model.drives[drive].unit.name
            else:
                function = rebuilt(described)
            yield Given(f"{name}.{drive}" if len(populations) > 1 else drive, unit, labels, described, function)


def _labels(result: Result, population: str, n: int) -> tuple[str, ...]:
    """The regions of a population: of the run, or of what was recorded of it."""
    if result.run is not None:
        return result.run.network.populations[population].labels
    for each in (*result.series, *result.matrices):
        described = result.attributes.get("observers", {}).get(each.name, {})
        owner = str(at_bottom(described, "source")).rpartition(".")[0]
        if len(each.labels) == n and not each.combined and owner in ("", population):
            return each.labels
    return tuple(f"region{i}" for i in range(n))


def _recorded(result: Result) -> tuple[float, float, float]:
    """Begin and end of what was recorded, and the step, ms."""
    attributes = result.attributes
    start = float(attributes.get("start_ms", 0.0))
    end = start + float(attributes.get("duration_ms", 0.0))
    return start + float(attributes.get("transient_ms", 0.0)), end, float(attributes.get("dt_ms", 1.0))


def rebuilt(described: Mapping[str, Any]) -> Stimulus | None:
    """A stimulus from its description; None where one of its shapes is the user's own."""
    try:
        return _REBUILT[str(described["kind"])](described)
    except (KeyError, TypeError, ValueError):
        return None


def _wave(described: Mapping[str, Any]) -> Stimulus:
    numbers = {name: jnp.asarray(value, float) for name, value in described["numbers"].items()}
    return Wave(SHAPES[str(described["shape"])].function, numbers, int(described.get("axes", 0)))


def _inner(described: Mapping[str, Any], key: str) -> Stimulus:
    inner = described[key]
    return _REBUILT[str(inner["kind"])](inner)


_REBUILT: Mapping[str, Callable[[Mapping[str, Any]], Stimulus]] = {
    "Wave": _wave,
    "Sum": lambda d: Sum(_inner(d, "first"), _inner(d, "second")),
    "Product": lambda d: Product(_inner(d, "first"), _inner(d, "second")),
    "Placed": lambda d: Placed(_inner(d, "stimulus"), jnp.asarray(d["regions"], float)),
}


def _rows(given: Given) -> Iterator[tuple[str, ...]]:
    """A row for each stimulus of a sum."""
    unit = unit_name(given.unit) if given.unit not in ("", "1") else "–"
    for described, weights in terms(given.described):
        yield symbol(given.drive), unit, said(described), where((*weights, *within(described)), given.labels)


def acting(stimulus: Stimulus, times: np.ndarray) -> np.ndarray:
    """At which of some times (ms) a stimulus is not 0 in some region."""
    acts = jax.jit(lambda t: jax.lax.map(lambda at: jnp.any(stimulus(at) != 0), t, batch_size=1000))
    return np.asarray(acts(jnp.asarray(times, float)))


def _parts(given: Given, recorded: float) -> list[Given]:
    """What is drawn apart: waves of many cycles, of which only some can be seen, and all that is not periodic."""
    waves, others = [], []
    for described, weights in terms(given.described):
        (waves if recorded / cycle(described) > _MOST_CYCLES else others).append((described, weights))
    groups = [group for group in (others, waves) if group]
    if len(groups) < 2:
        return [given]
    parts = []
    for group in groups:
        described = reduce(lambda first, second: {"kind": "Sum", "first": first, "second": second}, map(_whole, group))
        if (function := rebuilt(described)) is None:
            return [given]
        parts.append(given._replace(function=function, described=described))
    return parts


def _whole(term: tuple[Mapping[str, Any], tuple[Any, ...]]) -> dict[str, Any]:
    """A term of a sum with its place."""
    described = dict(term[0])
    for weights in term[1]:
        described = {"kind": "Placed", "stimulus": described, "regions": weights}
    return described


def _image(given: Given, begin: float, end: float, dt: float) -> Image | None:
    """Its course as far as it was recorded, and no longer than it acts."""
    if given.function is None or not end > begin:
        return None
    step = dt * max(1, round((end - begin) / dt) // _LOOKED_AT)
    times = begin + step * np.arange(round((end - begin) / step) + 1)
    acts = np.flatnonzero(acting(given.function, times))
    if not acts.size:
        return None
    first, last = float(times[acts[0]]), float(times[acts[-1]])
    period, some = cycle(given.described), ""
    if (last - first) / period > _MOST_CYCLES:
        last, some = first + _SOME_CYCLES * period, f" Of its cycles the first {_SOME_CYCLES} are shown."
    margin = 0.1 * max(last - first, 5 * dt)
    low, high = max(begin, first - dt * round(margin / dt)), min(end, last + dt * round(margin / dt))
    moments = np.linspace(low, high, min(_DRAWN, max(2, round((high - low) / dt) + 1)))
    values = np.asarray(jax.vmap(given.function)(jnp.asarray(moments, float)), float)
    if not values.any():
        return None
    unit = "" if given.unit == "1" else unit_name(given.unit)
    span = f"from {number(values.min())} to {number(values.max())}"
    return drawn(
        lambda ax: plot.stimulus(values, moments, labels=_names(given, values), unit=unit, name=given.drive, ax=ax),
        (FULL, 2.2),
        alt=f"Stimulus on {given.drive} against time, {duration(low)} to {duration(high)}, {span}.",
        caption=f"The stimulus on {given.drive}, {duration(low)} to {duration(high)}.{some}",
        vector=values.size < 20_000,
    )


def _names(given: Given, values: np.ndarray) -> Sequence[str] | None:
    return given.labels if values.ndim == 2 else None
