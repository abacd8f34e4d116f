"""The public names of the package, whatever has been imported before."""

import pkgutil
from importlib import import_module
from types import ModuleType

import pytest

import brainmass

MODULES = [m.name for m in pkgutil.walk_packages(brainmass.__path__, "brainmass.")]


def test_no_submodule_hides_a_public_name():
    """Importing a submodule binds it to its package: a public function of the same name would be lost."""
    for module in MODULES:
        import_module(module)
    for name in brainmass._NAMES:
        assert not isinstance(getattr(brainmass, name), ModuleType), name


def test_every_room_is_there():
    for room in brainmass._ROOMS:
        assert isinstance(getattr(brainmass, room), ModuleType)


def test_a_missing_name_is_compared_with_the_known_ones():
    with pytest.raises(AttributeError, match=r"unknown name 'simulat'; did you mean 'simulate'\?"):
        brainmass.simulat  # noqa: B018
