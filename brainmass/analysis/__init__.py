"""Analysis of signals, measured or simulated: arrays in, arrays out.

Signals have the shape (time, region), time first; times are bare numbers in ms, or quantities.
"""

from brainmass.analysis.analytic import (
    analytic_signal,
)
from brainmass.analysis.aperiodic import (
    AperiodicFit,
    SpectralPeak,
    fit_aperiodic,
)
from brainmass.analysis.baselines import (
    ADDITIVE,
    DIFFUSIVE,
    LinearFit,
    LinearNetwork,
    best_linear_fc,
    linear_fc,
    sc_fc_correlation,
)
from brainmass.analysis.branching import (
    Branching,
    branching_ratio,
)
from brainmass.analysis.cascades import (
    Avalanches,
    avalanches,
    threshold_events,
)
from brainmass.analysis.chimera import (
    chimera_index,
    community_metastability,
    community_order,
)
from brainmass.analysis.complexity import (
    joint_lempel_ziv_complexity,
    lempel_ziv,
    lempel_ziv_complexity,
)
from brainmass.analysis.connectivity import (
    fc,
    fc_similarity,
    partial_fc,
    upper,
)
from brainmass.analysis.connectivity_dynamics import (
    Windows,
    fcd,
    fcd_ks,
    fcd_values,
    sliding_windows,
)
from brainmass.analysis.cross_spectra import (
    coherence,
    coherency,
    debiased_wpli_square,
    imaginary_coherence,
    wpli,
)
from brainmass.analysis.edge_series import (
    cofluctuation,
    edge_fc,
    edge_time_series,
)
from brainmass.analysis.entropy import (
    permutation_entropy,
    sample_entropy,
    spectral_entropy,
)
from brainmass.analysis.envelopes import (
    envelope_fc,
    orthogonal_envelope_fc,
)
from brainmass.analysis.fourier import (
    Fourier,
    in_band,
    multitaper_fourier,
    spectral_density,
    windowed_fourier,
)
from brainmass.analysis.graph_measures import (
    clustering,
    rewired,
    rich_club,
    small_worldness,
    strength,
)
from brainmass.analysis.graph_modules import (
    communities,
    modularity,
    participation,
)
from brainmass.analysis.graph_paths import (
    betweenness,
    characteristic_path_length,
    global_efficiency,
    path_lengths,
)
from brainmass.analysis.ignition import (
    Ignition,
    event_integration,
    intrinsic_ignition,
    phase_integration,
)
from brainmass.analysis.lagged import (
    irreversibility,
    lagged_fc,
)
from brainmass.analysis.locking import (
    phase_locking,
)
from brainmass.analysis.perturbation import (
    PerturbationalComplexity,
    pci_st,
)
from brainmass.analysis.phase_dynamics import (
    leading_eigenvectors,
    phase_fcd,
)
from brainmass.analysis.power_law import (
    PowerLaw,
    fit_power_law,
)
from brainmass.analysis.spectra import (
    Spectrum,
    peak_frequency,
    power_spectrum,
)
from brainmass.analysis.structure_function import (
    communicability,
    pearson_r,
    regional_sc_fc_coupling,
    sc_fc_coupling,
    sc_fc_regression,
    spearman_r,
)
from brainmass.analysis.synchrony import (
    bandpass,
    kuramoto_order,
    metastability,
    phases,
)

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
    "betweenness",
    "branching_ratio",
    "characteristic_path_length",
    "chimera_index",
    "clustering",
    "cofluctuation",
    "coherence",
    "coherency",
    "communicability",
    "communities",
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
    "global_efficiency",
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
    "modularity",
    "multitaper_fourier",
    "orthogonal_envelope_fc",
    "partial_fc",
    "participation",
    "path_lengths",
    "pci_st",
    "peak_frequency",
    "pearson_r",
    "permutation_entropy",
    "phase_fcd",
    "phase_integration",
    "phase_locking",
    "phases",
    "power_spectrum",
    "regional_sc_fc_coupling",
    "rewired",
    "rich_club",
    "sample_entropy",
    "sc_fc_correlation",
    "sc_fc_coupling",
    "sc_fc_regression",
    "sliding_windows",
    "small_worldness",
    "spearman_r",
    "spectral_density",
    "spectral_entropy",
    "strength",
    "threshold_events",
    "upper",
    "windowed_fourier",
    "wpli",
]
