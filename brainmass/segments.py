"""A run inside somebody's trace, whole or in segments that are done again on the way back of a gradient.

Whole, a gradient keeps some numbers for every step. In segments it keeps what is carried from one to the next, and the
numbers of the steps of one segment at a time, for one more run forth.
"""

from __future__ import annotations

import sys
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.adjoint import differentiable, forth, route_of
from brainmass.loop import Carry, Plan, Span, System, tile_length
from brainmass.step import Clock


class Cost(NamedTuple):
    """Bytes that a gradient takes beside the network itself, for every run of a batch."""

    kept: int
    """From the way forth to the way back."""
    again: int
    """While one segment is done again and undone."""


def run_whole(system: System, carry: Carry, span: Span, plan: Plan) -> tuple[Carry, dict[str, jax.Array]]:
    """All steps of a span between whole numbers."""
    return differentiable(plan, route_of(system.network, span, plan))(system, carry, span)


def run_in_segments(
    system: System, carry: Carry, span: Span, plan: Plan, steps: int
) -> tuple[Carry, dict[str, jax.Array]]:
    """The same, in segments of about ``steps`` steps, which are whole tiles."""
    tile = tile_length(system.network)
    size = tile * max(1, round(steps / tile))
    plan = plan._replace(clocks=tuple(Clock(c.steps, size // c.steps + 1) for c in plan.clocks))
    first, last = -(-span.first // size), span.end // size  # segments that lie whole in the span
    if last - first < 2:
        return run_whole(system, carry, span, plan._replace(clocks=_room_for_all(plan, span)))
    head, tail = Span(span.first, first * size, span.origin), Span(last * size, span.end, span.origin)
    parts: list[tuple[Span, dict[str, jax.Array]]] = []

    def do(carry: Carry, part: Span) -> Carry:
        if part.first == part.end:
            return carry
        carry, buffers = jax.checkpoint(lambda c: run_whole(system, c, part, plan))(carry)
        parts.append((part, buffers))
        return carry

    route = route_of(system.network, Span(first * size, (first + 1) * size, span.origin), plan)
    run = differentiable(plan, route)

    def one(carry: Carry, i: Any) -> tuple[Carry, dict[str, jax.Array]]:
        return run(system, carry, Span(i * size, (i + 1) * size, span.origin))

    carry = do(carry, head)
    carry, stacked = jax.lax.scan(jax.checkpoint(one), carry, jnp.arange(first, last))
    for n, i in enumerate(range(first, last)):
        part = Span(i * size, (i + 1) * size, span.origin)
        parts.append((part, {name: rows[n] for name, rows in stacked.items()}))
    carry = do(carry, tail)
    return carry, _joined(parts, plan)


def cost(system: System, carry: Carry, span: Span, plan: Plan, steps: int | None) -> Cost:
    """What a gradient takes, whole or in segments of ``steps`` steps."""
    tile = tile_length(system.network)
    total = span.end - span.first
    size = total if steps is None else min(total, tile * max(1, round(steps / tile)))
    part = Span(0, size, 0)
    route = route_of(system.network, part, plan)
    record = jax.eval_shape(lambda s, c: forth(s, c, part, plan, route)[1], system, carry)
    # The slopes in what was sent and in what was received are as large as the record of what was sent.
    tape = 3 * _bytes(record.histories) + _bytes((record.memories, record.brought))
    return Cost(tape, 0) if size == total else Cost(-(-total // size) * _bytes(carry), tape)


def announce(wanted: Cost, without: Cost, steps: int) -> None:
    """Say what a gradient in segments will take, before it is taken."""
    kept, again, all_at_once = (f"{x / 1e6:.3g} MB" for x in (wanted.kept, wanted.again, without.kept))
    sys.stderr.write(
        f"brainmass: a gradient of this run, done again in segments of {steps} steps, keeps {kept} and takes {again} "
        f"more for the segment at hand ({all_at_once} without recompute=), for every run of a batch\n"
    )


def _room_for_all(plan: Plan, span: Span) -> tuple[Clock, ...]:
    return tuple(Clock(c.steps, (span.end - span.first) // c.steps + 1) for c in plan.clocks)


def _joined(parts: list[tuple[Span, dict[str, jax.Array]]], plan: Plan) -> dict[str, jax.Array]:
    """The samples of all parts end to end: of each as many rows as periods ended in it."""
    joined = {}
    for name, clock in zip(sorted(parts[0][1]), plan.clocks, strict=True):
        rows = []
        for span, buffers in parts:
            before, after = (max(0, step - span.origin) // clock.steps for step in (span.first, span.end))
            rows.append(buffers[name][: after - before])
        joined[name] = jnp.concatenate(rows)
    return joined


def _bytes(tree: Any) -> int:
    return sum(int(np.prod(x.shape)) * x.dtype.itemsize for x in jax.tree.leaves(tree) if hasattr(x, "dtype"))
