"""Kuramoto phase oscillator."""

from math import pi

from brainmass.spec import drive, model, param, preset, state
from brainmass.units import per_ms


@model(
    public="KuramotoModel",
    family="phase and normal forms",
    presets={
        "tvb": preset("The Virtual Brain 2.10, Kuramoto", omega=1.0),
    },
)
def kuramoto(
    theta=state(pi, spread=pi, bounds=(0, 2 * pi), wrap=True, doc="phase, rad; starts anywhere on the circle"),
    omega=param(0.0628, per_ms, domain=(-10, 10), doc="natural angular frequency, 2 pi f"),
    theta_inp=drive(per_ms, doc="input to the phase; k sum_j W_ij sin(theta_j - theta_i) with the Kuramoto coupling"),
):
    """Phase oscillator: all that is left of a weakly coupled limit cycle.

    dtheta/dt = omega + theta_inp

    Source: Kuramoto, Y. (1984) "Chemical Oscillations, Waves, and Turbulence", Springer, doi:10.1007/978-3-642-69689-3,
    chapter 5.
    Source: Strogatz, S. H. (2000) "From Kuramoto to Crawford: exploring the onset of synchronization in populations of
    coupled oscillators", Physica D 143:1, doi:10.1016/S0167-2789(00)00094-4.
    Source: Cabral, J. and Hugues, E. and Sporns, O. and Deco, G. (2011) "Role of local network oscillations in
    resting-state functional connectivity", NeuroImage 57:130, doi:10.1016/j.neuroimage.2011.04.010, for brain networks.
    """
    return {"theta": omega + theta_inp}
