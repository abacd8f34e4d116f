"""64 coupling strengths at once against 64 runs one after the other; the only cases that may use every core."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks import timing
from benchmarks.inputs import K, dense
from benchmarks.networks import hopf_network, x_of
from benchmarks.rows import Row
from brainmass.lanes import batch

LANES = 64


def _in_a_batch(case: str, *, delays: bool, quick: bool) -> Row:
    data = dense(90)
    lanes, steps = (8, 500) if quick else (LANES, 5_000)
    strengths = jnp.asarray(K * np.geomspace(0.2, 5.0, lanes), jnp.float32)

    def one(k: Any, seed: Any) -> Any:
        return x_of(hopf_network(data, delays=delays, noise=True, k=k), steps, seed)

    single, lanes_of = jax.jit(one), batch(one)

    def seeds(seed: int) -> Any:
        return lanes * seed + jnp.arange(lanes)

    runs = {
        "batch": lambda seed: lanes_of(strengths, seeds(seed)),
        "singles": lambda seed: [single(k, s) for k, s in zip(strengths, seeds(seed), strict=True)],
    }
    found = timing.in_turn(runs)
    shapes = [np.moveaxis(np.asarray(t.result), 0, 1) for t in found.values()]
    same = timing.same_work(*shapes, tolerance=0.02)
    costs = (t.per_step(steps * lanes) for t in found.values())
    known = {"steps": steps, "lanes": lanes, **same, **timing.details(found)}
    return Row(case, 0.4, *costs, unit="us/step/lane", against=f"{lanes} runs in turn", details=known)


def instant(quick: bool) -> list[Row]:
    """Without delays."""
    return [_in_a_batch("batch of 64, N = 90, no delays, noise", delays=False, quick=quick)]


def delayed(quick: bool) -> list[Row]:
    """With delays."""
    return [_in_a_batch("batch of 64, N = 90, delays, noise", delays=True, quick=quick)]


CASES = {"instant": instant, "delayed": delayed}
