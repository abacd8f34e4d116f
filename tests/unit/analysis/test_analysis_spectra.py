"""Power spectra of signals whose spectrum is known."""

import brainunit as u
import jax
import numpy as np
import pytest

from brainmass.analysis import Spectrum, peak_frequency, power_spectrum


def rhythm(hertz, amplitude=1.0, seconds=10.0, interval=1.0):
    t = np.arange(0, seconds, interval / 1000)
    return amplitude * np.sin(2 * np.pi * hertz * t)[:, None]


def test_power_of_a_rhythm_is_half_its_squared_amplitude():
    signals = np.concatenate([rhythm(10, amplitude=3), rhythm(40, amplitude=0.5)], axis=1)
    frequencies, density = power_spectrum(signals, interval=1.0, window=2000.0)
    np.testing.assert_allclose(density.sum(axis=0) * frequencies[1], [4.5, 0.125], rtol=1e-10)
    np.testing.assert_array_equal(frequencies[density.argmax(axis=0)], [10, 40])


def test_white_noise_has_a_flat_density():
    # One-sided density of white noise of variance s^2 sampled every dt: 2 s^2 dt, here 2 * 4 * 0.002 s.
    noise = 2.0 * np.random.default_rng(0).normal(size=(200_000, 1))
    frequencies, density = power_spectrum(noise, interval=2.0, window=1000.0)
    assert frequencies[-1] == 250.0
    for low in (20, 100, 180):
        part = density[(frequencies >= low) & (frequencies < low + 50)]
        assert part.mean() == pytest.approx(0.016, rel=0.02)


def test_ornstein_uhlenbeck_has_a_lorentzian_density():
    # An exactly sampled OU process is an AR(1); its one-sided density is 2 s^2 dt / |1 - a exp(-i w dt)|^2.
    from scipy.signal import lfilter

    interval, decay = 1.0, np.exp(-1.0 / 20.0)
    signals = lfilter([1.0], [1.0, -decay], np.random.default_rng(1).normal(size=(400_000, 1)), axis=0)
    frequencies, density = power_spectrum(signals, interval, window=1000.0)
    expected = 2 * 0.001 / np.abs(1 - decay * np.exp(-2j * np.pi * frequencies * 0.001)) ** 2
    ratio = density[5:400, 0] / expected[5:400]
    assert ratio.mean() == pytest.approx(1.0, abs=0.01)
    assert ratio[:20].mean() == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize(("overlap", "detrend"), [(0.0, "constant"), (0.75, "linear"), (0.5, False)])
def test_options_are_those_of_scipy(overlap, detrend):
    from scipy.signal import welch

    signals = np.random.default_rng(2).normal(size=(500, 3)).cumsum(axis=0)
    expected = welch(signals, fs=500.0, nperseg=100, noverlap=int(overlap * 100), detrend=detrend, axis=0)
    found = power_spectrum(signals, 2 * u.ms, window=0.2 * u.second, overlap=overlap, detrend=detrend)
    np.testing.assert_array_equal(found.frequencies, expected[0])
    np.testing.assert_array_equal(found.density, expected[1])


def test_a_line_has_no_power_once_it_is_taken_off():
    line = np.linspace(0, 5, 1000)[:, None]
    assert power_spectrum(line, 1.0, detrend="linear").density.max() < 1e-20
    assert power_spectrum(line, 1.0, detrend=False).density.max() > 1e-3


def test_the_default_window_is_a_quarter_of_the_recording():
    assert power_spectrum(rhythm(10), 1.0).frequencies[1] == pytest.approx(1 / 2.5)
    assert len(power_spectrum(np.arange(6.0)[:, None], 1.0).frequencies) == 3


@pytest.mark.parametrize("hertz", [9.8, 10.0, 10.13, 10.25, 10.4])
def test_peak_between_bins_is_found_to_a_twentieth_of_a_bin(hertz):
    spectrum = power_spectrum(rhythm(hertz), interval=1 * u.ms, window=2 * u.second)
    assert peak_frequency(spectrum)[0] == pytest.approx(hertz, abs=0.5 / 20)


