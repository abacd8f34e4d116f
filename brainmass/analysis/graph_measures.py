"""Strength, clustering, rich club and small-worldness of a network.

Weights are W[i, j] = to region i from region j.
"""

from typing import Any

import numpy as np

from brainmass.analysis.graph_input import as_binary_graph, as_graph, graph_weights, in_order
from brainmass.analysis.graph_paths import characteristic_path_length


def strength(weights: Any) -> tuple[np.ndarray, np.ndarray]:
    """What each region receives and what it sends: sums over rows and over columns.

    Parameters
    ----------
    weights : array, shape (region, region)
        W[i, j] = to i from j.

    Returns
    -------
    received, sent : array, shape (region,)
        Equal for a symmetric matrix.

    Examples
    --------
    >>> strength([[0, 2, 3], [0, 0, 1], [0, 0, 0]])
    (array([5., 1., 0.]), array([0., 2., 4.]))
    """
    array = graph_weights(weights, "strength")
    return array.sum(axis=1), array.sum(axis=0)


def clustering(weights: Any) -> np.ndarray:
    r"""Weighted clustering coefficient of each region: how strong the triangles around it are.

    .. math:: C_i = \frac{1}{k_i (k_i - 1)} \sum_{j, k} (\hat w_{ij} \hat w_{jk} \hat w_{ki})^{1/3}

    Onnela et al. 2005, doi:10.1103/PhysRevE.71.065103, with weights over the largest one; for directed graphs Fagiolo
    2007, doi:10.1103/PhysRevE.76.026107.

    Parameters
    ----------
    weights : array, shape (region, region)
        W[i, j] = to i from j; symmetric ones are taken as undirected.

    Returns
    -------
    array, shape (region,)

    Examples
    --------
    >>> clustering([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]]).round(3)
    array([0.333, 1.   , 1.   , 0.   ])
    """
    import networkx

    return in_order(networkx.clustering(as_graph(graph_weights(weights, "clustering")), weight="weight"))


def rich_club(weights: Any) -> dict[int, float]:
    r"""Rich-club coefficient: how densely the regions of more than k edges are joined among each other.

    .. math:: \phi(k) = \frac{2 E_{>k}}{N_{>k} (N_{>k} - 1)}

    Colizza et al. 2006, doi:10.1038/nphys209; van den Heuvel & Sporns 2011, doi:10.1523/JNEUROSCI.3539-11.2011. Edges
    count and not their weights; compare with graphs of the same degrees, such as those of ``rewired``.

    Parameters
    ----------
    weights : array, shape (region, region)
        Whatever is not 0 in either direction is an edge.

    Returns
    -------
    dict
        The coefficient by k, as long as at least 2 regions have more than k edges.

    Examples
    --------
    >>> rich_club([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]])
    {0: 0.6666666666666666, 1: 1.0}
    """
    import networkx

    array = graph_weights(weights, "rich_club")
    return networkx.rich_club_coefficient(as_binary_graph(array), normalized=False)


def small_worldness(weights: Any, randomisations: int = 10, seed: int = 0) -> float:
    r"""Small-worldness: more clustered than a random graph, with paths as short.

    .. math:: \sigma = \frac{C / \langle C_{random} \rangle}{L / \langle L_{random} \rangle}

    Humphries & Gurney 2008, doi:10.1371/journal.pone.0002051, of the undirected graph without weights; the random ones
    are ``rewired`` and have the same degrees.

    Parameters
    ----------
    weights : array, shape (region, region)
        Whatever is not 0 in either direction is an edge; the graph must be connected.
    randomisations : int
        How many random graphs.
    seed : int
        Of the first; the others follow.

    Returns
    -------
    float
        About 1 for a random graph.

    Raises
    ------
    ValueError
        If the graph is not connected, or random graphs of its degrees have no triangles.

    Examples
    --------
    >>> from brainmass.graphs import small_world
    >>> print(small_worldness(small_world(40, neighbours=6, rewire=0.1).weights, randomisations=3) > 1.5)
    True
    """
    import networkx

    edges = np.asarray(graph_weights(weights, "small_worldness") != 0, dtype=float)
    edges = np.maximum(edges, edges.T)
    if not networkx.is_connected(as_graph(edges)):
        raise ValueError("the graph is not connected, so path lengths are infinite; take its largest component")
    random = [rewired(edges, seed=seed + i) for i in range(randomisations)]
    lengths = [value for value in map(characteristic_path_length, random) if np.isfinite(value)]
    clusters = np.mean([clustering(graph).mean() for graph in random])
    if clusters == 0 or not lengths:
        raise ValueError("random graphs of these degrees have no triangles, or are never connected: too few edges")
    return float(clustering(edges).mean() / clusters / (characteristic_path_length(edges) / np.mean(lengths)))


def rewired(weights: Any, swaps_per_edge: int = 10, seed: int = 0) -> np.ndarray:
    """A random graph in which every region has as many edges as in the given one (Maslov & Sneppen 2002).

    doi:10.1126/science.1065103: pairs of edges exchange their ends.

    Parameters
    ----------
    weights : array, shape (region, region)
        Whatever is not 0 in either direction is an edge.
    swaps_per_edge : int
        How often each edge is exchanged, on average.
    seed : int
        Of the choice.

    Returns
    -------
    array, shape (region, region)
        0 and 1, symmetric.

    Examples
    --------
    >>> import numpy as np
    >>> ring = np.roll(np.eye(8), 1, axis=0) + np.roll(np.eye(8), -1, axis=0)
    >>> rewired(ring).sum(axis=1)
    array([2., 2., 2., 2., 2., 2., 2., 2.])
    """
    import networkx

    graph = as_binary_graph(graph_weights(weights, "rewired"))
    swaps = swaps_per_edge * graph.number_of_edges()
    if graph.number_of_edges() > 1 and networkx.density(graph) < 1:
        networkx.double_edge_swap(graph, nswap=swaps, max_tries=100 * swaps, seed=seed)
    return networkx.to_numpy_array(graph, nodelist=range(len(graph)))
