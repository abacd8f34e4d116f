"""Kuramoto phase oscillator."""

from math import pi

from brainmass.spec import drive, model, param, state
from brainmass.units import per_ms


@model(
    public="KuramotoModel",
    presets={
        # The Virtual Brain 2.10, Kuramoto.
        "tvb": {"omega": 1.0},
    },
)
def kuramoto(
    theta=state(pi, spread=pi, bounds=(0, 2 * pi), wrap=True, doc="phase, rad; starts anywhere on the circle"),
    omega=param(0.0628, per_ms, domain=(-10, 10), doc="natural angular frequency, 2 pi f"),
    theta_inp=drive(per_ms, doc="input to the phase; k sum_j W_ij sin(theta_j - theta_i) with the Kuramoto coupling"),
):
    """Phase oscillator: all that is left of a weakly coupled limit cycle.

    dtheta/dt = omega + theta_inp

    Source: Kuramoto (1984) Chemical Oscillations, Waves, and Turbulence, doi:10.1007/978-3-642-69689-3; Strogatz (2000)
    Physica D 143:1, doi:10.1016/S0167-2789(00)00094-4; for brain networks Cabral, Hugues, Sporns, Deco (2011)
    NeuroImage 57:130, doi:10.1016/j.neuroimage.2011.04.010.
    """
    return {"theta": omega + theta_inp}
