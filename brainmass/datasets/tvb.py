"""``tvb-66`` to ``tvb-192``: the connectomes that come with The Virtual Brain, from the wheel of tvb-data."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from zipfile import ZipFile

from brainmass.datasets import tvb_sensors
from brainmass.datasets.dataset import Dataset, Description
from brainmass.datasets.wheels import TVB_DATA
from brainmass.io import connectome_from, read_region_mapping, read_tvb, read_tvb_surface
from brainmass.surface import Surface

SANZ_LEON = "Sanz Leon et al. (2013) The Virtual Brain, Frontiers in Neuroinformatics, doi:10.3389/fninf.2013.00010"
HAGMANN = "Hagmann et al. (2008) The structural core of human cortex, PLoS Biology, doi:10.1371/journal.pbio.0060159"
SELF = "some regions are connected to themselves: see Connectome.without_self_connections"
ORDINAL = "weights are strengths from 0 to 3, and not symmetric: rows are targets"

AXES = "centres are TVB's, not MNI's: left and right lie apart along y"

ABOUT: dict[int, tuple[str, tuple[str, ...]]] = {
    66: ("cortex; SC with lengths and centres", (SELF, AXES)),
    68: ("cortex; SC with lengths and centres", (SELF, AXES)),
    76: (
        "cortex; SC with lengths and centres; lead fields of 63 EEG, 248 MEG and 588 sEEG sensors",
        (SELF, ORDINAL, AXES, *tvb_sensors.NOTES),
    ),
    96: ("cortex, thalamus and basal ganglia; SC with lengths and centres", (SELF, ORDINAL)),
    192: (
        "cortex and thalamus; SC with lengths and centres",
        (SELF, ORDINAL, AXES, "all thalamic regions of a hemisphere have one centre, so 22 connections have length 0"),
    ),
}


CORTEX = Description(
    name="tvb-cortex-16k",
    regions=76,
    holds="a cortex of 16,384 vertices (extras['surface']) with its regions; the connectome of tvb-76",
    source=f"{TVB_DATA} (tvb_data/surfaceData, tvb_data/regionMapping)",
    licence="GPL-3.0-or-later (tvb-data)",
    citation=(SANZ_LEON,),
    notes=(
        "edges of 3.98 mm in the mean, from 0.66 to 7.76 mm; two closed pieces of 8,192 vertices, the right one first",
        "from 29 to 683 vertices to a region; the centres of tvb-76 are the means of these vertices",
        "triangles are turned round, so that normals point where those of the file do: outwards",
        AXES,
        SELF,
        ORDINAL,
    ),
)


def description(n: int) -> Description:
    """What is known of the connectome of ``n`` regions."""
    holds, notes = ABOUT[n]
    return Description(
        name=f"tvb-{n}",
        regions=n,
        holds=holds,
        source=f"{TVB_DATA} (tvb_data/connectivity)",
        licence="GPL-3.0-or-later (tvb-data)",
        citation=(SANZ_LEON, HAGMANN) if n == 66 else (SANZ_LEON,),
        notes=notes,
    )


def reader(n: int) -> Callable[[ZipFile], Dataset]:
    """What reads the connectome of ``n`` regions from the wheel of tvb-data."""
    return partial(_read, n)


def _read(n: int, wheel: ZipFile) -> Dataset:
    members = read_tvb(io.BytesIO(wheel.read(f"tvb_data/connectivity/connectivity_{n}.zip")))
    members["hemispheres"] = [_side(label) for label in members["labels"]]
    connectome = connectome_from(members, name=f"tvb-{n}")
    extras = {part: members[part] for part in ("cortical", "areas", "average_orientations") if part in members}
    if "cortical" in extras:
        extras["cortical"] = extras["cortical"].astype(bool)
    if n == 76:
        extras |= tvb_sensors.sensors(wheel, connectome.labels)
    return Dataset(f"tvb-{n}", connectome, description(n), extras=extras)


def read_cortex(wheel: ZipFile) -> Dataset:
    """The cortex from the wheel of tvb-data, with the connectome of its 76 regions."""
    members = read_tvb(io.BytesIO(wheel.read("tvb_data/connectivity/connectivity_76.zip")))
    members["hemispheres"] = [_side(label) for label in members["labels"]]
    connectome = connectome_from(members, name="tvb-76")
    vertices, triangles = read_tvb_surface(io.BytesIO(wheel.read("tvb_data/surfaceData/cortex_16384.zip")))
    mapping = read_region_mapping(io.BytesIO(wheel.read("tvb_data/regionMapping/regionMapping_16k_76.txt")))
    sides = tuple(connectome.hemispheres[i] for i in mapping)
    surface = Surface(vertices, triangles, mapping, connectome.labels, sides, name=CORTEX.name)
    return Dataset(CORTEX.name, connectome, CORTEX, extras={"surface": surface})


def _side(label: str) -> str:
    """``RM-TCpol_R`` is right, as are ``rA1`` and ``r_insula``."""
    return label[-1] if label.endswith(("_L", "_R")) else label[0].upper()
