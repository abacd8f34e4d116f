"""Montbrio-Pazo-Roxin model: the exact mean field of quadratic integrate-and-fire neurons."""

from math import pi

from brainmass.proxies import POTENTIAL, proxy
from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms, per_ms


@model(
    public="MontbrioPazoRoxinModel",
    family="exact mean fields",
    rate="r",
    lfp=proxy("V", POTENTIAL),
    span=30.0,
    presets={
        "montbrio2015": preset(
            "Montbrio et al. (2015), figure 2: bistable; also the default of The Virtual Brain 2.10 and PyRates",
            tau=1.0, Delta=1.0, eta=-5.0, J=15.0,
        ),
        "vbi": preset("vbi 0.4.4", tau=1.0, Delta=0.7, eta=-4.6, J=14.5),
    },
)  # fmt: skip
def montbrio_pazo_roxin(
    r=state(0.1, per_ms, spread=0.05, bounds=(0, 10), doc="firing rate"),
    V=state(-2.0, spread=0.1, bounds=(-20, 20), doc="mean membrane potential (dimensionless)"),
    tau=param(1.0, ms, domain=(1e-3, inf), doc="membrane time constant"),
    Delta=param(1.0, domain=(0, inf), doc="half-width of the Lorentzian distribution of excitability"),
    eta=param(-5.0, domain=(-inf, inf), doc="centre of the distribution of excitability"),
    J=param(15.0, domain=(-inf, inf), doc="synaptic weight of the recurrence"),
    r_ext=drive(per_ms, doc="rate arriving from elsewhere; enters as tau r_ext, with a weight of 1"),
    I_ext=drive(doc="input current (dimensionless)"),
):
    """All-to-all quadratic integrate-and-fire neurons, reduced exactly to their rate and mean potential.

    tau dr/dt = Delta / (pi tau) + 2 r V
    tau dV/dt = V^2 - (pi tau r)^2 + eta + J tau r + tau r_ext + I_ext

    With the defaults a silent and an active state exist side by side; J = 15 is bistable for -5.744 < eta < -3.136.

    Source: Montbrio, E. and Pazo, D. and Roxin, A. (2015) "Macroscopic description for networks of spiking neurons",
    Phys. Rev. X 5:021028, doi:10.1103/PhysRevX.5.021028, Eq. 12 (there tau = 1).
    """
    return {
        "r": (Delta / (pi * tau) + 2 * r * V) / tau,
        "V": (V**2 - (pi * tau * r) ** 2 + eta + J * tau * r + tau * r_ext + I_ext) / tau,
    }
