"""A projection between its two populations: cut from a connectome by their labels, or repeated in every region."""

from __future__ import annotations

from copy import copy
from typing import Any

import numpy as np

from brainmass.labels import numbered
from brainmass.population import Population
from brainmass.projection import Projection, repeated
from brainmass.sparse import Pattern, Sparse


def placed(projection: Projection, source: Population, target: Population) -> Projection:
    """The projection with a weight for each of the connections between two populations."""
    projection = copy(projection)
    if projection.regions is not None:
        rows, columns = _part(projection, target, "target"), _part(projection, source, "source")
        for end in ("source_regions", "target_regions"):
            pooling = getattr(projection, end)
            setattr(projection, end, pooling and pooling.occupied())
        block = np.ix_(rows, columns)
        for name in ("weights", "lengths", "speed"):
            whole = getattr(projection, name)
            setattr(projection, name, whole[block] if np.ndim(whole) == 2 else whole)
        projection.regions = None
    elif not isinstance(projection.weights, Sparse) and np.ndim(projection.weights) < 2:
        _in_every_region(projection, source, target)
    return projection


def _part(projection: Projection, population: Population, end: str) -> np.ndarray:
    """Where the regions of a population stand in the connectome."""
    regions, n = projection.regions or (), population.n
    pooling = getattr(projection, f"{end}_regions")
    if pooling is not None:
        return np.unique(pooling.regions)
    if not population.placed:
        if n != len(regions):
            raise ValueError(
                f"{projection}: the {end} has {n} regions without labels, so which of the {len(regions)} of the "
                'connectome they are is unknown; give it labels, such as Population(model, sc.regions("*Thalamus*"))'
            )
        return np.arange(n)
    there = {label: i for i, label in enumerate(regions)}
    missing = [label for label in population.labels if label not in there]
    if not missing:
        return np.array([there[label] for label in population.labels])
    if regions == numbered(n):  # a connectome without labels, of as many regions
        return np.arange(n)
    shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
    raise KeyError(
        f"{projection}: the {end} has {len(missing)} of its {n} regions not in the connectome: {shown}; known: "
        f"{', '.join(regions)}"
    )


def _in_every_region(projection: Projection, source: Population, target: Population) -> None:
    """A weight for the connection of every region with itself."""
    n, weights = target.n, projection.weights
    if source.n != n or (source.placed and target.placed and source.labels != target.labels):
        raise ValueError(
            f"{projection}: weights of {_shown(weights)} connect every region with itself, so both populations must "
            f"have the same regions, got {_some(source)} and {_some(target)}; for others give a matrix of "
            f"shape (targets, sources) = ({n}, {source.n})"
        )
    for name in ("weights", "lengths", "speed"):
        value = getattr(projection, name)
        if value is not None and np.shape(value) not in ((), (n,)):
            raise ValueError(
                f"{projection}: {name} must be a number, or one for each of the {n} regions, got {_shown(value)}"
            )
    itself = np.arange(n, dtype=np.int32)
    projection.weights = Sparse(repeated(weights, (n,)), Pattern(itself, itself, (n, n)))
    if projection.lengths is not None:
        projection.lengths = repeated(projection.lengths, (n,))


def _shown(value: Any) -> str:
    return f"shape {tuple(np.shape(value))}"


def _some(population: Population) -> str:
    if not population.placed or population.n > 6:
        return f"{population.n} regions"
    return ", ".join(population.labels)
