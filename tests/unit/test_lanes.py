"""Many runs at once on all cores: the lanes of ``jax.vmap``, whatever their number."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.lanes import batch
from brainmass.network import Network
from brainmass.noise import white
from brainmass.simulation import simulate
from tests.systems import leak


def end(g, seed):
    net = Network(leak, 3, params={"g": g}, noise={"x": white(0.1)})
    return {"end": simulate(net, 20.0, dt=1.0, seed=seed)["x"][-1], "g": 2 * g}


@pytest.mark.parametrize("cores", [1, 2, 3, 9])
def test_any_number_of_parts_gives_the_lanes_of_vmap(cores):
    gains, seeds = jnp.linspace(0.1, 0.5, 7), jnp.arange(7)
    found, expected = batch(end, cores=cores)(gains, seeds), jax.vmap(end)(gains, seeds)
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values, rtol=1e-5, atol=1e-6)


def test_inside_a_trace_it_is_vmap():
    slope = jax.grad(lambda g: batch(end, cores=2)(g, jnp.arange(4))["end"].sum())(jnp.full(4, 0.2))
    expected = jax.grad(lambda g: jax.vmap(end)(g, jnp.arange(4))["end"].sum())(jnp.full(4, 0.2))
    np.testing.assert_allclose(slope, expected, rtol=1e-5)


def test_lanes_that_do_not_match_are_refused():
    with pytest.raises(ValueError, match=r"leading axis .* their shapes are \(3,\), \(4,\)"):
        batch(end)(jnp.ones(3), jnp.arange(4))
    with pytest.raises(ValueError, match=r"their shapes are \(\), \(4,\)"):
        batch(end)(0.1, jnp.arange(4))
    with pytest.raises(ValueError, match="cores must be a whole number of at least 1, got 0"):
        batch(end, cores=0)
