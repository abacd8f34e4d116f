"""Delays: scalar delay equations with known solutions, and every edge's own delay against a plain loop."""

import jax.numpy as jnp
import numpy as np
import pytest
from scipy.special import lambertw

from brainmass.coupling import additive, custom, diffusive, kuramoto, laplacian, pairwise
from brainmass.delays import delay_steps
from brainmass.integrate import euler, heun
from brainmass.models import hopf
from brainmass.network import Network, Population, Projection
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.systems import leak, pair, phase, random_weights

pytestmark = pytest.mark.usefixtures("x64")


def delayed_self(tau: float, g: float, b: float, stop: float, dt: float, start: float = 1.0) -> np.ndarray:
    """x' = -g x + b x(t - tau), as one region joined to itself by a tract of tau mm at 1 mm/ms."""
    network = Network(
        leak,
        np.ones((1, 1)),
        coupling=additive(b),
        source="x",
        target="x_inp",
        lengths=np.full((1, 1), tau),
        speed=1.0,
        params={"g": g},
        initial={"x": start},
    )
    return np.asarray(simulate(network, stop, dt=dt, method=heun)["x"][:, 0])


def growth(x: np.ndarray, dt: float, period: float) -> tuple[float, float]:
    """Growth rate and angular frequency of one mode, x'' = 2 a x' - (a^2 + w^2) x, fitted over the second half."""
    lag = round(period / 8 / dt)
    x = x[len(x) // 2 :]
    before, now, after = x[: -2 * lag], x[lag:-lag], x[2 * lag :]
    # e^{(a + iw) lag} and its conjugate are the roots of z^2 = p z + q.
    p, q = np.linalg.lstsq(np.stack([now, before], 1), after, rcond=None)[0]
    root = np.log(complex(np.roots([1, -p, -q])[0])) / (lag * dt)
    return root.real, abs(root.imag)


@pytest.mark.parametrize("tau", [1.0, 1.5, 1.6, 2.0])
def test_growth_rate_of_the_scalar_delay_equation(check, tau):
    """x' = -x(t - tau) has the leading exponent W0(-tau) / tau (check 22; Corless et al. 1996, Lambert W)."""
    exact = complex(lambertw(-tau)) / tau
    stop = 40.0
    rate, frequency = growth(delayed_self(tau, 0.0, -1.0, stop, 0.02), 0.02, 2 * np.pi / abs(exact.imag))
    equation, source = f"x' = -x(t - {tau:g}), leading mode", "closed form: W0(-tau) / tau (Lambert W)"
    check(f"{equation}: growth rate", rate, exact.real, abs=1e-3, unit="1/ms", source=source)
    check(f"{equation}: angular frequency", frequency, abs(exact.imag), abs=1e-3, unit="1/ms", source=source)


def test_listed_roots_of_the_scalar_delay_equation():
    """The numbers printed in check 22 are those that SciPy's Lambert W gives."""
    listed = {
        1.0: -0.31813 - 1.33724j,
        1.5: -0.0218558 - 1.0330959j,
        1.6: 0.0081960 - 0.9869379j,
        2.0: 0.0864080 - 0.8368432j,
    }
    for tau, root in listed.items():
        value = complex(lambertw(-tau)) / tau
        assert value.real == pytest.approx(root.real, abs=5e-6)
        assert abs(value.imag) == pytest.approx(-root.imag, abs=5e-6)


def test_method_of_steps(check):
    """x' = -x(t - 1), x = 1 before: polynomials from one whole number to the next (list of further checks)."""
    x = delayed_self(1.0, 0.0, -1.0, 10.0, 0.005)
    exact = {1: 0.0, 2: -0.5, 3: -1 / 6, 4: 0.2083333, 5: 0.1583333, 10: 0.0202411265}
    for t, expected in exact.items():
        quantity, source = f"x' = -x(t - 1), x = 1 before: x({t})", "closed form: method of steps"
        check(quantity, x[round(t / 0.005) - 1], expected, abs=5e-6 if t <= 3 else 2e-5, source=source)


def test_stability_border(check):
    """x' = -a x + b x(t - tau) begins to oscillate at tau = arccos(a/b) / sqrt(b^2 - a^2) for b < -a."""
    a, b = 0.5, -1.0
    border = np.arccos(a / b) / np.sqrt(b**2 - a**2)
    frequency = np.sqrt(b**2 - a**2)
    dt = border / 150
    for steps, sign in ((140, -1), (150, 0), (160, 1)):
        rate, seen = growth(delayed_self(steps * dt, a, b, 60.0 // dt * dt, dt), dt, 2 * np.pi / frequency)
        if sign == 0:
            at = "x' = -x / 2 - x(t - tau) at tau = arccos(a / b) / sqrt(b^2 - a^2), onset of oscillation"
            check(f"{at}: growth rate", rate, 0.0, abs=1e-4, unit="1/ms", source="closed form: 0")
            source = "closed form: sqrt(b^2 - a^2)"
            check(f"{at}: angular frequency", seen, frequency, abs=1e-4, unit="1/ms", source=source)
        else:
            assert sign * rate > 0.01


@pytest.mark.parametrize(("tau", "listed"), [(1.0, 0.787436096), (2.0, 0.703969583)])
def test_two_delayed_phase_oscillators(check, tau, listed):
    """In phase they turn at Omega = omega - G sin(Omega tau); omega = 1, G = 0.3 (list of further checks)."""
    network = Network(
        phase,
        np.array([[0.0, 1.0], [1.0, 0.0]]),
        coupling=kuramoto(0.3),
        source="theta",
        target="theta_inp",
        lengths=np.full((2, 2), tau),
        speed=1.0,
        initial={"theta": [0.0, 0.4]},
    )
    theta = np.asarray(simulate(network, 200.0, dt=0.02, observe={"theta": every(20.0, "theta")})["theta"])
    assert theta[-1, 0] - theta[-1, 1] == pytest.approx(0.0, abs=1e-6)
    quantity = f"two phase oscillators, omega = 1, G = 0.3, delayed by {tau:g} ms: common frequency"
    source = "closed form: root of Omega = omega - G sin(Omega tau)"
    check(quantity, (theta[-1, 0] - theta[-2, 0]) / 20.0, listed, abs=2e-5, unit="1/ms", source=source)


def test_delays_are_rounded_to_the_nearest_step():
    lengths = np.array([[0.0, 1.4, 1.6], [2.4, 0.04, 0.06], [10.0, 12.49, 12.51]])
    np.testing.assert_array_equal(delay_steps(lengths, 1.0, 1.0), [[0, 1, 2], [2, 0, 0], [10, 12, 13]])
    np.testing.assert_array_equal(delay_steps(lengths, 2.0, 0.1), np.rint(lengths / 0.2))


@pytest.mark.parametrize("length", [0.0, 0.4, 0.6, 1.0, 1.4, 3.0])
def test_a_pulse_arrives_after_the_delay(length):
    """Region 0 is 1 after its first Euler step; region 1, which integrates, moves one step after that arrives."""
    network = Network(
        leak,
        np.array([[0.0, 0.0], [1.0, 0.0]]),
        coupling=additive(),
        source="x",
        target="x_inp",
        lengths=np.full((2, 2), length),
        speed=1.0,
        params={"g": 0.0},
        initial={"x": 0.0},
        inputs={"x_inp": [1.0, 0.0]},
    )
    x = np.asarray(simulate(network, 10.0, dt=1.0, method=euler)["x"])
    first_moved = int(np.argmax(x[:, 1] > 0))  # row r is the state at step r + 1
    assert first_moved == 1 + int(np.rint(length))


def ring_buffer(x: np.ndarray, steps: int, dt: float, delays: np.ndarray, slope) -> np.ndarray:
    """Euler with a list of all past states: past[i][j] is the state of j as it arrives at i."""
    history, rows = [x], []
    for now in range(steps):
        past = np.array([[history[max(0, now - d)][..., j] for j, d in enumerate(row)] for row in delays])
        x = x + dt * slope(x, np.moveaxis(past, -1, 0) if x.ndim > 1 else past)
        history.append(x)
        rows.append(x)
    return np.array(rows)


N, DT = 7, 0.5
W = random_weights(N, N, seed=5)
LENGTHS = np.random.default_rng(6).uniform(0.0, 6.0, (N, N)) * (np.random.default_rng(7).random((N, N)) < 0.7)
STEPS = np.rint(LENGTHS / 1.0 / DT).astype(int)
START = np.random.default_rng(8).normal(size=N)


def sine_of_difference(x_i, x_j):
    return jnp.sin(2 * x_j - x_i)


def difference(u, v):
    return u - v


def scaled(x_i, s, k):
    return k * s


PLAIN = {
    "additive": (additive(0.2), lambda x, past: 0.2 * (W * past).sum(1)),
    "diffusive": (diffusive(0.2), lambda x, past: 0.2 * (W * (past - x[:, None])).sum(1)),
    "two channels": (kuramoto(0.2), lambda x, past: 0.2 * (W * np.sin(past - x[:, None])).sum(1)),
    "pairwise": (pairwise(sine_of_difference, k=0.2), lambda x, past: 0.2 * (W * np.sin(2 * past - x[:, None])).sum(1)),
    "laplacian": (laplacian(0.2), lambda x, past: 0.2 * ((W * past).sum(1) - W.sum(1) * x)),
}

TITLES = {"two channels": "Kuramoto", "laplacian": "Laplacian"}


@pytest.mark.parametrize("name", PLAIN)
def test_every_edge_has_its_own_delay(check, name):
    coupling, arriving = PLAIN[name]
    assert (STEPS[W != 0] == 0).any()
    assert len(np.unique(STEPS[W != 0])) > 5
    network = Network(
        leak, W, coupling=coupling, source="x", target="x_inp", lengths=LENGTHS, speed=1.0, initial={"x": START}
    )
    x = np.asarray(simulate(network, 60 * DT, dt=DT, method=euler)["x"])
    expected = ring_buffer(START, 60, DT, STEPS, lambda x, past: -0.2 * x + arriving(x, past))
    quantity = f"a delay for every edge, {TITLES.get(name, name)} coupling: seven regions over 60 Euler steps"
    check.table(quantity, x, expected, rel=1e-11, abs=1e-12, source="plain loop with a list of all past states")


def test_instantaneous_diagonal(check):
    """A tract of length 0 to itself is felt at once, beside delayed ones; also in the corrector of Heun's method."""
    weights, lengths = np.array([[-0.5, 1.0], [1.0, -0.5]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    network = Network(
        leak,
        weights,
        coupling=additive(0.3),
        source="x",
        target="x_inp",
        lengths=lengths,
        speed=1.0,
        initial={"x": [1.0, -0.4]},
    )
    folded = Network(
        leak,
        weights * lengths,
        coupling=additive(0.3),
        source="x",
        target="x_inp",
        lengths=lengths,
        speed=1.0,
        params={"g": 0.2 + 0.15},
        initial={"x": [1.0, -0.4]},
    )
    one, other = (np.asarray(simulate(net, 20.0, dt=0.1)["x"]) for net in (network, folded))
    quantity, source = "undelayed connection to itself beside delayed ones (Heun)", "the same as part of the decay rate"
    check.table(quantity, one, other, rel=1e-12, source=source)


def test_a_laplacian_keeps_its_own_diagonal_undelayed(check):
    """-L x with delays is diffusive coupling with delays: the node's own term has no tract, whatever its length."""
    networks = [
        Network(
            hopf,
            W,
            coupling=c,
            source="x",
            target="x_inp",
            lengths=LENGTHS + 2.0,
            speed=1.0,
            initial={"x": START, "y": 0.0},
        )
        for c in (laplacian(0.02), diffusive(0.02))
    ]
    one, other = (np.asarray(simulate(network, 50.0, dt=0.25)["x"]) for network in networks)
    quantity, source = "delayed Laplacian coupling of seven Hopf regions over 50 ms", "delayed diffusive coupling"
    check.table(quantity, one, other, rel=1e-11, abs=1e-12, source=f"{source}: the same by definition")


def test_populations_of_different_size_and_model_with_delays_both_ways(check):
    """Three projections (one of two source states, one pairwise, one within a population) against a plain loop."""
    there, back, within = random_weights(4, 3, 1), random_weights(3, 4, 2), random_weights(4, 4, 3)
    rng = np.random.default_rng(4)
    d_there, d_back = rng.integers(0, 6, (4, 3)), rng.integers(1, 4, (3, 4))

    x0, u0, v0 = rng.normal(size=3), rng.normal(size=4), rng.normal(size=4)
    network = Network(
        populations={
            "b": Population(leak, 3, initial={"x": x0}),
            "a": Population(pair, 4, initial={"u": u0, "v": v0}),
        },
        projections=[
            Projection(
                "b.x",
                "a.u_inp",
                there,
                coupling=pairwise(sine_of_difference, k=0.3),
                local="v",
                lengths=d_there,
                speed=2.0,
            ),
            Projection(
                ("a.u", "a.v"),
                "b.x_inp",
                back,
                coupling=custom(difference, scaled, k=0.2, uses_local=False),
                lengths=d_back,
                speed=2.0,
            ),
            Projection("a.v", "a.v_inp", within, coupling=diffusive(0.1)),
        ],
    )
    run = simulate(
        network,
        30.0,
        dt=0.5,
        method=euler,
        observe={"x": every(0.5, "b.x"), "u": every(0.5, "a.u"), "v": every(0.5, "a.v")},
    )
    x, u, v = [x0], [u0], [v0]
    for now in range(60):
        to_a = np.array(
            [
                sum(there[i, j] * np.sin(2 * x[max(0, now - d_there[i, j])][j] - v[-1][i]) for j in range(3))
                for i in range(4)
            ]
        )
        to_b = np.array(
            [
                sum(
                    back[i, j] * (u[max(0, now - d_back[i, j])][j] - v[max(0, now - d_back[i, j])][j]) for j in range(4)
                )
                for i in range(3)
            ]
        )
        inside = 0.1 * (within * (v[-1][None, :] - v[-1][:, None])).sum(1)
        du = -0.5 * (u[-1] + u[-1] ** 3) - 0.3 * v[-1] + 0.3 * to_a
        dv = -0.5 * v[-1] + 0.3 * u[-1] + inside
        x.append(x[-1] + 0.5 * (-0.2 * x[-1] + 0.2 * to_b))
        u.append(u[-1] + 0.5 * du)
        v.append(v[-1] + 0.5 * dv)
    quantity = "two populations of different size and model, delays both ways: every state over 60 Euler steps"
    ours, theirs = (np.concatenate(rows, axis=1) for rows in ([run[s] for s in "xuv"], [r[1:] for r in (x, u, v)]))
    check.table(quantity, ours, theirs, rel=1e-11, abs=1e-12, source="plain loop with a list of all past states")
