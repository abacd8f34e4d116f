"""Steps of a network together with tangent vectors: what a small deviation of states and history becomes.

A step is the one that ``simulate`` does (``step.advance``), pushed forward by ``jax.jvp``. The same noise acts on the
deviation as on the run, so it drops out of it. Delayed edges are read one by one, as forward mode does not go through
the sums over blocks.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.integrate import Method
from brainmass.links import Arriving, Link, Weighted, arrive_short, joined, links_of, sent
from brainmass.loop import Carry, Keys, draw, start, tile_length
from brainmass.network import Network, Projection
from brainmass.step import Memory, advance
from brainmass.wiring import Wires, Wiring, shared, wire

_NO_BLOCKS = 2**30
"""A block longer than any delay: all edges are short ones, read step by step."""


class Setting(NamedTuple):
    """What the steps are made of, all numbers."""

    network: Network
    wires: tuple[Wires, ...]
    noise: jax.Array
    dt: Any


class Shape(NamedTuple):
    """What is compiled."""

    method: Method
    wiring: Any
    every: int
    """Steps between two times at which the vectors are made orthogonal."""


class Moving(NamedTuple):
    """What deviates: states, and what was sent; time leads in these rows, as single steps are read and written."""

    states: Any
    sent: tuple[Any, ...]


class Along(NamedTuple):
    """A run and its tangent vectors, which lead in every array."""

    moving: Moving
    vectors: Moving
    noise: Any


def begun(network: Network, dt: float, method: Method, every: int, count: int, seed: int) -> Any:
    """The setting, its shape, and the beginning with ``count`` random tangent vectors."""
    wiring = wire(network, dt, _NO_BLOCKS)
    keys = Keys(*jax.random.split(jax.random.key(seed), 3))
    carry: Carry = start(network, {}, keys, wiring.tracts)
    rows = tuple(None if h is None else jnp.moveaxis(h, -1, 0) for h in shared(wiring.tracts, carry.histories))
    moving = Moving(carry.memory.states, rows)
    if count > (most := sum(x.size for x in jax.tree.leaves(moving))):
        raise ValueError(f"count must be at most {most}, the numbers in the states and the history, got {count}")
    rng = np.random.default_rng(seed)
    vectors = jax.tree.map(lambda x: jnp.asarray(rng.normal(size=(count, *x.shape))), moving)
    vectors, _ = orthogonal(vectors)
    setting = Setting(network, wiring.wires, keys.noise, jnp.asarray(dt, float))
    return setting, Shape(method, wiring.tracts, every), Along(moving, vectors, carry.memory.noise)


@partial(jax.jit, static_argnames=("shape", "room"))
def stretches(setting: Setting, along: Along, first: Any, count: Any, shape: Shape, room: int) -> tuple[Along, Any]:
    """``count`` stretches from step ``first`` on. Returns the logarithm by which each vector grew in each of them, in
    the first of ``room`` rows."""
    wiring = Wiring(_NO_BLOCKS, shape.wiring, setting.wires)
    network = setting.network
    links = tuple(
        _forward(p, link, p.weights.shape[1])
        for p, link in zip(network.projections, links_of(network, wiring, setting.dt), strict=True)
    )

    def stretch(i: Any, passing: tuple[Along, Any]) -> tuple[Along, Any]:
        along, logs = passing
        begin = first + i * shape.every
        normals = _normals(setting, begin, shape.every)

        def flow(moving: Moving) -> tuple[Moving, Any]:
            return _steps(setting, links, shape, moving, along.noise, normals, begin)

        def push(vector: Moving) -> Any:
            return jax.jvp(flow, (along.moving,), (vector,), has_aux=True)

        moving, pushed, noise = jax.vmap(push, out_axes=(None, 0, None))(along.vectors)
        vectors, grown = orthogonal(pushed)
        return Along(moving, vectors, noise), logs.at[i].set(jnp.log(grown))

    logs = jnp.zeros((room, len(jax.tree.leaves(along.vectors)[0])))
    return jax.lax.fori_loop(0, count, stretch, (along, logs))


def _steps(
    setting: Setting, links: tuple[Link, ...], shape: Shape, moving: Moving, noise: Any, normals: Any, begin: Any
) -> tuple[Moving, Any]:
    """One stretch, from step ``begin`` on. What is sent goes to rows behind those that are known, of which the last are
    handed on."""
    network = setting.network
    lengths = [0 if rows is None else len(rows) for rows in moving.sent]
    room = tuple(
        None if rows is None else jnp.concatenate([rows, jnp.zeros((shape.every, *rows.shape[1:]), rows.dtype)])
        for rows in moving.sent
    )

    def step(k: Any, passing: tuple) -> tuple:
        memory, room = passing
        arriving = tuple(
            None if rows is None else _arriving(p, link, rows, n - 1 + k)
            for p, link, rows, n in zip(network.projections, links, room, lengths, strict=True)
        )
        done = advance(network, {}, links, shape.method, (), memory, arriving, normals[k], (), begin + k, setting.dt)
        room = tuple(
            None
            if rows is None
            else jax.lax.dynamic_update_index_in_dim(rows, sent(network, p, done.memory.states), n + k, 0)
            for p, rows, n in zip(network.projections, room, lengths, strict=True)
        )
        return done.memory, room

    memory, room = jax.lax.fori_loop(0, shape.every, step, (Memory(moving.states, noise, {}), room))
    rows = tuple(None if r is None else r[shape.every :] for r in room)
    return Moving(memory.states, rows), memory.noise


def _arriving(projection: Projection, link: Link, rows: Any, row: Any) -> Arriving:
    """What delayed edges bring at the beginning and at the end of the step whose beginning is at ``row``."""
    return Arriving(*(joined(projection, link, (), arrive_short(projection, link, rows, row + i)) for i in (0, 1)))


def _normals(setting: Setting, begin: Any, count: int) -> Any:
    """The normal numbers of the steps from ``begin`` on, as ``simulate`` would draw them by tiles."""
    tile = tile_length(setting.network)
    system: Any = setting
    first = begin // tile
    tiles = [draw(system, first + i, tile) for i in range(-(-count // tile) + 1)]
    return jax.lax.dynamic_slice_in_dim(jnp.concatenate(tiles), begin - first * tile, count, 0)


def _forward(projection: Projection, link: Link, n_source: int) -> Link:
    """The link with a matrix in place of instant edges: the sums over these have no forward mode."""
    if not isinstance(link.instant, Weighted) or projection.coupling.edge is not None:
        return link
    edges, weights = link.instant.edges.arriving, link.instant.weights
    n_target = weights.shape[1]
    matrix = jnp.zeros((n_target, n_source), weights.dtype).at[jnp.arange(n_target), edges.other].add(weights)
    return link._replace(instant=matrix)


def orthogonal(vectors: Moving) -> tuple[Moving, Any]:
    """The vectors made orthogonal and of length 1, and by how much each was stretched."""
    leaves, shape = jax.tree.flatten(vectors)
    count = len(leaves[0])
    flat = jnp.concatenate([x.reshape(count, -1) for x in leaves], axis=1)
    q, r = jnp.linalg.qr(flat.T)
    sizes = jnp.diagonal(r)
    flat = (q * jnp.where(sizes < 0, -1.0, 1.0)).T
    parts, begin = [], 0
    for x in leaves:
        size = x[0].size
        parts.append(flat[:, begin : begin + size].reshape(x.shape))
        begin += size
    return jax.tree.unflatten(shape, parts), jnp.abs(sizes)
