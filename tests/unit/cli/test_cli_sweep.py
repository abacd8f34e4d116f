"""``brainmass sweep``: what is written, what is said, and what a second call does."""

import io
import sys
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from brainmass.cli import app
from brainmass.cli.progress import SweepBar
from brainmass.sweeps import Progress, load

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "sweep.toml"
TINY = [
    "--set", "simulation.duration=300 ms", "--set", "simulation.transient=0",
    "--set", 'network.connectome={dataset = "synthetic", n = 4}', "--set", "sweep.axes.seed=[1]",
    "--set", 'sweep.measures={synchrony = {kind = "synchrony", of = "x"}}', "--lanes", "4", "--out", "here",
]  # fmt: skip


@pytest.fixture
def brainmass(monkeypatch, tmp_path):
    from brainmass.cli import console

    monkeypatch.setattr(console.out, "_width", 200)
    monkeypatch.setattr(console.err, "_width", 200)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, ["sweep", *map(str, arguments)])


def test_the_example_is_swept_resumed_and_begun_anew(brainmass, tmp_path):
    first = brainmass(EXAMPLE, *TINY)
    assert first.exit_code == 0, first.stderr
    assert sorted(path.name for path in (tmp_path / "here").iterdir()) == ["config.toml", "report.html", "sweep.zarr"]
    result = load(tmp_path / "here" / "sweep.zarr")
    assert result["synchrony"].dims == ("coupling.k", "speed", "seed")
    assert result["synchrony"].shape == (9, 3, 1)
    np.testing.assert_allclose(result["coupling.k"], np.geomspace(0.001, 0.1, 9))
    assert "27 points; " in first.stdout
    assert "A sweep of a network of 4 hopf regions" in (tmp_path / "here" / "report.html").read_text(encoding="utf-8")
    second = brainmass(EXAMPLE, *TINY)
    assert second.exit_code == 2
    assert "complete it (--resume), or delete it and begin anew (--restart)" in second.stderr
    third = brainmass(EXAMPLE, *TINY, "--resume")
    assert "27 points (27 were there before); " in third.stdout
    other = brainmass(EXAMPLE, *TINY, "--resume", "--seed", "1", "--set", "network.params.a=-0.02")
    assert other.exit_code == 2
    assert "is of another sweep" in other.stderr
    assert "params.a of population hopf: -0.005 there, -0.02 here" in other.stderr
    assert load(tmp_path / "here" / "sweep.zarr").identical(result)


def test_a_sweep_that_is_stopped_says_how_to_go_on(brainmass, tmp_path, monkeypatch):
    def stop(self, now):
        if now.done >= 4:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SweepBar, "update", stop)
        stopped = brainmass(EXAMPLE, *TINY, "--workers", 1)
    assert stopped.exit_code == 130
    assert "of 27 points; the same command with --resume goes on" in stopped.stderr
    assert not (tmp_path / "here" / "report.html").exists()
    assert brainmass(EXAMPLE, *TINY, "--workers", 1, "--resume").exit_code == 0
    assert load(tmp_path / "here" / "sweep.zarr")["done"].all()


def test_what_cannot_be_is_one_line(brainmass, tmp_path, monkeypatch):
    (tmp_path / "run.toml").write_text(EXAMPLE.read_text(encoding="utf-8").split("[sweep]")[0], encoding="utf-8")
    missing = brainmass(tmp_path / "run.toml")
    assert (missing.exit_code, "there is no [sweep] in this configuration" in missing.stderr) == (2, True)
    nothing = brainmass(EXAMPLE, *TINY, "--resume")
    assert (nothing.exit_code, "there is no store here/sweep.zarr to resume" in nothing.stderr) == (2, True)
    monkeypatch.setitem(sys.modules, "distributed", None)
    without = brainmass(EXAMPLE, *TINY, "--scheduler", "tcp://nowhere:1")
    assert (without.exit_code, "pip install 'brainmass[dask]'" in without.stderr) == (2, True)


def test_the_line_tells_points_rate_and_failures():
    screen = io.StringIO()
    with SweepBar(20, Console(file=screen, force_terminal=True, width=150), delay=0.0) as bar:
        bar.update(Progress(0.0, 20, 0))
        bar.update(Progress(8.0, 20, 3))
        bar._progress.refresh()
    assert "8 of 20 points" in screen.getvalue()
    assert "3 diverged" in screen.getvalue()
