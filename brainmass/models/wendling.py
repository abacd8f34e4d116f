"""Wendling model: Jansen-Rit with fast inhibition on the somata of the pyramidal cells."""

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import mV, mV_per_ms, per_ms, per_mV

WENDLING_2002 = "Wendling et al. (2002), "


@model(
    public="WendlingModel",
    family="rate models",
    rate="rate",
    lfp="eeg",
    span=1500.0,
    outputs={
        "eeg": output(mV, doc="potential of the pyramidal cells, y1 - y2 - y3: what a depth electrode sees"),
        "rate": output(per_ms, doc="firing rate of the pyramidal cells: what other populations receive"),
    },
    presets={
        "background": preset(WENDLING_2002 + "type 1, normal background activity", A=5.0, B=50.0, G=15.0),
        "sporadic_spikes": preset(WENDLING_2002 + "type 2, sporadic spikes", A=5.0, B=40.0, G=15.0),
        "sustained_spikes": preset(WENDLING_2002 + "type 3, sustained discharge of spikes", A=5.0, B=25.0, G=15.0),
        "alpha_like": preset(WENDLING_2002 + "type 4, slow rhythmic activity", A=5.0, B=10.0, G=15.0),
        "low_voltage_fast": preset(WENDLING_2002 + "type 5, low-voltage rapid activity", A=5.0, B=5.0, G=25.0),
        "quasi_sinusoidal": preset(WENDLING_2002 + "type 6, slow quasi-sinusoidal activity", A=5.0, B=15.0, G=0.0),
        "wendling2005": preset("ModelDB 97983, the defaults", A=3.5, B=20.0, G=15.0, b=0.03, g=0.35),
    },
)
def wendling(
    y0=state(0.1, mV, spread=0.02, bounds=(-2, 2), doc="excitatory potential from pyramidal cells, per contact"),
    y1=state(20.0, mV, spread=2.0, bounds=(-200, 200), doc="excitatory potential on pyramidal cells"),
    y2=state(12.0, mV, spread=2.0, bounds=(-500, 500), doc="slow inhibitory potential on pyramidal cells"),
    y3=state(3.0, mV, spread=0.5, bounds=(-200, 200), doc="fast inhibitory potential on pyramidal cells"),
    y4=state(0.3, mV, spread=0.05, bounds=(-20, 20), doc="slow inhibitory potential on fast interneurons, per contact"),
    y5=state(0.0, mV_per_ms, bounds=(-2, 2), doc="slope of y0"),
    y6=state(0.0, mV_per_ms, bounds=(-50, 50), doc="slope of y1"),
    y7=state(0.0, mV_per_ms, bounds=(-100, 100), doc="slope of y2"),
    y8=state(0.0, mV_per_ms, bounds=(-200, 200), doc="slope of y3"),
    y9=state(0.0, mV_per_ms, bounds=(-5, 5), doc="slope of y4"),
    A=param(5.0, mV, domain=(0, inf), doc="excitatory gain (EXC)"),
    B=param(25.0, mV, domain=(0, inf), doc="gain of slow dendritic inhibition (SDI)"),
    G=param(15.0, mV, domain=(0, inf), doc="gain of fast somatic inhibition (FSI)"),
    a=param(0.1, per_ms, domain=(0, inf), doc="excitatory rate constant, 100 /s"),
    b=param(0.05, per_ms, domain=(0, inf), doc="rate constant of slow inhibition, 50 /s"),
    g=param(0.5, per_ms, domain=(0, inf), doc="rate constant of fast inhibition, 500 /s"),
    C=param(135.0, domain=(0, inf), doc="number of synaptic contacts"),
    c1=param(1.0, domain=(0, inf), doc="share of C from pyramidal cells to excitatory interneurons"),
    c2=param(0.8, domain=(0, inf), doc="share of C from excitatory interneurons to pyramidal cells"),
    c3=param(0.25, domain=(0, inf), doc="share of C from pyramidal cells to slow interneurons"),
    c4=param(0.25, domain=(0, inf), doc="share of C from slow interneurons to pyramidal cells"),
    c5=param(0.3, domain=(0, inf), doc="share of C from pyramidal cells to fast interneurons"),
    c6=param(0.1, domain=(0, inf), doc="share of C from slow to fast interneurons"),
    c7=param(0.8, domain=(0, inf), doc="share of C from fast interneurons to pyramidal cells"),
    e0=param(0.0025, per_ms, domain=(0, inf), doc="half of the largest firing rate, 2.5 /s"),
    v0=param(6.0, mV, domain=(-inf, inf), doc="potential at half of the largest rate"),
    r=param(0.56, per_mV, domain=(0, inf), doc="slope of the sigmoid"),
    p=param(0.09, per_ms, domain=(-inf, inf), doc="mean input to pyramidal cells, 90 /s; in the paper N(90, 30^2)"),
    p_inp=drive(per_ms, doc="rate arriving at pyramidal cells"),
):
    """Hippocampal or cortical population with slow dendritic and fast somatic inhibition; makes epileptic activity.

    d^2y0/dt^2 = A a S(y1 - y2 - y3) - 2 a dy0/dt - a^2 y0
    d^2y1/dt^2 = A a (p + p_inp + c2 C S(c1 C y0)) - 2 a dy1/dt - a^2 y1
    d^2y2/dt^2 = B b c4 C S(c3 C y0) - 2 b dy2/dt - b^2 y2
    d^2y3/dt^2 = G g c7 C S(c5 C y0 - c6 C y4) - 2 g dy3/dt - g^2 y3
    d^2y4/dt^2 = B b S(c3 C y0) - 2 b dy4/dt - b^2 y4
    S(v) = 2 e0 / (1 + exp(r (v0 - v)))

    The default is the sustained discharge of spikes, which needs no noise (4.5 Hz). With G = 0 it is the Jansen-Rit
    column. The presets are the activity types of the paper, whose input is drawn anew at every step: the same as white
    noise on y6 with A a 30 /s sqrt(step).

    Source: Wendling, F. and Bartolomei, F. and Bellanger, J. J. and Chauvel, P. (2002) "Epileptic fast activity can be
    explained by a model of impaired GABAergic dendritic inhibition", Eur. J. Neurosci. 15:1499,
    doi:10.1046/j.1460-9568.2002.01985.x.
    Source: Wendling, F. and Hernandez, A. and Bellanger, J. J. and Chauvel, P. and Bartolomei, F. (2005) "Interictal to
    ictal transition in human temporal lobe epilepsy: insights from a computational model of intracerebral EEG", J.
    Clin. Neurophysiol. 22:343, doi:10.1097/01.wnp.0000184051.37267.f0.
    """
    rate = 2 * e0 * sigmoid(r * (y1 - y2 - y3 - v0))
    excitatory = c2 * C * 2 * e0 * sigmoid(r * (c1 * C * y0 - v0))
    slow = 2 * e0 * sigmoid(r * (c3 * C * y0 - v0))
    fast = c7 * C * 2 * e0 * sigmoid(r * (c5 * C * y0 - c6 * C * y4 - v0))
    return {
        "y0": y5, "y1": y6, "y2": y7, "y3": y8, "y4": y9,
        "y5": A * a * rate - 2 * a * y5 - a**2 * y0,
        "y6": A * a * (p + p_inp + excitatory) - 2 * a * y6 - a**2 * y1,
        "y7": B * b * c4 * C * slow - 2 * b * y7 - b**2 * y2,
        "y8": G * g * fast - 2 * g * y8 - g**2 * y3,
        "y9": B * b * slow - 2 * b * y9 - b**2 * y4,
        "eeg": y1 - y2 - y3, "rate": rate,
    }  # fmt: skip
