"""Analysis of signals, measured or simulated: arrays in, arrays out.

Signals have the shape (time, region), time first; times are bare numbers in ms, or quantities.
"""

from brainmass.analysis.analytic import analytic_signal
from brainmass.analysis.aperiodic import AperiodicFit, SpectralPeak, fit_aperiodic
from brainmass.analysis.baselines import (
    ADDITIVE,
    DIFFUSIVE,
    LinearFit,
    LinearNetwork,
    best_linear_fc,
    linear_fc,
    sc_fc_correlation,
)
from brainmass.analysis.branching import Branching, branching_ratio
from brainmass.analysis.cascades import Avalanches, avalanches, threshold_events
from brainmass.analysis.chimera import chimera_index, community_metastability, community_order
from brainmass.analysis.complexity import joint_lempel_ziv_complexity, lempel_ziv, lempel_ziv_complexity
from brainmass.analysis.connectivity import fc, fc_similarity, partial_fc, upper
from brainmass.analysis.connectivity_dynamics import Windows, fcd, fcd_ks, fcd_values, sliding_windows
from brainmass.analysis.cross_spectra import coherence, coherency, debiased_wpli_square, imaginary_coherence, wpli
from brainmass.analysis.edge_series import cofluctuation, edge_fc, edge_time_series
from brainmass.analysis.entropy import permutation_entropy, sample_entropy, spectral_entropy
from brainmass.analysis.envelopes import envelope_fc, orthogonal_envelope_fc
from brainmass.analysis.fourier import Fourier, in_band, multitaper_fourier, spectral_density, windowed_fourier
from brainmass.analysis.ignition import Ignition, event_integration, intrinsic_ignition, phase_integration
from brainmass.analysis.lagged import irreversibility, lagged_fc
from brainmass.analysis.locking import phase_locking
from brainmass.analysis.perturbation import PerturbationalComplexity, pci_st
from brainmass.analysis.phase_dynamics import leading_eigenvectors, phase_fcd
from brainmass.analysis.power_law import PowerLaw, fit_power_law
from brainmass.analysis.spectra import Spectrum, peak_frequency, power_spectrum
from brainmass.analysis.synchrony import bandpass, kuramoto_order, metastability, phases

__all__ = [
    "ADDITIVE",
    "DIFFUSIVE",
    "AperiodicFit",
    "Avalanches",
    "Branching",
    "Fourier",
    "Ignition",
    "LinearFit",
    "LinearNetwork",
    "PerturbationalComplexity",
    "PowerLaw",
    "SpectralPeak",
    "Spectrum",
    "Windows",
    "analytic_signal",
    "avalanches",
    "bandpass",
    "best_linear_fc",
    "branching_ratio",
    "chimera_index",
    "cofluctuation",
    "coherence",
    "coherency",
    "community_metastability",
    "community_order",
    "debiased_wpli_square",
    "edge_fc",
    "edge_time_series",
    "envelope_fc",
    "event_integration",
    "fc",
    "fc_similarity",
    "fcd",
    "fcd_ks",
    "fcd_values",
    "fit_aperiodic",
    "fit_power_law",
    "imaginary_coherence",
    "in_band",
    "intrinsic_ignition",
    "irreversibility",
    "joint_lempel_ziv_complexity",
    "kuramoto_order",
    "lagged_fc",
    "leading_eigenvectors",
    "lempel_ziv",
    "lempel_ziv_complexity",
    "linear_fc",
    "metastability",
    "multitaper_fourier",
    "orthogonal_envelope_fc",
    "partial_fc",
    "pci_st",
    "peak_frequency",
    "permutation_entropy",
    "phase_fcd",
    "phase_integration",
    "phase_locking",
    "phases",
    "power_spectrum",
    "sample_entropy",
    "sc_fc_correlation",
    "sliding_windows",
    "spectral_density",
    "spectral_entropy",
    "threshold_events",
    "upper",
    "windowed_fourier",
    "wpli",
]
