"""How well a run's functional connectivity, and its dynamics, agree with those of measured data."""

from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.analysis.connectivity import equal_up_to_rounding, fc, fc_similarity, upper
from brainmass.analysis.connectivity_dynamics import distribution, fcd, fcd_values, sliding_windows
from brainmass.analysis.distributions import kolmogorov_smirnov, wasserstein
from brainmass.analysis.door import as_numpy, as_numpy_matrix, positive_ms
from brainmass.measures.door import check_known, interval_of, matrix_of, samples_of
from brainmass.measures.measure import Measure, RunLike


def fc_agreement(of: str, empirical: Any) -> Measure:
    r"""Correlation of simulated and empirical functional connectivity, over the pairs of regions.

    .. math:: r = \mathrm{corr}_{i<j} (C_{ij}, C^{emp}_{ij})

    Parameters
    ----------
    of : str
        An observer with a matrix (``observe.fc``), or one with samples, whose Pearson correlations are taken.
    empirical : array, shape (n, n)
        Empirical FC of the same regions in the same order; its diagonal is not read.

    Returns
    -------
    Measure
        Between -1 and 1, larger is better; differentiable.

    Raises
    ------
    TypeError, ValueError
        If ``empirical`` does not hold finite real numbers, is not square, or is the same for all pairs. When it meets a
        run: KeyError if there is no such observer, ValueError if it has not as many regions. A region that is constant
        gives NaN inside ``jit`` and ``vmap``, and an error outside.

    Examples
    --------
    >>> fc_agreement("bold", empirical=[[1, 0.1, 0.2], [0.1, 1, 0.4], [0.2, 0.4, 1]])
    Measure(about='correlation of the FC of bold with the empirical FC', unit='1', better='larger', of='bold')
    """
    measured = _empirical_fc(empirical, "fc_agreement", least=3)
    edges = upper(measured)
    if equal_up_to_rounding(edges):
        raise ValueError(f"empirical has the same value ({edges[0]:g}) for all pairs, so nothing correlates with it")
    function = partial(_fc_agreement, of=of, empirical=measured)
    return Measure(function, f"correlation of the FC of {of} with the empirical FC", better="larger", of=of)


def fc_error(of: str, empirical: Any) -> Measure:
    r"""Root mean square difference of simulated and empirical functional connectivity, over the pairs of regions.

    .. math:: \sqrt{\langle (C_{ij} - C^{emp}_{ij})^2 \rangle_{i<j}}

    Parameters
    ----------
    of : str
        An observer with a matrix (``observe.fc``), or one with samples, whose Pearson correlations are taken.
    empirical : array, shape (n, n)
        Empirical FC of the same regions in the same order; its diagonal is not read.

    Returns
    -------
    Measure
        At least 0, smaller is better; differentiable, with a gradient of 0 where both are equal.

    Raises
    ------
    TypeError, ValueError
        As for ``fc_agreement``; ``empirical`` may be the same for all pairs.

    Examples
    --------
    >>> fc_error("bold", empirical=[[1, 0.1], [0.1, 1]]).better
    'smaller'
    """
    function = partial(_fc_error, of=of, empirical=_empirical_fc(empirical, "fc_error", least=2))
    return Measure(function, f"RMS difference of the FC of {of} and the empirical FC", better="smaller", of=of)


def fcd_distance(
    of: str, empirical: Any, window: Any = 60_000.0, step: Any = 2_000.0, disjoint: bool = False
) -> Measure:
    """Kolmogorov-Smirnov distance of simulated and empirical functional connectivity dynamics.

    The largest gap between the cumulative distributions of the entries of the FCD matrices (Deco et al. 2018,
    doi:10.1016/j.cub.2018.07.083; FCD: Hansen et al. 2015, doi:10.1016/j.neuroimage.2014.11.001).

    Parameters
    ----------
    of : str
        An observer with samples, usually BOLD.
    empirical : array, shape (window, window) or (n_pairs,)
        Empirical FCD matrix of any size (``analysis.fcd``), or its values, pooled over subjects if there are several
        (``analysis.fcd_values`` of each).
    window, step : ms or quantity
        Length of a window (60 s) and from one to the next (2 s), as for the empirical FCD.
    disjoint : bool
        Take only pairs of windows that share no sample, of a matrix too: that must then be of the interval between
        samples that the runs have. Give values otherwise.

    Returns
    -------
    Measure
        Between 0 and 1, smaller is better. It counts, so its gradient is 0: ``fcd_wasserstein`` has one.

    Raises
    ------
    TypeError, ValueError
        If ``empirical`` is neither a square matrix nor a list of values, is empty or not finite, or a time is not
        positive. When it meets a run: KeyError if there is no such observer, ValueError if its samples do not fill two
        windows or it has fewer than 3 regions. A region that is constant in a window gives NaN inside ``jit`` and
        ``vmap``, and an error outside.

    Examples
    --------
    >>> fcd_distance("bold", empirical=[0.1, 0.3, 0.2]).about
    'KS distance of the FCD of bold from the empirical FCD'
    """
    function = _fcd_measure(kolmogorov_smirnov, "fcd_distance", of, empirical, window, step, disjoint)
    return Measure(function, f"KS distance of the FCD of {of} from the empirical FCD", better="smaller", of=of)


