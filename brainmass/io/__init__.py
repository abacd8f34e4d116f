"""Files: connectomes in the formats that people have, and labelled results.

Every reader of a format turns a file into named arrays; one function, :func:`connectome_from`, says which of them is
what. Nothing that is read is ever run: no pickles, no path inside an archive used as a path, no size believed.
"""

from brainmass.io import export
from brainmass.io.forward import lead_field_from_mne
from brainmass.io.graphml import read_graphml
from brainmass.io.matlab import read_mat
from brainmass.io.members import Members, connectome_from
from brainmass.io.numpy import read_npy, read_npz
from brainmass.io.read import read_connectome
from brainmass.io.results import load_result, save_result, to_dataset
from brainmass.io.sensors import read_lead_field, read_projection, read_region_mapping, read_sensors
from brainmass.io.surfaces import read_mapping, read_surface, read_tvb_surface
from brainmass.io.text import read_text
from brainmass.io.tvb import read_tvb
from brainmass.io.write import write_connectome

__all__ = [
    "Members",
    "connectome_from",
    "export",
    "lead_field_from_mne",
    "load_result",
    "read_connectome",
    "read_graphml",
    "read_lead_field",
    "read_mapping",
    "read_mat",
    "read_npy",
    "read_npz",
    "read_projection",
    "read_region_mapping",
    "read_sensors",
    "read_surface",
    "read_text",
    "read_tvb",
    "read_tvb_surface",
    "save_result",
    "to_dataset",
    "write_connectome",
]
