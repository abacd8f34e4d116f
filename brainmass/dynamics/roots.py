"""Eigenvalues of a linearised network; with delays, the leading roots of its characteristic equation.

With a delay of its own on every edge the deviations of a fixed point obey v' = J(l) v for v exp(l t), where

    J(l) = F + sum_p R_p (S_p exp(-l d_p)),

F being what a state does at its own place, S_p what is sent along projection p, R_p what its sum does at the targets,
and the product of S_p with the delays d_p taken edge by edge. The roots l of det(J(l) - l) = 0 are found in two steps:
the generator of the delay equation is discretised at Chebyshev points of the history, and each of its leading
eigenvalues is then made exact by Newton's method on the equation itself.

Source: Breda, Maset and Vermiglio (2005) SIAM J. Sci. Comput. 27:482, doi:10.1137/030601600.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.dynamics.field import Field, arrive, double
from brainmass.network import Network
from brainmass.sparse import Sparse

_LEADING = 10
"""Roots that are looked for, besides all that are unstable."""
_POINTS = (8, 16, 32, 64, 128)
"""Points of the history, more where fewer do not resolve the leading roots."""
_LARGEST = 6000
"""Size of a matrix whose eigenvalues are still computed."""
_ROUNDS = 12


def by_real_part(values: np.ndarray) -> np.ndarray:
    """By falling real part; of a pair the one with the positive imaginary part first."""
    return values[np.lexsort((-np.imag(values), -np.real(values)))]


def spectrum(flow: Field, y: np.ndarray, value: float | None, jacobian: np.ndarray) -> tuple[np.ndarray, bool]:
    """Eigenvalues by falling real part, and whether they are those of a delay equation."""
    if flow.delayed and len(y) == len(jacobian):
        linear = linearised(flow, y, value)
        if linear.longest > 0:
            return characteristic_roots(linear), True
    return by_real_part(np.linalg.eigvals(jacobian).astype(complex)), False


@dataclass(frozen=True)
class Linear:
    """A network about a fixed point."""

    here: np.ndarray
    """F, shape (n, n)."""
    receive: np.ndarray
    """All R side by side, shape (n, sums)."""
    send: np.ndarray
    """All S one above the other, shape (sums, n)."""
    delays: np.ndarray
    """Of every entry of S, ms."""

    @property
    def longest(self) -> float:
        """The longest delay that matters, ms."""
        return float(self.delays.max(initial=0.0))

    def at(self, root: complex) -> np.ndarray:
        """J(l)."""
        return self.here + self.receive @ (self.send * np.exp(-root * self.delays))

    def slope(self, root: complex) -> np.ndarray:
        """dJ/dl."""
        return self.receive @ (self.send * -self.delays * np.exp(-root * self.delays))


@jax.jit
def _parts(field: Field, y: Any, value: Any) -> tuple[Any, Any, Any]:
    network = field.at(value)
    states = field.split(y)
    sums = arrive(network, states, states)

    def flat(parts: Any) -> Any:
        return jnp.concatenate([jnp.ravel(p) for p in parts])

    def there(z: Any) -> Any:
        return flat(arrive(network, states, field.split(z)))

    def whole(y: Any, z: Any) -> Any:
        parts, begin = [], 0
        # A pairwise coupling weighs a sum by the target's own state, which acts at once.
        for given, fixed in zip(sums, arrive(network, field.split(y), states), strict=True):
            parts.append(fixed + (z[begin : begin + given.size].reshape(given.shape) - given))
            begin += given.size
        return field.slopes(network, y, tuple(parts))

    z = flat(sums)
    return jax.jacfwd(whole)(y, z), jax.jacfwd(whole, 1)(y, z), jax.jacfwd(there)(y)


def linearised(flow: Field, y: np.ndarray, value: float | None) -> Linear:
    """The network about the fixed point ``y``."""
    with double():
        here, receive, send = (np.asarray(x) for x in _parts(flow, y, value))
        network = flow.at(value)
        delays = np.concatenate([_delays(flow, network, i) for i in range(len(network.projections))])
    return Linear(here, receive, send, np.where(send != 0, delays, 0.0))


def _delays(flow: Field, network: Network, index: int) -> np.ndarray:
    """The delay of every edge of a projection, at the rows of its sums and the columns of its source states."""
    projection = network.projections[index]
    targets, sources = projection.weights.shape
    edges = np.zeros((targets, sources))
    if projection.speed is not None:
        exact = np.asarray(projection.lengths, float) / np.asarray(projection.speed, float)
        if isinstance(projection.weights, Sparse):
            edges[projection.weights.pattern.rows, projection.weights.pattern.columns] = exact
        else:
            edges = exact
        if projection.coupling.prepare is not None:
            np.fill_diagonal(edges, 0.0)  # the diagonal of a Laplacian is no tract
    if projection.source_regions is not None:
        edges = edges[:, projection.source_regions.regions]
    columns = np.zeros((targets, flow.n))
    for slot in flow.slots:
        if slot.population == projection.source_population:
            columns[:, slot.here] = edges
    return np.tile(columns, (_channels(network, index), 1))


def _channels(network: Network, index: int) -> int:
    """How many sums a projection has."""
    projection = network.projections[index]
    if projection.coupling.edge is not None:
        return 1
    n = network.populations[projection.source_population].n
    sources = tuple(jax.ShapeDtypeStruct((n,), float) for _ in projection.source)
    channels = 0

    def send(*values: Any) -> Any:
        nonlocal channels
        channels = len(projection.coupling.channels(*values))
        return 0.0

    jax.eval_shape(send, *sources)
    return channels


def characteristic_roots(linear: Linear, count: int = _LEADING) -> np.ndarray:
    """The leading roots, by falling real part: about ``count``, and all that are unstable.

    Raises
    ------
    ValueError
        If the matrix would be too large, or the leading root is not resolved by it.
    """
    found = np.array([], complex)
    for points in _POINTS:
        size = len(linear.here) + points * int((linear.send != 0).any(axis=0).sum())
        if size > _LARGEST:
            break
        guesses = by_real_part(np.linalg.eigvals(_generator(linear, points)))
        wanted = max(count, int((np.real(guesses) > 0).sum()) + 2)
        found, resolved = _exact(linear, guesses[: wanted + 2])
        if resolved:
            break
    if not len(found):
        raise ValueError(
            f"the characteristic roots of a network of {len(linear.here)} states with delays to {linear.longest:g} ms "
            f"are not resolved by a matrix of {_LARGEST} rows; take fewer regions, or leave speed= out"
        )
    return found


def _generator(linear: Linear, points: int) -> np.ndarray:
    """The discretised generator: states now, and at ``points`` earlier times those that are sent."""
    n, longest = len(linear.here), linear.longest
    sent = np.flatnonzero((linear.send != 0).any(axis=0))
    x = np.cos(np.pi * np.arange(points + 1) / points)
    nodes, weights = (x - 1) * longest / 2, (-1.0) ** np.arange(points + 1)
    weights[[0, -1]] /= 2
    gaps = nodes[:, None] - nodes + np.eye(points + 1)
    derivative = weights / weights[:, None] / gaps
    np.fill_diagonal(derivative, 0.0)
    np.fill_diagonal(derivative, -derivative.sum(axis=1))
    matrix = np.zeros((n + points * len(sent),) * 2)
    matrix[:n, :n] = linear.here
    for node in range(points + 1):
        part = linear.receive @ (linear.send * _share(linear.delays, nodes, weights, node))
        if node == 0:
            matrix[:n, :n] += part
        else:
            matrix[:n, n + (node - 1) * len(sent) : n + node * len(sent)] = part[:, sent]
    eye = np.eye(len(sent))
    matrix[n:, sent] = np.kron(derivative[1:, :1], eye)
    matrix[n:, n:] = np.kron(derivative[1:, 1:], eye)
    return matrix


def _share(delays: np.ndarray, nodes: np.ndarray, weights: np.ndarray, node: int) -> np.ndarray:
    """The share that the value at one node has in that at every delay: Lagrange's polynomial, in barycentric form."""
    unique, place = np.unique(delays, return_inverse=True)
    gaps = -unique[:, None] - nodes
    on = np.abs(gaps) < 1e-13 * (1 + np.abs(nodes).max())
    parts = weights / np.where(on, 1.0, gaps)
    share = parts[:, node] / parts.sum(axis=1)
    share = np.where(on.any(axis=1), on[:, node].astype(float), share)
    return share[place].reshape(delays.shape)


