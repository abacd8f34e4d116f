"""Bursts along a path through the unfolding of a codimension-3 singularity."""

import jax.numpy as jnp

from brainmass.functions import great_arc, length, upper_root
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import per_ms

_WHERE = "Saggio et al. (2017), the path in the authors' code; onset, offset of bursts: "


def _path(bifurcations, A, B, c, dstar=0.3):
    """A and B are (mu2, -mu1, nu), as in the paper."""
    where = {"mu1_start": -A[1], "mu2_start": A[0], "nu_start": A[2]}
    where |= {"mu1_stop": -B[1], "mu2_stop": B[0], "nu_stop": B[2]}
    return preset(_WHERE + bifurcations, **where, c=c, dstar=dstar, modification=0.0)


@model(
    public="EpileptorCodim3Model",
    family="epilepsy",
    lfp="x",
    dt=0.05,
    span=2000.0,
    outputs={
        "mu1": output(doc="parameter of the fast system, where the path is now"),
        "mu2": output(doc="parameter of the fast system, where the path is now"),
        "nu": output(doc="parameter of the fast system, where the path is now"),
        "x_s": output(doc="x at rest"),
    },
    presets={
        "c0": _path("fold, fold", (0.2649, -0.05246, 0.2951), (0.2688, 0.05363, 0.2914), 0.001),
        "c2s": _path("fold, homoclinic", (0.3448, 0.02285, 0.2014), (0.3351, 0.07465, 0.2053), 0.0001),
        "c3s": _path("fold, Hopf", (0.2552, -0.0637, 0.3014), (0.3496, 0.0795, 0.1774), 0.0004),
        "c10s": _path("Hopf, homoclinic", (0.3448, 0.0228, 0.2014), (0.3118, 0.067, 0.2415), 0.00005),
        "c11s": _path("Hopf, Hopf", (0.3131, -0.06743, 0.2396), (0.3163, 0.06846, 0.2351), 0.00004),
        "c2b": _path("fold, homoclinic", (0.3216, 0.0454, -0.2335), (0.285, 0.05855, -0.2745), 0.004),
        "c4b": _path("fold, fold of cycles", (0.1871, -0.02512, -0.3526), (0.2081, -0.01412, -0.3413), 0.008, 0.1),
        "c14b": _path("subcritical, homoclinic", (0.3216, 0.0454, -0.2335), (0.106, 0.005238, -0.3857), 0.002),
        "c16b": _path("subcritical, fold of cycles", (0.04098, -0.07373, -0.391), (-0.01301, -0.03242, -0.3985), 0.004),
    },
)
def epileptor_codim3(
    x=state(0.5, spread=0.05, bounds=(-3, 3), doc="fast variable, what is observed"),
    y=state(0.0, spread=0.02, bounds=(-3, 3), doc="fast variable, the slope of -x"),
    z=state(0.0, spread=0.02, bounds=(-2, 2), doc="slow variable: the angle along the path"),
    mu1_start=param(-0.02285, domain=(-inf, inf), doc="mu1 at the start of the path, where bursts end"),
    mu2_start=param(0.3448, domain=(-inf, inf), doc="mu2 at the start of the path"),
    nu_start=param(0.2014, domain=(-inf, inf), doc="nu at the start of the path"),
    mu1_stop=param(-0.07465, domain=(-inf, inf), doc="mu1 at the end of the path, where bursts begin"),
    mu2_stop=param(0.3351, domain=(-inf, inf), doc="mu2 at the end of the path"),
    nu_stop=param(0.2053, domain=(-inf, inf), doc="nu at the end of the path"),
    b=param(1.0, domain=(-inf, inf), doc="type of the unfolding; 1 is the focus"),
    R=param(0.4, domain=(0, inf), doc="radius of the sphere on which the path lies"),
    c=param(0.001, domain=(0, 1), doc="speed of the slow variable"),
    dstar=param(0.3, domain=(-inf, inf), doc="distance from rest at which the slow variable turns round"),
    N=param(1.0, domain=(1, 2), doc="branch of equilibria that is rest: 1 the upper, 2 the lower"),
    modification=param(1.0, domain=(0, 1), doc="1: z is held near 0.5, for negative dstar; 0: as in the paper"),
    tt=param(1.0, per_ms, domain=(0, inf), doc="time units of the paper in 1 ms"),
    x_inp=drive(doc="input to x"),
    z_inp=drive(doc="input to the distance; from other x with the gain Ks"),
):
    """A burster of almost any class, by the path on which a slow variable leads a planar system to and fro.

    dx/dt = tt (-y + x_inp)
    dy/dt = tt (x^3 - mu2 x - mu1 - y (nu + b x + x^2))
    dz/dt = -tt c (sqrt((x - x_s)^2 + y^2) - dstar + 0.1 (z - 0.5)^7 modification + z_inp)
    (mu2, -mu1, nu) = R (E cos z + F sin z), the great circle through start and stop
    x_s: upper (N = 1) or lower (N = 2) root of x^3 = mu2 x + mu1, its real part where two roots are complex

    z grows at rest until rest ends, and falls in the burst until that ends. The defaults (class c2s, the Epileptor's
    own, at the speed of The Virtual Brain) burst. Where mu2 < 0, as on the path c16b, The Virtual Brain's closed form
    of x_s is no root at all (principal values of two cube roots that do not belong together); here it is one.

    Source: Saggio, M. L. and Spiegler, A. and Bernard, C. and Jirsa, V. K. (2017) "Fast-slow bursters in the unfolding
    of a high codimension singularity and the ultra-slow transitions of classes", J. Math. Neurosci. 7:7,
    doi:10.1186/s13408-017-0050-8, Eqs. 4 and 7.
    """
    A, B = (mu2_start, -mu1_start, nu_start), (mu2_stop, -mu1_stop, nu_stop)
    mu2 = R * great_arc(z, *A, *B)
    mu1 = -R * great_arc(z, *A[1:], A[0], *B[1:], B[0])
    nu = R * great_arc(z, A[2], *A[:2], B[2], *B[:2])
    side = jnp.where(N < 1.5, 1, -1)
    x_s = side * upper_root(mu2, side * mu1)
    far = length(x - x_s, y) - dstar + 0.1 * (z - 0.5) ** 7 * modification
    return {
        "x": tt * (-y + x_inp),
        "y": tt * (x**3 - mu2 * x - mu1 - y * (nu + b * x + x**2)),
        "z": -tt * c * (far + z_inp),
        "mu1": mu1, "mu2": mu2, "nu": nu, "x_s": x_s,
    }  # fmt: skip
