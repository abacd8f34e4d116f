"""Lagged functional connectivity, and how much it tells the direction of time."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.analysis.door import as_signals, positive_ms, refuse_constant
from brainmass.units import is_traced, ms, one, to_float


def lagged_fc(signals: Any, interval: Any, lag: Any) -> jax.Array:
    r"""Correlation of every region with every other one, a lag earlier.

    .. math:: C_{ij}(\tau) = \operatorname{corr}(x_i(t + \tau), x_j(t))

    As in a matrix of weights, j sends and i receives: where j leads i by :math:`\tau`, entry (i, j) is large.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    interval : ms or quantity
        Time between samples (the TR of BOLD).
    lag : ms or quantity
        :math:`\tau`, rounded to whole samples; 0 gives ``fc``, a negative one the transpose of the positive one.

    Returns
    -------
    array, shape (region, region)
        (follower, leader); the diagonal is the autocorrelation. Both stretches have their own mean and
        variance. Differentiable.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, fewer than 2 samples overlap, or a region is constant
        in a stretch.

    Examples
    --------
    Region 1 repeats region 0 after 20 ms.

    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=1000)
    >>> signals = np.stack([noise[2:], noise[:-2]], axis=1)
    >>> print(lagged_fc(signals, interval=10.0, lag=20.0)[1, 0].round(3))
    1.0
    """
    array = as_signals(signals)
    shift = _whole_samples(interval, lag)
    if shift < 0:
        return lagged_fc(signals, interval, -to_float(lag, ms, "lag")).T
    samples = len(array)
    if samples - shift < 2:
        raise ValueError(
            f"lag is {shift} samples, and of {samples} samples fewer than 2 overlap; shorten it, or record longer"
        )
    later, earlier = array[shift:], array[: samples - shift]
    refuse_constant(later, "its correlation", "signals after the lag")
    refuse_constant(earlier, "its correlation", "signals before the lag")
    return jnp.matmul(_unit(later).T, _unit(earlier), precision=jax.lax.Precision.HIGHEST)


def irreversibility(signals: Any, interval: Any, lag: Any, quantile: float = 0.0) -> jax.Array:
    r"""Level of non-reversibility: how much lagged correlations differ from those of the recording played backwards.

    .. math:: FS_{ij} = -\tfrac{1}{2} \log(1 - C_{ij}^2), \qquad
              I = \langle (FS^{forward}_{ij} - FS^{reversal}_{ij})^2 \rangle_{i \ne j}

    with C the correlation of i with j a lag later, of the recording and of the reversed one. This is INSIDEOUT of
    Deco, Sanz Perl, Bocaccio, Tagliazucchi and Kringelbach 2022, doi:10.1038/s42003-022-03505-7. In equilibrium
    (detailed balance) it is 0 up to the scatter of a finite recording, which for white noise of T samples gives
    :math:`1 / T^2`: compare recordings of one length, or surrogates.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first; at least 2 regions.
    interval : ms or quantity
        Time between samples (the TR of BOLD).
    lag : ms or quantity
        Positive, rounded to whole samples.
    quantile : float
        Only the squared differences above this quantile are averaged: 0 takes all pairs, 0.95 the largest twentieth.

    Returns
    -------
    array, shape ()
        At least 0; differentiable. It grows without bound where a lagged correlation comes near 1.

    Raises
    ------
    ValueError
        As for ``lagged_fc``; also if the lag is less than a sample, the quantile lies outside [0, 1), there is one
        region, or one repeats another exactly after the lag.

    Examples
    --------
    A signal that travels around a ring of three has a direction of time, independent noise has none.

    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=(5000, 3))
    >>> ring = np.zeros_like(noise)
    >>> for t in range(1, len(ring)):
    ...     ring[t] = 0.8 * np.roll(ring[t - 1], 1) + noise[t]
    >>> print(irreversibility(ring, 1.0, lag=1.0) > 0.1, irreversibility(noise, 1.0, lag=1.0) < 0.001)
    True True
    """
    if _whole_samples(interval, lag) < 1:
        raise ValueError(f"lag must be at least one sample of {to_float(interval, ms, 'interval'):g} ms, got {lag}")
    share = to_float(quantile, one, "quantile")
    if not 0 <= share < 1:
        raise ValueError(f"quantile must be at least 0 and below 1, got {share:g}")
    # The recording backwards exchanges which of two comes first: its correlations are the transpose.
    forward = lagged_fc(signals, interval, lag).T
    regions = len(forward)
    if regions < 2:
        raise ValueError(f"irreversibility needs at least 2 regions, got {regions}")
    pairs = np.nonzero(~np.eye(regions, dtype=bool))
    _refuse_copies(forward[pairs])
    information = -0.5 * jnp.log1p(-(forward[pairs] ** 2))
    reversal = -0.5 * jnp.log1p(-(forward.T[pairs] ** 2))
    squares = (information - reversal) ** 2
    above = squares >= jnp.quantile(jax.lax.stop_gradient(squares), share)
    return (squares * above).sum() / above.sum()


def _whole_samples(interval: Any, lag: Any) -> int:
    return round(to_float(lag, ms, "lag") / positive_ms(interval, "interval"))


def _unit(stretch: jax.Array) -> jax.Array:
    centred = stretch - stretch.mean(axis=0)
    # Correlations have no scale: without it, signals in tesla would underflow when squared in float32.
    centred = centred / jax.lax.stop_gradient(jnp.abs(centred).max(axis=0))
    return centred / jnp.sqrt((centred**2).sum(axis=0))


def _refuse_copies(correlations: jax.Array) -> None:
    if is_traced(correlations):
        return
    values = np.abs(np.asarray(correlations))
    if (values >= 1 - 4 * np.finfo(values.dtype).eps).any():
        raise ValueError(
            "signals: a region repeats another exactly after the lag, so their mutual information is infinite; "
            "leave one of them out"
        )
