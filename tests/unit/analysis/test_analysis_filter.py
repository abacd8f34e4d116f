"""The zero-phase filter of JAX, against SciPy's recursion."""

import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.analysis import bandpass
from brainmass.analysis.analytic import zero_phase
from brainmass.analysis.synchrony import butterworth


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize(
    ("samples", "interval", "band"), [(64, 2000.0, (0.04, 0.1)), (401, 1.0, (8, 13)), (16, 5.0, (1, 9))]
)
def test_the_filter_in_jax_is_that_of_scipy(samples, interval, band):
    signals = 5 + np.random.default_rng(7).normal(size=(samples, 2)).cumsum(axis=0)
    found = zero_phase(jnp.asarray(signals), *butterworth(samples, interval, band))
    np.testing.assert_allclose(found, bandpass(signals, interval, band), rtol=0, atol=1e-11)


def test_the_filter_keeps_a_slow_rhythm_in_float32():
    # 0.05 Hz in samples 1 ms apart: a recursion in float32 loses it.
    t = np.arange(60_000) / 1000
    signals = (100 + np.sin(2 * np.pi * 0.05 * t) + np.sin(2 * np.pi * 10 * t))[:, None]
    expected = bandpass(signals, 1.0, (0.03, 0.08))
    found = zero_phase(jnp.asarray(signals, jnp.float32), *butterworth(len(t), 1.0, (0.03, 0.08)))
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-3 * np.abs(expected).max())