def test_peak_within_a_band():
    signals = rhythm(10, amplitude=5) + rhythm(40)
    spectrum = power_spectrum(signals, 1.0, window=1000.0)
    assert peak_frequency(spectrum)[0] == pytest.approx(10, abs=0.01)
    assert peak_frequency(spectrum, band=(30 * u.Hz, 0.05 / u.ms))[0] == pytest.approx(40, abs=0.01)


def test_power_that_falls_through_a_band_peaks_at_its_lower_end():
    frequencies = np.arange(0.0, 50.0)
    spectrum = Spectrum(frequencies, (1 / (1 + frequencies))[:, None])
    assert peak_frequency(spectrum, band=(8, 12))[0] == 8.0


def test_peak_beside_an_empty_bin_and_on_a_plateau_is_a_bin():
    power = np.array([0, 0, 1, 0, 0.0])
    assert peak_frequency(Spectrum(np.arange(5.0), power[:, None]))[0] == 2.0
    flat = np.array([1, 1, 1, 1, 1.0])
    assert peak_frequency(Spectrum(np.arange(5.0), flat[:, None]))[0] == 1.0
    nearly = np.array([0, 1, np.nextafter(1e10, 0), 1e10, 1e10, 1.0])  # equal once the logarithm is taken
    assert peak_frequency(Spectrum(np.arange(6.0), nearly[:, None]))[0] == 3.0


SPECTRUM = power_spectrum(rhythm(10), 1.0, window=1000.0)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: power_spectrum(rhythm(10)[:, 0], 1.0), ValueError, r"shape \(time, region\), got \(10000,\)"),
        (lambda: power_spectrum(rhythm(10), 0), ValueError, "interval must be positive, got 0 ms"),
        (lambda: power_spectrum(rhythm(10), 1 * u.mV), TypeError, "interval is in mV, which cannot be converted to ms"),
        (lambda: power_spectrum(rhythm(10), [1.0, 2.0]), TypeError, "interval must be a single number in ms"),
        (lambda: power_spectrum(rhythm(10), 1.0, window=3.0), ValueError, "at least 4 samples of 1 ms, got 3"),
        (lambda: power_spectrum(rhythm(10)[:3], 1.0), ValueError, "at least 4 samples of 1 ms, got 3"),
        (
            lambda: power_spectrum(rhythm(10), 1.0, window=11 * u.second),
            ValueError,
            "window is 11000 samples of 1 ms, longer than the recording of 10000",
        ),
        (
            lambda: power_spectrum(rhythm(10), 1.0, overlap=1.0),
            ValueError,
            "overlap must be at least 0 and below 1, got 1",
        ),
        (
            lambda: power_spectrum(rhythm(10), 1.0, detrend="quadratic"),
            ValueError,
            "detrend must be one of 'constant', ",
        ),
        (lambda: power_spectrum(np.full((9, 1), np.inf), 1.0), ValueError, r"signals\[0, 0\] is inf: 9 of 9"),
        (lambda: jax.jit(lambda x: power_spectrum(x, 1.0))(rhythm(10)), TypeError, "power_spectrum runs outside JAX"),
        (
            lambda: peak_frequency(SPECTRUM, band=(10.2, 10.8)),
            ValueError,
            "none of the spectrum's frequencies, 1 Hz apart",
        ),
        (lambda: peak_frequency(SPECTRUM, band=(12, 8)), ValueError, r"0 < low < high, got \(12, 8\) Hz"),
        (lambda: peak_frequency((np.arange(3.0), np.ones(3))), ValueError, r"got \(3,\) and \(3,\)"),
        (
            lambda: peak_frequency(Spectrum(np.arange(3.0), np.array([[1, 1], [1, 0], [1, 0.0]]))),
            ValueError,
            "region 1 has no power in the band",
        ),
    ],
)
def test_bad_input_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()
