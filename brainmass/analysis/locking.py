"""Phase locking of regions over time."""

from typing import Any

import jax
import jax.numpy as jnp

from brainmass.analysis.door import as_signals


def phase_locking(phases: Any) -> jax.Array:
    r"""Phase-locking value of every pair of regions: how constant their phase difference is over time.

    .. math:: PLV_{ij} = \left| \frac{1}{T} \sum_t e^{i (\theta_i(t) - \theta_j(t))} \right|

    Lachaux et al. 1999, doi:10.1002/(SICI)1097-0193(1999)8:4<194::AID-HBM4>3.0.CO;2-C, over time instead of
    over trials. Independent phases give about :math:`\sqrt{\pi / 4 T}` and not 0, with T independent samples.

    Parameters
    ----------
    phases : array, shape (time, region)
        Phases in radians, wrapped or not: see ``phases``.

    Returns
    -------
    array, shape (region, region)
        From 0 to 1, symmetric, with a diagonal of 1; differentiable.

    Raises
    ------
    ValueError
        If the shape is not (time, region), or a value is not finite.

    Examples
    --------
    A constant difference locks, whatever it is; a difference that goes round does not.

    >>> import numpy as np
    >>> t = 2 * np.pi * np.arange(100) / 100
    >>> phase_locking(np.stack([t, t + 1.0, 2 * t], axis=1)).round(3) + 0.0
    Array([[1., 1., 0.],
           [1., 1., 0.],
           [0., 0., 1.]], dtype=float32)
    """
    angle = as_signals(phases, "phases")
    cosine, sine = jnp.cos(angle), jnp.sin(angle)
    exact = jax.lax.Precision.HIGHEST

    def product(a: jax.Array, b: jax.Array) -> jax.Array:
        return jnp.matmul(a.T, b, precision=exact) / len(angle)

    real = product(cosine, cosine) + product(sine, sine)
    imaginary = product(sine, cosine) - product(cosine, sine)
    square = real**2 + imaginary**2
    # The square root has no slope at 0; phases that cancel exactly shall give a gradient of 0 and not NaN.
    positive = square > 0
    matrix = jnp.where(positive, jnp.sqrt(jnp.where(positive, square, 1)), 0)
    return jnp.where(jnp.eye(len(matrix), dtype=bool), 1, matrix)
