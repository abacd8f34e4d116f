"""Forward solutions of MNE-Python: a plain dict of the same form, for MNE itself is not among the test's packages."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from brainmass.io import lead_field_from_mne
from brainmass.sensors import LeadField

RNG = np.random.default_rng(5)
USED = [np.array([0, 2, 5]), np.array([1, 4])]
NORMALS = [RNG.standard_normal((6, 3)) for _ in range(2)]
NORMALS = [nn / np.linalg.norm(nn, axis=1, keepdims=True) for nn in NORMALS]
CARTESIAN = RNG.standard_normal((5, 5, 3))  # channels, sources, axes
TURN = np.array([[0.0, -1, 0, 0.01], [1, 0, 0, 0.02], [0, 0, 1, 0.03], [0, 0, 0, 1]])
NORMAL = np.concatenate([nn[v] for nn, v in zip(NORMALS, USED, strict=True)])
FIXED = np.einsum("srk,rk->sr", CARTESIAN, NORMAL)

LABELS = [
    SimpleNamespace(name="front-lh", hemi="lh", vertices=np.array([0, 1, 2])),
    SimpleNamespace(name="back-lh", hemi="lh", vertices=np.array([3, 5])),
    SimpleNamespace(name="all-rh", hemi="rh", vertices=np.arange(6)),
]


def channel(name, kind, unit, place):
    return {"ch_name": name, "kind": kind, "unit": unit, "loc": np.array([*place, *np.zeros(9)])}


def forward(axes=None, fixed=False, bads=()):
    """Sources of free orientation along the axes (of each source, as rows), or fixed to the normals."""
    axes = np.tile(np.eye(3), (5, 1, 1)) if axes is None else axes
    data = FIXED if fixed else np.einsum("srk,rak->sra", CARTESIAN, axes).reshape(5, 15)
    chs = [channel("M1", 1, 112, (0.1, 0, 0)), channel("G1", 1, 201, (0, 0.1, 0)), channel("E1", 2, 107, (0, 0, 0.1)),
           channel("E2", 2, 107, (0.05, 0, 0.1)), channel("E3", 2, 107, (0, 0.05, 0.1))]  # fmt: skip
    return {
        "sol": {"data": data, "row_names": [c["ch_name"] for c in chs]},
        "source_ori": 1 if fixed else 2,
        "source_nn": NORMAL if fixed else axes.reshape(15, 3),
        "src": [{"vertno": v, "nn": nn, "type": "surf"} for v, nn in zip(USED, NORMALS, strict=True)],
        "coord_frame": 4,
        "info": {"chs": chs, "bads": list(bads), "dev_head_t": {"trans": TURN}},
    }


def rotations():
    """Axes of every source, the last its normal: as of surf_ori=True."""
    return np.array([np.vstack([np.linalg.svd(n[None])[2][1:], n]) for n in NORMAL])


@pytest.mark.parametrize("solution", [forward(), forward(rotations()), forward(fixed=True)])
def test_every_form_of_orientation_gives_the_same(solution):
    lead = lead_field_from_mne(solution)
    assert (lead.sensors, lead.kind, str(lead.unit), lead.free) == (("E1", "E2", "E3"), "EEG", "uV/(nA m)", False)
    np.testing.assert_allclose(lead.gain, FIXED[2:] / 1000, rtol=1e-12)  # 1 V/(A m) is 1/1000 uV/(nA m)


@pytest.mark.parametrize("solution", [forward(), forward(rotations())])
def test_free_orientation_stays_in_the_head_frame(solution):
    lead = lead_field_from_mne(solution, free=True)
    np.testing.assert_allclose(lead.gain, CARTESIAN[2:] / 1000, rtol=1e-12)
    np.testing.assert_allclose(lead.oriented(NORMAL).gain, FIXED[2:] / 1000, rtol=1e-12)


def test_magnetometers_and_gradiometers_have_their_units_and_places():
    mag, grad = (lead_field_from_mne(forward(), channels=kind) for kind in ("mag", "grad"))
    assert (mag.sensors, grad.sensors) == (("M1",), ("G1",))
    assert (mag.kind, str(mag.unit), str(grad.unit)) == ("MEG", "fT/(nA m)", "(fT/cm)/(nA m)")
    np.testing.assert_allclose(mag.gain, 1e6 * FIXED[:1], rtol=1e-12)
    np.testing.assert_allclose(grad.gain, 1e4 * FIXED[1:2], rtol=1e-12)
    np.testing.assert_allclose(mag.positions, [[10, 120, 30]])  # turned and moved from the device into the head, mm
    np.testing.assert_allclose(lead_field_from_mne(forward()).positions[1], [50, 0, 100])


def test_regions_from_labels_and_from_a_mapping():
    expected = np.column_stack([FIXED[2:, :2].mean(axis=1), FIXED[2:, 2], FIXED[2:, 3:].mean(axis=1)]) / 1000
    lead = lead_field_from_mne(forward(), LABELS)
    assert lead.regions == ("front-lh", "back-lh", "all-rh")
    np.testing.assert_allclose(lead.gain, expected, rtol=1e-12)
    indices = lead_field_from_mne(forward(), [0, 0, 1, 2, 2], labels=["a", "b", "c"])
    np.testing.assert_allclose(indices.gain, expected, rtol=1e-12)
    names = lead_field_from_mne(forward(), ["a", "a", "b", "c", "c"], total=True)
    np.testing.assert_allclose(names.gain, expected * [2, 1, 2], rtol=1e-12)
    assert isinstance(names, LeadField)


def test_bad_channels_are_left_out():
    assert lead_field_from_mne(forward(bads=["E2"])).sensors == ("E1", "E3")


def test_without_info_all_rows_are_what_is_said():
    solution = forward()
    del solution["info"]
    lead = lead_field_from_mne(solution, channels="seeg")
    assert (len(lead.sensors), lead.kind, lead.positions) == (5, "sEEG", None)


def overlapping():
    return [*LABELS, SimpleNamespace(name="twice", hemi="rh", vertices=np.array([4]))]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lead_field_from_mne(forward(), channels="meg"), "unknown kind of channels 'meg'"),
        (lambda: lead_field_from_mne(forward(), channels="seeg"), "no 'seeg' channels .* it has 'eeg', 'grad', 'mag'"),
        (lambda: lead_field_from_mne(forward(), LABELS[1:2] + LABELS[1:2]), "vertex 5 of lh belongs to both"),
        (lambda: lead_field_from_mne(forward(), overlapping()), "both 'all-rh' and 'twice'; labels must not overlap"),
        (
            lambda: lead_field_from_mne({**forward(), "src": forward()["src"][:1]}),
            "3 sources in use, and the solution 5",
        ),
        (lambda: lead_field_from_mne(forward(), ["a", "b"]), "one region for each of the 5 sources"),
    ],
)
def test_what_is_said(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_file_needs_mne(monkeypatch):
    monkeypatch.setitem(sys.modules, "mne", None)
    with pytest.raises(ModuleNotFoundError, match=r"MNE-Python is needed: pip install brainmass\[mne\]"):
        lead_field_from_mne("sample-fwd.fif")
