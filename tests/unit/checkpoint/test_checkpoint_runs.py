"""Runs that are kept on the disk: what they give back, whatever happened on the way."""

import gc

import jax
import numpy as np
import pytest

from brainmass import checkpoint
from brainmass.checkpoint import peek, reached, store
from brainmass.network import Network
from brainmass.observe import every
from brainmass.result import Divergence
from brainmass.simulation import simulate
from tests.long_run import DURATION, EVERY, PIECES, TRANSIENT, assert_same, long_run, network
from tests.systems import leak

END = TRANSIENT + DURATION
TILE = 512.0
"""At least so much is done before progress is told."""


class Stopped(Exception):
    """Somebody stops the run."""


def stopping(after, error=Stopped):
    """A progress that stops the run after so many pieces."""
    left = [after]

    def progress(share, time):
        left[0] -= 1
        if left[0] == 0:
            raise error

    return progress


def stopped(folder, pieces, **more):
    with pytest.raises(Stopped):
        long_run(folder, progress=stopping(pieces), **more)


def test_a_run_that_is_kept_is_the_unbroken_one(unbroken, tmp_path):
    assert_same(long_run(tmp_path / "a" / "b"), unbroken)


@pytest.mark.parametrize("pieces", range(1, PIECES))
def test_stopped_after_any_piece_it_goes_on_as_if_it_had_not_been(unbroken, tmp_path, pieces):
    stopped(tmp_path, pieces)
    assert reached(tmp_path) == pieces * EVERY
    told = []
    done = long_run(tmp_path, progress=lambda share, time: told.append((share, time)))
    assert_same(done, unbroken)
    assert told[0] == (pieces * EVERY / END, pieces * EVERY)
    assert len(told) == 1 + PIECES - pieces
    assert told[-1] == (1.0, END)


def test_stopped_again_and_again(unbroken, tmp_path):
    for pieces in (1, 2, 1):  # the first thing that is told of a run that goes on is where it stands
        stopped(tmp_path, pieces + (reached(tmp_path) is not None))
    assert reached(tmp_path) == 4 * EVERY
    assert_same(long_run(tmp_path), unbroken)


def test_what_is_done_is_returned_and_not_done_again(unbroken, tmp_path):
    long_run(tmp_path)
    told = []
    assert_same(long_run(tmp_path, progress=lambda *each: told.append(each)), unbroken)
    assert told == [(1.0, END)]


def test_the_time_between_checkpoints_may_change(unbroken, tmp_path):
    stopped(tmp_path, 2)
    stopped(tmp_path, 2, checkpoint_every=2 * EVERY)
    assert reached(tmp_path) == 2 * EVERY + TILE  # what was done since the last checkpoint is kept as well
    assert_same(long_run(tmp_path, checkpoint_every=4 * EVERY, progress=nobody), unbroken)


def nobody(share, time):
    """Listens to progress: all runs that tell of it are done in the same pieces, which compile once."""


def steps_kept(monkeypatch):
    """The step of every state that is written."""
    steps, write = [], store.write_whole

    def noting(path, header, arrays):
        write(path, header, arrays)
        if "step" in header:
            steps.append(header["step"])

    monkeypatch.setattr(store, "write_whole", noting)
    return steps


def test_a_checkpoint_comes_after_the_time_that_is_given_and_at_the_end(tmp_path, monkeypatch):
    steps = steps_kept(monkeypatch)
    long_run(tmp_path, checkpoint_every=600.0, progress=nobody)
    assert steps == [0, 600, 1200, 1800, 2400, END]


def test_by_default_it_is_a_tenth_of_the_run_or_as_before(tmp_path, monkeypatch):
    steps = steps_kept(monkeypatch)
    long_run(tmp_path / "new", checkpoint_every=None)
    assert steps == [*(243 * np.arange(11))]
    stopped(tmp_path / "old", 1, checkpoint_every=2 * EVERY)
    steps.clear()
    long_run(tmp_path / "old", checkpoint_every=None, progress=nobody)
    assert steps == [TILE + 2 * EVERY, END]


def test_no_sample_is_written_twice(tmp_path, monkeypatch):
    names, write = [], store.write_whole
    monkeypatch.setattr(store, "write_whole", lambda path, *more: (names.append(path.name), write(path, *more)))
    stopped(tmp_path, 3)
    long_run(tmp_path)
    samples = [name for name in names if name != "state.checkpoint"]
    assert samples == [f"samples-{number:06d}.checkpoint" for number in range(PIECES)]


def test_a_piece_without_samples_makes_no_file(tmp_path):
    rare = {"x": every(700.0, "x")}
    run = long_run(tmp_path, observe=rare)
    assert len(list(tmp_path.glob("samples-*"))) == len(run["x"]) == 3
    np.testing.assert_array_equal(run["x"], long_run(observe=rare)["x"])


def test_samples_on_the_disk_are_not_kept_in_memory(tmp_path):
    held = []

    def progress(share, time):
        gc.collect()
        held.append(sum(array.nbytes for array in jax.live_arrays()))

    long_run(tmp_path, progress=progress)
    assert held[PIECES - 2] - held[1] < EVERY * 3 * 4  # less than what one observer gives in one piece


