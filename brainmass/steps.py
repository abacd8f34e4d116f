"""Time as steps: dt, and times that must be whole numbers of it."""

from __future__ import annotations

from typing import Any

from brainmass.units import ms, to_float


def step_of(dt: Any) -> float:
    """A step, ms, checked."""
    value = to_float(dt, ms, "dt")
    if value <= 0:
        raise ValueError(f"dt must be positive, got {value:g} ms")
    return value


def steps_of(time: Any, dt: float, name: str, least: int = 1) -> int:
    """A time as a whole number of steps.

    Examples
    --------
    >>> steps_of(2000.0, 0.1, "tr")
    20000
    """
    value = to_float(time, ms, name)
    steps = round(value / dt)
    if abs(steps * dt - value) > 1e-6 * dt * max(1, steps) ** 0.5 + 1e-9 * value:
        near = max(least, steps) * dt
        raise ValueError(
            f"{name} = {value:g} ms is not a whole number of steps of dt = {dt:g} ms; the nearest is {near:g} ms"
        )
    if steps < least:
        raise ValueError(
            f"{name} = {value:g} ms is {'negative' if value < 0 else 'shorter than one step'} (dt = {dt:g} ms)"
        )
    return steps
