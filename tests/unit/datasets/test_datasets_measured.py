"""Every measured data set, against the numbers recorded when it was first looked at, and against itself."""

import itertools
from functools import cache

import numpy as np
import pytest

from brainmass import datasets
from brainmass.analysis import DIFFUSIVE, best_linear_fc
from brainmass.sensors import seeg

pytestmark = pytest.mark.usefixtures("measured")


def correlation(a, b):
    pairs = np.triu_indices(len(a), 1)
    return np.corrcoef(a[pairs], b[pairs])[0, 1]


def is_correlation_matrix(fc):
    return np.array_equal(fc, fc.T) and np.all(np.diag(fc) == 1) and np.abs(fc).max() <= 1 + 1e-12


def test_hcp_schaefer100():
    data = datasets.load("hcp-schaefer100")
    sc, fc, other = data.connectome, data.fc, data.extras["fc_test303"]
    assert correlation(sc.weights, fc) == pytest.approx(data.baselines["SC-FC"], abs=5e-4)
    assert correlation(fc, other) == pytest.approx(data.baselines["FC of the other group"], abs=5e-4)
    # The gain is chosen, and the network judged, on the other group.
    assert best_linear_fc(sc.weights, other).similarity == pytest.approx(
        data.baselines["best linear network"], abs=5e-4
    )
    for matrix in (sc.weights, sc.lengths):
        assert np.array_equal(matrix, matrix.T)
        assert not np.diag(matrix).any()
    assert np.array_equal(sc.weights > 0, sc.lengths > 0)
    assert 230 < sc.lengths.max() < 240  # mm
    assert is_correlation_matrix(fc)
    assert is_correlation_matrix(other)
    assert data.fcd.shape == (13677,)
    assert data.extras["fcd_test303"].shape == (13678,)


def test_hcp_schaefer100_regions_and_subjects():
    data = datasets.load("hcp-schaefer100")
    sc = data.connectome
    # The 7-network Schaefer-100 atlas has 9, 6, 8, 7, 3, 4 and 13 parcels on the left.
    counts = [sum(label.startswith(f"LH_{name}_") for label in sc.labels) for name in data.extras["networks"]]
    assert counts == [9, 6, 8, 7, 3, 4, 13]
    assert (sc.labels[0], sc.labels[50], sc.labels[49]) == ("LH_Vis_1", "RH_Vis_1", "LH_Default_13")
    assert sc.hemispheres == ("L",) * 50 + ("R",) * 50
    # Homologous parts of the visual network are far more alike than vision and default mode are.
    left, right = sc.index("LH_Vis_5"), sc.index("RH_Vis_5")
    assert data.fc[left, right] > 0.6 > data.fc[left, sc.index("LH_Default_5")] + 0.3
    assert data.subjects == ("100206", "100307")
    for subject in data.subjects:
        assert data.bold[subject].shape == data.extras["bold_rest2"][subject].shape == (1200, 100)
        assert correlation(np.corrcoef(data.bold[subject].T), data.fc) > 0.7
        assert correlation(data.extras["connectomes"][subject].weights, sc.weights) > 0.9
    assert data.tr == 720.0
    for name, values in data.extras["maps"].items():
        # z-scored, as the files are called, with the deviation of a sample or of a population
        assert (name, abs(values.mean()) < 1e-5, 0.99 < values.std() < 1.01) == (name, True, True)


def test_hcp_aal2():
    data = datasets.load("hcp-aal2")
    sc = data.connectome
    assert correlation(sc.weights, data.fc) == pytest.approx(data.baselines["SC-FC"], abs=5e-4)
    fcs = data.extras["fcs"].values()
    between = np.mean([correlation(a, b) for a, b in itertools.combinations(fcs, 2)])
    assert between == pytest.approx(data.baselines["FC between subjects"], abs=5e-4)
    assert data.subjects == ("101309", "102311", "102816", "131217", "211619", "213522", "377451")
    assert all(data.bold[subject].shape == (1200, 80) for subject in data.subjects)
    assert sc.n == 80
    assert sc.labels[:2] == ("Precentral_L", "Precentral_R")
    assert sc.labels[-2:] == ("Temporal_Inf_L", "Temporal_Inf_R")
    assert sc.hemispheres == ("L", "R") * 40
    left_out = ("Hippocampus", "Amygdala", "Caudate", "Putamen", "Pallidum", "Thalamus", "Cerebelum")
    assert not any(label.startswith(left_out) for label in sc.labels)
    # Homologous regions, which stand side by side, are more alike than any other neighbours in the list.
    fc = data.fc
    assert np.mean(np.diag(fc, 1)[::2]) > 0.6 > np.mean(np.diag(fc, 1)[1::2])
    assert 200 < sc.lengths.max() < 260


