"""The sensors of ``tvb-76``: EEG and MEG by projections onto TVB's cortex of 16,384 vertices, sEEG by a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any
from zipfile import ZipFile

import numpy as np

from brainmass.io import read_lead_field, read_region_mapping, read_sensors
from brainmass.sensors import LeadField, seeg

NOTES = (
    "extras: the lead fields eeg, meg and seeg are means over the vertices of a region, so that activity is the "
    "region's dipole moment; TVB takes the sum (LeadField.summed of eeg_vertices and meg_vertices with region_mapping)",
    "the files of EEG and MEG do not say their unit; it is taken to be SI, as Brainstorm's is",
    "EEG electrodes stand in a frame of their own, about 60 mm above that of the cortex; what the file of MEG gives as "
    "positions and orientations is none (x, y and z nearly equal), so it is left out",
    "seeg is made here: a dipole at every vertex along its normal, 2 mm in radius, in an infinite medium of 0.3 S/m",
)
MEMBERS = {"eeg": ("EEG", "eeg_65", "eeg_brainstorm_65", "V/(A m)"),
           "meg": ("MEG", "meg_276", "meg_brainstorm_276", "T/(A m)")}  # fmt: skip
HOUSE = {"eeg": "uV/(nA m)", "meg": "fT/(nA m)"}
PATCH = 2.0  # mm, the radius of 1/16384 of this cortex


def sensors(wheel: ZipFile, labels: Sequence[str]) -> Mapping[str, Any]:
    """Lead fields of vertices and of regions, the region of every vertex, and the matrices as they are in the files."""
    mapping = read_region_mapping(_member(wheel, "regionMapping/regionMapping_16k_76.txt"))
    parts: dict[str, Any] = {"region_mapping": mapping}
    for name in MEMBERS:
        lead = _projected(wheel, name)
        parts[f"{name}_projection"], parts[f"{name}_sensors"] = lead.gain, lead.sensors
        vertices = lead.in_unit(HOUSE[name])
        parts[f"{name}_vertices"], parts[name] = vertices, vertices.averaged(mapping, labels)
    parts["seeg"] = _contacts(wheel).averaged(mapping, labels)
    return parts


def _projected(wheel: ZipFile, name: str) -> LeadField:
    kind, projection, table, unit = MEMBERS[name]
    lead = read_lead_field(
        _member(wheel, f"projectionMatrix/projection_{projection}_surface_16k.npy"),
        _member(wheel, f"sensors/{table}.txt"),
        kind=kind,
        unit=unit,
        name=f"tvb-76 {kind}",
    )
    if kind == "EEG":
        return lead
    return LeadField(lead.gain, lead.sensors, kind=kind, unit=lead.unit, name=lead.name)


def _contacts(wheel: ZipFile) -> LeadField:
    """588 contacts, and the cortex around them."""
    who = read_sensors(_member(wheel, "sensors/seeg_588.txt"))
    with ZipFile(_member(wheel, "surfaceData/cortex_16384.zip")) as surface:
        vertices, normals = (np.loadtxt(surface.open(f"{part}.txt")) for part in ("vertices", "vertex_normals"))
    return seeg(who["positions"], vertices, normals, radius=PATCH, sensors=who["sensors"])


def _member(wheel: ZipFile, path: str) -> io.BytesIO:
    return io.BytesIO(wheel.read(f"tvb_data/{path}"))
