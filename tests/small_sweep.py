"""A small sweep with everything that a sweep has; as a program, one that can be killed.

``python -m tests.small_sweep STORE`` keeps a longer one in STORE.
"""

import sys
from typing import Any

import numpy as np

from brainmass.coupling import diffusive
from brainmass.integrate import euler
from brainmass.network import Network
from brainmass.noise import white
from brainmass.observe import average, bold, every, fc
from brainmass.sweeps import common, linear, sweep
from tests.systems import leak, random_weights

N = 3
LENGTHS = np.random.default_rng(42).uniform(1.0, 20.0, (N, N))
AXES = {"coupling.k": linear(0.0, 0.2, 3), "params.g": [0.1, -1.5], "seed": [4, 9]}
"""At the second value of g every run leaves the finite numbers."""
OBSERVE = {"fc": fc(every(1.0, "x")), "x": every(20.0, "x"), "bold": bold("x", tr=100.0), "mean": average(300.0, "x")}
DURATION, LONG, TRANSIENT = 600.0, 60_000.0, 30.0


def last(run: Any) -> Any:
    """Where every region is at the end."""
    return run["x"][-1]


def network(k: Any = 0.1, **more: Any) -> Network:
    """Delays and noise."""
    given = {"lengths": LENGTHS, "speed": 2.0, "noise": {"x": white(0.05)}, "initial": {"x": 0.3}, **more}
    return Network(leak, random_weights(N, N, 41), coupling=diffusive(k), source="x", target="x_inp", **given)


def mean(run: Any) -> Any:
    """One number."""
    return run["mean"].mean()


def small_sweep(store: Any = None, net: Any = None, axes: Any = None, **more: Any) -> Any:
    """The sweep, with its store where there is to be one."""
    given = {"dt": 1.0, "seeds": common(), "observe": OBSERVE, "measures": {"mean": mean, "last": last}, "keep": "fc"}
    given |= {"transient": TRANSIENT, "method": euler, "lanes": 4, "duration": DURATION, "store": store, **more}
    return sweep(network() if net is None else net, AXES if axes is None else axes, given.pop("duration"), **given)


if __name__ == "__main__":
    small_sweep(sys.argv[1], workers=1, duration=LONG)
