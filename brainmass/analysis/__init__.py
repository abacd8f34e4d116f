"""Analysis of signals, measured or simulated: arrays in, arrays out.

Signals have the shape (time, region), time first; times are bare numbers in ms, or quantities.
"""

from brainmass.analysis.analytic import analytic_signal
from brainmass.analysis.baselines import (
    ADDITIVE,
    DIFFUSIVE,
    LinearFit,
    LinearNetwork,
    best_linear_fc,
    linear_fc,
    sc_fc_correlation,
)
from brainmass.analysis.chimera import chimera_index, community_metastability, community_order
from brainmass.analysis.connectivity import fc, fc_similarity, partial_fc, upper
from brainmass.analysis.connectivity_dynamics import Windows, fcd, fcd_ks, fcd_values, sliding_windows
from brainmass.analysis.edge_series import cofluctuation, edge_fc, edge_time_series
from brainmass.analysis.envelopes import envelope_fc, orthogonal_envelope_fc
from brainmass.analysis.lagged import irreversibility, lagged_fc
from brainmass.analysis.locking import phase_locking
from brainmass.analysis.phase_dynamics import leading_eigenvectors, phase_fcd
from brainmass.analysis.spectra import Spectrum, peak_frequency, power_spectrum
from brainmass.analysis.synchrony import bandpass, kuramoto_order, metastability, phases

__all__ = [
    "ADDITIVE",
    "DIFFUSIVE",
    "LinearFit",
    "LinearNetwork",
    "Spectrum",
    "Windows",
    "analytic_signal",
    "bandpass",
    "best_linear_fc",
    "chimera_index",
    "cofluctuation",
    "community_metastability",
    "community_order",
    "edge_fc",
    "edge_time_series",
    "envelope_fc",
    "fc",
    "fc_similarity",
    "fcd",
    "fcd_ks",
    "fcd_values",
    "irreversibility",
    "kuramoto_order",
    "lagged_fc",
    "leading_eigenvectors",
    "linear_fc",
    "metastability",
    "orthogonal_envelope_fc",
    "partial_fc",
    "peak_frequency",
    "phase_fcd",
    "phase_locking",
    "phases",
    "power_spectrum",
    "sc_fc_correlation",
    "sliding_windows",
    "upper",
]
