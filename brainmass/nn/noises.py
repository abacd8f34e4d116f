"""The noise processes as classes: attached to nodes they act at every step, alone ``update()`` draws the next value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache, partial
from inspect import signature
from typing import Any, ClassVar

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.nn._brainstate import HiddenState, State, TraceContextError, random
from brainmass.nn.clock import current_dt, step_length
from brainmass.nn.docs import noise_doc
from brainmass.nn.door import Size, batches, cells, checked_size
from brainmass.nn.face import REQUIRED, Face, bind, keep, parameter, plain_jax, signed
from brainmass.nn.step import Memory, advance_noise, start_noise
from brainmass.noise import Noise, White, coloured, misfitting, ou, white
from brainmass.units import Unit, house_unit, is_quantity, ms, one


@partial(jax.tree_util.register_dataclass, data_fields=["sigma"], meta_fields=[])
@dataclass(frozen=True)
class Brownian:
    """The sum of all increments of white noise so far."""

    sigma: Any
    channels = 1
    increment = False

    def in_units(self, unit: Unit) -> Brownian:
        return Brownian(White(self.sigma).in_units(unit).sigma)

    def init(self, normals: jax.Array) -> jax.Array:
        return jnp.zeros_like(normals[0])

    def step(self, memory: jax.Array, normals: jax.Array, dt: Any) -> tuple[jax.Array, jax.Array]:
        _, kick = White(self.sigma).step((), normals, dt)
        return memory + kick, memory


def brownian(sigma: Any) -> Brownian:
    """Brownian motion from 0: the variance after a time t is sigma^2 t.

    Parameters
    ----------
    sigma : float, array or quantity
        Standard deviation per square root of time, in units of the value per sqrt(ms).
    """
    return Brownian(white(sigma).sigma)


def pink(sigma: Any, f_min: Any = 0.01, f_max: Any = 100.0) -> Noise:
    """1/f noise between two frequencies: coloured noise with beta = 1.

    Parameters
    ----------
    sigma : float, array or quantity
        Stationary standard deviation.
    f_min, f_max : float or quantity
        The band in which the spectrum falls as 1/f, Hz.
    """
    return coloured(sigma, 1.0, f_min, f_max)


class NoiseFace(Face):
    """A noise process for every region. The base of the classes of this module.

    Its numbers take the unit of what it is attached to; a bare number is already in it. Alone, a quantity is converted
    to the library's units (ms, mm, mV, nA) and the values are plain numbers in them.
    """

    make: ClassVar[Callable[..., Any]]
    root_time: ClassVar[bool]
    """Whether sigma is per square root of time."""
    kind: type[Any]
    unit: Unit | None = None
    key: HiddenState
    _batch: Size = ()
    _dt: float | None
    dt = step_length

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        self._build(**bind(self, args, kwargs))

    def _build(self, in_size: Any, dt: Any, **given: Any) -> None:
        self.in_size = self.out_size = checked_size(type(self).__name__, in_size)
        self.dt = dt
        process = self._process(given)
        self.kind = type(process)
        self.params = State({field.name: jnp.asarray(getattr(process, field.name), float) for field in fields(process)})
        self.init_state()

    def _process(self, given: Mapping[str, Any]) -> Any:
        """The process of the library, in plain numbers of ``unit``."""
        who = type(self).__name__
        given = {name: _row(value, self.in_size) for name, value in given.items()}
        quantity = next((given[name] for name in ("sigma", "mean") if is_quantity(given.get(name))), None)
        if quantity is not None and self.unit is None:
            self.unit = house_unit(quantity) * ms**0.5 if self.root_time else house_unit(quantity)
        try:
            process = type(self).make(**given).in_units(self.unit or one)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{who}: {error}") from None
        misfit = misfitting(process, cells(self.in_size))
        if misfit:
            raise ValueError(f"{who}: {misfit}; give a number or one for each of in_size = {self.in_size}")
        return process

    def _convert(self, name: str, value: Any) -> Any:
        others = {n: p.default for n, p in signature(type(self).make).parameters.items() if p.default is not p.empty}
        process = self._process(
            {"sigma": 1.0, **({"tau": 1.0} if "tau" in self.params.value else {}), **others, name: value}
        )
        return jnp.asarray(getattr(process, name), float)

    def process(self) -> Any:
        """The process of the library with the present numbers."""
        return self.kind(**self.params.value)

    def take_unit(self, what: str, unit: Unit) -> None:
        """Express the numbers in the unit of what the process is attached to."""
        if self.unit is not None and self.unit.dims != unit.dims:
            raise TypeError(f"{what} is in {self.unit}, which cannot be converted to {unit}")
        factor = 1.0 if self.unit is None else self.unit.scale / unit.scale
        self.unit = unit
        if not np.isclose(factor, 1.0, rtol=1e-9):
            scaled = {name: self.params.value[name] * factor for name in ("sigma", "mean") if name in self.params.value}
            self.params.value = {**self.params.value, **scaled}
            self.init_state(self._batch or None)

    def init_state(self, batch_size: Any = None, **_: Any) -> None:
        """Start in the stationary distribution, from ``brainstate.random``.

        Parameters
        ----------
        batch_size : int, optional
            So many independent copies: every value gets an axis in front of ``in_size``.
        """
        self._batch = batches(batch_size)
        memory = start_noise(self.process(), random.split_key(), self._batch, cells(self.in_size))
        # Hidden states both, so that whoever batches the hidden states of nodes batches the noise with them.
        keep(self, "key", memory.key, HiddenState)
        if isinstance(memory.inside, jax.Array):
            keep(self, "x", memory.inside, HiddenState)

    reset_state = init_state

    @property
    def memory(self) -> Memory:
        """What the process remembers (white noise: nothing), and the key of its next draw."""
        held = vars(self)
        return Memory(held["x"].value if "x" in held else (), held["key"].value)

    @memory.setter
    def memory(self, memory: Memory) -> None:
        held = vars(self)
        held["key"].value = memory.key
        if "x" in held:
            held["x"].value = memory.inside

    def memory_for(self, shape: Size) -> Memory:
        """The memory for a step of nodes whose states have ``shape``."""
        batch = shape[: len(shape) - len(self.in_size)]
        if batch != self._batch:
            raise ValueError(
                f"{type(self).__name__} was started for batches of shape {self._batch}, the nodes have {batch}: call "
                "init_all_states(batch_size=...) of the nodes once the noise is attached"
            )
        return self.memory

    def update(self) -> jax.Array:
        """The value that holds during the next step: an increment of a state for white noise, else a plain value."""
        step = _alone(self.kind, self._batch, self.in_size)
        value, after = step(self.params.value, self.memory, current_dt(self._dt))
        try:
            self.memory = after
        except TraceContextError:
            raise plain_jax(type(self).__name__) from None
        return value


@cache
def _alone(kind: type[Any], batch: Size, in_size: Size) -> Callable[..., Any]:
    @jax.jit
    def step(params: dict[str, Any], memory: Any, dt: Any) -> tuple[jax.Array, Any]:
        value, after = advance_noise(kind(**params), memory, batch, cells(in_size), dt)
        return value.reshape(*batch, *in_size), after

    return step


def _row(value: Any, in_size: Size) -> Any:
    """One number for each region in a row, whatever the shape of ``in_size``."""
    return value.reshape(-1) if len(in_size) > 1 and np.shape(value) == in_size else value


def _face(name: str, make: Callable[..., Any], order: Mapping[str, Any], root_time: bool = False) -> type[NoiseFace]:
    """The class of a process, with its arguments in ``order`` and their defaults."""
    arguments = signed({"in_size": REQUIRED, **order}, {"dt": None})
    settable = {n: parameter(n, f"The present {n}.") for n in ("sigma", "tau", "mean") if n in order}
    content = {"make": staticmethod(make), "root_time": root_time, "signature": arguments, "__signature__": arguments}
    return type(name, (NoiseFace,), {
        **settable, **content, "__doc__": noise_doc(name, make), "__module__": "brainmass",
    })  # fmt: skip


_BAND = {"f_min": 0.01, "f_max": 100.0}

OUProcess = _face("OUProcess", ou, {"mean": 0.0, "sigma": 1.0, "tau": 10.0})
GaussianNoise = _face("GaussianNoise", white, {"sigma": 1.0}, root_time=True)
BrownianNoise = _face("BrownianNoise", brownian, {"sigma": 1.0}, root_time=True)
ColoredNoise = _face("ColoredNoise", coloured, {"sigma": 1.0, "beta": 1.0, **_BAND})
PinkNoise = _face("PinkNoise", pink, {"sigma": 1.0, **_BAND})
