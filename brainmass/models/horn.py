"""Node of a harmonic oscillator recurrent network (HORN)."""

from math import pi

import jax.numpy as jnp

from brainmass.spec import drive, inf, model, param, state
from brainmass.units import ms, per_ms, per_ms2


@model(public="HORNModel", family="phase and normal forms", dt=0.2, span=200.0)
def horn(
    x=state(0.5, spread=0.5, bounds=(-100, 100), doc="amplitude"),
    y=state(0.0, per_ms, bounds=(-100, 100), doc="velocity, the slope of x: what other nodes receive"),
    alpha=param(0.04, per_ms2, domain=(0, inf), doc="excitability: the largest force that input can have"),
    omega=param(2 * pi / 28, per_ms, domain=(0, inf), doc="natural angular frequency"),
    gamma=param(0.01, per_ms, domain=(0, inf), doc="damping"),
    v=param(0.0, domain=(-inf, inf), doc="feedback of the node's amplitude on itself"),
    w=param(0.0, ms, domain=(-inf, inf), doc="feedback of the node's velocity on itself"),
    b=param(0.0, domain=(-inf, inf), doc="constant input"),
    x_inp=drive(doc="input inside the tanh: stimulus, and sum_j W_ij y_j / sqrt(N) from the network"),
):
    """Damped harmonic oscillator whose force saturates: the node of a HORN.

    d^2x/dt^2 + 2 gamma dx/dt + omega^2 x = alpha tanh(b + v x + w dx/dt + x_inp)

    The defaults are those of the paper for sequences of 28 pixels a line, its step h being 1 ms: a period of 28 ms that
    rings on for 1 / gamma. Feedback v shifts the frequency at rest to sqrt(omega^2 - alpha v), and w lowers the damping
    to gamma - alpha w / 2: beyond w = 2 gamma / alpha = 0.5 the node oscillates by itself.

    Source: Effenberger, F. and Carvalho, P. and Dubinin, I. and Singer, W. (2025) "The functional role of oscillatory
    dynamics in neocortical circuits: A computational perspective", Proc. Natl. Acad. Sci. USA 122:e2412830122,
    doi:10.1073/pnas.2412830122, which takes steps of h = 1 by the symplectic Euler method.
    """
    return {"x": y, "y": alpha * jnp.tanh(b + v * x + w * y + x_inp) - 2 * gamma * y - omega**2 * x}
