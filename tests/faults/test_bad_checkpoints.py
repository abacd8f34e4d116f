"""What a user gets wrong about checkpoints, and what the library says to it."""

import os
import re
import shutil

import jax
import jax.numpy as jnp
import pytest

from brainmass import checkpoint
from brainmass.models import hopf
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate

NET = Network(hopf, 2, params={"a": 0.1})
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def run(folder, net=NET, duration=20.0, **more):
    given = {"dt": 0.5, "observe": {"x": every(1.0, "x")}, "checkpoint": folder, **more}
    return simulate(net, duration, **given)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "run"
    run(folder)
    return folder


@pytest.fixture
def kept(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "run")


CASES = {
    "time without a place": (
        lambda kept: run(None, checkpoint_every=10.0),
        TypeError,
        "checkpoint_every= is given but there is no checkpoint; pass checkpoint= with a folder",
    ),
    "no path": (lambda kept: run(3), TypeError, "checkpoint must be the path of a folder, got 3"),
    "not whole steps": (
        lambda kept: run(kept, checkpoint_every=0.7),
        ValueError,
        "checkpoint_every = 0.7 ms is not a whole number of steps of dt = 0.5 ms; the nearest is 0.5 ms",
    ),
    "time of 0": (
        lambda kept: run(kept, checkpoint_every=0.0),
        ValueError,
        "checkpoint_every = 0 ms is shorter than one step",
    ),
    "negative time": (
        lambda kept: run(kept, checkpoint_every=-5.0),
        ValueError,
        "checkpoint_every = -5 ms is negative",
    ),
    "time in words": (
        lambda kept: run(kept, checkpoint_every="often"),
        TypeError,
        "checkpoint_every must be a number in ms or a quantity, got 'often'",
    ),
    "another parameter": (
        lambda kept: run(kept, Network(hopf, 2, params={"a": 0.2})),
        ValueError,
        r"is of another run:\n  params.a of population hopf: 0.1 there, 0.2 here\nGive another path, or delete it",
    ),
    "another step": (lambda kept: run(kept, dt=0.25), ValueError, "dt: 0.5 there, 0.25 here"),
    "a longer run": (lambda kept: run(kept, duration=40.0), ValueError, "duration: 20 there, 40 here"),
    "several things": (
        lambda kept: run(kept, seed=1, transient=5.0),
        ValueError,
        r"\n  transient: 0 there, 5 here\n  seed: 0 there, 1 here\n",
    ),
    "another state": (
        lambda kept: run(kept, resume=run(None, seed=3).final),
        ValueError,
        r"the state to go on from \(resume\): only here",
    ),
    "inside jit": (
        lambda kept: jax.jit(lambda: run(kept)["x"])(),
        ValueError,
        "checkpoint= writes files, which cannot be done inside jit, grad or vmap; call simulate outside of them",
    ),
    "inside grad": (
        lambda kept: jax.grad(lambda a: run(kept, Network(hopf, 2, params={"a": a}))["x"].sum())(0.1),
        ValueError,
        "cannot be done inside jit, grad or vmap",
    ),
    "inside vmap": (
        lambda kept: jax.vmap(lambda seed: run(kept, seed=seed)["x"])(jnp.arange(2)),
        ValueError,
        "cannot be done inside jit, grad or vmap",
    ),
    "a look where nothing is": (
        lambda kept: checkpoint.peek(kept.parent),
        FileNotFoundError,
        "there is no checkpoint in",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_message(kept, case):
    attempt, error, message = CASES[case]
    before = {path: path.read_bytes() for path in kept.iterdir()}
    with pytest.raises(error, match=message):
        attempt(kept)
    assert {path: path.read_bytes() for path in kept.iterdir()} == before


def test_a_file_in_the_place_of_the_folder(tmp_path):
    (tmp_path / "run").write_text("mine")
    with pytest.raises(NotADirectoryError, match=r"checkpoint must be a folder, and .*run is a file"):
        run(tmp_path / "run")
    assert (tmp_path / "run").read_text() == "mine"


@pytest.mark.skipif(ROOT, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        run(tmp_path / "run")


def test_a_disk_that_fills_up_on_the_way(tmp_path, monkeypatch):
    """It is said until when all is kept; the rest is done when there is room."""
    from brainmass.checkpoint import files

    sync, calls = os.fsync, []

    def filling(handle):
        calls.append(handle)
        if len(calls) > 7:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr(files.os, "fsync", filling)
    long = {"duration": 2000.0, "checkpoint_every": 256.0}
    with pytest.raises(OSError, match=r"cannot be written \(No space left on device\); it stays at t = 256 ms"):
        run(tmp_path / "run", **long)
    monkeypatch.undo()
    assert checkpoint.reached(tmp_path / "run") == 256.0
    assert len(run(tmp_path / "run", **long)["x"]) == 2000


@pytest.mark.parametrize("harm", ["cut", "of another version", "of something else"])
def test_a_state_that_cannot_be_read(kept, harm):
    path = kept / "state.checkpoint"
    raw = path.read_bytes()
    if harm == "of another version":
        path.write_bytes(raw.replace(b"brainmass checkpoint 1", b"brainmass checkpoint 2"))
        said = "has the format of another version"
    elif harm == "cut":
        path.write_bytes(raw[:-10])
        said = "is damaged: its content is not what was written"
    else:
        path.write_bytes(b"PK\x03\x04")
        said = "is no file of a checkpoint"
    end = "; nothing can go on from it: delete the checkpoint (brainmass.checkpoint.discard) to begin anew"
    for read in (run, checkpoint.peek, checkpoint.reached):
        with pytest.raises(checkpoint.Damaged, match=re.escape(f"{path} {said}{end}")):
            read(kept)


def test_a_state_with_other_parts(kept):
    from brainmass.checkpoint.files import read_whole, write_whole

    header, arrays = read_whole(kept / "state.checkpoint")
    write_whole(kept / "state.checkpoint", {**header, "leaves": header["leaves"][1:]}, arrays[1:])
    with pytest.raises(checkpoint.Damaged, match="does not have the parts that this version of brainmass has"):
        run(kept)


def test_two_runs_at_once(tmp_path):
    pytest.importorskip("fcntl")

    def second(share, time):
        run(tmp_path)

    with pytest.raises(BlockingIOError, match="is being written by another run; wait for it to end, or give another"):
        run(tmp_path, progress=second)
