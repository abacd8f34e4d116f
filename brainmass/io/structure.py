"""The weights and tract lengths that a run was simulated with, as labelled variables beside its samples."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np


def structure_variables(run: Any, taken: Collection[str], coordinates: dict[str, tuple]) -> dict[str, tuple]:
    """``weights`` and ``lengths`` of every projection that was given to ``run.network``; empty for a run without one.

    With one projection the names are bare, with several they are numbered in order: ``weights_0``. A name that is taken
    gets ``_simulated`` behind it. Dimensions are (target, source), with the region names as coordinates; these are
    added to ``coordinates``.
    """
    projections = [p for p in getattr(getattr(run, "network", None), "projections", ()) if not p.own]
    variables: dict[str, tuple] = {}
    for i, projection in enumerate(projections):
        number = f"_{i}" if len(projections) > 1 else ""
        dims = (f"target{number}", f"source{number}")
        ends = (projection.target_population, projection.source_population)
        for dim, population in zip(dims, ends, strict=True):
            coordinates[dim] = (dim, np.array(run.network.populations[population].labels, dtype=str))
        for name, unit in (("weights", "1"), ("lengths", "mm")):
            matrix = getattr(projection, name)
            if matrix is not None:
                free = f"{name}{number}" if f"{name}{number}" not in taken else f"{name}{number}_simulated"
                variables[free] = (dims, np.asarray(matrix), {"units": unit, "projection": str(projection)})
    return variables
