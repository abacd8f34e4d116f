"""neurolib: its Hopf model, compiled by Numba.

It knows Ornstein-Uhlenbeck noise only. With a time constant of one step its noise is white; a step adds
``dt sigma_ou sqrt(dt)`` times a normal number, so ``sigma_ou = sigma / dt`` is white noise of strength sigma.
"""

import common
import numpy as np
from neurolib.models.hopf import HopfModel

CANNOT = (
    "give gradients, or run a batch at once",
    "keep x at another interval than the step: every step of every variable is held, in float64",
    "use white noise (its coloured noise is set to a time constant of one step)",
    "use less time without delays or on sparse weights: it reads N x N values either way",
)


def settings(problem):
    """The whole run at once, and in chunks of 2 s as it is done for long runs."""
    yield "run()", lambda: simulated(problem)
    yield "run(chunkwise=True)", lambda: simulated(problem, chunkwise=True, append=True)


def simulated(problem, **how):
    """x every ms, from a model made anew: a run leaves its state behind."""
    n = len(problem.x0)
    model = HopfModel(
        Cmat=np.asarray(problem.weights, float),
        Dmat=np.zeros((n, n)) if problem.lengths is None else problem.delays * problem.speed,
        seed=1,
    )
    model.params.update(
        dt=problem.dt,
        duration=problem.duration,
        K_gl=problem.k,
        signalV=problem.speed,
        coupling="diffusive",
        a=problem.a,
        w=problem.omega,
        tau_ou=problem.dt,
        sigma_ou=problem.sigma / problem.dt,
        xs_init=np.asarray(problem.x0, float)[:, None],
        ys_init=np.asarray(problem.y0, float)[:, None],
    )
    model.run(**how)
    every = problem.steps_per_sample
    return model.x.T[every - 1 :: every]


if __name__ == "__main__":
    common.main("neurolib", settings, cannot=CANNOT)
