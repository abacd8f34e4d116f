"""Surfaces and pooled projections that cannot be meant: what is said."""

import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.checkpoint.provenance import differences, identity
from brainmass.connectome import Connectome
from brainmass.coupling import additive, pairwise
from brainmass.io import read_mapping, read_surface
from brainmass.network import Network, Population, Projection
from brainmass.pooling import mean_over
from brainmass.simulation import simulate
from brainmass.surface import Surface, distances, exponential, gaussian, icosphere, two_hemispheres
from tests.systems import leak

POINTS = [[0, 0, 0], [2, 0, 0], [2, 1, 0], [0, 1, 0]]
FACES = [[0, 1, 2], [0, 2, 3]]
BALL = icosphere(1)
REGIONS = np.arange(BALL.n) % 3


def surface(vertices=POINTS, triangles=FACES, **more):
    return Surface(vertices, triangles, **more)


OTHERS = Connectome(np.ones((3, 3)), labels=["x", "y", "z"])
NAMED = BALL.with_regions(REGIONS, ["x", "b", "c"])
FAR = surface([*POINTS[:3], [9, 9, 0]])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: surface(np.zeros((4, 2))), ValueError, r"vertices must have shape \(V, 3\)"),
        (lambda: surface([*POINTS[:3], [0, np.nan, 0]]), ValueError, r"vertices\[3, 1\] is nan"),
        (lambda: surface(triangles=[[0, 1, 4], [1, 2, 3]]), ValueError, r"triangles\[0\] is \[0, 1, 4\], but vertices"),
        (lambda: surface(triangles=[[1, 2, 3], [1, 3, 4]]), ValueError, r"are they counted from 1\?"),
        (lambda: surface(triangles=[[0, 1, 1], [1, 2, 3]]), ValueError, "a vertex twice; leave it out"),
        (lambda: surface(triangles=[[0, 1, 2]]), ValueError, r"vertices 3 \(1 in all\) belong to no triangle"),
        (lambda: surface(triangles=[[0, 1, 2.5]]), ValueError, "triangles must hold whole numbers"),
        (lambda: surface(labels=["a"]), ValueError, "labels are given but no mapping"),
        (lambda: surface(mapping=[0, 0, 1]), ValueError, "a whole number for each of the 4 vertices"),
        (lambda: surface(mapping=[0, -1, 1, -1]), ValueError, r"mapping\[1\] is -1: 2 vertices have no region"),
        (lambda: surface(mapping=[0, 2, 1, 0], labels=["a", "b"]), ValueError, "is 2, but there are 2 labels, 0 to 1"),
        (lambda: surface(mapping=[0, 0, 1, 0], labels=["a", "a"]), ValueError, "'a' is given twice"),
        (lambda: surface(hemispheres=["L"]), ValueError, "one for each of 4 vertices, got 1"),
        (lambda: surface().pooling(), ValueError, "has no regions; give mapping="),
        (lambda: icosphere(9), ValueError, "subdivisions must be a whole number, 0 to 7; got 9"),
        (lambda: icosphere(1, radius=-1.0), ValueError, "radius must be positive, in mm; got -1"),
        (lambda: two_hemispheres(0, size=[1.0, 2.0]), ValueError, "size must be three positive lengths"),
        (lambda: gaussian(0.0), ValueError, "sigma must be positive, in mm; got 0"),
        (lambda: exponential(-2.0), ValueError, "decay must be positive, in mm; got -2"),
        (lambda: distances(BALL, 1.0), ValueError, "cutoff is 1 mm, but the edges of .* nothing would be joined"),
        (lambda: distances(BALL, 60.0, along="air"), ValueError, "along must be .* got 'air'"),
        (lambda: BALL.local_connectivity(sum, 60.0), ValueError, "kernel must give one number for each of the"),
        (lambda: BALL.local_connectivity(lambda d: 1 / d, 60.0), ValueError, r"kernel\[0\] is inf"),
        (
            lambda: FAR.local_connectivity(gaussian(1.0), 3.0, normalized=True, itself=False),
            ValueError,
            "vertex 3 has no positive weight where others have",
        ),
        (lambda: BALL.region_means(np.zeros(5)), ValueError, "values must have 42 vertices last, got shape"),
        (lambda: mean_over([0.5, 1]), ValueError, r"regions\[0\] is 0.5; a region is given by its position"),
        (lambda: mean_over([[0, 1]]), ValueError, "regions must be one region for every node"),
        (lambda: mean_over([0, 1], [1.0]), ValueError, "weights must be one number for each of the 2 nodes"),
        (lambda: mean_over([0, 1], [1.0, -1.0]), ValueError, r"weights\[1\] is negative"),
        (lambda: mean_over([0, 1], [1.0, 0.0]), ValueError, "those of region 1 sum to 0, so it has no mean"),
        (lambda: read_surface("brain.obj"), ValueError, "surfaces are read from .zip"),
        (lambda: read_surface("nowhere.zip"), FileNotFoundError, "nowhere.zip"),
        (lambda: read_mapping("nowhere.annot"), FileNotFoundError, "there is no file nowhere.annot"),
    ],
)  # fmt: skip
def test_what_is_said(call, error, message):
    with pytest.raises(error, match=message), np.errstate(divide="ignore"):
        call()


