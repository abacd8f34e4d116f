"""A sweep cut into blocks: rectangles of its grid that are simulated together and stored together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import numpy as np


@dataclass(frozen=True)
class Blocks:
    """The blocks of a grid; those at its edges are as wide in simulation, and cut when they are stored."""

    shape: tuple[int, ...]
    chunk: tuple[int, ...]

    @property
    def lanes(self) -> int:
        """Points that are simulated together."""
        return prod(self.chunk)

    @property
    def counts(self) -> tuple[int, ...]:
        """Blocks along every dimension."""
        return tuple(-(-size // part) for size, part in zip(self.shape, self.chunk, strict=True))

    def __len__(self) -> int:
        return prod(self.counts)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self)))

    def place(self, number: int) -> tuple[int, ...]:
        """Which block it is along every dimension."""
        return tuple(map(int, np.unravel_index(number, self.counts)))

    def part(self, number: int) -> tuple[slice, ...]:
        """Where in the grid a block lies."""
        return tuple(
            slice(i * part, min((i + 1) * part, size))
            for i, part, size in zip(self.place(number), self.chunk, self.shape, strict=True)
        )

    def points(self, number: int) -> np.ndarray:
        """The points of a block, and at an edge of the grid its last points again; shape (lanes,)."""
        along = [
            np.minimum(np.arange(i * part, (i + 1) * part), size - 1)
            for i, part, size in zip(self.place(number), self.chunk, self.shape, strict=True)
        ]
        return np.ravel_multi_index(tuple(np.meshgrid(*along, indexing="ij")), self.shape).ravel()

    def cut(self, number: int, lanes: np.ndarray) -> np.ndarray:
        """What all lanes of a block gave, as that part of the grid."""
        sizes = [part.stop - part.start for part in self.part(number)]
        return lanes.reshape(*self.chunk, *lanes.shape[1:])[tuple(map(slice, sizes))]


def chunk_of(shape: tuple[int, ...], lanes: int) -> tuple[int, ...]:
    """The shape of blocks of at most so many points: whole last dimensions, and equal parts of the one before.

    Examples
    --------
    >>> chunk_of((10, 4), 16), chunk_of((100,), 32), chunk_of((3, 1000), 32)
    ((4, 4), (25,), (1, 32))
    """
    chunk, room = [1] * len(shape), lanes
    for axis in reversed(range(len(shape))):
        parts = -(-shape[axis] // max(1, room))
        chunk[axis] = -(-shape[axis] // parts)
        if parts > 1:
            break
        room //= shape[axis]
    return tuple(chunk)
