"""``[sweep]`` of a configuration: what changes, what is measured. Units belong to the network, and are read with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from brainmass.config.kinds import Choice, choice
from brainmass.config.measuring import MEASURES, WINDOWS
from brainmass.config.problems import NOTHING, Problem, problems_in, refuse, unknown_keys
from brainmass.errors import unknown
from brainmass.sweeps import common, independent, latin_hypercube, linear, logarithmic, sobol, zipped

NOISES = {"common": common, "independent": independent}
SCALES = {"linear": linear, "log": logarithmic, "logarithmic": logarithmic}
DESIGNS = {"latin_hypercube": latin_hypercube, "sobol": sobol, "zipped": zipped}
_RANGE = ("from", "to", "points", "scale")
_EXAMPLE = '"coupling.k" = {from = 0, to = 1, points = 11}'


def check_axes(given: Mapping[str, Any], *, ranges: bool = False) -> dict[str, Any]:
    """Axes as they may stand in a file: a list of values, or a range; for a design a range without points."""
    problems: list[Problem] = []
    for name, value in given.items():
        if isinstance(value, Mapping):
            problems += [problem.below(name) for problem in _problems_of_range(value, ranges=ranges)]
        elif ranges or not isinstance(value, list) or not value:
            what = "a range such as {from = 0, to = 1}" if ranges else f"a list of values, or a range: {_EXAMPLE}"
            problems.append(Problem((name,), value, f"must be {what}"))
    refuse(problems)
    return dict(given)


def _problems_of_range(value: Mapping[str, Any], *, ranges: bool) -> list[Problem]:
    problems = unknown_keys(value, _RANGE, "key of a range")
    needed = ("from", "to") if ranges else ("from", "to", "points")
    problems += [Problem((), NOTHING, f"needs {key} = ...") for key in needed if key not in value]
    if ranges and "points" in value:
        problems.append(Problem(("points",), value["points"], "belongs to the design, not to a range of it"))
    if value.get("scale", "linear") not in SCALES:
        problems.append(Problem(("scale",), value["scale"], unknown("scale", value["scale"], ["linear", "log"])))
    return problems


def check_design(given: Any) -> dict[str, Any] | None:
    """``{kind = "sobol", points = 64, seed = 0, ranges = {...}}``, or ``{kind = "zipped", values = {...}}``."""
    if given is None:
        return None
    if not isinstance(given, Mapping) or given.get("kind") not in DESIGNS:
        raise ValueError(f"must be a table with kind = one of {', '.join(DESIGNS)}")
    side_by_side = given["kind"] == "zipped"
    keys = ("kind", "values") if side_by_side else ("kind", "points", "seed", "ranges")
    problems = unknown_keys(given, keys, f"key of {given['kind']}")
    needed = keys[1:] if side_by_side else ("points", "ranges")
    problems += [Problem((), NOTHING, f"{given['kind']} needs {key} = ...") for key in needed if key not in given]
    refuse(problems)
    found = problems_in(lambda: check_axes(given[needed[-1]], ranges=not side_by_side))
    if isinstance(found, list):
        refuse([problem.below(needed[-1]) for problem in found])
    return dict(given)


def check_measures(given: Mapping[str, Any], folder: Path) -> dict[str, Choice]:
    """Measures: their kinds and their arguments."""
    problems, choices = [], {}
    for name, value in given.items():
        found = problems_in(lambda value=value: choice(value, MEASURES, "measure", units=WINDOWS, folder=folder))
        if isinstance(found, list):
            problems += [problem.below(name) for problem in found]
            continue
        choices[name] = found
    refuse(problems)
    return choices


def check_observed(measures: Mapping[str, Choice], keep: list[str], observers: Mapping[str, Any]) -> None:
    """What is measured and kept is observed, and something is."""
    problems = [
        Problem(("measures", name, "of"), of, unknown("observer", of, observers))
        for name, chosen in measures.items()
        if (of := chosen.arguments["of"]) not in observers
    ]
    problems += [
        Problem(("keep",), name, unknown("observer", name, observers)) for name in keep if name not in observers
    ]
    if not measures and not keep:
        problems.append(Problem((), NOTHING, 'measures nothing; write [sweep.measures.NAME], or keep = ["fc"]'))
    refuse(problems)
