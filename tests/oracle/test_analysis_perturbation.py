"""PCI by state transitions on responses whose transitions are known."""

from itertools import pairwise

import numpy as np
import pytest

from brainmass.analysis import pci_st

SOURCE = "a response that switches so often; Comolatti et al. 2019, doi:10.1016/j.brs.2019.05.013"
TIMES = np.arange(-400.0, 300.0)


def switching(every, levels=2):
    """Steps between levels after time 0, every so many ms."""
    return np.where(TIMES >= 0, np.floor(TIMES / every) % levels, 0.0)


def quiet(regions, seed=0):
    return 1e-5 * np.random.default_rng(seed).normal(size=(TIMES.size, regions))


@pytest.mark.parametrize(("every", "transitions"), [(150, 1), (50, 5), (10, 29)])
def test_one_component_has_as_many_transitions_as_it_switches(check, every, transitions):
    found = pci_st(quiet(4) + switching(every)[:, None] * [1.0, -0.5, 0.3, 0.1], TIMES)
    check(f"PCI-ST of a switch every {every} ms", found.pci, transitions, abs=1e-9, source=SOURCE)
    assert found.transitions.shape == (1,)


def test_components_that_differ_add_up(check):
    # Two regions that take turns, so that their responses are orthogonal: 3 switches and 2.
    first, second = switching(50), np.zeros_like(TIMES)
    second[(TIMES >= 50) & (TIMES < 100)] = 0.8
    first[(TIMES >= 50) & (TIMES < 100)] = 0.0
    found = pci_st(quiet(2) + np.stack([first, second], axis=1), TIMES)
    expected = [np.abs(np.diff(x[TIMES >= 0])).astype(bool).sum() for x in (first, second)]
    check("PCI-ST of two regions in turn", found.pci, sum(expected), abs=1e-9, source=SOURCE)


def test_the_baseline_is_taken_off_and_its_mean_does_not_matter():
    evoked = quiet(3) + switching(50)[:, None]
    moved = evoked + np.array([5.0, -3.0, 100.0])
    assert pci_st(moved, TIMES).pci == pytest.approx(pci_st(evoked, TIMES).pci, abs=1e-9)


def test_the_scale_does_not_matter():
    evoked = quiet(3) + np.sin(TIMES / 20)[:, None] * (TIMES >= 0)[:, None] * [1, 2, 3]
    assert pci_st(1e-12 * evoked, TIMES).pci == pytest.approx(pci_st(evoked, TIMES).pci, rel=1e-9)


def test_a_baseline_that_switches_as_often_leaves_nothing():
    always = np.floor(TIMES / 50) % 2
    assert pci_st(always[:, None] * [1.0, 0.5], TIMES, min_snr=0.0).pci == 0
    assert pci_st(always[:, None] * [1.0, 0.5], TIMES, min_snr=0.0, k=0.5).pci > 0


def test_noise_that_does_not_stand_out_has_no_component():
    found = pci_st(np.random.default_rng(1).normal(size=(TIMES.size, 4)), TIMES, min_snr=1.5)
    assert found.pci == 0
    assert found.transitions.shape == (0,)
    assert pci_st(np.zeros((TIMES.size, 2)), TIMES).pci == 0


def test_transitions_are_those_of_the_definition_written_out():
    rng = np.random.default_rng(3)
    evoked = 0.05 * rng.normal(size=(TIMES.size, 1))
    evoked[TIMES >= 0, 0] += np.cumsum(rng.normal(size=300)) * 0.1
    x = evoked[:, 0] - evoked[(TIMES >= -400) & (TIMES < -50), 0].mean()
    response, baseline = x[TIMES >= 0], x[TIMES < -50]

    def nst(series, threshold):
        rows = 0
        for a in series:
            near = [abs(a - b) <= threshold for b in series]
            rows += sum(p != q for p, q in pairwise(near))
        return rows / len(series) ** 2

    low = np.median(np.abs(baseline[:, None] - baseline))
    thresholds = np.linspace(low, np.ptp(response), 7)
    best = max(nst(response, e) - 1.2 * nst(baseline, e) for e in thresholds) * len(response)
    assert pci_st(evoked, TIMES, steps=7).pci == pytest.approx(best, rel=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: pci_st(quiet(2), TIMES[:-1]), r"times must have one value for each of the 700 samples, got \(699,\)"),
        (lambda: pci_st(quiet(2), TIMES[::-1]), "times must ascend"),
        (lambda: pci_st(quiet(2), TIMES, response=(400, 500)), "response from 400 to 500 ms holds 0 samples"),
        (lambda: pci_st(quiet(2), TIMES, max_variance=99), "max_variance must be above 0 and at most 1, got 99"),
        (lambda: pci_st(quiet(2), TIMES, steps=0), "steps must be a whole number of at least 1, got 0"),
    ],
)
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
