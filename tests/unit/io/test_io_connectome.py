"""Every kind of file to a connectome: orientation, names, units, and the way back."""

import io
import zipfile

import brainunit as u
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from brainmass.connectome import Connectome
from brainmass.io import connectome_from, read_connectome, read_graphml, read_npz, read_tvb, write_connectome

# A directed ring 0 -> 1 -> 2 -> 0: rows are targets.
RING = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
LENGTHS = np.array([[0.0, 40.0, 90.5], [40.0, 0.0, 70.0], [90.5, 70.0, 0.0]])
LABELS = ("V1", "M1", "A1")


def same(a: Connectome, b: Connectome) -> bool:
    return (
        np.array_equal(a.weights, b.weights)
        and (a.lengths is None) == (b.lengths is None)
        and (a.lengths is None or np.array_equal(a.lengths, b.lengths))
        and (a.centres is None) == (b.centres is None)
        and (a.centres is None or np.array_equal(a.centres, b.centres))
        and (a.labels, a.hemispheres) == (b.labels, b.hemispheres)
    )


def test_npy_with_everything_beside_it(tmp_path):
    np.save(tmp_path / "sc.npy", RING.astype("float32"))
    np.savetxt(tmp_path / "tracts.csv", LENGTHS / 10, delimiter=",")
    (tmp_path / "names.txt").write_text("V1\nM1\nA1\n")
    sc = read_connectome(
        tmp_path / "sc.npy",
        lengths=tmp_path / "tracts.csv",
        labels=tmp_path / "names.txt",
        length_unit="cm",
        name="mine",
    )
    np.testing.assert_array_equal(sc.weights, RING)
    np.testing.assert_allclose(sc.lengths, LENGTHS, rtol=1e-15)
    assert (sc.labels, sc.name) == (LABELS, "mine")


@pytest.mark.parametrize(
    "given, unit",
    [(LENGTHS, "mm"), (LENGTHS / 1000, "m"), (LENGTHS / 1000 * u.meter, "mm"), (LENGTHS / 10 * u.cm, "m")],
)
def test_lengths_as_an_array_have_the_unit_given_or_their_own(tmp_path, given, unit):
    np.save(tmp_path / "sc.npy", RING)
    sc = read_connectome(tmp_path / "sc.npy", lengths=given, labels=LABELS, length_unit=unit)
    np.testing.assert_allclose(sc.lengths, LENGTHS, rtol=1e-14)
    assert sc.labels == LABELS


@pytest.mark.parametrize("name", ["weights", "SC", "C", "Cmat", "whatever"])
def test_npz_by_the_usual_names_or_the_only_matrix(tmp_path, name):
    np.savez(tmp_path / "a.npz", **{name: RING, "tract_lengths": LENGTHS, "labels": LABELS, "hemi": ["lh", "right", 0]})
    sc = read_connectome(tmp_path / "a.npz")
    np.testing.assert_array_equal(sc.weights, RING)
    np.testing.assert_array_equal(sc.lengths, LENGTHS)
    assert (sc.labels, sc.hemispheres) == (LABELS, ("L", "R", "L"))


def test_npz_with_several_matrices_takes_the_one_named(tmp_path):
    np.savez(tmp_path / "a.npz", sc=RING, cm=RING.T, D=LENGTHS, geometry=LENGTHS * 2)
    sc = read_connectome(tmp_path / "a.npz", weights="cm", lengths="geometry")
    np.testing.assert_array_equal(sc.weights, RING.T)
    np.testing.assert_array_equal(sc.lengths, LENGTHS * 2)


def test_pickled_names_do_not_keep_the_numbers_from_being_read(tmp_path):
    np.savez(tmp_path / "a.npz", weights=RING, notes=np.array([{"a": 1}], dtype=object))
    np.testing.assert_array_equal(read_connectome(tmp_path / "a.npz").weights, RING)
    assert "Python objects" in read_npz(tmp_path / "a.npz")["notes"].reason


def test_transpose_turns_sources_in_rows_to_targets_in_rows():
    tracts = np.array([[0.0, 1.0, 2.0], [3.0, 0.0, 4.0], [5.0, 6.0, 0.0]])
    sc = connectome_from({"weights": RING.T, "lengths": tracts}, transpose=True)
    np.testing.assert_array_equal(sc.weights, RING)
    np.testing.assert_array_equal(sc.lengths, tracts.T)


def test_graphml_directed_edges_go_to_the_target(tmp_path):
    graph = nx.DiGraph()
    for i, label in enumerate(LABELS):
        graph.add_node(f"n{i}", dn_name=label, dn_position_x=1.0 * i, dn_position_y=2.0, dn_position_z=3.0, hemi="left")
    for source, target in ((0, 1), (1, 2), (2, 0)):
        graph.add_edge(
            f"n{source}", f"n{target}", number_of_fibers=1, fiber_length_mean=LENGTHS[target, source], note="x"
        )
    nx.write_graphml(graph, tmp_path / "g.graphml")
    sc = read_connectome(tmp_path / "g.graphml")
    np.testing.assert_array_equal(sc.weights, RING)
    np.testing.assert_array_equal(sc.lengths, LENGTHS * RING)
    np.testing.assert_array_equal(sc.centres, [[0, 2, 3], [1, 2, 3], [2, 2, 3]])
    assert (sc.labels, sc.hemispheres) == (LABELS, ("L", "L", "L"))


