"""Where The Virtual Brain's own tests end up: explicit Euler from the middle of the state ranges, no coupling.

Endpoints of TVB's test suite (2000 steps of 0.01 ms, of which it keeps every tenth from the first on: what is compared
is the state after 1991 steps), and of longer runs made with tvb-library 2.10.0 (dt = 0.1 ms, 2 s).
"""

import pytest

from brainmass.integrate import euler
from brainmass.models import jansen_rit, reduced_wong_wang, wilson_cowan, wong_wang
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate

pytestmark = pytest.mark.usefixtures("x64")

WC = wilson_cowan.presets["wilson_cowan1972"]
RWW = reduced_wong_wang.presets["tvb"]
JR = jansen_rit.presets["tvb"]
COLUMN = [1.105518e-2, 4.790847, 0.8826628, 1.308187e-3, 0.2367387, 6.615113e-2]


def end(model, params, start: float, duration: float, dt: float) -> list[float]:
    """Every state at the end of an Euler run in which all states start from ``start``."""
    net = Network(model, 1, params=dict(params), initial=dict.fromkeys(model.states, start))
    run = simulate(net, duration, dt=dt, method=euler, observe={name: every(duration, name) for name in model.states})
    return [float(run[name][-1, 0]) for name in model.states]


@pytest.mark.parametrize(
    "model, params, middle, expected, digits",
    [
        (wilson_cowan, WC, 0.5, [0.461, 0.243], 1e-3),
        (jansen_rit, JR, 0.0, COLUMN, 1e-6),
        (reduced_wong_wang, RWW, 0.5, [0.452846], 1e-6),
        (wong_wang, {}, 0.5, [0.416673, 0.078865], 1e-6),
    ],
    ids=["wilson_cowan", "jansen_rit", "reduced_wong_wang", "wong_wang"],
)
def test_short_runs(check, model, params, middle, expected, digits):
    """To all digits that are given: Euler with the same steps makes the same errors."""
    label = f"{model.name}, 20 ms with steps of 0.01 ms"
    found = end(model, params, middle, 19.91, 0.01)
    for name, ours, theirs in zip(model.states, found, expected, strict=True):
        check(f"{label}: {name}", ours, theirs, abs=digits, source="test suite of The Virtual Brain")


@pytest.mark.parametrize(
    "model, params, expected",
    [
        (reduced_wong_wang, RWW, [0.098019]),
        (wong_wang, {}, [0.164759, 0.039219]),
        (wilson_cowan, WC, [0.462465, 0.243364]),
    ],
    ids=["reduced_wong_wang", "wong_wang", "wilson_cowan"],
)
def test_long_runs(check, model, params, expected):
    for name, ours, theirs in zip(model.states, end(model, params, 0.5, 2000.0, 0.1), expected, strict=True):
        check(f"{model.name}, 2 s with steps of 0.1 ms: {name}", ours, theirs, abs=1e-6, source="tvb-library 2.10.0")
