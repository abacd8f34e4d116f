"""Vertices that are joined through the regions of a connectome, against loops written out in NumPy."""

from itertools import product

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.sparse import csr_array

from brainmass import dynamics
from brainmass.connectome import Connectome
from brainmass.coupling import additive, custom, diffusive, kuramoto
from brainmass.integrate import euler, heun
from brainmass.network import Network, Population, Projection
from brainmass.noise import white
from brainmass.observe import every
from brainmass.pooling import mean_over
from brainmass.simulation import simulate
from brainmass.surface import icosphere
from brainmass.wiring import wire
from tests.systems import leak, phase, random_weights

pytestmark = pytest.mark.usefixtures("x64")

V, R, DT, SPEED, K = 42, 4, 0.5, 2.0, 0.15
RNG = np.random.default_rng(5)
REGIONS = np.r_[np.arange(R), RNG.integers(0, R, V - R)]
AREAS = RNG.uniform(0.5, 2.0, V)
W, LENGTHS = random_weights(R, R, 1, 1.0), np.round(RNG.uniform(0.0, 9.0, (R, R))) * SPEED * DT
LOCAL = csr_array(random_weights(V, V, 2, 0.1))
START = RNG.normal(0.0, 0.5, V)
STEPS = 40


def surface(regions=REGIONS, sources=None, k=K, start=START, weights=W, local=0.2, speed=SPEED, **more) -> Network:
    """Leaks with local connections, and long ones through regions."""
    long = Projection(
        "cortex.x", "cortex.x_inp", weights, coupling=diffusive(k=k), lengths=LENGTHS, speed=speed, max_delay=5.0,
        source_regions=regions if sources is None else sources, target_regions=regions,
    )  # fmt: skip
    near = Projection("cortex.x", "cortex.x_inp", LOCAL, coupling=additive(k=local))
    return Network(populations={"cortex": Population(leak, V, initial={"x": start}, **more)}, projections=[near, long])


def run_of(network, steps=STEPS, **more):
    return simulate(network, steps * DT, dt=DT, observe={"x": every(DT, "cortex.x")}, **more)


def by_hand(method, shares, steps=STEPS) -> np.ndarray:
    """One step after another; what arrives at t + dt in Heun's second slope is that of t + dt."""
    delays = np.rint(LENGTHS / SPEED / DT).astype(int)
    mean = np.zeros((R, V))
    mean[REGIONS, np.arange(V)] = shares
    x, past = START, [mean @ START]
    local, samples = LOCAL.toarray(), []

    def slope(x, n):
        now = mean @ x
        heard = np.zeros(R)
        for i in range(R):
            for j in range(R):
                there = now[j] if delays[i, j] == 0 else past[max(0, n - delays[i, j])][j]
                heard[i] += W[i, j] * there
        long = K * (heard[REGIONS] - W.sum(axis=1)[REGIONS] * x)
        return -0.2 * x + 0.2 * local @ x + long

    for n in range(steps):
        first = slope(x, n)
        guess = x + DT * first
        x = guess if method is euler else x + DT / 2 * (first + slope(guess, n + 1))
        past.append(mean @ x)
        samples.append(x)
    return np.array(samples)


@pytest.mark.parametrize("method", [euler, heun])
def test_a_surface_against_a_loop_over_vertices_and_regions(method):
    by_area = mean_over(REGIONS, weights=AREAS)
    run = run_of(surface(sources=by_area), method=method)
    np.testing.assert_allclose(run["x"], by_hand(method, by_area.shares), rtol=1e-11, atol=1e-13)


def test_equal_vertices_without_local_connections_are_the_network_of_regions():
    at_regions = RNG.normal(0.0, 0.5, R)
    net = Network(
        leak, W, coupling=diffusive(k=K), source="x", target="x_inp", lengths=LENGTHS, speed=SPEED,
        initial={"x": at_regions},
    )  # fmt: skip
    regions = simulate(net, STEPS * DT, dt=DT, observe={"x": every(DT, "x")})["x"]
    vertices = run_of(surface(start=at_regions[REGIONS], local=0.0))["x"]
    np.testing.assert_allclose(vertices, np.asarray(regions)[:, REGIONS], rtol=1e-12, atol=1e-14)


