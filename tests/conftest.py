"""What every test may use, and what none may leave behind."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("MPLBACKEND", "Agg")

import jax
import pytest
from hypothesis import settings

pytest_plugins = ["tests.checks"]

ROOT = Path(__file__).resolve().parents[1]

# The same examples on every run, and no clock: a slow machine is not a failure.
settings.register_profile("brainmass", deadline=None, derandomize=True, database=None)
settings.load_profile("brainmass")


@pytest.fixture
def x64() -> Iterator[None]:
    """Float64 inside the test, and only there."""
    with jax.enable_x64(True):
        yield


@pytest.fixture(autouse=True)
def _precision_is_put_back() -> Iterator[None]:
    """A test that leaves x64 switched changes the numbers of every test after it: name it instead."""
    before = jax.config.jax_enable_x64
    yield
    after = jax.config.jax_enable_x64
    if after != before:
        jax.config.update("jax_enable_x64", before)
        pytest.fail(f"the test left jax_enable_x64 at {after}; use the x64 fixture or jax.enable_x64 as a context")


@pytest.fixture(autouse=True, scope="module")
def _what_was_compiled_is_let_go() -> Iterator[None]:
    """Code that XLA has compiled is mapped into memory piece by piece, and Linux allows a process 65,530 pieces: a test
    run that compiles thousands of functions would end in a segmentation fault."""
    yield
    maps = Path("/proc/self/maps")
    if maps.exists() and maps.read_bytes().count(b"\n") > 15_000:
        jax.clear_caches()


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the two tutorials that define the public API. It lies beside the repository, not in it."""
    folder = ROOT.parent / "shared" / "seeds"
    if folder.is_dir():
        return folder
    if os.environ.get("CI"):
        pytest.fail(f"in CI the tutorials must be there: {folder} is missing")
    pytest.skip(f"the tutorials are not beside this clone ({folder}); CI runs this test")
