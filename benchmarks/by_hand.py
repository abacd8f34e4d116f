"""The same equations written out in JAX for one network each, the obvious way: what the cases are held against."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.experimental.sparse import BCOO

from benchmarks.inputs import DT, OMEGA, SIGMA, STEPS_PER_SAMPLE, A, Dense, K, Sparse, delay_steps

KICK = SIGMA * DT**0.5


def scan(data: Dense, steps: int, *, noise: bool) -> Callable[[int], jax.Array]:
    """No delays: a matrix-vector product per step, and ``jax.random.normal`` per step where there is noise."""
    weights, strength = jnp.asarray(data.weights), jnp.asarray(data.weights.sum(axis=1))
    return _run(data, steps, noise, lambda x: weights @ x - strength * x)


def bcoo(data: Sparse, steps: int) -> Callable[[int], jax.Array]:
    """No delays, noise: a product with a BCOO matrix of ``jax.experimental.sparse`` per step."""
    n, per_row = data.columns.shape
    indices = np.stack([np.repeat(np.arange(n), per_row), data.columns.ravel()], axis=1)
    values = (jnp.asarray(data.weights.ravel()), jnp.asarray(indices))
    weights = BCOO(values, shape=(n, n), indices_sorted=True, unique_indices=True)
    strength = jnp.asarray(data.weights.sum(axis=1))
    return _run(data, steps, True, lambda x: weights @ x - strength * x)


def ring_buffer(data: Dense, steps: int, *, tile: int = 50) -> Callable[[int], jax.Array]:
    """Delays and noise: every step reads N x N values out of a ring of the last ones.

    Normal numbers are drawn ``tile`` samples (of ten steps) at a time, so that they are not what is compared.
    """
    delays = jnp.asarray(delay_steps(data.lengths))
    weights, strength = jnp.asarray(data.weights), jnp.asarray(data.weights.sum(axis=1))
    n, length = len(data.x0), int(delays.max()) + 1
    source = jnp.arange(n)

    def step(carry: Any, now: Any) -> Any:
        x, y, ring = carry
        t, z = now
        row = t % length - delays
        delayed = ring[jnp.where(row < 0, row + length, row), source]
        x, y = _euler(x, y, (weights * delayed).sum(axis=1) - strength * x)
        x, y = x + KICK * z[0], y + KICK * z[1]
        return (x, y, ring.at[(t + 1) % length].set(x)), None

    def sample(carry: Any, now: Any) -> Any:
        i, z = now
        carry, _ = jax.lax.scan(step, carry, (STEPS_PER_SAMPLE * i + jnp.arange(STEPS_PER_SAMPLE), z))
        return carry, carry[0]

    @jax.jit
    def run(seed: Any) -> jax.Array:
        def drawn(carry: Any, i: Any) -> Any:
            z = jax.random.normal(jax.random.fold_in(jax.random.key(seed), i), (tile, STEPS_PER_SAMPLE, 2, n))
            return jax.lax.scan(sample, carry, (tile * i + jnp.arange(tile), z))

        start = (data.x0, data.y0, jnp.tile(data.x0, (length, 1)))
        return jax.lax.scan(drawn, start, jnp.arange(steps // STEPS_PER_SAMPLE // tile))[1].reshape(-1, n)

    return run


def _run(data: Any, steps: int, noise: bool, arrives: Callable[[Any], Any]) -> Callable[[int], jax.Array]:
    def step(carry: Any, key: Any) -> Any:
        x, y = carry
        x, y = _euler(x, y, arrives(x))
        if noise:
            z = jax.random.normal(key, (2, len(data.x0)))
            x, y = x + KICK * z[0], y + KICK * z[1]
        return (x, y), None

    @jax.jit
    def run(seed: Any) -> jax.Array:
        def sample(carry: Any, i: Any) -> Any:
            times = STEPS_PER_SAMPLE * i + jnp.arange(STEPS_PER_SAMPLE)
            keys = jax.vmap(lambda t: jax.random.fold_in(jax.random.key(seed), t))(times) if noise else times
            carry, _ = jax.lax.scan(step, carry, keys)
            return carry, carry[0]

        return jax.lax.scan(sample, (data.x0, data.y0), jnp.arange(steps // STEPS_PER_SAMPLE))[1]

    return run


def _euler(x: Any, y: Any, arriving: Any) -> tuple[Any, Any]:
    growth = A - x * x - y * y
    return x + DT * (growth * x - OMEGA * y + K * arriving), y + DT * (growth * y + OMEGA * x)
