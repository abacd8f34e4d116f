"""Aperiodic fits of spectra that were made with known parts."""

import numpy as np
import pytest

from brainmass.analysis import Spectrum, fit_aperiodic, multitaper_fourier, spectral_density

F = np.arange(1.0, 50.0, 0.25)
SOURCE = "the spectrum that was made; model of Donoghue et al. 2020, doi:10.1038/s41593-020-00744-x"


def made(offset=1.2, exponent=1.4, knee=0.0, peaks=(), noise=0.0, f=F):
    """Peaks are (centre, height, two-sided width)."""
    log_power = offset - np.log10(knee + f**exponent)
    for centre, height, width in peaks:
        log_power += height * np.exp(-((f - centre) ** 2) / (2 * (width / 2) ** 2))
    log_power += noise * np.random.default_rng(0).normal(size=f.size)
    return Spectrum(f, 10 ** log_power[:, None])


ALPHA, BETA = (10.0, 0.9, 3.0), (22.3, 0.4, 5.0)


@pytest.mark.parametrize("exponent", [0.0, 0.7, 2.0, 3.5])
@pytest.mark.parametrize("peaks", [(), (ALPHA,), (ALPHA, BETA)])
def test_the_parts_of_a_clean_spectrum_are_found(check, exponent, peaks):
    fit = fit_aperiodic(made(exponent=exponent, peaks=peaks), (1, 50))[0]
    name = f"fit of 1/f^{exponent:g} with {len(peaks)} peaks"
    assert fit.knee == 0
    assert len(fit.peaks) == len(peaks)
    both = (fit.offset, fit.exponent, fit.peaks), (1.2, exponent, peaks)
    found, parts = ([offset, chi, *np.ravel(rows)] for offset, chi, rows in both)
    check.table(f"{name}: offset, exponent, peaks", found, parts, abs=1e-4, source=SOURCE)
    if peaks:
        assert fit.r_squared == pytest.approx(1.0, abs=1e-9)


def test_a_knee_is_found(check):
    fit = fit_aperiodic(made(exponent=2.0, knee=100.0, peaks=(BETA,)), (1, 50), knee=True)[0]
    check("knee frequency", fit.knee ** (1 / fit.exponent), 10.0, rel=1e-4, source=SOURCE, unit="Hz")
    check("exponent beyond a knee", fit.exponent, 2.0, abs=1e-4, source=SOURCE)
    check.table("peak beside a knee", fit.peaks, [BETA], abs=1e-3, source=SOURCE)


def test_scatter_of_an_estimate_is_borne(check):
    # 0.08 in log10 units is the scatter of a Welch spectrum of about 30 windows.
    fit = fit_aperiodic(made(peaks=(ALPHA, BETA), noise=0.08), (1, 50), min_height=0.25)[0]
    check("exponent in scatter", fit.exponent, 1.4, abs=0.06, source=SOURCE)
    check.table("centres in scatter", [p.frequency for p in fit.peaks], [10.0, 22.3], abs=0.4, source=SOURCE, unit="Hz")
    check.table("heights in scatter", [p.height for p in fit.peaks], [0.9, 0.4], abs=0.1, source=SOURCE)


def test_overlapping_peaks_do_not_bend_the_rest():
    fit = fit_aperiodic(made(peaks=((9.0, 0.8, 2.5), (13.0, 0.6, 3.0))), (1, 50))[0]
    assert fit.exponent == pytest.approx(1.4, abs=1e-3)
    np.testing.assert_allclose([p.frequency for p in fit.peaks], [9, 13], atol=0.05)


def test_white_noise_has_the_exponent_0_and_no_peaks(check):
    spectrum = spectral_density(
        multitaper_fourier(np.random.default_rng(1).normal(size=(20000, 2)), 5.0, bandwidth=1.0)
    )
    for fit in fit_aperiodic(Spectrum(*(np.asarray(x)[::200] for x in spectrum)), (2, 80), min_height=0.2):
        check("exponent of white noise", fit.exponent, 0.0, abs=0.05, source="S(f) = 2 dt")
        check("offset of white noise", fit.offset, -2.0, abs=0.05, source="S(f) = 2 dt")
        assert fit.peaks == ()


def test_the_fit_gives_the_spectrum_back():
    spectrum = made(peaks=(ALPHA,))
    fit = fit_aperiodic(spectrum, (1, 50))[0]
    np.testing.assert_allclose(fit.power(F), spectrum.density[:, 0], rtol=1e-5)
    np.testing.assert_allclose(fit.aperiodic(F), 1.2 - 1.4 * np.log10(F), atol=1e-5)


def test_no_more_peaks_than_allowed():
    fit = fit_aperiodic(made(peaks=(ALPHA, BETA)), (1, 50), max_peaks=1)[0]
    assert len(fit.peaks) == 1
    assert fit_aperiodic(made(peaks=(ALPHA, BETA)), (1, 50), max_peaks=0)[0].peaks == ()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fit_aperiodic(made(), (1, 2)), r"band \(1, 2\) Hz holds 5 frequencies .* 8 are needed"),
        (lambda: fit_aperiodic(Spectrum(F, np.zeros((F.size, 1))), (1, 50)), "region 0 has no power"),
        (lambda: fit_aperiodic(Spectrum(F, np.ones(F.size)), (1, 50)), r"\(frequency, region\), got"),
        (lambda: fit_aperiodic(made(), (1, 50), peak_width=(3, 2)), "peak_width must satisfy 0 < least < most"),
        (
            lambda: fit_aperiodic(made(), (1, 50), max_peaks=-1),
            "max_peaks must be a whole number of at least 0",
        ),
    ],
)
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
