"""Nodes that share a region: what they send is averaged over it, and what arrives at it reaches all of them.

So the vertices of a surface are joined through the regions of a connectome: delays, history and sums are those of
regions, and only the mean before and the copy after them are as long as the surface.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.errors import require_finite
from brainmass.labels import numbered
from brainmass.sparse import Sparse
from brainmass.units import is_traced


@dataclass(frozen=True, eq=False)
class Pooling:
    """The region of every node, and the share that each node has in the mean of its region.

    Made by :func:`mean_over`; equal ones compile once.

    Attributes
    ----------
    regions : array of int, shape (n,)
        Positions among the regions of the projection's weights.
    shares : array, shape (n,)
        Of each region they sum to 1.
    count : int
        Number of regions, those in which no node lies included.
    labels : tuple of str, or None
        Their names, where they are known.
    """

    regions: np.ndarray
    shares: np.ndarray
    count: int
    labels: tuple[str, ...] | None = None

    @property
    def n(self) -> int:
        """Number of nodes."""
        return len(self.regions)

    @cached_property
    def _digest(self) -> bytes:
        told = repr((self.count, self.labels)).encode()
        return hashlib.sha256(told + self.regions.tobytes() + self.shares.tobytes()).digest()

    def __hash__(self) -> int:
        return hash(self._digest)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Pooling) and self._digest == other._digest)

    def __repr__(self) -> str:
        return f"<Pooling of {self.n} nodes in {self.count} regions>"

    def occupied(self) -> Pooling:
        """The same nodes, with only those regions in which one lies."""
        there, regions = np.unique(self.regions, return_inverse=True)
        labels = None if self.labels is None else tuple(self.labels[i] for i in there)
        return Pooling(regions.astype(np.int32), self.shares, len(there), labels)

    def mean(self, values: jax.Array) -> jax.Array:
        """From one value per node to one per region; 0 where no node lies."""
        # On a CPU quicker than a gather of all nodes of every region, and in a fixed order. The copy: JAX keeps what it
        # makes of an array inside a trace, in the precision of that trace.
        counted = jnp.array(self.shares, values.dtype) * values
        return jnp.zeros(self.count, values.dtype).at[self.regions].add(counted, mode="promise_in_bounds")

    def spread(self, sums: jax.Array) -> jax.Array:
        """From one value per region to that of its region for every node."""
        # Into an array of their own: a compiler that saw the sums behind the gather would compute them for every node.
        apart = jnp.zeros_like(sums).at[np.arange(self.count)].add(sums, mode="promise_in_bounds", unique_indices=True)
        return apart.at[self.regions].get(mode="promise_in_bounds")


def mean_over(regions: Any, weights: Any = None) -> Pooling:
    """Average over regions, for ``source_regions=`` of a :class:`~brainmass.Projection`.

    Parameters
    ----------
    regions : array of int, shape (n,), or Surface
        The region of every node.
    weights : array, shape (n,), optional
        What each node counts: for a surface ``surface.areas``. All the same by default.

    Raises
    ------
    ValueError
        If a region is not a whole number of at least 0, a weight is negative, or the weights of a region sum to 0.

    Examples
    --------
    >>> mean_over([0, 0, 1], weights=[1.0, 3.0, 2.0]).shares
    array([0.25, 0.75, 1.  ])
    """
    if isinstance(regions, Pooling) and weights is None:
        return regions
    if callable(of_surface := getattr(regions, "pooling", None)) and weights is None:
        pooling: Any = of_surface()
        return pooling
    if is_traced(regions) or is_traced(weights):
        raise TypeError("regions of nodes, and what each node counts, are fixed; they cannot be traced")
    given = np.asarray(regions)
    if given.ndim != 1 or not len(given) or not np.issubdtype(given.dtype, np.number):
        raise ValueError(f"regions must be one region for every node, as its position; got {_told(given)}")
    bad = ~np.isfinite(given) | (given != np.floor(given)) | (given < 0)
    if bad.any():
        first = int(np.argmax(bad))
        raise ValueError(f"regions[{first}] is {given[first]}; a region is given by its position, from 0 on")
    numbers = np.ascontiguousarray(given, np.int32)
    counted = np.ones(len(numbers)) if weights is None else np.array(weights, float)
    if counted.shape != numbers.shape:
        raise ValueError(f"weights must be one number for each of the {len(numbers)} nodes, got shape {counted.shape}")
    require_finite("weights", counted)
    if (counted < 0).any():
        raise ValueError(f"weights[{int(np.argmax(counted < 0))}] is negative; a node counts 0 or more")
    totals = np.bincount(numbers, counted)
    none = np.flatnonzero((totals <= 0) & (np.bincount(numbers) > 0))
    if len(none):
        raise ValueError(f"weights: those of region {none[0]} sum to 0, so it has no mean")
    return Pooling(numbers, counted / totals[numbers], len(totals))


def _told(given: np.ndarray) -> str:
    return f"shape {given.shape} of {given.dtype}"


def pools(projection: Any, source_regions: Any, target_regions: Any) -> tuple[Pooling | None, Pooling | None]:
    """The regions of the sources and of the targets of a projection, among those of its weights.

    Raises
    ------
    TypeError
        If its coupling is pairwise.
    ValueError
        If a region is not among them, or one in which no node lies has weights.
    """
    given = (source_regions, target_regions)
    if all(regions is None for regions in given):
        return None, None
    if projection.coupling.edge is not None:
        raise TypeError(
            f"{projection}: a pairwise coupling compares every source with every target, which a mean over regions "
            "does not have; write it as send and receive (brainmass.custom), or leave source_regions and "
            "target_regions out"
        )
    if len(projection.weights.shape) != 2:
        raise ValueError(
            f"{projection}: weights that are repeated in every region have no others to be averaged over; give the "
            "weights between regions, or leave source_regions and target_regions out"
        )
    sides = (("source", "from", 1), ("target", "to", 0))
    source, target = (
        None if regions is None else _among(projection, mean_over(regions), *side)
        for regions, side in zip(given, sides, strict=True)
    )
    return source, target


def _among(projection: Any, pooling: Pooling, side: str, way: str, axis: int) -> Pooling:
    count = projection.weights.shape[axis]
    if projection.regions is not None:
        pooling = _by_label(projection, pooling, side)
    most = int(pooling.regions.max())
    if most >= count:
        raise ValueError(
            f"{projection}: {side}_regions names region {most}, but the weights have {count} {side} regions, 0 to "
            f"{count - 1}"
        )
    if projection.regions is not None:  # the network takes those in which nodes lie
        return replace(pooling, count=count, labels=projection.regions)
    empty = np.bincount(pooling.regions, minlength=count) == 0
    lost = np.flatnonzero(empty & _connected(projection.weights, axis))
    if len(lost):
        raise ValueError(
            f"{projection}: no node lies in {side} region {lost[0]} ({len(lost)} such in all), but there are weights "
            f"{way} it; leave it out (Connectome.select) or set them to 0"
        )
    return replace(pooling, count=count)


def _by_label(projection: Any, pooling: Pooling, side: str) -> Pooling:
    """Regions as their places in the connectome that the weights are, where both have names."""
    known = projection.regions
    if pooling.labels is None or numbered(len(known)) == known or numbered(pooling.count) == pooling.labels:
        return pooling
    there = {label: i for i, label in enumerate(known)}
    used = {pooling.labels[i] for i in np.unique(pooling.regions)}
    missing = sorted(used - {*known})
    if missing:
        raise KeyError(
            f"{projection}: {len(missing)} of {len(used)} regions in {side}_regions are not in the connectome: "
            f"{', '.join(missing[:5])}; known: {', '.join(known)}"
        )
    places = np.array([there.get(label, -1) for label in pooling.labels], np.int32)
    return Pooling(places[pooling.regions], pooling.shares, len(known), known)


def _connected(weights: Any, axis: int) -> np.ndarray:
    """The regions at one side that have weights; all of them where these are not known."""
    values = weights.data if isinstance(weights, Sparse) else weights
    if is_traced(values):
        return np.ones(weights.shape[axis], bool)
    if isinstance(weights, Sparse):
        index = weights.pattern.columns if axis else weights.pattern.rows
        return np.bincount(index[np.asarray(values) != 0], minlength=weights.shape[axis]) > 0
    return (np.asarray(values) != 0).any(axis=1 - axis)


def expected_shape(projection: Any, n_target: int, n_source: int) -> tuple[int, int]:
    """The shape that the weights of a projection must have between populations of these sizes.

    Raises
    ------
    ValueError
        If the regions are not one for every node.
    """
    shape = [n_target, n_source]
    sides = (("target", projection.target_regions), ("source", projection.source_regions))
    for axis, (side, pooling) in enumerate(sides):
        if pooling is None:
            continue
        if pooling.n != shape[axis]:
            raise ValueError(
                f"{projection}: {side}_regions must have one region for each of the {shape[axis]} {side} nodes, got "
                f"{pooling.n}"
            )
        shape[axis] = projection.weights.shape[axis]
    return shape[0], shape[1]


def channels_of(projection: Any, sources: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a projection sends: the channels of its coupling, as means over regions where it has them.

    The mean is that of what is sent, not of the states: of sin(theta), not of theta. One of a constant is itself.
    """
    sent = projection.coupling.channels(*sources)
    pooling = projection.source_regions
    if pooling is None:
        return sent
    return tuple(x if isinstance(x, int | float) else pooling.mean(x) for x in sent)


def arrive_at_nodes(projection: Any, local: Any, sums: tuple[Any, ...]) -> Any:
    """What arrives at the targets of a projection, given the sums of its channels at every region or node."""
    if projection.target_regions is not None:
        sums = tuple(projection.target_regions.spread(s) for s in sums)
    return projection.coupling.arrive(local, sums)
