"""The mean field with potassium exchange: rest, what potassium in the bath makes of it, and the recurrent current."""

import numpy as np
import pytest
from scipy.optimize import brentq, root

from brainmass.integrate import rk4
from brainmass.models import k_ion_exchange
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

PAPER = "Bandyopadhyay et al. (2021), doi:10.1101/2021.10.29.466427: the equations, in NumPy"
PEER = "SciPy's LSODA on the equations in NumPy, after 60 s"


def paper(y: np.ndarray, K_bath: float = 5.5, local: float = 1.0) -> np.ndarray:
    """The five equations, in ms, mV and mM, with the constants of The Virtual Brain."""
    x, V, n, DKi, Kg = y
    K_i, Na_i, Na_o, K_o = 130 + DKi, 16 - DKi, 138 + 3 * DKi, 4.8 - 3 * DKi + Kg
    m_inf, n_inf = 1 / (1 + np.exp((-24 - V) / 12)), 1 / (1 + np.exp((-19 - V) / 18))
    h = 1.1 - 1 / (1 + np.exp(-8 * (n - 0.4)))
    I_K = (0.12 + 22 * n) * (V - 26.64 * np.log(K_o / K_i))
    I_Na = (0.02 + 40 * m_inf * h) * (V - 26.64 * np.log(Na_o / Na_i))
    I_Cl = 7.5 * (V + 26.64 * np.log(112 / 5))
    I_pump = 250 / (1 + np.exp((21 - Na_i) / 2)) / (1 + np.exp(5.5 - K_o))
    R, c = (0.5, -40) if V <= -31 else (-0.5, -20)
    r = 0.5 * x / np.pi
    return np.array(
        [
            1 + 2 * R * (V - c) * x - 0.1 * r * x,
            -(I_Cl + I_Na + I_K + I_pump) - R * x**2 + local * 0.1 * r * (0 - V),
            (n_inf - n) / 4,
            -0.04 / 2160 * (I_K - 2 * I_pump),
            0.001 * (K_bath - K_o),
        ]
    )


def equilibrium(K_bath: float, guess: list[float]) -> np.ndarray:
    found = root(lambda y: paper(y, K_bath) * [1, 1, 1, 1e3, 1e3], guess, tol=1e-13)
    assert np.abs(paper(found.x, K_bath)).max() < 1e-10
    return found.x


REST, BLOCK = [0.03, -72.9, 0.05, 0.72, 2.9], [19.6, -20.26, 0.48, -5.35, 1.64]


@pytest.mark.parametrize("local", [0.0, 1.0])
@pytest.mark.parametrize("y", [[0.3, -60, 0.3, -7, -15.5], [0.05, -73, 0.05, 0.5, 2], [4, -10, 0.4, -2, 6]])
def test_equations_on_both_sides_of_the_vertex(y, local):
    np.testing.assert_allclose(
        flow(k_ion_exchange, {"local": local}).f(y), paper(y, local=local), rtol=1e-12, atol=1e-15
    )


@pytest.mark.parametrize("K_bath, guess, what", [(5.5, REST, "rest"), (22.5, BLOCK, "depolarization block")])
def test_equilibria(check, K_bath, guess, what):
    local = flow(k_ion_exchange, {"K_bath": K_bath})
    found, expected = local.fixed_point(guess), equilibrium(K_bath, guess)
    for name, ours, theirs in zip(k_ion_exchange.states, found, expected, strict=True):
        check(f"KIonEx, K_bath = {K_bath}, {what}: {name}", ours, theirs, rel=1e-9, source=PAPER)
    assert local.eigenvalues(found)[0].real < 0
    assert local.values(found)["K_o"] == pytest.approx(K_bath, abs=1e-9)  # the bath is what lies outside, in the end


def test_where_rest_ends(check):
    """Potassium in the bath at which rest loses stability, on our Jacobian and on central differences."""

    def differences(K_bath):
        y = equilibrium(K_bath, REST)
        h = 1e-5 * np.array([0.1, 10, 0.1, 1, 1])
        steps = np.diag(h)
        return np.stack([(paper(y + e, K_bath) - paper(y - e, K_bath)) / (2 * e.sum()) for e in steps], axis=1)

    def ours(K_bath):
        return flow(k_ion_exchange, {"K_bath": K_bath}).eigenvalues(equilibrium(K_bath, REST))[0].real

    expected = brentq(lambda K: np.linalg.eigvals(differences(K)).real.max(), 6.0, 7.0)
    check("KIonEx: K_bath at which rest ends", brentq(ours, 6.0, 7.0), expected, rel=1e-5, source=PAPER, unit="mM")


# K_bath: a state on the attractor, and the shortest and longest time between spikes there
ATTRACTORS = {
    8.5: ([0.028, -75.59, 0.328, 0.635, 5.243], 20.2, 1706.3),
    10.0: ([0.047, 0.271, 0.394, -0.155, 4.748], 36.5, 36.6),
    15.5: ([0.027, -76.75, 0.039, -1.823, 4.634], 6.9, 848.8),
    17.5: ([0.180, -16.84, 0.449, -2.577, 4.988], 8.4, 8.5),
}


def test_potassium_leads_through_the_regimes(check):
    """Bursts, steady firing, trains of spikes with pauses, and firing without pause, as K_bath rises."""
    starts = np.array([start for start, *_ in ATTRACTORS.values()])
    net = Network(
        k_ion_exchange, len(ATTRACTORS), params={"K_bath": list(ATTRACTORS)},
        initial=dict(zip(k_ion_exchange.states, starts.T, strict=True)),
    )  # fmt: skip
    run = simulate(net, 4000.0, dt=0.02, method=rk4, transient=500.0, observe={"V": every(0.1, "V")})
    for (K_bath, (_, shortest, longest)), V in zip(ATTRACTORS.items(), np.asarray(run["V"]).T, strict=True):
        between = 0.1 * np.diff(np.flatnonzero((V[:-1] < -31) & (V[1:] >= -31)))
        what = f"KIonEx, K_bath = {K_bath}: time between spikes"
        check(f"{what}, shortest", between.min(), shortest, abs=0.25, source=PEER, unit="ms")
        check(f"{what}, longest", between.max(), longest, rel=0.02, source=PEER, unit="ms")


def test_rate_from_other_regions_opens_a_conductance():
    """r_ext acts as the region's own rate does, J r, towards E; and The Virtual Brain leaves the own one out."""
    y = [0.3, -60, 0.3, -7, -15.5]
    r = flow(k_ion_exchange).values(y)["r"]
    assert r == pytest.approx(0.5 * 0.3 / np.pi, rel=1e-14)
    as_input = flow(k_ion_exchange, k_ion_exchange.presets["tvb"], {"r_ext": 0.1 * r})
    np.testing.assert_allclose(flow(k_ion_exchange).f(y), as_input.f(y), rtol=1e-13)


def test_concentrations_that_have_no_meaning_do_no_harm():
    """Outside what a trajectory reaches potassium may be negative: no logarithm of it is taken."""
    local = flow(k_ion_exchange)
    for y in ([0.1, -60, 0.1, 15.0, -60.0], [0.1, -60, 0.1, -60.0, -60.0]):
        assert np.isfinite(local.f(y)).all()
        assert np.isfinite(local.jacobian(y)).all()
