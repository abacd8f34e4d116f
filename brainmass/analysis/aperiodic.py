"""Aperiodic part and peaks of a power spectrum, fitted together."""

from typing import Any, NamedTuple

import numpy as np

from brainmass.analysis.door import as_numpy, band_in_hz
from brainmass.analysis.spectra import Spectrum
from brainmass.errors import require_finite
from brainmass.units import hertz, one, to_float


class SpectralPeak(NamedTuple):
    """A Gaussian on the logarithm of power: centre in Hz, height in log10 units above the rest, two-sided width in Hz.

    The width is twice the standard deviation, as in the paper.
    """

    frequency: float
    height: float
    width: float


class AperiodicFit(NamedTuple):
    r"""A fitted spectrum: :math:`\log_{10} P = b - \log_{10}(k + f^\chi)` plus its peaks.

    ``offset`` b, ``knee`` k (0 when fitted without), ``exponent`` chi, ``peaks`` by frequency, and ``r_squared``, the
    share of the variance of the log power that the fit explains.
    """

    offset: float
    knee: float
    exponent: float
    peaks: tuple[SpectralPeak, ...]
    r_squared: float

    def power(self, frequencies: Any) -> np.ndarray:
        """The fitted power density at ``frequencies`` in Hz, (frequency,)."""
        return 10.0 ** (self.aperiodic(frequencies) + _peaks(np.asarray(frequencies, dtype=float), self.peaks))

    def aperiodic(self, frequencies: Any) -> np.ndarray:
        """The logarithm (base 10) of the aperiodic part at ``frequencies`` in Hz, (frequency,)."""
        return self.offset - np.log10(self.knee + np.asarray(frequencies, dtype=float) ** self.exponent)


def fit_aperiodic(
    spectrum: Spectrum,
    band: tuple[Any, Any],
    knee: bool = False,
    max_peaks: int = 6,
    min_height: float = 0.1,
    peak_threshold: float = 2.0,
    peak_width: tuple[Any, Any] = (1.0, 12.0),
) -> list[AperiodicFit]:
    r"""Separate each region's spectrum into an aperiodic part and Gaussian peaks.

    .. math:: \log_{10} P(f) = b - \log_{10}(k + f^\chi) + \sum_n a_n e^{-(f - c_n)^2 / 2 w_n^2}

    The model of Donoghue et al. 2020, doi:10.1038/s41593-020-00744-x ("FOOOF", "specparam"). As there, a first robust
    fit of the aperiodic part is taken off, and peaks are sought in what remains, the highest first, until it has none.
    Then, and here we differ, everything is fitted once more together, so that the parts do not bend each other.

    Parameters
    ----------
    spectrum : Spectrum
        From ``power_spectrum``, or of ``spectral_density``.
    band : (low, high) in Hz or quantities
        What is fitted; low above 0, such as (1, 45).
    knee : bool
        Whether the aperiodic part bends, at :math:`k^{1 / \chi}` Hz. Without it a power law is fitted.
    max_peaks : int
        At most that many are sought.
    min_height : float
        Of a peak, in log10 units; 0.1 is a quarter more power. Put it above the scatter of the spectrum.
    peak_threshold : float
        How many standard deviations of what remains a peak must reach.
    peak_width : (least, most) in Hz or quantities
        Bounds of the two-sided width; at least twice the distance between frequencies is sensible.

    Returns
    -------
    list of AperiodicFit, one per region

    Raises
    ------
    ValueError
        If the band holds fewer than 8 frequencies, the power in it is not positive, or a bound makes no sense.

    Examples
    --------
    >>> import numpy as np
    >>> f = np.arange(1, 45, 0.5)
    >>> power = 10 ** (1.0 - 1.5 * np.log10(f) + 0.8 * np.exp(-((f - 10) ** 2) / 2))
    >>> fit = fit_aperiodic(Spectrum(f, power[:, None]), band=(1, 45))[0]
    >>> print(round(fit.exponent, 3), [round(x, 3) for x in fit.peaks[0]])
    1.5 [10.0, 0.8, 2.0]
    """
    f, log_power = _log_power(spectrum, band)
    widths = (to_float(peak_width[0], hertz, "peak_width[0]"), to_float(peak_width[1], hertz, "peak_width[1]"))
    if not 0 < widths[0] < widths[1]:
        raise ValueError(f"peak_width must satisfy 0 < least < most, got {widths}")
    if not isinstance(max_peaks, int) or max_peaks < 0:
        raise ValueError(f"max_peaks must be a whole number of at least 0, got {max_peaks}")
    limits = to_float(min_height, one, "min_height"), to_float(peak_threshold, one, "peak_threshold")
    fits = []
    for column in log_power.T:
        start = _robust_aperiodic(f, column, knee)
        peaks = _find_peaks(f, column - _aperiodic(f, start), max_peaks, limits, widths)
        fits.append(_fit_together(f, column, start, peaks, widths))
    return fits


def _log_power(spectrum: Spectrum, band: tuple[Any, Any]) -> tuple[np.ndarray, np.ndarray]:
    frequencies = as_numpy(spectrum[0], "frequencies", "fit_aperiodic")
    density = as_numpy(spectrum[1], "density", "fit_aperiodic")
    if density.ndim != 2 or frequencies.shape != density.shape[:1]:
        raise ValueError(
            "spectrum must be (frequencies, density) of shapes (frequency,) and (frequency, region), "
            f"got {frequencies.shape} and {density.shape}"
        )
    low, high = band_in_hz(band)
    inside = (frequencies >= low) & (frequencies <= high)
    if inside.sum() < 8:
        raise ValueError(f"band ({low:g}, {high:g}) Hz holds {inside.sum()} frequencies of the spectrum; 8 are needed")
    require_finite("density", density[inside])
    if (density[inside] <= 0).any():
        region = int(np.argwhere(density[inside] <= 0)[0, 1])
        raise ValueError(f"region {region} has no power at a frequency of the band, so no logarithm of it")
    return frequencies[inside], np.log10(density[inside])


