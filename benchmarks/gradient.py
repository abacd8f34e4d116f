"""The gradient of an FC loss through 5,000 delayed steps: its time beside the value's, its memory per step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks import timing
from benchmarks.inputs import DT, A, K, dense
from benchmarks.networks import hopf_network, x_of
from benchmarks.rows import Row
from brainmass.analysis import fc

N = 90
SKIPPED = 10
"""Samples, one every ms, that the FC leaves out."""


def loss_of(steps: int) -> Callable[[Any, Any], Any]:
    """The mean squared distance of the FC from a given one, as a function of k, of a per region, and of the seed."""
    data = dense(N)
    signals = np.random.default_rng(1).standard_normal((200, N))
    target = jnp.asarray(np.corrcoef(signals + signals.mean(axis=1, keepdims=True), rowvar=False), jnp.float32)

    def loss(numbers: Any, seed: Any) -> Any:
        network = hopf_network(data, delays=True, noise=True, **numbers)
        return jnp.mean((fc(x_of(network, steps, seed)[SKIPPED:]) - target) ** 2)

    return loss


def numbers() -> dict[str, Any]:
    """What the gradient is taken by: the coupling strength and the bifurcation parameter of every region."""
    return {"k": jnp.float32(K), "a": jnp.full(N, A, jnp.float32)}


def time(quick: bool) -> list[Row]:
    """Value and gradient against the value alone."""
    steps = 500 if quick else 5_000
    value, both = (jax.jit(make(loss_of(steps))) for make in (_itself, jax.value_and_grad))
    start = numbers()
    runs = {"gradient": lambda seed: both(start, seed), "value": lambda seed: value(start, seed)}
    found = timing.in_turn(runs)
    _checked(found["gradient"].result, float(found["value"].result))
    costs = (t.per_step(steps) for t in found.values())
    known = {"steps": steps, **timing.details(found)}
    return [Row(f"gradient, N = 90, delays, {steps} steps", 4.0, *costs, against="the value alone", details=known)]


def memory(quick: bool) -> list[Row]:
    """What the compiled gradient holds, per step: the slope between two lengths."""
    lengths = (300, 600) if quick else (2_500, 5_000)
    held = [_temporary_bytes(steps) for steps in lengths]
    slope = (held[1] - held[0]) / (lengths[1] - lengths[0]) / 1e3
    known = {"steps": lengths, "bytes": held, "ms": [steps * DT for steps in lengths]}
    states = 2 * N * 4 / 1e3
    return [
        Row(
            "gradient, N = 90, delays: memory",
            4.0,
            slope,
            states,
            unit="kB/step",
            against="the states of a step alone",
            on="ours",
            details=known,
        )
    ]


def _temporary_bytes(steps: int) -> int:
    compiled = jax.jit(jax.grad(loss_of(steps))).lower(numbers(), 0).compile()
    return compiled.memory_analysis().temp_size_in_bytes


def _checked(both: Any, value: float) -> None:
    """The same value with and without gradient, and a gradient that is finite and not nothing."""
    again, gradient = both
    leaves = np.concatenate([np.ravel(leaf) for leaf in jax.tree.leaves(gradient)])
    if not (np.isclose(float(again), value, rtol=1e-3) and np.isfinite(leaves).all() and np.abs(leaves).max() > 0):
        raise AssertionError(f"value {value} and {float(again)}, largest gradient {np.abs(leaves).max()}")


def _itself(function: Any) -> Any:
    return function


CASES = {"time": time, "memory": memory}