def _exact(linear: Linear, guesses: np.ndarray) -> tuple[np.ndarray, bool]:
    """Guesses made roots, as far as all from the leading one on are close to one; and whether all are."""
    roots: list[complex] = []
    lost = -np.inf
    for guess in guesses[np.imag(guesses) >= 0]:
        root = _newton(linear, complex(guess))
        if root is None or abs(root - guess) > 1e-3 * (abs(guess) + 1 / linear.longest):
            lost = max(lost, guess.real)
        else:
            roots += [root] if root.imag == 0 else [root, root.conjugate()]
    kept = by_real_part(np.array([root for root in roots if root.real > lost], complex))
    return kept, bool(np.isneginf(lost))


def _newton(linear: Linear, root: complex) -> complex | None:
    """Newton's method on m(l) = l, where m(l) is the eigenvalue of J(l) next to l. It does not mind multiple ones."""
    size, step = abs(root) + 1 / linear.longest, np.inf
    for _ in range(_ROUNDS):
        values, right = np.linalg.eig(linear.at(root))
        at = int(np.argmin(np.abs(values - root)))
        left = np.linalg.pinv(right)[at]
        slope = left @ linear.slope(root) @ right[:, at]
        step = (values[at] - root) / (1 - slope)
        if not np.isfinite(step):
            return None
        root = root + step
        if abs(step) < 1e-13 * size:
            return root.real + 0j if abs(root.imag) < 1e-12 * size else root
    return root if abs(step) < 1e-10 * size else None
