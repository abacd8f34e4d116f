"""The numbers of a network by name: ``"coupling.k"``, ``"params.a"``, ``"noise.x.sigma"``, ``"speed"``.

A name is where a number stands in the network, without what goes without saying: the population where there is one,
the projection where there is one. ``"params.a[L.*]"`` are some regions of it, by label or pattern.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.errors import require_finite, unknown, where_first
from brainmass.labels import places
from brainmass.network import Network
from brainmass.population import Population
from brainmass.spec import Interval
from brainmass.units import Unit, is_traced, mm, mm_per_ms, ms, one, to_array

inf = float("inf")
_REGIONS = re.compile(r"(.+)\[(.+)\]$")
_WITHOUT_SAYING = ("params", "numbers", "stimulus")
"""Steps of a path that say nothing new: the ``params`` of a coupling, the ``numbers`` of a stimulus."""
_FIELDS: dict[str, tuple[Unit, Interval]] = {
    "speed": (mm_per_ms, (1e-9, inf)), "lengths": (mm, (0.0, inf)), "tau": (ms, (1e-9, inf)),
}  # fmt: skip
"""Unit and domain of what is no number of a model; 1e-9 stands for what must be above 0."""


class Number(NamedTuple):
    """A number of a network, or several that have the same name and are equal."""

    name: str
    leaves: tuple[int, ...]
    """Which leaves of the network they are."""
    shape: tuple[int, ...]
    """Of the leaf, or () for some regions of it."""
    unit: Unit
    domain: Interval
    regions: tuple[int, ...] | None
    n: int
    """Regions that it belongs to; 0 for a number of a projection."""
    part: str | None
    """Which part of a projection it is, if it decides what connections there are and how long they take: weights,
    lengths or speed."""

    def checked(self, value: Any) -> Any:
        """A value in house units, as an array; refused where it cannot stand here."""
        array = to_array(value, self.unit, self.name)
        allowed = {(), self.shape} | ({(self.n,)} if self.n and self.regions is None else set())
        if np.shape(array) not in allowed:
            shapes = " or ".join(str(shape) for shape in sorted(allowed))
            raise ValueError(f"{self.name} must be of shape {shapes}, got {np.shape(array)}")
        if is_traced(array):
            return array
        numbers = np.asarray(array, float)
        require_finite(self.name, numbers)
        bad = (numbers < self.domain[0]) | (numbers > self.domain[1])
        if bad.any():
            raise ValueError(
                f"{self.name}{where_first(bad)} is {numbers[tuple(np.argwhere(bad)[0])]:.6g} {self.unit}, outside its "
                f"domain {self.domain[0]:g} to {self.domain[1]:g}"
            )
        return numbers


def number(network: Network, name: str) -> Number:
    """Find a number of a network.

    Raises
    ------
    KeyError
        If there is none of this name, listing all there are.
    ValueError
        If several have it and differ.
    """
    if not isinstance(name, str):
        raise TypeError(f"a number of a network is named by a text such as 'coupling.k', got {name!r}")
    known = _known(network)
    bare, pattern = (name, None) if name in known else without_regions(name)
    if bare not in known:
        raise KeyError(unknown("number of the network", bare, names(network)))
    found, leaves = known[bare], jax.tree.leaves(network)
    values = [np.asarray(leaves[i]) for i, _ in found if not is_traced(leaves[i])]
    if any(not np.array_equal(values[0], value) for value in values[1:]):
        full = [full for full, places in known.items() if len(places) == 1 and places[0] in found and full != bare]
        raise ValueError(f"{bare} is the name of {len(found)} numbers that differ; say which: {', '.join(full)}")
    path = found[0][1]
    unit, domain = _declared(network, path)
    population = _owner(network, path)
    shape, regions = np.shape(leaves[found[0][0]]), None
    if pattern is not None:
        if population is None or shape not in ((), (population.n,)):
            raise ValueError(
                f"{name}: only what regions have of their own can be chosen by label, such as params.a[L.*]"
            )
        regions, shape = tuple(places(pattern, population.labels, name)), ()
    n = population.n if population is not None and shape in ((), (population.n,)) else 0
    part = _step(path[2]) if _step(path[0]) == "projections" and _step(path[2]) != "coupling" else None
    return Number(name, tuple(i for i, _ in found), shape, unit, domain, regions, n, part)


def without_regions(name: str) -> tuple[str, str | None]:
    """A name without the regions that it chooses, and these.

    Examples
    --------
    >>> without_regions("params.a[L.*]"), without_regions("speed")
    (('params.a', 'L.*'), ('speed', None))
    """
    match = _REGIONS.match(name)
    return (match[1], match[2]) if match else (name, None)


def names(network: Network) -> tuple[str, ...]:
    """The shortest name of every number of a network.

    Examples
    --------
    >>> from brainmass.models import linear
    >>> names(Network(linear, 2))
    ('params.gamma',)
    """
    shortest: dict[tuple[int, ...], str] = {}
    for name, found in _known(network).items():
        if len(found) == 1:
            shortest.setdefault((found[0][0],), name)
    return tuple(shortest.values())


def with_values(network: Network, values: Mapping[str, Any]) -> Network:
    """The network with other values of some of its numbers.

    Parameters
    ----------
    network : Network
    values : mapping of str to number, array or quantity
        By name: ``{"coupling.k": 0.3, "speed": 6 * u.mm / u.ms, "params.a[L.*]": 0.1}``. A parameter takes one number,
        or one for each region.

    Returns
    -------
    Network
        A new one; works inside ``jit``, ``grad`` and ``vmap`` too.

    Raises
    ------
    KeyError, ValueError, TypeError
        For a name that is not known, and a value that is not allowed.

    Examples
    --------
    >>> from brainmass.coupling import diffusive
    >>> from brainmass.models import hopf
    >>> net = Network(hopf, np.ones((2, 2)), coupling=diffusive(k=0.2), source="x", target="x_inp")
    >>> with_values(net, {"coupling.k": 0.5}).projections[0].coupling.params["k"]
    Array(0.5, dtype=float32)
    """
    network = with_room(network, values)
    leaves, structure = jax.tree.flatten(network)
    for name, value in values.items():
        put(leaves, number(network, name), value)
    return jax.tree.unflatten(structure, leaves)


def put(leaves: list[Any], found: Number, value: Any) -> None:
    """Put a value in its place among the leaves of a network."""
    value = found.checked(value)
    for i in found.leaves:
        if found.regions is not None:
            whole = jnp.broadcast_to(jnp.asarray(leaves[i], float), (found.n,))
            leaves[i] = whole.at[np.array(found.regions)].set(value)
        elif found.part is None:
            leaves[i] = jnp.asarray(value, float)
        elif is_traced(value):
            leaves[i] = jnp.broadcast_to(value, np.shape(leaves[i]))
        else:  # outside JAX, as networks keep it, for inside jit delays must be known
            leaves[i] = np.array(np.broadcast_to(value, np.shape(leaves[i])), float)


def with_room(network: Network, wanted: Any) -> Network:
    """The network with a number for every constant input and initial value that is wanted and was not given."""
    network = copy(network)
    network.populations = dict(network.populations)
    for name in wanted:
        bare, _ = without_regions(str(name))
        for owner, population in network.populations.items():
            for kind, declared in (("inputs", population.model.drives), ("initial", population.model.states)):
                key = bare.removeprefix(f"{owner}.").removeprefix(f"{kind}.")
                fits = bare == f"{owner}.{kind}.{key}" or (len(network.populations) == 1 and bare == f"{kind}.{key}")
                if fits and key in declared and key not in getattr(population, kind):
                    network.populations[owner] = population = copy(population)
                    value = jnp.asarray(getattr(declared[key], "default", 0.0), float)
                    setattr(population, kind, {**getattr(population, kind), key: value})
    return network


def _known(network: Network) -> dict[str, list[tuple[int, Any]]]:
    """Every name, short ones before longer ones, with the leaves that it stands for and their paths."""
    known: dict[str, list[tuple[int, Any]]] = {}
    paths, _ = jax.tree_util.tree_flatten_with_path(network)
    for i, (path, _) in enumerate(paths):
        for name in _names_of(network, [_step(key) for key in path]):
            known.setdefault(name, []).append((i, path))
    return known


def _names_of(network: Network, steps: list[Any]) -> list[str]:
    """What a leaf may be called: without its owner, and with it."""
    kind, owner, first, *rest = steps
    rest = [first, *(step for step in rest if step not in _WITHOUT_SAYING)]
    inner = ".".join(map(str, rest))
    if kind == "populations":
        return [inner, f"{owner}.{inner}"]
    projection = network.projections[owner]
    if projection.own:
        return []
    arrow = f"{' '.join(projection.source)} -> {projection.target}"
    alike = [f"{' '.join(p.source)} -> {p.target}" for p in network.projections].count(arrow)
    return [inner, f"projections[{owner}].{inner}", *([f"{arrow}: {inner}"] if alike == 1 else [])]


def _declared(network: Network, path: Any) -> tuple[Unit, Interval]:
    """Unit and domain of a leaf."""
    kind, owner, group, *rest = (_step(key) for key in path)
    if kind == "projections":
        return _FIELDS.get(group, (one, (-inf, inf)))
    population, target = network.populations[owner], rest[0]
    if group == "params":
        declared = population.model.params[target]
        if len(rest) == 1:
            return declared.unit, declared.domain
        return (one if rest[1] == "map" else declared.unit), (-inf, inf)
    if group in ("inputs", "initial"):
        declared = population.model.states.get(target)
        bounds = declared.bounds if group == "initial" and declared is not None and declared.clip else None
        return population.model.unit_of(target), bounds or (-inf, inf)
    if group == "noise":
        return _of_noise(population, target, rest[-1])
    if group == "stimuli":
        return population.model.unit_of(target) if rest[-1] == "amplitude" else one, (-inf, inf)
    return one, (-inf, inf)


def _of_noise(population: Population, target: str, field: str) -> tuple[Unit, Interval]:
    process, unit, time = population.noise[target], population.model.unit_of(target), population.model.time
    if field in _FIELDS:
        return _FIELDS[field]
    if field not in ("sigma", "mean"):
        return one, (-inf, inf)
    enters = unit / ms**0.5 if process.increment else unit / time if target in population.model.states else unit
    return enters, (0.0, inf) if field == "sigma" else (-inf, inf)


def _owner(network: Network, path: Any) -> Population | None:
    kind, owner = (_step(key) for key in path[:2])
    return network.populations[owner] if kind == "populations" else None


def _step(key: Any) -> Any:
    return next(getattr(key, each) for each in ("name", "key", "idx") if hasattr(key, each))