def test_graphml_undirected_is_symmetric_as_networkx_has_it(tmp_path):
    graph = nx.karate_club_graph()
    nx.write_graphml(graph, tmp_path / "k.graphml")
    np.testing.assert_array_equal(read_connectome(tmp_path / "k.graphml").weights, nx.to_numpy_array(graph))


def test_graphml_without_weights_is_a_plain_graph(tmp_path):
    graph = nx.gnp_random_graph(12, 0.3, seed=1, directed=True)
    nx.write_graphml(graph, tmp_path / "p.graphml")
    # networkx's adjacency has sources in rows
    np.testing.assert_array_equal(read_graphml(tmp_path / "p.graphml")["weight"], nx.to_numpy_array(graph).T)


def tvb_archive(path, members, packed=lambda data: data, suffix=".txt"):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name if "." in name.rpartition("/")[2] else name + suffix, packed(text.encode()))
    return path


def as_text(matrix):
    text = io.StringIO()
    np.savetxt(text, matrix)
    return text.getvalue()


CENTRES = "V1 1.5 2 3\nM1 -1 2e1 3 None\n\n A1 0 0 0\n".replace(" None", "")
PARTS = {"weights": as_text(RING), "tract_lengths": as_text(LENGTHS), "centres": CENTRES, "hemispheres": "0\n1\n0\n"}


@pytest.mark.parametrize("folder", ["", "connectivity_3/", "a/b/"])
@pytest.mark.parametrize("bzip2", [False, True])
def test_tvb_archives(tmp_path, folder, bzip2):
    import bz2

    clutter = {f"__MACOSX/{folder}._weights.txt": "\x00", f"{folder}.DS_Store": "", f"{folder}info.txt": "weights_unit"}
    path = tvb_archive(
        tmp_path / "c.zip",
        clutter | {folder + name: text for name, text in PARTS.items()},
        bz2.compress if bzip2 else lambda data: data,
        ".txt.bz2" if bzip2 else ".txt",
    )
    sc = read_connectome(path)
    np.testing.assert_array_equal(sc.weights, RING)
    np.testing.assert_array_equal(sc.lengths, LENGTHS)
    np.testing.assert_array_equal(sc.centres, [[1.5, 2, 3], [-1, 20, 3], [0, 0, 0]])
    assert (sc.labels, sc.hemispheres, sc.name) == (LABELS, ("L", "R", "L"), "c")


def test_tvb_paths_are_never_used_as_paths(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    path = tvb_archive(inside / "c.zip", {"../../weights.txt": PARTS["weights"], "/etc/centres.txt": CENTRES})
    assert set(read_tvb(path)) == {"weights", "labels", "centres"}
    assert [p.name for p in tmp_path.rglob("*")] == ["inside", "c.zip"]


def test_tvb_other_parts(tmp_path):
    parts = {"weights": PARTS["weights"], "cortical": "1\n0\n1\n", "areas": "1.5\n2\n3\n"}
    members = read_tvb(tvb_archive(tmp_path / "c.zip", parts | {"average_orientations": "1 0 0\n0 1 0\n0 0 1\n"}))
    assert members["cortical"].tolist() == [1, 0, 1]
    assert members["areas"].tolist() == [1.5, 2, 3]
    np.testing.assert_array_equal(members["average_orientations"], np.eye(3))


def test_what_tvb_gets_is_a_plain_table_that_numpy_reads(tmp_path):
    path = write_connectome(Connectome(RING, LENGTHS, LABELS, np.ones((3, 3)), ("L", "R", "R")), tmp_path / "c.zip")
    with zipfile.ZipFile(path) as archive:
        np.testing.assert_array_equal(np.loadtxt(archive.open("weights.txt")), RING)
        np.testing.assert_array_equal(np.loadtxt(archive.open("tract_lengths.txt")), LENGTHS)
        np.testing.assert_array_equal(np.loadtxt(archive.open("centres.txt"), usecols=(1, 2, 3)), np.ones((3, 3)))
        np.testing.assert_array_equal(np.loadtxt(archive.open("hemispheres.txt")), [0, 1, 1])


numbers = st.floats(-1e300, 1e300, allow_nan=False)


@pytest.mark.parametrize("suffix", [".npz", ".zip"])
@given(data=st.data())
def test_a_round_trip_is_exact(tmp_path_factory, suffix, data):
    n = data.draw(st.integers(2, 5))
    sc = Connectome(
        data.draw(arrays(float, (n, n), elements=numbers)),
        data.draw(st.none() | arrays(float, (n, n), elements=st.floats(0, 1e6))),
        tuple(data.draw(st.lists(st.text("abcµ.-_", min_size=1), min_size=n, max_size=n, unique=True))),
        data.draw(st.none() | arrays(float, (n, 3), elements=numbers)),
        tuple(data.draw(st.sampled_from([(), ("L",) * n, ("R",) * n]))),
    )
    path = tmp_path_factory.mktemp("trip") / f"sc{suffix}"
    assert same(read_connectome(write_connectome(sc, path)), sc)


def test_npz_keeps_the_name_and_regions_of_no_hemisphere(tmp_path):
    sc = Connectome(RING, None, ("V1", "brain stem", "A1"), None, ("L", "", "R"), name="mine")
    back = read_connectome(write_connectome(sc, tmp_path / "a.npz"))
    assert same(back, sc)
    assert back.name == "mine"


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = write_connectome(Connectome(RING), tmp_path / "sc.zip")
    before = path.read_bytes()
    with pytest.raises(ValueError, match="white space"):
        write_connectome(Connectome(RING, None, ("a b", "c", "d")), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
