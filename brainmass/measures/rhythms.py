"""Rhythms of a run: how regions agree in phase, and where their power peaks."""

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp

from brainmass.analysis import synchrony as phase_analysis
from brainmass.analysis.analytic import analytic, zero_phase
from brainmass.analysis.door import band_in_hz, positive_ms
from brainmass.analysis.fourier import spectral_density, windowed_fourier
from brainmass.analysis.spectra import bins_in_band, peaks, window_samples
from brainmass.measures.door import interval_of, nan_where, samples_of
from brainmass.measures.measure import Measure, RunLike

Band = tuple[float, float] | None


def synchrony(of: str, band: tuple[Any, Any] | None = None) -> Measure:
    """Mean over time of the Kuramoto order parameter of the regions' phases: 1 where all always agree.

    Parameters
    ----------
    of : str
        An observer with samples.
    band : (low, high) in Hz or quantities, optional
        Filter to this band first (see ``analysis.bandpass``): a phase is meaningful only for a narrow band.

    Returns
    -------
    Measure
        Between 0 and 1; differentiable. What ``analysis.kuramoto_order(analysis.phases(...)).mean()`` gives.

    Raises
    ------
    ValueError
        If ``band`` is not 0 < low < high. When it meets a run: KeyError if there is no such observer, ValueError if the
        band reaches half of the sampling rate or the samples are too few for the filter. A region that is constant has
        no phase: NaN inside ``jit`` and ``vmap``, an error outside.

    Examples
    --------
    >>> synchrony("bold", band=(0.04, 0.07)).about
    'synchrony of bold, 0.04 to 0.07 Hz'
    """
    hertz = None if band is None else band_in_hz(band)
    return Measure(partial(_synchrony, of=of, band=hertz), f"synchrony of {of}{_within(hertz)}", of=of)


def metastability(of: str, band: tuple[Any, Any] | None = None) -> Measure:
    """Standard deviation over time of the Kuramoto order parameter: how much synchrony comes and goes.

    Shanahan 2010, doi:10.1063/1.3305451, for one community, as whole-brain studies use it.

    Parameters
    ----------
    of, band
        As for ``synchrony``.

    Returns
    -------
    Measure
        Between 0 and 0.5; differentiable. What ``analysis.metastability(analysis.phases(...))`` gives.

    Raises
    ------
    ValueError
        As for ``synchrony``.

    Examples
    --------
    >>> import brainunit as u
    >>> metastability("bold", band=(0.04 * u.Hz, 0.07 * u.Hz)).about
    'metastability of bold, 0.04 to 0.07 Hz'
    """
    hertz = None if band is None else band_in_hz(band)
    return Measure(partial(_metastability, of=of, band=hertz), f"metastability of {of}{_within(hertz)}", of=of)


def peak_frequency(of: str, band: tuple[Any, Any] | None = None, window: Any = None) -> Measure:
    """The frequency at which the power spectrum, averaged over regions, is largest.

    By Welch's method with Hann windows, as ``analysis.power_spectrum``, and between its frequencies by a parabola, as
    ``analysis.peak_frequency``.

    Parameters
    ----------
    of : str
        An observer with samples.
    band : (low, high) in Hz or quantities, optional
        Where to look; everywhere above 0 Hz if None.
    window : ms or quantity, optional
        Length of the stretches whose spectra are averaged; None takes a quarter of the run.

    Returns
    -------
    Measure
        In Hz. Differentiable as long as the same bin has most power.

    Raises
    ------
    ValueError
        If ``band`` is not 0 < low < high, or the window not positive. When it meets a run: KeyError if there is no such
        observer, ValueError if the window has fewer than 4 samples or more than the run, or the band no frequency.
        If no region changes there is no peak: NaN inside ``jit`` and ``vmap``, an error outside.

    Examples
    --------
    >>> peak_frequency("eeg", band=(8, 12), window=2000.0)
    Measure(about='peak frequency of eeg, 8 to 12 Hz', unit='Hz', better=None, of='eeg')
    """
    hertz = None if band is None else band_in_hz(band)
    length = None if window is None else positive_ms(window, "window")
    function = partial(_peak_frequency, of=of, band=hertz, window=length)
    return Measure(function, f"peak frequency of {of}{_within(hertz)}", unit="Hz", of=of)


def _within(band: Band) -> str:
    return "" if band is None else f", {band[0]:g} to {band[1]:g} Hz"


def _phases(run: RunLike, of: str, band: Band) -> tuple[jax.Array, jax.Array]:
    """The phases, and whether a region has none because it is constant."""
    signals = samples_of(run, of)
    constant = (jnp.ptp(signals, axis=0) == 0).any()
    if band is not None:
        sections, padding = phase_analysis.butterworth(signals.shape[0], interval_of(run, of), band)
        signals = zero_phase(signals, sections, padding)
    return jnp.angle(analytic(signals - signals.mean(axis=0))), constant


def _synchrony(run: RunLike, of: str, band: Band) -> jax.Array:
    phases, constant = _phases(run, of, band)
    return nan_where(constant, phase_analysis.kuramoto_order(phases).mean(), of, "a constant region has no phase")


def _metastability(run: RunLike, of: str, band: Band) -> jax.Array:
    phases, constant = _phases(run, of, band)
    return nan_where(constant, phase_analysis.metastability(phases), of, "a constant region has no phase")


def _peak_frequency(run: RunLike, of: str, band: Band, window: float | None) -> jax.Array:
    signals, every = samples_of(run, of), interval_of(run, of)
    length = window_samples(window, every, signals.shape[0])
    frequencies, density = spectral_density(windowed_fourier(signals, every, length * every))
    power = jnp.asarray(density).mean(axis=1, keepdims=True)
    chosen = bins_in_band(frequencies, band)
    silent = (jnp.ptp(signals, axis=0) == 0).all() | ~(power[chosen].max() > 0)
    return nan_where(silent, peaks(frequencies, power, chosen, jnp)[0], of, "no region changes, so no peak")
