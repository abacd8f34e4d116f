"""Sensors and their projections, in the files of The Virtual Brain."""

from __future__ import annotations

import bz2
import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from brainmass.io.matlab import read_mat
from brainmass.io.members import Members, only_array
from brainmass.io.numpy import read_npy
from brainmass.io.source import LIMIT, Source, opened, refuse_above_limit
from brainmass.io.text import decoded
from brainmass.sensors import LeadField
from brainmass.sensors.gains import gain_unit
from brainmass.units import Unit


def read_sensors(source: Source) -> Members:
    """The sensors of a text file: ``sensors`` (names), ``positions`` (n, 3), and ``orientations`` where it has them.

    A line is a name and three numbers, or six, separated by spaces or tabs; the file may be packed by bzip2.

    Parameters
    ----------
    source : path or binary file

    Raises
    ------
    ValueError
        If a line is something else.

    Examples
    --------
    >>> read_sensors(io.BytesIO(b"Cz 0 0 90\\nPz -60 0 60\\n"))["positions"]
    array([[  0.,   0.,  90.],
           [-60.,   0.,  60.]])
    """
    rows = [(i, line.split()) for i, line in enumerate(_text(source).splitlines(), 1) if line.strip()]
    if not rows:
        raise ValueError("the file holds no sensors")
    width = len(rows[0][1])
    try:
        values = np.array([cells[1:] for _, cells in rows], float)
    except ValueError:
        values = None
    if values is None or width not in (4, 7):
        i, cells = next(((i, c) for i, c in rows if len(c) not in (4, 7) or len(c) != width), rows[0])
        raise ValueError(f"line {i} is '{' '.join(cells)}': not a name and three numbers, or six, as in all lines")
    members: Members = {"sensors": tuple(cells[0] for _, cells in rows), "positions": values[:, :3]}
    if width == 7:
        members["orientations"] = values[:, 3:]
    return members


def read_region_mapping(source: Source) -> np.ndarray:
    """The region of every vertex, from a text file of whole numbers, packed by bzip2 or not.

    Raises
    ------
    ValueError
        If it holds something else.
    """
    try:
        values = np.array(_text(source).split(), float)
    except ValueError as error:
        raise ValueError(f"a region mapping is one whole number for each vertex: {error}") from None
    if not len(values) or not (values == np.round(values)).all():
        raise ValueError(f"a region mapping is one whole number for each vertex; got {len(values)} values")
    return values.astype(int)


def read_projection(source: Source) -> np.ndarray:
    """The matrix (sensors, vertices) of a ``.npy`` or ``.mat`` file; of a ``.mat`` file the only matrix in it.

    Raises
    ------
    ValueError
        If it is neither, or damaged.
    """
    with opened(source) as stream:
        head = stream.read(6)
        stream.seek(0)
        matrix = only_array(read_npy(stream) if head == b"\x93NUMPY" else read_mat(stream), "projection")
    return np.asarray(matrix, float)


def read_lead_field(
    projection: Source,
    sensors: Source,
    mapping: Source | None = None,
    *,
    labels: Sequence[str] = (),
    kind: str = "EEG",
    unit: str | Unit = "1",
    total: bool = False,
    name: str = "lead field",
) -> LeadField:
    """A lead field from TVB's files: a projection, the sensors, and the region of every vertex.

    Rows that are not finite (triggers, eye electrodes) are left out. The columns of a surface stay vertices without a
    mapping, and with one are averaged over each region.

    Parameters
    ----------
    projection, sensors, mapping : path or binary file
        See :func:`read_projection`, :func:`read_sensors`, :func:`read_region_mapping`.
    labels : sequence of str
        Of the regions, in the order of the mapping's numbers; of the columns, if there is no mapping.
    kind : {"EEG", "MEG", "sEEG"}
        What the sensors are.
    unit : str
        Of the projection, such as ``"V/(A m)"``. The files do not say it; Brainstorm's and MNE's are in SI.
    total : bool
        Whether a region's gain is the sum over its vertices, as TVB has it, and not the mean: see
        :meth:`LeadField.summed`.
    name : str
        Where it comes from.

    Raises
    ------
    ValueError
        If a file is damaged, or the files do not belong together.
    """
    gain, who = read_projection(projection), read_sensors(sensors)
    if len(gain) != len(who["sensors"]):
        raise ValueError(f"the projection has {len(gain)} rows, and the file of sensors {len(who['sensors'])} lines")
    seeing = np.isfinite(gain).all(axis=1)
    if not seeing.any():
        raise ValueError("no row of the projection is finite")
    kept = np.flatnonzero(seeing)
    names = tuple(who["sensors"][i] for i in kept)
    columns = tuple(labels) if mapping is None else ()
    lead = LeadField(gain[kept], names, columns, kind, who["positions"][kept], gain_unit(unit), name)
    if mapping is None:
        return lead
    vertices = read_region_mapping(mapping)
    return lead.summed(vertices, labels) if total else lead.averaged(vertices, labels)


def _text(source: Source) -> str:
    with opened(source) as stream:
        data: Any = stream.read()
    if data[:3] == b"BZh":
        data = bz2.BZ2File(io.BytesIO(data)).read(LIMIT + 1)
        refuse_above_limit(len(data), "the file")
    return decoded(data)