def _aperiodic(f: np.ndarray, parameters: np.ndarray) -> np.ndarray:
    """(offset, exponent) or (offset, exponent, log10 knee)."""
    if len(parameters) == 2:
        return parameters[0] - parameters[1] * np.log10(f)
    # log10(k + f^chi) without overflow
    return parameters[0] - np.logaddexp(parameters[2] * np.log(10), parameters[1] * np.log(f)) / np.log(10)


def _peaks(f: np.ndarray, peaks: Any) -> np.ndarray:
    """Of rows (centre, height, two-sided width)."""
    return sum((a * np.exp(-2 * ((f - c) / w) ** 2) for c, a, w in peaks), start=np.zeros_like(f))


def _robust_aperiodic(f: np.ndarray, log_power: np.ndarray, knee: bool) -> np.ndarray:
    """Fitted to all frequencies, then to the lowest residuals only, which peaks have not lifted."""
    from scipy.optimize import least_squares

    slope = -(log_power[-1] - log_power[0]) / np.log10(f[-1] / f[0])
    guess = np.array([log_power[0] + slope * np.log10(f[0]), slope])
    if knee:
        guess = np.append(np.clip(guess, -np.inf, [np.inf, 8.0]), slope * np.log10(np.sqrt(f[0] * f[-1])))

    def fit(chosen: np.ndarray, start: np.ndarray) -> np.ndarray:
        return least_squares(
            lambda p: _aperiodic(f[chosen], p) - log_power[chosen], start, loss="soft_l1", f_scale=0.1
        ).x

    first = fit(np.ones(len(f), dtype=bool), guess)
    residual = log_power - _aperiodic(f, first)
    lowest = residual <= np.quantile(residual, 0.4)
    return fit(lowest, first)


def _find_peaks(
    f: np.ndarray, flat: np.ndarray, most: int, limits: tuple[float, float], widths: tuple[float, float]
) -> list[tuple[float, float, float]]:
    """The highest point, a Gaussian of its width at half height, taken off; and again."""
    from scipy.ndimage import gaussian_filter1d

    min_height, threshold = limits
    # Scatter from one frequency to the next would pass for the sides of a peak: half of the least width smooths it.
    flat = gaussian_filter1d(flat, widths[0] / 4 / (f[1] - f[0]), mode="nearest")
    peaks = []
    for _ in range(most):
        top = int(np.argmax(flat))
        if flat[top] <= max(min_height, threshold * flat.std()):
            break
        peaks.append((float(f[top]), float(flat[top]), _width(f, flat, top, widths)))
        flat = flat - _peaks(f, peaks[-1:])
    return _distinct([p for p in peaks if f[0] + p[2] / 4 <= p[0] <= f[-1] - p[2] / 4])  # an edge is no peak


def _width(f: np.ndarray, flat: np.ndarray, top: int, widths: tuple[float, float]) -> float:
    """Two-sided, from where the nearer side falls to half of the height."""
    below = flat <= flat[top] / 2
    sides = [top - np.flatnonzero(below[:top])[::-1], np.flatnonzero(below[top:])]
    half = min((side[0] for side in sides if side.size), default=1) * (f[1] - f[0])
    return float(np.clip(2 * half / np.sqrt(2 * np.log(2)), *widths))


def _distinct(peaks: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Without those that lie within a standard deviation of a higher one, counted from both."""
    kept: list[tuple[float, float, float]] = []
    for peak in peaks:  # the highest first
        if all(abs(peak[0] - other[0]) >= (peak[2] + other[2]) / 2 for other in kept):
            kept.append(peak)
    return kept


def _fit_together(
    f: np.ndarray, log_power: np.ndarray, start: np.ndarray, peaks: list, widths: tuple[float, float]
) -> AperiodicFit:
    from scipy.optimize import least_squares

    n = len(start)
    guess = np.concatenate([start, np.ravel(peaks)])
    low = np.concatenate([np.full(n, -np.inf), np.tile([f[0], 0.0, widths[0]], len(peaks))])
    high = np.concatenate([np.full(n, np.inf), np.tile([f[-1], np.inf, widths[1]], len(peaks))])

    def residual(p: np.ndarray) -> np.ndarray:
        return _aperiodic(f, p[:n]) + _peaks(f, p[n:].reshape(-1, 3)) - log_power

    inside = np.clip(guess, np.nextafter(low, np.inf), np.nextafter(high, -np.inf))
    best = least_squares(residual, inside, bounds=(low, high), x_scale="jac", xtol=1e-12, ftol=1e-12, gtol=1e-12).x
    found = sorted(SpectralPeak(*map(float, row)) for row in best[n:].reshape(-1, 3) if row[1] > 0)
    explained = 1 - residual(best).var() / log_power.var() if log_power.var() > 0 else 1.0
    knee = float(10 ** best[2]) if n == 3 else 0.0
    return AperiodicFit(float(best[0]), knee, float(best[1]), tuple(found), float(explained))
