"""Coombes-Byrne next generation neural mass: quadratic neurons with synaptic conductances, exactly reduced."""

from math import pi

from brainmass.proxies import POTENTIAL, proxy
from brainmass.spec import drive, inf, model, param, state
from brainmass.units import ms, per_ms


@model(public="CoombesByrneModel", family="exact mean fields", rate="r", lfp=proxy("V", POTENTIAL), dt=0.01, span=30.0)
def coombes_byrne(
    r=state(0.5, per_ms, spread=0.1, bounds=(0, 20), doc="firing rate"),
    V=state(-1.0, spread=0.1, bounds=(-50, 50), doc="mean membrane potential (dimensionless)"),
    g=state(1.0, spread=0.1, bounds=(-5, 50), doc="synaptic conductance (dimensionless)"),
    q=state(0.0, bounds=(-50, 50), doc="slope of g, over alpha"),
    tau=param(1.0, ms, domain=(1e-3, inf), doc="membrane time constant"),
    Delta=param(0.5, domain=(0, inf), doc="half-width of the Lorentzian distribution of excitability"),
    eta=param(20.0, domain=(-inf, inf), doc="centre of the distribution of excitability"),
    kappa=param(1.0, domain=(0, inf), doc="strength of the synapse; 1/pi of the weight on the rate"),
    v_syn=param(-10.0, domain=(-inf, inf), doc="reversal potential of the synapse (dimensionless)"),
    alpha=param(0.95, per_ms, domain=(0, inf), doc="rate of the synapse's alpha function"),
    r_ext=drive(per_ms, doc="rate arriving from elsewhere; enters as tau r_ext, with a weight of 1"),
    I_ext=drive(doc="input current (dimensionless)"),
):
    """Quadratic integrate-and-fire neurons coupled by a conductance with the time course of an alpha function.

    tau dr/dt = Delta / (pi tau) + 2 r V - g r
    tau dV/dt = V^2 - (pi tau r)^2 + eta + g (v_syn - V) + tau r_ext + I_ext
    dg/dt = alpha q
    dq/dt = alpha (kappa pi tau r - g - 2 q)

    With W = pi tau r + i V, the Kuramoto order parameter of the neurons' phases is z = (1 - W*) / (1 + W*). The source
    writes the equation of z, in dimensionless time: 1 unit is 1 ms here, as tau. The defaults are those of The Virtual
    Brain, and inhibitory: a rhythm between Hopf points at eta = 3.930 and 23.401, of 2.08 ms at eta = 20. (Its
    documentation has -g r^2 in the first equation; its code, and the equation of z, have -g r.)

    Source: Coombes, S. and Byrne, A. (2019) "Next generation neural mass models", Springer,
    doi:10.1007/978-3-319-71048-8_1.
    """
    return {
        "r": (Delta / (pi * tau) + 2 * r * V - g * r) / tau,
        "V": (V**2 - (pi * tau * r) ** 2 + eta + g * (v_syn - V) + tau * r_ext + I_ext) / tau,
        "g": alpha * q,
        "q": alpha * (kappa * pi * tau * r - g - 2 * q),
    }
