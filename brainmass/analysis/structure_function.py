"""Coupling of structure and function: how far functional connections follow structural ones."""

from collections.abc import Callable
from typing import Any

import numpy as np

from brainmass.analysis.door import as_numpy_matrix

Correlation = Callable[[np.ndarray, np.ndarray], float]


def pearson_r(a: np.ndarray, b: np.ndarray) -> float:
    """Pearson's correlation of two lists; NaN if one is constant.

    Examples
    --------
    >>> import numpy as np
    >>> round(pearson_r(np.array([1, 2, 3]), np.array([2, 4, 6])), 9)
    1.0
    """
    return float(np.corrcoef(a, b)[0, 1]) if min(np.ptp(a), np.ptp(b)) > 0 else np.nan


def spearman_r(a: np.ndarray, b: np.ndarray) -> float:
    """Spearman's rank correlation of two lists; equal values share their mean rank. NaN if one is constant.

    Examples
    --------
    >>> import numpy as np
    >>> round(spearman_r(np.array([1, 2, 3]), np.array([1, 10, 1000])), 9)
    1.0
    """
    from scipy.stats import rankdata

    return pearson_r(rankdata(a), rankdata(b))


def sc_fc_coupling(sc: Any, fc: Any, correlation: Correlation = spearman_r, with_zeros: bool = False) -> float:
    """Coupling of structure and function over all pairs of regions.

    Honey et al. 2009, doi:10.1073/pnas.0811168106 (over pairs that are connected). ``sc_fc_correlation`` is the same
    with Pearson's correlation and all pairs.

    Parameters
    ----------
    sc : array, shape (region, region)
        Structural weights; a directed connectome is averaged over both directions.
    fc : array, shape (region, region)
        Functional connectivity; its diagonal is not read.
    correlation : function
        ``spearman_r``, ``pearson_r``, or your own of two lists. Ranks do not depend on how weights are scaled.
    with_zeros : bool
        Whether pairs without a structural connection are taken along.

    Returns
    -------
    float
        NaN where fewer than 3 pairs are left, or all are alike.

    Raises
    ------
    ValueError
        If the matrices are not square, not finite, differ in size, or have fewer than 3 regions.

    Examples
    --------
    >>> import numpy as np
    >>> sc = np.array([[0, 30, 1, 0], [30, 0, 2, 4], [1, 2, 0, 3], [0, 4, 3, 0]])
    >>> fc = np.sqrt(sc / 100) + np.eye(4)
    >>> print(round(sc_fc_coupling(sc, fc), 6), round(sc_fc_coupling(sc, fc, pearson_r, with_zeros=True), 2))
    1.0 0.96
    """
    structure, function = _pair(sc, fc, "sc_fc_coupling")
    pairs = np.triu_indices(len(structure), 1)
    return _coupling(structure[pairs], function[pairs], correlation, with_zeros)


def regional_sc_fc_coupling(
    sc: Any, fc: Any, correlation: Correlation = spearman_r, with_zeros: bool = False
) -> np.ndarray:
    """Coupling of structure and function of each region: of its structural with its functional profile.

    Baum et al. 2020, doi:10.1073/pnas.1912034117 (Spearman, over connections that are not 0); Vazquez-Rodriguez et al.
    2019, doi:10.1073/pnas.1903403116, predict the profile by a regression instead.

    Parameters
    ----------
    sc, fc, correlation, with_zeros
        As for ``sc_fc_coupling``.

    Returns
    -------
    array, shape (region,)
        NaN for a region with fewer than 3 connections, or whose connections are all alike.

    Raises
    ------
    ValueError
        As for ``sc_fc_coupling``.

    Examples
    --------
    >>> import numpy as np
    >>> sc = np.array([[0, 3, 1, 2], [3, 0, 2, 1], [1, 2, 0, 4], [2, 1, 4, 0]])
    >>> regional_sc_fc_coupling(sc, np.exp(sc)).round(3)
    array([1., 1., 1., 1.])
    """
    structure, function = _pair(sc, fc, "regional_sc_fc_coupling")
    others = ~np.eye(len(structure), dtype=bool)
    profiles = zip(structure, function, others, strict=True)
    return np.array([_coupling(s[rest], f[rest], correlation, with_zeros) for s, f, rest in profiles])


