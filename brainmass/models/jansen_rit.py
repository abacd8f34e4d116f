"""Jansen-Rit model of a cortical column."""

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import mV, mV_per_ms, per_ms, per_mV


@model(
    public="JansenRitModel",
    family="rate models",
    rate="rate",
    lfp="eeg",
    outputs={
        "eeg": output(mV, doc="potential of the pyramidal cells, y1 - y2: what EEG sees"),
        "rate": output(per_ms, doc="firing rate of the pyramidal cells: what other columns receive"),
    },
    presets={
        "tvb": preset("The Virtual Brain 2.10; makes a slow rhythm of 6.8 Hz, not alpha", v0=5.52, p=0.22),
    },
)
def jansen_rit(
    y0=state(
        0.1,
        mV,
        spread=0.05,
        bounds=(-1, 1),
        doc="excitatory potential from pyramidal cells on interneurons, per contact",
    ),
    y1=state(20.0, mV, spread=2.0, bounds=(-100, 100), doc="excitatory potential on pyramidal cells"),
    y2=state(15.0, mV, spread=2.0, bounds=(-100, 100), doc="inhibitory potential on pyramidal cells"),
    y3=state(0.0, mV_per_ms, bounds=(-10, 10), doc="slope of y0"),
    y4=state(0.0, mV_per_ms, bounds=(-20, 20), doc="slope of y1"),
    y5=state(0.0, mV_per_ms, bounds=(-20, 20), doc="slope of y2"),
    A=param(3.25, mV, domain=(0, inf), doc="excitatory synaptic gain"),
    B=param(22.0, mV, domain=(0, inf), doc="inhibitory synaptic gain"),
    a=param(0.1, per_ms, domain=(0, inf), doc="excitatory rate constant, 100 /s"),
    b=param(0.05, per_ms, domain=(0, inf), doc="inhibitory rate constant, 50 /s"),
    C=param(135.0, domain=(0, inf), doc="number of synaptic contacts"),
    c1=param(1.0, domain=(0, inf), doc="share of C from pyramidal cells to excitatory interneurons"),
    c2=param(0.8, domain=(0, inf), doc="share of C from excitatory interneurons to pyramidal cells"),
    c3=param(0.25, domain=(0, inf), doc="share of C from pyramidal cells to inhibitory interneurons"),
    c4=param(0.25, domain=(0, inf), doc="share of C from inhibitory interneurons to pyramidal cells"),
    e0=param(0.0025, per_ms, domain=(0, inf), doc="half of the largest firing rate, 2.5 /s"),
    v0=param(6.0, mV, domain=(-inf, inf), doc="potential at half of the largest rate"),
    r=param(0.56, per_mV, domain=(0, inf), doc="slope of the sigmoid"),
    p=param(0.22, per_ms, domain=(-inf, inf), doc="background input to pyramidal cells, 120 to 320 /s in the paper"),
    p_inp=drive(per_ms, doc="rate arriving at pyramidal cells"),
):
    """Pyramidal cells between an excitatory and an inhibitory loop; makes the alpha rhythm.

    d^2y0/dt^2 = A a S(y1 - y2) - 2 a dy0/dt - a^2 y0
    d^2y1/dt^2 = A a (p + p_inp + c2 C S(c1 C y0)) - 2 a dy1/dt - a^2 y1
    d^2y2/dt^2 = B b c4 C S(c3 C y0) - 2 b dy2/dt - b^2 y2
    S(v) = 2 e0 / (1 + exp(r (v0 - v)))

    Alpha oscillations lie between the Hopf bifurcations at p = 0.0898 and 0.3157 /ms.

    Source: Jansen, B. H. and Rit, V. G. (1995) "Electroencephalogram and visual evoked potential generation in a
    mathematical model of coupled cortical columns", Biol. Cybern. 73:357, doi:10.1007/BF00199471, Eq. 6.
    Source: Grimbert, F. and Faugeras, O. (2006) "Bifurcation analysis of Jansen's neural mass model", Neural Comput.
    18:3052, doi:10.1162/neco.2006.18.12.3052, its bifurcations.
    """
    rate = 2 * e0 * sigmoid(r * (y1 - y2 - v0))
    excitatory = c2 * C * 2 * e0 * sigmoid(r * (c1 * C * y0 - v0))
    inhibitory = c4 * C * 2 * e0 * sigmoid(r * (c3 * C * y0 - v0))
    return {
        "y0": y3,
        "y1": y4,
        "y2": y5,
        "y3": A * a * rate - 2 * a * y3 - a**2 * y0,
        "y4": A * a * (p + p_inp + excitatory) - 2 * a * y4 - a**2 * y1,
        "y5": B * b * inhibitory - 2 * b * y5 - b**2 * y2,
        "eeg": y1 - y2,
        "rate": rate,
    }
