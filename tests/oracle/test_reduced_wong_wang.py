"""The one-population Wong-Wang model against Deco et al. (2013), doi:10.1523/JNEUROSCI.1091-13.2013."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.optimize import brentq

from brainmass.models import reduced_wong_wang
from tests.flows import flow


def paper(S: float, w: float, I_0: float, arriving: float = 0.0) -> tuple[float, float]:
    """dS/dt and rate of the paper, in s, Hz and nA."""
    x = w * 0.2609 * S + 0.2609 * arriving + I_0
    H = (270 * x - 108) / (1 - np.exp(-0.154 * (270 * x - 108)))
    return -S / 0.1 + (1 - S) * 0.641 * H, H


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("S", [0.0, 0.03, 0.3, 0.9])
def test_equation_of_the_paper(S):
    slope, rate = paper(S, 0.9, 0.3 + 0.01, arriving=0.2)
    drives = {"S_ext": 0.2, "I_ext": 0.01}
    ours = flow(reduced_wong_wang, reduced_wong_wang.presets["deco2013"], drives).values([S])
    assert ours["S"] == pytest.approx(slope / 1000, rel=1e-12)
    assert ours["r"] == pytest.approx(rate / 1000, rel=1e-12)


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize(
    "w, I_0, S, rate",
    [
        (0.6, 0.33, 0.098015, 1.695),
        (0.9, 0.30, 0.034355, 0.555),
        (0.9, 0.32, 0.085675, None),
        (1.0, 0.33, 0.61708, 25.1),
        (1.0, 0.382, 0.75645, 48.5),
    ],
)
def test_fixed_points(w, I_0, S, rate):
    """Check 4, and the rates that go with it."""
    local = flow(reduced_wong_wang, {"w": w, "I_0": I_0})
    rest = local.fixed_point([S])
    assert rest[0] == pytest.approx(S, abs=1e-5)
    assert local.eigenvalues(rest)[0].real < 0
    assert rest[0] == pytest.approx(brentq(lambda s: paper(s, w, I_0)[0], S - 0.01, S + 0.01, xtol=1e-14), abs=1e-10)
    if rate is not None:
        assert 1000 * local.values(rest)["r"] == pytest.approx(rate, rel=2e-3)


@pytest.mark.parametrize("bits, tolerance", [(32, 1e-5), (64, 1e-10)])
def test_transfer_function_at_threshold(bits, tolerance):
    """Check 5: at a x = b the value is 1/d (not a u / 2, as vbi guards it) and the slope a/2."""
    with jax.enable_x64(bits == 64):

        def rate(I):
            return reduced_wong_wang({"S": jnp.asarray(0.0)}, {**reduced_wong_wang.defaults(), "I_0": I})["r"]

        value, slope = jax.value_and_grad(rate)(jnp.asarray(0.4))
        assert float(value) == pytest.approx(1 / 154.0, rel=tolerance)
        assert float(slope) == pytest.approx(0.270 / 2, rel=tolerance)
