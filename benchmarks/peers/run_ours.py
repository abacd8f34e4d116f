"""This library."""

import common

from benchmarks.inputs import Dense
from benchmarks.networks import hopf_network, x_of


def settings(problem: common.Problem) -> common.Settings:
    """The one way to simulate."""
    data = Dense(problem.weights, problem.lengths, problem.x0, problem.y0)
    network = hopf_network(data, delays=problem.lengths is not None, noise=True)
    yield "simulate", lambda: x_of(network, problem.steps, 0)


if __name__ == "__main__":
    common.main("brainmass", settings)
