"""A dipole within spherical shells: the potential on the outermost, as a series of Legendre polynomials."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

TERMS = 2000
ENOUGH = 1e-9
"""Terms are summed until the depth of the shallowest source, to their power, is below this."""


def shell_factors(radii: Sequence[float], conductivities: Sequence[float], terms: int) -> np.ndarray:
    """By what factor each order n = 1, 2, ... of an unbounded potential is larger on the outermost surface.

    In each shell the potential of order n is α + β, where α grows with the radius as r^n and β falls as r^-(n+1); no
    current leaves at the outside, and potential and current are the same on both sides of each boundary. It is
    (2 n + 1) / n where all conductivities are equal.
    """
    n = np.arange(1, terms + 1)
    alpha, beta = (n + 1) / n, np.ones(terms)
    for i in range(len(radii) - 2, -1, -1):
        inwards = radii[i] / radii[i + 1]
        # Both are taken relative to r^-(n+1), which would overflow.
        alpha = alpha * inwards ** (2 * n + 1)
        current = conductivities[i + 1] / conductivities[i] * (n * alpha - (n + 1) * beta)
        alpha, beta = ((n + 1) * (alpha + beta) + current) / (2 * n + 1), (n * (alpha + beta) - current) / (2 * n + 1)
    return (2 * n + 1) / n / beta


def shell_potential(
    r: np.ndarray, r0: np.ndarray, q: np.ndarray, radii: Sequence[float], conductivities: Sequence[float]
) -> np.ndarray:
    """Potential at r on the outermost surface of unit dipoles q at r0 in the innermost sphere: (electrodes, sources).

    V = 1 / (4 π σ R²) Σ n H_n f^(n-1) (q_r P_n(x) + q_t P_n'(x) / n), with f = |r0| / R, x the cosine between r and r0,
    q_r the radial moment, and q_t the moment along the part of r / R that is across r0.
    """
    R = radii[-1]
    depth = np.linalg.norm(r0, axis=1)
    f = depth / R
    # A source at the centre has no direction of its own; only the first order is left of it, which needs none.
    outward = np.where(depth[:, None] > 0, r0, [0.0, 0.0, 1.0]) / np.where(depth > 0, depth, 1.0)[:, None]
    unit = r / R
    x = np.clip(unit @ outward.T, -1.0, 1.0)
    q_r = (q * outward).sum(axis=1)
    q_t = unit @ q.T - x * q_r
    terms = int(min(TERMS, np.ceil(np.log(ENOUGH) / np.log(max(f.max(), 0.1)))))
    factors = shell_factors(radii, conductivities, terms)
    before, now, slope = np.ones_like(x), x, np.ones_like(x)  # P_0, P_1, P_1'
    total, power = np.zeros_like(x), np.ones_like(f)
    for n, factor in enumerate(factors, 1):
        total += n * factor * power * (q_r * now + q_t * slope / n)
        before, now, slope = now, ((2 * n + 1) * x * now - n * before) / (n + 1), (n + 1) * now + x * slope
        power = power * f
    return total / (4 * np.pi * conductivities[0] * R**2)