def network(weights=np.ones((3, 3)), coupling=None, source_regions=REGIONS, target_regions=REGIONS, n=BALL.n):
    long = Projection("v.x", "v.x_inp", weights, coupling=coupling, source_regions=source_regions,
                      target_regions=target_regions)  # fmt: skip
    return Network(populations={"v": Population(leak, n, initial={"x": 0.0})}, projections=[long])


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (
            {"weights": np.ones((2, 2))},
            ValueError,
            "source_regions names region 2, but the weights have 2 source",
        ),
        (
            {"weights": np.ones((4, 4))},
            ValueError,
            r"no node lies in source region 3 \(1 such in all\).* from it",
        ),
        ({"weights": np.ones((4, 3))}, ValueError, "no node lies in target region 3 .*weights to it"),
        ({"n": 40}, ValueError, "target_regions must have one region for each of the 40 target nodes, got 42"),
        (
            {"source_regions": None},
            ValueError,
            r"weights must have shape .* = \(3, 42\), got \(3, 3\)",
        ),
        (
            {"coupling": additive(k=jnp.ones(3))},
            ValueError,
            r"42 target nodes \(one per region is value\[",
        ),
        ({"weights": 0.3}, ValueError, "weights that are repeated in every region have no others to be averaged over"),
        (
            {"weights": OTHERS, "source_regions": NAMED},
            KeyError,
            "2 of 3 regions in source_regions are not in",
        ),
        ({"coupling": pairwise(lambda x_i, x_j: x_j - x_i)}, TypeError, "a pairwise coupling compares every source"),
    ],
)
def test_what_is_said_of_a_pooled_projection(given, error, message):
    with pytest.raises(error, match=message):
        network(**given)


def test_a_region_without_weights_may_be_empty():
    assert network(np.pad(np.ones((3, 3)), (0, 1))).projections[0].source_regions.count == 4


def test_a_run_with_other_regions_is_another_run():
    """So that a checkpoint of one is not gone on with by the other."""
    given = (REGIONS, mean_over(REGIONS, weights=1.0 + np.arange(BALL.n)))
    runs = [simulate(network(source_regions=regions), 1.0, dt=0.5) for regions in given]
    there, here = (identity(run, 10, 8, resumed=False) for run in runs)
    told = [line for line in differences(there, here) if "final" not in line]
    assert told == ["source_regions of projection v.x -> v.x_inp: other values"]
    assert runs[0].attributes["projections"][0]["pooled"] == ["source", "target"]
