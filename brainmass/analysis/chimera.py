"""Communities that synchronise apart from each other: chimera index and metastability."""

from typing import Any

import jax
import jax.numpy as jnp

from brainmass.analysis.door import as_labels, as_signals
from brainmass.analysis.synchrony import kuramoto_order


def community_order(phases: Any, communities: Any) -> jax.Array:
    r"""Kuramoto order parameter of each community over time.

    .. math:: \phi_c(t) = |\langle e^{i \theta_k(t)} \rangle_{k \in c}|

    Parameters
    ----------
    phases : array, shape (time, region)
        Phases in radians, wrapped or not: see ``phases``.
    communities : sequence, length region
        The community of each region, numbers or names: networks of an atlas, or from ``communities``.

    Returns
    -------
    array, shape (time, community)
        Communities in sorted order; differentiable in the phases.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, or there is not one label for each region.

    Examples
    --------
    >>> import numpy as np
    >>> community_order([[0, 0, 0, np.pi], [0, np.pi, 1, 1]], ["a", "a", "b", "b"]).round(3)
    Array([[1., 0.],
           [0., 1.]], dtype=float32)
    """
    angle = as_signals(phases, "phases")
    members = as_labels(communities, angle.shape[1], "communities")
    return jnp.stack([kuramoto_order(angle[:, where]) for where in members], axis=1)


def chimera_index(phases: Any, communities: Any) -> jax.Array:
    r"""Chimera index: how unequally the communities are synchronised, on average over time.

    .. math:: \chi = \left\langle \frac{1}{M - 1} \sum_c (\phi_c(t) - \langle \phi(t) \rangle_c)^2 \right\rangle_t

    Shanahan 2010, doi:10.1063/1.3305451. It is largest where half of the communities are in full synchrony and the
    other half in none at all times: with 8 of them 2/7.

    Parameters
    ----------
    phases : array, shape (time, region)
        Phases in radians, wrapped or not: see ``phases``.
    communities : sequence, length region
        The community of each region; at least 2.

    Returns
    -------
    array, shape ()
        Differentiable in the phases.

    Raises
    ------
    ValueError
        As for ``community_order``, or if there is one community only.

    Examples
    --------
    >>> import numpy as np
    >>> print(chimera_index([[0, 0, 0, np.pi], [1, 1, 1, 1 + np.pi]], [0, 0, 1, 1]).round(3))
    0.5
    """
    order = community_order(phases, communities)
    if order.shape[1] < 2:
        raise ValueError("chimera_index needs at least 2 communities, got 1")
    return order.var(axis=1, ddof=1).mean()


def community_metastability(phases: Any, communities: Any) -> jax.Array:
    r"""Metastability of Shanahan: how much the synchrony of a community varies over time, on average over communities.

    .. math:: \lambda = \left\langle \frac{1}{T - 1} \sum_t (\phi_c(t) - \langle \phi_c \rangle_t)^2 \right\rangle_c

    Shanahan 2010, doi:10.1063/1.3305451. It is a variance; ``metastability`` of one community is a standard deviation,
    as whole-brain studies have it.

    Parameters
    ----------
    phases : array, shape (time, region)
        Phases in radians, wrapped or not: see ``phases``.
    communities : sequence, length region
        The community of each region.

    Returns
    -------
    array, shape ()
        Differentiable in the phases.

    Raises
    ------
    ValueError
        As for ``community_order``.

    Examples
    --------
    >>> import numpy as np
    >>> print(community_metastability([[0, 0, 0, np.pi], [0, np.pi, 1, 1]], [0, 0, 1, 1]).round(3))
    0.5
    """
    return community_order(phases, communities).var(axis=0, ddof=1).mean()