def test_dk84():
    data = datasets.load("dk84")
    sc = data.connectome
    assert correlation(sc.weights, data.fc) == pytest.approx(data.baselines["SC-FC"], abs=5e-4)
    assert is_correlation_matrix(data.fc)
    assert np.array_equal(sc.weights, sc.weights.T)
    assert sc.hemispheres == ("L",) * 42 + ("R",) * 42
    assert dict(zip(sc.labels, data.extras["region_names"], strict=True))["L.BSTS"] == "ctx-lh-bankssts"
    # The order is not mirrored, so homologous regions are alike only where labels and FC belong together.
    names = [label[2:] for label in sc.labels[:42]]
    across = np.array([[data.fc[sc.index(f"L.{a}"), sc.index(f"R.{b}")] for b in names] for a in names])
    assert np.diag(across).mean() > 2 * across[~np.eye(42, dtype=bool)].mean()
    assert data.extras["fcd_edges"].shape == (data.extras["fcd_histogram"].size + 1,)


# Counted in the text files by unzip, grep and awk: regions on the left, connections, longest tract (of 76 also in TVB's
# own tests), and the first connection (to, from, weight) that has none the other way.
TVB = {
    66: (33, 1377, 238.0, None),
    68: (34, 1244, 252.90276, None),
    76: (38, 1560, 153.48574, (0, 11, 2)),
    96: (48, 3939, 150.10497, (0, 3, 2)),
    192: (96, 3532, 142.1458, (1, 62, 2)),
}


@cache
def tvb(n):
    """Loaded once: 76 has large projections."""
    return datasets.load(f"tvb-{n}")


@pytest.mark.parametrize("n", TVB)
def test_tvb(n):
    data = tvb(n)
    sc = data.connectome
    left, connections, longest, one_way = TVB[n]
    assert (sc.n, sc.hemispheres.count("L"), np.count_nonzero(sc.weights)) == (n, left, connections)
    assert sc.lengths.max() == pytest.approx(longest, rel=1e-7)
    assert sc.centres.shape == (n, 3)
    if one_way:
        target, source, weight = one_way
        assert (sc.weights[target, source], sc.weights[source, target]) == (weight, 0)
    assert data.fc is None
    assert not data.baselines


def test_tvb_76_projections():
    extras = tvb(76).extras
    assert extras["region_mapping"].shape == (16384,)
    assert set(extras["region_mapping"].tolist()) == set(range(76))
    for kind, channels, first in (("eeg", 63, "Fp1"), ("meg", 248, "A22")):
        projection, sensors = extras[f"{kind}_projection"], extras[f"{kind}_sensors"]
        assert projection.shape == (channels, 16384)
        assert len(sensors) == channels
        assert np.isfinite(projection).all()
        assert sensors[0] == first
    # A channel sees best what lies under it: the occipital Oz sees the visual cortex better than the frontal pole.
    names = tvb(76).connectome.labels
    seen = np.abs(extras["eeg_projection"][extras["eeg_sensors"].index("Oz")])
    region = [np.mean(seen[extras["region_mapping"] == names.index(name)]) for name in ("rV1", "rPFCPOL")]
    assert region[0] > 2 * region[1]
    assert extras["cortical"].dtype == bool


def test_tvb_76_lead_fields():
    data = tvb(76)
    extras, labels = data.extras, data.connectome.labels
    for name, channels, unit in (("eeg", 63, "uV/(nA m)"), ("meg", 248, "fT/(nA m)"), ("seeg", 588, "uV/(nA m)")):
        lead = extras[name].on(labels)
        assert (len(lead.sensors), lead.regions, str(lead.unit)) == (channels, labels, unit)
    # The mean over the vertices of a region, V/(A m) as uV/(nA m).
    mapping, oz = extras["region_mapping"], extras["eeg"].sensors.index("Oz")
    seen = extras["eeg_projection"][oz, mapping == labels.index("rV1")].mean() / 1000
    assert extras["eeg"].on(["rV1"]).gain[oz, 0] == pytest.approx(seen, rel=1e-12)
    # A pole of the head is seen best by the electrode over it, and a contact reads the region in which it stands best.
    potential = np.abs(extras["eeg"].referenced().gain[:, labels.index("rV1")])
    assert extras["eeg"].sensors[int(potential.argmax())] in ("Oz", "O1", "O2", "POz", "Iz", "PO7", "PO8", "PO3", "PO4")
    away = np.linalg.norm(extras["seeg"].positions[:, None] - data.connectome.centres, axis=2)
    best = np.abs(extras["seeg"].gain).argmax(axis=1)
    assert np.median(away[np.arange(588), best]) < 25  # mm, of a brain of 180
    assert extras["meg"].positions is None


