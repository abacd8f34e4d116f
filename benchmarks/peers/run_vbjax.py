"""vbjax: ``make_sdde`` and ``make_sde`` around a right-hand side of one's own, compiled by ``jax.jit``."""

import common
import jax
import jax.numpy as jnp
import numpy as np
import vbjax

CANNOT = (
    "step by Euler: its stochastic integrators are Heun, two evaluations a step, with the delayed input read twice",
    "bring a Hopf model: the right-hand side is written here",
    "round a delay to the nearest step: it is cut off (half a step is added here)",
    "draw its noise inside the loop, or keep x at an interval: noise and every step of a piece stand in memory",
)


def hopf(problem, state, arriving):
    """Its derivatives, given the diffusive input of x."""
    x, y = state
    growth = problem.a - x * x - y * y
    return jnp.array([growth * x - problem.omega * y + problem.k * arriving, growth * y + problem.omega * x])


def settings(problem):
    """Its loops, unrolled and not; with delays in pieces, by which a history stays short enough to be copied."""
    for unroll in (1, 10):
        if problem.lengths is None:
            yield f"make_sde, unroll={unroll}", instant(problem, unroll)
        else:
            for piece in (50, 200):
                yield f"make_sdde in pieces of {piece}, unroll={unroll}", delayed(problem, unroll, piece)


def instant(problem, unroll):
    """A product with the weights at every stage."""
    weights, start = jnp.asarray(problem.weights), jnp.asarray(np.stack([problem.x0, problem.y0]))
    strength = weights.sum(axis=1)

    def slopes(state, _):
        return hopf(problem, state, weights @ state[0] - strength * state[0])

    _, loop = vbjax.make_sde(problem.dt, slopes, problem.sigma, unroll=unroll)
    every = problem.steps_per_sample

    @jax.jit
    def run(key):
        return loop(start, vbjax.randn(problem.steps, *start.shape, key=key), None)[every - 1 :: every, 0]

    return lambda: jax.block_until_ready(run(vbjax.key))


def delayed(problem, unroll, piece):
    """Delayed sums of x by its helper, continued piece by piece."""
    weights, start = jnp.asarray(problem.weights), jnp.asarray(np.stack([problem.x0, problem.y0]))
    strength = weights.sum(axis=1)
    lengths = jnp.asarray((problem.delays + 0.5 * problem.dt) * problem.speed)
    helper = vbjax.make_delay_helper(weights, lengths, dt=problem.dt, v_c=problem.speed)
    past = int(helper.max_lag)

    def slopes(history, state, t, _):
        arriving = vbjax.delay_apply(helper, t, history[:, :1])[0]
        return hopf(problem, state, arriving - strength * state[0])

    _, loop = vbjax.make_sdde(problem.dt, past, slopes, problem.sigma, unroll=unroll)
    go_on = vbjax.make_continuation(loop, piece, past, start.shape[1], 2)
    every = problem.steps_per_sample

    def one(history, key):
        history, states = go_on(history, None, key)
        return history, states[every - 1 :: every, 0]

    @jax.jit
    def run(key):
        history = jnp.broadcast_to(start, (past + 1 + piece, *start.shape))
        x = jax.lax.scan(one, history, jax.random.split(key, problem.steps // piece))[1]
        return x.reshape(-1, start.shape[1])

    return lambda: jax.block_until_ready(run(vbjax.key))


if __name__ == "__main__":
    common.main("vbjax", settings, share=0.2, cannot=CANNOT)
