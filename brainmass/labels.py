"""Regions by name: labels and shell patterns of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from brainmass.errors import unknown


def places(name: Any, labels: Sequence[str], what: str) -> list[int]:
    """Where a label stands, or everything that a shell pattern such as ``"L.*"`` matches; a label is not a pattern.

    Raises
    ------
    KeyError
        If nothing matches, listing the known labels.

    Examples
    --------
    >>> places("*.V1", ["L.V1", "L.M1", "R.V1"], "regions")
    [0, 2]
    """
    if not isinstance(name, str):
        raise TypeError(f"{what}: a region is named by its label or a pattern such as 'L.*', got {name!r}")
    if name in labels:
        return [labels.index(name)]
    found = [i for i, label in enumerate(labels) if fnmatchcase(label, name)]
    if not found:
        raise KeyError(f"{what}: {unknown('region', name, labels)}")
    return found


def spread_out(given: Mapping[Any, Any], labels: Sequence[str], what: str) -> dict[int, Any]:
    """Values by the place of their region, from values by label or pattern; what is said later counts.

    Examples
    --------
    >>> spread_out({"*": 1.0, "R.V1": 2.0}, ["L.V1", "R.V1"], "parameter a")
    {0: 1.0, 1: 2.0}
    """
    if not given:
        raise ValueError(
            f"{what}: the dict of regions is empty; give at least one label and its value, or leave it out"
        )
    return {i: value for name, value in given.items() for i in places(name, labels, what)}


def checked(labels: Sequence[Any]) -> tuple[str, ...]:
    """Labels as a tuple, each given once."""
    result = tuple(str(x) for x in labels)
    if len(set(result)) < len(result):
        twice = next(x for x in result if result.count(x) > 1)
        raise ValueError(f"labels: '{twice}' is given twice; region names must differ")
    return result


def numbered(n: int) -> tuple[str, ...]:
    """The names of regions that were given none."""
    return tuple(f"region{i}" for i in range(n))
