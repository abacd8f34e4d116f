"""What dynamics refuses, and in which words."""

import jax
import numpy as np
import pytest

from brainmass import coupling, dynamics, models, stimulus
from brainmass.network import Network
from brainmass.result import Divergence
from brainmass.spec import drive, model, param, state
from brainmass.units import per_ms
from tests.systems import pair

HOPF = models.hopf
NET = Network(HOPF, np.ones((2, 2)), coupling=coupling.diffusive(k=0.1), source="x", target="x_inp")
MPR = models.montbrio_pazo_roxin


@pytest.mark.parametrize(
    "call, error, words",
    [
        (lambda: dynamics.fixed_points("hopf"), TypeError, "must be a Model such as brainmass.models.hopf"),
        (lambda: dynamics.fixed_points(NET, {"a": 1.0}), TypeError, "params= and inputs= belong to a model"),
        (lambda: dynamics.fixed_points(HOPF, {"aa": 1.0}), KeyError, "unknown parameter 'aa'"),
        (lambda: dynamics.fixed_points(HOPF, {"beta": -1.0}), ValueError, "outside its domain"),
        (lambda: dynamics.fixed_points(HOPF, {"a": [1, 2]}), ValueError, r"must be a number or have shape \(1,\)"),
        (lambda: dynamics.fixed_points(HOPF, None, {"z": 1.0}), KeyError, "unknown drive in inputs 'z'"),
        (lambda: dynamics.fixed_points(HOPF, starts=0), ValueError, "starts must be a whole number of at least 1"),
        (lambda: dynamics.fixed_points(HOPF, within={"z": (0, 1)}), KeyError, "within: unknown state 'z'; known: x, y"),
        (lambda: dynamics.fixed_points(HOPF, within={"x": (1, 0)}), ValueError, r"within\['x'\] must be \(low, high\)"),
        (lambda: dynamics.fixed_points(HOPF, within={"x": 1}), ValueError, "must be two numbers"),
        (lambda: dynamics.fixed_points(pair), ValueError, r"the state u has no finite bounds .* give within=\{'u': "),
        (lambda: dynamics.continuation(HOPF, "q", (0, 1)), KeyError, "unknown parameter 'q'.*pass a function of the"),
        (lambda: dynamics.continuation(HOPF, 3, (0, 1)), TypeError, "parameter must be a name, got 3"),
        (lambda: dynamics.continuation(3, "a", (0, 1)), TypeError, "or a function that makes one of the parameter"),
        (lambda: dynamics.continuation(HOPF, "a", 1.0), ValueError, r"span must be two values \(from, to\) of a"),
        (lambda: dynamics.continuation(HOPF, "a", (1, 1)), ValueError, "two different ends, got 1 twice"),
        (lambda: dynamics.continuation(HOPF, "a", (0, 9)), ValueError, "a = 9 lies outside its domain -5 to 5"),
        (lambda: dynamics.continuation(HOPF, "a", (0, 1), step=0), ValueError, "step must be a share of the box"),
        (lambda: dynamics.continuation(HOPF, "a", (0, 1), most=1), ValueError, "most must be a whole number"),
        (lambda: dynamics.continuation(HOPF, "a", (-1, 1), start=3), TypeError, "start must be a FixedPoint or a dict"),
        (lambda: dynamics.continuation(HOPF, "a", (-1, 1), start={"x": 0}), KeyError, "a value for each of x, y"),
        (lambda: dynamics.continuation(lambda k: 3, "k", (0, 1)), TypeError, "the function returns must be a Model"),
        (lambda: dynamics.continuation(lambda k: NET, "k", (0, 1), params={"a": 1}), TypeError, "give them in the"),
        (lambda: dynamics.continuation(MPR, "eta", (-5.0, 0.0)), ValueError, "there are 3 fixed points at eta = -5"),
        (lambda: dynamics.lyapunov_exponents(HOPF, 10.0, dt=0), ValueError, "dt must be positive"),
        (lambda: dynamics.lyapunov_exponents(HOPF, 1.05, dt=0.1), ValueError, "not a whole number of steps"),
        (lambda: dynamics.lyapunov_exponents(HOPF, 10.0, dt=0.1, count=0), ValueError, "count must be a whole number"),
        (lambda: dynamics.lyapunov_exponents(HOPF, 10.0, dt=0.1, count=3), ValueError, "count must be at most 2"),
        (lambda: dynamics.lyapunov_exponents(HOPF, 10.0, dt=0.1, seed=-1), TypeError, "seed must be a whole number"),
        (lambda: dynamics.lyapunov_exponents(HOPF, 10.0, dt=0.1, method="rk4"), TypeError, "must be an integrator"),
        (lambda: dynamics.lyapunov_exponents(HOPF, 10.0, dt=0.1, every=0.0), ValueError, "shorter than one step"),
        (lambda: dynamics.phase_plane(NET), TypeError, "model must be a Model"),
        (lambda: dynamics.phase_plane(models.linear), ValueError, "linear has one state, x; a plane needs two"),
        (lambda: dynamics.phase_plane(HOPF, "z"), KeyError, "unknown state 'z'"),
        (lambda: dynamics.phase_plane(HOPF, "x", "x"), ValueError, "x and y must be two states, got x twice"),
        (lambda: dynamics.phase_plane(HOPF, n=1), ValueError, "n must be a whole number of at least 2"),
        (lambda: dynamics.phase_plane(HOPF, others={"x": 1}), KeyError, "unknown further state 'x'"),
        (lambda: dynamics.phase_plane(models.jansen_rit, within={"y2": (0, 1)}), KeyError, "state of the plane"),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_a_phase_plane_has_no_delay():
    @model()
    def late(
        x=state(0.5, bounds=(-1, 1), doc="x"),
        y=state(0.5, bounds=(-1, 1), doc="y"),
        a=param(1.0, per_ms, domain=(-5, 5), doc="rate"),
        x_late=drive(own="x", delay=3.0, doc="x before"),
    ):
        """dx/dt = -a y, dy/dt = a x(t - 3)."""
        return {"x": -a * y, "y": a * x_late}

    with pytest.raises(ValueError, match=r"late receives x_late after a delay, .* it has no phase plane"):
        dynamics.phase_plane(late)


def test_not_inside_a_trace():
    with pytest.raises(TypeError, match="fixed_points runs outside JAX"):
        jax.jit(lambda a: dynamics.fixed_points(HOPF, {"a": a})[0].vector)(0.1)


def test_fixed_points_that_form_a_line_are_refused():
    """Phases may all turn together: what Newton's method finds is anywhere on a circle."""
    phases = Network(
        models.kuramoto, np.ones((3, 3)), coupling=coupling.kuramoto(k=0.1), source="theta", target="theta_inp",
        params={"omega": 0.0},
    )  # fmt: skip
    with pytest.raises(ValueError, match="fixed points are not isolated here, but form lines"):
        dynamics.fixed_points(phases)


def test_a_network_that_is_driven_in_time_rests_nowhere():
    driven = Network(HOPF, 2, stimuli={"x_inp": stimulus.sinusoid(80.0, 0.2)})
    with pytest.raises(
        ValueError, match="fixed_points needs a network that does not depend on time; leave its stimuli"
    ):
        dynamics.fixed_points(driven)
    with pytest.raises(ValueError, match="continuation needs a network that does not depend on time"):
        dynamics.continuation(lambda k: driven, "k", (0.0, 1.0))
    assert len(dynamics.lyapunov_exponents(driven, 10.0, dt=0.1, count=1).values) == 1


def test_one_value_does_not_silently_replace_several():
    network = Network(HOPF, 2, params={"a": [0.1, 0.2]})
    with pytest.raises(ValueError, match="a differs between regions, and one value would replace them all"):
        dynamics.continuation(network, "a", (-1.0, 1.0))


def test_a_name_that_model_and_coupling_share():
    network = Network(pair, np.ones((2, 2)), coupling=coupling.additive(k=0.1), source="u", target="u_inp")
    with pytest.raises(ValueError, match="'b' is a parameter of the model and of the coupling"):
        dynamics.continuation(network, "b", (0.0, 1.0))


@model()
def rising(x=state(0.0, bounds=(-5, 5), doc="x"), a=param(1.0, per_ms, domain=(-5, 5), doc="rate")):
    """dx/dt = a (1 + x^2)."""
    return {"x": a * (1 + x**2)}


def test_a_start_where_nothing_rests():
    with pytest.raises(ValueError, match="no fixed point was found near start"):
        dynamics.continuation(rising, "a", (1.0, 2.0), start={"x": 0.5})
    assert dynamics.fixed_points(rising) == ()


def test_no_fixed_point_to_begin_at():
    with pytest.raises(ValueError, match="there is no fixed point at a = -1 in the bounds"):
        dynamics.continuation(HOPF, "a", (-1.0, 1.0), within={"x": (1.0, 2.0), "y": (1.0, 2.0)})


def test_a_run_that_explodes():
    network = Network(HOPF, 1, params={"a": 5.0, "beta": 0.0})
    with pytest.raises(Divergence, match="left the finite numbers before"):
        dynamics.lyapunov_exponents(network, 1000.0, dt=0.1)
