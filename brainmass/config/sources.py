"""Where connectomes come from: a data set by name, a file beside the configuration, or a graph."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from brainmass import datasets, io
from brainmass.config.arrays import folder_of
from brainmass.config.kinds import GRAPHS, Choice, choice, wrong_names
from brainmass.config.problems import Problem, refuse
from brainmass.errors import unknown

_FORMS = '"NAME" of a data set, "FILE", {graph = "small_world", n = 90}, {dataset = "NAME"} or {file = "FILE"}'


def connectome_of(value: Any, info: Any) -> Choice:
    """A connectome to be loaded: ``make()`` gives a ``Connectome``, or a ``Dataset`` that has one."""
    folder = folder_of(info)
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


def _exists(path: Path) -> bool:
    return path.is_file()
