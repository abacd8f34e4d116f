"""The ALN model: its tables against closed forms and those of neurolib, and what a region does against neurolib 0.6.2.

Numbers of neurolib were read off its own runs (ALNModel, sigma_ou = 0, all initial values 0 but where it says so), and
off its file quantities_cascade.h5 (r_ss, V_mean_ss, tau_mu_exp).
"""

import numpy as np
import pytest
from scipy.integrate import quad

from brainmass.coupling import additive
from brainmass.models import aln
from brainmass.models.aln import _potential, _rate, _time_constant
from brainmass.network import Network, Population, Projection
from brainmass.observe import every
from brainmass.simulation import simulate
from tools import aln_table

pytestmark = pytest.mark.usefixtures("x64")

REST = dict.fromkeys(aln.states, 0.0)
PEER = "neurolib 0.6.2, ALNModel"

# mu (mV/ms), sigma (mV/sqrt(ms)), r_ss (1/ms), V_mean_ss (mV), tau_mu_exp (ms), on the grid of the file.
OFF_THE_FILE = [
    (40, 14, 8.242858532195499e-06, -66.6676841417081, 20.491),
    (60, 14, 0.002633579562879729, -58.55109038076279, 11.901),
    (80, 14, 0.01802782443916415, -56.63095606350313, 3.491),
    (120, 14, 0.051128171410135835, -56.702574025826074, 1.011),
    (200, 14, 0.10481273361964992, -56.59416204285286, 0.381),
    (40, 30, 0.0015905277611103549, -67.3921074448381, 11.821),
    (60, 30, 0.008974867799107882, -61.78731248232369, 6.021),
    (80, 30, 0.02209054069249483, -59.36447395596566, 2.941),
    (120, 63, 0.05537069992711994, -61.841752151400655, 1.331),
    (349, 63, 0.1783589602664116, -57.630049512824996, 0.211),
]


@pytest.mark.parametrize(("i", "j", "r", "V", "tau"), OFF_THE_FILE)
def test_tables_agree_with_those_of_the_peer(check, i, j, r, V, tau):
    """Its time constants are multiples of 0.01 ms, and up to 3 % shorter where they are long."""
    mu, sigma = aln_table.MU[i], aln_table.SIGMA[j]
    at, source = f"mu = {mu:.4f}, sigma = {sigma:.4f}", "neurolib 0.6.2, quantities_cascade.h5"
    check(f"ALN: rate at {at}", float(_rate(mu, sigma)), r, rel=2e-4, source=source, unit="1/ms")
    check(f"ALN: mean potential at {at}", float(_potential(mu, sigma)), V, abs=0.01, source=source, unit="mV")
    off = max(0.03 * tau, 0.015)
    check(f"ALN: time constant at {at}", float(_time_constant(mu, sigma)), tau, abs=off, source=source, unit="ms")


def test_the_file_holds_what_the_tool_computes():
    """At some points of the grid, to single precision."""
    for j in (14, 50):
        at = [30, 60, 90, 200]
        mu, sigma = aln_table.MU[at], aln_table.SIGMA[j]
        rate, V = aln_table.steady(mu, sigma)
        np.testing.assert_allclose(_rate(mu, sigma), rate, rtol=1e-6)
        np.testing.assert_allclose(_potential(mu, sigma), V, rtol=1e-6)
        np.testing.assert_allclose(_time_constant(mu, sigma), aln_table.time_constant(mu, sigma, rate), rtol=1e-6)


def test_a_neuron_almost_without_noise_fires_as_its_drift_takes_it(check):
    """1 / r = T_ref + the time from V_r to V_s along dV/dt = g(V)."""
    g = lambda V: (-65 - V + 1.5 * np.exp((V + 50) / 1.5)) / 20 + 5.0  # noqa: E731
    alone = 1 / (1.5 + quad(lambda V: 1 / g(V), -70, -40)[0])
    rate = aln_table.steady(np.array([5.0]), 0.05)[0][0]
    check("ALN: rate of a neuron without noise at mu = 5", rate, alone, rel=2e-4, source="quadrature", unit="1/ms")


def test_a_neuron_far_below_threshold_rests_at_its_mean(check):
    V = aln_table.steady(np.array([-0.5]), 1.0)[1][0]
    check("ALN: mean potential below threshold", V, -65 - 0.5 * 20, abs=0.002, source="E_L + mu tau_m", unit="mV")


