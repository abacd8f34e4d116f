"""Amplitude-envelope correlation, as it is and with what two sensors share at zero lag taken out."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp

from brainmass.analysis.analytic import analytic
from brainmass.analysis.connectivity import pearson
from brainmass.analysis.door import as_signals, refuse_constant

Scale = Callable[[jax.Array], jax.Array]


def envelope_fc(signals: Any, scale: Scale = jnp.sqrt) -> jax.Array:
    """Amplitude-envelope correlation: the Pearson correlation of the envelopes of every pair of regions.

    Hipp et al. 2012, doi:10.1038/nn.3101 (their "plain" correlation); Brookes et al. 2011, doi:10.1073/pnas.1112685108.

    Parameters
    ----------
    signals : array, shape (time, region)
        One narrow-band signal per region, time first: see ``bandpass``.
    scale : function
        What of the power is correlated: ``jnp.sqrt`` makes the amplitude of it, ``jnp.log`` the logarithm (as Hipp).

    Returns
    -------
    array, shape (region, region)
        Symmetric, with a diagonal of 1; differentiable.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, or a region is constant.

    Examples
    --------
    Two rhythms of different frequency, louder and quieter together.

    >>> import numpy as np
    >>> t = np.arange(0, 10, 0.005)
    >>> loudness = 1.5 + np.sin(2 * np.pi * 0.2 * t)
    >>> signals = np.stack([loudness * np.sin(2 * np.pi * 10 * t), loudness * np.sin(2 * np.pi * 12 * t)], axis=1)
    >>> print(envelope_fc(signals)[0, 1].round(2))
    1.0
    """
    array = as_signals(signals)
    refuse_constant(array, "its envelope")
    return pearson(scale(_power(_analytic(array))))


def orthogonal_envelope_fc(signals: Any, scale: Scale = jnp.log) -> jax.Array:
    r"""Envelope correlation of every pair of regions, each time after one is made orthogonal to the other.

    What two signals share without delay may be field spread or a common reference. Of y only that part is kept which
    is orthogonal to x at each moment (Hipp et al. 2012, doi:10.1038/nn.3101), and its envelope is correlated with
    that of x; the two directions are averaged.

    .. math:: y_{\perp x}(t) = \operatorname{Im}\left( y(t) \frac{x(t)^*}{|x(t)|} \right)

    The envelopes of independent sources, mixed without delay, correlate by 0 under it.

    Parameters
    ----------
    signals : array, shape (time, region)
        One narrow-band signal per region, time first: see ``bandpass``.
    scale : function
        What of the power is correlated: ``jnp.log`` its logarithm, as in the paper, ``jnp.sqrt`` the amplitude.

    Returns
    -------
    array, shape (region, region)
        Symmetric; the diagonal is 1 by convention, since nothing of a signal is orthogonal to itself. Differentiable.
        One region at a time is in memory against all others.

    Raises
    ------
    ValueError
        As for ``envelope_fc``.

    Examples
    --------
    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=(20000, 2))
    >>> from brainmass.analysis import bandpass
    >>> rhythms = bandpass(noise, 5.0, (8, 12))
    >>> mixed = rhythms @ np.array([[1.0, 0.6], [0.6, 1.0]])
    >>> print(envelope_fc(mixed)[0, 1] > 0.5, abs(orthogonal_envelope_fc(mixed)[0, 1]) < 0.05)
    True True
    """
    array = as_signals(signals)
    refuse_constant(array, "its envelope")
    z = _analytic(array)
    power = _power(z)
    smallest = (16 * jnp.finfo(power.dtype).eps) ** 2  # of signals within -1 and 1: what is less is rounding
    plain = _standard(scale(jnp.maximum(power, smallest)))

    def onto(region: jax.Array) -> jax.Array:
        """Of every other region: its part orthogonal to ``region``, correlated with the envelope of ``region``."""
        x = z[:, region] / jnp.sqrt(jnp.maximum(power[:, region], smallest))
        rest = (z * x.conj()[:, None]).imag ** 2
        rest = jnp.where(jnp.arange(z.shape[1]) == region, 1.0, rest)  # nothing is left of itself
        return (_standard(scale(jnp.maximum(rest, smallest))) * plain[:, region, None]).sum(axis=0)

    matrix = jax.lax.map(jax.checkpoint(onto), jnp.arange(z.shape[1]))
    return jnp.where(jnp.eye(len(matrix), dtype=bool), 1, (matrix + matrix.T) / 2)


def _analytic(signals: jax.Array) -> jax.Array:
    centred = signals - signals.mean(axis=0)
    # Correlations have no scale, and without it the power of signals in tesla would underflow in float32.
    return analytic(centred / jax.lax.stop_gradient(jnp.abs(centred).max(axis=0)))


def _power(z: jax.Array) -> jax.Array:
    return z.real**2 + z.imag**2


def _standard(values: jax.Array) -> jax.Array:
    """Columns of mean 0 and length 1; one that is constant becomes 0."""
    centred = values - values.mean(axis=0)
    square = (centred**2).sum(axis=0)
    varies = square > 0
    return jnp.where(varies, centred / jnp.sqrt(jnp.where(varies, square, 1.0)), 0.0)
