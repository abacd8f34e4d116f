"""``simulate``: times, splitting and resuming, batches, compilation, divergence. Numbers are proved in tests/oracle."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.coupling import diffusive
from brainmass.integrate import euler, heun
from brainmass.models import hopf
from brainmass.network import Network, Population, Projection
from brainmass.noise import ou, white
from brainmass.observe import average, bold, every
from brainmass.simulation import simulate
from brainmass.steps import steps_of
from tests.systems import leak, random_weights

N = 3
W = random_weights(N, N, 41)
LENGTHS = np.random.default_rng(42).uniform(0.0, 20.0, (N, N))


def network(k=0.1, n: int = N, **more) -> Network:
    return Network(
        leak,
        W[:n, :n],
        coupling=diffusive(k),
        source="x",
        target="x_inp",
        **{"lengths": LENGTHS[:n, :n], "speed": 2.0, "noise": {"x": white(0.05), "x_inp": ou(0.1, 9.0)}, **more},
    )


OBSERVE = {
    "x": every(3.0, "x"),
    "all": every(1.0, "arriving"),
    "mean": average(7.0, "x"),
    "bold": bold("x", tr=50.0),
}


@pytest.fixture(scope="module")
def unbroken():
    return simulate(network(), 1200.0, dt=1.0, seed=7, transient=30.0, observe=OBSERVE)


@pytest.mark.parametrize("lengths", [(300, 57, 843), (1150, 50)], ids=["within a tile, a mean and a TR", "at a TR"])
def test_a_resumed_run_is_the_unbroken_one(unbroken, lengths):
    """To the bit, for every observer, wherever it is split (a tile of noise has 512 steps)."""
    runs, final = [], None
    for i, length in enumerate(lengths):
        runs.append(
            simulate(
                network(),
                float(length),
                dt=1.0,
                seed=7 if i == 0 else 99,
                transient=30.0 if i == 0 else 0.0,
                observe=OBSERVE,
                resume=final,
            )
        )
        final = runs[-1].final
    for name in OBSERVE:
        joined = np.concatenate([run[name] for run in runs])
        np.testing.assert_array_equal(joined, unbroken[name], err_msg=name)
        np.testing.assert_array_equal(np.concatenate([run.t[name] for run in runs]), unbroken.t[name], err_msg=name)
    assert final.time == unbroken.final.time == 1230.0
    assert runs[-1].seed == 7
    same = jax.tree.map(
        lambda a, b: bool((a == b).all()), final.carry.memory.states, unbroken.final.carry.memory.states
    )
    assert all(jax.tree.leaves(same))


def test_pieces_shorter_than_a_period():
    """A TR that began in one piece ends in another; most pieces give no sample."""
    observe = {"bold": bold("x", tr=50.0), "mean": average(25.0, "x")}
    whole = simulate(network(), 150.0, dt=1.0, seed=7, observe=observe)
    runs = [simulate(network(), 50.0, dt=1.0, seed=7, observe=observe)]
    for _ in range(10):
        runs.append(simulate(network(), 10.0, dt=1.0, observe=observe, resume=runs[-1].final))
    assert [len(run["bold"]) for run in runs] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    for name in observe:
        np.testing.assert_array_equal(np.concatenate([run[name] for run in runs]), whole[name])
        np.testing.assert_array_equal(np.concatenate([run.t[name] for run in runs]), whole.t[name])


def test_progress_changes_nothing_and_tells_all(unbroken):
    told = []
    run = simulate(
        network(),
        1200.0,
        dt=1.0,
        seed=7,
        transient=30.0,
        observe=OBSERVE,
        progress=lambda share, time: told.append((share, time)),
    )
    for name in OBSERVE:
        np.testing.assert_array_equal(run[name], unbroken[name])
        np.testing.assert_array_equal(run.t[name], unbroken.t[name])
    assert told[-1] == (1.0, 1230.0)
    assert len(told) == 3
    assert [share * 1230.0 for share, _ in told] == pytest.approx([time for _, time in told])


def test_times_of_samples():
    """A sample is taken at the end of its period; what is left of a period at the end gives none."""
    observe = {"x": every(0.5, "x"), "mean": average(2.0, "x"), "bold": bold("x", tr=3.0)}
    run = simulate(network(), 10.0, dt=0.1, observe=observe)
    np.testing.assert_allclose(run.t["x"], 0.5 * np.arange(1, 21))
    np.testing.assert_allclose(run.t["mean"], [2, 4, 6, 8, 10])
    np.testing.assert_allclose(run.t["bold"], [3, 6, 9])
    assert {name: run[name].shape for name in observe} == {"x": (20, N), "mean": (5, N), "bold": (3, N)}
    assert repr(run) == "<Run of 10 ms: bold (3, 3), mean (5, 3), x (20, 3)>"


def test_transient_comes_before_the_duration():
    observe = {"x": every(4.0, "x"), "mean": average(4.0, "x")}
    late = simulate(network(), 20.0, dt=1.0, seed=3, transient=6.0, observe=observe)
    steps = np.asarray(simulate(network(), 26.0, dt=1.0, seed=3, observe={"x": every(1.0, "x")})["x"])
    np.testing.assert_allclose(late.t["x"], [10, 14, 18, 22, 26])
    np.testing.assert_array_equal(late["x"], steps[[9, 13, 17, 21, 25]])
    np.testing.assert_allclose(late["mean"], steps[6:].reshape(5, 4, N).mean(axis=1), rtol=1e-5)


def test_transient_of_a_resumed_run():
    first = simulate(network(), 5.0, dt=1.0, seed=3)
    second = simulate(network(), 8.0, dt=1.0, transient=3.0, resume=first.final, observe={"x": every(4.0, "x")})
    steps = np.asarray(simulate(network(), 16.0, dt=1.0, seed=3)["x"])
    np.testing.assert_allclose(second.t["x"], [12, 16])
    np.testing.assert_array_equal(second["x"], steps[[11, 15]])


def test_by_default_every_state_at_every_step():
    run = simulate(Network(hopf, 2), 1.0, dt=0.25)
    assert sorted(run.data) == ["x", "y"]
    assert run["y"].shape == (4, 2)
    several = Network(populations={"b": Population(leak, 2), "a": Population(hopf, 3)})
    assert sorted(simulate(several, 1.0, dt=0.5).data) == ["a.x", "a.y", "b.x"]


def test_recording_everything_of_a_long_run_is_refused():
    with pytest.raises(ValueError, match=r"would take 48 GB; say what to keep with observe="):
        simulate(Network(hopf, 1000), 600_000.0, dt=0.1)


def test_new_observers_of_a_resumed_run_start_there():
    """The mean of a new observer is over what it has seen; BOLD starts from rest."""
    first = simulate(network(), 10.0, dt=1.0, seed=3, observe={"x": every(1.0, "x")})
    observe = {"mean": average(4.0, "x"), "bold": bold("x", tr=4.0)}
    second = simulate(network(), 10.0, dt=1.0, resume=first.final, observe=observe)
    steps = np.asarray(simulate(network(), 20.0, dt=1.0, seed=3)["x"])
    np.testing.assert_allclose(second.t["mean"], [12, 16, 20])
    expected = [steps[10:12].mean(axis=0), steps[12:16].mean(axis=0), steps[16:20].mean(axis=0)]
    np.testing.assert_allclose(second["mean"], expected, rtol=1e-5, atol=1e-7)
    assert second["bold"].shape == (3, N)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n": 2}, "the states of the earlier run do not fit this network"),
        ({"speed": 1.0}, "the histories of the earlier run do not fit"),
        ({"noise": {"x": white(0.05)}}, "the noise of the earlier run do not fit"),
    ],
)
def test_resuming_onto_another_network_is_refused(change, message):
    first = simulate(network(), 5.0, dt=1.0)
    with pytest.raises(ValueError, match=message):
        simulate(network(**change), 5.0, dt=1.0, resume=first.final)


def test_resuming_with_other_numbers_of_the_same_structure_is_allowed():
    """A parameter may be changed on the way: the run goes on from its state with the new one."""
    first = simulate(Network(leak, 2, params={"g": 0.0}, initial={"x": 1.0}), 5.0, dt=1.0)
    second = simulate(Network(leak, 2, params={"g": 1.0}), 1.0, dt=1.0, method=euler, resume=first.final)
    np.testing.assert_array_equal(second["x"], [[0.0, 0.0]])


def test_the_initial_state_is_as_given_or_within_the_spread():
    net = Network(leak, 500, params={"g": 0.0})
    start = np.asarray(simulate(net, 1.0, dt=1.0)["x"][0])
    assert start.min() < 0.05
    assert start.max() > 0.95
    assert 0.0 <= start.min() <= start.max() <= 1.0
    given = Network(leak, 2, params={"g": 0.0}, initial={"x": [0.25, -3.0]})
    np.testing.assert_array_equal(simulate(given, 1.0, dt=1.0)["x"], [[0.25, -3.0]])


def test_method_and_precision_of_the_caller_hold():
    net = Network(hopf, 2, initial={"x": 0.2, "y": 0.1})
    first, second = (simulate(net, 5.0, dt=0.5, method=method)["x"] for method in (euler, heun))
    assert first.dtype == jnp.float32
    assert np.abs(first - second).max() > 1e-5
    with jax.enable_x64(True):
        assert simulate(Network(hopf, 2), 5.0, dt=0.5)["x"].dtype == jnp.float64


@pytest.mark.parametrize(
    ("time", "dt", "steps"),
    [(2000.0, 0.1, 20000), (600_000.0, 0.1, 6_000_000), (0.3, 0.1, 3), (1.0, 1 / 3, 3), (720, 0.05, 14400)],
)
def test_whole_numbers_of_steps(time, dt, steps):
    assert steps_of(time, dt, "time") == steps


def test_projections_without_weight_do_nothing():
    silent = Network(
        populations={"a": Population(leak, 2, initial={"x": 1.0})},
        projections=[Projection("a.x", "a.x_inp", np.zeros((2, 2)), lengths=np.full((2, 2), 30.0), speed=1.0)],
    )
    alone = Network(populations={"a": Population(leak, 2, initial={"x": 1.0})})
    np.testing.assert_allclose(simulate(silent, 9.0, dt=1.0)["x"], simulate(alone, 9.0, dt=1.0)["x"], rtol=1e-6)
