"""Bad files: every one is refused with a sentence that says what was found, what is allowed and what to do."""

import bz2
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import h5py
import numpy as np
import pytest
import xarray as xr
from scipy.io import savemat

from brainmass import datasets
from brainmass.connectome import Connectome
from brainmass.io import load_result, read_connectome, save_result, source, to_dataset, write_connectome

RING = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
TABLE = b"0 0 1\n1 0 0\n0 1 0\n"


def written(content: str | bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode()) and None


def npz(**arrays) -> Callable[[Path], None]:
    return lambda path: np.savez(path, **arrays)


def npy(array) -> Callable[[Path], None]:
    return lambda path: np.save(path, array, allow_pickle=True)


def mat(**variables) -> Callable[[Path], None]:
    return lambda path: savemat(path, variables)


def archive(**members: str | bytes) -> Callable[[Path], None]:
    def build(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in members.items():
                file.writestr(name, data)

    return build


def cut(build: Callable[[Path], None], part: float = 0.5) -> Callable[[Path], None]:
    def halved(path: Path) -> None:
        build(path)
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])

    return halved


def hdf5(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["weights"] = RING


def graphml(nodes: str = '<node id="a"/><node id="b"/>', edges: str = "", keys: str = "") -> Callable[[Path], None]:
    return written(
        '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        f'{keys}<graph edgedefault="directed">{nodes}{edges}</graph></graphml>'
    )


WEIGHT = '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'
TWO = archive(**{"weights.txt": TABLE, "old_weights.txt": TABLE})
PICKLED = np.array([{"weights": RING}], dtype=object)

FILES = [
    # what kind of file
    ("sc.xlsx", written("PK"), {}, "sc.xlsx: no reader for '.xlsx' files; known: .npy, .npz, .mat, .txt"),
    ("sc", written("1"), {}, "sc: no reader for '' files; known: .npy"),
    # NumPy
    ("sc.npy", written("not numpy at all"), {}, "sc.npy: not a readable .npy file: the magic string is not correct"),
    ("sc.npy", cut(npy(np.eye(50))), {}, "sc.npy: not a readable .npy file: "),
    (
        "sc.npy",
        npy(PICKLED),
        {},
        "holds Python objects, which run code when they are read, so they are not; save it as",
    ),
    ("sc.npy", npy(np.ones((3, 4))), {}, "sc.npy: no square matrix that could be the weights; it holds matrix (3, 4)"),
    ("sc.npy", npy(np.ones(9)), {}, "no square matrix that could be the weights; it holds matrix (9,)"),
    ("sc.npy", npy(RING * np.nan), {}, "sc.npy: weights[0, 0] is nan: 9 of 9 values are not finite; replace them"),
    ("sc.npy", npy(RING * 1j), {}, "sc.npy: weights must hold real numbers, got an array of complex128"),
    ("sc.npy", npy(RING.astype(str)), {}, "sc.npy: weights must hold real numbers, got an array of <U"),
    ("sc.npz", written("PK\x03\x04 broken"), {}, "sc.npz: not a readable .npz file: File is not a zip file"),
    ("sc.npz", cut(npz(weights=RING)), {}, "sc.npz: not a readable .npz file"),
    (
        "sc.npz",
        npz(sc=RING, C=RING),
        {},
        "weights could be sc or C; say which, such as weights='sc' (it holds sc (3, 3)",
    ),
    ("sc.npz", npz(a=RING, b=RING), {}, "weights could be a or b; say which, such as weights='a'"),
    ("sc.npz", npz(len=RING), {}, "no square matrix that could be the weights; it holds len (3, 3)"),
    (
        "sc.npz",
        npz(weights=RING),
        {"weights": "weigths"},
        "unknown member 'weigths'; did you mean 'weights'? known: weights",
    ),
    ("sc.npz", npz(weights=PICKLED), {}, "sc.npz: member 'weights' holds Python objects, which run code"),
    (
        "sc.npz",
        npz(weights=np.ones((3, 4))),
        {},
        "weights must be a square matrix (regions x regions), got shape (3, 4)",
    ),
    ("sc.npz", npz(weights=RING, D=RING, len=RING), {}, "lengths could be D or len; say which, such as lengths='D'"),
    ("sc.npz", npz(weights=RING, len=RING[:2]), {}, "lengths must have the shape of weights (3, 3), got (2, 3)"),
    ("sc.npz", npz(weights=RING, len=-RING), {}, "lengths[0, 2] is -1.0 mm; a tract length cannot be negative"),
    ("sc.npz", npz(weights=RING, len=["a"]), {}, "lengths must hold numbers, got an array of <U1"),
    ("sc.npz", npz(weights=RING, labels=["a", "b"]), {}, "labels must have one entry for each of the 3 regions, got 2"),
    ("sc.npz", npz(weights=RING, labels=["a", "b", "a"]), {}, "labels: 'a' is given twice; region names must differ"),
    ("sc.npz", npz(weights=RING, centres=np.ones((2, 3))), {}, "centres must have shape (3, 3), got (2, 3)"),
    ("sc.npz", npz(weights=RING, hemi=["L", "R", "X"]), {}, "hemispheres[2] is 'X'; write L or R (or 0 for left"),
    # MATLAB
    ("sc.mat", written("not matlab" * 100), {}, "sc.mat: not a readable MATLAB file: "),
    ("sc.mat", cut(mat(sc=RING), 0.8), {}, "sc.mat: not a readable MATLAB file: "),
    ("sc.mat", cut(hdf5), {}, "sc.mat: not a readable MATLAB 7.3 file: "),
    (
        "sc.mat",
        mat(bold=np.ones((3, 9)), tr=2.0),
        {},
        "no square matrix that could be the weights; it holds bold (3, 9), tr",
    ),
    ("sc.mat", mat(sc=np.array([RING, "a"], object)), {}, "member 'sc' is a cell array of other things than text"),
    # text
    ("sc.txt", written(""), {}, "sc.txt: the file holds no numbers"),
    ("sc.txt", written("# only\n% words\n"), {}, "sc.txt: the file holds no numbers"),
    ("sc.csv", written("0,1\n1\n"), {}, "sc.csv: line 2 has 1 values, line 1 has 2"),
    ("sc.csv", written("0,1\n1,x\n"), {}, "sc.csv: line 2, column 2 is 'x', not a number"),
    ("sc.csv", written("r,A,B\nA,0,NA\nB,1,0\n"), {}, "sc.csv: line 2, column 3 is 'NA', not a number"),
    ("sc.csv", written("0,1\n,0\n"), {}, "sc.csv: line 2, column 1 is empty"),
    ("sc.csv", written("0;0,5\n0,5;0\n"), {}, "line 1, column 2 is '0,5', not a number; write a decimal point"),
    ("sc.csv", written("0,1\n1,nan\n"), {}, "sc.csv: weights[1, 1] is nan: 1 of 4 values are not finite"),
    ("sc.csv", written("0,1,2\n3,4,5\n"), {}, "this is 2 rows by 3 columns"),
    (
        "sc.csv",
        written("5,1\n0,1\n1,0\n"),
        {},
        "a connectome is a square matrix, with or without names around it; this is 3",
    ),
    ("sc.csv", written("r,A,B\nB,0,1\nA,1,0\n"), {}, "row 1 is named 'B' but column 1 'A'; both must have one order"),
    ("sc.csv", written("A,A\n0,1\n1,0\n"), {}, "sc.csv: labels: 'A' is given twice"),
    ("sc.txt", written("0 1\n1 0\n".encode("utf-16")), {}, "sc.txt: not UTF-8 text: byte 0 is 0xff; save it as UTF-8"),
    # beside it
    ("sc.txt", written(TABLE), {"lengths": "tracts"}, "lengths='tracts' is neither in it (it holds matrix) nor a file"),
    ("sc.txt", written(TABLE), {"lengths": RING[:2]}, "lengths must have the shape of weights (3, 3), got (2, 3)"),
    ("sc.txt", written(TABLE), {"labels": ["a"]}, "labels must have one entry for each of the 3 regions, got 1"),
    (
        "sc.txt",
        written(TABLE),
        {"length_unit": "ms"},
        "length_unit: unknown unit of length 'ms'; did you mean 'm'? known: mm",
    ),
    # The Virtual Brain
    ("c.zip", written("nothing packed"), {}, "c.zip: not a readable zip archive: File is not a zip file"),
    (
        "c.zip",
        archive(**{"readme.txt": "hello"}),
        {},
        "not a TVB connectivity archive: it has no member named weights.txt",
    ),
    ("c.zip", archive(**{"__MACOSX/weights.txt": TABLE}), {}, "not a TVB connectivity archive"),
    ("c.zip", TWO, {}, "two members for weights: 'weights.txt' and 'old_weights.txt'"),
    (
        "c.zip",
        archive(**{"weights.txt": "0 1\n1\n"}),
        {},
        "member 'weights.txt' cannot be read: its lines have different",
    ),
    (
        "c.zip",
        archive(**{"weights.txt": "0 x\n1 0\n"}),
        {},
        "member 'weights.txt' cannot be read: could not convert string",
    ),
    ("c.zip", archive(**{"weights.txt": b"\xff\xfe0"}), {}, "member 'weights.txt' cannot be read: 'utf-8' codec can't"),
    (
        "c.zip",
        archive(**{"weights.txt.bz2": TABLE}),
        {},
        "not a readable member 'weights.txt.bz2': Invalid data stream",
    ),
    (
        "c.zip",
        archive(**{"weights.txt": TABLE, "centres.txt": "a 1\n"}),
        {},
        "centres: line 1 is 'a 1', not a name and three",
    ),
    ("c.zip", archive(**{"weights.txt": TABLE, "centres.txt": "a b c d\n"}), {}, "centres: a line is a name and three"),
    (
        "c.zip",
        archive(**{"weights.txt": "0 1\n1 0\n", "centres.txt": "a 0 0 0\n"}),
        {},
        "labels must have one entry for each",
    ),
    # GraphML
    ("g.graphml", written("<graphml"), {}, "g.graphml: not a readable GraphML file: "),
    ("g.graphml", graphml(nodes=""), {}, "g.graphml: the graph has no nodes"),
    (
        "g.graphml",
        graphml(edges='<edge source="a" target="b"/><edge source="a" target="b"/>'),
        {},
        "two edges join 'a' and 'b'; join them into one before reading",
    ),
    (
        "g.graphml",
        graphml(
            edges='<edge source="a" target="b"><data key="w">2</data></edge><edge source="b" target="a"/>', keys=WEIGHT
        ),
        {},
        "member 'weight' is on some edges but not on the one from 'b' to 'a'",
    ),
]


@pytest.mark.parametrize("name, build, options, message", FILES, ids=[f"{i}-{case[0]}" for i, case in enumerate(FILES)])
def test_a_bad_connectome_file(tmp_path, name, build, options, message):
    path = tmp_path / name
    build(path)
    with pytest.raises((ValueError, TypeError), match=re.escape(message)) as raised:
        read_connectome(path, **options)
    assert str(raised.value).startswith(f"{name}: ")
    assert "\n" not in str(raised.value)


def test_no_such_file_and_a_folder(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"sc\.npy does not exist"):
        read_connectome(tmp_path / "sc.npy")
    with pytest.raises(FileNotFoundError, match="is a folder, not a file"):
        read_connectome(tmp_path)


def test_lengths_of_other_regions(tmp_path):
    (tmp_path / "sc.csv").write_text("A,B\n0,1\n1,0\n")
    (tmp_path / "len.csv").write_text("B,A\n0,9\n9,0\n")
    with pytest.raises(ValueError, match=r"sc\.csv: its region names, or their order, are not those of len\.csv"):
        read_connectome(tmp_path / "sc.csv", lengths=tmp_path / "len.csv")


BOMB = b"0 " * 50_000


@pytest.mark.parametrize(
    "name, build, message",
    [
        (
            "c.zip",
            archive(**{"weights.txt": BOMB}),
            "the archive would take 100,000 bytes unpacked; the most that is read",
        ),
        (
            "c.zip",
            archive(**{"weights.txt.bz2": bz2.compress(BOMB)}),
            "'weights.txt.bz2' would take 20,001 bytes unpacked",
        ),
        ("c.npz", npz(weights=np.zeros((100, 100))), "the archive would take 80,"),
        (
            "c.mat",
            lambda path: savemat(path, {"sc": np.zeros((100, 100))}, do_compression=True),
            "would take 80,000 bytes",
        ),
        ("c.mat", hdf5, "would take 72 bytes unpacked; the most that is read is 50"),
    ],
)
def test_a_small_file_that_unpacks_to_a_large_one(tmp_path, monkeypatch, name, build, message):
    monkeypatch.setattr(source, "LIMIT", 50 if build is hdf5 else 20_000)
    build(tmp_path / name)
    with pytest.raises(ValueError, match=re.escape(message)):
        read_connectome(tmp_path / name)


def test_a_member_that_lies_about_its_size(tmp_path):
    path = tmp_path / "c.zip"
    size = len(TABLE).to_bytes(4, "little")
    archive(**{"weights.txt": TABLE})(path)
    data = bytearray(path.read_bytes())
    at = data.rindex(size)  # the size in the directory of the archive
    data[at : at + 4] = (4).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"not a readable member 'weights\.txt': Bad CRC-32"):
        read_connectome(path)


