"""BOLD as a class, against its steady state, the compiled loop, and the literature's peak."""

import brainunit as u
import jax.numpy as jnp
import numpy as np
import pytest
from brainstate import transform

import brainmass
from brainmass.integrate import rk4
from brainmass.models import hopf
from brainmass.network import Network
from brainmass.observe import bold, bold_sets


def test_at_rest_it_is_exactly_zero():
    signal = brainmass.BOLDSignal(3)
    assert (signal.bold() == 0).all()
    for _ in range(5):
        assert (signal.update(z=0.0) == 0).all()


@pytest.mark.parametrize("name", bold_sets)
def test_constant_activity_leads_to_the_fixed_point(name: str, x64):
    # f = 1 + z / gamma, v = f^alpha, q = v E(f) / rho: Friston et al. (2000), the equations set to 0.
    p, z = bold_sets[name], np.array([0.05, 0.2])
    signal = brainmass.BOLDSignal(2, params=p, dt=20 * u.ms)
    seen = transform.for_loop(lambda i: signal.update(z=z), jnp.arange(8000))[-1]
    f = 1 + z / p["gamma"]
    v = f ** p["alpha"]
    q = v * (1 - (1 - p["rho"]) ** (1 / f)) / p["rho"]
    expected = p["V0"] * (p["k1"] * (1 - q) + p["k2"] * (1 - q / v) + p["k3"] * (1 - v))
    np.testing.assert_allclose(seen, expected, rtol=1e-6)
    np.testing.assert_array_equal(signal.bold(), seen)


def test_it_is_the_observer_of_a_simulation(x64):
    start = {"x": [0.3, 0.1], "y": [0.0, 0.2]}
    run = brainmass.simulate(
        Network(hopf, 2, params={"a": 0.02}, initial=start),
        2000.0,
        dt=10.0,
        method=rk4,
        observe={"bold": bold("x", tr=50.0)},
    )
    nodes, signal = brainmass.HopfOscillator(2, a=0.02, initial=start, dt=10.0), brainmass.BOLDSignal(2, dt=10.0)
    seen = np.stack([signal.update(z=nodes.update()) for _ in range(200)])
    np.testing.assert_allclose(seen[4::5], run["bold"], rtol=1e-10)


def test_the_response_to_a_second_of_activity_peaks_when_the_literature_says():
    signal = brainmass.BOLDSignal(1, dt=10.0)
    z = 0.1 * (jnp.arange(1500) < 100)
    seen = np.asarray(transform.for_loop(lambda x: signal.update(z=x), z))[:, 0]
    assert 0.01 * (1 + seen.argmax()) == pytest.approx(3.58, abs=0.05)  # s; Friston et al. (2003)


def test_parameters_batches_and_shapes():
    signal = brainmass.BOLDSignal((2, 2), params={"kappa": 0.7})
    assert float(signal.kappa) == pytest.approx(0.7)
    assert float(signal.gamma) == pytest.approx(0.41)
    signal.tau = 900 * u.ms
    assert float(signal.tau) == pytest.approx(0.9)
    signal.init_all_states(batch_size=3)
    assert signal.update(z=jnp.ones((2, 2))).shape == (3, 2, 2)
    assert signal.bold().shape == (3, 2, 2)
