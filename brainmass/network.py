"""A network is populations and projections. One population on one connectome is the short form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.connectome import Connectome
from brainmass.coupling import Coupling, additive
from brainmass.delays import check_speed
from brainmass.errors import require_finite, unknown
from brainmass.noise import Noise
from brainmass.population import Leaves, Population
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
        The longest delay, ms; needed only when speed or lengths are traced (inside ``jit``, ``grad`` or ``vmap``).

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
        self.target, self.local = target, local
        if isinstance(weights, Connectome):
            lengths = weights.lengths if lengths is None else lengths
            weights = weights.weights
        self.coupling = additive() if coupling is None else coupling
        if not isinstance(self.coupling, Coupling):
            raise TypeError(f"coupling must be a Coupling such as diffusive(k=0.1), got {coupling!r}")
        self.weights = _matrix(weights, one, "weights")
        if speed is not None and lengths is None:
            raise ValueError(
                "speed is given but there are no tract lengths; pass lengths= or a connectome that has them"
            )
        self.speed = None if speed is None else to_array(speed, mm_per_ms, "speed")
        if self.speed is not None and not is_traced(self.speed):
            check_speed(self.speed)
        self.lengths = None if speed is None else _matrix(lengths, mm, "lengths")
        if self.lengths is not None and self.lengths.shape != self.weights.shape:
            raise ValueError(f"lengths must have the shape of weights {self.weights.shape}, got {self.lengths.shape}")
        if self.lengths is not None and not is_traced(self.lengths) and (np.asarray(self.lengths) < 0).any():
            i, j = np.argwhere(np.asarray(self.lengths) < 0)[0]
            raise ValueError(f"lengths[{i}, {j}] is negative; a tract length is 0 or more, in mm")
        self.max_delay = None if max_delay is None else to_float(max_delay, ms, "max_delay")

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


@jax.tree_util.register_pytree_with_keys_class
class Network:
    """A network of neural masses, frozen; every number in it is a leaf that can be swept, fitted or differentiated.

    The short form is one population on one connectome::

        Network(hopf, sc, coupling=diffusive(k=0.2), source="x", target="x_inp", speed=6.0,
                params={"a": a_per_region}, noise={"x": white(0.01)})

    and the general form is ``Network(populations={...}, projections=[...])``.

    Parameters
    ----------
    model : Model, optional
        The model of every region (short form).
    connectome : Connectome, array of shape (N, N), or int, optional
        Weights to i from j; an int stands for that many uncoupled regions (short form).
    coupling : Coupling, optional
        Needed with ``source`` and ``target`` for the regions to be coupled (short form).
    source : str or tuple of str
        State (or states) sent (short form).
    target : str
        Drive that receives (short form).
    speed : float or quantity, optional
        Conduction speed, mm/ms; without it there are no delays (short form).
    params, noise, initial, inputs : dict, optional
        As for :class:`Population` (short form).
    populations : mapping of str to Population
        By name (general form).
    projections : sequence of Projection
        Between any states and any drives (general form).

    Raises
    ------
    KeyError, ValueError, TypeError
        For unknown names, shapes that do not fit and values outside their domain, when the network is built.

    Examples
    --------
    >>> from brainmass.models import hopf
    >>> from brainmass.coupling import diffusive
    >>> Network(hopf, np.ones((4, 4)), coupling=diffusive(k=0.2), source="x", target="x_inp")
    <Network hopf: 4 hopf; hopf.x -> hopf.x_inp>
    """

    def __init__(
        self,
        model: Model | None = None,
        connectome: Any = None,
        *,
        coupling: Coupling | None = None,
        source: Names | None = None,
        target: str | None = None,
        speed: Any = None,
        lengths: Any = None,
        max_delay: Any = None,
        params: Leaves | None = None,
        noise: Mapping[str, Noise] | None = None,
        initial: Leaves | None = None,
        inputs: Leaves | None = None,
        populations: Mapping[str, Population] | None = None,
        projections: Sequence[Projection] = (),
    ) -> None:
        if populations is None:
            if not isinstance(model, Model):
                raise TypeError(f"model must be a Model such as brainmass.models.hopf, got {model!r}")
            if connectome is None:
                raise TypeError("a network needs a connectome, a weights matrix, or a number of uncoupled regions")
            n, labels = _regions(connectome)
            populations = {
                model.name: Population(
                    model, n, params=params, noise=noise, initial=initial, inputs=inputs, labels=labels
                )
            }
            projections = _short_projection(
                model.name, connectome, coupling, source, target, speed=speed, lengths=lengths, max_delay=max_delay
            )
        elif model is not None or connectome is not None or coupling is not None:
            raise TypeError("give either a model with a connectome, or populations= with projections=, not both")
        self.populations: dict[str, Population] = dict(populations)
        if not self.populations:
            raise ValueError("a network needs at least one population")
        for name, population in self.populations.items():
            if not isinstance(population, Population) or not name.isidentifier():
                raise TypeError(f"populations['{name}'] must be a Population under a name that is an identifier")
        self.projections: tuple[Projection, ...] = tuple(self._resolved(projection) for projection in projections)

    def find(self, name: str) -> tuple[str, str]:
        """Population and quantity of ``"population.quantity"``; with one population its name may be left out.

        Raises
        ------
        KeyError
            If there is no such population, or the name of the population is missing and there are several.
        """
        population, dot, quantity = name.rpartition(".")
        if not dot and len(self.populations) == 1:
            return next(iter(self.populations)), name
        if not dot:
            raise KeyError(
                f"'{name}' needs the name of its population in front, such as '{next(iter(self.populations))}.{name}'"
            )
        if population not in self.populations:
            raise KeyError(unknown("population", population, self.populations))
        return population, quantity

    def observable(self, name: str) -> tuple[str, str]:
        """Population and state or output that ``name`` stands for, checked."""
        population, quantity = self.find(name)
        model = self.populations[population].model
        if quantity not in model.states and quantity not in model.outputs:
            raise KeyError(f"{population}: {unknown('state or output', quantity, [*model.states, *model.outputs])}")
        return population, quantity

    def _resolved(self, projection: Projection) -> Projection:
        """The projection with full names, after every name and shape in it has been checked."""
        sources = [self.observable(name) for name in projection.source]
        populations = {population for population, _ in sources}
        if len(populations) > 1:
            raise ValueError(
                f"{projection}: all sources must lie in one population, got {', '.join(sorted(populations))}"
            )
        source = self.populations[sources[0][0]]
        for _, quantity in sources:
            if quantity in source.model.outputs and _depends_on_drives(source.model, quantity):
                raise ValueError(
                    f"{projection}: the output '{quantity}' depends on the drives of {source.model.name}, so it cannot "
                    f"be sent within the same instant; send a state ({', '.join(source.model.states)})"
                )
        population, drive = self.find(projection.target)
        target = self.populations[population]
        if drive not in target.model.drives:
            raise KeyError(f"{projection}: {unknown(f'drive of {target.model.name}', drive, target.model.drives)}")
        if projection.weights.shape != (target.n, source.n):
            raise ValueError(
                f"{projection}: weights must have shape (targets, sources) = ({target.n}, {source.n}), "
                f"got {tuple(projection.weights.shape)}"
            )
        projection = copy(projection)
        projection.source = tuple(f"{p}.{q}" for p, q in sources)
        projection.target = f"{population}.{drive}"
        if projection.coupling.uses_local:
            local = projection.local or sources[0][1]
            if local not in target.model.states and local not in target.model.outputs:
                raise KeyError(
                    f"{projection}: this coupling compares with a state of the target; say which with local=; "
                    f"{unknown(f'state of {target.model.name}', local, target.model.states)}"
                )
            projection.local = local
        for name, value in projection.coupling.params.items():
            if np.ndim(value) > 1 or (np.ndim(value) == 1 and np.shape(value)[0] != target.n):
                raise ValueError(
                    f"{projection}: coupling parameter {name} must be a number or have shape ({target.n},), "
                    f"got shape {np.shape(value)}"
                )
        return projection

    def tree_flatten_with_keys(self):
        """Leaves for JAX: those of every population and projection."""
        key = jax.tree_util.GetAttrKey
        return [(key("populations"), self.populations), (key("projections"), self.projections)], None

    @classmethod
    def tree_unflatten(cls, static, leaves) -> Network:
        """Rebuild without checks."""
        self = object.__new__(cls)
        self.populations, self.projections = leaves
        return self

    def __repr__(self) -> str:
        populations = ", ".join(f"{name}: {p.n} {p.model.name}" for name, p in self.populations.items())
        arrows = ", ".join(f"{' '.join(p.source)} -> {p.target}" for p in self.projections)
        return f"<Network {populations}{'; ' + arrows if arrows else ''}>"


def _regions(connectome: Any) -> tuple[int, tuple[str, ...] | None]:
    if isinstance(connectome, Connectome):
        return connectome.n, connectome.labels
    if isinstance(connectome, int | np.integer) and not isinstance(connectome, bool):
        return int(connectome), None
    shape = np.shape(connectome)
    if len(shape) != 2 or shape[0] != shape[1]:
        raise ValueError(f"weights must be a square matrix (regions x regions), got shape {shape}")
    return shape[0], None


def _short_projection(
    name: str, connectome: Any, coupling: Any, source: Any, target: Any, **tracts: Any
) -> list[Projection]:
    """The one projection of the short form, or none."""
    if coupling is None:
        for option, value in {"source": source, "target": target, **tracts}.items():
            if value is not None:
                raise TypeError(f"{option} is given but there is no coupling; pass coupling=, such as diffusive(k=0.1)")
        return []
    if isinstance(connectome, int | np.integer):
        raise TypeError(f"a coupling needs a connectome or weights; {connectome} regions alone are uncoupled")
    if source is None or target is None:
        raise TypeError("a coupling needs source= (a state) and target= (a drive)")
    sources = (source,) if isinstance(source, str) else tuple(source)
    return [
        Projection(
            tuple(x if "." in x else f"{name}.{x}" for x in sources),
            target if "." in target else f"{name}.{target}",
            connectome,
            coupling=coupling,
            **tracts,
        )
    ]


def _matrix(value: Any, unit: Any, name: str) -> Any:
    array = to_array(value, unit, name)
    if np.ndim(array) != 2:
        raise ValueError(f"{name} must be a matrix (n_target, n_source), got shape {np.shape(array)}")
    if is_traced(array):
        return array
    require_finite(name, np.asarray(array))
    return jnp.asarray(array, float)


def _depends_on_drives(model: Model, output: str) -> bool:
    """Whether an output would change with a drive, by its trace."""
    names = (*model.states, *model.params, *model.drives)

    def value(*values: Any) -> Any:
        return model.function(**dict(zip(names, values, strict=True)))[output]

    jaxpr = jax.make_jaxpr(value)(*(jax.ShapeDtypeStruct((), jnp.float32) for _ in names)).jaxpr
    reached = {id(v) for v in jaxpr.invars[len(model.states) + len(model.params) :]}
    for equation in jaxpr.eqns:
        if any(id(v) in reached for v in equation.invars):
            reached.update(id(v) for v in equation.outvars)
    return any(id(v) in reached for v in jaxpr.outvars)
