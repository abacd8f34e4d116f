"""The shapes that experiments use, as functions of time. Times are in ms, frequencies in Hz, amplitudes in the unit of
the drive."""

from __future__ import annotations

from math import inf, pi
from typing import Any

import jax.numpy as jnp
import numpy as np

from brainmass.errors import require_finite
from brainmass.stimulus.signal import Stimulus, Wave
from brainmass.units import hertz, is_quantity, is_traced, ms, one, to_array, to_float


def step(onset: Any = 0.0, amplitude: Any = 1.0, stop: Any = inf) -> Stimulus:
    """On from ``onset`` until ``stop``: amplitude for onset <= t < stop, and 0 otherwise.

    Examples
    --------
    >>> [float(step(10.0, 2.0, stop=30.0)(t)) for t in (9.9, 10.0, 29.9, 30.0)]
    [0.0, 2.0, 2.0, 0.0]
    """
    return Wave(_step, {"onset": _time("onset", onset), "stop": _end("stop", stop), "amplitude": amplitude})


def _step(t: Any, onset: Any, stop: Any, amplitude: Any) -> Any:
    return amplitude * ((t >= onset) & (t < stop))


def pulse_train(period: Any, width: Any, amplitude: Any = 1.0, onset: Any = 0.0, stop: Any = inf) -> Stimulus:
    """Rectangular pulses of ``width``, the first at ``onset`` and one in every ``period``, until ``stop``.

    Examples
    --------
    >>> train = pulse_train(period=100.0, width=5.0, onset=50.0)
    >>> [float(train(t)) for t in (49.0, 52.0, 60.0, 153.0)]
    [0.0, 1.0, 0.0, 1.0]
    """
    period, width = _positive("period", period), _positive("width", width)
    if not is_traced(period) and not is_traced(width) and width > period:
        raise ValueError(f"pulse_train: the width {width:g} ms is longer than the period {period:g} ms")
    numbers = {"period": period, "width": width, "onset": _time("onset", onset), "stop": _end("stop", stop)}
    return Wave(_pulses, {**numbers, "amplitude": amplitude})


def _pulses(t: Any, period: Any, width: Any, onset: Any, stop: Any, amplitude: Any) -> Any:
    return amplitude * ((jnp.mod(t - onset, period) < width) & (t >= onset) & (t < stop))


def sinusoid(frequency: Any, amplitude: Any = 1.0, phase: Any = 0.0) -> Stimulus:
    """amplitude sin(2 pi f t + phase), with f in Hz and the phase in rad.

    Examples
    --------
    >>> round(float(sinusoid(10.0)(25.0)), 6)
    1.0
    """
    numbers = {"frequency": _frequency("frequency", frequency), "phase": _plain("phase", phase)}
    return Wave(_sinusoid, {**numbers, "amplitude": amplitude})


def _sinusoid(t: Any, frequency: Any, phase: Any, amplitude: Any) -> Any:
    return amplitude * jnp.sin(2 * pi * jnp.mod(frequency * t / 1000, 1.0) + phase)


def chirp(start: Any, end: Any, duration: Any, amplitude: Any = 1.0, onset: Any = 0.0) -> Stimulus:
    """A sinusoid whose frequency goes linearly from ``start`` to ``end`` (Hz) over ``duration``, and 0 outside of it.

    Examples
    --------
    >>> sweep = chirp(1.0, 21.0, duration=1000.0)
    >>> round(float(sweep(500.0)), 4), float(sweep(1000.5))
    (0.0, 0.0)
    """
    numbers = {
        "start": _frequency("start", start),
        "end": _frequency("end", end),
        "duration": _positive("duration", duration),
        "onset": _time("onset", onset),
    }
    return Wave(_chirp, {**numbers, "amplitude": amplitude})


def _chirp(t: Any, start: Any, end: Any, duration: Any, onset: Any, amplitude: Any) -> Any:
    s = t - onset
    cycles = (start * s + (end - start) * s**2 / (2 * duration)) / 1000
    return amplitude * jnp.sin(2 * pi * cycles) * ((s >= 0) & (s < duration))


def ramp(onset: Any, duration: Any, amplitude: Any = 1.0) -> Stimulus:
    """From 0 at ``onset`` linearly to ``amplitude`` after ``duration``, where it stays.

    Examples
    --------
    >>> [float(ramp(100.0, 200.0)(t)) for t in (50.0, 200.0, 1000.0)]
    [0.0, 0.5, 1.0]
    """
    numbers = {"onset": _time("onset", onset), "duration": _positive("duration", duration)}
    return Wave(_ramp, {**numbers, "amplitude": amplitude})


def _ramp(t: Any, onset: Any, duration: Any, amplitude: Any) -> Any:
    return amplitude * jnp.clip((t - onset) / duration, 0.0, 1.0)


