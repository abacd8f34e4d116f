"""The thalamus of Schellenberger Costa et al. (2016): its equations against another program, and its spindles.

The other program is neurolib 0.6.2, whose kernel makes Euler steps. Its trajectories were run here at steps of 1 and
0.5 us and extrapolated to a step of 0: where pairs of steps agree to 1e-5 mV, the right-hand sides are the same.
"""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.signal import find_peaks

from brainmass.integrate import rk4
from brainmass.models import thalamus
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

PEER = "neurolib 0.6.2, run at dt = 0.001 and 0.0005 ms and extrapolated"
STATES = list(thalamus.states)


def from_rest(V_t: float, V_r: float) -> np.ndarray:
    """A start with all gates and synapses at 0, as the other program has it."""
    return np.array([{"V_t": V_t, "V_r": V_r, "Ca": 2.4e-4}.get(name, 0.0) for name in STATES])


@pytest.mark.parametrize(
    "start, g_LK, curve",
    [
        ((-70.0, -70.0), 0.018, {
            10: (-73.192593, -73.747595), 50: (-64.111221, -76.273728), 100: (-68.057998, -48.375538),
            150: (-26.694098, -67.996351), 200: (-70.620189, -65.087781), 400: (-63.956518, -67.041711)}),
        ((-60.0, -55.0), 0.03, {
            10: (-71.049842, -69.493445), 50: (-78.103521, -78.082263), 100: (67.698486, -79.847258),
            150: (-71.675528, -36.687319), 200: (-71.569272, -72.065732), 400: (-71.355527, -69.014280)}),
    ],
    ids=["spindles", "more leak"],
)  # fmt: skip
def test_trajectories_of_another_program(check, start, g_LK, curve):
    local = flow(thalamus, {"g_LK": g_LK})
    times = list(curve)
    run = solve_ivp(lambda t, y: local.f(y), (0, 400), from_rest(*start), "LSODA", t_eval=times, rtol=1e-10, atol=1e-13)
    for i, time in enumerate(times):
        for name, expected in zip(("V_t", "V_r"), curve[time], strict=True):
            ours = run.y[STATES.index(name)][i]
            what = f"Thalamus, g_LK = {g_LK}, from {start[0]:g} mV: {name} at {time} ms"
            check(what, ours, expected, abs=1e-4, source=PEER, unit="mV")


def test_rest(check):
    """With more h current the thalamus is silent, and the synapses hold what constant rates make: s = N Q."""
    expected = {
        "V_t": -62.70395880716932, "V_r": -64.52974553896237, "Ca": 0.0006052362038255572,
        "h_T_t": 0.010211160903703486, "h_T_r": 0.04335331790353713, "m_h1": 0.08941205236009145,
        "m_h2": 0.07436158913460919, "s_gt": 0.2781985192219601, "s_er": 0.2629328430699145,
        "s_gr": 1.390992596109772, "Q_t": 0.08764428102329187, "Q_r": 0.055639703844386666,
    }  # fmt: skip
    local = flow(thalamus, thalamus.presets["silent"])
    found = local.fixed_point([expected.get(name, 0.0) * 1.001 for name in STATES])
    ours = {**dict(zip(STATES, found, strict=True)), **{name: local.values(found)[name] for name in ("Q_t", "Q_r")}}
    for name, value in expected.items():
        check(
            f"Thalamus, g_h = 0.08: {name} at rest", ours[name], value, rel=1e-9, source="neurolib 0.6.2, end of 60 s"
        )
    assert local.eigenvalues(found)[0].real < 0
    Q_t, Q_r = ours["Q_t"], ours["Q_r"]
    assert [ours[s] for s in ("s_er", "s_gt", "s_gr")] == pytest.approx([3 * Q_t, 5 * Q_r, 25 * Q_r], rel=1e-10)


