"""Windowed and multitaper spectra and coherence against SciPy and the spectra of linear processes."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import scipy.signal
from scipy.signal import lfilter

from brainmass.analysis import (
    coherence,
    coherency,
    debiased_wpli_square,
    imaginary_coherence,
    in_band,
    multitaper_fourier,
    spectral_density,
    windowed_fourier,
    wpli,
)

MS = 5.0  # 200 Hz
NOLTE = "Nolte et al. 2004, doi:10.1016/j.clinph.2004.04.029"
VINCK = "Vinck et al. 2011, doi:10.1016/j.neuroimage.2011.01.055"


def white(samples=4000, regions=3, seed=0):
    return np.random.default_rng(seed).normal(size=(samples, regions))


def delayed(samples=2**16, delay=2, gain=0.8):
    """White noise x, and y that repeats it after a delay, with noise of its own."""
    noise = white(samples + delay, 2)
    return np.stack([noise[delay:, 0], gain * noise[:-delay, 0] + noise[delay:, 1]], axis=1)


def mixed(samples=2**15):
    return white(samples, 2) @ np.array([[1.0, 0.5], [0.5, 1.0]])


@pytest.mark.parametrize(("window", "overlap"), [(1000.0, 0.5), (505.0, 0.0), (1000.0, 0.75)])
def test_windows_give_the_spectra_of_scipy(x64, window, overlap):
    signals, length = white() @ white(3, 3, 1), round(window / MS)
    fourier = windowed_fourier(signals, MS, window, overlap)
    options = {"fs": 200.0, "nperseg": length, "noverlap": int(overlap * length)}
    frequencies, density = scipy.signal.welch(signals.T, **options)
    np.testing.assert_allclose(fourier.frequencies, frequencies)
    np.testing.assert_allclose(spectral_density(fourier).density, density.T, rtol=1e-12, atol=1e-14)
    _, squared = scipy.signal.coherence(signals[:, 0], signals[:, 1], **options)
    np.testing.assert_allclose(coherence(fourier)[:, 0, 1], squared, atol=1e-12)
    _, cross = scipy.signal.csd(signals[:, 0], signals[:, 1], **options)
    np.testing.assert_allclose(coherency(fourier)[:, 1, 0], cross / np.sqrt(density[0] * density[1]), atol=1e-12)


def test_multitaper_spectrum_is_that_of_an_autoregression(x64, check):
    # AR(2) with a peak: S(f) = 2 s^2 dt / |1 - a1 z - a2 z^2|^2 on one side, z = exp(-2 pi i f dt).
    a1, a2 = 2 * 0.95 * np.cos(2 * np.pi * 0.05), -(0.95**2)
    signal = lfilter([1], [1, -a1, -a2], white(2**14, 1, 4)[:, 0])[100:]
    spectrum = spectral_density(multitaper_fourier(signal[:, None], MS, bandwidth=0.25))
    f = spectrum.frequencies[200:-200]
    z = np.exp(-2j * np.pi * f / 200)
    exact = 2 / 200 / np.abs(1 - a1 * z - a2 * z**2) ** 2
    ratio = np.asarray(spectrum.density)[200:-200, 0] / exact
    tapers = int(2 * 0.25 * len(signal) / 200) - 1
    source = "spectrum of an AR(2); Percival & Walden 1993, doi:10.1017/CBO9780511622762"
    check("multitaper spectrum over the exact one, mean", ratio.mean(), 1.0, abs=0.02, source=source)
    # Every estimate is chi^2 of 2 K degrees of freedom: a relative variance of 1 / K.
    check("its variance times the number of tapers", ratio.var() * tapers, 1.0, rel=0.3, source=source)


def test_the_density_of_every_taper_integrates_to_the_variance(x64):
    signal = white(999, 1)
    spectrum = spectral_density(multitaper_fourier(signal, MS, bandwidth=1.0, tapers=2))
    total = np.asarray(spectrum.density).sum() * spectrum.frequencies[1]
    tapers = scipy.signal.windows.dpss(999, 999 * 0.005, Kmax=2)
    expected = ((signal[:, 0] - signal.mean()) ** 2 * tapers**2).sum() / 2
    assert total == pytest.approx(expected, rel=1e-12)


def test_coherency_of_a_delayed_copy(x64, check):
    # |C|^2 = g^2 / (1 + g^2); its phase is 2 pi f d, here over 0 to 30 Hz.
    fourier = in_band(windowed_fourier(delayed(), MS, 500.0), (2, 30))
    value = np.asarray(coherency(fourier))[:, 0, 1]
    source = "x and g x(t - d) + noise; " + NOLTE
    check.table("coherence of a delayed copy", np.abs(value) ** 2, 0.64 / 1.64, abs=0.06, source=source)
    phase = 2 * np.pi * fourier.frequencies * 0.010
    check.table("phase of coherency of a delayed copy", np.angle(value), phase, abs=0.1, source=source, unit="rad")
    expected = np.sqrt(0.64 / 1.64) * np.sin(phase)
    check.table("imaginary coherence", imaginary_coherence(fourier)[:, 0, 1], expected, abs=0.06, source=source)
    np.testing.assert_allclose(imaginary_coherence(fourier)[:, 1, 0], -value.imag, atol=1e-14)


def test_mixing_without_delay_is_coherent_but_not_imaginary_and_has_no_lag(x64, check):
    fourier = in_band(windowed_fourier(mixed(), MS, 500.0, overlap=0.0), (2, 98))
    # cov = [[1.25, 1], [1, 1.25]]: a coherence of 0.64 at all frequencies.
    check("coherence of a mixture", coherence(fourier)[:, 0, 1].mean(), 0.64, abs=0.01, source=NOLTE)
    check("its imaginary coherence", imaginary_coherence(fourier)[:, 0, 1].mean(), 0.0, abs=0.01, source=NOLTE)
    # 327 stretches: a standard error of 2 sqrt(2) / 327 at each of 49 frequencies, 0.0012 of their mean.
    check("its wPLI squared, debiased", debiased_wpli_square(fourier)[:, 0, 1].mean(), 0.0, abs=0.005, source=VINCK)


def test_a_constant_lag_has_a_wpli_of_one(x64, check):
    t = np.arange(4000) * MS / 1000
    signals = np.stack([np.sin(20 * np.pi * t), np.sin(20 * np.pi * t - 0.8)], axis=1) + 1e-3 * white(4000, 2)
    fourier = windowed_fourier(signals, MS, 1000.0, overlap=0.0)
    at = int(np.argmin(np.abs(fourier.frequencies - 10)))
    check("wPLI of a constant lag", wpli(fourier)[at, 0, 1], 1.0, abs=1e-12, source=VINCK)
    check("its square, debiased", debiased_wpli_square(fourier)[at, 0, 1], 1.0, abs=1e-12, source=VINCK)
    check("imaginary coherence", imaginary_coherence(fourier)[at, 0, 1], np.sin(0.8), abs=1e-3, source=NOLTE)


def test_wpli_is_the_formula_written_out(x64):
    fourier = windowed_fourier(white(), MS, 500.0)
    x = np.asarray(fourier.values)
    power = np.sqrt((np.abs(x) ** 2).sum(axis=0))
    x = np.where(power > 0, x / power, 0)
    imaginary = (x[:, :, :, None] * x[:, :, None, :].conj()).imag
    off = ~np.eye(3, dtype=bool)
    inside = slice(1, -1)  # a real coefficient at 0 and at half of the sampling rate has no imaginary part
    with np.errstate(invalid="ignore"):
        expected = np.abs(imaginary.mean(axis=0)) / np.abs(imaginary).mean(axis=0)
    np.testing.assert_allclose(np.asarray(wpli(fourier))[inside][:, off], expected[inside][:, off], rtol=1e-9)
    pairs = [(s, r) for s in range(len(x)) for r in range(len(x)) if s != r]
    first, second = (imaginary[list(index)] for index in zip(*pairs, strict=True))
    expected = (first * second).sum(axis=0)[inside][:, off] / np.abs(first * second).sum(axis=0)[inside][:, off]
    np.testing.assert_allclose(np.asarray(debiased_wpli_square(fourier))[inside][:, off], expected, rtol=1e-7)


def test_coherence_has_no_scale_and_none_of_it_is_nan_where_a_region_is_silent():
    signals = white() * [1e-20, 1.0, 0.0]
    for measure in (coherence, imaginary_coherence, wpli, debiased_wpli_square):
        value = np.asarray(measure(windowed_fourier(signals, MS, 500.0)))
        assert np.isfinite(value).all()
        assert (value[:, 2] == 0).all()
        expected = measure(windowed_fourier(white()[:, :2], MS, 500.0))
        np.testing.assert_allclose(value[1:-1, 0, 1], expected[1:-1, 0, 1], atol=2e-4)


@pytest.mark.parametrize("measure", [wpli, debiased_wpli_square])
def test_a_region_and_its_copies_have_no_lag(measure):
    signals = white() @ np.array([[1.0, 1.0, -0.5], [0, 0, 0], [0, 0, 0]])
    fourier = windowed_fourier(signals.astype(np.float32), MS, 500.0)
    for function in (measure, jax.jit(measure)):  # jit may multiply and add with one rounding
        assert (np.asarray(function(fourier)) == 0).all()


@pytest.mark.parametrize("measure", [coherence, imaginary_coherence, debiased_wpli_square, spectral_density])
def test_gradients_against_central_differences(x64, measure):
    signals, along, h = jnp.asarray(white(120, 2)), white(120, 2, 1), 1e-6

    def loss(x):
        fourier = in_band(windowed_fourier(x, MS, 100.0), (15, 75))
        value = measure(fourier)
        return ((value.density if measure is spectral_density else value[:, 0, 1]) ** 2).sum()

    expected = (loss(signals + h * along) - loss(signals - h * along)) / (2 * h)
    np.testing.assert_allclose((jax.jit(jax.grad(loss))(signals) * along).sum(), expected, rtol=1e-6)


def test_gradients_are_finite_where_a_coefficient_is_real():
    def loss(x):
        return wpli(windowed_fourier(x, MS, 100.0)).sum() + coherence(multitaper_fourier(x, MS, 10.0)).sum()

    assert np.isfinite(jax.jit(jax.grad(loss))(jnp.asarray(white(120, 2)))).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: windowed_fourier(white(), MS, 15.0), "window must be at least 4 samples of 5 ms .* got 3"),
        (lambda: windowed_fourier(white(50), MS, 300.0), "at most the recording's 50, got 60"),
        (lambda: windowed_fourier(white(), MS, 500.0, overlap=1.0), "overlap must be at least 0 and below 1, got 1"),
        (lambda: multitaper_fourier(white(), MS, 0.01), r"at least one over the duration \(0.05 Hz\) .* got 0.01 Hz"),
        (lambda: multitaper_fourier(white(), MS, 60.0), r"at most a quarter of the sampling rate \(50 Hz\)"),
        (lambda: multitaper_fourier(white(), MS, 0.1, tapers=5), r"whole number from 1 to 4 \(2 T W\), got 5"),
        (lambda: coherence(windowed_fourier(white(100), MS, 500.0)), "coherence needs at least 2 stretches"),
        (
            lambda: in_band(windowed_fourier(white(), MS, 500.0), (2.5, 3.5)),
            "holds none of the frequencies, 2 Hz",
        ),
    ],
)
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
