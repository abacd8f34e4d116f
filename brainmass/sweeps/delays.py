"""Bounds of all delays in a sweep whose speed or lengths change: one program for all points needs to know them."""

from __future__ import annotations

from copy import copy
from itertools import product
from typing import Any

import numpy as np

from brainmass.named import number, with_values
from brainmass.network import Network, Projection
from brainmass.sparse import Sparse
from brainmass.sweeps.space import Space
from brainmass.swept import SEED


def bounded(network: Network, space: Space) -> tuple[Network, bool]:
    """The network with bounds for its delays, where the sweep changes them; and whether connections and delays are the
    same at all points."""
    tracts = {name: number(network, name).part for name in space.names if name != SEED and number(network, name).part}
    if not tracts:
        return network, True
    ranges: dict[int, list[tuple[float, float]]] = {}
    for values in _combinations(space, list(tracts)) if set(tracts.values()) != {"weights"} else []:
        for i, projection in enumerate(with_values(network, values).projections):
            if projection.speed is not None:
                ranges.setdefault(i, []).append(_range(projection, whole="weights" in tracts.values()))
    network = copy(network)
    network.projections = tuple(
        _with_bounds(projection, ranges[i]) if i in ranges else projection
        for i, projection in enumerate(network.projections)
    )
    return network, False


def _combinations(space: Space, names: list[str]) -> list[dict[str, Any]]:
    """Every combination of the values of some parameters that is among the points."""
    dimensions = [d for d in space.dimensions if any(name in d.values for name in names)]
    found = []
    for place in product(*(range(d.size) for d in dimensions)):
        here = [(name, x.numbers[i]) for d, i in zip(dimensions, place, strict=True) for name, x in d.values.items()]
        found.append({name: value for name, value in here if name in names})
    return found


def _range(projection: Projection, *, whole: bool) -> tuple[float, float]:
    """The shortest and the longest delay of connections, ms; of all there may be where weights change, too."""
    weights = projection.weights
    used = (np.asarray(weights.data if isinstance(weights, Sparse) else weights) != 0) | whole
    delays = (np.asarray(projection.lengths, float) / np.asarray(projection.speed, float))[used]
    return (float(delays.min()), float(delays.max())) if delays.size else (0.0, 0.0)


def _with_bounds(projection: Projection, ranges: list[tuple[float, float]]) -> Projection:
    projection = copy(projection)
    shortest, longest = min(low for low, _ in ranges), max(high for _, high in ranges)
    projection.min_delay = projection.min_delay or shortest or None
    projection.max_delay = projection.max_delay or longest
    return projection
