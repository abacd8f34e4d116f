"""The canonical microcircuit: linearised by hand from the state equations of SPM12, in seconds."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from brainmass.models import canonical_microcircuit
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

SPM = "the linearised equations of SPM12 (spm_fx_cmc r6720), by hand"
G = np.array([4, 4, 8, 4, 4, 2, 4, 4, 2, 1]) * 200.0  # 1/s
T = np.array([2, 2, 16, 28]) / 1000  # s, of ss, sp, ii, dp
# Effect of each population (column) on each (row), with signs.
W = np.array(
    [
        [-G[0], -G[1], -G[2], 0],
        [G[7], -G[6], 0, 0],
        [G[4], 0, -G[3], G[5]],
        [0, 0, -G[8], -G[9]],
    ]
)  # fmt: skip


def spm(x, v, inputs) -> tuple[np.ndarray, np.ndarray]:
    """dx/dt and dv/dt of the four populations, in mV and s."""
    S = 1 / (1 + np.exp(-2 * x / 3)) - 0.5
    return v, (W @ S + inputs - 2 * v - x / T) / T


@pytest.mark.parametrize("seed", [0, 1])
def test_equations_of_spm(seed):
    rng = np.random.default_rng(seed)
    x, v, inputs = rng.normal(0, 4, 4), rng.normal(0, 300, 4), rng.normal(0, 400, 4)
    names = ("ss_inp", "sp_inp", "ii_inp", "dp_inp")
    local = flow(canonical_microcircuit, {}, dict(zip(names, inputs / 1000, strict=True)))
    ours = local.f(np.column_stack([x, v / 1000]).ravel()).reshape(4, 2)
    dx, dv = spm(x, v, inputs)
    np.testing.assert_allclose(1000 * ours[:, 0], dx, rtol=1e-12)
    np.testing.assert_allclose(1e6 * ours[:, 1], dv, rtol=1e-11)


def linear() -> np.ndarray:
    """The Jacobian at the origin in 1/s, order (x, v): S'(0) = R / 4 = 1/6."""
    return np.block([[np.zeros((4, 4)), np.eye(4)], [(W / 6 - np.diag(1 / T)) / T[:, None], np.diag(-2 / T)]])


def test_origin_is_at_rest():
    np.testing.assert_array_equal(flow(canonical_microcircuit).f(np.zeros(8)), 0.0)


def test_eigenvalues_at_rest(check):
    ours = 1000 * flow(canonical_microcircuit).eigenvalues(np.zeros(8))
    by_hand = np.linalg.eigvals(linear())
    np.testing.assert_allclose(np.sort_complex(ours), np.sort_complex(by_hand), rtol=1e-9)
    slowest = by_hand[np.argmax(by_hand.real + 1e-9 * by_hand.imag)]
    check("Canonical microcircuit: slowest decay", ours[0].real, slowest.real, rel=1e-9, source=SPM, unit="1/s")
    hertz = abs(ours[0].imag) / (2 * np.pi)
    check("Canonical microcircuit: its frequency", hertz, slowest.imag / (2 * np.pi), rel=1e-9, source=SPM, unit="Hz")
    assert (ours.real < 0).all()


def response(jacobian: np.ndarray, source: int, target: int, hertz: np.ndarray) -> np.ndarray:
    """Gain from an input to dv[source]/dt to x[target], of matrices of order (x, v)."""
    entry = np.eye(8)[4 + source]
    return np.abs([np.linalg.solve(2j * np.pi * f * np.eye(8) - jacobian, entry)[target] for f in hertz])


@pytest.mark.parametrize("target, hertz", [(1, 21.65), (3, 5.65)], ids=["superficial", "deep"])
def test_resonance(target, hertz, check):
    """Input to ss is passed best in beta by superficial pyramidal cells, and slower, in theta, by deep ones."""
    order = [0, 2, 4, 6, 1, 3, 5, 7]
    ours = 1000 * flow(canonical_microcircuit).jacobian(np.zeros(8))[np.ix_(order, order)]
    ours[4:, :4] *= 1000  # slopes are per second there
    ours[:4, 4:] /= 1000
    grid = np.linspace(0.5, 80, 1591)
    peaks = [grid[response(jacobian, 0, target, grid).argmax()] for jacobian in (ours, linear())]
    name = "superficial" if target == 1 else "deep"
    check(f"Canonical microcircuit: resonance, {name} cells", *peaks, abs=1e-9, source=SPM, unit="Hz")
    assert peaks[0] == pytest.approx(hertz, abs=0.05)


def test_small_displacements_ring_down_as_the_linear_system():
    start = np.zeros(8)
    start[0] = 1e-4
    local = flow(canonical_microcircuit)
    run = solve_ivp(lambda t, y: local.f(y), (0, 40), start, "DOP853", rtol=1e-11, atol=1e-16)
    by_hand = expm(0.040 * linear()) @ np.array([1e-4, *np.zeros(7)])
    np.testing.assert_allclose(run.y[::2, -1], by_hand[:4], rtol=1e-6, atol=1e-11)


def test_what_is_sent():
    """Firing of superficial and deep cells as deviations from rest, half of the largest at most."""
    values = flow(canonical_microcircuit).values([0, 0, 1.5, 0, 0, 0, 1e6, 0])
    assert values["S_sp"] == pytest.approx(1 / (1 + np.exp(-1.0)) - 0.5, rel=1e-14)
    assert values["S_dp"] == pytest.approx(0.5)