def gaussian(centre: Any, width: Any, amplitude: Any = 1.0) -> Stimulus:
    """A Gaussian pulse: amplitude exp(-(t - centre)^2 / (2 width^2)).

    Examples
    --------
    >>> round(float(gaussian(100.0, 10.0)(110.0)), 4)
    0.6065
    """
    numbers = {"centre": _time("centre", centre), "width": _positive("width", width)}
    return Wave(_gaussian, {**numbers, "amplitude": amplitude})


def _gaussian(t: Any, centre: Any, width: Any, amplitude: Any) -> Any:
    return amplitude * jnp.exp(-(((t - centre) / width) ** 2) / 2)


def alpha(onset: Any, tau: Any, amplitude: Any = 1.0) -> Stimulus:
    """An alpha pulse, amplitude (s / tau) exp(1 - s / tau) for s = t - onset > 0: its peak, at tau, is the amplitude.

    Examples
    --------
    >>> float(alpha(100.0, 20.0, amplitude=3.0)(120.0))
    3.0
    """
    numbers = {"onset": _time("onset", onset), "tau": _positive("tau", tau)}
    return Wave(_alpha, {**numbers, "amplitude": amplitude})


def _alpha(t: Any, onset: Any, tau: Any, amplitude: Any) -> Any:
    s = jnp.maximum(t - onset, 0.0) / tau
    return amplitude * s * jnp.exp(1 - s)


def recorded(values: Any, period: Any, onset: Any = 0.0) -> Stimulus:
    """A recorded array, linear between its samples, and 0 before ``onset`` and after the last of them.

    Parameters
    ----------
    values : array of shape (time,) or (time, n), or quantity
        One signal for all regions, or one for each.
    period : float or quantity
        Time from one sample to the next, ms.

    Examples
    --------
    >>> [float(recorded([0.0, 1.0, 4.0], period=10.0)(t)) for t in (5.0, 15.0, 20.0, 20.1)]
    [0.5, 2.5, 4.0, 0.0]
    """
    if not is_quantity(values) and not is_traced(values):
        values = np.asarray(values)
    shape = np.shape(getattr(values, "mantissa", values))
    if len(shape) not in (1, 2) or shape[0] < 2:
        raise ValueError(f"recorded: values must have shape (time,) or (time, n) with two samples or more, got {shape}")
    if not is_quantity(values) and not is_traced(values):
        require_finite("recorded: values", values)
    numbers = {"amplitude": values, "period": _positive("period", period), "onset": _time("onset", onset)}
    return Wave(_sampled, numbers, axes=1)


def _sampled(t: Any, amplitude: Any, period: Any, onset: Any) -> Any:
    samples = jnp.asarray(amplitude)
    place = (t - onset) / period
    low = jnp.clip(jnp.floor(place), 0, len(samples) - 2).astype(int)
    share = place - low
    return jnp.where(
        (place >= 0) & (place <= len(samples) - 1), samples[low] * (1 - share) + samples[low + 1] * share, 0.0
    )


def ou(
    sigma: Any, tau: Any, duration: Any, *, period: Any = 1.0, n: int = 0, seed: int = 0, onset: Any = 0.0
) -> Stimulus:
    """One realization of an Ornstein-Uhlenbeck process, the same in every run: frozen noise.

    Noise that differs from run to run is ``noise={"x_inp": brainmass.noise.ou(...)}``.

    Parameters
    ----------
    sigma : float
        Stationary standard deviation, in the unit of the drive.
    tau, duration, period : float or quantity
        Correlation time, length, and time between samples (linear between them), ms.
    n : int
        0 for one signal that all regions share, otherwise one for each of n regions.
    """
    tau, period, duration = _positive("tau", tau), _positive("period", period), _positive("duration", duration)
    count = int(np.ceil(duration / period)) + 1
    normals = np.random.default_rng(seed).standard_normal((count, n) if n else count)
    keep = np.exp(-period / tau)
    values = np.empty_like(normals)
    values[0] = normals[0]
    for i in range(1, count):
        values[i] = keep * values[i - 1] + np.sqrt(1 - keep**2) * normals[i]
    return recorded(values, period, onset) * sigma


def _time(name: str, value: Any) -> Any:
    return value if is_traced(value) else to_float(value, ms, name)


def _end(name: str, value: Any) -> Any:
    return value if is_traced(value) or (not is_quantity(value) and value == inf) else to_float(value, ms, name)


def _positive(name: str, value: Any) -> Any:
    number = _time(name, value)
    if not is_traced(number) and number <= 0:
        raise ValueError(f"{name} must be positive, got {number:g} ms")
    return number


def _frequency(name: str, value: Any) -> Any:
    number = value if is_traced(value) else to_float(value, hertz, name)
    if not is_traced(number) and number < 0:
        raise ValueError(f"{name} must be 0 or more, got {number:g} Hz")
    return number


def _plain(name: str, value: Any) -> Any:
    number = to_array(value, one, name)
    if not is_traced(number):
        require_finite(name, np.asarray(number))
    return number
