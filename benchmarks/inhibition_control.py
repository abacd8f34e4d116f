"""``python -m benchmarks.inhibition_control``: mean rates of a whole brain whose inhibition learns, for several G.

``hcp-schaefer100``, weights of mean 0.01, Wong-Wang regions, noise of 0.01 per sqrt(ms) on both gating variables, Heun
at 1 ms. It is the setting of the figures of cubnm's analytic rule (3.8, 28, 52 and 75 Hz), which are found here with
inhibition at its closed form of the noise-free network; in cubnm as here sigma is multiplied by sqrt(dt in ms).

Rates are means over 60 s of every region. "learning" is measured while the rule goes on, 60 s after it has begun;
"fixed" is a fresh run with the mean inhibition of those 60 s, whose first 5 s are left out. In brackets are the lowest
and the highest region, and how many of the 100 lie outside of 2.63 to 3.55 Hz.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.optimize import brentq

from brainmass import datasets
from brainmass.coupling import additive
from brainmass.models import wong_wang
from brainmass.network import Network
from brainmass.noise import white
from brainmass.observe import average
from brainmass.plasticity import deco2014, herzog, naskar2021
from brainmass.simulation import simulate

GAINS = (0.5, 1.5, 2.5, 3.5)
WINDOW = (2.63, 3.55)
CUBNM = (3.84, 27.7, 52.2, 75.1)
SIGMA = 0.01


def weights() -> np.ndarray:
    """The connectome with mean weight 0.01."""
    given = datasets.load("hcp-schaefer100").connectome.weights
    return 0.01 * given / given.mean()


def brain(W: np.ndarray, G: float, J: Any, rule: Any = None) -> Network:
    """The network; without a rule its inhibition stays at ``J``."""
    return Network(
        wong_wang, W, coupling=additive(k=G), source="S_E", target="S_E_ext", params={"J_I": J},
        noise={"S_E": white(SIGMA), "S_I": white(SIGMA)}, plasticity=None if rule is None else {"J_I": rule},
    )  # fmt: skip


def rates(network: Network, before: float, seed: int = 1) -> tuple[np.ndarray, np.ndarray | None]:
    """Mean rate of every region over 60 s, Hz; and mean inhibition, where it learns."""
    observe = {"r": average(1000.0, "r_E")}
    if learns := bool(network.populations["wong_wang"].plasticity):
        observe["J"] = average(1000.0, "J_I")
    run = simulate(network, 60_000.0, dt=1.0, transient=before, seed=seed, observe=observe)
    return 1000 * np.asarray(run["r"]).mean(axis=0), np.asarray(run["J"]).mean(axis=0) if learns else None


def closed_form(W: np.ndarray, G: float) -> np.ndarray:
    """The inhibition with which every region of the noise-free network rests at 3.0631 Hz."""
    I_E = 0.125 / 0.310 - 0.026
    x = 0.310 * -0.026
    rate = x / (1 - np.exp(-160 * x))
    S_E = 64.1 * rate / (1 + 64.1 * rate)

    def balance(S_I: float) -> float:
        x = 0.615 * (0.7 * 0.382 + 0.15 * S_E - S_I) - 0.177
        return 10 * x / (1 - np.exp(-87 * x)) - S_I

    return (0.382 + 0.21 * S_E + 0.15 * G * W.sum(axis=1) * S_E - I_E) / brentq(balance, 0.0, 0.2)


def search(J: Any) -> Any:
    """The search quick enough to hold what a fixed inhibition does not: windows of 40 ms, steps of a tenth of J."""
    return deco2014("rate", target=0.00265, tolerance=0.0, window=40.0, settle=0.0, step=0.1 * J, shrink=1.0, least=0.0)


RULES: dict[str, Callable[[Any], Any]] = {
    "naskar2021(gamma=300, rho=0.0032, average=50)": lambda J: naskar2021(gamma=300.0, rho=0.0032, average=50.0),
    "naskar2021() as published": lambda J: naskar2021(),
    'deco2014("rate"), windows of 40 ms': search,
    "deco2014(), windows of 2 s": lambda J: deco2014(window=2000.0, settle=500.0, step=0.1),
    'deco2014("rate"), windows of 2 s': lambda J: deco2014("rate", window=2000.0, settle=500.0, step=0.1),
}
SLOW = {
    "naskar2021() as published": 300_000.0,
    "deco2014(), windows of 2 s": 600_000.0,
    'deco2014("rate"), windows of 2 s': 600_000.0,
}
"""How long a rule has to learn before its rates are taken, ms, where 60 s are not enough."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.inhibition_control", description=__doc__)
    parser.add_argument("--only", default="", help="rules whose name contains this")
    only = parser.parse_args().only
    W = weights()
    print("| rule | start | G | learning: mean (lowest to highest), Hz | fixed: mean (lowest to highest), Hz |")
    print("|---|---|---|---|---|")
    for G, theirs in zip(GAINS, CUBNM, strict=True):
        found, _ = rates(brain(W, G, closed_form(W, G)), 5000.0)
        print(f"| closed form without noise (cubnm: {theirs} Hz) | | {G} | | {_told(found)} |", flush=True)
    for name, made in RULES.items():
        if only not in name:
            continue
        for start in ("Herzog", "1"):
            for G in GAINS:
                J = herzog(G, W) if start == "Herzog" else np.ones(len(W))
                rule = made(np.asarray(herzog(G, W)))
                learning, learned = rates(brain(W, G, J, rule), SLOW.get(name, 60_000.0))
                fixed, _ = rates(brain(W, G, learned), 5000.0, seed=2)
                print(f"| {name} | {start} | {G} | {_told(learning)} | {_told(fixed)} |", flush=True)


def _told(found: np.ndarray) -> str:
    outside = int(((found < WINDOW[0]) | (found > WINDOW[1])).sum())
    return f"{found.mean():.2f} ({found.min():.2f} to {found.max():.2f}, {outside} outside)"


if __name__ == "__main__":
    main()
