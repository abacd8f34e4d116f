"""Series, maps and matrices of regions to CIFTI-2: ptseries, pscalar and pconn.

What a parcel is, the file says by vertices of surfaces and voxels of a volume. A parcel may have neither: the reference
reader takes an empty element, and nibabel does; such a file has names and values, and cannot be drawn on a surface.
What the reference reader refuses (CiftiLib, by the authors of the format) is refused here: one name for two parcels, a
vertex or voxel in two, and a list of vertices that is empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from brainmass.io.export.files import CIFTI_INTENTS, needed
from brainmass.io.export.series import matrix_of, series_of, single
from brainmass.io.export.surface import checked_mapping
from brainmass.io.export.volume import labelled_volume


def parcels(
    names: Sequence[str],
    surfaces: Mapping[str, Any] | None = None,
    atlas: Any = None,
    numbers: Sequence[int] | Mapping[str, int] | None = None,
) -> Any:
    """What the regions are made of, for :func:`to_ptseries`, :func:`to_pscalar` and :func:`to_pconn`.

    Parameters
    ----------
    names : sequence of str
        The regions.
    surfaces : mapping of str to array of int, shape (vertices,), optional
        For every surface its region mapping: the position of each vertex's region in ``names``, -1 for none. Surfaces
        are ``"left"`` and ``"right"`` for the cortex, or what CIFTI-2 knows: ``"CIFTI_STRUCTURE_CEREBELLUM"``.
    atlas, numbers : optional
        A volume of labels, as for :func:`to_nifti`. A mapping ``numbers`` may name some of the regions only, those that
        have voxels: the thalamus, where the cortex is given by its surfaces.

    Returns
    -------
    nibabel.cifti2.ParcelsAxis
        A region in none of them has a name only.

    Notes
    -----
    The axis of another file serves as well: ``nibabel.load("other.ptseries.nii").header.get_axis(1)``.
    """
    nibabel = needed("nibabel", "to make parcels")
    vertices: list[dict[str, np.ndarray]] = [{} for _ in names]
    sizes = {}
    for given, mapping in (surfaces or {}).items():
        structure = _structure(given, nibabel.cifti2)
        mapping = checked_mapping(mapping, len(names), f"surface '{given}'")
        sizes[structure] = len(mapping)
        for region in np.unique(mapping[mapping >= 0]):
            vertices[region][structure] = np.flatnonzero(mapping == region)
    voxels, affine, shape = [np.zeros((0, 3), int) for _ in names], None, None
    if atlas is not None:
        known = numbers if isinstance(numbers, Mapping) else names
        inside = [position for position, name in enumerate(names) if name in known]
        labelled = labelled_volume(atlas, [names[position] for position in inside], numbers)
        for region, position in enumerate(inside):
            voxels[position] = np.argwhere(labelled.regions == region)
        affine, shape = labelled.affine, labelled.regions.shape
    return nibabel.cifti2.ParcelsAxis(list(names), voxels, vertices, affine, shape, sizes)


def to_ptseries(series: Any, axis: Any = None) -> Any:
    """A series as CIFTI-2 parcellated series: (time, parcel), float32, with period and first time in seconds.

    Parameters
    ----------
    series : DataArray, (Run, name) or Series
        See :func:`series_of`.
    axis : nibabel.cifti2.ParcelsAxis, optional
        From :func:`parcels`; by default the parcels are names only.

    Returns
    -------
    nibabel.Cifti2Image

    Raises
    ------
    ModuleNotFoundError
        If nibabel is not installed.
    ValueError
        If the parcels are not the regions, in their order.
    """
    nibabel = needed("nibabel", "to make a CIFTI-2 image")
    series = series_of(series)
    time = nibabel.cifti2.SeriesAxis(series.start, series.period, len(series.values), "SECOND")
    return _image(series.values, (time, _parcels(axis, series.names)), 3004, "the series")


def to_pscalar(maps: Mapping[str, Any], names: Sequence[str], axis: Any = None) -> Any:
    """Numbers of regions as CIFTI-2 parcellated scalars: (map, parcel), float32.

    Parameters
    ----------
    maps : mapping of str to array, shape (n,)
        One number for every region, by the name of the map.
    names : sequence of str
        The regions.
    axis : nibabel.cifti2.ParcelsAxis, optional
        From :func:`parcels`; by default the parcels are names only.
    """
    nibabel = needed("nibabel", "to make a CIFTI-2 image")
    if not maps:
        raise ValueError("maps: give one map or more")
    for name, values in maps.items():
        if np.shape(values) != (len(names),):
            raise ValueError(f"map '{name}' has shape {np.shape(values)}, but there are {len(names)} regions")
    values = np.stack([np.asarray(values, float) for values in maps.values()])
    return _image(values, (nibabel.cifti2.ScalarAxis(list(maps)), _parcels(axis, tuple(names))), 3008, "the maps")


def to_pconn(matrix: Any, names: Sequence[str] | None = None, axis: Any = None) -> Any:
    """A matrix between regions as CIFTI-2 parcellated connectivity, float32.

    Parameters
    ----------
    matrix : DataArray, (Run, name) or array, shape (n, n)
        See :func:`matrix_of`: row to, column from, and so it stands in the file, ``image.get_fdata()[to, from]``.
    names : sequence of str, optional
        The regions, for a plain array.
    axis : nibabel.cifti2.ParcelsAxis, optional
        From :func:`parcels`; by default the parcels are names only.
    """
    needed("nibabel", "to make a CIFTI-2 image")
    matrix = matrix_of(matrix, names)
    axis = _parcels(axis, matrix.names)
    return _image(matrix.values, (axis, axis), 3003, "the matrix")


def _image(values: np.ndarray, axes: tuple[Any, ...], intent: int, what: str) -> Any:
    nibabel = needed("nibabel", "to make a CIFTI-2 image")
    image = nibabel.Cifti2Image(single(values, what), axes)
    image.nifti_header.set_intent(intent, name=INTENT_NAMES[intent])
    return image


# The names that the format gives these codes; a header has room for 16 letters.
INTENT_NAMES = dict(zip(CIFTI_INTENTS, ("ConnParcelSries", "ConnParcelScalr", "ConnParcels"), strict=True))


def _parcels(axis: Any, names: tuple[str, ...]) -> Any:
    if axis is None:
        return parcels(names)
    given = [str(name) for name in axis.name]
    if given != list(names):
        missing = [name for name in names if name not in given]
        what = f"'{missing[0]}' is not among them" if missing else "they are others, or in another order"
        raise ValueError(f"the parcels of the axis must be the {len(names)} regions, in their order; {what}")
    return axis


def _structure(name: str, cifti2: Any) -> str:
    known = {"left": "CIFTI_STRUCTURE_CORTEX_LEFT", "right": "CIFTI_STRUCTURE_CORTEX_RIGHT"}
    if name.lower() in known:
        return known[name.lower()]
    try:
        return cifti2.BrainModelAxis.to_cifti_brain_structure_name(name)
    except ValueError:
        raise ValueError(f"surface '{name}' is none that CIFTI-2 knows; use 'left' or 'right'") from None