def test_what_is_averaged_is_what_is_sent():
    """sin and cos of the phases and not the phases: mean(sin theta_j) cos theta_i - ..., at every vertex."""
    theta = RNG.uniform(0, 2 * np.pi, V)
    through = Projection(
        "p.theta", "p.theta_inp", W, coupling=kuramoto(k=K), source_regions=REGIONS, target_regions=REGIONS
    )
    net = Network(populations={"p": Population(phase, V, initial={"theta": theta})}, projections=[through])
    step = simulate(net, DT, dt=DT, method=euler, observe={"x": every(DT, "p.theta")})["x"][0]
    together = np.array([np.exp(1j * theta[j == REGIONS]).mean() for j in range(R)])
    heard = ((W @ together)[REGIONS] * np.exp(-1j * theta)).imag
    np.testing.assert_allclose(step, theta + DT * (1.0 + K * heard), rtol=1e-13)


def test_a_surface_and_a_population_of_regions_drive_each_other():
    """Averages one way, copies the other way; parameters per source node and per target node."""
    down, up = random_weights(3, R, 7, 1.0), random_weights(R, 3, 8, 1.0)
    gain, k = RNG.uniform(0.5, 1.5, V), RNG.uniform(0.5, 1.5, V)
    amplified = custom(_amplified, _received, gain=gain)
    start = {"a": RNG.normal(size=3), "x": START}
    net = Network(
        populations={
            "below": Population(leak, 3, initial={"x": start["a"]}),
            "cortex": Population(leak, V, initial={"x": start["x"]}),
        },
        projections=[
            Projection("cortex.x", "below.x_inp", down, coupling=amplified, source_regions=REGIONS),
            Projection("below.x", "cortex.x_inp", csr_array(up), coupling=additive(k=k), target_regions=REGIONS),
        ],
    )
    run = simulate(net, DT, dt=DT, method=euler, observe={n: every(DT, f"{n}.x") for n in ("below", "cortex")})
    means = np.array([(gain * START)[j == REGIONS].mean() for j in range(R)])
    np.testing.assert_allclose(run["below"][0], start["a"] * (1 - 0.2 * DT) + DT * down @ means, rtol=1e-12)
    arrives = k * (up @ start["a"])[REGIONS]
    np.testing.assert_allclose(run["cortex"][0], START * (1 - 0.2 * DT) + DT * arrives, rtol=1e-12)


def test_only_what_is_averaged_alike_has_one_history():
    pools = (REGIONS, REGIONS, mean_over(REGIONS, weights=AREAS), None)
    weights = (W, W, W, random_weights(V, V, 4))
    projections = [
        Projection("v.x", "v.x_inp", w, lengths=np.full(w.shape, 4.0), speed=1.0, source_regions=pool,
                   target_regions=None if pool is None else REGIONS)
        for w, pool in zip(weights, pools, strict=True)
    ]  # fmt: skip
    net = Network(populations={"v": Population(leak, V)}, projections=projections)
    assert [tract.follows for tract in wire(net, DT).tracts] == [None, 0, None, None]


