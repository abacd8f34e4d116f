"""A model as SciPy wants it: functions of one vector, in float64. Wants the fixture ``x64``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import jax
import jax.numpy as jnp
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import root

from brainmass.spec import Model

Vector = np.ndarray


@dataclass(frozen=True)
class Flow:
    """The right-hand side of ``model`` with given parameters and drives; states in the order of the declaration."""

    model: Model
    params: Mapping[str, float]
    drives: Mapping[str, float]

    def values(self, y: Vector) -> dict[str, float]:
        """Derivatives and outputs by name."""
        states = {name: jnp.asarray(value, float) for name, value in zip(self.model.states, y, strict=True)}
        return {name: float(value) for name, value in self.model(states, self.params, self.drives).items()}

    def _traced(self, y: jax.Array) -> jax.Array:
        slopes = self.model.rhs(dict(zip(self.model.states, y, strict=True)), self.params, self.drives)
        return jnp.stack([jnp.asarray(slope, float) for slope in slopes.values()])

    @cached_property
    def f(self) -> Callable[[Vector], Vector]:
        """dy/dt."""
        compiled = jax.jit(self._traced)
        return lambda y: np.asarray(compiled(np.asarray(y, float)))

    @cached_property
    def jacobian(self) -> Callable[[Vector], Vector]:
        """Matrix of the derivatives of dy/dt."""
        compiled = jax.jit(jax.jacfwd(self._traced))
        return lambda y: np.asarray(compiled(np.asarray(y, float)))

    def fixed_point(self, guess: Vector) -> Vector:
        """Where dy/dt = 0, near ``guess``."""
        found = root(self.f, guess, jac=self.jacobian, tol=1e-14)
        residual = np.abs(self.f(found.x)).max()
        assert residual < 1e-12, f"no fixed point near {guess}: |dy/dt| = {residual} at {found.x}"
        return found.x

    def eigenvalues(self, y: Vector) -> Vector:
        """Of the Jacobian, by falling real part."""
        values = np.linalg.eigvals(self.jacobian(y))
        return values[np.argsort(-values.real)]

    def cycle(self, start: Vector, settle: float, last: float, of: Callable[[Vector], Vector]) -> tuple[float, float]:
        """Period and peak-to-peak of ``of(y)`` on the limit cycle that ``start`` leads to.

        Integrated by DOP853 for ``settle`` and then for ``last`` ms; the period is taken between upward crossings of
        the middle.
        """
        options = {"method": "DOP853", "rtol": 1e-10, "atol": 1e-12}
        begin = solve_ivp(lambda t, y: self.f(y), (0.0, settle), start, **options).y[:, -1]
        run = solve_ivp(lambda t, y: self.f(y), (0.0, last), begin, dense_output=True, **options)
        fine = of(run.sol(np.linspace(0.0, last, 200_001)))
        middle = (fine.max() + fine.min()) / 2

        def crossing(t: float, y: Vector) -> float:
            return float(of(y)) - middle

        crossing.direction = 1
        times = solve_ivp(lambda t, y: self.f(y), (0.0, last), begin, events=crossing, **options).t_events[0]
        assert len(times) > 2, "no oscillation"
        return float(np.diff(times).mean()), float(np.ptp(fine))


def flow(model: Model, params: Mapping[str, float] | None = None, drives: Mapping[str, float] | None = None) -> Flow:
    """``model`` with its defaults, except for ``params``."""
    unknown = set(params or {}) - set(model.params) | set(drives or {}) - set(model.drives)
    assert not unknown, f"{model.name} has no {unknown}"
    return Flow(model, {**model.defaults(), **(params or {})}, dict(drives or {}))
