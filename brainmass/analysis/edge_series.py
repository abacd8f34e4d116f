"""Edge time series: functional connectivity unfolded into its moments."""

from typing import Any

import jax
import jax.numpy as jnp

from brainmass.analysis.door import as_signals, refuse_constant, triangle


def edge_time_series(signals: Any) -> jax.Array:
    r"""The product of the z-scores of every pair of regions, moment by moment.

    .. math:: r_{ij}(t) = z_i(t) z_j(t), \qquad \frac{1}{T} \sum_t r_{ij}(t) = FC_{ij}

    Faskowitz et al. 2020, doi:10.1038/s41593-020-00719-y. The mean over time is the Pearson correlation exactly.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first; at least 2 regions.

    Returns
    -------
    array, shape (time, pair)
        Pairs in the order of ``upper``; differentiable.

    Raises
    ------
    ValueError
        If the shape is not (time, region), there is one region, a value is not finite, or a region is constant.

    Examples
    --------
    >>> import numpy as np
    >>> from brainmass.analysis import fc, upper
    >>> signals = np.random.default_rng(0).normal(size=(100, 4))
    >>> print(abs(edge_time_series(signals).mean(axis=0) - upper(fc(signals))).max() < 1e-6)
    True
    """
    array = as_signals(signals)
    refuse_constant(array, "its z-score")
    first, second = triangle(array.shape[1], "edge_time_series")
    z = _z_scores(array)
    return z[:, first] * z[:, second]


def cofluctuation(signals: Any) -> jax.Array:
    r"""How strongly all pairs fluctuate together at each moment: the root of the summed squares of the edge series.

    Esfahlani et al. 2020, doi:10.1073/pnas.2005531117 (RSS); its peaks are the "events" that make up most of the FC.
    Computed from :math:`\sum_{i<j} z_i^2 z_j^2 = ((\sum_i z_i^2)^2 - \sum_i z_i^4) / 2`, so no pairs stand in memory.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first; at least 2 regions.

    Returns
    -------
    array, shape (time,)

    Raises
    ------
    ValueError
        As for ``edge_time_series``.

    Examples
    --------
    >>> import numpy as np
    >>> cofluctuation([[1, 1], [-1, 1], [1, -1], [-1, -1]]).round(3)
    Array([1., 1., 1., 1.], dtype=float32)
    """
    array = as_signals(signals)
    refuse_constant(array, "its z-score")
    triangle(array.shape[1], "cofluctuation")
    square = _z_scores(array) ** 2
    total = (square.sum(axis=1) ** 2 - (square**2).sum(axis=1)) / 2
    positive = total > 0
    return jnp.where(positive, jnp.sqrt(jnp.where(positive, total, 1)), 0)


def edge_fc(signals: Any) -> jax.Array:
    """Edge functional connectivity: the correlation of every two edge time series, scaled as the paper does.

    Faskowitz et al. 2020, doi:10.1038/s41593-020-00719-y: the sum of products over the root of the product of the sums
    of squares, without taking off the means. A matrix of pairs x pairs: 1000 pairs (45 regions) make 4 MB in float32.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first; at least 2 regions.

    Returns
    -------
    array, shape (pair, pair)
        Between -1 and 1, symmetric, with a diagonal of 1; pairs in the order of ``upper``.

    Raises
    ------
    ValueError
        As for ``edge_time_series``.

    Examples
    --------
    >>> import numpy as np
    >>> edge_fc(np.random.default_rng(0).normal(size=(100, 4))).shape
    (6, 6)
    """
    edges = edge_time_series(signals)
    unit = edges / jnp.sqrt((edges**2).sum(axis=0))
    matrix = jnp.matmul(unit.T, unit, precision=jax.lax.Precision.HIGHEST)
    return jnp.where(jnp.eye(len(matrix), dtype=bool), 1, (matrix + matrix.T) / 2)


def _z_scores(signals: jax.Array) -> jax.Array:
    """About the mean, over the deviation with divisor T; from numbers near 1, as squares of tesla underflow."""
    centred = signals - signals.mean(axis=0)
    centred = centred / jax.lax.stop_gradient(jnp.abs(centred).max(axis=0))
    return centred / jnp.sqrt((centred**2).mean(axis=0))
