"""tvboptim: ``Space`` and ``ParallelExecution``, with its own Wong-Wang model of two pools, monitors and FC.

JAX is told of as many devices as there are cores, which is its documentation's way to use them all.
"""

import common_sweep
import jax
import jax.numpy as jnp
import numpy as np
from tvboptim.execution import ParallelExecution
from tvboptim.experimental.network_dynamics import Network, prepare
from tvboptim.experimental.network_dynamics.coupling import LinearCoupling
from tvboptim.experimental.network_dynamics.dynamics.tvb import WongWangExcInh
from tvboptim.experimental.network_dynamics.graph import DenseGraph
from tvboptim.experimental.network_dynamics.noise import AdditiveNoise
from tvboptim.experimental.network_dynamics.solvers import Euler
from tvboptim.observations.observation import compute_fc
from tvboptim.observations.tvb_monitors import BalloonWindkesselBold, HRFBold, SubSampling
from tvboptim.observations.tvb_monitors.bold import streaming_hrf_bold
from tvboptim.types.spaces import DataAxis, Space

CORES = jax.device_count()
CANNOT = (
    "keep a sweep's memory apart from its length with the balloon model: every step of S_E stands in memory "
    "(its other BOLD, a convolution, can be streamed)",
)


def settings(sweep):
    """Points side by side, devices, noise at once and in blocks, both kinds of BOLD; the fastest counts."""
    # At once, the noise of 32 points on each device takes more than 10 GB, if it is not the same for all.
    for n_vmap in (1, 8) if sweep.own_noise else (8, 16, 32):
        yield f"balloon, n_vmap={n_vmap}, n_pmap={CORES}", explored(sweep, n_vmap)
    for n_vmap in (1, 8, 16, 32):
        yield f"balloon, n_vmap={n_vmap}, n_pmap={CORES}, blocks of 500", explored(sweep, n_vmap, block_size=500)
    yield "balloon, n_vmap=32, n_pmap=1, blocks of 500", explored(sweep, 32, n_pmap=1, block_size=500)
    yield f"convolved, n_vmap=8, n_pmap={CORES}", explored(sweep, 8, convolved)
    yield f"convolved as it goes, n_vmap=8, n_pmap={CORES}", explored(sweep, 8, streamed, block_size=2_000)


def balloon(sweep):
    """The balloon model at every step, over the states of the whole run."""
    bold = BalloonWindkesselBold(period=sweep.tr, dt_bw=sweep.dt, voi=0)
    return None, lambda states: bold(states).ys


def convolved(sweep):
    """The response function, over the states of the whole run."""
    bold = HRFBold(period=sweep.tr, voi=0)
    return None, lambda states: bold(states).ys


def streamed(sweep):
    """The response function block by block, so that no states are kept."""
    bold = HRFBold(period=sweep.tr, voi=0, downsample=SubSampling(voi=0, period=4.0))
    return streaming_hrf_bold(bold, sweep.dt), lambda samples: samples


def explored(sweep, n_vmap, monitor=balloon, n_pmap=CORES, block_size=None):
    """A call that explores all points and gives their FC."""
    reduce, bold = monitor(sweep)
    run, config = prepared(sweep, Euler(block_size=block_size), **({"reduce": reduce} if reduce else {}))
    config.dynamics.G = DataAxis(sweep.G)
    if sweep.own_noise:
        config.noise.key = DataAxis(jax.random.split(jax.random.PRNGKey(0), len(sweep.G)))

    def fc(config):
        return compute_fc(bold(run(config)), skip_t=sweep.skipped)

    execution = ParallelExecution(fc, Space(config, mode="zip"), n_vmap=n_vmap, n_pmap=n_pmap)
    return lambda: np.concatenate(np.asarray(execution.run().results))[: len(sweep.G)]


def activity(sweep, G):
    """The mean of S_E over the second half of a run."""
    run, config = prepared(sweep, Euler())
    config.dynamics.G = G
    states = jax.jit(lambda config: run(config).ys)(config)
    return states[len(states) // 2 :].mean()


def prepared(sweep, solver, **how):
    """The network as a function of its configuration, which comes with it."""
    network = Network(
        dynamics=WongWangExcInh(INITIAL_STATE=(sweep.S_E, sweep.S_I), VARIABLES_OF_INTEREST=("S_e",)),
        coupling={"instant": LinearCoupling(incoming_states="S_e", G=1.0)},  # the model has a G of its own
        graph=DenseGraph(jnp.asarray(sweep.weights)),
        noise=AdditiveNoise(sigma=sweep.sigma, key=jax.random.PRNGKey(0)),
    )
    return prepare(network, solver, t0=0.0, t1=sweep.duration, dt=sweep.dt, **how)


if __name__ == "__main__":
    common_sweep.main("tvboptim", settings, activity, cannot=CANNOT)
