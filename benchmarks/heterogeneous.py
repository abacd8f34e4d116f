"""Two models in one network, with delayed projections among all four pairs: against the two simulated apart."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks import timing
from benchmarks.inputs import DT, OMEGA, SAMPLE, SIGMA, SPEED, A, K, dense
from benchmarks.rows import Row
from brainmass import Connectome, Network, Population, Projection, additive, every, simulate, white
from brainmass.integrate import euler
from brainmass.models import hopf, wilson_cowan

N = 90
LABELS = tuple(f"region{i}" for i in range(N))
HALVES = {"thalamus": LABELS[: N // 2], "cortex": LABELS[N // 2 :]}
SENT = {"thalamus": "x", "cortex": "rE"}
CASE = "45 Hopf and 45 Wilson-Cowan regions, delays, noise"


def network(*names: str, twice: bool = False) -> Network:
    """Some of the two populations, with projections among all pairs of them; or with each of them twice."""
    data = dense(N)
    sc = Connectome(data.weights, data.lengths, LABELS)
    made = {
        "thalamus": Population(
            hopf, HALVES["thalamus"], params={"a": A, "omega": OMEGA}, noise={s: white(SIGMA) for s in "xy"}
        ),
        "cortex": Population(wilson_cowan, HALVES["cortex"], noise={s: white(SIGMA) for s in ("rE", "rI")}),
    }
    pairs = [(a, b) for a in names for b in names] * (2 if twice else 1)
    return Network(
        populations={name: made[name] for name in names},
        projections=[
            Projection(f"{b}.{SENT[b]}", f"{a}.{SENT[a]}_inp", sc, coupling=additive(k=K), speed=SPEED)
            for a, b in pairs
        ],
    )


def sent(network: Network, steps: int, seed: Any) -> dict[str, Any]:
    """Simulate and give what every population sends, every ms."""
    observe = {name: every(SAMPLE, f"{name}.{SENT[name]}") for name in network.populations}
    run = simulate(network, steps * DT, dt=DT, seed=seed, method=euler, observe=observe)
    return {name: run[name] for name in observe}


def two_models(quick: bool) -> list[Row]:
    """Two models: against two networks of 45 with as many connections, and against those without any in between."""
    steps = 2_000 if quick else 50_000
    networks = {
        "joint": network("thalamus", "cortex"),
        "thalamus": network("thalamus", twice=True),
        "cortex": network("cortex", twice=True),
        "thalamus within": network("thalamus"),
        "cortex within": network("cortex"),
    }
    found = timing.in_turn({name: lambda seed, net=net: sent(net, steps, seed) for name, net in networks.items()})
    for name in HALVES:
        shapes = [np.shape(found[which].result[name]) for which in ("joint", name, f"{name} within")]
        assert len(set(shapes)) == 1, f"not the same work: {shapes}"
    cost = {name: each.per_step(steps) for name, each in found.items()}
    apart, within = (cost[f"thalamus{kind}"] + cost[f"cortex{kind}"] for kind in ("", " within"))
    known = {"steps": steps, **timing.details(found)}
    less = "the two apart, with half as many connections: none in between"
    return [
        Row(CASE, 1.2, cost["joint"], apart, against="the two apart, as many connections", details=known),
        Row(CASE, None, cost["joint"], within, against=less, details={"steps": steps}),
    ]


CASES = {"two_models": two_models}
