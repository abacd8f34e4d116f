"""tvboptim: ``prepare`` and ``jax.jit``, with each of its ways to hold the history."""

import common
import jax
import jax.numpy as jnp
import numpy as np
from tvboptim.experimental.network_dynamics import Network, prepare
from tvboptim.experimental.network_dynamics.coupling import (
    DelayedDifferenceCoupling,
    DelayedLinearCoupling,
    DifferenceCoupling,
    LinearCoupling,
)
from tvboptim.experimental.network_dynamics.dynamics.tvb import SupHopf
from tvboptim.experimental.network_dynamics.graph import DenseDelayGraph, DenseGraph, SparseDelayGraph
from tvboptim.experimental.network_dynamics.noise import AdditiveNoise
from tvboptim.experimental.network_dynamics.result import NativeSolution
from tvboptim.experimental.network_dynamics.solvers import Euler
from tvboptim.observations.tvb_monitors import SubSampling

CANNOT = (
    "compute a delayed coupling for several steps at once: it reads N x N values at every step",
    "subtract a delayed coupling's own state after the sum: its difference coupling forms N x N differences "
    "(the setting 'sum, then minus x' is a coupling of ours, written as its documentation says)",
)


def after_the_sum(base):
    """A diffusive coupling that is a sum over sources, then the target's own state: for weights whose rows sum to 1."""

    class SumThenDifference(base):
        def post(self, summed_inputs, local_states, params):
            return params.G * (summed_inputs - local_states)

    return SumThenDifference


def solver(problem, coupling, block_size=None, graph=DenseDelayGraph):
    """A compiled call that gives x every ms."""
    weights = jnp.asarray(problem.weights)
    graph = DenseGraph(weights) if problem.lengths is None else graph(weights, jnp.asarray(problem.delays))
    network = Network(
        dynamics=SupHopf(a=problem.a, omega=problem.omega, VARIABLES_OF_INTEREST=("x",)),
        coupling={"instant": coupling},  # the input that reaches x alone
        graph=graph,
        noise=AdditiveNoise(sigma=problem.sigma, key=jax.random.key(0)),
        history=history(problem),
    )
    run, config = prepare(network, Euler(block_size=block_size), t0=0.0, t1=problem.duration, dt=problem.dt)
    sampled = SubSampling(period=1.0)
    compiled = jax.jit(lambda config: sampled(run(config)).ys[:, 0])
    return lambda: jax.block_until_ready(compiled(config))


def history(problem):
    """The past of the network: at rest where it starts."""
    length = 2 if problem.lengths is None else round(problem.delays.max() / problem.dt) + 2
    start = jnp.asarray(np.stack([problem.x0, problem.y0]), jnp.float32)
    times = (jnp.arange(length) - length + 1) * problem.dt
    return NativeSolution(
        ts=times, ys=jnp.broadcast_to(start, (length, *start.shape)), dt=problem.dt, variable_names=("x", "y")
    )


def settings(problem):
    """Couplings as they come and summed first, ways to hold the history, dense and sparse, noise drawn in blocks."""
    states = {"incoming_states": "x", "local_states": "x", "G": problem.k}
    if problem.lengths is None:
        yield "DifferenceCoupling", solver(problem, DifferenceCoupling(**states))
        summed = after_the_sum(LinearCoupling)
        yield "sum, then minus x", solver(problem, summed(**states))
        yield "sum, then minus x; blocks of 500", solver(problem, summed(**states), 500)
        return
    summed = after_the_sum(DelayedLinearCoupling)
    for strategy in ("roll", "circular", "preallocated"):
        held = {**states, "buffer_strategy": strategy}
        yield f"DelayedDifferenceCoupling, {strategy}", solver(problem, DelayedDifferenceCoupling(**held))
        yield f"sum, then minus x; {strategy}", solver(problem, summed(**held))
        sparse = solver(problem, summed(**held), graph=SparseDelayGraph)
        yield f"sum, then minus x; {strategy}, sparse", sparse
    blocks = solver(problem, summed(**states, buffer_strategy="circular"), 500, SparseDelayGraph)
    yield "sum, then minus x; circular, sparse, blocks of 500", blocks


if __name__ == "__main__":
    common.main("tvboptim", settings, cannot=CANNOT, share=0.3)
