"""The variants of the Wilson-Cowan model: closed forms, other programs, and the equations written out once more."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from brainmass.models import (
    wilson_cowan,
    wilson_cowan_adaptation,
    wilson_cowan_divisive,
    wilson_cowan_no_refractory,
    wilson_cowan_three,
)
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

TOOLBOX = "Brain Dynamics Toolbox, EI0D (Heitmann and Ermentrout 2020)"


def logistic(x):
    return 1 / (1 + np.exp(-x))


def logit(s: float) -> float:
    return np.log(s / (1 - s))


def period_of(f: Callable, start, settle: float, last: float) -> tuple[float, float]:
    """Period and peak-to-peak of the first state, by another method than the one under test."""
    options = {"method": "LSODA", "rtol": 1e-10, "atol": 1e-12}
    begin = solve_ivp(lambda t, y: f(y), (0, settle), start, **options).y[:, -1]
    t = np.linspace(0, last, 100_001)
    curve = solve_ivp(lambda t, y: f(y), (0, last), begin, t_eval=t, **options).y[0]
    middle = (curve.max() + curve.min()) / 2
    up = np.flatnonzero((curve[:-1] < middle) & (curve[1:] >= middle))
    share = (middle - curve[up]) / (curve[up + 1] - curve[up])
    return np.diff(t[up] + share * (t[1] - t[0])).mean(), np.ptp(curve)


# --- without refractoriness


def rest_with(E: float) -> tuple[float, np.ndarray]:
    """The input P for which the default set rests with excitatory activity E, in closed form but for I."""
    I = brentq(lambda I: I - logistic(10 * E - I - 2.6), 0.0, 1.0, xtol=1e-15)
    return 1.75 + logit(E) - 12 * E + 10 * I, np.array([E, I])


@pytest.mark.parametrize("E", [0.05, 0.16, 0.3, 0.6])
def test_no_refractory_equilibria(E):
    P, state = rest_with(E)
    np.testing.assert_allclose(flow(wilson_cowan_no_refractory, {"P": P}).f(state), 0.0, atol=1e-15)


def test_no_refractory_rest_is_that_of_another_program(check):
    E, I = flow(wilson_cowan_no_refractory, {"P": 0.0}).fixed_point([0.1, 0.1])
    check("Wilson-Cowan without refractoriness: E at rest", E, 0.1163, abs=5e-5, source=TOOLBOX)
    check("Wilson-Cowan without refractoriness: I at rest", I, 0.1674, abs=5e-5, source=TOOLBOX)


def test_no_refractory_hopf_bifurcation(check):
    """The trace by hand, (12 E (1 - E) - 1) / 5 - (1 + I (1 - I)) / 10, vanishes where our Jacobian loses stability."""

    def trace(E: float) -> float:
        _, (E, I) = rest_with(E)
        return (12 * E * (1 - E) - 1) / 5 - (1 + I * (1 - I)) / 10

    def growth(E: float) -> float:
        P, state = rest_with(E)
        return flow(wilson_cowan_no_refractory, {"P": P}).eigenvalues(state)[0].real

    ours, by_hand = (rest_with(brentq(f, 0.12, 0.2, xtol=1e-13))[0] for f in (growth, trace))
    check("Wilson-Cowan without refractoriness: Hopf in P", ours, by_hand, rel=1e-9, source="trace = 0, by hand")
    assert ours == pytest.approx(0.406, abs=5e-4)


def test_no_refractory_cycle():
    period, height = flow(wilson_cowan_no_refractory).cycle(np.array([0.3, 0.1]), 500.0, 500.0, lambda y: y[0])

    def theirs(y):
        E, I = y
        return [(-E + logistic(12 * E - 10 * I - 0.75)) / 5, (-I + logistic(10 * E - I - 2.6)) / 10]

    expected = period_of(theirs, [0.3, 0.1], 500.0, 500.0)
    np.testing.assert_allclose([period, height], expected, rtol=1e-6)
    assert 1000 / period == pytest.approx(20.2, abs=0.05)


@pytest.mark.parametrize("state", [[0.2, 0.1], [0.6, 0.9]])
def test_no_refractory_is_wilson_cowan_with_r_of_0(state):
    """The table of Sanz-Leon et al., which has r = 0: its gain and offset are our slope and threshold."""
    both = [
        flow(m, m.presets["sanz_leon2014"], {"rE_inp": 0.2, "rI_inp": -0.1}).f(state)
        for m in (wilson_cowan, wilson_cowan_no_refractory)
    ]
    np.testing.assert_allclose(both[0], both[1], rtol=1e-13)


def test_table_of_sanz_leon_oscillates_near_20_hertz(check):
    local = flow(wilson_cowan_no_refractory, wilson_cowan_no_refractory.presets["sanz_leon2014"])
    period, _ = local.cycle(np.array([0.2, 0.2]), 1000.0, 500.0, lambda y: y[0])
    source = "Sanz-Leon et al. (2015), table 1: about 20 Hz"
    check("Wilson-Cowan without refractoriness: rhythm", 1000 / period, 20.0, rel=0.1, source=source, unit="Hz")


# --- two excitatory populations and an inhibitory one


def test_three_equal_populations_are_the_pair():
    """With equal E1, E2 it is the E-I pair with twice the weight to I."""
    E, I = 0.23, 0.4
    three = flow(wilson_cowan_three, {"P": 0.7}).f([E, E, I])
    pair = flow(wilson_cowan_no_refractory, {"P": 0.7, "c_ie": 20.0}).f([E, I])
    np.testing.assert_allclose(three, [pair[0], pair[0], pair[1]], rtol=1e-14)


def test_three_symmetry_breaks(check):
    """Differences between E1 and E2 grow with (c_ee S' - 1) / tau_E, S' = E (1 - E): unstable from c_ee S' = 1 on."""
    E = (1 - np.sqrt(1 - 4 / 12)) / 2
    I = brentq(lambda I: I - logistic(20 * E - I - 2.6), 0.0, 1.0, xtol=1e-15)
    by_hand = 1.75 + logit(E) - 12 * E + 10 * I

    def growth(P: float) -> float:
        local = flow(wilson_cowan_three, {"P": P})
        return local.eigenvalues(local.fixed_point([0.09, 0.09, 0.26]))[0].real

    ours = brentq(growth, 0.95, 1.05, xtol=1e-12)
    source = "c_ee E (1 - E) = 1, by hand"
    check("Wilson-Cowan of three: stimulus at which symmetry breaks", ours, by_hand, rel=1e-8, source=source)
    assert ours == pytest.approx(0.991, abs=5e-4)


@pytest.mark.parametrize("delta, winner", [(0.02, 0), (-0.02, 1)])
def test_three_a_bias_decides(delta, winner):
    """Motion opponency: the population that the stimulus favours oscillates and holds the other one down."""
    local = flow(wilson_cowan_three, {"delta": delta})
    run = solve_ivp(lambda t, y: local.f(y), (0, 1500), [0.1, 0.1, 0.1], "LSODA", rtol=1e-9, atol=1e-11)
    highest = run.y[:2, run.t > 1000].max(axis=1)
    assert highest.argmax() == winner
    assert highest.max() > 0.6
    assert highest.min() < 0.15


def test_three_cycle():
    local = flow(wilson_cowan_three)
    period, height = local.cycle(np.array([0.1, 0.12, 0.1]), 2000.0, 500.0, lambda y: y[1])

    def theirs(y):
        E2, E1, I = y
        x = 12 * np.array([E2, E1]) - 10 * I + 0.25
        return [*((-np.array([E2, E1]) + logistic(x)) / 5), (-I + logistic(10 * (E1 + E2) - I - 2.6)) / 10]

    np.testing.assert_allclose([period, height], period_of(theirs, [0.12, 0.1, 0.1], 2000.0, 500.0), rtol=1e-6)
    assert 1000 / period == pytest.approx(28.8, abs=0.05)


# --- adaptation: UP and DOWN states


def hopf_of(w: float, b: float, branch: int) -> tuple[float, float]:
    """(I, r) where the trace vanishes: w r (1 - r) = 1 + tau_r / tau_a, in closed form."""
    r = (1 + branch * np.sqrt(1 - 4 * (1 + 1 / 25) / w)) / 2
    return 5 + logit(r) - w * r + b * logistic(15 * (r - 0.5)), r


@pytest.mark.parametrize("branch, xppaut", [(-1, (2.69797, 0.295086)), (1, (3.30202, 0.70489))])
def test_adaptation_hopf_bifurcations(branch, xppaut, check):
    I, r = hopf_of(5.0, 1.0, branch)
    local = flow(wilson_cowan_adaptation, {"I": I})
    state = [r, logistic(15 * (r - 0.5))]
    np.testing.assert_allclose(local.f(state), 0.0, atol=1e-14)
    pair = local.eigenvalues(state)[0]
    assert pair.real == pytest.approx(0.0, abs=1e-14)
    assert pair.imag != 0
    source = "a continuation by XPPAUT in a public reimplementation of Levenstein et al. (2019)"
    check(f"Wilson-Cowan with adaptation: Hopf {branch:+d}, I", I, xppaut[0], abs=5e-5, source=source)
    check(f"Wilson-Cowan with adaptation: Hopf {branch:+d}, r", r, xppaut[1], abs=5e-5, source=source)


@pytest.mark.parametrize("I, highest, lowest", [(2.75004, 0.789849, 0.10735), (2.98512, 0.865791, 0.129503)])
def test_adaptation_cycles(I, highest, lowest):
    """Ends of the cycle from the same continuation, which has three digits right."""
    local = flow(wilson_cowan_adaptation, {"I": I})
    run = solve_ivp(lambda t, y: local.f(y), (0, 500), [0.1, 0.1], "LSODA", rtol=1e-8, atol=1e-10, max_step=0.2)
    r = run.y[0, run.t > 300]
    assert r.max() == pytest.approx(highest, abs=2e-3)
    assert r.min() == pytest.approx(lowest, abs=2e-3)


def stable_rests(params) -> list[float]:
    """Rates of all stable equilibria, from I as a function of r, which is in closed form."""
    w, b, I = params["w"], 1.0, params["I"]
    r = np.linspace(1e-4, 1 - 1e-4, 20_001)
    excess = 5 + np.log(r / (1 - r)) - w * r + b * logistic(15 * (r - 0.5)) - I
    local, found = flow(wilson_cowan_adaptation, params), []
    for i in np.flatnonzero(np.diff(np.sign(excess))):
        point = local.fixed_point([r[i], logistic(15 * (r[i] - 0.5))])
        if local.eigenvalues(point)[0].real < 0:
            found.append(point[0])
    return found


@pytest.mark.parametrize(
    "preset, states",
    [
        ("levenstein2019_low", ["DOWN"]), ("levenstein2019", []), ("levenstein2019_high", ["UP"]),
        ("excitable_down", ["DOWN"]), ("oscillatory", []), ("excitable_up", ["UP"]), ("bistable", ["DOWN", "UP"]),
    ],
)  # fmt: skip
def test_adaptation_regimes(preset, states):
    """What is stable in each regime of Levenstein et al. (2019): a DOWN state, an UP state, both, or none."""
    found = stable_rests(wilson_cowan_adaptation.presets[preset])
    assert ["UP" if r > 0.5 else "DOWN" for r in found] == states


def test_adaptation_is_symmetric():
    """The curves of UP and DOWN are mirror images around I = x0 - (w - b) / 2, where r = a = 1/2 is at rest."""
    middle = 5 - (5 - 1) / 2
    r, a, off = 0.3, 0.8, 0.35
    below = flow(wilson_cowan_adaptation, {"I": middle - off}).f([r, a])
    above = flow(wilson_cowan_adaptation, {"I": middle + off}).f([1 - r, 1 - a])
    np.testing.assert_allclose(below, -above, rtol=1e-12)


def test_adaptation_period():
    period, _ = flow(wilson_cowan_adaptation).cycle(np.array([0.1, 0.1]), 500.0, 500.0, lambda y: y[0])
    expected, _ = period_of(
        lambda y: [-y[0] + logistic(5 * y[0] - y[1] - 2), (-y[1] + logistic(15 * (y[0] - 0.5))) / 25],
        [0.1, 0.1], 500.0, 500.0,
    )  # fmt: skip
    assert period == pytest.approx(expected, rel=1e-6)
    assert period == pytest.approx(69.5, abs=0.05)


# --- divisive inhibition


def papasavvas(y, q: float, P: float = 1.428) -> np.ndarray:
    """The equations of Papasavvas et al. (2020) in ms, with w2 = 0.54 w3, w6 = 0.33 w3, w7 = w3."""
    E, S, D = y
    w1, w3, w4, w5 = 24.368, 9.677, 27.249, 30.913

    def F(x, a, u, theta=0.0):
        return 1 / (1 + np.exp(-a * (x - (u + theta)))) - 1 / (1 + np.exp(a * u))

    def k(a, u):
        return np.exp(a * u) / (1 + np.exp(a * u))

    divided = 1.3 / (1.3 + q * w3 * D)
    dE = -E + (k(1.3, 4) - E) * divided * F(w1 * E + P, 1.3, 4, 0.54 * w3 * S + (1 - q) * w3 * D)
    dS = -S + (k(2, 3.7) - S) * F(w4 * E, 2, 3.7)
    dD = -D + (k(2, 3.7) - D) * F(w5 * E, 2, 3.7, 0.33 * w3 * S + w3 * D)
    return np.array([dE, dS, dD]) / 50


@pytest.mark.parametrize("q", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("y", [[0.1, 0.3, 0.06], [0.7, 0.5, 0.9], [0, 0, 0]])
def test_divisive_equations_of_the_paper(y, q):
    ours = flow(wilson_cowan_divisive, {"q": q}, {"rE_inp": 0.3}).f(y)
    np.testing.assert_allclose(ours, papasavvas(y, q, 1.728), rtol=1e-12, atol=1e-17)


@pytest.mark.parametrize("q, hertz", [(0.0, 6.41), (0.5, 6.28), (1.0, 5.68)])
def test_divisive_rhythm(q, hertz, check):
    """A rhythm of the theta band however the soma-targeting cells inhibit; division makes it slower."""
    start = np.array([0.0, 0.0, 0.0])
    period, height = flow(wilson_cowan_divisive, {"q": q}).cycle(start, 5000.0, 1500.0, lambda y: y[0])
    expected = period_of(lambda y: papasavvas(y, q), start, 5000.0, 1500.0)
    source = "the equations of Papasavvas et al. (2020), by LSODA"
    check(
        f"Wilson-Cowan, divisive inhibition: period at q = {q}", period, expected[0], rel=1e-5, source=source, unit="ms"
    )
    assert height == pytest.approx(expected[1], rel=1e-4)
    assert 1000 / period == pytest.approx(hertz, abs=0.01)


def test_division_lowers_the_largest_response_and_subtraction_does_not():
    """At a very large input E tends to its largest response (k - E), times a / (a + A) when divided."""
    A, k = 9.677 * 0.2, 1 / (1 + np.exp(-1.3 * 4))
    divided, subtracted = (
        50 * flow(wilson_cowan_divisive, {"q": q, "P": 1e3}).f([0.0, 0.1, 0.2])[0] for q in (1.0, 0.0)
    )
    assert subtracted == pytest.approx(k * k, rel=1e-12)
    assert divided == pytest.approx(k * k * 1.3 / (1.3 + A), rel=1e-12)
