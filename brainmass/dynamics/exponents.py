"""Lyapunov exponents of a model or a network, delays included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from brainmass.dynamics.field import double, field_of
from brainmass.dynamics.tangents import begun, stretches
from brainmass.integrate import Method, methods, rk4
from brainmass.result import Divergence
from brainmass.steps import steps_of
from brainmass.units import ms, to_float

_STRETCH = 20
"""Steps after which vectors are made orthogonal, unless the user says otherwise."""
_CALL = 500
"""Stretches that are done in one call of compiled code."""


@dataclass(frozen=True)
class Exponents:
    """Lyapunov exponents: the mean rates at which small deviations grow, per ms.

    Attributes
    ----------
    values : array, shape (k,)
        By falling size, in 1/ms.
    running : array, shape (stretches, k)
        The means up to every time in ``times``: how far they have converged.
    times : array, shape (stretches,)
        ms, from the end of the transient.
    drift : array, shape (k,)
        How much each mean still changed over the last half of the run, 1/ms. No bound for the error, but what is of
        that size is not known to differ from 0.
    """

    values: np.ndarray
    running: np.ndarray = field(repr=False)
    times: np.ndarray = field(repr=False)

    @property
    def drift(self) -> np.ndarray:
        """How much each mean still changed over the last half of the run."""
        return np.ptp(self.running[len(self.running) // 2 :], axis=0)

    @property
    def per_second(self) -> np.ndarray:
        """The same in 1/s."""
        return 1000 * self.values

    @property
    def dimension(self) -> float:
        """Kaplan and Yorke's dimension of the attractor; infinite where the exponents there are do not suffice."""
        total = np.cumsum(self.values)
        if total[0] < 0:
            return 0.0
        if total[-1] >= 0:
            return np.inf
        k = int(np.argmax(total < 0))
        return float(k + total[k - 1] / abs(self.values[k]))

    def __repr__(self) -> str:
        shown = ", ".join(f"{value:.4g}" for value in self.values)
        return f"<Exponents {shown} /ms over {self.times[-1]:g} ms>"


def lyapunov_exponents(
    system: Any,
    duration: Any,
    *,
    dt: Any,
    count: int | None = None,
    transient: Any = 0.0,
    seed: int = 0,
    method: Method = rk4,
    every: Any = None,
    params: Mapping[str, Any] | None = None,
    inputs: Mapping[str, Any] | None = None,
) -> Exponents:
    """Lyapunov exponents, from tangent vectors that are carried through the steps of ``simulate``.

    The vectors are pushed through each step by automatic differentiation and made orthogonal now and then (Benettin et
    al. 1980). With delays a deviation is one of the whole history. With noise these are the exponents under a common
    noise: all deviations see the same realization, as they see the same stimuli. All in float64.

    Parameters
    ----------
    system : Model or Network
    duration : float or quantity
        Time to average over, ms.
    dt : float or quantity
        Step, ms. Exponents are those of the steps taken: halve it to see how far they are those of the flow.
    count : int, optional
        How many; by default as many as there are states, at most 6.
    transient : float or quantity
        Time before, in which the run finds its attractor and the vectors their directions, ms.
    seed : int
        Of initial states, noise and vectors.
    method : Method
        An integrator of ``brainmass.integrate``.
    every : float or quantity, optional
        Time after which the vectors are made orthogonal, ms; by default 20 steps. All the exponents must not have drawn
        the vectors together by then.
    params, inputs : dict, optional
        Of a model: parameters that differ from its defaults, and constant inputs to its drives.

    Returns
    -------
    Exponents

    Raises
    ------
    Divergence
        If a state leaves the finite numbers.

    Examples
    --------
    A limit cycle of radius r = sqrt(a / beta) has the exponents 0 and -2 a:

    >>> from brainmass.models import hopf
    >>> found = lyapunov_exponents(hopf, 2000.0, dt=0.5, transient=200.0, params={"a": 0.05})
    >>> [float(x) for x in (found.values + 0.0).round(4)]
    [0.0, -0.1]
    """
    flow = field_of(system, params, inputs, "lyapunov_exponents", in_time=True)
    if not hasattr(method, "step"):
        raise TypeError(f"method must be an integrator ({', '.join(methods)} of brainmass.integrate), got {method!r}")
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise TypeError(f"seed must be a whole number of 0 or more, got {seed!r}")
    dt = to_float(dt, ms, "dt")
    if dt <= 0:
        raise ValueError(f"dt must be positive, got {dt:g} ms")
    stretch = _STRETCH if every is None else steps_of(every, dt, "every")
    total = -(-steps_of(duration, dt, "duration") // stretch)
    before = -(-steps_of(transient, dt, "transient", least=0) // stretch)
    count = min(flow.n, 6) if count is None else count
    with double():
        setting, shape, along = begun(flow.at(), dt, method, stretch, _count(count), seed)
        logs, done = [], 0
        while done < before + total:
            some = min(_CALL, (before if done < before else before + total) - done)
            along, grown = stretches(setting, along, np.int32(done * stretch), np.int32(some), shape, _CALL)
            grown = np.asarray(grown)[:some]
            _refuse_divergence(grown, done, stretch * dt)
            logs += [grown] if done >= before else []
            done += some
    times = stretch * dt * np.arange(1, total + 1)
    running = np.cumsum(np.concatenate(logs), axis=0) / times[:, None]
    order = np.argsort(-running[-1])
    return Exponents(running[-1][order], running[:, order], times)


def _count(count: Any) -> int:
    if isinstance(count, bool) or not isinstance(count, int | np.integer) or count < 1:
        raise ValueError(f"count must be a whole number of at least 1, got {count!r}")
    return int(count)


def _refuse_divergence(grown: np.ndarray, done: int, stretch: float) -> None:
    bad = ~np.isfinite(grown) & ~np.isneginf(grown)
    if bad.any():
        at = (done + int(np.argwhere(bad)[0, 0]) + 1) * stretch
        raise Divergence(
            f"lyapunov_exponents: the run left the finite numbers before {at:g} ms; a smaller dt may help, or the "
            "system diverges (simulate says where)"
        )
