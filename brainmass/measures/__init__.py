"""Measures: one number (or a small array) of a run, for every run of a sweep, or as the loss of a fit.

A measure is any function of a run. Those made here run inside ``jit`` and ``vmap``, and say what they are (``about``),
in which ``unit``, and whether larger or smaller is ``better``. A function of your own may have these attributes too.
"""

from brainmass.measures.connectivity import (
    fc_agreement,
    fc_error,
    fcd_distance,
    fcd_wasserstein,
)
from brainmass.measures.host import (
    HostRun,
    on_host,
)
from brainmass.measures.measure import (
    Measure,
    RunLike,
    about_of,
    better_of,
    unit_of,
)
from brainmass.measures.rhythms import (
    metastability,
    peak_frequency,
    synchrony,
)
from brainmass.measures.samples import (
    deviation,
    mean,
    mean_rate,
)

__all__ = [
    "HostRun",
    "Measure",
    "RunLike",
    "about_of",
    "better_of",
    "deviation",
    "fc_agreement",
    "fc_error",
    "fcd_distance",
    "fcd_wasserstein",
    "mean",
    "mean_rate",
    "metastability",
    "on_host",
    "peak_frequency",
    "synchrony",
    "unit_of",
]
