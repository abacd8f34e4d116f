"""Liley model of electrocortical activity, a mean field with reversal potentials."""

import math

import jax.numpy as jnp

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import ms, mV, mV_per_ms, per_ms


@model(
    public="LileyModel",
    family="rate models",
    rate="S_e",
    lfp="h_e",
    span=2000.0,
    outputs={
        "S_e": output(per_ms, doc="firing rate of excitatory cells: what other regions receive"),
        "S_i": output(per_ms, doc="firing rate of inhibitory cells"),
    },
    presets={"no_input": preset("the default without input from the thalamus: a rest at -66 mV", p_ee=0.0, p_ei=0.0)},
)
def liley(
    h_e=state(-68.0, mV, spread=1.0, bounds=(-100, 60), doc="soma potential of excitatory cells; EEG is taken as it"),
    h_i=state(-73.5, mV, spread=1.0, bounds=(-100, 60), doc="soma potential of inhibitory cells"),
    I_ee=state(56.0, mV, spread=3.0, bounds=(0, 1e4), doc="excitatory synaptic activity in e"),
    I_ie=state(97.0, mV, spread=3.0, bounds=(0, 3e4), doc="inhibitory synaptic activity in e"),
    I_ei=state(54.0, mV, spread=3.0, bounds=(0, 1e4), doc="excitatory synaptic activity in i"),
    I_ii=state(97.0, mV, spread=3.0, bounds=(0, 3e4), doc="inhibitory synaptic activity in i"),
    J_ee=state(-5.0, mV_per_ms, bounds=(-1e4, 1e4), doc="slope of I_ee"),
    J_ie=state(-7.6, mV_per_ms, bounds=(-1e4, 1e4), doc="slope of I_ie"),
    J_ei=state(-5.0, mV_per_ms, bounds=(-1e4, 1e4), doc="slope of I_ei"),
    J_ii=state(-7.6, mV_per_ms, bounds=(-1e4, 1e4), doc="slope of I_ii"),
    tau_e=param(98.0, ms, domain=(1e-3, inf), doc="membrane time constant of e"),
    tau_i=param(34.0, ms, domain=(1e-3, inf), doc="membrane time constant of i"),
    h_e_rest=param(-70.0, mV, domain=(-inf, inf), doc="resting potential of e"),
    h_i_rest=param(-70.0, mV, domain=(-inf, inf), doc="resting potential of i"),
    h_e_eq=param(45.0, mV, domain=(-inf, inf), doc="reversal potential of excitatory synapses"),
    h_i_eq=param(-90.0, mV, domain=(-inf, inf), doc="reversal potential of inhibitory synapses"),
    Gamma_e=param(1.22, mV, domain=(0, inf), doc="amplitude of an excitatory postsynaptic potential"),
    Gamma_i=param(3.6, mV, domain=(0, inf), doc="amplitude of an inhibitory postsynaptic potential"),
    gamma_e=param(1 / 0.99, per_ms, domain=(0, inf), doc="rate constant of excitatory synapses"),
    gamma_i=param(1 / 7.06, per_ms, domain=(0, inf), doc="rate constant of inhibitory synapses"),
    N_ee=param(3034.0, domain=(0, inf), doc="synapses that a cell of e has from e, within the region"),
    N_ie=param(536.0, domain=(0, inf), doc="synapses that a cell of e has from i"),
    N_ei=param(3034.0, domain=(0, inf), doc="synapses that a cell of i has from e, within the region"),
    N_ii=param(536.0, domain=(0, inf), doc="synapses that a cell of i has from i"),
    S_e_max=param(0.5, per_ms, domain=(0, inf), doc="largest firing rate of e"),
    S_i_max=param(0.5, per_ms, domain=(0, inf), doc="largest firing rate of i"),
    mu_e=param(-49.0, mV, domain=(-inf, inf), doc="firing threshold of e"),
    mu_i=param(-41.0, mV, domain=(-inf, inf), doc="firing threshold of i"),
    sigma_e=param(4.75, mV, domain=(1e-3, inf), doc="standard deviation of the thresholds of e"),
    sigma_i=param(5.25, mV, domain=(1e-3, inf), doc="standard deviation of the thresholds of i"),
    p_ee=param(9.43, per_ms, domain=(-inf, inf), doc="excitatory input to e from outside the cortex"),
    p_ie=param(0.0, per_ms, domain=(-inf, inf), doc="inhibitory input to e from outside the cortex"),
    p_ei=param(8.742, per_ms, domain=(-inf, inf), doc="excitatory input to i from outside the cortex"),
    p_ii=param(0.0, per_ms, domain=(-inf, inf), doc="inhibitory input to i from outside the cortex"),
    phi_ee=drive(per_ms, doc="rate of action potentials that arrives at e from other regions"),
    phi_ei=drive(per_ms, doc="rate of action potentials that arrives at i from other regions"),
):
    """Excitatory and inhibitory cells of a cortical region, whose synapses lose force near their reversal potentials.

    tau_k dh_k/dt = h_k_rest - h_k + psi_e(h_k) I_ek + psi_i(h_k) I_ik,  k = e, i
    psi_j(h_k) = (h_j_eq - h_k) / |h_j_eq - h_k_rest|,  j = e, i
    d^2I_ek/dt^2 = Gamma_e gamma_e exp(1) (N_ek S_e + phi_ek + p_ek) - 2 gamma_e dI_ek/dt - gamma_e^2 I_ek
    d^2I_ik/dt^2 = Gamma_i gamma_i exp(1) (N_ik S_i + p_ik) - 2 gamma_i dI_ik/dt - gamma_i^2 I_ik
    S_k = S_k_max / (1 + exp(-sqrt(2) (h_k - mu_k) / sigma_k))

    A region as a point: the waves phi along the cortex, with their Laplacian, are what a network brings with its
    delays. In I_jk the first index is the sender. The defaults are the set of Dafilis, Frascoli, Cadusch and Liley
    (2009), Physica D 238:1056, as the Brain Dynamics Toolbox has it (DFCL2009; there gamma is a, b and Gamma is A, B).
    From the default start they make chaotic alpha, 9.9 Hz, 13 mV in h_e; elsewhere begins a large rhythm of 5.5 Hz.

    Source: Liley, D. T. J. and Cadusch, P. J. and Dafilis, M. P. (2002) "A spatially continuous mean field theory of
    electrocortical activity", Network 13:67, doi:10.1080/net.13.1.67.113.
    Source: Dafilis, M. P. and Liley, D. T. J. and Cadusch, P. J. (2001) "Robust chaos in a model of the
    electroencephalogram: Implications for brain dynamics", Chaos 11:474, doi:10.1063/1.1394193, without the waves.
    """
    S_e = S_e_max * sigmoid(math.sqrt(2) * (h_e - mu_e) / sigma_e)
    S_i = S_i_max * sigmoid(math.sqrt(2) * (h_i - mu_i) / sigma_i)
    to_e = (h_e_eq - h_e) / jnp.abs(h_e_eq - h_e_rest) * I_ee + (h_i_eq - h_e) / jnp.abs(h_i_eq - h_e_rest) * I_ie
    to_i = (h_e_eq - h_i) / jnp.abs(h_e_eq - h_i_rest) * I_ei + (h_i_eq - h_i) / jnp.abs(h_i_eq - h_i_rest) * I_ii
    A_e, A_i = Gamma_e * gamma_e * math.e, Gamma_i * gamma_i * math.e
    return {
        "h_e": (h_e_rest - h_e + to_e) / tau_e, "h_i": (h_i_rest - h_i + to_i) / tau_i,
        "I_ee": J_ee, "I_ie": J_ie, "I_ei": J_ei, "I_ii": J_ii,
        "J_ee": A_e * (N_ee * S_e + phi_ee + p_ee) - 2 * gamma_e * J_ee - gamma_e**2 * I_ee,
        "J_ie": A_i * (N_ie * S_i + p_ie) - 2 * gamma_i * J_ie - gamma_i**2 * I_ie,
        "J_ei": A_e * (N_ei * S_e + phi_ei + p_ei) - 2 * gamma_e * J_ei - gamma_e**2 * I_ei,
        "J_ii": A_i * (N_ii * S_i + p_ii) - 2 * gamma_i * J_ii - gamma_i**2 * I_ii,
        "S_e": S_e, "S_i": S_i,
    }  # fmt: skip
