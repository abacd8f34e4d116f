"""Series to NIfTI, CIFTI-2 and GIFTI: nibabel reads back what was given, to the last bit of float32."""

import struct

import nibabel
import numpy as np
import pytest

from brainmass.io.export import (
    Series,
    parcels,
    save_image,
    to_func_gifti,
    to_label_gifti,
    to_nifti,
    to_pconn,
    to_pscalar,
    to_ptseries,
)

NAMES = ("V1", "M1", "thalamus")
VALUES = np.random.default_rng(5).standard_normal((7, 3)).astype("float32")
SERIES = Series(VALUES, 0.72, NAMES, "1", 1.44)
AFFINE = np.array([[-2.0, 0, 0, 90], [0, 2, 0, -126], [0, 0, 2, -72], [0, 0, 0, 1]])
LEFT = np.array([0, 0, 1, -1, 1, 0])
RIGHT = np.array([1, -1, 0, 1])


def volume(dtype="int16"):
    labels = np.zeros((4, 5, 6), dtype)
    labels[0, :2] = 3
    labels[1:3, 2] = 1
    labels[3, 3, 3] = 2
    labels[3, 4, 4] = 9  # of no region
    return labels


def atlas(labels=None):
    image = nibabel.Nifti1Image(volume() if labels is None else labels, AFFINE)
    image.set_sform(AFFINE, 4)  # MNI
    return image


def back(image, path):
    return nibabel.load(save_image(image, path))


def test_a_volume_painted(tmp_path):
    read = back(to_nifti(SERIES, atlas()), tmp_path / "bold.nii.gz")
    values = np.asarray(read.dataobj)
    assert values.dtype == np.float32
    assert read.shape == (4, 5, 6, 7)
    for region, number in enumerate((1, 2, 3)):
        inside = values[volume() == number]
        np.testing.assert_array_equal(inside, np.tile(VALUES[:, region], (len(inside), 1)))
    assert not values[(volume() == 0) | (volume() == 9)].any()
    np.testing.assert_array_equal(read.affine, AFFINE)
    assert int(read.header["sform_code"]) == 4
    assert read.header.get_zooms() == (2, 2, 2, np.float32(0.72))
    assert read.header.get_xyzt_units() == ("mm", "sec")


def test_the_header_by_its_bytes(tmp_path, check):
    """Offsets of the NIfTI-1 standard (nifti1.h): dim 40, datatype 70, pixdim 76, xyzt_units 123, toffset 136."""
    header = save_image(to_nifti(SERIES, atlas()), tmp_path / "bold.nii").read_bytes()[:352]
    assert struct.unpack_from("<8h", header, 40)[:5] == (4, 4, 5, 6, 7)
    assert struct.unpack_from("<h", header, 70) == (16,)  # float32
    ours = [*struct.unpack_from("<8f", header, 76)[1:5], struct.unpack_from("<f", header, 136)[0]]
    source = "NIfTI-1 standard, nifti1.h: pixdim from byte 76, toffset at byte 136"
    check.table(
        "NIfTI header: voxel (mm), TR and first time (s)",
        ours,
        np.float32([2, 2, 2, 0.72, 1.44]),
        source=source,
        abs=0.0,
    )
    assert header[123] == 2 + 8  # mm and s
    assert np.isnan(struct.unpack_from("<2f", header, 112)).all() or struct.unpack_from("<f", header, 112)[0] in (0, 1)


def test_an_atlas_in_a_file_with_numbers_of_its_own(tmp_path):
    nibabel.save(atlas(volume("float32")[..., None]), tmp_path / "atlas.nii.gz")
    by_list = to_nifti(SERIES, tmp_path / "atlas.nii.gz", [9, 1, 3])
    by_name = to_nifti(SERIES, str(tmp_path / "atlas.nii.gz"), {"thalamus": 3, "M1": 1, "V1": 9, "other": 5})
    np.testing.assert_array_equal(by_list.get_fdata(), by_name.get_fdata())
    np.testing.assert_array_equal(np.asarray(by_list.dataobj)[3, 4, 4], VALUES[:, 0])


def test_more_samples_than_nifti_1_can_count(tmp_path):
    values = np.arange(80_000, dtype="float32").reshape(40_000, 2)
    labels = np.array([1, 2], "int16").reshape(2, 1, 1)
    read = back(to_nifti(Series(values, 0.001, ("a", "b"), "1", 0.0), atlas(labels)), tmp_path / "long.nii")
    assert isinstance(read, nibabel.Nifti2Image)
    np.testing.assert_array_equal(np.asarray(read.dataobj)[:, 0, 0], values.T)


