"""Figures, each a function ``f(data, ..., ax=None) -> ax``: readable in print, safe for the colour-blind.

Data are plain arrays, what ``brainmass.analysis`` gives, or labelled arrays (``xarray.DataArray``), which bring their
names, times and unit. None of them changes a global setting. :func:`style` is the look of the report, for as long as a
``with`` lasts.
"""

from brainmass.plot.agreement import fc_scatter, sc_fc, scan
from brainmass.plot.brain import glass_brain, glass_brains
from brainmass.plot.criticality import avalanches, branching_ratio
from brainmass.plot.dynamics import fcd, fcd_distribution, phase_fcd
from brainmass.plot.look import style
from brainmass.plot.matrices import connectivity, fc, irreversibility, lagged_fc, lengths, matrix, weights
from brainmass.plot.moments import edge_time_series, kuramoto_order, leading_eigenvectors, state_transitions
from brainmass.plot.phase import branch, phase_plane
from brainmass.plot.power import aperiodic, coherence, spectra
from brainmass.plot.regional import by_region, intrinsic_ignition
from brainmass.plot.sensors import butterfly, topographies, topography
from brainmass.plot.signals import carpet, spread, time_series
from brainmass.plot.stimulated import stimulus
from brainmass.plot.surfaces import mesh
from brainmass.plot.sweep_designs import sweep_scatter
from brainmass.plot.sweep_maps import sweep_map
from brainmass.plot.sweeps import sweep_curve
from brainmass.plot.tracts import tract_histogram

__all__ = [
    "aperiodic",
    "avalanches",
    "branch",
    "branching_ratio",
    "butterfly",
    "by_region",
    "carpet",
    "coherence",
    "connectivity",
    "edge_time_series",
    "fc",
    "fc_scatter",
    "fcd",
    "fcd_distribution",
    "glass_brain",
    "glass_brains",
    "intrinsic_ignition",
    "irreversibility",
    "kuramoto_order",
    "lagged_fc",
    "leading_eigenvectors",
    "lengths",
    "matrix",
    "mesh",
    "phase_fcd",
    "phase_plane",
    "sc_fc",
    "scan",
    "spectra",
    "spread",
    "state_transitions",
    "stimulus",
    "style",
    "sweep_curve",
    "sweep_map",
    "sweep_scatter",
    "time_series",
    "topographies",
    "topography",
    "tract_histogram",
    "weights",
]
