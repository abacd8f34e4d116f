"""Units of noise: what a number means on a state, a derivative and a drive, and how quantities arrive there."""

import brainunit as u
import jax
import numpy as np
import pytest

from brainmass.models import hopf, jansen_rit, wong_wang
from brainmass.network import Network, Population
from brainmass.noise import coloured, ou, white
from brainmass.simulation import simulate
from tests.systems import leak


def placed(model, target, process):
    return Population(model, 3, noise={target: process}).noise[target]


def test_a_bare_number_is_in_the_units_of_the_target():
    """White: state / sqrt(ms). On a state, OU adds to the derivative: state / ms. On a drive: its own unit."""
    assert float(placed(hopf, "x", white(0.25)).sigma) == 0.25
    assert float(placed(hopf, "x", ou(0.25, 10.0)).sigma) == 0.25
    assert float(placed(wong_wang, "I_ext", ou(0.25, 10.0)).sigma) == 0.25


def test_quantities_are_converted():
    assert float(placed(hopf, "x", white(0.1 / u.second**0.5)).sigma) == pytest.approx(0.1 / np.sqrt(1000.0))
    assert float(placed(hopf, "x", ou(2.0 * u.Hz, 0.1 * u.second)).sigma) == pytest.approx(0.002)
    assert float(placed(hopf, "x", ou(2.0 * u.Hz, 0.1 * u.second)).tau) == pytest.approx(100.0)
    current = placed(wong_wang, "I_ext", ou(20.0 * u.pA, 10.0 * u.ms, mean=0.1 * u.nA))
    assert float(current.sigma) == pytest.approx(0.02)
    assert float(current.mean) == pytest.approx(0.1)
    voltage = placed(jansen_rit, "y0", white(1e-6 * u.volt / u.ms**0.5))
    assert float(voltage.sigma) == pytest.approx(1e-3)


def test_corner_frequencies_of_coloured_noise_are_in_hertz():
    slow = coloured(1.0, 1.0, f_min=1.0, f_max=50.0)
    same = coloured(1.0, 1.0, f_min=1.0 * u.Hz, f_max=0.05 / u.ms)
    np.testing.assert_allclose(slow.taus, same.taus)
    corners = 1e3 / (2 * np.pi * np.asarray(slow.taus))
    assert corners.min() == pytest.approx(0.5)
    assert corners.max() == pytest.approx(100.0)
    assert slow.channels == len(slow.taus)


@pytest.mark.parametrize(
    ("model", "target", "process", "message"),
    [
        (hopf, "x", white(0.1 * u.mV), r"hopf: noise on x: sigma is in mV, which cannot be converted to 1/\(ms\^1/2\)"),
        (hopf, "x", ou(0.1 * u.mV, 10.0), "hopf: noise on x: sigma is in mV, which cannot be converted to 1/ms"),
        (wong_wang, "I_ext", ou(0.1, 10.0, mean=1 * u.mV), "noise on I_ext: mean is in mV, .* to nA"),
        (hopf, "x_inp", white(0.1), "white noise enters a state, not a drive; use ou"),
    ],
)
def test_quantities_of_another_dimension_are_refused(model, target, process, message):
    with pytest.raises(TypeError, match=message):
        placed(model, target, process)


def test_a_network_in_quantities_is_the_network_in_numbers():
    numbers = Network(leak, 2, params={"g": 0.01}, noise={"x": white(0.1), "x_inp": ou(0.002, 50.0)})
    quantities = Network(
        leak,
        2,
        params={"g": 10.0 * u.Hz},
        noise={"x": white(0.1 / u.ms**0.5), "x_inp": ou(2.0 * u.Hz, 0.05 * u.second)},
    )
    first = simulate(numbers, 1000.0, dt=0.5, seed=1)
    second = simulate(quantities, 1.0 * u.second, dt=500 * u.us, seed=1)
    np.testing.assert_allclose(first["x"], second["x"], rtol=1e-5, atol=1e-6)


def test_numbers_of_a_process_are_leaves():
    leaves = jax.tree.leaves(placed(hopf, "x", ou(0.1, 10.0, mean=0.5)))
    assert sorted(float(leaf) for leaf in leaves) == pytest.approx([0.1, 0.5, 10.0])
    assert jax.tree.structure(white(0.1)) == jax.tree.structure(white(0.2))
