"""Two-population Wong-Wang model with a regional gain (Deco et al. 2021), the balanced excitation-inhibition model."""

from brainmass.functions import rectify
from brainmass.proxies import SYNAPTIC, proxy
from brainmass.spec import drive, inf, model, output, param, state
from brainmass.units import ms, nA, per_ms, per_nA_ms


@model(
    public="WongWangBalancedModel",
    family="NMDA models",
    rate="r_E",
    lfp=proxy("lfp", SYNAPTIC),
    span=2000.0,
    outputs={
        "r_E": output(per_ms, doc="excitatory firing rate"),
        "r_I": output(per_ms, doc="inhibitory firing rate"),
        "I_E": output(nA, doc="excitatory input current"),
        "I_I": output(nA, doc="inhibitory input current"),
        "lfp": output(nA, doc="synaptic currents of the excitatory pool, all counted positive"),
    },
)
def wong_wang_balanced(
    S_E=state(0.1, spread=0.05, bounds=(0, 1), clip=True, doc="excitatory (NMDA) gating"),
    S_I=state(0.05, spread=0.02, bounds=(0, 1), clip=True, doc="inhibitory (GABA) gating"),
    M=param(1.0, domain=(0, inf), doc="gain of the region: scales the argument of both transfer functions"),
    a_E=param(0.310, per_nA_ms, domain=(0, inf), doc="slope of the excitatory transfer function, 310 /nC"),
    b_E=param(0.125, per_ms, domain=(0, inf), doc="threshold of the excitatory transfer function, 125 Hz"),
    d_E=param(160.0, ms, domain=(1e-3, inf), doc="curvature of the excitatory transfer function"),
    a_I=param(0.615, per_nA_ms, domain=(0, inf), doc="slope of the inhibitory transfer function, 615 /nC"),
    b_I=param(0.177, per_ms, domain=(0, inf), doc="threshold of the inhibitory transfer function, 177 Hz"),
    d_I=param(87.0, ms, domain=(1e-3, inf), doc="curvature of the inhibitory transfer function"),
    tau_E=param(100.0, ms, domain=(1e-3, inf), doc="decay time of NMDA"),
    tau_I=param(10.0, ms, domain=(1e-3, inf), doc="decay time of GABA"),
    gamma=param(0.641, domain=(0, inf), doc="kinetic parameter of the excitatory gating"),
    J_N=param(0.15, nA, domain=(0, inf), doc="excitatory synaptic coupling"),
    J_I=param(1.0, nA, domain=(0, inf), doc="inhibition of the excitatory pool; what balances the region"),
    J_II=param(1.0, nA, domain=(0, inf), doc="inhibition of the inhibitory pool"),
    w_p=param(1.4, domain=(0, inf), doc="local excitatory recurrence"),
    W_E=param(1.0, domain=(0, inf), doc="scaling of the background input to the excitatory pool"),
    W_I=param(0.7, domain=(0, inf), doc="scaling of the background input to the inhibitory pool"),
    I_0=param(0.382, nA, domain=(-inf, inf), doc="background input"),
    S_E_ext=drive(doc="excitatory gating arriving from other regions; enters with J_N"),
    S_I_ext=drive(doc="gating arriving at the inhibitory pool (feed-forward inhibition); enters with J_N"),
    I_ext=drive(nA, doc="current injected into the excitatory pool"),
):
    """The model of Deco et al. (2014) whose pools have a gain of their own in every region.

    I_E = W_E I_0 + w_p J_N S_E + J_N S_E_ext - J_I S_I + I_ext
    I_I = W_I I_0 + J_N S_E + J_N S_I_ext - J_II S_I
    r_p = M (a_p I_p - b_p) / (1 - exp(-d_p M (a_p I_p - b_p))),  p = E, I
    dS_E/dt = -S_E / tau_E + (1 - S_E) gamma r_E
    dS_I/dt = -S_I / tau_I + r_I

    M is a map over the brain (receptor density, ratio of excitation to inhibition, myelination). With M = 1 this is
    wong_wang, which rests at S_E = 0.16476, r_E = 3.077 Hz. Rates are in 1/ms (kHz) inside.

    Source: Deco, G. and Kringelbach, M. L. and Arnatkeviciute, A. and Oldham, S. and Sabaroedin, K. and Rogasch, N. C.
    and Aquino, K. M. and Fornito, A. (2021) "Dynamical consequences of regional heterogeneity in the brain's
    transcriptional landscape", Sci. Adv. 7:eabf4752, doi:10.1126/sciadv.abf4752, the balanced excitation-inhibition
    model.
    Source: Deco, G. and Ponce-Alvarez, A. and Hagmann, P. and Romani, G. L. and Mantini, D. and Corbetta, M. (2014)
    "How local excitation-inhibition ratio impacts the whole brain dynamics", J. Neurosci. 34:7886,
    doi:10.1523/JNEUROSCI.5068-13.2014, Eqs. 5-10.
    """
    I_E = W_E * I_0 + w_p * J_N * S_E + J_N * S_E_ext - J_I * S_I + I_ext
    I_I = W_I * I_0 + J_N * S_E + J_N * S_I_ext - J_II * S_I
    r_E = rectify(d_E * M * (a_E * I_E - b_E)) / d_E
    r_I = rectify(d_I * M * (a_I * I_I - b_I)) / d_I
    return {
        "S_E": -S_E / tau_E + (1 - S_E) * gamma * r_E,
        "S_I": -S_I / tau_I + r_I,
        "r_E": r_E, "r_I": r_I, "I_E": I_E, "I_I": I_I, "lfp": J_N * (w_p * S_E + S_E_ext) + J_I * S_I,
    }  # fmt: skip
