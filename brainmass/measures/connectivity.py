"""Functional connectivity and its dynamics, beside measured ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.analysis import fc, fc_similarity, fcd, fcd_values, sliding_windows, upper
from brainmass.errors import require_finite
from brainmass.measures.measure import LARGER, SMALLER, Measure, interval_of, samples_of


def fc_agreement(of: str, empirical: Any) -> Measure:
    """How alike simulated and empirical functional connectivity are: the correlation of their upper triangles.

    Parameters
    ----------
    of : str
        An observer: ``fc(...)``, whose matrix is taken, or one with samples, whose correlations are.
    empirical : array, shape (n, n)

    Returns
    -------
    Measure
        Between -1 and 1, larger is better; differentiable.

    Raises
    ------
    ValueError
        If ``empirical`` is no square matrix of finite numbers; when the run is known, if it has other regions.

    Examples
    --------
    >>> fc_agreement("fc", np.eye(3) + 0.1 * np.arange(9).reshape(3, 3)).better
    'larger'
    """
    about = "correlation with the empirical FC"
    return Measure(partial(_agreement, of, _Matrix(_square(empirical, "empirical"))), about, LARGER, of=of)


def fc_error(of: str, empirical: Any) -> Measure:
    """How far simulated functional connectivity is from the empirical one: the root of the mean square difference.

    Parameters
    ----------
    of, empirical
        As for :func:`fc_agreement`.

    Returns
    -------
    Measure
        0 or more, smaller is better; differentiable.

    Examples
    --------
    >>> fc_error("fc", np.eye(3)).better
    'smaller'
    """
    about = "root mean square difference to the empirical FC"
    return Measure(partial(_error, of, _Matrix(_square(empirical, "empirical"))), about, SMALLER, of=of)


def fcd_distance(
    of: str, empirical: Any, window: Any = 60_000.0, step: Any = 2_000.0, *, disjoint: bool = False
) -> Measure:
    """The Kolmogorov-Smirnov distance between the distributions of simulated and empirical FC dynamics.

    Parameters
    ----------
    of : str
        An observer with samples, such as BOLD.
    empirical : array, shape (window, window) or (n_pairs,)
        An FCD matrix, or the values of its distribution.
    window, step : ms or quantity
        Of the simulated FCD; those of the empirical one should be the same.
    disjoint : bool
        Take only pairs of windows that share no sample. An empirical matrix must then be given as its values.

    Returns
    -------
    Measure
        Between 0 and 1, smaller is better. Its derivative is 0 almost everywhere: see :func:`fcd_wasserstein`.

    Examples
    --------
    >>> fcd_distance("bold", [0.1, 0.2, 0.4]).better
    'smaller'
    """
    function = partial(_fcd, ks, of, _Matrix(_distribution(empirical)), window, step, disjoint)
    return Measure(function, "Kolmogorov-Smirnov distance to the empirical FCD", SMALLER, of=of)


def fcd_wasserstein(
    of: str, empirical: Any, window: Any = 60_000.0, step: Any = 2_000.0, *, disjoint: bool = False
) -> Measure:
    """The same by the 1-Wasserstein distance, which is differentiable: how far values must be moved on average.

    Parameters
    ----------
    of, empirical, window, step, disjoint
        As for :func:`fcd_distance`.

    Examples
    --------
    >>> fcd_wasserstein("bold", [0.1, 0.2, 0.4]).better
    'smaller'
    """
    function = partial(_fcd, wasserstein, of, _Matrix(_distribution(empirical)), window, step, disjoint)
    return Measure(function, "Wasserstein distance to the empirical FCD", SMALLER, of=of)


def ks(a: Any, b: Any) -> jax.Array:
    """The Kolmogorov-Smirnov distance of two samples: the largest gap between their cumulative curves.

    Examples
    --------
    >>> print(ks(jnp.array([0.1, 0.2, 0.3, 0.4]), jnp.array([0.3, 0.4, 0.5, 0.6])))
    0.5
    """
    first, second = jnp.sort(a), jnp.sort(b)
    both = jnp.concatenate([first, second])
    curves = [jnp.searchsorted(x, both, side="right") / len(x) for x in (first, second)]
    return jnp.abs(curves[0] - curves[1]).max()


def wasserstein(a: Any, b: Any) -> jax.Array:
    """The 1-Wasserstein distance of two samples: the area between their cumulative curves; differentiable.

    Examples
    --------
    >>> print(wasserstein(jnp.array([0.0, 1.0]), jnp.array([0.5, 1.5, 1.5, 0.5])))
    0.5
    """
    first, second = jnp.sort(a), jnp.sort(b)
    both = jnp.sort(jnp.concatenate([first, second]))
    curves = [jnp.searchsorted(x, both[:-1], side="right") / len(x) for x in (first, second)]
    return (jnp.abs(curves[0] - curves[1]) * jnp.diff(both)).sum()


@dataclass(frozen=True, eq=False)
class _Matrix:
    """Measured numbers, in double precision until they are compared."""

    values: np.ndarray


def _fc_of(of: str, empirical: _Matrix, run: Any) -> tuple[jax.Array, jax.Array]:
    matrix = run[of] if of in run.matrices else fc(run[of])
    expected = jnp.asarray(empirical.values, matrix.dtype)
    if matrix.shape != expected.shape:
        raise ValueError(
            f"the empirical matrix is of {len(expected)} regions, and the run's '{of}' of {len(matrix)}; give that "
            "of the same regions in the same order"
        )
    return matrix, expected


def _agreement(of: str, empirical: _Matrix, run: Any) -> jax.Array:
    return fc_similarity(*_fc_of(of, empirical, run))


def _error(of: str, empirical: _Matrix, run: Any) -> jax.Array:
    matrix, expected = _fc_of(of, empirical, run)
    return jnp.sqrt(((upper(matrix) - upper(expected)) ** 2).mean())


def _fcd(
    distance: Callable[[Any, Any], Any], of: str, empirical: _Matrix, window: Any, step: Any, disjoint: bool, run: Any
) -> jax.Array:
    samples, interval = samples_of(of, run), interval_of(of, run)
    lag = sliding_windows(interval, window, step).disjoint_lag if disjoint else 1
    values = fcd_values(fcd(samples, interval, window, step), lag)
    return distance(values, jnp.asarray(empirical.values, values.dtype))


def _square(matrix: Any, name: str) -> np.ndarray:
    array = np.asarray(matrix, float)
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise ValueError(f"{name} must be a square matrix (region, region), got shape {array.shape}")
    require_finite(name, array[np.triu_indices(len(array), 1)])
    return np.where(np.eye(len(array), dtype=bool), 1.0, array)


def _distribution(values: Any) -> np.ndarray:
    array = np.asarray(values, float)
    if array.ndim not in (1, 2) or array.size == 0:
        raise ValueError(f"empirical must be an FCD matrix or a list of its values, got shape {array.shape}")
    array = fcd_values(array) if array.ndim == 2 else array
    require_finite("empirical", array)
    return array
