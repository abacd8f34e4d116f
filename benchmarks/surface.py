"""Sparse networks with 50 connections a row: against a BCOO product, and what ten times the vertices cost. And a mesh
with local connections, whose vertices are joined through regions: what the long connections cost beside the local ones.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from benchmarks import by_hand, timing
from benchmarks.inputs import DT, OMEGA, SAMPLE, SPEED, A, K, sparse
from benchmarks.networks import NOISE, hopf_network, x_of
from benchmarks.rows import Row
from brainmass import Network, Population, Projection, diffusive, every, graphs, simulate
from brainmass.integrate import euler
from brainmass.models import hopf
from brainmass.surface import gaussian, two_hemispheres


def sizes(quick: bool) -> tuple[int, int, int]:
    """Vertices of the small and of the large surface, and steps."""
    return (200, 2_000, 50) if quick else (2_000, 20_000, 1_000)


def product(quick: bool) -> list[Row]:
    """The large surface without delays, against ``jax.experimental.sparse``."""
    _, n, steps = sizes(quick)
    data = sparse(n)
    network = hopf_network(data, delays=False, noise=True)
    runs = {"ours": lambda seed: x_of(network, steps, seed), "BCOO": by_hand.bcoo(data, steps)}
    found = timing.in_turn(runs)
    same = timing.same_work(found["ours"].result, found["BCOO"].result)
    costs = (t.per_step(steps) for t in found.values())
    known = {"steps": steps, "n": n, **same, **timing.details(found)}
    case = f"N = {n:,} sparse, no delays, noise"
    return [Row(case, 0.5, *costs, against="BCOO product by hand", limit="W5_sparse", details=known)]


def growth(quick: bool) -> list[Row]:
    """Ten times as many vertices, without delays."""
    return [_growth("no delays", delays=False, quick=quick)]


def growth_delayed(quick: bool) -> list[Row]:
    """Ten times as many vertices, with delays."""
    return [_growth("delays", delays=True, quick=quick)]


def _growth(case: str, *, delays: bool, quick: bool) -> Row:
    small, large, steps = sizes(quick)
    networks = {n: hopf_network(sparse(n), delays=delays, noise=True) for n in (large, small)}
    runs = {str(n): lambda seed, network=network: x_of(network, steps, seed) for n, network in networks.items()}
    found = timing.in_turn(runs)
    costs = (t.per_step(steps) for t in found.values())
    known = {"steps": steps, **timing.details(found)}
    return Row(f"N = {large:,} sparse, {case}, noise", 14.0, *costs, against=f"ours, N = {small:,}", details=known)


def cortex(quick: bool) -> list[Row]:
    """Two hemispheres with local connections, and a connectome of regions between all vertices, with delays."""
    n_regions, subdivisions, steps = (20, 2, 50) if quick else (76, 4, 2_000)
    connectome = graphs.distance_decay(n_regions, seed=0)
    surface = two_hemispheres(subdivisions).mapped(connectome)
    width = 2 * float(surface.edge_lengths.mean())
    local = surface.local_connectivity(gaussian(width / 2), cutoff=1.5 * width, normalized=True)
    near = Projection("v.x", "v.x_inp", local / local.sum(axis=1)[0], coupling=diffusive(k=K))
    given = {"coupling": diffusive(k=K), "speed": SPEED}
    far = connectome.row_normalized()
    pooled = Projection("v.x", "v.x_inp", far, source_regions=surface, target_regions=surface, **given)

    def network(n: int, *projections: Projection) -> Network:
        population = Population(hopf, n, params={"a": A, "omega": OMEGA}, noise=NOISE)
        return Network(populations={"v": population}, projections=projections)

    networks = {
        "both": network(surface.n, near, pooled),
        "local": network(surface.n, near),
        "regions": network(n_regions, Projection("v.x", "v.x_inp", far, **given)),
    }

    def run(name: str, seed: int) -> Any:
        return simulate(
            networks[name], steps * DT, dt=DT, seed=seed, method=euler, observe={"x": every(SAMPLE, "v.x")}
        )["x"]

    found = timing.in_turn({name: partial(run, name) for name in networks})
    both, local_alone, regions = (t.per_step(steps) for t in found.values())
    known = {"steps": steps, "n": surface.n, "edges": local.nnz, **timing.details(found)}
    case = f"cortex of {surface.n:,} vertices, {n_regions} regions, delays, noise"
    return [
        Row(case, 1.3, both, local_alone, against="its local connections alone", details=known),
        Row(case, None, both, regions, against=f"ours, {n_regions} regions alone"),
    ]


CASES = {"product": product, "growth": growth, "growth_delayed": growth_delayed, "cortex": cortex}
