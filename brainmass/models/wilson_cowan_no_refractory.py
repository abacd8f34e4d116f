"""Wilson-Cowan model without refractoriness."""

from brainmass.functions import sigmoid
from brainmass.proxies import EXCITATORY, proxy
from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms


@model(
    public="WilsonCowanNoRefractoryModel", family="rate models", rate="rE", lfp=proxy("rE", EXCITATORY), span=400.0,
    presets={
        "heitmann2020": preset(
            "Heitmann and Ermentrout (2020), the E-I pair as in ModelDB 266770, with its stimulus at full amplitude",
            c_ee=12, c_ei=10, c_ie=10, c_ii=1, tau_E=5, tau_I=10, a_E=1, a_I=1, b_E=1.75, b_I=2.6, P=1, Q=0,
        ),
        "sanz_leon2014": preset(
            "Sanz-Leon et al. (2015), doi:10.1016/j.neuroimage.2015.01.002, table 1; a, b are its alpha, theta",
            c_ee=10, c_ei=6, c_ie=10, c_ii=1, tau_E=10, tau_I=10, a_E=1.2, a_I=2, b_E=2, b_I=3.5, P=0.5, Q=0,
        ),
        "neuroblox": preset(
            "Neuroblox.jl",
            c_ee=5, c_ei=6, c_ie=10, c_ii=1, tau_E=1, tau_I=1, a_E=1.2, a_I=2, b_E=2, b_I=3.5, P=0, Q=0,
        ),
    },
)  # fmt: skip
def wilson_cowan_no_refractory(
    rE=state(0.1, spread=0.05, bounds=(0, 1), doc="excitatory activity"),
    rI=state(0.1, spread=0.05, bounds=(0, 1), doc="inhibitory activity"),
    c_ee=param(12.0, domain=(-inf, inf), doc="weight from E to E"),
    c_ei=param(10.0, domain=(-inf, inf), doc="weight from I to E"),
    c_ie=param(10.0, domain=(-inf, inf), doc="weight from E to I"),
    c_ii=param(1.0, domain=(-inf, inf), doc="weight from I to I"),
    tau_E=param(5.0, ms, domain=(1e-3, inf), doc="excitatory time constant"),
    tau_I=param(10.0, ms, domain=(1e-3, inf), doc="inhibitory time constant"),
    a_E=param(1.0, domain=(0, inf), doc="excitatory slope"),
    a_I=param(1.0, domain=(0, inf), doc="inhibitory slope"),
    b_E=param(1.75, domain=(-inf, inf), doc="excitatory threshold"),
    b_I=param(2.6, domain=(-inf, inf), doc="inhibitory threshold"),
    P=param(1.0, domain=(-inf, inf), doc="background input to E"),
    Q=param(0.0, domain=(-inf, inf), doc="background input to I"),
    rE_inp=drive(doc="input to E, inside its sigmoid"),
    rI_inp=drive(doc="input to I, inside its sigmoid"),
):
    """Wilson-Cowan model without refractoriness: each activity relaxes to a sigmoid of its input.

    tau_E drE/dt = -rE + S_E(c_ee rE - c_ei rI + P + rE_inp)
    tau_I drI/dt = -rI + S_I(c_ie rE - c_ii rI + Q + rI_inp)
    S_p(x) = 1 / (1 + exp(-a_p (x - b_p))),  p = E, I

    The factor 1 - r of 1972, for cells that have just fired, is left out. With the defaults it rests without input and
    oscillates above its Hopf bifurcation at P = 0.406; at P = 1 with 20.2 Hz.

    Source: Heitmann, S. and Ermentrout, G. B. (2020) "Direction-selective motion discrimination by traveling waves in
    visual cortex", PLoS Comput. Biol. 16:e1008164, doi:10.1371/journal.pcbi.1008164.
    Source: Wilson, H. R. and Cowan, J. D. (1972) "Excitatory and inhibitory interactions in localized populations of
    model neurons", Biophys. J. 12:1, doi:10.1016/S0006-3495(72)86068-5, Eqs. 11-12 with r = 0.
    """
    S_E = sigmoid(a_E * (c_ee * rE - c_ei * rI + P + rE_inp - b_E))
    S_I = sigmoid(a_I * (c_ie * rE - c_ii * rI + Q + rI_inp - b_I))
    return {"rE": (-rE + S_E) / tau_E, "rI": (-rI + S_I) / tau_I}
