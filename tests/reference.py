"""A plain reference for the engine: one step after another, every delayed value looked up on its own, nothing compiled.

It shares with the library what other tests hold to account (models, couplings, integrators, noise processes) and
nothing of what the engine does: no blocks, no slices, no lists of edges.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass import loop
from brainmass.integrate import Flow, Method
from brainmass.loop import Keys
from brainmass.network import Network, Projection
from brainmass.normal import normals
from brainmass.population import bounded
from brainmass.sparse import Sparse
from brainmass.step import noise_width, start_noise

States = dict[str, dict[str, Any]]


def stepwise(network: Network, steps: int, dt: float, method: Method, seed: int) -> dict[str, np.ndarray]:
    """Every state at every step, shape (steps, n), by "population.state"."""
    keys = Keys(*jax.random.split(jax.random.key(seed), 3))
    y = {
        name: population.start(jax.random.fold_in(keys.states, i))
        for i, (name, population) in enumerate(sorted(network.populations.items()))
    }
    noise = start_noise(network, normals(keys.memory, (noise_width(network),)))
    past = [[_sent(network, p, y)] for p in network.projections]
    rows: dict[str, list[Any]] = {}
    for n in range(steps):
        noise, values = _noise(network, noise, _normals(network, keys, n), dt)

        def inputs(y: States, fraction: float, n: int = n, values: Any = values) -> States:
            drives: States = {name: dict(p.inputs) for name, p in network.populations.items()}
            for p, sent in zip(network.projections, past, strict=True):
                population, drive = p.target.split(".")
                drives[population][drive] = drives[population].get(drive, 0.0) + _arriving(
                    network, p, sent, y, n, fraction, dt
                )
            for name, by_target in values.items():
                for target, value in by_target.items():
                    if target in network.populations[name].model.drives:
                        drives[name][target] = drives[name].get(target, 0.0) + value
            return drives

        def local(y: States, drives: States, values: Any = values) -> States:
            slopes = {name: p.model.rhs(y[name], p.params, drives[name]) for name, p in network.populations.items()}
            for name, p in network.populations.items():
                for target, process in p.noise.items():
                    if target in p.model.states and not process.increment:
                        slopes[name][target] = slopes[name][target] + values[name][target]
            return slopes

        kicks = {
            name: {
                s: values[name][s] if s in p.noise and p.noise[s].increment else None for s in p.model.states
            }
            for name, p in network.populations.items()
        }  # fmt: skip
        y = method.step(Flow(inputs, local), y, dt, kicks)
        y = {name: bounded(p.model, y[name]) for name, p in network.populations.items()}
        for p, sent in zip(network.projections, past, strict=True):
            sent.append(_sent(network, p, y))
        for name, states in y.items():
            for state, value in states.items():
                rows.setdefault(f"{name}.{state}", []).append(np.asarray(value))
    return {name: np.array(values) for name, values in rows.items()}


def _normals(network: Network, keys: Keys, n: int) -> np.ndarray:
    """The numbers of step ``n``; their order among populations and processes is by name."""
    if not noise_width(network):
        return np.zeros(0)
    length = loop.tile_length(network)
    system = loop.System(network, {}, (), keys.noise, None)
    return np.asarray(loop.draw(system, n // length, length))[n % length]


def _noise(network: Network, memories: Any, normals: np.ndarray, dt: float) -> tuple[Any, Any]:
    after: dict[str, dict] = {name: {} for name in network.populations}
    values: dict[str, dict] = {name: {} for name in network.populations}
    at = 0
    for name, p in sorted(network.populations.items()):
        for target, process in sorted(p.noise.items()):
            count = process.channels * p.n
            given = normals[at : at + count].reshape(process.channels, p.n)
            after[name][target], values[name][target] = process.step(memories[name][target], given, dt)
            at += count
    return after, values


def _states(network: Network, p: Projection, y: States) -> tuple[Any, ...]:
    name = p.source_population
    model, params = network.populations[name].model, network.populations[name].params
    return tuple(model.observe(source.split(".")[1], y[name], params, {}) for source in p.source)


def _sent(network: Network, p: Projection, y: States) -> list[np.ndarray | float]:
    """What every channel (or, for a pairwise coupling, every source state) is at one step."""
    values = _states(network, p, y)
    sent = values if p.coupling.edge is not None else p.coupling.channels(*values)
    return [x if isinstance(x, int | float) else np.asarray(x) for x in sent]


def _dense(weights: Any, values: Any) -> np.ndarray:
    """A matrix of something that is known for every weight."""
    if not isinstance(weights, Sparse):
        return np.asarray(values, float)
    matrix = np.zeros(weights.shape)
    matrix[weights.pattern.rows, weights.pattern.columns] = np.asarray(values)
    return matrix


def _delays(p: Projection, dt: float) -> np.ndarray:
    """Delay of every pair in steps, whole unless they are interpolated."""
    if p.speed is None:
        return np.zeros(p.weights.shape)
    delays = _dense(p.weights, np.asarray(p.lengths, float) / np.asarray(p.speed, float)) / dt
    if p.coupling.prepare is not None:
        np.fill_diagonal(delays, 0.0)
    return delays if p.interpolate else np.rint(delays)


def _at(sent: list, channel: int, when: float) -> np.ndarray:
    """What was sent at ``when``, in steps: linear between them, constant before the start."""
    low = int(np.floor(when))
    share = when - low
    low_value, high_value = (np.asarray(sent[max(0, k)][channel]) for k in (low, min(low + 1, len(sent) - 1)))
    return (1 - share) * low_value + share * high_value


def _arriving(network: Network, p: Projection, sent: list, y: States, n: int, fraction: float, dt: float) -> Any:
    population, _ = p.target.split(".")
    target = network.populations[population]
    local = None
    if p.coupling.uses_local:
        local = np.asarray(target.model.observe(p.local, y[population], target.params, {}))
    weights = p.weights if p.coupling.prepare is None else p.coupling.prepare(p.weights)
    weights = _dense(weights, weights.data) if isinstance(weights, Sparse) else np.asarray(weights)
    delays, here = _delays(p, dt), _sent(network, p, y)
    if p.coupling.edge is None:
        sums = tuple(
            (weights * sum(s * m for s, m in _lagged(sent, c, here, delays, n, fraction))).sum(1)
            if not isinstance(x, int | float)
            else x * weights.sum(1)
            for c, x in enumerate(here)
        )
        return p.coupling.arrive(None if local is None else jnp.asarray(local), sums)
    # Between two steps lies what the edge brings, not what it reads.
    total = 0.0
    for read in zip(*(_lagged(sent, c, here, delays, n, fraction) for c in range(len(here))), strict=True):
        share = read[0][0]
        total = total + (weights * share * p.coupling.pairs(local[:, None], tuple(m for _, m in read))).sum(1)
    return p.coupling.arrive(local, (total,))


def _lagged(sent: list, channel: int, here: list, delays: np.ndarray, n: int, fraction: float) -> list[tuple]:
    """What every pair reads at the whole part of its delay and a step before that, with the share of each."""
    whole = np.floor(delays + 1e-6).astype(int)
    shares = delays - whole
    parts = []
    for extra, share in ((0, 1 - shares), (1, shares)):
        matrix = np.zeros(delays.shape)
        for i, j in np.ndindex(*delays.shape):
            lag = whole[i, j] + extra
            matrix[i, j] = (here[channel] if lag == 0 else _at(sent, channel, n + fraction - lag))[j]
        parts.append((share, matrix))
    return parts
