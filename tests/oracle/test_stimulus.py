"""Stimuli in a run: what a linear region makes of them in closed form, SciPy, and slopes in their numbers."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import solve_ivp

from brainmass import stimulus
from brainmass.coupling import additive
from brainmass.integrate import rk4
from brainmass.models import wilson_cowan
from brainmass.network import Network, Population, Projection
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.systems import leak, random_weights

pytestmark = pytest.mark.usefixtures("x64")

G = 0.2  # of leak
DT = 0.1


def response(given, duration: float = 100.0, n: int = 1, dt: float = DT, **keywords) -> np.ndarray:
    """x of a leak that starts from 0, every ms."""
    net = Network(leak, n, initial={"x": 0.0}, stimuli={"x_inp": given})
    return np.asarray(simulate(net, duration, dt=dt, method=rk4, observe={"x": every(1.0, "x")}, **keywords)["x"])


def test_a_ramp_in_closed_form():
    """x' = -g x + t / T from 0: (g t - 1 + exp(-g t)) / (g^2 T)."""
    t = np.arange(1.0, 101.0)
    expected = (G * t - 1 + np.exp(-G * t)) / (G**2 * 100)
    np.testing.assert_allclose(response(stimulus.ramp(0.0, 100.0))[:, 0], expected, atol=1e-8)


def test_a_sinusoid_in_closed_form():
    """The particular solution of x' = -g x + sin(w t), and what dies away."""
    w, t = 2 * np.pi * 25 / 1000, np.arange(1.0, 101.0)
    expected = (G * np.sin(w * t) - w * np.cos(w * t) + w * np.exp(-G * t)) / (G**2 + w**2)
    np.testing.assert_allclose(response(stimulus.sinusoid(25.0))[:, 0], expected, atol=1e-8)


def test_a_step_with_its_edges_on_steps():
    """A step of 3 from 20 to 60 ms: the edges of a method of fixed steps cost half a step at most."""
    t = np.arange(1.0, 101.0)
    on, off = np.clip(t - 20, 0, None), np.clip(t - 60, 0, None)
    expected = 3 / G * ((1 - np.exp(-G * on)) - (1 - np.exp(-G * off)))
    ours = response(stimulus.step(20.0, 3.0, stop=60.0))[:, 0]
    assert np.abs(ours - expected).max() < 3 * DT / 2
    finer = response(stimulus.step(20.0, 3.0, stop=60.0), dt=0.01)[:, 0]
    assert np.abs(finer - expected).max() < 3 * 0.01 / 2


@pytest.mark.parametrize(
    "given",
    [
        stimulus.chirp(5.0, 40.0, duration=120.0, amplitude=0.5),
        stimulus.gaussian(50.0, 10.0, amplitude=2.0) - 0.3,
        stimulus.alpha(10.0, 15.0) * stimulus.sinusoid(40.0) + 0.5,
        stimulus.recorded(np.sin(np.arange(101) / 7.0), period=1.0),
        stimulus.wave(lambda t, rate: jnp.exp(-rate * t), amplitude=2.0, rate=0.1),
    ],
    ids=["chirp", "gaussian", "alpha times sinusoid", "recorded", "own"],
)
def test_against_scipy(given):
    @jax.jit
    def right(t, y):
        states, drives = {"rE": y[0], "rI": y[1]}, {"rE_inp": given(t)}
        return jnp.stack(list(wilson_cowan.rhs(states, wilson_cowan.defaults(), drives).values()))

    net = Network(wilson_cowan, 1, initial={"rE": 0.1, "rI": 0.1}, stimuli={"rE_inp": given})
    run = simulate(net, 100.0, dt=0.01, method=rk4, observe={"E": every(1.0, "rE"), "I": every(1.0, "rI")})
    exact = solve_ivp(right, (0, 100), [0.1, 0.1], "DOP853", t_eval=run.t["E"], rtol=1e-8, atol=1e-10, max_step=1.0)
    np.testing.assert_allclose(np.stack([run["E"][:, 0], run["I"][:, 0]]), exact.y, atol=2e-6)


def test_places():
    """By label, index, dict and weights; what is elsewhere stays at rest."""
    step = stimulus.step(0.0, 1.0)
    full = response(step)[:, 0]
    cases = {
        "region1": [0, 1, 0], 2: [0, 0, 1], -1: [0, 0, 1], ("region0", 2): [1, 0, 1],
        "dict": [0.5, 0, 2], "weights": [0.1, -1.0, 0.0],
    }  # fmt: skip
    places = {"dict": {"region0": 0.5, 2: 2.0}, "weights": np.array([0.1, -1.0, 0.0]), ("region0", 2): ["region0", 2]}
    for name, weights in cases.items():
        ours = response(step.on(places.get(name, name)), n=3)
        np.testing.assert_allclose(ours, np.outer(full, weights), rtol=1e-12, atol=1e-14)


