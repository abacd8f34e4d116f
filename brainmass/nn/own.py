"""What regions receive of themselves a delay ago: the last steps that are kept for it, and what arrives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np

from brainmass.delays import delay_steps
from brainmass.spec import Model
from brainmass.units import is_traced

Arrays = dict[str, Any]
Delays = tuple[tuple[str, Any], ...]


class Own(NamedTuple):
    """A drive, the state or output that it receives, and how many steps later: one number, or one for each region."""

    drive: str
    source: str
    steps: int | tuple[int, ...]

    @property
    def length(self) -> int:
        """Steps to remember."""
        return self.steps if isinstance(self.steps, int) else max(self.steps)


def own_steps(who: str, model: Model, delays: Delays, dt: Any) -> tuple[Own, ...]:
    """The delays of a population in whole steps."""
    if not delays:
        return ()
    if is_traced(dt):
        raise TypeError(
            f"{who}: dt is traced (inside jit, grad or vmap), but delays of the model's own need to know it"
        )
    return _own_steps(model, delays, float(dt))


@lru_cache(maxsize=64)
def _own_steps(model: Model, delays: Delays, dt: float) -> tuple[Own, ...]:
    found = []
    for drive, delay in delays:
        if delay is not None:
            steps = delay_steps(np.asarray(delay, float), 1.0, dt).tolist()
            source = str(model.drives[drive].own)
            found.append(Own(drive, source, tuple(steps) if isinstance(steps, list) else steps))
    return tuple(found)


def always(model: Model, own: tuple[Own, ...], states: Mapping[str, Any], params: Arrays) -> Arrays:
    """The memory before the first step, in which the states have always been these: an axis of steps behind."""
    return {each.drive: jnp.repeat(_sent(model, each, states, params)[..., None], each.length, -1) for each in own}


def late(
    model: Model, own: tuple[Own, ...], memory: Arrays, states: Arrays, params: Arrays
) -> tuple[Callable[[Arrays, float], Arrays], Arrays]:
    """What arrives in this step, from the states of a stage and its fraction of the step; and the memory after it."""
    known = {
        each.drive: jnp.concatenate([memory[each.drive], _sent(model, each, states, params)[..., None]], -1)
        for each in own
    }

    def arrive(y: Arrays, fraction: float) -> Arrays:
        return {each.drive: _arriving(each, known[each.drive], _sent(model, each, y, params), fraction) for each in own}

    return arrive, {drive: rows[..., 1:] for drive, rows in known.items()}


def _sent(model: Model, each: Own, states: Mapping[str, Any], params: Arrays) -> Any:
    value = model.observe(each.source, states, params, {})
    return jnp.broadcast_to(value, jnp.shape(next(iter(states.values()))))


def _arriving(each: Own, known: Any, at_once: Any, fraction: float) -> Any:
    """Linear within the step, as everywhere; what takes no step is that of the stage."""
    steps = jnp.asarray(each.steps)
    # The last column is the beginning of this step.
    place = jnp.broadcast_to(each.length - steps, known.shape[:-1])[..., None]
    now, later = (jnp.take_along_axis(known, jnp.minimum(place + more, each.length), -1)[..., 0] for more in (0, 1))
    between = now if fraction == 0.0 else later if fraction == 1.0 else (1 - fraction) * now + fraction * later
    return jnp.where(steps == 0, at_once, between)
