"""Distances of distributions, computed by JAX, against SciPy's."""

import numpy as np
import pytest
from scipy.stats import ks_2samp, wasserstein_distance

from brainmass.analysis.distributions import kolmogorov_smirnov, wasserstein


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize(("n", "m", "digits"), [(31, 57, None), (31, 57, 1), (31, 57, 0), (40, 40, 0)])
def test_distances_of_distributions_are_those_of_scipy(n, m, digits):
    rng = np.random.default_rng(n + m)
    a, b = rng.normal(size=n), 1.3 * rng.normal(size=m) + 0.2
    if digits is not None:  # ties within and between them
        a, b = a.round(digits), b.round(digits)
        assert len(np.unique(np.concatenate([a, b]))) < n + m
    assert kolmogorov_smirnov(a, b) == pytest.approx(ks_2samp(a, b, method="asymp").statistic, abs=1e-14)
    assert wasserstein(a, b) == pytest.approx(wasserstein_distance(a, b), rel=1e-12)


def test_distance_with_a_missing_value_is_missing():
    for distance in (kolmogorov_smirnov, wasserstein):
        assert np.isnan(distance([0.1, np.nan], [0.1, 0.2]))
