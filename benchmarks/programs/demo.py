"""The network of ``make demo`` with all that it observes, twice, as the first call compiles; the seconds of both."""

import json
import time

import jax

from brainmass import average, bold, simulate
from brainmass.demo import network
from brainmass.graphs import distance_decay

observed = {
    "bold": bold("S_E", tr=720.0),
    "S_E": average(100.0, "S_E"),
    "r_E": average(1000.0, "r_E"),
    "r_I": average(1000.0, "r_I"),
}
brain = network(distance_decay(100, seed=0), 3.6)
took = []
for seed in range(2):
    began = time.perf_counter()
    jax.block_until_ready(simulate(brain, 19_000.0, dt=1.0, seed=seed, transient=1_000.0, observe=observed).data)
    took.append(time.perf_counter() - began)
print(json.dumps({"first": took[0], "second": took[1]}))
