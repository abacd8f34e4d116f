"""A projection: the connections from one population's states to another's drive."""

from __future__ import annotations

import inspect
from typing import Any

import jax
import numpy as np

from brainmass.connectome import Connectome
from brainmass.coupling import Coupling, additive
from brainmass.delays import check_speed
from brainmass.errors import require_finite
from brainmass.spec import Model
from brainmass.units import is_traced, mm, mm_per_ms, ms, one, to_array, to_float

Names = str | tuple[str, ...]


@jax.tree_util.register_pytree_with_keys_class
class Projection:
    """Connections from one population's states to another's drive.

    Parameters
    ----------
    source : str or tuple of str
        ``"population.state"``; several states, where the coupling sends more than one, as a tuple. An output that
        depends on states alone (``"cortex.eeg"``) may stand for a state.
    target : str
        ``"population.drive"``.
    weights : array, shape (n_target, n_source)
        ``weights[i, j]`` is the connection from j to i.
    coupling : Coupling
        What sources send and how targets receive; ``additive()`` by default.
    lengths : array, shape (n_target, n_source), optional
        Tract lengths, mm. Used with ``speed``.
    speed : float or quantity, optional
        Conduction speed, mm/ms. Without it there are no delays.
    local : str, optional
        The target's own state that ``receive`` compares with; by default the one named like the source.
    max_delay : float or quantity, optional
        The longest delay, ms; needed only when speed or lengths are traced (inside ``jit``, ``grad`` or ``vmap``). A
        longer one cannot be refused there: it is taken as this one.

    Examples
    --------
    >>> Projection("thalamus.x", "cortex.rE_inp", np.ones((80, 10)), coupling=additive(k=0.1))
    <Projection thalamus.x -> cortex.rE_inp>
    """

    def __init__(
        self,
        source: Names,
        target: str,
        weights: Any,
        *,
        coupling: Coupling | None = None,
        lengths: Any = None,
        speed: Any = None,
        local: str | None = None,
        max_delay: Any = None,
    ) -> None:
        self.source: tuple[str, ...] = (source,) if isinstance(source, str) else tuple(source)
        if not self.source or not all(isinstance(name, str) for name in (*self.source, target)):
            raise TypeError(f"source and target are names such as 'cortex.x', got {source!r} and {target!r}")
        self.target, self.local = target, local
        if isinstance(weights, Connectome):
            lengths = weights.lengths if lengths is None else lengths
            weights = weights.weights
        self.coupling = additive() if coupling is None else coupling
        if not isinstance(self.coupling, Coupling):
            raise TypeError(f"coupling must be a Coupling such as diffusive(k=0.1), got {coupling!r}")
        self.weights = _matrix(weights, one, "weights")
        self.lengths, self.speed = (None, None) if speed is None else _tracts(lengths, speed, self.weights.shape)
        self.max_delay = None if max_delay is None else to_float(max_delay, ms, "max_delay")
        if self.max_delay is not None and self.max_delay <= 0:
            raise ValueError(f"max_delay must be positive, got {self.max_delay:g} ms")

    @property
    def source_population(self) -> str:
        """Name of the population that sends."""
        return self.source[0].split(".")[0]

    @property
    def target_population(self) -> str:
        """Name of the population that receives."""
        return self.target.split(".")[0]

    def tree_flatten_with_keys(self):
        """Leaves for JAX: weights, coupling parameters, lengths and speed."""
        names = ("weights", "coupling", "lengths", "speed")
        leaves = [(jax.tree_util.GetAttrKey(name), getattr(self, name)) for name in names]
        return leaves, (self.source, self.target, self.local, self.max_delay)

    @classmethod
    def tree_unflatten(cls, static, leaves) -> Projection:
        """Rebuild without checks: leaves may be tracers or placeholders."""
        self = object.__new__(cls)
        self.source, self.target, self.local, self.max_delay = static
        self.weights, self.coupling, self.lengths, self.speed = leaves
        return self

    def __repr__(self) -> str:
        return f"<Projection {' '.join(self.source)} -> {self.target}>"