SC = Connectome(RING, labels=["a", "b c", "d"], hemispheres=["L", "", "R"])


@pytest.mark.parametrize(
    "sc, name, error, message",
    [
        (SC, "sc.csv", ValueError, "cannot write a connectome as '.csv'; known: .npz, .zip"),
        (SC, "sc.zip", ValueError, "TVB's format cannot hold white space in a region name: 'b c'; write .npz instead"),
        (Connectome(RING, hemispheres=SC.hemispheres), "sc.zip", ValueError, "hemispheres[1] is ''; write .npz"),
        (SC, "no/sc.npz", FileNotFoundError, "does not exist"),
        (SC, "folder.npz", IsADirectoryError, "it is a folder"),
    ],
)
def test_a_connectome_that_cannot_be_written(tmp_path, sc, name, error, message):
    (tmp_path / "folder.npz").mkdir()
    with pytest.raises(error, match=re.escape(message)):
        write_connectome(sc, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.npz"]


def run(**changes):
    parts = {"data": {"x": np.zeros((4, 2))}, "t": {"x": np.arange(4.0)}, "labels": {"x": ("a", "b")}}
    return SimpleNamespace(**(parts | {"units": {"x": "1"}, "attributes": {}} | changes))


@pytest.mark.parametrize(
    "result, name, error, message",
    [
        (run(), "run.txt", ValueError, "run.txt: unknown kind of result file '.txt'; known: .nc, .zarr"),
        (run(), "no/run.nc", FileNotFoundError, "does not exist"),
        (
            run(data={"x": np.zeros((3, 4, 2))}),
            "run.nc",
            ValueError,
            "'x' has shape (3, 4, 2), but 4 times and 2 regions",
        ),
        (run(data={"x": np.zeros((4, 2), complex)}), "run.nc", TypeError, "'x' is complex, which netCDF cannot hold"),
        (run(attributes={"f": [print]}), "run.nc", TypeError, "attribute f[0] is a builtin_function_or_method; text"),
        (
            run(data={"time": np.zeros((4, 2))}, t={"time": np.arange(4)}, labels={"time": "ab"}, units={"time": "1"}),
            "run.nc",
            ValueError,
            "the name 'time' is taken, by a dimension or another result; choose another",
        ),
        (xr.Dataset({"a/b": ("t", [1.0])}), "run.nc", ValueError, "'a/b' cannot be a name in a file: it has a slash"),
        (run(), "folder.zarr", IsADirectoryError, "it is a folder"),
    ],
)
def test_a_result_that_cannot_be_saved(tmp_path, result, name, error, message):
    (tmp_path / "folder.zarr").mkdir()
    with pytest.raises(error, match=re.escape(message)):
        save_result(result, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.zarr"]


def test_matrices_that_do_not_fit():
    with pytest.raises(ValueError, match=r"matrix 'fc' has shape \(3, 3\), but there are 2 regions"):
        to_dataset(run(), matrices={"fc": np.eye(3)})
    two = run(
        data={"x": np.zeros((4, 2)), "y": np.zeros((4, 1))},
        t={"x": np.arange(4.0), "y": np.arange(4.0)},
        labels={"x": ("a", "b"), "y": ("c",)},
        units={"x": "1", "y": "1"},
    )
    with pytest.raises(
        ValueError, match="matrices need one set of regions, but the observations have region_x, region_y"
    ):
        to_dataset(two, matrices={"fc": np.eye(2)})


@pytest.mark.parametrize(
    "name, content, message",
    [
        ("run.nc", b"not netcdf", "run.nc: not a readable result: "),
        ("run.nc", b"", "run.nc: not a readable result: "),
        ("run.zarr", b"a file", "run.zarr: not a readable result: it is not a zarr store"),
        ("run.csv", b"1,2", "run.csv: unknown kind of result file '.csv'; known: .nc, .zarr"),
    ],
)
def test_a_result_that_cannot_be_loaded(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=re.escape(message)):
        load_result(tmp_path / name)


def test_a_result_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"run\.nc does not exist"):
        load_result(tmp_path / "run.nc")


def test_zarr_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setattr("brainmass.io.results.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match=re.escape("pip install 'brainmass[zarr]', or save as .nc")):
        save_result(run(), tmp_path / "run.zarr")


def test_data_sets_that_do_not_exist():
    with pytest.raises(KeyError, match="unknown data set 'hcp-schafer100'; did you mean 'hcp-schaefer100'"):
        datasets.load("hcp-schafer100")
    with pytest.raises(KeyError, match="known: hcp-schaefer100, hcp-aal2, dk84"):
        datasets.describe("zebrafish")
    with pytest.raises(ValueError, match="n is an option of 'synthetic' only; 'dk84' was measured, not generated"):
        datasets.load("dk84", n=10)
    with pytest.raises(ValueError, match="n must be even"):
        datasets.load("synthetic", n=7)