def test_parcellated_series(tmp_path, check):
    axis = parcels(NAMES, {"left": LEFT, "right": RIGHT}, atlas(), {"thalamus": 3})
    read = back(to_ptseries(SERIES, axis), tmp_path / "bold.ptseries.nii")
    time, regions = (read.header.get_axis(i) for i in range(2))
    check.table("CIFTI-2 ptseries, read back", np.asarray(read.dataobj), VALUES, source="read by nibabel", abs=0.0)
    assert read.get_data_dtype() == np.float32
    assert (time.start, time.step, time.unit, time.size) == (1.44, 0.72, "SECOND", 7)
    assert tuple(regions.name) == NAMES
    assert regions == axis
    assert regions.nvertices == {"CIFTI_STRUCTURE_CORTEX_LEFT": 6, "CIFTI_STRUCTURE_CORTEX_RIGHT": 4}
    voxels, vertices = regions["V1"]
    assert len(voxels) == 0
    assert {name: index.tolist() for name, index in vertices.items()} == {
        "CIFTI_STRUCTURE_CORTEX_LEFT": [0, 1, 5],
        "CIFTI_STRUCTURE_CORTEX_RIGHT": [2],
    }
    voxels, vertices = regions["thalamus"]
    np.testing.assert_array_equal(voxels, np.argwhere(volume() == 3))
    assert not vertices
    np.testing.assert_array_equal(regions.affine, AFFINE)
    assert int(read.nifti_header["intent_code"]) == 3004
    assert read.nifti_header["intent_name"].item() == b"ConnParcelSries"
    again = to_ptseries(SERIES, read.header.get_axis(1))  # the axis of another file serves as well
    np.testing.assert_array_equal(again.get_fdata(), read.get_fdata())


def test_parcels_may_be_names_only(tmp_path):
    """The element that CiftiLib and nibabel take: <Parcel Name="V1" />, without a Volume or a Surface."""
    read = back(to_ptseries(SERIES), tmp_path / "bold.ptseries.nii")
    assert tuple(read.header.get_axis(1).name) == NAMES
    np.testing.assert_array_equal(np.asarray(read.dataobj), VALUES)
    xml = read.nifti_header.extensions[0].get_content().to_xml().decode()
    assert '<Parcel Name="V1" />' in xml
    assert "<Volume" not in xml
    assert "<Surface" not in xml


def test_maps_and_matrices(tmp_path):
    strength = {"strength": VALUES[0], "G": np.arange(3)}
    read = back(to_pscalar(strength, NAMES, parcels(NAMES, {"left": LEFT})), tmp_path / "maps.pscalar.nii")
    np.testing.assert_array_equal(np.asarray(read.dataobj), np.stack([VALUES[0], [0, 1, 2]]))
    assert read.header.get_axis(0).name.tolist() == ["strength", "G"]
    assert int(read.nifti_header["intent_code"]) == 3008
    matrix = VALUES[:3]
    read = back(to_pconn(matrix, NAMES), tmp_path / "fc.pconn.nii")
    np.testing.assert_array_equal(np.asarray(read.dataobj), matrix)  # [to, from]: it is not turned round
    assert read.header.get_axis(0) == read.header.get_axis(1)
    assert (int(read.nifti_header["intent_code"]), read.nifti_header["intent_name"].item()) == (3003, b"ConnParcels")


def test_a_series_on_vertices(tmp_path, check):
    read = back(to_func_gifti(SERIES, LEFT, "L"), tmp_path / "lh.func.gii")
    values = np.stack([array.data for array in read.darrays])
    wanted = np.where(LEFT >= 0, VALUES[:, LEFT], 0)
    check.table("GIFTI time series, read back", values, wanted, source="read by nibabel", abs=0.0)
    for array in read.darrays:
        assert array.data.dtype == np.float32
        assert array.intent == nibabel.nifti1.intent_codes["NIFTI_INTENT_TIME_SERIES"]
    assert dict(read.meta) == {
        "AnatomicalStructurePrimary": "CortexLeft",
        "RepetitionTime": "0.72",
        "StartTime": "1.44",
        "Units": "1",
    }


def test_regions_of_vertices(tmp_path):
    read = back(to_label_gifti(NAMES, RIGHT, "right", np.eye(3)), tmp_path / "rh.label.gii")
    np.testing.assert_array_equal(read.darrays[0].data, RIGHT + 1)
    assert read.darrays[0].data.dtype == np.int32
    assert read.labeltable.get_labels_as_dict() == {0: "???", 1: "V1", 2: "M1", 3: "thalamus"}
    assert [label.rgba for label in read.labeltable.labels] == [
        (0, 0, 0, 0),
        (1, 0, 0, 1),
        (0, 1, 0, 1),
        (0, 0, 1, 1),
    ]
    assert read.meta["AnatomicalStructurePrimary"] == "CortexRight"
    hues = {label.rgba for label in to_label_gifti([str(i) for i in range(60)], RIGHT, "R").labeltable.labels}
    assert len(hues) == 61


