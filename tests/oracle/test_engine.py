"""The block engine against one step after another (tests/reference.py): any network, block, split and batch width."""

from copy import copy

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from brainmass.coupling import additive, diffusive, kuramoto, laplacian, pairwise, sigmoidal
from brainmass.integrate import euler, exponential_euler, heun, rk4
from brainmass.network import Network, Population, Projection
from brainmass.noise import ou, white
from brainmass.simulation import simulate
from brainmass.sparse import Sparse
from tests.checks import largest_deviation
from tests.compiling import jit_quickly
from tests.reference import stepwise
from tests.systems import leak, pair

pytestmark = pytest.mark.usefixtures("x64")

DT = 0.5


def sine(x_i, x_j):
    return jnp.sin(2 * x_j - x_i)


COUPLINGS = {
    "additive": additive, "diffusive": diffusive, "kuramoto": kuramoto, "laplacian": laplacian,
    "pairwise": lambda k: pairwise(sine, k=k), "sigmoidal": lambda k: sigmoidal(k, sigma=1.0),
}  # fmt: skip
REACH = {"short": (0.0, 3.0), "long": (8.0, 20.0), "mixed": (0.0, 40.0), "none": None}
MODELS = {"a": (leak, "x"), "b": (pair, "u")}


@st.composite
def projections(draw, sizes: dict[str, int]) -> Projection:
    """Any coupling between any populations, with any delays, dense or sparse."""
    source, target = (draw(st.sampled_from(sorted(sizes))) for _ in range(2))
    shape = (sizes[target], sizes[source])
    kind = draw(st.sampled_from([c for c in COUPLINGS if c != "laplacian" or source == target]))
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    weights = rng.normal(size=shape) * (rng.random(shape) < draw(st.sampled_from((0.4, 1.0))))
    reach = REACH[draw(st.sampled_from(sorted(REACH)))]
    tracts = {}
    if reach:
        near = rng.random(shape) < draw(st.sampled_from((0.0, 0.3)))
        tracts = {"lengths": np.where(near, 0.0, rng.uniform(*reach, shape)), "speed": 1.0}
        tracts["interpolate"] = draw(st.booleans())
    return Projection(
        f"{source}.{MODELS[source][1]}",
        f"{target}.{MODELS[target][1]}_inp",
        csr_array(weights) if draw(st.booleans()) else weights,
        coupling=COUPLINGS[kind](0.06),  # weak enough to stay stable: what explodes has no finite differences
        local=MODELS[target][1],
        **tracts,
    )


@st.composite
def networks(draw) -> Network:
    """One or two populations, one or two projections, with and without noise."""
    sizes = {"a": draw(st.integers(2, 5)), **({"b": draw(st.integers(1, 4))} if draw(st.booleans()) else {})}
    populations = {}
    for name, n in sizes.items():
        model, state = MODELS[name]
        noise = {
            **({state: white(0.1)} if draw(st.booleans()) else {}),
            **({f"{state}_inp": ou(0.2, 3.0)} if draw(st.booleans()) else {}),
        }
        populations[name] = Population(model, n, noise=noise)
    chosen = draw(st.lists(projections(sizes), min_size=1, max_size=2))
    return Network(populations=populations, projections=chosen)


methods = st.sampled_from((euler, heun, rk4, exponential_euler))
blocks = st.sampled_from((None, 1, 2, 4, 8, 16, 64))
STEPS = 37
# No shrinking: every smaller example would be compiled anew.
FINDING = {"suppress_health_check": [HealthCheck.too_slow], "phases": [Phase.generate]}


def deviation(network: Network, method, block: int | None, split: int) -> float:
    """The whole run, and the same in two parts, against one step after another: largest difference, as a share of
    what is expected, or of 0.01 where that is less."""
    expected = stepwise(network, STEPS, DT, method, 3)
    whole = simulate(network, STEPS * DT, dt=DT, seed=3, method=method, block=block)
    names = {name if name in whole.data else name.split(".")[1]: x for name, x in expected.items()}
    assert set(names) == set(whole.data)
    for name, values in names.items():
        np.testing.assert_allclose(whole[name], values, rtol=1e-9, atol=1e-11, err_msg=name)
    worst = max(largest_deviation(np.asarray(whole[name]), values, 1e-9, 1e-11) for name, values in names.items())
    first = simulate(network, split * DT, dt=DT, seed=3, method=method, block=block)
    rest = simulate(network, (STEPS - split) * DT, dt=DT, method=method, block=block, resume=first.final)
    for name in names:
        np.testing.assert_array_equal(np.concatenate([first[name], rest[name]]), whole[name], err_msg=name)
    return worst


def test_any_network_against_single_steps(check):
    worst = []

    @settings(max_examples=8, **FINDING)
    @given(networks(), methods, blocks, st.integers(1, STEPS - 1))
    def compare(network, method, block, split):
        worst.append(deviation(network, method, block, split))

    compare()
    quantity = "8 random networks of any coupling, delays, noise, method, block length: every state over 37 steps"
    check(quantity, max(worst), 0.0, abs=1e-9, source="plain loop, one step at a time; largest relative difference")


