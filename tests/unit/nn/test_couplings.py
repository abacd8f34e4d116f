"""Couplings as classes against sums over all pairs, on weights that are not symmetric."""

import brainstate
import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np
import pytest

import brainmass
from brainmass import connectome
from tests.systems import random_weights

pytestmark = pytest.mark.usefixtures("x64")

N = 5
W = random_weights(N, N, seed=4)
RNG = np.random.default_rng(5)
X, Y = RNG.normal(size=N), RNG.normal(size=N)


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


def pairs(term) -> np.ndarray:
    """sum_j term(i, j), in two loops."""
    return np.array([sum(term(i, j) for j in range(N)) for i in range(N)])


CASES = {
    "AdditiveCoupling": ({"k": 0.3, "b": 0.1}, lambda x, y: 0.3 * pairs(lambda i, j: W[i, j] * x[j]) + 0.1),
    "DiffusiveCoupling": ({"k": 0.3}, lambda x, y: 0.3 * pairs(lambda i, j: W[i, j] * (x[j] - y[i]))),
    "KuramotoCoupling": ({"k": 0.3}, lambda x, y: 0.3 * pairs(lambda i, j: W[i, j] * np.sin(x[j] - y[i]))),
    "SigmoidalCoupling": (
        {"k": 2.0, "cmin": -0.5, "cmax": 1.5, "a": 1.2, "mid": 0.2, "sigma": 3.0},
        lambda x, y: 2 * (-0.5 + 2 * sigmoid(1.2 * (pairs(lambda i, j: W[i, j] * x[j]) - 0.2) / 3)),
    ),
    "HyperbolicTangentCoupling": (
        {"k": 0.3, "b": 1.5, "mid": 0.1, "sigma": 0.8},
        lambda x, y: 0.3 * pairs(lambda i, j: W[i, j] * (1 + np.tanh((1.5 * x[j] - 0.1) / 0.8))),
    ),
    "LaplacianCoupling": ({"k": 0.3}, lambda x, y: -0.3 * (np.diag(W.sum(axis=1)) - W) @ x),
}


@pytest.mark.parametrize("name", CASES)
def test_a_call_is_the_sum_over_all_pairs(name: str):
    arguments, expected = CASES[name]
    coupling = getattr(brainmass, name)(conn=W, **arguments)
    coupling.init_all_states()
    np.testing.assert_allclose(coupling(X, Y), expected(X, Y), rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(coupling(X), expected(X, X), rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(jax.jit(coupling)(X, Y), expected(X, Y), rtol=1e-12, atol=1e-14)
    many = coupling(np.stack([X, Y]), np.stack([Y, X]))
    np.testing.assert_allclose(many, [expected(X, Y), expected(Y, X)], rtol=1e-12, atol=1e-14)


def test_the_coupling_of_jansen_and_rit_takes_both_potentials():
    coupling = brainmass.SigmoidalJansenRitCoupling(W, k=0.3, cmax=0.01, mid=5.0, r=0.5)
    expected = 0.3 * pairs(lambda i, j: W[i, j] * 0.01 * sigmoid(0.5 * (X[j] - Y[j] - 5.0)))
    np.testing.assert_allclose(coupling(X, Y), expected, rtol=1e-12)


def test_rows_are_targets_on_a_directed_ring():
    ring = brainmass.graphs.ring(4, directed=True, weight=1.0).weights
    activity = jnp.array([1.0, 0.0, 0.0, 0.0])
    np.testing.assert_array_equal(brainmass.AdditiveCoupling(ring)(activity), [0, 1, 0, 0])


def test_a_laplacian_of_another_kind():
    positive = np.abs(W)
    coupling = brainmass.LaplacianCoupling(positive, k=0.3, of=connectome.random_walk_laplacian)
    degree = positive.sum(axis=1)
    np.testing.assert_allclose(coupling(X), -0.3 * (X - positive @ X / degree), rtol=1e-12)


def test_between_two_populations():
    between = random_weights(3, N, seed=6)
    target = RNG.normal(size=3)
    expected = [sum(between[i, j] * (X[j] - target[i]) for j in range(N)) for i in range(3)]
    np.testing.assert_allclose(brainmass.DiffusiveCoupling(between)(X, target), expected, rtol=1e-12)
    np.testing.assert_allclose(brainmass.AdditiveCoupling(between)(X), between @ X, rtol=1e-12)


def test_strength_by_target_and_as_a_plain_quantity():
    k = np.linspace(0.1, 0.5, N)
    np.testing.assert_allclose(brainmass.AdditiveCoupling(W, k=k)(X), k * (W @ X), rtol=1e-12)
    np.testing.assert_allclose(brainmass.AdditiveCoupling(W, k=u.Quantity(0.2))(X), 0.2 * W @ X, rtol=1e-12)


def test_numbers_can_be_read_and_set_also_under_a_compiled_function():
    coupling = brainmass.AdditiveCoupling(W, 0.2)
    compiled = brainstate.transform.jit(lambda x: coupling(x))
    np.testing.assert_allclose(compiled(X), 0.2 * W @ X, rtol=1e-12)
    coupling.k, coupling.conn = 0.5, 2 * W
    assert float(coupling.k) == 0.5
    np.testing.assert_array_equal(coupling.conn, 2 * W)
    np.testing.assert_allclose(compiled(X), W @ X, rtol=1e-12)
    np.testing.assert_allclose(coupling(X), W @ X, rtol=1e-12)


def test_a_coupling_keeps_no_states():
    coupling = brainmass.DiffusiveCoupling(W)
    assert len(coupling.init_all_states(batch_size=7)) == 0
    assert len(coupling.states(brainstate.HiddenState)) == 0
    assert (coupling.in_size, coupling.out_size) == ((N,), (N,))
