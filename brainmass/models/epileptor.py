"""The Epileptor: seizures that come and go by themselves."""

import jax.numpy as jnp

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import per_ms


@model(
    public="EpileptorModel",
    family="epilepsy",
    lfp="lfp",
    dt=0.025,
    span=4000.0,
    outputs={"lfp": output(doc="local field potential, x2 - x1")},
    presets={
        "epileptogenic": preset("The Virtual Brain's tutorial of epilepsy: where seizures begin", x0=-1.6, r=0.00015),
        "propagation": preset("The Virtual Brain's tutorial of epilepsy: where seizures spread", x0=-1.8, r=0.00015),
        "healthy": preset("The Virtual Brain's tutorial of epilepsy: elsewhere", x0=-2.4, r=0.00015),
        "sigmoidal": preset("The Virtual Brain 2.10 with its modification on", modification=1.0),
    },
)
def epileptor(
    x1=state(-1.8, spread=0.05, bounds=(-4, 4), doc="fast population: discharges"),
    y1=state(-15.2, spread=0.5, bounds=(-60, 10), doc="fast population: recovery"),
    z=state(3.6, spread=0.1, bounds=(-1, 8), doc="permittivity, slow: seizures begin when it is low, end when high"),
    x2=state(-1.0, spread=0.05, bounds=(-4, 4), doc="slower population: spikes and waves"),
    y2=state(0.0, bounds=(-2, 10), doc="slower population: recovery"),
    g=state(-0.18, bounds=(-2, 2), doc="x1 / 10, low-pass filtered"),
    x0=param(-1.6, domain=(-inf, inf), doc="epileptogenicity; a region makes seizures alone above -2.06"),
    I1=param(3.1, domain=(-inf, inf), doc="input to the fast population, Irest1"),
    I2=param(0.45, domain=(-inf, inf), doc="input to the slower population, Irest2"),
    r=param(0.00035, domain=(0, 1), doc="slowness of the permittivity, 1/tau0"),
    a=param(1.0, domain=(-inf, inf), doc="cubic term of the fast population"),
    b=param(3.0, domain=(-inf, inf), doc="quadratic term of the fast population"),
    c=param(1.0, domain=(-inf, inf), doc="constant of y1, y0 in the paper"),
    d=param(5.0, domain=(-inf, inf), doc="quadratic term of y1"),
    s=param(4.0, domain=(-inf, inf), doc="slope of the permittivity's target"),
    slope=param(0.0, domain=(-inf, inf), doc="linear growth of x1 in the seizure"),
    tau=param(10.0, domain=(1e-3, inf), doc="slowness of y2, tau2"),
    aa=param(6.0, domain=(-inf, inf), doc="slope of y2's target"),
    bb=param(2.0, domain=(-inf, inf), doc="weight of g on x2"),
    gamma=param(0.01, domain=(0, inf), doc="rate of the filter g"),
    modification=param(0.0, domain=(0, 1), doc="1: the permittivity follows a sigmoid of x1; 0: a line (the paper)"),
    tt=param(1.0, per_ms, domain=(0, inf), doc="time units of the paper in 1 ms"),
    x1_inp=drive(doc="input to the fast population; from other x1 with the gain Kvf"),
    x2_inp=drive(doc="input to the slower population; from other x2 with the gain Kf"),
    z_inp=drive(doc="input to the permittivity's target; from other x1 with the gain Ks, negative where they recruit"),
):
    """The Epileptor: a region between rest and seizure, led through both by a slow permittivity.

    dx1/dt = tt (y1 - f1 - z + I1 + x1_inp)
    dy1/dt = tt (c - d x1^2 - y1)
    dz/dt = tt r (h - z + z_inp)
    dx2/dt = tt (-y2 + x2 - x2^3 + I2 + bb g - 0.3 (z - 3.5) + x2_inp)
    dy2/dt = tt (-y2 + f2) / tau
    dg/dt = -tt gamma (g - 0.1 x1)
    f1 = a x1^3 - b x1^2 for x1 < 0, and (x2 - slope - 0.6 (z - 4)^2) x1 otherwise
    f2 = 0 for x2 < -0.25, and aa (x2 + 0.25) otherwise
    h = s (x1 - x0) - 0.1 min(z, 0)^7, or x0 + 3 / (1 + exp(-10 (x1 + 0.5))) with the modification

    With the defaults a region makes seizures of about 1 s, with fast discharges in x1 and spikes and waves in x2.
    The z^7 bounds z from below and acts where z < 0, as in the code of The Virtual Brain; its documentation says x < 0,
    where -0.1 z^7 would be -219 at z = 3. bb g with bb = 2 is the paper's 0.002 g(x1), the integral of x1 over its past
    with a decay of 0.01. Its network is three diffusive projections: x1 to x1_inp, x1 to z_inp, x2 to x2_inp.

    Source: Jirsa, V. K. and Stacey, W. C. and Quilichini, P. P. and Ivanov, A. I. and Bernard, C. (2014) "On the nature
    of seizure dynamics", Brain 137:2210, doi:10.1093/brain/awu133.
    """
    growth = jnp.where(x1 < 0, b * x1 - a * x1**2, slope - x2 + 0.6 * (z - 4) ** 2)
    line = s * (x1 - x0) - 0.1 * jnp.minimum(z, 0) ** 7
    h = (1 - modification) * line + modification * (x0 + 3 * sigmoid(10 * (x1 + 0.5)))
    f2 = jnp.where(x2 < -0.25, 0, aa * (x2 + 0.25))
    return {
        "x1": tt * (y1 - z + I1 + x1_inp + growth * x1),
        "y1": tt * (c - d * x1**2 - y1),
        "z": tt * r * (h - z + z_inp),
        "x2": tt * (-y2 + x2 - x2**3 + I2 + bb * g - 0.3 * (z - 3.5) + x2_inp),
        "y2": tt * (f2 - y2) / tau,
        "g": -tt * gamma * (g - 0.1 * x1),
        "lfp": x2 - x1,
    }
