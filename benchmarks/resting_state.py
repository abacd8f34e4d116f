"""Ten minutes of the demo's network (N = 100, OU noise, BOLD) against a hand-written scan of the same equations.

Both run Heun at dt = 1 ms, draw their noise 512 steps at a time, and give BOLD at TR = 720 ms.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks import timing
from benchmarks.rows import Row
from brainmass.demo import network
from brainmass.graphs import distance_decay
from brainmass.observe import average, bold, convolved, every, weighted
from brainmass.simulation import simulate

TR, TILE, K = 720, 512, 3.6
SC = distance_decay(100, seed=0)
KEEP = np.exp(-1.0 / 10.0)  # of the OU noise, over a step
KICK = 0.001 * np.sqrt(1 - KEEP**2)


def transfer(current, a, b, d):
    """x / (1 - exp(-d x)) the quick way: 0/0 where a current sits exactly on the threshold."""
    x = a * current - b
    return x / (1 - jnp.exp(-d * x))


def slopes(W, strength, E, inhibition, eta):
    """The derivatives of both gating variables, dt being 1 ms."""
    coupled = K * (W @ E - strength * E)
    current_e = 0.382 + 1.4 * 0.15 * E + 0.15 * coupled - inhibition
    current_i = 0.7 * 0.382 + 0.15 * E - inhibition
    rate_e = transfer(current_e, 0.310, 0.125, 160.0)
    rate_i = transfer(current_i, 0.615, 0.177, 87.0)
    return -E / 100 + (1 - E) * 0.641 * rate_e + eta, -inhibition / 10 + rate_i


def balloon(E, state):
    """A step of the balloon model, and its signal."""
    s, f, v, q = state
    out = v ** (1 / 0.32)
    extraction = (1 - (1 - 0.34) ** (1 / f)) / 0.34
    dv, dq = (f - out) / 0.98, (f * extraction - out / v * q) / 0.98
    s, f, v, q = s + 1e-3 * (E - 0.65 * s - 0.41 * (f - 1)), f + 1e-3 * s, v + 1e-3 * dv, q + 1e-3 * dq
    return (s, f, v, q), 0.02 * (2.38 * (1 - q) + 2 * (1 - q / v) + 0.48 * (1 - v))


def by_hand(steps: int) -> Any:
    """The same equations as one would write them for this one network."""
    W = jnp.asarray(SC.weights / SC.weights.sum(axis=1).mean(), jnp.float32)
    strength = W.sum(axis=1)

    def step(carry, z):
        E, inhibition, eta, state = carry
        e1, i1 = slopes(W, strength, E, inhibition, eta)
        e2, i2 = slopes(W, strength, E + e1, inhibition + i1, eta)
        E = jnp.clip(E + 0.5 * (e1 + e2), 0, 1)
        inhibition = jnp.clip(inhibition + 0.5 * (i1 + i2), 0, 1)
        state, signal = balloon(E, state)
        return (E, inhibition, KEEP * eta + KICK * z, state), signal

    @jax.jit
    def run(seed):
        def tile(carry, i):
            normals = jax.random.normal(jax.random.fold_in(jax.random.key(seed), i), (TILE, 100))
            carry, signal = jax.lax.scan(step, carry, normals)
            # The tile's signal at the steps at which a TR ends; at most one, as TILE < TR.
            ends = (i * TILE + 1 + jnp.arange(TILE)) % TR == 0
            return carry, jnp.where(ends[:, None], signal, 0).sum(axis=0)

        ones = jnp.ones(100)
        carry = (0.16 * ones, 0.04 * ones, 0.0 * ones, (0.0 * ones, ones, ones, ones))
        return jax.lax.scan(tile, carry, jnp.arange(-(-steps // TILE)))[1]

    return run


def demo(quick: bool) -> list[Row]:
    """The library against the scan."""
    steps = 7_200 if quick else 600_000
    brain, observed = network(SC, K), {"bold": bold("S_E", tr=float(TR))}
    runs = {
        "ours": lambda seed: simulate(brain, float(steps), dt=1.0, seed=seed, observe=observed)["bold"],
        "by hand": by_hand(steps),
    }
    found = timing.in_turn(runs)
    costs = (t.per_step(steps) for t in found.values())
    known = {"steps": steps, **timing.details(found)}
    return [Row("the demo's network, N = 100, Heun, BOLD", None, *costs, against="lax.scan by hand", details=known)]


def signals(quick: bool) -> list[Row]:
    """What streamed signals add to a run of the same network."""
    steps = 20_000 if quick else 200_000
    brain, seen = network(SC, K), every(2000.0, "S_E")
    lead = np.random.default_rng(0).normal(size=(64, 100))
    observed = {
        "S_E every 2 s": {"x": seen},
        "BOLD": {"x": bold("S_E", tr=2000.0)},
        "BOLD by convolution": {"x": convolved("S_E", tr=2000.0)},
        "EEG of 64 sensors every 4 ms": {"x": weighted(average(4.0, "S_E"), lead, [f"E{i}" for i in range(64)])},
    }
    runs = {
        name: lambda seed, observe=observe: simulate(brain, float(steps), dt=1.0, seed=seed, observe=observe)["x"]
        for name, observe in observed.items()
    }
    found = timing.in_turn(runs)
    without, *costs = (t.per_step(steps) for t in found.values())
    known = {"steps": steps, **timing.details(found)}
    return [
        Row(f"the demo's network, {name}", 1.15 if "BOLD" in name else None, cost, without,
            against="the same with S_E every 2 s", details=known)
        for name, cost in zip(list(observed)[1:], costs, strict=True)
    ]  # fmt: skip


CASES = {"demo": demo, "signals": signals}
