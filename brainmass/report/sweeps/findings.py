"""What there is to say of a sweep: its measures with their best points, what they are compared with, what failed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from brainmass.errors import require_finite, unknown
from brainmass.io.attributes import decoded
from brainmass.report.words import listed, number, with_unit
from brainmass.swept import (
    LARGER,
    RESERVED,
    SEED,
    SMALLER,
    Best,
    Means,
    Parameter,
    axes,
    best,
    better,
    means,
    measures,
    parameters,
)


class Measured(NamedTuple):
    """One measure, over all points of the sweep."""

    name: str
    about: str
    """What it says of itself."""
    unit: str
    better: str | None
    means: Means
    """Means over the seeds."""
    best: Best | None
    baselines: Mapping[str, float]
    empirical: float | None

    @property
    def title(self) -> str:
        """What its best point has, as a column or a tile has it: ``largest r``."""
        if self.best is not None and not self.best.at:
            return f"mean {self.name}"
        wanted = {LARGER: f"largest {self.name}", SMALLER: f"smallest {self.name}"}
        return wanted.get(str(self.better), f"{self.name} nearest to the empirical value")

    def said(self, value: float, spread: float = np.nan) -> str:
        """A value of it, with its standard deviation where there is one, and its unit."""
        text = number(value) + (f" ± {number(spread, 2)}" if np.isfinite(spread) else "")
        return with_unit(text, self.unit)


class Sweep(NamedTuple):
    """What there is to report of a sweep."""

    dataset: Any
    attributes: Mapping[str, Any]
    parameters: Mapping[str, Parameter]
    measures: tuple[Measured, ...]
    done: int
    diverged: int

    @property
    def runs(self) -> int:
        """How many runs there are, or will be."""
        return int(self.dataset["done"].size)

    @property
    def seeds(self) -> int:
        """How many seeds each point has; 0 where seeds were not swept."""
        return int(self.dataset.sizes[SEED]) if SEED in axes(self.dataset) else 0

    @property
    def points(self) -> int:
        """How many points there are, seeds apart."""
        return self.runs // max(1, self.seeds)

    @property
    def changed(self) -> list[Parameter]:
        """The parameters, without the seed."""
        return [p for p in self.parameters.values() if p.name != SEED]

    @property
    def arrays(self) -> list[str]:
        """What is kept of every run besides."""
        scalars = [each.name for each in self.measures]
        return [str(name) for name in self.dataset.data_vars if name not in (*scalars, *RESERVED)]

    def at(self, values: Mapping[str, Any], before: str = "") -> str:
        """Values of parameters in words, ``coupling.k = 0.1, speed = 6 mm/ms``, with what stands before them if any."""
        words = [f"{name} = {value_of(self.parameters[name], value)}" for name, value in values.items()]
        return before * bool(words) + ", ".join(words)


def value_of(parameter: Parameter, value: Any) -> str:
    """One value of a parameter, with its unit; a label as it is."""
    return str(value) if parameter.labelled else with_unit(number(value), parameter.unit)


def span(parameter: Parameter, values: np.ndarray) -> str:
    """Some values of a parameter in words, by how many they are."""
    if parameter.labelled:
        names = list(dict.fromkeys(map(str, values)))
        return listed([*names[:3], f"{len(names) - 3} more"] if len(names) > 4 else names)
    values = np.unique(values)
    few = len(values) <= 3
    text = listed([number(value) for value in values]) if few else f"{number(values[0])} to {number(values[-1])}"
    return with_unit(text, parameter.unit)


def find(
    result: Any, baselines: Mapping[str, Mapping[str, float]] | None, empirical: Mapping[str, float] | None
) -> Sweep:
    """Read a sweep, and check what its measures are to be compared with."""
    dataset = _read(result)
    if not axes(dataset):
        raise ValueError("result has no axis: nothing was swept, or one point was selected")
    names = measures(dataset)
    if not names:
        raise ValueError("result has no measure that is one number for every run, so there is nothing to report")
    baselines, empirical = _compared(names, baselines, "baselines"), _compared(names, empirical, "empirical")
    found = [_measured(dataset, name, baselines.get(name, {}), empirical.get(name)) for name in names]
    # What is compared with something is what was wanted of this sweep.
    found.sort(key=lambda each: (not each.baselines, each.empirical is None, each.best is None))
    diverged = np.isfinite(dataset["diverged_at"].values) & dataset["done"].values if "diverged_at" in dataset else 0
    attributes = {name: value for name, value in decoded(dataset.attrs).items() if name != "plan"}  # of a store: long
    done = int(dataset["done"].values.sum())
    return Sweep(dataset, attributes, parameters(dataset), tuple(found), done, int(np.sum(diverged)))


def _read(result: Any) -> Any:
    if isinstance(result, str | Path):
        from brainmass import io

        result = io.load_result(result)
    if not hasattr(result, "data_vars"):
        raise TypeError(f"result must be the xarray.Dataset of a sweep, or its path, got {result!r}")
    return result


def _compared(names: list[str], given: Mapping[str, Any] | None, what: str) -> dict[str, Any]:
    if given is not None and not isinstance(given, Mapping):
        raise TypeError(f"{what} must be a mapping by measure, such as {{{names[0]!r}: ...}}, got {given!r}")
    for name, value in (given or {}).items():
        if name not in names:
            raise KeyError(f"{what}: {unknown('measure', name, names)}")
        if what == "baselines" and not isinstance(value, Mapping):
            raise TypeError(f"baselines['{name}'] must be a mapping of name to value, got {value!r}")
        for inner, one in value.items() if isinstance(value, Mapping) else [("", value)]:
            label = f"{what}['{name}']" + (f"['{inner}']" if inner else "")
            require_finite(label, np.asarray(one, float))
    return dict(given or {})


def _measured(dataset: Any, name: str, baselines: Mapping[str, float], empirical: float | None) -> Measured:
    told = dataset[name].attrs
    dims = [dim for dim in axes(dataset) if dim != SEED]
    return Measured(
        name,
        str(told.get("long_name", "")),
        str(told.get("units", "1")),
        better(dataset, name),
        means(dataset, name, dims),
        best(dataset, name, empirical),
        {str(label): float(value) for label, value in baselines.items()},
        None if empirical is None else float(empirical),
    )
