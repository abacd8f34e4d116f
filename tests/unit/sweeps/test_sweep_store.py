"""Sweeps on the disk: killed at any moment they are completed to the same result; any xarray reads them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import xarray

from brainmass.noise import white
from brainmass.sweeps import discard, linear, load
from brainmass.sweeps.work import Work
from tests.small_sweep import AXES, LENGTHS, LONG, network, small_sweep

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def unbroken():
    return small_sweep(workers=1)


@pytest.fixture(scope="module")
def moments(tmp_path_factory, unbroken):
    """The store as it is before and after every move of a file and every write through to the disk."""
    base = tmp_path_factory.mktemp("moments")
    store, copies = base / "sweep.zarr", []

    def watched(do):
        def call(*arguments):
            before = _copy(store, base / f"{len(copies):03d}", copies)
            result = do(*arguments)
            return before and _copy(store, base / f"{len(copies):03d}", copies) and result

        return call

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", watched(os.fsync))
        patch.setattr(os, "replace", watched(os.replace))
        assert small_sweep(store, workers=1).identical(unbroken)
    return copies


def _copy(store, to, copies):
    if store.exists():
        shutil.copytree(store, to)
        copies.append(to)
    return True


def test_killed_at_any_step_of_a_write_it_is_completed_to_the_same_result(moments, unbroken, monkeypatch, tmp_path):
    counted, original = [], Work.block
    monkeypatch.setattr(
        Work, "block", lambda self, number, *more: counted.append(number) or original(self, number, *more)
    )
    seen = set()
    for moment in dict.fromkeys([*moments[::7], moments[-1]]):
        store, done = shutil.copytree(moment, tmp_path / moment.name), int(load(moment)["done"].sum())
        counted.clear()
        assert small_sweep(store, workers=1).identical(unbroken)
        assert len(counted) == 3 - done // 4  # blocks of four points: what is whole is not done again
        seen.add(done)
    assert seen == {0, 4, 8, 12}


def test_killed_while_it_runs(tmp_path):
    """The process itself, by SIGKILL after its first block."""
    store = tmp_path / "sweep.zarr"
    with subprocess.Popen([sys.executable, "-m", "tests.small_sweep", str(store)], cwd=ROOT) as process:
        while not store.exists() or not load(store)["done"].any():
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert int(load(store)["done"].sum()) in (4, 8)
    again, whole = (small_sweep(where, workers=1, duration=LONG) for where in (store, None))
    assert again.identical(whole)


def test_xarray_alone_reads_a_store(unbroken, tmp_path, recwarn):
    small_sweep(tmp_path / "sweep.zarr", workers=1)
    opened = xarray.open_zarr(tmp_path / "sweep.zarr")
    for name in unbroken.data_vars:
        assert opened[name].dims == unbroken[name].dims
        np.testing.assert_array_equal(opened[name].values.astype(unbroken[name].dtype), unbroken[name])
    assert opened.sel({"coupling.k": 0.1, "seed": 9})["mean"].shape == (2,)
    assert not [str(w.message) for w in recwarn if "zarr" in str(w.message).lower()]


OTHERS = {
    "noise.x.sigma of population leak: 0.05 there, 0.06 here": {"net": network(noise={"x": white(0.06)})},
    "weights of projection leak.x": {"net": network(0.1), "change": "weights"},
    "lengths of projection leak.x": {"net": network(lengths=LENGTHS + 1.0)},
    "axis coupling.k: other values": {"axes": {**AXES, "coupling.k": linear(0.0, 0.3, 3)}},
    'axes: ["coupling.k", "params.g", "seed"] there': {
        "axes": {name: AXES[name] for name in ("coupling.k", "params.g")}
    },
    "duration: 600 there, 700 here": {"duration": 700.0},
    "dt: 1 there, 0.5 here": {"dt": 0.5},
    "what is computed for mean: other values": {
        "measures": {"mean": lambda run: 2 * run["mean"].mean(), "last": lambda run: run["x"][-1]}
    },
    "what is computed for bold: only here": {"keep": ("fc", "bold")},
}


@pytest.mark.parametrize("message", OTHERS)
def test_the_store_of_another_sweep_is_refused_with_the_difference(moments, message):
    given = dict(OTHERS[message])
    if given.pop("change", None):
        projection = given["net"].projections[0]
        projection.weights = projection.weights * 2
    with pytest.raises(ValueError, match="is of another sweep") as told:
        small_sweep(moments[-1], **given)
    assert message in str(told.value)
    assert str(told.value).count("\n  ") <= 4  # what differs, and not what follows from it


def test_what_is_swept_may_be_anything_in_the_network(moments, unbroken):
    assert small_sweep(moments[-1], net=network(k=0.7, params={"g": 0.3})).identical(unbroken)


def test_another_version_is_refused(moments, monkeypatch):
    monkeypatch.setattr("brainmass.checkpoint.provenance.__version__", "0.0.1")
    with pytest.raises(ValueError, match=r"brainmass: .* there, 0\.0\.1 here"):
        small_sweep(moments[-1])


def test_two_sweeps_do_not_write_the_same_store(moments):
    from brainmass.checkpoint.files import locked

    with locked(moments[-1]), pytest.raises(BlockingIOError, match="being written by another run"):
        small_sweep(moments[-1])


def test_what_is_no_store_is_left_alone(tmp_path):
    (tmp_path / "folder").mkdir()
    for act in (small_sweep, discard, load):
        with pytest.raises(ValueError, match="is not the store of a sweep"):
            act(tmp_path / "folder")
    assert (tmp_path / "folder").is_dir()
    with pytest.raises(FileNotFoundError, match="there is no store"):
        load(tmp_path / "nothing")


def test_a_store_can_be_deleted(moments, tmp_path):
    copied = shutil.copytree(moments[-1], tmp_path / "copy.zarr")
    discard(copied)
    assert not copied.exists()
