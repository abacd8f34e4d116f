"""MATLAB files: version 5 (and 4) by SciPy, version 7.3 by h5py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from typing import Any, BinaryIO

import numpy as np

from brainmass.io.members import Members, Unreadable
from brainmass.io.source import Source, damage_named, opened, refuse_above_limit

HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"
USER_BLOCK = 512  # MATLAB's own header stands before the HDF5 file


def read_mat(source: Source) -> Members:
    """The variables of a MATLAB file by name; the field ``weights`` of a structure ``sc`` is ``"sc.weights"``.

    Matrices come as MATLAB shows them (rows first, also from version 7.3, which stores columns first), sparse ones
    dense, cell arrays and character matrices of names as text.

    Parameters
    ----------
    source : path or binary file

    Raises
    ------
    ValueError
        If the file is damaged, or would take more than 2 GiB.
    """
    with opened(source) as stream:
        head = stream.read(USER_BLOCK + len(HDF5_SIGNATURE))
        stream.seek(0)
        if HDF5_SIGNATURE in (head[: len(HDF5_SIGNATURE)], head[USER_BLOCK:]):
            return _version_7_3(stream)
        return _version_5(stream)


def _version_5(stream: BinaryIO) -> Members:
    from scipy.io import loadmat, whosmat

    with damage_named("MATLAB file"):
        shapes = whosmat(stream)
    refuse_above_limit(sum(8 * prod(shape) for _, shape, _ in shapes), "the file")
    stream.seek(0)
    with damage_named("MATLAB file"):
        variables = loadmat(stream, simplify_cells=True)
    return dict(_flat({name: value for name, value in variables.items() if not name.startswith("__")}))


def _flat(variables: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in variables.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", _array(value)


def _array(value: Any) -> np.ndarray | Unreadable:
    if hasattr(value, "toarray"):  # a sparse matrix
        refuse_above_limit(8 * prod(value.shape), "a sparse matrix")
        return value.toarray()
    array = np.asarray(value)
    if array.dtype != object:
        return array
    if all(isinstance(cell, str) for cell in array.flat):
        return array.astype(str)
    return Unreadable("is a cell array of other things than text; name a numeric matrix")


def _version_7_3(stream: BinaryIO) -> Members:
    import h5py

    with damage_named("MATLAB 7.3 file"):
        file = h5py.File(stream, "r")
    with file, damage_named("MATLAB 7.3 file"):
        return dict(_walk(file, file))


def _walk(group: Any, file: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    import h5py

    for name in group:
        # A link may lead into another file; what is read is this one. '#refs#' holds the cells, '#subsystem#' objects.
        if name.startswith("#") or isinstance(group.get(name, getlink=True), h5py.ExternalLink):
            continue
        item = group[name]
        if isinstance(item, h5py.Dataset):
            yield prefix + name, _dataset(item, file)
        elif "MATLAB_sparse" in item.attrs:
            yield prefix + name, _sparse(item)
        else:
            yield from _walk(item, file, f"{prefix}{name}.")


def _dataset(item: Any, file: Any) -> np.ndarray | Unreadable:
    import h5py

    refuse_above_limit(item.nbytes, f"'{item.name}'")
    kind = item.attrs.get("MATLAB_class", b"")
    if "MATLAB_empty" in item.attrs:
        return np.empty(0)
    if kind == b"char":
        return np.array(_characters(item))
    if h5py.check_ref_dtype(item.dtype) is None:
        return item[()].T if kind else item[()]
    cells = [file[reference] for reference in item[()].T.flat]
    if any(not isinstance(cell, h5py.Dataset) or cell.attrs.get("MATLAB_class") != b"char" for cell in cells):
        return Unreadable("is a cell array of other things than text; name a numeric matrix")
    return np.array(["".join(_characters(cell)) for cell in cells])


def _characters(item: Any) -> list[str]:
    """The rows of a character matrix, stored as UTF-16 code units, column by column."""
    if "MATLAB_empty" in item.attrs:
        return [""]
    return [row.astype("<u2").tobytes().decode("utf-16-le").strip() for row in np.atleast_2d(item[()].T)]


def _sparse(group: Any) -> np.ndarray:
    from scipy.sparse import csc_matrix

    columns = group["jc"][()]
    shape = (int(group.attrs["MATLAB_sparse"]), len(columns) - 1)
    refuse_above_limit(8 * prod(shape), f"'{group.name}'")
    if "data" not in group:  # all zeros
        return np.zeros(shape)
    return csc_matrix((group["data"][()], group["ir"][()], columns), shape=shape).toarray()
