"""Coupling of rhythms, frequency by frequency: coherency, coherence, its imaginary part, weighted phase-lag index."""

from collections.abc import Callable

import jax
import jax.numpy as jnp

from brainmass.analysis.fourier import Fourier


def coherency(fourier: Fourier) -> jax.Array:
    r"""Complex coherency of every pair of regions: their cross-spectrum over the root of both spectra.

    .. math:: C_{ij}(f) = \frac{S_{ij}}{\sqrt{S_{ii} S_{jj}}}, \qquad S_{ij} = \langle X_i X_j^* \rangle

    Nolte et al. 2004, doi:10.1016/j.clinph.2004.04.029. If j repeats i after a delay d, its phase is
    :math:`+2 \pi f d`: positive where i leads.

    Parameters
    ----------
    fourier : Fourier
        From ``windowed_fourier`` or ``multitaper_fourier``, with more than one stretch.

    Returns
    -------
    array, shape (frequency, region, region)
        Complex, of magnitude at most 1; 0 where a region has no power. Differentiable.

    Raises
    ------
    ValueError
        If there is one stretch only: all regions would be fully coherent.

    Examples
    --------
    A rhythm of 10 Hz, and the same a quarter of a period later.

    >>> import numpy as np
    >>> from brainmass.analysis import windowed_fourier
    >>> t = np.arange(0, 10, 0.005)
    >>> signals = np.stack([np.sin(20 * np.pi * t), np.sin(20 * np.pi * (t - 0.025))], axis=1)
    >>> print(coherency(windowed_fourier(signals, interval=5.0, window=1000.0))[10, 0, 1].imag.round(3))
    1.0
    """
    unit = _unit(fourier)
    return jnp.einsum("sfi,sfj->fij", unit, unit.conj(), precision=jax.lax.Precision.HIGHEST)


def coherence(fourier: Fourier) -> jax.Array:
    r"""Magnitude-squared coherence of every pair of regions, :math:`|C_{ij}(f)|^2`, as ``scipy.signal.coherence``.

    Carter, Knapp & Nuttall 1973, doi:10.1109/TAU.1973.1162496. Its root is what some call coherence. Of n independent
    stretches, independent signals have 1 / n.

    Parameters
    ----------
    fourier : Fourier
        From ``windowed_fourier`` or ``multitaper_fourier``, with more than one stretch.

    Returns
    -------
    array, shape (frequency, region, region)
        From 0 to 1, with a diagonal of 1 (0 where a region has no power). Differentiable.

    Raises
    ------
    ValueError
        As for ``coherency``.

    Examples
    --------
    >>> import numpy as np
    >>> from brainmass.analysis import in_band, windowed_fourier
    >>> noise = np.random.default_rng(0).normal(size=(20000, 2))
    >>> noise[:, 1] += noise[:, 0]
    >>> fourier = windowed_fourier(noise, interval=5.0, window=1000.0)
    >>> print(coherence(in_band(fourier, (8, 12))).mean(axis=0)[0, 1].round(1))
    0.5
    """
    value = coherency(fourier)
    return value.real**2 + value.imag**2


def imaginary_coherence(fourier: Fourier) -> jax.Array:
    r"""Imaginary part of coherency, which sources mixed without delay do not have.

    Nolte et al. 2004, doi:10.1016/j.clinph.2004.04.029.

    Parameters
    ----------
    fourier : Fourier
        From ``windowed_fourier`` or ``multitaper_fourier``, with more than one stretch.

    Returns
    -------
    array, shape (frequency, region, region)
        From -1 to 1, antisymmetric: positive where the first region leads by less than half a period. Differentiable.

    Raises
    ------
    ValueError
        As for ``coherency``.

    Examples
    --------
    >>> import numpy as np
    >>> from brainmass.analysis import windowed_fourier
    >>> noise = np.random.default_rng(0).normal(size=(20000, 2))
    >>> mixed = noise @ np.array([[1.0, 0.5], [0.5, 1.0]])
    >>> fourier = windowed_fourier(mixed, interval=5.0, window=1000.0)
    >>> print(coherence(fourier)[:, 0, 1].mean() > 0.5, abs(imaginary_coherence(fourier)[:, 0, 1].mean()) < 0.01)
    True True
    """
    return coherency(fourier).imag


