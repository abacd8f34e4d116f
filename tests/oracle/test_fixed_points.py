"""Fixed points and their stability against closed forms, papers and SciPy."""

from itertools import pairwise as pairwise_of

import numpy as np
import pytest
from scipy.linalg import solve
from scipy.optimize import brentq
from scipy.special import lambertw

from brainmass import models
from brainmass.coupling import additive, diffusive, laplacian, pairwise
from brainmass.dynamics import fixed_points
from brainmass.network import Network, Population, Projection
from brainmass.spec import drive, model, param, state
from brainmass.units import per_ms
from tests.oracle.test_jansen_rit import equilibrium, linearised
from tests.systems import leak, random_weights

inf = float("inf")


@model()
def returned(
    x=state(0.5, bounds=(-3, 3), doc="activity"),
    a=param(0.0, per_ms, domain=(-inf, inf), doc="decay"),
    b=param(1.0, per_ms, domain=(-inf, inf), doc="strength of what comes back"),
    x_late=drive(doc="x some time ago"),
):
    """dx/dt = -a x - b x(t - tau)."""
    return {"x": -a * x - b * x_late}


def late(tau, max_delay=None, **params) -> Network:
    """One node that hears itself."""
    return Network(
        returned, np.ones((1, 1)), coupling=additive(), source="x", target="x_late", lengths=np.ones((1, 1)),
        speed=1 / tau, params=params, max_delay=max_delay,
    )  # fmt: skip


def test_montbrio():
    """Check 6 and 7."""
    points = fixed_points(models.montbrio_pazo_roxin)
    expected = [[0.0811344, -1.9616199], [0.4729803, -0.3364938], [1.0305968, -0.1544299]]
    np.testing.assert_allclose([p.vector for p in points], expected, atol=1e-7)
    assert [p.kind for p in points] == ["stable node", "saddle", "stable focus"]
    np.testing.assert_allclose(points[2].eigenvalues, [-0.30886 + 3.31863j, -0.30886 - 3.31863j], atol=1e-5)
    assert points[2].frequency == pytest.approx(3318.63 / (2 * np.pi), abs=0.01)


@pytest.mark.parametrize("p", [-100.0, -20.0, 50.0, 100.0, 220.0, 400.0])
def test_all_of_jansen_rit(p, x64):
    """In closed form a fixed point is a root of one equation in y1 - y2; eigenvalues from the Jacobian by hand."""
    v = np.linspace(-10, 20, 6001)
    off = np.array([equilibrium(x)[0] - p for x in v])
    roots = [
        brentq(lambda x: equilibrium(x)[0] - p, v[i], v[i + 1], xtol=1e-13)
        for i in np.flatnonzero(off[:-1] * off[1:] < 0)
    ]
    assert len(roots) == (3 if -41.3 < p < 113.5 else 1)
    points = sorted(
        fixed_points(models.jansen_rit, {"p": p / 1000}), key=lambda point: point.vector[1] - point.vector[2]
    )
    assert len(points) == len(roots)
    for point, x in zip(points, roots, strict=True):
        np.testing.assert_allclose(point.vector, equilibrium(x)[1], atol=1e-10)
        expected = np.linalg.eigvals(linearised(x)) / 1000
        np.testing.assert_allclose(point.eigenvalues.real, np.sort(expected.real)[::-1], atol=1e-10)
        assert point.stable == bool(expected.real.max() < 0)
        assert point.residual < 1e-14


def test_epileptor_at_its_critical_excitability():
    """Check 19: the fold of the fast state, x1 = -4/3, is where the fixed point is at x0 = -4/3 - z/4 = -2.0620370."""
    z = 1 + 3.1 - (-4 / 3) ** 3 - 2 * (-4 / 3) ** 2
    critical = -4 / 3 - z / 4
    assert critical == pytest.approx(-2.0620370, abs=1e-7)
    healthy = fixed_points(models.epileptor_2d, {"x0": critical - 0.01})
    assert [p.stable for p in healthy] == [True]
    ill = fixed_points(models.epileptor_2d, {"x0": critical + 0.01})
    assert [p.stable for p in ill] == [False]
    at = fixed_points(models.epileptor_2d, {"x0": critical})
    np.testing.assert_allclose(at[0].vector, [-4 / 3, z], atol=1e-9)


def test_deco_2014(check):
    """Check 1."""
    (point,) = fixed_points(models.wong_wang)
    source = "high-accuracy solver; Deco et al. 2014, doi:10.1523/JNEUROSCI.5068-13.2014"
    for name, expected in (("S_E", 0.1647572075), ("S_I", 0.0392184486)):
        check(f"Deco 2014, {name} of an isolated region", point.states[name], expected, source=source, abs=1e-9)


def test_linear_networks_of_two_populations():
    """x = A^-1 b, and the eigenvalues of A, by NumPy."""
    W, V = random_weights(4, 3, 0), random_weights(3, 4, 1)
    network = Network(
        populations={
            "a": Population(leak, 3, params={"g": 0.3}, inputs={"x_inp": [0.1, 0.2, 0.3]}),
            "b": Population(leak, 4, params={"g": 0.5}),
        },
        projections=[
            Projection("a.x", "b.x_inp", W, coupling=additive(k=0.05)),
            Projection("b.x", "a.x_inp", V, coupling=diffusive(k=0.04)),
        ],
    )
    A = np.block([[-0.3 * np.eye(3) - 0.04 * np.diag(V.sum(axis=1)), 0.04 * V], [0.05 * W, -0.5 * np.eye(4)]])
    (point,) = fixed_points(network, within={"a.x": (-5, 5), "b.x": (-5, 5)})
    expected = solve(A, -np.array([0.1, 0.2, 0.3, 0, 0, 0, 0]))
    np.testing.assert_allclose(np.r_[point.states["a.x"], point.states["b.x"]], expected, atol=1e-7)
    np.testing.assert_allclose(point.jacobian, A, atol=1e-7)
    np.testing.assert_allclose(np.sort(point.eigenvalues.real), np.sort(np.linalg.eigvals(A).real), atol=1e-7)


