"""A model of the catalogue as a class: states that are kept, ``update()`` that takes one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar

import jax
import jax.numpy as jnp

from brainmass.errors import unknown
from brainmass.integrate import Method, methods, rk4
from brainmass.models import catalogue
from brainmass.nn import names
from brainmass.nn._brainstate import HiddenState, State, TraceContextError, random
from brainmass.nn.clock import current_dt, step_length
from brainmass.nn.docs import class_doc, update_doc, update_signature
from brainmass.nn.door import batches, cells, checked_size, common_shape, fitting, flat
from brainmass.nn.face import REQUIRED, Face, bind, keep, parameter, plain_jax, signed
from brainmass.nn.noises import NoiseFace
from brainmass.nn.own import Delays, Own, always, own_steps
from brainmass.nn.step import Structure, start_states, stepper
from brainmass.population import Population
from brainmass.projection import refuse_driven
from brainmass.spec import Model
from brainmass.units import ms


class Nodes(Face):
    """Regions that share a model. The base of the classes made from the catalogue."""

    model: ClassVar[Model]
    between: ClassVar[Callable[..., Any] | None] = None
    """Drives that the regions give each other, from states and parameters."""
    prepare: ClassVar[Callable[..., dict[str, Any]]] = dict
    """From the arguments of the constructor to those of ``_build``."""
    graph_invisible_attrs = ("_step",)
    # Class to attribute: the compiled step is found again after a copy.
    _step: Callable[..., Any] | None = None
    _dt: float | None
    _delays: Delays = ()
    dt = step_length

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        self._build(**type(self).prepare(bind(self, args, kwargs)))

    def _build(
        self, in_size: Any, dt: Any, method: Method, initial: Mapping[str, Any] | None,
        delays: Mapping[str, Any] | None = None, **params: Any,
    ) -> None:  # fmt: skip
        who = type(self).__name__
        self.in_size = self.out_size = checked_size(who, in_size)
        self._noises: tuple[tuple[str, str], ...] = ()
        self.dt, self.method = dt, method
        self.params = State(
            self._population(params={name: self._row(name, value) for name, value in params.items()}).params
        )
        late = {
            drive: None if value is None else flat(who, f"delay of {drive}", value, ms, self.in_size)
            for drive, value in (delays or {}).items()
        }
        self._delays = tuple(self._population(delays=late).delays.items())
        if initial is not None:
            for name in initial:
                if name not in self.model.states:
                    raise KeyError(f"{who}: {unknown('state in initial', name, self.model.states)}")
            rows = {name: self._row(name, value) for name, value in initial.items()}
            self.initial = State(dict(self._population(initial=rows).initial))
        self.init_state()

    def _row(self, name: str, value: Any) -> Any:
        return flat(type(self).__name__, name, value, self.model.unit_of(name), self.in_size)

    def _population(self, **what: Any) -> Population:
        """The checks of units, domains and shapes, which are those of every population."""
        return Population(self.model, cells(self.in_size), **what)

    def _convert(self, name: str, value: Any) -> Any:
        return self._population(params={name: self._row(name, value)}).params[name]

    @property
    def method(self) -> Method:
        """The integrator, of ``brainmass.integrate``."""
        return self._method

    @method.setter
    def method(self, method: Method) -> None:
        if not hasattr(method, "step"):
            raise TypeError(
                f"{type(self).__name__}: method must be an integrator ({', '.join(methods)} of brainmass.integrate), "
                f"got {method!r}"
            )
        self._method, self._step = method, None

    def __setattr__(self, name: str, value: Any) -> None:
        # brainstate puts attributes back one by one when it copies: what is listed already is attached already.
        listed = name in (attribute for _, attribute in vars(self).get("_noises", ()))
        if name.startswith("noise_") and (not listed or name in vars(self)):
            self._attach(name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        super().__delattr__(name)
        self._noises, self._step = tuple(pair for pair in self._noises if pair[1] != name), None

    def _attach(self, name: str, noise: Any) -> None:
        """Let a process act on the state or drive that ``noise_<name>`` stands for, in its unit."""
        who, target = type(self).__name__, _target(self.model, name)
        if not isinstance(noise, NoiseFace):
            raise TypeError(f"{who}: {name} must be a noise such as brainmass.OUProcess(in_size=...), got {noise!r}")
        if noise.in_size != self.in_size:
            raise ValueError(f"{who}: {name} has in_size {noise.in_size}, but the regions have {self.in_size}")
        # The population checks the process against its target; the face then takes the unit of the target.
        self._population(noise={target: noise.process()})
        unit = self.model.unit_of(target)
        to_slope = target in self.model.states and not noise.kind.increment
        noise.take_unit(f"{who}: {name}", unit / self.model.time if to_slope else unit)
        self._noises, self._step = (*(pair for pair in self._noises if pair[0] != target), (target, name)), None

    def init_state(self, batch_size: Any = None, **others: Any) -> None:
        """Draw initial states around the model's defaults, from ``brainstate.random``.

        Parameters
        ----------
        batch_size : int, optional
            So many independent copies: every state gets an axis in front of ``in_size``.
        """
        batch = batches(batch_size)
        held = vars(self).get("initial")
        population = self._population(initial=None if held is None else held.value)
        states = start_states(population, random.split_key(), batch)
        for name, value in states.items():
            keep(self, name, jnp.reshape(value, (*batch, *self.in_size)), HiddenState)
        if self._delays:
            past = always(self.model, self._own(current_dt(self._dt)), states, self.params.value)
            for drive, x in past.items():
                keep(self, f"past_{drive}", jnp.reshape(x, (*batch, *self.in_size, x.shape[-1])), HiddenState)

    reset_state = init_state

    def update(self, **drives: Any) -> jax.Array:
        """One step of length ``dt``. Returns the first state after it."""
        held = vars(self)
        states = {name: held[name].value for name in self.model.states}
        shape = common_shape(type(self).__name__, states, self.in_size)
        attached = [(target, held[name]) for target, name in self._noises]
        dt = current_dt(self._dt)
        own = self._own(dt)
        states, memories, past = ((not own and self._step) or self._compile(own))(
            states,
            self.params.value,
            self._inputs(drives, shape) if drives else {},
            {target: noise.params.value for target, noise in attached},
            {target: noise.memory_for(shape) for target, noise in attached},
            self._past_for(shape, own),
            dt,
        )
        try:
            for name, value in states.items():
                held[name].value = value
            for target, noise in attached:
                noise.memory = memories[target]
            for drive, value in past.items():
                held[f"past_{drive}"].value = value
        except TraceContextError:
            raise plain_jax(type(self).__name__) from None
        return states[next(iter(self.model.states))]

    def _inputs(self, drives: Mapping[str, Any], shape: tuple[int, ...]) -> dict[str, Any]:
        who, declared = type(self).__name__, self.model.drives
        for name in drives:
            if name not in declared:
                raise TypeError(f"{who}.update(): {unknown('input', name, declared)}")
        return {name: fitting(who, f"input {name}", x, declared[name].unit, shape) for name, x in drives.items()}

    def _own(self, dt: Any) -> tuple[Own, ...]:
        return own_steps(type(self).__name__, self.model, self._delays, dt)

    def _past_for(self, shape: tuple[int, ...], own: tuple[Own, ...]) -> dict[str, Any]:
        """What was sent in the last steps; kept for the dt at which the states were started."""
        past = {each.drive: vars(self)[f"past_{each.drive}"].value for each in own}
        for each in own:
            if past[each.drive].shape != (*shape, each.length):
                raise ValueError(
                    f"{type(self).__name__}: what {each.drive} is to receive was kept with another dt or batch size: "
                    "call init_state() under the dt with which update() is called"
                )
        return past

    def _compile(self, own: tuple[Own, ...]) -> Callable[..., Any]:
        kinds = tuple((target, vars(self)[name].kind) for target, name in self._noises)
        self._step = stepper(Structure(self.model, self._method, self.in_size, kinds, type(self).between, own))
        return self._step


def _target(model: Model, name: str) -> str:
    """The state or drive that ``noise_<name>`` acts on: of that name, or the only state that ends in it."""
    end = name.removeprefix("noise_")
    if end in model.states or end in model.drives:
        return end
    found = [state for state in model.states if end and state.endswith(end)]
    if len(found) != 1:
        known = [f"noise_{target}" for target in (*model.states, *model.drives)]
        raise AttributeError(f"{model.name}: {unknown('target of noise', name, known)}")
    return found[0]


def updater(model: Model) -> Callable[..., jax.Array]:
    """``update`` with the inputs of ``model`` in its signature and its help."""

    def update(self: Nodes, **drives: Any) -> jax.Array:
        return Nodes.update(self, **drives)

    update.__signature__, update.__doc__ = update_signature(model), update_doc(model)  # pyright: ignore
    return update


@cache
def make_class(model: Model) -> type[Nodes]:
    """The imperative class of a model: of the catalogue, or your own.

    Examples
    --------
    >>> from brainmass.models import hopf
    >>> make_class(hopf)(in_size=3).update().shape
    (3,)
    """
    name = model.public or "".join(part.capitalize() for part in model.name.split("_"))
    taken = [n for n in (*model.states, *model.params) if hasattr(Nodes, n) or n in ("params", "initial", "in_size")]
    if taken:
        raise TypeError(f"{model.name}: '{taken[0]}' cannot be the name of a quantity of a class; rename it")
    for drive, declared in model.own_drives.items():
        refuse_driven(
            f"{model.name}: drive '{drive}'", model, str(declared.own), "be received at once; declare it with"
        )
    defaults = {p: declared.default for p, declared in model.params.items()}

    rest = {"dt": None, "method": rk4, "initial": None, **({"delays": None} if model.own_drives else {})}
    signature = signed({"in_size": REQUIRED}, {**defaults, **rest})
    fields = {p: parameter(p, declared.doc) for p, declared in model.params.items()}
    return type(
        name,
        (Nodes,),
        {
            **fields,
            "model": model,
            "signature": signature,
            "__signature__": signature,
            "__doc__": class_doc(model, name),
            "__module__": "brainmass",
            "update": updater(model),
        },
    )


def __getattr__(name: str) -> type[Nodes]:
    models = names.model_classes()
    if name not in models:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return make_class(catalogue[models[name]])
