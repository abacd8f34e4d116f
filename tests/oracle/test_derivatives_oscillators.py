"""Derivatives of The Virtual Brain's oscillators at one point each, to 1e-9, as in test_derivative_table.py.

Its Kuramoto and SupHopf stand there.
"""

import numpy as np
import pytest

from brainmass.models import generic_2d_oscillator, hopfield
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

# model, parameters of TVB's default, our drives for an input of 0.1, (state, derivative at 0, derivative at 0.1)
ROWS = {
    # The input stands beside I, scaled by gamma and d tau.
    "Generic2dOscillator": (
        generic_2d_oscillator, {}, {"V_inp": 0.1}, ([-0.2, -2.4], [-0.04544, 0.048], [-0.04344, 0.048]),
    ),
    # With a static threshold TVB returns the derivative of x for theta too (0.1, 0.2), so that its phase plane has two
    # rows. Here stands what its dynamic version and its documentation have: (-theta + c_1) / tau_T, tau_T = 5 ms.
    "Hopfield": (
        hopfield, {"theta_0": 0.0}, {"x_inp": 0.1, "theta_inp": 0.1},
        ([-0.1, 0.3], [0.1, (-0.3 + 0.0) / 5], [0.2, (-0.3 + 0.1) / 5]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_derivatives(row: str):
    model, params, drives, (state, without, with_input) = ROWS[row]
    np.testing.assert_allclose(flow(model, params).f(state), without, rtol=1e-9)
    np.testing.assert_allclose(flow(model, params, drives).f(state), with_input, rtol=1e-9)


def test_defaults_of_the_peer_are_ours():
    """The table was made with TVB's defaults: what they are, as its documentation lists them."""
    assert generic_2d_oscillator.defaults() == {
        "tau": 1, "a": -2, "b": -10, "c": 0, "d": 0.02, "e": 3, "f": 1, "g": 0,
        "alpha": 1, "beta": 1, "gamma": 1, "I": 0,
    }  # fmt: skip
    assert hopfield.defaults().items() >= {"tau_x": 1, "tau_T": 5, "H": 0.5, "Q": 1, "G": 60, "P": 1}.items()
