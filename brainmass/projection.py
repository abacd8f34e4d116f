"""A projection: the connections from one population's states to another's drive."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.connectome import Connectome
from brainmass.coupling import Coupling, additive
from brainmass.delays import check_speed
from brainmass.errors import require_finite, where_first
from brainmass.pooling import pools
from brainmass.population import Population
from brainmass.sparse import Sparse, is_scipy_sparse, sampled, sparse
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
    weights : array or scipy.sparse matrix of shape (n_target, n_source), Connectome, number, or array of shape (n,)
        ``weights[i, j]`` is the connection from j to i. Only the entries of a sparse matrix are stored, swept and
        differentiated; there may be a million of them. From a connectome the network takes the connections between the
        regions of both populations, by their labels. A number, or one for each region, connects every region with
        itself: a circuit that is repeated in every region.
    coupling : Coupling
        What sources send and how targets receive; ``additive()`` by default.
    lengths : array or scipy.sparse matrix, shape (n_target, n_source), optional
        Tract lengths, mm. Used with ``speed``. Beside sparse weights only those of their entries count.
    speed : float or quantity, optional
        Conduction speed, mm/ms. Without it there are no delays.
    delay : float, quantity or array, optional
        In place of lengths and speed: the delay of all connections, ms, or of each in the shape of ``weights``. It is
        kept as ``lengths`` at 1 mm/ms.
    local : str, optional
        The target's own state that ``receive`` compares with; by default the one named like the source.
    min_delay, max_delay : float or quantity, optional
        Bounds of all delays, ms; needed only when speed or lengths are traced (inside ``jit``, ``grad`` or ``vmap``),
        where ``max_delay`` must and ``min_delay`` should be given (without it every step is a block of its own, which
        costs several times as much). What lies beyond cannot be refused there: it is taken as the bound.
    interpolate : bool
        Whether what an edge brings with a delay that is no whole number of steps lies between what it would bring at
        the two next to it, linearly, instead of at the nearest: then results are differentiable in ``speed`` and
        ``lengths``. Costs twice as much.
    source_regions, target_regions : Surface, array of int or Pooling, optional
        The region of every source node, and of every target node, where ``weights`` and ``lengths`` are those of
        regions: what sources send is averaged over each region (:func:`mean_over` says how else than plainly), and what
        arrives at a region reaches all its nodes. One of them may be missing: then each node there is a region. From a
        connectome those regions are taken in which nodes lie, of a surface by label. Parameters of the coupling belong
        to nodes: give one per region as ``k[regions]``. The Laplacian coupling is of the means.

    Attributes
    ----------
    own : bool
        Whether the network made it, for a drive that receives a state of its own region (``drive(own=...)``). Its
        ``lengths`` are the delays in ms, at 1 mm/ms, and leaves as those of every projection.
    regions : tuple of str, or None
        The labels of the connectome that the weights are, until a network takes its part of it.

    Examples
    --------
    >>> Projection("thalamus.x", "cortex.rE_inp", np.ones((80, 10)), coupling=additive(k=0.1))
    <Projection thalamus.x -> cortex.rE_inp>
    >>> Projection("pyramidal.v", "interneuron.v_inp", 108.0, delay=2.0)
    <Projection pyramidal.v -> interneuron.v_inp>
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
        delay: Any = None,
        local: str | None = None,
        min_delay: Any = None,
        max_delay: Any = None,
        interpolate: bool = False,
        source_regions: Any = None,
        target_regions: Any = None,
    ) -> None:
        self.source: tuple[str, ...] = (source,) if isinstance(source, str) else tuple(source)
        if not self.source or not all(isinstance(name, str) for name in (*self.source, target)):
            raise TypeError(f"source and target are names such as 'cortex.x', got {source!r} and {target!r}")
        self.target, self.local, self.own = target, local, False
        if delay is not None and (lengths is not None or speed is not None):
            raise TypeError("delay= stands in place of lengths= and speed=; give one or the other")
        self.regions: tuple[str, ...] | None = None
        if isinstance(weights, Connectome):
            lengths = weights.lengths if lengths is None else lengths
            self.regions, weights = weights.labels, weights.weights
        self.coupling = additive() if coupling is None else coupling
        if not isinstance(self.coupling, Coupling):
            raise TypeError(f"coupling must be a Coupling such as diffusive(k=0.1), got {coupling!r}")
        if is_scipy_sparse(weights):
            # A Laplacian has a diagonal of its own, which the pattern must have room for.
            weights = sparse(weights, diagonal=self.coupling.prepare is not None)
            require_finite("weights", weights.data)
        self.weights = weights if isinstance(weights, Sparse) else _matrix(weights, one, "weights", repeated=True)
        if delay is not None:
            self.lengths, self.speed = _tracts(_everywhere(delay, self.weights), 1.0, self.weights, "delay")
        else:
            self.lengths, self.speed = (None, None) if speed is None else _tracts(lengths, speed, self.weights)
        self.min_delay, self.max_delay = _bounds(min_delay, max_delay)
        self.interpolate = bool(interpolate) and self.speed is not None
        self.source_regions, self.target_regions = pools(self, source_regions, target_regions)

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
        bounds = (self.min_delay, self.max_delay, self.interpolate)
        regions = (self.regions, self.source_regions, self.target_regions)
        return leaves, (self.source, self.target, self.local, *bounds, self.own, *regions)

    @classmethod
    def tree_unflatten(cls, static, leaves) -> Projection:
        """Rebuild without checks: leaves may be tracers or placeholders."""
        self = object.__new__(cls)
        self.source, self.target, self.local, self.min_delay, self.max_delay, *rest = static
        self.interpolate, self.own, self.regions, self.source_regions, self.target_regions = rest
        self.weights, self.coupling, self.lengths, self.speed = leaves
        return self

    def __repr__(self) -> str:
        return f"<Projection {' '.join(self.source)} -> {self.target}{' (own)' if self.own else ''}>"


def own_projections(populations: Mapping[str, Population], given: Iterable[Projection]) -> list[Projection]:
    """What regions send themselves, as their models declare it; without what is among ``given`` already, as it is when
    a network is built again from the parts of another."""
    there = {projection.target for projection in given if projection.own}
    made = []
    for name, population in populations.items():
        for drive, delay in population.delays.items():
            if delay is None or f"{name}.{drive}" in there:
                continue
            source = population.model.drives[drive].own
            projection = Projection(f"{name}.{source}", f"{name}.{drive}", 1.0, delay=delay)
            projection.own = True
            made.append(projection)
    return made


def check_coupling(projection: Projection, n_source: int, n_target: int) -> None:
    """Shapes of the coupling's parameters; and one call on shapes alone, so that a function which does not fit is named
    here and not deep inside JAX."""
    coupling = projection.coupling
    for name, value in coupling.params.items():
        at_source = coupling.send is not None and name in inspect.signature(coupling.send).parameters
        n, where = (n_source, "source") if at_source else (n_target, "target")
        if np.shape(value) not in ((), (n,)):
            raise ValueError(
                f"{projection}: coupling parameter {name} must be a number or one for each of the {n} {where} "
                f"{_nodes(projection, where)}, got shape {np.shape(value)}"
            )
    sources = tuple(jax.ShapeDtypeStruct((n_source,), float) for _ in projection.source)
    local = jax.ShapeDtypeStruct((n_target,), float)
    weights = projection.weights
    pooled = projection.source_regions is not None or projection.target_regions is not None
    if pooled or isinstance(weights, Sparse):  # shapes are all that matters here, and a dense product has the same
        weights, coupling = jax.ShapeDtypeStruct((n_target, n_source), float), replace(coupling, prepare=None)
    try:
        arrives = jax.eval_shape(coupling, weights, sources, local)
    except (TypeError, ValueError) as error:
        raise TypeError(
            f"{projection}: the coupling cannot be called with {len(sources)} source state(s) "
            f"({', '.join(projection.source)}) and the parameters {', '.join(coupling.params) or 'none'}: {error}"
        ) from error
    if getattr(arrives, "shape", None) not in ((), (n_target,)):
        raise ValueError(
            f"{projection}: the coupling must give one value per target region, ({n_target},), got {arrives}"
        )


def _nodes(projection: Projection, where: str) -> str:
    regions = getattr(projection, f"{where}_regions")
    return "regions" if regions is None else f"nodes (one per region is value[{where}_regions])"


def refuse_driven(projection: Projection | str, model: Model, quantity: str, cannot: str) -> None:
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


def _everywhere(delay: Any, weights: Any) -> Any:
    """A delay that is the same everywhere, for each of the connections."""
    delay = delay.toarray() if is_scipy_sparse(delay) else delay
    delay = to_array(delay, ms, "delay")
    shape = weights.data.shape if isinstance(weights, Sparse) else weights.shape
    return repeated(delay, shape) if np.ndim(delay) == 0 else delay


def repeated(value: Any, shape: tuple[int, ...]) -> Any:
    """An array of one number, or as it is; plain numbers stay outside JAX, for delays must be known inside ``jit``."""
    return jnp.broadcast_to(value, shape) if is_traced(value) else np.array(np.broadcast_to(value, shape), float)


def _tracts(lengths: Any, speed: Any, weights: Any, what: str = "lengths") -> tuple[Any, Any]:
    """Lengths and speed of the connections, checked; beside sparse weights one for each of their entries."""
    if lengths is None:
        raise ValueError("speed is given but there are no tract lengths; pass lengths= or a connectome that has them")
    shape = weights.shape
    if isinstance(weights, Sparse):
        if getattr(lengths, "shape", None) not in (shape, weights.data.shape):
            raise ValueError(
                f"{what} must have the shape of weights {shape}, or one for each of the {len(weights.data)} entries, "
                f"got {getattr(lengths, 'shape', lengths)}"
            )
        lengths = lengths if lengths.shape == weights.data.shape else sampled(lengths, weights.pattern)
        lengths, shape = to_array(lengths, mm, what), weights.data.shape
    else:
        lengths = lengths.toarray() if is_scipy_sparse(lengths) else lengths
        lengths = _matrix(lengths, mm, what, repeated=len(shape) < 2)
    speed = to_array(speed, mm_per_ms, "speed")
    if np.shape(speed) not in ((), shape):
        raise ValueError(f"speed must be a number or have the shape of weights {shape}, got {np.shape(speed)}")
    if not is_traced(speed):
        check_speed(speed)
    # Beside one weight for every region, whose number is not known yet, there may be as many lengths.
    if lengths.shape != shape and not (len(shape) < 2 and () in (shape, lengths.shape)):
        raise ValueError(f"{what} must have the shape of weights {shape}, got {lengths.shape}")
    if not is_traced(lengths):
        require_finite(what, np.asarray(lengths))
        if (np.asarray(lengths) < 0).any():
            kind = "a delay is 0 or more, in ms" if what == "delay" else "a tract length is 0 or more, in mm"
            raise ValueError(f"{what}{where_first(np.asarray(lengths) < 0)} is negative; {kind}")
    return lengths, speed


def _bounds(least: Any, most: Any) -> tuple[float | None, float | None]:
    """The declared bounds of delays, ms."""
    least, most = (
        None if given is None else to_float(given, ms, name)
        for name, given in (("min_delay", least), ("max_delay", most))
    )
    for name, value in (("min_delay", least), ("max_delay", most)):
        if value is not None and value <= 0:
            raise ValueError(f"{name} must be positive, got {value:g} ms")
    if least is not None and most is not None and least > most:
        raise ValueError(f"min_delay must not be above max_delay, got {least:g} and {most:g} ms")
    return least, most


def _matrix(value: Any, unit: Any, name: str, *, repeated: bool = False) -> Any:
    """A matrix, or where it is ``repeated`` in every region a number or one for each."""
    array = to_array(value, unit, name)
    if np.ndim(array) != 2 and not (repeated and np.ndim(array) < 2):
        raise ValueError(f"{name} must be a matrix (n_target, n_source), got shape {np.shape(array)}")
    if is_traced(array):
        return array
    require_finite(name, np.asarray(array))
    # Not a JAX array: inside jit that would be traced, and delays that are known would be unknown. A copy, so that the
    # network does not change with the user's array; and JAX keeps what it once made of an array that it met inside a
    # trace, in the precision of that trace, for whoever passes the same array again.
    return np.array(array, float)
