"""Regions by label: patterns, parts of a connectome, values of some regions, maps."""

import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.connectome import Connectome
from brainmass.coupling import additive
from brainmass.heterogeneity import mapped, unit_scaled, z_scored
from brainmass.io.results import to_dataset
from brainmass.models import hopf, wong_wang
from brainmass.network import Network, Population, Projection
from brainmass.report import write_report
from brainmass.simulation import simulate
from tests.systems import leak, random_weights

LABELS = ["L.V1", "L.TH[a]", "R.V1", "R.TH[a]", "brainstem"]
W = random_weights(5, 5, 1)
LENGTHS = np.random.default_rng(2).uniform(1.0, 50.0, (5, 5))
SC = Connectome(W, LENGTHS, LABELS, hemispheres=["L", "L", "R", "R", ""])


def test_regions_by_pattern_stand_in_the_order_of_the_connectome():
    assert SC.regions("R.*", "L.V1") == ("L.V1", "R.V1", "R.TH[a]")
    assert SC.regions("L.TH[a]") == ("L.TH[a]",)  # a label, though it reads as a pattern
    assert SC.regions() == SC.labels
    assert SC.regions("*V1", hemisphere="R") == ("R.V1",)
    assert SC.without("*.V1", "brainstem") == ("L.TH[a]", "R.TH[a]")
    assert SC.without(SC.regions("*.V1"), "brainstem") == ("L.TH[a]", "R.TH[a]")


def test_a_hierarchy_parts_the_connections():
    up, down, level = SC.by_hierarchy({"*": 1, "*.V1": 2, "brainstem": 0})
    np.testing.assert_array_equal(up.weights + down.weights + level.weights, W)
    levels = [2, 1, 2, 1, 0]
    for i in range(5):
        for j in range(5):
            kind = up if levels[i] > levels[j] else down if levels[i] < levels[j] else level
            assert kind.weights[i, j] == W[i, j]
    assert up.labels == SC.labels
    np.testing.assert_array_equal(down.lengths, LENGTHS)
    np.testing.assert_array_equal(SC.by_hierarchy(levels)[0].weights, up.weights)


def test_a_projection_is_cut_at_the_regions_of_its_populations():
    speed = np.random.default_rng(3).uniform(2.0, 8.0, (5, 5))
    made = {"a": Population(leak, ["R.V1", "L.V1"]), "b": Population(leak, SC.regions("*TH*"))}
    given = Projection("a.x", "b.x_inp", SC, coupling=additive(0.1), speed=speed)
    cut = Network(populations=made, projections=[given]).projections[0]
    block = np.ix_([1, 3], [2, 0])
    for ours, whole in ((cut.weights, W), (cut.lengths, LENGTHS), (cut.speed, speed)):
        np.testing.assert_array_equal(ours, whole[block])
    again = Network(populations=made, projections=[cut, Projection("b.x", "a.x_inp", SC)])
    np.testing.assert_array_equal(again.projections[0].weights, W[block])
    assert given.weights.shape == (5, 5)  # the given one is as it was, to be cut for others


def test_without_labels_a_connectome_must_fit():
    unlabelled = Connectome(W[:2, :2])
    made = {"a": Population(leak, ["V1", "M1"]), "b": Population(leak, 2)}
    network = Network(populations=made, projections=[Projection("a.x", "b.x_inp", unlabelled)])
    np.testing.assert_array_equal(network.projections[0].weights, W[:2, :2])
    part = Population(leak, ["R.V1"])  # and what has no labels may be all regions
    network = Network(
        populations={"all": Population(leak, 5), "one": part}, projections=[Projection("all.x", "one.x_inp", SC)]
    )
    np.testing.assert_array_equal(network.projections[0].weights, W[2:3])


def test_values_by_label():
    there = Population(
        hopf, SC.labels,
        params={"a": {"*TH*": 0.1, "R.TH[a]": 300 * u.Hz}, "omega": {"*": 0.2}},
        inputs={"x_inp": {"brainstem": 0.5}},
        initial={"x": {"L.*": 2.0}},
    )  # fmt: skip
    a = hopf.params["a"].default
    np.testing.assert_allclose(there.values["a"], [a, 0.1, a, 0.3, a])
    np.testing.assert_allclose(there.values["omega"], [0.2] * 5)
    np.testing.assert_allclose(there.inputs["x_inp"], [0, 0, 0, 0, 0.5])
    start, drawn = there.start(jax.random.key(0)), Population(hopf, 5).start(jax.random.key(0))
    np.testing.assert_array_equal(start["x"], np.where([1, 1, 0, 0, 0], 2.0, drawn["x"]))
    np.testing.assert_array_equal(start["y"], drawn["y"])
    assert jax.tree.map(lambda x: x, there).drawn == {"x": (False, False, True, True, True)}


def test_a_value_by_label_may_be_traced():
    def of(value):
        return Population(hopf, ["u", "v"], params={"a": {"v": value}}, initial={"x": {"v": value}}).values["a"]

    np.testing.assert_allclose(jax.jacobian(of)(0.1), [0.0, 1.0])


def test_a_parameter_follows_a_map():
    atlas = {label: 0.1 * i for i, label in enumerate([*LABELS, "elsewhere"])}
    there = Population(wong_wang, SC.regions("*.V1"), params={"w_p": mapped(atlas, b=0.5)})
    np.testing.assert_allclose(there.values["w_p"], wong_wang.params["w_p"].default + 0.5 * np.array([0.0, 0.2]))
    assert set(there.values) == set(there.params)
    maps = np.array([[1.0, 2.0], [0.0, -1.0]])
    several = Population(hopf, 2, params={"a": mapped(maps, a=100 * u.Hz, b=[0.01, 0.02])})
    np.testing.assert_allclose(several.values["a"], [0.11, 0.1], rtol=1e-6)
    follows = several.params["a"]
    assert [np.shape(leaf) for leaf in (follows.map, follows.a, follows.b)] == [(2, 2), (), (2,)]


def test_the_record_of_a_run_has_the_parameter_itself():
    run = simulate(Network(hopf, 2, params={"a": mapped([0.0, 1.0], a=-0.02, b=0.03)}), 1.0, dt=0.5)
    assert run.attributes["populations"]["hopf"]["params"]["a"] == pytest.approx([-0.02, 0.01])


def test_maps_are_scaled():
    given = np.array([2.0, 5.0, 3.0])
    assert (unit_scaled(given) == (given - 2.0) / 3.0).all()
    scored = z_scored(dict(zip("abc", given, strict=True)))
    values = np.array(list(scored.values()))
    assert list(scored) == list("abc")
    assert [values.mean(), values.std()] == pytest.approx([0.0, 1.0])
    assert jnp.shape(mapped(given).map) == (3,)


def test_a_circuit_is_saved_as_its_entries_and_reported_without_a_matrix(tmp_path):
    circuit = Projection("a.x", "a.x_inp", [0.1, 0.2], delay=1.0)
    network = Network(populations={"a": Population(leak, ["u", "v"])}, projections=[circuit])
    run = simulate(network, 20.0, dt=0.5)
    saved = to_dataset(run)
    assert saved["weights"].values.tolist() == pytest.approx([0.1, 0.2])
    assert saved["lengths"].dims == saved["edge_target"].dims == ("edge",)
    assert saved["edge_source"].values.tolist() == [0, 1]
    assert write_report(run, tmp_path / "report.html").exists()
