"""Newton's method from many starts at once, with a search along each step."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.dynamics.field import Field

_SHARES = tuple(0.5**i for i in range(12))
"""Parts of a Newton step that are tried."""
_ROUNDS, _POLISH = 80, 4
_AT_ONCE = 2**21
"""Numbers in the Jacobians that are held at the same time."""


class Solved(NamedTuple):
    """From every start: where it led, and the length of the last step in widths."""

    y: Any
    last: Any


class _State(NamedTuple):
    u: Any
    size: Any
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

    def size(u: Any) -> Any:
        found = jnp.linalg.norm(f(u))
        return jnp.where(jnp.isfinite(found), found, jnp.inf)

    def newton_step(u: Any) -> Any:
        step = jnp.linalg.solve(jax.jacfwd(f)(u), -f(u))
        return jnp.where(jnp.isfinite(step).all(), step, 0.0)

    def advance(state: _State) -> _State:
        step = newton_step(state.u)
        # No further than the box is wide: a nearly singular Jacobian throws it out of sight otherwise.
        step = step / jnp.maximum(1.0, jnp.abs(step).max())
        tried = state.u + jnp.asarray(_SHARES)[:, None] * step
        sizes = jax.vmap(size)(tried)
        best = jnp.argmin(sizes)
        better = sizes[best] < state.size
        return _State(
            jnp.where(better, tried[best], state.u),
            jnp.minimum(sizes[best], state.size),
            jnp.where(better, jnp.abs(tried[best] - state.u).max(), 0.0),
            state.rounds + 1,
        )

    def one(start: Any) -> Solved:
        u = start[index] / unit
        state = _State(u, size(u), jnp.inf, 0)
        state = jax.lax.while_loop(lambda s: (s.moved > 1e-13) & (s.rounds < _ROUNDS), advance, state)

        def polish(_: Any, kept: tuple[Any, Any]) -> tuple[Any, Any]:
            u, _ = kept
            step = jnp.linalg.solve(jax.jacfwd(f)(u), -f(u))
            last = jnp.abs(step).max()
            return jnp.where(last < 1e-3, u + step, u), last

        u, last = jax.lax.fori_loop(0, _POLISH, polish, (state.u, jnp.inf))
        return Solved(held.at[index].set(u * unit), last)

    batch = max(1, min(len(starts), _AT_ONCE // len(free) ** 2))
    return jax.lax.map(one, starts, batch_size=batch)


@jax.jit
def jacobian(field: Field, y: Any, value: Any = None) -> Any:
    """Derivatives of the field."""
    return jax.jacfwd(lambda y: field.slope(y, value))(y)