def wpli(fourier: Fourier) -> jax.Array:
    r"""Weighted phase-lag index of every pair of regions.

    .. math:: WPLI = \frac{|\langle \operatorname{Im} X \rangle|}{\langle |\operatorname{Im} X| \rangle}, \qquad
              X = X_i X_j^*

    Vinck et al. 2011, doi:10.1016/j.neuroimage.2011.01.055. 1 where one region always leads; sources mixed without
    delay add nothing to X's imaginary part.

    Parameters
    ----------
    fourier : Fourier
        From ``windowed_fourier`` or ``multitaper_fourier``, with more than one stretch.

    Returns
    -------
    array, shape (frequency, region, region)
        From 0 to 1, symmetric; 0 on the diagonal and where no pair has an imaginary part. Differentiable. One
        frequency at a time is in memory.

    Raises
    ------
    ValueError
        As for ``coherency``.

    Examples
    --------
    >>> import numpy as np
    >>> from brainmass.analysis import windowed_fourier
    >>> t = np.arange(0, 10, 0.005)
    >>> noise = np.random.default_rng(0).normal(size=(2000, 2))
    >>> signals = np.stack([np.sin(20 * np.pi * t), np.sin(20 * np.pi * (t - 0.01))], axis=1) + 0.1 * noise
    >>> print(wpli(windowed_fourier(signals, interval=5.0, window=1000.0))[10, 0, 1])
    1.0
    """

    def index(imaginary: jax.Array) -> jax.Array:
        return _ratio(jnp.abs(imaginary.sum(axis=0)), jnp.abs(imaginary).sum(axis=0))

    return _of_imaginary_parts(fourier, index)


def debiased_wpli_square(fourier: Fourier) -> jax.Array:
    r"""Square of the weighted phase-lag index, without the bias of few stretches.

    .. math:: \frac{\sum_{s \ne s'} \operatorname{Im} X_s \operatorname{Im} X_{s'}}
              {\sum_{s \ne s'} |\operatorname{Im} X_s \operatorname{Im} X_{s'}|}

    Vinck et al. 2011, doi:10.1016/j.neuroimage.2011.01.055. It is 0 on average where no region leads, and may be
    negative; it wants independent stretches, so windows that do not overlap, or trials.

    Parameters
    ----------
    fourier : Fourier
        From ``windowed_fourier`` or ``multitaper_fourier``, with more than one stretch.

    Returns
    -------
    array, shape (frequency, region, region)
        At most 1, symmetric; 0 on the diagonal. Differentiable.

    Raises
    ------
    ValueError
        As for ``coherency``.

    Examples
    --------
    >>> import numpy as np
    >>> from brainmass.analysis import windowed_fourier
    >>> noise = np.random.default_rng(0).normal(size=(20000, 2))
    >>> fourier = windowed_fourier(noise, interval=5.0, window=1000.0, overlap=0.0)
    >>> print(abs(debiased_wpli_square(fourier)[:, 0, 1].mean()) < 0.01, wpli(fourier)[:, 0, 1].mean() > 0.05)
    True True
    """

    def index(imaginary: jax.Array) -> jax.Array:
        own = (imaginary**2).sum(axis=0)
        return _ratio(imaginary.sum(axis=0) ** 2 - own, jnp.abs(imaginary).sum(axis=0) ** 2 - own)

    return _of_imaginary_parts(fourier, index)


def _of_imaginary_parts(fourier: Fourier, index: Callable[[jax.Array], jax.Array]) -> jax.Array:
    """``index`` of the imaginary parts (stretch, region, region) of the cross-spectra at each frequency."""

    @jax.checkpoint  # a gradient would otherwise keep all of them
    def at(values: jax.Array) -> jax.Array:
        real, imaginary = values.real, values.imag
        first, second = imaginary[:, :, None] * real[:, None, :], real[:, :, None] * imaginary[:, None, :]
        # Im(X_i X_j^*); what is left of equal phases by rounding is no lag
        rounding = 8 * jnp.finfo(real.dtype).eps * (jnp.abs(first) + jnp.abs(second))
        return index(jnp.where(jnp.abs(first - second) > rounding, first - second, 0.0))

    return jax.lax.map(at, jnp.swapaxes(_unit(fourier), 0, 1))


def _unit(fourier: Fourier) -> jax.Array:
    """Coefficients whose squares sum to 1 over the stretches; 0 where a region has no power."""
    values = fourier.values
    if values.ndim != 3 or values.shape[0] < 2:
        raise ValueError(
            "coherence needs at least 2 stretches (windows, tapers or trials), (stretch, frequency, region), "
            f"got the shape {values.shape}: take shorter windows, or more tapers"
        )
    # From numbers near 1: squares of tesla underflow in float32.
    largest = jax.lax.stop_gradient(jnp.abs(values).max(axis=(0, 1)))
    values = values / jnp.where(largest > 0, largest, 1.0)
    power = (values.real**2 + values.imag**2).sum(axis=0)
    return jnp.where(power > 0, values / jnp.sqrt(jnp.where(power > 0, power, 1.0)), 0)


def _ratio(above: jax.Array, below: jax.Array) -> jax.Array:
    return jnp.where(below > 0, above / jnp.where(below > 0, below, 1.0), 0.0)
