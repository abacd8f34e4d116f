"""Series to GIFTI: on the vertices of a hemisphere, and the regions of its vertices."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from typing import Any

import numpy as np

from brainmass.errors import unknown
from brainmass.io.export.files import needed
from brainmass.io.export.series import series_of, single

HEMISPHERES = {"left": "CortexLeft", "right": "CortexRight", "l": "CortexLeft", "r": "CortexRight"}


def to_func_gifti(series: Any, mapping: Any, hemisphere: str) -> Any:
    """A series on the vertices of a hemisphere as GIFTI: one array of float32 for every sample.

    Every vertex has the value of its region; vertices of no region have 0. GIFTI has no field for the sampling period;
    it stands in the metadata of the file as ``RepetitionTime``, in seconds as BIDS has it, and the time of the first
    sample as ``StartTime``.

    Parameters
    ----------
    series : DataArray, (Run, name) or Series
        See :func:`series_of`.
    mapping : array of int, shape (vertices,)
        Region mapping: the position of each vertex's region among the regions of the series, -1 for none.
    hemisphere : str
        ``"left"`` or ``"right"``, or ``"L"`` or ``"R"``.

    Returns
    -------
    nibabel.GiftiImage

    Raises
    ------
    ModuleNotFoundError
        If nibabel is not installed.
    ValueError
        If the mapping names a region that is not there.
    """
    nibabel = needed("nibabel", "to make a GIFTI image")
    series = series_of(series)
    mapping = checked_mapping(mapping, len(series.names), "the region mapping")
    values = np.zeros((len(series.values), len(series.names) + 1), np.float32)
    values[:, :-1] = single(series.values, "the series")
    arrays = [
        nibabel.gifti.GiftiDataArray(row[mapping], intent="NIFTI_INTENT_TIME_SERIES", datatype="NIFTI_TYPE_FLOAT32")
        for row in values
    ]
    about = {"RepetitionTime": f"{series.period:.12g}", "StartTime": f"{series.start:.12g}", "Units": series.unit}
    return nibabel.GiftiImage(meta=_about(hemisphere, nibabel, about), darrays=arrays)


def to_label_gifti(names: Sequence[str], mapping: Any, hemisphere: str, colours: Any = None) -> Any:
    """The regions of the vertices of a hemisphere as GIFTI: one array of int32, and a table of names and colours.

    Parameters
    ----------
    names : sequence of str
        The regions. Region ``i`` has the label ``i + 1``; 0 is ``???``, no region.
    mapping : array of int, shape (vertices,)
        The position of each vertex's region in ``names``, -1 for none.
    hemisphere : str
        ``"left"`` or ``"right"``, or ``"L"`` or ``"R"``.
    colours : array, shape (n, 3), optional
        Red, green and blue, 0 to 1; hues that go round by default.

    Returns
    -------
    nibabel.GiftiImage
    """
    nibabel = needed("nibabel", "to make a GIFTI image")
    mapping = checked_mapping(mapping, len(names), "the region mapping")
    colours = _hues(len(names)) if colours is None else np.asarray(colours, float)
    if colours.shape != (len(names), 3) or not ((colours >= 0) & (colours <= 1)).all():
        raise ValueError(f"colours must have shape ({len(names)}, 3) with numbers from 0 to 1, got {colours.shape}")
    table = nibabel.gifti.GiftiLabelTable()
    for key, (name, colour) in enumerate(zip(["???", *names], [(0, 0, 0), *colours], strict=True)):
        red, green, blue = (float(part) for part in colour)
        label = nibabel.gifti.GiftiLabel(key, red, green, blue, float(key > 0))
        label.label = str(name)
        table.labels.append(label)
    array = nibabel.gifti.GiftiDataArray(
        (mapping + 1).astype(np.int32), intent="NIFTI_INTENT_LABEL", datatype="NIFTI_TYPE_INT32"
    )
    return nibabel.GiftiImage(meta=_about(hemisphere, nibabel, {}), labeltable=table, darrays=[array])


def checked_mapping(mapping: Any, n: int, what: str) -> np.ndarray:
    """A region mapping: positions of regions, -1 for none."""
    mapping = np.asarray(mapping)
    if mapping.ndim != 1 or mapping.dtype.kind not in "iu" or not mapping.size:
        raise ValueError(
            f"{what} must be whole numbers of shape (vertices,), the position of each vertex's region, got an array of "
            f"{mapping.dtype} with shape {mapping.shape}"
        )
    mapping = mapping.astype(np.int64)
    if mapping.min() < -1 or mapping.max() >= n:
        raise ValueError(
            f"{what} goes from {mapping.min()} to {mapping.max()}, but there are {n} regions: 0 to {n - 1}, and -1 for "
            "a vertex of no region"
        )
    if mapping.max() < 0:
        raise ValueError(f"{what} has no vertex of any region")
    return mapping


def _about(hemisphere: str, nibabel: Any, more: dict[str, str]) -> Any:
    if str(hemisphere).lower() not in HEMISPHERES:
        raise ValueError(unknown("hemisphere", hemisphere, ("left", "right", "L", "R")))
    return nibabel.gifti.GiftiMetaData({"AnatomicalStructurePrimary": HEMISPHERES[str(hemisphere).lower()], **more})


def _hues(n: int) -> np.ndarray:
    """Neighbours in the list lie far apart on the wheel, and differ in lightness."""
    return np.array([colorsys.hls_to_rgb(0.618034 * i % 1, (0.35, 0.5, 0.65)[i % 3], 0.6) for i in range(n)])
