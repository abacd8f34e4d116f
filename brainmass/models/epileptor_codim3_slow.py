"""Bursts whose class changes: the path of the codimension-3 Epileptor moves."""

import jax.numpy as jnp

from brainmass.functions import great_arc, length, upper_root
from brainmass.spec import drive, inf, model, output, param, state
from brainmass.units import per_ms


def _point(default, what):
    return param(default, domain=(-inf, inf), doc=what)


@model(
    public="EpileptorCodim3SlowModel",
    family="epilepsy",
    lfp="x",
    dt=0.05,
    span=18000.0,
    outputs={
        "mu1": output(doc="parameter of the fast system, where the path is now"),
        "mu2": output(doc="parameter of the fast system, where the path is now"),
        "nu": output(doc="parameter of the fast system, where the path is now"),
        "x_s": output(doc="x at rest"),
    },
)
def epileptor_codim3_slow(
    x=state(0.5, spread=0.05, bounds=(-3, 3), doc="fast variable, what is observed"),
    y=state(0.0, spread=0.02, bounds=(-3, 3), doc="fast variable, the slope of -x"),
    z=state(0.0, spread=0.02, bounds=(-2, 2), doc="slow variable: the angle along the path"),
    uA=state(0.0, bounds=(-0.5, 3.5), doc="ultra-slow variable: how far the start of the path has moved, an angle"),
    uB=state(0.0, bounds=(-0.5, 3.5), doc="ultra-slow variable: how far the end of the path has moved, an angle"),
    mu1_Ain=_point(0.05494, "mu1 where the start of the path begins"),
    mu2_Ain=_point(0.2731, "mu2 where the start of the path begins"),
    nu_Ain=_point(0.287, "nu where the start of the path begins"),
    mu1_Bin=_point(-0.0461, "mu1 where the end of the path begins"),
    mu2_Bin=_point(0.243, "mu2 where the end of the path begins"),
    nu_Bin=_point(0.3144, "nu where the end of the path begins"),
    mu1_Aend=_point(0.06485, "mu1 where the start of the path goes"),
    mu2_Aend=_point(0.07337, "mu2 where the start of the path goes"),
    nu_Aend=_point(-0.3878, "nu where the start of the path goes"),
    mu1_Bend=_point(0.03676, "mu1 where the end of the path goes"),
    mu2_Bend=_point(-0.02792, "mu2 where the end of the path goes"),
    nu_Bend=_point(-0.3973, "nu where the end of the path goes"),
    b=param(1.0, domain=(-inf, inf), doc="type of the unfolding; 1 is the focus"),
    R=param(0.4, domain=(0, inf), doc="radius of the sphere on which the path lies"),
    c=param(0.002, domain=(0, 1), doc="speed of the slow variable"),
    cA=param(0.0001, domain=(0, 1), doc="speed of the start of the path"),
    cB=param(0.00012, domain=(0, 1), doc="speed of the end of the path"),
    dstar=param(0.3, domain=(-inf, inf), doc="distance from rest at which the slow variable turns round"),
    N=param(1.0, domain=(1, 2), doc="branch of equilibria that is rest: 1 the upper, 2 the lower"),
    modification=param(1.0, domain=(0, 1), doc="1: z is held near 0.5, for negative dstar; 0: as in the paper"),
    tt=param(1.0, per_ms, domain=(0, inf), doc="time units of the paper in 1 ms"),
    x_inp=drive(doc="input to x"),
    z_inp=drive(doc="input to the distance; from other x with the gain Ks"),
):
    """The codimension-3 Epileptor (see there) on a path that itself moves, so that one class of bursts becomes another.

    duA/dt = tt cA
    duB/dt = tt cB
    A: uA along the great circle from A_in to A_end; B: uB along that from B_in to B_end
    (mu2, -mu1, nu) = R (E cos z + F sin z), the great circle through A and B; x, y and z as there

    The defaults are a transition that the authors' code follows for 18 250 units of time: bursts grow from a small
    cycle below rest to a large one around it. uA and uB grow for as long as one simulates.

    Source: Saggio, M. L. and Spiegler, A. and Bernard, C. and Jirsa, V. K. (2017) "Fast-slow bursters in the unfolding
    of a high codimension singularity and the ultra-slow transitions of classes", J. Math. Neurosci. 7:7,
    doi:10.1186/s13408-017-0050-8.
    """
    A_in, A_end = (mu2_Ain, -mu1_Ain, nu_Ain), (mu2_Aend, -mu1_Aend, nu_Aend)
    B_in, B_end = (mu2_Bin, -mu1_Bin, nu_Bin), (mu2_Bend, -mu1_Bend, nu_Bend)
    turned = ((0, 1, 2), (1, 2, 0), (2, 0, 1))
    A = tuple(great_arc(uA, *(A_in[i] for i in t), *(A_end[i] for i in t)) for t in turned)
    B = tuple(great_arc(uB, *(B_in[i] for i in t), *(B_end[i] for i in t)) for t in turned)
    mu2, minus_mu1, nu = (R * great_arc(z, *(A[i] for i in t), *(B[i] for i in t)) for t in turned)
    mu1 = -minus_mu1
    side = jnp.where(N < 1.5, 1, -1)
    x_s = side * upper_root(mu2, side * mu1)
    far = length(x - x_s, y) - dstar + 0.1 * (z - 0.5) ** 7 * modification
    return {
        "x": tt * (-y + x_inp),
        "y": tt * (x**3 - mu2 * x - mu1 - y * (nu + b * x + x**2)),
        "z": -tt * c * (far + z_inp),
        "uA": tt * cA, "uB": tt * cB,
        "mu1": mu1, "mu2": mu2, "nu": nu, "x_s": x_s,
    }  # fmt: skip