def test_the_slow_response_is_the_slope_of_the_rate():
    mu, h = np.array([0.3, 0.8, 2.0]), 1e-4
    slope = (aln_table.steady(mu + h, 1.5, 0.05)[0] - aln_table.steady(mu - h, 1.5, 0.05)[0]) / (2 * h)
    rate = aln_table.steady(mu, 1.5, 0.05)[0]
    answer = aln_table.response(np.full((1, 3), 1e-5), mu, 1.5)[0]
    np.testing.assert_allclose(rate * answer.real, slope, rtol=1e-4)
    assert (np.abs(answer.imag) < 1e-3 * answer.real).all()


def test_the_way_below_the_axis_leads_to_the_same_time_constant():
    """The squared distance summed along the real axis, on 1000 frequencies, for many time constants."""
    mu = np.array([0.3, 0.8, 2.0])
    rate = aln_table.steady(mu, 2.0)[0]
    f = np.broadcast_to((np.arange(1000)[:, None] + 0.5) * 1e-3, (1000, 3))
    answer = aln_table.response(np.concatenate([np.full((1, 3), 1e-5), f]), mu, 2.0)
    answer = answer[1:] / answer[0].real
    taus = np.geomspace(0.5, 20.0, 800)
    distance = [(np.abs(answer - 1 / (1 + 2j * np.pi * f * tau)) ** 2).sum(0) for tau in taus]
    found = aln_table.time_constant(mu, 2.0, rate)
    np.testing.assert_allclose(found, taus[np.argmin(distance, 0)], rtol=0.01)


def rates(network: Network, duration: float, dt: float = 0.1) -> tuple[np.ndarray, np.ndarray]:
    """Rates of E and I in the second half, Hz."""
    seen = {"E": every(dt, "r_E"), "I": every(dt, "r_I")}
    run = simulate(network, duration / 2, dt=dt, observe=seen, transient=duration / 2)
    return 1e3 * np.asarray(run["E"]), 1e3 * np.asarray(run["I"])


# mu_ext of E and I, whether it starts from a high rate, a and b (pA), rates of E and I (Hz) at rest.
RESTING = [
    (1.0, 1.0, False, 0.0, 0.0, 0.488940, 3.388255),
    (2.0, 2.0, False, 0.0, 0.0, 22.580766, 75.353521),
    (2.0, 1.0, False, 0.0, 0.0, 31.457785, 48.817146),
    (3.0, 2.0, False, 0.0, 0.0, 65.369790, 84.000729),
    (4.0, 3.5, False, 0.0, 0.0, 93.767668, 124.290900),
    (2.15, 3.5, False, 0.0, 0.0, 0.0, 57.572482),
    (2.15, 3.5, True, 0.0, 0.0, 27.368349, 117.312135),
    (2.0, 1.0, False, 15.0, 40.0, 0.180060, 2.677652),
    (2.0, 0.5, False, 0.0, 40.0, 13.189505, 21.441041),
]


def test_regions_at_rest(check):
    """Down, up, and at mu = 2.15, 3.5 both (figure 2 of Cakan and Obermayer): every region for itself."""
    mu_E, mu_I, high, a, b, r_E, r_I = (np.array(x) for x in zip(*RESTING, strict=True))
    high_start = {"mu_E": 3.0, "s_EE": 0.9, "s_IE": 0.7, "s_EI": 0.5}
    network = Network(
        aln,
        len(RESTING),
        params={"mu_ext_E": mu_E, "mu_ext_I": mu_I, "a": a * 1e-3, "b": b * 1e-3},
        initial={**REST, **{name: value * high for name, value in high_start.items()}},
    )
    E, I = rates(network, 4000.0)
    assert np.ptp(E, axis=0).max() < 1e-3
    for k, (x, y, start, *_) in enumerate(RESTING):
        where = f"mu_ext = {x:g}, {y:g} mV/ms{' from above' if start else ''}{', adaptation' if b[k] else ''}"
        for name, ours, theirs in (("E", E[-1, k], r_E[k]), ("I", I[-1, k], r_I[k])):
            check(f"ALN: rate of {name} at {where}", ours, theirs, abs=2e-3 * theirs + 1e-3, source=PEER, unit="Hz")


