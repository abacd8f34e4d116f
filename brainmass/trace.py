"""The one walk over a traced right-hand side.

JAX records a right-hand side as a flat list of primitive operations. A :class:`Reading` says what one operation does to
whatever it reads (units for the dimension check, text for the printed equation); :func:`walk` does the rest.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import jax
import jax.numpy as jnp
import numpy as np
from jax.extend import core as jex

from brainmass.spec import Model
from brainmass.units import is_traced

T = TypeVar("T")

# Equations that hold others under another name for JAX's own purposes: reading goes on inside.
_INNER = {"jaxpr", "call_jaxpr", "fun_jaxpr"}

_ASKED_FOR_A_VALUE = (
    jax.errors.ConcretizationTypeError,
    jax.errors.TracerArrayConversionError,
    jax.errors.TracerIntegerConversionError,
)


class Reading(Protocol[T]):
    """What one reading of the operations needs to say."""

    def literal(self, value: float) -> T:
        """Read a number that stands in the source."""
        ...

    def apply(self, operation: str, operands: Sequence[T], settings: Mapping[str, Any]) -> T:
        """Read one primitive operation."""
        ...

    def call(self, name: str, operands: Sequence[T], results: int) -> Sequence[T] | None:
        """Read a call of a named function as a whole, with so many results, or return None to have its inside read."""
        ...

    def bind(self, variable: int, value: T) -> T:
        """Called with each result, so that a reading can give it a name."""
        ...


@dataclass(frozen=True)
class Trace(Generic[T]):
    """A traced right-hand side: the operations, and the names of what goes in and out."""

    jaxpr: Any
    inputs: tuple[str, ...]
    results: tuple[str, ...]
    steps: tuple[str, ...] = ()
    """Names that the author gave to values on the way; they come after the results."""


def trace(model: Model, *, with_steps: bool = False) -> Trace:
    """Record the right-hand side of ``model`` for scalars, on request with the local variables of the function.

    Raises
    ------
    ValueError
        If the function does not return exactly its states and declared outputs, or holds an array.
    TypeError
        If it asks for the value of a quantity, as ``if`` and NumPy functions do.
    """
    names = (*model.states, *model.params, *model.drives)
    wanted = (*model.states, *model.outputs)
    local: dict[str, Any] = {}

    def flat(*values: Any) -> list[Any]:
        with _locals_of(model.function, local) if with_steps else nullcontext():
            result = model.function(**dict(zip(names, values, strict=True)))
        if not isinstance(result, dict) or set(result) != set(wanted):
            got = sorted(result) if isinstance(result, dict) else type(result).__name__
            raise ValueError(
                f"{model.name}: the right-hand side must return a dict with {', '.join(wanted)}; got {got}"
            )
        for name in [n for n, x in local.items() if n in names or n in wanted or not is_traced(x)]:
            del local[name]
        return [jnp.asarray(result[name], float) for name in wanted] + list(local.values())

    try:
        jaxpr = jax.make_jaxpr(flat)(*(jax.ShapeDtypeStruct((), jnp.result_type(float)) for _ in names))
    except _ASKED_FOR_A_VALUE:
        raise TypeError(
            f"{model.name}: the right-hand side must be arithmetic and jnp functions; write jnp.where(...) for 'if', "
            "and jnp.tanh(...) for np.tanh(...) or math.tanh(...)"
        ) from None
    if any(np.ndim(constant) for constant in jaxpr.consts):
        raise ValueError(
            f"{model.name}: the right-hand side is elementwise: it may hold numbers, not arrays; "
            "declare them as parameters"
        )
    return Trace(jaxpr, names, wanted, tuple(local))


@contextmanager
def _locals_of(function: Callable[..., Any], found: dict[str, Any]) -> Iterator[None]:
    """Put into ``found`` the local variables of ``function`` as it returns; none while a profiler is at work."""

    def watch(frame: Any, event: str, _: Any) -> None:
        if event == "return" and frame.f_code is function.__code__:
            found.update(frame.f_locals)

    if sys.getprofile() is not None:
        yield
        return
    sys.setprofile(watch)
    try:
        yield
    finally:
        sys.setprofile(None)


def walk(recorded: Trace, inputs: Mapping[str, T], reading: Reading[T]) -> dict[str, T]:
    """Read every operation in order, starting from a value for each input; returns the value of each result."""
    closed = recorded.jaxpr
    results = _walk(closed.jaxpr, closed.consts, [inputs[name] for name in recorded.inputs], reading)
    return dict(zip(recorded.results, results, strict=False))


def named_variables(recorded: Trace) -> dict[int, str]:
    """The identity of the variable that holds each result and each step, for readings that print names."""
    named = [*recorded.steps, *recorded.results]  # a step that is a result goes by the name of the result
    held = recorded.jaxpr.jaxpr.outvars
    pairs = zip([*held[len(recorded.results) :], *held[: len(recorded.results)]], named, strict=True)
    return {id(variable): name for variable, name in pairs if not isinstance(variable, jex.Literal)}


def _walk(jaxpr: Any, consts: Sequence[Any], inputs: Sequence[T], reading: Reading[T]) -> list[T]:
    values: dict[int, T] = {id(v): reading.literal(_number(c)) for v, c in zip(jaxpr.constvars, consts, strict=True)}
    values.update((id(v), x) for v, x in zip(jaxpr.invars, inputs, strict=True))

    def read(atom: Any) -> T:
        return reading.literal(_number(atom.val)) if isinstance(atom, jex.Literal) else values[id(atom)]

    for equation in jaxpr.eqns:
        operands = [read(atom) for atom in equation.invars]
        inner = next((equation.params[key] for key in _INNER if key in equation.params), None)
        name, count = str(equation.params.get("name", "")), len(equation.outvars)
        whole = reading.call(name, operands, count) if inner is not None else None
        if "branches" in equation.params or (inner is None and len(equation.outvars) != 1):
            name = equation.primitive.name
            raise ValueError(f"a right-hand side is elementwise arithmetic, without '{name}'; use jnp.where to choose")
        if inner is None:
            results = [reading.apply(equation.primitive.name, operands, equation.params)]
        elif whole is not None:
            results = whole
        else:
            closed, inner_consts = (inner.jaxpr, inner.consts) if hasattr(inner, "consts") else (inner, ())
            results = _walk(closed, inner_consts, operands, reading)
        for variable, value in zip(equation.outvars, results, strict=True):
            values[id(variable)] = reading.bind(id(variable), value)
    return [read(atom) for atom in jaxpr.outvars]


def _number(value: Any) -> float:
    return np.asarray(value).item()
