"""The edges of a projection with known delays, as one list that knows its own fingerprint."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True, eq=False)
class Listed:
    """Edges by target, source and delay. Two equal lists have equal hashes, so that what follows is computed once.

    Where delays are interpolated every edge stands twice: once with the whole part of its delay and once with a step
    more, and the flat weights are twice as many.
    """

    targets: np.ndarray
    sources: np.ndarray
    delays: np.ndarray
    used: np.ndarray
    shape: tuple[int, int]
    interpolated: bool

    @cached_property
    def _digest(self) -> bytes:
        text = hashlib.blake2b(repr((self.shape, self.interpolated)).encode())
        for array in (self.delays, self.used, self.targets, self.sources):
            text.update(np.ascontiguousarray(array).tobytes())
        return text.digest()

    def __hash__(self) -> int:
        return hash(self._digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Listed) and self._digest == other._digest

    @property
    def none(self) -> int:
        """The slot of padding: one past the last weight."""
        return (1 + self.interpolated) * len(self.targets)

    @cached_property
    def count(self) -> int:
        """How many edges there are."""
        return int(self.used.sum()) * (1 + self.interpolated)

    @cached_property
    def kept_delays(self) -> np.ndarray:
        """Delays of all edges, steps."""
        kept = self.delays[self.used]
        return np.concatenate([kept, kept + 1]) if self.interpolated else kept

    @property
    def delayed(self) -> bool:
        """Whether any edge takes time."""
        return bool((self.kept_delays > 0).any())

    def count_between(self, low: int, high: int) -> int:
        """How many edges have delays from ``low`` to ``high`` steps."""
        return int(((self.kept_delays >= low) & (self.kept_delays <= high)).sum())

    def between(self, low: int, high: int) -> tuple[np.ndarray, ...]:
        """Targets, sources, slots and delays of the edges with delays from ``low`` to ``high`` steps."""
        parts = []
        for part in range(1 + self.interpolated):
            delays = self.delays + part
            at = np.flatnonzero(self.used & (delays >= low) & (delays <= high))
            parts.append((self.targets[at], self.sources[at], at + part * len(self.targets), delays[at]))
        return tuple(np.concatenate(arrays) for arrays in zip(*parts, strict=True))
