"""Entropies of signals: of ordinal patterns, of what comes next, of the spectrum."""

from math import factorial, log2
from typing import Any

import numpy as np

from brainmass.analysis.door import as_numpy_signals, refuse_constant
from brainmass.analysis.spectra import Spectrum
from brainmass.units import one, to_float


def permutation_entropy(signals: Any, order: int = 3, delay: int = 1) -> np.ndarray:
    r"""Permutation entropy of each region: how evenly all orders of rank of successive values occur.

    .. math:: h = -\frac{1}{\log_2 m!} \sum_\pi p(\pi) \log_2 p(\pi)

    Bandt & Pompe 2002, doi:10.1103/PhysRevLett.88.174102, divided by its largest value. Of equal values the earlier one
    counts as lower.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    order : int
        m, how many values make a pattern, 2 to 8; m! patterns want many more samples.
    delay : int
        Samples from one value of a pattern to the next.

    Returns
    -------
    array, shape (region,)
        0 for a rising signal, 1 for white noise.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, or the recording holds no pattern.

    Examples
    --------
    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=10000)
    >>> permutation_entropy(np.stack([np.arange(10000.0), noise], axis=1)).round(2) + 0.0
    array([0., 1.])
    """
    array = as_numpy_signals(signals, "permutation_entropy")
    _check_embedding(len(array), order, delay, 2, 8)
    patterns = np.argsort(_delayed(array, order, delay), axis=-1, kind="stable")
    codes = patterns @ order ** np.arange(order)  # a number for each pattern
    return np.array([_entropy(np.unique(column, return_counts=True)[1]) for column in codes.T]) / log2(factorial(order))


def sample_entropy(signals: Any, order: int = 2, tolerance: float = 0.2) -> np.ndarray:
    r"""Sample entropy of each region: how rarely stretches that were alike go on alike.

    .. math:: SampEn = -\log \frac{A}{B}

    with B the number of pairs of stretches of m samples that differ by at most r in each, and A those of them that do
    so for one sample more (Richman & Moorman 2000, doi:10.1152/ajpheart.2000.278.6.H2039). Both are taken from the same
    T - m stretches, and none is compared with itself.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    order : int
        m, 1 to 10.
    tolerance : float
        r in standard deviations of the region.

    Returns
    -------
    array, shape (region,)
        In nats; 0 for a periodic signal, :math:`-\log \operatorname{erf}(r / 2)` for Gaussian white noise (2.19 for
        r = 0.2). Infinite where no pair goes on alike: the recording is too short, or r too small.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, a region is constant, the tolerance is not positive,
        or no stretches are alike at all.

    Examples
    --------
    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=2000)
    >>> sample_entropy(np.stack([noise, np.arange(2000) % 4], axis=1)).round(1) + 0.0
    array([2.2, 0. ])
    """
    from scipy.spatial import KDTree

    array = as_numpy_signals(signals, "sample_entropy")
    refuse_constant(array, "its entropy")
    _check_embedding(len(array), order, 1, 1, 10)
    radius = to_float(tolerance, one, "tolerance")
    if radius <= 0:
        raise ValueError(f"tolerance must be positive, got {radius:g}")
    stretches = _delayed(array / array.std(axis=0), order + 1, 1)  # (time, region, order + 1)
    result = np.empty(array.shape[1])
    for region in range(array.shape[1]):
        longer, shorter = (KDTree(stretches[:, region, :m]) for m in (order + 1, order))
        alike = shorter.count_neighbors(shorter, radius, p=np.inf) - len(stretches)
        if alike == 0:
            raise ValueError(
                f"region {region} has no two stretches of {order} samples within {radius:g} standard deviations; raise "
                "the tolerance, or give a longer recording"
            )
        still = longer.count_neighbors(longer, radius, p=np.inf) - len(stretches)
        result[region] = np.log(alike / still) if still else np.inf
    return result


def spectral_entropy(spectrum: Spectrum) -> np.ndarray:
    r"""Spectral entropy of each region: how evenly its power is spread over the frequencies above 0.

    .. math:: H = -\frac{1}{\log_2 n} \sum_f p(f) \log_2 p(f), \qquad p(f) = S(f) / \sum_{f'} S(f')

    Inouye et al. 1991, doi:10.1016/0013-4694(91)90138-T. The scatter of a spectrum lowers it: average many windows.

    Parameters
    ----------
    spectrum : Spectrum
        From ``power_spectrum``, or of ``spectral_density``.

    Returns
    -------
    array, shape (region,)
        0 for a pure rhythm, 1 for white noise.

    Raises
    ------
    ValueError
        If a density is negative or not finite, or a region has no power.

    Examples
    --------
    >>> import numpy as np
    >>> spectral_entropy(Spectrum(np.arange(5.0), np.array([[9, 9], [0, 2], [3, 2], [0, 2], [0, 2]]))) + 0.0
    array([0., 1.])
    """
    frequencies, density = (np.asarray(part, dtype=np.float64) for part in spectrum)
    if density.ndim != 2 or frequencies.shape != density.shape[:1]:
        raise ValueError(
            "spectrum must be (frequencies, density) of shapes (frequency,) and (frequency, region), "
            f"got {frequencies.shape} and {density.shape}"
        )
    above = density[frequencies > 0]
    if not (np.isfinite(above).all() and (above >= 0).all() and (above.sum(axis=0) > 0).all()):
        raise ValueError("density must be finite, not negative, and positive somewhere above 0 Hz, in each region")
    return np.array([_entropy(column) for column in above.T]) / log2(len(above))


def _entropy(weights: np.ndarray) -> float:
    """In bits, of weights that need not sum to 1."""
    share = weights[weights > 0] / weights.sum()
    return float(-(share * np.log2(share)).sum())


def _delayed(array: np.ndarray, length: int, delay: int) -> np.ndarray:
    """Stretches of ``length`` values, ``delay`` samples apart, (time, region, value)."""
    count = len(array) - (length - 1) * delay
    return np.stack([array[i * delay : i * delay + count] for i in range(length)], axis=-1)


def _check_embedding(samples: int, order: int, delay: int, least: int, most: int) -> None:
    if not isinstance(order, int) or not least <= order <= most:
        raise ValueError(f"order must be a whole number from {least} to {most}, got {order}")
    if not isinstance(delay, int) or delay < 1:
        raise ValueError(f"delay must be a whole number of samples of at least 1, got {delay}")
    if samples <= order * delay:
        raise ValueError(f"signals of {samples} samples hold too few stretches of {order} samples {delay} apart")
