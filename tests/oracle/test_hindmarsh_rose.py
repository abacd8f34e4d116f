"""The Hindmarsh-Rose neuron (1984, doi:10.1098/rspb.1984.0024): equilibria, the currents of figure 6, chaos."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from brainmass.integrate import rk4
from brainmass.models import hindmarsh_rose
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")


def equilibrium(x: float) -> tuple[float, list[float]]:
    """The current at which the neuron rests at x, and that state: x^3 + 2 x^2 + 4 (x + 1.6) - 1 = I."""
    return x**3 + 2 * x**2 + 4 * (x + 1.6) - 1, [x, 1 - 5 * x**2, 4 * (x + 1.6)]


@pytest.mark.parametrize("x", [-1.6, -0.9, 0.2])
def test_equilibria_in_closed_form(x):
    current, state = equilibrium(x)
    np.testing.assert_allclose(flow(hindmarsh_rose, {"I": current}).f(state), 0.0, atol=1e-13)


def test_the_planar_neuron_rests_at_x_r(check):
    """Without adaptation x^3 + 2 x^2 = 1, and the lowest root is -(1 + sqrt(5)) / 2, which x_R rounds to -1.6."""
    local = flow(hindmarsh_rose, {"I": 0.0, "s": 0.0})
    x = local.fixed_point([-1.6, -12.0, 0.0])[0]
    check("Hindmarsh-Rose: rest without adaptation", x, -(1 + np.sqrt(5)) / 2, abs=1e-12, source="closed form")


@pytest.mark.parametrize("between", [(-1.4, -1.2), (1.7, 1.9)])
def test_hopf_points(between, check):
    """Where the equilibrium changes its stability: from our Jacobian, and from the Routh-Hurwitz condition by hand."""

    def margin(x, r=0.006):
        J = np.array([[6 * x - 3 * x**2, 1, -1], [-10 * x, -1, 0], [4 * r, 0, -r]])
        c2, c1, c0 = np.poly(J)[1:]
        return c2 * c1 - c0

    def growth(x):
        current, state = equilibrium(x)
        return flow(hindmarsh_rose, {"I": current}).eigenvalues(state)[0].real

    by_hand = brentq(margin, *between, xtol=1e-14)
    ours = brentq(growth, by_hand - 0.02, by_hand + 0.02, xtol=1e-13)
    check(
        f"Hindmarsh-Rose: Hopf point at x = {by_hand:.3f}, I", equilibrium(ours)[0], equilibrium(by_hand)[0], abs=1e-9,
        source="Routh-Hurwitz, Jacobian by hand",
    )  # fmt: skip


def paper(t, y, r, current):
    """Their equations with a = 1, b = 3, c = 1, d = 5, s = 4 and x_1 = -1.6."""
    x, recovery, z = y
    return [
        recovery - x**3 + 3 * x**2 + current - z,
        1 - 5 * x**2 - recovery,
        r * (4 * (x + 1.6) - z),
    ]


def spikes(t: np.ndarray, x: np.ndarray) -> np.ndarray:
    """When x crosses 0.5 upwards."""
    up = np.flatnonzero((x[:-1] < 0.5) & (x[1:] >= 0.5))
    return t[up] + (0.5 - x[up]) / (x[up + 1] - x[up]) * (t[1] - t[0])


def bursts(times: np.ndarray, gap: float) -> tuple[np.ndarray, np.ndarray]:
    """When the whole bursts begin (the first and the last may be cut off), and how many spikes each has."""
    starts = np.flatnonzero(np.diff(times) > gap) + 1
    return times[starts[:-1]], np.diff(starts)


START = {"x": -1.6, "y": -11.8, "z": 0.0}  # at rest; the current is a step


def ours(set_name, duration, transient=0.0):
    params = dict(hindmarsh_rose.presets[set_name]) if set_name else {}
    net = Network(hindmarsh_rose, 1, params=params, initial=START)
    run = simulate(net, duration, dt=0.02, method=rk4, transient=transient, observe={"x": every(0.1, "x")})
    return spikes(np.asarray(run.t["x"]), np.asarray(run["x"])[:, 0])


def test_periodic_bursts(check):
    """Figure 6 of the paper, I = 2 and r = 0.001: bursts that are all alike."""
    begin, count = bursts(ours("bursting", 2000.0, transient=800.0), gap=100.0)
    t = np.arange(0.0, 2800.0, 0.1)
    theirs = solve_ivp(paper, (0, 2800), [*START.values()], "LSODA", t_eval=t, args=(0.001, 2.0), rtol=1e-9, atol=1e-10)
    begin_paper, count_paper = bursts(spikes(t[t > 800], theirs.y[0][t > 800]), gap=100.0)
    assert len(set(count)) == 1
    source = "their equations by SciPy, I = 2, r = 0.001"
    check("Hindmarsh-Rose: spikes in a burst", count[0], count_paper[0], abs=0, source=source)
    period, expected = np.diff(begin).mean(), np.diff(begin_paper).mean()
    check("Hindmarsh-Rose: period of bursts", period, expected, rel=1e-4, source=source, unit="ms")
    np.testing.assert_allclose(np.diff(begin), period, rtol=2e-3)


def test_one_burst_and_regular_spikes():
    """Figure 6: at I = 0.4 one burst and then rest, at I = 4 spikes without a pause."""
    single = ours("one_burst", 2000.0)
    assert len(single) > 2
    assert single[-1] < 300
    tonic = np.diff(ours("tonic", 400.0, transient=3000.0))
    assert tonic.max() < 1.2 * tonic.min()


@pytest.mark.parametrize("set_name", ["irregular", None])
def test_irregular_bursts(set_name):
    """I = 3.25 with r = 0.005 or 0.006: bursts of different lengths at different intervals."""
    begin, count = bursts(ours(set_name, 3000.0, transient=500.0), gap=45.0)
    assert len(set(count)) > 1
    intervals = np.diff(begin)
    assert intervals.max() > 1.1 * intervals.min()


def test_input_drive_is_current():
    y = [-0.4, -3.0, 2.9]
    np.testing.assert_allclose(
        flow(hindmarsh_rose, {"I": 3.0}, {"x_inp": 0.25}).f(y), flow(hindmarsh_rose).f(y), rtol=1e-14
    )
