"""Parameters that follow a map of the brain: a + b * map, with a and b free to be swept, fitted and differentiated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.errors import require_finite
from brainmass.units import Unit, is_traced, one, to_array

Map = Mapping[str, float] | Any


@partial(jax.tree_util.register_dataclass, data_fields=["map", "a", "b"], meta_fields=[])
@dataclass(frozen=True, eq=False)
class Mapped:
    """A parameter that is ``a + b * map``; made by :func:`mapped`. All three are leaves of a network."""

    map: Any
    """One number for each region, without unit; of several maps a row for each."""
    a: Any
    """In the unit of the parameter; None for the default of the model."""
    b: Any
    """In the unit of the parameter; of several maps one for each."""

    @property
    def value(self) -> Any:
        """The parameter of every region."""
        return self.a + (self.b * self.map if np.ndim(self.map) < 2 else (self.b[:, None] * self.map).sum(axis=0))

    def fitted(self, labels: Sequence[str], unit: Unit, default: float, what: str) -> Mapped:
        """For the regions of one population and a parameter in ``unit``: plain arrays."""
        n = len(labels)
        given = _of_regions(self.map, labels, f"{what}: map") if isinstance(self.map, Mapping) else self.map
        map = to_array(given, one, f"{what}: map")
        a = to_array(default if self.a is None else self.a, unit, f"{what}: a")
        b = to_array(self.b, unit, f"{what}: b")
        if np.ndim(map) not in (1, 2) or np.shape(map)[-1] != n:
            raise ValueError(
                f"{what}: a map has one number for each of the {n} regions, shape ({n},), or several maps (maps, {n}); "
                f"got shape {np.shape(map)}"
            )
        wanted = ((), (n,)) if np.ndim(map) == 1 else (np.shape(map)[:1],)
        if np.shape(a) not in ((), (n,)) or np.shape(b) not in wanted:
            raise ValueError(
                f"{what}: a and b are numbers (b one for each of several maps), got shapes {np.shape(a)} and "
                f"{np.shape(b)}"
            )
        for name, number in (("map", map), ("a", a), ("b", b)):
            if not is_traced(number):
                require_finite(f"{what}: {name}", np.asarray(number))
        return Mapped(map, a, b)


def mapped(map: Map, a: Any = None, b: Any = 1.0) -> Mapped:
    """A parameter that follows a map: ``params={"w_p": mapped(myelin, a=1.4, b=-0.3)}``.

    Parameters
    ----------
    map : array of shape (n,), or dict of label to number
        What is known of every region, such as its myelination or its place in a gradient; a dict may hold other regions
        as well. Of shape (maps, n) for several maps at once.
    a : float or quantity, optional
        The parameter where the map is 0; by default the model's own default.
    b : float or quantity
        How much the parameter changes with the map; of several maps one for each.

    Returns
    -------
    Mapped
        For ``params`` of a population or a network; ``population.values`` has the parameter itself.

    Examples
    --------
    >>> from brainmass.models import hopf
    >>> from brainmass.population import Population
    >>> regions = Population(hopf, ["V1", "M1"], params={"a": mapped({"V1": 0.0, "M1": 1.0}, a=-0.02, b=0.05)})
    >>> print(regions.values["a"].round(3))
    [-0.02  0.03]
    """
    return Mapped(map, a, b)


def unit_scaled(map: Map) -> Map:
    """A map from 0, its smallest value, to 1, its largest.

    Examples
    --------
    >>> unit_scaled({"V1": 1.0, "M1": 3.0})
    {'V1': 0.0, 'M1': 1.0}
    """
    return _as_given(map, lambda x: (x - x.min()) / (x.max() - x.min()))


def z_scored(map: Map) -> Map:
    """A map with mean 0 and standard deviation 1 (of these regions, not of a sample of them).

    Examples
    --------
    >>> z_scored([1.0, 3.0])
    array([-1.,  1.])
    """
    return _as_given(map, lambda x: (x - x.mean()) / x.std())


def _as_given(map: Map, scaled: Any) -> Map:
    values = np.asarray(list(map.values()) if isinstance(map, Mapping) else map, float)
    if values.ndim != 1:
        raise ValueError(f"a map has one number for each region, got shape {values.shape}; scale several one by one")
    require_finite("map", values)
    if values.size < 2 or np.ptp(values) == 0:
        raise ValueError("the map is the same everywhere, so it cannot be scaled")
    result = scaled(values)
    return dict(zip(map, result.tolist(), strict=True)) if isinstance(map, Mapping) else result


def _of_regions(map: Mapping[str, Any], labels: Sequence[str], what: str) -> Any:
    """The numbers of some regions of a map."""
    missing = [label for label in labels if label not in map]
    if missing:
        raise KeyError(f"{what}: there is no number for {', '.join(missing)}; known: {', '.join(map)}")
    numbers = [to_array(map[label], one, f"{what}['{label}']") for label in labels]
    return jnp.stack(numbers) if any(is_traced(x) for x in numbers) else np.array(numbers, float)
