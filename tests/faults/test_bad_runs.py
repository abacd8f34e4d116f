"""What a user gets wrong about connectomes, graphs, observers and runs, and what the library says to it."""

import brainunit as u
import jax
import numpy as np
import pytest

from brainmass import graphs
from brainmass.connectome import Connectome, laplacian_connectivity
from brainmass.coupling import diffusive
from brainmass.models import hopf
from brainmass.network import Network
from brainmass.observe import average, bold, every, fc
from brainmass.simulation import simulate

W = np.ones((3, 3))
LENGTHS = np.full((3, 3), 20.0)
NET = Network(hopf, 3)


def coupled(**more) -> Network:
    return Network(hopf, **{"connectome": W, "coupling": diffusive(0.1), "source": "x", "target": "x_inp", **more})


def final():
    return simulate(coupled(), 2.0, dt=1.0).final


def tracts(speed, **more) -> Network:
    lengths = np.full((3, 3), 20.0)
    return Network(
        hopf, np.ones((3, 3)), coupling=diffusive(0.1), source="x", target="x_inp", lengths=lengths, speed=speed, **more
    )


CASES = {
    # Connectome
    "matrix of words": (
        lambda: Connectome(np.array([["a", "b"], ["c", "d"]])),
        TypeError,
        "weights must hold real numbers",
    ),
    "connectome not square": (
        lambda: Connectome(np.ones((2, 3))),
        ValueError,
        r"weights must be a square matrix .* got shape \(2, 3\)",
    ),
    "infinite length": (
        lambda: Connectome(W, np.full((3, 3), np.inf)),
        ValueError,
        r"lengths\[0, 0\] is inf: 9 of 9 values",
    ),
    "length below 0": (
        lambda: Connectome(W, -LENGTHS),
        ValueError,
        r"lengths\[0, 0\] is -20.0 mm; a tract length cannot be negative",
    ),
    "label twice": (
        lambda: Connectome(W, labels=["a", "b", "a"]),
        ValueError,
        "labels: 'a' is given twice; region names must differ",
    ),
    "too few hemispheres": (
        lambda: Connectome(W, hemispheres=["L"]),
        ValueError,
        "hemispheres must have one entry for each of the 3 regions, got 1",
    ),
    "flat centres": (
        lambda: Connectome(W, centres=np.ones((3, 2))),
        ValueError,
        r"centres must have shape \(3, 3\), got \(3, 2\)",
    ),
    "unknown region": (
        lambda: Connectome(W, labels=["V1", "V2", "V4"]).select(["V3"]),
        KeyError,
        "unknown region 'V3'; known: V1, V2, V4",
    ),
    "region out of range": (
        lambda: Connectome(W).select([0, 3]),
        IndexError,
        "region 3 does not exist; this connectome has 3 regions, 0 to 2",
    ),
    "half a region": (
        lambda: Connectome(W).select([0.5]),
        TypeError,
        "a region is given by its label or its position, got 0.5",
    ),
    "region twice": (
        lambda: Connectome(W).select([1, 1]),
        ValueError,
        r"at least one region and each only once, got \[1, 1\]",
    ),
    "density in percent": (lambda: Connectome(W).with_density(20), ValueError, r"density must lie in \(0, 1\], got 20"),
    "negative degree": (
        lambda: Connectome(-W).symmetric_laplacian(),
        ValueError,
        r"row 0 sums to a negative number, so D\^-1/2 does not exist",
    ),
    "Laplacian of a vector": (
        lambda: laplacian_connectivity(np.ones(3)),
        ValueError,
        r"W must be a square matrix .* got shape \(3,\)",
    ),
    # graphs
    "graph of one region": (
        lambda: graphs.random(1),
        ValueError,
        "n must be a whole number of at least 2 regions, got 1",
    ),
    "probability above 1": (
        lambda: graphs.random(5, density=1.5),
        ValueError,
        r"density is a probability and must lie in \[0, 1\], got 1.5",
    ),
    "odd neighbours": (
        lambda: graphs.small_world(9, neighbours=3),
        ValueError,
        "neighbours must be even, at least 2 and below n = 9, got 3",
    ),
    "too many hubs": (lambda: graphs.hub(4, hubs=5), ValueError, r"hubs must lie in 1..4, got 5"),
    "odd hemispheres": (
        lambda: graphs.distance_decay(7),
        ValueError,
        r"n must be even \(two mirrored hemispheres\), got 7",
    ),
    "sizes that are a number": (lambda: graphs.modular(5), TypeError, "sizes must be a sequence of whole numbers"),
    "decay of 0": (lambda: graphs.distance_decay(4, decay=0.0), ValueError, "decay must be positive, got 0.0"),
    # observers
    "period of 0": (lambda: every(0.0, "x"), ValueError, "period must be positive, got 0 ms"),
    "arguments swapped": (lambda: average("x", 1.0), TypeError, "period must be a number in ms or a quantity, got 'x'"),
    "tr in mm": (lambda: bold("x", tr=2 * u.mm), TypeError, "tr is in mm, which cannot be converted to ms"),
    "unknown parameter of BOLD": (
        lambda: bold("x", tr=1.0, params={"kapa": 1.0}),
        KeyError,
        "bold: unknown parameter 'kapa'; did you mean 'kappa'",
    ),
    "parameter of BOLD outside": (
        lambda: bold("x", tr=1.0, params={"alpha": 2.0}),
        ValueError,
        "bold: parameter alpha is 2 1, outside its domain 1e-06 to 1",
    ),
    "parameter of BOLD per region": (
        lambda: bold("x", tr=1.0, params={"kappa": [0.6, 0.7]}),
        TypeError,
        "bold: parameter kappa must be a single number in 1/s",
    ),
    "FC of a name": (
        lambda: fc("x"),
        TypeError,
        r"fc needs an observer that gives samples, such as bold\('S_E', tr=2000.0\), got 'x'",
    ),
    "FC of an FC": (lambda: fc(fc(every(1.0, "x"))), TypeError, r"an observer that gives samples, .* got Fc\(of=Every"),
    # simulate
    "not a network": (lambda: simulate(hopf, 1.0, dt=0.1), TypeError, "network must be a Network, got <Model hopf"),
    "duration not whole": (
        lambda: simulate(NET, 1.05, dt=0.1),
        ValueError,
        "duration = 1.05 ms is not a whole number of steps of dt = 0.1 ms; the nearest is 1 ms",
    ),
    "duration of 0": (lambda: simulate(NET, 0.0, dt=0.1), ValueError, "duration = 0 ms is shorter than one step"),
    "negative duration": (lambda: simulate(NET, -1.0, dt=0.1), ValueError, "duration = -1 ms is negative"),
    "negative transient": (
        lambda: simulate(NET, 1.0, dt=0.1, transient=-5.0),
        ValueError,
        "transient = -5 ms is negative",
    ),
    "endless duration": (lambda: simulate(NET, np.inf, dt=0.1), ValueError, "duration must be finite, got inf"),
    "dt of 0": (lambda: simulate(NET, 1.0, dt=0.0), ValueError, "dt must be positive, got 0 ms"),
    "dt in mm": (lambda: simulate(NET, 1.0, dt=0.1 * u.mm), TypeError, "dt is in mm, which cannot be converted to ms"),
    "method by its name": (
        lambda: simulate(NET, 1.0, dt=0.1, method="heun"),
        TypeError,
        r"method must be an integrator \(euler, heun, rk4, exponential_euler",
    ),
    "seed that is a word": (
        lambda: simulate(NET, 1.0, dt=0.1, seed="one"),
        TypeError,
        "seed must be a whole number of 0 or more, or a jax.random key, got 'one'",
    ),
    "negative seed": (
        lambda: simulate(NET, 1.0, dt=0.1, seed=-1),
        TypeError,
        "seed must be a whole number of 0 or more",
    ),
    "observers in a list": (
        lambda: simulate(NET, 1.0, dt=0.1, observe=[every(1.0, "x")]),
        TypeError,
        "observe must be a dict such as",
    ),
    "a name for an observer": (
        lambda: simulate(NET, 1.0, dt=0.1, observe={"x": "x"}),
        TypeError,
        r"observe\['x'\] must be an observer such as every\(1.0, 'x'\), got 'x'",
    ),
    "unknown quantity observed": (
        lambda: simulate(NET, 1.0, dt=0.1, observe={"x": every(1.0, "rE")}),
        KeyError,
        "hopf: unknown state, output or drive 'rE'; known: x, y, x_inp, y_inp",
    ),
    "period not whole": (
        lambda: simulate(NET, 1.0, dt=0.1, observe={"x": every(0.25, "x")}),
        ValueError,
        r"the period of observe\['x'\] = 0.25 ms is not a whole number of steps",
    ),
    "period too long": (
        lambda: simulate(NET, 1.0, dt=0.1, observe={"x": every(2.0, "x")}),
        ValueError,
        "its period of 2 ms is longer than the 1 ms recorded",
    ),
    "FC of one sample": (
        lambda: simulate(NET, 3.9, dt=0.1, observe={"fc": fc(every(2.0, "x"))}),
        ValueError,
        r"observe\['fc'\] needs at least 2 samples, and in this run it gets 1, one every 2 ms; record longer",
    ),
    "FC of a sample that an earlier run began": (
        lambda: simulate(coupled(), 1.0, dt=1.0, resume=final(), observe={"fc": fc(every(3.0, "x"))}),
        ValueError,
        r"observe\['fc'\] needs at least 2 samples, and in this run it gets 1, one every 3 ms",
    ),
    "FC of an unknown quantity": (
        lambda: simulate(NET, 4.0, dt=0.1, observe={"fc": fc(every(1.0, "rE"))}),
        KeyError,
        "hopf: unknown state, output or drive 'rE'; known: x, y, x_inp, y_inp",
    ),
    "FC at a period not whole": (
        lambda: simulate(NET, 4.0, dt=0.1, observe={"fc": fc(every(0.25, "x"))}),
        ValueError,
        r"the period of observe\['fc'\] = 0.25 ms is not a whole number of steps",
    ),
    "resume from a run": (
        lambda: simulate(NET, 1.0, dt=0.1, resume=3),
        TypeError,
        "resume must be the .final of an earlier run, got 3",
    ),
    "resume at another dt": (
        lambda: simulate(coupled(), 1.0, dt=0.5, resume=final()),
        ValueError,
        "the earlier run had dt = 1 ms, this one has 0.5 ms; they must agree",
    ),
    "delay above its bound": (
        lambda: simulate(coupled(lengths=LENGTHS, speed=1.0, max_delay=5.0), 1.0, dt=0.1),
        ValueError,
        "the longest delay is 20 ms, above max_delay = 5 ms",
    ),
    "traced speed without a bound": (
        lambda: jax.jit(lambda s: simulate(coupled(lengths=LENGTHS, speed=s), 1.0, dt=0.1)["x"])(3.0),
        ValueError,
        "speed or lengths are traced .* give the projection max_delay= in ms",
    ),
    "a block of no power of two": (
        lambda: simulate(coupled(), 1.0, dt=1.0, block=3),
        ValueError,
        "block must be a power of two from 1 to 512 steps, got 3",
    ),
    "segments of no whole step": (
        lambda: jax.jit(lambda k: simulate(coupled(), 10.0, dt=1.0, recompute=2.5)["x"])(1.0),
        ValueError,
        "recompute = 2.5 ms is not a whole number of steps",
    ),
    "a traced speed without a bound": (
        lambda: jax.jit(lambda v: simulate(tracts(v), 10.0, dt=1.0)["x"])(1.0),
        ValueError,
        r"the longest delay is unknown; give the projection max_delay= in ms \(and min_delay=",
    ),
    "a block longer than a traced delay may be": (
        lambda: jax.jit(lambda v: simulate(tracts(v, max_delay=50.0, min_delay=4.0), 10.0, dt=1.0, block=8)["x"])(1.0),
        ValueError,
        "a block of 8 steps is longer than the shortest delay that is certain .* 4 steps",
    ),
    "a delay below its bound": (
        lambda: simulate(tracts(4.0, min_delay=9.0), 10.0, dt=1.0),
        ValueError,
        "the shortest delay is 5 ms, below min_delay = 9 ms",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_message(case):
    attempt, error, message = CASES[case]
    with pytest.raises(error, match=message):
        attempt()


def test_resuming_in_another_precision_is_refused():
    first = final()
    with jax.enable_x64(True), pytest.raises(ValueError, match="was in float32, this one would be in float64"):
        simulate(coupled(), 1.0, dt=1.0, resume=first)
