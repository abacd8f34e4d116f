"""What a model or a network does: fixed points and their stability, branches of them, exponents, phase planes, and what
small noise makes of it.

Everything runs in float64, whatever the session's precision, on the right-hand sides that models declare.
"""

from brainmass.dynamics.branches import Branch, continuation
from brainmass.dynamics.crossings import Bifurcation
from brainmass.dynamics.equilibria import FixedPoint, fixed_points
from brainmass.dynamics.exponents import Exponents, lyapunov_exponents
from brainmass.dynamics.linear_noise import LinearNoise, linear_noise
from brainmass.dynamics.planes import PhasePlane, phase_plane

__all__ = [
    "Bifurcation",
    "Branch",
    "Exponents",
    "FixedPoint",
    "LinearNoise",
    "PhasePlane",
    "continuation",
    "fixed_points",
    "linear_noise",
    "lyapunov_exponents",
    "phase_plane",
]
