"""Building networks: the short form, names, defaults, leaves. Errors are in tests/faults/test_bad_networks.py."""

import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass import graphs
from brainmass.connectome import Connectome
from brainmass.coupling import additive, diffusive
from brainmass.models import hopf, jansen_rit, wong_wang
from brainmass.network import Network, Population, Projection
from brainmass.noise import white
from brainmass.simulation import simulate
from brainmass.wiring import delays_of, wire
from tests.systems import leak, pair, random_weights

W = random_weights(3, 3, 1)
LENGTHS = np.array([[0.0, 30.0, 12.0], [30.0, 0.0, 4.0], [12.0, 4.0, 0.0]])


def test_the_short_form_is_one_population_and_one_projection():
    short = Network(leak, W, coupling=diffusive(0.1), source="x", target="x_inp", params={"g": 0.3}, initial={"x": 0.5})
    general = Network(
        populations={"leak": Population(leak, 3, params={"g": 0.3}, initial={"x": 0.5})},
        projections=[Projection("leak.x", "leak.x_inp", W, coupling=diffusive(0.1))],
    )
    assert repr(short) == repr(general) == "<Network leak: 3 leak; leak.x -> leak.x_inp>"
    np.testing.assert_array_equal(simulate(short, 5.0, dt=0.5)["x"], simulate(general, 5.0, dt=0.5)["x"])


def test_a_connectome_brings_its_labels_and_lengths():
    sc = Connectome(W, LENGTHS, ["a", "b", "c"])
    network = Network(leak, sc, coupling=additive(), source="x", target="x_inp", speed=2.0)
    assert network.populations["leak"].labels == ("a", "b", "c")
    np.testing.assert_array_equal(network.projections[0].lengths, LENGTHS)
    without = Network(leak, sc, coupling=additive(), source="x", target="x_inp")
    assert without.projections[0].lengths is None


def test_quantities_are_converted_at_the_door():
    network = Network(
        leak,
        Connectome(W, LENGTHS),
        coupling=additive(),
        source="x",
        target="x_inp",
        speed=3.0 * u.meter / u.second,
        params={"g": np.array([1.0, 2.0, 3.0]) * u.Hz},
        max_delay=0.1 * u.second,
        inputs={"x_inp": 5.0 * u.Hz},
    )
    assert float(network.projections[0].speed) == pytest.approx(3.0)
    assert network.projections[0].max_delay == pytest.approx(100.0)
    np.testing.assert_allclose(network.populations["leak"].params["g"], [0.001, 0.002, 0.003], rtol=1e-6)
    assert float(network.populations["leak"].inputs["x_inp"]) == pytest.approx(0.005)


def test_delays_are_resolved_with_the_dt_of_the_run():
    network = Network(leak, Connectome(W, LENGTHS), coupling=additive(), source="x", target="x_inp", speed=4.0)
    for dt in (0.1, 0.5, 2.0):
        wiring = wire(network, dt)
        np.testing.assert_array_equal(delays_of(network.projections[0], dt), np.rint(LENGTHS / 4.0 / dt))
        present = W != 0
        assert present[1, 2] or present[2, 1]  # the short ones, of 1 ms
        assert wiring.tracts[0].length == 1 + int(np.rint(LENGTHS / 4.0 / dt)[present].max())
        assert (wiring.wires[0].instant is not None) == (np.rint(1.0 / dt) == 0)
    assert wire(network, 100.0).tracts[0].length == 0
    assert wire(network, 0.1).wires[0].instant is None


def test_a_speed_for_every_connection():
    speeds = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [1.0, 1.0, 1.0]])
    network = Network(
        leak, Connectome(W, LENGTHS), coupling=additive(), source="x", target="x_inp", speed=speeds
    )  # fmt: skip
    np.testing.assert_array_equal(delays_of(network.projections[0], 0.5), np.rint(LENGTHS / speeds / 0.5))


