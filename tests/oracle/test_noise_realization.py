"""One seed is one realization of the noise, whatever is observed, wherever a run is split, in a batch of any width."""

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.coupling import additive
from brainmass.network import Network
from brainmass.noise import ou, white
from brainmass.observe import average, every
from brainmass.simulation import simulate
from tests.systems import leak, random_weights

NOISY = Network(
    leak,
    random_weights(4, 4, 3),
    coupling=additive(0.1),
    source="x",
    target="x_inp",
    noise={"x": white(0.2), "x_inp": ou(0.1, 7.0)},
)


def test_one_realization_whatever_is_observed():
    alone = simulate(NOISY, 700.0, dt=1.0, seed=5, observe={"x": every(1.0, "x")})["x"]
    observe = {"x": every(1.0, "x"), "mean": average(7.0, "x"), "late": every(100.0, "arriving")}
    np.testing.assert_array_equal(alone, simulate(NOISY, 700.0, dt=1.0, seed=5, observe=observe)["x"])
    np.testing.assert_array_equal(alone[100:], simulate(NOISY, 600.0, dt=1.0, seed=5, transient=100.0)["x"])


def test_one_realization_wherever_it_is_split():
    whole = simulate(NOISY, 1300.0, dt=1.0, seed=5)
    parts, final = [], None
    for length in (1, 510, 2, 600, 187):
        run = simulate(NOISY, float(length), dt=1.0, seed=5, resume=final)
        parts.append(run["x"])
        final = run.final
    np.testing.assert_array_equal(np.concatenate(parts), whole["x"])


def test_one_realization_in_a_batch_of_any_width():
    run = jax.jit(lambda seed: simulate(NOISY, 600.0, dt=1.0, seed=seed)["x"])
    single = np.stack([run(seed) for seed in (3, 4, 5)])
    # Equal but for the last digit: XLA orders sums and rounds the inverse error function by the width of its vectors.
    np.testing.assert_allclose(jax.vmap(run)(jnp.array([3, 4, 5])), single, atol=2e-5)
    np.testing.assert_allclose(jax.vmap(run)(jnp.array([5])), single[2:], atol=2e-5)
    assert np.abs(single[0] - single[1]).max() > 0.1
