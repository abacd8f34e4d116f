"""The Wong-Wang model with a regional gain against Deco et al. (2021), doi:10.1126/sciadv.abf4752."""

import numpy as np
import pytest

from brainmass.models import wong_wang, wong_wang_balanced
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")


def paper(S_E, S_I, M, J, arriving):
    """The balanced excitation-inhibition model in the units of the paper: s, Hz, nA; both pools have the gain M."""
    I_E = 0.382 + 1.4 * 0.15 * S_E + 0.15 * arriving - J * S_I
    I_I = 0.7 * 0.382 + 0.15 * S_E - S_I
    r_E = M * (310 * I_E - 125) / (1 - np.exp(-0.16 * M * (310 * I_E - 125)))
    r_I = M * (615 * I_I - 177) / (1 - np.exp(-0.087 * M * (615 * I_I - 177)))
    return np.array([-S_E / 0.1 + (1 - S_E) * 0.641 * r_E, -S_I / 0.01 + r_I]) / 1000


@pytest.mark.parametrize("M", [0.7, 1.0, 1.8])
@pytest.mark.parametrize("point", [(0.1, 0.05), (0.7, 0.2), (0.0, 0.9)])
def test_equations_of_the_paper(point, M):
    ours = flow(wong_wang_balanced, {"M": M, "J_I": 1.3}, {"S_E_ext": 0.4}).f(point)
    np.testing.assert_allclose(ours, paper(*point, M=M, J=1.3, arriving=0.4), rtol=1e-11, atol=1e-30)


def test_without_gain_it_is_the_model_of_2014(check):
    """M = 1 changes nothing; so it rests where that model does."""
    drives = {"S_E_ext": 0.4, "S_I_ext": 0.2, "I_ext": 0.01}
    ours, plain = flow(wong_wang_balanced, {}, drives), flow(wong_wang, {}, drives)
    assert ours.values([0.2, 0.1]) == pytest.approx(plain.values([0.2, 0.1]), rel=1e-14)
    rest = flow(wong_wang_balanced).fixed_point([0.16, 0.04])
    check("wong_wang_balanced: S_E of an isolated region, M = 1", rest[0], 0.1647572075, abs=1e-8,
          source="Deco et al. (2014), agrees with the constants of cubnm to 1e-10")  # fmt: skip


def test_gain_steepens_the_response():
    """Both transfer functions turn at the same current whatever M is, where the rate is 1/d and the slope M a / 2."""
    local = [flow(wong_wang_balanced, {"M": M, "W_E": 1.0, "I_0": 0.125 / 0.310}) for M in (1.0, 2.0)]
    rates = [f.values([0.0, 0.0])["r_E"] for f in local]
    assert rates == pytest.approx([1 / 160, 1 / 160], rel=1e-12)
    step = 1e-6
    slopes = [(f.values([step, 0.0])["r_E"] - f.values([-step, 0.0])["r_E"]) / (2 * step * 0.21) for f in local]
    assert slopes == pytest.approx([0.310 / 2, 0.310], rel=1e-6)
