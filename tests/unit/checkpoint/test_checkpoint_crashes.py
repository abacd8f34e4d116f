"""Killed at any moment: what lies on the disk then goes on to the unbroken run, or is refused, and is never misread."""

import os
import random
import shutil
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from brainmass.checkpoint import Damaged, peek, reached
from tests.long_run import EVERY, PIECES, TRANSIENT, assert_same, long_run

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def moments(tmp_path_factory):
    """The folder of a run as it is before and after everything that the run does to it: what a kill would leave."""
    base = tmp_path_factory.mktemp("moments")
    folder, copies = base / "run", []

    def copied():
        copies.append(base / f"{len(copies):03d}")
        shutil.copytree(folder, copies[-1])

    def watched(do):
        def call(*arguments):
            copied()
            result = do(*arguments)
            copied()
            return result

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "replace"):
            patch.setattr(os, name, watched(getattr(os, name)))
        long_run(folder)
    return copies


def test_killed_at_any_step_of_a_write(unbroken, moments, tmp_path):
    assert len(moments) == 2 * 3 * (2 * PIECES + 1)  # twice three steps, for the samples and states of all pieces
    times = set()
    for moment in moments:
        folder = shutil.copytree(moment, tmp_path / moment.name)
        times.add(reached(folder))
        assert_same(long_run(folder), unbroken)
        assert not list(folder.glob(".*"))
    assert len(times) == PIECES + 2  # nothing yet, the start, and every piece


def test_killed_while_a_file_grows(unbroken, moments):
    """A kill within a write leaves a part of it, or as much as the disk had taken."""
    partial = [(folder, path) for folder in moments for path in folder.glob(".*.part")]
    assert {path.name for _, path in partial} >= {".state.checkpoint.part", ".samples-000002.checkpoint.part"}
    for i, (folder, path) in enumerate(partial):
        raw = path.read_bytes()
        path.write_bytes([b"", raw[: len(raw) // 2], raw[:-1], bytes(len(raw))][i % 4])
        assert_same(long_run(folder), unbroken)
        assert not list(folder.glob(".*"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept") / "run"
    long_run(folder)
    return folder


HARM = {
    "empty": lambda raw: b"",
    "its first half": lambda raw: raw[: len(raw) // 2],
    "a byte short": lambda raw: raw[:-1],
    "a byte long": lambda raw: raw + b"0",
    "zeros": lambda raw: bytes(len(raw)),
    "another first byte": lambda raw: b"x" + raw[1:],
    "another byte in the middle": lambda raw: raw[: len(raw) // 2] + b"\xff\xff" + raw[len(raw) // 2 + 2 :],
    "another last byte": lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("name", ["state", "samples-000000", "samples-000002", f"samples-{PIECES - 1:06d}"])
def test_a_damaged_file_is_refused_by_name(kept, tmp_path, name, harm):
    folder = shutil.copytree(kept, tmp_path / "run")
    path = folder / f"{name}.checkpoint"
    path.write_bytes(HARM[harm](path.read_bytes()))
    for read in (long_run, peek):
        with pytest.raises(Damaged, match=rf"{name}\.checkpoint .*delete the checkpoint .* to begin anew"):
            read(folder)


def test_a_missing_file_is_refused_by_name(kept, tmp_path):
    folder = shutil.copytree(kept, tmp_path / "run")
    (folder / "samples-000001.checkpoint").unlink()
    with pytest.raises(Damaged, match=r"samples-000001\.checkpoint is missing; nothing can go on from it"):
        long_run(folder)


def test_files_that_changed_places_are_refused(kept, tmp_path):
    folder = shutil.copytree(kept, tmp_path / "run")
    shutil.copy(folder / "samples-000003.checkpoint", folder / "samples-000002.checkpoint")
    with pytest.raises(Damaged, match=r"samples-000002\.checkpoint is another file"):
        long_run(folder)


def test_without_its_state_it_is_no_checkpoint(unbroken, kept, tmp_path):
    folder = shutil.copytree(kept, tmp_path / "run")
    (folder / "state.checkpoint").unlink()
    assert reached(folder) is None
    assert_same(long_run(folder), unbroken)


LONG = 200 * EVERY - TRANSIENT
"""200 pieces: the kill comes somewhere among them."""


def killed(folder: Path, after: int) -> None:
    """Run in a process of its own, and kill it when it has told of ``after`` pieces."""
    command = [sys.executable, "-m", "tests.long_run", str(folder), str(LONG)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(after):
            assert child.stdout.readline(), "the run ended by itself"
        child.kill()
        assert child.wait() == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("kills", [1, pytest.param(6, marks=pytest.mark.slow)])
def test_killed_for_real(tmp_path, kills):
    draw = random.Random(kills)
    at = [0.0]
    for _ in range(kills):
        killed(tmp_path / "run", draw.randint(2, 20))  # the first thing that is told is where it stands
        at.append(reached(tmp_path / "run"))
    assert all(a < b for a, b in pairwise(at))
    assert at[-1] < LONG
    assert_same(long_run(tmp_path / "run", duration=LONG), long_run(duration=LONG))
