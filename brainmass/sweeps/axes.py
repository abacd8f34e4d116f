"""What a sweep goes through: grids, values side by side, and designs that fill a space.

A plain sequence, array or quantity is an axis as it is, and a dict gives its values names:
``{"coupling.k": linear(0, 1, 11), "speed": [3, 6, 12], "weights": {"first": W1, "second": W2}, "seed": range(4)}``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

LINEAR, LOGARITHMIC = "linear", "logarithmic"


@dataclass(frozen=True)
class Range:
    """From one value to another; made by :func:`linear` and :func:`logarithmic`."""

    first: Any
    last: Any
    points: int | None
    scale: str

    def at(self, share: Any, first: float, last: float) -> np.ndarray:
        """Values at shares from 0 to 1 of the way between two numbers."""
        if self.scale == LINEAR:
            return first + np.asarray(share) * (last - first)
        return np.exp(np.log(first) + np.asarray(share) * (np.log(last) - np.log(first)))


def linear(first: Any, last: Any, points: int | None = None) -> Range:
    """Values at equal distances, both ends included.

    Parameters
    ----------
    first, last : float or quantity
        In the unit of what is swept.
    points : int, optional
        How many, at least 2. Left out for a design, which has points of its own.

    Examples
    --------
    >>> linear(0.0, 1.0, 5)
    Range(first=0.0, last=1.0, points=5, scale='linear')
    """
    return Range(first, last, _count("points", points, 2), LINEAR)


def logarithmic(first: Any, last: Any, points: int | None = None) -> Range:
    """Values at equal ratios, both ends included; both are above 0.

    Parameters
    ----------
    first, last, points
        As for :func:`linear`.

    Examples
    --------
    >>> logarithmic(0.01, 1.0, 3).at([0.0, 0.5, 1.0], 0.01, 1.0).round(6)
    array([0.01, 0.1 , 1.  ])
    """
    return Range(first, last, _count("points", points, 2), LOGARITHMIC)


@dataclass(frozen=True)
class Design:
    """Points in several parameters at once, in one dimension of the result. Made by :func:`zipped`,
    :func:`latin_hypercube` and :func:`sobol`."""

    values: Mapping[str, Any]
    """What each parameter goes through: its values, or the range that the shares are of."""
    shares: np.ndarray | None
    """(points, parameters), from 0 to 1; None where the values themselves are given."""
    name: str = "point"


def zipped(values: Mapping[str, Any], name: str = "point") -> Design:
    """Several parameters side by side: the first value of each, the second of each, ...

    Parameters
    ----------
    values : mapping of str to sequence, array, quantity or range
        All of one length.
    name : str
        Of the dimension that the result has for them.

    Examples
    --------
    >>> zipped({"params.a": [-0.02, 0.02], "params.omega": [0.05, 0.06]}).name
    'point'
    """
    return Design(_named(values, "zipped"), None, name)


def latin_hypercube(ranges: Mapping[str, Any], points: int, seed: int = 0, name: str = "point") -> Design:
    """Points of which each parameter has one in every one of ``points`` equal parts of its range.

    McKay, Beckman & Conover (1979), doi:10.1080/00401706.1979.10489755; drawn by ``scipy.stats.qmc``.

    Parameters
    ----------
    ranges : mapping of str to range or (low, high)
        ``{"coupling.k": (0, 1), "noise.x.sigma": logarithmic(0.001, 0.1)}``.
    points, seed : int
    name : str
        Of the dimension that the result has for them.

    Examples
    --------
    >>> design = latin_hypercube({"coupling.k": (0, 1), "params.a": (-0.1, 0.1)}, 8)
    >>> sorted(int(x) for x in 8 * design.shares[:, 0])
    [0, 1, 2, 3, 4, 5, 6, 7]
    """
    from scipy.stats import qmc

    ranges = _ranges(ranges, "latin_hypercube")
    drawn = qmc.LatinHypercube(len(ranges), rng=np.random.default_rng(_seed(seed))).random(_points(points))
    return Design(ranges, drawn, name)


def sobol(ranges: Mapping[str, Any], points: int, seed: int = 0, name: str = "point") -> Design:
    """Points of a scrambled Sobol sequence, which fill the space more evenly than chance does.

    Sobol' (1967), doi:10.1016/0041-5553(67)90144-9; Owen's scrambling (1998), doi:10.1006/jcom.1998.0487; drawn by
    ``scipy.stats.qmc``.

    Parameters
    ----------
    ranges, seed, name
        As for :func:`latin_hypercube`.
    points : int
        A power of two: with other numbers the sequence loses its balance.

    Examples
    --------
    >>> sobol({"coupling.k": (0, 1), "params.a": (-0.1, 0.1)}, 8).shares.shape
    (8, 2)
    """
    from scipy.stats import qmc

    ranges = _ranges(ranges, "sobol")
    power = _points(points).bit_length() - 1
    if points != 1 << power:
        raise ValueError(
            f"sobol: points must be a power of two, got {points}; the nearest are {1 << power} and {2 << power}"
        )
    drawn = qmc.Sobol(len(ranges), scramble=True, rng=np.random.default_rng(_seed(seed))).random_base2(power)
    return Design(ranges, drawn, name)


def _ranges(ranges: Mapping[str, Any], caller: str) -> dict[str, Range]:
    result = {}
    for name, given in _named(ranges, caller).items():
        if not isinstance(given, Range):
            if not isinstance(given, Sequence) or isinstance(given, str) or len(given) != 2:
                raise ValueError(
                    f"{caller}: {name} needs a range, such as (0, 1) or logarithmic(0.01, 1), got {given!r}"
                )
            given = linear(*given)
        if given.points is not None:
            raise ValueError(
                f"{caller}: {name} has {given.points} points of its own; leave them out, points= says how many"
            )
        result[name] = given
    return result


def _named(values: Any, caller: str) -> dict[str, Any]:
    if not isinstance(values, Mapping) or not values:
        raise TypeError(f"{caller} needs a dict of parameter to values, such as {{'coupling.k': ...}}, got {values!r}")
    return dict(values)


def _points(points: Any) -> int:
    found = _count("points", points, 1)
    if found is None:
        raise TypeError("points must be a whole number, got None")
    return found


def _count(what: str, value: Any, least: int) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise ValueError(f"{what} must be a whole number of at least {least}, got {value!r}")
    return int(value)


def _seed(seed: Any) -> int:
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise ValueError(f"the seed of a design must be a whole number of 0 or more, got {seed!r}")
    return int(seed)
