"""Graph measures against closed forms of small graphs, and their direction; coupling of structure and function."""

import networkx
import numpy as np
import pytest
from scipy.stats import spearmanr

from brainmass.analysis import (
    betweenness,
    characteristic_path_length,
    clustering,
    communicability,
    communities,
    fc,
    global_efficiency,
    modularity,
    participation,
    path_lengths,
    pearson_r,
    regional_sc_fc_coupling,
    rewired,
    rich_club,
    sc_fc_correlation,
    sc_fc_coupling,
    sc_fc_regression,
    small_worldness,
    spearman_r,
    strength,
)

CHAIN = np.diag([2.0, 4.0], k=-1)  # 0 -> 1 with weight 2, 1 -> 2 with weight 4: W[i, j] = to i from j


def ring(n, neighbours):
    return sum(np.roll(np.eye(n), s, axis=0) + np.roll(np.eye(n), -s, axis=0) for s in range(1, neighbours // 2 + 1))


def blocks(sizes, inside=1.0, outside=0.0):
    labels = np.repeat(np.arange(len(sizes)), sizes)
    weights = np.where(labels[:, None] == labels, inside, outside)
    np.fill_diagonal(weights, 0)
    return weights, labels


def connectome(n=12, seed=0):
    weights = np.random.default_rng(seed).lognormal(size=(n, n)) * (
        np.random.default_rng(seed + 1).random((n, n)) < 0.6
    )
    np.fill_diagonal(weights, 0)
    return weights


def test_directions_are_to_from():
    received, sent = strength(CHAIN)
    np.testing.assert_array_equal(received, [0, 2, 4])
    np.testing.assert_array_equal(sent, [2, 4, 0])
    np.testing.assert_array_equal(path_lengths(CHAIN), [[0, np.inf, np.inf], [0.5, 0, np.inf], [0.75, 0.25, 0]])
    np.testing.assert_allclose(betweenness(CHAIN), [0, 0.5, 0])
    assert participation(CHAIN + CHAIN.T, [0, 0, 1])[1] == pytest.approx(1 - (4 + 16) / 36)
    assert participation(CHAIN, [0, 0, 1])[1] == 0


@pytest.mark.parametrize("n", [12, 30])
@pytest.mark.parametrize("neighbours", [4, 6])
def test_clustering_and_paths_of_a_ring_lattice(check, n, neighbours):
    # Watts & Strogatz: C = 3 (k - 2) / (4 (k - 1)); a path takes ceil(2 d / k) steps around.
    source = "ring lattice; Watts & Strogatz 1998, doi:10.1038/30918"
    steps = np.ceil(np.minimum(np.arange(1, n), n - np.arange(1, n)) * 2 / neighbours)
    exact = 3 * (neighbours - 2) / (4 * (neighbours - 1))
    lattice = ring(n, neighbours)
    check.table(f"clustering of a ring of {n}, k = {neighbours}", clustering(lattice), exact, abs=1e-12, source=source)
    length, efficiency = characteristic_path_length(lattice), global_efficiency(lattice)
    check(f"path length of a ring of {n}, k = {neighbours}", length, steps.mean(), abs=1e-12, source=source)
    check(f"efficiency of a ring of {n}, k = {neighbours}", efficiency, (1 / steps).mean(), abs=1e-12, source=source)


def test_weighted_clustering_is_the_formula_written_out():
    weights = connectome() + connectome().T
    scaled, n = (weights / weights.max()) ** (1 / 3), len(weights)
    degree = (weights > 0).sum(axis=1)
    expected = [sum(scaled[i, j] * scaled[j, k] * scaled[k, i] for j in range(n) for k in range(n)) for i in range(n)]
    np.testing.assert_allclose(clustering(weights), expected / (degree * (degree - 1)), rtol=1e-10)


def test_a_length_of_ones_own():
    np.testing.assert_allclose(path_lengths(CHAIN, lambda w: -np.log(w / 5))[2, 0], np.log(5 / 2) + np.log(5 / 4))
    assert characteristic_path_length(ring(5, 2), np.ones_like) == pytest.approx(1.5)


def test_betweenness_of_a_star_and_of_a_chain(check):
    star, chain = np.zeros((6, 6)), ring(5, 2)
    star[0, 1:] = star[1:, 0] = 1
    chain[0, 4] = chain[4, 0] = 0
    source = "Freeman 1977, doi:10.2307/3033543"
    check.table("betweenness of a star", betweenness(star), [1, 0, 0, 0, 0, 0], abs=1e-12, source=source)
    check.table("betweenness of a chain", betweenness(chain), [0, 3 / 6, 4 / 6, 3 / 6, 0], abs=1e-12, source=source)


def test_separate_cliques_are_communities_of_known_modularity(check):
    weights, labels = blocks([4, 4, 4])
    np.testing.assert_array_equal(communities(weights), labels)
    source = "M equal separate cliques: Q = 1 - 1 / M; Newman & Girvan 2004, doi:10.1103/PhysRevE.69.026113"
    check("modularity of three cliques", modularity(weights, labels), 2 / 3, abs=1e-12, source=source)
    check("modularity of one community", modularity(weights, np.zeros(12)), 0.0, abs=1e-12, source=source)


def test_modularity_of_a_directed_graph_is_the_formula_written_out():
    weights, labels = connectome(), np.arange(12) % 3
    received, sent = weights.sum(axis=1), weights.sum(axis=0)
    same = labels[:, None] == labels
    total = weights.sum()
    expected = ((weights - 1.3 * np.outer(received, sent) / total) * same).sum() / total
    assert modularity(weights, labels, resolution=1.3) == pytest.approx(expected, abs=1e-12)


def test_communities_do_not_depend_on_anything_but_the_seed():
    weights, labels = blocks([5, 6, 4], inside=1.0, outside=0.1)
    for seed in range(5):
        np.testing.assert_array_equal(communities(weights, seed=seed), labels)
    noise = connectome(30)
    np.testing.assert_array_equal(communities(noise, seed=3), communities(noise, seed=3))


def test_participation_is_even_or_none(check):
    weights, labels = blocks([3, 3, 3, 3], inside=1.0, outside=1.0)
    weights[0] = np.r_[0, 1.5, 1.5, 1, 1, 1, 1, 1, 1, 1, 1, 1]  # 3 from each of the four
    source = "1 - 1 / M; Guimera & Amaral 2005, doi:10.1038/nature03288"
    check("participation in four communities alike", participation(weights, labels)[0], 0.75, abs=1e-12, source=source)
    assert (participation(blocks([4, 4])[0], blocks([4, 4])[1]) == 0).all()


def test_the_rich_club_of_a_clique_with_leaves(check):
    # A clique of 4, each with 2 leaves: degree 5 in the club, 1 outside; 14 of 66 pairs, then 6 of 6.
    weights = np.zeros((12, 12))
    weights[:4, :4] = 1
    for i in range(8):
        weights[i // 2, 4 + i] = weights[4 + i, i // 2] = 1
    found = rich_club(weights)
    source = "counted by hand; Colizza et al. 2006, doi:10.1038/nphys209"
    check("rich club at 0", found[0], 14 / 66, abs=1e-12, source=source)
    check.table("rich club at 1 to 4", [found[k] for k in (1, 2, 3, 4)], 1.0, abs=1e-12, source=source)


def test_rewiring_keeps_degrees_and_a_lattice_is_a_small_world(check):
    lattice = ring(60, 8)
    random = rewired(lattice, seed=1)
    np.testing.assert_array_equal(random.sum(axis=1), lattice.sum(axis=1))
    np.testing.assert_array_equal(random, random.T)
    assert not np.array_equal(random, lattice)
    source = "Humphries & Gurney 2008, doi:10.1371/journal.pone.0002051"
    check("small-worldness of a random graph", small_worldness(random, 5), 1.0, abs=0.2, source=source)
    watts = networkx.to_numpy_array(networkx.connected_watts_strogatz_graph(60, 8, 0.1, seed=2))
    check.between("small-worldness of a Watts-Strogatz graph", small_worldness(watts, 5), 1.5, 10.0, source=source)


def test_communicability_is_the_sum_over_walks():
    weights = connectome() + connectome().T
    scaled = weights / np.sqrt(np.outer(weights.sum(axis=1), weights.sum(axis=1)))
    walks, term = np.eye(12), np.eye(12)
    for length in range(1, 30):
        term = term @ scaled / length
        walks += term
    np.testing.assert_allclose(communicability(weights), walks, atol=1e-12)


SC = connectome() + connectome().T
FC = np.asarray(fc(np.random.default_rng(5).normal(size=(50, 12))))
PAIRS = np.triu_indices(12, 1)


def test_coupling_is_the_correlation_over_pairs_with_and_without_zeros():
    s, f = SC[PAIRS], FC[PAIRS]
    assert (s == 0).any()
    assert sc_fc_coupling(SC, FC) == pytest.approx(spearmanr(s[s > 0], f[s > 0]).statistic, abs=1e-12)
    assert sc_fc_coupling(SC, FC, with_zeros=True) == pytest.approx(spearmanr(s, f).statistic, abs=1e-12)
    assert sc_fc_coupling(SC, FC, pearson_r) == pytest.approx(np.corrcoef(s[s > 0], f[s > 0])[0, 1], abs=1e-12)
    assert sc_fc_coupling(SC, FC, pearson_r, with_zeros=True) == pytest.approx(sc_fc_correlation(SC, FC), abs=1e-6)


def test_regional_coupling_is_that_of_the_profiles():
    for i, value in enumerate(regional_sc_fc_coupling(SC, FC)):
        s, f = np.delete(SC[i], i), np.delete(FC[i], i)
        assert value == pytest.approx(spearmanr(s[s > 0], f[s > 0]).statistic, abs=1e-12)


def test_coupling_of_a_monotone_function_is_one_and_of_a_lone_region_undefined(check):
    check("Spearman coupling of exp(SC)", sc_fc_coupling(SC, np.exp(SC / 10)), 1.0, abs=1e-12, source="ranks are kept")
    lone = SC.copy()
    lone[3, :] = lone[:, 3] = 0
    assert np.isnan(regional_sc_fc_coupling(lone, FC)[3])
    assert np.isfinite(np.delete(regional_sc_fc_coupling(lone, FC), 3)).all()


def test_regression_on_known_predictors(check):
    lengths = np.random.default_rng(8).random((12, 12))
    explained = sc_fc_regression(SC, 0.1 + 0.2 * SC - 0.5 * lengths, predictors=(lengths,))
    check.table("R^2 of a linear function of the predictors", explained, 1.0, abs=1e-12, source="least squares")
    # with one predictor R^2 is the squared correlation, then adjusted for 11 pairs
    for i, value in enumerate(sc_fc_regression(SC, FC)):
        r2 = np.corrcoef(np.delete(SC[i], i), np.delete(FC[i], i))[0, 1] ** 2
        assert value == pytest.approx(1 - (1 - r2) * 10 / 9, abs=1e-12)


def test_ranks_share_equal_values():
    a, b = np.array([1, 2, 2, 3, 5.0]), np.array([2, 1, 4, 4, 3.0])
    assert spearman_r(a, b) == pytest.approx(spearmanr(a, b).statistic, abs=1e-15)
    assert np.isnan(spearman_r(a, np.ones(5)))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: clustering(-SC), "negative entries, for which clustering has no meaning"),
        (lambda: strength(SC[:3]), r"weights must be a square matrix .* \(3, 12\)"),
        (lambda: path_lengths(SC, lambda w: 0 * w), "length must give a positive number"),
        (lambda: modularity(SC, [0, 1]), "labels must hold one label for each of the 12 regions"),
        (lambda: small_worldness(blocks([4, 4])[0]), "the graph is not connected"),
        (lambda: communicability(np.zeros((3, 3))), "a connection for each region"),
        (lambda: sc_fc_coupling(SC, FC[:5, :5]), "sc and fc must have the same regions, got 12 and 5"),
        (lambda: sc_fc_regression(SC[:3, :3], FC[:3, :3]), "1 predictors need at least 4 regions, got 3"),
        (lambda: sc_fc_regression(SC, FC, (FC[:5, :5],)), r"predictors\[0\] must have the 12 regions of sc, got 5"),
    ],
)
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
