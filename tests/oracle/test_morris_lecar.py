"""The Morris-Lecar membrane: equilibria in closed form, three kinds of onset, for the sets of Rinzel and Ermentrout.

Rinzel, J. and Ermentrout, G. B. (1998), in Koch and Segev (eds), Methods in Neuronal Modeling, MIT Press, chapter 7.
"""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from brainmass.models import morris_lecar
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

HOPF = {"g_Ca": 4.4, "V3": 2.0, "V4": 30.0, "phi": 0.04}
SNIC = {"g_Ca": 4.0, "V3": 12.0, "V4": 17.4, "phi": 1 / 15}


def opening(V, half, width):
    """Share of open channels, and its slope."""
    s = np.tanh((V - half) / width)
    return (1 + s) / 2, (1 - s**2) / (2 * width)


def equilibrium(V: float, p: dict) -> tuple[float, list[float]]:
    """The current at which the membrane rests at V, and that state."""
    m, _ = opening(V, -1.2, 18.0)
    w, _ = opening(V, p["V3"], p["V4"])
    return 2 * (V + 60) + p["g_Ca"] * m * (V - 120) + 8 * w * (V + 84), [V, w]


def jacobian(V: float, p: dict) -> np.ndarray:
    """At that equilibrium, by hand."""
    m, dm = opening(V, -1.2, 18.0)
    w, dw = opening(V, p["V3"], p["V4"])
    rate = p["phi"] * np.cosh((V - p["V3"]) / (2 * p["V4"]))
    dV = -(2 + p["g_Ca"] * (dm * (V - 120) + m) + 8 * w) / 20
    return np.array([[dV, -8 * (V + 84) / 20], [rate * dw, -rate]])


@pytest.mark.parametrize("p", [HOPF, SNIC], ids=["hopf", "snic"])
@pytest.mark.parametrize("V", [-60.0, -25.0, 10.0])
def test_equilibria_in_closed_form(V, p):
    current, state = equilibrium(V, p)
    local = flow(morris_lecar, {**p, "I": current})
    np.testing.assert_allclose(local.f(state), 0.0, atol=1e-13)
    np.testing.assert_allclose(local.jacobian(state), jacobian(V, p), rtol=1e-12)


def current_where(p, between, of) -> float:
    """The current of the equilibrium at which ``of`` (the Jacobian of our right-hand side) vanishes."""

    def value(V):
        current, state = equilibrium(V, p)
        return of(flow(morris_lecar, {**p, "I": current}).jacobian(state))

    return equilibrium(brentq(value, *between, xtol=1e-13), p)[0]


@pytest.mark.parametrize(
    "kind, p, between, known, digits, of",
    [
        ("class II, lower Hopf point", HOPF, (-30.0, -20.0), 93.86, 0.005, np.trace),
        ("class II, upper Hopf point", HOPF, (0.0, 15.0), 212.0, 0.5, np.trace),
        ("class I, saddle-node on a cycle", SNIC, (-35.0, -25.0), 39.96, 0.005, np.linalg.det),
    ],
)
def test_onset_of_spiking(kind, p, between, known, digits, of, check):
    """Held to the Jacobian by hand, and to the currents that are quoted for these sets."""
    ours = current_where(p, between, of)
    by_hand = equilibrium(brentq(lambda V: of(jacobian(V, p)), *between, xtol=1e-13), p)[0]
    check(f"Morris-Lecar: {kind}, I", ours, by_hand, abs=1e-9, source="Jacobian by hand", unit="nA")
    check(
        f"Morris-Lecar: {kind}, I",
        ours,
        known,
        abs=digits,
        source="quoted for this set of Rinzel and Ermentrout (1998)",
        unit="nA",
    )


def settled(params, start, duration=800.0):
    """Lowest and highest V after the transient, and the times of spikes."""
    local = flow(morris_lecar, params)
    t = np.linspace(duration / 2, duration, 8001)
    V = solve_ivp(lambda t, y: local.f(y), (0, duration), start, "LSODA", t_eval=t, rtol=1e-8, atol=1e-9).y[0]
    up = np.flatnonzero((V[:-1] < 0) & (V[1:] >= 0))
    return V.min(), V.max(), t[up]


def rest(params, guess):
    local = flow(morris_lecar, params)
    state = local.fixed_point(guess)
    return state, local.eigenvalues(state)[0].real


@pytest.mark.parametrize("name, guess", [("hopf", [-27.0, 0.13]), ("homoclinic", [-36.8, 0.004])])
def test_rest_beside_spikes(name, guess):
    """The sets of class II and of the homoclinic are bistable at the current of the preset."""
    params = morris_lecar.presets[name]
    state, leading = rest(params, guess)
    assert leading < 0
    low, high, times = settled(params, [state[0] + 1e-3, state[1]])
    assert high - low < 0.05
    assert len(times) == 0
    low, high, times = settled(params, [0.0, 0.1])
    assert high - low > 30
    assert len(times) > 3


def test_class_i_begins_with_frequency_0():
    """Near the saddle-node on the cycle the period grows as the inverse root of the distance."""
    onset = current_where(SNIC, (-35.0, -25.0), np.linalg.det)
    periods = []
    for excess in (0.04, 0.01):
        times = settled({**SNIC, "I": onset + excess}, [-20.0, 0.1], duration=8000.0)[2]
        periods.append(np.diff(times).mean())
    assert periods[1] / periods[0] == pytest.approx(2.0, rel=0.05)
    assert settled({**SNIC, "I": onset - 0.5}, [-40.0, 0.0])[1] < -25


def test_default_fires():
    low, high, times = settled({}, [-30.0, 0.1])
    assert low < -40
    assert high > 20
    assert len(times) > 3


def test_currents_are_those_of_the_equation():
    V, w = -12.0, 0.2
    values = flow(morris_lecar, {}, {"I_ext": 7.0}).values([V, w])
    m = opening(V, -1.2, 18.0)[0]
    assert values["I_Ca"] == pytest.approx(4.4 * m * (V - 120), rel=1e-13)
    assert values["I_K"] == pytest.approx(8 * w * (V + 84), rel=1e-13)
    expected = (107.0 - 2 * (V + 60) - values["I_Ca"] - values["I_K"]) / 20
    assert values["V"] == pytest.approx(expected, rel=1e-13)
