"""The two-population Wong-Wang model against Deco et al. (2014), doi:10.1523/JNEUROSCI.5068-13.2014."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.optimize import brentq

from brainmass.models import wong_wang
from tests.flows import flow

REST = {
    "S_E": 0.1647572075,
    "S_I": 0.0392184486,
    "r_E": 3.0773270642e-3,
    "r_I": 3.9218448633e-3,
    "I_E": 0.3773805650,
    "I_I": 0.2528951325,
}


def paper(
    S_E: float, S_I: float, J: float, arriving: float, feedforward: float, external: float
) -> tuple[np.ndarray, float, float]:
    """Eqs. 5-10 of the paper, in its units: s, Hz, nA. ``arriving`` is G sum_j C_ij S_j, ``feedforward`` lambda times
    that, ``external`` I_external."""
    I_E = 1.0 * 0.382 + 1.4 * 0.15 * S_E + 0.15 * arriving - J * S_I + external
    I_I = 0.7 * 0.382 + 0.15 * S_E - S_I + 0.15 * feedforward
    r_E = (310 * I_E - 125) / (1 - np.exp(-0.16 * (310 * I_E - 125)))
    r_I = (615 * I_I - 177) / (1 - np.exp(-0.087 * (615 * I_I - 177)))
    return np.array([-S_E / 0.1 + (1 - S_E) * 0.641 * r_E, -S_I / 0.01 + r_I]), r_E, r_I


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("point", [(0.1, 0.05), (0.7, 0.2), (0.0, 0.9), (1.0, 0.0)])
def test_equations_of_the_paper(check, point):
    """Per second there, per millisecond here; arriving gating enters with J_N."""
    slopes, r_E, r_I = paper(*point, J=1.3, arriving=0.4, feedforward=0.1, external=0.02)
    ours = flow(wong_wang, {"J_I": 1.3}, {"S_E_ext": 0.4, "S_I_ext": 0.1, "I_ext": 0.02}).values(point)
    check.table(
        f"derivatives and rates at (S_E, S_I) = {point}",
        [ours[name] for name in ("S_E", "S_I", "r_E", "r_I")],
        np.array([*slopes, r_E, r_I]) / 1000,
        rel=1e-12,
        source="Deco et al. (2014), Eqs. 5-10, written out in the test",
    )


@pytest.mark.usefixtures("x64")
def test_isolated_region_rests_where_it_should(check):
    """Check 1: J_I = 1; the numbers agree with cubnm's constants to 1e-10."""
    local = flow(wong_wang)
    rest = local.fixed_point([0.16, 0.04])
    values = {**local.values(rest), "S_E": rest[0], "S_I": rest[1]}
    source = "computed independently with SciPy; agrees with the constants of cubnm to 1e-10"
    for name, expected in REST.items():
        unit, scale = {"S": ("", 1), "r": ("Hz", 1000), "I": ("nA", 1)}[name[0]]
        quantity = f"isolated region with J_I = 1: {name} at rest"
        check(quantity, scale * values[name], scale * expected, abs=1e-8, unit=unit, source=source)
    assert (local.eigenvalues(rest).real < 0).all()


@pytest.mark.usefixtures("x64")
def test_target_of_feedback_inhibition_control(check):
    """Check 2: tuning J_I until I_E - b_E / a_E = -0.026 nA (Deco 2014) makes the excitatory rate 3.0631 Hz."""

    def above(J: float) -> float:
        local = flow(wong_wang, {"J_I": J}, {"S_E_ext": 0.3})
        return local.values(local.fixed_point([0.16, 0.04]))["I_E"] - 125 / 310 + 0.026

    # Neighbours that rest there as well, with a total weight of 0.3 / 0.16: more inhibition than J_I = 1 is needed.
    J = brentq(above, 1.0, 3.0, xtol=1e-12)
    local = flow(wong_wang, {"J_I": J}, {"S_E_ext": 0.3})
    rate = 1000 * local.values(local.fixed_point([0.16, 0.04]))["r_E"]
    target = "excitatory rate with J_I tuned until I_E - b_E / a_E = -0.026 nA"
    closed = -0.026 * 310 / (1 - np.exp(0.16 * 0.026 * 310))
    check(target, rate, 3.0631, rel=1e-4, unit="Hz", source="Deco et al. (2014), target of inhibition control")
    check(f"{target}, to more digits", rate, closed, rel=1e-9, unit="Hz", source="closed form: H(-0.026 nA a_E)")
    check.between(f"{target}, accepted range", rate, 2.63, 3.55, unit="Hz", source="Deco et al. (2014)")
    assert J > 1.0


