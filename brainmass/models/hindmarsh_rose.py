"""Hindmarsh-Rose model of a bursting neuron."""

from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import per_ms


@model(
    public="HindmarshRoseModel",
    family="conductance and ions",
    dt=0.02,
    span=1500.0,
    presets={
        "one_burst": preset("Hindmarsh and Rose (1984), figure 6a: one burst, then rest", r=0.001, I=0.4),
        "bursting": preset("Hindmarsh and Rose (1984), figure 6b: periodic bursts", r=0.001, I=2.0),
        "tonic": preset("Hindmarsh and Rose (1984), figure 6c: regular spikes", r=0.001, I=4.0),
        "irregular": preset("Hindmarsh and Rose (1984): chaotic bursts", r=0.005, I=3.25),
    },
)
def hindmarsh_rose(
    x=state(-1.8, spread=0.05, bounds=(-5, 5), doc="membrane potential"),
    y=state(-15.0, spread=0.1, bounds=(-130, 10), doc="spiking variable, fast currents"),
    z=state(6.0, spread=0.1, bounds=(-5, 15), doc="bursting variable, slow adaptation current"),
    a=param(1.0, domain=(-inf, inf), doc="cubic term of x"),
    b=param(3.0, domain=(-inf, inf), doc="quadratic term of x"),
    c=param(1.0, domain=(-inf, inf), doc="constant of y"),
    d=param(5.0, domain=(-inf, inf), doc="quadratic term of y"),
    r=param(0.006, domain=(0, 1), doc="slowness of the adaptation"),
    s=param(4.0, domain=(-inf, inf), doc="strength of the adaptation"),
    x_R=param(-1.6, domain=(-inf, inf), doc="x at which the neuron without adaptation rests"),
    I=param(3.25, domain=(-inf, inf), doc="injected current"),
    tt=param(1.0, per_ms, domain=(0, inf), doc="time units of the paper in 1 ms"),
    x_inp=drive(doc="current from other neurons, or injected"),
):
    """A neuron that fires bursts of spikes: a fast planar system and a slow adaptation.

    dx/dt = tt (y - a x^3 + b x^2 - z + I + x_inp)
    dy/dt = tt (c - d x^2 - y)
    dz/dt = tt r (s (x - x_R) - z)

    With the defaults bursts are irregular; with the preset ``bursting`` they are all alike, nine spikes every 431 ms.

    Source: Hindmarsh, J. L. and Rose, R. M. (1984) "A model of neuronal bursting using three coupled first order
    differential equations", Proc. R. Soc. Lond. B 221:87, doi:10.1098/rspb.1984.0024.
    """
    return {
        "x": tt * (y - a * x**3 + b * x**2 - z + I + x_inp),
        "y": tt * (c - d * x**2 - y),
        "z": tt * r * (s * (x - x_R) - z),
    }
