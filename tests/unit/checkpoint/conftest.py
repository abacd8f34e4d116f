"""The run that all tests here compare with."""

import pytest

from brainmass.result import Run
from tests.long_run import long_run


@pytest.fixture(scope="session")
def unbroken() -> Run:
    """The whole run, never written."""
    return long_run()
