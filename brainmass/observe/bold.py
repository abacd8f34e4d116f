"""BOLD, streamed: the Balloon-Windkessel model follows neural activity step by step and is read once in every TR."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import jax
import jax.numpy as jnp

from brainmass.errors import unknown
from brainmass.observe.balloon import balloon
from brainmass.observe.sample import period_of
from brainmass.units import is_traced, to_float

Values = Mapping[str, float]


def _classic(rho: float) -> Values:
    """Weights of the signal for 1.5 T, Buxton et al. (1998)."""
    return {"rho": rho, "k1": 7 * rho, "k2": 2.0, "k3": 2 * rho - 0.2}


def _revised(rho: float, r0: float, te: float, epsilon: float, nu0: float = 40.3) -> Values:
    """Revised weights of Stephan et al. (2007): field strength and echo time (s) enter."""
    return {"rho": rho, "k1": 4.3 * nu0 * rho * te, "k2": epsilon * r0 * rho * te, "k3": 1 - epsilon}


_friston2003 = {"kappa": 0.65, "gamma": 0.41, "tau": 0.98, "alpha": 0.32, "V0": 0.02, **_classic(0.34)}

bold_sets: Mapping[str, Values] = MappingProxyType(
    {
        # Friston, Harrison, Penny (2003) NeuroImage 19:1273; also used by neurolib. The default.
        "friston2003": _friston2003,
        # What much MATLAB code for whole-brain models computes: the same constants taken as times, 1/0.65 and 1/0.41 in
        # place of 0.65 and 0.41. Peak at 2.2 s instead of 3.6 s: for comparison with published work only.
        "deco_matlab": {**_friston2003, "kappa": 1 / 0.65, "gamma": 1 / 0.41},
        # Stephan et al. (2007) NeuroImage 38:387, doi:10.1016/j.neuroimage.2007.07.040, as in SPM12 (TE 40 ms, 1.5 T).
        "stephan2007": {
            "kappa": 0.64,
            "gamma": 0.32,
            "tau": 2.0,
            "alpha": 0.32,
            "V0": 0.04,
            **_revised(0.4, 25.0, 0.04, 1.0),
        },
        # The BalloonModel analyzer of The Virtual Brain (revised weights, epsilon 0.5).
        "tvb": {
            "kappa": 1 / 1.54,
            "gamma": 1 / 1.44,
            "tau": 0.98,
            "alpha": 0.32,
            "V0": 0.04,
            **_revised(0.4, 25.0, 0.04, 0.5),
        },
        # Friston et al. (2000) NeuroImage 12:466, doi:10.1006/nimg.2000.0630.
        "friston2000": {"kappa": 1 / 0.8, "gamma": 1 / 0.4, "tau": 1.0, "alpha": 0.2, "V0": 0.02, **_classic(0.8)},
    }
)
"""Named parameter sets of the Balloon-Windkessel model."""


@partial(jax.tree_util.register_dataclass, data_fields=["params"], meta_fields=["source", "period"])
@dataclass(frozen=True)
class Bold:
    """The Balloon-Windkessel model read once in every TR. Made by :func:`bold`.

    The memory holds deviations from rest. In float32 a flow of 1.01 cannot take the 1e-8 that it gains in a short step;
    its deviation of 0.01 can (at dt = 0.1 ms this makes the error ten times smaller).
    """

    source: str
    period: float
    params: Mapping[str, Any]
    unit = "1"

    def init(self, example: jax.Array) -> dict[str, jax.Array]:
        return {name: jnp.zeros_like(example) for name in balloon.states}

    def step(self, memory: dict[str, jax.Array], value: jax.Array, dt: Any, first: jax.Array) -> dict[str, jax.Array]:
        seconds = dt * 1e-3
        slopes = balloon.rhs(_from_rest(memory), self.params, {"z": value})
        return {name: x + seconds * slopes[name] for name, x in memory.items()}

    def read(self, memory: dict[str, jax.Array], value: jax.Array, steps: int) -> jax.Array:
        return balloon(_from_rest(memory), self.params)["signal"]


def _from_rest(deviations: dict[str, jax.Array]) -> dict[str, jax.Array]:
    return {name: balloon.states[name].default + x for name, x in deviations.items()}


def bold(source: str, tr: Any, params: Values | None = None) -> Bold:
    """BOLD signal of a neural state, by the Balloon-Windkessel model, one sample per TR.

    The model advances with the step of the simulation (Euler; its time constants are hundreds of steps long) from rest.
    Where the neural activity at rest is not 0, the first 20 s are the transient towards its baseline: discard them.

    Parameters
    ----------
    source : str
        The neural activity: a state or an output.
    tr : float or quantity
        Repetition time, ms; any whole number of steps.
    params : mapping, optional
        ``bold_sets["friston2003"]`` (the default), another named set, or values that differ from the default:
        ``{"kappa": 0.7}``.

    Raises
    ------
    KeyError
        For an unknown parameter.

    Notes
    -----
    Sources: see :data:`bold_sets`. Five incompatible sets are in use; their responses to 1 s of activity peak between
    2.2 and 5.0 s.

    Examples
    --------
    >>> bold("S_E", tr=2000.0).period
    2000.0
    >>> round(bold("S_E", tr=720.0, params=bold_sets["stephan2007"]).params["tau"], 1)
    2.0
    """
    values = {**balloon.defaults(), **_friston2003}
    for name, value in (params or {}).items():
        if name not in balloon.params:
            raise KeyError(f"bold: {unknown('parameter', name, balloon.params)}")
        declared = balloon.params[name]
        values[name] = value if is_traced(value) else to_float(value, declared.unit, f"bold: parameter {name}")
        if not is_traced(value) and not declared.domain[0] <= values[name] <= declared.domain[1]:
            raise ValueError(
                f"bold: parameter {name} is {values[name]:g} {declared.unit}, outside its domain "
                f"{declared.domain[0]:g} to {declared.domain[1]:g}"
            )
    return Bold(source, period_of(tr, "tr"), values)
