"""A model may hear itself a delay ago: against Lambert W, the method of steps, and the projection written out."""

import brainstate
import brainunit as u
import jax
import numpy as np
import pytest
from scipy.special import lambertw

import brainmass
from brainmass.coupling import additive, diffusive
from brainmass.integrate import euler, heun, rk4
from brainmass.network import Network, Population, Projection
from brainmass.nn.nodes import make_class
from brainmass.observe import every
from brainmass.simulation import simulate
from brainmass.spec import drive, model, output, param, state
from brainmass.units import per_ms
from tests.compiling import jit_quickly
from tests.systems import leak, method_of_steps, random_weights

pytestmark = pytest.mark.usefixtures("x64")
inf = float("inf")


@model(outputs={"rate": output(per_ms, doc="what is sent")})
def echo(
    x=state(1.0, per_ms, spread=0.5, bounds=(-50, 50), doc="activity"),
    b=param(-1.0, per_ms, domain=(-inf, inf), doc="what is made of the past"),
    g=param(0.0, per_ms, domain=(-inf, inf), doc="decay rate"),
    x_late=drive(per_ms, own="x", delay=1.5, doc="its own past"),
    x_now=drive(per_ms, own="rate", doc="its own rate"),
    x_inp=drive(per_ms, doc="input"),
):
    """dx/dt = b x(t - 1.5) - g rate + x_inp, with rate = 2 x."""
    return {"x": b * x_late - g * x_now + x_inp * g, "rate": 2 * x}


def by_hand(n: int, delay, **params) -> Network:
    """The same with its two projections written out."""
    population = Population(
        echo, n, params=params, delays={"x_late": None, "x_now": None}, initial={"x": np.linspace(1.0, 2.0, n)}
    )
    late = Projection("p.x", "p.x_late", np.eye(n), lengths=np.diag(np.broadcast_to(delay, n)), speed=1.0)
    return Network(populations={"p": population}, projections=[late, Projection("p.rate", "p.x_now", np.eye(n))])


@pytest.mark.parametrize("tau", [1.0, 1.6, 2.0])
def test_growth_is_that_of_lambert_w(tau):
    """x' = -x(t - tau) grows as Re W0(-tau) / tau, and turns as Im (Corless et al. 1996)."""
    exact = complex(lambertw(-tau)) / tau
    network = Network(echo, 1, delays={"x_late": tau}, initial={"x": 1.0})
    x = np.asarray(simulate(network, 40.0, dt=0.02, method=heun)["x"][:, 0])
    lag = 40
    before, now, after = x[1000 : -2 * lag], x[1000 + lag : -lag], x[1000 + 2 * lag :]
    p, q = np.linalg.lstsq(np.stack([now, before], 1), after, rcond=None)[0]
    root = np.log(complex(np.roots([1, -p, -q])[0])) / (lag * 0.02)
    assert root.real == pytest.approx(exact.real, abs=1e-3)
    assert abs(root.imag) == pytest.approx(abs(exact.imag), abs=1e-3)


def test_the_declared_delay_follows_the_method_of_steps():
    network = Network(echo, 1, params={"g": 0.2}, initial={"x": 1.0})
    x = simulate(network, 12.0, dt=0.0025, method=heun)["x"]
    expected = method_of_steps(lambda x, d: -d[:, 0] - 0.4 * x, np.array([[1.5]]), np.ones(1), 12.0)
    np.testing.assert_allclose(x[-1], expected, atol=2e-6)


def test_every_region_has_its_own_delay():
    delays = np.array([0.5, 1.25, 2.5])
    network = Network(echo, 3, delays={"x_late": delays}, initial={"x": 1.0})
    x = simulate(network, 7.5, dt=0.0025, method=heun)["x"][-1]
    for value, tau in zip(np.asarray(x), delays, strict=True):
        expected = method_of_steps(lambda x, d: -d[:, 0], np.array([[tau]]), np.ones(1), 7.5)
        assert value == pytest.approx(expected[0], abs=5e-6)


@pytest.mark.parametrize("delay", [0.0, 0.1, 1.5, np.array([0.0, 0.4, 2.0])])
@pytest.mark.parametrize("method", [euler, heun, rk4])
def test_equals_the_projection_written_out(delay, method):
    own = Network(echo, 3, params={"g": 0.1}, delays={"x_late": delay}, initial={"x": np.linspace(1.0, 2.0, 3)})
    expected = simulate(by_hand(3, delay, g=0.1), 10.0, dt=0.1, method=method)["x"]
    np.testing.assert_allclose(simulate(own, 10.0, dt=0.1, method=method)["x"], expected, rtol=1e-12)


