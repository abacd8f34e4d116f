"""Lists of edges, padded to a rectangle, so that a sum over the edges of every node is one gather and one product."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np


class Edges(NamedTuple):
    """The edges at every node, arrays of shape (n, width)."""

    slot: Any
    """Where the weight of the edge stands among the flat weights; one past the last for padding, which weighs 0."""
    other: Any
    """The node at the other end."""
    delay: Any
    """In whole steps."""


class Group(NamedTuple):
    """The same edges twice: as they arrive at targets, and as they leave sources (only the adjoint asks for those)."""

    arriving: Edges
    leaving: Edges


def group(
    targets: np.ndarray, sources: np.ndarray, slots: np.ndarray, delays: np.ndarray, shape: tuple[int, int], none: int
) -> Group:
    """Edges by target and by source; ``none`` is the slot of padding.

    Examples
    --------
    >>> group(np.array([0, 0, 1]), np.array([1, 2, 0]), np.arange(3), np.array([4, 5, 6]), (2, 3), 3).arriving.slot
    array([[0, 1, 3],
           [2, 3, 3]], dtype=int32)
    """
    arriving = _by_node(targets, sources, slots, delays, shape[0], shape[1], none)
    return Group(arriving, _by_node(sources, targets, slots, delays, shape[1], shape[0], none))


def _by_node(
    nodes: np.ndarray, others: np.ndarray, slots: np.ndarray, delays: np.ndarray, n: int, most: int, none: int
) -> Edges:
    order = np.argsort(nodes, kind="stable")
    counts = np.bincount(nodes, minlength=n)
    rows = nodes[order]
    places = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    shape = (n, _width(int(counts.max()), most))
    # Padding looks where a true edge looks: its delay must not lie beyond the history.
    filled = [np.full(shape, value, np.int32) for value in (none, 0, delays[0])]
    for array, values in zip(filled, (slots, others, delays), strict=True):
        array[rows, places] = values[order]
    return Edges(*filled)


def _width(count: int, most: int) -> int:
    """The next multiple of 8, so that networks of nearly the same degree share their compiled code."""
    return min(most, -(-count // 8) * 8) if count < most else count
