"""What the AdEx mean fields share: their parameters, and the transfer function from rates to a rate.

Under Poisson input through conductances a neuron's potential has a mean, a standard deviation and an autocorrelation
time; its rate is the chance of being above a threshold, which is a polynomial of these three that was fitted to single
AdEx neurons. Its ten coefficients belong to the cell that was fitted, so they are constants here, not parameters.
"""

from functools import partial
from math import sqrt
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax.scipy.special import erfc

from brainmass.functions import named
from brainmass.spec import inf, param
from brainmass.units import ms, mV, nA, per_ms

uS = (nA / mV).named("uS")
nF = (nA * ms / mV).named("nF")

# Threshold in volts: coefficients of 1, V, S, T, V^2, S^2, T^2, V S, V T and S T, for a regular spiking cell and a fast
# spiking cell. Fit of di Volo et al. (2019), with all digits from The Virtual Brain 2.10.
P_E = (
    -0.04983106, 0.005063550882777035, -0.023470121807314552, 0.0022951513725067503, -0.0004105302652029825,
    0.010547051343547399, -0.03659252821136933, 0.007437487505797858, 0.001265064721846073, -0.04072161294490446,
)  # fmt: skip
P_I = (
    -0.05149122024209484, 0.004003689190271077, -0.008352013668528155, 0.0002414237992765705, -0.0005070645080016026,
    0.0014345394104282397, -0.014686689498949967, 0.004502706285435741, 0.0028472190352532454, -0.015357804594594548,
)  # fmt: skip


class Network(NamedTuple):
    """Cells, synapses and connections; as values in a right-hand side, as declarations in ``declared``."""

    g_L: Any
    C_m: Any
    Q_e: Any
    Q_i: Any
    E_e: Any
    E_i: Any
    tau_e: Any
    tau_i: Any
    N: Any
    p: Any
    g: Any
    K_ext: Any
    nu_0: Any
    V_unit: Any


declared = Network(
    g_L=param(0.01, uS, domain=(1e-6, inf), doc="leak conductance, 10 nS"),
    C_m=param(0.2, nF, domain=(1e-6, inf), doc="membrane capacitance, 200 pF"),
    Q_e=param(0.0015, uS, domain=(1e-9, inf), doc="conductance of an excitatory synapse, 1.5 nS"),
    Q_i=param(0.005, uS, domain=(1e-9, inf), doc="conductance of an inhibitory synapse, 5 nS"),
    E_e=param(0.0, mV, domain=(-inf, inf), doc="excitatory reversal potential"),
    E_i=param(-80.0, mV, domain=(-inf, inf), doc="inhibitory reversal potential"),
    tau_e=param(5.0, ms, domain=(1e-3, inf), doc="decay time of excitatory conductances"),
    tau_i=param(5.0, ms, domain=(1e-3, inf), doc="decay time of inhibitory conductances"),
    N=param(10_000.0, domain=(1, inf), doc="number of cells"),
    p=param(0.05, domain=(0, 1), doc="chance that two cells are connected"),
    g=param(0.2, domain=(1e-6, 1 - 1e-6), doc="share of inhibitory cells"),
    K_ext=param(400.0, domain=(0, inf), doc="excitatory synapses per cell from outside"),
    nu_0=param(1e-6, per_ms, domain=(1e-9, inf), doc="rate at which silent cells fire, so that there is some noise"),
    V_unit=param(1.0, mV, domain=(1, 1), doc="unit of the potentials for which the threshold was fitted"),
)
E_L_e = param(-65.0, mV, domain=(-inf, inf), doc="leak reversal potential of excitatory cells")
E_L_i = param(-65.0, mV, domain=(-inf, inf), doc="leak reversal potential of inhibitory cells")
T = param(20.0, ms, domain=(1e-3, inf), doc="time scale of the network: in it, a cell fires once or not at all")
a = param(0.004, uS, domain=(-inf, inf), doc="adaptation that follows the potential of excitatory cells, 4 nS")
b = param(0.06, nA, domain=(0, inf), doc="adaptation added by a spike of an excitatory cell, 60 pA")
tau_W = param(500.0, ms, domain=(1e-3, inf), doc="time constant of the adaptation")
nu_drive = param(0.004, per_ms, domain=(0, inf), doc="rate of the outside synapses without any input, 4 Hz")
S_I = param(1.0, domain=(0, inf), doc="share of the arriving rate that reaches inhibitory cells")


def arriving(E: Any, I: Any, nu: Any, net: Network) -> tuple[Any, Any]:
    """Excitatory and inhibitory spikes that arrive at a cell per ms."""
    f_e = (E + net.nu_0) * (1 - net.g) * net.p * net.N + nu * net.K_ext
    f_i = (I + net.nu_0) * net.g * net.p * net.N
    # What is negative (an input, a stage of an integrator) is held at nearly nothing: without input T_V is 0/0.
    return jnp.maximum(f_e, net.nu_0 / 100), jnp.maximum(f_i, net.nu_0 / 100)


def mean(f_e: Any, f_i: Any, leak: Any, net: Network) -> tuple[Any, Any]:
    """Mean conductance and mean potential; ``leak`` is g_L E_L less the adaptation."""
    G_e, G_i = net.Q_e * net.tau_e * f_e, net.Q_i * net.tau_i * f_i
    mu_G = net.g_L + G_e + G_i
    return mu_G, (G_e * net.E_e + G_i * net.E_i + leak) / mu_G


