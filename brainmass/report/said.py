"""Stimuli in words, from what a run recorded of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

import numpy as np

from brainmass.report.words import duration, listed, number, value_of
from brainmass.stimulus import shapes

MOST_NAMED = 4
"""Regions that are listed by name."""


def terms(
    described: Mapping[str, Any], weights: tuple[Any, ...] = ()
) -> Iterator[tuple[Mapping[str, Any], tuple[Any, ...]]]:
    """What is added, each with its weights over regions."""
    kind = described.get("kind")
    if kind == "Sum":
        yield from terms(described["first"], weights)
        yield from terms(described["second"], weights)
    elif kind == "Placed":
        yield from terms(described["stimulus"], (*weights, described["regions"]))
    else:
        yield described, weights


def within(described: Mapping[str, Any]) -> tuple[Any, ...]:
    """The weights over regions that the factors of a product have."""
    if described.get("kind") != "Product":
        return ()
    parts = [list(terms(described[key])) for key in ("first", "second")]
    return tuple(w for part in parts if len(part) == 1 for w in (*part[0][1], *within(part[0][0])))


def where(weights: Sequence[Any], labels: Sequence[str]) -> str:
    """The regions that weights let it act on."""
    if not weights:
        return "all regions"
    product = np.ones(len(labels))
    for each in weights:
        product = product * np.asarray(each, float)
    acting = np.flatnonzero(product).tolist()
    names = [labels[i] for i in acting]
    some = len(names) > MOST_NAMED
    text = f"{len(names)} of {len(labels)} regions: {', '.join(names[:3])}, …" if some else listed(names)
    text = "all regions" if len(names) == len(labels) > MOST_NAMED else text or "no region"
    shares = product[acting]
    if not len(shares) or (shares == 1).all():
        return text
    if len(names) <= MOST_NAMED:
        return listed([f"{name} ({number(share)} ×)" for name, share in zip(names, shares, strict=True)])
    return f"{text}, times {number(shares.min())} to {number(shares.max())}"


class Shape(NamedTuple):
    """A shape of ``brainmass.stimulus``: its function, what it is in words, and how long its cycle is, ms."""

    function: Callable[..., Any]
    said: Callable[..., str]
    cycle: Callable[[Mapping[str, Any]], float] = lambda numbers: inf


def _ms(value: Any) -> str:
    return duration(float(value))


def _until(stop: Any) -> str:
    return f"until {_ms(stop)}" if np.isfinite(stop) else "on"


def _sampled(amplitude: Any, period: Any, onset: Any) -> str:
    array = np.asarray(amplitude, float)
    one = "one for all" if array.ndim == 1 else f"{array.shape[1]} courses"
    span = f"{number(array.min())} to {number(array.max())}"
    return f"a recording of {len(array)} samples ({one}), one every {_ms(period)} from {_ms(onset)} on: {span}"


_ALL = (
    Shape(
        shapes._step,
        lambda onset, stop, amplitude: f"step of {value_of(amplitude)} from {_ms(onset)} {_until(stop)}",
    ),
    Shape(
        shapes._pulses,
        lambda period, width, onset, stop, amplitude: (
            f"pulses of {value_of(amplitude)}, {_ms(width)} long, one every {_ms(period)} from {_ms(onset)} "
            f"{_until(stop)}"
        ),
        lambda numbers: float(numbers["period"]),
    ),
    Shape(
        shapes._sinusoid,
        lambda frequency, phase, amplitude: (
            f"sinusoid of {value_of(frequency)} Hz, amplitude {value_of(amplitude)}"
            + (f", phase {value_of(phase)} rad" if np.any(phase) else "")
        ),
        lambda numbers: 1000 / max(float(np.max(numbers["frequency"])), 1e-9),
    ),
    Shape(
        shapes._chirp,
        lambda start, end, duration, onset, amplitude: (
            f"sinusoid from {number(start)} to {number(end)} Hz between {_ms(onset)} and {_ms(onset + duration)}, "
            f"amplitude {value_of(amplitude)}"
        ),
    ),
    Shape(
        shapes._ramp,
        lambda onset, duration, amplitude: (
            f"ramp from 0 at {_ms(onset)} to {value_of(amplitude)} at {_ms(onset + duration)}"
        ),
    ),
    Shape(
        shapes._gaussian,
        lambda centre, width, amplitude: (
            f"Gaussian pulse of {value_of(amplitude)} at {_ms(centre)}, standard deviation {_ms(width)}"
        ),
    ),
    Shape(
        shapes._alpha,
        lambda onset, tau, amplitude: (
            f"alpha pulse of {value_of(amplitude)} from {_ms(onset)}, with its peak {_ms(tau)} later"
        ),
    ),
    Shape(shapes._sampled, _sampled),
)
SHAPES: Mapping[str, Shape] = {f"{each.function.__module__}.{each.function.__qualname__}": each for each in _ALL}


def said(described: Mapping[str, Any]) -> str:
    """A stimulus in words."""
    kind = described.get("kind")
    if kind == "Product":
        parts = [" + ".join(said(each) for each, _ in terms(described[key])) for key in ("first", "second")]
        return " × ".join(f"({part})" for part in parts)
    if kind != "Wave":
        return "a stimulus of its own"
    name, numbers = str(described.get("shape", "")), described.get("numbers", {})
    if name.endswith("stimulus.signal._constant"):
        return f"constant {value_of(numbers['amplitude'])}"
    try:
        return SHAPES[name].said(**numbers)
    except (KeyError, TypeError):
        return "a function of its own"


def cycle(described: Mapping[str, Any]) -> float:
    """The shortest cycle in a stimulus, ms."""
    inner = [described[key] for key in ("first", "second", "stimulus") if key in described]
    if inner:
        return min(cycle(each) for each in inner)
    shape = SHAPES.get(str(described.get("shape")))
    return inf if shape is None else shape.cycle(described["numbers"])