def test_it_is_added_to_what_else_arrives():
    weights = random_weights(4, 4, 2)
    more = {"params": {"b": -0.3, "g": 0.2}, "initial": {"x": np.linspace(0.5, 1.5, 4)}}
    short = Network(echo, weights, coupling=additive(0.1), source="x", target="x_late", **more)
    late = Projection("p.x", "p.x_late", np.eye(4), lengths=1.5 * np.eye(4), speed=1.0)
    apart = Network(
        populations={"p": Population(echo, 4, delays={"x_late": None}, **more)},
        projections=[Projection("p.x", "p.x_late", weights, coupling=additive(0.1)), late],
    )
    one, two = (simulate(network, 10.0, dt=0.1)["x"] for network in (short, apart))
    np.testing.assert_allclose(one, two, rtol=1e-12)


def test_nothing_is_joined_where_the_delay_is_none():
    network = Network(echo, 2, delays={"x_late": None, "x_now": None})
    assert network.projections == ()
    assert Network(leak, 2).projections == ()
    x = simulate(network, 3.0, dt=0.1, observe={"x": every(0.1, "x")})["x"]
    assert float(abs(x - x[0]).max()) == 0.0


def test_the_projections_are_recognised():
    network = Network(echo, 2, delays={"x_late": 5 * u.second / 1000})
    late, now = network.projections
    assert (late.own, late.source, late.target) == (True, ("echo.x",), "echo.x_late")
    np.testing.assert_array_equal(late.lengths, [5.0, 5.0])
    np.testing.assert_array_equal(now.lengths, [0.0, 0.0])
    assert repr(late) == "<Projection echo.x -> echo.x_late (own)>"
    assert repr(network) == "<Network echo: 2 echo; echo.x -> echo.x_late, echo.rate -> echo.x_now>"
    assert not Projection("a.x", "a.y", np.eye(2)).own


def test_a_network_is_built_again_from_its_parts():
    """What was given, disconnected or changed in a leaf stays so; nothing is joined twice."""
    first = Network(echo, 2, delays={"x_late": [2.0, 3.0], "x_now": None})
    again = Network(populations=first.populations, projections=first.projections)
    assert len(again.projections) == 1
    np.testing.assert_array_equal(again.projections[0].lengths, [2.0, 3.0])
    np.testing.assert_array_equal(Network(populations=first.populations).projections[0].lengths, [2.0, 3.0])
    leaves, tree = jax.tree.flatten(first)
    copied = jax.tree.unflatten(tree, leaves)
    assert copied.projections[0].own
    assert copied.populations["echo"].delays == {"x_late": (2.0, 3.0), "x_now": None}


def test_the_delay_is_a_leaf_that_can_be_swept():
    """Inside a trace the projection needs a bound, so it is written out; outside, another network is another delay."""

    def last(tau):
        late = Projection("p.x", "p.x_late", np.ones((1, 1)), lengths=tau.reshape(1, 1), speed=1.0, max_delay=3.0)
        population = Population(echo, 1, delays={"x_late": None}, initial={"x": 1.0})
        return simulate(Network(populations={"p": population}, projections=[late]), 5.0, dt=0.05)["x"][-1, 0]

    taus = np.array([0.5, 1.5, 3.0])
    swept = jit_quickly(jax.vmap(last))(taus)
    for value, tau in zip(np.asarray(swept), taus, strict=True):
        network = Network(echo, 1, delays={"x_late": tau}, initial={"x": 1.0})
        assert value == pytest.approx(float(simulate(network, 5.0, dt=0.05)["x"][-1, 0]), rel=1e-12)


def test_gradients_go_through_it():
    def last(b):
        return simulate(Network(echo, 1, params={"b": b}, initial={"x": 1.0}), 5.0, dt=0.05)["x"][-1, 0]

    numeric = (last(-0.9 + 1e-6) - last(-0.9 - 1e-6)) / 2e-6
    assert float(jax.grad(last)(-0.9)) == pytest.approx(float(numeric), rel=1e-7)


