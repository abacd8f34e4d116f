"""Findings against what was put into a matrix, and numbers that follow by hand."""

import bz2
import zipfile

import numpy as np
import pytest

from brainmass.check import Arrays, arrays_in, check_connectome, check_file
from brainmass.graphs import ring


def two_by_two(value=1.0):
    """Four regions in a ring, in both directions."""
    return value * (np.roll(np.eye(4), 1, axis=0) + np.roll(np.eye(4), -1, axis=0))


def seen(findings, severity=None):
    return [f"{f.subject}: {f.seen}" for f in findings if severity in (None, f.severity)]


def test_a_sound_connectome_has_only_notes():
    lengths = 100.0 * (1 - np.eye(4))
    findings = check_connectome(Arrays(two_by_two(), lengths, ["a", "b", "c", "d"]), steps=[0.1], speed=6.0)
    assert seen(findings, "error") == seen(findings, "warning") == []
    # A ring of weight 1 has the eigenvalues 2 cos(2 pi k / n); 100 mm at 6 mm/ms are 16.67 ms, or 167 steps of 0.1 ms.
    assert seen(findings) == [
        "weights: symmetric",
        "weights: 4 regions, density 0.67, weights 1 to 1, row sums 2 to 2, spectral radius 2",
        "lengths: up to 100 mm",
        "delays: at 6 mm/ms: 16.67 to 16.67 ms, median 16.67 ms; at dt = 0.1 ms that is 167 to 167 steps, median 167",
    ]


def spoiled(i, j, value):
    weights = two_by_two()
    weights[i, j] = value
    return weights


UNUSABLE = [
    (np.ones((3, 4)), "weights: not square: 3 x 4"),
    (np.ones(5), "weights: not square: 5"),
    (spoiled(1, 2, np.nan), "weights: not finite: 1 of 16 values; the first is weights[1, 2] = nan"),
    (spoiled(0, 3, np.inf), "weights: not finite: 1 of 16 values; the first is weights[0, 3] = inf"),
    (np.zeros((4, 4)), "weights: all weights are 0"),
]


@pytest.mark.parametrize(("weights", "said"), UNUSABLE)
def test_what_cannot_be_used_is_an_error(weights, said):
    assert seen(check_connectome(Arrays(weights)), "error") == [said]


def alone():
    weights = two_by_two()
    weights[2, :] = weights[:, 2] = 0
    return weights


def halves():
    return np.kron(np.eye(2), np.ones((2, 2)) - np.eye(2))


def deaf():
    weights = two_by_two()
    weights[1, :] = 0
    return weights


SUSPICIOUS = [
    (spoiled(0, 1, -0.5), "weights: negative: 1 of 16; the first is weights[0, 1] = -0.5"),
    (spoiled(2, 2, 1.0), "weights: 1 region with a connection to itself (c)"),
    (spoiled(0, 1, 1.0001), "weights: almost symmetric: both directions differ by up to 0.0001 of the largest weight"),
    (alone(), "weights: 1 region without any connection (c)"),
    (deaf(), "weights: 1 region without input (b)"),
    (deaf().T, "weights: 1 region without output (b)"),
    (halves(), "weights: 2 separate networks"),
    (two_by_two(50.0), "weights: 4 regions, density 0.67, weights 50 to 50, row sums 100 to 100, spectral radius 100:"),
]  # fmt: skip


@pytest.mark.parametrize(("weights", "said"), SUSPICIOUS)
def test_what_is_suspicious_is_a_warning(weights, said):
    warnings = seen(check_connectome(Arrays(weights, labels=["a", "b", "c", "d"])), "warning")
    assert any(warning.startswith(said) for warning in warnings), warnings


def test_a_directed_connectome_is_told_its_orientation():
    findings = check_connectome(ring(5, directed=True, weight=1.0))
    (note,) = [f for f in findings if "directed" in f.seen]
    assert note.seen == "directed: both directions differ in 5 of 10 pairs of regions"
    assert "from region j to region i" in note.meaning


LENGTHS = [
    (0.1, "lengths: at most 0.1: they look like metres", 'length_unit = "m"'),
    (15.0, "lengths: at most 15: they look like centimetres", 'length_unit = "cm"'),
    (900.0, "lengths: up to 900: too long for mm", "another unit"),
    (0.0, "lengths: all are 0", "Leave out"),
]


@pytest.mark.parametrize(("longest", "said", "advice"), LENGTHS)
def test_units_of_lengths_are_judged_by_the_longest(longest, said, advice):
    findings = check_connectome(Arrays(two_by_two(), longest * (1 - np.eye(4))), speed=None)
    (warning,) = [f for f in findings if f.severity == "warning"]
    assert f"{warning.subject}: {warning.seen}" == said
    assert advice in warning.advice


def lengths_with(i, j, value):
    lengths = 100.0 * (1 - np.eye(4))
    lengths[i, j] = value
    return lengths


