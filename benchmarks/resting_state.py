"""Ten minutes of the demo's network (N = 100, OU noise, BOLD) against a hand-written scan of the same equations.

    taskset -c 0 python benchmarks/resting_state.py

Both run Heun at dt = 1 ms in float32, draw their noise 512 steps at a time, and give BOLD at TR = 720 ms. Compilation
is apart. Prints the median of five runs each, alternating, and their ratio.
"""

from __future__ import annotations

import statistics
import time

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.demo import network
from brainmass.graphs import distance_decay
from brainmass.observe import bold
from brainmass.simulation import simulate

STEPS, TR, TILE, K = 600_000, 720, 512, 3.6
SC = distance_decay(100, seed=0)
KEEP = np.exp(-1.0 / 10.0)  # of the OU noise, over a step
KICK = 0.001 * np.sqrt(1 - KEEP**2)


def ours() -> jax.Array:
    """The library."""
    return simulate(network(SC, K), float(STEPS), dt=1.0, observe={"bold": bold("S_E", tr=float(TR))})["bold"]


def transfer(current, a, b, d):
    """x / (1 - exp(-d x)) the quick way: 0/0 where a current sits exactly on the threshold."""
    x = a * current - b
    return x / (1 - jnp.exp(-d * x))


@jax.jit
def by_hand(key: jax.Array) -> jax.Array:
    """The same equations as one would write them for this one network."""
    W = jnp.asarray(SC.weights / SC.weights.sum(axis=1).mean(), jnp.float32)
    strength = W.sum(axis=1)

    def slopes(E, inhibition, eta):
        coupled = K * (W @ E - strength * E)
        current_e = 0.382 + 1.4 * 0.15 * E + 0.15 * coupled - inhibition
        current_i = 0.7 * 0.382 + 0.15 * E - inhibition
        rate_e = transfer(current_e, 0.310, 0.125, 160.0)
        rate_i = transfer(current_i, 0.615, 0.177, 87.0)
        return -E / 100 + (1 - E) * 0.641 * rate_e + eta, -inhibition / 10 + rate_i

    def step(carry, z):
        E, inhibition, eta, (s, f, v, q) = carry
        e1, i1 = slopes(E, inhibition, eta)
        e2, i2 = slopes(E + e1, inhibition + i1, eta)
        E = jnp.clip(E + 0.5 * (e1 + e2), 0, 1)
        inhibition = jnp.clip(inhibition + 0.5 * (i1 + i2), 0, 1)
        out = v ** (1 / 0.32)
        extraction = (1 - (1 - 0.34) ** (1 / f)) / 0.34
        balloon = (
            s + 1e-3 * (E - 0.65 * s - 0.41 * (f - 1)),
            f + 1e-3 * s,
            v + 1e-3 * (f - out) / 0.98,
            q + 1e-3 * (f * extraction - out / v * q) / 0.98,
        )
        v, q = balloon[2:]
        signal = 0.02 * (2.38 * (1 - q) + 2 * (1 - q / v) + 0.48 * (1 - v))
        return (E, inhibition, KEEP * eta + KICK * z, balloon), signal

    def tile(carry, i):
        normals = jax.random.normal(jax.random.fold_in(key, i), (TILE, 100))
        carry, signal = jax.lax.scan(step, carry, normals)
        # The tile's signal at the steps at which a TR ends; at most one, as TILE < TR.
        ends = (i * TILE + 1 + jnp.arange(TILE)) % TR == 0
        return carry, jnp.where(ends[:, None], signal, 0).sum(axis=0)

    ones = jnp.ones(100)
    carry = (0.16 * ones, 0.04 * ones, 0.0 * ones, (0.0 * ones, ones, ones, ones))
    return jax.lax.scan(tile, carry, jnp.arange(-(-STEPS // TILE)))[1]


def seconds(run) -> float:
    """Wall time of one run."""
    began = time.perf_counter()
    jax.block_until_ready(run())
    return time.perf_counter() - began


def main() -> None:
    """Compile both, then time them in turn."""
    keys = iter(jax.random.split(jax.random.key(0), 8))
    runs = {"brainmass": ours, "hand-written scan": lambda: by_hand(next(keys))}
    first = {name: seconds(run) for name, run in runs.items()}
    times = {name: [] for name in runs}
    for _ in range(5):
        for name, run in runs.items():
            times[name].append(seconds(run))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:18} {median:6.2f} s   {median / STEPS * 1e6:5.2f} us/step   first run {first[name]:5.1f} s")
    print(f"ratio {medians['brainmass'] / medians['hand-written scan']:.2f}")


if __name__ == "__main__":
    main()
