"""Shortest paths of a network, and what is made of them.

The length of an edge is the inverse of its weight (Rubinov & Sporns 2010, doi:10.1016/j.neuroimage.2009.10.003) unless
another function is passed. Weights are W[i, j] = to region i from region j.
"""

from typing import Any

import numpy as np

from brainmass.analysis.graph_input import Length, as_graph, edge_lengths, graph_weights, in_order, inverse


def path_lengths(weights: Any, length: Length = inverse) -> np.ndarray:
    """Length of the shortest path between every two regions.

    Parameters
    ----------
    weights : array, shape (region, region)
        W[i, j] = to i from j.
    length : function
        From weights above 0 to lengths; ``inverse`` if none is given.

    Returns
    -------
    array, shape (region, region)
        (to, from), like weights; infinite where there is no path.

    Raises
    ------
    ValueError
        If weights are negative or not finite, or the function gives a length that is not positive.

    Examples
    --------
    Around by two strong edges is nearer than the weak one across.

    >>> path_lengths([[0, 2, 0.5], [2, 0, 2], [0.5, 2, 0]])
    array([[0. , 0.5, 1. ],
           [0.5, 0. , 0.5],
           [1. , 0.5, 0. ]])
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    # SciPy goes from row to column.
    return shortest_path(csr_array(edge_lengths(graph_weights(weights, "path_lengths"), length).T)).T


def characteristic_path_length(weights: Any, length: Length = inverse) -> float:
    """Mean of the shortest path lengths over all pairs; infinite if some region cannot be reached.

    Watts & Strogatz 1998, doi:10.1038/30918.

    Parameters
    ----------
    weights, length
        As for ``path_lengths``.

    Returns
    -------
    float

    Examples
    --------
    >>> characteristic_path_length([[0, 1, 0], [1, 0, 1], [0, 1, 0]]) == 4 / 3
    True
    """
    lengths = path_lengths(weights, length)
    return float(lengths[~np.eye(len(lengths), dtype=bool)].mean())


def global_efficiency(weights: Any, length: Length = inverse) -> float:
    """Mean of the inverse shortest path lengths over all pairs; pairs without a path count 0.

    Latora & Marchiori 2001, doi:10.1103/PhysRevLett.87.198701, without dividing by that of an ideal network.

    Parameters
    ----------
    weights, length
        As for ``path_lengths``.

    Returns
    -------
    float

    Examples
    --------
    >>> round(global_efficiency([[0, 1, 0], [1, 0, 1], [0, 1, 0]]), 3)
    0.833
    """
    lengths = path_lengths(weights, length)
    return float((1 / lengths[~np.eye(len(lengths), dtype=bool)]).mean())


def betweenness(weights: Any, length: Length = inverse) -> np.ndarray:
    """Betweenness centrality: the share of shortest paths between all other pairs that pass through a region.

    Freeman 1977, doi:10.2307/3033543; Brandes 2001, doi:10.1080/0022250X.2001.9990249.

    Parameters
    ----------
    weights, length
        As for ``path_lengths``.

    Returns
    -------
    array, shape (region,)
        From 0 to 1.

    Examples
    --------
    >>> betweenness([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    array([0., 1., 0.])
    """
    import networkx

    array = graph_weights(weights, "betweenness")
    return in_order(networkx.betweenness_centrality(as_graph(edge_lengths(array, length)), weight="weight"))
