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
from brainmass import integrate as _integrate
from brainmass import integrate as integrate
from brainmass import io as io
from brainmass import models as models
from brainmass import network as network
from brainmass import nn as nn
from brainmass import noise as noise
from brainmass import observe as observe
from brainmass import plot as plot
from brainmass import report as report
from brainmass import spec as spec
from brainmass import stimulus as stimulus
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
from brainmass.observe import every as every
from brainmass.observe import fc as fc
from brainmass.population import Population as Population
from brainmass.result import Divergence as Divergence
from brainmass.result import Run as Run
from brainmass.simulation import simulate as simulate
from brainmass.spec import Model as Model
from brainmass.spec import drive as drive
from brainmass.spec import model as model
from brainmass.spec import output as output
from brainmass.spec import param as param
from brainmass.spec import state as state

_Number = ArrayLike | Sequence[float] | Quantity | Unit
_Size = int | tuple[int, ...]

class _Parameter:
    def __get__(self, face: Any, kind: Any = None) -> Array: ...
    def __set__(self, face: Any, value: _Number) -> None: ...

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

class KuramotoCoupling(_couplings.CouplingFace):
    """c_i = k sum_j W_ij sin(theta_j - theta_i). Divide by N yourself where the convention K/N is wanted.

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
    def __init__(self, conn: _Number, k: _Number = 1.0) -> None: ...
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
