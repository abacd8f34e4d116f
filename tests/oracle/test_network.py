"""Networks: orientation, symmetries, every coupling against a double loop, populations against a hand-written one."""

import jax.numpy as jnp
import numpy as np
import pytest

from brainmass import connectome, graphs
from brainmass.coupling import (
    additive,
    custom,
    diffusive,
    hyperbolic_tangent,
    kuramoto,
    laplacian,
    pairwise,
    sigmoidal,
    sigmoidal_jansen_rit,
)
from brainmass.integrate import euler, heun, rk4
from brainmass.models import hopf
from brainmass.network import Network, Population, Projection
from brainmass.noise import white
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.systems import leak, pair, phase, random_weights

pytestmark = pytest.mark.usefixtures("x64")

N = 6
W = random_weights(N, N, seed=21)
LENGTHS = np.random.default_rng(22).integers(0, 5, (N, N)).astype(float)
METHODS = {"euler": "Euler", "heun": "Heun", "rk4": "RK4"}
RNG = np.random.default_rng(23)
U, V = RNG.normal(size=N), RNG.normal(size=N)


def test_activity_passes_from_j_to_j_plus_one_on_a_directed_ring():
    ring = graphs.ring(5, directed=True, weight=1.0)
    assert ring.weights[3, 2] == 1.0
    assert ring.weights[2, 3] == 0.0
    network = Network(leak, ring, coupling=additive(), source="x", target="x_inp", initial={"x": [0, 0, 1.0, 0, 0]})
    x = np.asarray(simulate(network, 4.0, dt=1.0, method=euler)["x"])
    reached = [list(np.flatnonzero(row)) for row in x]
    assert reached == [[2, 3], [2, 3, 4], [0, 2, 3, 4], [0, 1, 2, 3, 4]]


def test_weights_are_to_from(check):
    """The only connection, W[0, 2], moves region 0 by k W x_2 dt and nothing else."""
    weights = np.zeros((3, 3))
    weights[0, 2] = 0.7
    network = Network(
        leak, weights, coupling=additive(0.5), source="x", target="x_inp", params={"g": 0.0}, initial={"x": [0, 0, 2.0]}
    )
    x = simulate(network, 0.1, dt=0.1, method=euler)["x"]
    quantity, source = "one connection, W[0, 2] = 0.7: one Euler step", "by hand: x_0 = k W[0, 2] x_2 dt, rows receive"
    check.table(quantity, x[0], [0.5 * 0.7 * 2.0 * 0.1, 0.0, 2.0], rel=1e-14, source=source)


@pytest.mark.parametrize("speed", [None, 2.0], ids=["instant", "delayed"])
def test_permuting_regions_permutes_the_result(check, speed):
    order = np.random.default_rng(1).permutation(N)

    def run(take):
        network = Network(
            hopf,
            W[np.ix_(take, take)],
            coupling=diffusive(np.linspace(0.05, 0.1, N)[take]),
            source="x",
            target="x_inp",
            lengths=None if speed is None else LENGTHS[np.ix_(take, take)],
            speed=speed,
            params={"a": np.linspace(-0.1, 0.2, N)[take]},
            initial={"x": 0.3 * U[take], "y": 0.3 * V[take]},
        )
        return np.asarray(simulate(network, 50.0, dt=0.5)["y"])

    tracts = "without delays" if speed is None else "with delays"
    quantity, source = f"regions renumbered, asymmetric weights {tracts}: y over 50 ms", "the result renumbered"
    check.table(quantity, run(order), run(np.arange(N))[:, order], rel=1e-12, abs=1e-13, source=source)


@pytest.mark.parametrize("method", [euler, heun, rk4], ids=lambda m: m.name)
def test_an_uncoupled_network_is_copies_of_one_region(check, method):
    one = Network(hopf, 1, initial={"x": 0.3, "y": -0.2})
    many = Network(hopf, 4, initial={"x": 0.3, "y": -0.2})
    silent = Network(hopf, W, coupling=diffusive(0.0), source="x", target="x_inp", initial={"x": 0.3, "y": -0.2})
    alone = np.asarray(simulate(one, 40.0, dt=0.5, method=method)["x"])
    for network, kind in ((many, "without connections"), (silent, "coupled with gain 0")):
        x = np.asarray(simulate(network, 40.0, dt=0.5, method=method)["x"])
        quantity = f"regions {kind}, {METHODS[method.name]}: x over 40 ms"
        check.table(quantity, x, np.broadcast_to(alone, x.shape), rel=1e-13, source="one region by itself")


