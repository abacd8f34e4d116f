"""A lead field from a forward solution of MNE-Python.

What is read is the structure that MNE documents, so that a plain dict of the same form does as well; the package itself
is needed only to read a file, and to find the normals of a surface where MNE has a way of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from os import PathLike
from typing import Any

import numpy as np

from brainmass.errors import unknown
from brainmass.sensors import LeadField
from brainmass.sensors.gains import gain_unit

MEG, EEG, SEEG, ECOG = 1, 2, 802, 902  # FIFF's kinds of channels
FREE = 2  # FIFF's source_ori
TESLA, TESLA_PER_METRE = 112, 201  # FIFF's units

# Kind of channel, its unit where that decides, what we call it, the unit of MNE's gain and ours.
CHANNELS: dict[str, tuple[int, int | None, str, str, str]] = {
    "eeg": (EEG, None, "EEG", "V/(A m)", "uV/(nA m)"),
    "mag": (MEG, TESLA, "MEG", "T/(A m)", "fT/(nA m)"),
    "grad": (MEG, TESLA_PER_METRE, "MEG", "(T/m)/(A m)", "(fT/cm)/(nA m)"),
    "seeg": (SEEG, None, "sEEG", "V/(A m)", "uV/(nA m)"),
    "ecog": (ECOG, None, "sEEG", "V/(A m)", "uV/(nA m)"),
}


def lead_field_from_mne(
    forward: Any,
    parcellation: Any = None,
    *,
    channels: str = "eeg",
    labels: Sequence[str] = (),
    free: bool = False,
    total: bool = False,
    name: str = "MNE forward",
) -> LeadField:
    """The lead field of a ``mne.Forward``: some of its channels, its sources averaged over regions.

    Parameters
    ----------
    forward : mne.Forward, dict of its form, or path
        A path is read by MNE-Python (``pip install brainmass[mne]``).
    parcellation : sequence of mne.Label, or one region for each source, optional
        Labels as of ``mne.read_labels_from_annot``; or an index into ``labels``, or a name, for each source in the
        order of the forward solution. Sources of no region are left out. Without it the columns are sources.
    channels : {"eeg", "mag", "grad", "seeg", "ecog"}
        Which channels, as MNE calls them. Those marked as bad are left out.
    labels : sequence of str
        The regions of indices, in order.
    free : bool
        Whether sources of free orientation stay so, with a gain along x, y and z of MNE's head frame; else they are
        held to the normals of the surface, by MNE's own function where ``forward`` is MNE's.
    total : bool
        Whether a region's gain is the sum over its sources and not the mean: see :meth:`LeadField.summed`.
    name : str
        What it is called.

    Returns
    -------
    LeadField
        In uV/(nA m), fT/(nA m), or (fT/cm)/(nA m) of gradiometers; positions in mm in MNE's head frame.

    Raises
    ------
    ModuleNotFoundError
        If a path is given and MNE-Python is not installed.
    ValueError
        If it has no such channels, or the regions do not fit its sources.

    Examples
    --------
    A forward solution of two electrodes and three sources on one surface, as a plain dict:

    >>> forward = {
    ...     "sol": {"data": np.arange(18.0).reshape(2, 9), "row_names": ["Cz", "Pz"]},
    ...     "source_ori": 2,
    ...     "source_nn": np.tile(np.eye(3), (3, 1)),
    ...     "src": [{"vertno": np.array([0, 2, 3]), "nn": np.tile([0.0, 0.0, 1.0], (5, 1))}],
    ... }
    >>> lead_field_from_mne(forward, ["a", "b", "b"]).gain * 1000
    array([[ 2. ,  6.5],
           [11. , 15.5]])
    """
    solution = _read(forward) if isinstance(forward, str | PathLike) else forward
    if channels not in CHANNELS:
        raise ValueError(unknown("kind of channels", channels, CHANNELS))
    kind, unit, house = CHANNELS[channels][2:]
    if not free:
        solution = _fixed_by_mne(solution)
    rows, names, positions = _picked(solution, channels)
    gain = _gain(solution)[rows]
    n = gain.shape[1]
    lead = LeadField(gain, names, kind=kind, positions=positions, unit=gain_unit(unit), name=name).in_unit(house)
    if lead.free and not free:
        lead = lead.oriented(_normals(solution, n))
    if parcellation is None:
        return lead
    mapping, regions = _mapping(parcellation, labels, solution["src"], n)
    return lead.summed(mapping, regions) if total else lead.averaged(mapping, regions)


def _read(path: str | PathLike[str]) -> Any:
    try:
        mne = import_module("mne")
    except ModuleNotFoundError:
        raise ModuleNotFoundError(f"to read '{path}' MNE-Python is needed: pip install brainmass[mne]") from None
    return mne.read_forward_solution(path, verbose="error")


def _fixed_by_mne(solution: Any) -> Any:
    """MNE's own conversion to fixed orientation, where it is MNE's own class and of surfaces."""
    if not type(solution).__module__.startswith("mne") or int(solution["source_ori"]) != FREE:
        return solution
    if any(space.get("type") == "vol" for space in solution["src"]):
        raise ValueError("sources in a volume have no normals; say free=True, and give them one by LeadField.oriented")
    convert = import_module("mne").convert_forward_solution
    return convert(solution, surf_ori=True, force_fixed=True, use_cps=True, verbose="error")


def _gain(solution: Mapping[str, Any]) -> np.ndarray:
    """(channels, sources), or (channels, sources, 3) along x, y and z."""
    data = np.asarray(solution["sol"]["data"], float)
    if int(solution["source_ori"]) != FREE:
        return data
    axes = np.asarray(solution["source_nn"], float).reshape(-1, 3, 3)  # of every source, each a row
    return np.einsum("sra,rak->srk", data.reshape(len(data), -1, 3), axes)


def _picked(solution: Mapping[str, Any], channels: str) -> tuple[list[int], tuple[str, ...], np.ndarray | None]:
    """Rows, names and positions of the channels; all rows, without positions, where nothing is said of them."""
    names = [str(name) for name in solution["sol"]["row_names"]]
    info = solution.get("info")
    if info is None:
        return list(range(len(names))), tuple(names), None
    code, unit = CHANNELS[channels][:2]
    known, bads = {str(channel["ch_name"]): channel for channel in info["chs"]}, set(info.get("bads", ()))
    rows = []
    for i, name in enumerate(names):
        channel = known[name]
        right = int(channel["kind"]) == code and unit in (None, int(channel.get("unit", TESLA)))
        if right and name not in bads:
            rows.append(i)
    if not rows:
        held = sorted({_called(known[name]) for name in names})
        raise ValueError(
            f"the forward solution has no '{channels}' channels that are not bad; it has {', '.join(held)}"
        )
    found = np.array([np.asarray(known[names[i]]["loc"], float)[:3] for i in rows])
    if code == MEG and info.get("dev_head_t") is not None:
        move = np.asarray(info["dev_head_t"]["trans"], float)
        found = found @ move[:3, :3].T + move[:3, 3]
    known_places = bool(np.isfinite(found).all())
    return rows, tuple(names[i] for i in rows), 1000 * found if known_places else None


def _called(channel: Mapping[str, Any]) -> str:
    """What the channels of a kind are called here."""
    for name, (code, unit, *_) in CHANNELS.items():
        if int(channel["kind"]) == code and unit in (None, int(channel.get("unit", TESLA))):
            return f"'{name}'"
    return f"kind {int(channel['kind'])}"


def _normals(solution: Mapping[str, Any], n: int) -> np.ndarray:
    """The normal of the surface at every source in use."""
    normals = np.concatenate([np.asarray(s["nn"], float)[np.asarray(s["vertno"], int)] for s in solution["src"]])
    if len(normals) != n:
        raise ValueError(f"the source spaces have {len(normals)} sources in use, and the solution {n}")
    return normals


def _mapping(parcellation: Any, labels: Sequence[str], spaces: Any, n: int) -> tuple[Any, Sequence[str]]:
    """The region of every source, and the regions; from labels by hemisphere and vertex, or as it is given."""
    given = list(parcellation)
    if not given or not all(hasattr(label, "vertices") and hasattr(label, "hemi") for label in given):
        return given, labels
    if len(spaces) != 2:
        raise ValueError(f"labels are of two hemispheres, and the forward solution has {len(spaces)} source space(s)")
    place = {}
    for i, (side, space) in enumerate(zip(("lh", "rh"), spaces, strict=True)):
        start = 0 if i == 0 else len(spaces[0]["vertno"])
        place |= {(side, int(vertex)): start + j for j, vertex in enumerate(space["vertno"])}
    mapping = np.full(n, -1)
    for region, label in enumerate(given):
        for vertex in label.vertices:
            source = place.get((label.hemi, int(vertex)))
            if source is None:
                continue
            if mapping[source] >= 0:
                both = f"'{given[mapping[source]].name}' and '{label.name}'"
                raise ValueError(
                    f"vertex {int(vertex)} of {label.hemi} belongs to both {both}; labels must not overlap"
                )
            mapping[source] = region
    return mapping, tuple(str(label.name) for label in given)
