"""A model is its right-hand side: the signature declares every quantity once, and the body is the equation.

Data only. Nothing here knows shapes, networks, noise, delays or integrators.
"""

from __future__ import annotations

import copyreg
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from math import inf
from types import MappingProxyType
from typing import Any

from brainmass.errors import unknown
from brainmass.proxies import Proxy, chosen, proxy
from brainmass.references import Reference, reference, sources_in
from brainmass.units import Unit, ms, one, per_ms

__all__ = ["Model", "Preset", "Proxy", "drive", "inf", "model", "output", "param", "preset", "proxy", "state"]

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
    """An input from outside (network, stimulus, noise): added up, 0 when nothing arrives. With ``own``, the region's
    state or output of that name arrives there too, ``delay`` ms late."""

    unit: Unit
    doc: str
    own: str | None = None
    delay: float = 0.0


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


def drive(unit: Unit = one, *, own: str | None = None, delay: float | None = None, doc: str = "input") -> Any:
    """Declare an input. With ``own`` it receives the region's own state (or an output of states alone) as it was
    ``delay`` ms ago, beside whatever else is joined to it: a right-hand side has no memory, a network has."""
    if own is None and delay is not None:
        raise ValueError(
            "drive: a delay belongs to own=, the state of the same region that is received that much later"
        )
    if own is None:
        return Drive(unit, doc)
    late = float(delay or 0.0)
    if not 0 <= late < float("inf"):
        raise ValueError(f"drive: the delay must be finite and 0 or more, in ms; got {delay}")
    when = f"{late:g} ms ago" if late else "at once"
    return Drive(unit, f"{doc} (receives {own} of the region itself, {when})", own, late)


def output(unit: Unit = one, *, doc: str) -> Output:
    """Declare an output, for ``model(outputs={...})``."""
    return Output(unit, doc)


@dataclass(frozen=True, eq=False, repr=False)
class Preset(Mapping[str, float]):
    """A published set of parameters: values by name, and where they come from."""

    source: str
    _values: Mapping[str, float]

    def __getitem__(self, name: str) -> float:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"<Preset {dict(self)}: {self.source}>"


def preset(source: str, /, **values: float) -> Preset:
    """Declare a published set of parameters, for ``model(presets={...})``: where it comes from, and what differs from
    the defaults."""
    if not isinstance(source, str) or not source.strip():
        raise ValueError(f"preset: say first where the numbers come from, got {source!r}")
    return Preset(source, MappingProxyType(values))


@dataclass(frozen=True, eq=False)
class Model:
    """A neural mass model: declared quantities and one pure, elementwise right-hand side.

    Attributes
    ----------
    name, public : str
        The model's name, and the name of its imperative class (or None).
    states, params, drives, outputs : mapping of str to declaration
        In the order of the signature.
    presets : mapping of str to Preset
        Published sets of parameters.
    proxies : mapping of str to Proxy
        What stands for measurable signals, under ``"rate"`` and ``"lfp"``, where there is something: see :meth:`proxy`.
    sources : tuple of Reference
        Where the equation was published.
    family : str
        The heading under which lists show it.
    dt, span : float
        A step with which RK4 follows it well, and a length of time in which it shows what it does, both in ms: for
        pages and checks. Nothing takes them by itself.
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
    presets: Mapping[str, Preset] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    sources: tuple[Reference, ...] = field(default=(), repr=False)
    family: str = "other models"
    dt: float = 0.1
    span: float = 1000.0
    proxies: Mapping[str, Proxy] = field(default_factory=lambda: MappingProxyType({}), repr=False)

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

    @property
    def rate(self) -> str | None:
        """The state or output that is the firing rate of the cells that send, or the share that fires; or None."""
        return self.proxies["rate"].name if "rate" in self.proxies else None

    @property
    def lfp(self) -> str | None:
        """The state or output that stands for the local field potential, and for the dipole that EEG sees; or None."""
        return self.proxies["lfp"].name if "lfp" in self.proxies else None

    def proxy(self, signal: str) -> str:
        """The state or output that stands for ``"rate"`` or ``"lfp"``; a LookupError if nothing does."""
        return chosen(self.name, self.proxies, signal, [*self.states, *self.outputs])

    @property
    def own_drives(self) -> dict[str, Drive]:
        """The drives that receive a state or output of the same region, by name."""
        return {name: declared for name, declared in self.drives.items() if declared.own is not None}

    def with_own(
        self, states: Mapping[str, Any], params: Mapping[str, Any], drives: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """``drives`` with what the region sends itself, if its states have always been these: for fixed points."""
        total = dict(drives or {})
        for name, declared in self.own_drives.items():
            total[name] = total.get(name, 0.0) + self.observe(str(declared.own), states, params, {})
        return total

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

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process by its name, for it is compared by identity; a script's own model has none there."""
        there = _at_home(*(home := (self.function.__module__, self.function.__qualname__)))
        known = isinstance(there, Model) and there.function is self.function and home[0] != "__main__"
        if there is self and known:
            return _at_home, home
        return _remade, (there if known else self.function, {k: x for k, x in vars(self).items() if k != "function"})

    def __repr__(self) -> str:
        return f"<Model {self.name}: {', '.join(self.states)}>"


