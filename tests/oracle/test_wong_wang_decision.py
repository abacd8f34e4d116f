"""The two-choice model against Wong and Wang (2006), J. Neurosci. 26:1314, doi:10.1523/JNEUROSCI.3733-05.2006.

Their picture: without a stimulus a spontaneous state stands beside two states that hold a choice in memory; the
stimulus turns the symmetric state into a saddle, from which either choice attractor is reached; a very strong stimulus
makes it stable again, and no choice is made. The numbers are found here from the equations as printed, by SciPy alone.
"""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq, fsolve

from brainmass.models import wong_wang_decision
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")


PRINTED = "Wong and Wang (2006), equations written out in the test"
ROOT = "root of the equations of Wong and Wang (2006) by SciPy"


def paper(S: np.ndarray, mu_0: float, c: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """dS/dt and rates, in s, Hz, nA; ``c`` is the coherence as a fraction."""
    S1, S2 = S
    drive = 5.2e-4 * mu_0 * np.array([1 + c, 1 - c])
    x = np.array([0.2609 * S1 - 0.0497 * S2, 0.2609 * S2 - 0.0497 * S1]) + 0.3255 + drive
    H = (270 * x - 108) / (1 - np.exp(-0.154 * (270 * x - 108)))
    return -np.asarray(S) / 0.1 + (1 - np.asarray(S)) * 0.641 * H, H


def symmetric(mu_0: float, low: float, high: float) -> float:
    """The gating of the symmetric state, by root finding in one dimension."""
    return brentq(lambda s: paper(np.array([s, s]), mu_0)[0][0], low, high, xtol=1e-14)


def splitting(mu_0: float, s: float) -> float:
    """Growth rate (1/s) of a difference between the two populations at the symmetric state s."""
    h = 1e-6
    return (paper(np.array([s + h, s - h]), mu_0)[0][0] - paper(np.array([s - h, s + h]), mu_0)[0][0]) / (2 * h)


@pytest.mark.parametrize("point", [(0.1, 0.1), (0.6, 0.05), (0.0, 1.0)])
@pytest.mark.parametrize("mu_0, c", [(0.0, 0.0), (30.0, 0.512), (40.0, -0.064)])
def test_equations_of_the_paper(check, point, mu_0, c):
    slopes, rates = paper(np.array(point), mu_0, c)
    ours = flow(wong_wang_decision, {"mu_0": mu_0 / 1000, "coherence": c}).values(point)
    check.table(
        f"derivatives and rates at (S1, S2) = {point}, stimulus {mu_0:g} Hz, coherence {100 * c:g} %",
        [ours[name] for name in ("S1", "S2", "r1", "r2")],
        np.array([*slopes, *rates]) / 1000,
        rel=1e-11,
        source=PRINTED,
    )


def test_spontaneous_state_and_memory_without_a_stimulus(check):
    """Three attractors: both near 2 Hz, or one near 20 Hz while the other is silent."""
    local = flow(wong_wang_decision, wong_wang_decision.presets["delay"])
    rest = local.fixed_point([0.1, 0.1])
    check.table("spontaneous state without a stimulus: S1, S2", rest, symmetric(0.0, 0.05, 0.2), abs=1e-10, source=ROOT)
    assert (local.eigenvalues(rest).real < 0).all()
    spontaneous = 1000 * local.values(rest)["r1"]
    check("spontaneous rate without a stimulus", spontaneous, 2.0, abs=0.3, unit="Hz", source="Wong and Wang (2006)")
    for guess, choice in (([0.57, 0.03], "first"), ([0.03, 0.57], "second")):
        memory = local.fixed_point(guess)
        theirs = fsolve(lambda S: paper(S, 0.0)[0], guess, xtol=1e-13)
        check.table(f"memory of the {choice} choice without a stimulus: S1, S2", memory, theirs, abs=1e-10, source=ROOT)
        assert (local.eigenvalues(memory).real < 0).all()
        rate = 1000 * max(local.values(memory)[r] for r in ("r1", "r2"))
        check(f"memory of the {choice} choice: rate of the winner", rate, 20.43, abs=0.01, unit="Hz", source=ROOT)


def test_stimulus_makes_the_symmetric_state_a_saddle(check):
    local = flow(wong_wang_decision)
    saddle = local.fixed_point([0.42, 0.42])
    s = symmetric(30.0, 0.3, 0.5)
    check.table("saddle under a stimulus of 30 Hz: S1, S2", saddle, s, abs=1e-10, source=ROOT)
    values = local.eigenvalues(saddle)
    assert values[0].real > 0 > values[1].real
    source = "central difference of the equations of Wong and Wang (2006)"
    grows = "saddle under a stimulus of 30 Hz: growth rate of a difference between the populations"
    check(grows, 1000 * values[0].real, splitting(30.0, s), rel=1e-6, unit="1/s", source=source)
    for guess, name in (([0.66, 0.05], "first"), ([0.05, 0.66], "second")):
        choice, label = local.fixed_point(guess), f"{name} choice under a stimulus of 30 Hz"
        theirs = fsolve(lambda S: paper(S, 30.0)[0], guess, xtol=1e-13)
        check.table(f"{label}: S1, S2", choice, theirs, abs=1e-10, source=ROOT)
        assert (local.eigenvalues(choice).real < 0).all()
        rate = 1000 * max(local.values(choice)[r] for r in ("r1", "r2"))
        check(f"{label}: rate of the winner", rate, 30.1, abs=0.05, unit="Hz", source=ROOT)


def test_pitchfork_under_a_strong_stimulus(check):
    """Beyond a certain rate of the stimulus the symmetric state is stable again: the border, found both ways."""

    def growth(mu_0: float) -> float:
        local = flow(wong_wang_decision, {"mu_0": mu_0 / 1000})
        return local.eigenvalues(local.fixed_point([0.5, 0.5]))[0].real

    ours = brentq(growth, 35.0, 60.0, xtol=1e-9)
    theirs = brentq(lambda mu_0: splitting(mu_0, symmetric(mu_0, 0.3, 0.8)), 35.0, 60.0, xtol=1e-9)
    border = "stimulus beyond which the symmetric state is stable again (pitchfork)"
    check(border, ours, theirs, abs=1e-4, unit="Hz", source=ROOT)
    assert growth(30.0) > 0 > growth(60.0)


@pytest.mark.parametrize("coherence, winner", [(0.064, "S1"), (-0.064, "S2"), (0.512, "S1")])
def test_evidence_decides(coherence, winner):
    """From the spontaneous state, without noise, the favoured population wins."""
    local = flow(wong_wang_decision, {"coherence": coherence})
    end = solve_ivp(lambda t, y: local.f(y), (0, 3000), [0.1026, 0.1026], "DOP853", rtol=1e-9).y[:, -1]
    states = dict(zip(("S1", "S2"), end, strict=True))
    loser = {"S1": "S2", "S2": "S1"}[winner]
    assert states[winner] > 0.6 > 0.1 > states[loser]


def test_mirror_symmetry(check):
    """Exchanging the populations is the same as reversing the evidence."""
    right = flow(wong_wang_decision, {"coherence": 0.256}, {"I1_ext": 0.01}).f([0.2, 0.4])
    left = flow(wong_wang_decision, {"coherence": -0.256}, {"I2_ext": 0.01}).f([0.4, 0.2])
    mirrored = "derivatives with the populations exchanged and the evidence reversed"
    check.table(mirrored, right, left[::-1], rel=1e-13, source="symmetry of the equations")
