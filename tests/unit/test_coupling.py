"""Couplings as values: parameters, shapes, batches, what JAX sees of them. Formulas are proved in tests/oracle."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass import connectome
from brainmass.coupling import (
    Coupling,
    additive,
    custom,
    diffusive,
    hyperbolic_tangent,
    kuramoto,
    laplacian,
    pairwise,
    sigmoidal,
    sigmoidal_jansen_rit,
    weighted_sums,
)

W = np.random.default_rng(0).normal(size=(3, 4))
X = np.random.default_rng(1).normal(size=4)
LOCAL = np.random.default_rng(2).normal(size=3)


def product(x_i, x_j, shift):
    return x_i * (x_j + shift)


def twice(x):
    return 2 * x, 3.0


def both(x_i, s, strength, k):
    return k * (s + strength)


@pytest.mark.parametrize(
    "coupling",
    [additive(0.1), diffusive(0.2), kuramoto(0.3), sigmoidal(), hyperbolic_tangent(), pairwise(product, shift=0.5)],
    ids=["additive", "diffusive", "kuramoto", "sigmoidal", "tanh", "pairwise"],
)
def test_a_batch_is_its_rows(coupling):
    sources, locals_ = np.stack([X, 2 * X, -X]), np.stack([LOCAL, LOCAL, 3 * LOCAL])
    batch = coupling(jnp.asarray(W), jnp.asarray(sources), jnp.asarray(locals_))
    assert batch.shape == (3, 3)
    for row, source, local in zip(batch, sources, locals_, strict=True):
        np.testing.assert_allclose(row, coupling(jnp.asarray(W), jnp.asarray(source), jnp.asarray(local)), rtol=1e-5)


def test_a_constant_channel_is_the_row_sums():
    channels = weighted_sums(jnp.asarray(W), (jnp.asarray(X), 2.0))
    np.testing.assert_allclose(channels[0], W @ X, rtol=1e-5)
    np.testing.assert_allclose(channels[1], 2.0 * W.sum(axis=1), rtol=1e-5)
    coupling = custom(twice, both, k=0.5)
    np.testing.assert_allclose(
        coupling(jnp.asarray(W), jnp.asarray(X), None), 0.5 * (2 * W @ X + 3 * W.sum(axis=1)), rtol=1e-5
    )


def test_parameters_are_the_leaves():
    coupling = diffusive(0.25)
    assert jax.tree.leaves(coupling) == [0.25]
    doubled = jax.tree.map(lambda leaf: 2 * leaf, coupling)
    assert isinstance(doubled, Coupling)
    assert float(doubled.params["k"]) == 0.5
    assert set(sigmoidal_jansen_rit().params) == {"k", "cmin", "cmax", "mid", "r"}


@pytest.mark.parametrize(
    "make", [additive, diffusive, laplacian, lambda k: laplacian(k, connectome.symmetric_laplacian)]
)
def test_two_of_a_kind_have_one_structure(make):
    """Or a scan over gains would compile anew for every gain."""
    assert jax.tree.structure(make(0.1)) == jax.tree.structure(make(0.2))


def test_kinds_differ_in_structure():
    kinds = [additive(), diffusive(), kuramoto(), laplacian(), laplacian(of=connectome.random_walk_laplacian)]
    structures = [jax.tree.structure(kind) for kind in kinds]
    assert len(set(structures)) == len(kinds)


def test_a_parameter_of_an_edge_belongs_to_the_target():
    shift = np.array([0.0, 1.0, -2.0])
    expected = [sum(W[i, j] * LOCAL[i] * (X[j] + shift[i]) for j in range(4)) for i in range(3)]
    result = pairwise(product, shift=shift)(jnp.asarray(W), jnp.asarray(X), jnp.asarray(LOCAL))
    np.testing.assert_allclose(result, expected, rtol=1e-5)


def test_a_coupling_inside_jit_and_grad():
    def total(k):
        return diffusive(k)(jnp.ones((4, 4)), jnp.asarray(X), jnp.asarray(X)).sum() + k**2

    assert float(jax.jit(jax.grad(total))(3.0)) == pytest.approx(6.0, abs=1e-5)


def test_saturation_of_the_sigmoidal_couplings():
    """Far above and below, the limits cmin and cmax (Jansen and Rit: 0 and 2 e0 = 5 /s); no overflow in float32."""
    far = jnp.array([1e4, -1e4])
    limits = sigmoidal(2.0, cmin=-1.0, cmax=3.0)(jnp.eye(2), 1e3 * far, None)
    np.testing.assert_allclose(limits, [6.0, -2.0])
    rates = sigmoidal_jansen_rit()(jnp.eye(2), (far, jnp.zeros(2)), None)
    np.testing.assert_allclose(rates, [0.005, 0.0], atol=1e-12)
    np.testing.assert_allclose(hyperbolic_tangent(0.5)(jnp.eye(2), far, None), [1.0, 0.0], atol=1e-7)


def test_half_activation_of_jansen_rit_is_at_mid():
    value = sigmoidal_jansen_rit()(jnp.eye(1), (jnp.array([8.0]), jnp.array([2.0])), None)
    np.testing.assert_allclose(value, [0.0025], rtol=1e-6)
