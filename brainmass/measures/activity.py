"""Activity: its level, its rhythm, and how much regions agree in phase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass import analysis
from brainmass.analysis import kuramoto_order
from brainmass.labels import places
from brainmass.measures.host import on_host
from brainmass.measures.measure import Measure, interval_of, samples_of
from brainmass.units import per_ms


def synchrony(of: str, band: tuple[Any, Any] | None = None) -> Measure:
    """The mean over time of the Kuramoto order parameter of an observer's phases.

    Parameters
    ----------
    of : str
        An observer with samples.
    band : (low, high) in Hz or quantities, optional
        Filter to this band first, as :func:`brainmass.analysis.phases` does.

    Examples
    --------
    >>> synchrony("x").about
    'synchrony (mean Kuramoto order)'
    """
    return Measure(_of_order(of, band, jnp.mean), "synchrony (mean Kuramoto order)", of=of)


def metastability(of: str, band: tuple[Any, Any] | None = None) -> Measure:
    """The standard deviation over time of the Kuramoto order parameter (:func:`brainmass.analysis.metastability`).

    Parameters
    ----------
    of, band
        As for :func:`synchrony`.

    Examples
    --------
    >>> metastability("bold", band=(0.01, 0.1)).unit
    '1'
    """
    return Measure(_of_order(of, band, jnp.std), "metastability (deviation of the Kuramoto order)", of=of)


def mean(of: str, regions: str | Sequence[str] = "*") -> Measure:
    """The mean over time and regions of what an observer samples, in its unit.

    Parameters
    ----------
    of : str
    regions : str or sequence of str
        Labels or patterns, such as ``"L.*"``.

    Examples
    --------
    >>> mean("x", "L.*").about
    'mean x of L.*'
    """
    return Measure(partial(_over, jnp.mean, of, regions), f"mean {of}{_named(regions)}", unit=None, of=of)


def deviation(of: str, regions: str | Sequence[str] = "*") -> Measure:
    """The standard deviation in time of what an observer samples, mean over regions, in its unit.

    Parameters
    ----------
    of, regions
        As for :func:`mean`.

    Examples
    --------
    >>> deviation("x").about
    'deviation in time of x'
    """
    return Measure(
        partial(_over, _in_time, of, regions), f"deviation in time of {of}{_named(regions)}", unit=None, of=of
    )


def mean_rate(of: str, regions: str | Sequence[str] = "*") -> Measure:
    """The mean over time and regions of a firing rate, Hz.

    Parameters
    ----------
    of : str
        An observer of a rate in 1/ms: ``average(10.0, model.rate)``.
    regions : str or sequence of str

    Examples
    --------
    >>> mean_rate("rate").unit
    'Hz'
    """
    return Measure(partial(_rate, of, regions), f"mean rate{_named(regions)}", unit="Hz", of=of)


def peak_frequency(of: str, band: tuple[Any, Any] | None = None) -> Measure:
    """The frequency at which the mean power spectrum over regions is largest, Hz.

    Welch's method; see :func:`brainmass.analysis.power_spectrum`. Computed by SciPy, so without gradient.

    Parameters
    ----------
    of : str
        An observer with samples.
    band : (low, high) in Hz or quantities, optional
        Where to look.

    Examples
    --------
    >>> peak_frequency("x", band=(1, 40)).unit
    'Hz'
    """
    return Measure(on_host(partial(_peak, of, band)), "peak of the mean power spectrum", unit="Hz", of=of)


def _of_order(of: str, band: Any, summary: Callable[[Any], Any]) -> Callable[[Any], Any]:
    if band is None:
        return partial(_order, of, summary)
    return on_host(partial(_order_in_band, of, band, summary))


def _order(of: str, summary: Callable[[Any], Any], run: Any) -> jax.Array:
    signals = samples_of(of, run)
    signals = signals - signals.mean(axis=0)
    # The analytic signal: twice the positive frequencies, none of the negative ones (Gabor 1946).
    n = len(signals)
    gain = np.zeros(n)
    gain[0], gain[1 : (n + 1) // 2] = 1, 2
    gain[n // 2] = 1 if n % 2 == 0 else gain[n // 2]
    analytic = jnp.fft.ifft(jnp.fft.fft(signals, axis=0) * jnp.asarray(gain, signals.dtype)[:, None], axis=0)
    return summary(kuramoto_order(jnp.angle(analytic)))


def _order_in_band(of: str, band: Any, summary: Callable[[Any], Any], run: Any) -> float:
    return float(summary(kuramoto_order(analysis.phases(run[of], interval_of(of, run), band))))


def _peak(of: str, band: Any, run: Any) -> float:
    frequencies, density = analysis.power_spectrum(run[of], interval_of(of, run))
    return float(analysis.peak_frequency(analysis.Spectrum(frequencies, density.mean(axis=1, keepdims=True)), band)[0])


def _over(summary: Callable[[Any], Any], of: str, regions: str | Sequence[str], run: Any) -> jax.Array:
    samples, chosen = samples_of(of, run), (regions,) if isinstance(regions, str) else tuple(regions)
    if chosen != ("*",):
        labels = run.labels[of]
        samples = samples[:, sorted({i for each in chosen for i in places(each, labels, f"a measure of '{of}'")})]
    return summary(samples)


def _in_time(samples: jax.Array) -> jax.Array:
    return samples.std(axis=0).mean()


def _rate(of: str, regions: str | Sequence[str], run: Any) -> jax.Array:
    if (unit := run.units[of]) != per_ms.name:
        raise ValueError(f"mean_rate needs an observer of a rate in 1/ms; '{of}' is in {unit} (see mean)")
    return 1000.0 * _over(jnp.mean, of, regions, run)


def _named(regions: str | Sequence[str]) -> str:
    chosen = (regions,) if isinstance(regions, str) else tuple(regions)
    return "" if chosen == ("*",) else f" of {', '.join(chosen)}"
