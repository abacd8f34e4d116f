"""What a model or a network does: fixed points and their stability, branches of them, exponents, phase planes.

Everything runs in float64, whatever the session's precision, on the right-hand sides that models declare.
"""

from brainmass.dynamics.branches import Branch, continuation
from brainmass.dynamics.crossings import Bifurcation
from brainmass.dynamics.equilibria import FixedPoint, fixed_points
from brainmass.dynamics.exponents import Exponents, lyapunov_exponents
from brainmass.dynamics.planes import PhasePlane, phase_plane

__all__ = [
    "Bifurcation",
    "Branch",
    "Exponents",
    "FixedPoint",
    "PhasePlane",
    "continuation",
    "fixed_points",
    "lyapunov_exponents",
    "phase_plane",
]
