"""Communities of a network.

Weights are W[i, j] = to region i from region j.
"""

from typing import Any

import numpy as np

from brainmass.analysis.door import as_labels
from brainmass.analysis.graph_input import as_graph, graph_weights


def communities(weights: Any, resolution: float = 1.0, seed: int = 0) -> np.ndarray:
    """Communities that make modularity large, by the Louvain method.

    Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008. Another seed may give another division.

    Parameters
    ----------
    weights : array, shape (region, region)
        W[i, j] = to i from j; symmetric ones are taken as undirected.
    resolution : float
        Above 1 for smaller communities, below for larger ones.
    seed : int
        Of the order in which regions are visited.

    Returns
    -------
    array of int, shape (region,)
        Labels from 0; that of the first region is 0.

    Examples
    --------
    >>> import numpy as np
    >>> communities(np.kron(np.eye(2), np.ones((3, 3))) + 0.01)
    array([0, 0, 0, 1, 1, 1])
    """
    import networkx

    graph = as_graph(graph_weights(weights, "communities"))
    found = networkx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
    labels = np.empty(len(graph), dtype=int)
    for label, members in enumerate(sorted(found, key=min)):
        labels[list(members)] = label
    return labels


def modularity(weights: Any, labels: Any, resolution: float = 1.0) -> float:
    r"""Modularity of a division: the weight within communities beyond what strengths alone would give.

    .. math:: Q = \frac{1}{m} \sum_{ij} \left( W_{ij} - \gamma \frac{s^{in}_i s^{out}_j}{m} \right) \delta(c_i, c_j)

    Newman & Girvan 2004, doi:10.1103/PhysRevE.69.026113; directed Leicht & Newman 2008,
    doi:10.1103/PhysRevLett.100.118703.

    Parameters
    ----------
    weights : array, shape (region, region)
        W[i, j] = to i from j.
    labels : sequence, length region
        The community of each region.
    resolution : float
        gamma.

    Returns
    -------
    float
        Below 1.

    Examples
    --------
    >>> modularity([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], labels=[0, 0, 1, 1])
    0.5
    """
    import networkx

    array = graph_weights(weights, "modularity")
    members = as_labels(labels, len(array), "labels")
    return float(
        networkx.community.modularity(
            as_graph(array), [set(where.tolist()) for where in members], weight="weight", resolution=resolution
        )
    )


def participation(weights: Any, labels: Any) -> np.ndarray:
    r"""Participation coefficient: how evenly what a region receives is spread over the communities.

    .. math:: P_i = 1 - \sum_c \left( \frac{\sum_{j \in c} W_{ij}}{\sum_j W_{ij}} \right)^2

    Guimera & Amaral 2005, doi:10.1038/nature03288. Pass ``weights.T`` for what is sent.

    Parameters
    ----------
    weights : array, shape (region, region)
        W[i, j] = to i from j.
    labels : sequence, length region
        The community of each region.

    Returns
    -------
    array, shape (region,)
        0 where all comes from one community, 1 - 1 / M where M give alike; 0 for a region without edges.

    Examples
    --------
    >>> participation([[0, 1, 1, 0], [1, 0, 0, 0], [1, 0, 0, 3], [0, 0, 3, 0]], labels=["a", "a", "b", "b"])
    array([0.5  , 0.   , 0.375, 0.   ])
    """
    array = graph_weights(weights, "participation")
    members = as_labels(labels, len(array), "labels")
    received = np.stack([array[:, where].sum(axis=1) for where in members], axis=1)
    total = received.sum(axis=1, keepdims=True)
    share = np.divide(received, total, out=np.zeros_like(received), where=total > 0)
    return np.where(total[:, 0] > 0, 1 - (share**2).sum(axis=1), 0.0)
