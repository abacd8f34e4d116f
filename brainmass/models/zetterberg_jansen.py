"""Zetterberg-Jansen model of a cortical column: Jansen-Rit with inhibition of the inhibitory cells."""

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, output, param, state
from brainmass.units import mV, mV_per_ms, per_ms, per_mV


@model(
    public="ZetterbergJansenModel",
    family="rate models",
    rate="rate",
    lfp="eeg",
    span=300.0,
    outputs={
        "eeg": output(mV, doc="potential of the pyramidal cells, v2 - v3: what EEG sees (v6 of The Virtual Brain)"),
        "inhibitory": output(mV, doc="potential of the inhibitory cells, v4 - v5 (v7 of The Virtual Brain)"),
        "rate": output(per_ms, doc="firing rate of the pyramidal cells: what other columns receive"),
    },
)
def zetterberg_jansen(
    v1=state(5.0, mV, spread=1.0, bounds=(-100, 100), doc="excitatory potential of the excitatory interneurons"),
    y1=state(0.0, mV_per_ms, bounds=(-50, 50), doc="slope of v1"),
    v2=state(10.0, mV, spread=1.0, bounds=(-100, 100), doc="excitatory potential of the pyramidal cells"),
    y2=state(0.0, mV_per_ms, bounds=(-50, 50), doc="slope of v2"),
    v3=state(5.0, mV, spread=1.0, bounds=(-100, 100), doc="inhibitory potential of the pyramidal cells"),
    y3=state(0.0, mV_per_ms, bounds=(-50, 50), doc="slope of v3"),
    v4=state(5.0, mV, spread=1.0, bounds=(-100, 100), doc="excitatory potential of the inhibitory interneurons"),
    y4=state(0.0, mV_per_ms, bounds=(-50, 50), doc="slope of v4"),
    v5=state(2.0, mV, spread=1.0, bounds=(-100, 100), doc="inhibitory potential of the inhibitory interneurons"),
    y5=state(0.0, mV_per_ms, bounds=(-50, 50), doc="slope of v5"),
    H_e=param(3.25, mV, domain=(0, inf), doc="excitatory synaptic gain"),
    H_i=param(22.0, mV, domain=(0, inf), doc="inhibitory synaptic gain"),
    k_e=param(0.1, per_ms, domain=(0, inf), doc="excitatory rate constant, 100 /s"),
    k_i=param(0.05, per_ms, domain=(0, inf), doc="inhibitory rate constant, 50 /s"),
    gamma_1=param(135.0, domain=(0, inf), doc="contacts from pyramidal cells to excitatory interneurons"),
    gamma_2=param(108.0, domain=(0, inf), doc="contacts from excitatory interneurons to pyramidal cells"),
    gamma_3=param(33.75, domain=(0, inf), doc="contacts from pyramidal cells to inhibitory interneurons"),
    gamma_4=param(33.75, domain=(0, inf), doc="contacts from inhibitory interneurons to pyramidal cells"),
    gamma_5=param(15.0, domain=(0, inf), doc="contacts among inhibitory interneurons"),
    gamma_1T=param(1.0, domain=(0, inf), doc="contacts of the input to excitatory interneurons"),
    gamma_2T=param(1.0, domain=(0, inf), doc="contacts of the input to pyramidal cells"),
    gamma_3T=param(1.0, domain=(0, inf), doc="contacts of the input to inhibitory interneurons"),
    e0=param(0.0025, per_ms, domain=(0, inf), doc="half of the largest firing rate, 2.5 /s"),
    rho_1=param(0.56, per_mV, domain=(0, inf), doc="slope of the sigmoid"),
    rho_2=param(6.0, mV, domain=(-inf, inf), doc="potential at half of the largest rate"),
    U=param(0.12, per_ms, domain=(-inf, inf), doc="background input to excitatory interneurons"),
    P=param(0.12, per_ms, domain=(-inf, inf), doc="background input to pyramidal cells"),
    Q=param(0.12, per_ms, domain=(-inf, inf), doc="background input to inhibitory interneurons"),
    U_inp=drive(per_ms, doc="rate arriving at excitatory interneurons, times gamma_1T"),
    P_inp=drive(per_ms, doc="rate arriving at pyramidal cells, times gamma_2T"),
    Q_inp=drive(per_ms, doc="rate arriving at inhibitory interneurons, times gamma_3T"),
):
    """Jansen-Rit column in which every loop has a synapse of its own and the inhibitory cells inhibit each other.

    d^2v1/dt^2 = H_e k_e (gamma_1 S(v2 - v3) + gamma_1T (U + U_inp)) - 2 k_e dv1/dt - k_e^2 v1
    d^2v2/dt^2 = H_e k_e (gamma_2 S(v1) + gamma_2T (P + P_inp)) - 2 k_e dv2/dt - k_e^2 v2
    d^2v3/dt^2 = H_i k_i gamma_4 S(v4 - v5) - 2 k_i dv3/dt - k_i^2 v3
    d^2v4/dt^2 = H_e k_e (gamma_3 S(v2 - v3) + gamma_3T (Q + Q_inp)) - 2 k_e dv4/dt - k_e^2 v4
    d^2v5/dt^2 = H_i k_i gamma_5 S(v4 - v5) - 2 k_i dv5/dt - k_i^2 v5
    S(v) = 2 e0 / (1 + exp(rho_1 (rho_2 - v)))

    With gamma_5 = U = Q = 0 it is the Jansen-Rit column; with the defaults, those of The Virtual Brain, it rests, and
    rings at 13.1 Hz when disturbed.

    Two things of The Virtual Brain are errors and not here: its v5 decays with k_e^2, and its v6, v7 are integrals of
    v2 - v3 and v4 - v5 and so keep a constant of their start. Its input adds S(0) to all rates where nothing arrives.

    Source: Zetterberg, L. H. and Kristiansson, L. and Mossberg, K. (1978) "Performance of a model for a local neuron
    population", Biol. Cybern. 31:15, doi:10.1007/BF00337367.
    Source: Moran, R. J. and Kiebel, S. J. and Stephan, K. E. and Reilly, R. B. and Daunizeau, J. and Friston, K. J.
    (2007) "A neural mass model of spectral responses in electrophysiology", NeuroImage 37:706,
    doi:10.1016/j.neuroimage.2007.05.032, the inhibitory loop gamma_5.
    """
    S_1 = 2 * e0 * sigmoid(rho_1 * (v1 - rho_2))
    S_p = 2 * e0 * sigmoid(rho_1 * (v2 - v3 - rho_2))
    S_i = 2 * e0 * sigmoid(rho_1 * (v4 - v5 - rho_2))
    return {
        "v1": y1, "v2": y2, "v3": y3, "v4": y4, "v5": y5,
        "y1": H_e * k_e * (gamma_1 * S_p + gamma_1T * (U + U_inp)) - 2 * k_e * y1 - k_e**2 * v1,
        "y2": H_e * k_e * (gamma_2 * S_1 + gamma_2T * (P + P_inp)) - 2 * k_e * y2 - k_e**2 * v2,
        "y3": H_i * k_i * gamma_4 * S_i - 2 * k_i * y3 - k_i**2 * v3,
        "y4": H_e * k_e * (gamma_3 * S_p + gamma_3T * (Q + Q_inp)) - 2 * k_e * y4 - k_e**2 * v4,
        "y5": H_i * k_i * gamma_5 * S_i - 2 * k_i * y5 - k_i**2 * v5,
        "eeg": v2 - v3, "inhibitory": v4 - v5, "rate": S_p,
    }  # fmt: skip
