"""The box of states in which a search begins, which also says how large a change of each state is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from brainmass.dynamics.field import Field
from brainmass.errors import unknown
from brainmass.units import to_float


class Box(NamedTuple):
    """For every entry of the vector its range, and the period of a phase."""

    low: np.ndarray
    high: np.ndarray
    period: np.ndarray
    """Of a phase, which comes round; infinite for others."""

    @property
    def width(self) -> np.ndarray:
        """What counts as a large change."""
        return self.high - self.low

    def holds(self, y: np.ndarray) -> bool:
        """Whether a vector lies in it."""
        slack = 1e-9 * self.width
        return bool(((y >= self.low - slack) & (y <= self.high + slack)).all())

    def folded(self, y: np.ndarray) -> np.ndarray:
        """Phases folded into their range."""
        period = np.where(np.isfinite(self.period), self.period, 0.0)
        return y - period * np.floor((y - self.low) / self.period)

    def apart(self, one: np.ndarray, other: np.ndarray) -> float:
        """How far apart two vectors are, in widths; phases the shorter way round."""
        gap = np.abs(one - other)
        return float(np.max(np.minimum(gap, np.abs(self.period - gap)) / self.width))


def box_of(
    field: Field, within: Mapping[str, Any] | None, caller: str, *, value: float | None = None, required: bool = True
) -> Box:
    """The box from the bounds that the models declare, or from ``within`` by name of a state.

    Where a state has neither and ``required`` is False, its default says how large it is.
    """
    names = list(field.named(np.arange(field.n)))
    for name in within or {}:
        if name not in names:
            raise KeyError(f"{caller}: within: {unknown('state', name, names)}")
    columns, populations = [], field.at(value).populations
    for slot, name in zip(field.slots, names, strict=True):
        declared = populations[slot.population].model.states[slot.state]
        bounds, period = declared.bounds, np.inf
        if declared.wrap and declared.bounds is not None:
            period = declared.bounds[1] - declared.bounds[0]
        elif name in (within or {}):
            bounds = _pair((within or {})[name], declared.unit, f"{caller}: within['{name}']")
        if bounds is None or not np.isfinite(bounds).all():
            if required:
                raise ValueError(
                    f"{caller}: the state {name} has no finite bounds to begin in; "
                    f"give within={{'{name}': (low, high)}}"
                )
            size = max(abs(declared.default), declared.spread, 1.0)
            bounds = (declared.default - size, declared.default + size)
        columns.append(np.tile([*bounds, period], (slot.n, 1)))
    return Box(*np.concatenate(columns).T)


def _pair(value: Any, unit: Any, what: str) -> tuple[float, float]:
    try:
        low, high = value
    except (TypeError, ValueError):
        raise ValueError(f"{what} must be two numbers (low, high), got {value!r}") from None
    low, high = to_float(low, unit, f"{what}[0]"), to_float(high, unit, f"{what}[1]")
    if not low < high:
        raise ValueError(f"{what} must be (low, high) with low < high, got ({low:g}, {high:g})")
    return low, high
