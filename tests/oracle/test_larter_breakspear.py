"""The Larter-Breakspear column: equilibria in closed form, its three regimes, and the runaway of Z."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq, minimize_scalar
from scipy.special import lambertw

from brainmass.integrate import rk4
from brainmass.models import larter_breakspear
from brainmass.network import Network
from brainmass.observe import every
from brainmass.result import Divergence
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

PAPER = "Breakspear, Terry and Friston (2003), doi:10.1088/0954-898X_14_4_305"
PEER = "The Virtual Brain 2.10, from (0.1, 0.1, 0.1)"


def alstott(d: float) -> dict[str, float]:
    return {**larter_breakspear.presets["alstott2009"], "d_V": d, "d_Z": d}


def rest(d: float) -> np.ndarray:
    """The equilibrium of the set of Alstott et al., from the equations: V Q_V = -a_ni I / a_ei = -0.06, W = m_K(V), and
    Z from dV/dt = 0."""

    def share(x, spread):
        return 0.5 * (1 + np.tanh(x / spread))

    V = brentq(lambda v: v * share(v, d) + 0.06, -0.25, 0.0, xtol=1e-15)
    W, E = share(V, 0.3), 0.65 * 0.36 * share(V, d)
    ions = (1.0 + 0.25 * E) * share(V + 0.01, 0.15) * (V - 1) + (6.7 * share(V - 0.3, 0.15) + E) * (V - 0.53)
    drive = 0.3 - ions - 2 * W * (V + 0.7) - 0.5 * (V + 0.5)
    return np.array([V, W, brentq(lambda z: 2 * z * share(z, d) - drive, 0.0, 1.0, xtol=1e-15)])


@pytest.mark.parametrize("d", [0.55, 0.6, 0.65])
def test_equilibrium(check, d):
    found = flow(larter_breakspear, alstott(d)).fixed_point(rest(d) + 1e-3)
    source = f"{PAPER}: V Q_V = -a_ni I / a_ei"
    for name, ours, expected in zip("VWZ", found, rest(d), strict=True):
        check(f"Larter-Breakspear, d_V = {d}: {name} at rest", ours, expected, abs=1e-11, source=source)


def test_there_is_rest_only_above_a_spread(check):
    """V Q_V is at least -d_V W0(1/e) / 2; where a_ni I / a_ei exceeds this, dZ/dt > 0 for every V: there is no rest."""

    def least(d: float) -> float:
        local = flow(larter_breakspear, {"d_V": d})
        return minimize_scalar(lambda v: local.f([v, 0.0, 0.0])[2], bracket=(-1.5, -0.3, 0.0), tol=1e-12).fun

    ours = brentq(least, 0.3, 0.6, xtol=1e-10)
    expected = 2 * 0.4 * 0.3 / 2.0 / lambertw(np.exp(-1)).real
    source = "2 a_ni I / (a_ei W0(1/e))"
    check("Larter-Breakspear: d_V below which no rest exists", ours, expected, rel=1e-8, source=source)


def test_rest_gives_way_to_a_cycle(check):
    """The Hopf bifurcation of the set of Alstott et al., on our Jacobian and on one by central differences of the
    equations written out here; The Virtual Brain's notes on the papers have rest below 0.55 and cycles up to 0.59."""

    def written_out(y, d):
        V, W, Z = y
        Q, E = 0.5 * (1 + np.tanh(V / d)), 0.65 * 0.36 * 0.5 * (1 + np.tanh(V / d))
        m = [0.5 * (1 + np.tanh(x)) for x in ((V + 0.01) / 0.15, V / 0.3, (V - 0.3) / 0.15)]
        ions = (1 + 0.25 * E) * m[0] * (V - 1) + 2 * W * (V + 0.7) + 0.5 * (V + 0.5) + (6.7 * m[2] + E) * (V - 0.53)
        return np.array([-ions - 2 * Z * 0.5 * (1 + np.tanh(Z / d)) + 0.3, 0.7 * (m[1] - W), 0.1 * (0.12 + 2 * V * Q)])

    def differences(d):
        y, h = rest(d), 1e-5
        return np.stack([(written_out(y + h * e, d) - written_out(y - h * e, d)) / (2 * h) for e in np.eye(3)], axis=1)

    def ours(d):
        return flow(larter_breakspear, alstott(d)).eigenvalues(rest(d))[0].real

    expected = brentq(lambda d: np.linalg.eigvals(differences(d)).real.max(), 0.57, 0.62)
    found = brentq(ours, 0.57, 0.62)
    check("Larter-Breakspear, set of Alstott et al.: d_V of the Hopf point", found, expected, rel=1e-6, source=PAPER)


