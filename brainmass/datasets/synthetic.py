"""``synthetic``: a connectome and an FC for where there is no network. Both are generated, neither is measured."""

from __future__ import annotations

import numpy as np

from brainmass import graphs
from brainmass.analysis import linear_fc
from brainmass.datasets.dataset import Dataset, Description

DESCRIPTION = Description(
    name="synthetic",
    regions=None,
    holds="a generated connectome (log-normal weights that fall off with distance, two hemispheres) and a generated FC",
    source="brainmass itself (graphs.distance_decay); generated from a seed, not measured",
    licence="that of brainmass",
    citation=("Ercsey-Ravasz et al. (2013) the exponential distance rule, Neuron, doi:10.1016/j.neuron.2013.07.036",),
    notes=(
        "the FC is that of a linear network on this very connectome, seen through 1,200 noisy samples: it is evidence "
        "of nothing, and a linear network fits it best",
    ),
)
GAIN = 0.99  # near the edge: a mean FC, and a correlation with the weights, like those of hcp-schaefer100
SAMPLES = 1200


def synthetic(n: int = 100, seed: int = 0) -> Dataset:
    """A generated data set of ``n`` regions, the same for the same seed.

    The FC is the correlation of ``SAMPLES`` independent draws from the stationary distribution of a linear network on
    the connectome, :func:`brainmass.analysis.linear_fc`; ``extras`` holds the exact one, and one of other draws.
    """
    connectome = graphs.distance_decay(n, seed=seed)
    exact = linear_fc(connectome.weights, GAIN)
    rng = np.random.default_rng([seed, n])
    fc, again = (_sampled(exact, rng) for _ in range(2))
    extras = {"fc_exact": exact, "fc_again": again}
    return Dataset("synthetic", connectome, DESCRIPTION, fc, extras=extras)


def _sampled(fc: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    draws = np.linalg.cholesky(fc) @ rng.standard_normal((len(fc), SAMPLES))
    return np.asarray(np.corrcoef(draws))
