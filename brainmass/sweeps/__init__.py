"""Sweeps: a network at many points of a parameter space, durable, on this machine or on a cluster."""

from brainmass.named import names, with_values
from brainmass.sweeps.axes import latin_hypercube, linear, logarithmic, sobol, zipped
from brainmass.sweeps.seeds import common, independent
from brainmass.sweeps.store import discard, load
from brainmass.sweeps.sweep import Progress, sweep

__all__ = [
    "Progress",
    "common",
    "discard",
    "independent",
    "latin_hypercube",
    "linear",
    "load",
    "logarithmic",
    "names",
    "sobol",
    "sweep",
    "with_values",
    "zipped",
]
