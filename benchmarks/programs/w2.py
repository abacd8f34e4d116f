"""Ten minutes of a resting brain as a user writes it: two-population Wong-Wang, BOLD every 2 s, FC.

``python -m benchmarks.programs.w2 [seconds]`` prints the mean of the FC when it is there.
"""

import sys

import numpy as np

import brainmass as bm
from brainmass.integrate import euler

duration = 1e3 * float(sys.argv[1] if len(sys.argv) > 1 else 600)
weights = np.random.default_rng(0).random((90, 90))
np.fill_diagonal(weights, 0.0)
weights /= weights.sum(axis=1, keepdims=True)

net = bm.Network(
    bm.models.wong_wang,
    weights,
    coupling=bm.additive(k=0.2),
    source="S_E",
    target="S_E_ext",
    noise={"S_E": bm.white(0.002), "S_I": bm.white(0.002)},
    initial={"S_E": 0.001, "S_I": 0.001},
)
run = bm.simulate(net, duration, dt=1.0, method=euler, observe={"bold": bm.bold("S_E", tr=2000.0)})
fc = np.asarray(bm.analysis.fc(run["bold"][10:]))
print(f"fc {fc[np.triu_indices(90, 1)].mean():.4f}", flush=True)
