"""BIDS derivatives: names by the grammar of the specification, tables that give the same numbers, sidecars."""

import json
from types import SimpleNamespace

import nibabel
import numpy as np
import pytest
import xarray as xr

from brainmass import __version__
from brainmass.io.export import bids_path, describe_dataset, save_bids, save_bids_matrix, to_nifti, to_ptseries
from brainmass.io.export.bids import ENTITIES, SUFFIXES

NAMES = ["V1", "M1", "thalamus"]
WHO = {"subject": "01", "task": "rest"}

# rules.entities of the schema of BIDS 1.11, by their keys in names; what does not concern us left out.
ORDER = ["sub", "ses", "task", "acq", "run", "hemi", "space", "atlas", "seg", "scale", "res", "den", "desc"]


def bold(dtype="float32", unit="1"):
    values = np.random.default_rng(2).standard_normal((5, 3)).astype(dtype) * 1e-5
    time = xr.Variable("time", 100.0 + 720.0 * np.arange(5), {"units": "ms"})
    return xr.DataArray(values, {"time": time, "region": NAMES}, ("time", "region"), "bold", {"units": unit})


def read(path):
    return np.loadtxt(path, delimiter="\t", skiprows=1), path.read_text(encoding="utf-8").splitlines()[0].split("\t")


def sidecar(path):
    return json.loads((path.parent / (path.name.split(".")[0] + ".json")).read_text(encoding="utf-8"))


