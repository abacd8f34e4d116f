"""Points and starts at which every model of the catalogue is looked at."""

import numpy as np
import pytest

from brainmass.models import catalogue
from brainmass.spec import Model

MODELS = list(catalogue.values())

# All tests of one model stand together, so that one process has what it compiled for the first of them.
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name, scope="module")


def spread_start(model: Model) -> dict[str, float]:
    """A start away from the defaults, inside their spread, and different for every state."""
    return {name: s.default + 0.7 * s.spread * (-1) ** i for i, (name, s) in enumerate(model.states.items())}


def inside(model: Model, seed: int) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """States, parameters and drives at random, in ranges where nothing saturates to rounding."""
    rng = np.random.default_rng(seed)
    states = {name: value + 0.05 * rng.random() for name, value in spread_start(model).items()}
    params = {name: p.default * (1 + 0.1 * rng.random()) for name, p in model.params.items()}
    drives = {name: 0.05 * rng.random() for name in model.drives}
    return states, params, drives
