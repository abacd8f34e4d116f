"""Regions along the sides of an image: their names, and the blocks of hemispheres and networks that they form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.plot.look import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# As many names as one reads beside a matrix of a hand's width; fewer where there is no room.
_MOST_LABELS = 24
_MOST_BLOCKS = 12


@dataclass(frozen=True)
class Regions:
    """Names of n regions, and the hemisphere and the group of each; empty where there are none."""

    n: int
    labels: tuple[str, ...] = ()
    hemispheres: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        n: int,
        labels: Sequence[str] | None = None,
        hemispheres: Sequence[str] | None = None,
        groups: Sequence[str] | None = None,
    ) -> Regions:
        """From what the caller gave, checked."""
        found = []
        for what, given in (("labels", labels), ("hemispheres", hemispheres), ("groups", groups)):
            names = () if given is None else tuple(str(x) for x in given)
            if len(names) not in (0, n):
                raise ValueError(f"{what} must have one entry for each of the {n} regions, got {len(names)}")
            found.append(names)
        return cls(n, *found)

    def ordered(self, order: Sequence[int] | str | None) -> tuple[Regions, np.ndarray]:
        """The same in another order, and the places from which they come."""
        if order is None:
            return self, np.arange(self.n)
        if isinstance(order, str):
            if order != "groups":
                raise ValueError(f"order must be a list of indices or 'groups', got {order!r}")
            if not (self.groups or self.hemispheres):
                raise ValueError("order='groups' needs groups= or hemispheres=")
            ranks = [[names.index(x) for x in names] for names in (self.groups, self.hemispheres) if names]
            places = np.lexsort(np.array([np.arange(self.n), *ranks]))
        else:
            places = np.asarray(order)
            if places.shape != (self.n,) or sorted(places.tolist()) != list(range(self.n)):
                raise ValueError(f"order must hold each of the {self.n} indices from 0 on once, got {order!r}")
        parts = (self.labels, self.hemispheres, self.groups)
        return Regions(self.n, *(tuple(names[i] for i in places) if names else () for names in parts)), places

    def name(self, ax: Axes, *, columns: bool = True) -> None:
        """Write names at the left of an image, and below it where its columns are regions too: as many as fit."""
        blocks = self._blocks()
        colour = _seen_on(ax)
        for edge in _changes(blocks):
            between = self.groups and self.hemispheres and self.hemispheres[edge] != self.hemispheres[edge - 1]
            thick = 1.4 if between else 0.6
            ax.axhline(edge - 0.5, color=colour, linewidth=thick)
            if columns:
                ax.axvline(edge - 0.5, color=colour, linewidth=thick)
        if blocks and self.n > _MOST_LABELS:
            bounds = [0, *_changes(blocks), self.n]
            places = [(first + last - 1) / 2 for first, last in pairwise(bounds)]
            sizes = [last - first for first, last in pairwise(bounds)]
            _write(ax, places, [blocks[first] for first in bounds[:-1]], columns, sizes)
        elif self.labels:
            places = list(range(0, self.n, -(-self.n // _MOST_LABELS)))
            size = "x-small" if self.n > 8 else None
            _write(ax, places, [self.labels[i] for i in places], columns, None, size)

    def _blocks(self) -> list[str]:
        """The name of the block of each region; none where the blocks are not sorted, and so say nothing."""
        if self.groups and self.hemispheres:
            names = [f"{side} {group}".strip() for side, group in zip(self.hemispheres, self.groups, strict=True)]
        else:
            names = list(self.groups or self.hemispheres)
        # Left and right in turn would draw a line at every region.
        edges = _changes(names)
        return names if edges and len(edges) < max(_MOST_BLOCKS, 2 * len(set(names))) else []


def _write(
    ax: Axes,
    places: Sequence[float],
    texts: Sequence[str],
    columns: bool,
    importance: Sequence[float] | None,
    size: str | None = None,
) -> None:
    from brainmass.plot.ticks import name_places

    name_places(ax.yaxis, places, texts, importance=importance, size=size)
    if columns:
        rotated = max(map(len, texts)) > 2
        name_places(ax.xaxis, places, texts, importance=importance, size=size, rotated=rotated)
    ax.tick_params(length=0)


def _changes(names: Sequence[str]) -> list[int]:
    """Positions at which a name differs from the one before."""
    return [i for i in range(1, len(names)) if names[i] != names[i - 1]]


def _seen_on(ax: Axes) -> str:
    """White on an image that is mostly dark, else ink."""
    image: Any = ax.images[-1]
    values = np.ma.masked_invalid(np.ma.masked_array(image.get_array())).compressed()
    middle = image.cmap(image.norm(float(np.median(values)))) if values.size else (1.0, 1.0, 1.0)
    lightness = float(np.dot(middle[:3], (0.2126, 0.7152, 0.0722)))  # Rec. 709
    return INK if lightness > 0.4 else "white"
