"""Codimension 3 (Saggio et al. 2017, doi:10.1186/s13408-017-0050-8): roots, arcs, where bursts begin, how they run."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import solve_ivp

from brainmass.functions import great_arc, length, upper_root
from brainmass.integrate import rk4
from brainmass.models import epileptor_codim3, epileptor_codim3_slow
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

PATHS = epileptor_codim3.presets


def cubics(n: int) -> tuple[np.ndarray, np.ndarray]:
    """p and q of x^3 = p x + q: of either sign, with one real root or three, and far apart in size."""
    rng = np.random.default_rng(2)
    p = np.concatenate([rng.uniform(-1, 1, n), 10 ** rng.uniform(-3, 1, n), -(10 ** rng.uniform(-3, 1, n))])
    q = np.concatenate([rng.uniform(-1, 1, n), 10 ** rng.uniform(-3, 1, 2 * n) * rng.choice([-1, 1], 2 * n)])
    return p, q


@pytest.mark.parametrize("bits, tolerance, slope", [(32, 2e-5, 1e-3), (64, 1e-8, 1e-9)])
def test_upper_root(bits, tolerance, slope):
    """Against the companion matrix, and its slope against the implicit derivative, away from the fold."""
    p, q = cubics(1000)
    roots = np.array([np.roots([1, 0, -a, -b]) for a, b in zip(p, q, strict=True)])
    expected = roots.real.max(axis=1)
    with jax.enable_x64(bits == 64):
        points = jnp.asarray(p, float), jnp.asarray(q, float)
        ours = np.asarray(upper_root(*points))
        by_p, by_q = (np.asarray(g) for g in jax.jit(jax.vmap(jax.grad(upper_root, (0, 1))))(*points))
    np.testing.assert_allclose(ours, expected, rtol=tolerance, atol=tolerance * 1e-2)
    assert np.isfinite(by_p).all()
    assert np.isfinite(by_q).all()
    complex_root = roots[np.arange(len(p)), roots.real.argmax(axis=1)]
    implicit = 1 / (3 * complex_root**2 - p)  # of a complex root too
    clear = np.abs(q**2 / 4 - p**3 / 27) > 0.05 * (q**2 / 4 + np.abs(p) ** 3 / 27)
    np.testing.assert_allclose(by_q[clear], implicit.real[clear], rtol=slope, atol=slope)
    np.testing.assert_allclose(by_p[clear], (implicit * complex_root).real[clear], rtol=slope, atol=slope)


@pytest.mark.usefixtures("x64")
def test_upper_root_is_continuous_at_the_fold_and_where_p_changes_sign():
    for p, q in [(0.3, -2 * (0.3 / 3) ** 1.5), (0.3, 0.0), (-0.3, 0.0), (0.0, -0.05), (0.0, 0.05)]:
        around = [float(upper_root(p + a, q + b)) for a in (-1e-12, 1e-12) for b in (-1e-12, 1e-12)]
        assert np.ptp(around) < 1e-5
        assert np.isfinite(jax.grad(upper_root, (0, 1))(p, q)).all()


@pytest.mark.usefixtures("x64")
def test_second_derivative_of_upper_root():
    """Newton's steps are differentiated, not the start: r'' = -6 r / (3 r^2 - p)^3 for the real root."""
    p, q = -0.4, 0.3
    r = np.roots([1, 0, -p, -q])
    r = r[np.abs(r.imag) < 1e-9].real[0]
    ours = jax.jit(jax.grad(jax.grad(upper_root, 1), 1))(p, q)
    assert float(ours) == pytest.approx(-6 * r / (3 * r**2 - p) ** 3, rel=1e-9)


