"""Fourier coefficients of stretches of a recording, by windows or by tapers: what spectra and coherence are made of."""

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.analysis.door import as_signals, band_in_hz, positive_ms
from brainmass.analysis.spectra import Spectrum
from brainmass.units import hertz, one, to_float


class Fourier(NamedTuple):
    """Frequencies in Hz, (frequency,), and complex coefficients, (stretch, frequency, region).

    A stretch is a window, a taper or a trial: what is averaged over. The mean of the squared magnitudes is the
    one-sided power density in signal^2 / Hz.
    """

    frequencies: np.ndarray
    values: jax.Array


def windowed_fourier(signals: Any, interval: Any, window: Any, overlap: float = 0.5) -> Fourier:
    """Fourier coefficients of overlapping Hann windows, as in Welch's method.

    Welch 1967, doi:10.1109/TAU.1967.1161901. The mean of each window is taken off.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    interval : ms or quantity
        Time between samples.
    window : ms or quantity
        Length of a stretch, rounded to whole samples. Coherence needs many of them: of n disjoint ones, independent
        signals have a coherence of about 1 / n.
    overlap : float
        Share of a window that the next one repeats, in [0, 1).

    Returns
    -------
    Fourier
        Differentiable in the signals.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, the window is shorter than 4 samples or longer than
        the recording, or ``overlap`` lies outside [0, 1).

    Examples
    --------
    >>> import numpy as np, brainunit as u
    >>> signals = np.random.default_rng(0).normal(size=(2000, 3))
    >>> windowed_fourier(signals, interval=5 * u.ms, window=1 * u.second).values.shape
    (19, 101, 3)
    """
    array = as_signals(signals)
    every = positive_ms(interval, "interval")
    length = round(positive_ms(window, "window") / every)
    share = to_float(overlap, one, "overlap")
    if not 0 <= share < 1:
        raise ValueError(f"overlap must be at least 0 and below 1, got {share:g}")
    if not 4 <= length <= len(array):
        raise ValueError(
            f"window must be at least 4 samples of {every:g} ms and at most the recording's {len(array)}, got {length}"
        )
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length)
    starts = np.arange(0, len(array) - length + 1, length - int(share * length))
    windows = array[starts[:, None] + np.arange(length)]
    return _coefficients(windows - windows.mean(axis=1, keepdims=True), hann[:, None], every)


def multitaper_fourier(signals: Any, interval: Any, bandwidth: Any, tapers: int | None = None) -> Fourier:
    r"""Fourier coefficients of the whole recording under orthogonal tapers.

    The tapers are discrete prolate spheroidal sequences, of all sequences those with most of their power within
    :math:`\pm` ``bandwidth`` (Thomson 1982, doi:10.1109/PROC.1982.12433; Percival & Walden 1993,
    doi:10.1017/CBO9780511622762). The mean of the recording is taken off.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    interval : ms or quantity
        Time between samples.
    bandwidth : Hz or quantity
        W, half of the width over which the spectrum is smoothed. With T the duration, T W is the "time half bandwidth
        product", usually 2 to 4.
    tapers : int, optional
        How many; None takes 2 T W - 1, as many as leak little.

    Returns
    -------
    Fourier
        One stretch per taper, frequencies 1 / T apart. Differentiable in the signals.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, T W is below 1 or W above a quarter of the sampling
        rate, or ``tapers`` is not between 1 and 2 T W.

    Examples
    --------
    Ten seconds, smoothed over half a Hz to both sides.

    >>> import numpy as np, brainunit as u
    >>> signals = np.random.default_rng(0).normal(size=(2000, 3))
    >>> multitaper_fourier(signals, interval=5 * u.ms, bandwidth=0.5 * u.Hz).values.shape
    (9, 1001, 3)
    """
    from scipy.signal.windows import dpss

    array = as_signals(signals)
    every = positive_ms(interval, "interval")
    half_width = to_float(bandwidth, hertz, "bandwidth")
    seconds = len(array) * every / 1000.0
    product = seconds * half_width
    if product < 1 or half_width > 250.0 / every:
        raise ValueError(
            f"bandwidth must be at least one over the duration ({1 / seconds:g} Hz) and at most a quarter of the "
            f"sampling rate ({250.0 / every:g} Hz), got {half_width:g} Hz"
        )
    most = int(2 * product + 1e-9)
    count = max(most - 1, 1) if tapers is None else tapers
    if not isinstance(count, int) or not 1 <= count <= most:
        raise ValueError(f"tapers must be a whole number from 1 to {most} (2 T W), got {tapers}")
    sequences = np.asarray(dpss(len(array), product, Kmax=count))
    centred = array - array.mean(axis=0)
    return _coefficients(jnp.broadcast_to(centred, (count, *centred.shape)), sequences[:, :, None], every)


