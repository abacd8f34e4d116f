"""What the imperative classes share: arguments by name, numbers in one state, a step that is read at call time."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from copy import deepcopy
from inspect import Parameter, Signature
from typing import Any, ClassVar, NamedTuple, Self

import jax
import numpy as np

from brainmass.errors import unknown
from brainmass.nn._brainstate import Module, State, TraceContextError
from brainmass.nn.door import Size
from brainmass.units import is_quantity, is_traced

REQUIRED = Parameter.empty


class _Saved(NamedTuple):
    """A state on its way through pickle: brainstate's own hold references that cannot be stored."""

    kind: type[State]
    value: Any


class Face(Module):
    """The base of every imperative class.

    Attributes
    ----------
    params : State
        Every number of the object by name, in the library's units. Held in a state, a change takes effect in functions
        that brainstate has compiled already, and ``brainstate.transform.grad`` can differentiate by it.
    """

    signature: ClassVar[Signature]
    params: State
    in_size: Size  # pyright: ignore[reportIncompatibleMethodOverride]

    @abstractmethod
    def _convert(self, name: str, value: Any) -> Any:
        """The number that ``params`` holds for what a user sets."""

    def __setattr__(self, name: str, value: Any) -> None:
        if isinstance(value, int | float | np.ndarray | jax.Array) or is_quantity(value):
            _refuse_slip(self, name)
        super().__setattr__(name, value)

    def __getstate__(self) -> dict[str, Any]:
        held = {name: value for name, value in vars(self).items() if name not in self.graph_invisible_attrs}
        return {name: _Saved(type(x), x.value) if isinstance(x, State) else x for name, x in held.items()}

    def __setstate__(self, held: Mapping[str, Any]) -> None:
        vars(self).update({name: x.kind(x.value) if isinstance(x, _Saved) else x for name, x in held.items()})

    def __copy__(self) -> Self:
        """A copy of everything: one that shared some of the states would be neither here nor there."""
        return deepcopy(self)

    def __repr__(self) -> str:
        size = " x ".join(map(str, self.in_size)) if self.in_size else ""
        return f"<{type(self).__name__}{' of ' + size if size else ''}>"


def parameter(name: str, doc: str) -> property:
    """A number of ``params`` as an attribute: reading gives it in the library's units, setting converts and checks."""

    def read(self: Face) -> Any:
        return self.params.value[name]

    def write(self: Face, value: Any) -> None:
        self.params.value = {**self.params.value, name: self._convert(name, value)}

    return property(read, write, doc=doc)


def signed(positional: Mapping[str, Any], keywords: Mapping[str, Any]) -> Signature:
    """A signature from names and defaults; what has ``REQUIRED`` for a default must be given."""
    kinds = ((positional, Parameter.POSITIONAL_OR_KEYWORD), (keywords, Parameter.KEYWORD_ONLY))
    return Signature([Parameter(name, kind, default=x) for given, kind in kinds for name, x in given.items()])


def bind(face: Face, args: tuple[Any, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a constructor by name, with the defaults filled in."""
    who, signature = type(face).__name__, type(face).signature
    for name in given:
        if name not in signature.parameters:
            raise TypeError(f"{who}: {unknown('argument', name, signature.parameters)}")
    try:
        bound = signature.bind(*args, **given)
    except TypeError as error:
        raise TypeError(f"{who}: {error}; write {who}{signature}") from None
    bound.apply_defaults()
    return bound.arguments


def keep(face: Face, name: str, value: Any, kind: type[State]) -> None:
    """Start a state: into the object that is there, for functions compiled with it, or into a new one.

    A traced value is the sign of brainstate's ``vmap_new_states``, which wants new ones.
    """
    old = vars(face).get(name)
    leaves = jax.tree.leaves(value)
    if old is not None and not any(map(is_traced, leaves)):
        before = jax.tree.leaves(old.value)
        if [(x.shape, x.dtype) for x in before] == [(x.shape, x.dtype) for x in leaves]:
            old.value = value
            return
    setattr(face, name, kind(value))


def _refuse_slip(face: Face, name: str) -> None:
    """Refuse a number in place of a state, and one under a name that is none of the object's, but nearly one."""
    who, held = type(face).__name__, vars(face)
    if isinstance(held.get(name), State):
        raise AttributeError(f"{who}: {name} is a state; write {name}.value = ... to give it a value")
    if name.startswith("_") or hasattr(type(face), name) or "params" not in held:
        return
    if name in type(face).signature.parameters:
        raise AttributeError(f"{who}: {name} is fixed when the object is made; make a new one")
    sentence = unknown("parameter", name, {**type(face).signature.parameters, **face.params.value})
    if "did you mean" in sentence:
        raise AttributeError(f"{who}: {sentence}")


def plain_jax(who: str) -> TraceContextError:
    """What to write instead, where a plain JAX transformation is wrapped around something that keeps states."""
    return TraceContextError(
        f"{who}.update() keeps its states, which a plain JAX transformation cannot carry: write "
        "brainstate.transform.jit, .scan, .for_loop, .vmap or .grad in place of jax.jit, jax.lax.scan, "
        "jax.lax.fori_loop, jax.vmap or jax.grad (or use brainmass.simulate)"
    )
