"""What a sweep is, before anything is simulated: one program for all points, what decides its numbers, its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import jax
import numpy as np

from brainmass.checkpoint.expressions import computed
from brainmass.checkpoint.provenance import Identity, identity, plain
from brainmass.integrate import Method, methods
from brainmass.lockstep import Lockstep
from brainmass.named import with_values
from brainmass.network import Network
from brainmass.observe import Observer
from brainmass.recording import observers_of
from brainmass.steps import step_of, steps_of
from brainmass.sweeps.delays import bounded
from brainmass.sweeps.memory import MOST, MOST_DELAYED, budget_of, chunk_that_fits
from brainmass.sweeps.space import Made, Make, Space
from brainmass.sweeps.store import plan_in
from brainmass.sweeps.work import Read, inputs_of
from brainmass.swept import SEED

CHUNK = "points of a block"
Example = tuple[dict[str, np.ndarray], np.ndarray]
"""Values and seed of one point, with an axis of one lane in front."""


def prepared(
    network: Network | Make,
    points: Space,
    duration: Any,
    dt: Any,
    method: Method,
    transient: Any,
    observe: Mapping[str, Observer],
    read: Read,
) -> Lockstep:
    """All runs as one program."""
    if not hasattr(method, "step"):
        raise TypeError(f"method must be an integrator ({', '.join(methods)} of brainmass.integrate), got {method!r}")
    place: Any = with_values if isinstance(network, Network) else Made(network)
    first = {name: x[0] for name, x in points.at([0]).items() if name != SEED}
    one = place(network, first)
    one, fixed = bounded(one, points) if isinstance(network, Network) else (one, False)
    dt = step_of(dt)
    count, before = steps_of(duration, dt, "duration"), steps_of(transient, dt, "transient", least=0)
    observers = observers_of(one, observe, dt, count, resumed=False)
    return Lockstep(one, place, fixed, observers, method, dt, before, count, read)


def first_of(points: Space, seeds: np.ndarray) -> Example:
    """The first point."""
    return inputs_of(points, seeds, np.arange(1))


def plan_of(network: Network | Make, points: Space, lockstep: Lockstep, example: Example, noise: str) -> Identity:
    """Everything that decides the numbers of a sweep."""
    total = lockstep.before + lockstep.count
    plan = identity(lockstep.blank(*example), total, lockstep.steps_at_once, resumed=False)
    del plan["seed"]
    axes = {
        f"axis {name}": {"of": dimension.name, "values": plain(values.numbers), "labels": plain(values.labels)}
        for dimension in points.dimensions
        for name, values in dimension.values.items()
    }
    read = {f"what is computed for {name}": digest for name, digest in lockstep.computes(*example).items()}
    made = {}
    if not isinstance(network, Network):
        value = {name: x[0] for name, x in example[0].items()}
        traced = jax.make_jaxpr(lambda v: jax.tree.leaves(lockstep.place(lockstep.network, v)))(value)
        made = {"the function that makes the network": computed(traced)}
    return {**plan, "seeds": noise, "axes": [d.name for d in points.dimensions], **axes, **made, **read}


def kept_chunk(path: Path | None) -> tuple[int, ...] | None:
    """The blocks of the store that is there; results depend on them, in the last bit."""
    plan = None if path is None else plan_in(path)
    return None if plan is None else tuple(plan[CHUNK])


def chosen_chunk(
    points: Space, lockstep: Lockstep, seeds: np.ndarray, workers: int, lanes: Any, memory: Any
) -> tuple[int, ...]:
    """Blocks that keep all workers busy, that are wide enough to be quick, and that fit in memory."""
    if lanes is None:
        rounds = -(-points.size // ((MOST_DELAYED if lockstep.delayed else MOST) * workers))
        wanted = -(-points.size // (rounds * workers))
    elif isinstance(lanes, bool) or not isinstance(lanes, int | np.integer) or lanes < 1:
        raise ValueError(f"lanes must be a whole number of at least 1, got {lanes!r}")
    else:
        wanted = min(int(lanes), points.size)
    inputs = partial(inputs_of, points, seeds)
    return chunk_that_fits(lockstep, lambda n: inputs(np.arange(n)), points.shape, wanted, budget_of(memory, workers))
