"""The commands, run in this process."""

import re
import subprocess
import sys
from importlib.metadata import version

import numpy as np
import pytest
from typer.testing import CliRunner

from brainmass.cli import app
from brainmass.models import by_family, catalogue


@pytest.fixture
def brainmass(monkeypatch):
    """Run a command line; gives exit code, stdout and stderr."""
    from brainmass.cli import console

    monkeypatch.setattr(console.out, "_width", 200)
    monkeypatch.setattr(console.err, "_width", 200)

    def ran(*arguments):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return ran


def test_the_version_is_that_of_the_package(brainmass):
    result = brainmass("--version")
    assert (result.exit_code, result.stdout) == (0, f"brainmass {version('brainmass')}\n")


def test_help_lists_the_commands_and_imports_nothing_heavy():
    code = "import sys, brainmass.cli as c; m = [x for x in ('jax', 'scipy', 'xarray', 'matplotlib', 'pydantic') " \
           "if x in sys.modules]; print('heavy:', m); c.main()"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("heavy: []\n")
    for command in ("run", "models", "datasets", "check", "report"):
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE)


def test_models_lists_the_whole_catalogue(brainmass):
    result = brainmass("models")
    assert result.exit_code == 0
    for name, model in catalogue.items():
        (line,) = [line for line in result.stdout.splitlines() if line.split()[:1] == [name]]
        assert model.doc.splitlines()[0] in line
    headings = [line for line in result.stdout.splitlines() if line in by_family()]
    assert headings == list(by_family())


def test_one_model_in_full(brainmass):
    text = brainmass("models", "hopf").stdout
    assert "dx/dt = (a - beta (x² + y²)) x - omega y + x_inp" in text
    assert "  doi = {10.1038/s41598-017-03073-5}" in text
    assert "@book{kuznetsov2004," in text
    assert re.search(r"^omega +1/ms +0\.0628 +-10 to 10 +angular frequency, 2 pi f", text, re.MULTILINE)
    assert re.search(r"^x_inp +1/ms +input to x", text, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(catalogue))
def test_every_model_shows_all_its_names(brainmass, name):
    result = brainmass("models", name)
    model = catalogue[name]
    assert result.exit_code == 0
    for quantity in (*model.states, *model.params, *model.drives, *model.outputs):
        assert re.search(rf"^{re.escape(quantity)}\b", result.stdout, re.MULTILINE), quantity
    for preset in model.presets:
        assert f"preset {preset}: " in result.stdout
        assert model.presets[preset].source in result.stdout
    for line, quantity in (("firing rate", model.rate), ("local field potential", model.lfp)):
        assert (f"\n{line}: {quantity}\n" in result.stdout) == (quantity is not None)


def test_a_model_may_be_called_by_its_class(brainmass):
    assert brainmass("models", "WongWangModel").stdout == brainmass("models", "wong_wang").stdout


def test_datasets_have_regions_contents_and_licence(brainmass):
    text = brainmass("datasets").stdout
    # design, section 8: names and sizes.
    sizes = {"hcp-schaefer100": "100", "hcp-aal2": "80", "dk84": "84", "synthetic": "any"} | {
        f"tvb-{n}": str(n) for n in (66, 68, 76, 96, 192)
    }
    for name, size in sizes.items():
        assert re.search(rf"^{name} +{size} ", text, re.MULTILINE)
    assert "GPL-3.0-or-later" in text
    assert "cite: " in brainmass("datasets", "hcp-aal2").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("models", "hpf"), "error: unknown model 'hpf'; did you mean 'hopf'?"),
        (("datasets", "dk85"), "did you mean 'dk84'?"),
        (("check", "nothing.csv"), "error: there is no file nothing.csv"),
        (("run", "nothing.toml"), "error: nothing.toml: there is no such file"),
        (("report", "nothing.nc"), "error: there is no result nothing.nc"),
    ],
)
def test_an_error_is_one_line_on_stderr_and_exit_code_2(brainmass, arguments, said):
    result = brainmass(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_debug_lets_the_error_through(brainmass):
    assert isinstance(brainmass("--debug", "models", "hpf").exception, KeyError)


def test_what_nobody_expected_says_how_to_see_more(brainmass, monkeypatch):
    monkeypatch.setattr("brainmass.datasets.names", lambda: object().missing)
    result = brainmass("datasets")
    assert result.exit_code == 2
    assert "AttributeError" in result.stderr
    assert "brainmass --debug" in result.stderr


def test_check_exits_with_1_only_for_errors(brainmass, tmp_path):
    weights = np.ones((4, 4)) - np.eye(4)
    np.save(tmp_path / "good.npy", weights)
    np.save(tmp_path / "odd.npy", -weights)
    np.save(tmp_path / "bad.npy", np.where(weights == 0, np.nan, weights))
    good, odd, bad = (brainmass("check", tmp_path / f"{name}.npy") for name in ("good", "odd", "bad"))
    assert (good.exit_code, odd.exit_code, bad.exit_code) == (0, 0, 1)
    assert re.search(
        r"^warning +weights: negative: 12 of 16; the first is weights\[0, 1\] = -1", odd.stdout, re.MULTILINE
    )
    assert odd.stdout.endswith("odd.npy: 0 errors, 1 warning, 3 notes\n")
    assert re.search(r"^error +weights: not finite: 4 of 16 values", bad.stdout, re.MULTILINE)


def test_check_tells_delays_for_the_step_and_speed_that_are_given(brainmass, tmp_path):
    far = 1 - np.eye(4)
    np.savez(tmp_path / "sc.npz", weights=far, lengths=120.0 * far)
    text = brainmass("check", tmp_path / "sc.npz", "--dt", "0.5 ms", "--speed", "12 m/s").stdout
    # 120 mm at 12 mm/ms are 10 ms, which are 20 steps of 0.5 ms.
    assert "at 12 mm/ms: 10.00 to 10.00 ms, median 10.00 ms; at dt = 0.5 ms that is 20 to 20 steps" in text
