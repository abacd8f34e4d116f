"""Graph generators: seeds, degrees, densities and the properties that define them."""

import networkx
import numpy as np
import pytest

from brainmass import graphs

MADE = {
    "random": lambda seed: graphs.random(40, density=0.3, seed=seed),
    "small_world": lambda seed: graphs.small_world(40, neighbours=6, rewire=0.3, seed=seed),
    "modular": lambda seed: graphs.modular([20, 20], seed=seed),
    "distance_decay": lambda seed: graphs.distance_decay(40, seed=seed),
}


@pytest.mark.parametrize("name", MADE)
def test_a_seed_is_one_graph(name):
    make = MADE[name]
    np.testing.assert_array_equal(make(3).weights, make(3).weights)
    assert not np.array_equal(make(3).weights, make(4).weights)
    first = make(np.random.default_rng(3))
    np.testing.assert_array_equal(first.weights, make(np.random.default_rng(3)).weights)


@pytest.mark.parametrize("name", MADE)
def test_no_region_is_joined_to_itself(name):
    weights = MADE[name](1).weights
    np.testing.assert_array_equal(np.diag(weights), 0.0)
    assert (weights >= 0).all()


def test_random_graph_has_its_density_and_weights():
    weights = graphs.random(200, density=0.2, weight=0.5, seed=1).weights
    present = weights[weights > 0]
    pairs = 200 * 199
    assert len(present) / pairs == pytest.approx(0.2, abs=4 * np.sqrt(0.2 * 0.8 / pairs))
    assert present.max() <= 0.5
    assert present.mean() == pytest.approx(0.25, abs=0.01)
    assert np.count_nonzero(graphs.random(10, density=0.0).weights) == 0
    assert np.count_nonzero(graphs.random(10).weights) == 90


@pytest.mark.parametrize("neighbours", [2, 4, 6])
def test_ring_lattice(neighbours):
    weights = graphs.ring(11, neighbours=neighbours, weight=0.3).weights
    np.testing.assert_array_equal((weights > 0).sum(axis=1), neighbours)
    np.testing.assert_array_equal(weights, weights.T)
    distance = np.abs(np.subtract.outer(np.arange(11), np.arange(11)))
    distance = np.minimum(distance, 11 - distance)
    np.testing.assert_array_equal(weights, 0.3 * ((distance > 0) & (distance <= neighbours // 2)))


def test_directed_ring_passes_from_j_to_j_plus_one():
    weights = graphs.ring(4, directed=True, weight=2.0).weights
    np.testing.assert_array_equal(weights, [[0, 0, 0, 2], [2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 2, 0]])


@pytest.mark.parametrize("rewire", [0.0, 0.1, 0.5, 1.0])
def test_rewiring_keeps_the_number_of_edges(rewire):
    weights = graphs.small_world(60, neighbours=6, rewire=rewire, weight=0.2, seed=5).weights
    assert np.count_nonzero(weights) == 60 * 6
    np.testing.assert_array_equal(weights, weights.T)
    np.testing.assert_array_equal(np.unique(weights), [0.0, 0.2])
    moved = np.count_nonzero((weights > 0) & (graphs.ring(60, neighbours=6).weights == 0)) / (60 * 6)
    assert moved == pytest.approx(rewire, abs=0.12)
    if rewire == 0:
        assert moved == 0


def test_a_small_world_is_clustered_and_short():
    """Watts and Strogatz (1998), Fig. 2: at p = 0.1 paths are nearly random, clustering nearly that of the lattice."""

    def measures(rewire):
        graph = networkx.from_numpy_array(graphs.small_world(200, neighbours=10, rewire=rewire, seed=2).weights > 0)
        return networkx.average_clustering(graph), networkx.average_shortest_path_length(graph)

    (lattice_c, lattice_l), (world_c, world_l) = measures(0.0), measures(0.1)
    assert lattice_c == pytest.approx(3 * (10 - 2) / (4 * (10 - 1)))  # closed form for a ring lattice
    assert world_c > 0.65 * lattice_c
    assert world_l < 0.4 * lattice_l


def test_hubs_are_joined_to_all_and_the_others_only_to_hubs():
    weights = graphs.hub(8, hubs=2, weight=0.4).weights
    expected = np.zeros((8, 8))
    expected[:2, :] = expected[:, :2] = 0.4
    expected[[0, 1], [0, 1]] = 0.0
    np.testing.assert_array_equal(weights, expected)


def test_modules_are_dense_inside():
    weights = graphs.modular([40, 60], within=0.6, between=0.1, weight=0.3, seed=1).weights
    np.testing.assert_array_equal(weights, weights.T)
    np.testing.assert_array_equal(np.unique(weights), [0.0, 0.3])
    inside, across = weights[40:, 40:][np.triu_indices(60, 1)] > 0, weights[:40, 40:] > 0
    assert inside.mean() == pytest.approx(0.6, abs=0.05)
    assert across.mean() == pytest.approx(0.1, abs=0.025)


def test_distance_decay_looks_like_two_hemispheres():
    sc = graphs.distance_decay(60, decay=20.0, sigma=0.5, seed=3)
    assert sc.hemispheres == ("L",) * 30 + ("R",) * 30
    np.testing.assert_allclose(sc.centres[:30] * [-1, 1, 1], sc.centres[30:])
    assert (sc.centres[:30, 0] < 0).all()
    np.testing.assert_array_equal(sc.weights, sc.weights.T)
    straight = np.linalg.norm(sc.centres[:, None] - sc.centres[None], axis=-1)
    np.testing.assert_allclose(sc.lengths, 1.2 * straight)
    pairs = np.triu_indices(60, 1)
    others = np.abs(pairs[0] - pairs[1]) != 30
    slope, _ = np.polyfit(sc.lengths[pairs][others], np.log(sc.weights[pairs][others]), 1)
    assert slope == pytest.approx(-1 / 20.0, rel=0.03)
    assert sc.weights[0, 30] >= 0.1 * np.exp(-1.0) - 1e-12
