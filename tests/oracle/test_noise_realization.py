"""One seed is one realization of the noise, whatever is observed, wherever a run is split, in a batch of any width."""

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.coupling import additive
from brainmass.network import Network
from brainmass.noise import ou, white
from brainmass.observe import average, every
from brainmass.simulation import simulate
from tests.systems import leak, random_weights

NOISY = Network(
    leak,
    random_weights(4, 4, 3),
    coupling=additive(0.1),
    source="x",
    target="x_inp",
    noise={"x": white(0.2), "x_inp": ou(0.1, 7.0)},
)


def test_one_realization_whatever_is_observed(check):
    alone = simulate(NOISY, 700.0, dt=1.0, seed=5, observe={"x": every(1.0, "x")})["x"]
    observe = {"x": every(1.0, "x"), "mean": average(7.0, "x"), "late": every(100.0, "arriving")}
    among, source = simulate(NOISY, 700.0, dt=1.0, seed=5, observe=observe)["x"], "the same run with one observer"
    check.table("noisy network observed in three ways: x over 700 steps", among, alone, abs=0.0, source=source)
    late = simulate(NOISY, 600.0, dt=1.0, seed=5, transient=100.0)["x"]
    check.table("noisy network after a transient: x over 600 steps", late, alone[100:], abs=0.0, source=source)


def test_one_realization_wherever_it_is_split(check):
    whole = simulate(NOISY, 1300.0, dt=1.0, seed=5)
    parts, final = [], None
    for length in (1, 510, 2, 600, 187):
        run = simulate(NOISY, float(length), dt=1.0, seed=5, resume=final)
        parts.append(run["x"])
        final = run.final
    quantity, source = "noisy network in five parts: x over 1300 steps", "the same run in one part"
    check.table(quantity, np.concatenate(parts), whole["x"], abs=0.0, source=source)


def test_one_realization_in_a_batch_of_any_width(check):
    run = jax.jit(lambda seed: simulate(NOISY, 600.0, dt=1.0, seed=seed)["x"])
    single = np.stack([run(seed) for seed in (3, 4, 5)])
    # Equal but for the last digit: XLA orders sums and rounds the inverse error function by the width of its vectors.
    for seeds in ([3, 4, 5], [5]):
        quantity = f"noisy network, seeds {seeds} in one batch (vmap), in float32: x over 600 steps"
        batch = jax.vmap(run)(jnp.array(seeds))
        check.table(quantity, batch, single[-len(seeds) :], abs=2e-5, source="each run by itself")
    assert np.abs(single[0] - single[1]).max() > 0.1
