"""The version is written once."""

import re
from importlib.metadata import version
from pathlib import Path

from brainmass._version import __version__

ROOT = Path(__file__).resolve().parents[2]


def test_version_is_that_of_the_installed_distribution():
    assert version("brainmass") == __version__


def test_citation_and_changelog_speak_of_this_version():
    cited = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(), re.MULTILINE)
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert cited is not None
    assert cited[1] == __version__
    assert newest is not None
    assert newest[1] == __version__
