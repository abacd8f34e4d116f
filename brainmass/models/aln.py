"""Adaptive linear-nonlinear cascade: AdEx neurons by their Fokker-Planck equation."""

from functools import partial
from pathlib import Path

import jax.numpy as jnp
import numpy as np

from brainmass.functions import Axis, table
from brainmass.proxies import SYNAPTIC, proxy
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import ms, mV, mV_per_ms, nA, per_ms

nF, uS, mV_per_root_ms = nA * ms / mV, nA / mV, (mV / ms**0.5).named("mV/√ms")


def _numbers(name):
    """A table that ``make aln-table`` wrote."""
    with np.load(Path(__file__).with_name("_aln.npz")) as held:
        return held[name]


_of = {"x": Axis(-1.0, 7.0, mV_per_ms), "y": Axis(0.5, 5.0, mV_per_root_ms)}
_rate = table("rate", partial(_numbers, "r"), **_of, unit=per_ms)
_potential = table("potential", partial(_numbers, "V"), **_of, unit=mV)
_time_constant = table("time_constant", partial(_numbers, "tau"), **_of, unit=ms)


@model(
    public="ALNModel",
    family="AdEx mean fields",
    rate="r_E",
    lfp=proxy("lfp", SYNAPTIC),
    dt=0.1,
    span=500.0,
    outputs={
        "r_E": output(per_ms, doc="rate of the excitatory cells"),
        "r_I": output(per_ms, doc="rate of the inhibitory cells"),
        "V_E": output(mV, doc="mean potential of the excitatory cells"),
        "lfp": output(mV_per_ms, doc="synaptic currents of the excitatory cells, all counted positive, over C"),
    },
    presets={
        "cakan2020": preset("Cakan and Obermayer (2020), as in neurolib 0.6.2, without adaptation", a=0.0, b=0.0),
        "cakan2020_adaptation": preset(
            "Cakan and Obermayer (2020), with adaptation of 15 nS and 40 pA", a=0.015, b=0.04
        ),
    },
)
def aln(
    mu_E=state(0.5, mV_per_ms, spread=0.5, bounds=(-10, 10), doc="mean input to E, as it has reached the rate"),
    mu_I=state(0.5, mV_per_ms, spread=0.5, bounds=(-10, 10), doc="mean input to I, as it has reached the rate"),
    I_A=state(0.0, nA, bounds=(-1, 4), doc="adaptation current of E"),
    s_EE=state(0.05, spread=0.05, bounds=(0, 1), doc="mean share of active synapses, to E from E"),
    s_EI=state(0.05, spread=0.05, bounds=(0, 1), doc="mean share of active synapses, to E from I"),
    s_IE=state(0.05, spread=0.05, bounds=(0, 1), doc="mean share of active synapses, to I from E"),
    s_II=state(0.05, spread=0.05, bounds=(0, 1), doc="mean share of active synapses, to I from I"),
    v_EE=state(0.001, spread=0.001, bounds=(0, 1), clip=True, doc="variance of that share, to E from E"),
    v_EI=state(0.001, spread=0.001, bounds=(0, 1), clip=True, doc="variance of that share, to E from I"),
    v_IE=state(0.001, spread=0.001, bounds=(0, 1), clip=True, doc="variance of that share, to I from E"),
    v_II=state(0.001, spread=0.001, bounds=(0, 1), clip=True, doc="variance of that share, to I from I"),
    mu_ext_E=param(0.4, mV_per_ms, domain=(-inf, inf), doc="mean background input to E"),
    mu_ext_I=param(0.3, mV_per_ms, domain=(-inf, inf), doc="mean background input to I"),
    sigma_ext=param(1.5, mV_per_root_ms, domain=(0.5, 5.0), doc="deviation of the background input"),
    J_EE=param(2.43, mV_per_ms, domain=(1e-3, inf), doc="largest input to E from E"),
    J_EI=param(-3.3, mV_per_ms, domain=(-inf, -1e-3), doc="largest input to E from I"),
    J_IE=param(2.60, mV_per_ms, domain=(1e-3, inf), doc="largest input to I from E"),
    J_II=param(-1.64, mV_per_ms, domain=(-inf, -1e-3), doc="largest input to I from I"),
    c_EE=param(0.3, mV_per_ms, domain=(0, inf), doc="input that a spike makes, to E from E"),
    c_EI=param(0.5, mV_per_ms, domain=(0, inf), doc="input that a spike makes, to E from I"),
    c_IE=param(0.3, mV_per_ms, domain=(0, inf), doc="input that a spike makes, to I from E"),
    c_II=param(0.5, mV_per_ms, domain=(0, inf), doc="input that a spike makes, to I from I"),
    c_gl=param(0.3, mV_per_ms, domain=(0, inf), doc="input that a spike from another region makes"),
    K_E=param(800.0, domain=(0, inf), doc="synapses from E on a cell"),
    K_I=param(200.0, domain=(0, inf), doc="synapses from I on a cell"),
    K_gl=param(250.0, domain=(0, inf), doc="synapses from another region on a cell"),
    tau_sE=param(2.0, ms, domain=(1e-2, inf), doc="time constant of excitatory synapses"),
    tau_sI=param(5.0, ms, domain=(1e-2, inf), doc="time constant of inhibitory synapses"),
    a=param(0.0, uS, domain=(0, inf), doc="adaptation by the potential"),
    b=param(0.0, nA, domain=(0, inf), doc="adaptation by a spike"),
    E_A=param(-80.0, mV, domain=(-inf, inf), doc="reversal potential of the adaptation"),
    tau_A=param(200.0, ms, domain=(1e-2, inf), doc="time constant of the adaptation"),
    tau_m=param(20.0, ms, domain=(20.0, 20.0), doc="time constant of the membrane: fixed, the tables are made for it"),
    C=param(0.2, nF, domain=(0.2, 0.2), doc="capacitance of the membrane: fixed, the tables are made for it"),
    r_E_late=drive(per_ms, own="r_E", delay=4.0, doc="excitatory rate as E and I hear it"),
    r_I_late=drive(per_ms, own="r_I", delay=2.0, doc="inhibitory rate as E and I hear it"),
    r_ext=drive(per_ms, doc="rate from other regions to E, and its second moment as for weights of 0 and 1"),
    r_ext_sq=drive(per_ms, doc="what the second moment is more than that: sum of (w^2 - w) r over weights w"),
    r_ext_I=drive(per_ms, doc="rate from outside to I"),
    mu_E_inp=drive(mV_per_ms, doc="input current to E"),
    mu_I_inp=drive(mV_per_ms, doc="input current to I"),
):
    """Populations of excitatory and inhibitory exponential integrate-and-fire neurons with adaptation.

    dmu_p/dt = (J_pE s_pE + J_pI s_pI + mu_ext_p - mu_p) / time_constant(mu_p, sigma_p),  p = E, I
    dI_A/dt = (a (V_E - E_A) - I_A + tau_A b r_E) / tau_A
    ds/dt = ((1 - s) z1 - s) / tau_s
    dv/dt = ((1 - s)^2 z2 + (z2 - 2 tau_s (z1 + 1)) v) / tau_s^2
    sigma_p^2 = sum over both kinds of synapses of 2 J^2 v tau_s tau_m / ((1 + z1) tau_m + tau_s), plus sigma_ext^2
    r_p = rate(mu_p, sigma_p), V_E = potential(mu_E, sigma_E), with mu_E - I_A / C in place of mu_E
    z1 = c' K r, z2 = c'^2 K r, c' = c tau_s / |J|, with r as it was a delay ago

    ``rate``, ``potential`` and ``time_constant`` of a neuron follow from its Fokker-Planck equation. They are tables,
    made by ``make aln-table``: 0.2 nF and 10 nS; -65 mV at rest, -50 mV at threshold with a slope of 1.5 mV, a spike at
    -40 mV, then -70 mV after 1.5 ms. Where a neuron fires at 0.1 to 100 Hz they are those of neurolib 0.6.2 within
    0.02 % (rate), 0.005 mV and 4 % (time constant, half of them within 0.7 %; had we scaled the response at 0.25 Hz in
    place of 0, most of that would be gone). Beyond their edges (-1 and 7 mV/ms, 0.5 and 5 mV/√ms) they stay as there.

    In sigma, 1 + z1 is taken as 1 / (1 - s), what it is at rest: so a rate depends on states alone and can be sent at
    once. It changes the rhythms of E and I in neurolib by less than 1 % in frequency and 3 % in amplitude. The defaults
    make one of 14 Hz. neurolib's second moment of what regions send each other takes the square of the weights: for
    that, join the rate to ``r_ext_sq`` too, with weights w^2 - w.

    Source: Augustin, M. and Ladenbauer, J. and Baumann, F. and Obermayer, K. (2017) "Low-dimensional spike rate models
    derived from networks of adaptive integrate-and-fire neurons: comparison and implementation", PLoS Comput. Biol.
    13:e1005545, doi:10.1371/journal.pcbi.1005545, model LNexp.
    Source: Cakan, C. and Obermayer, K. (2020) "Biophysically grounded mean-field models of neural populations under
    electrical stimulation", PLoS Comput. Biol. 16:e1007822, doi:10.1371/journal.pcbi.1007822.
    """
    c_E, c_I = c_EE * tau_sE / J_EE, c_IE * tau_sE / J_IE
    i_E, i_I, gl = c_EI * tau_sI / jnp.abs(J_EI), c_II * tau_sI / jnp.abs(J_II), c_gl * tau_sE / J_EE
    z1_EE = c_E * K_E * r_E_late + gl * K_gl * r_ext
    z2_EE = c_E**2 * K_E * r_E_late + gl**2 * K_gl * (r_ext + r_ext_sq)
    z1_IE = c_I * K_E * r_E_late + gl * K_gl * r_ext_I
    z2_IE = c_I**2 * K_E * r_E_late + gl**2 * K_gl * r_ext_I
    z1_EI, z2_EI = i_E * K_I * r_I_late, i_E**2 * K_I * r_I_late
    z1_II, z2_II = i_I * K_I * r_I_late, i_I**2 * K_I * r_I_late

    def variance(J, s, v, tau):
        return 2 * J**2 * v * tau * tau_m * (1 - s) / (tau_m + tau * (1 - s))

    def mean_slope(s, z1, tau):
        return ((1 - s) * z1 - s) / tau

    def variance_slope(s, v, z1, z2, tau):
        return ((1 - s) ** 2 * z2 + (z2 - 2 * tau * (z1 + 1)) * v) / tau**2

    sigma_E = jnp.sqrt(variance(J_EE, s_EE, v_EE, tau_sE) + variance(J_EI, s_EI, v_EI, tau_sI) + sigma_ext**2)
    sigma_I = jnp.sqrt(variance(J_IE, s_IE, v_IE, tau_sE) + variance(J_II, s_II, v_II, tau_sI) + sigma_ext**2)
    m_E = mu_E - I_A / C
    r_E, r_I, V_E = _rate(m_E, sigma_E), _rate(mu_I, sigma_I), _potential(m_E, sigma_E)
    mu_syn_E = J_EE * s_EE + J_EI * s_EI + mu_ext_E + mu_E_inp
    mu_syn_I = J_IE * s_IE + J_II * s_II + mu_ext_I + mu_I_inp
    return {
        "mu_E": (mu_syn_E - mu_E) / _time_constant(m_E, sigma_E),
        "mu_I": (mu_syn_I - mu_I) / _time_constant(mu_I, sigma_I),
        "I_A": (a * (V_E - E_A) - I_A + tau_A * b * r_E) / tau_A,
        "s_EE": mean_slope(s_EE, z1_EE, tau_sE),
        "s_EI": mean_slope(s_EI, z1_EI, tau_sI),
        "s_IE": mean_slope(s_IE, z1_IE, tau_sE),
        "s_II": mean_slope(s_II, z1_II, tau_sI),
        "v_EE": variance_slope(s_EE, v_EE, z1_EE, z2_EE, tau_sE),
        "v_EI": variance_slope(s_EI, v_EI, z1_EI, z2_EI, tau_sI),
        "v_IE": variance_slope(s_IE, v_IE, z1_IE, z2_IE, tau_sE),
        "v_II": variance_slope(s_II, v_II, z1_II, z2_II, tau_sI),
        "r_E": r_E, "r_I": r_I, "V_E": V_E, "lfp": J_EE * s_EE + jnp.abs(J_EI) * s_EI,
    }  # fmt: skip
