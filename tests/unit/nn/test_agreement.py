"""A loop over ``update()`` and ``simulate`` give the same trajectory."""

import brainunit as u
import jax.numpy as jnp
import numpy as np
import pytest

import brainmass
from brainmass import models
from brainmass.coupling import diffusive
from brainmass.integrate import euler, exponential_euler, heun, rk4
from brainmass.network import Network, Projection
from brainmass.population import Population
from brainmass.simulation import simulate
from tests.systems import random_weights

pytestmark = pytest.mark.usefixtures("x64")

N, DT, STEPS = 5, 0.25, 60
WEIGHTS = random_weights(N, N, seed=1)
CASES = {
    # model, the state that is sent, the drive that receives, and parameters, one of them by region
    "hopf": (models.hopf, "x", "x_inp", {"a": np.linspace(-0.2, 0.2, N), "omega": 2 * np.pi * 20 * u.Hz}),
    "wilson_cowan": (models.wilson_cowan, "rE", "rE_inp", {"P": np.linspace(0.2, 1.5, N), "c_ee": 15.0}),
    "wong_wang": (models.wong_wang, "S_E", "S_E_ext", {"w_p": np.linspace(1.0, 1.6, N), "tau_E": 90 * u.ms}),
}
case = pytest.mark.parametrize("model, source, target, params", CASES.values(), ids=CASES)


def start(model) -> dict[str, np.ndarray]:
    return {name: np.linspace(0.1, 0.4, N) + 0.05 * i for i, name in enumerate(model.states)}


def simulated(network: Network, method) -> dict[str, np.ndarray]:
    run = simulate(network, STEPS * DT, dt=DT, method=method)
    return {name: np.asarray(run[name]) for name in run.data}


def looped(nodes, advance) -> dict[str, np.ndarray]:
    seen: dict[str, list] = {name: [] for name in nodes.model.states}
    for _ in range(STEPS):
        out = advance()
        for name, values in seen.items():
            values.append(getattr(nodes, name).value)
        np.testing.assert_array_equal(out, next(iter(seen.values()))[-1])
    return {name: np.asarray(values) for name, values in seen.items()}


def agree(left: dict[str, np.ndarray], right: dict[str, np.ndarray]) -> None:
    assert left.keys() == right.keys()
    for name, values in left.items():
        assert values.shape == (STEPS, N)
        assert np.ptp(values) > 1e-3
        np.testing.assert_allclose(values, right[name], rtol=1e-12, atol=1e-13, err_msg=name)


@case
@pytest.mark.parametrize("method", [euler, heun, rk4, exponential_euler], ids=lambda m: m.name)
def test_without_coupling(model, source, target, params, method):
    given = {target: 0.05}
    network = Network(model, N, params=params, initial=start(model), inputs=given)
    nodes = getattr(brainmass, model.public)(N, **params, initial=start(model), method=method, dt=DT)
    agree(looped(nodes, lambda: nodes.update(**given)), simulated(network, method))


@case
def test_with_coupling_that_holds_over_an_euler_step(model, source, target, params):
    network = Network(
        model, WEIGHTS, coupling=diffusive(k=0.1), source=source, target=target, params=params, initial=start(model)
    )
    nodes = getattr(brainmass, model.public)(N, **params, initial=start(model), method=euler, dt=DT)
    coupling = brainmass.DiffusiveCoupling(WEIGHTS, k=0.1)

    def advance():
        activity = getattr(nodes, source).value
        return nodes.update(**{target: coupling(activity, activity)})

    agree(looped(nodes, advance), simulated(network, euler))


def test_all_to_all_oscillators_are_a_network_of_equal_weights():
    phases, omega = np.linspace(0.1, 5.0, N), np.linspace(0.03, 0.08, N)
    nodes = brainmass.KuramotoNetwork(N, K=0.3, initial={"theta": phases}, dt=DT)
    nodes.omega = omega
    network = Network(
        models.kuramoto, np.ones((N, N)), coupling=brainmass.coupling.kuramoto(0.3 / N), source="theta",
        target="theta_inp", params={"omega": omega}, initial={"theta": phases},
    )  # fmt: skip
    agree(looped(nodes, nodes.update), simulated(network, rk4))


def test_two_kinds_of_regions():
    forward, back = random_weights(N, N, seed=2), random_weights(N, N, seed=3)
    populations = {
        "thalamus": Population(models.hopf, N, initial=start(models.hopf)),
        "cortex": Population(models.wilson_cowan, N, initial=start(models.wilson_cowan)),
    }
    projections = [
        Projection("thalamus.x", "cortex.rE_inp", forward, coupling=brainmass.additive(k=0.1)),
        Projection("cortex.rE", "thalamus.x_inp", back, coupling=brainmass.additive(k=0.05)),
    ]
    run = simulate(Network(populations=populations, projections=projections), STEPS * DT, dt=DT, method=euler)
    thalamus = brainmass.HopfOscillator(N, initial=start(models.hopf), method=euler, dt=DT)
    cortex = brainmass.WilsonCowanModel(N, initial=start(models.wilson_cowan), method=euler, dt=DT)
    up, down = brainmass.AdditiveCoupling(forward, k=0.1), brainmass.AdditiveCoupling(back, k=0.05)
    seen = []
    for _ in range(STEPS):
        x, rE = thalamus.x.value, cortex.rE.value
        seen.append(jnp.stack([thalamus.update(x_inp=down(rE)), cortex.update(rE_inp=up(x))]))
    expected = np.stack([run["thalamus.x"], run["cortex.rE"]], axis=1)
    np.testing.assert_allclose(np.stack(seen), expected, rtol=1e-12, atol=1e-13)