def exponent(params, stop=4000.0, dt=0.05) -> float:
    """Largest Lyapunov exponent (1/ms): growth of a small difference along the trajectory from the default start."""
    values = {**larter_breakspear.defaults(), **params}

    def slope(y):
        return jnp.stack(list(larter_breakspear.rhs(dict(zip("VWZ", y, strict=True)), values).values()))

    def step(y):
        k1 = slope(y)
        k2 = slope(y + dt / 2 * k1)
        k3 = slope(y + dt / 2 * k2)
        return y + dt / 6 * (k1 + 2 * k2 + 2 * k3 + slope(y + dt * k3))

    def onward(carry, _):
        y, v = jax.jvp(step, (carry[0],), (carry[1],))
        size = jnp.linalg.norm(v)
        return (y, v / size), jnp.log(size)

    start = (jnp.full(3, 0.1), jnp.array([1.0, 0.0, 0.0]))
    grown = jax.jit(lambda: jax.lax.scan(onward, start, None, length=int(stop / dt))[1])()
    return float(grown[len(grown) // 4 :].mean() / dt)


def test_three_regimes():
    """Rest, limit cycle and chaos, as the spread of thresholds rises (Breakspear et al. 2003, Alstott et al. 2009).

    The set of The Virtual Brain is not chaotic, although it spikes: nothing grows along it.
    """
    exponents = {name: exponent(values) for name, values in larter_breakspear.presets.items()}
    assert exponents["fixed_point"] < -1e-3
    assert abs(exponents["limit_cycle"]) < 1e-3
    assert exponents["alstott2009"] > 5e-3
    assert abs(exponent({}, stop=20_000.0, dt=0.1)) < 5e-4


def test_limit_cycle_does_not_depend_on_the_method():
    period, height = flow(larter_breakspear, larter_breakspear.presets["limit_cycle"]).cycle(
        rest(0.62) + 0.02, 1500.0, 100.0, lambda y: y[0]
    )
    net = Network(larter_breakspear, 1, params=dict(larter_breakspear.presets["limit_cycle"]))
    run = simulate(net, 200.0, dt=0.1, method=rk4, transient=2500.0, observe={"V": every(0.1, "V")})
    V = np.asarray(run["V"])[:, 0]
    up = np.flatnonzero((V[:-1] < V.mean()) & (V[1:] >= V.mean()))
    assert np.ptp(V) == pytest.approx(height, rel=1e-3)
    assert np.diff(up).mean() * 0.1 == pytest.approx(period, rel=5e-3)


@pytest.mark.parametrize("d", [0.6, 0.65])
def test_height_of_the_spikes(check, d):
    """Check 33: between 0.88 and 0.90."""
    net = Network(larter_breakspear, 1, params={"d_V": d}, initial=dict.fromkeys("VWZ", 0.1))
    V = np.asarray(simulate(net, 3000.0, dt=0.1, method=rk4, transient=1000.0, observe={"V": every(0.1, "V")})["V"])
    check(f"Larter-Breakspear, d_V = {d}: peak to peak of V", np.ptp(V), 0.89, abs=0.01, source=PEER)


def test_runaway_is_reported():
    """Check 33: at d_V = 0.5 Z grows by b a_ni I = 0.012 /ms for ever, to Z = 48 and V = -192 after 4 s. None of these
    is infinite, so that nobody but the model can say so."""

    def without_end(t, y):
        """The equations where tanh has saturated: no channel is open, and Q_Z = 1."""
        return [-0.5 * (y[0] + 0.5) - 2 * y[1] + 0.3, 0.1 * 0.12]

    assert solve_ivp(without_end, (0, 4000), [0, 0], rtol=1e-8).y[:, -1] == pytest.approx([-192, 48], abs=0.5)
    net = Network(larter_breakspear, 2, params={"d_V": [0.65, 0.5]}, initial=dict.fromkeys("VWZ", 0.1))
    with pytest.raises(Divergence, match=r"larter_breakspear\.[VWZ] of region 1") as caught:
        simulate(net, 4000.0, dt=0.1, method=rk4, observe={"V": every(10.0, "V")})
    assert caught.value.run["V"].min() < -5


def test_columns_are_coupled_by_firing():
    """C shares excitation between the column and others: with <Q_V> = Q_V there is no difference at any C."""
    y = [0.05, 0.3, 0.1]
    alone = flow(larter_breakspear, {"C": 0.0})
    fed = flow(larter_breakspear, {"C": 0.7}, {"Q_V_ext": alone.values(y)["Q_V"]})
    np.testing.assert_allclose(fed.f(y), alone.f(y), rtol=1e-14)
    assert flow(larter_breakspear).values(y)["Q_V"] == pytest.approx(0.5 * (1 + np.tanh(0.05 / 0.65)), rel=1e-14)
