"""What a simulation gives back: samples with their times and names, the state to continue from, and its provenance."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass._version import __version__
from brainmass.errors import unknown
from brainmass.integrate import Method
from brainmass.loop import Carry, Keys
from brainmass.network import Network
from brainmass.observe import Folding, Observer
from brainmass.observe.stage import chain, labels_of, unit_of
from brainmass.stimulus import Stimulus


class Divergence(ArithmeticError):
    """A run left the finite numbers. ``run`` holds what had been recorded until then, if anything."""

    run: Run | None = None


class Observed(NamedTuple):
    """What tells an observer from others, to know it again when a run is continued."""

    name: str
    kind: str
    source: str
    period: float


@partial(jax.tree_util.register_dataclass, data_fields=["memory"], meta_fields=["first", "steps"])
@dataclass(frozen=True)
class Folded:
    """What is known of earlier samples by all that follows them between the pieces of a run."""

    memory: tuple[Any, ...]
    """Of every stage, in the order in which samples pass through."""
    first: int
    """The step of the first sample."""
    steps: int
    """Steps from one sample to the next."""

    def count(self, step: int) -> int:
        """How many samples there are at ``step``."""
        return max(0, (step - self.first) // self.steps + 1)


@partial(
    jax.tree_util.register_dataclass,
    data_fields=["carry", "keys", "seed", "folds"],
    meta_fields=["step", "origin", "dt", "observed"],
)
@dataclass(frozen=True)
class Final:
    """The state at the end of a run, to continue from: ``simulate(..., resume=run.final)``."""

    carry: Carry
    keys: Keys
    seed: Any
    step: int
    origin: int
    """The step at which the periods of observers begin: the end of the transient."""
    dt: float
    observed: tuple[Observed, ...]
    """The observers whose memory the carry holds."""
    folds: Mapping[str, Folded] = field(default_factory=dict)
    """What is known of earlier samples, by observer."""

    @property
    def states(self) -> dict[str, dict[str, jax.Array]]:
        """Every state by population and name, each of shape (n,)."""
        return self.carry.memory.states

    @property
    def learned(self) -> dict[str, dict[str, jax.Array]]:
        """Every parameter that learns as it is now, by population and name, each of shape (n,). To go on without the
        rule: ``params=run.final.learned["wong_wang"]``."""
        plastic = self.carry.memory.plastic
        return {name: {p: memory.value for p, memory in plastic[name].items()} for name in plastic}

    @property
    def time(self) -> float:
        """Simulated time, ms."""
        return self.step * self.dt


@partial(
    jax.tree_util.register_dataclass,
    data_fields=["data", "final", "network", "observers"],
    meta_fields=["clocks", "first", "method", "transient"],
)
@dataclass(frozen=True)
class Run:
    """The result of :func:`brainmass.simulate`.

    Attributes
    ----------
    data : dict of str to array, shape (time, n)
        Samples of every observer; ``run["bold"]`` for short. An observer that keeps no samples, such as ``fc``, has one
        matrix of shape (n, n).
    t : dict of str to array
        Times of the samples in ms since the start of the simulation, transient included; also of those that a matrix is
        made of.
    matrices : tuple of str
        The observers that have a matrix.
    final : Final
        The state to continue from.
    labels : dict of str to tuple of str
        Region names of every observer's population.
    units : dict of str to str
        Unit of every observer's samples.
    attributes : dict
        What reproduces the run: models, every parameter, coupling, dt, method, seed, versions.
    """

    data: Mapping[str, jax.Array]
    final: Final
    network: Network
    observers: Mapping[str, Observer]
    clocks: tuple[tuple[str, int, int, int], ...]
    """name, first sample's step, steps between samples, number of samples"""
    first: int
    method: Method
    transient: int

    def __getitem__(self, name: str) -> jax.Array:
        if name not in self.data:
            raise KeyError(unknown("observer", name, self.data))
        return self.data[name]

    @property
    def matrices(self) -> tuple[str, ...]:
        """Names of the observers that have one matrix, to region from region, in place of samples."""
        return tuple(name for name in self.data if isinstance(self.observers[name], Folding))

    @property
    def seed(self) -> Any:
        """The seed that the first of the runs continued by this one started from."""
        return self.final.seed

    @property
    def t(self) -> dict[str, np.ndarray]:
        """Times of the samples, ms, by observer."""
        return {name: (first + steps * np.arange(count)) * self.final.dt for name, first, steps, count in self.clocks}

    @property
    def labels(self) -> dict[str, tuple[str, ...]]:
        """Region names, by observer."""
        return {
            name: labels_of(o, self.network.populations[self.network.followed(o.source)[0]].labels)
            for name, o in self.observers.items()
        }

    @property
    def units(self) -> dict[str, str]:
        """Unit of the samples, by observer."""
        units = {}
        for name, observer in self.observers.items():
            population, quantity = self.network.followed(observer.source)
            units[name] = unit_of(observer) or self.network.populations[population].model.unit_of(quantity).name
        return units

    @property
    def attributes(self) -> dict[str, Any]:
        """Everything that reproduces the run, as plain strings, numbers, lists and dicts."""
        return {
            "populations": {name: _population(p) for name, p in self.network.populations.items()},
            "projections": [_projection(p) for p in self.network.projections],
            "observers": {name: _observer(o) for name, o in self.observers.items()},
            "dt_ms": self.final.dt,
            "start_ms": self.first * self.final.dt,
            "duration_ms": (self.final.step - self.first) * self.final.dt,
            "transient_ms": self.transient * self.final.dt,
            "method": self.method.name,
            "seed": _plain(self.seed),
            "precision": str(next(iter(jax.tree.leaves(self.final.states))).dtype),
            "versions": {"brainmass": __version__, "jax": jax.__version__, "python": platform.python_version()},
        }

    def __repr__(self) -> str:
        shapes = ", ".join(f"{name} {tuple(x.shape)}" for name, x in self.data.items())
        return f"<Run of {(self.final.step - self.first) * self.final.dt:g} ms: {shapes}>"


