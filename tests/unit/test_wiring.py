"""Which edges are instant, short and long at one dt, what they are stored as, and the block that they allow."""

import jax
import numpy as np
import pytest
from scipy.sparse import csr_array

from brainmass.coupling import additive, laplacian, pairwise
from brainmass.edges import Group
from brainmass.network import Network
from brainmass.sparse import Pattern, sparse
from brainmass.wiring import wire
from tests.systems import leak, random_weights

N = 20
W = random_weights(N, N, 3, density=1.0)


def wired(lengths, dt=1.0, weights=W, block=None, **more):
    network = Network(
        leak, weights, coupling=more.pop("coupling", additive()), source="x", target="x_inp",
        **({} if lengths is None else {"lengths": lengths, "speed": 1.0}), **more,
    )  # fmt: skip
    return wire(network, dt, block)


def test_long_edges_allow_blocks_of_16_and_short_ones_are_read_step_by_step():
    wiring = wired(np.random.default_rng(0).uniform(20, 200, (N, N)))
    assert wiring.block == 16
    assert wiring.wires[0].short is None
    assert wiring.wires[0].instant is None
    mixed = wired(np.where(np.eye(N, k=1) > 0, 3.0, 50.0))
    assert mixed.block == 32  # of so few edges none costs as much as what comes with every block
    assert int((mixed.wires[0].short.arriving.slot < N * N).sum()) == N - 1


def test_every_edge_is_in_one_group_only():
    lengths = np.random.default_rng(1).uniform(0, 40, (N, N))
    wires = wired(lengths, block=16).wires[0]
    found = [np.asarray(group.arriving.slot).ravel() for group in (wires.short, wires.long)]
    found.append(np.asarray(wires.instant.arriving.slot).ravel())
    slots = np.concatenate([s[s < N * N] for s in found])
    np.testing.assert_array_equal(np.sort(slots), np.flatnonzero(W))


def test_edges_without_weight_are_left_out_and_sparse_ones_listed():
    few = W * (np.random.default_rng(2).random((N, N)) < 0.03)
    assert isinstance(wired(None, weights=few).wires[0].instant, Group)
    assert wired(None).tracts[0].whole
    long = wired(np.full((N, N), 30.0), weights=few).wires[0].long
    assert int((np.asarray(long.arriving.slot) < N * N).sum()) == np.count_nonzero(few)


def test_undelayed_networks_have_long_blocks():
    assert wired(None).block == 512


def test_a_block_of_ones_own():
    assert wired(np.full((N, N), 30.0), block=4).block == 4


def test_the_laplacian_gives_away_at_once():
    wires = wired(np.full((N, N), 30.0), coupling=laplacian()).wires[0]
    slots = np.asarray(wires.instant.arriving.slot)
    np.testing.assert_array_equal(np.sort(slots[slots < N * N]), np.arange(N) * (N + 1))


def test_the_same_edges_are_sorted_once():
    lengths = np.random.default_rng(4).uniform(20, 200, (N, N))
    first, second = wired(lengths), wired(lengths.copy(), weights=2 * W)
    assert first.wires[0].long is second.wires[0].long


def test_traced_delays_take_the_block_that_min_delay_allows():
    blocks = []

    def speeds(speed, least):
        network = Network(
            leak, W, coupling=additive(), source="x", target="x_inp", lengths=np.full((N, N), 30.0), speed=speed,
            min_delay=least, max_delay=60.0,
        )  # fmt: skip
        blocks.append(wire(network, 1.0).block)
        return speed

    for least in (None, 1.0, 5.0, 100.0 / 3, 60.0):
        jax.jit(lambda s, least=least: speeds(s, least))(1.0)
    assert blocks == [1, 1, 4, 16, 16]


def test_equal_patterns_are_equal_and_entries_in_order():
    matrix = csr_array(W * (W > 0.5))
    one, other = sparse(matrix), sparse(matrix.tocsc())
    assert one.pattern == other.pattern
    assert hash(one.pattern) == hash(other.pattern)
    np.testing.assert_array_equal(one.data, other.data)
    assert one.pattern != Pattern(one.pattern.rows, one.pattern.columns, (N, N + 1))
    np.testing.assert_allclose(one.sum(axis=1), matrix.sum(axis=1), rtol=1e-6)
    np.testing.assert_allclose(one.sum(axis=0), matrix.sum(axis=0), rtol=1e-6)


def test_pairwise_edges_have_no_matrix_product():
    wires = wired(np.zeros((N, N)) + 30 * np.eye(N, k=1), coupling=pairwise(lambda a, b: b - a)).wires[0]
    assert isinstance(wires.instant, Group)


@pytest.mark.parametrize("dt", [0.1, 0.5, 2.0])
def test_history_reaches_as_far_as_the_longest_delay(dt):
    lengths = np.random.default_rng(5).uniform(0, 40, (N, N))
    longest = np.rint(lengths / dt)[W != 0].max()
    assert wired(lengths, dt).tracts[0].length == longest + 1
