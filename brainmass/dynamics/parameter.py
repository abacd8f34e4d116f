"""The one number that a continuation varies: found by name, or all that a function of it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from brainmass.dynamics.field import Field, Place, as_network, double, field_of, refuse_stimuli, slots_of
from brainmass.errors import unknown
from brainmass.network import Network
from brainmass.spec import Interval, Model
from brainmass.units import Unit, one, to_float

inf = float("inf")


def varying(
    system: Any, parameter: str, span: Any, params: Mapping[str, Any] | None, inputs: Mapping[str, Any] | None,
    caller: str,
) -> tuple[Field, tuple[float, float]]:  # fmt: skip
    """The field of ``system`` in which ``parameter`` varies, and its span as two numbers."""
    if not isinstance(parameter, str) or not parameter:
        raise TypeError(f"{caller}: parameter must be a name, got {parameter!r}")
    if isinstance(system, Model | Network):
        field = field_of(system, params, inputs, caller)
        place, unit, domain = _place(field.at(), parameter, caller)
        return replace(field, vary=place), _span(span, unit, domain, parameter, caller)
    if not callable(system):
        raise TypeError(
            f"{caller}: the system must be a Model, a Network, or a function that makes one of the parameter, got "
            f"{system!r}"
        )
    if params or inputs:
        raise TypeError(f"{caller}: params= and inputs= belong to a model; give them in the function")
    low, high = _span(span, one, (-inf, inf), parameter, caller)
    with double():
        made = system(low)
        network = as_network(made, f"{caller}: what the function returns")
    refuse_stimuli(network, caller)
    return Field(None, slots_of(network), system, low, isinstance(made, Model)), (low, high)


def _place(network: Network, name: str, caller: str) -> tuple[Place, Unit, Interval]:
    """Where a number of this name stands, its unit and its domain."""
    population, dot, quantity = name.rpartition(".")
    several = len(network.populations) > 1
    known: dict[str, tuple[Place, Unit, Interval]] = {}
    for owner, p in network.populations.items():
        if dot and population != owner:
            continue
        for kind, declared in (("params", p.model.params), ("inputs", p.model.drives)):
            for key, one_of in declared.items():
                shown = f"{owner}.{key}" if several or dot else key
                known[shown] = (Place(kind, owner, key), one_of.unit, getattr(one_of, "domain", (-inf, inf)))
    given = [p for p in network.projections if not p.own]
    if not dot and len(given) == 1:
        for key in given[0].coupling.params:
            if key in known and key == quantity:
                raise ValueError(
                    f"{caller}: '{key}' is a parameter of the model and of the coupling; pass a function of the value "
                    "that makes the network"
                )
            known[key] = (Place("coupling", network.projections.index(given[0]), key), one, (-inf, inf))
    if name not in known:
        raise KeyError(
            f"{caller}: {unknown('parameter', name, known)}. For anything else pass a function of the value that makes "
            "the network"
        )
    place, unit, domain = known[name]
    _refuse_several_values(network, place, name, caller)
    return place, unit, domain


def _refuse_several_values(network: Network, place: Place, name: str, caller: str) -> None:
    if place.kind == "coupling":
        value = network.projections[place.owner].coupling.params[place.name]
    else:
        population = network.populations[place.owner]
        value = (population.values if place.kind == "params" else population.inputs).get(place.name, 0.0)
    if np.ndim(value) and np.ptp(np.asarray(value)) > 0:
        raise ValueError(
            f"{caller}: {name} differs between regions, and one value would replace them all; pass a function of the "
            "value that makes the network"
        )


def _span(span: Any, unit: Unit, domain: Interval, name: str, caller: str) -> tuple[float, float]:
    try:
        first, last = span
    except (TypeError, ValueError):
        raise ValueError(f"{caller}: span must be two values (from, to) of {name}, got {span!r}") from None
    ends = (to_float(first, unit, f"{caller}: span[0]"), to_float(last, unit, f"{caller}: span[1]"))
    if ends[0] == ends[1]:
        raise ValueError(f"{caller}: span must have two different ends, got {ends[0]:g} twice")
    for end in ends:
        if not domain[0] <= end <= domain[1]:
            raise ValueError(
                f"{caller}: {name} = {end:g} lies outside its domain {domain[0]:g} to {domain[1]:g} (span)"
            )
    return ends
