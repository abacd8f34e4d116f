"""The connectivity archives of The Virtual Brain: a ``.zip`` of text files.

TVB's weights are to i from j, as ours are (Sanz Leon et al. 2013, doi:10.3389/fninf.2013.00010).
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from brainmass.io.members import Members
from brainmass.io.source import Source, opened, opened_zip, unpacked


def _table(text: str) -> np.ndarray:
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if len({len(cells) for cells in lines}) > 1:
        raise ValueError("its lines have different numbers of values")
    return np.array(lines, dtype=float)


def _column(text: str) -> np.ndarray:
    return _table(text).ravel()


def _words(text: str) -> np.ndarray:
    return np.array(text.split())


# What a member holds, by a part of its name, and how its text is read. `centres` is two things: names and positions.
PARTS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "weight": ("weights", _table),
    "tract": ("tract_lengths", _table),
    "cent": ("centres", str.splitlines),
    "hemisphere": ("hemispheres", _words),
    "cortical": ("cortical", _column),
    "area": ("areas", _column),
    "orientation": ("average_orientations", _table),
}


def read_tvb(source: Source) -> Members:
    """The parts of a TVB connectivity archive: weights, tract_lengths (mm), labels, centres (mm), hemispheres, ...

    Members may lie in a folder and be packed by bzip2; ``__MACOSX`` and files that begin with a dot are passed over.
    The archive is read in memory: its paths are names, never used as paths.

    Parameters
    ----------
    source : path or binary file

    Raises
    ------
    ValueError
        If the archive is damaged, would take more than 2 GiB unpacked, has no weights, has two members for one part, or
        a member cannot be read.
    """
    members: Members = {}
    with opened(source) as stream, opened_zip(stream, "zip archive") as archive:
        for part, (info, parse) in _parts(archive).items():
            data = unpacked(archive, info)
            try:
                members[part] = parse(data.decode("utf-8-sig"))
            except ValueError as error:
                raise ValueError(f"member '{info.filename}' cannot be read: {error}") from None
    if "weights" not in members:
        raise ValueError("not a TVB connectivity archive: it has no member named weights.txt or weights.txt.bz2")
    if "centres" in members:
        members |= _regions(members.pop("centres"))
    return members


def _parts(archive: zipfile.ZipFile) -> dict[str, tuple[zipfile.ZipInfo, Callable]]:
    found: dict[str, tuple[zipfile.ZipInfo, Callable]] = {}
    for info in archive.infolist():
        path = PurePosixPath(info.filename)
        text = path.name.lower().removesuffix(".bz2").endswith(".txt")
        if info.is_dir() or not text or path.name.startswith(".") or "__MACOSX" in path.parts:
            continue
        for key, (part, parse) in PARTS.items():
            if key in path.name.lower():
                if part in found:
                    raise ValueError(f"two members for {part}: '{found[part][0].filename}' and '{info.filename}'")
                found[part] = (info, parse)
                break
    return found


def _regions(lines: list[str]) -> Members:
    """Names and positions: ``name x y z`` a line; what follows, as in TVB's 66 regions, is not read."""
    rows = [line.split() for line in lines if line.strip()]
    short = next((i for i, row in enumerate(rows) if len(row) < 4), None)
    if short is not None:
        raise ValueError(f"centres: line {short + 1} is '{' '.join(rows[short])}', not a name and three numbers")
    try:
        centres = np.array([row[1:4] for row in rows], dtype=float)
    except ValueError as error:
        raise ValueError(f"centres: a line is a name and three numbers, {error}") from None
    labels = np.array([row[0] for row in rows])
    # Where the positions are not known, write_connectome has put nan to keep the names.
    return {"labels": labels} if np.isnan(centres).all() else {"labels": labels, "centres": centres}