def above(x, threshold):
    return jnp.where(x > threshold, x, 0.0)


def times_own(x_i, s, k):
    return k * s * x_i


def product(x_i, x_j, shift):
    return (x_j + shift) * jnp.cos(x_i)


SHIFT = np.linspace(-1, 1, N)
K = np.linspace(0.1, 0.3, N)
# Coupling, source states, and its formula: what is weighted and summed for a pair, and what is done with the sum.
FORMULAS = {
    "additive": (additive(K, 0.05), "u", lambda x, u, v, i: u, lambda x, s, i: K[i] * s + 0.05),
    "diffusive": (diffusive(K), "u", lambda x, u, v, i: u - x, lambda x, s, i: K[i] * s),
    "kuramoto": (kuramoto(K), "u", lambda x, u, v, i: np.sin(u - x), lambda x, s, i: K[i] * s),
    "sigmoidal": (
        sigmoidal(0.3, cmin=-0.5, cmax=2.0, a=1.5, mid=0.2, sigma=0.7),
        "u",
        lambda x, u, v, i: u,
        lambda x, s, i: 0.3 * (-0.5 + 2.5 / (1 + np.exp(-1.5 * (s - 0.2) / 0.7))),
    ),
    "hyperbolic tangent": (
        hyperbolic_tangent(0.3, b=1.2, mid=0.1, sigma=0.8),
        "u",
        lambda x, u, v, i: 1 + np.tanh((1.2 * u - 0.1) / 0.8),
        lambda x, s, i: 0.3 * s,
    ),
    "sigmoidal Jansen-Rit": (
        sigmoidal_jansen_rit(2.0, cmin=0.1, cmax=0.4, mid=0.3, r=1.7),
        ("u", "v"),
        lambda x, u, v, i: 0.1 + 0.3 / (1 + np.exp(1.7 * (0.3 - (u - v)))),
        lambda x, s, i: 2.0 * s,
    ),
    "custom": (
        custom(above, times_own, threshold=0.1, k=0.2),
        "u",
        lambda x, u, v, i: u * (u > 0.1),
        lambda x, s, i: 0.2 * s * x,
    ),
    "pairwise": (
        pairwise(product, k=K, shift=SHIFT),
        "u",
        lambda x, u, v, i: (u + SHIFT[i]) * np.cos(x),
        lambda x, s, i: K[i] * s,
    ),
}


@pytest.mark.parametrize("delayed", [False, True], ids=["instant", "delayed"])
@pytest.mark.parametrize("name", FORMULAS)
def test_coupling_against_a_double_loop(check, name, delayed):
    """Three Euler steps of du/dt = c_i, with c_i from the formula, one pair at a time."""
    coupling, source, term, after = FORMULAS[name]
    network = Network(
        pair,
        W,
        coupling=coupling,
        source=source,
        target="u_inp",
        lengths=LENGTHS if delayed else None,
        speed=2.0 if delayed else None,
        params={"a": 0.0, "b": 0.0},
        initial={"u": U, "v": V},
    )
    steps = np.rint(LENGTHS / 2.0 / 0.5).astype(int) if delayed else np.zeros((N, N), int)
    history = [U]
    for now in range(4):
        arrives = np.zeros(N)
        for i in range(N):
            total = 0.0
            for j in range(N):
                u_j = history[max(0, now - steps[i, j])][j]
                total += W[i, j] * term(history[-1][i], u_j, V[j], i)
            arrives[i] = after(history[-1][i], total, i)
        history.append(history[-1] + 0.5 * arrives)
    u = simulate(network, 2.0, dt=0.5, method=euler)["u"]
    tracts, title = "with delays" if delayed else "without delays", name[0].upper() + name[1:]
    quantity, source = f"{title} coupling {tracts}: four Euler steps", "its formula in a double loop over pairs"
    check.table(quantity, u, np.array(history[1:]), rel=1e-12, abs=1e-13, source=source)


