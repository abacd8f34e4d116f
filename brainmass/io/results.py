"""Labelled results: a run as an ``xarray`` dataset, and such datasets to files and back, equal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.errors import unknown
from brainmass.io.attributes import decoded, encoded, plain
from brainmass.io.place import is_zarr, placed
from brainmass.io.structure import structure_variables

if TYPE_CHECKING:
    import xarray


def to_dataset(run: Any, *, matrices: Mapping[str, Any] | None = None) -> xarray.Dataset:
    """A run as a labelled ``xarray`` dataset.

    Every observation has the dimensions (time, region). Observations with different clocks have a time of their own,
    ``time_bold`` (named after the first observation that has it); those of populations with different regions likewise
    ``region_bold``. Times are in ms, as their attribute ``units`` says. What has no time, such as the matrix of ``fc``,
    has the dimensions (region, region_source), to from, and tells in attributes of how many ``samples`` it is, and from
    when to when. The weights that were simulated, and lengths where there are delays, are kept as ``weights`` and
    ``lengths``, (target, source); numbered for several projections. What regions send themselves is in the attributes.

    Parameters
    ----------
    run : Run
        What :func:`brainmass.simulate` gave: ``data``, ``t``, ``labels``, ``units``, ``attributes`` and, where it has
        them, ``matrices`` and ``network`` are read.
    matrices : mapping of str to array, shape (N, N), optional
        Matrices between the regions to keep with it, such as the weights or an FC: (region, region_source), to from.

    Returns
    -------
    xarray.Dataset
        Its attributes are ``run.attributes``: what reproduces the run.

    Raises
    ------
    ValueError
        If an observation does not fit its times or labels (a batch of runs, say), or a matrix does not fit the regions.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> run = SimpleNamespace(data={"x": np.zeros((3, 2))}, t={"x": np.arange(3.0)}, labels={"x": ("V1", "V2")},
    ...                       units={"x": "1"}, attributes={"seed": 0})
    >>> to_dataset(run)["x"].dims
    ('time', 'region')
    """
    import xarray

    square = [name for name in getattr(run, "matrices", ()) if name in run.data]
    signals = [name for name in run.data if name not in square]
    times = _dimensions("time", {name: tuple(np.asarray(run.t[name]).tolist()) for name in signals})
    regions = _dimensions("region", {name: tuple(run.labels[name]) for name in run.data})
    sources = {name: regions[name].replace("region", "region_source", 1) for name in square}
    dimensions = [*times.values(), *regions.values(), *sources.values(), "region_source"]
    _check_names([*run.data, *(matrices or {})], dimensions)
    variables, coordinates = {}, {}
    for name in signals:
        dims, values = (times[name], regions[name]), np.asarray(run.data[name])
        moments, labels = np.asarray(run.t[name], float), np.array(run.labels[name], dtype=str)
        size = (len(moments), len(labels), *values.shape[2:])
        _check_shape(name, values, size, f"{len(moments)} times and {len(labels)} regions")
        more = [f"{name}_dim{axis}" for axis in range(2, values.ndim)]
        variables[name] = ([*dims, *more], values, {"units": run.units[name]})
        coordinates[dims[0]] = (dims[0], moments, {"units": "ms", "long_name": "time"})
        coordinates[dims[1]] = (dims[1], labels)
    for name in square:
        dims, values = (regions[name], sources[name]), np.asarray(run.data[name])
        labels = np.array(run.labels[name], dtype=str)
        _check_shape(name, values, (len(labels), len(labels)), f"{len(labels)} regions")
        variables[name] = (dims, values, _moments(run, name))
        coordinates |= {dim: (dim, labels) for dim in dims}
    variables |= _matrices(matrices or {}, coordinates)
    variables |= structure_variables(run, variables, coordinates)
    attributes = {name: plain(value, name) for name, value in run.attributes.items()}
    return xarray.Dataset(variables, coordinates, attributes)


def save_result(result: Any, path: str | PathLike[str], *, matrices: Mapping[str, Any] | None = None) -> Path:
    """Save a run, or a dataset, as netCDF (``.nc``) or zarr (``.zarr``).

    It is written to a temporary name and moved into place. Attributes that are not text or a number are written as JSON
    text, ``json:...``, which :func:`load_result` turns back.

    Parameters
    ----------
    result : Run or xarray.Dataset
    path : path
        Where; the ending says how. What has that name is replaced.
    matrices : mapping of str to array, optional
        As for :func:`to_dataset`, if ``result`` is a run.

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        If the ending is not known, or a name cannot stand in a file.
    TypeError
        If an attribute is something that no file can hold, or a variable is complex.
    ModuleNotFoundError
        If zarr is asked for and not installed.
    FileNotFoundError, IsADirectoryError
        If the folder does not exist, or ``path`` is a folder and not a zarr store.
    """
    import xarray

    path = Path(path)
    write = _format(path)[1]
    dataset = result if isinstance(result, xarray.Dataset) else to_dataset(result, matrices=matrices)
    dataset = _storable(dataset)
    with placed(path) as temporary:
        write(dataset, temporary)
    return path


def load_result(path: str | PathLike[str]) -> xarray.Dataset:
    """Load what :func:`save_result` saved, equal to it, into memory.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the ending is not known, or the file is damaged.

    Examples
    --------
    >>> import tempfile, xarray
    >>> results = xarray.Dataset({"fc": (("region", "region_source"), np.eye(2))}, attrs={"params": {"k": 0.2}})
    >>> file = save_result(results, Path(tempfile.mkdtemp()) / "run.nc")
    >>> load_result(file).identical(results)
    True
    """
    path = Path(path)
    read = _format(path)[0]
    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist")
    try:
        dataset = read(path)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ValueError(f"{path.name}: not a readable result: {error}") from error
    dataset.attrs = decoded(dataset.attrs)
    for name, variable in dataset.variables.items():
        variable.attrs = decoded(variable.attrs)
        if variable.dtype.kind in "OT":  # text of variable length
            dataset[name] = dataset[name].copy(data=np.array(variable.values.tolist(), dtype=str))
    return dataset


def _dimensions(kind: str, values: Mapping[str, tuple]) -> dict[str, str]:
    """The dimension of every observation: one name for one value, the plain name where all share it."""
    first: dict[tuple, str] = {}
    for name, value in values.items():
        first.setdefault(value, name)
    return {name: kind if len(first) == 1 else f"{kind}_{first[value]}" for name, value in values.items()}


def _check_shape(name: str, values: np.ndarray, wanted: tuple[int, ...], what: str) -> None:
    if values.shape != wanted:
        raise ValueError(f"'{name}' has shape {values.shape}, but {what}; a batch of runs is saved run by run")


def _moments(run: Any, name: str) -> dict[str, Any]:
    """Unit of a matrix, and the samples that it is of."""
    times = np.asarray(run.t[name], float)
    return {"units": run.units[name], "samples": len(times), "first_ms": float(times[0]), "last_ms": float(times[-1])}


def _check_names(names: list[str], taken: list[str]) -> None:
    for name in names:
        if name in taken or names.count(name) > 1:
            raise ValueError(f"the name '{name}' is taken, by a dimension or another result; choose another")
        if "/" in name:
            raise ValueError(f"'{name}' cannot be a name in a file: it has a slash")


def _matrices(matrices: Mapping[str, Any], coordinates: dict[str, tuple]) -> dict[str, tuple]:
    if not matrices:
        return {}
    regions = [name for name in coordinates if name.startswith("region") and not name.startswith("region_source")]
    if len(regions) != 1:
        raise ValueError(
            f"matrices need one set of regions, but the observations have {', '.join(regions) or 'none'}; add them to "
            "the dataset yourself"
        )
    labels = coordinates[regions[0]][1]
    for name, matrix in matrices.items():
        if np.shape(matrix) != (len(labels),) * 2:
            raise ValueError(f"matrix '{name}' has shape {np.shape(matrix)}, but there are {len(labels)} regions")
    coordinates["region_source"] = ("region_source", labels)
    return {name: ((regions[0], "region_source"), np.asarray(matrix)) for name, matrix in matrices.items()}


def _storable(dataset: xarray.Dataset) -> xarray.Dataset:
    _check_names([str(name) for name in dataset.data_vars], [])
    for name, variable in dataset.variables.items():
        if np.iscomplexobj(variable):
            raise TypeError(f"'{name}' is complex, which netCDF cannot hold; save its real and imaginary part")
    dataset = dataset.copy()
    dataset.attrs = encoded(dataset.attrs)
    for variable in dataset.variables.values():
        variable.attrs = encoded(variable.attrs)
        variable.encoding = {}  # of the file that it was loaded from
    return dataset


def _read_netcdf(path: Path) -> xarray.Dataset:
    import xarray

    return xarray.load_dataset(path, engine="h5netcdf", decode_times=False)


def _write_netcdf(dataset: xarray.Dataset, path: Path) -> None:
    dataset.to_netcdf(path, engine="h5netcdf")


def _read_zarr(path: Path) -> xarray.Dataset:
    import xarray

    _need_zarr(path)
    if not is_zarr(path):
        raise ValueError("it is not a zarr store")
    return xarray.load_dataset(path, engine="zarr", decode_times=False, consolidated=False)


def _write_zarr(dataset: xarray.Dataset, path: Path) -> None:
    _need_zarr(path)
    for name, variable in dataset.variables.items():
        if variable.dtype.kind == "U":  # zarr 3 specifies text of variable length only
            dataset[name] = dataset[name].astype(object)
    dataset.to_zarr(path, mode="w", consolidated=False)


def _need_zarr(path: Path) -> None:
    if find_spec("zarr") is None:
        raise ModuleNotFoundError(f"{path.name}: zarr is not installed; pip install 'brainmass[zarr]', or save as .nc")


FORMATS: dict[str, tuple[Callable[[Path], Any], Callable[[Any, Path], None]]] = {
    ".nc": (_read_netcdf, _write_netcdf),
    ".zarr": (_read_zarr, _write_zarr),
}


def _format(path: Path) -> tuple[Callable[[Path], Any], Callable[[Any, Path], None]]:
    if path.suffix.lower() not in FORMATS:
        raise ValueError(f"{path.name}: {unknown('kind of result file', path.suffix, FORMATS)}")
    return FORMATS[path.suffix.lower()]
