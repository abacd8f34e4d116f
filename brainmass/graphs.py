"""Seeded connectomes to experiment with: random, small-world, hub, ring, modular, distance-decay."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from brainmass.connectome import Connectome

Seed = int | np.random.Generator


def random(n: int, *, density: float = 1.0, weight: float = 0.1, seed: Seed = 0) -> Connectome:
    """Directed random graph: each connection exists with probability ``density``, with a weight uniform in (0, weight).

    Examples
    --------
    >>> random(90, density=0.2, seed=1).weights.shape
    (90, 90)
    """
    _check(n, density=density)
    rng = np.random.default_rng(seed)
    weights = weight * rng.random((n, n)) * (rng.random((n, n)) < density)
    return _named(weights, f"random({n})")


def ring(n: int, *, neighbours: int = 2, weight: float = 0.1, directed: bool = False) -> Connectome:
    """Ring lattice: each region is joined to its ``neighbours`` nearest ones, half on each side.

    A directed ring passes activity from region j to region j + 1 only (``weights[j + 1, j]``).

    Examples
    --------
    >>> ring(4, directed=True, weight=1.0).weights[1, 0]
    np.float64(1.0)
    """
    _check(n)
    weights = np.zeros((n, n))
    if directed:
        weights[(np.arange(n) + 1) % n, np.arange(n)] = weight
        return _named(weights, f"directed ring({n})")
    if neighbours < 2 or neighbours % 2 or neighbours >= n:
        raise ValueError(f"neighbours must be even, at least 2 and below n = {n}, got {neighbours}")
    for step in range(1, neighbours // 2 + 1):
        for shift in (step, -step):
            weights[np.arange(n), (np.arange(n) + shift) % n] = weight
    return _named(weights, f"ring({n})")


def small_world(n: int, *, neighbours: int = 4, rewire: float = 0.1, weight: float = 0.1, seed: Seed = 0) -> Connectome:
    """Watts-Strogatz small world: a ring lattice whose edges are rewired with probability ``rewire``.

    Source: Watts and Strogatz (1998) Nature 393:440, doi:10.1038/30918.
    """
    import networkx

    _check(n, rewire=rewire)
    if neighbours < 2 or neighbours % 2 or neighbours >= n:
        raise ValueError(f"neighbours must be even, at least 2 and below n = {n}, got {neighbours}")
    graph = networkx.watts_strogatz_graph(n, neighbours, rewire, seed=np.random.default_rng(seed))
    return _named(weight * networkx.to_numpy_array(graph), f"small_world({n})")


def hub(n: int, *, hubs: int = 5, weight: float = 0.2) -> Connectome:
    """The first ``hubs`` regions are joined to all, in both directions; the others only to the hubs."""
    _check(n)
    if not 1 <= hubs <= n:
        raise ValueError(f"hubs must lie in 1..{n}, got {hubs}")
    weights = np.zeros((n, n))
    weights[:hubs, :] = weights[:, :hubs] = weight
    return _named(weights, f"hub({n})")


def modular(
    sizes: Sequence[int], *, within: float = 0.5, between: float = 0.05, weight: float = 0.1, seed: Seed = 0
) -> Connectome:
    """Stochastic block model: undirected modules of the given sizes, dense inside and sparse between.

    ``within`` and ``between`` are connection probabilities.
    """
    if not isinstance(sizes, Sequence | np.ndarray) or not all(isinstance(s, int | np.integer) for s in sizes):
        raise TypeError(f"sizes must be a sequence of whole numbers, such as [20, 20], got {sizes!r}")
    if len(sizes) == 0 or min(sizes) < 1:
        raise ValueError(f"sizes must be positive, got {list(sizes)}")
    n = int(sum(sizes))
    _check(n, within=within, between=between)
    rng = np.random.default_rng(seed)
    module = np.repeat(np.arange(len(sizes)), sizes)
    chance = np.where(module[:, None] == module[None, :], within, between)
    edges = np.triu(rng.random((n, n)) < chance, 1)
    return _named(weight * (edges | edges.T), f"modular({n})")


def distance_decay(
    n: int, *, decay: float = 30.0, sigma: float = 1.0, weight: float = 0.1, radius: float = 70.0, seed: Seed = 0
) -> Connectome:
    """Two-hemisphere brain-like graph: log-normal weights that fall off with distance, with tract lengths and centres.

    Regions lie at random on two half-ellipsoids (mirror images, like homologous areas). Weights are
    ``weight exp(-length / decay + sigma z)`` with z normal and symmetric; homologous regions get a callosal connection
    as strong as a neighbour's. Lengths are 1.2 times the Euclidean distance, as tracts curve.

    Parameters
    ----------
    n : int
        Number of regions, even.
    decay, radius : float
        Length constant of the fall-off and half-length of the brain, mm.
    sigma : float
        Standard deviation of the log weight.

    Notes
    -----
    The exponential distance rule: Ercsey-Ravasz et al. (2013) Neuron 80:184, doi:10.1016/j.neuron.2013.07.036;
    log-normal weights: Markov et al. (2014) Cereb. Cortex 24:17, doi:10.1093/cercor/bhs270.
    """
    _check(n)
    if n % 2:
        raise ValueError(f"n must be even (two mirrored hemispheres), got {n}")
    for name, value in (("decay", decay), ("radius", radius)):
        if not value > 0:
            raise ValueError(f"{name} must be positive, got {value}")
    rng = np.random.default_rng(seed)
    half = n // 2
    direction = rng.standard_normal((half, 3))
    direction[:, 0] = -np.abs(direction[:, 0])
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    left = direction * radius * np.array([0.9, 1.2, 0.8]) - [4.0, 0, 0]
    centres = np.concatenate([left, left * [-1, 1, 1]])
    lengths = 1.2 * np.linalg.norm(centres[:, None] - centres[None, :], axis=-1)
    noise = np.triu(rng.standard_normal((n, n)), 1)
    weights = weight * np.exp(-lengths / decay + sigma * (noise + noise.T))
    homologue = (np.arange(n) + half) % n
    callosal = np.exp(-20.0 / decay) * weight
    weights[np.arange(n), homologue] = np.maximum(weights[np.arange(n), homologue], callosal)
    np.fill_diagonal(weights, 0.0)
    labels = tuple(f"{side}{i:03d}" for side in "LR" for i in range(half))
    return Connectome(weights, lengths, labels, centres, tuple("L" * half + "R" * half), name=f"distance_decay({n})")


def _named(weights: np.ndarray, name: str) -> Connectome:
    np.fill_diagonal(weights, 0.0)
    return Connectome(weights, name=name)


def _check(n: int, **shares: float) -> None:
    if not isinstance(n, int | np.integer) or n < 2:
        raise ValueError(f"n must be a whole number of at least 2 regions, got {n!r}")
    for name, share in shares.items():
        if not 0 <= share <= 1:
            raise ValueError(f"{name} is a probability and must lie in [0, 1], got {share}")
