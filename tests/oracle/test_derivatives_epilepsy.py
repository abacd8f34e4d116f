"""Derivatives of The Virtual Brain's Epileptors at points on every branch, to 1e-9.

Outputs of tvb-library 2.10.0. First the rows of the common table: default parameters, one node without local coupling,
at 30 % of the range of every state, without input and with every coupling input at 0.1. There Kvf, Kf and Ks are 0;
here they are gains of the projections, so our drives are 0 too. Then points with other parameters, where x1 > 0, z < 0
or a modification is at work.
"""

import jax
import numpy as np
import pytest

from brainmass.models import (
    epileptor,
    epileptor_2d,
    epileptor_codim3,
    epileptor_codim3_slow,
    epileptor_resting_state,
    vep,
)
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

# model, our drives for an input of 0.1, (state, derivative at 0, derivative at 0.1)
TABLE = {
    "Epileptor": (
        epileptor, {},
        ([-1.1, -13.4, 2.9, -1.4, 0.6, -0.4],
         [-8.239, 8.35, -0.000315, 0.574, -0.06, 0.0029],
         [-8.239, 8.35, -0.000315, 0.574, -0.06, 0.0029]),
    ),
    "Epileptor2D": (epileptor_2d, {}, ([-1.1, 2.9], [0.111, -0.000315], [0.111, -0.000315])),
    # K_rs is 1 there.
    "EpileptorRestingState": (
        epileptor_resting_state, {"x_rs_inp": 0.1},
        ([-1.68, -13.5, 3.72, -1.04, 0.0037, -0.4, -0.2, -2.4],
         [-0.911168, 0.388, -0.001414, -0.334836, -0.00037, 0.00232, -0.04544, 0.048],
         [-0.911168, 0.388, -0.001414, -0.334836, -0.00037, 0.00232, -0.04344, 0.048]),
    ),
    "EpileptorCodim3": (
        epileptor_codim3, {},
        ([0.46, -0.04, 0.045],
         [0.04, 0.01549262798, 0.0002340697036],
         [0.04, 0.01549262798, 0.0002340697036]),
    ),
    "EpileptorCodim3SlowMod": (
        epileptor_codim3_slow, {},
        ([0.46, -0.04, 0.03, 0, 0],
         [0.04, -0.03262543992, 0.0003332223646, 0.0001, 0.00012],
         [0.04, -0.03262543992, 0.0003332223646, 0.0001, 0.00012]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", TABLE)
def test_table(row: str):
    model, drives, (state, without, with_input) = TABLE[row]
    # The table has ten digits: half a unit in the last of them is up to 5e-10.
    np.testing.assert_allclose(flow(model).f(state), without, rtol=1e-9)
    np.testing.assert_allclose(flow(model, drives=drives).f(state), with_input, rtol=1e-9)


# Kvf = 0.3, Kf = 0.2, Ks = -0.7, the input from x1 is 0.1 and that from x2 0.25.
COUPLED = {"x1_inp": 0.03, "z_inp": -0.07, "x2_inp": 0.05}
COUPLED_2D = {"x1_inp": 0.03, "z_inp": -0.07}

# model, parameters, drives, state, derivative
POINTS = {
    "Epileptor in a seizure": (
        epileptor, {}, COUPLED,
        [0.6, -1.3, 3.2, 0.4, 0.9, -0.1],
        [-1.3796, 0.5, 0.0019355, -0.174, 0.3, 0.0016],
    ),
    "Epileptor below z = 0": (
        epileptor, {"slope": 0.7, "tt": 0.5}, COUPLED,
        [-0.4, -3, -0.8, -0.3, 0.2, 0.1],
        [0.737, 1.6, 0.000971420016, 0.7585, -0.01, -0.0007],
    ),
    "Epileptor modified": (
        epileptor, {"modification": 1}, COUPLED,
        [-0.4, -3, 3.8, -0.3, 0.2, 0.1],
        [-3.126, 3.2, -0.00114688849244, 0.137, -0.02, -0.0014],
    ),
    "Epileptor2D in a seizure": (epileptor_2d, {}, COUPLED_2D, [0.6, 3.2], [-0.6396, 0.0019355]),
    "Epileptor2D below z = 0": (
        epileptor_2d, {"slope": 0.7, "tt": 0.5}, COUPLED_2D, [-0.4, -0.8], [2.337, 0.000971420016],
    ),
    "Epileptor2D modified": (
        epileptor_2d, {"modification": 1}, COUPLED_2D, [0.6, 3.2], [-0.6396, -0.000654517536493],
    ),
    # K_rs = 1.5 and an input of 0.15 from x_rs.
    "EpileptorRestingState in a seizure": (
        epileptor_resting_state, {"tau_rs": 1.3, "I_rs": 0.2, "gamma_rs": 0.8}, {**COUPLED, "x_rs_inp": 0.225},
        [0.6, -1.3, 3.2, 0.4, 0.9, -0.1, 0.8, -1.5],
        [-1.3796, 0.5, 0.0019355, -0.174, 0.3, 0.0016, 0.006448, -0.130769230769],
    ),
    # Ks = 0.5 and an input of 0.1, on the arc and beyond its end, where two roots are complex.
    "EpileptorCodim3 on the arc": (
        epileptor_codim3, {}, {"z_inp": 0.05},
        [-0.3, 0.2, 0.08], [-0.2, 0.130354735092, -0.000549760123265],
    ),
    "EpileptorCodim3 beyond": (
        epileptor_codim3, {"modification": 0}, {"z_inp": 0.05},
        [-0.3, 0.2, 0.18], [-0.2, 0.165966752998, -0.0004219319617],
    ),
    "EpileptorCodim3 at the lower branch": (
        epileptor_codim3, {"N": 2}, {}, [-0.3, 0.2, 0.05], [-0.2, 0.119429851855, -9.32839832089e-05],
    ),
    "EpileptorCodim3SlowMod on its way": (
        epileptor_codim3_slow, {}, {"z_inp": 0.05},
        [-0.3, 0.2, 0.05, 0.7, 0.9], [-0.2, 0.0268724246825, -0.00158067343928, 0.0001, 0.00012],
    ),
}  # fmt: skip


@pytest.mark.parametrize("point", POINTS)
def test_points(point: str):
    model, params, drives, state, expected = POINTS[point]
    np.testing.assert_allclose(flow(model, params, drives).f(state), expected, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("z, peer", [(0.25, 0.000386269554435), (0.30, 0.000311633373431)])
def test_where_the_peer_takes_no_root(z: float, peer: float, check):
    """On the path c16b mu2 falls below 0, and one equilibrium is left. The peer adds principal values of two cube roots
    that do not belong together: x_s is then no root. Here it is, so dz/dt differs."""
    local, state = flow(epileptor_codim3, epileptor_codim3.presets["c16b"]), [0.3, 0.2, z]
    values = local.values(state)
    mu1, mu2, x_s = values["mu1"], values["mu2"], values["x_s"]
    assert mu2 < 0
    roots = np.roots([1, 0, -mu2, -mu1])
    real = roots[np.abs(roots.imag) < 1e-9].real
    assert len(real) == 1
    check(f"Codim 3: x_s where mu2 < 0, z = {z}", x_s, real[0], rel=1e-12, source="numpy.roots of x^3 - mu2 x - mu1")
    radicand = mu1**2 / 4 - mu2**3 / 27 + 0j
    no_root = ((mu1 / 2 + radicand**0.5) ** (1 / 3) + (mu1 / 2 - radicand**0.5) ** (1 / 3)).real
    assert abs(no_root**3 - mu2 * no_root - mu1) > 0.01
    assert 0.004 * (0.3 - np.hypot(0.3 - no_root, 0.2)) == pytest.approx(peer, rel=1e-9)
    assert local.f(state)[2] == pytest.approx(0.004 * (0.3 - np.hypot(0.3 - real[0], 0.2)), rel=1e-12)


@pytest.mark.parametrize("state", [[-1.1, 2.9], [-0.4, 3.7], [-2.0, 1.0]])
def test_vep_is_the_2d_epileptor_left_of_zero(state):
    """vbi's form: the same cubic, eta for x0, and tau = 1/r."""
    ours = flow(vep, {"eta": -1.6, "tau": 1 / 0.00035}, {"x_inp": 0.03, "z_inp": -0.07}).f(state)
    np.testing.assert_allclose(ours, flow(epileptor_2d, {}, COUPLED_2D).f(state), rtol=1e-12)


def test_vep_in_the_form_of_vbi():
    """dx = 1 - x^3 - 2 x^2 - z + I_ext, dz = (4 (x - eta) - z - G sum W (x_j - x)) / tau, where x > 0 too."""
    x, z, others = 0.7, 3.1, -0.2
    ours = flow(vep, {"eta": -2.0}, {"z_inp": -1.5 * others}).f([x, z])
    expected = [1 - x**3 - 2 * x**2 - z + 3.1, (4 * (x + 2.0) - z - 1.5 * others) / 10]
    np.testing.assert_allclose(ours, expected, rtol=1e-13)


@pytest.mark.parametrize("model", [epileptor, epileptor_resting_state, epileptor_2d], ids=lambda m: m.name)
def test_the_switch_at_x1_0_is_continuous(model):
    """f1 and its gradient are finite on both branches; f1 itself is the same on both sides, its slope is not."""
    states = {name: s.default for name, s in model.states.items()}

    def slope_of_x1(x1):
        return model.rhs({**states, "x1": x1}, model.defaults())["x1"]

    below, above = slope_of_x1(-1e-9), slope_of_x1(1e-9)
    assert float(below) == pytest.approx(float(above), abs=1e-7)
    gradients = [float(jax.grad(slope_of_x1)(x1)) for x1 in (-1e-9, 0.0, 1e-9)]
    assert np.isfinite(gradients).all()
    assert gradients[1] == pytest.approx(gradients[2], abs=1e-6)
    assert gradients[0] == pytest.approx(0.0, abs=1e-6)
    assert gradients[2] > 0.05
