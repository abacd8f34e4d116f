"""Derivatives of The Virtual Brain's models at one point each, to 1e-9: exact mean fields, AdEx and balanced networks.

The numbers are outputs of tvb-library 2.10.0 at its default parameters, one node, at 30 % of the range of every state;
first without input, then with every coupling input at 0.1. How an input enters is written beside each row.
"""

import numpy as np
import pytest

from brainmass.models import (
    coombes_byrne,
    coombes_byrne_2d,
    dumont_gutkin,
    gast_schmidt_knoesche_sd,
    gast_schmidt_knoesche_sf,
    wong_wang_balanced,
    zerlaut_first_order,
)
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

# model, parameters of TVB's default, our drives for an input of 0.1, (state, derivative at 0, derivative at 0.1)
ROWS = {
    # Of TVB's inputs that of r alone is used, in the equation of V with weight 1.
    "CoombesByrne": (
        coombes_byrne, {}, {"r_ext": 0.1},
        ([1.8, -4, 1.3, -0.14], [-16.58084506, -3.77751826, -0.133, 4.403123438],
         [-16.58084506, -3.67751826, -0.133, 4.403123438]),
    ),
    "CoombesByrne2D": (
        coombes_byrne_2d, {}, {"r_ext": 0.1},
        ([0.6, -0.95], [-1.952663469, -6.39967214], [-1.952663469, -6.29967214]),
    ),
    "GastSchmidtKnosche_SD": (
        gast_schmidt_knoesche_sd, {}, {"r_ext": 0.1},
        ([1.2, -2.01, 0.12, -0.05], [-4.187380228, 6.229008862, -0.005, 0.058],
         [-4.187380228, 6.329008862, -0.005, 0.058]),
    ),
    "GastSchmidtKnosche_SF": (
        gast_schmidt_knoesche_sf, {}, {"r_ext": 0.1},
        ([0.6, -0.95, -0.4, -0.4], [-0.5033802276, 11.47736242, -0.04, 0.72],
         [-0.5033802276, 11.57736242, -0.04, 0.72]),
    ),
    # The input of r_e goes to both populations through their excitatory synapses, Gamma times as strong to I.
    "DumontGutkin": (
        dumont_gutkin, {}, {"r_ext": 0.1},
        ([0.6, -0.95, -0.4, -0.4, 0.6, -0.95, -0.4, -0.4],
         [-0.1108169011, -35.94032584, 0.4, 6.4, -0.1108169011, -35.94032584, 0.4, 9.4],
         [-0.1108169011, -35.94032584, 0.5, 6.4, -0.1108169011, -35.94032584, 0.9, 9.4]),
    ),
    # TVB multiplies the input by G J_N with G = 2, and lets feed-forward inhibition (lambda) be 0.
    "DecoBalancedExcInh": (
        wong_wang_balanced, {}, {"S_E_ext": 2 * 0.1},
        ([0.3, 0.3], [-0.002999901627, -0.0299999325], [-0.002999614988, -0.0299999325]),
    ),
    # E, I and W_e of TVB's five states: its inhibitory cells do not adapt (W_i stays 0) and its ou_drift is noise,
    # which is an input here. W is in nA instead of pA. The input reaches both populations.
    "ZerlautAdaptationFirstOrder": (
        zerlaut_first_order, zerlaut_first_order.presets["tvb"], {"nu_ext": 0.1},
        ([0.0757, 0.0757, 0.060], [0.005320629315, 0.005357281309, 4.644591851e-3],
         [0.005693049026, 0.005693049026, 4.767427632e-3]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_derivatives(row: str):
    model, params, drives, (state, without, with_input) = ROWS[row]
    # The table has ten digits: half a unit in the last of them is up to 5e-10.
    np.testing.assert_allclose(flow(model, params).f(state), without, rtol=1e-9)
    np.testing.assert_allclose(flow(model, params, drives).f(state), with_input, rtol=1e-9)