# Frequency (Hz), least and largest rate of E and of I, neurolib at dt = 0.005 ms.
RHYTHMS = [
    (0.4, 0.3, 0.0, 14.0232, 7.0759, 9.3193),
    (1.0, 0.5, 0.0, 20.6197, 46.9414, 36.9038),
    (0.5, 0.1, 0.0, 16.5726, 47.5544, 27.1622),
    (2.2, 1.5, 40.0, 2.7733, 18.8443, 58.1673),
]


def frequency(x: np.ndarray, dt: float) -> float:
    """By its upward crossings of the middle, Hz."""
    middle = (x.max() + x.min()) / 2
    (k,) = np.nonzero((x[:-1] < middle) & (x[1:] >= middle))
    when = k + (middle - x[k]) / (x[k + 1] - x[k])
    return 1e3 / (np.diff(when).mean() * dt)


def test_rhythms(check):
    """Between E and I, and a slow one by adaptation. The frequency is within 1 % (2 % where adaptation makes it), the
    amplitude within 4 %: what the simplified 1 + z1 in sigma, the time constants and the peer's step leave."""
    mu_E, mu_I, b, *_ = (np.array(x) for x in zip(*RHYTHMS, strict=True))
    params = {"mu_ext_E": mu_E, "mu_ext_I": mu_I, "b": 1e-3 * b}
    E, I = rates(Network(aln, len(RHYTHMS), params=params, initial=REST), 6000.0)
    for k, (x, y, adaptation, f, high_E, high_I) in enumerate(RHYTHMS):
        where = f"mu_ext = {x:g}, {y:g} mV/ms{', adaptation' if adaptation else ''}"
        rel = 0.02 if adaptation else 0.01
        check(f"ALN: frequency at {where}", frequency(E[:, k], 0.1), f, rel=rel, source=PEER, unit="Hz")
        for name, ours, theirs in (("E", E[:, k].max(), high_E), ("I", I[:, k].max(), high_I)):
            check(f"ALN: largest rate of {name} at {where}", ours, theirs, rel=0.04, source=PEER, unit="Hz")


def test_regions_that_hear_each_other(check):
    """Three regions with conduction delays; the second moment takes the square of the weights, as the peer does."""
    weights = np.array([[0.0, 0.5, 0.2], [0.3, 0.0, 0.0], [0.0, 0.8, 0.0]])
    lengths = np.array([[0.0, 100.0, 400.0], [200.0, 0.0, 0.0], [0.0, 300.0, 0.0]])
    population = Population(aln, 3, params={"mu_ext_E": 2.0, "mu_ext_I": 2.0}, initial=REST)
    both = {"r_ext": weights, "r_ext_sq": weights**2 - weights}
    network = Network(
        populations={"aln": population},
        projections=[
            Projection("aln.r_E", f"aln.{drive}", w, coupling=additive(), lengths=lengths, speed=20.0)
            for drive, w in both.items()
        ],
    )
    E, I = rates(network, 3000.0)
    for ours, theirs in zip(E[-1], (26.803029, 25.032933, 27.094400), strict=True):
        check("ALN: rate of E in a network of three", ours, theirs, rel=2e-3, source=PEER, unit="Hz")
    for ours, theirs in zip(I[-1], (77.251493, 76.521393, 77.363937), strict=True):
        check("ALN: rate of I in a network of three", ours, theirs, rel=2e-3, source=PEER, unit="Hz")


def test_rates_from_outside(check):
    """20 Hz to E and 10 Hz to I through c_gl and K_gl, into mean and variance."""
    weights = np.array([[0.0, 0.5, 0.2], [0.3, 0.0, 0.0], [0.0, 0.8, 0.0]])
    population = Population(
        aln, 3, params={"mu_ext_E": 1.5, "mu_ext_I": 1.0}, initial=REST, inputs={"r_ext": 0.02, "r_ext_I": 0.01}
    )
    projections = [
        Projection("aln.r_E", "aln.r_ext", weights),
        Projection("aln.r_E", "aln.r_ext_sq", weights**2 - weights),
    ]
    E, I = rates(Network(populations={"aln": population}, projections=projections), 4000.0)
    assert np.ptp(E, axis=0).max() < 1e-2
    for ours, theirs in zip(E[-1], (8.523684, 7.320024, 8.701783), strict=True):
        check("ALN: rate of E with input from outside", ours, theirs, rel=3e-3, source=PEER, unit="Hz")
    for ours, theirs in zip(I[-1], (35.078155, 33.141029, 35.342881), strict=True):
        check("ALN: rate of I with input from outside", ours, theirs, rel=3e-3, source=PEER, unit="Hz")
