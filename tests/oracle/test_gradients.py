"""Gradients through a whole simulation against central differences in float64 (check 43), with and without delays."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax.stages import Compiled

from brainmass.connectome import random_walk_laplacian, symmetric_laplacian
from brainmass.coupling import diffusive, kuramoto, laplacian
from brainmass.integrate import euler, exponential_euler, heun, rk4
from brainmass.models import hopf
from brainmass.network import Network
from brainmass.noise import ou, white
from brainmass.observe import average, bold, every
from brainmass.result import Final
from brainmass.simulation import simulate
from tests.compiling import QUICKLY, jit_quickly
from tests.systems import leak, random_weights

pytestmark = pytest.mark.usefixtures("x64")

METHODS = {"euler": "Euler", "rk4": "RK4", "exponential_euler": "exponential Euler"}
CENTRAL = "central differences in float64, run in the test"
N = 4
W = np.abs(random_weights(N, N, 31))
LENGTHS = np.random.default_rng(32).uniform(0.0, 8.0, (N, N))
START = {"x": np.array([0.3, -0.1, 0.2, 0.4]), "y": np.array([0.0, 0.2, -0.3, 0.1])}
POINT = {
    "gain": np.array(0.15),
    "a": np.array([0.05, -0.02, 0.1, 0.2]),
    "weights": W,
    "start": START["x"],
    "sigma": np.array(0.05),
    "deviation": np.array([0.02, 0.05, 0.01, 0.04]),
    "tau": np.array(4.0),
    "input": np.array(0.02),
    "rho": np.array(0.34),
}


def loss(values: dict, delayed: bool, method=heun) -> jax.Array:
    """A number that depends on every kind of leaf, through samples, means and BOLD."""
    network = Network(
        hopf,
        values["weights"],
        coupling=diffusive(values["gain"]),
        source="x",
        target="x_inp",
        lengths=LENGTHS if delayed else None,
        speed=2.0 if delayed else None,
        params={"a": values["a"], "omega": 0.3},
        noise={"x": white(values["sigma"]), "y": ou(values["deviation"], values["tau"])},
        initial={"x": values["start"], "y": START["y"]},
        inputs={"y_inp": values["input"]},
    )
    observe = {
        "x": every(5.0, "x"),
        "mean": average(10.0, "y"),
        "bold": bold("x", tr=10.0, params={"rho": values["rho"]}),
    }
    run = simulate(network, 30.0, dt=0.5, seed=1, observe=observe, method=method)
    return (run["x"] ** 2).sum() + run["mean"].sum() + 1e4 * (run["bold"] * jnp.arange(1, 4)[:, None]).sum()


def against_central_differences(check, quantity: str, function, point: dict) -> None:
    """Along one random direction for every leaf; weights of 0 have a derivative too."""
    point = {name: jnp.asarray(x) for name, x in point.items()}
    gradient = jit_quickly(jax.grad(function))(point)
    value = jit_quickly(function)
    rng = np.random.default_rng(5)
    along, numeric = [], []
    for name, x in point.items():
        direction = jnp.asarray(rng.normal(size=x.shape))
        h = 1e-5
        moved = [value({**point, name: x + sign * h * direction}) for sign in (1, -1)]
        central = float(moved[0] - moved[1]) / (2 * h)
        along.append(float((gradient[name] * direction).sum()))
        assert abs(central) > 1e-6, f"{name} does not matter here"
        numeric.append(central)
    check.table(f"{quantity}: gradient in {', '.join(point)}", along, numeric, rel=1e-6, abs=1e-7, source=CENTRAL)


@pytest.mark.parametrize("delayed", [False, True], ids=["instant", "delayed"])
def test_gradient_in_every_kind_of_leaf(check, delayed):
    tracts = "with delays" if delayed else "without delays"
    quantity = f"noisy Hopf network {tracts} (samples, means, BOLD)"
    against_central_differences(check, quantity, lambda values: loss(values, delayed), POINT)


@pytest.mark.parametrize("method", [euler, rk4, exponential_euler], ids=lambda m: m.name)
def test_gradient_through_every_method(check, method):
    def end(values):
        network = Network(
            leak,
            values["weights"],
            coupling=kuramoto(values["gain"]),
            source="x",
            target="x_inp",
            lengths=LENGTHS,
            speed=2.0,
            params={"g": values["a"]},
            noise={"x": white(values["sigma"])},
            initial={"x": START["x"]},
        )
        return (simulate(network, 20.0, dt=0.5, method=method, observe={"x": every(5.0, "x")})["x"] ** 2).sum()

    point = {name: POINT[name] for name in ("gain", "a", "sigma", "weights")}
    against_central_differences(check, f"noisy leaks with sine coupling and delays, {METHODS[method.name]}", end, point)


def compiled_gradient(begun: Final, duration: float, recompute: float | None) -> Compiled:
    """Of a number that depends on samples and BOLD, over ``duration`` from where ``begun`` ended."""

    def loss(values):
        observe = {"x": every(15.0, "x"), "bold": bold("x", tr=200.0, params={"rho": values["rho"]})}
        run = simulate(segmented_network(values), duration, dt=0.5, resume=begun, observe=observe, recompute=recompute)
        return (run["x"] ** 2).mean() + 1e4 * (run["bold"] * jnp.arange(len(run["bold"]))[:, None]).sum()

    return jax.jit(jax.value_and_grad(loss)).lower(segmented_point()).compile(QUICKLY)


def segmented_point() -> dict[str, jax.Array]:
    return {name: jnp.asarray(x) for name, x in POINT.items()}


def bytes_of(compiled: Compiled) -> int:
    return compiled.memory_analysis().temp_size_in_bytes


def test_a_gradient_in_segments_is_the_gradient_and_takes_less(check, capsys):
    """2,600 steps in segments of a tile of 512, from a step within a tile on; samples that end in any of them."""
    begun, point = simulate(segmented_network(POINT), 50.0, dt=0.5, seed=1).final, segmented_point()
    plain, again = (compiled_gradient(begun, 1300.0, recompute) for recompute in (None, 200.0))
    said = capsys.readouterr().err
    assert said.count("in segments of 400 steps") == 1
    assert bytes_of(again) < 0.5 * bytes_of(plain)
    (value, slopes), (value_again, slopes_again) = plain(point), again(point)
    assert float(value) == pytest.approx(float(value_again), rel=1e-12)
    one, again = (np.concatenate([np.ravel(of[name]) for name in slopes]) for of in (slopes, slopes_again))
    quantity = "2,600 steps with delays, noise and BOLD, computed in segments again: gradient in every number"
    check.table(quantity, again, one, rel=1e-9, abs=1e-12, source="the gradient of the whole run at once")


@pytest.mark.slow
def test_a_long_gradient_in_segments_takes_a_fifth():
    begun = simulate(segmented_network(POINT), 50.0, dt=0.5, seed=1).final
    without, within = (bytes_of(compiled_gradient(begun, 26_000.0, recompute)) for recompute in (None, 500.0))
    assert within < 0.2 * without


def segmented_network(values: dict) -> Network:
    return Network(
        hopf,
        values["weights"],
        coupling=diffusive(values["gain"]),
        source="x",
        target="x_inp",
        lengths=LENGTHS,
        speed=2.0,
        max_delay=5.0,
        params={"a": -0.1 + 0.1 * values["a"], "omega": 0.3},
        noise={"x": white(values["sigma"])},
    )


@pytest.mark.parametrize("of", [symmetric_laplacian, random_walk_laplacian], ids=lambda f: f.__name__)
def test_gradient_in_the_weights_of_an_isolated_region_is_finite(check, of):
    """D^-1/2 has an infinite slope where the degree is 0; the isolated region's own row gives none."""
    weights = jnp.asarray(W).at[1, :].set(0.0).at[:, 1].set(0.0)

    def end(w):
        network = Network(
            leak, w, coupling=laplacian(0.3, of), source="x", target="x_inp", initial={"x": START["x"]}
        )  # fmt: skip
        return (simulate(network, 5.0, dt=0.5, observe={"x": every(5.0, "x")})["x"] ** 2).sum()

    gradient, end = np.asarray(jit_quickly(jax.grad(end))(weights)), jit_quickly(end)
    assert np.isfinite(gradient).all()
    there = (0, 2) if weights[0, 2] != 0 else (0, 3)
    h = 1e-6
    central = float(end(weights.at[there].add(h)) - end(weights.at[there].add(-h))) / (2 * h)
    quantity = f"{of.__name__.replace('_', ' ')} with an isolated region: gradient in one weight"
    check.table(quantity, [gradient[there]], [central], rel=1e-6, abs=1e-12, source=CENTRAL)


def test_gradient_in_the_whole_network(check):
    """A network is a pytree: jax.grad takes it whole, and gives a network of derivatives."""
    network = Network(
        leak, W, coupling=kuramoto(0.2), source="x", target="x_inp", params={"g": 0.3}, initial={"x": START["x"]}
    )

    def end(network):
        return (simulate(network, 10.0, dt=0.5, observe={"x": every(2.0, "x")})["x"] ** 2).sum()

    gradient = jit_quickly(jax.grad(end))(network)
    value = jit_quickly(end)
    leaves, shape = jax.tree.flatten(network)
    central = []
    for i, leaf in enumerate(leaves):
        moved = []
        for sign in (1, -1):
            changed = [*leaves[:i], leaf + sign * 1e-6 * jnp.ones_like(leaf), *leaves[i + 1 :]]
            moved.append(float(value(jax.tree.unflatten(shape, changed))))
        central.append((moved[0] - moved[1]) / 2e-6)
    slopes = [float(slope.sum()) for slope in jax.tree.leaves(gradient)]
    quantity = "network given whole to jax.grad: every leaf moved as one"
    check.table(quantity, slopes, central, rel=1e-4, abs=1e-8, source=CENTRAL)
