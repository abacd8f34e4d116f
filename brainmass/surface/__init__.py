"""Cortical surfaces: meshes whose vertices are neural masses, joined to near ones and, by region, to all others."""

from brainmass.surface.kernels import Kernel, exponential, gaussian, mexican_hat
from brainmass.surface.local import distances, local_connectivity
from brainmass.surface.mesh import Surface, joined
from brainmass.surface.shapes import icosphere, two_hemispheres

__all__ = [
    "Kernel",
    "Surface",
    "distances",
    "exponential",
    "gaussian",
    "icosphere",
    "joined",
    "local_connectivity",
    "mexican_hat",
    "two_hemispheres",
]