def sc_fc_regression(sc: Any, fc: Any, predictors: tuple[Any, ...] = ()) -> np.ndarray:
    r"""Share of each region's functional profile that a linear regression on structure explains, :math:`R^2`.

    Vazquez-Rodriguez et al. 2019, doi:10.1073/pnas.1903403116, adjusted for the number of predictors. There they are
    the distance between centres, the path length and the communicability: see ``communicability`` and ``path_lengths``.

    Parameters
    ----------
    sc, fc : array, shape (region, region)
        As for ``sc_fc_coupling``.
    predictors : tuple of arrays, shape (region, region)
        What is used beside the weights; rows are read, diagonals are not.

    Returns
    -------
    array, shape (region,)
        At most 1; below 0 where the predictors say less than chance, NaN where the profile is constant.

    Raises
    ------
    ValueError
        As for ``sc_fc_coupling``, or if there are too few regions for the predictors.

    Examples
    --------
    >>> import numpy as np
    >>> sc = np.random.default_rng(0).random((6, 6))
    >>> sc = sc + sc.T
    >>> sc_fc_regression(sc, 0.2 + 0.3 * sc).round(3)
    array([1., 1., 1., 1., 1., 1.])
    """
    structure, function = _pair(sc, fc, "sc_fc_regression")
    n, terms = len(structure), 1 + len(predictors)
    if n - 1 - terms < 2:
        raise ValueError(f"{terms} predictors need at least {terms + 3} regions, got {n}")
    profiles = [
        structure,
        *(as_numpy_matrix(p, f"predictors[{i}]", "sc_fc_regression") for i, p in enumerate(predictors)),
    ]
    for i, profile in enumerate(profiles[1:]):
        if len(profile) != n:
            raise ValueError(f"predictors[{i}] must have the {n} regions of sc, got {len(profile)}")
    explained = np.empty(n)
    for region in range(n):
        others = np.arange(n) != region
        design = np.column_stack([np.ones(n - 1), *(p[region, others] for p in profiles)])
        target = function[region, others]
        rest = target - design @ np.linalg.lstsq(design, target, rcond=None)[0]
        total = ((target - target.mean()) ** 2).sum()
        explained[region] = 1 - (rest**2).sum() / total * (n - 2) / (n - 2 - terms) if total > 0 else np.nan
    return explained


def communicability(sc: Any) -> np.ndarray:
    r"""Communicability of every pair of regions: walks of all lengths between them, long ones counting less.

    .. math:: G = e^{D^{-1/2} W D^{-1/2}}

    Crofts & Higham 2009, doi:10.1098/rsif.2008.0484; D has the strengths on its diagonal.

    Parameters
    ----------
    sc : array, shape (region, region)
        Structural weights, not negative; a directed connectome is averaged over both directions.

    Returns
    -------
    array, shape (region, region)

    Raises
    ------
    ValueError
        If the matrix is not square, not finite, has negative weights, or a region without connections.

    Examples
    --------
    Two regions: the exponential of [[0, 1], [1, 0]] has cosh(1) and sinh(1).

    >>> communicability([[0, 5], [5, 0]]).round(3)
    array([[1.543, 1.175],
           [1.175, 1.543]])
    """
    from scipy.linalg import expm

    weights = as_numpy_matrix(sc, "sc", "communicability", least=2)
    weights = (weights + weights.T) / 2
    np.fill_diagonal(weights, 0.0)
    total = weights.sum(axis=1)
    if (weights < 0).any() or (total <= 0).any():
        raise ValueError("sc must have no negative weights, and a connection for each region; leave lone regions out")
    return expm(weights / np.sqrt(np.outer(total, total)))


def _pair(sc: Any, fc: Any, caller: str) -> tuple[np.ndarray, np.ndarray]:
    structure = as_numpy_matrix(sc, "sc", caller, least=3)
    function = as_numpy_matrix(fc, "fc", caller, least=3)
    if len(structure) != len(function):
        raise ValueError(f"sc and fc must have the same regions, got {len(structure)} and {len(function)} of them")
    return (structure + structure.T) / 2, function


def _coupling(structure: np.ndarray, function: np.ndarray, correlation: Correlation, with_zeros: bool) -> float:
    chosen = np.ones(len(structure), dtype=bool) if with_zeros else structure != 0
    return float(correlation(structure[chosen], function[chosen])) if chosen.sum() >= 3 else np.nan
