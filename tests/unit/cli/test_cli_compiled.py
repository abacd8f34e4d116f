"""Where compiled code is kept, and where it is not."""

import os
import subprocess
import sys
from pathlib import Path

import jax
import pytest

from brainmass.cli.compiled import WORTH_KEEPING, keep_compiled

NAMES = ("jax_compilation_cache_dir", "jax_persistent_cache_min_compile_time_secs")


@pytest.fixture(autouse=True)
def _config_is_put_back():
    before = {name: jax.config.values[name] for name in NAMES}
    jax.config.update(NAMES[0], None)
    yield
    for name, value in before.items():
        jax.config.update(name, value)


def told():
    return [jax.config.values[name] for name in NAMES]


def test_in_the_cache_of_the_user(tmp_path):
    folder = keep_compiled({"XDG_CACHE_HOME": str(tmp_path)})
    assert folder is not None
    assert folder.parent == tmp_path / "brainmass" / "compiled"
    assert folder.is_dir()
    assert told() == [str(folder), WORTH_KEEPING]
    assert keep_compiled({"BRAINMASS_CACHE": str(tmp_path)}) is None  # the first one holds


def test_what_jax_has_been_told_holds(tmp_path):
    jax.config.update(NAMES[0], "elsewhere")
    before = told()
    assert keep_compiled({"BRAINMASS_CACHE": str(tmp_path)}) is None
    assert told() == before
    assert list(tmp_path.iterdir()) == []


def test_the_time_that_the_environment_says_holds(tmp_path):
    before = told()[1]
    keep_compiled({"BRAINMASS_CACHE": str(tmp_path), "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "5"})
    assert told()[1] == before


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path):
    (tmp_path / "file").touch()
    assert keep_compiled({"BRAINMASS_CACHE": str(tmp_path / "file")}) is None
    assert told()[0] is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert keep_compiled({"BRAINMASS_CACHE": str(tmp_path)}) is None
    assert told()[0] is None


CONFIG = """
populations.p = {model = "linear", n = 2}
simulation = {dt = 1.0, duration = 10.0}
output = {report = false}
"""


@pytest.mark.parametrize("wish", ["as it is", "option", "environment"])
def test_the_command_keeps_what_it_compiles_unless_it_is_told_not_to(tmp_path, wish):
    (tmp_path / "config.toml").write_text(CONFIG)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JAX_", "BRAINMASS_"))}
    environment |= {"BRAINMASS_CACHE": str(tmp_path / "cache"), "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0"}
    environment |= {"PYTHONPATH": str(Path(__file__).resolve().parents[3]), "JAX_PLATFORMS": "cpu"}
    environment |= {"BRAINMASS_COMPILED": "0"} if wish == "environment" else {}
    code = "from brainmass.cli import main; main()"
    command = [sys.executable, "-c", code, "run", "config.toml", *(["--no-cache"] if wish == "option" else [])]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "10 ms simulated" in done.stdout
    kept = list(tmp_path.glob("cache/compiled/*/jit_run-*"))
    assert bool(kept) == (wish == "as it is")