def _population(population: Any) -> dict[str, Any]:
    return {
        "model": population.model.name,
        "n": population.n,
        "params": {name: _plain(value) for name, value in population.values.items()},
        "noise": {name: {"process": type(p).__name__, **_plain(p)} for name, p in population.noise.items()},
        "inputs": {name: _plain(value) for name, value in population.inputs.items()},
        "initial": {name: _plain(value) for name, value in population.initial.items()},
        "stimuli": {name: _stimulus(stimulus) for name, stimulus in population.stimuli.items()},
        "delays_ms": {name: _plain(value) for name, value in population.delays.items()},
        "plasticity": {name: _rule(rule) for name, rule in population.plasticity.items()},
    }


def _rule(rule: Any) -> dict[str, Any]:
    parts = {name: getattr(rule, name) for name in rule.__dataclass_fields__}
    return {"kind": type(rule).__name__, **{name: _named(x) if callable(x) else _plain(x) for name, x in parts.items()}}


def _stimulus(stimulus: Stimulus) -> dict[str, Any]:
    parts = vars(stimulus)
    kind = {"kind": type(stimulus).__name__, **({"shape": _named(parts["shape"])} if "shape" in parts else {})}
    rest = {name: x for name, x in parts.items() if name != "shape"}
    return kind | {name: _stimulus(x) if isinstance(x, Stimulus) else _plain(x) for name, x in rest.items()}


def _projection(projection: Any) -> dict[str, Any]:
    coupling = projection.coupling
    functions = [f for f in (coupling.prepare, coupling.send, coupling.edge, coupling.receive) if f]
    return {
        "source": list(projection.source),
        "target": projection.target,
        "local": projection.local,
        "coupling": [_named(f) for f in functions],
        "pairwise": coupling.edge is not None,
        "params": {name: _plain(value) for name, value in coupling.params.items()},
        "weights_shape": list(projection.weights.shape),
        "pooled": [name for name in ("source", "target") if getattr(projection, f"{name}_regions") is not None],
        "weights_sum": float(projection.weights.sum()),
        "speed_mm_per_ms": None if projection.speed is None else _plain(projection.speed),
        "own": projection.own,
        "own_delays_ms": _one_or_all(projection.lengths) if projection.own else None,
    }


def _one_or_all(values: Any) -> Any:
    """One number where all are equal."""
    values = np.asarray(values)
    return values.flat[0].item() if (values == values.flat[0]).all() else values.tolist()


def _observer(observer: Observer) -> dict[str, Any]:
    described = {"kind": type(observer).__name__, **_plain(observer)}
    inner = chain(observer)[:-1]
    return {**described, "of": _observer(inner[-1])} if inner else described


def _plain(value: Any) -> Any:
    """Arrays to numbers and lists, dataclasses and dicts to dicts."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if callable(value):
        return _named(value)
    if isinstance(value, jax.Array) and jnp.issubdtype(value.dtype, jax.dtypes.prng_key):
        value = jax.random.key_data(value)
    return np.asarray(value).tolist()


def _named(function: Any) -> str:
    """Where a function is found: ``module.name``; its own words where it has no name."""
    function = getattr(function, "of", function)  # of a Laplacian: which one
    name = getattr(function, "__qualname__", None)
    return f"{function.__module__}.{name}" if name else repr(function)
