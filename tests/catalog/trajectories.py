"""What SciPy makes of a model, and for how long two accurate solvers can be expected to agree about it.

They cannot after chaos has made rounding visible, and no method of fixed steps keeps its order across a switch (a
``jnp.where`` whose condition changes). Both times are found here from the model alone, so that an author states none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.extend import core as jex
from scipy.integrate import solve_ivp

from brainmass.spec import Model
from tests.catalog.cases import spread_start
from tests.flows import flow

DURATION = 200.0
COMPARISONS = {"lt", "le", "gt", "ge", "eq", "ne", "sign"}
CLAMPS = {"max", "min", "clamp"}
SMOOTH = {"sigmoid", "rectify", "exprel"}


@dataclass(frozen=True)
class Reference:
    """A trajectory in float64 by DOP853 at 1e-13 and how far it can be trusted.

    Attributes
    ----------
    curve : callable
        State, by time in ms.
    growth : callable
        By what factor a small error at the start has grown until then, at most.
    switch : float
        When the first condition of the right-hand side changes, ms.
    scale : array
        Size of every state along it.
    rate : float
        Largest eigenvalue of the Jacobian along it, 1/ms.
    """

    curve: Callable[[Any], np.ndarray]
    times: np.ndarray
    growths: np.ndarray
    switch: float
    scale: np.ndarray
    rate: float

    def until(self, growth: float) -> float:
        """The time until which errors have grown by less than ``growth`` and no switch has happened."""
        over = np.flatnonzero(self.growths > growth)
        return min(self.switch, DURATION if not len(over) else self.times[over[0] - 1])


@cache
def reference(model: Model) -> Reference:
    """``model`` with its defaults and no input, from ``spread_start``, over 200 ms."""
    with jax.enable_x64(True):
        local = flow(model)
        start = np.array(list(spread_start(model).values()))
        options = {"method": "DOP853", "rtol": 1e-13, "atol": 1e-15 * np.maximum(np.abs(start), 1e-3)}
        solved = solve_ivp(lambda t, y: local.f(y), (0, DURATION), start, dense_output=True, **options)
        times = np.linspace(0.0, DURATION, 2001)
        curve = solved.sol(times)
        scale = np.maximum(np.abs(curve).max(axis=1), 1e-3)
        nudge = 1e-8 * scale * (-1.0) ** np.arange(len(start))
        other = solve_ivp(lambda t, y: local.f(y), (0, DURATION), start + nudge, dense_output=True, **options)
        apart = np.abs(other.sol(times) - curve) / scale[:, None] / 1e-8
        growths = np.maximum.accumulate(apart.max(axis=0))
        rates = [np.abs(local.eigenvalues(y)).max() for y in curve[:, ::100].T]
        return Reference(solved.sol, times, growths, first_switch(model, times, curve), scale, max(rates))


def first_switch(model: Model, times: np.ndarray, curve: np.ndarray) -> float:
    """When the first comparison in the right-hand side changes along the trajectory; infinity if none does."""
    states = {name: jnp.asarray(row) for name, row in zip(model.states, curve, strict=True)}
    params = {name: jnp.full(len(times), value) for name, value in model.defaults().items()}
    drives = {name: jnp.zeros(len(times)) for name in model.drives}
    closed = jax.make_jaxpr(model)(states, params, drives)
    conditions: list[np.ndarray] = []
    _evaluate(closed, jax.tree.leaves((states, params, drives)), conditions)
    changes = [np.flatnonzero(np.diff(condition)) for condition in conditions]
    return min((times[change[0]] for change in changes if len(change)), default=np.inf)


def _evaluate(closed: Any, inputs: list[Any], conditions: list[np.ndarray]) -> list[Any]:
    """Values of a traced function, noting every comparison that it makes except inside functions known to be smooth."""
    jaxpr, consts = (closed.jaxpr, closed.consts) if hasattr(closed, "consts") else (closed, [])
    values = dict(zip([*jaxpr.constvars, *jaxpr.invars], [*consts, *inputs], strict=True))

    def read(atom: Any) -> Any:
        return atom.val if isinstance(atom, jex.Literal) else values[atom]

    for equation in jaxpr.eqns:
        operands, name = [read(atom) for atom in equation.invars], equation.primitive.name
        inner = next((equation.params[key] for key in ("jaxpr", "call_jaxpr") if key in equation.params), None)
        if inner is not None:
            smooth = equation.params.get("name") in SMOOTH
            results = _evaluate(inner, operands, [] if smooth else conditions)
        else:
            results = equation.primitive.bind(*operands, **equation.params)
            results = results if equation.primitive.multiple_results else [results]
        if name in COMPARISONS:
            conditions.append(np.atleast_1d(np.asarray(results[0])))
        elif name in CLAMPS:
            conditions.append(np.atleast_1d(np.asarray(operands[0]) < np.asarray(operands[1])))
        values.update(zip(equation.outvars, results, strict=True))
    return [read(atom) for atom in jaxpr.outvars]
