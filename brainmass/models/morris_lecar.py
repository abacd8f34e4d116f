"""Morris-Lecar model of a membrane with calcium and potassium channels."""

import jax.numpy as jnp

from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import ms, mV, nA, per_ms

uS = (nA / mV).named("uS")
nF = (nA * ms / mV).named("nF")


@model(
    public="MorrisLecarModel",
    family="conductance and ions",
    dt=0.05,
    span=400.0,
    outputs={
        "I_Ca": output(nA, doc="calcium current, outward positive"),
        "I_K": output(nA, doc="potassium current, outward positive"),
    },
    presets={
        "hopf": preset(
            "Rinzel and Ermentrout (1998), figures 1 to 3: class II; rest beside spikes at this current", I=90.0
        ),
        "snic": preset(
            "Rinzel and Ermentrout (1998), figures 4 to 6: class I, spikes begin with frequency 0 at I = 39.96",
            g_Ca=4.0,
            V3=12.0,
            V4=17.4,
            phi=1 / 15,
            I=45.0,
        ),
        "homoclinic": preset(
            "Rinzel and Ermentrout (1998), figures 7 and 8: as class I with faster potassium; rest beside spikes",
            g_Ca=4.0,
            V3=12.0,
            V4=17.4,
            phi=0.23,
            I=36.0,
        ),
    },
)
def morris_lecar(
    V=state(-30.0, mV, spread=5.0, bounds=(-150, 150), doc="membrane potential"),
    w=state(0.1, spread=0.02, bounds=(0, 1), doc="share of open potassium channels"),
    C=param(20.0, nF, domain=(1e-3, inf), doc="capacitance"),
    g_Ca=param(4.4, uS, domain=(0, inf), doc="largest calcium conductance"),
    g_K=param(8.0, uS, domain=(0, inf), doc="largest potassium conductance"),
    g_L=param(2.0, uS, domain=(0, inf), doc="leak conductance"),
    V_Ca=param(120.0, mV, domain=(-inf, inf), doc="reversal potential of calcium"),
    V_K=param(-84.0, mV, domain=(-inf, inf), doc="reversal potential of potassium"),
    V_L=param(-60.0, mV, domain=(-inf, inf), doc="reversal potential of the leak"),
    V1=param(-1.2, mV, domain=(-inf, inf), doc="potential at which half of the calcium channels are open"),
    V2=param(18.0, mV, domain=(1e-3, inf), doc="width of the calcium activation"),
    V3=param(2.0, mV, domain=(-inf, inf), doc="potential at which half of the potassium channels are open"),
    V4=param(30.0, mV, domain=(1e-3, inf), doc="width of the potassium activation"),
    phi=param(0.04, per_ms, domain=(0, inf), doc="rate of the potassium channels"),
    I=param(100.0, nA, domain=(-inf, inf), doc="injected current"),
    I_ext=drive(nA, doc="current from gap junctions, synapses or electrodes"),
):
    """Calcium that opens at once and potassium that follows: the smallest neuron with conductances.

    C dV/dt = I + I_ext - g_L (V - V_L) - I_Ca - I_K
    dw/dt = phi (w_inf - w) cosh((V - V3) / (2 V4))
    I_Ca = g_Ca m_inf (V - V_Ca), I_K = g_K w (V - V_K)
    m_inf = (1 + tanh((V - V1) / V2)) / 2, w_inf = (1 + tanh((V - V3) / V4)) / 2

    The papers' values are per cm^2 (uA, mS, uF); here they are those of 0.001 cm^2 of membrane (nA, uS, nF), which are
    the same numbers. With the defaults it fires, as it does between its Hopf points at I = 93.86 and 212.02.

    Source: Morris, C. and Lecar, H. (1981) "Voltage oscillations in the barnacle giant muscle fiber", Biophys. J.
    35:193, doi:10.1016/S0006-3495(81)84782-0, Eq. 9.
    """
    m_inf = 0.5 * (1 + jnp.tanh((V - V1) / V2))
    w_inf = 0.5 * (1 + jnp.tanh((V - V3) / V4))
    I_Ca = g_Ca * m_inf * (V - V_Ca)
    I_K = g_K * w * (V - V_K)
    return {
        "V": (I + I_ext - g_L * (V - V_L) - I_Ca - I_K) / C,
        "w": phi * (w_inf - w) * jnp.cosh((V - V3) / (2 * V4)),
        "I_Ca": I_Ca, "I_K": I_K,
    }  # fmt: skip
