"""Newton's method from many starts at once, with a search along each step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.dynamics.field import Field

_SHARES = tuple(0.5**i for i in range(12))
"""Parts of a Newton step that are tried."""
_ROUNDS = 80
_DAMPING = 1e-14
"""Of the trace of J'J: what makes a step along which nothing happens no longer than it must be."""
_AT_ONCE = 2**21
"""Numbers in the Jacobians that are held at the same time."""


Function = Callable[[Any], Any]


class Solved(NamedTuple):
    """From every start: where it led, and the length of the last step in widths; infinite if that is no zero."""

    y: Any
    last: Any


class _State(NamedTuple):
    u: Any
    size: Any
    last: Any
    moved: Any
    rounds: Any


@partial(jax.jit, static_argnames=("free",))
def solve(field: Field, starts: Any, value: Any, width: Any, held: Any, free: tuple[int, ...]) -> Solved:
    """Zeros of the field from ``starts`` (starts, entries).

    Only the entries ``free`` move, and only their slopes must vanish; the others stay as in ``held``. The search is in
    units of ``width``, so that a slow state and one of small numbers count as much as others.
    """
    index = jnp.asarray(free)
    unit = width[index]

    def f(u: Any) -> Any:
        return field.slope(held.at[index].set(u * unit), value)[index] / unit

    def one(start: Any) -> Solved:
        u, last = _descended(f, start[index] / unit)
        return Solved(held.at[index].set(u * unit), last)

    batch = max(1, min(len(starts), _AT_ONCE // len(free) ** 2))
    return jax.lax.map(one, starts, batch_size=batch)


def _steps(f: Function, u: Any) -> tuple[Any, Any, Any]:
    """Newton's step; the same where nothing happens along some direction (it is then the shortest that there is); and
    the largest slope, as a share of the Jacobian."""
    matrix, value = jax.jacfwd(f)(u), f(u)
    square = matrix.T @ matrix
    scale = jnp.trace(square)
    damped = jnp.linalg.solve(square + _DAMPING * scale * jnp.eye(len(u)), -matrix.T @ value)
    return jnp.linalg.solve(matrix, -value), damped, jnp.abs(value).max() / jnp.sqrt(scale)


def _descended(f: Function, u: Any) -> tuple[Any, Any]:
    """Where Newton's steps lead, of which as much is taken as makes the slopes smallest, and how long the last was."""

    def size(u: Any) -> Any:
        found = jnp.linalg.norm(f(u))
        return jnp.where(jnp.isfinite(found), found, jnp.inf)

    def advance(state: _State) -> _State:
        full, damped, share = _steps(f, state.u)
        # Where the Jacobian is singular a step may be short as slopes are least there, and not because they vanish.
        lengths = jnp.abs(full).max(), jnp.where(share < 1e-12, jnp.abs(damped).max(), jnp.inf)
        steps = jnp.stack([full, damped])
        steps = jnp.where(jnp.isfinite(steps).all(axis=1, keepdims=True), steps, 0.0)
        # No further than the box is wide: a nearly singular Jacobian throws it out of sight otherwise.
        steps = steps / jnp.maximum(1.0, jnp.abs(steps).max(axis=1, keepdims=True))
        tried = state.u + (jnp.asarray(_SHARES)[:, None, None] * steps).reshape(-1, len(state.u))
        sizes = jax.vmap(size)(tried)
        best = jnp.argmin(sizes)
        better = sizes[best] < state.size
        return _State(
            u=jnp.where(better, tried[best], state.u),
            size=jnp.minimum(sizes[best], state.size),
            last=jnp.fmin(*lengths),  # the other where one is no number
            moved=jnp.where(better, jnp.abs(tried[best] - state.u).max(), 0.0),
            rounds=state.rounds + 1,
        )

    begin = _State(u, size(u), jnp.inf, jnp.inf, 0)
    end = jax.lax.while_loop(lambda s: (s.moved > 1e-14) & (s.rounds < _ROUNDS), advance, begin)
    return end.u, jnp.where(jnp.isfinite(end.last), end.last, jnp.inf)


@jax.jit
def jacobian(field: Field, y: Any, value: Any = None) -> Any:
    """Derivatives of the field."""
    return jax.jacfwd(lambda y: field.slope(y, value))(y)


@jax.jit
def slope(field: Field, y: Any, value: Any = None) -> Any:
    """The field."""
    return field.slope(y, value)
