"""Lyapunov exponents against closed forms, papers, and the roots of delay equations."""

import numpy as np
import pytest
from scipy.special import lambertw

from brainmass import models
from brainmass.coupling import additive, diffusive
from brainmass.dynamics import fixed_points, lyapunov_exponents
from brainmass.integrate import heun
from brainmass.network import Network
from brainmass.noise import white
from brainmass.spec import drive, model, param, state
from brainmass.units import per_ms
from tests.oracle.test_fixed_points import late

inf = float("inf")


@model()
def mackey_glass(
    x=state(1.2, bounds=(0, 3), spread=0.1, doc="cells"),
    beta=param(0.2, per_ms, domain=(0, inf), doc="production"),
    gamma=param(0.1, per_ms, domain=(0, inf), doc="loss"),
    n=param(10.0, domain=(0, inf), doc="steepness"),
    x_late=drive(doc="x some time ago"),
):
    """Mackey and Glass (1977), doi:10.1126/science.267326, with a unit of time called ms."""
    return {"x": beta * x_late / (1 + x_late**n) - gamma * x}


def test_lorenz(check):
    """(.906, 0, -14.572), dimension 2.062: Sprott (2003) Chaos and Time-Series Analysis. The sum is the divergence of
    the field, -(sigma + 1 + beta) at every point, and so exact whatever the length of the run."""
    found = lyapunov_exponents(models.lorenz, 1000.0, dt=0.005, transient=50.0, params={"tau": 1.0})
    for value, expected in zip(found.values, (0.906, 0.0, -14.572), strict=True):
        check("Lorenz, Lyapunov exponent", value, expected, source="Sprott 2003", abs=0.02)
    check("Lorenz, sum of exponents", found.values.sum(), -(10 + 1 + 8 / 3), source="divergence", abs=2e-5)
    assert found.dimension == pytest.approx(2.062, abs=0.002)
    np.testing.assert_allclose(found.per_second, 1000 * found.values)
    assert found.running.shape == (len(found.times), 3)
    np.testing.assert_array_equal(found.running[-1], found.values)
    assert found.times[-1] == pytest.approx(1000.0)


def test_order_of_the_steps():
    """The sum of Heun's method is off by what is second order in dt: a fourth when it is halved."""
    exact = -(10 + 1 + 8 / 3)
    given = {"transient": 20.0, "method": heun, "params": {"tau": 1.0}}
    off = [lyapunov_exponents(models.lorenz, 50.0, dt=dt, **given).values.sum() - exact for dt in (0.004, 0.002)]
    assert off[0] / off[1] == pytest.approx(4.0, abs=0.4)


def test_limit_cycle():
    """Of the Hopf normal form: 0 along the cycle, and -2 a across."""
    found = lyapunov_exponents(models.hopf, 2000.0, dt=0.1, transient=500.0, params={"a": 0.05})
    np.testing.assert_allclose(found.values, [0.0, -0.1], atol=1e-4)


def test_fixed_point():
    """Its exponents are the real parts of its eigenvalues."""
    (point,) = fixed_points(models.wong_wang)
    found = lyapunov_exponents(models.wong_wang, 500.0, dt=0.1, transient=2000.0)
    np.testing.assert_allclose(found.values, point.eigenvalues.real, atol=1e-5)


def test_an_uncoupled_network_has_those_of_a_node_several_times():
    alone = lyapunov_exponents(models.hopf, 1000.0, dt=0.2, transient=500.0, params={"a": 0.05})
    both = lyapunov_exponents(Network(models.hopf, 2, params={"a": 0.05}), 1000.0, dt=0.2, transient=500.0)
    np.testing.assert_allclose(both.values, np.repeat(alone.values, 2), atol=2e-3)


def test_noise_that_all_deviations_share_drops_out_of_a_linear_node():
    """Its exponent is its rate, however it is shaken."""
    network = Network(models.linear, 3, params={"gamma": [-0.1, -0.2, -0.3]}, noise={"x": white(0.5)})
    found = lyapunov_exponents(network, 200.0, dt=0.1, transient=50.0)
    np.testing.assert_allclose(found.values, [-0.1, -0.2, -0.3], atol=1e-6)


