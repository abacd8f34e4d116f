"""A saved result holds the structure that it was simulated with."""

import numpy as np

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
