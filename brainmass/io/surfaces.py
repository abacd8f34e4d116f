"""Cortical surfaces from files: TVB's archives, GIFTI and FreeSurfer."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from importlib import import_module
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from brainmass.io.sensors import read_region_mapping
from brainmass.io.source import Source, damage_named, opened, opened_zip, unpacked
from brainmass.surface import Surface

_FREESURFER = ("pial", "white", "smoothwm", "inflated", "sphere", "midthickness", "orig", "reg")


def read_surface(
    path: str | PathLike[str], *, mapping: Any = None, labels: Sequence[str] = (), name: str | None = None
) -> Surface:
    """Read a surface: a TVB ``.zip``, a GIFTI ``.surf.gii`` or ``.gii``, or a geometry of FreeSurfer (``lh.pial``).

    GIFTI and FreeSurfer are read through nibabel (``pip install nibabel``).

    Parameters
    ----------
    path : path
        The file; its ending says what kind it is. FreeSurfer's have endings such as ``.pial``, ``.white``.
    mapping : array of int or path, optional
        The region of every vertex, or a file of it: ``.txt`` (TVB's), ``.annot`` (FreeSurfer) or ``.label.gii``
        (GIFTI), of which the last two bring their own labels.
    labels : sequence of str, optional
        Region names.
    name : str, optional
        What it is called; the file's name by default.

    Returns
    -------
    Surface
        ``hemispheres`` are those that a name beginning with ``lh.`` or ``rh.``, or with ``hemi-L`` in it, tells.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If its ending is not known, it is damaged, or it makes no surface.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind == ".zip":
        vertices, triangles = read_tvb_surface(path)
    elif kind == ".gii":
        vertices, triangles = _gifti(path)
    elif kind.lstrip(".") in _FREESURFER:
        if not path.is_file():
            raise FileNotFoundError(f"there is no file {path}")
        geometry = _nibabel("freesurfer.io").read_geometry
        with damage_named("geometry of FreeSurfer"):
            vertices, triangles = geometry(path)
    else:
        raise ValueError(
            f"'{path.name}': surfaces are read from .zip (TVB), .gii (GIFTI) and FreeSurfer's "
            f"{', '.join(f'.{x}' for x in _FREESURFER)}"
        )
    if isinstance(mapping, str | PathLike):
        mapping, found = read_mapping(mapping)
        labels = tuple(labels) or found
    side = _side(path.name)
    sides = (side,) * len(vertices) if side else ()
    return Surface(vertices, triangles, mapping, tuple(labels), sides, name=path.name if name is None else name)


def read_tvb_surface(source: Source) -> tuple[np.ndarray, np.ndarray]:
    """Vertices (mm) and triangles of a TVB surface archive.

    The triangles of TVB's cortex run clockwise. Where the file's normals say so, they are turned round, so that ours
    point the way that those do.
    """
    with opened(source) as stream, opened_zip(stream, "zip archive") as archive:
        vertices, triangles = (_table(archive, part) for part in ("vertices", "triangles"))
        normals = _table(archive, "vertex_normals")
    if vertices is None or triangles is None:
        raise ValueError("not a TVB surface archive: it has no members named vertices.txt and triangles.txt")
    if normals is not None and normals.shape == vertices.shape:
        ours = Surface(vertices, triangles).normals
        triangles = triangles[:, ::-1] if (ours * normals).sum() < 0 else triangles
    return vertices, triangles


def _table(archive: zipfile.ZipFile, part: str) -> np.ndarray | None:
    """The numbers of ``part``.txt, if it is there."""
    for info in archive.infolist():
        path = PurePosixPath(info.filename)
        if path.name.lower().removesuffix(".bz2") != f"{part}.txt" or "__MACOSX" in path.parts:
            continue
        text = unpacked(archive, info).decode("utf-8-sig")
        try:
            return np.array([line.split() for line in text.splitlines() if line.strip()], float)
        except ValueError as error:
            raise ValueError(f"{part}.txt cannot be read: {error}") from None
    return None


def read_mapping(path: str | PathLike[str]) -> tuple[np.ndarray, tuple[str, ...]]:
    """The region of every vertex from a ``.txt``, ``.annot`` or ``.label.gii`` file, and the labels (none in a text).

    Of the names in a table only those that a vertex has remain, counted anew from 0. A vertex without a region is -1.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}")
    if path.suffix == ".annot":
        read = _nibabel("freesurfer.io").read_annot
        with damage_named("annotation of FreeSurfer"):
            keys, _, names = read(path)
        return _counted(np.asarray(keys), {i: name.decode() for i, name in enumerate(names)})
    if path.suffix == ".gii":
        load = _nibabel("loadsave").load
        with damage_named("GIFTI file"):
            image = load(path)
            table = {label.key: label.label for label in image.labeltable.labels}
            keys = np.asarray(image.darrays[0].data)
        return _counted(keys, table)
    return read_region_mapping(path), ()


def _counted(keys: np.ndarray, table: dict[int, str]) -> tuple[np.ndarray, tuple[str, ...]]:
    """Keys of a table of names, from 0 on in the order of the table."""
    used = [key for key in table if (keys == key).any()]
    mapping = np.full(keys.shape, -1)
    for place, key in enumerate(used):
        mapping[keys == key] = place
    return mapping, tuple(table[key] for key in used)


def _gifti(path: Path) -> tuple[np.ndarray, np.ndarray]:
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}")
    load = _nibabel("loadsave").load
    with damage_named("GIFTI file"):
        image = load(path)
        parts = [image.agg_data(kind) for kind in ("pointset", "triangle")]
    if any(not isinstance(part, np.ndarray) for part in parts):
        raise ValueError(f"{path.name} holds no surface (a pointset and triangles); is it one of the values on one?")
    return parts[0], parts[1]


def _side(name: str) -> str:
    for side, starts, within in (("L", "lh.", "hemi-L"), ("R", "rh.", "hemi-R")):
        if name.startswith(starts) or within in name or f".{side}." in name:
            return side
    return ""


def _nibabel(module: str) -> Any:
    try:
        return import_module(f"nibabel.{module}")
    except ModuleNotFoundError:
        raise ModuleNotFoundError("GIFTI and FreeSurfer files are read by nibabel: pip install nibabel") from None
