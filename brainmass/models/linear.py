"""Linear model: exponential decay, driven from outside."""

from brainmass.spec import drive, model, param, preset, state
from brainmass.units import per_ms


@model(
    public="LinearModel",
    family="phase and normal forms",
    span=100.0,
    presets={
        "tvb": preset("The Virtual Brain 2.10, Linear; decays within 0.1 ms and needs a dt below that", gamma=-10.0),
    },
)
def linear(
    x=state(0.0, spread=0.1, bounds=(-100, 100), doc="activity, as a deviation from rest"),
    gamma=param(
        -0.1, per_ms, domain=(-100, 100), doc="growth rate: decays for gamma < 0, with the time constant -1 / gamma"
    ),
    x_inp=drive(per_ms, doc="input to x"),
):
    """Linear decay, whose network has a covariance and a spectrum in closed form.

    dx/dt = gamma x + x_inp

    A network with x_inp = k sum_j W_ij x_j is stable while k times the largest real part of the eigenvalues of W stays
    below -gamma.

    Source: Galan, R. F. (2008) "On how network architecture determines the dominant patterns of spontaneous neural
    activity", PLoS ONE 3:e2148, doi:10.1371/journal.pone.0002148, Eq. 1.
    """
    return {"x": gamma * x + x_inp}
