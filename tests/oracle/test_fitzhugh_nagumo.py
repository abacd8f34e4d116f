"""The FitzHugh-Nagumo model against its linear stability in closed form, and as the van der Pol oscillator."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from brainmass.models import fitzhugh_nagumo
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

KOSTOVA = fitzhugh_nagumo.presets["kostova2004"]
CLASSIC = fitzhugh_nagumo.presets["fitzhugh1961"]


def hopf_points(p) -> list[tuple[float, float, float]]:
    """(V, I, angular frequency) where the trace -3 alpha V^2 + 2 beta V + gamma - epsilon / tau vanishes."""
    found = []
    for V in sorted(np.roots([-3 * p["alpha"], 2 * p["beta"], p["gamma"] - p["epsilon"] / p["tau"]]).real):
        w = (V - p["delta"]) / p["epsilon"]
        I = p["alpha"] * V**3 - p["beta"] * V**2 - p["gamma"] * V + w
        slope = p["epsilon"] / p["tau"]
        found.append((V, I, np.sqrt(1 / p["tau"] - slope**2)))
    return found


@pytest.mark.parametrize("preset", ["kostova2004", "fitzhugh1961"])
def test_hopf_bifurcations(check, preset):
    p = fitzhugh_nagumo.presets[preset]
    for (V, I, omega), which in zip(hopf_points(p), ("lower", "upper"), strict=True):
        local = flow(fitzhugh_nagumo, {**p, "I": I})
        point = np.array([V, (V - p["delta"]) / p["epsilon"]])
        np.testing.assert_allclose(local.f(point), 0.0, atol=1e-14)
        values = local.eigenvalues(point)
        at, source = f"set {preset}: {which} Hopf point, I = {I:.4f}", "closed form: where the trace vanishes"
        check.table(f"{at}: growth rate", values.real, 0.0, abs=1e-14, unit="1/ms", source=source)
        frequency = abs(values[0].imag)
        check(f"{at}: angular frequency", frequency, omega, rel=1e-12, unit="1/ms", source="closed form: sqrt(det)")


def test_range_of_oscillation_in_the_docstring():
    low, high = sorted(I for _, I, _ in hopf_points(KOSTOVA))
    assert (round(low, 3), round(high, 3)) == (0.726, 1.332)
    assert low < fitzhugh_nagumo.params["I"].default < high


def test_classic_rest_and_onset(check):
    """FitzHugh (1961), a = 0.7, b = 0.8, eps = 0.08: rest at (-1.1994, -0.6243); firing from I = 0.3313 on."""
    local = flow(fitzhugh_nagumo, CLASSIC)
    V, w = local.fixed_point([-1.2, -0.6])
    check("a = 0.7, b = 0.8, eps = 0.08: rest, V", V, -1.1994, abs=5e-5, source="FitzHugh (1961)")
    check("a = 0.7, b = 0.8, eps = 0.08: rest, w", w, -0.6243, abs=5e-5, source="FitzHugh (1961)")
    assert min(I for _, I, _ in hopf_points(CLASSIC)) == pytest.approx(0.3313, abs=5e-5)


def test_classic_form_is_a_special_case(check):
    for v, w in ((0.3, -0.2), (-1.5, 0.8)):
        expected = [v - v**3 / 3 - w + 0.5 + 0.01, 0.08 * (v + 0.7 - 0.8 * w) - 0.02]
        ours = flow(fitzhugh_nagumo, {**CLASSIC, "I": 0.5}, {"V_inp": 0.01, "w_inp": -0.02})
        quantity, source = (
            f"classic form, derivatives at ({v}, {w})",
            "FitzHugh (1961), equations written out in the test",
        )
        check.table(quantity, ours.f([v, w]), expected, rel=1e-13, source=source)


def test_form_of_kostova(check):
    V, w = 0.4, 0.7
    expected = [-3 * V**3 + 4 * V**2 - 1.5 * V - w + 1.0, (V - 0.5 * w) / 20]
    source = "Kostova et al. (2004), equations written out in the test"
    check.table("derivatives at (0.4, 0.7)", flow(fitzhugh_nagumo).f([V, w]), expected, rel=1e-13, source=source)


def test_default_oscillates(check):
    """The cycle of the default set, against DOP853 on the equations written out."""
    period, height = flow(fitzhugh_nagumo).cycle(np.array([0.1, 0.0]), 500.0, 300.0, lambda y: y[0])

    def right(t, y):
        V, w = y
        return [-3 * V**3 + 4 * V**2 - 1.5 * V - w + 1.0, (V - 0.5 * w) / 20]

    def crossing(t, y):
        return y[0] - 0.5

    crossing.direction = 1
    run = solve_ivp(right, (0, 1500), [0.3, 0.4], "DOP853", rtol=1e-11, atol=1e-12, events=crossing, max_step=0.1)
    theirs, source = np.diff(run.t_events[0])[-3:].mean(), "DOP853 at 1e-11 on the equations written out in the test"
    check("cycle of the default set: period", period, theirs, rel=1e-7, unit="ms", source=source)
    theirs = np.ptp(run.y[0][run.t > 1000])
    check("cycle of the default set: peak to peak of V", height, theirs, rel=1e-4, source=source)


def test_van_der_pol(check):
    """Check 40: in Lienard's plane V' = mu (V - V^3 / 3 - w), w' = V / mu is van der Pol's equation; with mu = 1 its
    period is 6.66328686 and its amplitude 2.00861986."""
    params = {**CLASSIC, "delta": 0.0, "epsilon": 0.0, "tau": 1.0}
    period, height = flow(fitzhugh_nagumo, params).cycle(np.array([2.0, 0.0]), 100.0, 40.0, lambda y: y[0])
    source = "computed independently with SciPy at 1e-11; textbooks give 6.6633 and 2.0086"
    check("as van der Pol's oscillator, mu = 1: period", period, 6.66328686, abs=1e-7, source=source)
    check("as van der Pol's oscillator, mu = 1: amplitude", height / 2, 2.00861986, abs=1e-7, source=source)


def test_time_constants_scale_time():
    """Both time constants ten times as long: the same orbit, ten times as slowly."""
    slow = flow(fitzhugh_nagumo, {"tau": 200.0, "tau_V": 10.0})
    np.testing.assert_allclose(10 * slow.f([0.2, 0.5]), flow(fitzhugh_nagumo).f([0.2, 0.5]), rtol=1e-13)
