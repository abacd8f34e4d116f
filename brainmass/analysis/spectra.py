"""Power spectra, and where they peak."""

from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from brainmass.analysis.door import as_numpy_signals, band_in_hz, positive_ms
from brainmass.units import one, to_float

DETRENDS = ("constant", "linear", False)


class Spectrum(NamedTuple):
    """Frequencies in Hz, (frequency,), and one-sided power density in signal^2 / Hz, (frequency, region)."""

    frequencies: np.ndarray
    density: np.ndarray


def power_spectrum(
    signals: Any, interval: Any, window: Any = None, overlap: float = 0.5, detrend: str | bool = "constant"
) -> Spectrum:
    """Power spectral density of each region by Welch's method with Hann windows.

    Welch 1967, doi:10.1109/TAU.1967.1161901. The density integrates to the variance of the signal; the frequencies are
    one over the window length apart.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    interval : ms or quantity
        Time between samples.
    window : ms or quantity, optional
        Length of the stretches whose spectra are averaged, rounded to whole samples; None takes a
        quarter of the recording. Longer ones resolve finer, shorter ones scatter less.
    overlap : float
        Share of a window that the next one repeats, in [0, 1).
    detrend : "constant", "linear" or False
        What is taken off each window: its mean, its line, or nothing.

    Returns
    -------
    Spectrum
        ``frequencies`` in Hz and ``density`` in signal^2 / Hz.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, the window is shorter than 4 samples or longer than
        the recording, ``overlap`` lies outside [0, 1), or ``detrend`` is unknown.

    Examples
    --------
    >>> import numpy as np, brainunit as u
    >>> t = np.arange(10_000)
    >>> spectrum = power_spectrum(np.sin(2 * np.pi * 0.01 * t)[:, None], interval=1 * u.ms)
    >>> print(spectrum.frequencies[spectrum.density[:, 0].argmax()].round(3))
    10.0
    """
    from scipy.signal import welch

    array = as_numpy_signals(signals, "power_spectrum")
    every = positive_ms(interval, "interval")
    samples = window_samples(window, every, array.shape[0])
    share = to_float(overlap, one, "overlap")
    if not 0 <= share < 1:
        raise ValueError(f"overlap must be at least 0 and below 1, got {share:g}")
    if detrend not in DETRENDS:
        raise ValueError(f"detrend must be one of {', '.join(map(repr, DETRENDS))}, got {detrend!r}")
    frequencies, density = welch(
        array,
        fs=1000.0 / every,
        nperseg=samples,
        noverlap=int(share * samples),
        detrend=detrend,  # pyright: ignore[reportArgumentType]: SciPy takes False too
        axis=0,
    )
    return Spectrum(frequencies, density)


def window_samples(window: Any, interval: float, available: int) -> int:
    """The length of a window in samples; None takes a quarter of the recording."""
    if window is None:
        samples = max(available // 4, min(available, 4))
    else:
        samples = round(positive_ms(window, "window") / interval)
    if samples < 4:
        raise ValueError(f"power_spectrum needs a window of at least 4 samples of {interval:g} ms, got {samples}")
    if samples > available:
        raise ValueError(f"window is {samples} samples of {interval:g} ms, longer than the recording of {available}")
    return samples


def peak_frequency(spectrum: Spectrum, band: tuple[Any, Any] | None = None) -> np.ndarray:
    """The frequency at which each region has most power.

    The largest bin, moved to the top of the parabola through the logarithm of it and its neighbours, which brings the
    error for a clean rhythm well below the distance between bins.

    Parameters
    ----------
    spectrum : Spectrum
        From ``power_spectrum``.
    band : (low, high) in Hz or quantities, optional
        Where to look; everywhere above 0 Hz if None.

    Returns
    -------
    array, shape (region,)
        Hz. Power that rises to an end of the band gives that end.

    Raises
    ------
    ValueError
        If the band holds no frequency of the spectrum, or a region has no power in it.

    Examples
    --------
    >>> import numpy as np
    >>> t = np.arange(10_000)
    >>> peak_frequency(power_spectrum(np.sin(2 * np.pi * 0.0401 * t)[:, None], interval=1.0)).round(1)
    array([40.1])
    """
    frequencies, density = (np.asarray(part, dtype=np.float64) for part in spectrum)
    if density.ndim != 2 or frequencies.shape != density.shape[:1]:
        raise ValueError(
            "spectrum must be (frequencies, density) of shapes (frequency,) and (frequency, region), "
            f"got {frequencies.shape} and {density.shape}"
        )
    chosen = bins_in_band(frequencies, band)
    silent = np.flatnonzero(~(density[chosen].max(axis=0) > 0))
    if silent.size:
        raise ValueError(f"region {int(silent[0])} has no power in the band, so no peak")
    return peaks(frequencies, density, chosen, np)


def bins_in_band(frequencies: np.ndarray, band: tuple[Any, Any] | None) -> np.ndarray:
    """Which frequencies lie in a band; all above 0 Hz if it is None."""
    inside = frequencies > 0
    if band is not None:
        low, high = band_in_hz(band)
        inside &= (frequencies >= low) & (frequencies <= high)
    chosen = np.flatnonzero(inside)
    if chosen.size == 0:
        raise ValueError(
            f"band {band} holds none of the spectrum's frequencies, {frequencies[1]:g} Hz apart up to "
            f"{frequencies[-1]:g} Hz; widen it, or lengthen the window"
        )
    return chosen


def peaks(frequencies: np.ndarray, density: Any, chosen: np.ndarray, xp: ModuleType) -> Any:
    """Where the density of each region is largest among the chosen bins, unchecked; ``xp`` is NumPy or ``jnp``."""
    place = density[chosen].argmax(axis=0)
    top, last = xp.asarray(chosen)[place], len(frequencies) - 1
    around = [density[xp.clip(top + shift, 0, last), xp.arange(density.shape[1])] for shift in (-1, 0, 1)]
    between = (place > 0) & (place < len(chosen) - 1)
    for power in around:
        between = between & (power > 0)
    before, here, after = (xp.log(xp.where(between, power, 1.0)) for power in around)
    curvature = before - 2 * here + after
    curved = between & (curvature != 0)  # not so where three values have logarithms that round to one
    shift = xp.where(curved, 0.5 * (before - after) / xp.where(curved, curvature, 1.0), 0.0)
    return xp.asarray(frequencies, dtype=density.dtype)[top] + shift * (frequencies[1] - frequencies[0])
