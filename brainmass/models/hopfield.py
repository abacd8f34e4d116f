"""Hopfield network of graded neurons, with a threshold that is fixed or follows the activity."""

import jax.numpy as jnp

from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import ms, one


@model(
    public="HopfieldModel",
    family="rate models",
    rate="A",
    dt=0.05,
    span=20.0,
    outputs={"A": output(one, doc="activity, a sigmoid of the potential: what other regions receive")},
    presets={
        "golos2015": preset("Golos et al. (2015): a threshold that follows the activity of its region", dynamic=1.0),
        "hopfield1984": preset("Hopfield (1984): activity within 1, no threshold", H=1.0, Q=0.0, theta_0=0.0, G=5.0),
    },
)  # fmt: skip
def hopfield(
    x=state(0.5, spread=0.5, bounds=(-100, 100), doc="potential (dimensionless)"),
    theta=state(0.5, bounds=(-100, 100), doc="threshold (dimensionless)"),
    tau_x=param(1.0, ms, domain=(1e-3, inf), doc="time constant of the potential"),
    tau_T=param(5.0, ms, domain=(1e-3, inf), doc="time constant of the threshold"),
    H=param(0.5, domain=(-inf, inf), doc="scale of the activity"),
    Q=param(1.0, domain=(-inf, inf), doc="offset of the activity: with 1 it lies between 0 and 2 H"),
    G=param(60.0, domain=(-inf, inf), doc="steepness of the sigmoid"),
    P=param(1.0, domain=(-inf, inf), doc="gain of the potential against the threshold"),
    theta_0=param(0.5, domain=(-inf, inf), doc="fixed threshold"),
    dynamic=param(0.0, domain=(0, 1), doc="0 for the fixed threshold, 1 for one that follows the own activity"),
    x_inp=drive(doc="input to the potential, sum_j W_ij A_j"),
    theta_inp=drive(doc="input to the threshold, such as the mean activity of all regions"),
):
    """Graded neurons that fall into one of the patterns stored in their weights.

    tau_x dx/dt = -x + x_inp
    tau_T dtheta/dt = -theta + (1 - dynamic) theta_0 + dynamic A + theta_inp
    A = H (Q + tanh(G (P x - theta)))

    Couple the output A with weights W = sum over patterns of xi_i xi_j / N to store the patterns xi; alone, x decays
    to 0. The Virtual Brain has the sigmoid in its coupling PreSigmoidal: for Q = 1 and a fixed threshold the coupling
    hyperbolic_tangent(k=H, b=P, mid=theta_0, sigma=1/G) from x is the same as A. It gives theta the derivative of x
    where the threshold is fixed; here theta then rests at theta_0.

    Source: Hopfield, J. J. (1984) "Neurons with graded response have collective computational properties like those of
    two-state neurons", Proc. Natl. Acad. Sci. USA 81:3088, doi:10.1073/pnas.81.10.3088, Eq. 5.
    Source: Golos, M. and Jirsa, V. and Dauce, E. (2015) "Multistability in large scale models of brain activity", PLoS
    Comput. Biol. 11:e1004644, doi:10.1371/journal.pcbi.1004644, for the threshold.
    """
    A = H * (Q + jnp.tanh(G * (P * x - theta)))
    return {
        "x": (-x + x_inp) / tau_x,
        "theta": (-theta + (1 - dynamic) * theta_0 + dynamic * A + theta_inp) / tau_T,
        "A": A,
    }
