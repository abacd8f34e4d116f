"""Delays of 2 to 25 ms at dt = 0.1 ms, with noise: against the same network without them, and against a ring buffer."""

from __future__ import annotations

from benchmarks import by_hand, timing
from benchmarks.inputs import dense
from benchmarks.networks import hopf_network, x_of
from benchmarks.rows import Row

RING = "ring buffer by hand, N x N reads a step"


def ninety(quick: bool) -> list[Row]:
    """N = 90: against no delays, and against the ring buffer."""
    data, steps = dense(90), 2_000 if quick else 100_000
    delayed, instant = (hopf_network(data, delays=delays, noise=True) for delays in (True, False))
    runs = {
        "delayed": lambda seed: x_of(delayed, steps, seed),
        "instant": lambda seed: x_of(instant, steps, seed),
        "ring buffer": by_hand.ring_buffer(data, steps),
    }
    found = timing.in_turn(runs)
    same = timing.same_work(found["delayed"].result, found["ring buffer"].result)
    ours, instant_cost, ring = (t.per_step(steps) for t in found.values())
    known = {"steps": steps, **same, **timing.details(found)}
    return [
        Row("N = 90, delays", 2.5, ours, instant_cost, against="ours without delays", details=known),
        Row("N = 90, delays", 0.2, ours, ring, against=RING, limit="W1", details={"steps": steps}),
    ]


def four_hundred(quick: bool) -> list[Row]:
    """N = 400, dense: against the ring buffer."""
    data, steps = dense(400), 500 if quick else 5_000
    network = hopf_network(data, delays=True, noise=True)
    runs = {"ours": lambda seed: x_of(network, steps, seed), "ring buffer": by_hand.ring_buffer(data, steps)}
    found = timing.in_turn(runs)
    same = timing.same_work(found["ours"].result, found["ring buffer"].result)
    costs = (t.per_step(steps) for t in found.values())
    known = {"steps": steps, **same, **timing.details(found)}
    return [Row("N = 400 dense, delays", 0.25, *costs, against=RING, details=known)]


CASES = {"ninety": ninety, "four_hundred": four_hundred}
