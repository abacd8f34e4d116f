"""Derivatives of The Virtual Brain's conductance models at one point each; what this shows stands in
``test_derivative_table``."""

import numpy as np
import pytest

from brainmass.models import k_ion_exchange, larter_breakspear
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

# model, parameters of TVB's default, our drives for an input of 0.1, (state, derivative at 0, derivative at 0.1)
ROWS = {
    # The input is a sum of x, of which a share R_minus / pi is rate. TVB leaves out the recurrent current J r (E - V),
    # which the papers and its own documentation have: the row below is with it.
    "KIonEx": (
        k_ion_exchange, k_ion_exchange.presets["tvb"], {"r_ext": 0.5 / np.pi * 0.1},
        ([0.3, -60, 0.3, -7, -15.5],
         [-5.001432394, -236.3619253, -0.05175495137, 0.005958644505, -0.0048],
         [-5.001432394, -235.4069957, -0.05175495137, 0.005958644505, -0.0048]),
    ),
    # TVB's input is what its coupling function makes of V; it stands where the papers have <Q_V>.
    "LarterBreakspear": (
        larter_breakspear, {}, {"Q_V_ext": 0.1},
        ([-0.6, -0.6, -0.6],
         [0.7093158598, 0.432590347, -0.004359013474],
         [0.7138364729, 0.432590347, -0.004359013474]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_derivatives(check, row: str):
    model, params, drives, (state, without, with_input) = ROWS[row]
    for given, expected in (({}, without), (drives, with_input)):
        what = "with input" if given else "alone"
        for name, ours, theirs in zip(model.states, flow(model, params, given).f(state), expected, strict=True):
            check(f"{row}: d{name}/dt {what}", ours, theirs, rel=1e-9, source="tvb-library 2.10.0, default parameters")


def test_the_recurrent_current_that_the_peer_leaves_out(check):
    """By default dV/dt is that of the table and J r (E - V), with r = R_minus x / pi."""
    state, without, _ = ROWS["KIonEx"][3]
    ours = flow(k_ion_exchange).f(state) - without
    expected = 0.1 * (0.5 * 0.3 / np.pi) * (0 + 60)
    check(
        "KIonEx: recurrent current on V",
        ours[1],
        expected,
        abs=5e-8,
        source="J r (E - V) of Bandyopadhyay et al. (2021)",
    )
    np.testing.assert_allclose(np.delete(ours, 1), 0, atol=5e-9)
