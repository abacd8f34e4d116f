"""``brainmass sweep``: what is written, what is said, and what is left when it is stopped."""

import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from brainmass.cli import app
from brainmass.cli.progress import SweepBar
from brainmass.config import prepare_sweep, read_config
from brainmass.coupling import additive
from brainmass.models import linear as leak
from brainmass.network import Network
from brainmass.noise import white
from brainmass.observe import average
from brainmass.sweeps import Progress, common, linear, load, sweep

ROOT = Path(__file__).resolve().parents[3]
WEIGHTS = np.array([[0.0, 1.0, 0.5], [0.2, 0.0, 1.0], [0.4, 0.3, 0.0]])
CONFIG = """
[network]
model = "linear"
connectome = "sc.npz"
coupling = {kind = "additive", k = 0.01}
source = "x"
target = "x_inp"
noise.x = {kind = "white", sigma = 0.1}
[simulation]
dt = "1 ms"
duration = "500 ms"
seed = 4
[observe]
x = {kind = "average", source = "x", period = "5 ms"}
[sweep]
noise = "common"
lanes = 2
workers = 1
[sweep.axes]
"coupling.k" = {from = 0, to = 0.06, points = 3}
"params.gamma" = ["-100 1/s", 0.8]
[sweep.measures]
level = {kind = "deviation", of = "x"}
error = {kind = "fc_error", of = "x", empirical = [[1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1]]}
[output]
report = false
"""
"""At the second gamma every run leaves the finite numbers."""


@pytest.fixture
def brainmass(monkeypatch, tmp_path):
    from brainmass.cli import console

    monkeypatch.setattr(console.out, "_width", 200)
    monkeypatch.setattr(console.err, "_width", 200)
    monkeypatch.chdir(tmp_path)
    np.savez("sc.npz", weights=WEIGHTS)
    Path("config.toml").write_text(CONFIG)

    def ran(*more, out="out", command="sweep"):
        return CliRunner().invoke(app, [command, "config.toml", "--out", out, *more])

    return ran


@pytest.fixture(scope="module")
def expected():
    """The same sweep as it is written in Python."""
    net = Network(leak, WEIGHTS, coupling=additive(0.01), source="x", target="x_inp", noise={"x": white(0.1)})
    axes = {"coupling.k": linear(0.0, 0.06, 3), "params.gamma": [-0.1, 0.8]}
    measures = {"level": lambda run: run["x"].std(axis=0).mean()}
    return sweep(net, axes, 500.0, dt=1.0, seeds=common(4), observe={"x": average(5.0, "x")}, measures=measures,
                 lanes=2, workers=1)  # fmt: skip


@pytest.fixture
def interrupted(brainmass, monkeypatch):
    """Stop a sweep with Ctrl-C, which reaches the main thread, when so many points are kept."""

    def ran(points, *more, **how):
        update = SweepBar.update

        def stopping(self, now):
            update(self, now)
            if now.done >= points and threading.current_thread() is threading.main_thread():
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(SweepBar, "update", stopping)
            return brainmass(*more, **how)

    return ran


def test_what_is_written_and_what_is_said(brainmass, expected, tmp_path):
    result = brainmass("--set", "output.report=true")
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["config.toml", "report.html", "sweep.zarr"]
    found = load(tmp_path / "out" / "sweep.zarr")
    np.testing.assert_array_equal(found["noise_seed"], 4)
    np.testing.assert_array_equal(found["diverged_at"], expected["diverged_at"])
    np.testing.assert_allclose(found["level"], expected["level"], rtol=1e-5)
    assert tomllib.loads((tmp_path / "out" / "config.toml").read_text())["sweep"]["lanes"] == 2
    errors = found["error"].sel({"params.gamma": -0.1})
    table = re.search(r"^error +(\S+) +1 +coupling.k = (\S+), params.gamma = -0.1 1/ms *$", result.stdout, re.MULTILINE)
    assert float(table[1]) == pytest.approx(float(errors.min()), rel=1e-3)
    assert float(table[2]) == pytest.approx(float(errors.idxmin("coupling.k")))
    assert "level" not in result.stdout  # nothing says which level is better
    assert re.search(r"^6 of 6 points simulated in \S+ s, compilation included: \S+ a second$", result.stdout, re.M)
    assert "\n3 of 6 left the finite numbers: " in result.stdout
    assert result.stdout.endswith("out/sweep.zarr\nout/config.toml\nout/report.html\n")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "A sweep of a network of 3 linear regions" in page
    assert "best linear network, diffusive" not in page  # no correlation is measured


def test_a_stopped_sweep_goes_on(brainmass, interrupted, tmp_path):
    result = interrupted(2)
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == (
        "stopped; out/sweep.zarr holds 2 of 6 points; the same command with --resume goes on from there"
    )
    page = CliRunner().invoke(app, ["report", "out/sweep.zarr"])
    assert (page.exit_code, page.stdout) == (0, "out/report.html\n")
    assert "2 of 6" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    (tmp_path / "out" / "config.toml").rename("aside.toml")
    assert CliRunner().invoke(app, ["report", "out/sweep.zarr", "--out", "alone.html"]).stdout == "alone.html\n"
    Path("aside.toml").rename(tmp_path / "out" / "config.toml")
    result = brainmass()
    assert (result.exit_code, result.stderr) == (
        2,
        "error: out/sweep.zarr holds 2 of 6 points of an earlier sweep; go on with it (--resume), or delete it and "
        "begin anew (--restart)\n",
    )
    result = brainmass("--resume", "--seed", "5")
    assert result.exit_code == 2
    assert "is of another sweep:\n  seeds: " in result.stderr
    assert "seed = 4" in (tmp_path / "out" / "config.toml").read_text()  # still that of the store
    result = brainmass("--resume")
    assert result.exit_code == 0, result.stderr
    assert re.search(r"^4 of 6 points simulated after 2 that were kept in ", result.stdout, re.MULTILINE)
    unbroken = brainmass("--restart", "--workers", "2")
    assert unbroken.exit_code == 0, unbroken.stderr
    assert "6 of 6 points simulated in" in unbroken.stdout