WRONG_LENGTHS = [
    (np.ones((3, 3)), "error", "lengths: shape (3, 3), but the weights have (4, 4)"),
    (np.ones((4, 3)), "error", "lengths: not square: 4 x 3"),
    (lengths_with(0, 1, -5.0), "error", "lengths: negative: 1 of 16; the first is lengths[0, 1] = -5"),
    (lengths_with(0, 1, np.nan), "error", "lengths: not finite: 1 of 16 values; the first is lengths[0, 1] = nan"),
    (lengths_with(0, 1, 0.0), "warning", "lengths: zero: 1 of those with a weight; the first is lengths[0, 1]"),
    (lengths_with(0, 1, 90.0), "warning", "lengths: the two directions of a tract differ by up to 10 mm"),
]


@pytest.mark.parametrize(("lengths", "severity", "said"), WRONG_LENGTHS)
def test_lengths_that_are_wrong(lengths, severity, said):
    assert said in seen(check_connectome(Arrays(two_by_two(), lengths)), severity)


def test_delays_shorter_than_a_step_are_counted():
    lengths = 100.0 * (1 - np.eye(4))
    lengths[0, 1] = lengths[1, 0] = 2.0  # 0.33 ms at 6 mm/ms: 3 steps of 0.1 ms, 0 steps of 1 ms
    findings = check_connectome(Arrays(two_by_two(), lengths), steps=[0.1, 1.0], speed=6.0)
    said = "delays: 0 steps at dt = 1 ms in spite of a length: 2 of 8 connections"
    assert [line for line in seen(findings, "warning") if line.startswith("delays")] == [said]
    (warning,) = [f for f in findings if f.subject == "delays" and f.severity == "warning"]
    assert "dt = 0.2 ms" in warning.advice


def test_tracts_shorter_than_a_straight_line_are_found():
    centres = np.array([[0.0, 0, 0], [100, 0, 0], [100, 100, 0], [0, 100, 0]])
    short = Arrays(two_by_two(), 40.5 * (1 - np.eye(4)), centres=centres)
    assert any("shorter than half the straight line" in line for line in seen(check_connectome(short), "warning"))
    longer = short._replace(lengths=120.0 * (1 - np.eye(4)))
    assert not any("straight" in line for line in seen(check_connectome(longer)))


LABELS = [(["a", "b"], "labels: 2 for 4 regions"), (["a", "a", "b", "b"], "labels: given twice: a, b")]


@pytest.mark.parametrize(("labels", "said"), LABELS)
def test_labels_that_do_not_fit(labels, said):
    assert said in seen(check_connectome(Arrays(two_by_two(), labels=labels)), "error")


def test_files_are_read_before_they_make_a_connectome(tmp_path):
    np.savez(tmp_path / "sc.npz", weights=spoiled(1, 2, np.nan), lengths=np.ones((4, 4)), labels=np.array(list("abcd")))
    arrays = arrays_in(tmp_path / "sc.npz")
    assert list(arrays.labels) == list("abcd")
    np.testing.assert_array_equal(arrays.lengths, np.ones((4, 4)))
    assert seen(check_file(tmp_path / "sc.npz"), "error")[0].startswith("weights: not finite")


def test_a_matrix_in_a_file_may_be_named(tmp_path):
    np.savez(tmp_path / "two.npz", one=two_by_two(), other=two_by_two(2.0))
    (finding,) = check_file(tmp_path / "two.npz")
    assert finding.severity == "error"
    assert "one (4, 4), other (4, 4)" in finding.seen
    assert any("spectral radius 4" in line for line in seen(check_file(tmp_path / "two.npz", weights="other")))


def test_a_tvb_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "tvb.zip", "w") as archive:
        for name, matrix in (("weights", two_by_two()), ("tract_lengths", 10.0 * (1 - np.eye(4)))):
            lines = "\n".join(" ".join(str(x) for x in row) for row in matrix)
            archive.writestr(f"{name}.txt.bz2", bz2.compress(lines.encode()))
        archive.writestr("centres.txt", "\n".join(f"r{i} {i}.0 0.0 0.0" for i in range(4)))
    assert "lengths: at most 10: they look like centimetres" in seen(check_file(tmp_path / "tvb.zip"), "warning")


def test_what_is_asked_for_must_make_sense(tmp_path):
    np.save(tmp_path / "sc.npy", two_by_two())
    with pytest.raises(FileNotFoundError, match="there is no file"):
        check_file(tmp_path / "none.npy")
    with pytest.raises(ValueError, match="dt must be positive, got -1"):
        check_file(tmp_path / "sc.npy", dt="-1 ms")
    with pytest.raises(ValueError, match="speed: '6 ms' cannot be converted to mm/ms"):
        check_file(tmp_path / "sc.npy", speed="6 ms")


def test_findings_come_worst_first(tmp_path):
    np.savez(tmp_path / "sc.npz", weights=spoiled(0, 0, 50.0), lengths=np.ones((3, 3)))
    severities = [finding.severity for finding in check_file(tmp_path / "sc.npz")]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    assert set(severities) == {"error", "warning", "note"}
