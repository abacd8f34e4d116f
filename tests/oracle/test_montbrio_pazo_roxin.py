"""The Montbrio-Pazo-Roxin model against its closed forms, Phys. Rev. X 5:021028, doi:10.1103/PhysRevX.5.021028."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import fsolve

from brainmass.models import montbrio_pazo_roxin
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")


def eta_of(r: float, J: float, Delta: float = 1.0) -> float:
    """The equilibria in closed form: V = -Delta / (2 pi r), and eta for every rate (tau = 1)."""
    return np.pi**2 * r**2 - J * r - Delta**2 / (4 * np.pi**2 * r**2)


@pytest.mark.parametrize("r, V", [(0.0811344, -1.9616199), (0.4729803, -0.3364938), (1.0305968, -0.1544299)])
def test_fixed_points(r, V):
    """Check 6: a node, a saddle and a focus at eta = -5, J = 15, Delta = 1."""
    found = flow(montbrio_pazo_roxin).fixed_point([r, V])
    np.testing.assert_allclose(found, [r, V], atol=1e-6)
    assert eta_of(found[0], 15.0) == pytest.approx(-5.0, abs=1e-9)
    assert found[1] == pytest.approx(-1 / (2 * np.pi * found[0]), rel=1e-9)


def test_stability_of_the_three():
    """Check 7: eigenvalues of the node, and the damped oscillation of the active state."""
    local = flow(montbrio_pazo_roxin)
    np.testing.assert_allclose(local.eigenvalues(local.fixed_point([0.08, -1.96])), [-2.449, -5.398], atol=1e-3)
    saddle = local.eigenvalues(local.fixed_point([0.473, -0.336]))
    assert saddle[0].real > 0 > saddle[1].real
    focus = local.eigenvalues(local.fixed_point([1.03, -0.154]))
    assert focus[0].real == pytest.approx(-0.30886, abs=1e-4)
    assert abs(focus[0].imag) == pytest.approx(3.31863, abs=1e-4)


def fold(J: float, Delta: float, guess: tuple[float, float, float]) -> np.ndarray:
    """(r, V, eta) where two equilibria meet: the right-hand side and the determinant of its Jacobian vanish."""

    def conditions(unknowns):
        r, V, eta = unknowns
        local = flow(montbrio_pazo_roxin, {"J": J, "Delta": Delta, "eta": eta})
        return [*local.f([r, V]), np.linalg.det(local.jacobian([r, V]))]

    return fsolve(conditions, guess, xtol=1e-12)


@pytest.mark.parametrize(
    "J, Delta, lower, upper", [(15.0, 1.0, -5.74353, -3.13613), (14.5, 0.7, -5.34880, -2.45182)], ids=["2015", "vbi"]
)
def test_bistable_range(J, Delta, lower, upper):
    """Check 8: the folds of our right-hand side, of the closed form, and the printed numbers are the same."""
    r = np.linspace(0.05, 1.2, 2_000_001)
    eta = eta_of(r, J, Delta)
    turning = np.flatnonzero(np.diff(np.sign(np.diff(eta)))) + 1
    assert len(turning) == 2
    for i, printed in zip(turning[::-1], (lower, upper), strict=True):
        found = fold(J, Delta, (r[i], -Delta / (2 * np.pi * r[i]), eta[i]))
        assert found[2] == pytest.approx(printed, abs=1e-5)
        assert found[2] == pytest.approx(eta[i], abs=1e-9)


def test_cusp():
    """Check 8: folds vanish at eta = -sqrt(3), J = 7.796217, r = 0.2962207."""

    def along(r, J):
        """The eta of the equilibrium with rate r, from our own right-hand side, which is linear in eta."""
        V = -1 / (2 * jnp.pi * r)
        params = {**montbrio_pazo_roxin.defaults(), "J": J, "eta": 0.0}
        return -montbrio_pazo_roxin.rhs({"r": r, "V": V}, params)["V"]

    def conditions(unknowns):
        first = jax.grad(along)
        return [float(first(*unknowns)), float(jax.grad(first)(*unknowns))]

    r, J = fsolve(conditions, [0.3, 7.8], xtol=1e-13)
    np.testing.assert_allclose([r, J], [0.2962207, 7.796217], rtol=2e-7)
    assert float(along(r, J)) == pytest.approx(-np.sqrt(3), abs=1e-9)


def test_equations_of_the_paper():
    """Eq. 12 with tau, a current and an arriving rate of unit weight, at a point where nothing vanishes."""
    r, V, tau = 0.07, -0.4, 12.0
    params = {"tau": tau, "Delta": 0.8, "eta": -4.0, "J": 13.0}
    expected = [
        (0.8 / (np.pi * tau) + 2 * r * V) / tau,
        (V**2 - (np.pi * tau * r) ** 2 - 4.0 + 13.0 * tau * r + 0.3 + tau * 0.02) / tau,
    ]
    ours = flow(montbrio_pazo_roxin, params, {"I_ext": 0.3, "r_ext": 0.02}).f([r, V])
    np.testing.assert_allclose(ours, expected, rtol=1e-13)


def test_time_constant_only_scales_time():
    """With tau = 10 ms the same curve is run through ten times as slowly, at a tenth of the rate."""
    slow, fast = flow(montbrio_pazo_roxin, {"tau": 10.0}), flow(montbrio_pazo_roxin)
    options = {"method": "DOP853", "rtol": 1e-11, "atol": 1e-13}
    one = solve_ivp(lambda t, y: fast.f(y), (0, 5), [0.9, -0.2], **options).y[:, -1]
    ten = solve_ivp(lambda t, y: slow.f(y), (0, 50), [0.09, -0.2], **options).y[:, -1]
    np.testing.assert_allclose(ten, [one[0] / 10, one[1]], rtol=1e-8)


def test_population_of_neurons_fires_at_that_rate():
    """Without recurrence the rate is the mean of sqrt(eta_j) / pi over the Lorentzian of positive eta_j, in closed form
    Re sqrt(eta + i Delta) / pi (Montbrio 2015, below Eq. 12 with J = 0)."""
    for eta in (-5.0, 0.0, 2.0):
        local = flow(montbrio_pazo_roxin, {"eta": eta, "J": 0.0})
        rate = np.sqrt(eta + 1j).real / np.pi
        assert local.fixed_point([rate * 1.01, -1 / (2 * np.pi * rate)])[0] == pytest.approx(rate, abs=1e-10)
