"""The step of the imperative classes: their own, else that of ``brainstate.environ``, else 1 ms."""

from __future__ import annotations

from typing import Any

from brainmass.nn._brainstate import environ
from brainmass.units import is_traced, ms, to_float


def checked_dt(dt: Any) -> float | None:
    """A step in ms, or None for that of ``brainstate.environ``."""
    if dt is None:
        return None
    value = to_float(dt, ms, "dt")
    if value <= 0:
        raise ValueError(f"dt must be positive, got {value:g} ms")
    return value


def _read_dt(face: Any) -> float | None:
    return face._dt


def _write_dt(face: Any, dt: Any) -> None:
    face._dt = checked_dt(dt)


step_length = property(_read_dt, _write_dt, doc="The step in ms; None for that of ``brainstate.environ``, else 1.")


_last: tuple[Any, float] = (1.0, 1.0)


def current_dt(own: float | None) -> Any:
    """The step in ms: the object's own, else that of ``brainstate.environ``, else 1; read anew at every call."""
    global _last
    if own is not None:
        return own
    dt = environ.get("dt", default=1.0)
    if dt is not _last[0]:  # converting a quantity takes longer than a step
        if is_traced(dt):
            return dt
        _last = (dt, float(checked_dt(dt) or 0))
    return _last[1]
