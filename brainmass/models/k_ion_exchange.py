"""Mean field of Hodgkin-Huxley-type neurons that exchange potassium with their surroundings."""

from math import log, pi

import jax.numpy as jnp

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import NAMED, ms, mV, mV_per_ms, one, per_ms

pA, um3 = NAMED["pA"], NAMED["um"] ** 3
nS, pF = (pA / mV).named("nS"), (pA * ms / mV).named("pF")


@model(
    public="KIonExchangeModel",
    family="conductance and ions",
    rate="r",
    lfp="V",
    dt=0.02,
    span=100.0,
    outputs={
        "r": output(per_ms, doc="firing rate: what other regions receive"),
        "K_o": output(doc="potassium outside the cells (mM)"),
    },
    presets={
        "tvb": preset("The Virtual Brain 2.10, which leaves out the recurrent current J r (E - V)", local=0.0),
        "epileptogenic": preset("The Virtual Brain's example of an epileptogenic region: bursts", K_bath=15.5),
    },
)
def k_ion_exchange(
    x=state(0.1, mV, spread=0.05, bounds=(0, 200), doc="width of the distribution of potentials; r = R_minus x / pi"),
    V=state(-70.0, mV, spread=3.0, bounds=(-150, 150), doc="mean potential"),
    n=state(0.05, spread=0.01, bounds=(0, 1), doc="gate of potassium channels"),
    DKi=state(-0.5, bounds=(-60, 15), doc="change of potassium inside the cells, 130 + DKi (mM)"),
    Kg=state(-0.8, bounds=(-60, 60), doc="potassium that the bath has brought (mM)"),
    K_bath=param(5.5, domain=(1e-3, inf), doc="potassium in the bath (mM): what leads from rest to seizure"),
    J=param(0.1, domain=(0, inf), doc="synaptic weight of the recurrence"),
    E=param(0.0, mV, domain=(-inf, inf), doc="reversal potential of the synapses"),
    local=param(1.0, domain=(0, 1), doc="1 for the recurrent current J r (E - V) on V; 0 leaves it out"),
    eta=param(0.0, mV_per_ms, domain=(-inf, inf), doc="centre of the distribution of inputs"),
    Delta=param(1.0, mV_per_ms, domain=(0, inf), doc="half-width of the distribution of inputs"),
    c_minus=param(-40.0, mV, domain=(-inf, inf), doc="vertex of the left parabola"),
    R_minus=param(0.5, one / (mV * ms), domain=(0, inf), doc="curvature of the left parabola"),
    c_plus=param(-20.0, mV, domain=(-inf, inf), doc="vertex of the right parabola"),
    R_plus=param(-0.5, one / (mV * ms), domain=(-inf, 0), doc="curvature of the right parabola"),
    V_star=param(-31.0, mV, domain=(-inf, inf), doc="potential at which the parabolas meet"),
    C_m=param(1.0, pF, domain=(1e-6, inf), doc="membrane capacitance"),
    g_Cl=param(7.5, nS, domain=(0, inf), doc="chloride conductance"),
    g_Na=param(40.0, nS, domain=(0, inf), doc="largest sodium conductance"),
    g_K=param(22.0, nS, domain=(0, inf), doc="largest potassium conductance"),
    g_Nal=param(0.02, nS, domain=(0, inf), doc="sodium leak"),
    g_Kl=param(0.12, nS, domain=(0, inf), doc="potassium leak"),
    rho=param(250.0, pA, domain=(0, inf), doc="largest current of the pump"),
    U=param(26.64, mV, domain=(1e-3, inf), doc="thermal voltage R T / F"),
    V_m=param(-24.0, mV, domain=(-inf, inf), doc="potential at which half of the sodium channels are open"),
    d_m=param(12.0, mV, domain=(1e-3, inf), doc="spread of their opening"),
    V_n=param(-19.0, mV, domain=(-inf, inf), doc="potential at which half of the potassium channels are open"),
    d_n=param(18.0, mV, domain=(1e-3, inf), doc="spread of their opening"),
    tau_n=param(4.0, ms, domain=(1e-3, inf), doc="time constant of potassium channels"),
    gamma=param(0.04, um3 / (pA * ms), domain=(0, inf), doc="change of concentration that a charge makes (mM)"),
    w_i=param(2160.0, um3, domain=(1e-3, inf), doc="volume inside"),
    w_o=param(720.0, um3, domain=(1e-3, inf), doc="volume outside"),
    epsilon=param(0.001, per_ms, domain=(0, inf), doc="rate of exchange with the bath"),
    r_ext=drive(per_ms, doc="rate arriving from other regions, times its weight; enters as r_ext (E - V)"),
    V_inp=drive(mV_per_ms, doc="input to V, such as a stimulus"),
):
    """Neurons whose membrane current is close to two parabolas of V, reduced to rate, potential, gate and potassium.

    dx/dt = Delta + 2 R (V - c) x - J r x,  (R, c) = (R_minus, c_minus) for V <= V_star, else (R_plus, c_plus)
    dV/dt = -(I_Cl + I_Na + I_K + I_pump) / C_m - R x^2 + eta + (local J r + r_ext) (E - V) + V_inp
    dn/dt = (n_inf - n) / tau_n,  dDKi/dt = -gamma (I_K - 2 I_pump) / w_i,  dKg/dt = epsilon (K_bath - K_o)
    I_K = (g_Kl + g_K n) (V - U ln(K_o / K_i)),  I_Na = (g_Nal + g_Na m_inf h) (V - U ln(Na_o / Na_i))
    I_Cl = g_Cl (V + U ln(112 / 5)),  I_pump = rho / (1 + exp((21 - Na_i) / 2)) / (1 + exp(5.5 - K_o))
    K_i = 130 + DKi,  Na_i = 16 - DKi,  Na_o = 138 + DKi w_i / w_o,  K_o = 4.8 - DKi w_i / w_o + Kg
    m_inf = 1 / (1 + exp((V_m - V) / d_m)), n_inf alike,  h = 1.1 - 1 / (1 + exp(-8 (n - 0.4))),  r = R_minus x / pi

    With the defaults it rests at -73 mV. As K_bath rises it bursts (8.5), fires steadily (10), has trains of spikes
    with pauses (15.5), fires without pause (17.5) and is blocked at -20 mV (22.5). Concentrations, in mM, are plain
    numbers here; where one would be negative, which has no meaning, its logarithm is that of 0.01.

    Source: Bandyopadhyay, A. and Bernard, C. and Jirsa, V. K. and Petkoski, S. (2021) "Mean-field approximation of
    network of biophysical neurons driven by conductance-based ion exchange", bioRxiv, doi:10.1101/2021.10.29.466427,
    the five-dimensional model; constants of The Virtual Brain 2.10.
    Source: Depannemaecker, D. and Ivanov, A. and Lillo, D. and Spek, L. and Bernard, C. and Jirsa, V. (2022) "A unified
    physiological framework of transitions between seizures, sustained ictal activity and depolarization block at the
    single neuron level", J. Comput. Neurosci. 50:33, doi:10.1007/s10827-022-00811-1, the currents.
    """
    left = V_star >= V
    R, c = jnp.where(left, R_minus, R_plus), jnp.where(left, c_minus, c_plus)
    r, out = R_minus * x / pi, DKi * w_i / w_o
    K_i, K_o, Na_i, Na_o = 130 + DKi, 4.8 - out + Kg, 16 - DKi, 138 + out

    def nernst(outside, inside):
        return U * (jnp.log(jnp.maximum(outside, 0.01)) - jnp.log(jnp.maximum(inside, 0.01)))

    m_inf, n_inf, h = sigmoid((V - V_m) / d_m), sigmoid((V - V_n) / d_n), 1.1 - sigmoid(8 * (n - 0.4))
    E_K, E_Na = nernst(K_o, K_i), nernst(Na_o, Na_i)
    I_K, I_Na = (g_Kl + g_K * n) * (V - E_K), (g_Nal + g_Na * m_inf * h) * (V - E_Na)
    I_Cl, I_pump = g_Cl * (V + U * log(112 / 5)), rho * sigmoid((Na_i - 21) / 2) * sigmoid(K_o - 5.5)
    currents = I_Cl + I_Na + I_K + I_pump
    return {
        "x": Delta + 2 * R * (V - c) * x - J * r * x,
        "V": -currents / C_m - R * x**2 + eta + (local * J * r + r_ext) * (E - V) + V_inp,
        "n": (n_inf - n) / tau_n,
        "DKi": -gamma / w_i * (I_K - 2 * I_pump),
        "Kg": epsilon * (K_bath - K_o),
        "r": r,
        "K_o": K_o,
    }
