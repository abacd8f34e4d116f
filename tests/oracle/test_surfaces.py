"""Neural masses on a sphere: what becomes of spherical harmonics, which every kernel of distance leaves alone."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import eval_legendre

from brainmass.coupling import additive
from brainmass.integrate import heun
from brainmass.network import Network, Population, Projection
from brainmass.observe import every
from brainmass.simulation import simulate
from brainmass.surface import icosphere
from tests.systems import leak

pytestmark = pytest.mark.usefixtures("x64")

RADIUS, SIGMA, CUTOFF, G, K = 50.0, 12.0, 40.0, 0.2, 1e-4
DEGREES = (0, 1, 2, 4)


def kernel(arc):
    return np.exp(-(arc**2) / (2 * SIGMA**2))


def on_chords(chord):
    return kernel(2 * RADIUS * np.arcsin(chord / 2 / RADIUS))


def test_decay_of_spherical_harmonics(check):
    """x' = -g x + k int K(x, y) x(y) dA: the harmonic of degree l decays at the rate g - k 2 pi r^2 int K P_l dz."""
    sphere = icosphere(3, radius=RADIUS)
    z = sphere.vertices[:, 2] / RADIUS
    harmonics = np.array([eval_legendre(degree, z) for degree in DEGREES])
    chord = 2 * RADIUS * np.sin(CUTOFF / 2 / RADIUS)
    near = sphere.local_connectivity(on_chords, chord, along="space", by_area=True)
    net = Network(
        populations={"v": Population(leak, sphere.n, initial={"x": harmonics.sum(axis=0)})},
        projections=[Projection("v.x", "v.x_inp", near, coupling=additive(k=K))],
    )
    run = simulate(net, 8.0, dt=0.1, method=heun, observe={"x": every(8.0, "v.x")})
    # On a mesh they are not quite orthogonal: their amplitudes are those of least squares, by area.
    root = np.sqrt(sphere.areas)
    amplitudes = np.linalg.lstsq((harmonics * root).T, run["x"][-1] * root)[0]

    def rate(degree):
        def integrand(z):
            return kernel(RADIUS * np.arccos(z)) * eval_legendre(degree, z)

        return G - K * 2 * np.pi * RADIUS**2 * quad(integrand, np.cos(CUTOFF / RADIUS), 1.0)[0]

    expected = [rate(degree) for degree in DEGREES]
    what = f"decay of harmonics of degree {', '.join(map(str, DEGREES))} on a sphere of {sphere.n} vertices"
    check.table(what, -np.log(amplitudes) / 8.0, expected, source="Funk-Hecke", rel=0.01, unit="1/ms")
