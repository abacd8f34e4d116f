"""``brainmass run`` and ``brainmass report``: what is written, and what is said."""

import io
import re
import time
import tomllib
from pathlib import Path

import numpy as np
import pytest
import xarray
from rich.console import Console
from typer.testing import CliRunner

from brainmass.cli import app
from brainmass.cli.console import spoken_time
from brainmass.cli.progress import SimulationBar

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
TINY = ["--set", "simulation.duration=500 ms", "--set", "simulation.transient=0"]


@pytest.fixture
def brainmass(monkeypatch, tmp_path):
    from brainmass.cli import console

    monkeypatch.setattr(console.out, "_width", 200)
    monkeypatch.setattr(console.err, "_width", 200)
    monkeypatch.chdir(tmp_path)

    def ran(*arguments):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return ran


def samples(path):
    return xarray.load_dataset(path, engine="h5netcdf", decode_times=False)


def test_the_small_example(brainmass, tmp_path):
    result = brainmass("run", EXAMPLES / "hopf_small.toml", *TINY)
    assert result.exit_code == 0, result.stderr
    folder = tmp_path / "results" / "hopf_small"
    assert sorted(path.name for path in folder.iterdir()) == ["config.toml", "report.html", "result.nc"]
    data = samples(folder / "result.nc")
    assert data["x"].shape == (100, 20)
    np.testing.assert_allclose(data["time"], np.arange(5.0, 501.0, 5.0))
    # The table tells what the file holds.
    row = re.search(r"^x +100 +20 +(\S+) +(\S+) +(\S+) +(\S+) +1 *$", result.stdout, re.MULTILINE)
    x = data["x"].values.astype(float)
    np.testing.assert_allclose(
        [float(value) for value in row.groups()], [x.mean(), x.std(), x.min(), x.max()], rtol=1e-3
    )
    assert re.search(
        r"^500 ms simulated in \S+ s, compilation included: \S+ s per second$", result.stdout, re.MULTILINE
    )


def test_the_resting_state_example_on_generated_data(brainmass, tmp_path):
    more = ["--set", 'network.connectome={dataset = "synthetic", n = 10}', "--set", "simulation.duration=14400"]
    more += ["--set", 'observe.fc={kind = "fc", of = {kind = "bold", source = "S_E", tr = "720 ms"}}']
    result = brainmass(
        "run", EXAMPLES / "resting_state.toml", *more, "--set", "simulation.transient=0", "--out", "here"
    )
    assert result.exit_code == 0, result.stderr
    data = samples(tmp_path / "here" / "result.nc")
    assert data["bold"].shape == (20, 10)
    assert data["r_E"].shape == (14, 10)
    said = re.search(r"^FC of bold against the empirical FC: (\S+)$", result.stdout, re.MULTILINE)
    from brainmass import datasets

    upper = np.triu_indices(10, 1)
    simulated, empirical = np.corrcoef(data["bold"].values.T.astype(float)), datasets.load("synthetic", n=10).fc
    assert float(said[1]) == pytest.approx(np.corrcoef(simulated[upper], empirical[upper])[0, 1], abs=2e-3)
    assert re.search(rf"^fc against the empirical FC: {said[1]}$", result.stdout, re.MULTILINE)
    assert re.search(r"^fc +20 +10 ", result.stdout, re.MULTILINE)
    np.testing.assert_allclose(data["fc"], simulated, atol=1e-5)


def test_the_copy_of_the_configuration_repeats_the_run(brainmass, tmp_path):
    brainmass("run", EXAMPLES / "hopf_small.toml", *TINY, "--seed", "5", "--out", "first")
    table = tomllib.loads((tmp_path / "first" / "config.toml").read_text())
    assert (table["simulation"]["seed"], table["simulation"]["duration"]) == (5, 500.0)
    brainmass("run", "first/config.toml", "--out", "second")
    brainmass("run", "first/config.toml", "--seed", "6", "--out", "third")
    first, second, third = (samples(tmp_path / name / "result.nc")["x"] for name in ("first", "second", "third"))
    np.testing.assert_array_equal(first, second)
    assert np.abs(first - third).max() > 0.01


def test_formats_and_no_report(brainmass, tmp_path):
    more = ["--set", 'output.formats=["nc", "zarr"]', "--set", "output.report=false", "--out", "both"]
    result = brainmass("run", EXAMPLES / "hopf_small.toml", *TINY, *more)
    assert result.exit_code == 0, result.stderr
    assert not (tmp_path / "both" / "report.html").exists()
    stored = xarray.load_dataset(
        tmp_path / "both" / "result.zarr", engine="zarr", decode_times=False, consolidated=False
    )
    np.testing.assert_array_equal(stored["x"], samples(tmp_path / "both" / "result.nc")["x"])


