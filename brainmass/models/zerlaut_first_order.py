"""AdEx mean field of first order, with adaptation (Zerlaut, di Volo, Destexhe)."""

from brainmass.models import _adex
from brainmass.models._adex import arriving, declared, fluctuations, mean, rate, shot_noise, threshold_e, threshold_i
from brainmass.proxies import proxy
from brainmass.spec import drive, model, output, preset, state
from brainmass.units import mV, nA, per_ms


@model(
    public="ZerlautFirstOrderModel",
    family="AdEx mean fields",
    rate="E",
    lfp=proxy("mu_V_e", "mean potential, as voltage-sensitive dyes report it: Zerlaut et al. (2018)"),
    dt=0.5,
    span=3000.0,
    outputs={
        "mu_V_e": output(mV, doc="mean membrane potential of excitatory cells"),
        "mu_V_i": output(mV, doc="mean membrane potential of inhibitory cells"),
    },
    presets={"tvb": preset("The Virtual Brain 2.10: a region without input is silent", nu_drive=0.0)},
)
def zerlaut_first_order(
    E=state(0.002, per_ms, spread=0.0005, bounds=(0, 0.2), clip=True, doc="excitatory firing rate"),
    I=state(0.014, per_ms, spread=0.002, bounds=(0, 0.2), clip=True, doc="inhibitory firing rate"),
    W=state(0.05, nA, spread=0.01, bounds=(-0.2, 10), doc="mean adaptation current of excitatory cells"),
    T=_adex.T, g_L=declared.g_L, C_m=declared.C_m, E_L_e=_adex.E_L_e, E_L_i=_adex.E_L_i,
    a=_adex.a, b=_adex.b, tau_W=_adex.tau_W,
    Q_e=declared.Q_e, Q_i=declared.Q_i, E_e=declared.E_e, E_i=declared.E_i, tau_e=declared.tau_e, tau_i=declared.tau_i,
    N=declared.N, p=declared.p, g=declared.g, K_ext=declared.K_ext,
    nu_drive=_adex.nu_drive, S_I=_adex.S_I, nu_0=declared.nu_0, V_unit=declared.V_unit,
    nu_ext=drive(per_ms, doc="excitatory rate arriving from elsewhere, through the K_ext outside synapses"),
):  # fmt: skip
    """Rates of excitatory and inhibitory AdEx neurons in a random network, through the response of single neurons.

    T dE/dt = F_e - E
    T dI/dt = F_i - I
    dW/dt = (-W + a (mu_V - E_L)) / tau_W + b E
    F = erfc((V_thr - mu_V) / (sqrt(2) sigma_V)) / (2 T_V)

    mu_V, sigma_V and T_V are mean, standard deviation and autocorrelation time of the potential under the spikes that
    arrive; V_thr is a polynomial of them, fitted to single neurons. Its coefficients are constants of the file
    _adex.py, and with them the cells: those of di Volo et al., 'RS' and 'FS', with the values of The Virtual Brain.
    Its W_i, which is 0 there, is left out, and its ou_drift is noise, which is an input here: nu_ext.

    With 4 Hz from outside it rests in an asynchronous state: E 2.05 Hz, I 13.67 Hz. With little adaptation (b = 0)
    there is a second state beside it in which all cells fire at 193 Hz, as fast as the polynomial lets them: an
    artefact.

    Source: di Volo, M. and Romagnoni, A. and Capone, C. and Destexhe, A. (2019) "Biologically realistic mean-field
    models of conductance-based networks of spiking neurons with adaptation", Neural Comput. 31:653,
    doi:10.1162/neco_a_01173, the equations with adaptation and the fitted cells.
    Source: Zerlaut, Y. and Chemla, S. and Chavane, F. and Destexhe, A. (2018) "Modeling mesoscopic cortical dynamics
    using a mean-field model of conductance-based networks of adaptive exponential integrate-and-fire neurons", J.
    Comput. Neurosci. 44:45, doi:10.1007/s10827-017-0668-2, the transfer function.
    """
    net = _adex.Network(g_L, C_m, Q_e, Q_i, E_e, E_i, tau_e, tau_i, N, p, g, K_ext, nu_0, V_unit)
    f_ee, f_ei = arriving(E, I, nu_drive + nu_ext, net)
    f_ie, f_ii = arriving(E, I, nu_drive + S_I * nu_ext, net)
    mu_G_e, mu_V_e = mean(f_ee, f_ei, g_L * E_L_e - W, net)
    mu_G_i, mu_V_i = mean(f_ie, f_ii, g_L * E_L_i, net)
    noise_ee, noise_ei = shot_noise(f_ee, f_ei, mu_G_e, mu_V_e, net)
    noise_ie, noise_ii = shot_noise(f_ie, f_ii, mu_G_i, mu_V_i, net)
    sigma_e, T_e = fluctuations(noise_ee, noise_ei, mu_G_e, net)
    sigma_i, T_i = fluctuations(noise_ie, noise_ii, mu_G_i, net)
    F_e = rate(mu_V_e, sigma_e, T_e, threshold_e(mu_V_e, sigma_e, T_e, net), net)
    F_i = rate(mu_V_i, sigma_i, T_i, threshold_i(mu_V_i, sigma_i, T_i, net), net)
    return {
        "E": (F_e - E) / T,
        "I": (F_i - I) / T,
        "W": (-W + a * (mu_V_e - E_L_e)) / tau_W + b * E,
        "mu_V_e": mu_V_e, "mu_V_i": mu_V_i,
    }  # fmt: skip