def bursts(params, seconds: float) -> list[np.ndarray]:
    """Times of the peaks of V_t, from 10 s on, grouped where 300 ms pass without one; whole bursts only."""
    start = dict(zip(STATES, from_rest(-70, -70), strict=True))
    net = Network(thalamus, 1, params=dict(params), initial=start)
    run = simulate(net, 1000 * seconds, dt=0.1, method=rk4, transient=10_000.0, observe={"V_t": every(1.0, "V_t")})
    peaks = find_peaks(np.asarray(run["V_t"])[:, 0], prominence=3)[0]
    groups = np.split(peaks, np.flatnonzero(np.diff(peaks) > 300) + 1)
    return groups[1:-1] if len(groups) > 2 else groups


@pytest.mark.parametrize("g_LK, hertz, apart", [(0.018, 13.52, 5.59), (0.03, 11.92, 4.96)])
def test_spindles(check, g_LK, hertz, apart):
    """Bursts of 22 to 24 waves, seconds apart. The paper has fast spindles of 12 to 15 Hz."""
    found = bursts({"g_LK": g_LK}, 22.0)
    inside = [1000 / np.diff(times).mean() for times in found]
    between = np.diff([times[0] for times in found]) / 1000
    source = "neurolib 0.6.2 at dt = 0.0025 ms"
    check(f"Thalamus, g_LK = {g_LK}: frequency in spindles", np.mean(inside), hertz, rel=0.01, source=source, unit="Hz")
    check(f"Thalamus, g_LK = {g_LK}: time between spindles", between.mean(), apart, rel=0.01, source=source, unit="s")
    assert len(found) >= 2
    assert all(20 <= len(times) <= 26 for times in found)


def test_spindles_wax_and_wane():
    """Within a burst the waves grow to a maximum and shrink; with them calcium comes in, and holds h channels open."""
    start = dict(zip(STATES, from_rest(-70, -70), strict=True))
    run = simulate(
        Network(thalamus, 1, initial=start), 12_000.0, dt=0.1, method=rk4, transient=10_000.0,
        observe={"V_t": every(1.0, "V_t"), "m_h2": every(1.0, "m_h2")},
    )  # fmt: skip
    V = np.asarray(run["V_t"])[:, 0]
    peaks, found = find_peaks(V, prominence=0.5)
    groups = np.split(np.arange(len(peaks)), np.flatnonzero(np.diff(peaks) > 300) + 1)
    burst = max(groups, key=len)
    heights = found["prominences"][burst]
    top = int(np.argmax(heights))
    assert 0 < top < len(heights) - 1
    assert heights[top] > 2 * heights[0]
    assert heights[top] > 1.5 * heights[-1]
    held, when = np.asarray(run["m_h2"])[:, 0], peaks[burst[top]]
    assert 0 < np.argmax(held[when - 500 : when + 500]) - 500 < 499
    assert held[when : when + 500].max() > 1.3 * held.min()


def test_between_silence_and_spindles():
    """The potassium leak and the h current choose the rhythm: without pause at 12.5 Hz, or none at all."""
    (waves,) = bursts(thalamus.presets["continuous"], 5.0)
    assert 1000 / np.diff(waves).mean() == pytest.approx(12.56, rel=0.01)
    (none,) = bursts(thalamus.presets["silent"], 5.0)
    assert len(none) == 0


def test_where_the_cortex_enters():
    """A rate from the cortex acts on either population as excitation alone, and on the relay cells from nobody else."""
    y = from_rest(-65.0, -66.0)
    quiet = flow(thalamus).f(y)
    for drive, state, weight in (("Q_t_ext", "x_et", 0.07**2), ("Q_r_ext", "x_er", 0.07**2), ("V_t_inp", "V_t", 1.0)):
        change = flow(thalamus, {}, {drive: 0.2}).f(y) - quiet
        assert change[STATES.index(state)] == pytest.approx(0.2 * weight, rel=1e-9)
        assert np.count_nonzero(change) == 1
