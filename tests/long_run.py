"""A small run in several pieces, with everything in it that has a memory; as a program, one that can be killed.

``python -m tests.long_run FOLDER DURATION`` runs it with its checkpoint in FOLDER and tells of every piece on its
standard output.
"""

import sys
from typing import Any

import jax
import numpy as np

from brainmass.coupling import diffusive
from brainmass.integrate import euler
from brainmass.network import Network
from brainmass.noise import ou, white
from brainmass.observe import average, bold, every
from brainmass.result import Run
from brainmass.simulation import simulate
from tests.systems import leak, random_weights

N = 3
DURATION, TRANSIENT = 2400.0, 30.0
EVERY, PIECES = 500.0, 5  # ends of pieces lie within tiles of noise (512 steps), blocks and periods of observers
LENGTHS = np.random.default_rng(42).uniform(0.0, 20.0, (N, N))
OBSERVE = {
    "x": every(3.0, "x"),
    "all": every(1.0, "x"),
    "mean": average(7.0, "x"),
    "bold": bold("x", tr=500.0),
}


def network(k: Any = 0.1, **more: Any) -> Network:
    """Delays, white noise, noise with a memory."""
    given = {"lengths": LENGTHS, "speed": 2.0, "noise": {"x": white(0.05), "x_inp": ou(0.1, 9.0)}, **more}
    return Network(leak, random_weights(N, N, 41), coupling=diffusive(k), source="x", target="x_inp", **given)


def long_run(checkpoint: Any = None, net: Network | None = None, **more: Any) -> Run:
    """The run, with its checkpoints where there is to be one."""
    given = {"dt": 1.0, "seed": 7, "transient": TRANSIENT, "observe": OBSERVE, "duration": DURATION, "method": euler}
    given |= {} if checkpoint is None else {"checkpoint": checkpoint, "checkpoint_every": EVERY}
    given |= more
    return simulate(network() if net is None else net, given.pop("duration"), **given)


def assert_same(one: Run, other: Run) -> None:
    """Two runs are one to the last bit: samples, times, state, and what they tell of themselves."""
    assert one.data.keys() == other.data.keys()
    for name in one.data:
        np.testing.assert_array_equal(one[name], other[name], err_msg=name)
        np.testing.assert_array_equal(one.t[name], other.t[name], err_msg=name)
        assert one[name].dtype == other[name].dtype
    equal = jax.tree.map(lambda a, b: a.dtype == b.dtype and bool((a == b).all()), one.final.carry, other.final.carry)
    assert all(jax.tree.leaves(equal))
    assert (one.final.step, one.final.origin, one.attributes) == (
        other.final.step,
        other.final.origin,
        other.attributes,
    )


def main(folder: str, duration: str) -> None:
    """Run, and tell of every piece."""
    long_run(folder, duration=float(duration), progress=lambda share, time: print(f"{time:g}", flush=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
