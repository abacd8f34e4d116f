"""Kuramoto's model as he wrote it: every oscillator is coupled to every other with K / N."""

from __future__ import annotations

from math import pi, prod
from typing import Any

import jax

from brainmass.coupling import kuramoto as sine_coupling
from brainmass.integrate import rk4
from brainmass.models import catalogue
from brainmass.nn._brainstate import random
from brainmass.nn.door import checked_size, flat
from brainmass.nn.face import REQUIRED, parameter, signed
from brainmass.nn.nodes import Nodes, updater
from brainmass.spec import drive, model, param, state
from brainmass.units import hertz, is_traced, per_ms

inf = float("inf")


@model()
def kuramoto_network(
    theta=state(pi, spread=pi, bounds=(0, 2 * pi), wrap=True, doc="phase, rad"),
    omega=param(2 * pi * 0.01, per_ms, domain=(-inf, inf), doc="natural angular frequency, 2 pi f"),
    K=param(0.02, per_ms, domain=(-inf, inf), doc="coupling strength; each pair has K / N"),
    theta_inp=drive(per_ms, doc="input to the phase"),
):
    """Phase oscillators, each coupled to all.

    dtheta_i/dt = omega_i + K / N sum_j sin(theta_j - theta_i) + theta_inp

    Source: Kuramoto (1984) Chemical Oscillations, Waves, and Turbulence, doi:10.1007/978-3-642-69689-3.
    """
    return catalogue["kuramoto"].rhs({"theta": theta}, {"omega": omega}, {"theta_inp": theta_inp})


def _all_to_all(states: dict[str, Any], params: dict[str, Any]) -> dict[str, Any]:
    """What all oscillators send to each: with equal weights, one sum serves all targets."""
    theta = states["theta"]
    coupling = sine_coupling(params["K"] / theta.shape[-1])
    sums = tuple(channel.sum(-1, keepdims=True) for channel in coupling.channels(theta))
    return {"theta_inp": coupling.arrive(theta, sums)}


def _draw_frequencies(given: dict[str, Any]) -> dict[str, Any]:
    """Mean and deviation of the frequencies replaced by a frequency for each oscillator."""
    who, rest = "KuramotoNetwork", dict(given)
    size = checked_size(who, rest["in_size"])
    mean = flat(who, "omega_mean", rest.pop("omega_mean"), hertz, size)
    std = flat(who, "omega_std", rest.pop("omega_std"), hertz, size)
    if not is_traced(std) and (std < 0).any():
        raise ValueError(f"{who}: omega_std is negative; a standard deviation is 0 or more")
    normals = jax.random.normal(random.split_key(), (prod(size),))
    return {**rest, "omega": (2 * pi * 1e-3 * (mean + std * normals)).reshape(size)}


class KuramotoNetwork(Nodes):
    """Phase oscillators with normally distributed frequencies, each coupled to all with K / N.

    dtheta_i/dt = omega_i + K / N sum_j sin(theta_j - theta_i)

    Parameters
    ----------
    in_size : int or tuple of int
        Number of oscillators N.
    omega_mean, omega_std : float or quantity
        Mean and standard deviation of the natural frequencies, Hz (not angular). They are drawn by
        ``brainstate.random`` when the object is made; ``omega`` holds them, as 2 pi f in 1/ms, and can be set.
    K : float, array of shape in_size, or quantity
        Coupling strength, 1/ms.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial phases ``{"theta": ...}``; by default anywhere on the circle.

    Attributes
    ----------
    theta : HiddenState
        Phases, rad, in [0, 2 pi).

    Notes
    -----
    The transition to synchrony is at K = 2 / (pi g(0)), which is 1.6 times the angular standard deviation: 0.01 /ms for
    the default 1 Hz. Source: Kuramoto (1984), doi:10.1007/978-3-642-69689-3; Strogatz (2000) Physica D 143:1,
    doi:10.1016/S0167-2789(00)00094-4, Eq. 4.

    Examples
    --------
    >>> import brainmass
    >>> net = brainmass.KuramotoNetwork(in_size=100, omega_mean=10.0)
    >>> net.update().shape
    (100,)
    """

    __module__ = "brainmass"
    model, update = kuramoto_network, updater(kuramoto_network)
    between, prepare = staticmethod(_all_to_all), staticmethod(_draw_frequencies)
    signature = __signature__ = signed(
        {"in_size": REQUIRED, "omega_mean": 10.0, "omega_std": 1.0, "K": 0.02},
        {"dt": None, "method": rk4, "initial": None},
    )  # pyright: ignore[reportAssignmentType]

    omega = parameter("omega", "Natural angular frequencies, 1/ms.")
    K = parameter("K", "Coupling strength, 1/ms.")
