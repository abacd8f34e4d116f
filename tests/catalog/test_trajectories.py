"""Every model in time: against SciPy, in both precisions, within its bounds, and as a class."""

import jax
import numpy as np
import pytest

from brainmass.integrate import euler, rk4
from brainmass.network import Network
from brainmass.nn.nodes import make_class
from brainmass.observe import every
from brainmass.simulation import simulate
from brainmass.spec import Model
from tests.catalog.cases import every_model, spread_start
from tests.catalog.trajectories import reference
from tests.checks import Check

PARTS = 5
"""Times at which a run is compared; it goes on from each to the next, so that one compiled loop does for any dt."""


def followed(model: Model, until: float, dt: float) -> tuple[np.ndarray, np.ndarray]:
    """Times, and every state at them, of a run of one region without input, which does not hear itself either."""
    steps = max(1, round(until / dt / PARTS))
    net = Network(model, 1, initial=spread_start(model), delays=dict.fromkeys(model.own_drives))
    final, states = None, []
    for _ in range(max(1, min(PARTS, int(until / dt / steps + 1e-9)))):
        final = simulate(net, steps * dt, dt=dt, method=rk4, observe={}, resume=final).final
        states.append([float(final.states[model.name][name][0]) for name in model.states])
    return steps * dt * np.arange(1, len(states) + 1), np.array(states).T


def error(model: Model, until: float, dt: float) -> float:
    """How far RK4 is from SciPy at the worst time, as a share of the size of that state."""
    found = reference(model)
    times, ours = followed(model, until, dt)
    difference = ours - found.curve(times)
    for row, state in zip(difference, model.states.values(), strict=True):
        if state.wrap:
            width = state.bounds[1] - state.bounds[0]
            row[:] = (row + width / 2) % width - width / 2
    return (np.abs(difference) / found.scale[:, None]).max()


@pytest.mark.usefixtures("x64")
@every_model
def test_it_follows_scipy(model: Model, check: Check):
    """RK4 against DOP853, 200 ms long where no chaos and no switch comes between: 1e-9 with small steps, and 1e-3 with
    the step that the model names."""
    found = reference(model)
    assert found.until(1e4) >= 20 * model.dt, "the comparison would be over at once"
    small = min(model.dt, 0.02, 0.005 / max(found.rate, 1e-3))
    small = model.dt / np.ceil(model.dt / small)
    until = found.until(1e3)
    far = error(model, until, small)
    far = far if far < 1e-9 else error(model, until, small / 5)
    source = "DOP853 at 1e-13, run in the test, over 200 ms or until chaos or a switch"
    check(f"{model.name}: largest deviation from SciPy, as a share of the state", far, 0.0, abs=1e-9, source=source)
    assert error(model, until, model.dt) < 1e-3


@every_model
def test_float32_follows_float64(model: Model):
    """Until an error of one rounding has grown to 1e-3."""
    with jax.enable_x64(True):
        until = reference(model).until(1e4)
    assert error(model, until, model.dt) < 2e-3


@every_model
def test_it_stays_in_its_bounds(model: Model):
    """A second from ten random starts, in the default precision."""
    net = Network(model, 10)
    run = simulate(net, 1000.0, dt=model.dt, observe={name: every(1.0, name) for name in model.states})
    for name, state in model.states.items():
        values = np.asarray(run[name])
        assert np.isfinite(values).all()
        assert state.bounds[0] <= values.min() <= values.max() <= state.bounds[1], name


@pytest.mark.usefixtures("x64")
@every_model
def test_its_class_does_the_same(model: Model):
    """A loop of ``update()`` with input and ``simulate``, by the method that compiles soonest."""
    start, inputs = spread_start(model), dict.fromkeys(model.drives, 0.01)
    nodes = make_class(model)(in_size=1, dt=model.dt, initial=start, method=euler)
    updates = [float(nodes.update(**inputs)[0]) for _ in range(8)]
    first = next(iter(model.states))
    net, observe = Network(model, 1, initial=start, inputs=inputs), {first: every(model.dt, first)}
    run = simulate(net, 8 * model.dt, dt=model.dt, method=euler, observe=observe)
    np.testing.assert_allclose(updates, run[first][:, 0], rtol=1e-12, atol=1e-14)
