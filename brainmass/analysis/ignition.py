"""Intrinsic ignition: how far an event of one region spreads."""

from typing import Any, NamedTuple

import numpy as np

from brainmass.analysis.cascades import threshold_events
from brainmass.analysis.door import as_numpy, as_numpy_signals, positive_ms
from brainmass.analysis.synchrony import phases as hilbert_phases
from brainmass.errors import require_finite


class Ignition(NamedTuple):
    """Of each region: ``mean`` and ``deviation`` of the integration that its events evoke; ``events``, how many.

    ``mean`` is the ignition and ``deviation`` what the papers call its variability or metastability; both are NaN for a
    region without events.
    """

    mean: np.ndarray
    deviation: np.ndarray
    events: np.ndarray


def phase_integration(phases: Any) -> np.ndarray:
    r"""Integration at each moment: the share of regions in the largest connected component, over all thresholds.

    .. math:: P_{ij}(t) = e^{-3 |\theta_i(t) - \theta_j(t)|}, \qquad
              I(t) = \int_0^1 \frac{1}{N} \, \text{largest component of } [P_{ij}(t) > \vartheta] \; d\vartheta

    Deco & Kringelbach 2017, doi:10.1016/j.neuron.2017.03.028; with phases Deco et al. 2017,
    doi:10.1523/ENEURO.0106-17.2017. The difference is taken around the circle, at most :math:`\pi`. The integral is
    exact (components grow by single linkage), where the papers sum over thresholds.

    Parameters
    ----------
    phases : array, shape (time, region)
        Phases in radians, wrapped or not; at least 2 regions.

    Returns
    -------
    array, shape (time,)
        From 1 / N to 1, where all phases agree.

    Raises
    ------
    ValueError
        If the shape is not (time, region), there is one region, or a value is not finite.

    Examples
    --------
    Two regions: half of the thresholds above P, all of those below.

    >>> import numpy as np
    >>> phase_integration([[0.0, 0.0], [0.0, np.log(2) / 3]]).round(3)
    array([1.  , 0.75])
    """
    array = as_numpy(phases, "phases", "phase_integration")
    if array.ndim != 2 or array.shape[1] < 2:
        raise ValueError(f"phases must have the shape (time, region) with at least 2 regions, got {array.shape}")
    require_finite("phases", array)
    return np.array([_integration(moment) for moment in array])


def _integration(phases: np.ndarray) -> float:
    from scipy.cluster.hierarchy import linkage

    first, second = np.triu_indices(len(phases), 1)
    apart = np.abs(np.angle(np.exp(1j * (phases[first] - phases[second]))))
    merges = linkage(apart, "single")  # by rising distance: at which one, and how many regions then
    similarity, size = np.exp(-3 * merges[:, 2]), np.maximum.accumulate(merges[:, 3])
    # Below the highest similarity the largest component has size[0] regions, and so on down; above it has one.
    spans = similarity - np.append(similarity[1:], 0.0)
    return float((1 - similarity[0] + (spans * size).sum()) / len(phases))


def event_integration(events: Any) -> np.ndarray:
    """Integration at each moment by events: the share of regions that have one at the same time.

    Deco & Kringelbach 2017, doi:10.1016/j.neuron.2017.03.028: regions with an event at one moment are all connected.

    Parameters
    ----------
    events : array of bool, shape (time, region)
        Events, such as from ``threshold_events``.

    Returns
    -------
    array, shape (time,)
        From 1 / N (a region alone is a component) to 1.

    Raises
    ------
    ValueError
        If the shape is not (time, region).

    Examples
    --------
    >>> event_integration([[1, 1, 0, 0], [0, 0, 0, 0], [1, 1, 1, 1]])
    array([0.5 , 0.25, 1.  ])
    """
    array = np.asarray(events)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(f"events must have the shape (time, region), got {array.shape}")
    return np.maximum((array != 0).sum(axis=1), 1) / array.shape[1]


def intrinsic_ignition(
    signals: Any, interval: Any, window: Any, threshold: float = 1.0, integration: Any = None
) -> Ignition:
    """Intrinsic ignition of each region: the largest integration within a window after an event of it, on average.

    Deco & Kringelbach 2017, doi:10.1016/j.neuron.2017.03.028; Deco et al. 2017, doi:10.1523/ENEURO.0106-17.2017. Events
    are upward crossings of a threshold; those within the window of an earlier one of the same region are not counted.

    Parameters
    ----------
    signals : array, shape (time, region)
        One narrow-band signal per region, time first: see ``bandpass``.
    interval : ms or quantity
        Time between samples (the TR of BOLD).
    window : ms or quantity
        From the sample of the event on; the papers take 4 TR.
    threshold : float
        In standard deviations above the mean.
    integration : array, shape (time,), optional
        Integration at each moment; None takes that of the phases, ``phase_integration(phases(signals))``. The other of
        the papers is ``event_integration(threshold_events(signals, 1.0))``.

    Returns
    -------
    Ignition

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, a region is constant, the window is below a sample,
        or there is not one integration for each sample.

    Examples
    --------
    >>> import numpy as np
    >>> t = np.arange(0, 600_000, 2000.0)
    >>> rhythm = np.sin(2 * np.pi * 5e-5 * t)
    >>> together = intrinsic_ignition(np.stack([rhythm] * 4, axis=1), interval=2000.0, window=8000.0)
    >>> print(together.mean.round(3), together.events)
    [1. 1. 1. 1.] [30 30 30 30]
    """
    array = as_numpy_signals(signals, "intrinsic_ignition")
    every = positive_ms(interval, "interval")
    length = round(positive_ms(window, "window") / every)
    if length < 1:
        raise ValueError(f"window must be at least one sample of {every:g} ms, got {window}")
    events = threshold_events(array, threshold)
    level = phase_integration(hilbert_phases(array)) if integration is None else np.asarray(integration, dtype=float)
    if level.shape != array.shape[:1]:
        raise ValueError(f"integration must have one value for each of the {len(array)} samples, got {level.shape}")
    evoked = [_evoked(np.flatnonzero(column), level, length) for column in events.T]
    mean, deviation = (
        np.array([measure(peaks) if peaks else np.nan for peaks in evoked]) for measure in (np.mean, np.std)
    )
    return Ignition(mean, deviation, np.array([len(peaks) for peaks in evoked]))


def _evoked(events: np.ndarray, level: np.ndarray, length: int) -> list[float]:
    """The largest integration after each event that does not fall in the window of the one before."""
    peaks, free = [], 0
    for event in events:
        if event >= free:
            peaks.append(float(level[event : event + length].max()))
            free = event + length
    return peaks
