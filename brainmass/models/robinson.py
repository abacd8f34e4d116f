"""Robinson's corticothalamic model: cortex, reticular nucleus and relay nuclei, joined with a delay."""

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import ms, mV, mV_per_ms, per_ms, per_ms2

_HALF_T0 = 42.48046875  # ms, one way between cortex and thalamus: 348 steps of 2^-13 s


def _weights(ee, ei, es, se, sr, sn, re, rs):
    """A published set of weights, in mV ms (1e-6 V s)."""
    names = ("nu_ee", "nu_ei", "nu_es", "nu_se", "nu_sr", "nu_sn", "nu_re", "nu_rs")
    return dict(zip(names, (ee, ei, es, se, sr, sn, re, rs), strict=True))


@model(
    public="RobinsonModel",
    family="rate models",
    rate="Q_e",
    lfp="phi_e",
    dt=0.1,
    span=1000.0,
    outputs={
        "Q_e": output(per_ms, doc="firing rate of the cortex, excitatory and inhibitory"),
        "Q_r": output(per_ms, doc="firing rate of the reticular nucleus"),
        "Q_s": output(per_ms, doc="firing rate of the relay nuclei"),
    },
    presets={
        "abeysuriya2014": preset(
            "Abeysuriya et al. (2014) J. Theor. Biol. 344:70, figure 1, as NFTsim has it: alpha; its delay is 42.5 ms",
            **_weights(1346.879228, -2320.281251, 1176.634189, 2661.985519, -1176.930149, 141.5780734, 258.4431651,
                       77.62265571),
        ),
        "eyes_closed": preset(
            "NFTsim, eirs_eyes_closed: strong alpha; its delay is 42.5 ms",
            **_weights(1531.6368, -9639.0641, 9732.2420, 1135.4746, -1221.6477, 8221.8638, 142.8004, 57.7027),
        ),
        "spindles": preset(
            "NFTsim, eirs_spindles: sleep spindles of 14 Hz; its delay is 42.5 ms", alpha=0.045, beta=0.185,
            **_weights(12214, -12888, 2353, 8439, -2427, 35803, 729, 1548),
        ),
    },
)  # fmt: skip
def robinson(
    V_e=state(-2.87, mV, spread=1.0, bounds=(-100, 100), doc="potential of cortical cells; V_i = V_e"),
    V_r=state(1.34, mV, spread=1.0, bounds=(-100, 100), doc="potential of the reticular nucleus"),
    V_s=state(-0.87, mV, spread=1.0, bounds=(-100, 100), doc="potential of the relay nuclei"),
    W_e=state(0.0, mV_per_ms, bounds=(-20, 20), doc="slope of V_e"),
    W_r=state(0.0, mV_per_ms, bounds=(-20, 20), doc="slope of V_r"),
    W_s=state(0.0, mV_per_ms, bounds=(-20, 20), doc="slope of V_s; white noise of the input phi_n goes here"),
    phi_e=state(0.00525, per_ms, bounds=(-1, 1), doc="rate arriving along cortical axons: what EEG sees"),
    dphi_e=state(0.0, per_ms2, bounds=(-1, 1), doc="slope of phi_e"),
    Q_max=param(0.34, per_ms, domain=(0, inf), doc="largest firing rate, 340 /s"),
    theta=param(12.92, mV, domain=(-inf, inf), doc="firing threshold"),
    sigma=param(3.8, mV, domain=(1e-3, inf), doc="spread of the threshold, sigma' of the papers"),
    alpha=param(0.08333333333, per_ms, domain=(0, inf), doc="decay rate of the dendrites, 83.3 /s"),
    beta=param(0.7692307692, per_ms, domain=(0, inf), doc="rise rate of the dendrites, 769 /s"),
    gamma=param(0.116, per_ms, domain=(0, inf), doc="damping of cortical waves, speed by range of the axons, 116 /s"),
    nu_ee=param(1525.377176, mV * ms, domain=(0, inf), doc="weight to cortex from cortex (1e-6 V s)"),
    nu_ei=param(-3022.754434, mV * ms, domain=(-inf, 0), doc="weight to cortex from inhibitory cells"),
    nu_es=param(567.4779589, mV * ms, domain=(0, inf), doc="weight to cortex from relay nuclei"),
    nu_se=param(3447.358203, mV * ms, domain=(0, inf), doc="weight to relay nuclei from cortex"),
    nu_sr=param(-1465.128967, mV * ms, domain=(-inf, 0), doc="weight to relay nuclei from the reticular nucleus"),
    nu_sn=param(3593.330094, mV * ms, domain=(0, inf), doc="weight to relay nuclei from outside"),
    nu_re=param(169.5899041, mV * ms, domain=(0, inf), doc="weight to the reticular nucleus from cortex"),
    nu_rs=param(50.70036187, mV * ms, domain=(0, inf), doc="weight to the reticular nucleus from relay nuclei"),
    phi_n=param(0.001, per_ms, domain=(-inf, inf), doc="mean rate from outside, 1 /s"),
    phi_e_late=drive(per_ms, own="phi_e", delay=_HALF_T0, doc="cortical rate as it reaches the thalamus"),
    Q_s_late=drive(per_ms, own="Q_s", delay=_HALF_T0, doc="relay rate as it reaches the cortex"),
    phi_e_ext=drive(per_ms, doc="rate from other regions, beside Q_e; takes the place of the spread of waves"),
    phi_n_inp=drive(per_ms, doc="input to relay nuclei, beside phi_n"),
):
    """Waves of the cortex, and the loop through the thalamus that makes the alpha rhythm; one place, or each of many.

    D V_e = nu_ee phi_e + nu_ei Q_e + nu_es Q_s(t - t0/2),  D = (d/dt / alpha + 1) (d/dt / beta + 1)
    D V_r = nu_re phi_e(t - t0/2) + nu_rs Q_s
    D V_s = nu_se phi_e(t - t0/2) + nu_sr Q_r + nu_sn (phi_n + phi_n_inp)
    (d/dt / gamma + 1)^2 phi_e = Q_e + phi_e_ext
    Q_a = Q_max / (1 + exp(-(V_a - theta) / sigma)),  a = e, r, s

    Activity is uniform in space: the Laplacian of the papers, r_e^2 of the wave equation, is left out, and regions are
    joined by phi_e_ext. Inhibitory cells have the connections of excitatory ones, so that V_i = V_e. With the defaults
    noise makes peaks at 8.9 Hz (alpha) and 17.9 Hz (beta).

    Source: Robinson, P. A. and Rennie, C. J. and Wright, J. J. and Bahramali, H. and Gordon, E. and Rowe, D. L. (2001)
    "Prediction of electroencephalographic spectra from neurophysiology", Phys. Rev. E 63:021903,
    doi:10.1103/PhysRevE.63.021903.
    Source: Robinson, P. A. and Rennie, C. J. and Rowe, D. L. (2002) "Dynamics of large-scale brain activity in normal
    arousal states and epileptic seizures", Phys. Rev. E 65:041924, doi:10.1103/PhysRevE.65.041924, Eqs. 1-15.
    Source: Abeysuriya, R. G. and Rennie, C. J. and Robinson, P. A. (2015) "Physiologically based arousal state
    estimation and dynamics", J. Neurosci. Methods 253:55, doi:10.1016/j.jneumeth.2015.06.002, the weights.
    """
    Q_e, Q_r, Q_s = (Q_max * sigmoid((V - theta) / sigma) for V in (V_e, V_r, V_s))
    P_e = nu_ee * phi_e + nu_ei * Q_e + nu_es * Q_s_late
    P_r = nu_re * phi_e_late + nu_rs * Q_s
    P_s = nu_se * phi_e_late + nu_sr * Q_r + nu_sn * (phi_n + phi_n_inp)
    return {
        "V_e": W_e,
        "V_r": W_r,
        "V_s": W_s,
        "W_e": alpha * beta * (P_e - V_e) - (alpha + beta) * W_e,
        "W_r": alpha * beta * (P_r - V_r) - (alpha + beta) * W_r,
        "W_s": alpha * beta * (P_s - V_s) - (alpha + beta) * W_s,
        "phi_e": dphi_e,
        "dphi_e": gamma**2 * (Q_e + phi_e_ext - phi_e) - 2 * gamma * dphi_e,
        "Q_e": Q_e,
        "Q_r": Q_r,
        "Q_s": Q_s,
    }
