"""What is refused of observers that make something of samples, and in what words."""

import numpy as np
import pytest

from brainmass.connectome import Connectome
from brainmass.network import Network
from brainmass.observe import average, bold, convolved, every, fc, hrf, means, weighted
from brainmass.simulation import simulate
from tests.systems import leak


def run(**observe):
    return simulate(Network(leak, 3), 10.0, dt=0.5, observe=observe)


X = every(1.0, "x")
CASES = {
    "weights of another size": (
        lambda: run(s=weighted(X, np.eye(2), ["a", "b"])),
        ValueError,
        "x has 3 regions, and the weights are for 2; give weights of shape",
    ),
    "other regions, as many of them": (
        lambda: simulate(
            Network(leak, Connectome(np.ones((2, 2)), labels=["M1", "S1"])), 10.0, dt=0.5,
            observe={"s": weighted(X, np.eye(2), ["a", "b"], regions=["V1", "V2"])},
        ),
        KeyError,
        "unknown region 'M1'; .*known: V1, V2",
    ),
    "a region without weights": (
        lambda: run(s=weighted(X, np.eye(2), ["a", "b"], regions=["region0", "V1"])),
        KeyError,
        "unknown region 'region1'; did you mean 'region0'",
    ),
    "too many names": (lambda: weighted(X, np.eye(2), ["a"]), ValueError, "with 1 names, got .2, 2."),
    "negative noise": (lambda: weighted(X, np.eye(2), ["a", "b"], noise=-1.0), ValueError, "must be 0 or more"),
    "weights that are not finite": (lambda: weighted(X, [[np.nan]], ["a"]), ValueError, r"weights\[0, 0\] is nan"),
    "no observer": (lambda: weighted("x", np.eye(2), ["a", "b"]), TypeError, "needs an observer that gives samples"),
    "of a matrix": (lambda: means(fc(X)), TypeError, "means needs an observer that gives samples"),
    "a group without regions": (lambda: means(X, {"a": []}), ValueError, "group 'a' must be a list of regions"),
    "a group of an unknown region": (
        lambda: run(s=means(X, {"a": ["V1"]})), KeyError, "group 'a': unknown region 'V1'; known: region0",
    ),
    "no response": (lambda: convolved("x", 1.0, 3.0), TypeError, "response must be one of brainmass.observe.hrf"),
    "no duration": (lambda: hrf.gamma(duration=0.0), ValueError, "duration must be positive, got 0 s"),
    "a response of one sample": (lambda: hrf.measured([1.0], 1.0), ValueError, "two samples or more, got .1,."),
    "a TR of no whole steps": (lambda: run(s=convolved("x", 0.7)), ValueError, "0.7 ms is not a whole number of steps"),
    "a TR longer than the run": (lambda: run(s=bold("x", 20.0)), ValueError, "longer than the 10 ms recorded"),
    "no whole number of samples": (
        lambda: run(s=fc(average(0.7, "x"))), ValueError, "0.7 ms is not a whole number of steps",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_message(case):
    attempt, error, message = CASES[case]
    with pytest.raises(error, match=message):
        attempt()
