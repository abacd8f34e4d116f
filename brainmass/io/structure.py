"""The weights and tract lengths that a run was simulated with, as labelled variables beside its samples."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from brainmass.labels import numbered
from brainmass.sparse import Sparse


def structure_variables(run: Any, taken: Collection[str], coordinates: dict[str, tuple]) -> dict[str, tuple]:
    """``weights`` and ``lengths`` of every projection that was given to ``run.network``; empty for a run without one.

    With one projection the names are bare, with several they are numbered in order: ``weights_0``. A name that is taken
    gets ``_simulated`` behind it. Dimensions are (target, source), with the region names as coordinates; these are
    added to ``coordinates``. Of sparse weights only the entries are kept: the dimension is then ``edge``, with the
    positions ``edge_target`` and ``edge_source``.
    """
    projections = [p for p in getattr(getattr(run, "network", None), "projections", ()) if not p.own]
    variables: dict[str, tuple] = {}
    for i, projection in enumerate(projections):
        number = f"_{i}" if len(projections) > 1 else ""
        weights = projection.weights
        if isinstance(weights, Sparse):
            dims: tuple[str, ...] = (f"edge{number}",)
            for end, places in (("target", weights.pattern.rows), ("source", weights.pattern.columns)):
                coordinates[f"edge_{end}{number}"] = (dims, places)
        else:
            dims = (f"target{number}", f"source{number}")
            for dim, end in zip(dims, ("target", "source"), strict=True):
                coordinates[dim] = (dim, np.array(_labels(run.network, projection, end), dtype=str))
        for name, unit in (("weights", "1"), ("lengths", "mm")):
            values = getattr(projection, name)
            if values is not None:
                free = f"{name}{number}" if f"{name}{number}" not in taken else f"{name}{number}_simulated"
                array = values.data if isinstance(values, Sparse) else values
                variables[free] = (dims, np.asarray(array), {"units": unit, "projection": str(projection)})
    return variables


def _labels(network: Any, projection: Any, end: str) -> tuple[str, ...]:
    """Names of the regions at one end, which of a pooled projection are not those of the population."""
    pooling = getattr(projection, f"{end}_regions")
    if pooling is None:
        return network.populations[getattr(projection, f"{end}_population")].labels
    return pooling.labels or numbered(pooling.count)
