"""Names and values of a configuration against the model that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Any

from brainmass.config.kinds import LEARNING, NOISES, OBSERVERS, RULES, STIMULI, TIMES, UNITS, Choice, choice
from brainmass.config.problems import NOTHING, Problem, problems_in, refuse, said, sentence_of
from brainmass.config.values import Number, numbers, outside
from brainmass.coupling import Coupling
from brainmass.errors import unknown
from brainmass.network import Network, Projection
from brainmass.population import Population
from brainmass.spec import Model
from brainmass.steps import steps_of
from brainmass.units import Unit, ms, nA, per_ms

_GROUPS = {
    "params": ("parameter", "params"),
    "inputs": ("drive", "drives"),
    "initial": ("state", "states"),
    "delays": ("drive that receives a state of its own region", "own_drives"),
}


def check_values(model: Model, group: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters, constant inputs, initial values or delays as numbers, by label where a table gives them so: every
    name known, every value in its domain."""
    what, attribute = _GROUPS[group]
    declared = getattr(model, attribute)
    problems, values = [], {}
    for name, value in given.items():
        if name not in declared:
            problems.append(Problem((name,), value, f"{model.name}: {unknown(what, name, declared)}"))
            continue
        unit = ms if group == "delays" else declared[name].unit
        domain = (0.0, inf) if group == "delays" else getattr(declared[name], "domain", None)
        by_label = isinstance(value, Mapping) and group != "delays"
        if by_label and not value:
            problems.append(Problem((name,), value, "names no region; give labels or patterns and their values"))
        found = {}
        for label, each in value.items() if by_label else [("", value)]:
            place = (name, label) if by_label else (name,)
            number = _number(each, unit, name, domain, one=by_label)
            if isinstance(number, str):
                problems.append(Problem(place, each, number))
            found[label] = number
        values[name] = found if by_label else found[""]
    refuse(problems)
    return values


def _number(value: Any, unit: Unit, name: str, domain: Any, *, one: bool) -> Number | str:
    """A number (or, unless there is to be ``one``, one for each region), or what is wrong with it."""
    try:
        if one and isinstance(value, list):
            raise TypeError("must be one number, for the regions of this label")
        number = numbers(value, unit, name)
    except (TypeError, ValueError) as error:
        return said(error)
    sentence = None if domain is None else outside(number, domain, unit)
    return number if sentence is None else sentence


def check_stimuli(model: Model, given: Mapping[str, Any], folder: Path) -> dict[str, Choice | list[Choice]]:
    """Stimuli: their drives known, their numbers with units; a list of them acts together."""
    problems, choices = [], {}
    for name, value in given.items():
        if name not in model.drives:
            problems.append(Problem((name,), value, f"{model.name}: {unknown('drive', name, model.drives)}"))
            continue
        units = {**TIMES, **dict.fromkeys(("amplitude", "sigma"), model.drives[name].unit)}
        together = isinstance(value, list) and bool(value)
        found = []
        for i, each in enumerate(value if together else [value]):
            one = problems_in(
                lambda each=each, units=units: choice(each, STIMULI, "stimulus", units=units, folder=folder)
            )
            if isinstance(one, list):
                problems += [(problem.below(i) if together else problem).below(name) for problem in one]
            else:
                found.append(one)
        choices[name] = found if together else next(iter(found), None)
    refuse(problems)
    return choices


def check_plasticity(model: Model, given: Mapping[str, Any]) -> dict[str, Choice]:
    """Rules by which parameters learn: the parameter known, and all that the rule follows."""
    problems, choices = [], {}
    for name, value in given.items():
        if name not in model.params:
            problems.append(Problem((name,), value, f"{model.name}: {unknown('parameter', name, model.params)}"))
            continue
        by_rate = isinstance(value, Mapping) and value.get("on") == "rate"
        units = {
            **LEARNING,
            **dict.fromkeys(("step", "least"), model.params[name].unit),
            **dict.fromkeys(("target", "tolerance"), per_ms if by_rate else nA),
            "rho": per_ms,
        }
        found = problems_in(lambda value=value, units=units: choice(value, RULES, "rule of plasticity", units=units))
        if isinstance(found, list):
            problems += [problem.below(name) for problem in found]
            continue
        choices[name] = found
        one = found.for_one_region()
        wrong = sentence_of(lambda name=name, one=one: Population(model, 1, plasticity={name: one}))
        problems += [] if wrong is None else [Problem((name,), value, wrong)]
    refuse(problems)
    return choices


