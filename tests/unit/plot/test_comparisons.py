"""Spectra, scatter, FCD and scan show the numbers given."""

import numpy as np
import pytest
from scipy.stats import linregress, spearmanr

from brainmass import plot
from brainmass.analysis import power_spectrum

RNG = np.random.default_rng(2)
UPPER = np.triu_indices(12, 1)


def correlations(seed: int) -> np.ndarray:
    return np.corrcoef(np.random.default_rng(seed).normal(size=(30, 12)), rowvar=False)


def test_spectra_draw_every_region_and_their_mean_without_the_frequency_zero():
    spectrum = power_spectrum(RNG.normal(size=(512, 7)), 10.0)
    ax = plot.spectra(spectrum, unit="mV")
    regions = ax.collections[0].get_segments()
    assert len(regions) == 7
    np.testing.assert_allclose(regions[3], np.stack([spectrum.frequencies[1:], spectrum.density[1:, 3]], axis=1))
    np.testing.assert_allclose(ax.lines[0].get_ydata(), spectrum.density[1:].mean(axis=1))
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert ax.get_ylabel() == "power (mV²/Hz)"


def test_the_scatter_has_every_pair_and_the_regression_of_scipy():
    simulated, empirical = correlations(0), correlations(1)
    ax = plot.fc_scatter(simulated, empirical)
    x, y = np.asarray(ax.collections[0].get_offsets()).T
    np.testing.assert_array_equal(x, empirical[UPPER])
    np.testing.assert_array_equal(y, simulated[UPPER])
    expected = linregress(x, y)
    assert ax.texts[0].get_text() == f"r = {expected.rvalue:.3f}"
    equal, regression = ax.lines
    np.testing.assert_array_equal(equal.get_xdata(), equal.get_ydata())
    np.testing.assert_allclose(regression.get_ydata(), expected.intercept + expected.slope * regression.get_xdata())


def test_function_against_structure_has_every_connected_pair_and_the_rank_correlation_of_scipy():
    sc = np.triu(RNG.random((12, 12)) * (RNG.random((12, 12)) > 0.4), 1)
    sc, function = sc + sc.T, correlations(5)
    ax = plot.sc_fc(sc, function)
    x, y = np.asarray(ax.collections[0].get_offsets()).T
    among = sc[UPPER] > 0
    np.testing.assert_allclose(x, sc[UPPER][among])
    np.testing.assert_allclose(y, function[UPPER][among])
    assert ax.texts[0].get_text() == f"rho = {spearmanr(x, y).statistic:.3f}"
    assert ax.get_xscale() == "log"


def test_fcd_has_its_time_axis_from_the_step():
    values = correlations(3)
    ax = plot.fcd(values, step=2500.0)
    np.testing.assert_array_equal(ax.images[0].get_array(), values)
    assert tuple(ax.images[0].get_extent()) == (-1.25, 28.75, 28.75, -1.25)
    assert ax.images[0].get_clim() == (min(0.0, values.min()), 1.0)
    assert plot.fcd(values).get_xlabel() == "window"
    assert plot.phase_fcd(values, step=10.0).get_xlabel() == "time (s)"


def test_the_distribution_is_a_density_over_the_pairs_at_least_lag_apart():
    values = correlations(4)
    ax = plot.fcd_distribution({"simulated": values}, lag=3, bins=20)
    outline = ax.patches[0].get_path().vertices
    expected, _ = np.histogram(
        values[np.triu_indices(12, 3)], np.linspace(values[np.triu_indices(12, 3)].min(), 1, 21), density=True
    )
    assert outline[:, 1].max() == pytest.approx(expected.max())


def test_the_scan_is_sorted_and_marks_best_and_baselines():
    ax = plot.scan([4.0, 1.0, 2.0], [0.1, 0.2, 0.3], baselines={"SC": 0.26, "linear": 0.29}, name="strength G")
    line, best, *baselines = ax.lines
    assert line.get_xdata().tolist() == [1.0, 2.0, 4.0]
    assert line.get_ydata().tolist() == [0.2, 0.3, 0.1]
    assert (best.get_xdata()[0], best.get_ydata()[0]) == (2.0, 0.3)
    assert [baseline.get_ydata()[0] for baseline in baselines] == [0.26, 0.29]
    assert "G = 2: r = 0.300" in [text.get_text() for text in ax.get_legend().get_texts()]


def test_the_scan_marks_the_value_that_was_chosen():
    ax = plot.scan([1.0, 2.0, 4.0], [0.1, 0.3, 0.2], chosen=4.0)
    assert ax.lines[1].get_xdata()[0] == 4.0


def test_a_wide_scan_is_logarithmic():
    assert plot.scan([0.1, 1.0, 10.0], [0.1, 0.3, 0.2]).get_xscale() == "log"
    assert plot.scan([0.0, 1.0, 10.0], [0.1, 0.3, 0.2]).get_xscale() == "linear"


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plot.spectra((np.arange(4), np.ones((3, 2)))), r"got \(4,\) and \(3, 2\)"),
        (lambda: plot.spectra((np.arange(4), np.zeros((4, 2)))), "no power above 0 Hz"),
        (lambda: plot.sc_fc(np.eye(3), np.eye(4)), "3.*4"),
        (lambda: plot.sc_fc(-np.ones((4, 4)), correlations(0)[:4, :4]), "nothing|connected|alike|constant"),
        (lambda: plot.fc_scatter(np.eye(3), correlations(0)), "must have the same regions, got 3 and 12"),
        (lambda: plot.fcd(np.ones((2, 3))), "values must be a square matrix"),
        (lambda: plot.fcd(np.full((3, 3), np.nan)), "not finite"),
        (lambda: plot.fcd_distribution({}), "holds no FCD matrix"),
        (lambda: plot.fcd_distribution(correlations(0), lag=12), "no two windows of 12 are 12 apart"),
        (lambda: plot.scan([1.0], [0.1, 0.2]), r"two lists of one length, got shapes \(1,\) and \(2,\)"),
        (lambda: plot.scan([], []), "two lists of one length"),
        (lambda: plot.scan([1.0, 2.0], [0.1, np.nan]), r"agreement\[1\] is nan"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
