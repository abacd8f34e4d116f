"""Larter-Breakspear model of a cortical column with voltage-gated and ligand-gated channels."""

import jax.numpy as jnp

from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import per_ms

_ALSTOTT = {"g_Ca": 1.0, "a_ee": 0.36, "C": 0.35}


@model(
    public="LarterBreakspearModel",
    family="conductance and ions",
    rate="Q_V",
    lfp="V",
    dt=0.1,
    span=500.0,
    outputs={
        "Q_V": output(doc="mean firing of the excitatory cells: what other columns receive"),
        "Q_Z": output(doc="mean firing of the inhibitory cells"),
    },
    presets={
        "tvb": preset("The Virtual Brain 2.10: the defaults", g_Ca=1.1, a_ee=0.4, C=0.1, d_V=0.65, d_Z=0.7),
        "alstott2009": preset("Alstott et al. (2009), as Neuroblox has it: chaos", **_ALSTOTT, d_V=0.65, d_Z=0.65),
        "limit_cycle": preset("the same with less spread of thresholds", **_ALSTOTT, d_V=0.62, d_Z=0.62),
        "fixed_point": preset("the same with still less", **_ALSTOTT, d_V=0.55, d_Z=0.55),
    },
)
def larter_breakspear(
    V=state(-0.28, spread=0.1, bounds=(-2, 2), doc="mean potential of the excitatory cells; 1 is 100 mV"),
    W=state(0.23, spread=0.05, bounds=(-1, 1), doc="share of open potassium channels"),
    Z=state(-0.07, spread=0.05, bounds=(-2, 2), doc="mean potential of the inhibitory cells"),
    g_Ca=param(1.1, domain=(0, inf), doc="conductance of calcium channels"),
    g_K=param(2.0, domain=(0, inf), doc="conductance of potassium channels"),
    g_L=param(0.5, domain=(0, inf), doc="conductance of the leak"),
    g_Na=param(6.7, domain=(0, inf), doc="conductance of sodium channels"),
    V_Ca=param(1.0, domain=(-inf, inf), doc="Nernst potential of calcium"),
    V_K=param(-0.7, domain=(-inf, inf), doc="Nernst potential of potassium"),
    V_L=param(-0.5, domain=(-inf, inf), doc="reversal potential of the leak"),
    V_Na=param(0.53, domain=(-inf, inf), doc="Nernst potential of sodium"),
    T_Ca=param(-0.01, domain=(-inf, inf), doc="threshold of calcium channels"),
    T_K=param(0.0, domain=(-inf, inf), doc="threshold of potassium channels"),
    T_Na=param(0.3, domain=(-inf, inf), doc="threshold of sodium channels"),
    d_Ca=param(0.15, domain=(1e-3, inf), doc="spread of the thresholds of calcium channels"),
    d_K=param(0.3, domain=(1e-3, inf), doc="spread of the thresholds of potassium channels"),
    d_Na=param(0.15, domain=(1e-3, inf), doc="spread of the thresholds of sodium channels"),
    V_T=param(0.0, domain=(-inf, inf), doc="threshold of excitatory cells"),
    Z_T=param(0.0, domain=(-inf, inf), doc="threshold of inhibitory cells"),
    d_V=param(0.65, domain=(1e-3, inf), doc="spread of the thresholds of excitatory cells; what carries it to chaos"),
    d_Z=param(0.7, domain=(1e-3, inf), doc="spread of the thresholds of inhibitory cells"),
    Q_max=param(1.0, domain=(0, inf), doc="largest firing rate, of both"),
    phi=param(0.7, domain=(0, inf), doc="temperature factor of potassium channels"),
    tau_K=param(1.0, domain=(1e-3, inf), doc="relaxation time of potassium channels, in units of 1 / t_scale"),
    a_ee=param(0.4, domain=(0, inf), doc="synaptic strength from excitatory to excitatory cells"),
    a_ei=param(2.0, domain=(0, inf), doc="synaptic strength from excitatory to inhibitory cells"),
    a_ie=param(2.0, domain=(0, inf), doc="synaptic strength from inhibitory to excitatory cells"),
    a_ne=param(1.0, domain=(0, inf), doc="strength of the nonspecific input on excitatory cells"),
    a_ni=param(0.4, domain=(0, inf), doc="strength of the nonspecific input on inhibitory cells"),
    b=param(0.1, domain=(0, inf), doc="slowness of the inhibitory cells"),
    C=param(0.1, domain=(0, 1), doc="share of excitation that comes from other columns"),
    r_NMDA=param(0.25, domain=(0, inf), doc="NMDA receptors per AMPA receptor"),
    I=param(0.3, domain=(-inf, inf), doc="nonspecific (subcortical) input"),
    t_scale=param(1.0, per_ms, domain=(0, inf), doc="units of the paper's time in 1 ms"),
    Q_V_ext=drive(doc="mean firing of other columns, <Q_V>; enters as C a_ee Q_V_ext"),
    V_inp=drive(per_ms, doc="input to V, such as a stimulus"),
):
    """A cortical column whose excitatory cells have calcium, potassium, sodium and leak channels.

    dV/dt / t_scale = -(g_Ca + r_NMDA E) m_Ca (V - V_Ca) - (g_Na m_Na + E) (V - V_Na) - g_K W (V - V_K)
        - g_L (V - V_L) - a_ie Z Q_Z + a_ne I
    dW/dt / t_scale = phi (m_K - W) / tau_K
    dZ/dt / t_scale = b (a_ni I + a_ei V Q_V)
    E = (1 - C) a_ee Q_V + C a_ee Q_V_ext,  m_ion = (1 + tanh((V - T_ion) / d_ion)) / 2
    Q_V = Q_max (1 + tanh((V - V_T) / d_V)) / 2,  Q_Z = Q_max (1 + tanh((Z - Z_T) / d_Z)) / 2

    The defaults are those of The Virtual Brain 2.10: spikes in a pattern that repeats itself. With the set of Alstott
    et al. a column rests, cycles or is chaotic, as d_V rises. For too small a d_V (0.5 with the defaults) Z grows
    without end, for V Q_V cannot balance the input. Where |V| exceeds 10, far outside the Nernst potentials, dZ/dt is
    infinite, so that such a run stops with an error. Columns receive <Q_V>, as in the papers, where The Virtual Brain
    passes V by default.

    Source: Breakspear, M. and Terry, J. R. and Friston, K. J. (2003) "Modulation of excitatory synaptic coupling
    facilitates synchronization and complex dynamics in a biophysical model of neuronal dynamics", Network 14:703,
    doi:10.1088/0954-898X_14_4_305, Eqs. 2-7.
    Source: Honey, C. J. and Kotter, R. and Breakspear, M. and Sporns, O. (2007) "Network structure of cerebral cortex
    shapes functional connectivity on multiple time scales", Proc. Natl. Acad. Sci. USA 104:10240,
    doi:10.1073/pnas.0701519104.
    Source: Alstott, J. and Breakspear, M. and Hagmann, P. and Cammoun, L. and Sporns, O. (2009) "Modeling the impact of
    lesions in the human brain", PLoS Comput. Biol. 5:e1000408, doi:10.1371/journal.pcbi.1000408.
    """

    def share(potential, threshold, spread):
        return (1 + jnp.tanh((potential - threshold) / spread)) / 2

    m_Ca, m_K, m_Na = share(V, T_Ca, d_Ca), share(V, T_K, d_K), share(V, T_Na, d_Na)
    Q_V, Q_Z = Q_max * share(V, V_T, d_V), Q_max * share(Z, Z_T, d_Z)
    E = (1 - C) * a_ee * Q_V + C * a_ee * Q_V_ext
    ions = (g_Ca + r_NMDA * E) * m_Ca * (V - V_Ca) + (g_Na * m_Na + E) * (V - V_Na) + g_K * W * (V - V_K)
    slope = t_scale * b * (a_ni * I + a_ei * V * Q_V)
    return {
        "V": t_scale * (-ions - g_L * (V - V_L) - a_ie * Z * Q_Z + a_ne * I) + V_inp,
        "W": t_scale * phi * (m_K - W) / tau_K,
        "Z": jnp.where(jnp.abs(V) < 10, slope, inf),
        "Q_V": Q_V,
        "Q_Z": Q_Z,
    }
