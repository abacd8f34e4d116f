"""A network is populations and projections. One population on one connectome is the short form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import jax
import numpy as np

from brainmass.connectome import Connectome
from brainmass.coupling import Coupling
from brainmass.errors import unknown
from brainmass.noise import Noise
from brainmass.placing import placed
from brainmass.plasticity import Rule
from brainmass.pooling import expected_shape
from brainmass.population import Leaves, Population
from brainmass.projection import Names, Projection, check_coupling, own_projections, refuse_driven
from brainmass.spec import Model
from brainmass.stimulus import Stimulus

__all__ = ["Network", "Population", "Projection"]


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
    connectome : Connectome, array or scipy.sparse matrix of shape (N, N), or int, optional
        Weights to i from j; an int stands for that many uncoupled regions (short form).
    coupling : Coupling, optional
        Needed with ``source`` and ``target`` for the regions to be coupled (short form).
    source : str or tuple of str
        State (or states) sent (short form).
    target : str
        Drive that receives (short form).
    speed : float or quantity, optional
        Conduction speed, mm/ms; without it there are no delays (short form).
    lengths, min_delay, max_delay, interpolate : optional
        As for :class:`Projection` (short form).
    params, noise, initial, inputs, delays, stimuli, plasticity : dict, optional
        As for :class:`Population` (short form).
    populations : mapping of str to Population
        By name (general form).
    projections : sequence of Projection
        Between any states and any drives (general form).

    Attributes
    ----------
    populations : dict of str to Population
    projections : tuple of Projection
        Those that were given; then, with ``own`` true, those of drives that receive a state of their own region.

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
        min_delay: Any = None,
        max_delay: Any = None,
        interpolate: bool | None = None,
        params: Leaves | None = None,
        noise: Mapping[str, Noise] | None = None,
        initial: Leaves | None = None,
        inputs: Leaves | None = None,
        delays: Leaves | None = None,
        stimuli: Mapping[str, Stimulus] | None = None,
        plasticity: Mapping[str, Rule] | None = None,
        populations: Mapping[str, Population] | None = None,
        projections: Sequence[Projection] = (),
    ) -> None:
        if populations is None:
            if projections:
                raise TypeError(
                    "projections= belong to populations=; in the short form the coupling makes the projection"
                )
            if not isinstance(model, Model):
                raise TypeError(f"model must be a Model such as brainmass.models.hopf, got {model!r}")
            if connectome is None:
                raise TypeError("a network needs a connectome, a weights matrix, or a number of uncoupled regions")
            n, labels = _regions(connectome)
            about = {
                "params": params, "noise": noise, "initial": initial, "inputs": inputs, "delays": delays,
                "stimuli": stimuli, "plasticity": plasticity,
            }  # fmt: skip
            populations = {model.name: Population(model, n, labels=labels, **about)}
            tracts = {"speed": speed, "lengths": lengths, "min_delay": min_delay, "max_delay": max_delay}
            projections = _short_projection(
                model.name, connectome, coupling, source, target, **tracts, interpolate=interpolate
            )
        else:
            short = {
                "model": model, "connectome": connectome, "coupling": coupling, "source": source, "target": target,
                "speed": speed, "lengths": lengths, "min_delay": min_delay, "max_delay": max_delay,
                "interpolate": interpolate, "params": params, "noise": noise, "initial": initial, "inputs": inputs,
                "delays": delays, "stimuli": stimuli, "plasticity": plasticity,
            }  # fmt: skip
            _refuse_both([name for name, value in short.items() if value is not None])
        self.populations: dict[str, Population] = _checked_populations(populations)
        given = [self._resolved(projection) for projection in projections]
        own = own_projections(self.populations, given)
        self.projections: tuple[Projection, ...] = (*given, *map(self._resolved, own))

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
        """Population and state or output that ``name`` stands for, checked: what a projection may send."""
        population, quantity = self.find(name)
        model = self.populations[population].model
        if quantity not in model.states and quantity not in model.outputs:
            raise KeyError(f"{population}: {unknown('state or output', quantity, [*model.states, *model.outputs])}")
        return population, quantity

    def followed(self, name: str) -> tuple[str, str]:
        """Population and state, output, drive or learning parameter that ``name`` stands for, checked: what an observer
        may follow."""
        population, quantity = self.find(name)
        model = self.populations[population].model
        known = [*model.states, *model.outputs, *model.drives, *self.populations[population].plasticity]
        if quantity not in known:
            raise KeyError(f"{population}: {unknown('state, output or drive', quantity, known)}")
        return population, quantity

    def _resolved(self, projection: Projection) -> Projection:
        """The projection with full names, after every name and shape in it has been checked."""
        if not isinstance(projection, Projection):
            raise TypeError(f"projections must hold Projection(source, target, weights, ...), got {projection!r}")
        sources = [self.observable(name) for name in projection.source]
        populations = {population for population, _ in sources}
        if len(populations) > 1:
            raise ValueError(
                f"{projection}: all sources must lie in one population, got {', '.join(sorted(populations))}"
            )
        source = self.populations[sources[0][0]]
        for _, quantity in sources:
            refuse_driven(projection, source.model, quantity, "be sent within the same instant; send")
        population, drive = self.find(projection.target)
        target = self.populations[population]
        if drive not in target.model.drives:
            raise KeyError(f"{projection}: {unknown(f'drive of {target.model.name}', drive, target.model.drives)}")
        projection = placed(projection, source, target)
        shape = expected_shape(projection, target.n, source.n)
        if projection.weights.shape != shape:
            raise ValueError(
                f"{projection}: weights must have shape (targets, sources) = {shape}, "
                f"got {tuple(projection.weights.shape)}"
            )
        projection.source = tuple(f"{p}.{q}" for p, q in sources)
        projection.target = f"{population}.{drive}"
        if projection.coupling.uses_local:
            local = projection.local or sources[0][1]
            if local not in target.model.states and local not in target.model.outputs:
                raise KeyError(
                    f"{projection}: this coupling compares with a state of the target; say which with local=; "
                    f"{unknown(f'state of {target.model.name}', local, target.model.states)}"
                )
            refuse_driven(projection, target.model, local, "be compared with within the same instant; compare with")
            projection.local = local
        check_coupling(projection, source.n, target.n)
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
    shape = tuple(getattr(connectome, "shape", None) or np.shape(connectome))
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


def _checked_populations(populations: Any) -> dict[str, Population]:
    if not isinstance(populations, Mapping) or not populations:
        raise ValueError(f"populations must be a dict of at least one Population, by name; got {populations!r}")
    for name, population in populations.items():
        if not isinstance(population, Population) or not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"populations['{name}'] must be a Population under a name that is an identifier")
    return dict(populations)


def _refuse_both(short: list[str]) -> None:
    """What belongs to the short form has no meaning beside populations, and would be ignored."""
    if short:
        raise TypeError(
            f"{', '.join(short)} cannot be given together with populations=: give either a model with a connectome, or "
            "populations (each with its params, noise, initial, inputs, delays, stimuli and plasticity) and projections"
        )
