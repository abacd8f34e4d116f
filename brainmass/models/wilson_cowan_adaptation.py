"""Wilson-Cowan model of an excitatory population with adaptation: UP and DOWN states."""

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms

FIGURE_3 = "Levenstein et al. (2019), figure 3c: w = 5 "
REIMPLEMENTED = "Levenstein et al. (2019), w and I as a public reimplementation of it has them: "


@model(
    public="WilsonCowanAdaptationModel",
    family="rate models",
    rate="r",
    span=300.0,
    presets={
        "levenstein2019_low": preset(FIGURE_3 + "with low drive (ExcitableDOWN)", w=5.0, I=2.6),
        "levenstein2019": preset(FIGURE_3 + "with intermediate drive (Oscillatory)", w=5.0, I=3.0),
        "levenstein2019_high": preset(FIGURE_3 + "with high drive (ExcitableUP)", w=5.0, I=3.4),
        "excitable_down": preset(REIMPLEMENTED + "ExcitableDOWN", w=6.0, I=2.4),
        "oscillatory": preset(REIMPLEMENTED + "Oscillatory", w=6.0, I=2.5),
        "excitable_up": preset(REIMPLEMENTED + "ExcitableUP", w=6.0, I=2.6),
        "bistable": preset(REIMPLEMENTED + "Bistable", w=6.3, I=2.35),
    },
)
def wilson_cowan_adaptation(
    r=state(0.1, spread=0.05, bounds=(0, 1), doc="population rate"),
    a=state(0.1, spread=0.05, bounds=(0, 1), doc="adaptation"),
    w=param(5.0, domain=(0, inf), doc="strength of recurrent excitation"),
    b=param(1.0, domain=(0, inf), doc="strength of adaptation"),
    I=param(3.0, domain=(-inf, inf), doc="drive"),
    tau_r=param(1.0, ms, domain=(1e-3, inf), doc="time constant of the rate, the unit of time of the paper"),
    tau_a=param(25.0, ms, domain=(1e-3, inf), doc="time constant of adaptation"),
    x0=param(5.0, domain=(-inf, inf), doc="input at half of the largest rate"),
    r0=param(0.5, domain=(0, 1), doc="rate that half activates adaptation"),
    k=param(15.0, domain=(0, inf), doc="steepness of the activation of adaptation"),
    r_inp=drive(doc="input to the rate, inside its sigmoid; where the noise of the paper enters (OU, 0.25, 20 tau_r)"),
):
    """Wilson-Cowan model with adaptation: a recurrent population that alternates between UP and DOWN states.

    tau_r dr/dt = -r + R(w r - b a + I + r_inp),  R(x) = 1 / (1 + exp(-(x - x0)))
    tau_a da/dt = -a + A(r),                      A(r) = 1 / (1 + exp(-k (r - r0)))

    Time has no unit in the paper: with tau_r = 1 ms a unit of it is 1 ms. The defaults oscillate with a period of 69.5
    tau_r, between Hopf bifurcations at I = 2.698 and 3.302; below and above them the population is excitable from a
    stable DOWN or UP state.

    Source: Levenstein, D. and Buzsáki, G. and Rinzel, J. (2019) "NREM sleep in the rodent neocortex and hippocampus
    reflects excitable dynamics", Nat. Commun. 10:2478, doi:10.1038/s41467-019-10327-5, Eqs. 1-2.
    """
    R = sigmoid(w * r - b * a + I + r_inp - x0)
    A = sigmoid(k * (r - r0))
    return {"r": (-r + R) / tau_r, "a": (-a + A) / tau_a}
