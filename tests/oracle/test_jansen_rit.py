"""The Jansen-Rit column: bifurcations (Grimbert and Faugeras 2006, doi:10.1162/neco.2006.18.12.3052) and rhythms."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from brainmass.integrate import euler
from brainmass.models import jansen_rit
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")


PRINTED = "Jansen and Rit (1995), Eq. 6, written out in the test"
SOLVED = "DOP853 at 1e-10 on Eq. 6 of Jansen and Rit (1995), written out in the test"
BIFURCATIONS = "Grimbert and Faugeras (2006), to 0.1"
COMPUTED = "computed independently with SciPy"


def firing(v, v0=6.0):
    """S(v) of the paper, in 1/s and mV."""
    return 5.0 / (1 + np.exp(0.56 * (v0 - v)))


def equilibrium(v: float) -> tuple[float, np.ndarray]:
    """The input p for which the column rests at y1 - y2 = v, and that state: in closed form, in 1/s and mV."""
    y0 = 3.25 / 100 * firing(v)
    y2 = 22 / 50 * 33.75 * firing(33.75 * y0)
    y1 = v + y2
    return y1 * 100 / 3.25 - 108 * firing(135 * y0), np.array([y0, y1, y2, 0.0, 0.0, 0.0])


def at(v: float):
    """The column at that equilibrium."""
    p, state = equilibrium(v)
    return flow(jansen_rit, {"p": p / 1000}), state


def paper(y: np.ndarray, p: float, v0: float = 6.0) -> np.ndarray:
    """Eq. 6 of Jansen and Rit (1995), in s and mV; the order is (y, y')."""
    y0, y1, y2, y3, y4, y5 = y
    return np.array(
        [
            y3, y4, y5,
            3.25 * 100 * firing(y1 - y2, v0) - 200 * y3 - 1e4 * y0,
            3.25 * 100 * (p + 108 * firing(135 * y0, v0)) - 200 * y4 - 1e4 * y1,
            22 * 50 * 33.75 * firing(33.75 * y0, v0) - 100 * y5 - 2500 * y2,
        ]
    )  # fmt: skip


@pytest.mark.parametrize("y", [[0.1, 20, 15, 0, 0, 0], [0.05, 8, 2, 3, -400, 90], [0, 0, 0, 1, 1, 1]])
def test_equations_of_the_paper(check, y):
    """Slopes are per second there and per millisecond here, and the states y3 to y5 are slopes themselves."""
    scale = np.array([1, 1, 1, 1000, 1000, 1000.0])
    ours = flow(jansen_rit, {"p": 0.2}, {"p_inp": 0.05}).f(np.array(y) / scale)
    theirs = paper(np.array(y, float), 250.0)
    quantity = f"derivatives per second at y = ({', '.join(map(str, y))})"
    check.table(quantity, ours * 1000 * scale, theirs, rel=1e-12, abs=1e-9, source=PRINTED)


@pytest.mark.parametrize("v", [-2.0, 1.0, 4.0, 8.0])
def test_equilibria_in_closed_form(check, v):
    local, state = at(v)
    rest, source = f"equilibrium with y1 - y2 = {v:g} mV", "closed form from Eq. 6"
    check.table(f"{rest}: derivatives", local.f(state), 0.0, abs=1e-13, source=source)
    assert local.values(state)["eeg"] == pytest.approx(v, abs=1e-12)
    rate = 1000 * local.values(state)["rate"]
    check(f"{rest}: firing rate of pyramidal cells", rate, firing(v), rel=1e-12, unit="1/s", source=source)


def slope(v):
    """S'(v)."""
    return 0.56 * firing(v) * (1 - firing(v) / 5)


def linearised(v: float) -> np.ndarray:
    """The Jacobian of Eq. 6 at that equilibrium, by hand, in 1/s."""
    y0, y1, y2, *_ = equilibrium(v)[1]
    S0, S1, S2 = slope(y1 - y2), slope(135 * y0), slope(33.75 * y0)
    return np.block(
        [
            [np.zeros((3, 3)), np.eye(3)],
            [
                np.array(
                    [[-1e4, 325 * S0, -325 * S0], [325 * 108 * 135 * S1, -1e4, 0], [1100 * 33.75**2 * S2, 0, -2500]]
                ),
                np.diag([-200.0, -200.0, -100.0]),
            ],
        ]
    )


def leading_pair(values: np.ndarray) -> complex:
    """Of the eigenvalues with a positive imaginary part the one that grows most."""
    return max((value for value in values if value.imag > 1e-6), key=lambda value: value.real)


@pytest.mark.parametrize(
    "between, p, hertz, name",
    [
        ((5.5, 6.3), -12.150, 7.24, "first Hopf point"),
        ((6.3, 7.2), 89.817, 10.38, "second Hopf point, onset of alpha"),
        ((7.5, 8.6), 315.631, 11.16, "third Hopf point, end of alpha"),
    ],
)
def test_hopf_bifurcations(check, between, p, hertz, name):
    """Check 9: where a complex pair crosses the imaginary axis, and with which frequency.

    The list has p to 0.1 (after Grimbert and Faugeras); the Jacobian by hand makes it -12.147, 89.829 and 315.696.
    """
    v = brentq(lambda v: leading_pair(np.linalg.eigvals(linearised(v))).real, *between, xtol=1e-12)
    local, state = at(v)
    pair = leading_pair(local.eigenvalues(state))
    by_hand = "closed form: Jacobian by hand, at its Hopf point"
    check(f"{name}: growth rate", pair.real, 0.0, abs=1e-11, unit="1/ms", source=by_hand)
    check(f"{name}: input p", equilibrium(v)[0], p, abs=0.1, unit="1/s", source=BIFURCATIONS)
    check(f"{name}: frequency", 1000 * pair.imag / (2 * np.pi), hertz, abs=0.01, unit="Hz", source=COMPUTED)


@pytest.mark.parametrize("between, p", [((2.0, 3.0), 113.586), ((5.0, 5.6), -41.30)], ids=["upper", "lower"])
def test_folds(check, between, p):
    """Check 9: where two equilibria meet, the Jacobian is singular."""

    def determinant(v: float) -> float:
        local, state = at(v)
        return np.linalg.det(local.jacobian(state)) * 1e12

    v = brentq(determinant, *between, xtol=1e-10)
    name = "upper fold, a saddle-node on the spiking cycle" if p > 0 else "lower fold"
    check(f"{name}: input p", equilibrium(v)[0], p, abs=5e-3, unit="1/s", source=f"{COMPUTED}; {BIFURCATIONS}")
    h = 1e-5
    assert abs(equilibrium(v + h)[0] - equilibrium(v - h)[0]) / (2 * h) < 1e-3  # dp/dv = 0


def eeg(y):
    return y[1] - y[2]


def measured(t: np.ndarray, curve: np.ndarray) -> tuple[float, float]:
    """Frequency (Hz, for t in ms) between upward crossings of the middle, and peak-to-peak."""
    middle = (curve.max() + curve.min()) / 2
    up = np.flatnonzero((curve[:-1] < middle) & (curve[1:] >= middle))
    share = (middle - curve[up]) / (curve[up + 1] - curve[up])
    return 1000 / np.diff(t[up] + share * (t[1] - t[0])).mean(), np.ptp(curve)


def test_slow_rhythm_of_the_virtual_brain(check):
    """Check 11: TVB's v0 = 5.52 and mu = 0.22 make no alpha; 6.34 Hz and 10.2 mV are with Euler at 0.1 ms."""
    net = Network(jansen_rit, 1, params=dict(jansen_rit.presets["tvb"]), initial=dict.fromkeys(jansen_rit.states, 0.0))
    run = simulate(net, 2000.0, dt=0.1, method=euler, transient=3000.0, observe={"eeg": every(0.1, "eeg")})
    hertz, height = measured(np.asarray(run.t["eeg"]), np.asarray(run["eeg"])[:, 0])
    slow, source = "set of The Virtual Brain, Euler at 0.1 ms", "tvb-library 2.10.0"
    check(f"{slow}: frequency of the slow rhythm (no alpha)", hertz, 6.34, abs=0.005, unit="Hz", source=source)
    check(f"{slow}: peak to peak of y1 - y2", height, 10.2, abs=0.05, unit="mV", source=source)


def test_slow_rhythm_without_the_error_of_euler(check):
    """The cycle itself is faster and smaller: 6.80 Hz and 9.75 mV, from the equations of the paper as from ours."""
    period, height = flow(jansen_rit, jansen_rit.presets["tvb"]).cycle(np.zeros(6), 3000.0, 1500.0, eeg)
    t = np.linspace(3.0, 4.5, 300_001)
    options = {"method": "DOP853", "rtol": 1e-10, "atol": 1e-12, "dense_output": True}
    theirs = solve_ivp(lambda t, y: paper(y, 220.0, v0=5.52), (0, 4.5), np.zeros(6), **options).sol(t)
    hertz, expected = measured(1000 * t, eeg(theirs))
    assert (round(hertz, 2), round(expected, 2)) == (6.80, 9.75)
    slow = "set of The Virtual Brain without the error of Euler"
    check(f"{slow}: frequency of the slow rhythm", 1000 / period, hertz, rel=1e-6, unit="Hz", source=SOLVED)
    check(f"{slow}: peak to peak of y1 - y2", height, expected, rel=1e-6, unit="mV", source=SOLVED)


def test_alpha_rhythm_by_default(check):
    """Started as a network starts, the default column (p = 220 /s) makes alpha, between its Hopf bifurcations."""
    start = np.array([s.default for s in jansen_rit.states.values()])
    period, height = flow(jansen_rit).cycle(start, 3000.0, 1000.0, eeg)
    alpha = "default column, p = 220 /s"
    check.between(f"{alpha}: is its rhythm alpha?", 1000 / period, 8.0, 13.0, unit="Hz", source="definition of alpha")
    t = np.linspace(3.0, 4.0, 200_001)
    options = {"method": "DOP853", "rtol": 1e-10, "atol": 1e-12, "dense_output": True}
    theirs = solve_ivp(lambda t, y: paper(y, 220.0), (0, 4), start, **options).sol(t)
    hertz, expected = measured(1000 * t, eeg(theirs))
    check(f"{alpha}: frequency", 1000 / period, hertz, rel=1e-6, unit="Hz", source=SOLVED)
    check(f"{alpha}: peak to peak of y1 - y2", height, expected, rel=1e-6, unit="mV", source=SOLVED)


def test_input_drive_is_background_input():
    """A rate that arrives does what the same rate in the background does."""
    y = [0.1, 20.0, 15.0, 0.01, 0.2, -0.1]
    np.testing.assert_allclose(
        flow(jansen_rit, {"p": 0.12}, {"p_inp": 0.1}).f(y), flow(jansen_rit, {"p": 0.22}).f(y), rtol=1e-13
    )
