"""Kuramoto's network against the equation of its order parameter, two oscillators, and a double loop."""

import brainstate
import brainunit as u
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import norm

import brainmass
from brainmass.integrate import euler


def run(net, steps: int) -> np.ndarray:
    return np.asarray(brainstate.transform.for_loop(lambda i: net.update(), jnp.arange(steps)))


def self_consistent_order(K: float, std: float) -> float:
    """r = K r int cos^2(a) g(K r sin a) da over the locked oscillators: Strogatz (2000), Eq. 4.5."""

    def gap(r: float) -> float:
        return 1 - K * quad(lambda a: np.cos(a) ** 2 * norm.pdf(K * r * np.sin(a), 0, std), -np.pi / 2, np.pi / 2)[0]

    return brentq(gap, 1e-6, 1)


@pytest.mark.parametrize("ratio", [1.2, 2.0])
def test_the_order_parameter_solves_its_equation(ratio: float):
    brainstate.random.seed(0)
    n, std = 2000, 2 * np.pi * 1e-3
    K = ratio * 2 / (np.pi * norm.pdf(0, 0, std))
    net = brainmass.KuramotoNetwork(n, omega_mean=0.0, omega_std=1.0, K=K, dt=20.0)
    net.omega = norm.ppf((np.arange(n) + 0.5) / n, 0, std)  # the distribution without its chance
    order = np.abs(np.exp(1j * run(net, 800)).mean(axis=1))[400:].mean()
    assert order == pytest.approx(self_consistent_order(K, std), abs=0.02)


def test_below_the_transition_there_is_no_order():
    net = brainmass.KuramotoNetwork(2000, omega_mean=10.0, omega_std=1.0, K=0.002, dt=10.0)
    order = np.abs(np.exp(1j * run(net, 400)).mean(axis=1))[200:]
    assert order.mean() < 3 / np.sqrt(2000)


def test_two_oscillators_lock_at_the_angle_that_balances_their_frequencies(x64):
    net = brainmass.KuramotoNetwork(2, K=0.05, initial={"theta": [0.0, 0.5]}, dt=1.0)
    net.omega = [0.06, 0.08]
    phases = run(net, 2000)[-1]
    # theta_2 - theta_1 = arcsin((omega_2 - omega_1) / K)
    assert np.sin(phases[1] - phases[0]) == pytest.approx(0.02 / 0.05, rel=1e-9)


def test_each_hears_all_others_with_one_nth_of_k(x64):
    theta, omega = np.random.default_rng(0).uniform(0, 2 * np.pi, 7), np.linspace(0.05, 0.07, 7)
    net = brainmass.KuramotoNetwork(7, K=0.3, initial={"theta": theta}, method=euler, dt=0.1)
    net.omega = omega
    slopes = [omega[i] + 0.3 / 7 * sum(np.sin(theta[j] - theta[i]) for j in range(7)) + 0.01 for i in range(7)]
    np.testing.assert_allclose(net.update(theta_inp=0.01), (theta + 0.1 * np.array(slopes)) % (2 * np.pi), rtol=1e-12)


def test_frequencies_are_drawn_in_hertz_by_brainstate():
    brainstate.random.seed(5)
    net = brainmass.KuramotoNetwork(in_size=5000, omega_mean=10 * u.Hz, omega_std=2 * u.Hz)
    frequency = 1e3 * np.asarray(net.omega) / (2 * np.pi)
    assert frequency.mean() == pytest.approx(10, abs=0.1)
    assert frequency.std() == pytest.approx(2, rel=0.04)
    brainstate.random.seed(5)
    np.testing.assert_array_equal(brainmass.KuramotoNetwork(5000, 10.0, 2.0).omega, net.omega)
    alone = brainmass.KuramotoNetwork(1, omega_mean=0.01 * u.kHz, omega_std=0.0, initial={"theta": 0.0}, dt=50.0)
    assert float(alone.update()[0]) == pytest.approx(np.pi, rel=1e-5)  # half a turn in 50 ms at 10 Hz


def test_members_of_a_batch_do_not_hear_each_other(x64):
    net = brainmass.KuramotoNetwork(3, K=0.5)
    net.init_all_states(batch_size=2)
    start = np.asarray(net.theta.value)
    together = net.update()
    for member in range(2):
        alone = brainmass.KuramotoNetwork(3, K=0.5, initial={"theta": start[member]})
        alone.omega = net.omega
        np.testing.assert_allclose(together[member], alone.update(), rtol=1e-12)
