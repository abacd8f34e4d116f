"""Sensors, region mappings and projections as TVB writes them: small files of the same form."""

import bz2
import io

import numpy as np
import pytest
from scipy.io import savemat

from brainmass.io import read_lead_field, read_projection, read_region_mapping, read_sensors

NAMES = ["TRIGGER", "Fp1", "Cz", "O'1"]
POSITIONS = np.array([[0.0, 0, 0], [102.5, 40.2, 45.1], [-6.5, -0.1, 147.7], [-84.4, 38.2, 47.9]])
GAIN = np.random.default_rng(0).standard_normal((4, 6))
GAIN[0] = np.nan
MAPPING = np.array([1, 0, 0, 1, 1, 0])


def file(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


def npy(array) -> io.BytesIO:
    stream = io.BytesIO()
    np.save(stream, array)
    stream.seek(0)
    return stream


def table(*columns) -> io.BytesIO:
    rows = np.column_stack(columns)
    return file("".join(f"{name}\t" + "\t".join(map(str, row)) + "\t\n" for name, row in zip(NAMES, rows, strict=True)))


def test_sensors_with_and_without_orientation_packed_or_not():
    plain = read_sensors(table(POSITIONS))
    assert plain["sensors"] == tuple(NAMES)
    np.testing.assert_array_equal(plain["positions"], POSITIONS)
    assert "orientations" not in plain
    packed = io.BytesIO(bz2.compress(table(POSITIONS, POSITIONS + 1).getvalue()))
    np.testing.assert_array_equal(read_sensors(packed)["orientations"], POSITIONS + 1)


def test_a_projection_by_its_content():
    np.testing.assert_array_equal(read_projection(npy(GAIN)), GAIN)
    stream = io.BytesIO()
    savemat(stream, {"ProjectionMatrix": GAIN})
    stream.seek(0)
    np.testing.assert_array_equal(read_projection(stream), GAIN)


def test_a_lead_field_from_three_files(tmp_path):
    for name, stream in (("p.npy", npy(GAIN)), ("s.txt", table(POSITIONS)), ("m.txt", file("1\n0\n0\n1\n1\n0\n"))):
        (tmp_path / name).write_bytes(stream.getvalue())
    files = [tmp_path / name for name in ("p.npy", "s.txt", "m.txt")]
    lead = read_lead_field(*files, labels=["left", "right"], unit="V/(A m)")
    assert lead.sensors == ("Fp1", "Cz", "O'1")  # a row that is not finite is no sensor
    assert (lead.regions, str(lead.unit)) == (("left", "right"), "V/(A m)")
    np.testing.assert_array_equal(lead.positions, POSITIONS[1:])
    expected = np.column_stack([GAIN[1:, i == MAPPING].mean(axis=1) for i in (0, 1)])
    np.testing.assert_allclose(lead.gain, expected, rtol=1e-12)
    total = read_lead_field(*files, labels=["left", "right"], total=True)
    np.testing.assert_allclose(total.gain, 3 * expected, rtol=1e-12)
    vertices = read_lead_field(*files[:2], kind="MEG")
    np.testing.assert_array_equal(vertices.gain, GAIN[1:])
    assert (vertices.kind, vertices.regions) == ("MEG", ())


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: read_sensors(file("")), "the file holds no sensors"),
        (lambda: read_sensors(file("Cz 0 0 9\nPz 1 2\n")), "line 2 is 'Pz 1 2': not a name and three numbers, or six"),
        (lambda: read_sensors(file("Cz 0 0 x\n")), "line 1 is 'Cz 0 0 x': not a name"),
        (lambda: read_sensors(io.BytesIO(b"\xff\xfe\x00")), "not UTF-8 text"),
        (lambda: read_region_mapping(file("0\n1.5\n")), "one whole number for each vertex"),
        (lambda: read_region_mapping(file("a b")), "one whole number for each vertex"),
        (lambda: read_projection(file("0 1\n")), "not a readable MATLAB file"),
        (
            lambda: read_projection(npy(np.ones(3))),
            r"the file must hold one matrix, and holds matrix \(3,\)",
        ),
        (lambda: read_lead_field(npy(GAIN[1:]), table(POSITIONS)), "3 rows, and the file of sensors 4 lines"),
        (lambda: read_lead_field(npy(GAIN * np.nan), table(POSITIONS)), "no row of the projection is finite"),
        (
            lambda: read_lead_field(npy(GAIN), table(POSITIONS), file("0 1 1"), labels=["l", "r"]),
            "one region for each of the 6 sources of the gain",
        ),
    ],
)
def test_what_is_said_of_a_file_that_is_none(call, message):
    with pytest.raises(ValueError, match=message):
        call()
