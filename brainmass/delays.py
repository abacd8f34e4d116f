"""Conduction delays: from tract lengths to whole steps, and the history that delayed input is read from."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.errors import where_first


def delay_steps(lengths: Any, speed: Any, dt: Any) -> Any:
    """Delays in whole steps: rint(length / speed / dt).

    Parameters
    ----------
    lengths : array, shape (n_target, n_source)
        Tract lengths in mm.
    speed : float or array
        Conduction speed in mm/ms (which is m/s).
    dt : float
        Step in ms.

    Examples
    --------
    >>> delay_steps(np.array([[0.0, 25.0]]), 10.0, 0.1)
    array([[ 0, 25]], dtype=int32)
    """
    xp = jnp if any(isinstance(x, jax.Array) for x in (lengths, speed, dt)) else np
    return xp.rint(lengths / speed / dt).astype("int32")


def check_speed(speed: Any) -> None:
    """Refuse a speed that is not positive (0 or infinity mean nothing here: leave ``speed`` out for no delays)."""
    value = np.asarray(speed, float)
    bad = ~(np.isfinite(value) & (value > 0))
    if bad.any():
        first = value[tuple(np.argwhere(bad)[0])]
        raise ValueError(
            f"speed{where_first(bad)} is {first} mm/ms; a conduction speed is positive and finite "
            "(leave speed out for a network without delays)"
        )


def start_history(sent: jax.Array, length: int) -> jax.Array:
    """A history of shape (length, channels, n) in which what is ``sent`` at the start has always been sent."""
    return jnp.broadcast_to(sent, (length, *sent.shape))


def write(history: jax.Array, step: Any, sent: jax.Array) -> jax.Array:
    """Store what is sent at ``step``."""
    return jax.lax.dynamic_update_index_in_dim(history, sent, step % history.shape[0], 0)


def read(history: jax.Array, step: Any, delays: jax.Array) -> jax.Array:
    """What arrives at ``step`` over every edge, shape (channels, n_target, n_source): H[step - d_ij, :, j]."""
    rows = (step - delays) % history.shape[0]
    sources = jnp.arange(history.shape[2])
    return jnp.moveaxis(history[rows, :, sources[None, :]], -1, 0)


def read_at(history: jax.Array, step: Any, fraction: float, delays: jax.Array) -> jax.Array:
    """What arrives at ``step + fraction`` (0 to 1), linear between steps; every delay must be at least one step."""
    if fraction == 0.0:
        return read(history, step, delays)
    later = read(history, step + 1, delays)
    if fraction == 1.0:
        return later
    return (1 - fraction) * read(history, step, delays) + fraction * later
