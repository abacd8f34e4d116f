"""AdEx mean field of second order, with adaptation: rates and their covariances (Zerlaut, di Volo, Destexhe)."""

from brainmass.models import _adex
from brainmass.models._adex import (
    arriving,
    declared,
    derivatives,
    fluctuations,
    mean,
    rate,
    shot_noise,
    threshold_e,
    threshold_i,
)
from brainmass.proxies import proxy
from brainmass.spec import drive, model, output, preset, state
from brainmass.units import mV, nA, per_ms, per_ms2


@model(
    public="ZerlautSecondOrderModel",
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
def zerlaut_second_order(
    E=state(0.002, per_ms, spread=0.0005, bounds=(0, 0.2), clip=True, doc="excitatory firing rate"),
    I=state(0.014, per_ms, spread=0.002, bounds=(0, 0.2), clip=True, doc="inhibitory firing rate"),
    C_ee=state(0.0, per_ms2, bounds=(-1e-3, 1e-3), doc="variance of E"),
    C_ei=state(0.0, per_ms2, bounds=(-1e-3, 1e-3), doc="covariance of E and I"),
    C_ii=state(0.0, per_ms2, bounds=(-1e-3, 1e-3), doc="variance of I"),
    W=state(0.05, nA, spread=0.01, bounds=(-0.2, 10), doc="mean adaptation current of excitatory cells"),
    T=_adex.T, g_L=declared.g_L, C_m=declared.C_m, E_L_e=_adex.E_L_e, E_L_i=_adex.E_L_i,
    a=_adex.a, b=_adex.b, tau_W=_adex.tau_W,
    Q_e=declared.Q_e, Q_i=declared.Q_i, E_e=declared.E_e, E_i=declared.E_i, tau_e=declared.tau_e, tau_i=declared.tau_i,
    N=declared.N, p=declared.p, g=declared.g, K_ext=declared.K_ext,
    nu_drive=_adex.nu_drive, S_I=_adex.S_I, nu_0=declared.nu_0, V_unit=declared.V_unit,
    nu_ext=drive(per_ms, doc="excitatory rate arriving from elsewhere, through the K_ext outside synapses"),
):  # fmt: skip
    """The rates of zerlaut_first_order, with the covariances that a network of N neurons has.

    T dE/dt = F_e - E + (C_ee F_e,EE + 2 C_ei F_e,EI + C_ii F_e,II) / 2, and the same for I
    T dC/dt = diag(F (1/T - F) / N) + (F - nu) (F - nu)^T + J C + C J^T - 2 C,  nu = (E, I),  J = dF/dnu
    dW/dt = (-W + a (mu_V - E_L)) / tau_W + b E

    F_e,EI is the second derivative of F_e in E and I; derivatives are exact, by differentiating the transfer function.
    (The Virtual Brain 2.10 has finite differences that are 1e3 and 1e6 times too small, so that its second order is in
    effect the first, and exchanges indices of J in the equation of C_ei.) The variance that a population makes is
    positive up to rates of 1/T, 50 Hz. With 4 Hz from outside E has a standard deviation of 0.18 Hz, I of 0.38 Hz.

    Source: El Boustani, S. and Destexhe, A. (2009) "A master equation formalism for macroscopic modeling of
    asynchronous irregular activity states", Neural Comput. 21:46, doi:10.1162/neco.2009.02-08-710, the second order.
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
    nu, leak = (nu_drive + nu_ext, nu_drive + S_I * nu_ext), (g_L * E_L_e - W, g_L * E_L_i)
    F_e_E, F_e_I, F_e_EE, F_e_EI, F_e_II, F_i_E, F_i_I, F_i_EE, F_i_EI, F_i_II = derivatives(E, I, nu, leak, net)
    return {
        "E": (F_e - E + C_ee * F_e_EE / 2 + C_ei * F_e_EI + C_ii * F_e_II / 2) / T,
        "I": (F_i - I + C_ee * F_i_EE / 2 + C_ei * F_i_EI + C_ii * F_i_II / 2) / T,
        "C_ee": (F_e * (1 / T - F_e) / ((1 - g) * N) + (F_e - E) ** 2 + 2 * (C_ee * F_e_E + C_ei * F_e_I - C_ee)) / T,
        "C_ei": (
            (F_e - E) * (F_i - I) + C_ei * F_e_E + C_ii * F_e_I + C_ee * F_i_E + C_ei * F_i_I - 2 * C_ei
        ) / T,
        "C_ii": (F_i * (1 / T - F_i) / (g * N) + (F_i - I) ** 2 + 2 * (C_ei * F_i_E + C_ii * F_i_I - C_ii)) / T,
        "W": (-W + a * (mu_V_e - E_L_e)) / tau_W + b * E,
        "mu_V_e": mu_V_e, "mu_V_i": mu_V_i,
    }  # fmt: skip