def test_bistable_regions_without_coupling_have_every_combination():
    """Three states in each of two regions make nine."""
    points = fixed_points(Network(models.montbrio_pazo_roxin, 2), starts=400)
    assert len(points) == 9
    assert sum(p.stable for p in points) == 4


@pytest.mark.parametrize("tau", [1.0, 1.5, 1.6, 2.0, 30.0])
def test_roots_of_a_delayed_scalar(tau, check):
    """Check 22: l = -exp(-l tau) has the roots W_k(-tau) / tau."""
    (point,) = fixed_points(late(tau))
    roots = np.array([lambertw(-tau, k) / tau for k in range(-12, 12)])
    roots = roots[np.lexsort((-roots.imag, -roots.real.round(12)))]
    n = len(point.eigenvalues)
    assert point.delayed
    assert n >= 10
    np.testing.assert_allclose(point.eigenvalues, roots[:n], atol=1e-10)
    growth = point.eigenvalues[0].real
    check(f"x' = -x(t - {tau:g}), growth rate", growth, roots[0].real, source="Lambert W", abs=1e-10, unit="1/ms")
    assert point.stable == (tau < np.pi / 2)


def test_critical_delay_of_a_decaying_node(x64):
    """x' = -a x - b x(t - tau) with b > a begins to oscillate at tau = arccos(-a / b) / sqrt(b^2 - a^2)."""
    a, b = 0.1, 0.26
    turning = np.sqrt(b**2 - a**2)
    tau = np.arccos(-a / b) / turning
    (point,) = fixed_points(late(tau, a=a, b=b))
    np.testing.assert_allclose(point.eigenvalues[:2], [1j * turning, -1j * turning], atol=1e-10)


@pytest.mark.parametrize("coupling", [diffusive(k=0.1), laplacian(k=0.1)], ids=["diffusive", "laplacian"])
def test_roots_solve_the_characteristic_equation_of_a_network(coupling, x64):
    """det(J(l) - l) by hand for Hopf nodes with a delay of its own on every edge, and one edge without. And no root is
    missed: the argument of the determinant turns around all of them as often as there are."""
    rng = np.random.default_rng(0)
    W, lengths = 0.3 * rng.normal(size=(4, 4)), rng.uniform(0, 20, (4, 4))
    lengths[0, 1] = 0.0
    np.fill_diagonal(W, 0.0)
    network = Network(
        models.hopf, W, coupling=coupling, source="x", target="x_inp", lengths=lengths, speed=2.0, params={"a": -0.05}
    )
    point = fixed_points(network)[0]
    np.testing.assert_allclose(point.vector, 0.0, atol=1e-12)

    def determinant(root: complex) -> complex:
        eye = np.eye(4)
        x = -0.05 * eye + 0.1 * (W * np.exp(-root * lengths / 2.0) - np.diag(W.sum(axis=1)))
        return np.linalg.det(np.block([[x - root * eye, -0.0628 * eye], [0.0628 * eye, (-0.05 - root) * eye]]))

    size = abs(determinant(0.3 + 0.3j))
    for root in point.eigenvalues:
        assert abs(determinant(root)) < 1e-10 * size * max(1.0, np.exp(-root.real * 10) ** 4)
    left = (point.eigenvalues[5].real + point.eigenvalues[6].real) / 2
    corners = [left - 3j, 1 - 3j, 1 + 3j, left + 3j, left - 3j]
    path = np.concatenate([a + (b - a) * np.linspace(0, 1, 4000) for a, b in pairwise_of(corners)])
    turns = np.diff(np.unwrap(np.angle([determinant(root) for root in path]))).sum() / (2 * np.pi)
    assert round(turns) == (point.eigenvalues.real > left).sum() == 6


def difference(x_i, x_j):
    return x_j - x_i


def test_a_pairwise_coupling_has_the_roots_of_the_same_written_as_sums():
    rng = np.random.default_rng(1)
    W, lengths = rng.random((5, 5)), rng.uniform(1, 20, (5, 5))
    given = {"source": "x", "target": "x_inp", "lengths": lengths, "speed": 2.0, "params": {"a": -0.05}}
    one = fixed_points(Network(models.hopf, W, coupling=diffusive(k=0.02), **given))[0]
    other = fixed_points(Network(models.hopf, W, coupling=pairwise(difference, k=0.02), **given))[0]
    n = min(len(one.eigenvalues), len(other.eigenvalues))
    np.testing.assert_allclose(one.eigenvalues[:n], other.eigenvalues[:n], atol=1e-10)


def test_delays_without_length_have_the_eigenvalues_of_the_jacobian():
    W = random_weights(5, 5, 3)
    given = {"coupling": diffusive(k=0.1), "source": "x", "target": "x_inp", "params": {"a": -0.5}}
    instant = fixed_points(Network(models.hopf, W, **given))[0]
    short = fixed_points(Network(models.hopf, W, lengths=1e-7 * np.ones((5, 5)), speed=1.0, **given))[0]
    np.testing.assert_allclose(short.eigenvalues[:10], instant.eigenvalues, atol=1e-6)
    none = fixed_points(Network(models.hopf, W, lengths=np.zeros((5, 5)), speed=1.0, **given))[0]
    assert not none.delayed
