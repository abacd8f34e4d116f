"""The field that dynamics works on is what the engine integrates."""

import jax
import numpy as np
import pytest
from scipy.sparse import csr_array

from brainmass import models
from brainmass.coupling import additive, diffusive, laplacian, pairwise, sigmoidal_jansen_rit
from brainmass.dynamics import fixed_points
from brainmass.dynamics.field import double, field_of
from brainmass.integrate import euler
from brainmass.network import Network, Population, Projection
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.systems import leak, pair, random_weights


def cubed(x_i, x_j):
    return (x_j - x_i) ** 3 + 0.1 * x_j


WEIGHTS = random_weights(7, 7, 0)
NETWORKS = {
    "uncoupled": lambda: Network(pair, 5),
    "diffusive": lambda: Network(pair, WEIGHTS, coupling=diffusive(k=0.2), source="u", target="v_inp"),
    "laplacian": lambda: Network(pair, WEIGHTS, coupling=laplacian(k=0.2), source="u", target="u_inp"),
    "pairwise": lambda: Network(pair, WEIGHTS, coupling=pairwise(cubed, k=0.3), source="u", target="u_inp"),
    "sparse": lambda: Network(
        pair, csr_array(WEIGHTS), coupling=additive(k=0.2, b=0.1), source="v", target="u_inp", inputs={"v_inp": 0.3}
    ),
    "two sources": lambda: Network(
        models.jansen_rit, WEIGHTS, coupling=sigmoidal_jansen_rit(k=2.0), source=("y1", "y2"), target="p_inp"
    ),
    "two populations": lambda: Network(
        populations={"a": Population(pair, 7, params={"b": np.linspace(0, 1, 7)}), "b": Population(leak, 4)},
        projections=[
            Projection("a.u", "b.x_inp", random_weights(4, 7, 1)),
            Projection("b.doubled", "a.v_inp", random_weights(7, 4, 2), coupling=diffusive(k=0.4), local="v"),
        ],
    ),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_it_is_what_a_step_of_euler_adds(name, x64):
    network = NETWORKS[name]()
    flow = field_of(network)
    dt = 1e-3
    run = simulate(network, 2 * dt, dt=dt, method=euler, seed=3)
    several = len(network.populations) > 1
    samples = {n: np.asarray(run[n]) for n in run.data}
    before, after = (flow.vector({n: x[i] for n, x in samples.items()}, "states") for i in (0, 1))
    assert set(samples) == {f"{s.population}.{s.state}" if several else s.state for s in flow.slots}
    np.testing.assert_allclose(np.asarray(flow.slope(before)), (after - before) / dt, rtol=1e-8, atol=1e-9)


def test_delays_and_noise_do_not_change_it():
    from brainmass.noise import ou, white

    given = {"coupling": diffusive(k=0.2), "source": "u", "target": "v_inp"}
    still = field_of(Network(pair, WEIGHTS, **given))
    noise = {"u": white(0.1), "v_inp": ou(0.1, 10.0)}
    late = field_of(Network(pair, WEIGHTS, **given, lengths=10 * np.abs(WEIGHTS), speed=2.0, noise=noise))
    y = np.linspace(-1, 1, 14)
    with double():
        np.testing.assert_array_equal(np.asarray(still.slope(y)), np.asarray(late.slope(y)))


def test_a_model_alone_is_in_float64_in_any_session():
    """0.1 in float32 is off by 1e-9, which would show."""
    assert not jax.config.jax_enable_x64
    point = fixed_points(models.linear, {"gamma": -0.1}, {"x_inp": 0.3})[0]
    assert point.states["x"] == pytest.approx(3.0, abs=1e-14)
    assert point.jacobian.dtype == np.float64


def test_names_of_a_network_and_back():
    flow = field_of(NETWORKS["two populations"]())
    y = np.arange(18.0)
    named = flow.named(y)
    assert list(named) == ["a.u", "a.v", "b.x"]
    np.testing.assert_array_equal(named["b.x"], [14, 15, 16, 17])
    np.testing.assert_array_equal(flow.vector(named, "start"), y)
    with pytest.raises(KeyError, match=r"start must give a value for each of a\.u, a\.v, b\.x; got a\.u"):
        flow.vector({"a.u": 1.0}, "start")
    with pytest.raises(ValueError, match=r"start: b\.x must be a number or 4 numbers"):
        flow.vector({**named, "b.x": [1.0, 2.0]}, "start")
    with pytest.raises(ValueError, match="start holds a number that is not finite"):
        flow.vector({**named, "b.x": np.nan}, "start")


def test_observed_samples_agree_with_the_names():
    """`named` uses the names under which `simulate` records by default."""
    run = simulate(NETWORKS["two populations"](), 1.0, dt=0.1, observe={"a.u": every(1.0, "a.u")})
    assert set(run.data) <= set(field_of(NETWORKS["two populations"]()).named(np.arange(18.0)))
