"""Signals over time: traces one above the other, their spread over regions, and all regions as a carpet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis.door import as_numpy_signals, refuse_constant
from brainmass.plot.blocks import Regions
from brainmass.plot.labelled import labels_of, quantity, times_of, unit_of
from brainmass.plot.look import BLUE, INK, VERMILLION, axes, colour_bar, open_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def time_series(
    signals: Any,
    times: Any = None,
    *,
    labels: Sequence[str] | None = None,
    unit: str = "",
    points: int = 2000,
    ax: Axes | None = None,
) -> Axes:
    """Traces one above the other, the first on top, with a bar for their common scale.

    Parameters
    ----------
    signals : array, shape (time, region)
        What to draw; take a few columns of many regions first.
    times : array, shape (time,), or quantity, optional
        ms; a DataArray brings its own.
    labels : sequence of str, optional
        Region names, at the left.
    unit : str
        Unit of the signals, at the scale bar.
    points : int
        Longer signals are thinned to about as many points, keeping the extremes of every stretch.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If shapes disagree or a value is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> t = np.arange(100.0)
    >>> ax = time_series(np.sin(t / 5)[:, None] * [1, 2], t, labels=["V1", "MT"])
    >>> len(ax.lines), [text.get_text() for text in ax.get_yticklabels()]
    (2, ['V1', 'MT'])
    """
    array, clock, unit_of_time = on_a_clock(signals, times, "time_series")
    names = labels_of(signals, labels) or [str(i) for i in range(array.shape[1])]
    _check_labels(names, array.shape[1])
    array, clock = thinned(array, clock, points)
    from brainmass.plot.ticks import name_places

    centred = array - array.mean(axis=0)
    # As far apart as nearly all samples need; a rare spike may reach into the trace beside it, but not through it.
    usual = np.quantile(centred, 0.99) - np.quantile(centred, 0.01)
    apart = float(max(1.2 * usual, 0.6 * np.ptp(centred, axis=0).max())) or 1.0
    offsets = -apart * np.arange(array.shape[1])
    ax = axes(ax, (6.5, 0.8 + 0.4 * array.shape[1]))
    for i, offset in enumerate(offsets):
        ax.plot(clock, centred[:, i] + offset, color=(BLUE, INK)[i % 2], linewidth=0.8)
    name_places(ax.yaxis, offsets.tolist(), names)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.set(xlabel=f"time ({unit_of_time})", xlim=(clock[0], clock[-1]), ylim=_room(centred + offsets, apart))
    _scale_bar(ax, apart, float(np.mean(offsets)), unit_of(signals, unit))
    return ax


def spread(
    signals: Any, times: Any = None, *, unit: str = "", name: str = "", points: int = 600, ax: Axes | None = None
) -> Axes:
    """The mean over regions against time, and the band in which nine tenths of the regions lie.

    A run that drifts, or leaves the state it began in, shows here at a glance.

    Parameters
    ----------
    signals : array, shape (time, region)
    times : array, shape (time,), or quantity, optional
        ms; a DataArray brings its own.
    unit, name : str
        For the axis.
    points : int
        Longer signals are averaged to about as many points.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Examples
    --------
    >>> import numpy as np
    >>> ax = spread(np.ones((50, 4)) * [1, 2, 3, 4], np.arange(50.0), name="x")
    >>> float(ax.lines[0].get_ydata()[0])
    2.5
    """
    array, clock, unit_of_time = on_a_clock(signals, times, "spread")
    group = -(-len(array) // points)
    whole = len(array) // group * group
    array = array[:whole].reshape(-1, group, array.shape[1]).mean(axis=1)
    clock = clock[:whole].reshape(-1, group).mean(axis=1)
    low, high = np.quantile(array, [0.05, 0.95], axis=1)
    ax = axes(ax, (6.5, 2.2))
    ax.fill_between(clock, low, high, color=BLUE, alpha=0.25, linewidth=0, label="5 to 95% of regions")
    ax.plot(clock, array.mean(axis=1), color=BLUE, linewidth=1, label="mean over regions")
    ax.set(xlabel=f"time ({unit_of_time})", xlim=(clock[0], clock[-1]), ylabel=quantity(name, unit_of(signals, unit)))
    # Above the frame, where it hides nothing.
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, borderaxespad=0.2, frameon=False)
    open_frame(ax)
    return ax


def carpet(
    signals: Any,
    times: Any = None,
    *,
    labels: Sequence[str] | None = None,
    hemispheres: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    order: Sequence[int] | str | None = None,
    limit: float = 2.5,
    ax: Axes | None = None,
) -> Axes:
    """All regions against time, each as its distance from its mean in standard deviations.

    Parameters
    ----------
    signals : array, shape (time, region)
    times : array, shape (time,), or quantity, optional
        ms, evenly spaced; a DataArray brings its own.
    labels, hemispheres, groups, order : optional
        As for :func:`brainmass.plot.matrix`.
    limit : float
        Standard deviations at the ends of the grey scale.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If shapes disagree, a value is not finite, or a region is constant.

    Examples
    --------
    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=(50, 4))
    >>> carpet(noise, np.arange(50) * 720.0).images[0].get_array().shape
    (4, 50)
    """
    array, clock, unit_of_time = on_a_clock(signals, times, "carpet")
    refuse_constant(array, "its deviation from its mean")
    regions, places = Regions.of(array.shape[1], labels_of(signals, labels), hemispheres, groups).ordered(order)
    array = array[:, places]
    scores = ((array - array.mean(axis=0)) / array.std(axis=0)).T
    half = (clock[-1] - clock[0]) / (len(clock) - 1) / 2
    ax = axes(ax, (6.5, 3.0))
    extent = (clock[0] - half, clock[-1] + half, len(scores) - 0.5, -0.5)
    image = ax.imshow(
        scores, cmap="gray", vmin=-limit, vmax=limit, aspect="auto", extent=extent, interpolation="nearest"
    )
    regions.name(ax, columns=False)
    colour_bar(image, ax, "standard deviations", fraction=0.03, pad=0.015)
    ax.tick_params(axis="x", length=3.5)
    ax.set(xlabel=f"time ({unit_of_time})")
    return ax


def thinned(signals: np.ndarray, times: np.ndarray, points: int) -> tuple[np.ndarray, np.ndarray]:
    """At most about ``points`` samples: the smallest and the largest of every stretch, so that no spike is lost."""
    if points < 2:
        raise ValueError(f"points must be at least 2, got {points}")
    if len(signals) <= points:
        return signals, times
    group = -(-2 * len(signals) // points)
    whole = len(signals) // group * group
    parts = signals[:whole].reshape(-1, group, signals.shape[1])
    extremes = np.stack([parts.min(axis=1), parts.max(axis=1)], axis=1)
    # Which comes first is kept per region; the two get the times of the first and the middle of their stretch.
    falls = (parts.argmax(axis=1) < parts.argmin(axis=1))[:, None, :]
    extremes = np.where(falls, extremes[:, ::-1], extremes)
    stretches = times[:whole].reshape(-1, group)
    return extremes.reshape(-1, signals.shape[1]), stretches[:, [0, group // 2]].reshape(-1)


def on_a_clock(signals: Any, times: Any, caller: str) -> tuple[np.ndarray, np.ndarray, str]:
    """Signals, their times, and the unit of these."""
    array = as_numpy_signals(signals, caller)
    return array, *clock_of(times_of(signals, times), len(array))


def clock_of(moments: np.ndarray, samples: int) -> tuple[np.ndarray, str]:
    """Times and their unit: ms where there is less than a second of them, else s."""
    if moments.shape != (samples,):
        raise ValueError(f"times must have one entry for each of the {samples} samples, got shape {moments.shape}")
    if not (np.diff(moments) > 0).all():
        raise ValueError("times must increase from sample to sample, in ms")
    return (moments, "ms") if moments[-1] - moments[0] < 1000 else (moments / 1000, "s")


def _room(drawn: np.ndarray, apart: float) -> tuple[float, float]:
    """Limits that hold the outer traces whole, with some room around flat ones."""
    return min(drawn.min(), drawn[:, -1].mean() - apart / 2), max(drawn.max(), drawn[:, 0].mean() + apart / 2)


def _check_labels(labels: Sequence[str] | None, n: int) -> None:
    if labels is not None and len(labels) != n:
        raise ValueError(f"labels must have one entry for each of the {n} regions, got {len(labels)}")


def _scale_bar(ax: Axes, apart: float, middle: float, unit: str) -> None:
    """A vertical bar of a round length at the right, at most as long as traces are apart."""
    power = 10.0 ** np.floor(np.log10(apart))
    length = max(step * power for step in (1, 2, 5) if step * power <= apart)
    side = ax.get_yaxis_transform()
    ends = (middle - length / 2, middle + length / 2)
    ax.vlines(1.015, *ends, transform=side, color=VERMILLION, linewidth=2, clip_on=False)
    text = f"{length:g} {unit}".rstrip()
    ax.text(1.03, middle, text, transform=side, va="center", ha="left", color=VERMILLION, fontsize="small")