def test_a_name_has_its_entities_in_the_order_of_the_specification():
    every = {name: "L" if name == "hemisphere" else "7" for name in ENTITIES}
    path = bids_path("root", **every)
    *pairs, suffix = path.name.removesuffix(".tsv").split("_")
    keys = [pair.split("-")[0] for pair in pairs]
    assert [key for key in keys if key in ORDER] == ORDER
    assert set(keys) - set(ORDER) == {"stat"}  # of BEP012
    assert suffix == "timeseries"
    assert path.parent.as_posix() == "root/sub-7/ses-7/func"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"suffix": "bold", "extension": ".nii.gz", "space": "MNI152NLin6Asym", "desc": "hopf"},
         "func/sub-01_task-rest_space-MNI152NLin6Asym_desc-hopf_bold.nii.gz"),
        ({"suffix": "meg", "extension": ".fif", "run": 2}, "meg/sub-01_task-rest_run-2_meg.fif"),
        ({"datatype": "eeg"}, "eeg/sub-01_task-rest_timeseries.tsv"),
        ({"suffix": "relmat", "segmentation": "Schaefer100", "desc": "a+b"},
         "func/sub-01_task-rest_seg-Schaefer100_desc-a+b_relmat.tsv"),
        ({"suffix": "dseg", "extension": ".label.gii", "hemisphere": "L"},
         "anat/sub-01_task-rest_hemi-L_dseg.label.gii"),
    ],
)  # fmt: skip
def test_names(given, name):
    assert bids_path("x", **WHO, **given).as_posix() == f"x/sub-01/{name}"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"subject": "0_1"}, "subject must be letters and digits, which BIDS wants between - and _, got '0_1'; '01'"),
        ({"subject": ""}, "subject must be letters and digits"),
        ({"desc": "a-b"}, "desc must be letters and digits"),
        ({"task": "../rest"}, "task must be letters and digits"),
        ({"session": "tag é"}, "session must be letters and digits"),
        ({"run": "first"}, "run must be a number, 0 or more, got 'first'"),
        ({"run": -1}, "run must be a number, 0 or more, got -1"),
        ({"run": True}, "run must be a number"),
        ({"hemisphere": "left"}, "hemisphere must be 'L' or 'R', got 'left'"),
        ({"suffix": "bolt"}, "unknown suffix 'bolt'; did you mean 'bold'?"),
        ({"suffix": "eeg", "extension": ".fif"}, "eeg: unknown extension '.fif'"),
        ({"suffix": "bold", "extension": ".nii", "task": None}, "bold: BIDS wants a task in the name"),
        ({"datatype": "fmri"}, "unknown datatype 'fmri'"),
    ],
)
def test_names_that_are_none_of_bids(given, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        bids_path("root", **(WHO | given))
    assert message in str(caught.value)


def test_a_table_gives_the_same_numbers_to_the_last_bit(tmp_path):
    for dtype in ("float32", "float64"):
        path = save_bids(bold(dtype, "mV"), tmp_path, **WHO, desc=dtype)
        values, header = read(path)
        np.testing.assert_array_equal(values.astype(dtype), bold(dtype).values)
        assert header == NAMES
    assert path.relative_to(tmp_path).as_posix() == "sub-01/func/sub-01_task-rest_desc-float64_timeseries.tsv"
    about = sidecar(path)
    assert about["SamplingFrequency"] == pytest.approx(1 / 0.72, rel=1e-11)
    assert (about["StartTime"], about["TaskName"]) == (0.1, "rest")
    assert about["thalamus"] == {"Description": "region or sensor thalamus", "Units": "mV"}
    assert "RepetitionTime" not in about


def test_the_dataset_is_described_once(tmp_path):
    root = tmp_path / "derivatives" / "brainmass"
    save_bids(bold(), root, **WHO)
    description = json.loads((root / "dataset_description.json").read_text())
    assert description["Name"] == "brainmass"
    assert description["DatasetType"] == "derivative"
    assert description["GeneratedBy"] == [{"Name": "brainmass", "Version": __version__}]
    assert "*_timeseries.*" in (root / ".bidsignore").read_text().splitlines()
    (root / "dataset_description.json").write_text(json.dumps(description | {"Authors": ["A"]}))
    save_bids(bold(), root, **WHO, run=2)
    assert json.loads((root / "dataset_description.json").read_text())["Authors"] == ["A"]
    assert describe_dataset(tmp_path / "new", "Another").parent.name == "new"


def test_raw_data_are_not_written_into(tmp_path):
    (tmp_path / "dataset_description.json").write_text('{"Name": "raw", "BIDSVersion": "1.11.0"}')
    with pytest.raises(ValueError, match=r"is a dataset of type 'raw'; write into .*derivatives"):
        save_bids(bold(), tmp_path, **WHO)
    (tmp_path / "dataset_description.json").write_text("[]")
    with pytest.raises(ValueError, match="is not readable"):
        save_bids(bold(), tmp_path, **WHO)
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_is_overwritten_unasked(tmp_path):
    path = save_bids(bold(), tmp_path, **WHO)
    before = path.read_bytes()
    with pytest.raises(FileExistsError, match="overwrite=True replaces it, run= or desc= gives another name"):
        save_bids(bold() * 2, tmp_path, **WHO)
    assert path.read_bytes() == before
    path.unlink()
    with pytest.raises(FileExistsError, match=r"timeseries\.json exists"):  # nor is a sidecar
        save_bids(bold(), tmp_path, **WHO)
    assert save_bids(bold(), tmp_path, **WHO, overwrite=True).read_bytes() == before


def test_a_failure_leaves_neither_file_nor_sidecar(tmp_path):
    image = to_ptseries(bold())
    image.to_filename = lambda name: (name.write_text("half"), 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save_bids(bold(), tmp_path, **WHO, image=image)
    assert not list((tmp_path / "sub-01" / "func").iterdir())


def test_images_have_names_and_sidecars_of_their_kind(tmp_path):
    atlas = nibabel.Nifti1Image(np.array([1, 2, 3], "int16").reshape(3, 1, 1), np.eye(4))
    path = save_bids(bold(), tmp_path, **WHO, image=to_nifti(bold(), atlas), space="MNI152NLin6Asym", sources=["a"])
    assert path.name == "sub-01_task-rest_space-MNI152NLin6Asym_bold.nii.gz"
    np.testing.assert_array_equal(np.asarray(nibabel.load(path).dataobj)[:, 0, 0], bold().values.T)
    about = sidecar(path)
    wanted = {"RepetitionTime": 0.72, "SkullStripped": True, "Units": "1", "Sources": ["a"]}
    assert {name: about[name] for name in wanted} == wanted
    path = save_bids(bold(), tmp_path, **WHO, image=to_ptseries(bold()), segmentation="Toy3")
    assert path.name == "sub-01_task-rest_seg-Toy3_timeseries.ptseries.nii"
    np.testing.assert_array_equal(nibabel.load(path).get_fdata(), bold().values)
    with pytest.raises(ValueError, match="the image has 5 samples, but the series has 3"):
        save_bids(bold()[:3], tmp_path, **WHO, image=to_ptseries(bold()))
    with pytest.raises(ValueError, match=r"unknown extension '\.nii'"):
        save_bids(bold(), tmp_path, **WHO, image=to_ptseries(bold()), extension=".nii")


def test_a_raw_of_mne_is_saved_for_meg_only(tmp_path):
    saved = []
    raw = SimpleNamespace(ch_names=NAMES, times=range(5), get_channel_types=lambda: ["mag"] * 3)
    raw.save = lambda path, **how: (path.write_text("fif"), saved.append(how))
    path = save_bids(bold(unit="fT"), tmp_path, **WHO, image=raw)
    assert (path.parent.name, path.name) == ("meg", "sub-01_task-rest_meg.fif")
    assert path.read_text() == "fif"
    assert sidecar(path)["Units"] == "fT"
    raw.get_channel_types = lambda: ["eeg"] * 3
    with pytest.raises(ValueError, match="BIDS has FIF for MEG only"):
        save_bids(bold(), tmp_path, **WHO, image=raw)


def test_what_reproduces_a_run_stands_in_the_sidecar(tmp_path):
    attributes = {"dt_ms": 0.1, "seed": 3, "params": {"a": np.array([0.1, np.inf])}}
    run = SimpleNamespace(data={"r": np.ones((3, 2))}, t={"r": np.arange(3.0)}, labels={"r": ["a", "b"]},
                          units={"r": "1/ms"}, attributes=attributes)  # fmt: skip
    about = sidecar(save_bids((run, "r"), tmp_path, **WHO, metadata={"Description": "mine"}))
    assert about["Simulation"] == {"dt_ms": 0.1, "seed": 3, "params": {"a": [0.1, "inf"]}}
    assert about["Description"] == "mine"
    assert about["SamplingFrequency"] == 1000


def test_a_matrix_and_its_index(tmp_path):
    matrix = np.array([[0.0, 0.1, -0.2], [0.3, 0.0, 0.4], [0.5, 0.6, 0.0]])
    of_atlas = {"names": NAMES, "numbers": [5, 6, 9], "segmentation": "Toy3"}
    path = save_bids_matrix(matrix, tmp_path, **WHO, measure="Granger", **of_atlas)
    values, header = read(path)
    np.testing.assert_array_equal(values, matrix)  # rows are targets
    assert header == NAMES
    about = sidecar(path)
    wanted = {"Directed": True, "Weighted": True, "ValidDiagonal": False, "NonNegative": False, "MeasureUnits": "1"}
    assert {name: about[name] for name in wanted} == wanted
    assert about["RelationshipMeasure"] == "Granger"
    rows = [line.split("	") for line in (path.parent / about["NodeIndicesFile"]).read_text().splitlines()]
    assert rows[0] == ["matrix_index", "node_file", "node_index", "name"]
    assert rows[1:] == [["0", "n/a", "5", "V1"], ["1", "n/a", "6", "M1"], ["2", "n/a", "9", "thalamus"]]
    about = sidecar(save_bids_matrix(np.ones((3, 3)), tmp_path, **WHO, measure="Pearson correlation", names=NAMES))
    wanted = {"Directed": False, "Weighted": False, "ValidDiagonal": True, "NonNegative": True}
    assert {name: about[name] for name in wanted} == wanted


def test_entities_that_bids_wants_explained(tmp_path):
    with pytest.raises(ValueError, match=r"density: BIDS wants it explained; give metadata=\{'Density': '...'\}"):
        save_bids(bold(), tmp_path, **WHO, density="32k")
    path = save_bids(bold(), tmp_path, **WHO, density="32k", metadata={"Density": "32k vertices a hemisphere"})
    assert sidecar(path)["Density"] == "32k vertices a hemisphere"
    with pytest.raises(ValueError, match="a column cannot be called 'TaskName'"):
        save_bids(bold().assign_coords(region=["a", "b", "TaskName"]), tmp_path, **WHO, run=3)


def test_what_is_not_released_says_of_which_proposal_it_is():
    assert all(suffix.proposal for suffix in SUFFIXES.values() if suffix.proposed)
    assert {name for name, suffix in SUFFIXES.items() if not suffix.released} == {
        "timeseries",
        "boldmap",
        "relmat",
        "nodeindices",
    }
