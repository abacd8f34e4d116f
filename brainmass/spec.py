"""A model is its right-hand side: the signature declares every quantity once, and the body is the equation.

Data only. Nothing here knows shapes, networks, noise, delays or integrators.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from brainmass.errors import unknown
from brainmass.units import Unit, ms, one

Interval = tuple[float, float]


@dataclass(frozen=True)
class State:
    """A quantity with a derivative: its start, unit, and the range in which it makes sense."""

    default: float
    unit: Unit
    bounds: Interval | None
    clip: bool
    wrap: bool
    spread: float
    doc: str


@dataclass(frozen=True)
class Param:
    """A constant of the model: default, unit, the domain that is allowed, and its meaning."""

    default: float
    unit: Unit
    domain: Interval
    doc: str


@dataclass(frozen=True)
class Drive:
    """An input from outside (network, stimulus, noise): added up, 0 when nothing arrives."""

    unit: Unit
    doc: str


@dataclass(frozen=True)
class Output:
    """A quantity that the right-hand side computes on its way and that may be observed: unit and meaning."""

    unit: Unit
    doc: str


def state(
    default: float,
    unit: Unit = one,
    *,
    bounds: Interval | None = None,
    clip: bool = False,
    wrap: bool = False,
    spread: float = 0.0,
    doc: str,
) -> Any:
    """Declare a state. ``clip`` holds it in ``bounds`` after every step (where the paper needs it), ``wrap`` folds it
    into them (a phase); initial values are drawn from ``default`` plus or minus ``spread``."""
    if (clip or wrap) and bounds is None:
        raise ValueError("state: clip and wrap need bounds")
    if bounds is not None and not bounds[0] <= default <= bounds[1]:
        raise ValueError(f"state: the default {default} lies outside its bounds {bounds}")
    if spread < 0:
        raise ValueError(f"state: the spread must be 0 or more, got {spread}")
    return State(default, unit, bounds, clip, wrap, spread, doc)


def param(default: float, unit: Unit = one, *, domain: Interval, doc: str) -> Any:
    """Declare a parameter with the domain in which it is allowed (a closed interval; use ``inf`` for an open end)."""
    if not domain[0] <= default <= domain[1]:
        raise ValueError(f"param: the default {default} lies outside its domain {domain}")
    return Param(default, unit, domain, doc)


def drive(unit: Unit = one, *, doc: str = "input") -> Any:
    """Declare an input."""
    return Drive(unit, doc)


def output(unit: Unit = one, *, doc: str) -> Output:
    """Declare an output, for ``model(outputs={...})``."""
    return Output(unit, doc)


@dataclass(frozen=True, eq=False)
class Model:
    """A neural mass model: declared quantities and one pure, elementwise right-hand side.

    Attributes
    ----------
    name, public : str
        The model's name, and the name of its imperative class (or None).
    states, params, drives, outputs : mapping of str to declaration
        In the order of the signature.
    time : Unit
        The unit in which the derivative is taken; ms for every neural model.
    doc : str
        Description with equation and source.
    """

    name: str
    states: Mapping[str, State]
    params: Mapping[str, Param]
    drives: Mapping[str, Drive]
    outputs: Mapping[str, Output]
    function: Callable[..., dict[str, Any]] = field(repr=False)
    doc: str = field(repr=False)
    public: str | None = None
    time: Unit = ms
    presets: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def __call__(
        self, states: Mapping[str, Any], params: Mapping[str, Any], drives: Mapping[str, Any] | None = None
    ) -> dict:
        """Derivatives of all states, and all outputs. A drive that is left out is 0."""
        given = drives or {}
        return self.function(**states, **params, **{name: given.get(name, 0.0) for name in self.drives})

    def rhs(
        self, states: Mapping[str, Any], params: Mapping[str, Any], drives: Mapping[str, Any] | None = None
    ) -> dict:
        """Derivative of every state, by name (per ``time``)."""
        values = self(states, params, drives)
        return {name: values[name] for name in self.states}

    def observe(
        self, name: str, states: Mapping[str, Any], params: Mapping[str, Any], drives: Mapping[str, Any]
    ) -> Any:
        """A state or an output by name."""
        return states[name] if name in self.states else self(states, params, drives)[name]

    def defaults(self) -> dict[str, float]:
        """Default value of every parameter, by name."""
        return {name: p.default for name, p in self.params.items()}

    def unit_of(self, name: str) -> Unit:
        """Unit of a state, output, parameter or drive."""
        for group in (self.states, self.outputs, self.params, self.drives):
            if name in group:
                return group[name].unit
        known = [*self.states, *self.outputs, *self.params, *self.drives]
        raise KeyError(f"{self.name}: {unknown('quantity', name, known)}")

    def __repr__(self) -> str:
        return f"<Model {self.name}: {', '.join(self.states)}>"


def model(
    *,
    public: str | None = None,
    outputs: Mapping[str, Output] | None = None,
    time: Unit = ms,
    presets: Mapping[str, Mapping[str, float]] | None = None,
) -> Callable[[Callable[..., dict[str, Any]]], Model]:
    """Turn a function whose defaults are declarations into a :class:`Model`.

    The function takes every quantity by name and returns a dict with the derivative of each state and the value of each
    declared output.

    Raises
    ------
    TypeError
        If an argument has no declaration as its default.
    ValueError
        If a preset names a parameter that does not exist, or gives it a value outside its domain; or if an output has
        the name of an argument.

    Examples
    --------
    >>> from brainmass.units import per_ms
    >>> @model()
    ... def decay(x=state(1.0, doc="activity"), rate=param(0.1, per_ms, domain=(0, 10), doc="decay rate")):
    ...     '''dx/dt = -rate x.'''
    ...     return {"x": -rate * x}
    >>> decay.rhs({"x": 2.0}, {"rate": 0.5})
    {'x': -1.0}
    """

    def declare(function: Callable[..., dict[str, Any]]) -> Model:
        groups: dict[type, dict[str, Any]] = {State: {}, Param: {}, Drive: {}}
        for name, argument in inspect.signature(function).parameters.items():
            group = groups.get(type(argument.default))
            if group is None:
                raise TypeError(
                    f"{function.__name__}: argument '{name}' needs state(...), param(...) or drive(...) as its default"
                )
            group[name] = argument.default
        if not groups[State]:
            raise TypeError(f"{function.__name__}: a model needs at least one state(...)")
        for name in outputs or {}:
            if any(name in group for group in groups.values()):
                raise ValueError(f"{function.__name__}: output '{name}' has the name of an argument; name it otherwise")
        sets = {
            preset: _preset(f"{function.__name__}: preset '{preset}'", values, groups[Param])
            for preset, values in (presets or {}).items()
        }
        return Model(
            name=function.__name__,
            states=MappingProxyType(groups[State]),
            params=MappingProxyType(groups[Param]),
            drives=MappingProxyType(groups[Drive]),
            outputs=MappingProxyType(dict(outputs or {})),
            function=function,
            doc=inspect.cleandoc(function.__doc__ or ""),
            public=public,
            time=time,
            presets=MappingProxyType(sets),
        )

    return declare


def _preset(what: str, values: Mapping[str, float], params: Mapping[str, Param]) -> Mapping[str, float]:
    """A named set of values, checked, as floats."""
    for name, value in values.items():
        if name not in params:
            raise ValueError(f"{what}: {unknown('parameter', name, params)}")
        low, high = params[name].domain
        if not low <= value <= high:
            raise ValueError(f"{what}: {name} = {value:g} lies outside its domain {low:g} to {high:g}")
    return MappingProxyType({name: float(value) for name, value in values.items()})
