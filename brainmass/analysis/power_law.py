"""Power laws of avalanche sizes and durations, by maximum likelihood."""

from typing import Any, NamedTuple

import numpy as np

from brainmass.analysis.door import as_numpy
from brainmass.errors import require_finite


class PowerLaw(NamedTuple):
    r"""A fitted power law :math:`p(x) \propto x^{-\alpha}`.

    ``exponent`` alpha, ``error`` its standard error, ``minimum`` from which on it was fitted, ``samples`` how many that
    were, and ``distance``, the largest gap between the cumulative distributions of values and fit (Kolmogorov-Smirnov).
    """

    exponent: float
    error: float
    minimum: int
    samples: int
    distance: float


def fit_power_law(values: Any, minimum: int | None = None, maximum: int | None = None) -> PowerLaw:
    r"""Exponent of the power law of whole numbers, such as sizes and durations of avalanches.

    .. math:: p(x) = \frac{x^{-\alpha}}{\sum_{n = x_{min}}^{x_{max}} n^{-\alpha}}

    Clauset, Shalizi & Newman 2009, doi:10.1137/070710111: maximum likelihood for whole numbers (section 3.1), and, when
    no minimum is given, that minimum from which on the fit lies nearest to the values (section 3.3). A straight line
    through a histogram on logarithmic axes, which is often used, is biased.

    Parameters
    ----------
    values : array, shape (n,)
        Whole numbers of at least 1.
    minimum : int, optional
        Smallest value that follows the law; None tries the values that occur, up to the one that leaves 50.
    maximum : int, optional
        Largest value that is taken, such as the number of regions; None sets no bound.

    Returns
    -------
    PowerLaw

    Raises
    ------
    ValueError
        If values are not whole numbers of at least 1, or fewer than 50 (or all equal) lie in the range.

    Examples
    --------
    >>> import numpy as np
    >>> sizes = np.random.default_rng(0).zipf(2.5, size=5000)
    >>> print(round(fit_power_law(sizes, minimum=1).exponent, 1))
    2.5
    """
    array = as_numpy(values, "values", "fit_power_law")
    require_finite("values", array)
    if array.ndim != 1 or array.size == 0 or (array < 1).any() or (array != np.round(array)).any():
        raise ValueError("values must be a list of whole numbers of at least 1, such as sizes of avalanches")
    array = np.sort(array if maximum is None else array[array <= maximum])
    if minimum is not None:
        return _fit(array, minimum, maximum)
    candidates = np.unique(array)
    enough = [int(x) for x in candidates[:-1] if len(array) - np.searchsorted(array, x) >= 50]
    if not enough:
        raise ValueError(f"a power law needs 50 values that are not all equal, got {len(array)}")
    return min((_fit(array, x, maximum) for x in enough), key=lambda fit: fit.distance)


def _fit(ascending: np.ndarray, minimum: int, maximum: int | None) -> PowerLaw:
    from scipy.optimize import minimize_scalar

    tail = ascending[np.searchsorted(ascending, minimum) :]
    if len(tail) < 50 or tail[0] == tail[-1]:
        raise ValueError(f"a power law needs 50 values that are not all equal, got {len(tail)} from {minimum} on")
    mean_log = np.log(tail).mean()

    def loss(exponent: float) -> float:
        """Minus the mean log likelihood."""
        return exponent * mean_log + np.log(_weight(exponent, minimum, maximum))

    exponent = float(minimize_scalar(loss, bounds=(1.0001, 20.0), method="bounded", options={"xatol": 1e-9}).x)  # pyright: ignore[reportAttributeAccessIssue]: SciPy states no type for it
    h = 1e-3  # the second derivative of the loss is the variance of log x, which gives the error
    curvature = (loss(exponent + h) - 2 * loss(exponent) + loss(exponent - h)) / h**2
    error = 1 / np.sqrt(len(tail) * curvature)
    occurring, counts = np.unique(tail, return_counts=True)
    fitted = 1 - _weight(exponent, occurring + 1, maximum) / _weight(exponent, minimum, maximum)
    distance = np.abs(np.cumsum(counts) / len(tail) - fitted).max()
    return PowerLaw(exponent, float(error), int(minimum), len(tail), float(distance))


def _weight(exponent: float, first: Any, last: float | None) -> Any:
    """Sum of n ** -exponent from ``first`` to ``last``, or without end: Hurwitz' zeta function."""
    from scipy.special import zeta

    return zeta(exponent, first) - (0.0 if last is None else zeta(exponent, last + 1))