def _at_home(module: str, name: str) -> Any:
    return getattr(import_module(module), name, None)


def _remade(function: Any, rest: dict[str, Any]) -> Model:
    return Model(function=function.function if isinstance(function, Model) else function, **rest)


def _view(values: dict[str, Any]) -> Any:
    return MappingProxyType(values)


copyreg.pickle(MappingProxyType, lambda view: (_view, (dict(view),)))  # Python does not do so by itself


def model(
    *,
    public: str | None = None,
    family: str = "other models",
    outputs: Mapping[str, Output] | None = None,
    time: Unit = ms,
    presets: Mapping[str, Preset] | None = None,
    dt: float = 0.1,
    span: float = 1000.0,
    rate: str | Proxy | None = None,
    lfp: str | Proxy | None = None,
) -> Callable[[Callable[..., dict[str, Any]]], Model]:
    """Turn a function whose defaults are declarations into a :class:`Model`.

    The function takes every quantity by name and returns a dict with the derivative of each state and the value of each
    declared output. Its docstring is the description; a line ``Source: ...`` of it, written as
    :func:`brainmass.references.reference` reads it, becomes one of the model's sources. ``rate`` and ``lfp`` name the
    state or output that stands for the firing rate and for the local field potential; where others than the model's
    sources take it so, by :func:`brainmass.proxies.proxy`.

    Raises
    ------
    TypeError
        If an argument has no declaration as its default, or a preset is not declared with :func:`preset`.
    ValueError
        If a preset names a parameter that does not exist, or gives it a value outside its domain; if an output has the
        name of an argument; or if a drive receives what the model does not have, or has in another unit.

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
        who, doc = function.__name__, inspect.cleandoc(function.__doc__ or "")
        groups = _declarations(function)
        for name in outputs or {}:
            if any(name in group for group in groups.values()):
                raise ValueError(f"{who}: output '{name}' has the name of an argument; name it otherwise")
        _check_own(who, groups, outputs or {})
        sets = {name: _checked(f"{who}: preset '{name}'", p, groups[Param]) for name, p in (presets or {}).items()}
        return Model(
            name=who,
            states=MappingProxyType(groups[State]),
            params=MappingProxyType(groups[Param]),
            drives=MappingProxyType(groups[Drive]),
            outputs=MappingProxyType(dict(outputs or {})),
            function=function,
            doc=doc,
            public=public,
            time=time,
            presets=MappingProxyType(sets),
            sources=tuple(source for source in map(reference, sources_in(doc)) if source is not None),
            family=family,
            dt=dt,
            span=span,
            proxies=_proxies(who, {"rate": rate, "lfp": lfp}, {**groups[State], **(outputs or {})}),
        )

    return declare


def _declarations(function: Callable[..., dict[str, Any]]) -> dict[type, dict[str, Any]]:
    """The declarations of a signature, by kind."""
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
    return groups


def _check_own(who: str, groups: Mapping[type, Mapping[str, Any]], outputs: Mapping[str, Output]) -> None:
    """What drives receive of the region itself exists, and has their unit."""
    sent = {**groups[State], **outputs}
    for name, declared in groups[Drive].items():
        if declared.own is None:
            continue
        if declared.own not in sent:
            raise ValueError(
                f"{who}: drive '{name}': own={declared.own!r}: {unknown('state or output', declared.own, sent)}"
            )
        if not sent[declared.own].unit.same_as(declared.unit):
            raise ValueError(
                f"{who}: drive '{name}' is in {declared.unit}, but '{declared.own}', which it receives, is in "
                f"{sent[declared.own].unit}; give both the same unit"
            )


def _proxies(
    who: str, given: Mapping[str, str | Proxy | None], quantities: Mapping[str, State | Output]
) -> Mapping[str, Proxy]:
    """What stands for signals: quantities that exist, a rate in 1/time or a share."""
    found = {signal: Proxy(p) if isinstance(p, str) else p for signal, p in given.items() if p is not None}
    for signal, declared in found.items():
        if declared.name not in quantities:
            raise ValueError(f"{who}: {signal}: {unknown('state or output', declared.name, quantities)}")
        unit = quantities[declared.name].unit
        if signal == "rate" and unit.dims not in (per_ms.dims, one.dims):
            raise ValueError(f"{who}: rate: '{declared.name}' is in {unit}; a rate is in 1/ms, or a share")
    return MappingProxyType(found)


def _checked(what: str, declared: Preset, params: Mapping[str, Param]) -> Preset:
    """A preset whose every value is a float in its domain."""
    if not isinstance(declared, Preset):
        raise TypeError(f"{what}: write preset('where it comes from', name=value, ...), got {declared!r}")
    for name, value in declared.items():
        if name not in params:
            raise ValueError(f"{what}: {unknown('parameter', name, params)}")
        low, high = params[name].domain
        if not low <= value <= high:
            raise ValueError(f"{what}: {name} = {value:g} lies outside its domain {low:g} to {high:g}")
    return Preset(declared.source, MappingProxyType({name: float(value) for name, value in declared.items()}))
