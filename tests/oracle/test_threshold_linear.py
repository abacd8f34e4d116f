"""The threshold-linear model: alone in closed form, and in networks whose fixed points and cycles are known."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from brainmass.coupling import additive
from brainmass.integrate import rk4
from brainmass.models import threshold_linear
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

EPSILON, DELTA = 0.25, 0.5


def ctln(graph: np.ndarray) -> np.ndarray:
    """Weights of a combinatorial threshold-linear network: graph[i, j] where j sends to i (Morrison et al. 2024)."""
    weights = np.where(graph, -1 + EPSILON, -1 - DELTA)
    np.fill_diagonal(weights, 0.0)
    return weights


RING = ctln(np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]], bool))


def run_of(weights: np.ndarray, start, duration: float) -> tuple[np.ndarray, np.ndarray]:
    net = Network(threshold_linear, weights, coupling=additive(), source="x", target="x_inp", initial={"x": start},
                  params={"tau": 1.0})  # fmt: skip
    run = simulate(net, duration, dt=0.01, method=rk4, observe={"x": every(0.05, "x")})
    return np.asarray(run.t["x"]), np.asarray(run["x"])


@pytest.mark.parametrize("b, x0", [(1.0, 0.0), (-0.5, 2.0)])
def test_alone_it_relaxes(b, x0):
    """To gain b above the threshold, to 0 below, with the time constant tau."""
    gain, tau = 1.7, 8.0
    net = Network(threshold_linear, 1, params={"b": b, "gain": gain, "tau": tau}, initial={"x": x0})
    run = simulate(net, 50.0, dt=0.05, method=rk4, observe={"x": every(1.0, "x")})
    rest = gain * max(b, 0.0)
    expected = rest + (x0 - rest) * np.exp(-np.asarray(run.t["x"]) / tau)
    np.testing.assert_allclose(run["x"][:, 0], expected, atol=1e-9)


def test_gain_and_threshold():
    for x_inp, expected in ((0.5, -0.3 + 2 * 0.7), (-0.3, -0.3)):
        local = flow(threshold_linear, {"b": 0.2, "gain": 2.0, "tau": 1.0}, {"x_inp": x_inp})
        assert local.f([0.3])[0] == pytest.approx(expected, rel=1e-14)


def test_a_ring_of_three_has_no_stable_rest(check):
    """All firing alike at 1 / (3 - epsilon + delta) is an unstable focus: the matrix is circulant, with the growth
    (delta - epsilon) / 2 and the angular frequency sqrt(3) (epsilon + delta) / 2."""
    rest = np.full(3, 1 / (3 - EPSILON + DELTA))
    _, stays = run_of(RING, rest, 5.0)
    check("CTLN ring of three: rate where all fire alike", float(stays[-1, 0]), 1 / 3.25, rel=1e-12,
          source="Morrison et al. (2024): (1 - W)^-1 theta")  # fmt: skip
    t, leaves = run_of(RING, rest + 1e-5 * np.array([1.0, 0.0, -1.0]), 20.0)
    mode = (leaves - rest) @ np.exp(2j * np.pi / 3 * np.arange(3))
    rate = np.log(mode[-1] / mode[0]) / (t[-1] - t[0])
    turned = np.ptp(np.unwrap(np.angle(mode))) / (t[-1] - t[0])
    source = "eigenvalues of a circulant matrix"
    check("CTLN ring of three: growth", rate.real, (DELTA - EPSILON) / 2, rel=1e-3, source=source)
    check("CTLN ring of three: frequency at onset", turned, np.sqrt(3) / 2 * (EPSILON + DELTA), rel=1e-3, source=source)


def test_a_ring_of_three_fires_in_turn(check):
    """The limit cycle of Morrison et al. (2024), figure 1: 1, 2, 3, 1, ...; its period against DOP853."""
    t, x = run_of(RING, np.array([0.6, 0.2, 0.1]), 120.0)
    late = t > 60.0
    order = x[late].argmax(axis=1)
    turns = order[np.flatnonzero(np.diff(order))]
    assert set(pairwise(turns)) == {(0, 1), (1, 2), (2, 0)}

    def right(t, y):
        return -y + np.maximum(RING @ y + 1.0, 0.0)

    def rises(t, y):
        return y[0] - 0.3

    rises.direction = 1
    exact = solve_ivp(right, (0, 120), [0.6, 0.2, 0.1], "DOP853", rtol=1e-11, atol=1e-12, events=rises, max_step=0.05)
    level = x[:, 0] - 0.3
    up = np.flatnonzero((level[:-1] < 0) & (level[1:] >= 0))
    times = t[up] + 0.05 * -level[up] / (level[up + 1] - level[up])
    ours, theirs = np.diff(times)[-4:].mean(), np.diff(exact.t_events[0])[-4:].mean()
    check(
        "CTLN ring of three: period over tau", ours, theirs, rel=1e-4, source="DOP853 on Morrison et al. (2024), Eq. 1"
    )
    assert np.ptp(x[late, 0]) > 0.5


def test_a_clique_is_a_stable_pattern(check):
    """Two that excite each other win over a third: x = 1 / (2 - epsilon) each (Curto, Geneson and Morrison 2019,
    doi:10.1162/neco_a_01151)."""
    weights = ctln(np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]], bool))
    _, x = run_of(weights, np.array([0.3, 0.2, 0.25]), 100.0)
    check("CTLN clique of two: rate", float(x[-1, 0]), 1 / (2 - EPSILON), rel=1e-8, source="Curto et al. (2019)")
    np.testing.assert_allclose(x[-1], [1 / (2 - EPSILON), 1 / (2 - EPSILON), 0.0], atol=1e-8)


def test_strong_mutual_inhibition_selects():
    """Hahnloser et al. (2000): with inhibition beyond 1 only the larger input stays active, amplified by no one."""
    weights = np.array([[0.0, -1.5], [-1.5, 0.0]])
    for start, winner in (([0.5, 0.4], 0), ([0.4, 0.5], 1)):
        _, x = run_of(weights, np.array(start), 60.0)
        assert x[-1, winner] == pytest.approx(1.0, abs=1e-8)
        assert x[-1, 1 - winner] == pytest.approx(0.0, abs=1e-8)
