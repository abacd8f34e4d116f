"""No test compiles into the cache of the user who runs it."""

import pytest


@pytest.fixture(autouse=True)
def _nothing_compiled_is_kept(monkeypatch):
    monkeypatch.setenv("BRAINMASS_COMPILED", "0")
