"""A run that leaves the finite numbers: who, where, when, and what to try."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.integrate import euler
from brainmass.models import hopf, wong_wang
from brainmass.network import Network, Population
from brainmass.observe import bold, every
from brainmass.result import Divergence
from brainmass.simulation import simulate
from tests.systems import leak

UNSTABLE = Network(
    populations={
        "calm": Population(leak, 2),
        "wild": Population(hopf, 3, params={"beta": 1.0}, initial={"x": [0.1, 30.0, 0.1]}, labels=["V1", "V2", "V4"]),
    }
)


def test_divergence_names_time_population_region_and_state():
    with pytest.raises(Divergence, match=r"at t = \d+ ms: wild\.[xy] of region 1 \(V2\) is (nan|-?inf)") as caught:
        simulate(UNSTABLE, 200.0, dt=1.0, method=euler)
    assert "Try a smaller dt (now 1 ms)" in str(caught.value)
    assert isinstance(caught.value, ArithmeticError)


def test_the_time_of_divergence_is_the_first_step_outside_the_finite_numbers():
    """x' = x, from x = 1e38 in float32: Euler doubles it in every step of 1 ms, and the second one is above 3.4e38."""
    net = Network(leak, 1, params={"g": -1.0}, initial={"x": 1e38})
    with pytest.raises(Divergence, match=r"at t = 2 ms: leak\.x of region 0 \(region0\) is inf"):
        simulate(net, 10.0, dt=1.0, method=euler)
    with pytest.raises(Divergence, match=r"at t = 2 ms"):
        simulate(net, 2000.0, dt=1.0, method=euler, progress=lambda share, time: None)


def test_what_was_recorded_until_then_is_kept():
    """Samples up to the last period that ended, over several calls of the loop, and the state there."""
    net = Network(leak, 1, params={"g": -0.1}, initial={"x": 1.0})
    with pytest.raises(Divergence) as caught:
        simulate(net, 200_000.0, dt=1.0, method=euler, observe={"x": every(10.0, "x")})
    kept = caught.value.run
    steps = int(np.log(np.finfo(np.float32).max) / np.log(1.1))  # x grows by 1.1 in every step
    assert abs(kept.final.step - steps) <= 2
    assert len(kept["x"]) == kept.final.step // 10
    np.testing.assert_allclose(kept["x"][:, 0], 1.1 ** (10.0 * np.arange(1, len(kept["x"]) + 1)), rtol=1e-3)
    assert np.isfinite(kept.final.states["leak"]["x"]).all()


def test_an_infinite_gating_variable_is_not_hidden_by_its_bounds():
    net = Network(wong_wang, 2, inputs={"I_ext": [0.0, 3e38]})
    with pytest.raises(Divergence, match=r"wong_wang\.S_E of region 1 \(region1\)"):
        simulate(net, 5.0, dt=1.0, method=euler)


def test_inside_vmap_a_flag_says_which_run_failed_and_its_states_stay():
    def run(x):
        return simulate(Network(leak, 1, params={"g": -1.0}, initial={"x": x}), 8.0, dt=1.0, method=euler)

    runs = jax.vmap(run)(jnp.array([1.0, 1e38, 3e37]))
    np.testing.assert_array_equal(runs.final.carry.failed, [-1, 2, 4])
    np.testing.assert_array_equal(runs.final.carry.where, [-1, 0, 0])
    np.testing.assert_array_equal(runs["x"][0, :, 0], 2.0 ** np.arange(1, 9))
    assert np.isinf(runs["x"][1, 1:, 0]).all()
    np.testing.assert_array_equal(runs.final.states["leak"]["x"][:, 0], [256.0, np.inf, np.inf])


def test_bold_of_activity_that_it_is_not_made_for_is_reported():
    """A flow driven below 0 has no volume: the states are fine, the observer is not, and no NaN comes out silently."""
    net = Network(
        populations={"p": Population(leak, 2, params={"g": 0.0}, initial={"x": [0.1, -20.0]}, labels=["A", "B"])}
    )
    with pytest.raises(Divergence, match=r"observer 'b' \(bold of x\) left the finite numbers .* region 1 \(B\)"):
        simulate(net, 5000.0, dt=1.0, observe={"b": bold("x", tr=1000.0)})
