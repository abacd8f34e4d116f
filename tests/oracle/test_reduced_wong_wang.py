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
def test_equation_of_the_paper(check, S):
    slope, rate = paper(S, 0.9, 0.3 + 0.01, arriving=0.2)
    drives = {"S_ext": 0.2, "I_ext": 0.01}
    ours = flow(reduced_wong_wang, reduced_wong_wang.presets["deco2013"], drives).values([S])
    check.table(
        f"derivative and rate at S = {S}, w = 0.9, with arriving gating and current",
        [ours["S"], ours["r"]],
        [slope / 1000, rate / 1000],
        rel=1e-12,
        source="Deco et al. (2013), equations written out in the test",
    )


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
def test_fixed_points(check, w, I_0, S, rate):
    """Check 4, and the rates that go with it."""
    local = flow(reduced_wong_wang, {"w": w, "I_0": I_0})
    rest = local.fixed_point([S])
    at = f"fixed point with w = {w:g}, I_0 = {I_0:g} nA"
    source = "computed independently with SciPy"
    check(f"{at}: S", rest[0], S, abs=1e-5, source=source)
    assert local.eigenvalues(rest)[0].real < 0
    root = brentq(lambda s: paper(s, w, I_0)[0], S - 0.01, S + 0.01, xtol=1e-14)
    check(f"{at}: S, to more digits", rest[0], root, abs=1e-10, source="root of the paper's equation by SciPy's brentq")
    if rate is not None:
        check(f"{at}: rate", 1000 * local.values(rest)["r"], rate, rel=2e-3, unit="Hz", source=source)


@pytest.mark.parametrize("bits, tolerance", [(32, 1e-5), (64, 1e-10)])
def test_transfer_function_at_threshold(check, bits, tolerance):
    """Check 5: at a x = b the value is 1/d (not a u / 2, as vbi guards it) and the slope a/2."""
    with jax.enable_x64(bits == 64):

        def rate(I):
            return reduced_wong_wang({"S": jnp.asarray(0.0)}, {**reduced_wong_wang.defaults(), "I_0": I})["r"]

        value, slope = jax.value_and_grad(rate)(jnp.asarray(0.4))
        at = f"at a x = b, where the printed formula is 0/0, in float{bits}"
        source = "limit of x / (1 - exp(-d x)) in closed form"
        check(f"rate {at}", value, 1 / 154.0, rel=tolerance, unit="1/ms", source=f"{source}: 1/d")
        check(f"slope of the rate {at}", slope, 0.270 / 2, rel=tolerance, unit="1/ms/nA", source=f"{source}: a/2")
