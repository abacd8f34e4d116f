"""From vertices to regions: the matrix that sums or averages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from brainmass.errors import require_finite, unknown


def collected(
    mapping: Any, labels: Sequence[str], areas: Any, n: int, *, unseen: bool, mean: bool
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Weights (vertices, regions) that sum over each region, or average; and the labels of the regions."""
    index, regions = _index(mapping, tuple(str(label) for label in labels), n)
    weights = _areas(areas, n)
    matrix = np.zeros((n, len(regions)))
    inside = index >= 0
    matrix[inside, index[inside]] = weights[inside]
    total = matrix.sum(axis=0)
    if not unseen and not total.all():
        empty = [regions[i] for i in np.flatnonzero(total == 0)]
        raise ValueError(
            f"mapping: no vertex belongs to '{empty[0]}' ({len(empty)} of {len(regions)} regions have none); leave it "
            "out of labels, or say unseen=True for regions that no sensor sees"
        )
    return matrix / np.where(total == 0, 1.0, total) if mean else matrix, regions


def _index(mapping: Any, labels: tuple[str, ...], n: int) -> tuple[np.ndarray, tuple[str, ...]]:
    """The region of every vertex by its place in the labels, -1 for none."""
    given = np.asarray(mapping)
    if given.shape != (n,):
        raise ValueError(f"mapping: give one region for each of the {n} sources of the gain, got shape {given.shape}")
    if given.dtype.kind in "UO" and all(isinstance(x, str) for x in given.tolist()):
        regions = labels or tuple(sorted({x for x in given.tolist() if x}))
        place = {label: i for i, label in enumerate(regions)}
        for label in set(given.tolist()) - set(place) - {""}:
            raise ValueError(f"mapping: {unknown('region', label, regions)}")
        return np.array([place.get(x, -1) for x in given.tolist()]), regions
    if given.dtype.kind not in "iu" and not (given.dtype.kind == "f" and (given == np.round(given)).all()):
        raise TypeError(f"mapping: a region is given by its index or its label, got an array of {given.dtype}")
    if not labels:
        raise ValueError("mapping: by index it needs labels, the names of the regions in order")
    if given.max() >= len(labels) or given.min() < -1:
        raise ValueError(
            f"mapping: indices go from 0 to {len(labels) - 1}, or are -1 for no region; got {given.min():g} to "
            f"{given.max():g}"
        )
    return given.astype(int), labels


def _areas(areas: Any, n: int) -> np.ndarray:
    if areas is None:
        return np.ones(n)
    values = np.asarray(areas, float)
    if values.shape != (n,):
        raise ValueError(f"areas: give one for each of the {n} vertices, got shape {values.shape}")
    require_finite("areas", values)
    if (values < 0).any():
        raise ValueError(f"areas: an area is 0 or more, got {values.min():g}")
    return values
