"""What a report is made from, in one form: a run, or the dataset that was saved of one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from brainmass.errors import require_finite
from brainmass.io.attributes import decoded
from brainmass.labels import numbered
from brainmass.models import catalogue
from brainmass.report.words import at_bottom
from brainmass.result import Run
from brainmass.sparse import Sparse

BOLD = ("Bold", "Convolved")
"""The kinds of observers that give BOLD."""


class Series(NamedTuple):
    """The samples of one observer."""

    name: str
    values: np.ndarray
    """(time, region)"""
    times: np.ndarray
    """ms, (time,)"""
    labels: tuple[str, ...]
    unit: str
    observer: Mapping[str, Any] = {}
    """What sampled it, as the run describes it; empty where it was not recorded."""

    @property
    def kind(self) -> str:
        """The kind of observer, ``"Bold"`` among others."""
        return str(self.observer.get("kind", ""))

    @property
    def bold(self) -> bool:
        """Whether it is BOLD of regions, by the balloon model or by convolution."""
        return self.kind in BOLD

    @property
    def combined(self) -> bool:
        """Whether it is of sums over regions: means, or what sensors see."""
        return self.kind == "Linear"

    @property
    def interval(self) -> float:
        """Time between samples, ms."""
        return float(np.median(np.diff(self.times)))

    @property
    def length(self) -> float:
        """Recorded time, ms: every sample closes one interval."""
        return len(self.times) * self.interval


class Matrix(NamedTuple):
    """The FC that a run took of samples which it did not keep."""

    name: str
    values: np.ndarray
    """(region, region); NaN where a region never changed."""
    labels: tuple[str, ...]
    samples: int
    length: float
    """Recorded time, ms."""
    of: Mapping[str, Any]
    """The observer whose samples they were."""

    @property
    def kind(self) -> str:
        """The kind of that observer."""
        return str(self.of.get("kind", ""))

    @property
    def bold(self) -> bool:
        """Whether they were BOLD of regions."""
        return self.kind in BOLD

    @property
    def combined(self) -> bool:
        """Whether they were of sums over regions."""
        return self.kind == "Linear"


class Structure(NamedTuple):
    """The connections that were simulated."""

    weights: np.ndarray
    lengths: np.ndarray | None
    labels: tuple[str, ...]
    origin: str
    """Where they come from, in a sentence."""


class Result(NamedTuple):
    """What was observed, what reproduces it, and the connections and the measured FC where they are known."""

    series: tuple[Series, ...]
    attributes: Mapping[str, Any]
    structure: Structure | None
    empirical_fc: np.ndarray | None = None
    matrices: tuple[Matrix, ...] = ()
    run: Run | None = None
    """The run itself, where it is there."""


def read(result: Any) -> Result:
    """A run, an xarray dataset of one, or the path of a saved one.

    Raises
    ------
    TypeError
        If it is none of these.
    ValueError
        If it holds no samples, or some that are not finite.
    """
    if isinstance(result, str | Path):
        from brainmass import io

        result = io.load_result(result)
    if isinstance(result, Run):
        found = _from_run(result)
    elif hasattr(result, "data_vars"):
        found = _from_dataset(result)
    else:
        raise TypeError(f"result must be a Run, an xarray.Dataset or the path of a saved result, got {result!r}")
    series = tuple(one for one in found.series if len(one.times) >= 2)
    if not series and not found.matrices:
        raise ValueError("result holds no series of at least 2 samples, so there is nothing to report")
    for one in series:
        require_finite(f"result['{one.name}']", one.values)
    return found._replace(series=series)


def _from_run(run: Run) -> Result:
    attributes = run.attributes
    series = tuple(
        Series(
            name,
            np.asarray(values, float),
            np.asarray(run.t[name], float),
            run.labels[name],
            run.units[name],
            attributes["observers"][name],
        )
        for name, values in run.data.items()
        if np.ndim(values) == 2 and name not in run.matrices
    )
    matrices = tuple(
        _matrix_of(name, run[name], run.labels[name], attributes, run.t[name][[0, -1]], len(run.t[name]))
        for name in run.matrices
        if np.ndim(run[name]) == 2
    )
    return Result(series, attributes, _structure(run.network), matrices=matrices, run=run)


def _matrix_of(
    name: str, values: Any, labels: tuple[str, ...], attributes: Mapping[str, Any], ends: Any, samples: int
) -> Matrix:
    interval = (float(ends[1]) - float(ends[0])) / (samples - 1)
    of = attributes.get("observers", {}).get(name, {}).get("of", {})
    return Matrix(name, np.asarray(values, float), labels, samples, samples * interval, of)


def _structure(network: Any) -> Structure | None:
    """The connections of a network with one projection within one population; of others there is no one matrix, and
    none is made of sparse ones."""
    given = [projection for projection in network.projections if not projection.own]
    if len(given) != 1:
        return None
    (projection,) = given
    ends = (projection.source_regions, projection.target_regions)
    if projection.source_population != projection.target_population or ends[0] != ends[1]:
        return None
    if isinstance(projection.weights, Sparse):
        return None
    lengths = None if projection.lengths is None else np.asarray(projection.lengths, float)
    labels = network.populations[projection.source_population].labels
    if ends[0] is not None:
        labels = ends[0].labels or numbered(ends[0].count)
    origin = "These are the weights that were simulated, after any normalisation."
    return Structure(np.asarray(projection.weights, float), lengths, labels, origin)


def _from_dataset(dataset: Any) -> Result:
    attributes = decoded(dataset.attrs)
    series = tuple(
        _series(dataset, name, attributes)
        for name, variable in dataset.data_vars.items()
        if variable.ndim == 2 and str(variable.dims[0]).startswith("time")
    )
    matrices = tuple(
        _matrix_of(
            str(name), variable.values, _labels(dataset, variable.dims[0], len(variable)), attributes,
            [variable.attrs["first_ms"], variable.attrs["last_ms"]], int(variable.attrs["samples"]),
        )
        for name, variable in dataset.data_vars.items()
        if {"samples", "first_ms", "last_ms"} <= set(variable.attrs)
    )  # fmt: skip
    weights, lengths, empirical = (_matrix(dataset, name) for name in ("weights", "lengths", "fc_empirical"))
    structure = None
    if weights is not None:
        labels = _labels(dataset, dataset["weights"].dims[0], len(weights))
        structure = Structure(weights, lengths, labels, "These are the weights that were saved with the result.")
    return Result(series, attributes, structure, empirical, matrices)


def _series(dataset: Any, name: Any, attributes: Mapping[str, Any]) -> Series:
    variable = dataset[name]
    time, region = variable.dims
    return Series(
        str(name),
        np.asarray(variable.values, float),
        np.asarray(dataset[time].values, float),
        _labels(dataset, region, variable.shape[1]),
        str(variable.attrs.get("units", "1")),
        attributes.get("observers", {}).get(str(name), {}),
    )


def _matrix(dataset: Any, name: str) -> np.ndarray | None:
    """A matrix between the regions that was saved with the run, if there is one of this name."""
    if name not in dataset or dataset[name].ndim != 2 or len(set(dataset[name].shape)) > 1:
        return None
    return np.asarray(dataset[name].values, float)


def _labels(dataset: Any, dimension: str, n: int) -> tuple[str, ...]:
    labels = dataset[dimension].values if dimension in dataset.coords else range(n)
    return tuple(str(label) for label in labels)


def arrives(series: Series, attributes: Mapping[str, Any]) -> bool:
    """Whether a series is of what arrives at a drive."""
    owner, _, quantity = str(at_bottom(series.observer, "source")).rpartition(".")
    populations = attributes.get("populations", {})
    model = catalogue.get(str(populations.get(owner or next(iter(populations), ""), {}).get("model")))
    return model is not None and quantity in model.drives


def is_mean(observer: Mapping[str, Any]) -> bool:
    """Whether all sums of an observer are means over some regions."""
    try:
        rows = np.atleast_2d(np.asarray(observer["matrix"], float))
    except (KeyError, TypeError, ValueError):
        return False
    counts = np.maximum((rows != 0).sum(axis=1, keepdims=True), 1)
    return bool(np.allclose(rows, (rows != 0) / counts, atol=1e-6))