def test_a_result_too_short_for_a_report_is_kept(brainmass, tmp_path):
    result = brainmass("run", EXAMPLES / "hopf_small.toml", *TINY, "--set", "observe.x.period=500", "--out", "short")
    assert result.exit_code == 2
    assert "error: the result is in short, but its report cannot be written: " in result.stderr
    assert samples(tmp_path / "short" / "result.nc")["x"].shape == (1, 20)


def test_the_report_of_a_saved_result_has_its_connectome(brainmass, tmp_path):
    brainmass("run", EXAMPLES / "hopf_small.toml", *TINY, "--out", "run")
    assert brainmass("report", "run/result.nc", "--out", "with.html").stdout == "with.html\n"
    (tmp_path / "run" / "config.toml").unlink()
    assert brainmass("report", "run/result.nc").stdout == "run/report.html\n"
    configured, saved = (tmp_path / name for name in ("with.html", "run/report.html"))
    for page in (configured, saved):
        assert '<h2 id="connectome-title">' in page.read_text()
    # Without the configuration there are still the weights that the result was saved with.
    assert "These are the weights that were saved with the result." in saved.read_text()
    assert "These are the weights that were saved with the result." not in configured.read_text()


def test_faults_of_a_configuration_are_listed(brainmass):
    result = brainmass(
        "run", EXAMPLES / "hopf_small.toml", "--set", "network.model=hopff", "--set", "simulation.colour=1"
    )
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == "error: hopf_small.toml: 2 problems"
    assert "did you mean 'hopf'?" in result.stderr
    assert "simulation.colour = 1: unknown key 'colour'" in result.stderr


@pytest.mark.parametrize("change", ["network.coupling.k", "=3"])
def test_a_change_is_a_key_and_a_value(brainmass, change):
    result = brainmass("run", EXAMPLES / "hopf_small.toml", "--set", change)
    assert result.exit_code == 2
    assert result.stderr == f"error: --set {change}: write KEY=VALUE, such as --set network.coupling.k=0.2\n"


def test_a_run_that_diverges_says_where(brainmass, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text("""
populations.p = {model = "linear", n = 2, params = {gamma = 50.0}, initial = {x = 1.0}}
simulation = {dt = 1.0, duration = 100.0}
""")
    result = brainmass("run", config)
    assert result.exit_code == 2
    assert re.search(r"error: the simulation left the finite numbers at t = \d+ ms: p\.x of region 0", result.stderr)
    assert not list(tmp_path.glob("results/config/*"))


def test_control_c_says_how_far_it_came(brainmass, monkeypatch):
    def interrupted(job, folder, progress, **how):
        progress(0.25, 125.0)
        raise KeyboardInterrupt

    monkeypatch.setattr("brainmass.config.perform", interrupted)
    result = brainmass("run", EXAMPLES / "hopf_small.toml", *TINY)
    assert result.exit_code == 130
    assert result.stderr == "stopped after 125 ms of 500 ms simulated; nothing was written\n"


def test_progress_is_told_with_simulated_time(brainmass, monkeypatch):
    told = []
    monkeypatch.setattr(SimulationBar, "update", lambda self, fraction, simulated: told.append((fraction, simulated)))
    brainmass("run", EXAMPLES / "hopf_small.toml", *TINY, "--set", "simulation.transient=500", "--out", "run")
    fractions, times = np.array(told).T
    assert (np.diff(fractions) > 0).all()
    assert fractions[-1] == 1.0
    np.testing.assert_allclose(times, fractions * 1000.0)


def shown(delay, wait):
    screen = io.StringIO()
    with SimulationBar(60_000.0, Console(file=screen, force_terminal=True, width=120), delay=delay) as bar:
        time.sleep(wait)
        bar.update(0.5, 30_000.0)
    return screen.getvalue()


def test_the_bar_appears_after_its_delay():
    assert "30 s of 1 min simulated" in shown(delay=0.0, wait=0.3)


def test_what_is_over_sooner_shows_no_bar():
    assert shown(delay=60.0, wait=0.0) == ""


@pytest.mark.parametrize(
    ("ms", "said"),
    [(0.0, "0 ms"), (999.0, "999 ms"), (1500.0, "1.5 s"), (60_000.0, "1 min"), (620_000.0, "10 min 20 s")],
)
def test_times_are_spoken(ms, said):
    assert spoken_time(ms) == said
