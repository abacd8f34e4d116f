"""The tables of the ALN model, from the Fokker-Planck equation of its neurons: ``make aln-table``.

An exponential integrate-and-fire neuron obeys dV/dt = g(V) + sigma xi(t), where
g(V) = (E_L - V + Delta_T exp((V - V_T) / Delta_T)) / tau_m + mu; at V_s it spikes, and it starts again at V_r after
T_ref. Its potential has the density P and the flux J,

    -dP/dV = 2 / sigma^2 (J - g P),        -dJ/dV = dP/dt - r(t - T_ref) delta(V - V_r),        P(V_s) = 0, J(V_s) = r,

which are integrated from V_s downwards for r = 1, so that the sum of P tells what r is (threshold integration; M. J. E.
Richardson (2007) Phys. Rev. E 76:021919, doi:10.1103/PhysRevE.76.021919). The answer R(f) to a small modulation of mu
at the frequency f is found in the same way. What is kept of it is the time constant of the low-pass 1 / (1 + 2 pi i f
tau) that is nearest to R(f) / R(0), the squared distance being summed over all f up to 1 kHz (Augustin et al. (2017)
PLoS Comput. Biol. 13:e1005545, doi:10.1371/journal.pcbi.1005545).
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

FILE = Path(__file__).parents[1] / "brainmass" / "models" / "_aln.npz"

E_L, V_T, DELTA_T, V_S, V_R, V_LOW = -65.0, -50.0, 1.5, -40.0, -70.0, -200.0  # mV
TAU_M, T_REF, F_MAX = 20.0, 1.5, 1.0  # ms, ms, kHz
MU, SIGMA = np.linspace(-1.0, 7.0, 350), np.linspace(0.5, 5.0, 64)  # mV/ms, mV/sqrt(ms)


def steps_down(mu: np.ndarray, sigma: float, step: float):
    """For every step from V_s down, of ``step`` mV: the potential in its middle; what it makes of a density (``decay``)
    and of a flux (``gain``), exact for a g that is constant in it; and whether V_r lies at its beginning."""
    for k in range(round((V_S - V_LOW) / step)):
        V = V_S - (k + 0.5) * step
        g = (E_L - V + DELTA_T * np.exp((V - V_T) / DELTA_T)) / TAU_M + mu
        g = np.where(g == 0, 1e-12, g)
        yield (
            V,
            np.exp(-2 * g * step / sigma**2),
            -np.expm1(-2 * g * step / sigma**2) / g,
            k == round((V_S - V_R) / step),
        )


def steady(mu: np.ndarray, sigma: float, step: float = 0.01) -> tuple[np.ndarray, np.ndarray]:
    """The rate (1/ms) and the mean potential (mV) of the neurons that are not refractory, for every ``mu``."""
    density, total, weighted, flux = np.zeros(mu.shape), np.zeros(mu.shape), np.zeros(mu.shape), 1.0
    for V, decay, gain, reset in steps_down(mu, sigma, step):
        flux -= reset
        before, density = density, decay * density + gain * flux
        total, weighted = total + (before + density) / 2, weighted + V * (before + density) / 2
    return 1 / (T_REF + step * total), weighted / total


def response(f: np.ndarray, mu: np.ndarray, sigma: float, step: float = 0.05) -> np.ndarray:
    """R(f), as a share of the rate, at the complex frequencies ``f`` (kHz), of shape (frequencies, mu)."""
    turn, flux, density = 2j * np.pi * f * step, 1.0, np.zeros(mu.shape)
    # What goes with the modulated rate, and with the modulated mu.
    p_rate, j_rate, p_mu, j_mu = (np.full(f.shape, x, complex) for x in (0, 1, 0, 0))
    for _, decay, gain, reset in steps_down(mu, sigma, step):
        if reset:
            flux, j_rate = flux - 1, j_rate - np.exp(-2j * np.pi * f * T_REF)
        before, density = density, decay * density + gain * flux
        p_old, p_rate = p_rate, decay * p_rate + gain * (j_rate + turn * p_rate / 2)
        j_rate = j_rate + turn * (p_old + p_rate) / 2
        p_old, p_mu = p_mu, decay * p_mu + gain * (j_mu + turn * p_mu / 2 - (before + density) / 2)
        j_mu = j_mu + turn * (p_old + p_mu) / 2
    return -j_mu / j_rate


def time_constant(mu: np.ndarray, sigma: float, rate: np.ndarray) -> np.ndarray:
    """The time constant (ms) of the nearest low-pass, for every ``mu``.

    A neuron that fires regularly has resonances less than 1 Hz wide. The integral of R(f) / (1 - 2 pi i f tau), whose
    real part tells the distance, is the same along a way below the real axis, where R(f) is smooth, as long as the pole
    at -i / (2 pi tau) stays below the way: it does for all tau up to 1 / (pi rate).
    """
    f, df = _way(rate / 2)
    slow = np.full((1, len(mu)), 1e-5)
    answer = response(np.concatenate([slow, f]), mu, sigma)
    answer = answer[1:] / answer[0].real * df
    low, high = np.full(len(mu), np.log(1e-2)), np.log(0.9 / (np.pi * np.maximum(rate, 1e-3)))
    for _ in range(5):
        tau = np.exp(np.linspace(low, high, 30))
        common = sum((a / (1 - 2j * np.pi * x * tau)).real for a, x in zip(answer, f, strict=True))
        best = (np.arctan(2 * np.pi * F_MAX * tau) / (2 * np.pi * tau) - 2 * common).argmin(0)[None]
        low, high = (np.log(np.take_along_axis(tau, np.clip(best + d, 0, 29), 0)[0]) for d in (-1, 1))
    return np.exp((low + high) / 2)


def _way(depth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Frequencies and weights, (frequencies, mu), from 0 down, along, and up to 1 kHz."""
    corners = np.array([0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75]) + 0j
    ends = [0.0 * depth, -1j * depth, *(c - 1j * depth for c in corners), F_MAX - 1j * depth, F_MAX + 0.0 * depth]
    nodes, weights = np.polynomial.legendre.leggauss(9)
    parts = [((b + a + (b - a) * nodes[:, None]) / 2, (b - a) * weights[:, None] / 2) for a, b in pairwise(ends)]
    return np.concatenate([f for f, _ in parts]), np.concatenate([w for _, w in parts])


def main() -> None:
    """Write the tables, (mu, sigma)."""
    r, V, tau = (np.empty((len(MU), len(SIGMA))) for _ in range(3))
    for j, sigma in enumerate(SIGMA):
        r[:, j], V[:, j] = steady(MU, sigma)
        tau[:, j] = time_constant(MU, sigma, r[:, j])
    tables = {name: values.astype("f4") for name, values in (("r", r), ("V", V), ("tau", tau))}
    np.savez_compressed(FILE, mu=MU[[0, -1]], sigma=SIGMA[[0, -1]], **tables)
    print(f"{FILE}: {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
