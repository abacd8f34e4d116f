"""The points of a sweep: axes resolved for one network, checked against what each of its numbers may be."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, NamedTuple

import numpy as np

from brainmass.named import Number, number, with_room
from brainmass.network import Network
from brainmass.sweeps.axes import LINEAR, LOGARITHMIC, Design, Range, zipped
from brainmass.swept import SEED
from brainmass.units import one, to_array, to_float

Make = Callable[..., Network]


class Values(NamedTuple):
    """What one parameter goes through along a dimension."""

    numbers: np.ndarray
    """(size, ...) in house units."""
    labels: tuple[str, ...] | None
    """Names of values that are arrays, or that were given names."""
    scale: str
    unit: str


class Dimension(NamedTuple):
    """One dimension of a sweep, and the parameters that change along it."""

    name: str
    values: dict[str, Values]

    @property
    def size(self) -> int:
        return len(next(iter(self.values.values())).numbers)


@dataclass(frozen=True)
class Space:
    """All points of a sweep, in the order of the last dimension fastest."""

    dimensions: tuple[Dimension, ...]
    seeded: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seeded", SEED in self.names)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(dimension.size for dimension in self.dimensions)

    @property
    def size(self) -> int:
        return prod(self.shape)

    @property
    def names(self) -> list[str]:
        return [name for dimension in self.dimensions for name in dimension.values]

    def at(self, points: Any) -> dict[str, np.ndarray]:
        """The values at some points, by parameter, with one entry for each point in front; the seeds too."""
        places = np.unravel_index(np.asarray(points), self.shape)
        return {
            name: values.numbers[place]
            for dimension, place in zip(self.dimensions, places, strict=True)
            for name, values in dimension.values.items()
        }


def space(network: Network | Make, axes: Any) -> Space:
    """Resolve axes for a network, or for a function that makes one.

    Raises
    ------
    KeyError, ValueError, TypeError
        For names that are not known or given twice, and values that are not allowed.
    """
    parts = [axes] if isinstance(axes, Mapping | Design) else axes
    if not isinstance(parts, Sequence) or isinstance(parts, str) or not parts:
        raise TypeError(
            "axes must be a dict such as {'coupling.k': linear(0, 1, 11)}, a design such as sobol(...), or a list of "
            f"these, got {axes!r}"
        )
    dimensions = [dimension for part in parts for dimension in _dimensions(network, part)]
    result = Space(tuple(dimensions))
    for what, given in (("axis", [d.name for d in dimensions]), ("parameter", result.names)):
        for name in given:
            if given.count(name) > 1:
                raise ValueError(f"the {what} '{name}' is given twice; each parameter belongs to one axis")
    if not result.size:
        raise ValueError("a sweep needs at least one point; an axis is empty")
    if not isinstance(network, Network):
        _check_call(network, [name for name in result.names if name != SEED])
    return result


def _dimensions(network: Network | Make, part: Any) -> list[Dimension]:
    """The dimensions of a dict (one for each of its axes), or that of a design."""
    if isinstance(part, Mapping):
        found = []
        for name, values in part.items():
            resolved = _values(network, name, values, None)
            found.append(Dimension(str(name), {str(name): resolved}))
        return found
    if not isinstance(part, Design):
        raise TypeError(f"axes may hold dicts and designs (zipped, latin_hypercube, sobol), got {part!r}")
    shares = [None] * len(part.values) if part.shares is None else part.shares.T
    values = {
        name: _values(network, name, given, share)
        for (name, given), share in zip(part.values.items(), shares, strict=True)
    }
    lengths = {name: len(found.numbers) for name, found in values.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"{zipped.__name__}: all parameters need as many values, got {told}")
    return [Dimension(part.name, values)]


def _values(network: Network | Make, name: Any, given: Any, share: Any) -> Values:
    """What one parameter goes through: at ``share`` of its range, or as it is given."""
    if not isinstance(name, str):
        raise TypeError(f"an axis is named by the number that it changes, such as 'coupling.k', got {name!r}")
    found = None if name == SEED or not isinstance(network, Network) else _found(network, name)
    unit = one if found is None else found.unit
    if isinstance(given, Range):
        numbers = _spaced(name, given, unit, share)
        if name == SEED:
            numbers = np.rint(numbers)
        labels, scale = None, given.scale
    else:
        labels = tuple(map(str, given)) if isinstance(given, Mapping) else None
        given = list(given.values()) if isinstance(given, Mapping) else given
        numbers, scale = _listed(name, given, unit), LINEAR
        if labels is None and numbers.ndim > 1:
            labels = tuple(map(str, range(len(numbers))))
    if name == SEED:
        return Values(_seeds(numbers), labels, scale, "1")
    for i, value in enumerate(numbers):
        if found is not None:
            try:
                found.checked(value)
            except ValueError as error:
                raise ValueError(f"axis value {i}: {error}") from None
    return Values(numbers, labels, scale, str(unit))


def _found(network: Network, name: str) -> Number:
    return number(with_room(network, [name]), name)


def _spaced(name: str, given: Range, unit: Any, share: Any) -> np.ndarray:
    ends = {"first": given.first, "last": given.last}
    first, last = (to_float(end, unit, f"{name}: {what}") for what, end in ends.items())
    if given.scale == LOGARITHMIC and (first <= 0 or last <= 0):
        raise ValueError(f"{name}: both ends of a logarithmic axis must be above 0, got {first:g} and {last:g}")
    if first == last:
        raise ValueError(f"{name}: the two ends of an axis must differ, got {first:g} twice")
    if share is None and given.points is None:
        raise ValueError(f"{name}: say how many points, such as {given.scale}({given.first}, {given.last}, 11)")
    share = np.linspace(0.0, 1.0, given.points or 0) if share is None else share
    values = given.at(share, first, last)
    if given.points is not None:
        values[0], values[-1] = first, last  # not a rounding beside them
    return values


def _listed(name: str, given: Any, unit: Any) -> np.ndarray:
    """Values that are given one by one, in house units."""
    if isinstance(given, list | tuple | range):
        items = [np.asarray(to_array(value, unit, f"{name}: value {i}"), float) for i, value in enumerate(given)]
        if len({item.shape for item in items}) > 1:
            raise ValueError(f"{name}: all values must have one shape, got {sorted({x.shape for x in items})}")
        return np.array(items)
    array = np.asarray(to_array(given, unit, name), float)
    if array.ndim == 0:
        raise TypeError(
            f"{name} has the one value {given!r}; an axis needs several, such as [{given!r}] or linear(0, 1, 11)"
        )
    return array


def _seeds(numbers: np.ndarray) -> np.ndarray:
    if numbers.ndim != 1 or (numbers != np.floor(numbers)).any() or (numbers < 0).any() or (numbers >= 2**31).any():
        raise ValueError(f"seed: seeds are whole numbers from 0 to {2**31 - 1}, got {numbers.tolist()}")
    return numbers.astype(np.int64)


def _check_call(make: Make, given: Sequence[str]) -> None:
    try:
        inspect.signature(make).bind(**dict.fromkeys(given))
    except (TypeError, ValueError) as error:
        raise TypeError(
            f"{getattr(make, '__name__', 'the function that makes the network')} is called with the names of the axes, "
            f"{', '.join(given)}: {error}"
        ) from None


class Made(NamedTuple):
    """The network that a user's function makes of the values of a point."""

    make: Make

    def __call__(self, _: Any, values: Mapping[str, Any]) -> Network:
        network = self.make(**values)
        if not isinstance(network, Network):
            raise TypeError(f"the function that makes the network must give a Network, got {network!r}")
        return network
