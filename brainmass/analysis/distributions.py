"""How far two samples of a distribution are apart, in JAX, so that it can be computed inside ``jit`` and ``vmap``."""

from typing import Any

import jax
import jax.numpy as jnp


def kolmogorov_smirnov(a: Any, b: Any) -> jax.Array:
    """Kolmogorov-Smirnov distance: the largest gap between the cumulative curves of two samples, unchecked.

    Parameters
    ----------
    a, b : array, shape (n,) and (m,)
        Values in any order, with any ties.

    Returns
    -------
    array, shape ()
        Between 0 and 1; NaN if a value is. Its gradient is 0: it counts.

    Examples
    --------
    >>> print(kolmogorov_smirnov([0.1, 0.2, 0.3, 0.4], [0.3, 0.4, 0.5, 0.6]))
    0.5
    """
    values, gap = _cumulative_gap(a, b)
    whole = jnp.append(values[1:] != values[:-1], True)  # among equal values the curves have not met the others yet
    return jnp.where(jnp.isnan(values[-1]), jnp.nan, jnp.where(whole, jnp.abs(gap), 0).max())


def wasserstein(a: Any, b: Any) -> jax.Array:
    r"""1-Wasserstein distance: the area between the cumulative curves of two samples, unchecked.

    .. math:: W_1 = \int |F_a(x) - F_b(x)| \, dx

    (Vallender 1974, doi:10.1137/1118101.)

    Parameters
    ----------
    a, b : array, shape (n,) and (m,)
        Values in any order.

    Returns
    -------
    array, shape ()
        In the unit of the values, NaN if one is; differentiable wherever no two values are equal.

    Examples
    --------
    >>> print(wasserstein([0.0, 1.0], [0.5, 0.5, 3.0, 4.0]))
    1.5
    """
    values, gap = _cumulative_gap(a, b)
    return (jnp.abs(gap[:-1]) * jnp.diff(values)).sum()


def _cumulative_gap(a: Any, b: Any) -> tuple[jax.Array, jax.Array]:
    """All values in order, and by how much the curve of ``a`` is above that of ``b`` from each of them on."""
    a, b = jnp.asarray(a), jnp.asarray(b)
    both = jnp.concatenate([a, b])
    order = jnp.argsort(both)
    of_a = jnp.cumsum(order < len(a))
    of_b = jnp.arange(1, len(both) + 1) - of_a
    return both[order], (of_a / len(a) - of_b / len(b)).astype(both.dtype)
