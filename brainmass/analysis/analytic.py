"""The analytic signal: amplitude and phase at every moment, in JAX, so that a fit can follow their gradient."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.analysis.door import as_signals


def analytic_signal(signals: Any) -> jax.Array:
    r"""The analytic signal of each region about its mean, :math:`z = x + i H x`, by the Fourier transform.

    Its magnitude is the envelope, its angle the phase (Gabor 1946, doi:10.1049/ji-3-2.1946.0074). Both are meaningful
    for a narrow band only: see ``bandpass``.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.

    Returns
    -------
    array, shape (time, region)
        Complex; differentiable. The first and last cycles suffer from the ends of the recording.

    Raises
    ------
    ValueError
        If the shape is not (time, region), or a value is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> t = np.arange(100) / 100
    >>> z = analytic_signal(3 * np.cos(2 * np.pi * 5 * t)[:, None])
    >>> print(np.allclose(abs(z), 3), np.angle(z)[5, 0].round(3))
    True 1.571
    """
    array = as_signals(signals)
    return analytic(array - array.mean(axis=0))


def analytic(signals: jax.Array) -> jax.Array:
    """Along the first axis, unchecked: negative frequencies are left out, positive ones doubled."""
    samples = signals.shape[0]
    weights = np.zeros(samples)
    weights[0] = 1.0
    weights[1 : (samples + 1) // 2] = 2.0
    if samples % 2 == 0:
        weights[samples // 2] = 1.0
    spectrum = jnp.fft.fft(signals, axis=0)
    return jnp.fft.ifft(spectrum * jnp.asarray(weights, signals.dtype)[:, None], axis=0)


def zero_phase(signals: jax.Array, sections: np.ndarray, padding: int) -> jax.Array:
    """``scipy.signal.sosfiltfilt`` along the first axis, unchecked, for filters that let nothing constant through.

    Such a filter at rest before a signal that begins at ``x[0]`` is a convolution of ``x - x[0]`` with what an impulse
    leaves behind. By Fourier transform it is exact in float32 too; a recursion far below the sampling rate is not.
    """
    from scipy.fft import next_fast_len
    from scipy.signal import sosfilt

    before, after = 2 * signals[:1] - signals[padding:0:-1], 2 * signals[-1:] - signals[-2 : -padding - 2 : -1]
    extended = jnp.concatenate([before, signals, after])
    samples = extended.shape[0]
    room = next_fast_len(2 * samples - 1, real=True)
    response = np.fft.rfft(sosfilt(sections, np.eye(1, samples)[0]), room)
    kernel = jnp.asarray(response, jnp.result_type(signals, jnp.complex64))[:, None]

    def forward(x: jax.Array) -> jax.Array:
        return jnp.fft.irfft(jnp.fft.rfft(x - x[:1], room, axis=0) * kernel, room, axis=0)[:samples]

    return forward(forward(extended)[::-1])[::-1][padding : samples - padding]
