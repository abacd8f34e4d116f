"""Integrators. A method is data (a tableau); the step is shared.

A flow is given in two parts: ``inputs(y, c)``, the drives that network, noise and stimulus bring at the fraction ``c``
of the step when the states are ``y``; and ``local(y, drives)``, the models' own right-hand sides. Coupling is thus
evaluated anew at every stage: frozen over the step, it would make every method first order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import jax
import jax.numpy as jnp

from brainmass.functions import exprel

Tree = Any


class Flow(NamedTuple):
    """The right-hand side of a network: dy/dt = local(y, inputs(y, c))."""

    inputs: Callable[[Tree, float], Tree]
    local: Callable[[Tree, Tree], Tree]

    def __call__(self, y: Tree, c: float) -> Tree:
        """Derivative of every state at the fraction ``c`` of the step."""
        return self.local(y, self.inputs(y, c))


class Method(Protocol):
    """An integrator: one step of length ``dt``, with the noise increments ``dw`` of that step."""

    @property
    def name(self) -> str:
        """What it is called in provenance and configuration."""
        ...

    def step(self, flow: Flow, y: Tree, dt: Any, dw: Tree) -> Tree:
        """The states one step on. ``dw`` has the structure of ``y``; None where a state has no noise."""
        ...


@dataclass(frozen=True)
class RungeKutta:
    """Explicit Runge-Kutta: rows of ``a``, weights ``b``, nodes ``c``.

    With additive noise every stage sees the increment in proportion to its node, and the result the whole: Euler
    becomes Euler-Maruyama and Heun the stochastic Heun method (strong order 1 for additive noise).
    """

    name: str
    a: tuple[tuple[float, ...], ...] = field(repr=False)
    b: tuple[float, ...] = field(repr=False)
    c: tuple[float, ...] = field(repr=False)

    def step(self, flow: Flow, y: Tree, dt: Any, dw: Tree) -> Tree:
        slopes: list[Tree] = []
        for row, node in zip(self.a, self.c, strict=True):
            slopes.append(flow(_advance(y, dt, row, slopes, dw, node), node))
        return _advance(y, dt, self.b, slopes, dw, 1.0)


@dataclass(frozen=True)
class ExponentialEuler:
    """Exponential Euler: each state by its own linearisation, exact for linear decay towards a constant.

    x_{n+1} = x_n + dt phi(J dt) f(x_n), where phi(z) = (e^z - 1) / z and J = d f_x / d x of the model's own right-hand
    side.
    White noise is scaled by sqrt(phi(2 J dt)), which makes an Ornstein-Uhlenbeck state exact in distribution.

    Source: Hochbruck and Ostermann (2010) Acta Numerica 19:209, doi:10.1017/S0962492910000048.
    """

    name: str = "exponential_euler"

    def step(self, flow: Flow, y: Tree, dt: Any, dw: Tree) -> Tree:
        drives = flow.inputs(y, 0.0)
        result: dict[str, dict[str, jax.Array]] = {}
        for population, states in y.items():
            result[population] = {}
            for name, x in states.items():

                def own(value: jax.Array, population: str = population, name: str = name) -> jax.Array:
                    moved = {**y, population: {**y[population], name: value}}
                    return flow.local(moved, drives)[population][name]

                slope, rate = jax.jvp(own, (x,), (jnp.ones_like(x),))
                increment = dw[population][name]
                kick = 0.0 if increment is None else jnp.sqrt(exprel(2 * dt * rate)) * increment
                result[population][name] = x + dt * exprel(dt * rate) * slope + kick
        return result


euler = RungeKutta("euler", a=((),), b=(1.0,), c=(0.0,))
"""Euler; with noise, Euler-Maruyama. First order."""

heun = RungeKutta("heun", a=((), (1.0,)), b=(0.5, 0.5), c=(0.0, 1.0))
"""Heun's method; with noise, stochastic Heun. Second order, also with delays."""

rk4 = RungeKutta(
    "rk4", a=((), (0.5,), (0.0, 0.5), (0.0, 0.0, 1.0)), b=(1 / 6, 1 / 3, 1 / 3, 1 / 6), c=(0.0, 0.5, 0.5, 1.0)
)
"""The classical Runge-Kutta method. Fourth order without delays, second with them (history is linear in between)."""

exponential_euler = ExponentialEuler()
"""Exponential Euler. First order, stable for stiff decay."""

methods: dict[str, Method] = {m.name: m for m in (euler, heun, rk4, exponential_euler)}


def _advance(y: Tree, dt: Any, weights: tuple[float, ...], slopes: list[Tree], dw: Tree, share: float) -> Tree:
    """y + dt sum_k w_k slope_k + share dw."""
    used = [(w, k) for w, k in zip(weights, slopes, strict=False) if w]
    result = {}
    for population, states in y.items():
        result[population] = {}
        for name, x in states.items():
            if used:
                x = x + dt * sum(k[population][name] if w == 1.0 else w * k[population][name] for w, k in used)
            increment = dw[population][name]
            if share and increment is not None:
                x = x + (increment if share == 1.0 else share * increment)
            result[population][name] = x
    return result
