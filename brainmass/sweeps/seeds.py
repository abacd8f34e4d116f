"""Which noise every point of a sweep has: the same, or its own. The user says which; nothing is assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

_LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Seeds:
    """How seeds are given to points; made by :func:`common` and :func:`independent`."""

    first: int
    same: bool

    def of(self, axis: np.ndarray | None, count: int) -> np.ndarray:
        """A seed for each of ``count`` points; ``axis`` are their values on an axis ``"seed"``, if there is one."""
        if self.same:
            return np.full(count, self.first) if axis is None else axis
        sequence = np.random.SeedSequence(self.first)
        drawn = sequence.generate_state(count, np.uint32).astype(np.int64) & _LARGEST
        if axis is None:
            return drawn
        # A realization of its own for every value of the axis, too.
        mixed = [
            np.random.SeedSequence((int(a), int(b))).generate_state(1)[0] for a, b in zip(drawn, axis, strict=True)
        ]
        return np.array(mixed, np.int64) & _LARGEST

    def sentence(self, axis: bool) -> str:
        """What is said of it in the result; ``axis`` is whether seeds are swept."""
        if not self.same:
            return f"independent: every point has noise of its own, drawn from seed {self.first}"
        return (
            "common: every point has the noise of its seed"
            if axis
            else (f"common: every point has the noise of seed {self.first}")
        )


def common(seed: int = 0) -> Seeds:
    """Common random numbers: every point has the same noise, so that points differ by their parameters alone.

    What differs between neighbours is then smooth, and differences are estimated with less noise; but an accident of
    this one realization is in all of them. With an axis ``"seed"`` its values are the seeds.

    Examples
    --------
    >>> common(3).of(None, 4).tolist()
    [3, 3, 3, 3]
    """
    return Seeds(_whole(seed), True)


def independent(seed: int = 0) -> Seeds:
    """Independent random numbers: every point has a noise of its own, all drawn from one seed.

    Examples
    --------
    >>> len(set(independent(3).of(None, 100).tolist()))
    100
    """
    return Seeds(_whole(seed), False)


def _whole(seed: Any) -> int:
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or not 0 <= seed <= _LARGEST:
        raise ValueError(f"seed must be a whole number from 0 to {_LARGEST}, got {seed!r}")
    return int(seed)
