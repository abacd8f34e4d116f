"""Surfaces from files of TVB, GIFTI and FreeSurfer, written here by nibabel where it knows how."""

import io
import zipfile

import nibabel
import numpy as np
import pytest

from brainmass.io import read_mapping, read_surface, read_tvb_surface
from brainmass.surface import icosphere

BALL = icosphere(1)


def archive(**members) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, array in members.items():
            text = io.StringIO()
            np.savetxt(text, array, fmt="%.17g")
            file.writestr(f"cortex/{name}.txt", text.getvalue())
    return stream.getvalue()


def test_tvb(tmp_path):
    (tmp_path / "ball.zip").write_bytes(archive(vertices=BALL.vertices, triangles=BALL.triangles))
    np.savetxt(tmp_path / "mapping.txt", np.arange(BALL.n) % 2)
    read = read_surface(tmp_path / "ball.zip", mapping=tmp_path / "mapping.txt", labels=["a", "b"])
    np.testing.assert_array_equal(read.vertices, BALL.vertices)
    np.testing.assert_array_equal(read.triangles, BALL.triangles)
    assert read.mapping.tolist() == [0, 1] * 21
    assert (read.labels, read.name) == (("a", "b"), "ball.zip")


def test_triangles_are_turned_where_the_normals_of_the_file_say_so():
    data = archive(vertices=BALL.vertices, triangles=BALL.triangles, vertex_normals=-BALL.normals)
    _, triangles = read_tvb_surface(io.BytesIO(data))
    np.testing.assert_array_equal(triangles, BALL.triangles[:, ::-1])


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"vertices": np.eye(3)}, "no members named vertices.txt and triangles.txt"),
        ({"vertices": np.eye(3), "triangles": np.array([[0, 1, np.inf]])}, "whole numbers"),
    ],
)
def test_other_archives_are_refused(members, message, tmp_path):
    (tmp_path / "other.zip").write_bytes(archive(**members))
    with pytest.raises(ValueError, match=message):
        read_surface(tmp_path / "other.zip")


def test_gifti(tmp_path):
    points = nibabel.gifti.GiftiDataArray(BALL.vertices.astype(np.float32), intent="NIFTI_INTENT_POINTSET")
    faces = nibabel.gifti.GiftiDataArray(BALL.triangles, intent="NIFTI_INTENT_TRIANGLE")
    path = tmp_path / "sub-01_hemi-L_pial.surf.gii"
    nibabel.save(nibabel.gifti.GiftiImage(darrays=[points, faces]), path)
    keys = np.where(np.arange(BALL.n) < 5, 7, 3).astype(np.int32)
    table = nibabel.gifti.GiftiLabelTable()
    for key, name in ((0, "unused"), (3, "V1"), (7, "M1")):
        table.labels.append(nibabel.gifti.GiftiLabel(key))
        table.labels[-1].label = name
    labels = nibabel.gifti.GiftiDataArray(keys, intent="NIFTI_INTENT_LABEL")
    nibabel.save(nibabel.gifti.GiftiImage(darrays=[labels], labeltable=table), tmp_path / "atlas.label.gii")
    read = read_surface(path, mapping=tmp_path / "atlas.label.gii")
    np.testing.assert_allclose(read.vertices, BALL.vertices, rtol=1e-6, atol=1e-5)
    np.testing.assert_array_equal(read.triangles, BALL.triangles)
    assert read.labels == ("V1", "M1")
    assert read.mapping.tolist() == [1] * 5 + [0] * (BALL.n - 5)
    assert set(read.hemispheres) == {"L"}
    with pytest.raises(ValueError, match="holds no surface"):
        read_surface(tmp_path / "atlas.label.gii")


def test_freesurfer(tmp_path):
    nibabel.freesurfer.write_geometry(str(tmp_path / "rh.pial"), BALL.vertices, BALL.triangles)
    colours = np.array([[25, 5, 25, 0, 0], [220, 20, 20, 0, 0]])
    nibabel.freesurfer.write_annot(
        str(tmp_path / "rh.aparc.annot"), np.arange(BALL.n) % 2, colours, ["bankssts", "cuneus"], fill_ctab=True
    )
    read = read_surface(tmp_path / "rh.pial", mapping=tmp_path / "rh.aparc.annot")
    np.testing.assert_allclose(read.vertices, BALL.vertices, atol=1e-5)
    np.testing.assert_array_equal(read.triangles, BALL.triangles)
    assert read.labels == ("bankssts", "cuneus")
    assert read.mapping.tolist() == [0, 1] * 21
    assert set(read.hemispheres) == {"R"}


def test_a_vertex_without_a_region_is_told(tmp_path):
    table = np.array([[25, 5, 25, 0, 0]])
    labels = np.where(np.arange(BALL.n) == 9, -1, 0)
    path = tmp_path / "lh.parts.annot"
    nibabel.freesurfer.write_annot(str(path), labels, table, ["all"], fill_ctab=True)
    mapping, names = read_mapping(path)
    assert (names, mapping[9], (mapping < 0).sum()) == (("all",), -1, 1)
    with pytest.raises(ValueError, match="1 vertices have no region"):
        BALL.with_regions(mapping, names)
