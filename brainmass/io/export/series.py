"""What is exported: a series, samples of named regions or sensors at regular times; or a matrix between regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from brainmass.errors import require_finite, unknown
from brainmass.units import NAMED, ms

UNEVEN = 1e-3
"""How far a time may lie from its place, in periods."""


class Series(NamedTuple):
    """Samples of named regions or sensors at regular times."""

    values: np.ndarray
    """Shape (time, n), real and finite, float32 or float64 as they were."""
    period: float
    """From one sample to the next, s."""
    names: tuple[str, ...]
    unit: str
    start: float
    """Time of the first sample, s."""


class Matrix(NamedTuple):
    """One number for every pair of named regions: row to, column from."""

    values: np.ndarray
    names: tuple[str, ...]
    unit: str


def series_of(given: Any) -> Series:
    """A labelled series, checked, with its times in seconds.

    Parameters
    ----------
    given : DataArray, (Run, name) or Series
        An ``xarray.DataArray`` of dimensions (time, region), as in the dataset of :func:`brainmass.io.to_dataset`:
        times in its coordinate, in ms or in what their attribute ``units`` says; names in the other; its unit in
        ``units``. Or a run and the name of one of its observations: ``(run, "bold")``.

    Returns
    -------
    Series

    Raises
    ------
    TypeError
        If it is something else, or not real numbers.
    ValueError
        If it has not two dimensions or fewer than two samples, times are not regular, a value is not finite, or a name
        is given twice.

    Examples
    --------
    >>> import xarray
    >>> bold = xarray.DataArray(np.zeros((3, 2)), {"time": [0.0, 720.0, 1440.0], "region": ["V1", "V2"]})
    >>> series = series_of(bold)
    >>> series.period, series.names, series.unit
    (0.72, ('V1', 'V2'), '1')
    """
    if isinstance(given, Series):
        if not (np.isfinite(given.start) and 0 < given.period < np.inf):
            raise ValueError(
                f"the period must be positive and the start finite, got {given.period} and {given.start} s"
            )
        values = _checked(given.values, len(given.values), given.names, "the series")
        return given._replace(values=values, names=_names(given.names, "the series"))
    what, values, times, names, unit = _taken_apart(given)
    values = _checked(values, len(times), names, what)
    start, period = _clock(times, what)
    return Series(values, period, _names(names, what), unit, start)


def matrix_of(given: Any, names: Sequence[str] | None = None) -> Matrix:
    """A matrix between regions, checked.

    Parameters
    ----------
    given : DataArray, (Run, name) or array, shape (n, n)
        Row to, column from. A run gives the matrix of an observer such as ``fc``: ``(run, "fc")``.
    names : sequence of str, optional
        Names of the regions; needed for a plain array.

    Examples
    --------
    >>> matrix_of(np.eye(2), names=["V1", "V2"]).names
    ('V1', 'V2')
    """
    if isinstance(given, Matrix):
        return given
    what, unit = "the matrix", "1"
    if _is_run_and_name(given):
        run, what = given
        _known(run, what)
        if what not in getattr(run, "matrices", ()):
            raise ValueError(f"{what} is a series and no matrix; make one of it, brainmass.analysis.fc for example")
        values, names, unit = run.data[what], run.labels[what] if names is None else names, run.units[what]
    elif _is_labelled(given):
        what, values, unit = _name_of(given), given.values, str(given.attrs.get("units", "1"))
        names = _coordinate(given, given.dims[0]) if names is None else names
    else:
        values = given
    values = _real(values, what)
    if values.ndim != 2 or values.shape[0] != values.shape[1]:
        raise ValueError(f"{what} must be a square matrix (regions x regions), got shape {values.shape}")
    if names is None:
        raise ValueError(f"{what} is a plain array: give names=, one for each of its {len(values)} regions")
    names = _names(names, what)
    if len(names) != len(values):
        raise ValueError(f"{what} is of {len(values)} regions, but there are {len(names)} names")
    require_finite(what, values)
    return Matrix(values, names, unit)


def _checked(values: Any, times: int, names: Sequence[Any], what: str) -> np.ndarray:
    values = _real(values, what)
    if values.shape != (times, len(names)):
        raise ValueError(
            f"{what} has shape {values.shape}, but {times} times and {len(names)} names; a series has (time, region): "
            "export a batch run by run"
        )
    require_finite(what, values)
    return values


def single(values: np.ndarray, what: str) -> np.ndarray:
    """Float32, refused where a number is too large for it."""
    with np.errstate(over="ignore"):
        cast = np.asarray(values).astype(np.float32)
    require_finite(f"{what} in float32", cast)
    return cast


def _taken_apart(given: Any) -> tuple[str, Any, np.ndarray, Sequence[Any], str]:
    """What it is called, values, times in s, names and unit."""
    if _is_run_and_name(given):
        run, name = given
        _known(run, name)
        if name in getattr(run, "matrices", ()):
            raise ValueError(f"{name} is one matrix and no series; export it with to_pconn or save_bids_matrix")
        return name, run.data[name], np.asarray(run.t[name], float) * 1e-3, run.labels[name], run.units[name]
    if not _is_labelled(given):
        hint = "; of a dataset, choose one variable" if hasattr(given, "data_vars") else ""
        raise TypeError(
            f"a series is an xarray.DataArray of dimensions (time, region), or a run and the name of an observation: "
            f'(run, "bold"); got {type(given).__name__}{hint}'
        )
    what = _name_of(given)
    time = [dim for dim in given.dims if str(dim).startswith("time")]
    if given.ndim != 2 or len(time) != 1:
        raise ValueError(f"{what} must have the dimensions (time, region) or (time, sensor), got {given.dims}")
    given = given.transpose(time[0], ...)
    if time[0] not in given.coords:  # asked for it, xarray would count 0, 1, 2
        raise ValueError(f"{what} has no times: give it the coordinate '{time[0]}', in ms")
    moments = given.coords[time[0]]
    unit = str(moments.attrs.get("units", "ms"))
    if unit not in NAMED or NAMED[unit].dims != ms.dims:
        raise ValueError(f"{what}: times are in '{unit}', which is no unit of time that is known; use ms or s")
    times = np.asarray(moments.values)
    if times.dtype.kind not in "iuf":
        raise TypeError(f"{what}: times must be numbers in ms, got {times.dtype}")
    times = times.astype(float) * NAMED[unit].scale
    return what, given.values, times, _coordinate(given, given.dims[1]), str(given.attrs.get("units", "1"))


def _is_run_and_name(given: Any) -> bool:
    return isinstance(given, tuple) and len(given) == 2 and hasattr(given[0], "data") and isinstance(given[1], str)


def _is_labelled(given: Any) -> bool:
    return all(hasattr(given, part) for part in ("dims", "coords", "attrs", "values", "transpose", "ndim"))


def _name_of(given: Any) -> str:
    return "the series" if given.name is None else str(given.name)


def _known(run: Any, name: str) -> None:
    if name not in run.data:
        raise KeyError(unknown("observation", name, run.data))


def _coordinate(given: Any, dim: Any) -> list[Any]:
    if dim not in given.coords:
        raise ValueError(f"{_name_of(given)} has no names: give it the coordinate '{dim}'")
    return given.coords[dim].values.tolist()


def _names(names: Sequence[Any], what: str) -> tuple[str, ...]:
    names = tuple(str(name) for name in names)
    if not names:
        raise ValueError(f"{what} has no regions and no sensors")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ValueError(f"{what}: the name '{twice}' is given twice; a file tells regions and sensors by their names")
    odd = next((name for name in names if not name.strip() or any(sign in name for sign in "\t\r\n")), None)
    if odd is not None:
        raise ValueError(f"{what}: {odd!r} cannot be a name in a file: it is empty, or has a tab or a line break")
    return names


def _real(values: Any, what: str) -> np.ndarray:
    values = np.asarray(values)
    if values.dtype.kind not in "iuf":
        raise TypeError(f"{what} must hold real numbers, got an array of {values.dtype}")
    return values if values.dtype in (np.float32, np.float64) else values.astype(float)


def _clock(times: np.ndarray, what: str) -> tuple[float, float]:
    """First time and period, s; without the last digits, which are rounding: 0.72 and not 0.7200000000000001."""
    if times.ndim != 1 or len(times) < 2:
        raise ValueError(f"{what} has {times.size} sample, but a sampling period needs two or more")
    require_finite(f"{what}: times", times)
    period = (times[-1] - times[0]) / (len(times) - 1)
    if period <= 0:
        raise ValueError(f"{what}: times must go upwards, but they begin at {times[0]:g} s and end at {times[-1]:g} s")
    away = np.abs(times - times[0] - period * np.arange(len(times)))
    if away.max() > UNEVEN * period:
        worst = int(away.argmax())
        raise ValueError(
            f"{what}: times are not regular: sample {worst} lies {away[worst]:.3g} s from its place at a period of "
            f"{period:.6g} s; interpolate to regular times first"
        )
    return float(f"{times[0]:.12g}"), float(f"{period:.12g}")
