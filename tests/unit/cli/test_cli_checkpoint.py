"""``brainmass run`` with checkpoints: kept, gone on with, deleted."""

import re

import numpy as np
import pytest
import xarray
from typer.testing import CliRunner

from brainmass.checkpoint import peek, reached
from brainmass.cli import app
from brainmass.cli.progress import SimulationBar

CONFIG = """
[populations]
p = {model = "linear", n = 3, noise = {x = {kind = "white", sigma = 0.1}}}
[simulation]
dt = "1 ms"
duration = "2.5 s"
seed = 4
[observe.x]
kind = "every"
source = "x"
period = "5 ms"
[output]
report = false
"""
KEPT = ("--checkpoint-every", "500 ms")


@pytest.fixture
def brainmass(monkeypatch, tmp_path):
    from brainmass.cli import console

    monkeypatch.setattr(console.out, "_width", 200)
    monkeypatch.setattr(console.err, "_width", 200)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(CONFIG)

    def ran(*more, out="out"):
        return CliRunner().invoke(app, ["run", "config.toml", "--out", out, *more])

    return ran


@pytest.fixture
def interrupted(brainmass, monkeypatch):
    """Stop a run with Ctrl-C when it has told of so many pieces."""

    def ran(pieces, *more):
        update, left = SimulationBar.update, [pieces]

        def stopping(self, fraction, simulated):
            update(self, fraction, simulated)
            left[0] -= 1
            if left[0] == 0:
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(SimulationBar, "update", stopping)
            return brainmass(*more)

    return ran


def samples(path):
    return xarray.load_dataset(path / "result.nc", engine="h5netcdf", decode_times=False)["x"]


def test_the_checkpoint_is_there_until_the_result_is(brainmass, monkeypatch, tmp_path):
    seen = []
    monkeypatch.setattr(SimulationBar, "update", lambda *_: seen.append(reached(tmp_path / "out" / "checkpoint")))
    result = brainmass(*KEPT)
    assert result.exit_code == 0, result.stderr
    assert seen == [500.0, 1000.0, 1500.0, 2000.0, 2500.0]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["config.toml", "result.nc"]
    brainmass(out="plain")
    np.testing.assert_array_equal(samples(tmp_path / "out"), samples(tmp_path / "plain"))


def test_a_stopped_run_goes_on(brainmass, interrupted, tmp_path):
    result = interrupted(2, *KEPT)
    assert result.exit_code == 130
    assert result.stderr == (
        "stopped after 1 s of 2.5 s simulated; out/checkpoint holds the first 1 s; the same command with "
        "--resume goes on from there\n"
    )
    assert not (tmp_path / "out" / "result.nc").exists()
    again = interrupted(2, "--resume")  # at once where it stands, and then a piece
    assert "holds the first 1.5 s" in again.stderr
    result = brainmass(*KEPT, "--resume")
    assert result.exit_code == 0, result.stderr
    assert re.search(r"^1 s simulated after 1\.5 s that were kept in \S+ s, compilation included", result.stdout, re.M)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["config.toml", "result.nc"]
    brainmass(out="plain")
    np.testing.assert_array_equal(samples(tmp_path / "out"), samples(tmp_path / "plain"))


def test_a_run_without_checkpoints_says_that_nothing_was_written(interrupted):
    assert interrupted(1).stderr == "stopped after 512 ms of 2.5 s simulated; nothing was written\n"


def test_there_must_be_something_to_go_on_from(brainmass, tmp_path):
    result = brainmass(*KEPT, "--resume")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: there is no checkpoint in out to resume; leave --resume out to begin the run, and give "
        "--checkpoint-every to keep it as it goes\n"
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("more", [(), KEPT])
def test_what_was_kept_is_not_lost_by_mistake(brainmass, interrupted, tmp_path, more):
    interrupted(2, *KEPT)
    result = brainmass(*more)
    assert result.exit_code == 2
    assert result.stderr == (
        "error: out/checkpoint holds an earlier run up to t = 1000 ms; go on with it (--resume), or delete it and "
        "begin anew (--restart)\n"
    )
    assert reached(tmp_path / "out" / "checkpoint") == 1000.0