def test_a_surface_and_regions_by_label_of_one_connectome():
    """The connectome has regions of both, in an order of its own, and one that neither has."""
    labels = ("T1", "V1", "M1", "none", "T2", "A1")
    sc = Connectome(random_weights(6, 6, 9, 1.0), labels=labels)
    surface = icosphere(0).with_regions([0, 1, 2, 0, 1, 2, 2, 2, 0, 0, 1, 0], ["A1", "M1", "V1"])
    populations = {"cortex": Population(leak, surface.n), "below": Population(leak, ["T2", "T1"])}
    pools = {"cortex": surface, "below": None}
    net = Network(
        populations=populations,
        projections=[
            Projection(f"{a}.x", f"{b}.x_inp", sc, source_regions=pools[a], target_regions=pools[b])
            for a in pools
            for b in pools
        ],
    )
    places = {"cortex": [1, 2, 5], "below": [4, 0]}  # of V1, M1, A1 in the order of the connectome
    for projection, (a, b) in zip(net.projections, product(pools, pools), strict=True):
        np.testing.assert_array_equal(projection.weights, sc.weights[np.ix_(places[b], places[a])])
    there = {"cortex": ["A1", "M1", "V1"], "below": ["T2", "T1"]}
    by_vertex = np.array(there["cortex"])[surface.mapping]
    first = net.projections[0].source_regions
    assert [first.labels[i] for i in first.regions] == by_vertex.tolist()
    net = jax.tree.unflatten(*reversed(jax.tree.flatten(net)))  # as it is after a transformation of JAX
    assert net.projections[0].source_regions == first


def _amplified(x, gain):
    return gain * x


def _received(x_i, s):
    return s


def test_pieces_a_resumed_run_and_a_checkpoint_are_equal_to_the_last_bit(tmp_path):
    net = surface(noise={"x": white(0.1)})
    steps = 300
    whole = np.asarray(run_of(net, steps)["x"])
    first = run_of(net, 101)
    rest = simulate(net, (steps - 101) * DT, dt=DT, observe={"x": every(DT, "cortex.x")}, resume=first.final)
    np.testing.assert_array_equal(np.concatenate([first["x"], rest["x"]]), whole)
    kept = run_of(net, steps, checkpoint=tmp_path / "run", checkpoint_every=60.0)
    np.testing.assert_array_equal(kept["x"], whole)


def test_slopes_against_central_differences():
    """In a gain for every vertex, the weights between regions, and the initial states."""

    @jax.jit
    def loss(k, weights, start):
        run = run_of(surface(k=k, weights=weights, start=start), 30)
        return (run["x"][3::4] ** 2).sum()

    given = (jnp.full(V, K), jnp.asarray(W), jnp.asarray(START))
    slopes = jax.grad(loss, argnums=(0, 1, 2))(*given)
    rng = np.random.default_rng(0)
    for i, slope in enumerate(slopes):
        along = rng.normal(size=slope.shape)
        h = 1e-5
        above, below = (loss(*given[:i], given[i] + s * h * along, *given[i + 1 :]) for s in (1, -1))
        assert float((slope * along).sum()) == pytest.approx(float(above - below) / (2 * h), rel=1e-7)


def test_roots_and_exponents_of_a_surface():
    """The leading root of det(-g + K S W exp(-l d) M - l), and an exponent that is its real part."""
    n, tau = 8, 3.0
    regions, weights = np.arange(n) % 2, np.array([[0.3, 0.8], [1.1, 0.2]])
    through = Projection(
        "p.x", "p.x_inp", weights, coupling=additive(k=-0.4), lengths=np.full((2, 2), tau), speed=1.0,
        source_regions=regions, target_regions=regions,
    )  # fmt: skip
    net = Network(populations={"p": Population(leak, n)}, projections=[through])
    spread = np.eye(2)[regions]
    mean = spread.T / spread.sum(axis=0)[:, None]

    def jacobian(root):
        return -0.2 * np.eye(n) - 0.4 * spread @ (weights * np.exp(-root * tau)) @ mean

    (point,) = dynamics.fixed_points(net, within={"x": (-1.0, 1.0)})
    root = point.eigenvalues[0]
    assert np.abs(np.linalg.eigvals(jacobian(root)) - root).min() < 1e-9
    exponents = dynamics.lyapunov_exponents(net, 200.0, dt=0.1, transient=60.0, count=1)
    assert exponents.values[0] == pytest.approx(root.real, abs=2e-3)
