"""The couplings as classes: weights and strength are held, a call gives what arrives at every target."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any, ClassVar

import jax
import jax.numpy as jnp
import numpy as np

from brainmass import coupling as functions
from brainmass.coupling import Coupling
from brainmass.errors import require_finite
from brainmass.nn._brainstate import State
from brainmass.nn.docs import coupling_doc
from brainmass.nn.face import REQUIRED, Face, bind, parameter, signed
from brainmass.nn.names import COUPLINGS
from brainmass.units import is_traced, one, to_array


class CouplingFace(Face):
    """A coupling with its weights. The base of the classes of this module."""

    make: ClassVar[Callable[..., Coupling]]
    graph_invisible_attrs = ("_rule",)
    _rule: Coupling | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        given = bind(self, args, kwargs)
        conn = _weights(type(self).__name__, given.pop("conn"))
        self._fixed = tuple((name, given[name]) for name in given if callable(given[name]))
        values = {name: jnp.asarray(value, float) for name, value in self._made(**given).params.items()}
        for name, value in values.items():
            self._fits(name, value, conn.shape)
        self.params = State({"conn": conn, **values})
        self.out_size, self.in_size = conn.shape[:1], conn.shape[1:]
        if self.rule.prepare is not None and conn.shape[0] != conn.shape[1]:
            raise ValueError(f"{type(self).__name__}: conn must be square to have a Laplacian, got shape {conn.shape}")

    def _made(self, **given: Any) -> Coupling:
        try:
            return type(self).make(**given)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{type(self).__name__}: {error}") from None

    def _fits(self, name: str, value: Any, shape: tuple[int, ...]) -> None:
        if value.shape not in ((), shape[:1], shape[1:]):
            raise ValueError(
                f"{type(self).__name__}: {name} must be a number or one for each of the {shape[0]} targets, "
                f"got shape {value.shape}"
            )

    def _convert(self, name: str, value: Any) -> Any:
        shape = self.params.value["conn"].shape
        if name == "conn":
            conn = _weights(type(self).__name__, value)
            if conn.shape != shape:
                raise ValueError(f"{type(self).__name__}: conn must keep its shape {shape}, got {conn.shape}")
            return conn
        number = jnp.asarray(self._made(**{name: value}).params[name], float)
        self._fits(name, number, shape)
        return number

    @property
    def rule(self) -> Coupling:
        """What is sent and received, without numbers."""
        if self._rule is None:
            self._rule = self._made(**dict(self._fixed))
        return self._rule

    def init_state(self, *_: Any, **__: Any) -> None:
        """Nothing: a coupling keeps no states."""

    reset_state = init_state

    def _arrive(self, sources: tuple[Any, ...], target: Any) -> jax.Array:
        """What arrives at every target, shape (..., n_target)."""
        params, who, rule = self.params.value, type(self).__name__, self.rule
        targets, senders = params["conn"].shape
        sources = tuple(_activity(who, "source", x, senders) for x in sources)
        if not rule.uses_local:
            target = None
        elif target is not None:
            target = _activity(who, "target", target, targets)
        elif targets == senders:
            target = sources[0]
        else:
            raise TypeError(
                f"{who}: the {targets} targets are not the {senders} sources; give coupling(source, target)"
            )
        return _compiled(rule.send, rule.receive, rule.uses_local, rule.prepare)(params, sources, target)


@cache
def _compiled(*rule: Any) -> Callable[..., jax.Array]:
    @jax.jit
    def arrive(params: dict[str, Any], sources: tuple[Any, ...], target: Any) -> jax.Array:
        send, receive, uses_local, prepare = rule
        values = {name: value for name, value in params.items() if name != "conn"}
        return Coupling(send, receive, values, uses_local, prepare)(params["conn"], sources, target)

    return arrive


def _weights(who: str, conn: Any) -> jax.Array:
    weights = to_array(conn, one, f"{who}: conn")
    if weights.ndim != 2:
        raise ValueError(f"{who}: conn must be a matrix (targets x sources), square within a network, got shape "
                         f"{tuple(weights.shape)}")  # fmt: skip
    if not is_traced(weights):
        require_finite(f"{who}: conn", np.asarray(weights))
    return jnp.asarray(weights, float)


def _activity(who: str, what: str, value: Any, regions: int) -> Any:
    if not (isinstance(value, jax.Array) and value.dtype.kind == "f"):
        value = jnp.asarray(to_array(value, one, f"{who}: {what}"), float)
    if not value.ndim or value.shape[-1] != regions:
        raise ValueError(
            f"{who}: {what} must have shape (..., {regions}), the number of {what}s in conn (targets x sources); "
            f"got {tuple(value.shape)}"
        )
    return value


def _call(self: CouplingFace, source: Any, target: Any = None) -> jax.Array:
    """What arrives at every target. Without ``target``, the targets are the sources."""
    return self._arrive((source,), target)


def _call_pair(self: CouplingFace, y1: Any, y2: Any) -> jax.Array:
    """What arrives at every target, from both potentials of the sources."""
    return self._arrive((y1, y2), None)


def _face(name: str, make: Callable[..., Coupling]) -> type[CouplingFace]:
    defaults = {n: p.default for n, p in signature(make).parameters.items()}
    arguments = signed({"conn": REQUIRED, **defaults}, {})
    settable = {n: parameter(n, f"The present {n}.") for n in ("conn", *defaults) if not callable(defaults.get(n))}
    rule = make()
    sources = sum(n not in defaults for n in signature(rule.send or make).parameters)
    content = {"make": staticmethod(make), "update": _call if sources == 1 else _call_pair, "signature": arguments}
    return type(name, (CouplingFace,), {
        **settable, **content, "__signature__": arguments, "__module__": "brainmass",
        "__doc__": coupling_doc(name, make, rule.uses_local, sources),
    })  # fmt: skip


_MADE = {name: _face(name, getattr(functions, function)) for name, function in COUPLINGS.items()}


def __getattr__(name: str) -> type[CouplingFace]:
    if name not in _MADE:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return _MADE[name]
