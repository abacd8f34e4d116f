"""The networks of the cases, as a user of the library writes them."""

from __future__ import annotations

from typing import Any

from scipy.sparse import csr_matrix

from benchmarks.inputs import DT, OMEGA, SAMPLE, SIGMA, SPEED, A, Dense, K, Sparse
from brainmass import Network, diffusive, every, simulate, white
from brainmass.integrate import euler
from brainmass.models import hopf

NOISE = {"x": white(SIGMA), "y": white(SIGMA)}


def hopf_network(data: Dense | Sparse, *, delays: bool, noise: bool, k: Any = K, a: Any = A) -> Network:
    """Hopf oscillators on the connectome of ``data``."""
    weights, lengths = data.weights, data.lengths
    if isinstance(data, Sparse):
        weights, lengths = _csr(data, weights), _csr(data, lengths)
    return Network(
        hopf,
        weights,
        coupling=diffusive(k=k),
        source="x",
        target="x_inp",
        params={"a": a, "omega": OMEGA},
        initial={"x": data.x0, "y": data.y0},
        noise=NOISE if noise else None,
        **({"lengths": lengths, "speed": SPEED} if delays else {}),
    )


def x_of(network: Network, steps: int, seed: Any) -> Any:
    """Simulate and give x, every ms."""
    return simulate(network, steps * DT, dt=DT, seed=seed, method=euler, observe={"x": every(SAMPLE, "x")})["x"]


def _csr(data: Sparse, values: Any) -> csr_matrix:
    n, per_row = data.columns.shape
    return csr_matrix((values.ravel(), data.columns.ravel(), range(0, n * per_row + 1, per_row)), shape=(n, n))