def check_noise(model: Model, given: Mapping[str, Any]) -> dict[str, Choice]:
    """Noise processes: their targets known, their amplitudes in the unit of the target."""
    known = {**model.states, **model.drives}
    problems, choices = [], {}
    for name, value in given.items():
        if name not in known:
            problems.append(Problem((name,), value, f"{model.name}: {unknown('state or drive', name, known)}"))
            continue
        unit = model.unit_of(name) if name in model.drives else (model.unit_of(name) / model.time)
        amplitude = {} if isinstance(value, Mapping) and value.get("kind") == "white" else {"sigma": unit, "mean": unit}
        found = problems_in(
            lambda value=value, units={**UNITS, **amplitude}: choice(value, NOISES, "noise", units=units)
        )
        if isinstance(found, list):
            problems.extend(problem.below(name) for problem in found)
            continue
        choices[name] = found
        one = found.for_one_region()
        if (sentence := sentence_of(lambda name=name, one=one: Population(model, 1, noise={name: one}))) is not None:
            problems.append(Problem((name,), value, sentence))
    refuse(problems)
    return choices


def skeleton(models: Mapping[str, Model], learning: Mapping[str, Mapping[str, Choice]] | None = None) -> Network:
    """A network with one region of each population: enough to look names up in."""
    rules = {
        name: {param: rule.for_one_region() for param, rule in each.items()} for name, each in (learning or {}).items()
    }
    return Network(
        populations={name: Population(model, 1, plasticity=rules.get(name)) for name, model in models.items()}
    )


def fit_of(
    network: Network,
    source: list[str] | None = None,
    target: str | None = None,
    coupling: Coupling | None = None,
    local: str | None = None,
) -> str | None:
    """What is wrong with the ends of a projection: with one of them alone, or with how both fit a coupling."""
    if source is None or target is None:
        return sentence_of(lambda: _look_up(network, source or [], target))
    full = tuple(".".join(network.find(name)) for name in source)
    projection = Projection(full, ".".join(network.find(target)), [[1.0]], coupling=coupling, local=local)
    return sentence_of(lambda: Network(populations=network.populations, projections=[projection]))


def check_projections(network: Network, sections: list[Any]) -> None:
    """The ends of every projection exist, and fit each other."""
    problems = []
    for i, section in enumerate(sections):
        ends = {"source": section.source, "target": section.target}
        found = {key: sentence for key, end in ends.items() if (sentence := fit_of(network, **{key: end})) is not None}
        problems += [Problem((i, key), ends[key], sentence) for key, sentence in found.items()]
        if not found:
            coupling = None if section.coupling is None else section.coupling.for_one_region()
            sentence = fit_of(network, section.source, section.target, coupling, section.local)
            problems += [] if sentence is None else [Problem((i,), NOTHING, sentence)]
    refuse(problems)


def check_observers(
    network: Network | None, times: Any, given: Mapping[str, Any], folder: Path = Path()
) -> dict[str, Choice]:
    """Observers: known kinds and arguments, sources in the network, periods within the time that is simulated."""
    problems, choices = [], {}
    for name, value in given.items():
        if "/" in name or name in ("time", "region") or name.startswith(("time_", "region_")):
            problems.append(
                Problem((name,), NOTHING, "an observer cannot have this name: the result file needs it itself")
            )
        found = problems_in(lambda value=value: choice(value, OBSERVERS, "observer", folder=folder))
        if isinstance(found, list):
            problems += [problem.below(name) for problem in found]
            continue
        choices[name] = found
        problems += [problem.below(name) for problem in _problems_of_observer(network, times, found)]
    refuse(problems)
    return choices


def _problems_of_observer(network: Network | None, times: Any, chosen: Choice) -> list[Problem]:
    """Where an observer does not fit the network or the times of the simulation, if these are right themselves."""
    if isinstance(inner := chosen.arguments.get("of"), Choice):
        return _problems_of_what_follows(network, times, chosen, inner)
    observer, problems = chosen.make(), []
    if network is not None and (wrong := sentence_of(lambda: network.followed(observer.source))) is not None:
        problems.append(Problem(("source",), observer.source, wrong))
    key = "tr" if "tr" in chosen.arguments else "period"
    if times is not None and (wrong := sentence_of(lambda: steps_of(observer.period, times.dt, key))) is not None:
        problems.append(Problem((key,), observer.period, wrong))
    elif times is not None and observer.period > times.duration:
        wrong = f"is longer than the {times.duration:g} ms that are recorded"
        problems.append(Problem((key,), observer.period, wrong))
    return problems


def _problems_of_what_follows(network: Network | None, times: Any, chosen: Choice, inner: Choice) -> list[Problem]:
    """The same for one that makes something of another's samples: those of that one, or that there are too few."""
    problems = [problem.below("of") for problem in _problems_of_observer(network, times, inner)]
    observer = chosen.make()
    least = getattr(observer, "least", 0)
    if not problems and times is not None and times.duration < least * observer.period:
        few = f"needs at least {least} samples; {times.duration:g} ms are recorded, with one every"
        problems.append(Problem((), NOTHING, f"{few} {observer.period:g} ms"))
    return problems


def _look_up(network: Network, source: list[str], target: str | None) -> None:
    for name in source:
        network.observable(name)
    if target is not None:
        population, drive = network.find(target)
        model = network.populations[population].model
        if drive not in model.drives:
            raise KeyError(unknown(f"drive of {model.name}", drive, model.drives))
