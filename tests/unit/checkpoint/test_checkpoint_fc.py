"""Runs whose samples are not kept, kept on the disk."""

import numpy as np
import pytest

from brainmass.checkpoint import peek, reached
from brainmass.observe import average, bold, every, fc
from brainmass.result import Divergence
from brainmass.simulation import simulate
from tests.long_run import EVERY, PIECES, TRANSIENT, assert_same, long_run, network

OBSERVE = {"fc": fc(average(7.0, "x")), "bold_fc": fc(bold("x", tr=300.0)), "x": every(3.0, "x")}


class Stopped(Exception):
    """Somebody stops the run."""


def stopped(folder, pieces, observe=OBSERVE):
    def progress(share, time):
        if time >= pieces * EVERY:
            raise Stopped

    with pytest.raises(Stopped):
        long_run(folder, observe=observe, progress=progress)


@pytest.fixture(scope="module")
def unbroken():
    return long_run(observe=OBSERVE)


@pytest.mark.parametrize("pieces", range(1, PIECES))
def test_stopped_after_any_piece_it_goes_on_as_if_it_had_not_been(unbroken, tmp_path, pieces):
    stopped(tmp_path, pieces)
    assert reached(tmp_path) == pieces * EVERY
    run = long_run(tmp_path, observe=OBSERVE)
    assert_same(run, unbroken)
    assert_same(long_run(tmp_path, observe=OBSERVE), unbroken)  # all is done: read, not run


def test_alone_there_are_no_files_of_samples(tmp_path):
    observe = {"fc": OBSERVE["fc"]}
    run = long_run(tmp_path, observe=observe)
    assert list(tmp_path.glob("samples-*")) == []
    assert_same(run, long_run(observe=observe))


def test_the_fc_so_far_can_be_looked_at(tmp_path):
    stopped(tmp_path, 1)
    several = {name: OBSERVE[name] for name in ("fc", "x")}
    kept, good = peek(tmp_path), long_run(duration=EVERY - TRANSIENT, observe=several)
    assert good.t["fc"].size == 67
    assert kept.data.keys() == kept.t.keys() == several.keys()  # of BOLD there is one sample
    for name in kept.data:
        np.testing.assert_array_equal(kept.data[name], good[name])
        np.testing.assert_array_equal(kept.t[name], good.t[name])


def test_another_observer_within_is_another_run(tmp_path):
    long_run(tmp_path, observe=OBSERVE)
    with pytest.raises(ValueError, match=r"of.period of observe\['fc'\]: 7 there, 8 here"):
        long_run(tmp_path, observe={**OBSERVE, "fc": fc(average(8.0, "x"))})


def test_what_an_earlier_run_has_folded_is_part_of_what_a_run_is(tmp_path):
    observe = {"fc": OBSERVE["fc"]}
    first = long_run(duration=700.0, observe=observe)
    more = {"dt": 1.0, "observe": observe, "checkpoint": tmp_path}
    rest = simulate(network(), 900.0, **more, resume=first.final)
    np.testing.assert_array_equal(
        rest["fc"], simulate(network(), 900.0, **{**more, "checkpoint": None}, resume=first.final)["fc"]
    )
    assert rest.t["fc"].size == 1600 // 7
    with pytest.raises(ValueError, match="the state to go on from"):
        simulate(network(), 900.0, **more, resume=long_run(duration=700.0, observe={}).final)


def test_divergence_keeps_the_fc_of_what_came_before(tmp_path):
    net, observe = network(0.0, params={"g": -0.08}), {"fc": fc(every(3.0, "x"))}
    with pytest.raises(Divergence) as caught:
        long_run(tmp_path, net, observe=observe)
    kept = peek(tmp_path)
    good = long_run(net=net, duration=kept.time - TRANSIENT, observe=observe)
    np.testing.assert_array_equal(kept.data["fc"], good["fc"])
    np.testing.assert_array_equal(caught.value.run["fc"], good["fc"])
