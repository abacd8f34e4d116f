"""Functional connectivity: correlations between regions, and how alike two such matrices are."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.analysis.door import as_matrix, as_numpy_signals, as_signals, refuse_constant
from brainmass.units import is_traced, one, to_float


def fc(signals: Any) -> jax.Array:
    r"""Functional connectivity: the Pearson correlation of every pair of regions.

    .. math:: C_{ij} = \frac{\sum_t (x_i - \bar x_i)(x_j - \bar x_j)}
              {\sqrt{\sum_t (x_i - \bar x_i)^2 \sum_t (x_j - \bar x_j)^2}}

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.

    Returns
    -------
    array, shape (region, region)
        Exactly symmetric, with a diagonal of exactly 1; differentiable, and usable under ``jit`` and ``vmap``.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, or a region is constant. Under ``jit`` and ``grad``
        values cannot be looked at, and a constant region gives NaN in its row and column.

    Examples
    --------
    >>> import numpy as np
    >>> t = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    >>> fc(np.stack([np.sin(t), np.sin(t + np.pi / 3), -np.sin(t)], axis=1)).round(3)
    Array([[ 1. ,  0.5, -1. ],
           [ 0.5,  1. , -0.5],
           [-1. , -0.5,  1. ]], dtype=float32)
    """
    array = as_signals(signals)
    refuse_constant(array, "its correlation")
    return pearson(array)


@jax.jit
def pearson(signals: jax.Array) -> jax.Array:
    """Correlations between the columns of ``signals``, unchecked."""
    centred = signals - signals.mean(axis=0)
    # Correlations have no scale: without it, signals in tesla (1e-15) would underflow when squared in float32.
    scale = jax.lax.stop_gradient(jnp.abs(centred).max(axis=0))
    # What is constant differs from its mean by rounding, with which nothing shall correlate.
    centred = centred / jnp.where((signals == signals[0]).all(axis=0), jnp.nan, scale)
    unit = centred / jnp.sqrt((centred**2).sum(axis=0))
    matrix = jnp.matmul(unit.T, unit, precision=jax.lax.Precision.HIGHEST)
    # A product of floats is symmetric, and 1 on its diagonal, only up to rounding.
    return jnp.where(jnp.eye(len(matrix), dtype=bool), 1, (matrix + matrix.T) / 2)


def partial_fc(signals: Any, shrinkage: float | None = None) -> np.ndarray:
    r"""Partial correlation of every pair of regions, given all others, from the inverse of the correlation matrix.

    .. math:: P = ((1 - \lambda) C + \lambda I)^{-1}, \qquad \rho_{ij} = -P_{ij} / \sqrt{P_{ii} P_{jj}}

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    shrinkage : float, optional
        :math:`\lambda` in (0, 1]: how far the correlations are drawn towards zero before the inverse is taken
        (Schaefer & Strimmer 2005, doi:10.2202/1544-6115.1175). None draws nothing, and needs more samples than regions.

    Returns
    -------
    array, shape (region, region)
        Symmetric, with a diagonal of 1; computed by NumPy in double precision, so not differentiable.

    Raises
    ------
    ValueError
        As for ``fc``; and without shrinkage if there are no more samples than regions, or if regions depend linearly
        on each other (as after regressing out the global mean).

    Examples
    --------
    A chain 0 -> 1 -> 2: the ends are correlated, but not once the middle is known.

    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=(20000, 3))
    >>> chain = np.stack([noise[:, 0], noise[:, 0] + noise[:, 1], noise[:, 0] + noise[:, 1] + noise[:, 2]], axis=1)
    >>> print(fc(chain)[0, 2].round(1), abs(partial_fc(chain)[0, 2]).round(1))
    0.6 0.0
    """
    array = as_numpy_signals(signals, "partial_fc")
    refuse_constant(array, "its correlation")
    samples, regions = array.shape
    if shrinkage is None and samples <= regions:
        raise ValueError(
            f"partial_fc needs more samples than regions, got {samples} samples of {regions} regions: "
            "give a longer recording, or shrinkage between 0 and 1 (such as 0.1)"
        )
    weight = 0.0 if shrinkage is None else to_float(shrinkage, one, "shrinkage")
    if shrinkage is not None and not 0 < weight <= 1:
        raise ValueError(f"shrinkage must be above 0 and at most 1, got {weight:g}; None shrinks nothing")
    correlation = (1 - weight) * np.atleast_2d(np.corrcoef(array, rowvar=False)) + weight * np.eye(regions)
    if np.linalg.eigvalsh(correlation)[0] < regions * np.finfo(np.float64).eps:
        raise ValueError(
            "partial_fc: the regions depend linearly on each other (duplicated signals, or a global mean regressed "
            "out), so their correlation matrix has no inverse: leave one out, or give shrinkage (such as 0.1)"
        )
    precision = np.linalg.inv(correlation)
    scale = np.sqrt(np.diag(precision))
    partial = -(precision + precision.T) / 2 / np.outer(scale, scale)
    np.fill_diagonal(partial, 1.0)
    return partial


def upper(matrix: Any, k: int = 1) -> Any:
    """The entries on and above the ``k``-th diagonal of a square matrix, row by row.

    Parameters
    ----------
    matrix : array, shape (region, region)
        A NumPy array stays one; a JAX array or a tracer stays one.
    k : int
        0 takes the main diagonal along, 1 starts above it.

    Returns
    -------
    array, shape (n_pairs,)

    Raises
    ------
    ValueError
        If the matrix is not square.

    Examples
    --------
    >>> import numpy as np
    >>> upper(np.arange(9).reshape(3, 3))
    array([1, 2, 5])
    """
    array = matrix if isinstance(matrix, jax.Array) else np.asarray(matrix)
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise ValueError(f"matrix must be square, got the shape {array.shape}")
    return array[np.triu_indices(array.shape[0], k)]


def fc_similarity(a: Any, b: Any, fisher_z: bool = False) -> jax.Array:
    """How alike two connectivity matrices are: the correlation of their upper triangles.

    Parameters
    ----------
    a, b : array, shape (region, region)
        The matrices; neither their diagonals nor their lower triangles are read.
    fisher_z : bool
        Compare ``arctanh`` of the entries, which makes correlations near 1 count for more.

    Returns
    -------
    array, shape ()
        Between -1 and 1; differentiable in both.

    Raises
    ------
    ValueError
        If the matrices are not square, differ in size, have fewer than 3 regions, hold values that are not finite, or
        one has equal entries throughout; with ``fisher_z`` also if an entry is not strictly between -1 and 1. Under
        ``jit`` and ``grad`` values cannot be looked at, and equal entries give NaN.

    Examples
    --------
    >>> import numpy as np
    >>> a = np.array([[1, 0.1, 0.2], [0.1, 1, 0.4], [0.2, 0.4, 1]])
    >>> print(fc_similarity(a, 0.5 * a), fc_similarity(a, -a, fisher_z=True))
    1.0 -1.0
    """
    first, second = as_matrix(a, "a", least=3), as_matrix(b, "b", least=3)
    if first.shape != second.shape:
        raise ValueError(f"a and b must have the same regions, got {first.shape[0]} and {second.shape[0]} of them")
    values = []
    for name, matrix in (("a", first), ("b", second)):
        edges = upper(matrix)
        if fisher_z:
            edges = _fisher(name, edges)
        equal = equal_up_to_rounding(edges)
        if not is_traced(equal) and equal:
            raise ValueError(
                f"{name} has the same value ({float(edges[0]):g}) for all pairs, so nothing correlates with it"
            )
        values.append(jnp.where(equal, jnp.nan, edges))
    return pearson(jnp.stack(values, axis=1))[0, 1]


def equal_up_to_rounding(edges: Any) -> Any:
    """Whether the values along the last axis are one value: correlating with them would correlate with rounding."""
    return edges.max(axis=-1) - edges.min(axis=-1) <= 8 * np.finfo(edges.dtype).eps * abs(edges).max(axis=-1)


def _fisher(name: str, edges: jax.Array) -> jax.Array:
    if not is_traced(edges):
        outside = np.abs(np.asarray(edges)) >= 1
        if outside.any():
            raise ValueError(
                f"{name} has {int(outside.sum())} entries of magnitude 1 or more above its diagonal, which have no "
                "Fisher z; it must hold correlations (set fisher_z=False otherwise)"
            )
    return jnp.arctanh(edges)
