"""Multiscale dynamic mean field model of Naskar et al. (2021): neurotransmitter kinetics and inhibitory plasticity."""

from brainmass.functions import rectify
from brainmass.proxies import SYNAPTIC, proxy
from brainmass.spec import drive, inf, model, output, param, state
from brainmass.units import ms, nA, per_ms, per_nA_ms


@model(
    public="NaskarModel",
    family="NMDA models",
    rate="r_E",
    lfp=proxy("lfp", SYNAPTIC),
    dt=0.5,
    span=200_000.0,
    outputs={
        "r_E": output(per_ms, doc="excitatory firing rate"),
        "r_I": output(per_ms, doc="inhibitory firing rate"),
        "I_E": output(nA, doc="excitatory input current"),
        "lfp": output(nA, doc="synaptic currents of the excitatory pool, all counted positive"),
    },
)
def naskar(
    S_E=state(0.1, spread=0.05, bounds=(0, 1), clip=True, doc="excitatory (NMDA) gating"),
    S_I=state(0.02, spread=0.01, bounds=(0, 1), clip=True, doc="inhibitory (GABA) gating"),
    J=state(1.0, nA, spread=0.1, bounds=(0, 100), doc="inhibition of the excitatory pool, which learns"),
    T_glu=param(7.46, domain=(0, inf), doc="concentration of glutamate (mmol)"),
    T_gaba=param(1.82, domain=(0, inf), doc="concentration of GABA (mmol)"),
    alpha_E=param(0.072, per_ms, domain=(0, inf), doc="forward rate of NMDA gating, per mmol"),
    alpha_I=param(0.53, per_ms, domain=(0, inf), doc="forward rate of GABA gating, per mmol"),
    beta_E=param(0.0066, per_ms, domain=(0, inf), doc="backward rate of NMDA gating"),
    beta_I=param(0.18, per_ms, domain=(0, inf), doc="backward rate of GABA gating"),
    t_pulse=param(1.0, ms, domain=(0, inf), doc="time for which a spike's transmitter is there; 1 ms, unsaid there"),
    a_E=param(0.310, per_nA_ms, domain=(0, inf), doc="slope of the excitatory transfer function, 310 /nC"),
    b_E=param(0.125, per_ms, domain=(0, inf), doc="threshold of the excitatory transfer function, 125 Hz"),
    d_E=param(160.0, ms, domain=(1e-3, inf), doc="curvature of the excitatory transfer function"),
    a_I=param(0.615, per_nA_ms, domain=(0, inf), doc="slope of the inhibitory transfer function, 615 /nC"),
    b_I=param(0.177, per_ms, domain=(0, inf), doc="threshold of the inhibitory transfer function, 177 Hz"),
    d_I=param(87.0, ms, domain=(1e-3, inf), doc="curvature of the inhibitory transfer function"),
    J_N=param(0.15, nA, domain=(0, inf), doc="excitatory synaptic coupling"),
    J_II=param(1.0, nA, domain=(0, inf), doc="inhibition of the inhibitory pool"),
    w_p=param(1.4, domain=(0, inf), doc="local excitatory recurrence"),
    W_E=param(1.0, domain=(0, inf), doc="scaling of the background input to the excitatory pool"),
    W_I=param(0.7, domain=(0, inf), doc="scaling of the background input to the inhibitory pool"),
    I_0=param(0.382, nA, domain=(-inf, inf), doc="background input"),
    gamma=param(1.0, nA * ms, domain=(0, inf), doc="learning rate of the inhibition"),
    rho=param(0.003, per_ms, domain=(0, inf), doc="excitatory rate that the plasticity aims at, 3 Hz"),
    S_E_ext=drive(doc="excitatory gating arriving from other regions; enters with J_N"),
    I_ext=drive(nA, doc="current injected into the excitatory pool"),
):
    """Dynamic mean field whose gating follows glutamate and GABA, and whose inhibition holds the excitatory rate.

    I_E = W_E I_0 + w_p J_N S_E + J_N S_E_ext - J S_I + I_ext
    I_I = W_I I_0 + J_N S_E - J_II S_I
    r_p = (a_p I_p - b_p) / (1 - exp(-d_p (a_p I_p - b_p))),  p = E, I
    dS_E/dt = -beta_E S_E + alpha_E T_glu t_pulse (1 - S_E) r_E
    dS_I/dt = -beta_I S_I + alpha_I T_gaba t_pulse (1 - S_I) r_I
    dJ/dt = gamma r_I (r_E - rho)

    Wherever it rests, r_E = rho = 3 Hz: the plasticity does what feedback inhibition control does by search, in some
    minutes of model time. Kinetic rates are those of Destexhe et al. for NMDA and GABA-A. In the paper rates are in Hz
    and time in ms; a factor 1/1000 for each rate is written there into the equations, here rates are in 1/ms.

    Source: Naskar, A. and Vattikonda, A. and Deco, G. and Roy, D. and Banerjee, A. (2021) "Multiscale dynamic mean
    field (MDMF) model relates resting-state brain dynamics with local cortical excitatory-inhibitory neurotransmitter
    homeostasis", Netw. Neurosci. 5:757, doi:10.1162/netn_a_00197.
    """
    I_E = W_E * I_0 + w_p * J_N * S_E + J_N * S_E_ext - J * S_I + I_ext
    I_I = W_I * I_0 + J_N * S_E - J_II * S_I
    r_E = rectify(d_E * (a_E * I_E - b_E)) / d_E
    r_I = rectify(d_I * (a_I * I_I - b_I)) / d_I
    return {
        "S_E": -beta_E * S_E + alpha_E * T_glu * t_pulse * (1 - S_E) * r_E,
        "S_I": -beta_I * S_I + alpha_I * T_gaba * t_pulse * (1 - S_I) * r_I,
        "J": gamma * r_I * (r_E - rho),
        "r_E": r_E, "r_I": r_I, "I_E": I_E, "lfp": J_N * (w_p * S_E + S_E_ext) + J * S_I,
    }  # fmt: skip
