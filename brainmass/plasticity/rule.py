"""A rule of plasticity: what a parameter follows, and how it changes with it. Your own is a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple, Protocol, runtime_checkable

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.errors import require_finite
from brainmass.spec import Interval, Param
from brainmass.units import is_quantity, is_traced, ms, to_array

_register = jax.tree_util.register_dataclass


@runtime_checkable
class Rule(Protocol):
    """What the engine asks of a rule: a frozen dataclass that is a pytree, its numbers leaves.

    It is advanced once a step, by what the region did at the beginning of the step. What it remembers is any pytree
    that has the parameter's value now, of shape (n,), under the name ``value``.
    """

    @property
    def follows(self) -> tuple[str, ...]:
        """States, outputs and parameters of the region that it is shown."""
        ...

    def fitted(self, declared: Param, n: int, what: str) -> Any:
        """The rule for a parameter declared so, of n regions: plain numbers, checked. ``what`` begins a complaint."""
        ...

    def init(self, value: jax.Array) -> Any:
        """Memory before the first step, for a parameter that begins with ``value``."""
        ...

    def step(self, memory: Any, seen: Mapping[str, Any], t: Any, dt: Any) -> Any:
        """Memory after the step from ``t`` to ``t + dt`` (ms since the beginning of the run), at whose beginning the
        region had what is ``seen``."""
        ...


class Learnt(NamedTuple):
    """What a parameter with a derivative remembers."""

    value: jax.Array
    means: Any = ()
    """Of what is followed, if running means of it are."""
    steps: Any = ()
    """That they have seen."""


@partial(_register, data_fields=["numbers", "average", "until"], meta_fields=["follows", "slope", "domain"])
@dataclass(frozen=True)
class Slope:
    """A parameter with a derivative, advanced by Euler's method. Made by :func:`rule`."""

    follows: tuple[str, ...]
    slope: Callable[..., Any]
    numbers: Mapping[str, Any]
    average: Any = None
    until: Any = None
    domain: Interval = (-np.inf, np.inf)
    """The value is held in it: that of the parameter."""

    def fitted(self, declared: Param, n: int, what: str) -> Slope:
        numbers = {name: number(x, n, f"{what}: {name}") for name, x in self.numbers.items()}
        return replace(self, numbers=numbers, domain=declared.domain)

    def init(self, value: jax.Array) -> Learnt:
        if self.average is None:
            return Learnt(value)
        return Learnt(value, jnp.zeros((len(self.follows), *value.shape), value.dtype), jnp.int32(0))

    def step(self, memory: Learnt, seen: Mapping[str, Any], t: Any, dt: Any) -> Learnt:
        followed = [seen[name] for name in self.follows]
        means, count = memory.means, memory.steps
        if self.average is not None:  # the plain mean until there is enough for a running one
            count = count + 1
            now = jnp.stack([jnp.broadcast_to(x, memory.value.shape) for x in followed]).astype(means.dtype)
            followed = means = means + jnp.maximum(1 / count, dt / self.average).astype(means.dtype) * (now - means)
        slope = self.slope(memory.value, *followed, **self.numbers)
        value = jnp.clip(memory.value + dt * slope, *self.domain)
        if self.until is not None:
            value = jnp.where(t < self.until - dt / 2, value, memory.value)
        return Learnt(value.astype(memory.value.dtype), means, count)


def rule(
    follows: str | Sequence[str], slope: Callable[..., Any], *, average: Any = None, until: Any = None, **numbers: Any
) -> Slope:
    """A rule of your own: d value / dt = slope(value, ...), advanced once a step by Euler's method.

    Parameters
    ----------
    follows : str or sequence of str
        What it is shown of the region: states, outputs and parameters of the model, as at the beginning of a step.
    slope : callable
        ``slope(value, *followed, **numbers)`` in plain ``jnp``, elementwise: the change per ms.
    average : float or quantity, optional
        Follow running means with this time constant, ms, in place of the values of the moment.
    until : float or quantity, optional
        When learning ends, ms since the beginning of the run (the transient included); the value stays from then on.
    **numbers : float or array of shape (n,)
        What else it depends on; leaves of the network, which can be swept, fitted and differentiated.

    Examples
    --------
    A gain that falls while a region is more active than it should be, and grows while it is less:

    >>> from brainmass.models import wilson_cowan
    >>> from brainmass.network import Network
    >>> def homeostasis(value, rE, target, tau):
    ...     return value * (target - rE) / tau
    >>> scaling = rule("rE", homeostasis, target=0.2, tau=500.0)
    >>> Network(wilson_cowan, 2, plasticity={"c_ee": scaling})
    <Network wilson_cowan: 2 wilson_cowan>
    """
    names = (follows,) if isinstance(follows, str) else tuple(follows)
    if not names or not all(isinstance(name, str) for name in names):
        raise TypeError(f"rule: follows must be names of states, outputs or parameters, got {follows!r}")
    if not callable(slope):
        raise TypeError(f"rule: slope must be a function slope(value, {', '.join(names)}, ...), got {slope!r}")
    return Slope(names, slope, numbers, time_of(average, "rule: average"), time_of(until, "rule: until"))


def time_of(given: Any, what: str) -> Any:
    """A positive time in ms, or None."""
    return None if given is None else positive(given, what)


def positive(given: Any, what: str, *, zero: bool = False) -> Any:
    """A time in ms, positive; or 0 if ``zero``."""
    value = to_array(given, ms, what)
    if np.ndim(value):
        raise ValueError(f"{what} must be one time, got shape {np.shape(value)}")
    if not is_traced(value) and not (np.isfinite(value) and (value > 0 or (zero and value == 0))):
        raise ValueError(f"{what} must be {'0 or more' if zero else 'positive'} and finite, in ms; got {float(value)}")
    return jnp.asarray(value, float)


def number(given: Any, n: int, what: str) -> Any:
    """A plain number, or one for each of n regions, finite."""
    if is_quantity(given):
        raise TypeError(f"{what} must be a plain number, in ms, mV, nA or 1/ms as the model has it; got {given}")
    if np.ndim(given) and np.shape(given) != (n,):
        raise ValueError(f"{what} must be a number or one for each of the {n} regions, got shape {np.shape(given)}")
    if is_traced(given):
        return given
    try:
        array = np.asarray(given, float)
    except (TypeError, ValueError):
        raise TypeError(f"{what} must be a number, got {given!r}") from None
    require_finite(what, array)
    return jnp.asarray(array, float)
