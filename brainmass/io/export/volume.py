"""Series to NIfTI: painted into the volume of an atlas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from brainmass.errors import unknown
from brainmass.io.export.files import needed
from brainmass.io.export.series import series_of, single
from brainmass.io.source import damage_named

LONGEST_NIFTI1 = 2**15 - 1
"""NIfTI-1 counts voxels and volumes with 16 bits; NIfTI-2 is written where there are more."""


class Labelled(NamedTuple):
    """Which region each voxel belongs to."""

    regions: np.ndarray
    """Shape of the volume; position of the region, -1 outside of all."""
    affine: np.ndarray
    """Voxel to mm."""
    codes: tuple[int, int]
    """In which space this is, as NIfTI's qform and sform codes."""


def to_nifti(series: Any, atlas: Any, numbers: Sequence[int] | Mapping[str, int] | None = None) -> Any:
    """A series painted into a label volume: a NIfTI image of shape (x, y, z, time), float32.

    Every voxel of a region has the value of the region; voxels of no region have 0. The header has the sampling period
    and the time of the first sample in seconds, and millimetres.

    Parameters
    ----------
    series : DataArray, (Run, name) or Series
        See :func:`series_of`.
    atlas : path or nibabel image
        A volume of whole numbers: of which region each voxel is.
    numbers : sequence of int, or mapping of name to int, optional
        Number of each region in the atlas; 1, 2, 3, ... in the order of the regions by default.

    Returns
    -------
    nibabel.Nifti1Image or nibabel.Nifti2Image
        NIfTI-2 where there are more than 32,767 samples.

    Raises
    ------
    ModuleNotFoundError
        If nibabel is not installed.
    ValueError
        If the atlas is not a volume of whole numbers, or has no voxel with the number of a region.
    """
    nibabel = needed("nibabel", "to make a NIfTI image")
    series = series_of(series)
    labelled = labelled_volume(atlas, series.names, numbers)
    values = np.zeros((len(series.names) + 1, len(series.values)), np.float32)
    values[:-1] = single(series.values, "the series").T
    painted = values[labelled.regions]  # -1 is the last row, of zeros
    kind = nibabel.Nifti1Image if max(painted.shape) <= LONGEST_NIFTI1 else nibabel.Nifti2Image
    image = kind(painted, labelled.affine)
    image.header.set_xyzt_units("mm", "sec")
    image.header["pixdim"][4] = series.period
    image.header["toffset"] = series.start
    image.set_qform(labelled.affine, labelled.codes[0])
    image.set_sform(labelled.affine, labelled.codes[1])
    return image


def labelled_volume(
    atlas: Any, names: Sequence[str], numbers: Sequence[int] | Mapping[str, int] | None = None
) -> Labelled:
    """The regions of an atlas, by the names of a series; checked."""
    nibabel = needed("nibabel", "to read an atlas")
    if isinstance(atlas, str | PathLike):
        path = Path(atlas)
        if not path.exists():
            raise FileNotFoundError(f"atlas: {path} does not exist")
        with damage_named("volume of labels"):
            atlas = nibabel.load(path)
    if not hasattr(atlas, "affine") or not hasattr(atlas, "dataobj"):
        raise TypeError(f"atlas must be a path or a volume of nibabel, got {type(atlas).__name__}")
    with damage_named("volume of labels"):
        labels = np.asanyarray(atlas.dataobj)
    labels = labels[..., 0] if labels.ndim == 4 and labels.shape[3] == 1 else labels
    if labels.ndim != 3:
        raise ValueError(f"atlas must be one volume of labels, got shape {labels.shape}; of maps make labels first")
    if not np.isfinite(labels).all() or (labels != np.round(labels)).any():
        raise ValueError("atlas: labels must be whole numbers; this looks like an image, or a probability map")
    index = np.full(labels.shape, -1)
    for position, (name, number) in enumerate(zip(names, region_numbers(names, numbers), strict=True)):
        voxels = labels == number
        if not voxels.any():
            raise ValueError(f"atlas: no voxel has the number {number} of region '{name}'; give numbers=")
        index[voxels] = position
    header = atlas.header
    codes = (int(header["qform_code"]), int(header["sform_code"])) if "sform_code" in header else (0, 2)
    return Labelled(index, np.eye(4) if atlas.affine is None else np.asarray(atlas.affine), codes)


def region_numbers(names: Sequence[str], numbers: Sequence[int] | Mapping[str, int] | None) -> tuple[int, ...]:
    """The number of each region in an atlas.

    Examples
    --------
    >>> region_numbers(["V1", "V2"], None), region_numbers(["V1", "V2"], {"V2": 1007, "V1": 1021})
    ((1, 2), (1021, 1007))
    """
    if numbers is None:
        return tuple(range(1, len(names) + 1))
    if isinstance(numbers, Mapping):
        missing = next((name for name in names if name not in numbers), None)
        if missing is not None:
            raise ValueError(f"numbers: {unknown('region', missing, numbers)}")
        given = [numbers[name] for name in names]
    else:
        given = list(numbers)
    if len(given) != len(names):
        raise ValueError(f"numbers must have one for each of the {len(names)} regions, got {len(given)}")
    whole = [int(number) for number in given]
    if any(a != b for a, b in zip(whole, given, strict=True)) or 0 in whole or len(set(whole)) < len(whole):
        raise ValueError(f"numbers must be whole, different and not 0 (which is outside of all regions), got {given}")
    return tuple(whole)
