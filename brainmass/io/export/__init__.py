"""Signals to the files and objects of other software: MNE-Python, NIfTI, CIFTI-2 and GIFTI, BIDS derivatives.

nibabel and MNE are optional, and imported where they are used.
"""

from brainmass.io.export.bids import bids_path, describe_dataset
from brainmass.io.export.cifti import parcels, to_pconn, to_pscalar, to_ptseries
from brainmass.io.export.derivatives import save_bids, save_bids_matrix
from brainmass.io.export.files import save_image
from brainmass.io.export.sensors import raw_parts, save_fif, to_mne_raw
from brainmass.io.export.series import Matrix, Series, matrix_of, series_of
from brainmass.io.export.surface import to_func_gifti, to_label_gifti
from brainmass.io.export.volume import to_nifti

__all__ = [
    "Matrix",
    "Series",
    "bids_path",
    "describe_dataset",
    "matrix_of",
    "parcels",
    "raw_parts",
    "save_bids",
    "save_bids_matrix",
    "save_fif",
    "save_image",
    "series_of",
    "to_func_gifti",
    "to_label_gifti",
    "to_mne_raw",
    "to_nifti",
    "to_pconn",
    "to_pscalar",
    "to_ptseries",
]