def _coefficients(stretches: jax.Array, taper: np.ndarray, every: float) -> Fourier:
    """Of real stretches (stretch, time, region), scaled so that their squares are a one-sided density per Hz."""
    length = stretches.shape[1]
    frequencies = np.fft.rfftfreq(length, every / 1000.0)
    # At 0, and at half of the sampling rate, there is one side only and no imaginary part, up to rounding: it goes, for
    # a phase lag would be made of it.
    both_sides = (frequencies > 0) & (2 * np.arange(len(frequencies)) < length)
    one_sided = jnp.asarray(np.where(both_sides, np.sqrt(2.0), 1.0), stretches.dtype)[:, None]
    power = (taper**2).sum(axis=-2, keepdims=True) * 1000.0 / every
    scaled = jnp.asarray(taper / np.sqrt(power), stretches.dtype)
    values = jnp.fft.rfft(stretches * scaled, axis=1)
    imaginary = jnp.where(both_sides[:, None], values.imag, 0.0)
    return Fourier(frequencies, jax.lax.complex(values.real, imaginary) * one_sided)


def spectral_density(fourier: Fourier) -> Spectrum:
    """One-sided power density: the mean over stretches of the squared coefficients.

    Of ``windowed_fourier`` it is Welch's estimate, as ``power_spectrum`` gives it; of ``multitaper_fourier`` Thomson's
    with equal weights. Unlike ``power_spectrum`` it is differentiable in the signals.

    Parameters
    ----------
    fourier : Fourier
        From ``windowed_fourier`` or ``multitaper_fourier``.

    Returns
    -------
    Spectrum
        ``frequencies`` in Hz and ``density`` in signal^2 / Hz, (frequency, region).

    Examples
    --------
    White noise of variance 1, sampled at 200 Hz: 1 / 100 per Hz.

    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=(20000, 1))
    >>> spectrum = spectral_density(multitaper_fourier(noise, interval=5.0, bandwidth=0.5))
    >>> print(round(float(spectrum.density[100:-100].mean()), 3))
    0.01
    """
    density: Any = (fourier.values.real**2 + fourier.values.imag**2).mean(axis=0)
    return Spectrum(fourier.frequencies, density)


def in_band(fourier: Fourier, band: tuple[Any, Any]) -> Fourier:
    """The part of the coefficients whose frequencies lie in a band.

    Parameters
    ----------
    fourier : Fourier
        From ``windowed_fourier`` or ``multitaper_fourier``.
    band : (low, high) in Hz or quantities
        Both included.

    Returns
    -------
    Fourier

    Raises
    ------
    ValueError
        If the band holds none of the frequencies.

    Examples
    --------
    >>> import numpy as np
    >>> signals = np.random.default_rng(0).normal(size=(2000, 3))
    >>> in_band(windowed_fourier(signals, interval=5.0, window=1000.0), (8, 12)).frequencies
    array([ 8.,  9., 10., 11., 12.])
    """
    low, high = band_in_hz(band)
    chosen = np.flatnonzero((fourier.frequencies >= low) & (fourier.frequencies <= high))
    if chosen.size == 0:
        raise ValueError(
            f"band ({low:g}, {high:g}) Hz holds none of the frequencies, {fourier.frequencies[1]:g} Hz apart up to "
            f"{fourier.frequencies[-1]:g} Hz; widen it, or lengthen the window"
        )
    return Fourier(fourier.frequencies[chosen], fourier.values[:, chosen])
