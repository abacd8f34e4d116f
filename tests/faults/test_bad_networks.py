"""What a user gets wrong when building networks, and what the library says to it."""

import brainunit as u
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.sparse import csr_array

from brainmass.coupling import additive, custom, diffusive, pairwise, sigmoidal, sigmoidal_jansen_rit
from brainmass.models import hopf, wong_wang
from brainmass.network import Network, Population, Projection
from brainmass.noise import coloured, ou, white
from brainmass.observe.balloon import balloon

W = np.ones((3, 3))
LENGTHS = np.full((3, 3), 20.0)
NET = Network(hopf, 3)


def coupled(**more) -> Network:
    return Network(hopf, **{"connectome": W, "coupling": diffusive(0.1), "source": "x", "target": "x_inp", **more})


def joined(*projections, **more) -> Network:
    return Network(
        populations={"a": Population(hopf, 3), "b": Population(wong_wang, 2)}, projections=projections, **more
    )


def send(x, threshold):
    return x * threshold


def send_all(x):
    return x.sum()


def receive(x_i, s, k):
    return k * s


def with_nan(shape) -> np.ndarray:
    values = np.ones(shape)
    values.flat[1] = np.nan
    return values


CASES = {
    # Network
    "no model": (lambda: Network(W), TypeError, "model must be a Model such as brainmass.models.hopf, got array"),
    "no connectome": (
        lambda: Network(hopf),
        TypeError,
        "needs a connectome, a weights matrix, or a number of uncoupled regions",
    ),
    "weights not square": (
        lambda: coupled(connectome=np.ones((3, 4))),
        ValueError,
        r"weights must be a square matrix .* got shape \(3, 4\)",
    ),
    "weights with NaN": (
        lambda: coupled(connectome=with_nan((3, 3))),
        ValueError,
        r"weights\[0, 1\] is nan: 1 of 9 values are not finite",
    ),
    "complex weights": (
        lambda: coupled(connectome=jnp.ones((3, 3)) * 1j),
        TypeError,
        "weights must hold real numbers, got an array of complex64",
    ),
    "weights in mm": (
        lambda: coupled(connectome=W * u.mm),
        TypeError,
        "weights is in mm, which cannot be converted to a plain number",
    ),
    "no regions": (lambda: Network(hopf, 0), ValueError, "n must be a whole number of at least 1 region, got 0"),
    "source but no coupling": (
        lambda: Network(hopf, W, source="x"),
        TypeError,
        "source is given but there is no coupling; pass coupling=",
    ),
    "speed but no coupling": (
        lambda: Network(hopf, W, speed=3.0),
        TypeError,
        "speed is given but there is no coupling",
    ),
    "coupling without source": (
        lambda: Network(hopf, W, coupling=additive()),
        TypeError,
        r"needs source= \(a state\) and target= \(a drive\)",
    ),
    "coupling of a number": (
        lambda: coupled(connectome=3),
        TypeError,
        "a coupling needs a connectome or weights; 3 regions alone are uncoupled",
    ),
    "unknown source": (lambda: coupled(source="z"), KeyError, "hopf: unknown state or output 'z'; known: x, y"),
    "unknown target": (lambda: coupled(target="x_in"), KeyError, "unknown drive of hopf 'x_in'; did you mean 'x_inp'"),
    "coupling by its name": (
        lambda: coupled(coupling="diffusive"),
        TypeError,
        r"must be a Coupling such as diffusive\(k=0.1\), got 'diffusive'",
    ),
    "both forms": (
        lambda: joined(noise={"x": white(0.1)}, speed=3.0),
        TypeError,
        "speed, noise cannot be given together with populations=",
    ),
    "projections in the short form": (
        lambda: Network(hopf, 3, projections=[1]),
        TypeError,
        "projections= belong to populations=",
    ),
    "no populations": (lambda: Network(populations={}), ValueError, "must be a dict of at least one Population"),
    "populations in a list": (
        lambda: Network(populations=[Population(hopf, 3)]),
        ValueError,
        "must be a dict of at least one Population",
    ),
    "a model as a population": (
        lambda: Network(populations={"a": hopf}),
        TypeError,
        r"populations\['a'\] must be a Population",
    ),
    "a name with a dot": (
        lambda: Network(populations={"a.b": Population(hopf, 2)}),
        TypeError,
        "under a name that is an identifier",
    ),
    # Population
    "unknown parameter": (
        lambda: Network(hopf, 3, params={"omga": 1.0}),
        KeyError,
        "hopf: unknown parameter 'omga'; did you mean 'omega'",
    ),
    "parameter of the wrong length": (
        lambda: Network(hopf, 3, params={"a": [1.0, 2.0]}),
        ValueError,
        r"parameter a must be a number or have shape \(3,\), got shape \(2,\)",
    ),
    "parameter outside its domain": (
        lambda: Network(hopf, 3, params={"a": [0.1, 9.0, 0.2]}),
        ValueError,
        r"parameter a\[1\] is 9 1/ms, outside its domain -5 to 5",
    ),
    "parameter of another dimension": (
        lambda: Network(hopf, 3, params={"omega": 3 * u.mV}),
        TypeError,
        "hopf: parameter omega is in mV, which cannot be converted to 1/ms",
    ),
    "parameter that is a word": (
        lambda: Network(hopf, 3, params={"a": "big"}),
        TypeError,
        "hopf: parameter a must be a number in 1/ms or a quantity, got 'big'",
    ),
    "unknown initial state": (
        lambda: Network(hopf, 3, initial={"z": 0.1}),
        KeyError,
        "unknown state in initial 'z'; known: x, y",
    ),
    "initial gating outside its bounds": (
        lambda: Network(wong_wang, 2, initial={"S_E": 1.5}),
        ValueError,
        "initial S_E is 1.5 1, outside its domain 0 to 1",
    ),
    "unknown input": (
        lambda: Network(hopf, 3, inputs={"x": 0.1}),
        KeyError,
        "hopf: unknown drive in inputs 'x'; known: x_inp, y_inp",
    ),
    "labels of another number": (
        lambda: Population(hopf, 3, labels=["a"]),
        ValueError,
        "labels must have one entry for each of the 3 regions, got 1",
    ),
    "a model in seconds": (
        lambda: Population(balloon, 3),
        ValueError,
        "balloon has its derivatives per s; time in a network is in ms",
    ),
    # noise
    "noise on nothing": (
        lambda: Network(hopf, 3, noise={"z": white(0.1)}),
        KeyError,
        "hopf: unknown target of noise 'z'",
    ),
    "noise that is a number": (
        lambda: Network(hopf, 3, noise={"x": 0.1}),
        TypeError,
        r"noise on x must be a noise process such as white\(0.01\)",
    ),
    "white noise on a drive": (
        lambda: Network(hopf, 3, noise={"x_inp": white(0.1)}),
        TypeError,
        "white noise enters a state, not a drive; use ou",
    ),
    "negative deviation": (
        lambda: white([0.1, -0.2]),
        ValueError,
        r"sigma\[1\] is negative; a standard deviation is 0 or more",
    ),
    "deviation of the wrong length": (
        lambda: Network(hopf, 3, noise={"x": white([0.1, 0.2])}),
        ValueError,
        r"hopf: noise on x: sigma has shape \(2,\); give a number or one for each of the 3",
    ),
    "deviation per band": (
        lambda: Network(hopf, 3, noise={"x": coloured(np.ones(12), f_max=10.0)}),
        ValueError,
        r"sigma has shape \(12,\)",
    ),
    "mean that is not finite": (lambda: ou(0.1, 10.0, mean=[0.0, np.nan]), ValueError, r"mean\[1\] is nan"),
    "no correlation time": (lambda: ou(0.1, 0.0), ValueError, "tau must be positive and finite, in ms; got 0.0"),
    "exponent outside": (lambda: coloured(0.1, beta=2.5), ValueError, r"beta must lie between 0 and 2 .* got 2.5"),
    "band upside down": (
        lambda: coloured(0.1, f_min=10.0, f_max=1.0),
        ValueError,
        "needs 0 < f_min < f_max, got 10.0 and 1.0 Hz",
    ),
    # Projection
    "speed without lengths": (lambda: coupled(speed=3.0), ValueError, "speed is given but there are no tract lengths"),
    "speed of 0": (
        lambda: coupled(lengths=LENGTHS, speed=0.0),
        ValueError,
        "speed is 0.0 mm/ms; a conduction speed is positive and finite",
    ),
    "speed in mm": (
        lambda: coupled(lengths=LENGTHS, speed=3 * u.mm),
        TypeError,
        "speed is in mm, which cannot be converted to mm/ms",
    ),
    "speed per region": (
        lambda: coupled(lengths=LENGTHS, speed=np.ones(3)),
        ValueError,
        r"speed must be a number or have the shape of weights \(3, 3\), got \(3,\)",
    ),
    "negative length": (
        lambda: coupled(lengths=LENGTHS - 30 * np.eye(3), speed=3.0),
        ValueError,
        r"lengths\[0, 0\] is negative",
    ),
    "min_delay above max_delay": (
        lambda: coupled(lengths=LENGTHS, speed=3.0, min_delay=9.0, max_delay=8.0),
        ValueError,
        "min_delay must not be above max_delay, got 9 and 8 ms",
    ),
    "min_delay of nothing": (
        lambda: coupled(lengths=LENGTHS, speed=3.0, min_delay=-1.0),
        ValueError,
        "min_delay must be positive, got -1 ms",
    ),
    "interpolation without a coupling": (
        lambda: Network(hopf, 3, interpolate=True),
        TypeError,
        "interpolate is given but there is no coupling",
    ),
    "sparse weights with NaN": (
        lambda: coupled(connectome=csr_array(with_nan((3, 3)))),
        ValueError,
        r"weights\[1\] is nan",
    ),
    "sparse weights that are not square": (
        lambda: coupled(connectome=csr_array(np.ones((3, 4)))),
        ValueError,
        r"weights must be a square matrix .* got shape \(3, 4\)",
    ),
    "sparse lengths of another shape": (
        lambda: coupled(connectome=csr_array(W), lengths=csr_array(np.ones((2, 3))), speed=3.0),
        ValueError,
        r"lengths must have the shape of weights \(3, 3\), or one for each of the 9 entries, got \(2, 3\)",
    ),
    "negative sparse lengths": (
        lambda: coupled(connectome=csr_array(W), lengths=-LENGTHS, speed=3.0),
        ValueError,
        r"lengths\[0\] is negative",
    ),
    "lengths of another shape": (
        lambda: coupled(lengths=np.ones((2, 3)), speed=3.0),
        ValueError,
        r"shape of weights \(3, 3\), got \(2, 3\)",
    ),
    "longest delay of 0": (
        lambda: coupled(lengths=LENGTHS, speed=3.0, max_delay=0.0),
        ValueError,
        "max_delay must be positive, got 0 ms",
    ),
    "weights transposed": (
        lambda: joined(Projection("a.x", "b.I_ext", np.ones((3, 2)))),
        ValueError,
        r"\(targets, sources\) = \(2, 3\), got \(3, 2\)",
    ),
    "population left out": (
        lambda: joined(Projection("x", "b.I_ext", np.ones((2, 3)))),
        KeyError,
        "'x' needs the name of its population in front, such as 'a.x'",
    ),
    "unknown population": (
        lambda: joined(Projection("c.x", "b.I_ext", np.ones((2, 3)))),
        KeyError,
        "unknown population 'c'; known: a, b",
    ),
    "sources of two populations": (
        lambda: joined(Projection(("a.x", "b.S_E"), "b.I_ext", np.ones((2, 3)))),
        ValueError,
        "all sources must lie in one population, got a, b",
    ),
    "no source": (
        lambda: Projection((), "b.I_ext", np.ones((2, 3))),
        TypeError,
        "source and target are names such as 'cortex.x'",
    ),
    "a tuple for a projection": (
        lambda: joined(("a.x", "b.I_ext")),
        TypeError,
        r"projections must hold Projection\(source, target, weights, ...\)",
    ),
    "nothing to compare with": (
        lambda: joined(Projection("a.x", "b.I_ext", np.ones((2, 3)), coupling=diffusive())),
        KeyError,
        "say which with local=; unknown state of wong_wang 'x'",
    ),
    "compares with a driven output": (
        lambda: joined(Projection("a.x", "b.I_ext", np.ones((2, 3)), coupling=diffusive(), local="r_E")),
        ValueError,
        "cannot be compared with within the same instant; compare with a state",
    ),
    # couplings
    "gain per source region": (
        lambda: joined(Projection("a.x", "b.I_ext", np.ones((2, 3)), coupling=additive([1.0, 2.0, 3.0]))),
        ValueError,
        r"parameter k must be a number or one for each of the 2 target regions, got shape \(3,\)",
    ),
    "gain that is not finite": (lambda: diffusive(np.inf), ValueError, "coupling parameter k is inf"),
    "gain with a unit": (lambda: diffusive(0.1 * u.mV), TypeError, "coupling parameter k is in mV"),
    "sigma of 0": (lambda: sigmoidal(sigma=0.0), ValueError, "sigma must not be 0: the coupling divides by it"),
    "a parameter too many": (
        lambda: pairwise(receive, gain=2.0),
        TypeError,
        "parameter 'gain' is named by none of _scaled, receive",
    ),
    "not a function": (lambda: custom(3.0, receive), TypeError, "coupling: expected a function, got 3.0"),
    "a parameter too few": (
        lambda: coupled(coupling=custom(send, receive, k=1.0)),
        TypeError,
        r"cannot be called with 1 source state\(s\) \(hopf.x\) and the parameters k: .*'threshold'",
    ),
    "one source where two are sent": (
        lambda: coupled(coupling=sigmoidal_jansen_rit()),
        TypeError,
        r"cannot be called with 1 source state\(s\) .* missing 1 required positional argument: 'y2'",
    ),
    "send that sums": (
        lambda: coupled(coupling=custom(send_all, receive, k=1.0)),
        TypeError,
        "the coupling cannot be called with",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_message(case):
    attempt, error, message = CASES[case]
    with pytest.raises(error, match=message):
        attempt()
