"""Read a connectome from a file of any kind that we know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from brainmass.connectome import Connectome
from brainmass.io.graphml import read_graphml
from brainmass.io.matlab import read_mat
from brainmass.io.members import Members, as_text, choose, connectome_from, only_matrix, unit_of_length
from brainmass.io.numpy import read_npy, read_npz
from brainmass.io.source import Source
from brainmass.io.text import decoded, read_text
from brainmass.io.tvb import read_tvb
from brainmass.units import convert

READERS: dict[str, Callable[[Source], Members]] = {
    ".npy": read_npy,
    ".npz": read_npz,
    ".mat": read_mat,
    ".txt": read_text,
    ".csv": read_text,
    ".tsv": read_text,
    ".zip": read_tvb,
    ".graphml": read_graphml,
}


def read_connectome(
    path: str | PathLike[str],
    *,
    weights: str | None = None,
    lengths: Any = None,
    labels: Any = None,
    centres: str | None = None,
    hemispheres: str | None = None,
    transpose: bool = False,
    length_unit: str = "mm",
    name: str | None = None,
) -> Connectome:
    """Read a connectome: ``.npy``, ``.npz``, ``.mat``, ``.txt``, ``.csv``, ``.tsv``, TVB ``.zip``, ``.graphml``.

    Parameters
    ----------
    path : path
        The file; its ending says what kind it is.
    weights : str, optional
        Name of the weights in a file that holds several arrays. Where it is not given, the usual names are looked for.
    lengths : str, path or array, optional
        Tract lengths: a name within the file, another file, or the (N, N) array itself, in ``length_unit`` or with one.
    labels : str, path or sequence of str, optional
        Region names: a name within the file, a text file with one name a line, or the names themselves.
    centres, hemispheres : str, optional
        Their names within the file.
    transpose : bool
        Whether the file has sources in rows, ``matrix[from, to]``, as the Brain Connectivity Toolbox has. Weights and
        lengths are then transposed: ours, like TVB's, are ``matrix[to, from]``. A symmetric matrix needs no thought.
    length_unit : str
        The unit of the tract lengths: ``"mm"``, ``"cm"``, ``"m"``, ``"um"``. They are never guessed from their size;
        ``brainmass check`` says when they look wrong.
    name : str, optional
        What the connectome is called; the file's name by default.

    Returns
    -------
    Connectome

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file's ending is not known; if the file is damaged; if it holds none or several arrays that could be
        meant (the error lists them); or if they make no connectome: not square, not finite, a name twice, ...

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "sc.csv"
    >>> _ = file.write_text("V1,V2\\n0,2\\n1,0\\n")
    >>> sc = read_connectome(file)
    >>> sc, sc.labels
    (<Connectome sc: 2 regions, without tract lengths>, ('V1', 'V2'))
    >>> read_connectome(file, transpose=True).weights
    array([[0., 1.],
           [2., 0.]])
    """
    path = Path(path)
    members = read_members(path)
    try:
        if lengths is not None and not isinstance(lengths, str | PathLike):
            lengths = convert(lengths, unit_of_length(length_unit), "lengths")
        members, choices = _beside(members, lengths=lengths, labels=labels)
        return connectome_from(
            members,
            weights=weights,
            centres=centres,
            hemispheres=hemispheres,
            transpose=transpose,
            length_unit=length_unit,
            name=_name(members, path) if name is None else name,
            **choices,
        )
    except (TypeError, ValueError) as error:
        kind = TypeError if isinstance(error, TypeError) else ValueError
        raise kind(f"{path.name}: {error}") from None


def read_members(path: str | PathLike[str]) -> Members:
    """Everything that a file holds, by name: see :data:`READERS` for the kinds.

    Raises
    ------
    FileNotFoundError, ValueError
        As for :func:`read_connectome`.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"{path} is a folder, not a file" if path.is_dir() else f"{path} does not exist")
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise ValueError(f"{path.name}: no reader for '{suffix}' files; known: {', '.join(READERS)}")
    try:
        return READERS[suffix](path)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error.__cause__


def _beside(members: Members, **given: Any) -> tuple[Members, dict[str, str]]:
    """The members and what was given beside them, under names of its own."""
    members, choices = dict(members), {}
    for what, value in given.items():
        if value is None:
            continue
        if isinstance(value, str) and value in members:
            choices[what] = value
            continue
        if isinstance(value, str | PathLike):
            value = _OTHER_FILE[what](_existing(value, what, members), members)
        choices[what] = f"given {what}"
        members[choices[what]] = as_text(value) if what == "labels" else np.asarray(value)
    return members, choices


def _existing(value: str | PathLike[str], what: str, members: Members) -> Path:
    path = Path(value)
    if not path.is_file():
        raise ValueError(f"{what}='{value}' is neither in it (it holds {', '.join(members)}) nor a file")
    return path


def _lengths_of(path: Path, members: Members) -> Any:
    others = read_members(path)
    ours, theirs = choose(members, "labels", None), choose(others, "labels", None)
    if ours is not None and theirs is not None and as_text(ours) != as_text(theirs):
        raise ValueError(f"its region names, or their order, are not those of {path.name}")
    lengths = choose(others, "lengths", None)
    return only_matrix(others, "lengths") if lengths is None else lengths


def _labels_of(path: Path, _: Members) -> Sequence[str]:
    return [line.strip() for line in decoded(path.read_bytes()).splitlines() if line.strip()]


_OTHER_FILE: dict[str, Callable[[Path, Members], Any]] = {"lengths": _lengths_of, "labels": _labels_of}


def _name(members: Members, path: Path) -> str:
    written = members.get("connectome_name")  # write_connectome's
    return path.stem if written is None else str(written)
