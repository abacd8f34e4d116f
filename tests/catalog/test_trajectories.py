"""Every model in time: against SciPy, in both precisions, within its bounds, and as a class."""

import jax
import numpy as np
import pytest

from brainmass.integrate import rk4
from brainmass.network import Network
from brainmass.nn.nodes import make_class
from brainmass.observe import every
from brainmass.result import Run
from brainmass.simulation import simulate
from brainmass.spec import Model
from tests.catalog.cases import every_model, spread_start
from tests.catalog.trajectories import reference
from tests.checks import Check

PARTS = 5
"""Times at which a run is compared. In float64 it goes on from each to the next, so that one compiled loop does for
any dt."""


def by_itself(model: Model, inputs: float = 0.0, **delays) -> Network:
    """One region, which hears itself only if it is not told otherwise. Inputs are numbers: with any of them it is the
    same compiled loop."""
    inputs = dict.fromkeys(model.drives, inputs)
    return Network(model, 1, initial=spread_start(model), inputs=inputs, **delays)


def error(model: Model, until: float, dt: float) -> float:
    """How far RK4 is from SciPy at the worst time, as a share of the size of that state."""
    steps = max(1, round(until / dt / PARTS))
    net = by_itself(model, delays=dict.fromkeys(model.own_drives))
    final, states = None, []
    for _ in range(max(1, min(PARTS, int(until / dt / steps + 1e-9)))):
        final = simulate(net, steps * dt, dt=dt, method=rk4, observe={}, resume=final).final
        states.append([float(final.states[model.name][name][0]) for name in model.states])
    return apart(model, steps * dt * np.arange(1, len(states) + 1), np.array(states).T)


def apart(model: Model, times: np.ndarray, ours: np.ndarray) -> float:
    """The largest difference from SciPy, as a share of the size of that state."""
    found = reference(model)
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


@pytest.mark.usefixtures("x64")
@every_model
def test_its_class_does_the_same(model: Model):
    """A loop of ``update()`` with input and ``simulate``."""
    nodes = make_class(model)(in_size=1, dt=model.dt, initial=spread_start(model))
    net, final, first = by_itself(model, 0.01), None, next(iter(model.states))
    for _ in range(8):
        final = simulate(net, model.dt, dt=model.dt, method=rk4, observe={}, resume=final).final
        updated = nodes.update(**dict.fromkeys(model.drives, 0.01))
        np.testing.assert_allclose(updated, final.states[model.name][first], rtol=1e-12, atol=1e-14)


@every_model
def test_float32_follows_float64_and_stays_in_its_bounds(model: Model):
    """A second of eleven regions in the default precision. The first follows SciPy until an error of one rounding has
    grown to 1e-3; ten start at random, and all of them stay within their bounds."""
    with jax.enable_x64(True):
        until = reference(model).until(1e4)
    rng = np.random.default_rng(0)
    start = {
        name: np.array([value, *model.states[name].default + model.states[name].spread * rng.uniform(-1, 1, 10)])
        for name, value in spread_start(model).items()
    }
    run, period = second(model, start, until)
    for name, state in model.states.items():
        values = np.asarray(run[name])
        assert np.isfinite(values).all()
        assert state.bounds[0] <= values.min() <= values.max() <= state.bounds[1], name
    if model.own_drives:  # SciPy knows no delays
        run, period = second(model, start, until, delays=dict.fromkeys(model.own_drives))
    taken = np.unique(np.linspace(0, max(1, int(until / period + 1e-9)), PARTS + 1).astype(int)[1:].clip(1)) - 1
    ours = np.array([np.asarray(run[name])[taken, 0] for name in model.states], float)
    assert apart(model, period * (taken + 1), ours) < 2e-3


def second(model: Model, start: dict[str, np.ndarray], until: float, **delays) -> tuple[Run, float]:
    """A second of regions, and the time between its samples: 1 ms, or less where it is compared for less than 5 ms."""
    period = model.dt * max(1, round(min(1.0, until / PARTS) / model.dt))
    observe = {name: every(period, name) for name in model.states}
    net = Network(model, len(next(iter(start.values()))), initial=start, **delays)
    return simulate(net, period * round(1000.0 / period), dt=model.dt, method=rk4, observe=observe), period
