"""MATLAB files: version 5 as SciPy writes it, version 7.3 laid out as MATLAB does (columns first, after 512 bytes)."""

import io

import h5py
import numpy as np
import pytest
from scipy.io import savemat
from scipy.sparse import csc_matrix

from brainmass.io import connectome_from, read_connectome, read_mat

SC = np.array([[0.0, 2.0, 0.0], [1.0, 0.0, 0.5], [0.0, 3.0, 0.0]])
LENGTHS = np.array([[0.0, 40.0, 90.0], [40.0, 0.0, 70.0], [90.0, 70.0, 0.0]])
LABELS = ["V1", "M1", "µ"]


def version_5(**variables):
    file = io.BytesIO()
    savemat(file, variables)
    file.seek(0)
    return file


def version_7_3(path, build):
    with h5py.File(path, "w", userblock_size=512) as file:
        build(file)
    header = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\x00\x02IM"
    with path.open("r+b") as file:
        file.write(header)
    return path


def put(group, name, array, kind=b"double"):
    """As MATLAB does: the dimensions reversed, the class beside them."""
    item = group.create_dataset(name, data=np.asarray(array).T)
    item.attrs["MATLAB_class"] = np.bytes_(kind)
    return item


def put_text(group, name, text):
    return put(group, name, np.array([[ord(c) for c in text]], "uint16"), b"char")


def put_cells(file, name, texts):
    cells = [put_text(file.require_group("#refs#"), f"{name}{i}", text) for i, text in enumerate(texts)]
    item = file.create_dataset(name, data=np.array([[cell.ref for cell in cells]], h5py.ref_dtype))
    item.attrs["MATLAB_class"] = np.bytes_(b"cell")


@pytest.mark.parametrize("do_compression", [False, True])
def test_version_5(tmp_path, do_compression):
    names = np.array(LABELS, dtype=object)  # a cell array
    savemat(tmp_path / "a.mat", {"SC": SC, "len": LENGTHS, "labels": names}, do_compression=do_compression)
    sc = read_connectome(tmp_path / "a.mat")
    np.testing.assert_array_equal(sc.weights, SC)
    np.testing.assert_array_equal(sc.lengths, LENGTHS)
    assert sc.labels == tuple(LABELS)
    assert sc.name == "a"


def test_version_5_structures_sparse_matrices_and_character_matrices():
    members = read_mat(version_5(data={"weights": csc_matrix(SC), "about": {"n": 3}}, names=["V1 ", "M1 ", "AUD"]))
    np.testing.assert_array_equal(members["data.weights"], SC)
    assert members["data.about.n"] == 3
    assert connectome_from(members).labels == ("V1", "M1", "AUD")


def test_version_4(tmp_path):
    savemat(tmp_path / "old.mat", {"C": SC}, format="4")
    np.testing.assert_array_equal(read_connectome(tmp_path / "old.mat").weights, SC)


def test_version_7_3(tmp_path):
    def build(file):
        put(file, "SC", SC)
        put(file, "len", LENGTHS)
        put_cells(file, "labels", LABELS)

    sc = read_connectome(version_7_3(tmp_path / "b.mat", build))
    np.testing.assert_array_equal(sc.weights, SC)
    np.testing.assert_array_equal(sc.lengths, LENGTHS)
    assert sc.labels == tuple(LABELS)


def test_version_7_3_structures_sparse_matrices_and_text(tmp_path):
    def build(file):
        sparse = csc_matrix(SC)
        group = file.create_group("data").create_group("weights")
        group.attrs["MATLAB_sparse"] = np.uint64(3)
        for name, part in (("data", sparse.data), ("ir", sparse.indices), ("jc", sparse.indptr)):
            group.create_dataset(name, data=part)
        put(file, "names", np.array([[ord(c) for c in row] for row in ("V1 ", "M1 ", "AUD")], "uint16"), b"char")
        empty = put(file, "nothing", np.array([0, 0], "uint64"))
        empty.attrs["MATLAB_empty"] = np.uint8(1)

    members = read_mat(version_7_3(tmp_path / "c.mat", build))
    np.testing.assert_array_equal(members["data.weights"], SC)
    assert members["nothing"].size == 0
    assert connectome_from(members).labels == ("V1", "M1", "AUD")


def test_a_file_that_python_wrote_is_not_turned(tmp_path):
    """Without MATLAB's marks the rows come first, as HDF5 shows them."""
    with h5py.File(tmp_path / "p.mat", "w") as file:
        file["weights"] = SC
    np.testing.assert_array_equal(read_connectome(tmp_path / "p.mat").weights, SC)


def test_a_link_into_another_file_is_not_followed(tmp_path):
    with h5py.File(tmp_path / "secret.mat", "w") as file:
        file["weights"] = SC

    def build(file):
        put(file, "other", LENGTHS)
        file["weights"] = h5py.ExternalLink(str(tmp_path / "secret.mat"), "/weights")

    members = read_mat(version_7_3(tmp_path / "link.mat", build))
    assert list(members) == ["other"]
