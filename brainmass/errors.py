"""Sentences for what a user got wrong: what was given, what is allowed, what to do."""

from collections.abc import Iterable
from difflib import get_close_matches

import numpy as np


def unknown(what: str, name: object, allowed: Iterable[object]) -> str:
    """A sentence for a name that does not exist, with the known ones and the nearest of them.

    Examples
    --------
    >>> unknown("state", "z", ["x", "y"])
    "unknown state 'z'; known: x, y"
    >>> unknown("parameter", "omga", ["a", "omega"])
    "unknown parameter 'omga'; did you mean 'omega'? known: a, omega"
    """
    names = [str(a) for a in allowed]
    near = get_close_matches(str(name), names, n=1)
    hint = f" did you mean '{near[0]}'?" if near else ""
    return f"unknown {what} '{name}';{hint} known: {', '.join(names) if names else 'none'}"


def where_first(bad: np.ndarray) -> str:
    """The first index at which ``bad`` is true, as written in Python: ``[3]``, ``[0, 2]``; ``''`` for a scalar."""
    bad = np.asarray(bad)
    if bad.ndim == 0:
        return ""
    return "[" + ", ".join(str(int(i)) for i in np.argwhere(bad)[0]) + "]"


def require_finite(name: str, value: np.ndarray) -> None:
    """Refuse NaN and infinity, naming the first place where one stands."""
    bad = ~np.isfinite(value)
    if bad.any():
        first = np.asarray(value)[tuple(np.argwhere(bad)[0])]
        raise ValueError(
            f"{name}{where_first(bad)} is {first}: {int(bad.sum())} of {bad.size} values are not finite; "
            "replace them before use"
        )
