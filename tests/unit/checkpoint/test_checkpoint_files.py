"""Files of a checkpoint: whole or not there."""

import os

import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.checkpoint.files import STATE, Damaged, discard, locked, read_whole, samples_file, sweep, write_whole

ARRAYS = [
    np.array([[0.1, np.nan], [-np.inf, 3e-45]], np.float32),
    np.zeros((0, 3), np.float64),
    np.array(-1, np.int32),
    np.array([True, False]),
    np.asarray(jnp.array([1.5, -2.0], jnp.bfloat16)),
]
HEADER = {"step": 3, "words": "a\nb", "missing": None}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / STATE
    write_whole(path, HEADER, ARRAYS)
    return path


def test_what_was_written_is_read(file):
    header, arrays = read_whole(file)
    assert header == HEADER
    for got, given in zip(arrays, ARRAYS, strict=True):
        assert (got.dtype, got.shape, got.tobytes()) == (given.dtype, given.shape, given.tobytes())
    assert [path.name for path in file.parent.iterdir()] == [STATE]


def test_cut_at_any_byte_it_is_refused(file):
    raw = file.read_bytes()
    for length in range(len(raw)):
        file.write_bytes(raw[:length])
        with pytest.raises(Damaged, match=STATE):
            read_whole(file)


def test_altered_at_any_byte_it_is_refused(file):
    raw = file.read_bytes()
    for place in range(len(raw)):
        file.write_bytes(raw[:place] + bytes([raw[place] ^ 0x20]) + raw[place + 1 :])
        with pytest.raises(Damaged, match=STATE):
            read_whole(file)


def test_longer_than_it_was_it_is_refused(file):
    file.write_bytes(file.read_bytes() + b"\x00")
    with pytest.raises(Damaged, match="is damaged"):
        read_whole(file)


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_write_that_fails_leaves_what_was_there(file, monkeypatch, fails):
    def full(*_):
        raise OSError(28, "No space left on device")

    before = file.read_bytes()
    monkeypatch.setattr(os, fails, full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, {"step": 4}, ARRAYS[::-1])
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [STATE]


def test_the_file_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    """And its name after that: else a power cut could leave the name without the content."""
    seen = []
    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, lambda *a, name=name, do=getattr(os, name): (seen.append(name), do(*a))[1])
    write_whole(tmp_path / STATE, {}, ARRAYS)
    assert seen == ["fsync", "replace", "fsync"]


FOREIGN = ("model.checkpoint", "samples-of-blood.csv", "notes.part", ".hidden")


def test_only_what_is_ours_is_swept_away(tmp_path):
    for name in FOREIGN:
        (tmp_path / name).touch()
    for number in range(4):
        samples_file(tmp_path, number).touch()
    (tmp_path / f".{STATE}.part").touch()
    sweep(tmp_path, known=2)
    assert {path.name for path in tmp_path.iterdir()} == {
        *FOREIGN,
        "samples-000000.checkpoint",
        "samples-000001.checkpoint",
    }


def test_a_checkpoint_is_deleted_with_its_folder(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    for path in (folder / STATE, samples_file(folder, 0), folder / ".samples-000001.checkpoint.part"):
        path.touch()
    discard(str(folder))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_else_stays(tmp_path):
    for name in (*FOREIGN, STATE):
        (tmp_path / name).touch()
    discard(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(FOREIGN)


def test_one_holds_a_folder_at_a_time(tmp_path):
    pytest.importorskip("fcntl")
    refused = pytest.raises(BlockingIOError, match="is being written by another run")
    with locked(tmp_path), refused, locked(tmp_path):
        pytest.fail("it was given twice")
    with locked(tmp_path):
        pass