@pytest.mark.usefixtures("x64")
def test_great_arc():
    """R (E cos z + F sin z) with F = (A x B) x A, normalised, as the paper has it."""
    A, B = np.array([0.3448, 0.02285, 0.2014]), np.array([0.3351, 0.07465, 0.2053])
    E, F = A / np.linalg.norm(A), np.cross(np.cross(A, B), A)
    F /= np.linalg.norm(F)
    for z in (0.0, 0.07, -0.4, 2.0):
        ours = [float(great_arc(z, *np.roll(A, -i), *np.roll(B, -i))) for i in range(3)]
        np.testing.assert_allclose(ours, E * np.cos(z) + F * np.sin(z), rtol=1e-12)
    whole = np.arccos(A @ B / np.linalg.norm(A) / np.linalg.norm(B))
    ours = [float(great_arc(whole, *np.roll(A, -i), *np.roll(B, -i))) for i in range(3)]
    np.testing.assert_allclose(ours, B / np.linalg.norm(B), rtol=1e-10)


@pytest.mark.parametrize("bits", [32, 64])
def test_gradient_at_rest_is_finite(bits):
    """At rest the distance in dz/dt is 0, where the slope of a root would be infinite."""
    with jax.enable_x64(bits == 64):
        params = {name: jnp.asarray(v, float) for name, v in epileptor_codim3.defaults().items()}
        x_s = epileptor_codim3({"x": 0.0, "y": 0.0, "z": jnp.asarray(0.05, float)}, params)["x_s"]

        def total(states):
            return sum(epileptor_codim3.rhs(states, params).values())

        gradient = jax.jit(jax.grad(total))({"x": x_s, "y": jnp.zeros(()), "z": jnp.asarray(0.05, float)})
        assert np.isfinite([float(g) for g in gradient.values()]).all()
        assert float(length(jnp.asarray(0.3), jnp.asarray(-0.4))) == pytest.approx(0.5, rel=1e-6)


def ends(path: str) -> tuple[dict[str, float], dict[str, float], float]:
    """The model's outputs at the start and at the end of a path, and z there."""
    p = PATHS[path]
    A = np.array([p["mu2_start"], -p["mu1_start"], p["nu_start"]])
    B = np.array([p["mu2_stop"], -p["mu1_stop"], p["nu_stop"]])
    z = np.arccos(A @ B / np.linalg.norm(A) / np.linalg.norm(B))
    local = flow(epileptor_codim3, p)
    return local.values([0.0, 0.0, 0.0]), local.values([0.0, 0.0, z]), z


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("path", ["c0", "c2s", "c3s", "c10s", "c11s", "c2b"])
def test_rest_ends_at_a_fold(path, check):
    """The printed end of these paths lies on the fold of the upper equilibrium: mu1 = -2 (mu2 / 3)^(3/2)."""
    _, stop, _ = ends(path)
    expected = -2 * (stop["mu2"] / 3) ** 1.5
    check(f"Codim 3, {path}: mu1 where rest ends", stop["mu1"], expected, abs=2e-4, source="fold in closed form")


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("path", ["c14b", "c16b"])
def test_rest_ends_at_a_hopf_point(path, check):
    """There the trace of the equilibrium vanishes: nu + x_s + x_s^2 = 0, and it is a focus, 3 x_s^2 > mu2."""
    _, stop, _ = ends(path)
    x_s = stop["x_s"]
    check(f"Codim 3, {path}: nu where rest ends", stop["nu"], -x_s - x_s**2, abs=2e-3, source="trace = 0")
    assert 3 * x_s**2 > stop["mu2"]


def paper(t, y, E, F, c):
    """Eqs. 4 and 7 with b = 1, R = 0.4, d* = 0.3, and x_s from numpy.roots."""
    x, v, z = y
    mu2, minus_mu1, nu = 0.4 * (E * np.cos(z) + F * np.sin(z))
    x_s = np.roots([1, 0, -mu2, minus_mu1]).real.max()
    return [-v, x**3 - mu2 * x + minus_mu1 - v * (nu + x + x**2), -c * (np.hypot(x - x_s, v) - 0.3)]


