"""N = 90 without delays: what the library adds to a loop that one would write oneself."""

from __future__ import annotations

from benchmarks import by_hand, timing
from benchmarks.inputs import dense
from benchmarks.networks import hopf_network, x_of
from benchmarks.rows import Row


def quiet(quick: bool) -> list[Row]:
    """No delays, no noise."""
    return [_against_scan("N = 90, no delays, no noise", 1.15, "W1b", noise=False, quick=quick)]


def noisy(quick: bool) -> list[Row]:
    """No delays, noise on both states."""
    return [_against_scan("N = 90, no delays, noise", 0.25, "W1c", noise=True, quick=quick)]


def _against_scan(case: str, bar: float, limit: str, *, noise: bool, quick: bool) -> Row:
    data, steps = dense(90), 2_000 if quick else 100_000
    network = hopf_network(data, delays=False, noise=noise)
    runs = {
        "ours": lambda seed: x_of(network, steps, seed),
        "reference": by_hand.scan(data, steps, noise=noise),
    }
    found = timing.in_turn(runs)
    same = timing.same_work(found["ours"].result, found["reference"].result)
    return Row(
        case,
        bar,
        *(timing_.per_step(steps) for timing_ in found.values()),
        against="lax.scan by hand" + (", normals drawn every step" if noise else ""),
        limit=limit,
        details={"steps": steps, **same, **timing.details(found)},
    )


CASES = {"quiet": quiet, "noisy": noisy}
