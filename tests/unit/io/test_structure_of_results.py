"""A saved result holds the structure that it was simulated with."""

import numpy as np
from scipy.sparse import csr_array

import brainmass as bm


def test_weights_and_lengths_come_back_with_their_regions(tmp_path):
    sc = bm.graphs.distance_decay(4, seed=3)
    net = bm.Network(bm.models.hopf, sc, coupling=bm.diffusive(0.1), source="x", target="x_inp", speed=5.0)
    run = bm.simulate(net, 10.0, dt=0.5, observe={"x": bm.every(1.0, "x")})
    loaded = bm.io.load_result(bm.io.save_result(run, tmp_path / "run.nc"))
    np.testing.assert_allclose(loaded["weights"], sc.weights, rtol=1e-6)
    np.testing.assert_allclose(loaded["lengths"], sc.lengths, rtol=1e-6)
    assert loaded["weights"].dims == ("target", "source")
    assert loaded["lengths"].attrs["units"] == "mm"
    assert tuple(loaded["source"].values) == sc.labels


def test_several_projections_are_numbered_and_a_taken_name_is_left_alone(tmp_path):
    weights = np.arange(6.0).reshape(3, 2)
    net = bm.Network(
        populations={"a": bm.Population(bm.models.hopf, 2), "b": bm.Population(bm.models.hopf, 3)},
        projections=[bm.Projection("a.x", "b.x_inp", weights), bm.Projection("b.x", "a.x_inp", weights.T)],
    )
    run = bm.simulate(net, 1.0, dt=0.5, observe={"x": bm.every(0.5, "a.x")})
    dataset = bm.io.to_dataset(run, matrices={"weights_0": np.eye(2)})
    np.testing.assert_array_equal(dataset["weights_0"], np.eye(2))
    np.testing.assert_array_equal(dataset["weights_0_simulated"], weights)
    np.testing.assert_array_equal(dataset["weights_1"], weights.T)
    assert dataset["weights_1"].attrs["projection"] == "<Projection b.x -> a.x_inp>"


def test_sparse_weights_are_kept_as_entries_and_pooled_ones_by_region(tmp_path):
    local = csr_array(np.array([[0.0, 2.0, 0.0], [1.0, 0.0, 0.0], [0.0, 3.0, 0.0]]))
    sc = bm.Connectome(np.array([[0.0, 1.0], [2.0, 0.0]]), labels=["V1", "M1"])
    regions = [0, 0, 1]
    net = bm.Network(
        populations={"v": bm.Population(bm.models.hopf, 3)},
        projections=[
            bm.Projection("v.x", "v.x_inp", local),
            bm.Projection("v.x", "v.x_inp", sc, source_regions=regions, target_regions=regions),
        ],
    )
    run = bm.simulate(net, 1.0, dt=0.5, observe={"x": bm.every(0.5, "v.x")})
    loaded = bm.io.load_result(bm.io.save_result(run, tmp_path / "run.nc"))
    entries = (loaded["weights_0"].values, (loaded["edge_target_0"].values, loaded["edge_source_0"].values))
    np.testing.assert_array_equal(csr_array(entries, shape=(3, 3)).toarray(), local.toarray())
    np.testing.assert_array_equal(loaded["weights_1"], sc.weights)
    assert loaded["target_1"].values.tolist() == ["V1", "M1"]