def check_coupling(projection: Projection, n_source: int, n_target: int) -> None:
    """Shapes of the coupling's parameters; and one call on shapes alone, so that a function which does not fit is named
    here and not deep inside JAX."""
    coupling = projection.coupling
    for name, value in coupling.params.items():
        at_source = coupling.send is not None and name in inspect.signature(coupling.send).parameters
        n, where = (n_source, "source") if at_source else (n_target, "target")
        if np.shape(value) not in ((), (n,)):
            raise ValueError(
                f"{projection}: coupling parameter {name} must be a number or one for each of the {n} {where} regions, "
                f"got shape {np.shape(value)}"
            )
    sources = tuple(jax.ShapeDtypeStruct((n_source,), float) for _ in projection.source)
    local = jax.ShapeDtypeStruct((n_target,), float)
    try:
        arrives = jax.eval_shape(coupling, projection.weights, sources, local)
    except (TypeError, ValueError) as error:
        raise TypeError(
            f"{projection}: the coupling cannot be called with {len(sources)} source state(s) "
            f"({', '.join(projection.source)}) and the parameters {', '.join(coupling.params) or 'none'}: {error}"
        ) from error
    if getattr(arrives, "shape", None) not in ((), (n_target,)):
        raise ValueError(
            f"{projection}: the coupling must give one value per target region, ({n_target},), got {arrives}"
        )


def refuse_driven(projection: Projection, model: Model, quantity: str, cannot: str) -> None:
    """An output that depends on what arrives is not known before the coupling has been computed."""
    if quantity in model.outputs and _depends_on_drives(model, quantity):
        raise ValueError(
            f"{projection}: the output '{quantity}' depends on the drives of {model.name}, so it cannot {cannot} a "
            f"state ({', '.join(model.states)})"
        )


def _depends_on_drives(model: Model, output: str) -> bool:
    """Whether an output would change with a drive, by its trace."""
    names = (*model.states, *model.params, *model.drives)

    def value(*values: Any) -> Any:
        return model.function(**dict(zip(names, values, strict=True)))[output]

    jaxpr = jax.make_jaxpr(value)(*(jax.ShapeDtypeStruct((), float) for _ in names)).jaxpr
    reached = {id(v) for v in jaxpr.invars[len(model.states) + len(model.params) :]}
    for equation in jaxpr.eqns:
        if any(id(v) in reached for v in equation.invars):
            reached.update(id(v) for v in equation.outvars)
    return any(id(v) in reached for v in jaxpr.outvars)


def _tracts(lengths: Any, speed: Any, shape: tuple[int, int]) -> tuple[Any, Any]:
    """Lengths and speed of the connections, checked."""
    if lengths is None:
        raise ValueError("speed is given but there are no tract lengths; pass lengths= or a connectome that has them")
    lengths, speed = _matrix(lengths, mm, "lengths"), to_array(speed, mm_per_ms, "speed")
    if np.shape(speed) not in ((), shape):
        raise ValueError(f"speed must be a number or have the shape of weights {shape}, got {np.shape(speed)}")
    if not is_traced(speed):
        check_speed(speed)
    if lengths.shape != shape:
        raise ValueError(f"lengths must have the shape of weights {shape}, got {lengths.shape}")
    if not is_traced(lengths) and (np.asarray(lengths) < 0).any():
        i, j = np.argwhere(np.asarray(lengths) < 0)[0]
        raise ValueError(f"lengths[{i}, {j}] is negative; a tract length is 0 or more, in mm")
    return lengths, speed


def _matrix(value: Any, unit: Any, name: str) -> Any:
    array = to_array(value, unit, name)
    if np.ndim(array) != 2:
        raise ValueError(f"{name} must be a matrix (n_target, n_source), got shape {np.shape(array)}")
    if is_traced(array):
        return array
    require_finite(name, np.asarray(array))
    # Not a JAX array: inside jit that would be traced, and delays that are known would be unknown.
    return np.asarray(array, float)
