"""Neuronal avalanches: cascades of events between silences, their sizes and durations."""

from typing import Any, NamedTuple

import numpy as np

from brainmass.analysis.door import as_numpy, as_numpy_signals, refuse_constant
from brainmass.errors import require_finite
from brainmass.units import one, to_float


class Avalanches(NamedTuple):
    """``sizes``, events in each avalanche, and ``durations`` in bins, both (avalanche,) in the order of time."""

    sizes: np.ndarray
    durations: np.ndarray


def threshold_events(signals: Any, threshold: float = 2.0) -> np.ndarray:
    """Events of each region: where its z-score rises above a threshold.

    Tagliazucchi et al. 2012, doi:10.3389/fphys.2012.00015 (point process of a signal).

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    threshold : float
        In standard deviations above the mean.

    Returns
    -------
    array of bool, shape (time, region)
        True at the first sample above the threshold; never at the first sample of the recording.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, or a region is constant.

    Examples
    --------
    >>> import numpy as np
    >>> threshold_events(np.array([0, 0, 5, 6, 0, 0, 0, 7, 0])[:, None], threshold=1.0)[:, 0].nonzero()[0]
    array([2, 7])
    """
    array = as_numpy_signals(signals, "threshold_events")
    refuse_constant(array, "its z-score")
    level = to_float(threshold, one, "threshold")
    above = array > array.mean(axis=0) + level * array.std(axis=0)
    events = np.zeros_like(above)
    events[1:] = above[1:] & ~above[:-1]
    return events


def avalanches(events: Any, samples_per_bin: int = 1) -> Avalanches:
    """Avalanches: stretches of bins that hold events, between bins that hold none.

    Beggs & Plenz 2003, doi:10.1523/JNEUROSCI.23-35-11167.2003. The size is the number of events of all regions, the
    duration the number of bins. An avalanche that the recording begins or ends in is left out.

    Parameters
    ----------
    events : array, shape (time, region) or (time,)
        Events, True and False or counts; of many regions they are added up.
    samples_per_bin : int
        How many samples make a bin; often the mean interval between events of the whole network.

    Returns
    -------
    Avalanches

    Raises
    ------
    ValueError
        If counts are negative or not finite, or there is less than a bin.

    Examples
    --------
    >>> avalanches([0, 1, 3, 0, 0, 2, 0])
    Avalanches(sizes=array([4., 2.]), durations=array([2, 1]))
    """
    array = as_numpy(np.asarray(events) * 1, "events", "avalanches")
    if array.ndim not in (1, 2):
        raise ValueError(f"events must have the shape (time, region) or (time,), got {array.shape}")
    require_finite("events", array)
    if (array < 0).any():
        raise ValueError(f"events must not be negative, got {array.min():g}")
    counts = array.reshape(len(array), -1).sum(axis=1)
    bins = len(counts) // samples_per_bin if isinstance(samples_per_bin, int) and samples_per_bin > 0 else 0
    if bins < 1:
        raise ValueError(f"samples_per_bin must be a whole number from 1 to {len(counts)}, got {samples_per_bin}")
    activity = counts[: bins * samples_per_bin].reshape(bins, samples_per_bin).sum(axis=1)
    edges = np.diff((activity > 0).astype(np.int8))
    starts, ends = np.flatnonzero(edges == 1) + 1, np.flatnonzero(edges == -1) + 1
    ends = ends[ends > starts[0]] if starts.size else ends[:0]
    starts = starts[: len(ends)]
    total = np.concatenate([[0.0], np.cumsum(activity)])
    return Avalanches(total[ends] - total[starts], ends - starts)
