"""Noises as classes: their distributions, their units, and how they act on what they are attached to."""

import brainstate
import brainunit as u
import jax.numpy as jnp
import numpy as np
import pytest

import brainmass
from brainmass.integrate import euler
from brainmass.nn import make_class
from brainmass.spec import model, param, state
from brainmass.units import hertz, per_ms

N = 4000  # regions are independent samples: a standard deviation of N numbers is good to 1.1 per cent


@pytest.fixture(autouse=True)
def _seeded():
    brainstate.random.seed(11)


def drawn(noise, steps: int) -> np.ndarray:
    return np.asarray(brainstate.transform.for_loop(lambda i: noise.update(), jnp.arange(steps)))


def test_ou_has_its_mean_its_stationary_deviation_and_its_memory():
    values = drawn(brainmass.OUProcess(N, mean=2.0, sigma=0.5, tau=10.0, dt=4.0), 6)
    np.testing.assert_allclose(values.mean(axis=1), 2.0, atol=0.04)
    np.testing.assert_allclose(values.std(axis=1), 0.5, rtol=0.05)
    for lag in (1, 3):
        seen = np.corrcoef(values[0], values[lag])[0, 1]
        assert seen == pytest.approx(np.exp(-lag * 4.0 / 10.0), abs=0.05)


def test_ou_is_exact_for_a_step_longer_than_its_memory():
    values = drawn(brainmass.OUProcess(N, sigma=0.5, tau=1.0, dt=50.0), 3)
    np.testing.assert_allclose(values.std(axis=1), 0.5, rtol=0.05)
    assert np.corrcoef(values[0], values[1])[0, 1] == pytest.approx(0, abs=0.05)


def test_gaussian_noise_is_an_increment():
    values = drawn(brainmass.GaussianNoise(N, sigma=0.3, dt=4.0), 3)
    np.testing.assert_allclose(values.std(axis=1), 0.3 * 2, rtol=0.05)
    assert np.corrcoef(values[0], values[1])[0, 1] == pytest.approx(0, abs=0.05)


def test_brownian_motion_spreads_with_the_root_of_time():
    values = drawn(brainmass.BrownianNoise(N, sigma=0.3, dt=2.0), 9)
    assert (values[0] == 0).all()
    np.testing.assert_allclose(values[[2, 8]].std(axis=1), 0.3 * np.sqrt([4, 16]), rtol=0.05)


@pytest.mark.parametrize("make, beta", [("PinkNoise", 1.0), ("ColoredNoise", 0.5)])
def test_coloured_noise_falls_with_its_exponent(make: str, beta: float):
    more = {} if make == "PinkNoise" else {"beta": beta}
    noise = getattr(brainmass, make)(600, sigma=0.7, f_min=1.0, f_max=200.0, dt=1.0, **more)
    values = drawn(noise, 4096)
    assert values.std() == pytest.approx(0.7, rel=0.03)
    power = (np.abs(np.fft.rfft(values, axis=0)) ** 2).mean(axis=1)
    frequency = 1e3 * np.fft.rfftfreq(4096, 1.0)
    band = (frequency > 4) & (frequency < 60)
    slope = np.polyfit(np.log(frequency[band]), np.log(power[band]), 1)[0]
    assert slope == pytest.approx(-beta, abs=0.1)


def test_a_quantity_alone_is_converted_to_the_units_of_the_library():
    noise = brainmass.OUProcess(3, mean=2 * u.Hz, sigma=0.01 * u.Hz, tau=0.1 * u.second)
    assert float(noise.sigma) == pytest.approx(1e-5)
    assert float(noise.mean) == pytest.approx(2e-3)
    assert float(noise.tau) == pytest.approx(100.0)
    noise.sigma = 5 * u.Hz
    assert float(noise.sigma) == pytest.approx(5e-3)
    volts = brainmass.GaussianNoise(3, sigma=1.0 * u.mV / u.ms**0.5)
    assert float(volts.sigma) == pytest.approx(1.0)
    assert str(volts.unit) == "mV"


def test_a_rate_adds_to_the_derivative_of_a_gating_variable(x64):
    nodes = brainmass.LinearModel(3, gamma=0.0, initial={"x": 0.0}, dt=2.0)
    nodes.noise_x = brainmass.OUProcess(3, mean=50 * u.Hz, sigma=0.0, tau=10.0)
    np.testing.assert_allclose(nodes.update(), 2.0 * 0.05, rtol=1e-12)


def test_white_noise_on_a_state_makes_brownian_motion():
    nodes = brainmass.LinearModel(N, gamma=0.0, initial={"x": 0.0}, dt=2.0)
    nodes.noise_x = brainmass.GaussianNoise(N, sigma=0.3)
    values = drawn(nodes, 8)
    np.testing.assert_allclose(values[[1, 7]].std(axis=1), 0.3 * np.sqrt([4, 16]), rtol=0.05)