@pytest.mark.parametrize("bits, tolerance", [(32, 1e-5), (64, 1e-10)])
@pytest.mark.parametrize("p, a, b, d", [("E", 0.310, 0.125, 160.0), ("I", 0.615, 0.177, 87.0)])
def test_transfer_function_at_threshold(check, p, a, b, d, bits, tolerance):
    """Check 5: at a I = b the printed formula is 0/0; the limit is 1/d, with slope a/2."""
    with jax.enable_x64(bits == 64):
        name = f"I_{p}"
        current = {"E": "W_E", "I": "W_I"}[p]

        def rate(I):
            # Without recurrence the current is W_p I_0.
            params = {**wong_wang.defaults(), "I_0": jnp.asarray(1.0), current: I}
            return wong_wang({"S_E": jnp.asarray(0.0), "S_I": jnp.asarray(0.0)}, params)

        values, slopes = jax.jvp(rate, (jnp.asarray(b / a),), (jnp.asarray(1.0),))
        assert float(values[name]) == pytest.approx(b / a, rel=tolerance)
        at = f"at a I = b, where the printed formula is 0/0, in float{bits}"
        source = "limit of x / (1 - exp(-d x)) in closed form"
        check(f"rate r_{p} {at}", values[f"r_{p}"], 1 / d, rel=tolerance, unit="1/ms", source=f"{source}: 1/d")
        check(f"slope of r_{p} {at}", slopes[f"r_{p}"], a / 2, rel=tolerance, unit="1/ms/nA", source=f"{source}: a/2")


def test_transfer_function_has_no_kink_in_float32(check):
    """Rate and slope across threshold and far from it, against the formula in float64 where it is well conditioned."""
    currents = np.concatenate([np.linspace(0.38, 0.43, 101), [-50.0, -1.0, 0.0, 1.0, 50.0]])
    params = {**wong_wang.defaults(), "I_0": jnp.asarray(1.0)}

    def rate(I):
        return wong_wang({"S_E": jnp.float32(0.0), "S_I": jnp.float32(0.0)}, {**params, "W_E": I})["r_E"]

    value, slope = jax.vmap(jax.value_and_grad(rate))(jnp.asarray(currents, jnp.float32))
    x = 160 * (0.310 * np.float64(np.float32(currents)) - 0.125)
    away = np.abs(x) > 1e-6
    with np.errstate(over="ignore"):
        exact = np.where(away, x / -np.expm1(-x), 1.0) / 160
        tail = np.exp(-np.abs(x))  # the slope of x / (1 - e^-x) written so that nothing overflows
    derivative = np.where(x > 0, (1 - tail - x * tail) / (1 - tail) ** 2, tail * (tail - 1 - x) / (1 - tail) ** 2)
    near = np.abs(x) < 1e-2
    derivative = np.where(near, 0.5 + x / 6, derivative) * 0.310
    source = "closed form, in float64"
    across = "at 106 currents across threshold and far from it, in float32"
    check.table(f"rate r_E {across}", value, exact, rel=2e-5, abs=1e-9, unit="1/ms", source=source)
    check.table(f"slope of r_E {across}", slope, derivative, rel=2e-4, abs=1e-7, unit="1/ms/nA", source=source)
