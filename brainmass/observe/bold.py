"""BOLD, streamed: the Balloon-Windkessel model follows neural activity and is read once in every TR."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any

import jax
import jax.numpy as jnp

from brainmass.errors import unknown
from brainmass.observe.balloon import balloon
from brainmass.observe.sample import Average, part_of, period_of
from brainmass.observe.stage import Grid
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


Deviations = dict[str, jax.Array]


@partial(jax.tree_util.register_dataclass, data_fields=["params", "of"], meta_fields=["source", "period"])
@dataclass(frozen=True)
class Bold:
    """The Balloon-Windkessel model read once in every TR. Made by :func:`bold`.

    The memory holds deviations from rest. In float32 a flow of 1.01 cannot take the 1e-8 that it gains in a short step;
    its deviation of 0.01 can.
    """

    source: str
    period: float
    params: Mapping[str, Any]
    of: Average | None = None
    """The activity that moves it, as a mean over each of its steps; set when the step of the run is known."""
    unit = "1"

    def at(self, dt: float) -> Bold:
        """With steps that fit into the TR and are made of whole steps of the run."""
        return replace(self, of=Average(self.source, part_of(self.period, dt, LONGEST)))

    def labels(self, labels: Sequence[str]) -> Sequence[str]:
        return labels

    def begin(self, sample: Any, interval: float) -> Deviations:
        return at_rest(sample)

    def turn(self, memory: Deviations, samples: jax.Array, count: Any, grid: Grid) -> tuple[Deviations, jax.Array, Any]:
        assert self.of is not None
        seconds, times = self.of.period * 1e-3, round(self.period / self.of.period)
        before, most = grid.before // times, len(samples) // times + 1

        @jax.checkpoint  # a gradient keeps the four states of a step, and none of the values between
        def moved(memory: Deviations, z: Any, params: Mapping[str, Any]) -> tuple[Deviations, jax.Array]:
            memory = followed(memory, z, params, seconds)
            return memory, signal(memory, params)

        def step(i: Any, passing: tuple[Deviations, jax.Array]) -> tuple[Deviations, jax.Array]:
            memory, volumes = passing
            memory, now = moved(memory, samples[i], self.params)
            number = grid.before + i + 1
            place = jnp.where(number % times == 0, number // times - before - 1, most)
            return memory, jax.lax.dynamic_update_index_in_dim(volumes, now, place, 0)

        # The last row collects what no TR ends in.
        volumes = jnp.zeros((most + 1, *samples.shape[1:]), samples.dtype)
        memory, volumes = jax.lax.fori_loop(0, count, step, (memory, volumes))
        return memory, volumes, (grid.before + count) // times - before


LONGEST = 10.0
"""ms of a step of the balloon model at most: a hundredth of its shortest time constant."""


def at_rest(example: Any) -> Deviations:
    """Deviations from rest, all 0, for activity like ``example``."""
    return {name: jnp.zeros(example.shape, example.dtype) for name in balloon.states}


def followed(memory: Deviations, z: Any, params: Mapping[str, Any], seconds: Any) -> Deviations:
    """A step of Heun's method with activity z; from that of the mean activity in it the error is of second order."""
    first = balloon.rhs(_from_rest(memory), params, {"z": z})
    ahead = {name: x + seconds * first[name] for name, x in memory.items()}
    second = balloon.rhs(_from_rest(ahead), params, {"z": z})
    return {name: x + seconds / 2 * (first[name] + second[name]) for name, x in memory.items()}


def signal(memory: Deviations, params: Mapping[str, Any]) -> jax.Array:
    """The BOLD signal."""
    return balloon(_from_rest(memory), params)["signal"]


def _from_rest(deviations: Deviations) -> Deviations:
    return {name: balloon.states[name].default + x for name, x in deviations.items()}


def bold(source: str, tr: Any, params: Values | None = None) -> Bold:
    """BOLD signal of a neural state, by the Balloon-Windkessel model, one sample per TR.

    The model advances from rest by Heun's method in steps of at most 10 ms (the longest that divides the TR), each with
    the mean of the activity over it: its time constants are a hundred steps long. Where the neural activity at rest is
    not 0, the first 20 s are the transient towards its baseline: discard them.

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