# Gains that monitors.EEG, MEG and iEEG of tvb-library 2.10.0 have once a simulation of these regions is configured.
TVB_REGIONS = ["rA1", "lAMYG", "lCC"]
TVB_GAINS = {
    "eeg": {"Fp1": [367.73452399, -667.66623987, -1587.77382467], "Oz": [-748.49912206, 367.46776826, -45.19084245]},
    "meg": {"A181": [2.08987679e-05, 1.76293670e-04, -5.46041742e-05],
            "A69": [4.34537979e-05, 5.21498555e-05, -1.18718399e-04]},
}  # fmt: skip
TVB_DIPOLES = [[1.33951836e-06, 1.18162360e-05, 9.77243342e-06], [-1.52244195e-07, -3.66769380e-05, -2.41825719e-05]]


def test_tvb_76_gains_are_those_of_tvb(check):
    """TVB sums over the vertices of a region; its dipoles of sEEG lie at the centres, with 1 S/m, and are shorter than
    1, for their orientations are means of normals."""
    extras, connectome = tvb(76).extras, tvb(76).connectome
    source = "tvb-library 2.10.0"
    for name, unit in (("eeg", "V/(A m)"), ("meg", "T/(A m)")):
        lead = extras[f"{name}_vertices"].summed(extras["region_mapping"], connectome.labels).in_unit(unit)
        rows = [lead.sensors.index(sensor) for sensor in TVB_GAINS[name]]
        ours = lead.on(TVB_REGIONS).gain[rows]
        check.table(f"tvb-76, {name}, summed", ours, list(TVB_GAINS[name].values()), rel=1e-8, source=source)
    regions = [connectome.index(label) for label in TVB_REGIONS]
    orientations = extras["average_orientations"][regions]
    contacts = extras["seeg"].positions[[0, -1]]
    dipoles = seeg(contacts, connectome.centres[regions], orientations, conductivity=1.0)
    ours = dipoles.in_unit("V/(A m)").gain * np.linalg.norm(orientations, axis=1)
    # 1 V/(A m) is 1e6 of TVB's, which has mm for m.
    check.table("tvb-76, sEEG of dipoles", 1e-6 * ours, TVB_DIPOLES, rel=1e-8, source=source)


@pytest.mark.slow
def test_linear_baselines():
    """The scan over all gains; in hcp-schaefer100 the network is judged on the other group, as any fit should be."""
    hcp, dk = datasets.load("hcp-schaefer100"), datasets.load("dk84")
    fit = best_linear_fc(hcp.connectome.weights, hcp.extras["fc_test303"])
    assert fit.similarity == pytest.approx(hcp.baselines["best linear network"], abs=5e-4)
    fit = best_linear_fc(dk.connectome.weights, dk.fc, DIFFUSIVE)
    assert fit.similarity == pytest.approx(dk.baselines["linear diffusive network"], abs=3e-3)


def test_tvb_cortex(check):
    data = datasets.load("tvb-cortex-16k")
    cortex, sc = data.extras["surface"], data.connectome
    given = {"source": "TVB's own tests", "unit": "mm"}
    check("mean edge of TVB's cortex_16384", cortex.edge_lengths.mean(), 3.97605292887, abs=1e-9, **given)
    check("longest tract of connectivity_76", sc.lengths.max(), 153.48574, abs=1e-5, **given)
    assert (cortex.n, len(cortex.triangles), cortex.pieces) == (16384, 32760, 2)
    assert cortex.n - len(cortex.edges) + len(cortex.triangles) == 4  # two closed surfaces
    # The connectome's centres are the means of the vertices, and hemispheres are pieces.
    np.testing.assert_allclose(cortex.region_means(cortex.vertices.T).T, sc.centres, atol=1e-3)
    assert {len(set(np.array(cortex.hemispheres)[t].tolist())) for t in cortex.triangles[::97]} == {1}
    # Normals point outwards: the volume inside is positive.
    a, b, c = (cortex.vertices[cortex.triangles[:, k]] for k in range(3))
    assert (a * np.cross(b, c)).sum() / 6 == pytest.approx(1.2868e6, rel=1e-3)
