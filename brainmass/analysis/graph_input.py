"""What graph measures ask of weights, and how they reach networkx.

Weights are W[i, j] = to region i from region j, not negative; the diagonal is not read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis.door import as_numpy_matrix

if TYPE_CHECKING:
    import networkx

Length = Callable[[np.ndarray], np.ndarray]


def inverse(weights: np.ndarray) -> np.ndarray:
    """The usual length of an edge: strong ones are short."""
    return 1.0 / weights


def graph_weights(weights: Any, caller: str) -> np.ndarray:
    """Weights as NumPy has them, without their diagonal; negative ones are refused."""
    array = as_numpy_matrix(weights, "weights", caller, least=2).copy()
    np.fill_diagonal(array, 0.0)
    if (array < 0).any():
        raise ValueError(
            f"weights has {int((array < 0).sum())} negative entries, for which {caller} has no meaning; take them out "
            "(np.maximum(weights, 0)) or take their size (abs)"
        )
    return array


def edge_lengths(weights: np.ndarray, length: Length) -> np.ndarray:
    """Of each weight above 0; 0 where there is no edge."""
    lengths = np.zeros_like(weights)
    present = weights > 0
    lengths[present] = length(weights[present])
    if not (lengths[present] > 0).all():
        raise ValueError("length must give a positive number for each weight above 0")
    return lengths


def as_graph(weights: np.ndarray) -> networkx.Graph:
    """networkx reads a matrix as from row to column, which is the transpose of ours."""
    import networkx

    kind = networkx.Graph if np.array_equal(weights, weights.T) else networkx.DiGraph
    return networkx.from_numpy_array(weights.T, create_using=kind)


def as_binary_graph(weights: np.ndarray) -> networkx.Graph:
    """Undirected, with an edge for whatever is not 0 in either direction."""
    import networkx

    return networkx.from_numpy_array(((weights != 0) | (weights.T != 0)).astype(float), create_using=networkx.Graph)


def in_order(values: Any) -> np.ndarray:
    """Values by region, as a dictionary of networkx has them."""
    return np.array([values[i] for i in range(len(values))], dtype=float)
