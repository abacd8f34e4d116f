"""The branching ratio of activity, also where only part of it was recorded."""

from typing import Any, NamedTuple

import numpy as np

from brainmass.analysis.door import as_numpy, positive_ms
from brainmass.errors import require_finite


class Branching(NamedTuple):
    """``ratio`` m per bin, ``amplitude`` b, the ``slopes`` r_k, (lag,), and the ``timescale`` -bin / log m in ms."""

    ratio: float
    amplitude: float
    slopes: np.ndarray
    timescale: float


def branching_ratio(activity: Any, interval: Any, lags: int = 40) -> Branching:
    r"""Branching ratio by multistep regression: how many events each event causes in the next bin, on average.

    .. math:: A_{t + k} \approx r_k A_t + c_k, \qquad r_k = b \, m^k

    Wilting & Priesemann 2018, doi:10.1038/s41467-018-04725-4. The slope :math:`r_1` alone is biased when only part of
    the activity was recorded; over many lags that changes b and not m. 1 is critical.

    Parameters
    ----------
    activity : array, shape (time,)
        Events of the whole network in each bin.
    interval : ms or quantity
        Length of a bin.
    lags : int
        k goes from 1 to this many bins; take some times the timescale.

    Returns
    -------
    Branching
        The timescale is infinite where m reaches 1.

    Raises
    ------
    ValueError
        If the activity is not a list of finite numbers, is constant, or is shorter than three times the lags.

    Examples
    --------
    >>> import numpy as np
    >>> rng, activity = np.random.default_rng(0), [50]
    >>> for _ in range(20000):
    ...     activity.append(rng.poisson(0.9 * activity[-1] + 5))
    >>> print(round(branching_ratio(activity, interval=4.0).ratio, 1))
    0.9
    """
    from scipy.optimize import curve_fit

    array = as_numpy(activity, "activity", "branching_ratio")
    every = positive_ms(interval, "interval")
    if array.ndim != 1:
        raise ValueError(f"activity must have the shape (time,), got {array.shape}; add up the regions")
    require_finite("activity", array)
    if not isinstance(lags, int) or lags < 3 or len(array) < 3 * lags:
        raise ValueError(f"lags must be a whole number from 3 to a third of the {len(array)} bins, got {lags}")
    if np.ptp(array) == 0:
        raise ValueError(f"activity is constant ({array[0]:g} throughout), so it has no branching ratio")
    k = np.arange(1, lags + 1)
    slopes = np.array([_slope(array[:-lag], array[lag:]) for lag in k])
    start = (max(slopes[0], 1e-3), float(np.clip(slopes[1] / slopes[0] if slopes[0] > 0 else 0.5, 0.01, 1.0)))
    (b, m), _ = curve_fit(lambda k, b, m: b * m**k, k, slopes, p0=start, bounds=([0.0, 0.0], [np.inf, 1.5]))
    timescale = -every / np.log(m) if 0 < m < 1 else np.inf if m >= 1 else 0.0
    return Branching(float(m), float(b), slopes, float(timescale))


def _slope(now: np.ndarray, later: np.ndarray) -> float:
    centred = now - now.mean()
    return float(centred @ later / (centred @ centred))