def test_parameters_left_out_have_the_declared_defaults():
    population = Population(hopf, 4, params={"a": [0.1, 0.2, 0.3, 0.4]})
    assert set(population.params) == set(hopf.params)
    assert float(population.params["omega"]) == pytest.approx(hopf.params["omega"].default)
    np.testing.assert_allclose(population.params["a"], [0.1, 0.2, 0.3, 0.4])
    assert population.labels == ("region0", "region1", "region2", "region3")
    assert repr(population) == "<Population of 4 hopf>"


def test_every_number_is_a_leaf_with_a_name():
    network = Network(
        leak,
        Connectome(W, LENGTHS),
        coupling=diffusive(0.1),
        source="x",
        target="x_inp",
        speed=2.0,
        noise={"x": white(0.1)},
        initial={"x": 0.2},
        inputs={"x_inp": 0.3},
    )
    paths = {jax.tree_util.keystr(path) for path, _ in jax.tree_util.tree_leaves_with_path(network)}
    assert paths == {
        ".populations['leak'].params['g']",
        ".populations['leak'].noise['x'].sigma",
        ".populations['leak'].initial['x']",
        ".populations['leak'].inputs['x_inp']",
        ".projections[0].weights",
        ".projections[0].coupling.params['k']",
        ".projections[0].lengths",
        ".projections[0].speed",
    }
    rebuilt = jax.tree.unflatten(jax.tree.structure(network), jax.tree.leaves(network))
    assert repr(rebuilt) == repr(network)
    np.testing.assert_array_equal(simulate(rebuilt, 9.0, dt=0.5)["x"], simulate(network, 9.0, dt=0.5)["x"])


def test_leaves_can_be_swept_by_vmap():
    network = Network(leak, W, coupling=additive(0.1), source="x", target="x_inp", initial={"x": 1.0})
    many = jax.tree.map(lambda leaf: jnp.stack([jnp.asarray(leaf), 2.0 * leaf]), network)
    both = jax.vmap(lambda net: simulate(net, 3.0, dt=0.5)["x"])(many)
    assert both.shape == (2, 6, 3)
    np.testing.assert_allclose(both[0], simulate(network, 3.0, dt=0.5)["x"], rtol=1e-5)


def test_names_of_the_only_population_may_be_left_out():
    network = Network(
        populations={"p": Population(leak, 3)}, projections=[Projection("x", "x_inp", W, coupling=diffusive(0.1))]
    )
    assert network.projections[0].source == ("p.x",)
    assert network.projections[0].target == "p.x_inp"
    assert network.projections[0].local == "x"
    assert network.find("x") == ("p", "x")
    assert network.observable("doubled") == ("p", "doubled")


def test_an_output_of_states_may_be_sent_and_one_of_drives_may_not():
    Network(
        populations={"p": Population(jansen_rit, 3)}, projections=[Projection("eeg", next(iter(jansen_rit.drives)), W)]
    )
    with pytest.raises(ValueError, match="output 'r_E' depends on the drives of wong_wang"):
        Network(wong_wang, W, coupling=additive(), source="r_E", target="S_E_ext")


def test_the_projection_given_stays_as_it_was():
    projection = Projection("p.x", "p.x_inp", W, coupling=diffusive(0.1))
    for name in ("p", "q"):
        populations = {"p": Population(leak, 3), name: Population(leak, 3)}
        Network(populations=populations, projections=[projection])
    assert projection.local is None
    assert projection.source == ("p.x",)


def test_source_parameters_have_one_value_per_source_and_target_parameters_one_per_target():
    weights = random_weights(2, 3, 5)
    populations = {"a": Population(leak, 3), "b": Population(pair, 2)}
    from brainmass.coupling import hyperbolic_tangent

    coupling = hyperbolic_tangent(k=[1.0, 2.0], mid=[0.1, 0.2, 0.3])
    network = Network(populations=populations, projections=[Projection("a.x", "b.u_inp", weights, coupling=coupling)])
    assert simulate(network, 1.0, dt=0.5)["b.u"].shape == (2, 2)


def test_uncoupled_regions_are_a_number():
    assert Network(hopf, 7).populations["hopf"].n == 7
    assert Network(hopf, graphs.ring(5)).projections == ()
