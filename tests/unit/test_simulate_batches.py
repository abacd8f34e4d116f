"""Runs inside ``vmap`` and ``jit``, and what compiles how often."""

import jax
import jax.numpy as jnp
import numpy as np

from brainmass import loop
from brainmass.coupling import additive, diffusive
from brainmass.integrate import euler
from brainmass.network import Network
from brainmass.noise import ou, white
from brainmass.observe import average, bold, every
from brainmass.simulation import simulate
from tests.compiling import jit_quickly
from tests.systems import leak, random_weights

N = 3
W = random_weights(N, N, 41)
LENGTHS = np.random.default_rng(42).uniform(0.0, 20.0, (N, N))


def compilations() -> int:
    """How often the loop has been compiled."""
    return sum(way._cache_size() for way in (loop._instant, loop._delayed))


def network(k=0.1, n: int = N, **more) -> Network:
    return Network(
        leak,
        W[:n, :n],
        coupling=diffusive(k),
        source="x",
        target="x_inp",
        **{"lengths": LENGTHS[:n, :n], "speed": 2.0, "noise": {"x": white(0.05), "x_inp": ou(0.1, 9.0)}, **more},
    )


def test_batches_over_gain_seeds_and_weights_are_the_single_runs():
    def end(k, seed, weights):
        net = Network(
            leak, weights, coupling=additive(k), source="x", target="x_inp", noise={"x": white(0.1)}
        )  # fmt: skip
        return simulate(net, 40.0, dt=1.0, seed=seed, observe={"x": every(10.0, "x")})["x"]

    ks, seeds = jnp.array([0.0, 0.1, 0.2]), jnp.array([5, 6, 7])
    weights = jnp.stack([jnp.asarray(random_weights(4, 4, seed), jnp.float32) for seed in (1, 2, 3)])
    batch = jit_quickly(jax.vmap(end))(ks, seeds, weights)
    assert batch.shape == (3, 4, 4)
    for i in range(3):
        np.testing.assert_allclose(batch[i], end(ks[i], int(seeds[i]), weights[i]), rtol=1e-5, atol=1e-6)


def test_a_whole_run_comes_out_of_vmap():
    runs = jax.vmap(lambda seed: simulate(network(), 20.0, dt=1.0, seed=seed))(jnp.arange(3))
    assert runs["x"].shape == (3, 20, N)
    assert runs.final.states["leak"]["x"].shape == (3, N)
    np.testing.assert_array_equal(runs.seed, [0, 1, 2])
    assert runs.attributes["seed"] == [0, 1, 2]
    np.testing.assert_allclose(runs["x"][2], simulate(network(), 20.0, dt=1.0, seed=2)["x"], atol=1e-5)


def test_progress_inside_vmap():
    told = []
    batch = jax.vmap(
        lambda seed: simulate(network(), 1100.0, dt=1.0, seed=seed, progress=lambda *p: told.append(p))["x"]
    )(jnp.arange(2))
    assert batch.shape == (2, 1100, N)
    assert told[-1][0] == 1.0


def test_known_lengths_stay_known_inside_jit():
    """Only k is traced: the delays need no max_delay."""
    end = jit_quickly(lambda k: simulate(network(k), 20.0, dt=1.0, seed=1)["x"][-1])
    expected = simulate(network(0.3), 20.0, dt=1.0, seed=1)["x"][-1]
    np.testing.assert_allclose(end(0.3), expected, rtol=1e-5, atol=1e-6)


def test_a_traced_speed_gives_the_same_run_within_its_bound():
    def end(speed):
        return simulate(network(speed=speed, max_delay=40.0), 60.0, dt=1.0, seed=1)["x"]

    batch = jit_quickly(jax.vmap(end))(jnp.array([1.0, 4.0]))
    for i, speed in enumerate((1.0, 4.0)):
        expected = simulate(network(speed=speed), 60.0, dt=1.0, seed=1)["x"]
        np.testing.assert_allclose(batch[i], expected, rtol=1e-5, atol=1e-6)


def test_other_numbers_do_not_compile_again():
    def run(k, seed, speed):
        lengths = np.full((N, N), 20.0)
        net = network(k, lengths=lengths, speed=speed, max_delay=22.0, params={"g": k}, initial={"x": k})
        return simulate(net, 64.0, dt=1.0, seed=seed, observe={"b": bold("x", tr=8.0, params={"kappa": 0.6 + k})})

    first = run(0.1, 0, 1.0)
    before = compilations()
    for numbers in ((0.2, 3, 1.0), (0.3, 4, 1.1)):
        other = run(*numbers)
    assert compilations() == before
    assert np.abs(other["b"] - first["b"]).max() > 0


def test_resuming_does_not_compile_again():
    observe = {"mean": average(7.0, "x"), "bold": bold("x", tr=50.0)}
    final = simulate(network(), 512.0, dt=1.0, observe=observe).final
    before = compilations()
    for _ in range(2):
        final = simulate(network(), 512.0, dt=1.0, observe=observe, resume=final).final
    assert compilations() == before


def test_connections_that_turn_out_to_take_no_time_are_not_lost_beside_a_bound_below_the_step():
    """Inside a trace delays are unknown; a ``min_delay`` of less than a step leaves room for none at all."""
    lengths = np.array([[0.0, 0.3, 4.0], [0.2, 0.0, 0.4], [6.0, 0.1, 0.0]])

    def end(speed, **bounds):
        net = Network(
            leak, np.ones((3, 3)) - np.eye(3), coupling=additive(0.1), source="x", target="x_inp", lengths=lengths,
            speed=speed, initial={"x": [0.1, 0.2, 0.3]}, **bounds,
        )  # fmt: skip
        return simulate(net, 20.0, dt=1.0, method=euler, observe={"x": every(20.0, "x")})["x"][0]

    found = jax.vmap(lambda s: end(s, min_delay=0.05, max_delay=6.0))(jnp.array([1.0, 2.0]))
    np.testing.assert_allclose(found, [end(1.0), end(2.0)], rtol=1e-6)