@pytest.mark.slow
@settings(max_examples=150, **FINDING)
@given(networks(), methods, blocks, st.integers(1, STEPS - 1))
def test_any_network_against_single_steps_many(network, method, block, split):
    deviation(network, method, block, split)


def test_a_batch_of_any_width_is_the_single_runs(check):
    """Gain, seed and weights vary; delays are short, long and none."""
    rng = np.random.default_rng(3)
    lengths = np.where(rng.random((5, 5)) < 0.2, 0.0, rng.uniform(0.0, 30.0, (5, 5)))
    stacked = jnp.asarray(rng.normal(size=(4, 5, 5)))

    def run(k, seed, weights):
        net = Network(
            leak, weights, coupling=diffusive(k), source="x", target="x_inp", lengths=lengths, speed=1.0,
            noise={"x": white(0.1)},
        )  # fmt: skip
        return simulate(net, 30.0, dt=DT, seed=seed)["x"]

    gains, seeds = jnp.array([0.0, 0.1, 0.2, 0.3]), jnp.arange(4)
    for width in (1, 3, 4):
        batch = jit_quickly(jax.vmap(run))(gains[:width], seeds[:width], stacked[:width])
        single = [run(float(gains[i]), i, np.asarray(stacked[i])) for i in range(width)]
        quantity = f"runs with their own gain, seed and weights in a batch (vmap) of {width}: x over 60 steps"
        check.table(quantity, batch, single, rel=1e-9, abs=1e-11, source="each run by itself")


def slopes_agree(network: Network, method, block: int | None) -> float:
    """The gradient in every number that is a leaf, along one random direction for each, against central differences:
    largest difference, as a share of what is expected, or of 0.1 where that is less.

    Lengths and speed are leaves of a gradient only where delays are interpolated.
    """
    leaves, build = flat_numbers(network)
    rng = np.random.default_rng(1)

    def loss(values):
        run = simulate(build(values), STEPS * DT, dt=DT, seed=3, method=method, block=block)
        return sum((x**2 * jnp.cos(jnp.arange(len(x)))[:, None]).sum() for x in run.data.values())

    gradient = jit_quickly(jax.grad(loss))(leaves)
    worst = 0.0
    for i, (leaf, slope) in enumerate(zip(leaves, gradient, strict=True)):
        direction = rng.normal(size=np.shape(leaf))
        near, far = (
            float(loss([*leaves[:i], leaf + h * direction, *leaves[i + 1 :]]))
            - float(loss([*leaves[:i], leaf - h * direction, *leaves[i + 1 :]]))
            for h in (1e-4, 2e-4)
        )
        central = (8 * near - far) / 12e-4  # of fourth order: what is unstable bends much
        along = float((slope * direction).sum())
        assert along == pytest.approx(central, rel=1e-6, abs=1e-7), i
        worst = max(worst, abs(along - central) / max(abs(central), 0.1))
    return worst


def flat_numbers(network: Network):
    """The numbers of a network that a run is differentiable in, and what builds the network with others.

    No length is 0 here: like every whole number of steps that is a kink, with a slope on either side.
    """
    populations, fixed = jax.tree.flatten(network.populations)
    moving = [
        {"weights": jnp.asarray(p.weights.data if isinstance(p.weights, Sparse) else p.weights), "coupling": p.coupling}
        | ({"lengths": jnp.where(p.lengths == 0, 0.1, p.lengths), "speed": jnp.asarray(1.0)} if p.interpolate else {})
        for p in network.projections
    ]
    numbers, shape = jax.tree.flatten(moving)

    def build(values):
        net = copy(network)
        net.populations = jax.tree.unflatten(fixed, values[: len(populations)])
        parts = jax.tree.unflatten(shape, values[len(populations) :])
        net.projections = tuple(renewed(p, part) for p, part in zip(network.projections, parts, strict=True))
        return net

    return [jnp.asarray(x, float) for x in (*populations, *numbers)], build


def renewed(projection: Projection, part: dict) -> Projection:
    projection = copy(projection)
    projection.coupling = part["coupling"]
    weights = projection.weights
    projection.weights = Sparse(part["weights"], weights.pattern) if isinstance(weights, Sparse) else part["weights"]
    if "lengths" in part:
        projection.lengths, projection.speed = part["lengths"], part["speed"]
        projection.min_delay, projection.max_delay = None, 50.0
    return projection


def test_any_gradient_against_central_differences(check):
    worst = []

    @settings(max_examples=4, **FINDING)
    @given(networks(), methods, st.sampled_from((None, 1, 4, 16)))
    def compare(network, method, block):
        if any(p.interpolate for p in network.projections):
            block = None  # a traced delay may be as short as it likes
        worst.append(slopes_agree(network, method, block))

    compare()
    quantity = "4 random networks: gradient in every number of the network"
    check(
        quantity, max(worst), 0.0, abs=1e-6, source="central differences of fourth order; largest relative difference"
    )


@pytest.mark.slow
@settings(max_examples=60, **FINDING)
@given(networks(), methods, st.sampled_from((None, 1, 4, 16)))
def test_any_gradient_against_central_differences_many(network, method, block):
    if any(p.interpolate for p in network.projections):
        block = None
    slopes_agree(network, method, block)
