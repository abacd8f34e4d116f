"""The Liley model: equations, rests, chaos in alpha, and the large rhythm beside it.

The set is that of Dafilis, Frascoli, Cadusch and Liley (2009), Physica D 238:1056, which reports for it a largest
Lyapunov exponent of 3.4 /s and a Kaplan-Yorke dimension of 2.086, beside a limit cycle of large amplitude.
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.optimize import fsolve

from brainmass.integrate import rk4
from brainmass.models import liley
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

PAPER = "Dafilis et al. (2009) Physica D 238:1056, abstract"
START = np.array([s.default for s in liley.states.values()])


def toolbox(y, p_ee=9.43, p_ei=8.742) -> np.ndarray:
    """The equations of Liley et al. (2002) for a point, with that set; the order is that of the model."""
    h = np.array(y[:2])
    I = np.array(y[2:6]).reshape(2, 2)  # row: to e, to i; column: from e, from i
    J = np.array(y[6:]).reshape(2, 2)
    rates = 0.5 / (1 + np.exp(-np.sqrt(2) * (h - [-49, -41]) / [4.75, 5.25]))
    psi = (np.array([45, -90]) - h[:, None]) / np.abs(np.array([45, -90]) + 70)
    arriving = np.array([3034, 536]) * rates + np.array([[p_ee, 0], [p_ei, 0]])
    gamma, Gamma = np.array([1 / 0.99, 1 / 7.06]), np.array([1.22, 3.6])
    dJ = Gamma * gamma * np.e * arriving - 2 * gamma * J - gamma**2 * I
    return np.concatenate([(-70 - h + (psi * I).sum(axis=1)) / [98, 34], J.ravel(), dJ.ravel()])


@pytest.mark.parametrize("y", [START, [-50, -45, 300, 900, 310, 950, 20, -5, 10, 8], np.zeros(10)])
def test_equations(y):
    ours = flow(liley, {"p_ee": 9.0, "p_ei": 8.0}, {"phi_ee": 0.43, "phi_ei": 0.742}).f(y)
    np.testing.assert_allclose(ours, toolbox(y), rtol=1e-11, atol=1e-11)


def rest(params, guess: float) -> np.ndarray:
    """Two equations for the potentials: at rest a synapse gives Gamma exp(1) / gamma times what arrives."""

    def state(h) -> np.ndarray:
        S_e, S_i = 0.5 / (1 + np.exp(-np.sqrt(2) * (np.asarray(h) - [-49, -41]) / [4.75, 5.25]))
        e, i = 1.22 * np.e * 0.99, 3.6 * np.e * 7.06
        I = [e * (3034 * S_e + params["p_ee"]), i * 536 * S_i, e * (3034 * S_e + params["p_ei"]), i * 536 * S_i]
        return np.array([*h, *I, 0, 0, 0, 0])

    h = fsolve(lambda h: toolbox(state(h), **params)[:2], [guess, guess], xtol=1e-13)
    return state(h)


@pytest.mark.parametrize(
    "params, stable",
    [({"p_ee": 0.0, "p_ei": 0.0}, True), ({"p_ee": 9.43, "p_ei": 8.742}, False)],
    ids=["none", "default"],
)
def test_rest(params, stable):
    """Without input a silent rest at -66 mV; with the input of the set the only rest is unstable."""
    local, point = flow(liley, params), rest(params, -66.0 if stable else -57.0)
    np.testing.assert_allclose(local.f(point), 0.0, atol=1e-9)
    assert bool(local.eigenvalues(point)[0].real < 0) is stable
    assert point[0] == pytest.approx(-66.2 if stable else -57.2, abs=0.1)


def exponents(lanes: int, seconds: float, dt: float = 0.5) -> np.ndarray:
    """The three largest Lyapunov exponents (1/s), averaged over lanes on the chaotic attractor."""
    f = flow(liley)._traced
    scale = jnp.array([1.0, 1.0, *[10.0] * 8])

    def slopes(y, V):
        return jax.vmap(lambda v: jax.jvp(f, (y,), (v,)), in_axes=1, out_axes=(None, 1))(V)

    def rk4(carry, _):
        y, V = carry
        k1 = slopes(y, V)
        k2 = slopes(y + dt / 2 * k1[0], V + dt / 2 * k1[1])
        k3 = slopes(y + dt / 2 * k2[0], V + dt / 2 * k2[1])
        k4 = slopes(y + dt * k3[0], V + dt * k3[1])
        return tuple(
            x + dt / 6 * (a + 2 * b + 2 * c + d) for x, a, b, c, d in zip(carry, k1, k2, k3, k4, strict=True)
        ), None

    def block(carry, _):
        (y, V), _ = jax.lax.scan(rk4, carry, None, length=20)
        Q, R = jnp.linalg.qr(V / scale[:, None])
        return (y, Q * scale[:, None]), jnp.log(jnp.abs(jnp.diag(R)))

    def one(y):
        carry, _ = jax.lax.scan(block, (y, jnp.eye(10)[:, :3] * scale[:, None]), None, length=100)
        (y, _), grown = jax.lax.scan(block, carry, None, length=round(seconds * 1000 / dt / 20))
        return grown.sum(axis=0) / seconds

    starts = START + np.random.default_rng(0).uniform(-0.5, 0.5, (lanes, 10)) * [1, 1, 3, 3, 3, 3, 0, 0, 0, 0]
    return np.asarray(jax.jit(jax.vmap(one))(jnp.array(starts))).mean(axis=0)


@pytest.mark.slow
def test_chaos(check):
    """Over 24 lanes of 40 s the exponent is 3.3 with a standard error of 0.05; the paper prints two digits."""
    largest, zero, third = exponents(lanes=24, seconds=40.0)
    check("Liley: largest Lyapunov exponent", largest, 3.4, abs=0.2, source=PAPER, unit="1/s")
    check("Liley: Kaplan-Yorke dimension", 2 + (largest + zero) / -third, 2.086, abs=0.005, source=PAPER)
    assert zero == pytest.approx(0.0, abs=0.1)


def test_two_attractors():
    """The chaos has its largest peak in alpha (8 to 13 Hz); the large rhythm is the one likened to a seizure."""
    starts = np.array([START, [-70, -60, 20, 20, 20, 20, 0, 0, 0, 0]])
    net = Network(liley, 2, initial=dict(zip(liley.states, starts.T, strict=True)))
    run = simulate(net, 16_000.0, dt=0.25, method=rk4, transient=4000.0, observe={"h_e": every(2.0, "h_e")})
    h = np.asarray(run["h_e"])
    power = np.abs(np.fft.rfft((h - h.mean(axis=0)) * np.hanning(len(h))[:, None], axis=0)) ** 2
    peaks = np.fft.rfftfreq(len(h), 2e-3)[power.argmax(axis=0)]
    np.testing.assert_allclose(peaks, [9.9, 5.5], atol=0.2)
    np.testing.assert_allclose(np.ptp(h, axis=0), [13.4, 46.6], rtol=0.03)


def test_synapses_turn_at_their_reversal_potentials():
    """Excitation does nothing to a cell at 45 mV and inhibition nothing to one at -90 mV."""
    at = {"excitatory": 45.0, "inhibitory": -90.0}
    for kind, h in at.items():
        y = [h, h, *([50.0, 0.0, 50.0, 0.0] if kind == "excitatory" else [0.0, 50.0, 0.0, 50.0]), 0, 0, 0, 0]
        np.testing.assert_allclose(flow(liley).f(y)[:2], [(-70 - h) / 98, (-70 - h) / 34], rtol=1e-13)
