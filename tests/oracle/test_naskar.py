"""The multiscale dynamic mean field model against Naskar et al. (2021), doi:10.1162/netn_a_00197."""

import numpy as np
import pytest
from scipy.optimize import brentq

from brainmass.models import naskar
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")


def paper(S_E, S_I, J, arriving=0.0):
    """The equations with rates in Hz and time in ms, hence a factor 1/1000 for every rate."""
    I_E = 0.382 + 1.4 * 0.15 * S_E + 0.15 * arriving - J * S_I
    I_I = 0.7 * 0.382 + 0.15 * S_E - S_I
    r_E = (310 * I_E - 125) / (1 - np.exp(-0.16 * (310 * I_E - 125)))
    r_I = (615 * I_I - 177) / (1 - np.exp(-0.087 * (615 * I_I - 177)))
    return [
        -0.0066 * S_E + 0.072 * 7.46 * (1 - S_E) * r_E / 1000,
        -0.18 * S_I + 0.53 * 1.82 * (1 - S_I) * r_I / 1000,
        (r_I / 1000) * (r_E - 3) / 1000,
    ]


@pytest.mark.parametrize("point", [(0.1, 0.05, 1.0), (0.7, 0.2, 2.5), (0.0, 0.9, 0.3)])
def test_equations_of_the_paper(point):
    np.testing.assert_allclose(flow(naskar, {}, {"S_E_ext": 0.4}).f(point), paper(*point, arriving=0.4), rtol=1e-11)


def rest(arriving: float) -> tuple[float, float, float]:
    """Where it rests: r_E = 3 Hz exactly, S_E from its own equation, S_I from that of the inhibitory pool, J from the
    current that 3 Hz needs."""
    S_E = 0.072 * 7.46 * 0.003 / (0.0066 + 0.072 * 7.46 * 0.003)

    def rate(I, a, b, d):
        return (a * I - b) / (1 - np.exp(-d * (a * I - b)))

    S_I = brentq(
        lambda s: -0.18 * s + 0.53 * 1.82 * (1 - s) * rate(0.7 * 0.382 + 0.15 * S_E - s, 0.615, 0.177, 87), 0, 1,
        xtol=1e-15,
    )  # fmt: skip
    I_E = brentq(lambda I: rate(I, 0.310, 0.125, 160) - 0.003, 0.2, 0.4, xtol=1e-15)
    return S_E, S_I, (0.382 + 0.21 * S_E + 0.15 * arriving - I_E) / S_I


@pytest.mark.parametrize("arriving", [0.0, 0.3])
def test_it_rests_at_the_rate_that_its_plasticity_aims_at(arriving, check):
    local, expected = flow(naskar, {}, {"S_E_ext": arriving}), rest(arriving)
    found = local.fixed_point(expected)
    for name, ours, theirs in zip(naskar.states, found, expected, strict=True):
        check(f"naskar: {name} at rest, input of {arriving:g} from the network", ours, theirs, rel=1e-9,
              source="Naskar et al. (2021): r_E = rho = 3 Hz; the rest in closed form")  # fmt: skip
    assert local.values(found)["r_E"] == pytest.approx(0.003, rel=1e-10)
    slowest = local.eigenvalues(found)[0].real
    assert -1e-4 < slowest < 0, "stable; inhibition learns within minutes"


def test_gating_follows_the_transmitters():
    """A small step beside rest: gating of NMDA decays with beta_E + alpha_E T_glu r_E, that of GABA with its own."""
    S_E, S_I, J = rest(0.0)
    local = flow(naskar, {"w_p": 0.0, "gamma": 0.0, "I_0": 0.382 + 0.21 * S_E})
    r_E = local.values([S_E, S_I, J])["r_E"]
    assert local.jacobian([S_E, S_I, J])[0, 0] == pytest.approx(-0.0066 - 0.072 * 7.46 * r_E, rel=1e-9)
