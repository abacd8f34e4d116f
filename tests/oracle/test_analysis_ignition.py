"""Intrinsic ignition against thresholded graphs and events whose spread is known."""

import networkx
import numpy as np
import pytest

from brainmass.analysis import event_integration, intrinsic_ignition, phase_integration, threshold_events

SOURCE = "Deco et al. 2017, doi:10.1523/ENEURO.0106-17.2017"
TR = 2000.0


def integration_on_a_grid(phases, thresholds):
    """The largest component of each thresholded graph, by networkx."""
    n = len(phases)
    apart = np.abs(phases[:, None] - phases[None, :]) % (2 * np.pi)
    similarity = np.exp(-3 * np.minimum(apart, 2 * np.pi - apart))
    np.fill_diagonal(similarity, 0)
    graphs = (networkx.from_numpy_array(similarity > t) for t in thresholds)
    return np.mean([max(map(len, networkx.connected_components(g))) for g in graphs]) / n


def test_integration_is_that_of_thresholded_graphs(check):
    phases = np.random.default_rng(0).uniform(-np.pi, np.pi, size=(4, 7))
    middles = (np.arange(2000) + 0.5) / 2000
    expected = [integration_on_a_grid(moment, middles) for moment in phases]
    check.table("integration of random phases", phase_integration(phases), expected, abs=1e-3, source=SOURCE)


def test_integration_of_three_phases_in_closed_form(check):
    # Neighbours d apart: 3 of 3 regions below exp(-3 d), 1 of 3 above.
    d = 0.2
    expected = np.exp(-3 * d) + (1 - np.exp(-3 * d)) / 3
    measured = phase_integration([[0, d, 2 * d], [-d, 0, d + 2 * np.pi]])
    check.table("integration of phases in a row", measured, expected, abs=1e-12, source=SOURCE)


def test_a_difference_goes_around_the_circle():
    near, across = phase_integration([[0.1, 0.0], [np.pi - 0.05, -np.pi + 0.05]])
    assert near == pytest.approx(across, abs=1e-12)


def spreading(samples=400, regions=10, reach=6):
    """Bumps of the first ``reach`` regions together at some times, and of the last one alone at others."""
    signals = 1e-3 * np.random.default_rng(0).normal(size=(samples, regions))
    wide, narrow = np.arange(20, samples, 60), np.arange(50, samples, 60)
    for at in wide:
        signals[at, :reach] += 5.0
    for at in narrow:
        signals[at, regions - 1] += 5.0
    return signals, len(wide), len(narrow)


def test_events_that_spread_ignite_as_far_as_they_reach(check):
    signals, wide, narrow = spreading()
    found = intrinsic_ignition(signals, TR, 4 * TR, 5.0, event_integration(threshold_events(signals, 5.0)))
    check("ignition of a region whose events reach 6 of 10", found.mean[0], 0.6, abs=1e-12, source=SOURCE)
    check("ignition of a region whose events stay", found.mean[9], 0.1, abs=1e-12, source=SOURCE)
    assert found.deviation[0] == pytest.approx(0, abs=1e-12)
    assert (found.events[0], found.events[9]) == (wide, narrow)


def test_an_event_within_the_window_of_another_does_not_count():
    signal = np.zeros((40, 1))
    signal[[5, 7, 9, 30], 0] = 1.0
    level = np.zeros(40)
    level[[8, 10, 33, 34]] = 0.3, 0.9, 0.5, 1.0
    found = intrinsic_ignition(signal, TR, 4 * TR, 1.0, level)  # windows 5..8, 9..12 and 30..33
    assert found.events[0] == 3
    assert found.mean[0] == pytest.approx((0.3 + 0.9 + 0.5) / 3)
    assert found.deviation[0] == pytest.approx(np.std([0.3, 0.9, 0.5]))


def test_phases_are_taken_if_nothing_else_is_given():
    t = np.arange(300)
    wave = np.sin(2 * np.pi * t / 25)
    apart = np.stack([wave, np.sin(2 * np.pi * t / 25 + np.pi / 2)], axis=1)
    found = intrinsic_ignition(apart, TR, 4 * TR)
    one = np.exp(-3 * np.pi / 2)
    np.testing.assert_allclose(found.mean, one + (1 - one) / 2, atol=1e-3)


def test_a_region_without_events_has_no_ignition():
    signals = np.stack([np.r_[1.0, np.zeros(29)], np.sin(np.arange(30.0))], axis=1)
    found = intrinsic_ignition(signals, TR, 4 * TR)  # the first sample is no crossing
    assert found.events[0] == 0
    assert np.isnan(found.mean[0])
    assert np.isfinite(found.mean[1])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: phase_integration(np.zeros((4, 1))), "with at least 2 regions"),
        (lambda: event_integration([1, 0]), r"events must have the shape \(time, region\), got \(2,\)"),
        (lambda: intrinsic_ignition(spreading()[0], TR, 100.0), "window must be at least one sample of 2000 ms"),
        (lambda: intrinsic_ignition(spreading()[0], TR, TR, 1.0, [1.0]), "integration must have one value for each"),
    ],
)
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