def test_ou_on_a_linear_model_has_the_variance_of_the_pair():
    # dx = -g x + eta, eta OU: var x = sigma^2 / (g (g + 1 / tau)), the solution of the Lyapunov equation.
    g, sigma, tau = 0.2, 0.1, 4.0
    nodes = brainmass.LinearModel(N, gamma=-g, dt=0.05, method=euler)
    nodes.noise_x = brainmass.OUProcess(N, sigma=sigma, tau=tau)
    values = drawn(nodes, 1000)
    assert values[-1].std() == pytest.approx(sigma / np.sqrt(g * (g + 1 / tau)), rel=0.05)


def test_noise_on_a_drive_enters_where_the_drive_does(x64):
    shifted = brainmass.WilsonCowanModel(2, initial={"rE": 0.1, "rI": 0.1})
    given = brainmass.WilsonCowanModel(2, initial={"rE": 0.1, "rI": 0.1})
    shifted.noise_rE_inp = brainmass.OUProcess(2, mean=0.4, sigma=0.0, tau=10.0)
    np.testing.assert_allclose(shifted.update(rE_inp=0.1), given.update(rE_inp=0.5), rtol=1e-13)


@pytest.mark.parametrize(
    "make, name, target",
    [
        ("WongWangModel", "noise_E", "S_E"),
        ("WongWangModel", "noise_S_I", "S_I"),
        ("WilsonCowanModel", "noise_E", "rE"),
        ("HopfOscillator", "noise_y", "y"),
        ("JansenRitModel", "noise_p_inp", "p_inp"),
        ("JansenRitModel", "noise_4", "y4"),
    ],
)
def test_the_name_says_what_the_noise_acts_on(make: str, name: str, target: str, x64):
    cls = getattr(brainmass, make)
    start = dict.fromkeys(cls.model.states, 0.1)
    nodes, quiet = cls(1, initial=start, method=euler, dt=0.5), cls(1, initial=start, method=euler, dt=0.5)
    setattr(nodes, name, brainmass.OUProcess(1, mean=0.02, sigma=0.0, tau=10.0))
    nodes.update()
    quiet.update()
    difference = {s: float(vars(nodes)[s].value[0] - vars(quiet)[s].value[0]) for s in start}
    if target in start:
        expected = {s: 0.5 * 0.02 if s == target else 0.0 for s in start}
    else:  # the rate p enters d y4 / dt with A a
        expected = {s: 0.5 * 3.25 * 0.1 * 0.02 if s == "y4" else 0.0 for s in start}
    assert difference == pytest.approx(expected, abs=1e-14)


def test_noise_can_be_replaced_and_removed(x64):
    nodes = brainmass.LinearModel(2, gamma=0.0, initial={"x": 0.0})
    nodes.noise_x = brainmass.OUProcess(2, mean=0.5, sigma=0.0)
    np.testing.assert_allclose(nodes.update(), 0.5)
    nodes.noise_x = brainmass.OUProcess(2, mean=0.25, sigma=0.0)
    np.testing.assert_allclose(nodes.update(), 0.75)
    del nodes.noise_x
    np.testing.assert_allclose(nodes.update(), 0.75)


def test_a_change_of_attached_noise_takes_effect(x64):
    nodes = brainmass.LinearModel(2, gamma=0.0, initial={"x": 0.0})
    nodes.noise_x = brainmass.OUProcess(2, mean=0.5 / u.ms, sigma=0.0 / u.ms)
    step = brainstate.transform.jit(nodes.update)
    np.testing.assert_allclose(step(), 0.5)
    nodes.noise_x.x.value = jnp.full(2, 0.1)
    np.testing.assert_allclose(step(), 0.6)
    nodes.noise_x.mean = 1000 * u.Hz
    nodes.noise_x.init_all_states()
    np.testing.assert_allclose(step(), 1.6)


def test_deviation_by_region():
    sigma = np.array([0.0, 0.1, 0.2])
    noise = brainmass.OUProcess(3, sigma=sigma)
    noise.init_all_states(batch_size=N)
    np.testing.assert_allclose(np.asarray(noise.update()).std(axis=0), sigma, rtol=0.05)


def test_a_quantity_goes_into_the_unit_of_its_target_whatever_that_is(x64):
    @model()
    def counter(
        rate=state(0.0, hertz, doc="a rate that its author counts in Hz"),
        leak=param(0.0, per_ms, domain=(0, 1), doc="decay rate"),
    ):
        """d rate / dt = -leak rate."""
        return {"rate": -leak * rate}

    nodes = make_class(counter)(2, dt=3.0)
    nodes.noise_rate = brainmass.OUProcess(2, mean=2 * u.Hz / u.ms, sigma=0.0 * u.Hz / u.ms)
    np.testing.assert_allclose(nodes.update(), 6.0)
    nodes.noise_rate.mean = 5000 * u.Hz / u.second
    nodes.noise_rate.init_all_states()
    np.testing.assert_allclose(nodes.update(), 21.0)


@pytest.mark.parametrize("make", ["OUProcess", "GaussianNoise", "ColoredNoise"])
def test_alone_the_value_has_the_shape_of_its_regions(make: str):
    noise = getattr(brainmass, make)((2, 3))
    assert noise.update().shape == (2, 3)
    noise.init_all_states(batch_size=4)
    assert noise.update().shape == (4, 2, 3)