def test_a_fixed_point_hears_itself():
    """At rest the past is the present: with_own adds it to the drives."""
    drives = echo.with_own({"x": 3.0}, echo.defaults(), {"x_inp": 1.0, "x_late": 0.5})
    assert drives == {"x_inp": 1.0, "x_late": 3.5, "x_now": 6.0}


@pytest.mark.parametrize("delay", [0.0, 0.1, 1.5, [0.0, 0.4, 2.0]])
@pytest.mark.parametrize("method", [euler, rk4])
def test_the_class_equals_simulate(delay, method):
    nodes = make_class(echo)(
        3, g=0.1, dt=0.1, method=method, initial={"x": [1.0, 1.5, 2.0]}, delays={"x_late": np.array(delay)}
    )
    network = Network(echo, 3, params={"g": 0.1}, delays={"x_late": delay}, initial={"x": [1.0, 1.5, 2.0]})
    expected = simulate(network, 6.0, dt=0.1, method=method)["x"]
    rows = np.stack([np.asarray(nodes.update()) for _ in range(60)])
    np.testing.assert_allclose(rows, expected, rtol=1e-12)


def test_the_class_in_a_loop_in_batches_and_copied():
    nodes = make_class(echo)((2, 3), dt=0.1, initial={"x": np.arange(6.0).reshape(2, 3)})
    nodes.init_state(4)
    assert nodes.past_x_late.value.shape == (4, 2, 3, 15)
    rows = brainstate.transform.for_loop(lambda i: nodes.update(), np.arange(30))
    network = Network(echo, 6, initial={"x": np.arange(6.0)})
    expected = simulate(network, 3.0, dt=0.1, method=rk4)["x"]
    np.testing.assert_allclose(np.asarray(rows).reshape(30, 4, 6)[:, 2], expected, rtol=1e-12)
    from copy import deepcopy

    other = deepcopy(nodes)
    np.testing.assert_array_equal(other.update(), nodes.update())


def test_the_class_says_what_it_needs():
    Echo = make_class(echo)
    assert "x_late = 1.5, x_now = 0" in str(Echo.__doc__)
    assert "delays" in Echo.signature.parameters
    assert "delays" not in brainmass.HopfOscillator.signature.parameters
    nodes = Echo(2)
    with brainstate.environ.context(dt=0.1):
        with pytest.raises(ValueError, match="x_late is to receive was kept with another dt or batch size: call init"):
            nodes.update()
        nodes.init_state()
        assert nodes.update().shape == (2,)


def test_pages_say_what_a_drive_receives():
    assert echo.drives["x_late"].doc == "its own past (receives x of the region itself, 1.5 ms ago)"
    assert echo.drives["x_now"].doc == "its own rate (receives rate of the region itself, at once)"
    assert echo.drives["x_inp"].doc == "input"
    assert "receives x of the region itself" in str(make_class(echo).update.__doc__)


def test_results_files_and_reports(tmp_path):
    """What is made of the connectome is made of the projection that was given."""
    weights = np.array([[0.0, 0.5], [0.25, 0.0]])
    network = Network(echo, weights, coupling=diffusive(0.1), source="x", target="x_inp", delays={"x_late": [1.0, 2.0]})
    run = simulate(network, 400.0, dt=0.1, observe={"x": every(1.0, "x")})
    first, late, now = run.attributes["projections"]
    assert (first["own"], late["own"], now["own"]) == (False, True, True)
    assert (first["own_delays_ms"], late["own_delays_ms"], now["own_delays_ms"]) == (None, [1.0, 2.0], 0.0)
    assert run.attributes["populations"]["echo"]["delays_ms"] == {"x_late": [1.0, 2.0], "x_now": 0.0}
    dataset = brainmass.io.to_dataset(run)
    np.testing.assert_array_equal(dataset["weights"], weights)
    assert "weights_1" not in dataset
    text = brainmass.report.write_report(run, tmp_path / "r.html").read_text()
    assert "each region with itself, as its model declares" in text
    assert "1 to 2, mean 1.5 (2 values) ms" in text
    assert "with diffusive coupling" in text


def test_a_checkpoint_goes_on(tmp_path):
    network = Network(echo, 2, params={"b": -0.9}, initial={"x": [1.0, 2.0]})
    whole = simulate(network, 20.0, dt=0.1)
    parts = simulate(network, 20.0, dt=0.1, checkpoint=tmp_path / "c", checkpoint_every=5.0)
    np.testing.assert_array_equal(whole["x"], parts["x"])
