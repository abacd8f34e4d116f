"""The public names, which are read off the sources without importing them."""

import pytest

import brainmass
from brainmass.models import catalogue
from brainmass.nn import names
from brainmass.nn.face import Face


def test_the_sources_say_what_the_catalogue_says():
    assert names.model_classes() == {model.public: name for name, model in catalogue.items() if model.public}


def test_every_name_is_a_class_of_that_name():
    for name in names.public_names():
        cls = getattr(brainmass, name)
        assert issubclass(cls, Face)
        assert cls.__name__ == name
        assert cls.__module__ == "brainmass"


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(AttributeError, match=r"no attribute 'OUProces'.*did you mean 'OUProcess'\?"):
        brainmass.nn.OUProces  # noqa: B018
