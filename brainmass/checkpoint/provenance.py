"""What a checkpoint belongs to: everything that decides the numbers of a run, so that no other run goes on with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass._version import __version__
from brainmass.checkpoint.expressions import computed
from brainmass.network import Network, Projection
from brainmass.plasticity import Rule
from brainmass.population import Population
from brainmass.result import Final, Run
from brainmass.spec import Model
from brainmass.stimulus import Stimulus
from brainmass.trace import trace
from brainmass.units import is_traced

Identity = dict[str, Any]
"""From what it is, in words, to its value as JSON has it: numbers and names as they are, arrays as their SHA-256."""

_SHOWN = 60
_PARTS = ("populations", "projections")


def identity(start: Run, total: int, block: int, *, resumed: bool) -> Identity:
    """Identify the run that begins as ``start`` says.

    A model, a coupling, a stimulus and a rule of plasticity are known by what they compute; a method, a noise and an
    observer by class and numbers.

    Parameters
    ----------
    start : Run
        The run before its first step: network, observers, method, and the state that it begins with.
    total : int
        Its steps, with those of the transient.
    block : int
        Steps that the engine does at once; another number is another rounding.
    resumed : bool
        Whether it goes on from an earlier run, so that its state is not made from the seed.
    """
    settings = {name: getattr(start.method, name) for name in _static(start.method, ())}
    observers = {f"observe['{name}']": dict(_tree(observer)) for name, observer in start.observers.items()}
    return {
        "brainmass": __version__,
        "jax": jax.__version__,
        "device": jax.default_backend(),
        "precision": str(next(iter(jax.tree.leaves(start.final.states))).dtype),
        "dt": start.final.dt,
        "duration": (total - start.transient) * start.final.dt,
        "transient": start.transient * start.final.dt,
        "method": getattr(start.method, "name", type(start.method).__name__),
        "coefficients of the method": _digest(json.dumps(plain(settings)).encode()),
        "block": block,
        "seed": plain(start.final.seed),
        **({"the state to go on from (resume)": _state(start.final)} if resumed else {}),
        **{path: value for place, values in observers.items() for path, value in _placed(values, place).items()},
        **_network(start.network),
    }


def refuse_traced(start: Run) -> None:
    """Refuse to write files where nothing has a value yet."""
    if any(map(is_traced, jax.tree.leaves((start, jnp.zeros(()))))):  # inside jit even what is made here is traced
        raise ValueError(
            "checkpoint= writes files, which cannot be done inside jit, grad or vmap; call simulate outside of them, "
            "or leave checkpoint out"
        )


def differences(there: Identity, here: Identity) -> list[str]:
    """What tells two runs apart, in words: ``dt: 0.1 there, 0.05 here``."""
    found = []
    for name in dict.fromkeys([*there, *here]):
        if name not in there or name not in here:
            if all(there.get(above) == here.get(above) for above in _above(name)):  # else that is told already
                found.append(f"{name}: only {'there' if name in there else 'here'}")
        elif json.dumps(there[name]) != json.dumps(here[name]):  # as text, in which NaN is NaN
            pairs = zip(_shown(there[name]), _shown(here[name]), strict=True)
            told = next(((old, new) for old, new in pairs if old != new), None)
            found.append(f"{name}: {told[0]} there, {told[1]} here" if told else f"{name}: other values")
    return found


def _network(network: Network) -> Identity:
    result = {f"{name} of the network": plain(getattr(network, name)) for name in _static(network, _PARTS)}
    for name, population in network.populations.items():
        stimuli = {f"function of stimulus {drive}": _stimulus(x) for drive, x in population.stimuli.items()}
        rules = {f"function of plasticity {key}": _rule(x, population) for key, x in population.plasticity.items()}
        about = {**dict(_tree(population)), **_model(population.model), **stimuli, **rules}
        result |= _placed(about, f"population {name}")
    names = [str(projection).strip("<>") for projection in network.projections]
    for i, (name, projection) in enumerate(zip(names, network.projections, strict=True)):
        place = name.replace("Projection", "projection", 1) + (f" (projections[{i}])" if names.count(name) > 1 else "")
        result |= _placed({**dict(_tree(projection)), "function of coupling": _coupling(projection, network)}, place)
    return result


def _placed(values: Identity, place: str) -> Identity:
    """Values by where they stand in a thing, with the name of the thing."""
    return {f"{path} of {place}" if path else place: value for path, value in values.items()}


def _model(model: Model) -> dict[str, Any]:
    starts = {
        f"state {name}": [x.default, x.spread, list(x.bounds or ()), x.clip, x.wrap] for name, x in model.states.items()
    }
    return {"model": model.name, "equations": computed(trace(model).jaxpr), **starts}


def _stimulus(stimulus: Stimulus) -> str:
    """What a stimulus computes, whatever its numbers are."""
    return computed(jax.make_jaxpr(lambda stimulus, t: stimulus(t))(stimulus, 0.0))


def _rule(rule: Rule, population: Population) -> str:
    """What a rule of plasticity computes, whatever its numbers are."""
    each = jax.ShapeDtypeStruct((population.n,), float)
    memory = jax.eval_shape(rule.init, each)
    return computed(jax.make_jaxpr(rule.__class__.step)(rule, memory, dict.fromkeys(rule.follows, each), 0.0, 1.0))


def _coupling(projection: Projection, network: Network) -> str:
    """What a coupling computes, whatever its numbers are."""
    source = network.populations[projection.source_population].n
    target = network.populations[projection.target_population].n
    sources = tuple(jax.ShapeDtypeStruct((source,), float) for _ in projection.source)
    local = jax.ShapeDtypeStruct((target,), float)
    weights = jax.ShapeDtypeStruct((target, source), float)  # dense, whatever they are: what is done with them counts

    def called(params: Any, weights: Any, sources: Any, local: Any) -> Any:
        return replace(projection.coupling, params=params)(weights, sources, local)

    return computed(jax.make_jaxpr(called)(projection.coupling.params, weights, sources, local))


def _tree(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf and every other setting of a pytree, with where it stands: ``coupling.params.k``."""
    children, structure = jax.tree_util.tree_flatten_with_path(value, is_leaf=lambda x: x is not value)
    if structure.node_data() is None or value is None:
        yield path, plain(value)
        return
    if not isinstance(value, Mapping | list | tuple):
        yield path, type(value).__name__
    names = [_name(key) for (key,), _ in children]
    for name in _static(value, names):
        setting = getattr(value, name)
        yield _joined(path, name), "a function" if callable(setting) else plain(setting)
    for name, (_, child) in zip(names, children, strict=True):
        yield from _tree(child, _joined(path, name))


