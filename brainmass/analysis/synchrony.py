"""Phases and their agreement: the Kuramoto order parameter and metastability."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.analysis.door import as_numpy_signals, as_signals, band_in_hz, positive_ms, refuse_constant


def kuramoto_order(phases: Any) -> jax.Array:
    r"""Kuramoto order parameter over time, :math:`r(t) = |\frac{1}{N} \sum_j e^{i \theta_j(t)}|`.

    Kuramoto 1984, doi:10.1007/978-3-642-69689-3.

    Parameters
    ----------
    phases : array, shape (time, region)
        Phases in radians, wrapped or not.

    Returns
    -------
    array, shape (time,)
        1 where all phases agree, 0 where they cancel; differentiable.

    Raises
    ------
    ValueError
        If the shape is not (time, region), or a value is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> kuramoto_order([[0.3, 0.3, 0.3], [0, 2 * np.pi / 3, 4 * np.pi / 3], [0, 0, np.pi]]).round(3)
    Array([1.   , 0.   , 0.333], dtype=float32)
    """
    angle = as_signals(phases, "phases")
    square = jnp.cos(angle).mean(axis=1) ** 2 + jnp.sin(angle).mean(axis=1) ** 2
    # The square root has no slope at 0; phases that cancel exactly shall give a gradient of 0 and not NaN.
    positive = square != 0  # NaN stays NaN
    return jnp.where(positive, jnp.sqrt(jnp.where(positive, square, 1)), 0)


def metastability(phases: Any) -> jax.Array:
    """How much synchrony comes and goes: the standard deviation over time of the Kuramoto order parameter.

    Shanahan 2010, doi:10.1063/1.3305451, for one community, as whole-brain studies use it.

    Parameters
    ----------
    phases : array, shape (time, region)
        Phases in radians, wrapped or not.

    Returns
    -------
    array, shape ()
        0 where synchrony is constant, at most 0.5 (half of the time 0, half of the time 1).

    Raises
    ------
    ValueError
        If the shape is not (time, region), or a value is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> print(metastability([[0, 0], [0, np.pi], [0, 0], [0, np.pi]]).round(3))
    0.5
    """
    return kuramoto_order(phases).std()


def phases(signals: Any, interval: Any = None, band: tuple[Any, Any] | None = None) -> np.ndarray:
    """Instantaneous phase of each region, by the Hilbert transform of its signal about its mean.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    interval : ms or quantity
        Time between samples; needed with ``band``.
    band : (low, high) in Hz or quantities, optional
        Filter to this band first (see ``bandpass``): a phase is meaningful only for a narrow band.

    Returns
    -------
    array, shape (time, region)
        Radians in (-pi, pi]; the first and last cycles suffer from the ends of the recording.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, a region is constant, ``band`` comes without
        ``interval``, or as for ``bandpass``.

    Examples
    --------
    >>> import numpy as np
    >>> t = np.arange(100) / 100
    >>> phases(np.cos(2 * np.pi * t)[:, None])[[0, 25, 75], 0].round(3)
    array([ 0.   ,  1.571, -1.571])
    """
    from scipy.signal import hilbert

    array = as_numpy_signals(signals, "phases")
    refuse_constant(array, "its phase")
    if band is not None:
        if interval is None:
            raise ValueError("phases: a band in Hz needs interval, the time between samples")
        array = bandpass(array, interval, band)
    return np.angle(np.asarray(hilbert(array - array.mean(axis=0), axis=0)))


def bandpass(signals: Any, interval: Any, band: tuple[Any, Any], order: int = 2) -> np.ndarray:
    """Band pass without phase shift: a Butterworth filter run forwards and backwards.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    interval : ms or quantity
        Time between samples.
    band : (low, high) in Hz or quantities
        Corner frequencies, where the two runs together leave half of the amplitude.
    order : int
        Of the filter; the two runs double it.

    Returns
    -------
    array, shape (time, region)
        In double precision.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, the band does not lie between 0 and half the sampling
        rate, the order is below 1, or the signals are too short for the filter.

    Examples
    --------
    >>> import numpy as np, brainunit as u
    >>> t = np.arange(0, 1000, 0.5)
    >>> slow, fast = np.sin(2 * np.pi * 0.04 * t), np.sin(2 * np.pi * 0.4 * t)
    >>> kept = bandpass((slow + fast)[:, None], 0.5 * u.second, (0.02 * u.Hz, 0.08 * u.Hz))[:, 0]
    >>> print(abs(kept - slow)[500:1500].max() < 0.01)
    True
    """
    from scipy.signal import sosfiltfilt

    array = as_numpy_signals(signals, "bandpass")
    sections, padding = butterworth(array.shape[0], interval, band, order)
    return sosfiltfilt(sections, array, axis=0, padlen=padding)


def butterworth(samples: int, interval: Any, band: tuple[Any, Any], order: int = 2) -> tuple[np.ndarray, int]:
    """The sections of the filter of ``bandpass``, and by how many samples it continues a recording at both ends."""
    from scipy.signal import butter

    every = positive_ms(interval, "interval")
    corners = band_in_hz(band)
    if corners[1] >= 500.0 / every:
        raise ValueError(
            f"band reaches {corners[1]:g} Hz, but samples {every:g} ms apart hold nothing from "
            f"{500.0 / every:g} Hz up; lower it"
        )
    if not isinstance(order, int) or order < 1:
        raise ValueError(f"order must be a whole number of at least 1, got {order}")
    padding = 3 * (2 * order + 1)  # SciPy's own for a band pass of this order
    if samples <= padding:
        raise ValueError(f"bandpass of order {order} needs more than {padding} samples, got {samples}")
    sections: Any = butter(order, corners, btype="bandpass", fs=1000.0 / every, output="sos")
    return sections, padding
