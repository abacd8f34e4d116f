"""Sparse networks with 50 connections a row: against a BCOO product, and what ten times the vertices cost."""

from __future__ import annotations

from benchmarks import by_hand, timing
from benchmarks.inputs import sparse
from benchmarks.networks import hopf_network, x_of
from benchmarks.rows import Row


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


CASES = {"product": product, "growth": growth, "growth_delayed": growth_delayed}