def _static(value: Any, children: Any) -> list[str]:
    """Names of what an object holds besides the children that JAX knows of."""
    if isinstance(value, Mapping | list | tuple):
        return []
    held = [f.name for f in fields(value)] if is_dataclass(value) else list(vars(value))
    return [name for name in held if name not in children and not name.startswith("_")]


def plain(value: Any) -> Any:
    """A value as JSON has it; an array as its shape and the SHA-256 of its bytes."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if is_dataclass(value):
        return {"class": type(value).__name__, **{f.name: plain(getattr(value, f.name)) for f in fields(value)}}
    if isinstance(value, jax.Array) and jnp.issubdtype(value.dtype, jax.dtypes.prng_key):
        return [str(jax.random.key_impl(value)), jax.random.key_data(value).tolist()]
    if isinstance(value, jax.Array | np.ndarray | np.generic):
        array: np.ndarray = np.asarray(value)
        if array.ndim == 0:
            return array.item()
        return {"shape": list(array.shape), "dtype": array.dtype.name, "sha256": _digest(array.tobytes())}
    return str(value) if type(value).__str__ is not object.__str__ else type(value).__name__


def _state(start: Final) -> str:
    leaves = [plain(leaf) for leaf in jax.tree.leaves((start.carry, start.keys, start.folds))]
    return _digest(json.dumps([start.step, start.origin, leaves]).encode())


def _above(name: str) -> Iterator[str]:
    """What a value belongs to: ``noise.x of population a`` and more for ``noise.x.tau of population a``."""
    path, _, place = name.partition(" of ")
    while path := path.rpartition(".")[0]:
        yield f"{path} of {place}"
    yield place


def _shown(value: Any) -> tuple[str, str]:
    """A value in short, and in full."""
    if isinstance(value, dict) and "sha256" in value:
        text = f"an array of shape {tuple(value['shape'])}"
        return text, text
    if isinstance(value, str) and len(value) < _SHOWN:
        return value, value
    if isinstance(value, float):
        return f"{value:g}", repr(value)
    text = "none" if value is None else json.dumps(value)
    return (text, text) if len(text) < _SHOWN else ("", "")


def _name(key: Any) -> str:
    """What a step of a path is called."""
    return str(next((getattr(key, each) for each in ("name", "key", "idx") if hasattr(key, each)), key))


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
