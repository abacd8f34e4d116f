"""``[sweep]`` of a configuration: which noise, whether anything changes, what is kept, and how much memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from brainmass.config.axes import EXAMPLE, Find, read_design
from brainmass.config.problems import NOTHING, Problem, refuse
from brainmass.errors import unknown
from brainmass.sweeps import common, independent

NOISES = {"common": common, "independent": independent}
_BYTES = {
    "B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40,
}  # fmt: skip


def check_noise_of_points(value: Any) -> str:
    """Which noise every point has; there is no default."""
    if not isinstance(value, str) or value not in NOISES:
        why = (
            'say noise = "common" (all points have the same noise, and differ by their parameters alone) or '
            'noise = "independent" (each has its own, and accidents of one noise are not in all of them); it decides '
            "what a difference between points means, so there is no default"
        )
        refuse([Problem((), value, why if value is NOTHING else f"{unknown('noise', value, NOISES)}; {why}")])
    return value


def bytes_of(value: Any) -> Any:
    """``"2 GB"`` as a number of bytes."""
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"\s*(\d+\.?\d*|\.\d+)\s*([A-Za-z]*)\s*", value)
    if match is None or (match[2] or "B") not in _BYTES:
        raise ValueError(f'must be a number of bytes, or a string such as "2 GB" (units: {", ".join(_BYTES)})')
    return float(match[1]) * _BYTES[match[2] or "B"]


def check_design(given: Any, find: Find, axes: Any) -> None:
    """The design, if there is one; with neither design nor axes (None where these are wrong) nothing changes."""
    if given is not None:
        read_design(given, find)
    elif axes == {}:
        refuse([Problem((), NOTHING, f"nothing changes; write [sweep.axes] with {EXAMPLE}, or a [sweep.design]")])


def check_kept(given: list[str], observers: Iterable[str] | None) -> None:
    """What is kept is observed."""
    if observers is not None and (lost := [name for name in given if name not in observers]):
        raise ValueError(unknown("observer", lost[0], observers))
