"""Spectra with their fits and bands, and coherence with its line of chance."""

import numpy as np
import pytest
from scipy.stats import beta

from brainmass import plot
from brainmass.analysis import AperiodicFit, SpectralPeak

F = np.arange(0.0, 50.0)
DENSITY = 1 / (1 + F[:, None]) * np.array([1.0, 2.0, 3.0])
FIT = AperiodicFit(0.5, 0.0, 1.2, (SpectralPeak(10.0, 0.8, 2.0), SpectralPeak(21.5, 0.4, 3.0)), 0.99)


def test_several_spectra_are_drawn_by_name_as_their_means():
    ax = plot.spectra({"Welch": (F, DENSITY), "tapers": (F, 2 * DENSITY)})
    assert [line.get_label() for line in ax.lines] == ["Welch", "tapers"]
    np.testing.assert_allclose(ax.lines[1].get_ydata(), 4 / (1 + F[1:]))
    assert not ax.collections
    low, high = ax.get_ylim()
    assert low < 2 / 50
    assert high > 4 / 2


def test_bands_are_shaded_where_they_are_and_named_in_their_middle():
    ax = plot.spectra((F, DENSITY), bands={"θ": (4, 8), "α": (8, 13)})
    assert [patch.get_extents().transformed(ax.transData.inverted()).x1 for patch in ax.patches] == pytest.approx(
        [8, 13]
    )
    ax.figure.canvas.draw()
    above = ax.child_axes[0].xaxis
    assert [text.get_text() for text in above.get_ticklabels()] == ["θ", "α"]
    np.testing.assert_allclose(above.get_ticklocs(), np.sqrt([32, 104]))  # in the middle of a logarithmic axis


def test_the_fit_is_drawn_over_its_band_with_its_peaks_named():
    ax = plot.aperiodic((F, DENSITY), FIT, region=1, band=(2, 40))
    spectrum, fit, below = ax.lines
    np.testing.assert_array_equal(spectrum.get_ydata(), DENSITY[1:, 1])
    f = np.arange(2.0, 41.0)
    np.testing.assert_array_equal(fit.get_xdata(), f)
    np.testing.assert_allclose(below.get_ydata(), 10**0.5 / f**1.2)
    peaks = 0.8 * np.exp(-2 * ((f - 10) / 2) ** 2) + 0.4 * np.exp(-2 * ((f - 21.5) / 3) ** 2)
    np.testing.assert_allclose(fit.get_ydata(), 10**0.5 / f**1.2 * 10**peaks)
    assert [text.get_text() for text in ax.texts] == ["10 Hz", "21.5 Hz"]
    assert below.get_label() == "aperiodic, exponent 1.20"
    with pytest.raises(TypeError, match=r"fit must be one AperiodicFit, such as fit_aperiodic\(...\)\[0\], got list"):
        plot.aperiodic((F, DENSITY), [FIT])


@pytest.mark.parametrize(("stretches", "alpha"), [(2, 0.05), (40, 0.05), (100, 0.01)])
def test_the_line_of_chance_is_the_quantile_of_coherence_of_independent_signals(stretches, alpha):
    """Of n independent stretches it has the beta distribution (1, n - 1)."""
    ax = plot.coherence([1.0, 2.0], np.full((2, 2, 2), 0.1), stretches=stretches, alpha=alpha)
    assert ax.lines[-1].get_ydata()[0] == pytest.approx(beta(1, stretches - 1).ppf(1 - alpha))


def test_coherence_has_every_pair_and_their_mean():
    values = np.random.default_rng(0).random((5, 4, 4))
    ax = plot.coherence(np.arange(1.0, 6.0), values, name="wPLI")
    pairs = values[:, *np.triu_indices(4, 1)]
    lines = ax.collections[0].get_segments()
    assert len(lines) == 6
    np.testing.assert_allclose(np.stack([line[:, 1] for line in lines], axis=1), pairs)
    np.testing.assert_allclose(ax.lines[0].get_ydata(), pairs.mean(axis=1))
    assert ax.get_ylabel() == "wPLI"


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plot.spectra({}), "holds no spectrum"),
        (lambda: plot.spectra((F, DENSITY), bands={"α": (13, 8)}), "band must satisfy 0 < low < high"),
        (lambda: plot.aperiodic((F, DENSITY), FIT, region=3), "region must be a whole number from 0 to 2, got 3"),
        (lambda: plot.coherence(F, np.ones((3, 2, 2))), r"got \(50,\) and \(3, 2, 2\)"),
        (lambda: plot.coherence([1.0], np.ones((1, 1, 1))), "one region only"),
        (
            lambda: plot.coherence([1.0], np.ones((1, 2, 2)), stretches=1),
            "stretches must be a whole number of at least 2",
        ),
        (lambda: plot.coherence([1.0], np.ones((1, 2, 2)), stretches=9, alpha=5), "alpha must lie between 0 and 1"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
