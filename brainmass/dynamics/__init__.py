"""Dynamics."""

from brainmass.dynamics.branches import Branch, continuation
from brainmass.dynamics.crossings import Bifurcation
from brainmass.dynamics.equilibria import FixedPoint, fixed_points
