"""What small noise does to a network at rest, without a simulation: covariance, functional connectivity, cross-spectra.

About a stable fixed point deviations obey v' = J(l) v + B xi, J(l) with the delay of every edge (``roots``). Their
cross-spectrum at the angular frequency w is

    S(w) = H(w) B D(w) B^T H(w)^H,  H(w) = (i w - J(i w))^-1,

D being the spectra of the noise processes, and the covariance is the integral of S over w / (2 pi). Without delays and
with white noise alone it solves J C + C J^T + B D B^T = 0 (Lyapunov), which is what is used then.

Source: Gardiner (2009) Stochastic Methods, sections 4.5 and 5.2; for whole-brain networks Deco et al. (2014) J.
Neurosci. 34:7886, doi:10.1523/JNEUROSCI.5068-13.2014, appendix, and Ponce-Alvarez and Deco (2024) Sci. Rep. 14:2615,
doi:10.1038/s41598-024-53105-0.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from scipy.integrate import quad_vec
from scipy.linalg import solve_continuous_lyapunov

from brainmass.dynamics.equilibria import FixedPoint, fixed_points
from brainmass.dynamics.field import Field, double, field_of
from brainmass.dynamics.roots import Linear, linearised
from brainmass.errors import unknown
from brainmass.network import Network
from brainmass.noise import OU, Coloured, White
from brainmass.units import hertz, to_array


@dataclass(frozen=True)
class Source:
    """A noise process: where it enters, shape (n, regions), and its spectrum, (regions,), by angular frequency."""

    enters: np.ndarray
    spectrum: Callable[[float], np.ndarray]
    white: bool


@dataclass(frozen=True)
class LinearNoise:
    """Linear response of a network to its noise.

    Attributes
    ----------
    point : FixedPoint
        About which the network is linear.
    """

    point: FixedPoint
    flow: Field = field(repr=False)
    linear: Linear = field(repr=False)
    sources: tuple[Source, ...] = field(repr=False)

    def covariance(self, source: str) -> np.ndarray:
        """Covariance of a state over regions, shape (n, n), in the square of its unit."""
        here = self._slice(source)
        return self._all[here, here]

    def fc(self, source: str) -> np.ndarray:
        """Correlation of a state over regions, shape (n, n)."""
        covariance = self.covariance(source)
        deviations = np.sqrt(np.diag(covariance))
        if (deviations == 0).any():
            at = int(np.flatnonzero(deviations == 0)[0])
            raise ValueError(f"linear_noise: no noise reaches {source}[{at}], so it has no correlations")
        return covariance / np.outer(deviations, deviations)

    def cross_spectrum(self, source: str, frequencies: Any) -> np.ndarray:
        """Cross-spectral density of a state.

        Parameters
        ----------
        source : str
            ``"x"``, or ``"population.x"`` where there are several.
        frequencies : array (f,) or quantity
            Hz.

        Returns
        -------
        array of complex, shape (f, n, n)
            One-sided, in the square of the unit per Hz; the diagonal is the power spectral density.
        """
        here = self._slice(source)
        given = np.atleast_1d(np.asarray(to_array(frequencies, hertz, "frequencies"), float))
        # From cycles per s to radians per ms; of the two sides, and per Hz rather than per 1/ms.
        return np.stack([self._spectrum(2 * np.pi * f / 1000)[here, here] for f in given]) * 2 / 1000

    @cached_property
    def _all(self) -> np.ndarray:
        """Covariance of all states."""
        if self.linear.longest == 0 and all(source.white for source in self.sources):
            inflow = sum(s.enters @ np.diag(s.spectrum(0.0)) @ s.enters.T for s in self.sources)
            return solve_continuous_lyapunov(np.real(self.linear.at(0.0)), -inflow)
        # An even integrand, over w = u / (1 - u^2)^(1/2) scaled by the fastest rate, so that its range is finite.
        rate = max(1e-3, float(np.abs(self.point.eigenvalues).max()))

        def share(u: float) -> np.ndarray:
            w = rate * u / np.sqrt(1 - u * u)
            return np.real(self._spectrum(w)) * rate / (1 - u * u) ** 1.5 / np.pi

        total, _ = quad_vec(share, 0.0, 1.0 - 1e-12, epsrel=1e-9, epsabs=1e-14, limit=2000)
        return total

    def _spectrum(self, w: float) -> np.ndarray:
        response = np.linalg.inv(1j * w * np.eye(self.flow.n) - self.linear.at(1j * w))
        total = np.zeros_like(response)
        for source in self.sources:
            reached = response @ source.enters
            total += (reached * source.spectrum(w)) @ reached.conj().T
        return total

    def _slice(self, source: str) -> slice:
        network = self.flow.at()
        population, state = network.find(source)
        for slot in self.flow.slots:
            if (slot.population, slot.state) == (population, state):
                return slot.here
        raise KeyError(f"linear_noise: {unknown('state', state, network.populations[population].model.states)}")


def linear_noise(network: Network, *, at: FixedPoint | None = None) -> LinearNoise:
    """Linear-noise prediction of a network: what its noise makes of it near a stable fixed point, delays included.

    Exact for linear networks, and the limit of small noise for others.

    Parameters
    ----------
    network : Network
        With noise on states or drives; constant inputs are part of it.
    at : FixedPoint, optional
        Where; needed where the network has several stable fixed points.

    Returns
    -------
    LinearNoise
        ``covariance("x")``, ``fc("x")`` and ``cross_spectrum("x", frequencies)``.

    Raises
    ------
    ValueError
        If there is no noise, noise with a mean, no stable fixed point or several of them, or ``at`` is not stable.

    Examples
    --------
    Damped oscillators, whose noise is white:

    >>> from brainmass.coupling import diffusive
    >>> from brainmass.models import hopf
    >>> from brainmass.noise import white
    >>> weights = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
    >>> net = Network(hopf, weights, coupling=diffusive(k=0.01), source="x", target="x_inp", params={"a": -0.02},
    ...               noise={"x": white(0.001), "y": white(0.001)})
    >>> linear_noise(net).fc("x").round(2)
    array([[1.  , 0.21, 0.04],
           [0.21, 1.  , 0.21],
           [0.04, 0.21, 1.  ]])
    """
    if not isinstance(network, Network):
        raise TypeError(f"linear_noise: network must be a Network with noise, got {network!r}")
    flow = field_of(network, caller="linear_noise")
    point = _point(network, at)
    sources = tuple(_sources(flow, point))
    if not sources:
        raise ValueError("linear_noise: the network has no noise; give noise={'x': white(0.01)} where it is built")
    alone = Linear(point.jacobian, np.zeros((flow.n, 0)), np.zeros((0, flow.n)), np.zeros((0, flow.n)))
    linear = linearised(flow, point.vector, None) if network.projections else alone
    return LinearNoise(point, flow, linear, sources)


def _point(network: Network, at: FixedPoint | None) -> FixedPoint:
    if at is None:
        stable = [point for point in fixed_points(network) if point.stable]
        if len(stable) != 1:
            raise ValueError(
                f"linear_noise: the network has {len(stable)} stable fixed points that were found; "
                + (
                    "say with at= about which it is meant"
                    if stable
                    else "noise does not stay small where none is stable"
                )
            )
        return stable[0]
    if not isinstance(at, FixedPoint):
        raise TypeError(f"linear_noise: at must be one of dynamics.fixed_points(network), got {at!r}")
    if not at.stable:
        raise ValueError(f"linear_noise: deviations from {at} grow, and have no stationary covariance")
    return at


def _sources(flow: Field, point: FixedPoint) -> Any:
    """Every noise process: a state takes it as it is, a drive by what it does to the right-hand side."""
    network = flow.at()
    for name, population in network.populations.items():
        for target, process in population.noise.items():
            what = f"linear_noise: noise on {name}.{target}"
            spectrum = _spectrum_of(process, population.n, what)
            yield Source(_enters(flow, network, point, name, target), spectrum, isinstance(process, White))


def _enters(flow: Field, network: Network, point: FixedPoint, name: str, target: str) -> np.ndarray:
    population = network.populations[name]
    if target in population.model.states:
        (slot,) = [slot for slot in flow.slots if (slot.population, slot.state) == (name, target)]
        return np.eye(flow.n)[:, slot.here]

    def slope(more: Any) -> Any:
        driven, changed = copy(network), copy(population)
        changed.inputs = {**population.inputs, target: population.inputs.get(target, 0.0) + more}
        driven.populations = {**network.populations, name: changed}
        return flow.flow(driven, jnp.asarray(point.vector))

    with double():
        return np.asarray(jax.jacfwd(slope)(jnp.zeros(population.n)))


def _spectrum_of(process: Any, n: int, what: str) -> Callable[[float], np.ndarray]:
    """Two-sided spectral density over w / (2 pi), for each of n regions."""
    if np.any(np.asarray(getattr(process, "mean", 0.0)) != 0):
        raise ValueError(f"{what} has a mean, which moves the fixed point; give it as inputs= and a noise of mean 0")
    variance = np.broadcast_to(np.asarray(process.sigma, float) ** 2, n)
    if isinstance(process, White):
        return lambda w: variance
    if isinstance(process, OU):
        shares, taus = np.ones(1), np.atleast_1d(np.asarray(process.tau, float))
    elif isinstance(process, Coloured):
        shares, taus = np.asarray(process.shares, float) ** 2, np.asarray(process.taus, float)
    else:
        raise TypeError(f"{what}: the spectrum of {type(process).__name__} is not known")
    if isinstance(process, OU) and taus.size > 1:  # one for each region
        return lambda w: variance * 2 * taus / (1 + (w * taus) ** 2)
    return lambda w: variance * float((shares * 2 * taus / (1 + (w * taus) ** 2)).sum())