def test_it_can_be_begun_anew(brainmass, interrupted, tmp_path):
    interrupted(2, *KEPT)
    result = brainmass("--restart", "--seed", "5")
    assert result.exit_code == 0, result.stderr
    assert not (tmp_path / "out" / "checkpoint").exists()
    brainmass("--seed", "5", out="plain")
    np.testing.assert_array_equal(samples(tmp_path / "out"), samples(tmp_path / "plain"))


def test_one_or_the_other(brainmass, interrupted, tmp_path):
    interrupted(2, *KEPT)
    result = brainmass("--restart", "--resume")
    assert result.exit_code == 2
    assert "resume goes on with a checkpoint and restart deletes it; give one of them" in result.stderr
    assert reached(tmp_path / "out" / "checkpoint") == 1000.0


def test_another_run_is_not_gone_on_with(brainmass, interrupted):
    interrupted(2, *KEPT)
    result = brainmass("--resume", "--seed", "5", "--set", "populations.p.params.gamma=-0.5")
    assert result.exit_code == 2
    assert "\n  seed: 4 there, 5 here\n  params.gamma of population p: -0.1 there, -0.5 here\n" in result.stderr
    assert "--restart" in result.stderr


def test_a_damaged_checkpoint_can_be_deleted_by_the_command(brainmass, interrupted, tmp_path):
    interrupted(2, *KEPT)
    (tmp_path / "out" / "checkpoint" / "state.checkpoint").write_text("?")
    for more in ((), ("--resume",)):
        result = brainmass(*more)
        assert result.exit_code == 2
        assert "state.checkpoint is no file of a checkpoint; nothing can go on from it" in result.stderr
    assert brainmass("--restart").exit_code == 0


def test_the_configuration_may_ask_for_it(brainmass, interrupted, tmp_path):
    interrupted(3, "--set", "simulation.checkpoint_every=1 s")
    assert reached(tmp_path / "out" / "checkpoint") == 1000.0 + 512.0  # a checkpoint, and a tile of noise
    assert brainmass("--resume").exit_code == 0


def test_a_result_without_its_report_leaves_the_checkpoint(brainmass, tmp_path):
    """So that it can be reported on otherwise, without a second simulation."""
    short = ("--set", "observe.x.period=2500")
    result = brainmass(*KEPT, *short, "--set", "output.report=true")
    assert result.exit_code == 2
    assert "its report cannot be written" in result.stderr
    assert reached(tmp_path / "out" / "checkpoint") == 2500.0
    result = brainmass(*short, "--resume")
    assert result.exit_code == 0, result.stderr
    assert "0 ms simulated after 2.5 s that were kept" in result.stdout


def test_a_run_that_diverges_keeps_what_came_before(brainmass, tmp_path):
    result = brainmass(*KEPT, "--set", "populations.p.params.gamma=0.06", "--set", "populations.p.initial.x=1")
    assert result.exit_code == 2
    kept = peek(tmp_path / "out" / "checkpoint")
    assert f"error: the simulation left the finite numbers at t = {kept.time + 1:g} ms: p.x of region" in result.stderr
    assert f"gives the samples up to t = {kept.time:g} ms" in result.stderr
    np.testing.assert_allclose(kept.data["x"][40] / kept.data["x"][20], np.exp(0.06 * 100), rtol=0.2)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("soon", "simulation.checkpoint_every = \"soon\""),
        ("0.5 ms", "checkpoint_every = 0.5 ms is not a whole number of steps of dt = 1 ms"),
        ("0 s", "simulation.checkpoint_every = \"0 s\": must be more than 0 ms"),
        ("60 mV", "simulation.checkpoint_every = \"60 mV\""),
    ],
)  # fmt: skip
def test_the_time_is_checked_as_all_others(brainmass, given, said):
    result = brainmass("--checkpoint-every", given)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("given", ["1s", "1 s", "1000", "1000 ms", "1000.0"])
def test_ways_to_write_the_time(brainmass, tmp_path, given):
    assert brainmass("--checkpoint-every", given).exit_code == 0
    assert "checkpoint_every = 1000.0" in (tmp_path / "out" / "config.toml").read_text()
