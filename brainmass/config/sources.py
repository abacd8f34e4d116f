"""Where connectomes and weights come from: a data set by name, a file beside the configuration, or a graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from brainmass import datasets, io
from brainmass.config.kinds import GRAPHS, Choice, choice, wrong_names
from brainmass.config.problems import Problem, refuse
from brainmass.errors import unknown

_FORMS = '"NAME" of a data set, "FILE", {graph = "small_world", n = 90}, {dataset = "NAME"} or {file = "FILE"}'


def connectome_of(value: Any, info: Any) -> Choice:
    """A connectome to be loaded: ``make()`` gives a ``Connectome``, or a ``Dataset`` that has one."""
    folder = _folder(info)
    if isinstance(value, str):
        if value in datasets.names():
            return Choice(value, {}, partial(datasets.load, value), "dataset")
        if not _exists(folder / value):
            near = unknown("data set", value, datasets.names())
            refuse(
                [Problem((), value, f"there is no such file beside the configuration ({folder / value}), and {near}")]
            )
        return _file(value, {}, folder)
    keys = [key for key in ("graph", "dataset", "file") if isinstance(value, Mapping) and key in value]
    if len(keys) != 1:
        refuse([Problem((), value, f"must be one of {_FORMS}")])
    rest = {key: inner for key, inner in value.items() if key != keys[0]}
    if keys == ["graph"]:
        return choice(value, GRAPHS, "graph", key="graph")
    if keys == ["file"]:
        return _file(value["file"], rest, folder)
    name = value["dataset"]
    if name not in datasets.names():
        refuse([Problem(("dataset",), name, unknown("data set", name, datasets.names()))])
    function = partial(datasets.load, name)
    refuse(wrong_names(function, rest, "datasets.load"))
    return Choice(name, rest, function, "dataset")


def _file(name: Any, arguments: Mapping[str, Any], folder: Path) -> Choice:
    if not isinstance(name, str) or not _exists(folder / name):
        refuse([Problem(("file",), name, f"there is no such file ({folder / str(name)})")])
    path = folder / name
    function = partial(io.read_connectome, path)
    refuse(wrong_names(function, arguments, "read_connectome"))
    given = dict(arguments)
    for key in ("lengths", "labels"):  # they may be in files of their own, beside the configuration too
        if isinstance(given.get(key), str) and _exists(folder / given[key]):
            given[key] = folder / given[key]
    return Choice(path, given, function, "file")


@dataclass(frozen=True)
class MatrixChoice:
    """Weights or lengths of a projection: one number for all, rows of numbers, or a file with a matrix."""

    value: Any

    def make(self, shape: tuple[int, int]) -> np.ndarray:
        """The matrix; one number fills ``shape``."""
        if isinstance(self.value, Path):
            return _matrix_in(self.value)
        return np.full(shape, float(self.value)) if np.ndim(self.value) == 0 else np.array(self.value, float)

    def plain(self) -> Any:
        """As it would stand in a configuration."""
        return self.value


def matrix_of(value: Any, info: Any) -> MatrixChoice:
    """Weights or lengths as they stand in a configuration."""
    if isinstance(value, str):
        path = _folder(info) / value
        if not _exists(path):
            refuse([Problem((), value, f"there is no such file ({path})")])
        if path.suffix not in _READERS:
            refuse(
                [
                    Problem(
                        (),
                        value,
                        f"must end in {', '.join(_READERS)}; '{path.suffix}' is read only by connectome = ...",
                    )
                ]
            )
        return MatrixChoice(path)
    rows = value if isinstance(value, list) else [[value]]
    numeric = all(
        isinstance(row, list) and all(isinstance(x, int | float) and not isinstance(x, bool) for x in row)
        for row in rows
    )
    if not numeric or not rows or len({len(row) for row in rows}) != 1:
        refuse([Problem((), value, "must be a number, rows of numbers of one length (targets x sources), or a file")])
    return MatrixChoice(value)


_READERS = {
    ".npy": partial(np.load, allow_pickle=False),
    ".txt": np.loadtxt,
    ".csv": partial(np.loadtxt, delimiter=","),
    ".tsv": partial(np.loadtxt, delimiter="\t"),
}


def _matrix_in(path: Path) -> np.ndarray:
    try:
        return np.atleast_2d(_READERS[path.suffix](path))
    except ValueError as error:
        raise ValueError(f"{path.name} does not hold a plain matrix of numbers: {error}") from None


def _exists(path: Path) -> bool:
    return path.is_file()


def _folder(info: Any) -> Path:
    return (info.context or {}).get("folder", Path())
