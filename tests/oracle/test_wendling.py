"""The Wendling model: its limit is Jansen-Rit, its equilibria are in closed form, its activity types those of 2002."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq
from scipy.signal import welch

from brainmass.integrate import heun
from brainmass.models import jansen_rit, wendling
from brainmass.network import Network
from brainmass.noise import white
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

TYPES = ["background", "sporadic_spikes", "sustained_spikes", "alpha_like", "low_voltage_fast", "quasi_sinusoidal"]
PAPER = "Wendling et al. (2002), activity types"


def S(v):
    """In 1/s, for potentials in mV."""
    return 5 / (1 + np.exp(0.56 * (6 - v)))


def paper(y, A, B, G, a=100.0, b=50.0, g=500.0, p=90.0) -> np.ndarray:
    """The ten equations of Wendling et al. (2002) in s and mV, in the order potentials, slopes."""
    C1, C2, C3, C4, C5, C6, C7 = 135 * np.array([1, 0.8, 0.25, 0.25, 0.3, 0.1, 0.8])
    y0, y1, y2, y3, y4, y5, y6, y7, y8, y9 = y
    return np.array(
        [
            y5, y6, y7, y8, y9,
            A * a * S(y1 - y2 - y3) - 2 * a * y5 - a**2 * y0,
            A * a * (p + C2 * S(C1 * y0)) - 2 * a * y6 - a**2 * y1,
            B * b * C4 * S(C3 * y0) - 2 * b * y7 - b**2 * y2,
            G * g * C7 * S(C5 * y0 - C6 * y4) - 2 * g * y8 - g**2 * y3,
            B * b * S(C3 * y0) - 2 * b * y9 - b**2 * y4,
        ]
    )  # fmt: skip


@pytest.mark.parametrize("name, rates", [("background", {}), ("wendling2005", {"b": 30.0, "g": 350.0})])
@pytest.mark.parametrize("y", [[0.1, 20, 12, 3, 0.4, 1, -40, 30, 100, 2], [0.05, 8, 2, 1, 0.1, 0, 0, 0, 0, 0]])
def test_equations_of_the_paper(name, rates, y):
    """Slopes are per second there and per millisecond here, and the states y5 to y9 are slopes themselves."""
    scale = np.repeat([1.0, 1000.0], 5)
    gains = {key: value for key, value in wendling.presets[name].items() if key in "ABG"}
    ours = flow(wendling, wendling.presets[name], {"p_inp": 0.02}).f(np.array(y) / scale)
    np.testing.assert_allclose(ours * 1000 * scale, paper(y, **gains, **rates, p=110.0), rtol=1e-12, atol=1e-9)


def equilibria(name: str) -> list[np.ndarray]:
    """Every rest of a type: one equation for v = y1 - y2 - y3, the rest in closed form (mV)."""
    A, B, G = (wendling.presets[name][key] for key in "ABG")

    def state(v: float) -> np.ndarray:
        y0 = A / 100 * S(v)
        y4 = B / 50 * S(33.75 * y0)
        y3 = G / 500 * 108 * S(40.5 * y0 - 13.5 * y4)
        return np.array([y0, A / 100 * (90 + 108 * S(135 * y0)), 33.75 * y4, y3, y4, 0, 0, 0, 0, 0])

    def excess(v: float) -> float:
        y = state(v)
        return y[1] - y[2] - y[3] - v

    grid = np.linspace(-60, 60, 2401)
    values = [excess(v) for v in grid]
    return [state(brentq(excess, *grid[i : i + 2], xtol=1e-13)) for i in np.flatnonzero(np.diff(np.sign(values)))]


@pytest.mark.parametrize(
    "name, rests, stable",
    [
        ("background", 3, 1), ("sporadic_spikes", 3, 1), ("sustained_spikes", 1, 0), ("alpha_like", 1, 1),
        ("low_voltage_fast", 1, 1), ("quasi_sinusoidal", 1, 0),
    ],
)  # fmt: skip
def test_equilibria_of_the_types(name, rests, stable):
    """Background and spikes rest below a threshold, alpha-like and fast ring, sustained spikes and sines cycle."""
    local = flow(wendling, wendling.presets[name])
    found = equilibria(name)
    for point in found:
        np.testing.assert_allclose(local.f(point), 0.0, atol=1e-12)
    assert (len(found), sum(bool(local.eigenvalues(point)[0].real < 0) for point in found)) == (rests, stable)


def test_alpha_like_rings_at_10_hertz(check):
    """Type 4, quasi 10 Hz: the imaginary part of the leading eigenvalue at the only rest."""
    local = flow(wendling, wendling.presets["alpha_like"])
    hertz = 1000 * abs(local.eigenvalues(equilibria("alpha_like")[0])[0].imag) / (2 * np.pi)
    check("Wendling: eigenfrequency of type 4", hertz, 10.0, abs=0.2, source=PAPER, unit="Hz")


def test_without_fast_inhibition_it_is_jansen_rit():
    """G = 0 leaves y3 at 0, and y4 acts on nothing else."""
    y = np.array([0.09, 21.0, 14.0, 0.01, -0.4, 0.3])
    gains = {"A": 3.25, "B": 22.0}
    theirs = flow(jansen_rit, gains | {"p": 0.22}).f(y)
    ours = flow(wendling, gains | {"p": 0.22, "G": 0.0}).f([*y[:3], 0, 0.3, *y[3:], 0, 0.1])
    np.testing.assert_allclose(ours[[0, 1, 2, 5, 6, 7]], theirs, rtol=1e-13)
    assert ours[3] == ours[8] == 0.0


@pytest.mark.parametrize("name, hertz", [("sustained_spikes", 4.5), ("quasi_sinusoidal", 11.04)])
def test_cycles_without_noise(name, hertz):
    """Types 3 and 6 need no noise; the cycle is that of the equations of the paper."""
    start = np.array([0.1, 20, 12, 3, 0.3, 0, 0, 0, 0, 0])
    local = flow(wendling, wendling.presets[name])
    period, height = local.cycle(start, 700.0, 700.0, lambda y: y[1] - y[2] - y[3])
    gains = [wendling.presets[name][key] for key in "ABG"]
    options = {"method": "LSODA", "rtol": 1e-10, "atol": 1e-11, "t_eval": np.linspace(2, 3, 100_001)}
    run = solve_ivp(lambda t, y: paper(y, *gains), (0, 3), start, **options).y
    v = run[1] - run[2] - run[3]
    middle = (v.max() + v.min()) / 2
    up = np.flatnonzero((v[:-1] < middle) & (v[1:] >= middle))
    assert period == pytest.approx(np.diff(up).mean() / 100, rel=1e-4)
    assert height == pytest.approx(np.ptp(v), rel=1e-4)
    assert 1000 / period == pytest.approx(hertz, abs=0.03)


def test_activity_types_differ():
    """The six types side by side, with the noise of the paper: N(90, 30^2) at every step of 1/512 s."""
    gains = {key: np.array([wendling.presets[name][key] for name in TYPES]) for key in "ABG"}
    sigma = gains["A"] * 0.1 * 0.030 * np.sqrt(1000 / 512)
    net = Network(wendling, 6, params=gains, noise={"y6": white(sigma)})
    observe = {"eeg": every(4.0, "eeg")}
    run = simulate(net, 16_000.0, dt=0.5, method=heun, transient=2000.0, observe=observe, seed=2)
    eeg = np.asarray(run["eeg"])
    frequencies, power = welch(eeg - eeg.mean(axis=0), 250.0, nperseg=1024, axis=0)
    peak = dict(zip(TYPES, frequencies[1 + power[1:].argmax(axis=0)], strict=True))
    height = dict(zip(TYPES, np.ptp(eeg, axis=0), strict=True))
    over = eeg > eeg.mean(axis=0) + 10
    spikes = dict(zip(TYPES, (over[1:] & ~over[:-1]).sum(axis=0) / 16, strict=True))
    fast = dict(zip(TYPES, power[frequencies > 13].sum(axis=0) / power.sum(axis=0), strict=True))

    assert height["background"] < 4
    assert height["low_voltage_fast"] < 4
    assert min(height["sporadic_spikes"], height["sustained_spikes"], height["quasi_sinusoidal"]) > 10
    assert 0 < spikes["sporadic_spikes"] < 2 < 4 < spikes["sustained_spikes"]
    assert peak["sustained_spikes"] == pytest.approx(4.5, abs=0.5)
    assert 8 < peak["alpha_like"] < 13
    assert 8 < peak["quasi_sinusoidal"] < 13
    assert fast["low_voltage_fast"] > 0.4 > max(share for name, share in fast.items() if name != "low_voltage_fast")