def test_two_sums_make_kuramoto_the_sum_of_sines(check):
    theta = np.random.default_rng(3).uniform(0, 2 * np.pi, 40)
    weights = random_weights(40, 40, 4)
    expected = [sum(weights[i, j] * np.sin(theta[j] - theta[i]) for j in range(40)) for i in range(40)]
    ours = kuramoto(0.7)(jnp.asarray(weights), theta, theta)
    quantity, source = "Kuramoto coupling of 40 phases", "sum of sines in a double loop"
    check.table(quantity, ours, 0.7 * np.array(expected), abs=1e-12, source=source)


@pytest.mark.parametrize(
    ("of", "exact"),
    [
        (connectome.laplacian, lambda W: np.diag(W.sum(1)) - W),
        (connectome.symmetric_laplacian, lambda W: (np.diag(W.sum(1)) - W) / np.sqrt(np.outer(W.sum(1), W.sum(1)))),
        (connectome.random_walk_laplacian, lambda W: (np.diag(W.sum(1)) - W) / W.sum(1)[:, None]),
    ],
    ids=["plain", "symmetric", "random walk"],
)
def test_laplacian_couplings(check, of, exact):
    weights = np.abs(random_weights(N, N, 9, density=0.9))
    expected = -0.4 * exact(weights) @ U
    ours = laplacian(0.4, of)(jnp.asarray(weights), jnp.asarray(U), None)
    quantity, source = f"coupling by the {of.__name__.replace('_', ' ')}", "definition, written out in the test"
    check.table(quantity, ours, expected, rel=1e-12, source=source)
    if of is connectome.laplacian:
        np.testing.assert_allclose(diffusive(0.4)(jnp.asarray(weights), jnp.asarray(U), jnp.asarray(U)), expected)


def test_two_models_of_different_size_against_a_hand_written_loop(check):
    """Heun's method for 3 leaks and 4 pairs: diffusive within, additive between, an output as a source, inputs."""
    there, back, within = random_weights(4, 3, 1), random_weights(3, 4, 2), random_weights(4, 4, 3)
    rng = np.random.default_rng(4)
    x, u, v = rng.normal(size=3), rng.normal(size=4), rng.normal(size=4)
    g, offset = np.array([0.1, 0.2, 0.4]), np.array([0.0, 0.1, -0.1, 0.2])
    network = Network(
        populations={
            "small": Population(leak, 3, params={"g": g}, initial={"x": x}),
            "large": Population(pair, 4, params={"a": 0.4}, initial={"u": u, "v": v}, inputs={"v_inp": offset}),
        },
        projections=[
            Projection("small.doubled", "large.u_inp", there, coupling=additive(0.3)),
            Projection("large.v", "small.x_inp", back, coupling=additive(0.2, 0.01)),
            Projection("large.u", "large.u_inp", within, coupling=diffusive(0.1)),
            Projection("large.u", "large.v_inp", within, coupling=diffusive(0.1), local="v"),
        ],
    )

    def slopes(x, u, v):
        dx, du, dv = np.zeros(3), np.zeros(4), np.zeros(4)
        for i in range(3):
            dx[i] = -g[i] * x[i] + 0.2 * sum(back[i, j] * v[j] for j in range(4)) + 0.01
        for i in range(4):
            arrives_u = 0.3 * sum(there[i, j] * 2 * x[j] for j in range(3))
            arrives_u += 0.1 * sum(within[i, j] * (u[j] - u[i]) for j in range(4))
            arrives_v = offset[i] + 0.1 * sum(within[i, j] * (u[j] - v[i]) for j in range(4))
            du[i] = -0.4 * (u[i] + u[i] ** 3) - 0.3 * v[i] + arrives_u
            dv[i] = -0.4 * v[i] + 0.3 * u[i] + arrives_v
        return dx, du, dv

    y, rows = (x, u, v), []
    for _ in range(40):
        first = slopes(*y)
        second = slopes(*(s + 0.25 * d for s, d in zip(y, first, strict=True)))
        y = tuple(s + 0.125 * (a + b) for s, a, b in zip(y, first, second, strict=True))
        rows.append(np.concatenate(y))
    run = simulate(network, 10.0, dt=0.25, method=heun)
    got = np.concatenate([run[name] for name in ("small.x", "large.u", "large.v")], axis=1)
    quantity = "two populations of different size and model, four projections: every state over 40 Heun steps"
    check.table(quantity, got, np.array(rows), rel=1e-11, abs=1e-12, source="loop written by hand in the test")


