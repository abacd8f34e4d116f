"""The Epileptor reduced to two dimensions."""

import jax.numpy as jnp

from brainmass.functions import sigmoid
from brainmass.proxies import SEEG, proxy
from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import per_ms


@model(
    public="Epileptor2DModel",
    family="epilepsy",
    lfp=proxy("x1", SEEG),
    dt=0.05,
    span=6000.0,
    presets={"sigmoidal": preset("The Virtual Brain 2.10 with its modification on", modification=1.0)},
)
def epileptor_2d(
    x1=state(-1.8, spread=0.05, bounds=(-4, 4), doc="fast population: below 0 at rest, above in a seizure"),
    z=state(3.6, spread=0.1, bounds=(-1, 8), doc="permittivity, slow: seizures begin when it is low, end when high"),
    x0=param(-1.6, domain=(-inf, inf), doc="epileptogenicity; a region makes seizures alone above -2.06"),
    I1=param(3.1, domain=(-inf, inf), doc="input to the fast population, Iext"),
    r=param(0.00035, domain=(0, 1), doc="slowness of the permittivity, 1/tau0"),
    a=param(1.0, domain=(-inf, inf), doc="cubic term of the fast population"),
    b=param(3.0, domain=(-inf, inf), doc="quadratic term of the fast population"),
    c=param(1.0, domain=(-inf, inf), doc="constant of the y1 that is at its equilibrium"),
    d=param(5.0, domain=(-inf, inf), doc="quadratic term of that y1"),
    s=param(4.0, domain=(-inf, inf), doc="slope of the permittivity's target"),
    slope=param(0.0, domain=(-inf, inf), doc="linear growth of x1 in the seizure"),
    modification=param(0.0, domain=(0, 1), doc="1: the permittivity follows a sigmoid of x1; 0: a line (the paper)"),
    tt=param(1.0, per_ms, domain=(0, inf), doc="time units of the paper in 1 ms"),
    x1_inp=drive(doc="input to the fast population; from other x1 with the gain Kvf"),
    z_inp=drive(doc="input to the permittivity's target; from other x1 with the gain Ks, negative where they recruit"),
):
    """Onset, duration and spread of seizures alone: the Epileptor with y1 at its equilibrium and without x2.

    dx1/dt = tt (c - d x1^2 - z + I1 + x1_inp - f1)
    dz/dt = tt r (h - z + z_inp)
    f1 = a x1^3 - b x1^2 for x1 < 0, and -(slope + 0.6 (z - 4)^2) x1 otherwise
    h = s (x1 - x0) - 0.1 min(z, 0)^7, or x0 + 3 / (1 + exp(-10 (x1 + 0.5))) with the modification

    A relaxation oscillation between rest and seizure when x0 is above -4/3 - z*/4 = -2.0620370 (z* = 2.9148148), where
    the equilibrium passes the knee of the fast nullcline. The papers write the coupling as -Ks C (x1_j - x1_i), here a
    diffusive projection to z_inp with a negative gain.

    Source: Proix, T. and Bartolomei, F. and Chauvel, P. and Bernard, C. and Jirsa, V. K. (2014) "Permittivity coupling
    across brain regions determines seizure recruitment in partial epilepsy", J. Neurosci. 34:15009,
    doi:10.1523/JNEUROSCI.1570-14.2014.
    Source: Proix, T. and Bartolomei, F. and Guye, M. and Jirsa, V. K. (2017) "Individual brain structure and modelling
    predict seizure propagation", Brain 140:641, doi:10.1093/brain/awx004.
    """
    growth = jnp.where(x1 < 0, b * x1 - a * x1**2, slope + 0.6 * (z - 4) ** 2)
    line = s * (x1 - x0) - 0.1 * jnp.minimum(z, 0) ** 7
    h = (1 - modification) * line + modification * (x0 + 3 * sigmoid(10 * (x1 + 0.5)))
    return {
        "x1": tt * (c - d * x1**2 - z + I1 + x1_inp + growth * x1),
        "z": tt * r * (h - z + z_inp),
    }
