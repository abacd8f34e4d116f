"""Measures of a run: from ``run`` to a number, for every point of a sweep, and for what is fitted.

They are called where the run is known by its shapes alone, inside ``jit`` and ``vmap``, and so are functions of your
own: ``lambda run: run["x"].std()``. What cannot be written in JAX is wrapped by :func:`on_host`.
"""

from brainmass.measures.activity import deviation, mean, mean_rate, metastability, peak_frequency, synchrony
from brainmass.measures.connectivity import fc_agreement, fc_error, fcd_distance, fcd_wasserstein, ks, wasserstein
from brainmass.measures.host import on_host
from brainmass.measures.measure import LARGER, SMALLER, Measure

__all__ = [
    "LARGER",
    "SMALLER",
    "Measure",
    "deviation",
    "fc_agreement",
    "fc_error",
    "fcd_distance",
    "fcd_wasserstein",
    "ks",
    "mean",
    "mean_rate",
    "metastability",
    "on_host",
    "peak_frequency",
    "synchrony",
    "wasserstein",
]