def test_before_the_first_point_nothing_is_lost(brainmass, interrupted, tmp_path):
    result = interrupted(0)
    assert "out/sweep.zarr holds 0 of 6 points" in result.stderr
    result = brainmass("--resume", out="elsewhere")
    assert result.stderr == (
        "error: there is no elsewhere/sweep.zarr to resume; leave --resume out to begin the sweep\n"
    )
    assert not (tmp_path / "elsewhere").exists()
    result = brainmass("--resume", "--restart")
    assert "resume goes on with a store and restart deletes it; give one of them" in result.stderr


def test_killed_and_resumed_it_is_the_same(brainmass, tmp_path):
    """The process itself, by SIGKILL after its first block."""
    long = ("--set", "simulation.duration=20 s", "--set", 'sweep.axes."coupling.k".points=16', "--lanes", "1")
    store, program = tmp_path / "out" / "sweep.zarr", "from brainmass.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, "sweep", "config.toml", "--out", "out", *long]
    with subprocess.Popen(command, env=environment) as process:
        while not [*store.glob("done/c/*/*")]:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert 1 <= int(load(store)["done"].sum()) < 32
    for out, more in (("out", ["--resume"]), ("whole", [])):
        result = brainmass(*long, *more, out=out)
        assert result.exit_code == 0, result.stderr
    assert load(store).identical(load(tmp_path / "whole" / "sweep.zarr"))


def test_a_file_without_a_sweep(brainmass):
    Path("config.toml").write_text(CONFIG.partition("[sweep]")[0])
    result = brainmass("--lanes", "3")
    assert result.exit_code == 2
    assert "error: sweep: there is no [sweep] in this configuration; write for example\n" in result.stderr
    assert '"coupling.k" = {from = 0, to = 1, points = 11}' in result.stderr


def test_faults_are_listed(brainmass):
    result = brainmass("--set", "sweep.noise=none", "--set", 'sweep.axes."params.gama"=[1]')
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == "error: config.toml: 2 problems"
    assert "sweep.axes.\"params.gama\": unknown number of the network 'params.gama'; did you mean" in result.stderr


def test_run_leaves_the_sweep_out(brainmass):
    result = brainmass(command="run")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == (
        "config.toml has a [sweep], which this leaves out: `brainmass sweep` simulates all its points\n"
    )


def test_the_example():
    job = prepare_sweep(read_config(ROOT / "examples" / "sweep.toml"))
    assert job.points == 9 * 3 * 2
    assert list(job.measures) == ["agreement", "synchrony", "metastability", "rhythm"]


def test_dask_is_only_needed_where_it_is_asked_for(brainmass, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = brainmass("--scheduler", "tcp://head:8786")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: --scheduler needs Dask, which is not installed; pip install 'brainmass[dask]'\n",
    )


def test_a_scheduler_is_an_address_or_a_file(brainmass):
    pytest.importorskip("distributed")
    result = brainmass("--scheduler", "scheduler.json")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: --scheduler scheduler.json: neither an address such as tcp://head:8786 nor a file\n",
    )


def test_workers_of_dask_do_the_points(brainmass, expected, tmp_path):
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        result = brainmass("--scheduler", cluster.scheduler_address)
    assert result.exit_code == 0, result.stderr
    np.testing.assert_allclose(load(tmp_path / "out" / "sweep.zarr")["level"], expected["level"], rtol=1e-5)


def shown(terminal, *states, every=60.0):
    """What stands on the screen after these states, with a second between them."""
    screen, clock = io.StringIO(), iter(range(100))
    console = Console(file=screen, force_terminal=terminal, width=120, color_system="standard", highlight=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("brainmass.cli.progress.time", SimpleNamespace(monotonic=lambda: float(next(clock))))
        with SweepBar(8, console, delay=0.0, every=every) as bar:
            for state in states:
                bar.update(state)
            bar._progress.refresh()
    return screen.getvalue()


STATES = Progress(2.0, 8, 0), Progress(4.0, 8, 0), Progress(6.0, 8, 2)


def test_the_line_tells_points_rate_time_and_what_diverged():
    text = shown(True, *STATES)
    assert "6 of 8 points, 2 a second, 1 s left, \x1b[31m2 diverged\x1b[0m" in text
    assert "diverged" not in shown(True, *STATES[:2])


def test_a_log_gets_lines_now_and_then():
    lines = shown(False, *STATES, every=0.0).splitlines()
    assert [line.partition(" points")[0] for line in lines] == ["4 of 8", "6 of 8"]
    assert re.search(r" left, \S*2 diverged", lines[-1])
    assert shown(False, *STATES).count("\n") == 1


def test_neither_what_was_done_before_nor_compilation_counts_for_the_rate():
    """Told in parts, the time until the first of them is that of the compiler."""
    before = Progress(1000.0, 2000, 0)
    whole = shown(False, before, before, before, Progress(1001.0, 2000, 0))
    parts = shown(False, before, before, before, Progress(1000.5, 2000, 0), Progress(1001.5, 2000, 0))
    assert whole == "1001 of 2000 points, 20 a minute, 49 min 57 s left\n"
    assert parts == "1001 of 2000 points, 1 a second, 16 min 38 s left\n"
