"""Coombes-Byrne neural mass with instantaneous synapses."""

from math import pi

from brainmass.proxies import POTENTIAL, proxy
from brainmass.spec import drive, inf, model, param, state
from brainmass.units import ms, per_ms


@model(public="CoombesByrne2DModel", family="exact mean fields",
       rate="r", lfp=proxy("V", POTENTIAL), dt=0.01, span=15.0)  # fmt: skip
def coombes_byrne_2d(
    r=state(0.1, per_ms, spread=0.05, bounds=(0, 20), doc="firing rate"),
    V=state(-1.0, spread=0.1, bounds=(-50, 50), doc="mean membrane potential (dimensionless)"),
    tau=param(1.0, ms, domain=(1e-3, inf), doc="membrane time constant"),
    Delta=param(1.0, domain=(0, inf), doc="half-width of the Lorentzian distribution of excitability"),
    eta=param(2.0, domain=(-inf, inf), doc="centre of the distribution of excitability"),
    kappa=param(1.0, domain=(0, inf), doc="strength of the synapse; 1/pi of the weight on the rate"),
    v_syn=param(-4.0, domain=(-inf, inf), doc="reversal potential of the synapse (dimensionless)"),
    r_ext=drive(per_ms, doc="rate arriving from elsewhere; enters as tau r_ext, with a weight of 1"),
    I_ext=drive(doc="input current (dimensionless)"),
):
    """The limit of coombes_byrne in which the synapse is fast: the conductance follows the rate at once.

    g = kappa pi tau r
    tau dr/dt = Delta / (pi tau) + 2 r V - g r
    tau dV/dt = V^2 - (pi tau r)^2 + eta + g (v_syn - V) + tau r_ext + I_ext

    The defaults are those of The Virtual Brain; the population rests at r = 0.1847 /ms, to which it spirals. Without
    conductance (kappa = 0) this is the population of Montbrio, Pazo and Roxin without recurrence. 1 unit of the
    source's time is 1 ms here.

    Source: Coombes, S. and Byrne, A. (2019) "Next generation neural mass models", Springer,
    doi:10.1007/978-3-319-71048-8_1, in the limit of a fast synapse.
    """
    g = kappa * pi * tau * r
    return {
        "r": (Delta / (pi * tau) + 2 * r * V - g * r) / tau,
        "V": (V**2 - (pi * tau * r) ** 2 + eta + g * (v_syn - V) + tau * r_ext + I_ext) / tau,
    }
