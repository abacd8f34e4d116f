"""Mean field of Izhikevich neurons with adaptation (Chen and Campbell 2022)."""

from math import pi

from brainmass.proxies import POTENTIAL, proxy
from brainmass.spec import drive, inf, model, param, state
from brainmass.units import ms, per_ms


@model(public="IzhikevichMeanFieldModel", family="exact mean fields",
       rate="r", lfp=proxy("V", POTENTIAL), dt=0.05, span=1000.0)  # fmt: skip
def izhikevich_mean_field(
    r=state(0.01, per_ms, spread=0.005, bounds=(0, 5), doc="firing rate"),
    V=state(0.0, spread=0.05, bounds=(-20, 20), doc="mean membrane potential, 1 + v / |v_rest|"),
    w=state(0.0, bounds=(-5, 5), doc="mean adaptation (dimensionless)"),
    s=state(0.0, bounds=(-1, 20), doc="synaptic gating"),
    tau=param(1.538, ms, domain=(1e-3, inf), doc="unit of time of the paper, C / (k |v_rest|) = 250 / 162.5 ms"),
    Delta=param(0.02, domain=(0, inf), doc="half-width of the Lorentzian distribution of currents"),
    eta=param(0.12, domain=(-inf, inf), doc="centre of the distribution of currents"),
    alpha=param(0.6215, domain=(-inf, inf), doc="threshold of the neurons, 1 + v_threshold / |v_rest|"),
    g_s=param(1.2308, domain=(0, inf), doc="maximal conductance of the synapses"),
    e_r=param(1.0, domain=(-inf, inf), doc="reversal potential of the synapses, 1 + e / |v_rest|"),
    a=param(0.0077, domain=(0, inf), doc="rate of the adaptation, in 1 / tau"),
    b=param(-0.0062, domain=(-inf, inf), doc="dependence of the adaptation on the potential"),
    w_jump=param(0.0189, domain=(-inf, inf), doc="adaptation added by a spike"),
    tau_s=param(2.6, domain=(1e-3, inf), doc="decay time of the synapses, in units of tau: 4 ms"),
    s_jump=param(1.2308, domain=(0, inf), doc="gating added by a spike"),
    s_ext=drive(doc="gating arriving from elsewhere; adds to s"),
    I_ext=drive(doc="input current (dimensionless)"),
):
    """All-to-all Izhikevich neurons with spike-frequency adaptation, reduced to their means.

    g = g_s (s + s_ext)
    tau dr/dt = Delta / (pi tau) + r (2 V - alpha - g)
    tau dV/dt = V^2 - alpha V - (pi tau r)^2 + eta - w + g (e_r - V) + I_ext
    tau dw/dt = a (b V - w) + w_jump tau r
    tau ds/dt = -s / tau_s + s_jump tau r

    Potentials, currents and the adaptation are dimensionless as in the source. With the defaults it bursts, with a
    period of 349 ms; with eta = 0.3 it fires steadily. (Neuroblox has a factor kappa on g_s, which is 1 within a
    population.)

    Source: Chen, L. and Campbell, S. A. (2022) "Exact mean-field models for spiking neural networks with adaptation",
    J. Comput. Neurosci. 50:445, doi:10.1007/s10827-022-00825-9.
    """
    g = g_s * (s + s_ext)
    return {
        "r": (Delta / (pi * tau) + r * (2 * V - alpha - g)) / tau,
        "V": (V**2 - alpha * V - (pi * tau * r) ** 2 + eta - w + g * (e_r - V) + I_ext) / tau,
        "w": (a * (b * V - w) + w_jump * tau * r) / tau,
        "s": (-s / tau_s + s_jump * tau * r) / tau,
    }
