"""The brainmass of the package index, 0.1.1: ``Network`` driven by ``Simulator``."""

import brainstate
import brainunit as u
import common
import numpy as np

import brainmass

CANNOT = (
    "compute a delayed coupling for several steps at once: it reads N x N values at every step",
    "do with less than N x N differences without delays: its Network then has delays of 0",
    "run a second time without compiling again: ``Simulator.run`` compiles at every call (here it is compiled once "
    "around it)",
    "observe inside the loop: every step is kept, then thinned out",
    "use sparse weights in its Network",
)


def settings(problem):
    """Compiled once around ``Simulator.run``, by two integrators; and ``Simulator.run`` as it comes."""
    brainstate.environ.set(dt=problem.dt * u.ms)  # it sizes its delays by it when a network is built
    for method in ("euler", "exp_euler"):
        yield f"{method}, compiled once", compiled_once(problem, method)
    yield "exp_euler, Simulator.run", lambda run=simulator(problem, "exp_euler"): np.asarray(recorded(problem, run))


def compiled_once(problem, method):
    """A call that starts anew and runs what was compiled before."""
    run = simulator(problem, method)
    compiled = brainstate.transform.jit(lambda: recorded(problem, run, jit=False, init_states=False))

    def call():
        brainstate.nn.init_all_states(run.model)
        brainstate.random.seed(0)
        return np.asarray(compiled())

    return call


def recorded(problem, run, **how):
    """x every ms."""
    x = run.run(problem.duration * u.ms, monitors=lambda network: network.node.x.value, **how)["output"]
    return x[problem.steps_per_sample - 1 :: problem.steps_per_sample]


def simulator(problem, method):
    """The network, ready to run."""
    n = len(problem.x0)
    kick = problem.sigma / problem.dt**0.5  # of a value that holds for a step
    node = brainmass.HopfStep(
        n,
        a=problem.a,
        w=problem.omega,
        noise_x=brainmass.GaussianNoise(n, sigma=kick),
        noise_y=brainmass.GaussianNoise(n, sigma=kick),
        init_x=start_at(problem.x0),
        init_y=start_at(problem.y0),
        method=method,
    )
    delayed = problem.lengths is not None
    network = brainmass.Network(
        node,
        conn=np.asarray(problem.weights),
        distance=problem.delays * problem.speed * u.mm if delayed else None,
        speed=problem.speed * u.mm / u.ms if delayed else None,
        coupling="diffusive",
        coupled_var="x",
        k=problem.k,
        delay_init=start_at(problem.x0),
    )
    return brainmass.Simulator(network, dt=problem.dt * u.ms)


def start_at(values):
    """An initializer that gives these values, for every row asked for."""
    return lambda shape, **_: np.broadcast_to(np.asarray(values, np.float32), shape)


if __name__ == "__main__":
    common.main("brainmass", settings, share=0.3, cannot=CANNOT)
