"""Figures, each a function ``f(data, ..., ax=None) -> ax``: readable in print, safe for the colour-blind.

None of them changes a global setting. :func:`style` is the look of the report, for as long as a ``with`` lasts.
"""

from brainmass.plot.agreement import fc_scatter, scan
from brainmass.plot.dynamics import fcd, fcd_distribution
from brainmass.plot.look import style
from brainmass.plot.matrices import fc, lengths, matrix, weights
from brainmass.plot.phase import branch, phase_plane
from brainmass.plot.power import spectra
from brainmass.plot.signals import carpet, spread, time_series
from brainmass.plot.tracts import tract_histogram

__all__ = [
    "branch",
    "carpet",
    "fc",
    "fc_scatter",
    "fcd",
    "fcd_distribution",
    "lengths",
    "matrix",
    "phase_plane",
    "scan",
    "spectra",
    "spread",
    "style",
    "time_series",
    "tract_histogram",
    "weights",
]
