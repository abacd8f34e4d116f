"""Names and values of a configuration against the model that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any

from brainmass.config.kinds import NOISES, OBSERVERS, UNITS, Choice, choice
from brainmass.config.problems import NOTHING, Problem, problems_in, refuse, said, sentence_of
from brainmass.config.values import Number, numbers, outside
from brainmass.coupling import Coupling
from brainmass.errors import unknown
from brainmass.network import Network, Projection
from brainmass.population import Population
from brainmass.spec import Model
from brainmass.steps import steps_of
from brainmass.units import ms

_GROUPS = {
    "params": ("parameter", "params"),
    "inputs": ("drive", "drives"),
    "initial": ("state", "states"),
    "delays": ("drive that receives a state of its own region", "own_drives"),
}


def check_values(model: Model, group: str, given: Mapping[str, Any]) -> dict[str, Number]:
    """Parameters, constant inputs, initial states or delays as numbers: every name known, every value in its domain."""
    what, attribute = _GROUPS[group]
    declared = getattr(model, attribute)
    problems, values = [], {}
    for name, value in given.items():
        if name not in declared:
            problems.append(Problem((name,), value, f"{model.name}: {unknown(what, name, declared)}"))
            continue
        unit = ms if group == "delays" else declared[name].unit
        try:
            values[name] = numbers(value, unit, name)
        except (TypeError, ValueError) as error:
            problems.append(Problem((name,), value, said(error)))
            continue
        domain = (0.0, inf) if group == "delays" else getattr(declared[name], "domain", None)
        if domain is not None and (sentence := outside(values[name], domain, unit)) is not None:
            problems.append(Problem((name,), value, sentence))
    refuse(problems)
    return values


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


def skeleton(models: Mapping[str, Model]) -> Network:
    """A network with one region of each population: enough to look names up in."""
    return Network(populations={name: Population(model, 1) for name, model in models.items()})


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


def check_observers(network: Network | None, times: Any, given: Mapping[str, Any]) -> dict[str, Choice]:
    """Observers: known kinds and arguments, sources in the network, periods within the time that is simulated."""
    problems, choices = [], {}
    for name, value in given.items():
        if "/" in name or name in ("time", "region") or name.startswith(("time_", "region_")):
            problems.append(
                Problem((name,), NOTHING, "an observer cannot have this name: the result file needs it itself")
            )
        found = problems_in(lambda value=value: choice(value, OBSERVERS, "observer"))
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
        return _problems_of_folding(network, times, chosen, inner)
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


def _problems_of_folding(network: Network | None, times: Any, chosen: Choice, inner: Choice) -> list[Problem]:
    """The same for one that keeps no samples: those of the observer in it, or that there are too few of them."""
    problems = [problem.below("of") for problem in _problems_of_observer(network, times, inner)]
    observer = chosen.make()
    if not problems and times is not None and times.duration < observer.least * observer.period:
        few = f"needs at least {observer.least} samples; {times.duration:g} ms are recorded, with one every"
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
