"""What is said of a run that left the finite numbers: when, where, which state, and what to try."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import jax
import numpy as np

from brainmass.network import Network
from brainmass.observe import Folding
from brainmass.observe.stage import chain
from brainmass.result import Divergence, Run
from brainmass.units import is_traced


def unbounded(network: Network) -> Network:
    """The same network with no bounds enforced: they would turn an infinite gating variable into 1."""
    network = copy(network)
    network.populations = {name: copy(p) for name, p in network.populations.items()}
    for population in network.populations.values():
        states = {name: replace(s, clip=False, wrap=False) for name, s in population.model.states.items()}
        population.model = replace(population.model, states=MappingProxyType(states))
    return network


def divergence(network: Network, states: Mapping[str, Mapping[str, Any]], time: float, dt: float) -> Divergence:
    """The error for states that were found outside the finite numbers at ``time``."""
    for name, by_state in states.items():
        for state, values in by_state.items():
            bad = ~np.isfinite(np.asarray(values))
            if bad.any():
                region = int(np.argmax(bad))
                return Divergence(
                    f"the simulation left the finite numbers at t = {time:g} ms: {name}.{state} of "
                    f"region {region} ({network.populations[name].labels[region]}) is {np.asarray(values)[region]}"
                    f"{f', with {int(bad.sum()) - 1} other regions' if bad.sum() > 1 else ''}. Try a smaller dt (now "
                    f"{dt:g} ms), a weaker coupling k, normalised weights, or less noise."
                )
    return Divergence(f"the simulation left the finite numbers at t = {time:g} ms. Try a smaller dt (now {dt:g} ms).")


def raise_if_unobservable(run: Run) -> None:
    """Report an observer that left the finite numbers although the states did not."""
    final = run.final
    for name, observer in run.observers.items():
        kept = final.folds[name].memory if name in final.folds else ()
        stages = zip(chain(observer)[1:], kept, strict=False)
        memories = [final.carry.memory.observers[name], *(m for link, m in stages if not isinstance(link, Folding))]
        leaves = [np.asarray(leaf) for leaf in jax.tree.leaves(memories) if not is_traced(leaf)]
        bad = sum((~np.isfinite(x).reshape(-1, x.shape[-1]).all(axis=0) for x in leaves if x.ndim), np.False_)
        if np.any(bad):
            region = int(np.argmax(bad))
            error = Divergence(
                f"observer '{name}' ({type(observer).__name__.lower()} of {observer.source}) left the finite numbers "
                f"before t = {run.final.time:g} ms in region {region} ({run.labels[name][region]}). Is its source of "
                "the size that it is made for (the balloon model needs activity of order 1, little of it negative)?"
            )
            error.run = run
            raise error
