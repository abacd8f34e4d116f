"""One-population reduced Wong-Wang model (Deco et al. 2013)."""

from brainmass.functions import rectify
from brainmass.proxies import SYNAPTIC, proxy
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import ms, nA, per_ms, per_nA_ms


@model(
    public="ReducedWongWangModel",
    family="NMDA models",
    rate="r",
    lfp=proxy("I", SYNAPTIC),
    span=2000.0,
    outputs={"r": output(per_ms, doc="firing rate"), "I": output(nA, doc="input current")},
    presets={
        "deco2013": preset("Deco et al. (2013)", w=0.9, I_0=0.3),
        "tvb": preset("The Virtual Brain 2.10, ReducedWongWang", w=0.6, I_0=0.33),
        "vbi": preset("vbi 0.4.4", w=1.0, I_0=0.382),
    },
)
def reduced_wong_wang(
    S=state(0.1, spread=0.05, bounds=(0, 1), clip=True, doc="synaptic (NMDA) gating"),
    a=param(0.270, per_nA_ms, domain=(0, inf), doc="slope of the transfer function, 270 /nC"),
    b=param(0.108, per_ms, domain=(0, inf), doc="threshold of the transfer function, 108 Hz"),
    d=param(154.0, ms, domain=(1e-3, inf), doc="curvature of the transfer function"),
    tau_S=param(100.0, ms, domain=(1e-3, inf), doc="decay time of NMDA"),
    gamma=param(0.641, domain=(0, inf), doc="kinetic parameter of the gating"),
    J_N=param(0.2609, nA, domain=(0, inf), doc="synaptic coupling"),
    w=param(0.9, domain=(0, inf), doc="local excitatory recurrence"),
    I_0=param(0.3, nA, domain=(-inf, inf), doc="background input"),
    S_ext=drive(doc="gating arriving from other regions; enters with J_N"),
    I_ext=drive(nA, doc="current injected"),
):
    """A region as one population with slow recurrent excitation.

    I = w J_N S + J_N S_ext + I_0 + I_ext
    r = (a I - b) / (1 - exp(-d (a I - b)))
    dS/dt = -S / tau_S + (1 - S) gamma r

    With the defaults a region alone rests at S = 0.0344; strong recurrence or coupling adds a second, active state.

    Source: Deco, G. and Ponce-Alvarez, A. and Mantini, D. and Romani, G. L. and Hagmann, P. and Corbetta, M. (2013)
    "Resting-state functional connectivity emerges from structurally and dynamically shaped slow linear fluctuations",
    J. Neurosci. 33:11239, doi:10.1523/JNEUROSCI.1091-13.2013, Eqs. 1-3.
    """
    I = w * J_N * S + J_N * S_ext + I_0 + I_ext
    r = rectify(d * (a * I - b)) / d
    return {"S": -S / tau_S + (1 - S) * gamma * r, "r": r, "I": I}
