"""Wong-Wang model of a two-choice decision (2006)."""

from brainmass.functions import rectify
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import ms, nA, per_ms, per_nA_ms


@model(
    public="WongWangDecisionModel",
    family="NMDA models",
    rate="r1",
    span=2000.0,
    outputs={
        "r1": output(per_ms, doc="firing rate of the first population"),
        "r2": output(per_ms, doc="firing rate of the second population"),
    },
    presets={
        "delay": preset(
            "Wong and Wang (2006), without stimulus: a spontaneous state beside two that remember the choice", mu_0=0.0
        ),
    },
)
def wong_wang_decision(
    S1=state(0.1, spread=0.02, bounds=(0, 1), clip=True, doc="gating (NMDA) of the population for the first choice"),
    S2=state(0.1, spread=0.02, bounds=(0, 1), clip=True, doc="gating (NMDA) of the population for the second choice"),
    a=param(0.270, per_nA_ms, domain=(0, inf), doc="slope of the transfer function, 270 Hz/nA"),
    b=param(0.108, per_ms, domain=(0, inf), doc="threshold of the transfer function, 108 Hz"),
    d=param(154.0, ms, domain=(1e-3, inf), doc="curvature of the transfer function"),
    tau_S=param(100.0, ms, domain=(1e-3, inf), doc="decay time of NMDA"),
    gamma=param(0.641, domain=(0, inf), doc="kinetic parameter of the gating"),
    J_same=param(0.2609, nA, domain=(0, inf), doc="J_N,11 = J_N,22: excitation within a population"),
    J_cross=param(0.0497, nA, domain=(0, inf), doc="J_N,12 = J_N,21: effective inhibition between the populations"),
    J_ext=param(0.52, nA * ms, domain=(0, inf), doc="J_A,ext: current per rate of the stimulus, 5.2e-4 nA/Hz"),
    I_0=param(0.3255, nA, domain=(-inf, inf), doc="background input"),
    mu_0=param(0.03, per_ms, domain=(0, inf), doc="rate of the stimulus, 30 Hz"),
    coherence=param(0.0, domain=(-1, 1), doc="how far the stimulus favours the first choice, as a fraction"),
    I1_ext=drive(nA, doc="current into the first population; the paper's noise is ou(0.02, 2.0) here"),
    I2_ext=drive(nA, doc="current into the second population"),
):
    """Two populations, one for each choice, that compete by mutual inhibition until one wins.

    I_1 = J_same S1 - J_cross S2 + I_0 + J_ext mu_0 (1 + coherence) + I1_ext
    I_2 = J_same S2 - J_cross S1 + I_0 + J_ext mu_0 (1 - coherence) + I2_ext
    r_i = (a I_i - b) / (1 - exp(-d (a I_i - b))),  i = 1, 2
    dS_i/dt = -S_i / tau_S + (1 - S_i) gamma r_i

    This is the version of the paper in which recurrent synapses have no AMPA component.

    Source: Wong, K.-F. and Wang, X.-J. (2006) "A recurrent network mechanism of time integration in perceptual
    decisions", J. Neurosci. 26:1314, doi:10.1523/JNEUROSCI.3733-05.2006, appendix.
    """
    I_1 = J_same * S1 - J_cross * S2 + I_0 + J_ext * mu_0 * (1 + coherence) + I1_ext
    I_2 = J_same * S2 - J_cross * S1 + I_0 + J_ext * mu_0 * (1 - coherence) + I2_ext
    r1 = rectify(d * (a * I_1 - b)) / d
    r2 = rectify(d * (a * I_2 - b)) / d
    return {
        "S1": -S1 / tau_S + (1 - S1) * gamma * r1,
        "S2": -S2 / tau_S + (1 - S2) * gamma * r2,
        "r1": r1, "r2": r2,
    }  # fmt: skip
