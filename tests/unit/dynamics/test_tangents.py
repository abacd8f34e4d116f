"""Tangent vectors go through the steps of `simulate`."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.sparse import csr_array

from brainmass import models, stimulus
from brainmass.coupling import additive, diffusive, laplacian, pairwise, sigmoidal_jansen_rit
from brainmass.dynamics.field import field_of
from brainmass.dynamics.tangents import Moving, begun, stretches
from brainmass.integrate import heun, methods
from brainmass.network import Network, Population, Projection
from brainmass.noise import ou, white
from brainmass.simulation import simulate
from tests.systems import leak, pair, random_weights

pytestmark = pytest.mark.usefixtures("x64")

WEIGHTS = random_weights(6, 6, 0)
LENGTHS = np.random.default_rng(1).uniform(0, 12, (6, 6))
TRACTS = {"lengths": LENGTHS, "speed": 2.0}


def cubed(x_i, x_j):
    return (x_j - x_i) ** 3 + 0.1 * x_j


def hopf_like(**more):
    return Network(pair, WEIGHTS, source="u", target="v_inp", **{"coupling": diffusive(k=0.2), **more})


NETWORKS = {
    "instant": lambda: hopf_like(),
    "delayed": lambda: hopf_like(**TRACTS),
    "interpolated": lambda: hopf_like(**TRACTS, interpolate=True),
    "laplacian": lambda: hopf_like(**TRACTS, coupling=laplacian(k=0.2)),
    "pairwise": lambda: hopf_like(**TRACTS, coupling=pairwise(cubed, k=0.2)),
    "noise": lambda: hopf_like(**TRACTS, noise={"u": white(0.1), "v_inp": ou(0.1, 5.0)}),
    "stimulus": lambda: hopf_like(**TRACTS, stimuli={"u_inp": stimulus.sinusoid(80.0, 0.2)}),
    "few edges": lambda: Network(
        pair, csr_array(np.eye(40, k=1) + 0.5 * np.eye(40, k=-3)), coupling=additive(k=0.2), source="u", target="u_inp"
    ),
    "held in bounds": lambda: Network(
        models.wong_wang, np.abs(WEIGHTS), coupling=additive(k=0.3), source="S_E", target="S_E_ext", **TRACTS
    ),
    "two sources": lambda: Network(
        models.jansen_rit, WEIGHTS, coupling=sigmoidal_jansen_rit(k=2.0), source=("y1", "y2"), target="p_inp", **TRACTS
    ),
    "two populations": lambda: Network(
        populations={"a": Population(pair, 6), "b": Population(leak, 4, noise={"x": white(0.2)})},
        projections=[
            Projection("a.u", "b.x_inp", random_weights(4, 6, 1), lengths=np.full((4, 6), 3.0), speed=1.0),
            Projection("b.doubled", "a.v_inp", random_weights(6, 4, 2), coupling=diffusive(k=0.1), local="v"),
        ],
    ),
}  # fmt: skip
STEPS = 150


def ended(network, method=heun, vector=None):
    """After STEPS steps of 0.1 ms: where the run is, its tangent vector, and the logarithm of its length."""
    setting, shape, along = begun(field_of(network, in_time=True).at(), 0.1, method, 30, 1, 7)
    if vector is not None:
        along = along._replace(vectors=jax.tree.map(lambda x: x[None], vector))
    along, grown = stretches(setting, along, np.int32(0), np.int32(STEPS // 30), shape, 8)
    return along, float(grown.sum())


@pytest.mark.parametrize("name", NETWORKS)
def test_the_run_is_that_of_simulate(name):
    network = NETWORKS[name]()
    theirs = simulate(network, STEPS * 0.1, dt=0.1, seed=7).final.states
    ours = ended(network)[0].moving.states
    jax.tree.map(lambda a, b: np.testing.assert_allclose(a, b, rtol=1e-10, atol=1e-12), ours, theirs)


@pytest.mark.parametrize("method", methods.values(), ids=methods)
def test_with_every_method(method):
    network = NETWORKS["delayed"]()
    theirs = simulate(network, STEPS * 0.1, dt=0.1, seed=7, method=method).final.states
    ours = ended(network, method)[0].moving.states
    jax.tree.map(lambda a, b: np.testing.assert_allclose(a, b, rtol=1e-10, atol=1e-12), ours, theirs)


@pytest.mark.parametrize("name", NETWORKS)
def test_a_vector_is_the_difference_between_two_runs(name):
    """Central differences in the initial state, which the history holds as well."""
    network = NETWORKS[name]()

    def from_(shift: float):
        moved = jax.tree.map(lambda x: x, network)
        rng = np.random.default_rng(5)
        for population in moved.populations.values():
            begin = population.start(jax.random.key(3))
            population.initial = {k: jnp.asarray(x + shift * rng.normal(size=x.shape)) for k, x in begin.items()}
        return moved

    h = 1e-5
    low, high = from_(-h), from_(h)
    starts = [begun(field_of(n, in_time=True).at(), 0.1, heun, 30, 1, 7)[2].moving for n in (low, high)]
    vector: Moving = jax.tree.map(lambda a, b: (b - a) / (2 * h), *starts)
    along, grown = ended(from_(0.0), vector=vector)
    ends = [ended(n)[0].moving for n in (low, high)]
    expected = jax.tree.map(lambda a, b: (b - a) / (2 * h), *ends)
    found = jax.tree.map(lambda x: x[0] * np.exp(grown), along.vectors)
    scale = max(float(jnp.abs(x).max()) for x in jax.tree.leaves(expected))
    jax.tree.map(lambda a, b: np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-7 * scale), found, expected)