def test_what_a_run_holds_can_be_read_while_it_goes_on(unbroken, tmp_path):
    seen = []
    long_run(tmp_path, progress=lambda share, time: seen.append(peek(tmp_path)))
    assert [each.time for each in seen] == [*(EVERY * np.arange(1, PIECES)), END]
    assert {each.end for each in seen} == {END}
    for name in unbroken.data:
        for each in seen:
            count = len(each.data[name])
            assert count == (unbroken.t[name] <= each.time).sum()
            np.testing.assert_array_equal(each.data[name], unbroken[name][:count])
            np.testing.assert_array_equal(each.t[name], unbroken.t[name][:count])
    assert len(seen[0].data["all"]) == EVERY - TRANSIENT
    assert len(seen[-1].data["all"]) == DURATION


def test_a_run_that_goes_on_from_another_can_be_kept(unbroken, tmp_path):
    first = long_run(tmp_path / "first", duration=2 * EVERY - TRANSIENT)
    more = {"duration": END - 2 * EVERY, "transient": 0.0, "resume": first.final}
    stopped(tmp_path / "rest", 1, **more)
    assert reached(tmp_path / "rest") == 3 * EVERY
    rest = long_run(tmp_path / "rest", **more)
    for name in unbroken.data:
        np.testing.assert_array_equal(np.concatenate([first[name], rest[name]]), unbroken[name])
        np.testing.assert_array_equal(np.concatenate([first.t[name], rest.t[name]]), unbroken.t[name])
    assert rest.attributes["start_ms"] == 2 * EVERY


def test_a_key_may_be_the_seed(unbroken, tmp_path):
    stopped(tmp_path, 2, seed=jax.random.key(7))
    done = long_run(tmp_path, seed=jax.random.key(7))
    np.testing.assert_array_equal(done["x"], unbroken["x"])
    assert done.attributes["seed"] == [0, 7]


def test_one_piece_is_enough(tmp_path):
    net = Network(leak, 2)
    short = {"dt": 1.0, "observe": {"x": every(1.0, "x")}}
    run = simulate(net, 20.0, checkpoint=tmp_path, checkpoint_every=50.0, **short)
    np.testing.assert_array_equal(run["x"], simulate(net, 20.0, **short)["x"])
    assert reached(tmp_path) == 20.0


@pytest.mark.usefixtures("x64")
def test_in_float64(tmp_path):
    stopped(tmp_path / "one", 3)
    done = long_run(tmp_path / "one")
    assert_same(done, long_run(tmp_path / "other"))
    assert done["x"].dtype == np.float64


def test_a_keyboard_interrupt_keeps_what_is_good(unbroken, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        long_run(tmp_path, checkpoint_every=2 * EVERY, progress=stopping(3, KeyboardInterrupt))
    assert reached(tmp_path) == 2 * EVERY + TILE
    assert_same(long_run(tmp_path), unbroken)


def test_divergence_keeps_what_came_before(tmp_path):
    net, observe = network(0.0, params={"g": -0.08}, initial={"x": 1.0}), {"x": every(3.0, "x")}
    with pytest.raises(Divergence) as caught:
        long_run(tmp_path, net, observe=observe)
    kept = peek(tmp_path)
    assert 2 * EVERY < kept.time < 3 * EVERY
    said = str(caught.value)
    assert f"peek({str(tmp_path)!r}) gives the samples up to t = {kept.time:g} ms" in said
    assert float(said.split("t = ")[1].split(" ms")[0]) == kept.time + 1.0  # the next step
    good = long_run(net=net, duration=kept.time - TRANSIENT, observe=observe)
    assert_same(caught.value.run, good)
    np.testing.assert_array_equal(kept.data["x"], good["x"])
    with pytest.raises(Divergence) as again:  # from where it stands
        long_run(tmp_path, net, observe=observe)
    assert str(again.value) == said
    assert_same(again.value.run, good)


def test_where_nothing_was_good_nothing_is_said_to_be_kept(tmp_path):
    with pytest.raises(Divergence) as caught:
        long_run(tmp_path, network(params={"g": -1e30}, initial={"x": 1e30}), observe={"x": every(1.0, "x")})
    assert "kept" not in str(caught.value)
    assert reached(tmp_path) == 0.0


def test_an_observer_that_diverges_leaves_what_came_before(tmp_path):
    """BOLD of activity that it is not made for: the states are finite, and the last checkpoint has no NaN in it.

    x = -0.1 exp(t / 100 ms), so that the flow of the balloon, 1 + x / (10 / s)^2 as long as x grows faster than it
    decays, is negative after some 0.7 s, and the volume some time later.
    """
    net = network(0.0, params={"g": -0.01}, initial={"x": -0.1}, noise={})
    with pytest.raises(Divergence, match=r"observer 'bold' .* What came before is kept") as caught:
        long_run(tmp_path, net)
    kept = peek(tmp_path)
    assert kept.time == 2 * EVERY
    assert all(np.isfinite(values).all() for values in kept.data.values())
    assert caught.value.run.final.time == kept.time


def test_deleted_it_begins_anew(unbroken, tmp_path):
    stopped(tmp_path / "run", 3)
    checkpoint.discard(tmp_path / "run")
    assert reached(tmp_path / "run") is None
    assert not (tmp_path / "run").exists()
    assert_same(long_run(tmp_path / "run"), unbroken)
