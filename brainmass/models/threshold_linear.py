"""Threshold-linear rate model."""

import jax.numpy as jnp

from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms


@model(
    public="ThresholdLinearModel",
    family="rate models",
    rate="x",
    dt=0.5,
    span=100.0,
    presets={"morrison2024": preset("Morrison et al. (2024): theta = 1, time in units of the leak", b=1.0, tau=1.0)},
)
def threshold_linear(
    x=state(0.1, spread=0.1, bounds=(0, 1000), doc="firing rate (dimensionless)"),
    tau=param(10.0, ms, domain=(1e-3, inf), doc="time constant"),
    gain=param(1.0, domain=(0, inf), doc="slope above the threshold"),
    b=param(1.0, domain=(-inf, inf), doc="constant input; the threshold is at an input of -b"),
    x_inp=drive(doc="input to x, inside the threshold"),
):
    """Rate that follows its input where that is positive, and decays elsewhere: a network is linear piece by piece.

    tau dx/dt = -x + gain max(b + x_inp, 0)

    Alone it relaxes to gain b. Networks with inhibition select, hold patterns or run through sequences, as their graph
    has it. Three regions in a ring, W_ij = -1 + epsilon from the one before and -1 - delta from the one behind, fire
    in turn.

    Source: Hahnloser, R. H. R. and Sarpeshkar, R. and Mahowald, M. A. and Douglas, R. J. and Seung, H. S. (2000)
    "Digital selection and analogue amplification coexist in a cortex-inspired silicon circuit", Nature 405:947,
    doi:10.1038/35016072.
    Source: Morrison, K. and Degeratu, A. and Itskov, V. and Curto, C. (2024) "Diversity of emergent dynamics in
    competitive threshold-linear networks", SIAM J. Appl. Dyn. Syst. 23:855, doi:10.1137/22M1541666, Eq. 1.1, for graphs
    with epsilon = 0.25 and delta = 0.5.
    """
    return {"x": (-x + gain * jnp.maximum(b + x_inp, 0)) / tau}
