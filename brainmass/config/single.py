"""The network of a configuration with one region of each population: to look names up in before anything is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from operator import add
from typing import Any

from brainmass.config.kinds import Choice
from brainmass.network import Network, Population, Projection


def single(network: Any, populations: Mapping[str, Any], projections: list[Any]) -> Network | None:
    """The network of these sections; None where not even that can be built."""
    try:
        if network is not None:
            tracts = {"lengths": [[1.0]], "speed": network.speed} if network.speed is not None else {}
            return Network(network.declared, [[1.0]], **_ends(network), **tracts, **_numbers(network))
        made = {name: Population(section.declared, 1, **_numbers(section)) for name, section in populations.items()}
        return Network(populations=made, projections=[_projection(each, next(iter(made))) for each in projections])
    except (ValueError, TypeError, LookupError):
        return None


def _projection(section: Any, first: str) -> Projection:
    ends = _ends(section)
    tracts = {"lengths": [[1.0]], "speed": section.speed} if section.speed is not None else {}
    source, target = (_full(name, first) for name in ends["source"]), _full(ends["target"], first)
    return Projection(tuple(source), target, [[1.0]], coupling=ends["coupling"], local=section.local, **tracts)


def _ends(section: Any) -> dict[str, Any]:
    coupling = None if section.coupling is None else section.coupling.for_one_region()
    source = None if section.source is None else tuple(section.source)
    return {"coupling": coupling, "source": source, "target": section.target}


def _full(name: str, first: str) -> str:
    return name if "." in name else f"{first}.{name}"


def _numbers(section: Any) -> dict[str, Any]:
    """What a population has of its own, for one region."""
    plain = {name: getattr(section, name) for name in ("initial", "inputs", "delays")}
    plain["params"] = section.values
    chosen = {name: getattr(section, name) for name in ("noise", "plasticity")}
    return {
        **{group: {name: _one(value) for name, value in given.items()} for group, given in plain.items()},
        **{group: {name: each.for_one_region() for name, each in given.items()} for group, given in chosen.items()},
        "stimuli": {name: _stimulus(given) for name, given in section.stimuli.items()},
    }


def _one(value: Any) -> Any:
    """One number in place of one for each region, or for each label."""
    if isinstance(value, Mapping):
        return next(iter(value.values()))
    return value[0] if isinstance(value, list) else value


def _stimulus(given: Choice | list[Choice]) -> Any:
    parts = given if isinstance(given, list) else [given]
    return reduce(add, [replace(each, arguments=_on_one(each.arguments)).make() for each in parts])


def _on_one(arguments: Mapping[str, Any]) -> dict[str, Any]:
    one = {name: value[0] if isinstance(value, list) else value for name, value in arguments.items()}
    return {**one, "on": [0]} if "on" in arguments else one