def shot_noise(f_e: Any, f_i: Any, mu_G: Any, mu_V: Any, net: Network) -> tuple[Any, Any]:
    """Power of the excitatory and of the inhibitory noise in the potential."""
    noise_e = f_e * (net.Q_e / mu_G * (net.E_e - mu_V) * net.tau_e) ** 2
    noise_i = f_i * (net.Q_i / mu_G * (net.E_i - mu_V) * net.tau_i) ** 2
    return noise_e, noise_i


def fluctuations(noise_e: Any, noise_i: Any, mu_G: Any, net: Network) -> tuple[Any, Any]:
    """Standard deviation and autocorrelation time of the potential."""
    T_m = net.C_m / mu_G
    sigma_V = jnp.sqrt(noise_e / (2 * (net.tau_e + T_m)) + noise_i / (2 * (net.tau_i + T_m)))
    return sigma_V, (noise_e + noise_i) / (2 * sigma_V**2)


def _polynomial(P: tuple[float, ...], mu_V: Any, sigma_V: Any, T_V: Any, net: Network) -> Any:
    V, S, t = (mu_V / net.V_unit + 60) / 10, (sigma_V / net.V_unit - 4) / 6, T_V * net.g_L / net.C_m - 0.5
    one, v, s, tt, vv, ss, ttt, vs, vt, st = P
    return one + V * (v + vv * V + vs * S + vt * t) + S * (s + ss * S + st * t) + t * (tt + ttt * t)


threshold_e = named("threshold_e(mu_V_e, sigma_e, T_e)", partial(_polynomial, P_E))
threshold_i = named("threshold_i(mu_V_i, sigma_i, T_i)", partial(_polynomial, P_I))


def rate(mu_V: Any, sigma_V: Any, T_V: Any, volts: Any, net: Network) -> Any:
    """How often the potential is found above the threshold, per autocorrelation time."""
    threshold = 1000 * net.V_unit * volts
    return erfc((threshold - mu_V) / (sqrt(2) * sigma_V)) / (2 * T_V)


def _transfer(P: tuple[float, ...], E: Any, I: Any, nu: Any, leak: Any, net: Network) -> Any:
    """Rates in, rate out: F_e or F_i as a whole."""
    f_e, f_i = arriving(E, I, nu, net)
    mu_G, mu_V = mean(f_e, f_i, leak, net)
    sigma_V, T_V = fluctuations(*shot_noise(f_e, f_i, mu_G, mu_V, net), mu_G, net)
    return rate(mu_V, sigma_V, T_V, _polynomial(P, mu_V, sigma_V, T_V, net), net)


def _derivatives(E: Any, I: Any, nu: tuple[Any, Any], leak: tuple[Any, Any], net: Network) -> tuple[Any, ...]:
    """Derivatives of F_e and F_i, for arguments of any shape: in E, I, E E, E I and I I; ``nu`` and ``leak`` have one
    for excitatory and one for inhibitory cells.

    All of them are one derivative along a pair of directions, for three pairs and two populations at once: a sixth of
    the operations of ten derivatives one by one, and so of the time to compile them.
    """
    at = jnp.asarray(E, float), jnp.asarray(I, float)
    (ones_E, zeros_E), (ones_I, zeros_I) = ((jnp.ones_like(x), jnp.zeros_like(x)) for x in at)
    first = jnp.stack([ones_E, ones_E, zeros_E]), jnp.stack([zeros_I, zeros_I, ones_I])
    second = jnp.stack([ones_E, zeros_E, zeros_E]), jnp.stack([zeros_I, ones_I, ones_I])
    both = tuple(jnp.stack(pair) for pair in zip(P_E, P_I, strict=True)), _stacked(nu), _stacked(leak)

    def of(P: Any, nu: Any, leak: Any) -> tuple[Any, Any]:
        def along(one: tuple[Any, Any], other: tuple[Any, Any]) -> tuple[Any, Any]:
            def slope(*rates: Any) -> Any:
                return jax.jvp(lambda *inner: _transfer(P, *inner, nu, leak, net), rates, one)[1]

            return jax.jvp(slope, at, other)

        return jax.vmap(along)(first, second)

    slopes, curvatures = jax.vmap(of)(*both)
    kept = [(slopes, 0), (slopes, 2), (curvatures, 0), (curvatures, 1), (curvatures, 2)]
    return tuple(_at(values, which, i) for which in (0, 1) for values, i in kept)


def _stacked(pair: tuple[Any, Any]) -> Any:
    return jnp.stack(jnp.broadcast_arrays(*(jnp.asarray(x, float) for x in pair)))


def _at(x: Any, *places: int) -> Any:
    for place in places:
        x = jax.lax.index_in_dim(x, place, keepdims=False)
    return x


derivatives = named(
    ", ".join(f"∂F_{c}/∂E, ∂F_{c}/∂I, ∂²F_{c}/∂E², ∂²F_{c}/∂E∂I, ∂²F_{c}/∂I²" for c in "ei"), _derivatives
)
