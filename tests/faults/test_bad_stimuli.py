"""Stimuli that cannot be meant: what is said."""

import brainunit as u
import numpy as np
import pytest

from brainmass import stimulus
from brainmass.checkpoint.provenance import differences, identity
from brainmass.models import hopf, wong_wang
from brainmass.network import Network
from brainmass.pieces import Run
from brainmass.simulation import simulate

STEP = stimulus.step(10.0, 0.5)


def network(given, model=hopf, drive="x_inp", n=3):
    return Network(model, n, stimuli={drive: given})


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: stimulus.step("soon"), TypeError, "onset must be a number in ms or a quantity, got 'soon'"),
        (lambda: stimulus.step(3 * u.mV), TypeError, "onset"),
        (lambda: stimulus.step(np.nan), ValueError, "onset must be finite, got nan"),
        (lambda: stimulus.step(0.0, stop=np.nan), ValueError, "stop must be finite, got nan"),
        (lambda: stimulus.pulse_train(10.0, 0.0), ValueError, "width must be positive, got 0 ms"),
        (lambda: stimulus.pulse_train(10.0, 12.0), ValueError, "the width 12 ms is longer than the period 10 ms"),
        (lambda: stimulus.sinusoid(-4.0), ValueError, "frequency must be 0 or more, got -4 Hz"),
        (lambda: stimulus.sinusoid(4.0 * u.ms), TypeError, "frequency"),
        (lambda: stimulus.sinusoid(4.0, phase=np.inf), ValueError, "phase is inf"),
        (lambda: stimulus.chirp(1.0, 2.0, 0.0), ValueError, "duration must be positive, got 0 ms"),
        (lambda: stimulus.ramp(0.0, -1.0), ValueError, "duration must be positive, got -1 ms"),
        (lambda: stimulus.gaussian(0.0, 0.0), ValueError, "width must be positive"),
        (lambda: stimulus.alpha(0.0, 0.0), ValueError, "tau must be positive"),
        (lambda: stimulus.recorded([1.0], 1.0), ValueError, "two samples or more, got (1,)"),
        (lambda: stimulus.recorded(np.zeros((3, 2, 2)), 1.0), ValueError, "shape (time,) or (time, n)"),
        (lambda: stimulus.recorded([0.0, np.nan], 1.0), ValueError, "recorded: values[1] is nan"),
        (lambda: stimulus.ou(1.0, -2.0, 10.0), ValueError, "tau must be positive, got -2 ms"),
        (lambda: STEP + np.zeros((2, 2)), ValueError, "composed with stimuli and with numbers, got shape (2, 2)"),
        (lambda: network(0.5), TypeError, "hopf: stimulus on x_inp must be one of brainmass.stimulus"),
        (lambda: network(STEP, drive="x"), KeyError, "hopf: unknown drive in stimuli 'x'; known: x_inp, y_inp"),
        (lambda: network(stimulus.step(0.0, 1 * u.mV)), TypeError, "hopf: stimulus on x_inp: amplitude"),
        (lambda: network(stimulus.step(0.0, np.nan)), ValueError, "hopf: stimulus on x_inp: amplitude is nan"),
        (lambda: network(stimulus.step(0.0, [1.0, 2.0])), ValueError, "one for each of the 3 regions; got shape (2,)"),
        (lambda: network(stimulus.recorded(np.zeros((9, 2)), 1.0)), ValueError, "of the 3 regions; got shape (9, 2)"),
        (lambda: network(STEP.on("region9")), KeyError, "hopf: stimulus on x_inp: unknown region 'region9'"),
        (lambda: network(STEP.on(3)), ValueError, "a region is a label or an index below 3, got 3"),
        (
            lambda: network(STEP.on([True, False])),
            ValueError,
            "a label or an index below 3, got True",
        ),
        (lambda: network(STEP.on(np.ones(4))), ValueError, "weights over space must have shape (3,), got (4,)"),
        (lambda: network(STEP.on(np.array([1, np.nan, 0]))), ValueError, "weights over space[1] is nan"),
        (lambda: network(STEP.on({"region9": 1.0})), KeyError, "unknown region 'region9'"),
    ],
)
def test_what_is_said(call, error, message):
    with pytest.raises(error) as caught:
        call()
    assert message in str(caught.value)


def test_units_are_converted():
    """A current of 20 pA into nA; in a product the factor with a unit has that of the drive."""
    given = stimulus.step(0.0, 20 * u.pA) * stimulus.sinusoid(10.0) + 0.001
    net = network(given, wong_wang, "I_ext")
    value = net.populations["wong_wang"].stimuli["I_ext"](25.0)
    assert float(value) == pytest.approx(0.021, rel=1e-6)


def test_a_checkpoint_knows_another_shape():
    """The same numbers in another function are another run."""
    runs = []
    for shape in (lambda t, rate: rate * t, lambda t, rate: rate + t):
        runs.append(simulate(network(stimulus.wave(shape, rate=0.1)), 1.0, dt=0.1))
    assert all(isinstance(run, Run) for run in runs)
    there, here = (identity(run, 10, 8, resumed=False) for run in runs)
    assert differences(there, here) == ["function of stimulus x_inp of population hopf: other values"]


def test_the_description_of_a_run_names_it():
    run = simulate(network(STEP.on("region1") + 0.1), 1.0, dt=0.1)
    told = run.attributes["populations"]["hopf"]["stimuli"]["x_inp"]
    assert told["kind"] == "Sum"
    assert told["first"]["regions"] == [0.0, 1.0, 0.0]
    assert told["first"]["stimulus"]["shape"] == "brainmass.stimulus.shapes._step"
    assert told["first"]["stimulus"]["numbers"]["amplitude"] == 0.5
