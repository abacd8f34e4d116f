"""The weights and tract lengths that a run was simulated with, as labelled variables beside its samples."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from brainmass.sparse import Sparse


def structure_variables(run: Any, taken: Collection[str], coordinates: dict[str, tuple]) -> dict[str, tuple]:
    """``weights`` and ``lengths`` of every projection that was given to ``run.network``; empty for a run without one.

    With one projection the names are bare, with several they are numbered in order: ``weights_0``. A name that is taken
    gets ``_simulated`` behind it. Dimensions are (target, source), with the region names as coordinates; these are
    added to ``coordinates``. Of sparse weights there are the entries alone, with one dimension, and the names of both
    ends of each as coordinates.
    """
    projections = [p for p in getattr(getattr(run, "network", None), "projections", ()) if not p.own]
    variables: dict[str, tuple] = {}
    for i, projection in enumerate(projections):
        number = f"_{i}" if len(projections) > 1 else ""
        dims = (f"target{number}", f"source{number}")
        ends = (projection.target_population, projection.source_population)
        labels = [np.array(run.network.populations[population].labels, dtype=str) for population in ends]
        entries = projection.weights
        if isinstance(entries, Sparse):
            coordinates[dims[0]] = (f"edge{number}", labels[0][entries.pattern.rows])
            coordinates[dims[1]] = (f"edge{number}", labels[1][entries.pattern.columns])
            dims = (f"edge{number}",)
        else:
            coordinates |= {dim: (dim, names) for dim, names in zip(dims, labels, strict=True)}
        for name, unit in (("weights", "1"), ("lengths", "mm")):
            matrix = getattr(projection, name)
            matrix = matrix.data if isinstance(matrix, Sparse) else matrix
            if matrix is not None:
                free = f"{name}{number}" if f"{name}{number}" not in taken else f"{name}{number}_simulated"
                variables[free] = (dims, np.asarray(matrix), {"units": unit, "projection": str(projection)})
    return variables
