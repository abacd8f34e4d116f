"""The Virtual Brain: its Hopf model with compiled right-hand side, on its reference backend.

Its other backends are not documented for this model: the Numba one serves the Montbrió-Pazó-Roxin model alone.
"""

import common
import numpy as np
from tvb.datatypes.connectivity import Connectivity
from tvb.simulator.coupling import Difference
from tvb.simulator.integrators import EulerStochastic
from tvb.simulator.models.oscillator import SupHopf
from tvb.simulator.monitors import SubSample
from tvb.simulator.noise import Additive
from tvb.simulator.simulator import Simulator

CANNOT = (
    "give gradients, or run a batch at once",
    "compute in float32 on this backend",
    "compile the loop over steps for this model: every step is a pass through Python",
    "send x alone: its Hopf model couples x and y (here y with strength 0), so it reads twice the past",
    "use less time without delays: it reads N x N values either way",
)


def settings(problem):
    """The one way to simulate this model."""
    yield "Simulator.run", lambda: simulated(problem)


def simulated(problem):
    """x every ms, from a simulator configured anew: a run leaves its state behind."""
    n = len(problem.x0)
    lengths = np.zeros((n, n)) if problem.lengths is None else problem.delays * problem.speed
    connectivity = Connectivity(
        weights=np.asarray(problem.weights, float),
        tract_lengths=lengths,
        speed=np.array([problem.speed]),
        region_labels=np.array([f"r{i}" for i in range(n)]),
        centres=np.zeros((n, 3)),
    )
    connectivity.configure()
    connectivity.set_idelays(problem.dt)
    past = np.stack([problem.x0, problem.y0]).astype(float)[None, :, :, None]
    simulator = Simulator(
        model=SupHopf(a=np.array([problem.a]), omega=np.array([problem.omega])),
        connectivity=connectivity,
        conduction_speed=problem.speed,
        coupling=Difference(a=np.array([problem.k, 0.0]).reshape(2, 1, 1)),
        integrator=EulerStochastic(dt=problem.dt, noise=Additive(nsig=np.array([problem.sigma**2 / 2]))),
        initial_conditions=np.repeat(past, connectivity.idelays.max() + 1, axis=0),
        monitors=(SubSample(period=1.0),),
    )
    simulator.configure()
    ((_, x),) = simulator.run(simulation_length=problem.duration)
    return x[:, 0, :, 0]


if __name__ == "__main__":
    common.main("tvb-library", settings, share=0.1, cannot=CANNOT)
