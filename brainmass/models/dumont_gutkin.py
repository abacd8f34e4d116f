"""Dumont-Gutkin model: excitatory and inhibitory quadratic neurons with exponential synapses, exactly reduced."""

from math import pi

from brainmass.proxies import POTENTIAL, proxy
from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms, per_ms


@model(
    public="DumontGutkinModel",
    family="exact mean fields",
    rate="r_E",
    lfp=proxy("V_E", POTENTIAL),
    dt=0.05,
    span=300.0,
    presets={
        "ing": preset(
            "interneuronal gamma: Devalle et al. (2017), J = 21, Theta = 4, Delta = 0.3, tau_d = 5 ms, as I alone",
            J_II=21.0,
            Delta_I=0.3,
            eta_I=4.0,
            tau_s=5.0,
        ),
    },
)
def dumont_gutkin(
    r_E=state(0.01, per_ms, spread=0.005, bounds=(0, 5), doc="excitatory firing rate"),
    V_E=state(-2.0, spread=0.1, bounds=(-50, 50), doc="mean potential of excitatory neurons (dimensionless)"),
    s_EE=state(0.0, per_ms, bounds=(-20, 50), doc="input from E to E"),
    s_EI=state(0.0, per_ms, bounds=(-20, 50), doc="input from I to E"),
    r_I=state(0.01, per_ms, spread=0.005, bounds=(0, 5), doc="inhibitory firing rate"),
    V_I=state(-2.0, spread=0.1, bounds=(-50, 50), doc="mean potential of inhibitory neurons (dimensionless)"),
    s_IE=state(0.0, per_ms, bounds=(-20, 50), doc="input from E to I"),
    s_II=state(0.0, per_ms, bounds=(-20, 50), doc="input from I to I"),
    tau_E=param(10.0, ms, domain=(1e-3, inf), doc="membrane time constant of excitatory neurons"),
    tau_I=param(10.0, ms, domain=(1e-3, inf), doc="membrane time constant of inhibitory neurons"),
    tau_s=param(1.0, ms, domain=(1e-3, inf), doc="time constant of the synapses"),
    Delta_E=param(1.0, domain=(0, inf), doc="half-width of the excitability of excitatory neurons"),
    Delta_I=param(1.0, domain=(0, inf), doc="half-width of the excitability of inhibitory neurons"),
    eta_E=param(-5.0, domain=(-inf, inf), doc="centre of the excitability of excitatory neurons"),
    eta_I=param(-5.0, domain=(-inf, inf), doc="centre of the excitability of inhibitory neurons"),
    J_EE=param(0.0, domain=(0, inf), doc="weight from E to E"),
    J_EI=param(10.0, domain=(0, inf), doc="weight from I to E"),
    J_IE=param(0.0, domain=(0, inf), doc="weight from E to I"),
    J_II=param(15.0, domain=(0, inf), doc="weight from I to I"),
    Gamma=param(5.0, domain=(0, inf), doc="weight of arriving rates on I, relative to that on E"),
    r_ext=drive(per_ms, doc="weighted rate arriving from elsewhere, through the excitatory synapses of E and I"),
    I_E_ext=drive(doc="current into excitatory neurons (dimensionless)"),
    I_I_ext=drive(doc="current into inhibitory neurons (dimensionless)"),
):
    """Two populations of quadratic integrate-and-fire neurons, coupled through synapses of first order.

    tau_a dr_a/dt = Delta_a / (pi tau_a) + 2 r_a V_a,  a = E, I
    tau_a dV_a/dt = V_a^2 - (pi tau_a r_a)^2 + eta_a + tau_a (s_aE - s_aI) + I_a_ext
    tau_s ds_ab/dt = -s_ab + J_ab r_b + [r_ext for EE, Gamma r_ext for IE]

    The defaults are those of The Virtual Brain: both populations are quiet, at 0.0067 and 0.0065 /ms. Strong inhibition
    alone makes gamma: 36.3 Hz with the preset ing.

    Source: Dumont, G. and Gutkin, B. (2019) "Macroscopic phase resetting-curves determine oscillatory coherence and
    signal transfer in inter-coupled neural circuits", PLoS Comput. Biol. 15:e1007019, doi:10.1371/journal.pcbi.1007019.
    Source: Devalle, F. and Roxin, A. and Montbrio, E. (2017) "Firing rate equations require a spike synchrony mechanism
    to correctly describe fast oscillations in inhibitory networks", PLoS Comput. Biol. 13:e1005881,
    doi:10.1371/journal.pcbi.1005881, the inhibitory half.
    """
    return {
        "r_E": (Delta_E / (pi * tau_E) + 2 * r_E * V_E) / tau_E,
        "V_E": (V_E**2 - (pi * tau_E * r_E) ** 2 + eta_E + tau_E * (s_EE - s_EI) + I_E_ext) / tau_E,
        "s_EE": (-s_EE + J_EE * r_E + r_ext) / tau_s,
        "s_EI": (-s_EI + J_EI * r_I) / tau_s,
        "r_I": (Delta_I / (pi * tau_I) + 2 * r_I * V_I) / tau_I,
        "V_I": (V_I**2 - (pi * tau_I * r_I) ** 2 + eta_I + tau_I * (s_IE - s_II) + I_I_ext) / tau_I,
        "s_IE": (-s_IE + J_IE * r_E + Gamma * r_ext) / tau_s,
        "s_II": (-s_II + J_II * r_I) / tau_s,
    }
