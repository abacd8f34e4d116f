"""What a user gets wrong with drives that receive the region's own past, and what the library says to it."""

import brainunit as u
import jax
import numpy as np
import pytest

from brainmass.config import ConfigError, config_of
from brainmass.models import hopf
from brainmass.network import Network, Population
from brainmass.nn.nodes import make_class
from brainmass.spec import drive, model, output, param, state
from brainmass.units import mV, per_ms


def declared(**more):
    outputs = {"late": output(per_ms, doc="what arrived")}

    def echo(
        x=state(1.0, per_ms, doc="activity"),
        k=param(1.0, per_ms, domain=(0, 2), doc="gain"),
        x_late=drive(**{"unit": per_ms, "own": "x", "delay": 2.0, "doc": "its past", **more}),
    ):
        """dx/dt = -k x_late."""
        return {"x": -k * x_late, "late": x_late}

    return model(outputs=outputs)(echo)


ECHO = declared()

CASES = {
    "a delay of nothing": (
        lambda: drive(per_ms, delay=2.0, doc="d"),
        ValueError,
        "drive: a delay belongs to own=, the state of the same region",
    ),
    "negative": (lambda: declared(delay=-1.0), ValueError, "must be finite and 0 or more, in ms; got -1.0"),
    "not finite": (lambda: declared(delay=np.nan), ValueError, "must be finite and 0 or more, in ms; got nan"),
    "own that is none": (
        lambda: declared(own="y"),
        ValueError,
        "echo: drive 'x_late': own='y': unknown state or output 'y'; known: x, late",
    ),
    "own that is a parameter": (lambda: declared(own="k"), ValueError, "unknown state or output 'k'"),
    "another unit": (
        lambda: declared(unit=mV),
        ValueError,
        "echo: drive 'x_late' is in mV, but 'x', which it receives, is in 1/ms; give both the same unit",
    ),
    "a driven output": (
        lambda: Network(declared(own="late"), 2),
        ValueError,
        "the output 'late' depends on the drives of echo, so it cannot be sent within the same instant",
    ),
    "a driven output in a class": (
        lambda: make_class(declared(own="late")),
        ValueError,
        "the output 'late' depends on the drives of echo",
    ),
    "unknown drive": (
        lambda: Network(ECHO, 2, delays={"x_lat": 1.0}),
        KeyError,
        "echo: unknown drive that receives a state of its own region 'x_lat'; did you mean 'x_late'",
    ),
    "a model without": (
        lambda: Network(hopf, 2, delays={"x_inp": 1.0}),
        KeyError,
        "hopf: unknown drive that receives a state of its own region 'x_inp'; known: none",
    ),
    "negative in one region": (
        lambda: Population(ECHO, 2, delays={"x_late": [1.0, -1.0]}),
        ValueError,
        r"echo: delay of x_late\[1\] is -1 ms, outside its domain 0 to inf",
    ),
    "of another length": (
        lambda: Population(ECHO, 2, delays={"x_late": [1.0, 1.0, 1.0]}),
        ValueError,
        r"echo: delay of x_late must be a number or have shape \(2,\), got shape \(3,\)",
    ),
    "infinite": (lambda: Population(ECHO, 2, delays={"x_late": np.inf}), ValueError, "delay of x_late is inf"),
    "in mV": (
        lambda: Population(ECHO, 2, delays={"x_late": 3 * u.mV}),
        TypeError,
        "echo: delay of x_late is in mV, which cannot be converted to ms",
    ),
    "traced": (
        lambda: jax.jit(lambda tau: Population(ECHO, 2, delays={"x_late": tau}).n)(1.0),
        TypeError,
        r'delay of x_late is traced .* give delays=\{"x_late": None\} and a Projection of your own, with max_delay=',
    ),
    "beside populations": (
        lambda: Network(populations={"a": Population(ECHO, 2)}, delays={"x_late": 1.0}),
        TypeError,
        "delays cannot be given together with populations=",
    ),
    "in a class, of another shape": (
        lambda: make_class(ECHO)(2, delays={"x_late": np.ones(3)}),
        ValueError,
        r"Echo: delay of x_late must be a number or have shape \(2,\)",
    ),
    "in a class, unknown": (lambda: make_class(ECHO)(2, delays={"x": 1.0}), KeyError, "its own region 'x'"),
    "in a class without": (lambda: make_class(hopf)(2, delays={}), TypeError, "unknown argument 'delays'"),
    "in a class under jit": (
        lambda: jax.jit(lambda x: make_class(ECHO)(2, delays={"x_late": x}))(1.0),
        TypeError,
        "delay of x_late is traced",
    ),
    "in a file": (
        lambda: config_of(
            {
                "network": {"model": "hopf", "connectome": {"graph": "ring", "n": 4}, "delays": {"x_inp": 1.0}},
                "simulation": {"dt": 0.1, "duration": 10.0},
            }
        ),
        ConfigError,
        "unknown drive that receives a state of its own region 'x_inp'",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_message(case):
    attempt, error, message = CASES[case]
    with pytest.raises(error, match=message):
        attempt()