def fcd_wasserstein(
    of: str, empirical: Any, window: Any = 60_000.0, step: Any = 2_000.0, disjoint: bool = False
) -> Measure:
    r"""1-Wasserstein distance of simulated and empirical functional connectivity dynamics.

    The area between the cumulative distributions of which ``fcd_distance`` is the largest gap,
    :math:`\int |F(x) - F_{emp}(x)| dx`, in units of correlation.

    Parameters
    ----------
    of, empirical, window, step, disjoint
        As for ``fcd_distance``.

    Returns
    -------
    Measure
        Between 0 and 2, smaller is better; differentiable.

    Raises
    ------
    TypeError, ValueError
        As for ``fcd_distance``.

    Examples
    --------
    >>> import brainunit as u
    >>> fcd_wasserstein("bold", empirical=[0.1, 0.3, 0.2], window=30 * u.second).better
    'smaller'
    """
    function = _fcd_measure(wasserstein, "fcd_wasserstein", of, empirical, window, step, disjoint)
    return Measure(function, f"Wasserstein distance of the FCD of {of} from the empirical FCD", better="smaller", of=of)


def _empirical_fc(empirical: Any, caller: str, least: int) -> np.ndarray:
    matrix = np.array(as_numpy(empirical, "empirical", caller))
    if matrix.ndim == 2:
        np.fill_diagonal(matrix, 1.0)  # often NaN, and never read
    return as_numpy_matrix(matrix, "empirical", caller, least)


def _simulated_fc(run: RunLike, of: str, empirical: np.ndarray) -> jax.Array:
    check_known(run, of)
    held = of in run.matrices
    values = matrix_of(run, of) if held else samples_of(run, of)
    if values.shape[1] != len(empirical):
        raise ValueError(
            f"empirical has {len(empirical)} regions and observer '{of}' has {values.shape[1]}; give the empirical FC "
            "of the same regions in the same order"
        )
    return values if held else fc(values)


def _fc_agreement(run: RunLike, of: str, empirical: np.ndarray) -> jax.Array:
    return fc_similarity(_simulated_fc(run, of, empirical), empirical)


def _fc_error(run: RunLike, of: str, empirical: np.ndarray) -> jax.Array:
    simulated = _simulated_fc(run, of, empirical)
    square = ((upper(simulated) - jnp.asarray(upper(empirical), simulated.dtype)) ** 2).mean()
    differ = square != 0  # the root has no slope at 0
    return jnp.where(differ, jnp.sqrt(jnp.where(differ, square, 1.0)), 0.0)


def _fcd_measure(
    distance: Callable[..., jax.Array], caller: str, of: str, empirical: Any, window: Any, step: Any, disjoint: bool
) -> Callable[[RunLike], jax.Array]:
    distribution(empirical, "empirical", caller)  # refuses what is neither a matrix nor values
    return partial(
        _fcd_gap,
        of=of,
        empirical=as_numpy(empirical, "empirical", caller).copy(),
        window=positive_ms(window, "window"),
        step=positive_ms(step, "step"),
        disjoint=disjoint,
        distance=distance,
    )


def _fcd_gap(
    run: RunLike,
    of: str,
    empirical: np.ndarray,
    window: float,
    step: float,
    disjoint: bool,
    distance: Callable[..., jax.Array],
) -> jax.Array:
    samples, interval = samples_of(run, of), interval_of(run, of)
    lag = sliding_windows(interval, window, step).disjoint_lag if disjoint else 1
    simulated = fcd_values(fcd(samples, interval, window, step), lag)
    measured = distribution(empirical, "empirical", "the empirical FCD", lag)
    return distance(simulated, jnp.asarray(measured, simulated.dtype))
