"""Exact mean fields of quadratic integrate-and-fire neurons, against networks of such neurons and closed forms."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from brainmass.models import (
    catalogue,
    coombes_byrne,
    coombes_byrne_2d,
    dumont_gutkin,
    gast_schmidt_knoesche_sd,
    gast_schmidt_knoesche_sf,
    izhikevich_mean_field,
    montbrio_pazo_roxin,
)
from brainmass.spec import Model
from tests.flows import flow
from tests.oracle.qif_network import rates

pytestmark = pytest.mark.usefixtures("x64")

pi = np.pi
J = 21.2132


def mpr(_, R):
    return np.zeros(0), 0.0, 15 * R


def sd(y, R, tau_A=10.0, alpha=0.5):
    A, B = y
    return np.array([B, alpha * R - A - 2 * B]) / tau_A, 0.0, J * R * (1 - A)


def sf(y, R, tau_A=10.0, alpha=10.0):
    A, B = y
    return np.array([B, alpha * R - A - 2 * B]) / tau_A, 0.0, J * R - A


def conductance(y, R, alpha=0.95, v_syn=-10.0):
    g, q = y
    return alpha * np.array([q, pi * R - g - 2 * q]), g, g * v_syn


def conductance_at_once(_, R, v_syn=-4.0):
    return np.zeros(0), pi * R, pi * R * v_syn


def inhibitory(y, R):
    return (21 * R - y) / 0.5, 0.0, -y[0]


def adapting(y, R):
    w, s = y
    return np.array([-0.0077 * w + 0.0189 * R, -s / 2.6 + 1.2308 * R]), 0.6215 + 1.2308 * s, 1.2308 * s - w


# law of the network; parameters that are not the default; start (r, V, others); until, window and step. The units of
# time are tau.
NETWORKS = {
    "montbrio_pazo_roxin": (mpr, {}, [0.5, 0.0], (8.0, 0.2, 1e-3)),
    "gast_schmidt_knoesche_sd": (sd, {"eta": -5.2}, [0.8, 0.0, 0.0, 0.0], (12.0, 0.4, 1e-3)),
    "gast_schmidt_knoesche_sf": (sf, {}, [0.8, 0.0, 0.0, 0.0], (12.0, 0.4, 1e-3)),
    "coombes_byrne": (conductance, {}, [0.5, -1.0, 1.0, 0.0], (6.0, 0.2, 1e-3)),
    "coombes_byrne_2d": (conductance_at_once, {}, [0.5, 1.0], (4.0, 0.2, 1e-3)),
    "izhikevich_mean_field": (adapting, {"b": 0.0, "tau": 1.0}, [0.02, 0.0, 0.0, 0.0], (60.0, 1.0, 1e-2)),
}


def compared(local, law, start, until, window, dt):
    """Rates of the mean field and of the network, in windows."""
    Delta, eta = local.params["Delta"], local.params["eta"]
    seen = rates(law, start[2:], Delta=Delta, eta=eta, r0=start[0], V0=start[1], until=until, window=window, dt=dt)
    times = (np.arange(len(seen) * 20) + 0.5) * window / 20
    run = solve_ivp(lambda t, y: local.f(y), (0, until), start, "DOP853", t_eval=times, rtol=1e-9, atol=1e-11)
    return run.y[0].reshape(-1, 20).mean(axis=1), seen


@pytest.mark.parametrize("name", NETWORKS)
def test_it_is_the_mean_of_a_network_of_neurons(name, check):
    """6,000 neurons, spike by spike, and their mean field from the same start."""
    law, params, start, (until, window, dt) = NETWORKS[name]
    ours, seen = compared(flow(catalogue[name], params), law, start, until, window, dt)
    assert np.ptp(seen) > 0.35 * seen.max(), "nothing happens that could be followed"
    check(
        f"{name}: its rate less that of a network of 6,000 neurons, largest difference over largest rate",
        np.abs(ours - seen).max() / seen.max(), 0.0, abs=0.05, source="the neurons, simulated spike by spike",
    )  # fmt: skip


class Branch:
    """Equilibria of ``model`` along its eta: ``states(r)`` and ``eta(r)`` in closed form, our Jacobian compiled
    once."""

    def __init__(self, model: Model, eta, states, **params):
        self.eta, self.states = eta, states
        fixed = {**model.defaults(), **params}

        def slopes(y, eta):
            values = model.rhs(dict(zip(model.states, y, strict=True)), {**fixed, "eta": eta})
            return jnp.stack([jnp.asarray(values[name], float) for name in model.states])

        self.slopes, self.jacobian = jax.jit(slopes), jax.jit(jax.jacfwd(slopes))

    def growth(self, r: float) -> float:
        """The largest real part of an eigenvalue at the equilibrium with rate ``r``; that it is one is checked."""
        y, eta = np.array(self.states(r)), self.eta(r)
        assert np.abs(self.slopes(y, eta)).max() < 1e-11
        return np.linalg.eigvals(np.asarray(self.jacobian(y, eta))).real.max()

    def hopf(self, low: float, high: float) -> float:
        """The eta at which stability is lost between two rates."""
        return self.eta(brentq(self.growth, low, high, xtol=1e-12))


def onset(low: float, high: float, matrix) -> float:
    """The rate between two at which an eigenvalue of ``matrix(r)``, a Jacobian written by hand, gets a positive real
    part."""
    return brentq(lambda r: np.linalg.eigvals(matrix(r)).real.max(), low, high, xtol=1e-13)


DEPRESSED = Branch(
    gast_schmidt_knoesche_sd,
    lambda r: pi**2 * r**2 - J * r * (1 - 0.5 * r) - 4 / (4 * pi**2 * r**2),
    lambda r: [r, -2 / (2 * pi * r), 0.5 * r, 0.0],
)
ADAPTED = Branch(
    gast_schmidt_knoesche_sf,
    lambda r: pi**2 * r**2 - J * r + 10 * r - 4 / (4 * pi**2 * r**2),
    lambda r: [r, -2 / (2 * pi * r), 10 * r, 0.0],
)


def adaptive_matrix(r, kind):
    V, rest = -1 / (pi * r), [[0, 0, 0, 0.1], [0.05 if kind == "sd" else 1.0, 0, -0.1, -0.2]]
    on_r, on_A = (J * (1 - 0.5 * r), -J * r) if kind == "sd" else (J, -1.0)
    return [[2 * V, 2 * r, 0, 0], [on_r - 2 * pi**2 * r, 2 * V, on_A, 0], *rest]


@pytest.mark.parametrize(
    "branch, kind, low, high, printed",
    [
        (DEPRESSED, "sd", 0.20, 0.26, -5.659), (DEPRESSED, "sd", 0.6, 0.8, -5.019),
        (ADAPTED, "sf", 0.20, 0.25, -4.040), (ADAPTED, "sf", 1.0, 1.2, -0.534),
    ],
)  # fmt: skip
def test_hopf_points_of_the_adaptive_populations(branch, kind, low, high, printed, check):
    found = branch.hopf(low, high)
    expected = branch.eta(onset(low, high, lambda r: adaptive_matrix(r, kind)))
    check(f"gast_schmidt_knoesche_{kind}: eta of its Hopf point", found, expected, abs=1e-9,
          source="closed form of the equilibria of Gast et al. (2020), Jacobian by hand in NumPy")  # fmt: skip
    assert found == pytest.approx(printed, abs=1e-3)  # as in the docstring


def settled(model: Model, params, start, until: float) -> np.ndarray:
    """The rate in the last third of a run."""
    local, times = flow(model, params), np.linspace(2 * until / 3, until, 8001)
    return solve_ivp(lambda t, y: local.f(y), (0, until), start, "DOP853", t_eval=times, rtol=1e-8, atol=1e-10).y[0]


def test_depression_makes_bursts_between_the_hopf_points(check):
    """Gast et al. (2020): synaptic depression of alpha = 0.5 makes bursts, that rest at both sides of their range."""
    start = [0.1, -1.0, 0.0, 0.0]
    assert np.ptp(settled(gast_schmidt_knoesche_sd, {}, start, 400.0)) < 1e-6
    period, height = flow(gast_schmidt_knoesche_sd, {"eta": -5.2}).cycle(start, 200.0, 250.0, lambda y: y[3])
    rate = settled(gast_schmidt_knoesche_sd, {"eta": -5.2}, start, 400.0)
    assert rate.max() > 2.0
    assert rate.min() < 0.2
    assert height > 0.1
    peaks = np.flatnonzero((rate[1:-1] > rate[:-2]) & (rate[1:-1] > rate[2:]) & (rate[1:-1] > 1.0))
    assert len(peaks) >= 3 * round(400 / 3 / period) - 2, "a burst has several peaks"
    check("gast_schmidt_knoesche_sd: period of the bursts at eta = -5.2", period, 46.40, abs=0.02, unit="ms",
          source="the equations of Gast et al. (2020) in NumPy, DOP853 at 1e-10")  # fmt: skip


def test_bursts_beside_a_stable_state():
    """Gast et al. (2020): bursting can coexist with a steady state. With the defaults of The Virtual Brain it does."""
    r = brentq(lambda r: ADAPTED.eta(r) - 1.0, 1.1, 1.6)
    assert ADAPTED.growth(r) < -0.01
    assert np.ptp(settled(gast_schmidt_knoesche_sf, {}, [r, -1 / (pi * r), 10 * r + 0.1, 0.0], 300.0)) < 1e-2
    bursts = settled(gast_schmidt_knoesche_sf, {}, [0.1, -1.0, 0.0, 0.0], 300.0)
    assert bursts.max() > 3.5
    assert bursts.min() < 0.11


def conductances(r):
    V = pi * r / 2 - 0.5 / (2 * pi * r)
    return [r, V, pi * r, 0.0]


def conductance_eta(r):
    _, V, g, _ = conductances(r)
    return pi**2 * r**2 - V**2 - g * (-10 - V)


SYNAPTIC = Branch(coombes_byrne, conductance_eta, conductances)


def synaptic_matrix(r):
    _, V, g, _ = conductances(r)
    a = 0.95
    return [
        [2 * V - g, 2 * r, -r, 0], [-2 * pi**2 * r, 2 * V - g, -10 - V, 0], [0, 0, 0, a], [a * pi, 0, -a, -2 * a],
    ]  # fmt: skip


def test_conductances_make_a_rhythm_between_hopf_points(check):
    for low, high, printed in [(0.1, 0.15, 3.93), (0.5, 0.95, 23.40)]:
        found = SYNAPTIC.hopf(low, high)
        expected = conductance_eta(onset(low, high, synaptic_matrix))
        check("coombes_byrne: eta of its Hopf point", found, expected, abs=1e-8,
              source="closed form of the equilibria, Jacobian by hand in NumPy")  # fmt: skip
        assert found == pytest.approx(printed, abs=0.01)
    period, height = flow(coombes_byrne).cycle([0.5, -1.0, 1.0, 0.0], 60.0, 15.0, lambda y: y[0])
    check("coombes_byrne: period with the defaults", period, 2.0827, rel=2e-4, unit="ms",
          source="the equations in NumPy, DOP853 at 1e-10")  # fmt: skip
    assert height == pytest.approx(1.2331, rel=1e-3)


def test_equation_of_the_order_parameter():
    """Coombes and Byrne (2019) write the Kuramoto order parameter z: dz/dt = -i (z - 1)^2 / 2 + (z + 1)^2 / 2 (-Delta
    + i eta + i g v_syn) - g (z^2 - 1) / 2; ours is that equation of pi r + i V = (1 - z*) / (1 + z*)."""
    Delta, eta, v_syn, g = 0.5, 3.0, -10.0, 0.7
    local = flow(coombes_byrne, {"eta": eta})
    for z in (0.3 + 0.2j, -0.6 + 0.5j, 0.1 - 0.8j):
        W = (1 - z.conjugate()) / (1 + z.conjugate())
        dz = -1j * (z - 1) ** 2 / 2 + (z + 1) ** 2 / 2 * (-Delta + 1j * (eta + g * v_syn)) - g * (z**2 - 1) / 2
        dW = -2 * dz.conjugate() / (1 + z.conjugate()) ** 2
        ours = local.f([W.real / pi, W.imag, g, 0.0])
        np.testing.assert_allclose(ours[:2], [dW.real / pi, dW.imag], rtol=1e-12)


def test_limits_are_the_simpler_models():
    """Without adaptation or conductance: Montbrio-Pazo-Roxin. With a fast synapse: the two-dimensional model."""
    y, mixed = [0.7, -0.4], {"Delta": 2.0, "eta": -4.0, "J": 12.0, "tau": 3.0}
    drives = {"r_ext": 0.02, "I_ext": 0.3}
    plain = flow(montbrio_pazo_roxin, mixed, drives).f(y)
    for model in (gast_schmidt_knoesche_sd, gast_schmidt_knoesche_sf):
        np.testing.assert_allclose(flow(model, mixed, drives).f([*y, 0.0, 0.0])[:2], plain, rtol=1e-14)
    shared = {"Delta": 2.0, "eta": -4.0, "tau": 3.0}
    without = flow(montbrio_pazo_roxin, {**shared, "J": 0.0}, drives).f(y)
    np.testing.assert_allclose(flow(coombes_byrne_2d, {**shared, "kappa": 0.0}, drives).f(y), without, rtol=1e-14)
    np.testing.assert_allclose(flow(coombes_byrne, shared, drives).f([*y, 0.0, 0.0])[:2], without, rtol=1e-14)
    same = {"Delta": 1.0, "eta": 2.0, "v_syn": -4.0}
    rest = flow(coombes_byrne_2d, same).fixed_point([0.18, -0.57])
    fast = flow(coombes_byrne, {**same, "alpha": 50.0}).fixed_point([*rest, pi * rest[0], 0.0])
    np.testing.assert_allclose(fast, [*rest, pi * rest[0], 0.0], atol=1e-12)
    slow_pair = np.sort(flow(coombes_byrne, {**same, "alpha": 2000.0}).eigenvalues(fast)[:2])
    np.testing.assert_allclose(slow_pair, np.sort(flow(coombes_byrne_2d, same).eigenvalues(rest)), rtol=5e-3)


def test_rest_of_the_two_dimensional_conductance_model(check):
    """With the conductance k = kappa pi r, V = k / 2 - Delta / (2 pi r), and eta(r) follows."""

    def excess(r):
        V = pi * r / 2 - 1 / (2 * pi * r)
        return V**2 - pi**2 * r**2 + 2.0 + pi * r * (-4 - V)

    found = flow(coombes_byrne_2d).fixed_point([0.2, -0.5])
    check("coombes_byrne_2d: rate at rest", found[0], brentq(excess, 0.05, 0.5, xtol=1e-14), abs=1e-10,
          source="closed form of the equilibria")  # fmt: skip


def test_rest_of_dumont_gutkin_as_in_the_virtual_brain(check):
    """models.md: the end state of TVB with its defaults, which it reaches from the middle of its ranges."""
    expected = [0.00667, -2.38597, 0, 0.064894, 0.006489, -2.452544, 0, 0.097341]
    found = flow(dumont_gutkin).fixed_point([0.0067, -2.4, 0, 0.065, 0.0065, -2.45, 0, 0.097])
    for name, ours, theirs in zip(dumont_gutkin.states, found, expected, strict=True):
        check(f"dumont_gutkin: {name} at rest", ours, theirs, abs=1e-6 if name != "r_E" else 1e-5,
              source="The Virtual Brain 2.10, where a run with its defaults ends")  # fmt: skip
    assert flow(dumont_gutkin).eigenvalues(found)[0].real < 0


ING = {"J_II": 21.0, "Delta_I": 0.3, "tau_s": 5.0}


def test_inhibition_alone_makes_gamma(check):
    """Devalle et al. (2017): identical to the inhibitory half, tau dV/dt = V^2 - (pi tau R)^2 - J tau S + Theta; its
    stability is lost where the Routh-Hurwitz condition of the three equations says, and with Theta = 4 it makes
    gamma."""

    def state(R):  # R in units of 1 / tau
        V = -0.3 / (2 * pi * R)
        return V, pi**2 * R**2 - V**2 + 21 * R

    def hurwitz(R):
        V, _ = state(R)
        a, d = -2 * V, 2.0  # 1 / tau_s in units of 1 / tau
        square = a**2 + 4 * pi**2 * R**2
        return (2 * a + d) * (square + 2 * a * d) - d * (square + 42 * R)

    first = state(brentq(hurwitz, 0.02, 0.3, xtol=1e-14))[1]

    def growth(eta):
        R = brentq(lambda R: state(R)[1] - eta, 1e-3, 1.0, xtol=1e-14)
        local = flow(dumont_gutkin, {**ING, "eta_I": eta})
        y = local.fixed_point([0.005, -3, 0, 2.1 * R, R / 10, state(R)[0], 0, 2.1 * R])
        return local.eigenvalues(y)[0].real

    check("dumont_gutkin: growth rate at the onset of inhibitory gamma", growth(first), 0.0, abs=1e-9, unit="1/ms",
          source="Devalle et al. (2017): Routh-Hurwitz condition for J = 21, Delta = 0.3, tau_d = 5 ms")  # fmt: skip
    assert growth(first - 0.05) < 0 < growth(first + 0.05)
    start = [0.005, -3.0, 0.0, 0.1, 0.01, -1.0, 0.0, 0.1]
    period, _ = flow(dumont_gutkin, {**ING, "eta_I": 4.0}).cycle(start, 600.0, 120.0, lambda y: y[4])
    assert 1000 / period == pytest.approx(36.3, abs=0.1)


def test_gamma_of_a_network_of_inhibitory_neurons(check):
    """The same as a network of neurons."""
    local = flow(dumont_gutkin, {**ING, "eta_I": 4.0})
    seen = rates(inhibitory, [0.5], Delta=0.3, eta=4.0, r0=0.1, V0=-1.0, until=8.0, window=0.2, dt=1e-3)
    times = (np.arange(len(seen) * 20) + 0.5) * 0.1
    start = [0.005, -3.0, 0.0, 0.1, 0.01, -1.0, 0.0, 0.05]
    run = solve_ivp(lambda t, y: local.f(y), (0, 80), start, "DOP853", t_eval=times, rtol=1e-9, atol=1e-11)
    ours = 10 * run.y[4].reshape(-1, 20).mean(axis=1)
    check("dumont_gutkin: its inhibitory rate less that of a network of 6,000 neurons, over the largest rate",
          np.abs(ours - seen).max() / seen.max(), 0.0, abs=0.05,
          source="the neurons simulated spike by spike in the test")  # fmt: skip


def test_constants_of_the_izhikevich_neurons():
    """The defaults are the cells of Nicola and Campbell, made dimensionless as in Chen and Campbell (2022): C = 250 pF,
    k = 2.5 nS/mV, v_r = -65 mV, b = -1 nS, tau_w = 200 ms, W = 200 pA, g = 200 nS, tau_s = 4 ms, s_jump = 0.8 /ms."""
    C, k, v_r, b = 250.0, 2.5, 65.0, -1.0
    unit, defaults = C / (k * v_r), izhikevich_mean_field.defaults()
    expected = {
        "tau": unit, "alpha": 1 + (-v_r + 40 - b / k) / v_r, "g_s": 200 / (k * v_r), "e_r": 1.0, "a": unit / 200,
        "b": b / (k * v_r), "w_jump": 200 / (k * v_r**2), "tau_s": 4 / unit, "s_jump": 0.8 * unit,
    }  # fmt: skip
    for name, value in expected.items():
        assert defaults[name] == pytest.approx(value, rel=8e-3), name


def test_izhikevich_neurons_alone(check):
    """Without synapses and adaptation V^2 - alpha V is a square: the rate is Re sqrt(eta - alpha^2 / 4 + i Delta) /
    pi."""
    params = {"g_s": 0.0, "w_jump": 0.0, "b": 0.0}
    for eta in (0.0, 0.12, 0.4):
        rate = np.sqrt(eta - 0.6215**2 / 4 + 0.02j).real / pi
        local = flow(izhikevich_mean_field, {**params, "eta": eta, "tau": 2.0})
        rest = local.fixed_point([rate / 2, 0.6215 / 2 - 0.02 / (2 * pi * rate), 0.0, 2.6 * 1.2308 * rate])
        check(f"izhikevich_mean_field: rate of neurons alone, eta = {eta}, tau = 2 ms", rest[0], rate / 2, abs=1e-11,
              source="mean of the rates of the neurons over the Lorentzian", unit="1/ms")  # fmt: skip


def test_izhikevich_neurons_burst_or_fire_steadily():
    """Chen and Campbell (2022): a transition between bursting and tonic firing. With their cells and eta = 0.12
    bursts."""
    bursts = settled(izhikevich_mean_field, {}, [0.01, 0.0, 0.0, 0.0], 2400.0)
    peaks = np.flatnonzero((bursts[1:-1] > bursts[:-2]) & (bursts[1:-1] > bursts[2:]) & (bursts[1:-1] > 0.05))
    first = peaks[np.diff(peaks, prepend=-1000) > 500] * 0.1  # 800 ms in 8,000 steps; the first peak of every burst
    np.testing.assert_allclose(np.diff(first), 349.4, atol=0.5)
    assert bursts.min() < 0.01
    steady = settled(izhikevich_mean_field, {"eta": 0.3}, [0.01, 0.0, 0.0, 0.0], 2400.0)
    assert np.ptp(steady) < 1e-6
    assert steady.min() > 0.08