def test_the_order_of_names_does_not_matter():
    """Populations and noise are dealt out by name, not in the order in which they were written."""

    def run(names):
        made = {n: Population(leak, 2, noise={"x": white(0.1)}, params={"g": 0.1 if n == "a" else 0.3}) for n in names}
        return simulate(Network(populations=made), 20.0, dt=1.0, seed=3)

    first, second = run("ab"), run("ba")
    for name in ("a.x", "b.x"):
        np.testing.assert_array_equal(first[name], second[name])


@pytest.mark.parametrize(("k", "r"), [(0.5, 0.0), (1.5, 0.5774), (2.0, 0.7071), (4.0, 0.8660)])
def test_kuramoto_order_parameter(check, k, r):
    """Frequencies from a Lorentzian of width gamma = .5: Kc = 1, r = sqrt(1 - Kc / K) (check 20; Kuramoto 1984).

    The N = 600 frequencies are the quantiles of the distribution, which leaves an error of the order of 1 / N; below Kc
    a finite network has r of the order of 1 / sqrt(N).
    """
    n = 600
    omega = 0.5 * np.tan(np.pi * ((np.arange(n) + 0.5) / n - 0.5))
    network = Network(
        phase, np.full((n, n), 1 / n), coupling=kuramoto(k), source="theta", target="theta_inp", params={"omega": omega}
    )
    run = simulate(network, 60.0, dt=0.05, method=heun, transient=40.0, observe={"theta": every(0.5, "theta")})
    measured = np.abs(np.exp(1j * np.asarray(run["theta"])).mean(axis=1)).mean()
    quantity = f"600 Kuramoto oscillators, Lorentzian of width 0.5, K = {k:g}: order parameter r"
    source = "Kuramoto (1984), infinitely many: r = sqrt(1 - 1 / K)" if r else "Kuramoto (1984): none below K = 1"
    check(quantity, measured, r, abs=0.015 if r else 2 / np.sqrt(n), source=source)


@pytest.mark.parametrize(("a", "omega"), [(0.25, 0.0628), (0.04, 0.3)])
def test_hopf_cycle_has_its_radius_and_frequency(check, a, omega):
    """Radius sqrt(a / beta) and frequency exactly omega for a > 0; rest for a < 0 (check 12)."""
    network = Network(hopf, 2, params={"a": [a, -a], "omega": omega, "beta": 2.0}, initial={"x": 0.1, "y": 0.0})
    run = simulate(network, 200.0, dt=0.1, method=rk4, transient=10.0 / a)
    x, y = np.asarray(run["x"]), np.asarray(run["y"])
    cycle = f"Hopf region in a network, a = {a}, beta = 2, omega = {omega}"
    radius = np.hypot(x[:, 0], y[:, 0])
    check.table(f"{cycle}: radius over 200 ms", radius, np.sqrt(a / 2), rel=1e-6, source="closed form: sqrt(a / beta)")
    turned = np.unwrap(np.arctan2(y[:, 0], x[:, 0]))
    frequency = (turned[-1] - turned[0]) / (run.t["x"][-1] - run.t["x"][0])
    check(f"{cycle}: angular frequency", frequency, omega, rel=1e-6, unit="1/ms", source="closed form: omega")
    assert np.hypot(x[:, 1], y[:, 1]).max() < 1e-3
