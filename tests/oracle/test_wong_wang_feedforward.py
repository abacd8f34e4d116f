"""Feed-forward inhibition: two regions of Deco et al. (2014) with lambda = 0 and 1, against NumPy and SciPy."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from brainmass.coupling import additive
from brainmass.integrate import rk4
from brainmass.models import wong_wang, wong_wang_balanced
from brainmass.network import Network
from brainmass.observe import every
from brainmass.population import Population
from brainmass.projection import Projection
from brainmass.simulation import simulate

pytestmark = pytest.mark.usefixtures("x64")

WEIGHTS = np.array([[0.0, 0.9], [0.3, 0.0]])  # to i from j: not symmetric
START = np.array([[0.1, 0.3], [0.05, 0.02]])
G = 0.8


def paper(y: np.ndarray, lam: float) -> np.ndarray:
    """Eqs. 5-10 of the paper for both regions, in s, Hz and nA; ``lam`` is its lambda."""
    S_E, S_I = y.reshape(2, 2)
    long_range = G * 0.15 * WEIGHTS @ S_E
    I_E = 0.382 + 1.4 * 0.15 * S_E + long_range - S_I
    I_I = 0.7 * 0.382 + 0.15 * S_E - S_I + lam * long_range
    r_E = (310 * I_E - 125) / (1 - np.exp(-0.16 * (310 * I_E - 125)))
    r_I = (615 * I_I - 177) / (1 - np.exp(-0.087 * (615 * I_I - 177)))
    return np.concatenate([-S_E / 0.1 + (1 - S_E) * 0.641 * r_E, -S_I / 0.01 + r_I])


@pytest.mark.parametrize("model", [wong_wang, wong_wang_balanced], ids=lambda m: m.name)
@pytest.mark.parametrize("lam", [0.0, 1.0])
def test_two_regions_with_and_without_feedforward_inhibition(model, lam, check):
    """lambda = 0 is one projection of S_E, to S_E_ext; lambda = 1 a second one of the same weights, to S_I_ext."""
    projections = [Projection("cortex.S_E", "cortex.S_E_ext", WEIGHTS, coupling=additive(k=G))]
    if lam:
        projections.append(Projection("cortex.S_E", "cortex.S_I_ext", WEIGHTS, coupling=additive(k=lam * G)))
    cortex = Population(model, 2, initial={"S_E": START[0], "S_I": START[1]})
    net = Network(populations={"cortex": cortex}, projections=projections)
    observe = {name: every(100.0, f"cortex.{name}") for name in ("S_E", "S_I")}
    run = simulate(net, 400.0, dt=0.05, method=rk4, observe=observe)
    times = np.asarray(run.t["S_E"]) / 1000
    options = {"method": "DOP853", "t_eval": times, "rtol": 1e-12, "atol": 1e-14}
    expected = solve_ivp(lambda t, y: paper(y, lam), (0, 0.4), START.ravel(), **options).y.reshape(2, 2, -1)
    for name, curve in zip(("S_E", "S_I"), expected, strict=True):
        np.testing.assert_allclose(np.asarray(run[name]), curve.T, rtol=1e-8)
    check(f"{model.name}: S_E of the first of two coupled regions after 400 ms, lambda = {lam:g}",
          run["S_E"][-1, 0], expected[0, 0, -1], rel=1e-8,
          source="Deco et al. (2014), Eqs. 5-10, in NumPy; DOP853 at 1e-12")  # fmt: skip
