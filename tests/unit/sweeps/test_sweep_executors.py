"""Who does the work makes no difference to what comes out."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from brainmass.sweeps import executors, load
from tests.small_sweep import small_sweep

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def here():
    return small_sweep(workers=1)


def test_threads_of_this_machine(here):
    assert small_sweep(workers=3).identical(here)


def test_processes_of_this_machine(here):
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        assert small_sweep(executor=pool).identical(here)


@pytest.mark.filterwarnings("ignore")
def test_dask_with_a_worker_that_is_killed(tmp_path):
    """Its block is done again by another, and the result is that of this machine."""
    from distributed import Client, LocalCluster

    axes = {"params.g": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]}
    killed: list[int] = []

    def kill_one(told):
        if told.done and not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    given = {"axes": axes, "lanes": 1, "duration": 60_000.0}
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        pids = list(client.run(os.getpid).values())
        result = small_sweep(tmp_path / "sweep.zarr", executor=client, progress=kill_one, **given)
    assert killed
    assert result.identical(small_sweep(workers=1, **given))
    assert load(tmp_path / "sweep.zarr").identical(result)


def test_all_devices_of_a_machine(here, tmp_path):
    """Two of them, made of one CPU: every block on the next device, as on a machine with two GPUs."""
    program = f"""if 1:
        from brainmass.sweeps import executors
        from tests.small_sweep import small_sweep
        used, original = [], executors.jax.default_device
        executors.jax.default_device = lambda device: used.append(device.id) or original(device)
        small_sweep({str(tmp_path / "sweep.zarr")!r}, workers=2)
        assert sorted(used) == [0, 0, 1], used
    """
    flags = {**os.environ, "XLA_FLAGS": "--xla_force_host_platform_device_count=2"}
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env=flags)
    assert load(tmp_path / "sweep.zarr").identical(here)


def test_what_cannot_be_sent_is_said_before_anything_runs():
    with (
        ProcessPoolExecutor(1) as pool,
        pytest.raises(TypeError, match=r"cannot be sent to the workers .* of a module"),
    ):
        small_sweep(executor=pool, measures={"mean": lambda run: run["x"].mean()})


def test_a_worker_reads_what_it_is_sent_once():
    """Else measures would be others in every block, and be compiled again."""
    sent = pickle.dumps(["work"])
    assert executors._received(sent) is executors._received(bytes(bytearray(sent)))
    assert "NPROC" not in os.environ  # of this process, which nobody started to work


@pytest.mark.parametrize("wrong", [3, "threads"])
def test_what_is_no_executor_is_refused(wrong):
    with pytest.raises(TypeError, match="executor must be a dask"):
        small_sweep(executor=wrong)


def test_a_sweep_that_is_stopped_stops_its_threads(tmp_path):
    def stop(told):
        if told.done >= 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small_sweep(tmp_path / "sweep.zarr", workers=1, duration=60_000.0, progress=stop)
    assert int(load(tmp_path / "sweep.zarr")["done"].sum()) < 12
