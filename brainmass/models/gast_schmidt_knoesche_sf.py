"""Gast-Schmidt-Knoesche model: quadratic neurons with spike-frequency adaptation, exactly reduced."""

from math import pi

from brainmass.proxies import POTENTIAL, proxy
from brainmass.spec import drive, inf, model, param, state
from brainmass.units import ms, per_ms


@model(public="GastSchmidtKnoescheSFModel", family="exact mean fields",
       rate="r", lfp=proxy("V", POTENTIAL), dt=0.01, span=150.0)  # fmt: skip
def gast_schmidt_knoesche_sf(
    r=state(0.1, per_ms, spread=0.05, bounds=(0, 20), doc="firing rate"),
    V=state(-1.0, spread=0.1, bounds=(-50, 50), doc="mean membrane potential (dimensionless)"),
    A=state(0.0, bounds=(-5, 20), doc="adaptation current (dimensionless)"),
    B=state(0.0, bounds=(-20, 20), doc="slope of A, times tau_A"),
    tau=param(1.0, ms, domain=(1e-3, inf), doc="membrane time constant"),
    tau_A=param(10.0, ms, domain=(1e-3, inf), doc="time constant of the adaptation"),
    alpha=param(10.0, ms, domain=(0, inf), doc="strength of the adaptation: what A is per rate at rest"),
    Delta=param(2.0, domain=(0, inf), doc="half-width of the Lorentzian distribution of excitability"),
    eta=param(1.0, domain=(-inf, inf), doc="centre of the distribution of excitability"),
    J=param(21.2132, domain=(-inf, inf), doc="synaptic weight of the recurrence, 15 sqrt(Delta)"),
    r_ext=drive(per_ms, doc="rate arriving from elsewhere; enters as tau r_ext, with a weight of 1"),
    I_ext=drive(doc="input current (dimensionless)"),
):
    """The Montbrio-Pazo-Roxin population with spike-frequency adaptation, which makes it burst.

    tau dr/dt = Delta / (pi tau) + 2 r V
    tau dV/dt = V^2 - (pi tau r)^2 + eta + J tau r - A + tau r_ext + I_ext
    tau_A dA/dt = B
    tau_A dB/dt = alpha r - A - 2 B

    Its active state is unstable for -4.040 < eta < -0.534 (Hopf points). With the defaults, which are those of The
    Virtual Brain, bursts and a stable active state exist side by side. 1 unit of the source's time is 1 ms here.

    Source: Gast, R. and Schmidt, H. and Knösche, T. R. (2020) "A mean-field description of bursting dynamics in spiking
    neural networks with short-term adaptation", Neural Comput. 32:1615, doi:10.1162/neco_a_01300.
    """
    return {
        "r": (Delta / (pi * tau) + 2 * r * V) / tau,
        "V": (V**2 - (pi * tau * r) ** 2 + eta + J * tau * r - A + tau * r_ext + I_ext) / tau,
        "A": B / tau_A,
        "B": (alpha * r - A - 2 * B) / tau_A,
    }
