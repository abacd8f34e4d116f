"""What the result of a sweep looks like before anything is in it: variables over the axes, labelled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from brainmass.measures import about_of, better_of, unit_of
from brainmass.result import Run
from brainmass.sweeps.blocks import Blocks
from brainmass.sweeps.space import Space
from brainmass.sweeps.work import Block
from brainmass.swept import SEED

if TYPE_CHECKING:
    import xarray

_TOLD = {
    "noise_seed": {"long_name": "seed of initial states and noise"},
    "diverged_at": {"units": "ms", "long_name": "time at which the run left the finite numbers"},
    "diverged_in": {"long_name": "where the run left the finite numbers"},
    "done": {"long_name": "whether the point has been simulated"},
}


class Variable(NamedTuple):
    """One variable of the result, but for the dimensions of the sweep that all have."""

    dims: tuple[str, ...]
    shape: tuple[int, ...]
    dtype: Any
    fill: Any
    attributes: dict[str, Any]


@dataclass(frozen=True)
class Layout:
    """Dimensions, coordinates, variables and attributes of a result."""

    dims: tuple[str, ...]
    shape: tuple[int, ...]
    coordinates: dict[str, tuple[Any, Any, dict[str, Any]]]
    variables: dict[str, Variable]
    attributes: dict[str, Any]

    def arrays(self) -> dict[str, np.ndarray]:
        """Room for everything."""
        return {name: np.full((*self.shape, *v.shape), v.fill, v.dtype) for name, v in self.variables.items()}

    def dataset(self, arrays: Mapping[str, np.ndarray]) -> xarray.Dataset:
        """The result, labelled."""
        import xarray

        variables = {
            name: ((*self.dims, *v.dims), _plain(arrays[name]), v.attributes) for name, v in self.variables.items()
        }
        return xarray.Dataset(variables, self.coordinates, self.attributes)


def put(arrays: Mapping[str, Any], blocks: Blocks, number: int, block: Block) -> None:
    """Put what a block gave in its place."""
    part = blocks.part(number)
    for name, values in block.items():
        arrays[name][part] = values
    arrays["done"][part] = True


def layout(
    space: Space, blank: Run, shapes: Mapping[str, Any], measures: Mapping[str, Callable[..., Any]], noise: str
) -> Layout:
    """The result of a sweep, empty; ``blank`` is the run of any of its points, ``shapes`` what is read of each."""
    inner = _Inner(blank)
    variables = {}
    for name, like in shapes.items():
        described = _about(measures[name], blank) if name in measures else {"units": inner.units[name]}
        dims = inner.of_measure(name, like.shape) if name in measures else inner.of_observer(name, like.shape)
        variables[name] = Variable(dims, like.shape, like.dtype, np.nan, described)
    variables |= {
        "noise_seed": Variable((), (), np.int64, -1, _TOLD["noise_seed"]),
        "diverged_at": Variable((), (), np.float64, np.nan, _TOLD["diverged_at"]),
        "diverged_in": Variable((), (), object, "", _TOLD["diverged_in"]),
        "done": Variable((), (), bool, False, _TOLD["done"]),
    }
    coordinates = {**_axes(space), **inner.coordinates}
    attributes = {name: value for name, value in blank.attributes.items() if name != "seed"}
    dims = tuple(d.name for d in space.dimensions)
    return Layout(dims, space.shape, coordinates, variables, {**attributes, "noise": noise})


def _axes(space: Space) -> dict[str, tuple[Any, Any, dict[str, Any]]]:
    """The values of every parameter along its dimension."""
    found = {}
    for dimension in space.dimensions:
        for name, values in dimension.values.items():
            numbers = values.numbers if values.labels is None else np.array(values.labels, dtype=str)
            attributes = {"scale": values.scale} if name == SEED else {"units": values.unit, "scale": values.scale}
            found[name] = (dimension.name, numbers, attributes)
    return found


def _about(measure: Any, run: Run) -> dict[str, Any]:
    """What a measure says of itself, as attributes."""
    told = {"units": unit_of(measure, run), "long_name": about_of(measure), "better": better_of(measure)}
    return {key: value for key, value in told.items() if value is not None}


class _Inner:
    """Dimensions of what is an array for every run: times and regions of observers."""

    def __init__(self, run: Run) -> None:
        self.matrices, self.units, self.labels = run.matrices, run.units, run.labels
        self.times = {name: tuple(times) for name, times in run.t.items()}
        self.coordinates: dict[str, tuple[Any, Any, dict[str, Any]]] = {}
        self._names: dict[tuple[str, Any], str] = {}

    def of_observer(self, name: str, shape: tuple[int, ...]) -> tuple[str, ...]:
        region = self._dimension("region", tuple(self.labels[name]), name, {})
        if name in self.matrices:
            return region, self._source(region)
        time = self._dimension("time", self.times[name], name, {"units": "ms"})
        return time, region, *(f"{name}_{axis}" for axis in range(2, len(shape)))

    def of_measure(self, name: str, shape: tuple[int, ...]) -> tuple[str, ...]:
        """Regions, or from region to region, where there are as many values; else dimensions without coordinates."""
        known = set(self.labels.values())
        if len(known) == 1 and shape in ((n := len(next(iter(known))),), (n, n)):
            region = self._dimension("region", next(iter(known)), name, {})
            return (region, self._source(region))[: len(shape)]
        return tuple(f"{name}_{axis}" for axis in range(len(shape)))

    def _source(self, region: str) -> str:
        """The same regions where something comes from."""
        source = region.replace("region", "region_source")
        self.coordinates[source] = (source, *self.coordinates[region][1:])
        return source

    def _dimension(self, kind: str, values: tuple[Any, ...], name: str, attributes: dict[str, Any]) -> str:
        """The dimension with these values: the plain name for the first, one with the observer's name for others."""
        if (kind, values) not in self._names:
            free = kind if not any(known == kind for known, _ in self._names) else f"{kind}_{name}"
            self._names[kind, values] = free
            self.coordinates[free] = (free, np.array(values), attributes)
        return self._names[kind, values]


def _plain(values: np.ndarray) -> np.ndarray:
    return values.astype(str) if values.dtype == object else values