def test_float64_is_rounded_once_and_what_is_too_large_is_refused():
    values = VALUES.astype(float) + 1e-12
    np.testing.assert_array_equal(to_ptseries(SERIES._replace(values=values)).get_fdata(), values.astype("float32"))
    with pytest.raises(ValueError, match=r"the series in float32\[0, 0\] is -inf"):
        to_ptseries(SERIES._replace(values=values * 1e300))


HALVES = np.full((2, 2, 2), 0.5, "float32")


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: to_nifti(SERIES, "nowhere.nii"), FileNotFoundError, "atlas: nowhere.nii does not exist"),
        (lambda: to_nifti(SERIES, __file__), ValueError, "not a readable volume of labels"),
        (lambda: to_nifti(SERIES, VALUES), TypeError, "atlas must be a path or a volume of nibabel, got ndarray"),
        (lambda: to_nifti(SERIES, atlas(HALVES)), ValueError, "labels must be whole numbers"),
        (lambda: to_nifti(SERIES, atlas(np.ones((2, 2, 2, 2), "int16"))), ValueError, "of maps make labels first"),
        (lambda: to_nifti(SERIES, atlas(), [1, 2, 4]), ValueError, "no voxel has the number 4 of region 'thalamus'"),
        (lambda: to_nifti(SERIES, atlas(), [1, 2]), ValueError, "one for each of the 3 regions, got 2"),
        (lambda: to_nifti(SERIES, atlas(), [1, 2, 2]), ValueError, "whole, different and not 0"),
        (lambda: to_nifti(SERIES, atlas(), {"V1": 1, "M1": 2}), ValueError, "numbers: unknown region 'thalamus'"),
        (lambda: parcels(NAMES, {"left": [0, 3]}), ValueError, "surface 'left' goes from 0 to 3, but there are 3"),
        (lambda: parcels(NAMES, {"left": [-1, -1]}), ValueError, "surface 'left' has no vertex of any region"),
        (lambda: parcels(NAMES, {"left": [0.5]}), ValueError, "surface 'left' must be whole numbers"),
        (lambda: parcels(NAMES, {"nose": LEFT}), ValueError, "surface 'nose' is none that CIFTI-2 knows"),
        (lambda: to_ptseries(SERIES, parcels(NAMES[::-1])), ValueError, "they are others, or in another order"),
        (lambda: to_ptseries(SERIES, parcels(["a", "b"])), ValueError, "'V1' is not among them"),
        (lambda: to_pscalar({"G": [1, 2]}, NAMES), ValueError, "map 'G' has shape (2,), but there are 3 regions"),
        (lambda: to_pscalar({}, NAMES), ValueError, "give one map or more"),
        (lambda: to_func_gifti(SERIES, LEFT, "top"), ValueError, "unknown hemisphere 'top'"),
        (lambda: to_label_gifti(NAMES, LEFT, "L", np.ones(3)), ValueError, "colours must have shape (3, 3)"),
        (lambda: save_image(VALUES, "a.nii"), TypeError, "an image of nibabel is saved, got ndarray"),
        (lambda: save_image(to_ptseries(SERIES), "a.nii"), ValueError, "the name must end in .ptseries.nii"),
        (lambda: save_image(to_nifti(SERIES, atlas()), "a.pconn.nii"), ValueError, "this ending says CIFTI-2"),
        (lambda: save_image(to_func_gifti(SERIES, LEFT, "L"), "a.gii"), ValueError, "the name must end in .func.gii"),
        (lambda: save_image(to_ptseries(SERIES), "no/a.ptseries.nii"), FileNotFoundError, "folder no does not exist"),
    ],
)
def test_what_is_said(call, error, message):
    with pytest.raises(error) as caught:
        call()
    assert message in str(caught.value)


def test_a_file_is_whole_or_not_there(tmp_path):
    path = save_image(to_ptseries(SERIES), tmp_path / "a.ptseries.nii")
    before = path.read_bytes()
    with pytest.raises(FileExistsError, match="overwrite=True replaces it"):
        save_image(to_ptseries(SERIES), path)
    broken = to_ptseries(SERIES)
    broken.to_filename = lambda name: (name.write_text("half"), 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save_image(broken, path, overwrite=True)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["a.ptseries.nii"]


def test_without_nibabel_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("brainmass.io.export.files.find_spec", lambda name: None)
    for call in (lambda: to_nifti(SERIES, atlas()), lambda: to_ptseries(SERIES), lambda: to_pconn(np.eye(3), NAMES)):
        with pytest.raises(ModuleNotFoundError, match=r"nibabel is not installed; pip install 'brainmass\[nibabel\]'"):
            call()
