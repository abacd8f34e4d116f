"""FitzHugh-Nagumo model."""

from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms, per_ms


@model(
    public="FitzHughNagumoModel",
    family="phase and normal forms",
    span=300.0,
    presets={
        "kostova2004": preset(
            "neurolib 0.6.2, after Kostova et al. (2004); its unit of time makes tau_V 1 ms",
            alpha=3.0, beta=4.0, gamma=-1.5, delta=0.0, epsilon=0.5, tau=20.0, I=1.0,
        ),
        "fitzhugh1961": preset(
            "FitzHugh (1961): dv/dt = v - v^3/3 - w + I, dw/dt = 0.08 (v + 0.7 - 0.8 w); at rest for I = 0",
            alpha=1 / 3, beta=0.0, gamma=1.0, delta=-0.7, epsilon=0.8, tau=12.5, I=0.0,
        ),
    },
)  # fmt: skip
def fitzhugh_nagumo(
    V=state(0.0, spread=0.1, bounds=(-5, 5), doc="fast variable, membrane potential (dimensionless)"),
    w=state(0.0, spread=0.1, bounds=(-5, 5), doc="slow variable, recovery (dimensionless)"),
    alpha=param(3.0, domain=(0, inf), doc="cubic damping"),
    beta=param(4.0, domain=(-inf, inf), doc="quadratic growth"),
    gamma=param(-1.5, domain=(-inf, inf), doc="linear growth"),
    delta=param(0.0, domain=(-inf, inf), doc="V at which recovery rests"),
    epsilon=param(0.5, domain=(0, inf), doc="decay of recovery"),
    tau=param(20.0, ms, domain=(1e-3, inf), doc="time constant of recovery"),
    tau_V=param(1.0, ms, domain=(1e-3, inf), doc="time constant of V"),
    I=param(1.0, domain=(-inf, inf), doc="constant input"),
    V_inp=drive(per_ms, doc="input to V"),
    w_inp=drive(per_ms, doc="input to w"),
):
    """FitzHugh-Nagumo model: excitability and relaxation oscillation in the plane, with a general cubic.

    dV/dt = (-alpha V^3 + beta V^2 + gamma V - w + I) / tau_V + V_inp
    dw/dt = (V - delta - epsilon w) / tau + w_inp

    With the defaults V oscillates, as it does for I between its Hopf bifurcations at 0.726 and 1.332; outside it rests.

    Source: FitzHugh, R. (1961) "Impulses and physiological states in theoretical models of nerve membrane", Biophys. J.
    1:445, doi:10.1016/S0006-3495(61)86902-6.
    Source: Kostova, T. and Ravindran, R. and Schonbek, M. (2004) "FitzHugh-Nagumo revisited: types of bifurcations,
    periodical forcing and stability regions by a Lyapunov functional", Int. J. Bifurcation Chaos 14:913,
    doi:10.1142/S0218127404009685, in this form.
    """
    return {
        "V": (-alpha * V**3 + beta * V**2 + gamma * V - w + I) / tau_V + V_inp,
        "w": (V - delta - epsilon * w) / tau + w_inp,
    }
