"""What a user gets wrong with regions by label, circuits and maps, and what the library says to it."""

import brainunit as u
import numpy as np
import pytest

from brainmass.connectome import Connectome
from brainmass.dynamics import continuation
from brainmass.heterogeneity import mapped, unit_scaled, z_scored
from brainmass.models import hopf, wilson_cowan
from brainmass.network import Network, Population, Projection

SC = Connectome(np.ones((4, 4)), np.full((4, 4), 20.0), ["L.V1", "L.TH", "R.V1", "R.TH"], hemispheres=list("LLRR"))
THALAMUS, CORTEX = SC.regions("*.TH"), SC.regions("*.V1")


def network(thalamus=THALAMUS, cortex=CORTEX, weights=SC, **tracts):
    return Network(
        populations={"thalamus": Population(hopf, thalamus), "cortex": Population(wilson_cowan, cortex)},
        projections=[Projection("thalamus.x", "cortex.rE_inp", weights, **tracts)],
    )


def hopfs(**given):
    return Population(hopf, SC.labels, **given)


CASES = {
    # Regions
    "a label twice": (lambda: Population(hopf, ["a", "b", "a"]), ValueError, "labels: 'a' is given twice"),
    "no labels": (
        lambda: Population(hopf, []),
        ValueError,
        "or the labels of at least one region, got \\[\\]",
    ),
    "labels twice over": (
        lambda: Population(hopf, ["a"], labels=["a"]),
        TypeError,
        "already; leave labels= out",
    ),
    "numbers for labels": (lambda: Population(hopf, [1, 2]), ValueError, "regions must be a number, or the labels"),
    "one name": (
        lambda: Population(hopf, "L.V1"),
        TypeError,
        r"for one region write \['L.V1'\]",
    ),
    "no such pattern": (lambda: SC.regions("*.M1"), KeyError, "unknown region '\\*.M1'.*known: L.V1, L.TH, R.V1, R.TH"),
    "a pattern's capitals": (lambda: SC.regions("*.th"), KeyError, r"unknown region '\*.th'"),
    "no such hemisphere": (lambda: SC.regions(hemisphere="left"), KeyError, "unknown hemisphere 'left'; known: L, R"),
    "no such label": (lambda: SC.without(["L.V2"]), KeyError, "without: unknown region 'L.V2'; did you mean 'L.V1'"),
    "a place for a label": (lambda: SC.without([0]), TypeError, "named by its label or a pattern such as"),
    # A hierarchy
    "levels of some": (lambda: SC.by_hierarchy({"*.TH": 0}), ValueError, "there is none for L.V1, R.V1"),
    "too few levels": (lambda: SC.by_hierarchy([0, 1]), ValueError, r"one number for each of the 4 regions.*\(2,\)"),
    "a level that is none": (lambda: SC.by_hierarchy([0, 1, np.nan, 1]), ValueError, r"levels\[2\] is nan"),
    # Projections cut from a connectome
    "regions that are not there": (
        lambda: network(cortex=["L.V1", "L.M1", "R.M1"]),
        KeyError,
        "the target has 2 of its 3 regions not in the connectome: L.M1, R.M1; known: L.V1",
    ),
    "no labels to cut by": (
        lambda: network(thalamus=2),
        ValueError,
        "the source has 2 regions without labels, so which of the 4 of the connectome they are is unknown",
    ),
    "a matrix is not cut": (
        lambda: network(weights=SC.weights),
        ValueError,
        r"shape \(targets, sources\) = \(2, 2\), got \(4, 4\)",
    ),
    "no tracts to cut": (lambda: network(weights=Connectome(SC.weights), speed=3.0), ValueError, "no tract lengths"),
    # Circuits
    "one to one, other sizes": (
        lambda: network(cortex=SC.labels, weights=0.5),
        ValueError,
        "connect every region with itself.*same regions, got L.TH, R.TH and L.V1, L.TH.*= \\(4, 2\\)",
    ),
    "one to one, other regions": (lambda: network(weights=0.5), ValueError, "got L.TH, R.TH and L.V1, R.V1"),
    "one to one, too many": (
        lambda: network(cortex=THALAMUS, weights=np.ones(3)),
        ValueError,
        r"weights must be a number, or one for each of the 2 regions, got shape \(3,\)",
    ),
    "one to one, delays": (
        lambda: network(cortex=THALAMUS, weights=0.5, delay=[1.0, 2.0, 3.0]),
        ValueError,
        r"lengths must be a number, or one for each of the 2 regions, got shape \(3,\)",
    ),
    "one to one, tracts": (
        lambda: network(cortex=THALAMUS, weights=[0.5, 0.2], lengths=np.ones((2, 2)), speed=1.0),
        ValueError,
        r"lengths must have the shape of weights \(2,\), got \(2, 2\)",
    ),
    # Delays
    "delay and speed": (
        lambda: network(delay=2.0, speed=3.0),
        TypeError,
        "delay= stands in place of lengths=",
    ),
    "a negative delay": (lambda: network(delay=-2.0), ValueError, r"delay\[0, 0\] is negative; a delay is 0 or more"),
    "delays of another shape": (
        lambda: network(delay=np.ones((2, 3))),
        ValueError,
        r"delay must have the shape of weights \(4, 4\), got \(2, 3\)",
    ),
    "a delay in mm": (lambda: network(delay=2 * u.mm), TypeError, "delay is in mm, which cannot be converted to ms"),
    "a delay without end": (lambda: network(delay=np.inf), ValueError, "delay.* is inf"),
    # By label
    "no such region": (lambda: hopfs(params={"a": {"V1": 0.1}}), KeyError, "hopf: parameter a: unknown region 'V1'"),
    "outside its domain": (
        lambda: hopfs(params={"a": {"R.*": 9.0}}),
        ValueError,
        r"parameter a\[2\] is 9 1/ms, outside its domain -5 to 5",
    ),
    "several for a region": (
        lambda: hopfs(inputs={"x_inp": {"L.TH": [0.1, 0.2]}}),
        ValueError,
        r"input x_inp of L.TH must be a number, got shape \(2,\)",
    ),
    "another dimension": (lambda: hopfs(initial={"x": {"L.TH": 2 * u.ms}}), TypeError, "initial x of L.TH is in ms"),
    "nobody": (lambda: hopfs(params={"a": {}}), ValueError, "the dict of regions is empty"),
    # Maps
    "a map too short": (
        lambda: hopfs(params={"a": mapped([0.1, 0.2])}),
        ValueError,
        r"one number for each of the 4 regions, shape \(4,\).*got shape \(2,\)",
    ),
    "a map with a hole": (
        lambda: hopfs(params={"a": mapped({"L.V1": 0.1, "R.V1": 0.2, "L.TH": 0.3})}),
        KeyError,
        "parameter a: map: there is no number for R.TH; known: L.V1, R.V1, L.TH",
    ),
    "a map with NaN": (lambda: hopfs(params={"a": mapped([0, np.nan, 1, 1])}), ValueError, r"map\[1\] is nan"),
    "a map that leads out": (
        lambda: hopfs(params={"beta": mapped([0, 1, 2, 3], a=1.0, b=-0.4)}),
        ValueError,
        r"parameter beta\[3\] is -0.2 1/ms, outside its domain 0 to inf",
    ),
    "slopes for one map": (
        lambda: hopfs(params={"a": mapped([0, 1, 2, 3], b=[1.0, 2.0])}),
        ValueError,
        r"a and b are numbers .* got shapes \(\) and \(2,\)",
    ),
    "one slope for several maps": (
        lambda: hopfs(params={"a": mapped(np.ones((2, 4)), b=0.1)}),
        ValueError,
        r"b one for each of several maps",
    ),
    "a slope in mV": (
        lambda: hopfs(params={"a": mapped([0, 1, 2, 3], b=1 * u.mV)}),
        TypeError,
        "a: b is in mV",
    ),
    "a flat map": (lambda: unit_scaled([1.0, 1.0]), ValueError, "the same everywhere, so it cannot be scaled"),
    "scaled at once": (lambda: z_scored(np.ones((2, 3))), ValueError, r"got shape \(2, 3\); scale several one by one"),
    "continued by name": (
        lambda: continuation(Network(hopf, 2, params={"a": mapped([0, 1])}), "a", (-1.0, 1.0)),
        ValueError,
        "a differs between regions, and one value would replace them all",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_message(case):
    attempt, error, message = CASES[case]
    with pytest.raises(error, match=message):
        attempt()
