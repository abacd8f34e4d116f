"""Phases, order parameter and metastability against hand-made phases, closed forms and filter theory."""

import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.analysis import bandpass, kuramoto_order, metastability, phases


def test_order_of_hand_made_phases():
    spread = 2 * np.pi * np.arange(5) / 5
    table = np.stack([np.full(5, 2.0), spread, [0, 0, 0, 0, np.pi], [0, 0, 0, 0, 2 * np.pi]])
    np.testing.assert_allclose(kuramoto_order(table), [1, 0, 0.6, 1], atol=1e-6)


def test_order_is_the_mean_of_unit_vectors():
    angle = np.random.default_rng(0).uniform(-9, 9, size=(30, 7))
    with jax.enable_x64(True):
        np.testing.assert_allclose(kuramoto_order(angle), np.abs(np.exp(1j * angle).mean(axis=1)), atol=1e-14)


def test_gradient_of_order_against_central_differences():
    angle, along = np.random.default_rng(0).normal(size=(2, 6, 5))
    with jax.enable_x64(True):

        def loss(phase):
            return jnp.sum(kuramoto_order(phase) ** 3) + metastability(phase)

        at, h = jnp.asarray(angle), 1e-6
        expected = (loss(at + h * along) - loss(at - h * along)) / (2 * h)
        np.testing.assert_allclose(jnp.sum(jax.grad(loss)(at) * along), expected, rtol=1e-7)


def test_gradient_of_order_is_zero_where_phases_cancel_exactly():
    cancelling = jnp.array([[0, 0, np.pi, -np.pi], [1, 1, 1, 1]])
    np.testing.assert_array_equal(kuramoto_order(cancelling)[0], 0)
    np.testing.assert_allclose(jax.grad(lambda p: kuramoto_order(p).sum())(cancelling), 0, atol=1e-7)


def test_metastability_of_two_drifting_oscillators():
    # r = |cos(d/2)| for a phase difference d that runs round: mean 2/pi, mean square 1/2.
    difference = 2 * np.pi * np.arange(100_000) / 100_000
    angle = np.stack([difference, np.zeros_like(difference)], axis=1)
    assert float(metastability(angle)) == pytest.approx(np.sqrt(0.5 - 4 / np.pi**2), abs=1e-5)


def test_metastability_of_constant_synchrony_is_zero():
    angle = np.linspace(0, 20, 50)[:, None] + np.array([0.0, 0.5, 1.0])
    assert float(metastability(angle)) == pytest.approx(0.0, abs=1e-6)


def test_phases_of_whole_cycles_are_exact():
    t = np.arange(200) / 200
    shifts = np.array([0.0, 0.7, -2.0])
    angle = 2 * np.pi * 4 * t[:, None] + shifts
    found = phases(5.0 + 2.0 * np.cos(angle))
    np.testing.assert_allclose(np.exp(1j * found), np.exp(1j * angle), atol=1e-12)


def test_phases_within_a_band_find_the_slow_rhythm():
    t = np.arange(20_000) * 0.1
    slow = 2 * np.pi * 0.05 * t
    signals = (np.cos(slow) + 2 * np.cos(2 * np.pi * 1.3 * t))[:, None]
    found = phases(signals, interval=100 * u.ms, band=(0.02 * u.Hz, 0.1 * u.Hz))[:, 0]
    error = np.angle(np.exp(1j * (found - slow)))
    assert np.abs(error[5000:15000]).max() < 0.01


def butterworth_gain(frequency, band, interval, order):
    """Squared magnitude of the digital Butterworth band pass: the bilinear transform warps f to tan(pi f dt)."""
    f, low, high = (np.tan(np.pi * x * interval / 1000) for x in (frequency, *band))
    return 1 / (1 + ((f**2 - low * high) / (f * (high - low))) ** (2 * order))


@pytest.mark.parametrize("order", [1, 2, 4])
@pytest.mark.parametrize("frequency", [4.0, 8.0, 10.0, 12.0, 20.0])
def test_band_pass_scales_a_rhythm_by_the_butterworth_gain_and_does_not_shift_it(frequency, order):
    band, interval = (8.0, 12.0), 5.0
    t = np.arange(4000) * interval
    rhythm = np.sin(2 * np.pi * frequency * t / 1000)
    middle = slice(1500, 2500)
    passed = bandpass(rhythm[:, None], interval, band, order)[middle, 0]
    np.testing.assert_allclose(passed, butterworth_gain(frequency, band, interval, order) * rhythm[middle], atol=1e-6)


@pytest.mark.parametrize("corner", [8.0, 12.0])
def test_band_pass_leaves_half_at_its_corners(corner):
    assert butterworth_gain(corner, (8.0, 12.0), 5.0, 2) == pytest.approx(0.5)


ONES = np.ones((100, 2))
WAVES = np.sin(np.arange(200.0).reshape(100, 2))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: kuramoto_order(np.zeros(5)), ValueError, r"phases must have the shape \(time, region\), got \(5,\)"),
        (lambda: kuramoto_order([[0, np.nan], [0, 1]]), ValueError, r"phases\[0, 1\] is nan"),
        (
            lambda: kuramoto_order(np.exp(1j * WAVES)),
            TypeError,
            "phases must hold real numbers, got an array of complex128",
        ),
        (lambda: metastability(np.zeros((1, 5))), ValueError, r"phases needs at least 2 samples in time"),
        (lambda: phases(ONES), ValueError, "region 0 is constant .* so its phase is undefined"),
        (lambda: phases(WAVES, band=(1, 2)), ValueError, "a band in Hz needs interval"),
        (lambda: jax.jit(phases)(WAVES), TypeError, "phases runs outside JAX"),
        (lambda: bandpass(WAVES, 5.0, (12, 8)), ValueError, r"0 < low < high, got \(12, 8\) Hz"),
        (lambda: bandpass(WAVES, 5.0, (0, 8)), ValueError, r"0 < low < high, got \(0, 8\) Hz"),
        (lambda: bandpass(WAVES, 5.0, 8), ValueError, r"band must be two frequencies \(low, high\) in Hz, got 8"),
        (
            lambda: bandpass(WAVES, 5.0, (8 * u.ms, 12)),
            TypeError,
            r"band\[0\] is in ms, which cannot be converted to Hz",
        ),
        (
            lambda: bandpass(WAVES, 5.0, (8, 100)),
            ValueError,
            "band reaches 100 Hz, but samples 5 ms apart .* 100 Hz up",
        ),
        (
            lambda: bandpass(WAVES, 5.0, (8, 12), order=0),
            ValueError,
            "order must be a whole number of at least 1, got 0",
        ),
        (lambda: bandpass(WAVES[:15], 5.0, (8, 12)), ValueError, "order 2 needs more than 15 samples, got 15"),
        (lambda: bandpass(WAVES, -5.0, (8, 12)), ValueError, "interval must be positive, got -5 ms"),
    ],
)
def test_bad_input_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()
