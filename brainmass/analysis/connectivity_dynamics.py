"""Functional connectivity dynamics: how the correlations of one stretch of time resemble those of another."""

from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.analysis.connectivity import equal_up_to_rounding, pearson, upper
from brainmass.analysis.door import as_numpy, as_signals, positive_ms
from brainmass.errors import require_finite
from brainmass.units import is_traced


class Windows(NamedTuple):
    """Sliding windows in whole samples: their length, and from the start of one to the start of the next."""

    length: int
    step: int

    @property
    def disjoint_lag(self) -> int:
        """How many windows on the first one starts that shares no sample with this one."""
        return -(-self.length // self.step)


def sliding_windows(interval: Any, window: Any = 60_000.0, step: Any = 2_000.0) -> Windows:
    """Window length and step in samples, each rounded to the nearest whole one.

    Parameters
    ----------
    interval : ms or quantity
        Time between samples (the TR of BOLD).
    window, step : ms or quantity
        Length of a window, and from the start of one to the start of the next.

    Raises
    ------
    ValueError
        If a time is not positive, the window is shorter than 3 samples, or the step rounds to none.

    Examples
    --------
    >>> import brainunit as u
    >>> sliding_windows(0.72 * u.second, window=60 * u.second, step=2 * u.second)
    Windows(length=83, step=3)
    >>> sliding_windows(2000.0).disjoint_lag
    30
    """
    every = positive_ms(interval, "interval")
    length_ms, step_ms = positive_ms(window, "window"), positive_ms(step, "step")
    length, stride = round(length_ms / every), round(step_ms / every)
    if length < 3:
        raise ValueError(
            f"window is {length_ms:g} ms, less than 3 samples of {every:g} ms (2 always correlate by 1 or -1); "
            "lengthen it"
        )
    if stride < 1:
        raise ValueError(f"step is {step_ms:g} ms, less than half a sample of {every:g} ms; lengthen it")
    return Windows(length, stride)


def fcd(signals: Any, interval: Any, window: Any = 60_000.0, step: Any = 2_000.0) -> jax.Array:
    """Functional connectivity dynamics: the correlation between the FC of every two sliding windows.

    Entry (m, n) is the Pearson correlation of the upper triangles of the FC in window m and in window n
    (Hansen et al. 2015, doi:10.1016/j.neuroimage.2014.11.001).

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first; at least 3 regions.
    interval : ms or quantity
        Time between samples (the TR of BOLD).
    window, step : ms or quantity
        Length of a window (60 s) and from one to the next (2 s), rounded to whole samples.

    Returns
    -------
    array, shape (window, window)
        Exactly symmetric, with a diagonal of 1; differentiable. One window is in memory at a time, beside
        windows x pairs correlations.

    Raises
    ------
    ValueError
        As for ``fc`` and ``sliding_windows``; also if the signals are too short for two windows, or a region is
        constant during one (which is named), or all pairs correlate alike in one. Under ``jit`` and ``grad`` values
        cannot be looked at, and such a window gives NaN in its row and column.

    Examples
    --------
    >>> import numpy as np, brainunit as u
    >>> bold = np.random.default_rng(0).normal(size=(300, 5))
    >>> fcd(bold, interval=2 * u.second, window=60 * u.second, step=20 * u.second).shape
    (28, 28)
    """
    array = as_signals(signals)
    windows = sliding_windows(interval, window, step)
    samples, regions = array.shape
    if regions < 3:
        raise ValueError(f"fcd needs at least 3 regions (3 pairs to correlate), got {regions}")
    needed = windows.length + windows.step
    if samples < needed:
        raise ValueError(
            f"fcd needs at least two windows, {needed} samples with a window of {windows.length} and a step of "
            f"{windows.step} samples; signals have {samples}: shorten the window, or the step"
        )
    edges, constant = _windowed_fc(array, windows)
    if not is_traced(edges):
        _refuse_constant_windows(np.asarray(constant), windows)
        _refuse_uniform_windows(np.asarray(edges))
    return pearson(jnp.where(equal_up_to_rounding(edges)[:, None], jnp.nan, edges).T)


@partial(jax.jit, static_argnames="windows")
def _windowed_fc(signals: jax.Array, windows: Windows) -> tuple[jax.Array, jax.Array]:
    """The upper triangle of each window's FC, (window, pair), and which regions are constant in it."""

    @jax.checkpoint  # a gradient would otherwise keep every window's signals
    def one(start: jax.Array) -> tuple[jax.Array, jax.Array]:
        part = jax.lax.dynamic_slice_in_dim(signals, start, windows.length)
        return upper(pearson(part)), jnp.ptp(part, axis=0) == 0

    return jax.lax.map(one, jnp.arange(0, signals.shape[0] - windows.length + 1, windows.step))


def _refuse_constant_windows(constant: np.ndarray, windows: Windows) -> None:
    if constant.any():
        number, region = (int(i) for i in np.argwhere(constant)[0])
        first = number * windows.step
        last = first + windows.length - 1
        raise ValueError(
            f"signals: region {region} is constant in window {number} (samples {first} to {last}), so "
            " its correlation is undefined; leave the region out, or lengthen the window"
        )


def _refuse_uniform_windows(edges: np.ndarray) -> None:
    uniform = np.flatnonzero(equal_up_to_rounding(edges))
    if uniform.size:
        number = int(uniform[0])
        raise ValueError(
            f"signals: in window {number} all pairs of regions have the same correlation ({edges[number, 0]:.3g}), so "
            "nothing correlates with its FC; look for duplicated regions, or lengthen the window"
        )


def fcd_values(matrix: Any, lag: int = 1) -> Any:
    """The distribution of an FCD matrix: its entries from the ``lag``-th diagonal up.

    Parameters
    ----------
    matrix : array, shape (window, window)
        An FCD matrix.
    lag : int
        1 takes all pairs of windows; ``sliding_windows(...).disjoint_lag`` takes only those that share no sample, whose
        likeness is not a matter of overlap.

    Returns
    -------
    array, shape (n_pairs,)

    Raises
    ------
    ValueError
        If the matrix is not square, or no pair of windows is that far apart.

    Examples
    --------
    >>> import numpy as np
    >>> matrix = np.array([[1, 0.9, 0.2], [0.9, 1, 0.8], [0.2, 0.8, 1]])
    >>> fcd_values(matrix), fcd_values(matrix, lag=2)
    (array([0.9, 0.2, 0.8]), array([0.2]))
    """
    if lag < 1:
        raise ValueError(f"lag must be at least 1 (a window equals itself), got {lag}")
    values = upper(matrix, k=lag)
    if values.size == 0:
        raise ValueError(f"no two windows of {len(matrix)} are {lag} apart: use a longer recording or shorter windows")
    return values


def fcd_ks(a: Any, b: Any, lag: int = 1) -> float:
    """Kolmogorov-Smirnov distance between two FCD distributions: the largest gap between their cumulative curves.

    Parameters
    ----------
    a, b : array, shape (window, window) or (n_pairs,)
        FCD matrices, of any two sizes, or their values.
    lag : int
        Which pairs of windows of a matrix count; see ``fcd_values``.

    Returns
    -------
    float
        0 for equal distributions, 1 for distributions that do not meet.

    Raises
    ------
    ValueError
        If an input is neither a square matrix nor a list of values, is empty, or is not finite.

    Examples
    --------
    >>> fcd_ks([0.1, 0.2, 0.3, 0.4], [0.3, 0.4, 0.5, 0.6])
    0.5
    """
    from scipy.stats import ks_2samp

    # The p-value is thrown away; its exact form would be the larger part of the work.
    first, second = (distribution(value, name, "fcd_ks", lag) for value, name in ((a, "a"), (b, "b")))
    result = ks_2samp(first, second, method="asymp")
    return float(result.statistic)  # pyright: ignore[reportAttributeAccessIssue]: SciPy states no type for it


def distribution(value: Any, name: str, caller: str, lag: int = 1) -> np.ndarray:
    """The values of an FCD matrix (see ``fcd_values``), or values as they are: finite, in double precision."""
    array = as_numpy(value, name, caller)
    if array.ndim not in (1, 2) or array.size == 0:
        raise ValueError(
            f"{name} must be an FCD matrix (window, window) or a list of its values, got shape {array.shape}"
        )
    values = fcd_values(array, lag) if array.ndim == 2 else array
    require_finite(name, values)
    return values