def bursts(t, x, z) -> list[tuple[float, int]]:
    """Of every burst the time of its first fall of x below -0.3, and the number of them."""
    down = np.flatnonzero((x[:-1] > -0.3) & (x[1:] <= -0.3))
    starts = [down[0], *(b for a, b in pairwise(down) if t[b] - t[a] > 100)]
    return [(float(t[i]), int(((down >= i) & (t[down] < t[i] + 250)).sum())) for i in starts]


@pytest.mark.usefixtures("x64")
def test_bursts_of_class_c2s(check):
    """The Epileptor's own class, at the speed of The Virtual Brain: when two bursts begin, and their spikes."""
    params = {**PATHS["c2s"], "c": 0.001}
    net = Network(epileptor_codim3, 1, params=params, initial={"x": 0.55, "y": 0.0, "z": 0.09})
    run = simulate(net, 900.0, dt=0.05, method=rk4, observe={"x": every(0.5, "x"), "z": every(0.5, "z")})
    t, x, z = np.asarray(run.t["x"]), np.asarray(run["x"])[:, 0], np.asarray(run["z"])[:, 0]
    A, B = np.array([0.3448, 0.02285, 0.2014]), np.array([0.3351, 0.07465, 0.2053])
    F = np.cross(np.cross(A, B), A)
    theirs = solve_ivp(
        paper, (0, 900), [0.55, 0.0, 0.09], "LSODA", t_eval=t, rtol=1e-8, atol=1e-9,
        args=(A / np.linalg.norm(A), F / np.linalg.norm(F), 0.001),
    )  # fmt: skip
    source = "the paper's equations by SciPy, roots by numpy.roots"
    begun, expected = (bursts(t, *curves) for curves in ((x, z), (theirs.y[0], theirs.y[2])))
    assert len(begun) == len(expected) == 2
    for i, (ours, other) in enumerate(zip(begun, expected, strict=True)):
        check(f"Codim 3, c2s: onset of burst {i + 1}", ours[0], other[0], abs=2.0, source=source, unit="ms")
    check("Codim 3, c2s: spikes of the first burst", begun[0][1], expected[0][1], abs=0, source=source)


@pytest.mark.usefixtures("x64")
def test_slow_modulation_is_the_model_on_a_moving_path():
    """With uA and uB held it is the model on the path between the two points, and they move at cA and cB."""
    names = {"Ain": "start", "Bin": "stop"}
    slow = epileptor_codim3_slow.defaults()
    fixed = {f"{m}_{b}": slow[f"{m}_{a}"] for a, b in names.items() for m in ("mu1", "mu2", "nu")}
    state = [0.2, -0.1, 0.07]
    still = flow(epileptor_codim3, {**fixed, "c": 0.002}).f(state)
    moving = flow(epileptor_codim3_slow).f([*state, 0.0, 0.0])
    np.testing.assert_allclose(moving[:3], still, rtol=1e-12)
    np.testing.assert_allclose(moving[3:], [1e-4, 1.2e-4], rtol=1e-14)


@pytest.mark.usefixtures("x64")
def test_slow_modulation_reaches_the_end_of_both_arcs():
    p = epileptor_codim3_slow.defaults()

    def point(end):
        return np.array([p[f"mu2_{end}"], -p[f"mu1_{end}"], p[f"nu_{end}"]])

    def angle(a, b):
        return np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    uA, uB = angle(point("Ain"), point("Aend")), angle(point("Bin"), point("Bend"))
    at_A = flow(epileptor_codim3_slow).values([0.0, 0.0, 0.0, uA, uB])
    expected = 0.4 * point("Aend") / np.linalg.norm(point("Aend"))
    np.testing.assert_allclose([at_A["mu2"], -at_A["mu1"], at_A["nu"]], expected, atol=1e-12)
    at_B = flow(epileptor_codim3_slow).values([0.0, 0.0, angle(point("Aend"), point("Bend")), uA, uB])
    expected = 0.4 * point("Bend") / np.linalg.norm(point("Bend"))
    np.testing.assert_allclose([at_B["mu2"], -at_B["mu1"], at_B["nu"]], expected, atol=1e-12)
