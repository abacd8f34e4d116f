"""Many runs at once: lanes of a batch, shared among the cores of a machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jax
import jax.numpy as jnp

from brainmass.units import is_traced


def batch(function: Callable[..., Any], *, cores: int | None = None) -> Callable[..., Any]:
    """``jax.vmap`` of a function over the first axis of all its arguments, with the lanes shared among the cores.

    One batch is one program, and XLA runs the loop of a program on one core. Here every core has a part of the lanes,
    as a program of its own. The results are those of ``jax.vmap`` up to rounding.

    Parameters
    ----------
    function : callable
        Takes arrays, gives arrays or trees of them: ``lambda k, seed: simulate(network(k), ..., seed=seed)["x"]``. Keep
        what this returns: it compiles once, for as long as the numbers of lanes per core are the same.
    cores : int, optional
        Parts to make; by default as many as this process may use.

    Returns
    -------
    callable
        Of the same arguments, each with a leading axis of lanes. Inside ``jit``, ``grad`` or ``vmap`` it is
        ``jax.vmap``.

    Raises
    ------
    ValueError
        If the arguments do not have the same number of lanes, or ``cores`` is not at least 1.

    Examples
    --------
    >>> batch(lambda k: k**2)(jnp.arange(5.0))
    Array([ 0.,  1.,  4.,  9., 16.], dtype=float32)
    """
    parts = cores if cores is not None else cores_here()
    if isinstance(parts, bool) or not isinstance(parts, int) or parts < 1:
        raise ValueError(f"cores must be a whole number of at least 1, got {cores!r}")
    mapped = jax.vmap(function)
    compiled = jax.jit(mapped)

    def run(*arguments: Any) -> Any:
        arrays = jax.tree.map(jnp.asarray, arguments)
        if any(map(is_traced, jax.tree.leaves(arrays))):
            return mapped(*arrays)
        lanes = {x.shape[0] if x.ndim else -1 for x in jax.tree.leaves(arrays)}
        if len(lanes) != 1 or -1 in lanes:
            raise ValueError(
                "every argument needs a leading axis with one entry for each lane; their shapes are "
                f"{', '.join(str(x.shape) for x in jax.tree.leaves(arrays)) or 'none'}"
            )
        (count,) = lanes
        size = -(-count // min(parts, count))
        begins = [min(begin, count - size) for begin in range(0, count, size)]
        with ThreadPoolExecutor(len(begins)) as pool:
            done = list(pool.map(lambda b: compiled(*jax.tree.map(lambda x: x[b : b + size], arrays)), begins))
        # All parts have one size, and so one program: the last holds some lanes of the one before again.
        again = size * len(begins) - count
        last = jax.tree.map(lambda x: x[again:], done.pop())
        return jax.tree.map(lambda *x: jnp.concatenate(x), *done, last)

    return run


def cores_here() -> int:
    """Cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
