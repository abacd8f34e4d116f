"""The Epileptor beside a population that makes the rhythms of rest."""

import jax.numpy as jnp

from brainmass.spec import drive, inf, model, output, param, state
from brainmass.units import per_ms


@model(
    public="EpileptorRestingStateModel",
    family="epilepsy",
    lfp="lfp",
    dt=0.025,
    span=4000.0,
    outputs={"lfp": output(doc="local field potential, p (x2 - x1) + (1 - p) x_rs")},
)
def epileptor_resting_state(
    x1=state(-1.8, spread=0.05, bounds=(-4, 4), doc="fast population: discharges"),
    y1=state(-15.2, spread=0.5, bounds=(-60, 10), doc="fast population: recovery"),
    z=state(3.6, spread=0.1, bounds=(-1, 8), doc="permittivity, slow: seizures begin when it is low, end when high"),
    x2=state(-1.0, spread=0.05, bounds=(-4, 4), doc="slower population: spikes and waves"),
    y2=state(0.0, bounds=(-2, 10), doc="slower population: recovery"),
    g=state(-0.18, bounds=(-2, 2), doc="x1 / 10, low-pass filtered"),
    x_rs=state(0.0, spread=0.3, bounds=(-5, 6), doc="resting population: activity"),
    y_rs=state(0.0, spread=0.3, bounds=(-50, 40), doc="resting population: recovery"),
    x0=param(-1.6, domain=(-inf, inf), doc="epileptogenicity; a region makes seizures alone above -2.06"),
    I1=param(3.1, domain=(-inf, inf), doc="input to the fast population, Irest1"),
    I2=param(0.45, domain=(-inf, inf), doc="input to the slower population, Irest2"),
    r=param(0.00035, domain=(0, 1), doc="slowness of the permittivity, 1/tau0"),
    a=param(1.0, domain=(-inf, inf), doc="cubic term of the fast population"),
    b=param(3.0, domain=(-inf, inf), doc="quadratic term of the fast population"),
    c=param(1.0, domain=(-inf, inf), doc="constant of y1"),
    d=param(5.0, domain=(-inf, inf), doc="quadratic term of y1"),
    s=param(4.0, domain=(-inf, inf), doc="slope of the permittivity's target"),
    slope=param(0.0, domain=(-inf, inf), doc="linear growth of x1 in the seizure"),
    tau=param(10.0, domain=(1e-3, inf), doc="slowness of y2, tau2"),
    aa=param(6.0, domain=(-inf, inf), doc="slope of y2's target"),
    bb=param(2.0, domain=(-inf, inf), doc="weight of g on x2, b2 in the paper"),
    gamma=param(0.01, domain=(0, inf), doc="rate of the filter g"),
    tt=param(1.0, per_ms, domain=(0, inf), doc="time units of the Epileptor in 1 ms"),
    tau_rs=param(1.0, domain=(1e-3, inf), doc="slowness of y_rs over that of x_rs"),
    I_rs=param(0.0, domain=(-inf, inf), doc="input to the resting population"),
    a_rs=param(-2.0, domain=(-inf, inf), doc="excitability of the resting population: constant of y_rs"),
    b_rs=param(-10.0, domain=(-inf, inf), doc="linear term of y_rs"),
    d_rs=param(0.02, per_ms, domain=(0, inf), doc="rate of the resting population"),
    e_rs=param(3.0, domain=(-inf, inf), doc="quadratic term of x_rs"),
    f_rs=param(1.0, domain=(-inf, inf), doc="cubic term of x_rs"),
    alpha_rs=param(1.0, domain=(-inf, inf), doc="weight of y_rs on x_rs"),
    beta_rs=param(1.0, domain=(-inf, inf), doc="decay of y_rs"),
    gamma_rs=param(1.0, domain=(-inf, inf), doc="weight of the inputs to the resting population"),
    p=param(0.0, domain=(0, 1), doc="share of the Epileptor in the local field potential"),
    x1_inp=drive(doc="input to the fast population; from other x1 with the gain Kvf"),
    x2_inp=drive(doc="input to the slower population; from other x2 with the gain Kf"),
    z_inp=drive(doc="input to the permittivity's target; from other x1 with the gain Ks, negative where they recruit"),
    x_rs_inp=drive(doc="input to the resting population; from other x_rs with the gain K_rs"),
):
    """The Epileptor (see there) and a two-dimensional oscillator near its Hopf bifurcation, heard together.

    dx_rs/dt = d_rs tau_rs (alpha_rs y_rs - f_rs x_rs^3 + e_rs x_rs^2 + gamma_rs (I_rs + x_rs_inp))
    dy_rs/dt = d_rs (a_rs + b_rs x_rs - beta_rs y_rs) / tau_rs
    lfp = p (x2 - x1) + (1 - p) x_rs

    With the defaults the resting population is a damped focus of 10.06 Hz and p = 0 hears it alone, while the Epileptor
    beside it goes through its seizures; the two meet in the network and in what is measured.

    Source: Courtiol, J. and Guye, M. and Bartolomei, F. and Petkoski, S. and Jirsa, V. K. (2020) "Dynamical mechanisms
    of interictal resting-state functional connectivity in epilepsy", J. Neurosci. 40:5572,
    doi:10.1523/JNEUROSCI.0905-19.2020.
    """
    growth = jnp.where(x1 < 0, b * x1 - a * x1**2, slope - x2 + 0.6 * (z - 4) ** 2)
    h = s * (x1 - x0) - 0.1 * jnp.minimum(z, 0) ** 7
    f2 = jnp.where(x2 < -0.25, 0, aa * (x2 + 0.25))
    rest = alpha_rs * y_rs - f_rs * x_rs**3 + e_rs * x_rs**2 + gamma_rs * (I_rs + x_rs_inp)
    return {
        "x1": tt * (y1 - z + I1 + x1_inp + growth * x1),
        "y1": tt * (c - d * x1**2 - y1),
        "z": tt * r * (h - z + z_inp),
        "x2": tt * (-y2 + x2 - x2**3 + I2 + bb * g - 0.3 * (z - 3.5) + x2_inp),
        "y2": tt * (f2 - y2) / tau,
        "g": -tt * gamma * (g - 0.1 * x1),
        "x_rs": d_rs * tau_rs * rest,
        "y_rs": d_rs * (a_rs + b_rs * x_rs - beta_rs * y_rs) / tau_rs,
        "lfp": p * (x2 - x1) + (1 - p) * x_rs,
    }
