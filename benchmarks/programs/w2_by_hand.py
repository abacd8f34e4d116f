"""The same ten minutes as ``w2`` written out in JAX for this one network, without the library.

``python -m benchmarks.programs.w2_by_hand [seconds]`` prints the mean of the FC when it is there.
"""

import sys

import jax
import jax.numpy as jnp
import numpy as np

TR, TILE = 2000, 500
samples = round(float(sys.argv[1] if len(sys.argv) > 1 else 600) * 1000) // TR
weights = np.random.default_rng(0).random((90, 90))
np.fill_diagonal(weights, 0.0)
weights = jnp.asarray(weights / weights.sum(axis=1, keepdims=True), jnp.float32)


def rate(x, d):
    """The transfer function of Abbott and Chance, with its 0/0 at threshold."""
    return x / (1 - jnp.exp(-d * x))


def step(carry, z):
    """A millisecond of both pools, and of the balloon."""
    E, inhibition, s, f, v, q = carry
    r_E = rate(310 * (0.21 * E - inhibition + 0.382 + 0.03 * (weights @ E)) - 125, 0.16)
    r_I = rate(615 * (0.15 * E - inhibition + 0.2674) - 177, 0.087)
    after_E = E - E / 100 + (1 - E) * 0.641e-3 * r_E + 0.002 * z[0]
    after_I = inhibition - inhibition / 10 + 1e-3 * r_I + 0.002 * z[1]
    E, inhibition = jnp.clip(after_E, 0, 1), jnp.clip(after_I, 0, 1)
    out = v ** (1 / 0.32)
    ds, dv = E - s / 0.65 - (f - 1) / 0.41, (f - out) / 0.98
    dq = (f * (1 - (1 - 0.34) ** (1 / f)) / 0.34 - out * q / v) / 0.98
    return (E, inhibition, s + 1e-3 * ds, f + 1e-3 * s, v + 1e-3 * dv, q + 1e-3 * dq), None


@jax.jit
def simulated_fc(key):
    """Every TR of the BOLD signal, and how it is correlated between regions."""

    def tile(carry, i):
        return jax.lax.scan(step, carry, jax.random.normal(jax.random.fold_in(key, i), (TILE, 2, 90)))[0], None

    def sample(carry, i):
        carry, _ = jax.lax.scan(tile, carry, TR // TILE * i + jnp.arange(TR // TILE))
        v, q = carry[4:]
        return carry, 0.02 * (2.38 * (1 - q) + 2 * (1 - q / v) + 0.48 * (1 - v))

    ones = jnp.ones(90)
    start = (0.001 * ones, 0.001 * ones, 0 * ones, ones, ones, ones)
    return jnp.corrcoef(jax.lax.scan(sample, start, jnp.arange(samples))[1][10:], rowvar=False)


fc = np.asarray(simulated_fc(jax.random.key(0)))
print(f"fc {fc[np.triu_indices(90, 1)].mean():.4f}", flush=True)
