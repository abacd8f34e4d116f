"""What sensors on a head see: all of them over time, and the map of one moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from brainmass.analysis.door import as_numpy, as_numpy_signals
from brainmass.errors import require_finite
from brainmass.plot.labelled import labels_of, quantity, times_of, unit_of
from brainmass.plot.look import (
    BLUE,
    DIVERGING,
    GREY,
    INK,
    SEQUENTIAL,
    VERMILLION,
    axes,
    colour_bar,
    open_frame,
    shared_colour_bar,
)
from brainmass.plot.signals import clock_of, on_a_clock, thinned
from brainmass.units import ms, to_array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_PIXELS = 90
_CONTOURS = 6


def butterfly(
    signals: Any,
    times: Any = None,
    *,
    positions: Any = None,
    mark: Any = (),
    unit: str = "",
    name: str = "",
    points: int = 2000,
    ax: Axes | None = None,
) -> Axes:
    """All sensors over time, one upon the other, and how far they are apart (the global field power).

    For a stack of channels with their names see :func:`brainmass.plot.time_series`.

    Parameters
    ----------
    signals : array, shape (time, sensor)
    times : array, shape (time,), or quantity, optional
        ms; a DataArray brings its own.
    positions : array, shape (sensor, 3), optional
        Where the sensors are, x to the right: those at the left, in the middle and at the right have colours then.
    mark : sequence of ms or quantities
        Moments at which a line is drawn, such as that of a stimulus, or of a map.
    unit, name : str
        For the axis.
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
    The global field power is the standard deviation over sensors.

    >>> import numpy as np
    >>> ax = butterfly(np.array([[1.0, -1.0], [3.0, -3.0]]), [0.0, 1.0])
    >>> ax.lines[-1].get_ydata().tolist()
    [1.0, 3.0]
    """
    from matplotlib.collections import LineCollection

    array, clock, unit_of_time = on_a_clock(signals, times, "butterfly")
    marks = np.atleast_1d(np.asarray(to_array(mark, ms, "mark"), float)) / (1 if unit_of_time == "ms" else 1000)
    sides = _sides(positions, array.shape[1])
    power, when = thinned(array.std(axis=1)[:, None], clock, points)
    array, clock = thinned(array, clock, points)
    ax = axes(ax, (6.5, 2.6))
    for side, colour in (("", BLUE), ("left", BLUE), ("midline", GREY), ("right", VERMILLION)):
        lines = [np.stack([clock, array[:, i]], axis=1) for i in np.flatnonzero(sides == side)]
        if lines:
            label = side or "sensors"
            ax.add_collection(LineCollection(lines, colors=colour, linewidths=0.7, alpha=0.6, label=label))
    ax.plot(when, power[:, 0], color=INK, linewidth=1.6, label="global field power")
    for moment in marks:
        ax.axvline(float(moment), color=INK, linewidth=0.8, linestyle=":")
    margin = 0.05 * (float(np.ptp(array)) or 1.0)
    low, high = min(float(array.min()), 0.0), max(float(array.max()), float(power.max()))
    ax.set(xlabel=f"time ({unit_of_time})", ylabel=quantity(name, unit_of(signals, unit)))
    ax.set(xlim=(clock[0], clock[-1]), ylim=(low - margin, high + margin))
    legend = ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=4, borderaxespad=0.2, frameon=False)
    for handle in legend.get_lines():
        handle.set_alpha(1)
    open_frame(ax)
    return ax


def topography(
    values: Any,
    positions: Any,
    *,
    labels: Sequence[str] | None = None,
    limits: tuple[float, float] | None = None,
    unit: str = "",
    name: str = "",
    contours: int = _CONTOURS,
    centre: Any = None,
    bar: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """What the sensors see at one moment, as a map of the head from above; the nose is at the top.

    Each sensor lies in its direction from the vertex, at a distance in proportion to its angle there (the azimuthal
    equidistant projection); the circle of the head is at 90 degrees. Between sensors a thin-plate spline is drawn.

    Parameters
    ----------
    values : array, shape (sensor,)
        One value for each sensor.
    positions : array, shape (sensor, 3)
        x to the right, y to the front, z up, in any unit.
    labels : sequence of str, optional
        Sensor names, written beside the dots.
    limits : (low, high), optional
        Values at the ends of the colours. By default symmetric about 0 where a value is negative, else from 0.
    unit, name : str
        For the colour bar.
    contours : int
        How many lines of equal value; 0 draws none.
    centre : array, shape (3,), optional
        Of the head; that of the sphere that fits the sensors best if None.
    bar : bool
        Whether to draw the colour bar.
    ax : Axes, optional
        Where to draw; a new figure if None.

    Raises
    ------
    ValueError
        If shapes disagree, a value is not finite, there are fewer than 4 sensors, or two lie in one place.

    Examples
    --------
    >>> import numpy as np
    >>> ring = 2 * np.pi * np.arange(8) / 8
    >>> positions = np.stack([np.cos(ring), np.sin(ring), np.full(8, 0.3)], axis=1)
    >>> topography(np.sin(ring), positions, centre=(0, 0, 0)).images[0].get_clim()
    (-1.0, 1.0)
    """
    array = as_numpy(values, "values", "topography")
    if array.ndim != 1:
        raise ValueError(f"values must have the shape (sensor,), one moment, got {array.shape}")
    require_finite("values", array)
    flat = projected(positions, array.size, centre)
    names = labels_of(values, labels)
    if names is not None and len(names) != array.size:
        raise ValueError(f"labels must have one entry for each of the {array.size} sensors, got {len(names)}")
    ax = axes(ax, (3.2, 2.8))
    radius = max(1.0, 1.02 * float(np.hypot(*flat.T).max()))
    grid = np.linspace(-radius, radius, _PIXELS)
    field = _between(flat, array, grid)
    most = float(np.abs(array).max()) or 1.0
    low, high = limits or (-most if (array < 0).any() else 0.0, most)
    image = ax.imshow(
        field, cmap=DIVERGING if low < 0 else SEQUENTIAL, vmin=low, vmax=high, origin="lower",
        extent=(-radius, radius, -radius, radius), interpolation="bilinear",
    )  # fmt: skip
    _mask(ax, image, radius)
    if contours:
        shown = np.where(np.hypot(*np.meshgrid(grid, grid)) <= radius, field, np.nan)
        levels = np.linspace(low, high, contours + 2)[1:-1]  # of the colours, so that maps can be compared
        ax.contour(grid, grid, shown, levels=levels, colors=INK, linewidths=0.4, alpha=0.6, linestyles="solid")
    _draw_head(ax)
    ax.plot(*flat.T, "o", color=INK, markersize=2.2, linestyle="none")
    _write_names(ax, names or [], flat)
    ax.set(aspect="equal", xlim=(-radius * 1.12, radius * 1.12), ylim=(-radius * 1.05, max(radius, 1.15) * 1.05))
    ax.axis("off")
    if bar:
        colour_bar(image, ax, quantity(name, unit_of(values, unit)), fraction=0.04, pad=0.02)
    return ax


def topographies(
    signals: Any,
    times: Any = None,
    *,
    positions: Any,
    moments: Any,
    axs: Sequence[Axes] | None = None,
    **options: Any,
) -> np.ndarray:
    """Maps of several moments side by side, in one scale and with one colour bar.

    Parameters
    ----------
    signals : array, shape (time, sensor)
    times : array, shape (time,), or quantity, optional
        ms; a DataArray brings its own.
    positions : array, shape (sensor, 3)
        As for :func:`topography`.
    moments : sequence of ms, or quantity
        The sample nearest to each is drawn, and its time written above.
    axs : sequence of Axes, optional
        Where to draw, one for each moment; a new figure if None.
    **options
        As for :func:`topography`, without ``ax``.

    Returns
    -------
    array of Axes, shape (moment,)

    Raises
    ------
    ValueError
        If a moment lies outside of the times, or as for :func:`topography`.

    Examples
    --------
    >>> import numpy as np
    >>> positions = np.array([[1, 0, 0.2], [0, 1, 0.2], [-1, 0, 0.2], [0, -1, 0.2], [0, 0, 1]])
    >>> drawn = topographies(np.eye(5) - 0.5, np.arange(5.0), positions=positions, moments=[1, 3], centre=(0, 0, 0))
    >>> [ax.get_title() for ax in drawn]
    ['1 ms', '3 ms']
    """
    array, when = as_numpy_signals(signals, "topographies"), times_of(signals, times)
    clock_of(when, len(array))
    wanted = np.atleast_1d(np.asarray(to_array(moments, ms, "moments"), float))
    if not wanted.size or wanted.min() < when[0] or wanted.max() > when[-1]:
        raise ValueError(f"moments must lie within the times, {when[0]:g} to {when[-1]:g} ms, got {wanted.tolist()}")
    places = np.abs(when[:, None] - wanted).argmin(axis=0)
    if axs is None:
        import matplotlib.pyplot as plt

        _, axs = plt.subplots(
            1, wanted.size, figsize=(0.6 + 1.7 * wanted.size, 2.0), layout="compressed", squeeze=False
        )  # pyright: ignore[reportAssignmentType]
    drawn = np.asarray(axs, dtype=object).ravel()
    if drawn.size != wanted.size:
        raise ValueError(f"axs must hold one axes for each of the {wanted.size} moments, got {drawn.size}")
    shown = array[places]
    most = float(np.abs(shown).max()) or 1.0
    options = {"limits": (-most if (shown < 0).any() else 0.0, most), **options}
    unit, name, bar = unit_of(signals, options.pop("unit", "")), options.pop("name", ""), options.pop("bar", True)
    for ax, place in zip(drawn, places, strict=True):
        topography(array[place], positions, bar=False, ax=ax, **options)
        ax.set_title(f"{when[place]:g} ms", loc="center")
    if bar:
        shared_colour_bar(drawn[-1].images[-1], drawn, quantity(name, unit))
    return drawn


def projected(positions: Any, sensors: int, centre: Any = None) -> np.ndarray:
    """Sensors in the plane: direction from the vertex, and angle from it over 90 degrees, (sensor, 2)."""
    places = as_numpy(positions, "positions", "topography")
    if places.shape != (sensors, 3):
        raise ValueError(f"positions must have shape ({sensors}, 3), one for each sensor, got {places.shape}")
    require_finite("positions", places)
    if sensors < 4:
        raise ValueError(f"a map needs at least 4 sensors, got {sensors}")
    middle = _centre(places) if centre is None else as_numpy(centre, "centre", "topography")
    if middle.shape != (3,):
        raise ValueError(f"centre must have shape (3,), got {middle.shape}")
    x, y, z = (places - middle).T
    level = np.hypot(x, y)
    angle = np.arctan2(level, z) / (np.pi / 2)
    flat = np.stack([x, y], axis=1) * (angle / np.where(level > 0, level, 1.0))[:, None]
    _, counts = np.unique(flat.round(6), axis=0, return_counts=True)
    if (counts > 1).any():
        raise ValueError("positions: two sensors lie in one direction from the centre; leave one of them out")
    return flat


def _centre(places: np.ndarray) -> np.ndarray:
    """Of the sphere |p - c|^2 = r^2 that fits best: linear in c and r^2 - |c|^2."""
    about = places.mean(axis=0)
    shifted = places - about
    system = np.column_stack([2 * shifted, np.ones(len(places))])
    solved, _, rank, _ = np.linalg.lstsq(system, (shifted**2).sum(axis=1), rcond=1e-6)
    if rank < 4:
        raise ValueError("positions lie in a plane, so no sphere fits them; give centre=, that of the head")
    return about + solved[:3]


def _between(flat: np.ndarray, array: np.ndarray, grid: np.ndarray) -> np.ndarray:
    from scipy.interpolate import RBFInterpolator

    x, y = np.meshgrid(grid, grid)
    wanted = np.stack([x.ravel(), y.ravel()], axis=1)
    return RBFInterpolator(flat, array, kernel="thin_plate_spline")(wanted).reshape(x.shape)


def _mask(ax: Axes, image: Any, radius: float) -> None:
    from matplotlib.patches import Circle

    image.set_clip_path(Circle((0, 0), radius, transform=ax.transData))


def _draw_head(ax: Axes) -> None:
    """The circle, a nose and two ears."""
    angle = np.linspace(0, 2 * np.pi, 181)
    style: Any = {"color": INK, "linewidth": 1.0, "solid_joinstyle": "round"}
    ax.plot(np.cos(angle), np.sin(angle), **style)
    tip, foot = 1.12, np.radians([98.0, 82.0])
    ax.plot([np.cos(foot[0]), 0, np.cos(foot[1])], [np.sin(foot[0]), tip, np.sin(foot[1])], **style)
    bow = np.linspace(-1, 1, 21)
    for side in (-1, 1):
        ax.plot(side * (np.cos(0.2 * bow) + 0.07 * (1 - bow**2)), np.sin(0.2 * bow), **style)


def _write_names(ax: Axes, names: list[str], flat: np.ndarray) -> None:
    """Above the dots, with a pale rim, so that they can be read on dark colours."""
    from matplotlib.patheffects import withStroke

    for text, place in zip(names, flat[: len(names)], strict=True):
        ax.annotate(
            text, place, (0, 2.5), textcoords="offset points", ha="center", fontsize="x-small", parse_math=False,
            path_effects=[withStroke(linewidth=1.5, foreground="white", alpha=0.7)],
        )  # fmt: skip


def _sides(positions: Any, sensors: int) -> np.ndarray:
    """left, midline or right of each sensor; nothing where no positions are given."""
    if positions is None:
        return np.full(sensors, "", dtype=object)
    places = as_numpy(positions, "positions", "butterfly")
    if places.shape != (sensors, 3):
        raise ValueError(f"positions must have shape ({sensors}, 3), one for each sensor, got {places.shape}")
    require_finite("positions", places)
    near = 0.05 * float(np.ptp(places[:, 0]) or 1.0)
    return np.where(places[:, 0] < -near, "left", np.where(places[:, 0] > near, "right", "midline")).astype(object)