def test_sums_of_places_and_a_signal_for_each_region():
    a, b = stimulus.ramp(0.0, 50.0).on("region0"), stimulus.sinusoid(10.0).on("region1")
    together = response(a + b, n=2)
    np.testing.assert_allclose(together, np.stack([response(a, n=2)[:, 0], response(b, n=2)[:, 1]], axis=1), rtol=1e-12)
    signals = np.random.default_rng(0).normal(size=(101, 2))
    each = [response(stimulus.recorded(signals[:, i], period=1.0))[:, 0] for i in range(2)]
    together = response(stimulus.recorded(signals, period=1.0), n=2)
    np.testing.assert_allclose(together, np.stack(each, axis=1), rtol=1e-12)


def delayed(given) -> Network:
    """Two populations with delays, of which one is stimulated."""
    weights, lengths = 0.1 * random_weights(3, 4, seed=1), np.random.default_rng(2).uniform(0.5, 8.0, (3, 4))
    return Network(
        populations={"a": Population(leak, 4, stimuli={"x_inp": given}), "b": Population(leak, 3)},
        projections=[Projection("a.x", "b.x_inp", weights, coupling=additive(0.5), lengths=lengths, speed=1.0)],
    )


def test_split_runs_and_blocks_are_equal_to_the_bit():
    """Time goes on where a run was left, in the transient too."""
    net = delayed(stimulus.chirp(5.0, 60.0, duration=80.0).on([0, 2]) + stimulus.pulse_train(20.0, 3.0))
    observe = {"a": every(0.5, "a.x"), "b": every(0.5, "b.x")}
    whole = simulate(net, 60.0, dt=DT, observe=observe)
    first = simulate(net, 23.5, dt=DT, observe=observe)
    second = simulate(net, 36.5, dt=DT, observe=observe, resume=first.final)
    later = simulate(net, 36.5, dt=DT, observe=observe, transient=23.5)
    for name in observe:
        np.testing.assert_array_equal(np.concatenate([first[name], second[name]]), whole[name])
        np.testing.assert_array_equal(later[name], whole[name][47:])
        np.testing.assert_array_equal(later.t[name], whole.t[name][47:])
        other = simulate(net, 60.0, dt=DT, observe=observe, block=1)
        np.testing.assert_allclose(other[name], whole[name], rtol=1e-9, atol=1e-12)


def test_slopes_in_its_numbers():
    """Amplitude, frequency, centre, width and weights over space, against central differences; with delays."""

    def total(numbers):
        amplitude, frequency, centre, width, weight = numbers
        place = jnp.array([1.0, 0.0, 0.5, 0.0]).at[1].set(weight)
        given = (stimulus.sinusoid(frequency, amplitude) * stimulus.gaussian(centre, width)).on(place)
        run = simulate(delayed(given), 40.0, dt=DT, observe={"b": every(1.0, "b.x")})
        return (run["b"] ** 2).sum()

    at = jnp.array([1.5, 30.0, 18.0, 6.0, 0.7])
    ours, value = jax.grad(total)(at), jax.jit(total)
    for i, h in enumerate([1e-5, 1e-4, 1e-4, 1e-4, 1e-5]):
        numeric = (value(at.at[i].add(h)) - value(at.at[i].add(-h))) / (2 * h)
        assert float(ours[i]) == pytest.approx(float(numeric), rel=1e-6), i


def test_frozen_noise():
    """Stationary deviation sigma and correlation exp(-s / tau), over one long realization; the same every time."""
    made = stimulus.ou(0.5, 10.0, 40_000.0, seed=3)
    t = jnp.arange(40_000.0)
    values = np.asarray(jax.vmap(made)(t))
    # 2,000 independent stretches: 3 % is twice the standard error of the deviation.
    assert values.std() == pytest.approx(0.5, rel=0.03)
    assert np.corrcoef(values[:-10], values[10:])[0, 1] == pytest.approx(np.exp(-1.0), abs=0.03)
    np.testing.assert_array_equal(jax.vmap(stimulus.ou(0.5, 10.0, 40_000.0, seed=3))(t), values)
    assert jax.vmap(stimulus.ou(0.5, 10.0, 100.0, n=4))(t[:50]).shape == (50, 4)
