"""Canonical microcircuit of dynamic causal modelling: four populations of a cortical column."""

from brainmass.functions import sigmoid
from brainmass.proxies import proxy
from brainmass.spec import drive, inf, model, output, param, state
from brainmass.units import ms, mV, mV_per_ms, one, per_mV


@model(
    public="CanonicalMicrocircuitModel",
    family="rate models",
    rate="S_sp",
    lfp=proxy("lfp", "SPM12, spm_L_priors: what each population gives to LFP and EEG"),
    span=150.0,
    outputs={
        "S_sp": output(one, doc="firing of superficial pyramidal cells, as a deviation: what goes up the hierarchy"),
        "S_dp": output(one, doc="firing of deep pyramidal cells, as a deviation: what goes down the hierarchy"),
        "lfp": output(mV, doc="0.2 x_ss + 0.8 x_sp + 0.2 x_dp"),
    },
)
def canonical_microcircuit(
    x_ss=state(1.0, mV, spread=0.5, bounds=(-100, 100), doc="potential of spiny stellate cells"),
    v_ss=state(0.0, mV_per_ms, bounds=(-50, 50), doc="slope of x_ss"),
    x_sp=state(0.0, mV, spread=0.5, bounds=(-100, 100), doc="potential of superficial pyramidal cells"),
    v_sp=state(0.0, mV_per_ms, bounds=(-50, 50), doc="slope of x_sp"),
    x_ii=state(0.0, mV, spread=0.5, bounds=(-100, 100), doc="potential of inhibitory interneurons"),
    v_ii=state(0.0, mV_per_ms, bounds=(-50, 50), doc="slope of x_ii"),
    x_dp=state(0.0, mV, spread=0.5, bounds=(-100, 100), doc="potential of deep pyramidal cells"),
    v_dp=state(0.0, mV_per_ms, bounds=(-50, 50), doc="slope of x_dp"),
    T_ss=param(2.0, ms, domain=(1e-3, inf), doc="time constant of spiny stellate cells"),
    T_sp=param(2.0, ms, domain=(1e-3, inf), doc="time constant of superficial pyramidal cells"),
    T_ii=param(16.0, ms, domain=(1e-3, inf), doc="time constant of inhibitory interneurons"),
    T_dp=param(28.0, ms, domain=(1e-3, inf), doc="time constant of deep pyramidal cells"),
    G1=param(0.8, mV_per_ms, domain=(0, inf), doc="ss to ss, inhibits; 4 * 200 /s in SPM"),
    G2=param(0.8, mV_per_ms, domain=(0, inf), doc="sp to ss, inhibits"),
    G3=param(1.6, mV_per_ms, domain=(0, inf), doc="ii to ss, inhibits"),
    G4=param(0.8, mV_per_ms, domain=(0, inf), doc="ii to ii, inhibits"),
    G5=param(0.8, mV_per_ms, domain=(0, inf), doc="ss to ii, excites"),
    G6=param(0.4, mV_per_ms, domain=(0, inf), doc="dp to ii, excites"),
    G7=param(0.8, mV_per_ms, domain=(0, inf), doc="sp to sp, inhibits"),
    G8=param(0.8, mV_per_ms, domain=(0, inf), doc="ss to sp, excites"),
    G9=param(0.4, mV_per_ms, domain=(0, inf), doc="ii to dp, inhibits"),
    G10=param(0.2, mV_per_ms, domain=(0, inf), doc="dp to dp, inhibits"),
    R=param(2 / 3, per_mV, domain=(0, inf), doc="slope of the sigmoid"),
    ss_inp=drive(mV_per_ms, doc="input to ss: sensory, and S_sp of lower regions (SPM: times 0.2)"),
    sp_inp=drive(mV_per_ms, doc="input to sp: minus S_dp of higher regions (SPM: times 0.2)"),
    ii_inp=drive(mV_per_ms, doc="input to ii: minus S_dp of higher regions (SPM: times 0.1)"),
    dp_inp=drive(mV_per_ms, doc="input to dp: S_sp of lower regions (SPM: times 0.1)"),
):
    """Spiny stellate cells, superficial and deep pyramidal cells and interneurons of a column, as deviations from rest.

    dx_k/dt = v_k,  dv_k/dt = (u_k - 2 v_k - x_k / T_k) / T_k,  S_k = 1 / (1 + exp(-R x_k)) - 1/2
    u_ss = -G1 S_ss - G2 S_sp - G3 S_ii + ss_inp
    u_sp = G8 S_ss - G7 S_sp + sp_inp
    u_ii = G5 S_ss + G6 S_dp - G4 S_ii + ii_inp
    u_dp = -G9 S_ii - G10 S_dp + dp_inp

    S(0) = 0, so the origin is at rest, and with the defaults (those of SPM12) stable: a displacement rings down;
    input to ss is passed best at 21.7 Hz by superficial and at 5.7 Hz by deep pyramidal cells. The
    signs of what comes from other regions are those of SPM: forward connections excite, backward ones inhibit.

    Source: Bastos, A. M. and Usrey, W. M. and Adams, R. A. and Mangun, G. R. and Fries, P. and Friston, K. J. (2012)
    "Canonical microcircuits for predictive coding", Neuron 76:695, doi:10.1016/j.neuron.2012.10.038.
    """
    S_ss, S_sp = sigmoid(R * x_ss) - 0.5, sigmoid(R * x_sp) - 0.5
    S_ii, S_dp = sigmoid(R * x_ii) - 0.5, sigmoid(R * x_dp) - 0.5
    u_ss = -G1 * S_ss - G2 * S_sp - G3 * S_ii + ss_inp
    u_sp = G8 * S_ss - G7 * S_sp + sp_inp
    u_ii = G5 * S_ss + G6 * S_dp - G4 * S_ii + ii_inp
    u_dp = -G9 * S_ii - G10 * S_dp + dp_inp
    return {
        "x_ss": v_ss, "v_ss": (u_ss - 2 * v_ss - x_ss / T_ss) / T_ss,
        "x_sp": v_sp, "v_sp": (u_sp - 2 * v_sp - x_sp / T_sp) / T_sp,
        "x_ii": v_ii, "v_ii": (u_ii - 2 * v_ii - x_ii / T_ii) / T_ii,
        "x_dp": v_dp, "v_dp": (u_dp - 2 * v_dp - x_dp / T_dp) / T_dp,
        "S_sp": S_sp, "S_dp": S_dp, "lfp": 0.2 * x_ss + 0.8 * x_sp + 0.2 * x_dp,
    }  # fmt: skip
