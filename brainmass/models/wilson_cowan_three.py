"""Wilson-Cowan model of two excitatory populations that share an inhibitory one."""

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms


@model(
    public="WilsonCowanThreeModel",
    family="rate models",
    rate="rE1",
    span=600.0,
    presets={"rest": preset("Heitmann and Ermentrout (2020), as in ModelDB 266770, without a stimulus", P=0.0)},
)
def wilson_cowan_three(
    rE1=state(0.1, spread=0.05, bounds=(0, 1), doc="activity of the first excitatory population"),
    rE2=state(0.12, spread=0.05, bounds=(0, 1), doc="activity of the second excitatory population"),
    rI=state(0.1, spread=0.05, bounds=(0, 1), doc="activity of the inhibitory population"),
    c_ee=param(12.0, domain=(0, inf), doc="weight from each excitatory population to itself"),
    c_ei=param(10.0, domain=(0, inf), doc="weight from I to each excitatory population"),
    c_ie=param(10.0, domain=(0, inf), doc="weight from each excitatory population to I"),
    c_ii=param(1.0, domain=(0, inf), doc="weight from I to I"),
    tau_E=param(5.0, ms, domain=(1e-3, inf), doc="excitatory time constant"),
    tau_I=param(10.0, ms, domain=(1e-3, inf), doc="inhibitory time constant"),
    b_E=param(1.75, domain=(-inf, inf), doc="excitatory threshold"),
    b_I=param(2.6, domain=(-inf, inf), doc="inhibitory threshold"),
    P=param(2.0, domain=(-inf, inf), doc="stimulus, the same to both excitatory populations"),
    delta=param(0.0, domain=(-inf, inf), doc="bias of the stimulus to the first population, away from the second"),
    rE1_inp=drive(doc="input to the first excitatory population, inside its sigmoid"),
    rE2_inp=drive(doc="input to the second excitatory population, inside its sigmoid"),
    rI_inp=drive(doc="input to the inhibitory population, inside its sigmoid"),
):
    """Wilson-Cowan model of three populations: two excitatory ones compete by the inhibitory one that they share.

    tau_E drE1/dt = -rE1 + S(c_ee rE1 - c_ei rI - b_E + P + delta + rE1_inp)
    tau_E drE2/dt = -rE2 + S(c_ee rE2 - c_ei rI - b_E + P - delta + rE2_inp)
    tau_I drI/dt = -rI + S(c_ie (rE1 + rE2) - c_ii rI - b_I + rI_inp)
    S(x) = 1 / (1 + exp(-x))

    A weak stimulus leaves both equal. At P = 0.991 equality becomes unstable, and with the default stimulus one of them
    oscillates (28.8 Hz) while the other is held down; a bias delta decides which.

    Source: Heitmann, S. and Ermentrout, G. B. (2020) "Direction-selective motion discrimination by traveling waves in
    visual cortex", PLoS Comput. Biol. 16:e1008164, doi:10.1371/journal.pcbi.1008164, the E-I-E assembly as a point.
    """
    S_E1 = sigmoid(c_ee * rE1 - c_ei * rI - b_E + P + delta + rE1_inp)
    S_E2 = sigmoid(c_ee * rE2 - c_ei * rI - b_E + P - delta + rE2_inp)
    S_I = sigmoid(c_ie * (rE1 + rE2) - c_ii * rI - b_I + rI_inp)
    return {"rE1": (-rE1 + S_E1) / tau_E, "rE2": (-rE2 + S_E2) / tau_E, "rI": (-rI + S_I) / tau_I}
