"""What a sweep goes through: values, ranges and designs, with numbers in the unit of what they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from brainmass.config.kinds import wrong_names
from brainmass.config.problems import NOTHING, Problem, problems_of, refuse, said, sentence_of, unknown_keys
from brainmass.config.values import numbers, outside
from brainmass.errors import unknown
from brainmass.named import number, with_room, without_regions
from brainmass.network import Network
from brainmass.sweeps import latin_hypercube, linear, logarithmic, sobol, zipped
from brainmass.sweeps.axes import Design, Range
from brainmass.swept import SEED
from brainmass.units import Unit, one

SCALES = {"linear": linear, "log": logarithmic, "logarithmic": logarithmic}
DESIGNS: Mapping[str, Callable[..., Design]] = {
    "latin_hypercube": latin_hypercube,
    "sobol": sobol,
    "zipped": zipped,
}
EXAMPLE = '"coupling.k" = {from = 0, to = 1, points = 11}'
_RANGE = ("from", "to", "points", "scale")


class Where(NamedTuple):
    """Unit and domain of a number that changes."""

    unit: Unit
    domain: tuple[float, float]


Find = Callable[[str], Where | None]
"""Looks a name up; None where that cannot be done yet, so that values stay as they are written."""
_SEED = Where(one, (0, 2**31 - 1))


def found_in(network: Network | None, *, whole: bool = True) -> Find:
    """Looks numbers of a network up by name; where it is not ``whole``, no labels."""

    def find(name: str) -> Where | None:
        if name == SEED:
            return _SEED
        if network is None:
            return None
        bare = name if whole else without_regions(name)[0]
        found = number(with_room(network, [bare]), bare)
        return Where(found.unit, found.domain)

    return find


def read_axes(given: Any, find: Find, *, ranges: bool = False) -> dict[str, Any]:
    """Axes by name: lists of values, named values, or ranges; only ``ranges`` without points for a design."""
    if not isinstance(given, Mapping):
        refuse([Problem((), given, f"must be a table, such as {{{EXAMPLE}}}")])
    problems, axes = [], {}
    for name, value in given.items():
        try:
            where = find(name)
        except (LookupError, ValueError) as error:
            quotes = f'; a name with dots stands in quotes: "{name}.{next(iter(value), "k")}" = ...'
            nested = isinstance(value, Mapping) and not set(value) & set(_RANGE)
            problems.append(Problem((name,), NOTHING, said(error) + (quotes if nested else "")))
            continue
        axes[name], wrong = _attempt(lambda value=value, where=where: _axis(value, where, ranges=ranges))
        problems += [problem.below(name) for problem in wrong]
    refuse(problems)
    return axes


def read_design(given: Any, find: Find) -> Design:
    """``{kind = "sobol", points = 64, seed = 0, ranges = {...}}``, or ``{kind = "zipped", values = {...}}``."""
    known = f"known: {', '.join(DESIGNS)}"
    if not isinstance(given, Mapping) or "kind" not in given:
        refuse([Problem((), given, f'must be a table such as {{kind = "sobol", points = 64, ranges = ...}}; {known}')])
    kind, arguments = given["kind"], {key: value for key, value in given.items() if key != "kind"}
    if not isinstance(kind, str) or kind not in DESIGNS:
        refuse([Problem(("kind",), kind, unknown("design", kind, DESIGNS))])
    problems = wrong_names(DESIGNS[kind], arguments, kind)
    for key in ("ranges", "values"):
        if key in arguments:
            arguments[key], wrong = _attempt(lambda key=key: read_axes(arguments[key], find, ranges=key == "ranges"))
            problems += [problem.below(key) for problem in wrong]
    if not problems and (sentence := sentence_of(lambda: DESIGNS[kind](**arguments))) is not None:
        problems.append(Problem((), NOTHING, sentence))
    refuse(problems)
    return DESIGNS[kind](**arguments)


def _axis(value: Any, where: Where | None, *, ranges: bool) -> Any:
    """The values of one parameter."""
    if isinstance(value, Mapping) and set(value) & set(_RANGE):
        return _range(value, where, ranges=ranges)
    if ranges:
        refuse([Problem((), value, "must be a range such as {from = 0, to = 1}; the points are those of the design")])
    if not isinstance(value, Mapping | list) or not value:
        refuse([Problem((), value, f"must be a list of values, or a range: {EXAMPLE}")])
    if isinstance(value, Mapping):
        return {label: _value(each, label, where) for label, each in value.items()}
    return [_value(each, i, where) for i, each in enumerate(value)]


def _range(value: Mapping[str, Any], where: Where | None, *, ranges: bool) -> Range:
    problems = unknown_keys(value, _RANGE, "key of a range")
    needed = ("from", "to") if ranges else ("from", "to", "points")
    problems += [Problem((), NOTHING, f"a range needs {key} = ...") for key in needed if key not in value]
    scale, points = value.get("scale", "linear"), value.get("points")
    if ranges and points is not None:
        problems.append(Problem(("points",), points, "belongs to the design, not to one of its ranges"))
    if not isinstance(scale, str) or scale not in SCALES:
        problems.append(Problem(("scale",), scale, unknown("scale", scale, ("linear", "log"))))
    elif points is not None and (wrong := sentence_of(lambda: linear(0, 1, points))) is not None:
        problems.append(Problem(("points",), points, wrong))
    ends = []
    for key in ("from", "to"):
        if isinstance(value.get(key), list):
            problems.append(Problem((key,), value[key], "must be one number"))
        elif key in value:
            end, wrong = _attempt(lambda key=key: _value(value[key], key, where))
            problems += wrong
            ends.append(end)
    refuse(problems)
    first, last = ends
    return SCALES[scale](first, last, points)


def _attempt(read: Callable[[], Any]) -> tuple[Any, list[Problem]]:
    """What ``read`` gives, and the problems that it refuses."""
    try:
        return read(), []
    except ValidationError as error:
        return None, problems_of(error)


def _value(value: Any, place: str | int, where: Where | None) -> Any:
    """A number, or one for each region."""
    if where is None:
        return value
    try:
        read = numbers(value, where.unit, f"value {place}" if isinstance(place, int) else place)
        wrong = outside(read, where.domain, where.unit)
        if where is _SEED and (isinstance(read, list) or read != int(read)):
            wrong = "a seed must be a whole number"
    except (TypeError, ValueError) as error:
        read, wrong = None, said(error)
    refuse([] if wrong is None else [Problem((place,), value, wrong)])
    return read
