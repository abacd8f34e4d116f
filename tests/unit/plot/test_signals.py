"""Traces, spreads and carpets show the signals given."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brainmass import plot
from brainmass.plot.signals import thinned

TIMES = 100.0 * np.arange(1, 301)
SIGNALS = np.random.default_rng(1).normal(size=(300, 6)) * np.arange(1, 7)


def test_traces_are_the_signals_moved_apart_in_order():
    ax = plot.time_series(SIGNALS, TIMES, labels=list("abcdef"))
    assert len(ax.lines) == 6
    for i, line in enumerate(ax.lines):
        np.testing.assert_allclose(line.get_xdata(), TIMES / 1000)
        np.testing.assert_allclose(np.diff(line.get_ydata()), np.diff(SIGNALS[:, i]), atol=1e-9)
    heights = [float(np.mean(line.get_ydata())) for line in ax.lines]
    assert heights == sorted(heights, reverse=True)
    np.testing.assert_allclose(heights, ax.get_yticks(), atol=1e-9)
    assert [text.get_text() for text in ax.get_yticklabels()] == list("abcdef")


def test_a_short_stretch_is_counted_in_ms():
    ax = plot.time_series(SIGNALS[:10], TIMES[:10])
    assert (ax.get_xlabel(), ax.lines[0].get_xdata().tolist()) == ("time (ms)", TIMES[:10].tolist())
    assert plot.time_series(SIGNALS[:11], TIMES[:11]).get_xlabel() == "time (s)"


def test_nothing_is_cut_off_at_the_top_or_the_bottom():
    signals = SIGNALS.copy()
    signals[100, 0] = 80.0
    signals[200, 5] = -90.0
    ax = plot.time_series(signals, TIMES)
    low, high = ax.get_ylim()
    drawn = np.concatenate([line.get_ydata() for line in ax.lines])
    assert low <= drawn.min()
    assert drawn.max() <= high


def test_the_bar_is_as_long_as_it_says():
    ax = plot.time_series(SIGNALS, TIMES, unit="mV")
    (first, last) = ax.collections[0].get_segments()[0][:, 1]
    assert ax.texts[0].get_text() == f"{last - first:g} mV"
    assert float(f"{last - first:.0e}"[0]) in (1, 2, 5)


def test_constant_signals_are_drawn_flat():
    ax = plot.time_series(np.ones((10, 2)), np.arange(10.0))
    assert [float(np.ptp(line.get_ydata())) for line in ax.lines] == [0.0, 0.0]


def test_thinned_signals_keep_every_spike():
    signals = np.zeros((100_000, 2))
    signals[12_345, 0], signals[77_777, 1] = 3.0, -4.0
    ax = plot.time_series(signals, np.arange(100_000.0), points=1000)
    first, second = (line.get_ydata() - np.median(line.get_ydata()) for line in ax.lines)
    assert first.size <= 1000
    assert first.max() == 3.0
    assert second.min() == -4.0
    assert abs(float(ax.lines[0].get_xdata()[first.argmax()]) - 12.345) < 0.2


@given(st.integers(2, 400), st.integers(2, 50))
def test_thinning_never_grows_and_keeps_times_increasing(length, points):
    signals = np.random.default_rng(length).normal(size=(length, 2))
    values, times = thinned(signals, np.arange(float(length)), points)
    assert len(values) == len(times) <= max(points, 2)
    assert (np.diff(times) > 0).all()
    assert set(values.ravel()) <= set(signals.ravel())


def test_the_spread_is_mean_and_quantiles_over_regions():
    ax = plot.spread(SIGNALS, TIMES, name="x", unit="mV")
    np.testing.assert_allclose(ax.lines[0].get_ydata(), SIGNALS.mean(axis=1))
    band = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert band.max() == pytest.approx(np.quantile(SIGNALS, 0.95, axis=1).max())
    assert band.min() == pytest.approx(np.quantile(SIGNALS, 0.05, axis=1).min())
    assert ax.get_ylabel() == "x (mV)"


def test_a_long_spread_is_averaged_not_sampled():
    ax = plot.spread(SIGNALS, TIMES, points=100)
    np.testing.assert_allclose(ax.lines[0].get_ydata(), SIGNALS.mean(axis=1).reshape(100, 3).mean(axis=1))


def test_the_carpet_is_the_scores_of_every_region():
    from scipy.stats import zscore

    ax = plot.carpet(SIGNALS, TIMES)
    np.testing.assert_allclose(ax.images[0].get_array(), zscore(SIGNALS).T)
    np.testing.assert_allclose(ax.images[0].get_extent(), (0.05, 30.05, 5.5, -0.5))


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plot.time_series(SIGNALS[:, 0], TIMES), r"shape \(time, region\), got \(300,\)"),
        (lambda: plot.time_series(SIGNALS, TIMES[:-1]), r"one entry for each of the 300 samples, got shape \(299,\)"),
        (lambda: plot.carpet(SIGNALS, TIMES[::-1]), "times must increase"),
        (lambda: plot.time_series(SIGNALS, TIMES, labels=["a"]), "labels must have one entry for each of the 6"),
        (lambda: plot.time_series(SIGNALS, TIMES, points=1), "points must be at least 2, got 1"),
        (lambda: plot.carpet(np.ones((300, 2)), TIMES), "region 0 is constant"),
        (lambda: plot.spread(np.where(SIGNALS > 1, np.nan, SIGNALS), TIMES), "not finite"),
        (lambda: plot.carpet(SIGNALS, TIMES, hemispheres=["L"]), "hemispheres must have one entry"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
