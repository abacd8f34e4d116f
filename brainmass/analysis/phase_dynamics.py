"""Phase coherence that changes: its leading eigenvector at each moment, and how one moment resembles another."""

from typing import Any

import jax
import jax.numpy as jnp

from brainmass.analysis.door import as_signals


def leading_eigenvectors(phases: Any) -> jax.Array:
    r"""Leading eigenvector of the phase-coherence matrix at each moment (LEiDA).

    .. math:: dFC_{ij}(t) = \cos(\theta_i(t) - \theta_j(t))

    Cabral et al. 2017, doi:10.1038/s41598-017-05425-7. The matrix is the sum of the outer products of the vectors of
    cosines and of sines, so its leading eigenvector is known:
    :math:`V_i \propto \cos(\theta_i - \alpha)` with :math:`2 \alpha = \arg \sum_j e^{2 i \theta_j}`.

    Parameters
    ----------
    phases : array, shape (time, region)
        Phases in radians, wrapped or not: see ``phases``.

    Returns
    -------
    array, shape (time, region)
        Of length 1; of V and -V that one whose sum is not positive, as in the paper. Differentiable. Where the two
        largest eigenvalues are equal there is no leading one, and the direction is arbitrary.

    Raises
    ------
    ValueError
        If the shape is not (time, region), or a value is not finite.

    Examples
    --------
    Three regions agree and one opposes them.

    >>> import numpy as np
    >>> leading_eigenvectors([[0, 0, 0, np.pi], [1, 1, 1, 1]]).round(3)
    Array([[-0.5, -0.5, -0.5,  0.5],
           [-0.5, -0.5, -0.5, -0.5]], dtype=float32)
    """
    angle = as_signals(phases, "phases")
    cosine, sine = jnp.cos(2 * angle).sum(axis=1), jnp.sin(2 * angle).sum(axis=1)
    degenerate = cosine**2 + sine**2 < (len(angle.T) * jnp.finfo(angle.dtype).eps) ** 2
    alpha = jnp.arctan2(jnp.where(degenerate, 0.0, sine), jnp.where(degenerate, 1.0, cosine)) / 2
    vectors = jnp.cos(angle - alpha[:, None])
    vectors = vectors / jnp.linalg.norm(vectors, axis=1, keepdims=True)
    return jnp.where(vectors.sum(axis=1, keepdims=True) > 0, -vectors, vectors)


def phase_fcd(phases: Any) -> jax.Array:
    r"""Phase functional connectivity dynamics: how the phase coherence of one moment resembles that of another.

    Entry (m, n) is the cosine similarity of the upper triangles of dFC(m) and dFC(n), with
    :math:`dFC_{ij}(t) = \cos(\theta_i(t) - \theta_j(t))` (Deco et al. 2019, doi:10.1073/pnas.1905534116; there dFC is
    summed over 3 samples first). No matrix over pairs is made:

    .. math:: \sum_{ij} dFC_{ij}(m) \, dFC_{ij}(n) = \tfrac{1}{2} \left(
              |\sum_i e^{i (\theta_i(m) + \theta_i(n))}|^2 + |\sum_i e^{i (\theta_i(m) - \theta_i(n))}|^2 \right)

    That of leading eigenvectors (Cabral et al. 2017) is ``v @ v.T`` with ``v = leading_eigenvectors(phases)``.

    Parameters
    ----------
    phases : array, shape (time, region)
        Phases in radians, wrapped or not; at least 3 regions. Take every n-th sample of a long recording: the matrix
        has one row per sample.

    Returns
    -------
    array, shape (time, time)
        Between -1 and 1, symmetric, with a diagonal of 1; differentiable. Its distribution is ``fcd_values``, and
        ``fcd_ks`` compares two.

    Raises
    ------
    ValueError
        If the shape is not (time, region), there are fewer than 3 regions, or a value is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> phase_fcd([[0, 0, np.pi], [1, 1, 1 + np.pi], [0, 0, 0]]).round(3)
    Array([[ 1.   ,  1.   , -0.333],
           [ 1.   ,  1.   , -0.333],
           [-0.333, -0.333,  1.   ]], dtype=float32)
    """
    angle = as_signals(phases, "phases")
    regions = angle.shape[1]
    if regions < 3:
        raise ValueError(f"phase_fcd needs at least 3 regions (3 pairs to compare), got {regions}")
    cosine, sine = jnp.cos(angle), jnp.sin(angle)
    exact = jax.lax.Precision.HIGHEST
    cc, ss = jnp.matmul(cosine, cosine.T, precision=exact), jnp.matmul(sine, sine.T, precision=exact)
    sc, cs = jnp.matmul(sine, cosine.T, precision=exact), jnp.matmul(cosine, sine.T, precision=exact)
    plus, minus = (cc - ss) ** 2 + (sc + cs) ** 2, (cc + ss) ** 2 + (sc - cs) ** 2
    products = ((plus + minus) / 2 - regions) / 2  # the diagonal of dFC is 1, and each pair stands twice
    # Of three directions in the plane no two pairs are orthogonal at once: the length is never 0.
    length = jnp.sqrt(jnp.diag(products))
    matrix = products / jnp.outer(length, length)
    return jnp.where(jnp.eye(len(matrix), dtype=bool), 1, (matrix + matrix.T) / 2)
