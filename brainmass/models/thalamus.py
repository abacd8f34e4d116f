"""Thalamus: relay cells and the reticular nucleus with calcium currents, which make sleep spindles."""

from math import pi, sqrt

from jax.numpy import exp

from brainmass.functions import sigmoid
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import NAMED, ms, mV, mV_per_ms, one, per_ms, per_ms2

# Per area of membrane: a current, a conductance, a capacitance; a conductance by a capacitance is a rate, 1/ms.
uA_cm2 = (NAMED["uA"] / NAMED["cm"] ** 2).named("uA/cm^2")
mS_cm2, uF_cm2 = (uA_cm2 / mV).named("mS/cm^2"), (uA_cm2 * ms / mV).named("uF/cm^2")


@model(
    public="ThalamusModel",
    family="conductance and ions",
    rate="Q_t",
    dt=0.1,
    span=10000.0,
    outputs={
        "Q_t": output(per_ms, doc="firing rate of the relay cells: what the cortex receives"),
        "Q_r": output(per_ms, doc="firing rate of the reticular cells"),
    },
    presets={
        "neurolib": preset("neurolib 0.6.2: spindles of 13.5 Hz, 5.6 s apart", g_LK=0.018, g_h=0.062),
        "continuous": preset("neurolib 0.6.2 with other leaks: 12.5 Hz without pause", g_LK=0.024, g_h=0.062),
        "silent": preset("neurolib 0.6.2 with a stronger h current: rest", g_LK=0.018, g_h=0.08),
        "authors": preset("the authors' program, github.com/miscco/NM_Thalamus", g_LK=0.033, g_h=0.02),
    },
)
def thalamus(
    V_t=state(-63.3, mV, spread=0.5, bounds=(-150, 100), doc="potential of the relay cells (TCR)"),
    Ca=state(6e-4, bounds=(0, 0.1), doc="calcium in the relay cells (mM)"),
    h_T_t=state(0.0126, bounds=(0, 1), doc="gate of the T current of the relay cells, 1 is open"),
    m_h1=state(0.095, bounds=(0, 1), doc="share of open h channels"),
    m_h2=state(0.084, bounds=(0, 1), doc="share of h channels that calcium holds open"),
    s_et=state(0.0, per_ms, bounds=(-1, 10), doc="excitation of the relay cells"),
    x_et=state(0.0, per_ms2, bounds=(-1, 1), doc="slope of s_et"),
    s_gt=state(0.27, per_ms, bounds=(-1, 10), doc="inhibition of the relay cells"),
    x_gt=state(0.0, per_ms2, bounds=(-1, 1), doc="slope of s_gt"),
    V_r=state(-65.7, mV, spread=0.5, bounds=(-150, 150), doc="potential of the reticular cells (TRN)"),
    h_T_r=state(0.0457, bounds=(0, 1), doc="gate of the T current of the reticular cells, 1 is open"),
    s_er=state(0.22, per_ms, bounds=(-1, 10), doc="excitation of the reticular cells"),
    x_er=state(0.0, per_ms2, bounds=(-1, 1), doc="slope of s_er"),
    s_gr=state(1.35, per_ms, bounds=(-1, 20), doc="inhibition of the reticular cells"),
    x_gr=state(0.0, per_ms2, bounds=(-2, 2), doc="slope of s_gr"),
    tau=param(20.0, ms, domain=(1e-3, inf), doc="membrane time constant"),
    C_m=param(1.0, uF_cm2, domain=(1e-6, inf), doc="membrane capacitance"),
    Q_max=param(0.4, per_ms, domain=(0, inf), doc="largest firing rate, 400 /s"),
    theta=param(-58.5, mV, domain=(-inf, inf), doc="firing threshold"),
    sigma=param(6.0, mV, domain=(1e-3, inf), doc="spread of the firing threshold"),
    gamma_e=param(0.07, per_ms, domain=(0, inf), doc="rate constant of AMPA"),
    gamma_r=param(0.1, per_ms, domain=(0, inf), doc="rate constant of GABA"),
    g_L=param(1.0, domain=(0, inf), doc="leak"),
    g_AMPA=param(1.0, ms, domain=(0, inf), doc="weight of excitation"),
    g_GABA=param(1.0, ms, domain=(0, inf), doc="weight of inhibition"),
    g_LK=param(0.018, mS_cm2, domain=(0, inf), doc="potassium leak of both, low in wake and high in sleep"),
    g_T_t=param(3.0, mS_cm2, domain=(0, inf), doc="T current of the relay cells"),
    g_T_r=param(2.3, mS_cm2, domain=(0, inf), doc="T current of the reticular cells"),
    g_h=param(0.062, mS_cm2, domain=(0, inf), doc="h current of the relay cells"),
    g_inc=param(2.0, domain=(0, inf), doc="conductance of an h channel that calcium holds open"),
    E_L=param(-70.0, mV, domain=(-inf, inf), doc="reversal potential of the leak"),
    E_K=param(-100.0, mV, domain=(-inf, inf), doc="reversal potential of potassium"),
    E_Ca=param(120.0, mV, domain=(-inf, inf), doc="reversal potential of calcium"),
    E_h=param(-40.0, mV, domain=(-inf, inf), doc="reversal potential of the h current"),
    E_AMPA=param(0.0, mV, domain=(-inf, inf), doc="reversal potential of excitation"),
    E_GABA=param(-70.0, mV, domain=(-inf, inf), doc="reversal potential of inhibition"),
    alpha_Ca=param(-51.8e-6, one / (uA_cm2 * ms), domain=(-inf, 0), doc="calcium that the T current brings (mM)"),
    tau_Ca=param(10.0, ms, domain=(1e-3, inf), doc="decay time of calcium"),
    Ca_0=param(2.4e-4, domain=(0, inf), doc="calcium at rest (mM)"),
    k1=param(2.5e7, domain=(0, inf), doc="binding of calcium, four at a time"),
    k2=param(4e-4, domain=(1e-12, inf), doc="release of calcium, in the same unit"),
    k3=param(0.1, per_ms, domain=(0, inf), doc="rate at which bound calcium holds h channels open"),
    k4=param(0.001, per_ms, domain=(0, inf), doc="rate at which they are let go"),
    N_tr=param(5.0, domain=(0, inf), doc="contacts on relay cells from reticular cells"),
    N_rt=param(3.0, domain=(0, inf), doc="contacts on reticular cells from relay cells"),
    N_rr=param(25.0, domain=(0, inf), doc="contacts on reticular cells from reticular cells"),
    u_V=param(1.0, mV, domain=(1, 1), doc="unit of potential in the fitted curves of the gates"),
    u_t=param(1.0, ms, domain=(1, 1), doc="unit of time in the fitted curves of the gates"),
    Q_t_ext=drive(per_ms, doc="rate arriving at relay cells from the cortex, times contacts"),
    Q_r_ext=drive(per_ms, doc="rate arriving at reticular cells from the cortex, times contacts"),
    V_t_inp=drive(mV_per_ms, doc="input to V_t, such as a current by its capacitance"),
    V_r_inp=drive(mV_per_ms, doc="input to V_r"),
):
    """Relay cells and reticular cells of the thalamus; the relay cells excite the reticular cells, which inhibit both.

    dV_t/dt = -(g_L (V_t - E_L) + g_AMPA s_et (V_t - E_AMPA) + g_GABA s_gt (V_t - E_GABA)) / tau
        - (g_LK (V_t - E_K) + I_T_t + I_h) / C_m + V_t_inp;  the same of V_r, without I_h
    I_T = g_T m^2 h (V - E_Ca),  I_h = g_h (m_h1 + g_inc m_h2) (V_t - E_h)
    dCa/dt = alpha_Ca I_T_t - (Ca - Ca_0) / tau_Ca,  P = k1 Ca^4 / (k1 Ca^4 + k2)
    dm_h1/dt = (m_h (1 - m_h2) - m_h1) / tau_h - k3 P m_h1 + k4 m_h2,  dm_h2/dt = k3 P m_h1 - k4 m_h2
    d^2s/dt^2 = gamma^2 (N Q - s) - 2 gamma ds/dt;  N Q = Q_t_ext, N_rt Q_t + Q_r_ext (AMPA), N_tr Q_r, N_rr Q_r (GABA)
    Q = Q_max / (1 + exp(-pi / sqrt(3) (V - theta) / sigma))

    With the defaults it makes spindles: bursts of 13.5 Hz that wax and wane, 5.6 s apart. Calcium that comes in with a
    burst holds h channels open, which ends it; they are let go slowly until the next.

    Source: Schellenberger Costa, M. and Weigenand, A. and Ngo, H.-V. V. and Marshall, L. and Born, J. and Martinetz, T.
    and Claussen, J. C. (2016) "A Thalamocortical Neural Mass Model of the EEG during NREM Sleep and Its Response to
    Auditory Stimulation", PLoS Comput. Biol. 12:e1005022, doi:10.1371/journal.pcbi.1005022, the thalamic module (there
    N_rt and N_tr have their indices the other way round).
    """
    v_t, v_r, slope = V_t / u_V, V_r / u_V, pi / sqrt(3)
    Q_t, Q_r = Q_max * sigmoid(slope * (V_t - theta) / sigma), Q_max * sigmoid(slope * (V_r - theta) / sigma)
    I_T_t = g_T_t * sigmoid((v_t + 59) / 6.2) ** 2 * h_T_t * (V_t - E_Ca)
    I_T_r = g_T_r * sigmoid((v_r + 52) / 7.4) ** 2 * h_T_r * (V_r - E_Ca)
    I_h = g_h * (m_h1 + g_inc * m_h2) * (V_t - E_h)
    tau_T_t = u_t * (30.8 + (211.4 + exp((v_t + 115.2) / 5)) / (1 + exp((v_t + 86) / 3.2))) / 3.7371928
    tau_T_r = u_t * (85 + 1 / (exp((v_r + 48) / 4) + exp(-(v_r + 407) / 50))) / 3.7371928
    tau_h = u_t * (20 + 1000 / (exp((v_t + 71.5) / 14.2) + exp(-(v_t + 89) / 11.6)))
    m_h = sigmoid(-(v_t + 75) / 5.5)
    held = k3 * (k1 * Ca**4 / (k1 * Ca**4 + k2)) * m_h1 - k4 * m_h2
    leak_t = g_L * (V_t - E_L) + g_AMPA * s_et * (V_t - E_AMPA) + g_GABA * s_gt * (V_t - E_GABA)
    leak_r = g_L * (V_r - E_L) + g_AMPA * s_er * (V_r - E_AMPA) + g_GABA * s_gr * (V_r - E_GABA)
    return {
        "V_t": -leak_t / tau - (g_LK * (V_t - E_K) + I_T_t + I_h) / C_m + V_t_inp,
        "Ca": alpha_Ca * I_T_t - (Ca - Ca_0) / tau_Ca,
        "h_T_t": (sigmoid(-(v_t + 81) / 4) - h_T_t) / tau_T_t,
        "m_h1": (m_h * (1 - m_h2) - m_h1) / tau_h - held,
        "m_h2": held,
        "s_et": x_et,
        "x_et": gamma_e**2 * (Q_t_ext - s_et) - 2 * gamma_e * x_et,
        "s_gt": x_gt,
        "x_gt": gamma_r**2 * (N_tr * Q_r - s_gt) - 2 * gamma_r * x_gt,
        "V_r": -leak_r / tau - (g_LK * (V_r - E_K) + I_T_r) / C_m + V_r_inp,
        "h_T_r": (sigmoid(-(v_r + 80) / 5) - h_T_r) / tau_T_r,
        "s_er": x_er,
        "x_er": gamma_e**2 * (N_rt * Q_t + Q_r_ext - s_er) - 2 * gamma_e * x_er,
        "s_gr": x_gr,
        "x_gr": gamma_r**2 * (N_rr * Q_r - s_gr) - 2 * gamma_r * x_gr,
        "Q_t": Q_t,
        "Q_r": Q_r,
    }
