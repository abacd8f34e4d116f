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


CLOSED = "closed form: eta = pi^2 r^2 - J r - Delta^2 / (4 pi^2 r^2)"
PAPER = "Montbrio, Pazo, Roxin (2015)"


def eta_of(r: float, J: float, Delta: float = 1.0) -> float:
    """The equilibria in closed form: V = -Delta / (2 pi r), and eta for every rate (tau = 1)."""
    return np.pi**2 * r**2 - J * r - Delta**2 / (4 * np.pi**2 * r**2)


@pytest.mark.parametrize(
    "r, V, name", [(0.0811344, -1.9616199, "node"), (0.4729803, -0.3364938, "saddle"), (1.0305968, -0.1544299, "focus")]
)
def test_fixed_points(check, r, V, name):
    """Check 6: a node, a saddle and a focus at eta = -5, J = 15, Delta = 1."""
    found = flow(montbrio_pazo_roxin).fixed_point([r, V])
    at = f"{name} at eta = -5, J = 15, Delta = 1"
    check(f"{at}: r", found[0], r, abs=1e-6, unit="1/ms", source=CLOSED)
    check(f"{at}: V", found[1], V, abs=1e-6, source="closed form: V = -Delta / (2 pi r)")
    check(f"{at}: eta of that r", eta_of(found[0], 15.0), -5.0, abs=1e-9, source=CLOSED)
    assert found[1] == pytest.approx(-1 / (2 * np.pi * found[0]), rel=1e-9)


def test_stability_of_the_three(check):
    """Check 7: eigenvalues of the node, and the damped oscillation of the active state."""
    local = flow(montbrio_pazo_roxin)
    source = "eigenvalues of the Jacobian in closed form"
    node = local.eigenvalues(local.fixed_point([0.08, -1.96])).real
    check("node: slower eigenvalue", node[0], -2.449, abs=1e-3, unit="1/ms", source=source)
    check("node: faster eigenvalue", node[1], -5.398, abs=1e-3, unit="1/ms", source=source)
    saddle = local.eigenvalues(local.fixed_point([0.473, -0.336]))
    assert saddle[0].real > 0 > saddle[1].real
    focus = local.eigenvalues(local.fixed_point([1.03, -0.154]))
    check("focus: growth rate", focus[0].real, -0.30886, abs=1e-4, unit="1/ms", source=source)
    check("focus: angular frequency", abs(focus[0].imag), 3.31863, abs=1e-4, unit="1/ms", source=source)


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
def test_bistable_range(check, J, Delta, lower, upper):
    """Check 8: the folds of our right-hand side, of the closed form, and the printed numbers are the same."""
    r = np.linspace(0.05, 1.2, 2_000_001)
    eta = eta_of(r, J, Delta)
    turning = np.flatnonzero(np.diff(np.sign(np.diff(eta)))) + 1
    assert len(turning) == 2
    for i, printed, edge in zip(turning[::-1], (lower, upper), ("lower", "upper"), strict=True):
        found = fold(J, Delta, (r[i], -Delta / (2 * np.pi * r[i]), eta[i]))
        quantity = f"bistable range for J = {J:g}, Delta = {Delta:g}: {edge} fold, eta"
        check(quantity, found[2], printed, abs=1e-5, source=CLOSED)
        check(f"{quantity}, to more digits", found[2], eta[i], abs=1e-9, source=f"{CLOSED}, its turning point")


def test_cusp(check):
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
    check("cusp: r", r, 0.2962207, rel=2e-7, unit="1/ms", source=CLOSED)
    check("cusp: J", J, 7.796217, rel=2e-7, source=CLOSED)
    check("cusp: eta", along(r, J), -np.sqrt(3), abs=1e-9, source="closed form: -sqrt(3)")


def test_equations_of_the_paper(check):
    """Eq. 12 with tau, a current and an arriving rate of unit weight, at a point where nothing vanishes."""
    r, V, tau = 0.07, -0.4, 12.0
    params = {"tau": tau, "Delta": 0.8, "eta": -4.0, "J": 13.0}
    expected = [
        (0.8 / (np.pi * tau) + 2 * r * V) / tau,
        (V**2 - (np.pi * tau * r) ** 2 - 4.0 + 13.0 * tau * r + 0.3 + tau * 0.02) / tau,
    ]
    ours = flow(montbrio_pazo_roxin, params, {"I_ext": 0.3, "r_ext": 0.02}).f([r, V])
    quantity = "derivatives with tau = 12 ms, a current and an arriving rate"
    check.table(quantity, ours, expected, rel=1e-13, source=f"{PAPER}, Eq. 12, written out in the test")


def test_time_constant_only_scales_time(check):
    """With tau = 10 ms the same curve is run through ten times as slowly, at a tenth of the rate."""
    slow, fast = flow(montbrio_pazo_roxin, {"tau": 10.0}), flow(montbrio_pazo_roxin)
    options = {"method": "DOP853", "rtol": 1e-11, "atol": 1e-13}
    one = solve_ivp(lambda t, y: fast.f(y), (0, 5), [0.9, -0.2], **options).y[:, -1]
    ten = solve_ivp(lambda t, y: slow.f(y), (0, 50), [0.09, -0.2], **options).y[:, -1]
    quantity = "state with tau = 10 ms after 50 ms, from that with tau = 1 ms after 5 ms"
    check.table(
        quantity, ten, [one[0] / 10, one[1]], rel=1e-8, source="r scales as 1 / tau and t as tau; DOP853 at 1e-11"
    )


def test_population_of_neurons_fires_at_that_rate(check):
    """Without recurrence the rate is the mean of sqrt(eta_j) / pi over the Lorentzian of positive eta_j, in closed form
    Re sqrt(eta + i Delta) / pi (Montbrio 2015, below Eq. 12 with J = 0)."""
    for eta in (-5.0, 0.0, 2.0):
        local = flow(montbrio_pazo_roxin, {"eta": eta, "J": 0.0})
        rate = np.sqrt(eta + 1j).real / np.pi
        found = local.fixed_point([rate * 1.01, -1 / (2 * np.pi * rate)])[0]
        quantity, source = f"rate without recurrence, eta = {eta:g}", f"{PAPER}, J = 0: Re sqrt(eta + i Delta) / pi"
        check(quantity, found, rate, abs=1e-10, unit="1/ms", source=source)