@pytest.mark.parametrize("tau", [1.0, 1.5, 1.6, 2.0])
def test_delayed_scalar(tau):
    """Check 22: the real parts of W_k(-tau) / tau, each of a pair."""
    found = lyapunov_exponents(late(tau), 400.0, dt=0.01, transient=50.0, count=4)
    first, second = (lambertw(-tau, k).real / tau for k in (0, 1))
    np.testing.assert_allclose(found.values, [first, first, second, second], atol=2e-3)
    assert found.values[:2].mean() == pytest.approx(first, abs=1e-4)
    assert found.values[2:].mean() == pytest.approx(second, abs=1e-3)


def test_a_delayed_network_has_the_roots_of_its_fixed_point():
    """Hopf nodes that rest, with a delay of its own on every edge."""
    rng = np.random.default_rng(0)
    W, lengths = 0.1 * rng.normal(size=(6, 6)), rng.uniform(0, 20, (6, 6))
    network = Network(
        models.hopf, W, coupling=diffusive(k=0.1), source="x", target="x_inp", lengths=lengths, speed=1.0,
        params={"a": -0.05}, initial={"x": 1e-3, "y": 0.0},
    )  # fmt: skip
    (point,) = fixed_points(network, starts=8)
    found = lyapunov_exponents(network, 4000.0, dt=0.2, transient=500.0, count=4)
    np.testing.assert_allclose(found.values, point.eigenvalues[:4].real, atol=3e-4)


def test_a_node_that_hears_itself_by_declaration_is_the_same():
    """`drive(own=...)` in place of a projection onto itself."""

    @model()
    def itself(
        x=state(1.2, bounds=(0, 3), doc="cells"),
        beta=param(0.2, per_ms, domain=(0, inf), doc="production"),
        gamma=param(0.1, per_ms, domain=(0, inf), doc="loss"),
        n=param(10.0, domain=(0, inf), doc="steepness"),
        x_late=drive(own="x", delay=17.0, doc="x some time ago"),
    ):
        """Mackey and Glass (1977)."""
        return {"x": beta * x_late / (1 + x_late**n) - gamma * x}

    network = Network(
        mackey_glass, np.ones((1, 1)), coupling=additive(), source="x", target="x_late", lengths=[[17.0]], speed=1.0,
        initial={"x": 1.2},
    )  # fmt: skip
    one, other = (lyapunov_exponents(s, 500.0, dt=0.25, transient=100.0, count=2) for s in (itself, network))
    np.testing.assert_allclose(one.values, other.values, atol=1e-4)
    (rest, high), (same, also) = fixed_points(itself), fixed_points(network)
    np.testing.assert_allclose(high.vector, 1.0, atol=1e-9)  # beta / (1 + 1) = gamma
    np.testing.assert_allclose(high.eigenvalues, also.eigenvalues, atol=1e-6)
    assert high.delayed
    assert rest.vector == pytest.approx(same.vector, abs=1e-9)


@pytest.mark.parametrize("tau, lyapunov_time", [(17.0, 197), (23.0, 106), (30.0, 139)])
def test_mackey_glass(tau, lyapunov_time, check):
    """A node that hears itself late: Farmer (1982) Physica D 4:366, doi:10.1016/0167-2789(82)90042-2. The largest
    exponents are those of the NeuroBench data sets, made with jitcdde (Ansmann 2018, doi:10.1063/1.5019320)."""
    network = Network(
        mackey_glass, np.ones((1, 1)), coupling=additive(), source="x", target="x_late", lengths=[[tau]], speed=1.0
    )
    found = lyapunov_exponents(network, 60_000.0, dt=0.25, transient=2000.0, count=3)
    source = "jitcdde, Ansmann 2018, doi:10.1063/1.5019320"
    check(f"Mackey-Glass, tau = {tau:g}: largest exponent", found.values[0], 1 / lyapunov_time, source=source, abs=5e-4)
    assert np.abs(found.values).min() < 1e-4  # along the flow
    if tau == 17.0:
        assert found.dimension == pytest.approx(2.13, abs=0.03)
