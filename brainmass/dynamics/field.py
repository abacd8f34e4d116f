"""A model or a network as one vector field in float64: dy/dt = f(y), with the name of every entry of y.

Delays do not move a fixed point, so what arrives here is what is sent now; ``roots`` puts the delays back. Noise is
left out. All of it runs in float64, whatever the session's precision.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.coupling import weighted_sums
from brainmass.links import sources
from brainmass.network import Network, Population, Projection
from brainmass.pooling import arrive_at_nodes, channels_of
from brainmass.sparse import Sparse
from brainmass.spec import Model
from brainmass.units import is_traced
from brainmass.wiring import prepared

Tree = Mapping[str, Mapping[str, Any]]


def double() -> AbstractContextManager[Any]:
    """Float64 for as long as a ``with`` lasts."""
    return jax.enable_x64(True)


class Slot(NamedTuple):
    """Where one state of one population stands in the vector."""

    population: str
    state: str
    begin: int
    n: int

    @property
    def here(self) -> slice:
        """Its entries."""
        return slice(self.begin, self.begin + self.n)


class Place(NamedTuple):
    """A number of a network: of a population (``kind`` is params or inputs), or of the coupling of a projection."""

    kind: str
    owner: Any
    name: str


@partial(jax.tree_util.register_dataclass, data_fields=["network"], meta_fields=["slots", "vary", "example", "single"])
@dataclass(frozen=True)
class Field:
    """A vector field, and what in it may vary: nothing, one number, or all that a function of one value makes."""

    network: Network | None
    slots: tuple[Slot, ...]
    vary: Place | Callable[[Any], Any] | None = None
    example: float | None = None
    """A value that the function can be called with, to see what it makes."""
    single: bool = False
    """Whether this is a model alone, whose states are numbers and not arrays over regions."""

    @property
    def n(self) -> int:
        """Entries of the vector."""
        return self.slots[-1].begin + self.slots[-1].n

    @property
    def delayed(self) -> bool:
        """Whether anything may take time to arrive."""
        return any(p.speed is not None for p in self.at(self.example).projections)

    def at(self, value: Any = None) -> Network:
        """The network, where what varies has this value."""
        if self.network is None:
            assert callable(self.vary)
            made = self.vary(value)
            return as_network(made, "what the function of the parameter returns")
        return self.network if self.vary is None or value is None else _with(self.network, self.vary, value)

    def slope(self, y: Any, value: Any = None) -> jax.Array:
        """dy/dt."""
        return self.flow(self.at(value), y)

    def flow(self, network: Network, y: Any) -> jax.Array:
        """dy/dt of one of its networks."""
        here = self.split(y)
        return self.slopes(network, y, arrive(network, here, here))

    def slopes(self, network: Network, y: Any, arriving: tuple[Any, ...]) -> jax.Array:
        """dy/dt, given what arrives along every projection (the sums of its channels)."""
        here = self.split(y)
        drives = received(network, here, arriving)
        found = {
            name: p.model.rhs(here[name], p.values, drives[name]) for name, p in network.populations.items()
        }  # fmt: skip
        return jnp.concatenate([jnp.broadcast_to(found[s.population][s.state], (s.n,)) for s in self.slots])

    def split(self, y: Any) -> dict[str, dict[str, Any]]:
        """The vector as states by population and name."""
        states: dict[str, dict[str, Any]] = {}
        for slot in self.slots:
            states.setdefault(slot.population, {})[slot.state] = y[slot.here]
        return states

    def named(self, y: np.ndarray) -> dict[str, Any]:
        """The last axis of an array as states by name: of a model alone without the axis over regions."""
        several = len({slot.population for slot in self.slots}) > 1
        return {
            f"{s.population}.{s.state}" if several else s.state: y[..., s.begin] if self.single else y[..., s.here]
            for s in self.slots
        }

    def vector(self, given: Mapping[str, Any], what: str) -> np.ndarray:
        """The vector from states by name, the reverse of ``named``."""
        template = self.named(np.arange(self.n))
        if set(given) != set(template):
            raise KeyError(f"{what} must give a value for each of {', '.join(template)}; got {', '.join(given)}")
        y = np.empty(self.n)
        for name, place in template.items():
            try:
                y[place] = np.asarray(given[name], float)
            except (TypeError, ValueError):
                n = np.size(place)
                raise ValueError(f"{what}: {name} must be a number or {n} numbers, got {given[name]!r}") from None
        if not np.isfinite(y).all():
            raise ValueError(f"{what} holds a number that is not finite")
        return y


def field_of(
    system: Any, params: Mapping[str, Any] | None = None, inputs: Mapping[str, Any] | None = None, caller: str = "",
    *, in_time: bool = False,
) -> Field:  # fmt: skip
    """The field of a model with ``params`` and constant ``inputs``, or of a network, which has its own.

    With ``in_time`` the network may have stimuli, which ``Field.slope`` leaves out.

    Raises
    ------
    ValueError
        If the network has stimuli, unless ``in_time``.
    TypeError
        If it is neither, or a number is known only by its shape, inside ``jit``, ``grad`` or ``vmap``.
    """
    if isinstance(system, Network) and (params or inputs):
        raise TypeError(
            "params= and inputs= belong to a model; a network holds its own, so give them where it is built"
        )
    with double():
        network = as_network(system, f"{caller}: the system", params, inputs)
        if not in_time:
            refuse_stimuli(network, caller)
        if any(is_traced(leaf) for leaf in jax.tree.leaves(network)):
            raise TypeError(f"{caller} runs outside JAX: call it on numbers, not inside jit, grad or vmap")
        network = jax.tree.map(lambda leaf: np.asarray(leaf, np.float64), network)
    return Field(network, slots_of(network), single=isinstance(system, Model))


def refuse_stimuli(network: Network, caller: str) -> None:
    """What depends on time has no fixed points."""
    if any(population.stimuli for population in network.populations.values()):
        raise ValueError(f"{caller} needs a network that does not depend on time; leave its stimuli out")


def as_network(system: Any, what: str, params: Any = None, inputs: Any = None) -> Network:
    """A network as it is; a model as one region."""
    if isinstance(system, Network):
        if any(population.plasticity for population in system.populations.values()):
            raise ValueError(
                f"{what} has parameters that learn, which are no states; leave its plasticity out, and give what was "
                "learned as params (run.final.learned)"
            )
        return system
    if isinstance(system, Model):
        return Network(populations={system.name: Population(system, 1, params=params, inputs=inputs)})
    raise TypeError(f"{what} must be a Model such as brainmass.models.hopf, or a Network, got {system!r}")


def slots_of(network: Network) -> tuple[Slot, ...]:
    """All states, one after the other."""
    slots, begin = [], 0
    for name, population in network.populations.items():
        for state in population.model.states:
            slots.append(Slot(name, state, begin, population.n))
            begin += population.n
    return tuple(slots)


def arrive(network: Network, here: Tree, there: Tree) -> tuple[Any, ...]:
    """For every projection the weighted sums of its channels, shape (channels, n_target), at targets with the states
    ``here``, of what sources with the states ``there`` send."""
    result = []
    for projection in network.projections:
        coupling, weights = projection.coupling, _dense(prepared(projection))
        values = sources(network, projection, there)
        if coupling.edge is None:
            sums = weighted_sums(weights, channels_of(projection, values))
        else:
            local = _local(network, projection, here)
            sums = ((weights * coupling.pairs(local[:, None], tuple(x[None, :] for x in values))).sum(-1),)
        result.append(jnp.stack([jnp.asarray(s, float) for s in sums]))
    return tuple(result)


def received(network: Network, here: Tree, arriving: tuple[Any, ...]) -> dict[str, dict[str, Any]]:
    """The value of every drive, constant inputs included."""
    drives: dict[str, dict[str, Any]] = {name: dict(p.inputs) for name, p in network.populations.items()}
    for projection, sums in zip(network.projections, arriving, strict=True):
        population, drive = projection.target.split(".")
        local = _local(network, projection, here) if projection.coupling.uses_local else None
        value = arrive_at_nodes(projection, local, tuple(sums))
        drives[population][drive] = drives[population].get(drive, 0.0) + value
    return drives


def _local(network: Network, projection: Projection, here: Tree) -> Any:
    """The target's own state that a coupling compares with."""
    name = projection.target_population
    if projection.local is None:
        return None
    target = network.populations[name]
    return target.model.observe(projection.local, here[name], target.values, {})


def _dense(weights: Any) -> Any:
    if not isinstance(weights, Sparse):
        return weights
    return jnp.zeros(weights.shape).at[weights.pattern.rows, weights.pattern.columns].set(weights.data)


def _with(network: Network, place: Any, value: Any) -> Network:
    """The network with another value in one place."""
    changed = copy(network)
    if place.kind == "coupling":
        projections = list(network.projections)
        projection = projections[place.owner] = copy(projections[place.owner])
        projection.coupling = copy(projection.coupling)
        given = {**projection.coupling.params, place.name: value}
        object.__setattr__(projection.coupling, "params", given)
        changed.projections = tuple(projections)
        return changed
    population = copy(network.populations[place.owner])
    setattr(population, place.kind, {**getattr(population, place.kind), place.name: value})
    changed.populations = {**network.populations, place.owner: population}
    return changed
