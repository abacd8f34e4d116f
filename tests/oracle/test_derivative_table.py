"""Derivatives of The Virtual Brain's models at one point each, to 1e-9.

The numbers are outputs of tvb-library 2.10.0 at its default parameters, one node without local coupling, at 30 % of the
range of every state; first without input, then with every coupling input at 0.1. How a coupling input of TVB enters is
written beside each row. They show agreement with a peer that shares no code with us; what the peer does otherwise
than the papers stands in the comments.
"""

import pytest

from brainmass.models import (
    hopf,
    jansen_rit,
    kuramoto,
    linear,
    montbrio_pazo_roxin,
    reduced_wong_wang,
    stuart_landau,
    wilson_cowan,
    wong_wang,
)
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

SUP_HOPF = ([-2, -2], [19, 15], [19.1, 15.1])
WONG_WANG = ([0.3, 0.3], [-0.002999901627, -0.0299999325], [-0.002999614988, -0.0299999325])

# model, parameters of TVB's default, our drives for an input of 0.1, (state, derivative at 0, derivative at 0.1)
ROWS = {
    "Linear": (linear, linear.presets["tvb"], {"x_inp": 0.1}, ([-0.4], [4], [4.1])),
    "Kuramoto": (kuramoto, kuramoto.presets["tvb"], {"theta_inp": 0.1}, ([1.884955592], [1], [1.1])),
    "SupHopf as hopf": (hopf, {"a": -0.5, "omega": 1.0}, {"x_inp": 0.1, "y_inp": 0.1}, SUP_HOPF),
    "SupHopf as stuart_landau": (
        stuart_landau, stuart_landau.presets["tvb"], {"x_inp": 0.1, "y_inp": 0.1}, SUP_HOPF,
    ),
    # TVB declares E and I as coupling variables but uses the input of E alone, inside its sigmoid.
    "WilsonCowan": (
        wilson_cowan, wilson_cowan.presets["wilson_cowan1972"], {"rE_inp": 0.1},
        ([0.3, 0.3], [-0.005592196864, -0.02899835217], [-0.003582676014, -0.02899835217]),
    ),
    # TVB multiplies the input by J_N, as S_ext is here.
    "ReducedWongWang": (
        reduced_wong_wang, reduced_wong_wang.presets["tvb"], {"S_ext": 0.1},
        ([0.3], [-0.001262414884], [0.000102418827]),
    ),
    # TVB multiplies the input by G J_N with G = 2, and lets feed-forward inhibition (lambda) be 0.
    "ReducedWongWangExcInh": (wong_wang, {}, {"S_E_ext": 2 * 0.1}, WONG_WANG),
    # The same with a gain M on the argument of the excitatory transfer function, which is 1 by default.
    "DecoBalancedExcInh": (wong_wang, {}, {"S_E_ext": 2 * 0.1}, WONG_WANG),
    # TVB's threshold is 5.52 mV where the paper has 6; the input is a rate on pyramidal cells.
    "JansenRit": (
        jansen_rit, jansen_rit.presets["tvb"], {"p_inp": 0.1},
        ([-0.4, -200, -20, -2.4, -8, -200],
         [-2.4, -8, -200, 0.484, 3.6715, 20.05000439],
         [-2.4, -8, -200, 0.484, 3.704, 20.05000439]),
    ),
    # Of TVB's two inputs only that of r counts by default (cr = 1, cv = 0); its Gamma is declared and never used.
    "MontbrioPazoRoxin": (
        montbrio_pazo_roxin, montbrio_pazo_roxin.presets["montbrio2015"], {"r_ext": 0.1},
        ([0.6, -0.95], [-0.8216901138, 1.349442416], [-0.8216901138, 1.449442416]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_derivatives(check, row: str):
    model, params, drives, (state, without, with_input) = ROWS[row]
    # The table has ten digits: half a unit in the last of them is up to 5e-10.
    source = f"tvb-library 2.10.0, {row.partition(' ')[0]}"
    label = f"{model.name} as {row.partition(' ')[0]}: derivatives"
    check.table(f"{label} without input", flow(model, params).f(state), without, rel=1e-9, source=source)
    check.table(
        f"{label} with an input of 0.1", flow(model, params, drives).f(state), with_input, rel=1e-9, source=source
    )


def test_defaults_of_the_peer_are_the_presets():
    """The table was made with TVB's defaults: what they are, as its documentation lists them."""
    assert linear.presets["tvb"] == {"gamma": -10.0}
    assert jansen_rit.presets["tvb"] == {"v0": 5.52, "p": 0.22}
    assert reduced_wong_wang.presets["tvb"] == {"w": 0.6, "I_0": 0.33}
    fig4 = {"c_ee": 12, "c_ei": 4, "c_ie": 13, "c_ii": 11, "a_E": 1.2, "b_E": 2.8, "a_I": 1.0, "b_I": 4.0, "shift": 1}
    assert wilson_cowan.presets["wilson_cowan1972"].items() >= fig4.items()
