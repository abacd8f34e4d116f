"""Derivatives of The Virtual Brain's conductance models at one point each; what this shows stands in
``test_derivative_table``."""

import numpy as np
import pytest

from brainmass.models import larter_breakspear
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

# model, parameters of TVB's default, our drives for an input of 0.1, (state, derivative at 0, derivative at 0.1)
ROWS = {
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


def test_the_table_is_complete():
    assert all(np.isfinite(values).all() for *_, values in ROWS.values())
