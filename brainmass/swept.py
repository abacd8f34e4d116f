"""The result of a sweep as it is read: its parameters and measures, means over axes, its best point.

A dataset is read by what it has (``done``, ``diverged_at``, attributes), so that this stands below all who use it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from brainmass.errors import unknown

SEED = "seed"
RESERVED = ("noise_seed", "diverged_at", "diverged_in", "done")
"""Variables of the result that are no measures."""
LARGER, SMALLER = "larger", "smaller"


class Parameter(NamedTuple):
    """What changes in a sweep: an axis of a grid, or one of several numbers along the points of a design."""

    name: str
    dim: str
    values: np.ndarray
    """Numbers, or labels as text, along ``dim``."""
    unit: str = "1"
    logarithmic: bool = False

    @property
    def labelled(self) -> bool:
        """Whether its values are names, not numbers."""
        return self.values.dtype.kind not in "iuf"

    @property
    def of_design(self) -> bool:
        """Whether other parameters change along with it."""
        return self.dim != self.name


class Means(NamedTuple):
    """A measure over some dimensions, with what became of the runs that the others hold."""

    values: np.ndarray
    """Mean over the runs that have a number; NaN where none has."""
    spread: np.ndarray
    """Their standard deviation (n - 1 below the fraction); NaN where fewer than two have a number."""
    counted: np.ndarray
    """How many have a number."""
    diverged: np.ndarray
    """How many left the finite numbers."""
    missing: np.ndarray
    """How many are not done."""
    runs: int
    """How many there are, or will be, at each point."""
    over: tuple[str, ...]
    """The dimensions that hold them."""

    @property
    def flat(self) -> Means:
        """The same in one dimension."""
        parts = ("values", "spread", "counted", "diverged", "missing")
        return self._replace(**{name: np.ravel(getattr(self, name)) for name in parts})


class Best(NamedTuple):
    """The best point of a sweep by one measure."""

    at: dict[str, Any]
    """Every parameter, the seed apart, at this point: a number in house units, or a label."""
    value: float
    spread: float
    """Standard deviation over the seeds; NaN where there is one."""
    counted: int
    """Seeds that have a number here."""
    runs: int
    """Seeds."""
    place: dict[str, int]
    """Where it stands along each dimension."""


def axes(dataset: Any) -> tuple[str, ...]:
    """The dimensions over which was swept.

    Raises
    ------
    TypeError
        If this is not the result of a sweep.
    """
    if not hasattr(dataset, "data_vars") or "done" not in dataset:
        raise TypeError(
            f"dataset must be what brainmass.sweeps.sweep gave: an xarray.Dataset with a variable 'done', got "
            f"{type(dataset).__name__}" + (f" with {', '.join(map(str, dataset))}" if hasattr(dataset, "dims") else "")
        )
    return tuple(map(str, dataset["done"].dims))


def parameters(dataset: Any) -> dict[str, Parameter]:
    """What was swept, by name, in the order of the dimensions.

    Examples
    --------
    >>> import xarray
    >>> swept = xarray.Dataset({"done": ("speed", [True, True])}, {"speed": ("speed", [3.0, 6.0], {"units": "mm/ms"})})
    >>> parameters(swept)["speed"].unit
    'mm/ms'
    """
    found = {}
    for dim in axes(dataset):
        for name, coordinate in dataset.coords.items():
            if coordinate.dims == (dim,):
                told = coordinate.attrs
                logarithmic = told.get("scale") == "logarithmic"
                values = np.asarray(coordinate.values)
                found[str(name)] = Parameter(str(name), dim, values, str(told.get("units", "1")), logarithmic)
    return found


def measures(dataset: Any) -> list[str]:
    """The measures that are one number for every run."""
    dims = set(axes(dataset))
    return [
        str(name)
        for name, variable in dataset.data_vars.items()
        if name not in RESERVED and set(variable.dims) == dims and variable.dtype.kind in "iufb"
    ]


def means(dataset: Any, measure: str, keep: Sequence[str]) -> Means:
    """A measure over the dimensions ``keep``, in this order, as means over all others.

    Parameters
    ----------
    dataset : xarray.Dataset
        The result of a sweep.
    measure : str
        A measure that is one number for every run.
    keep : sequence of str
        Dimensions of the sweep.

    Raises
    ------
    KeyError, ValueError
        For a measure that is not there or that is an array.
    """
    dims = axes(dataset)
    others = tuple(dim for dim in dims if dim not in keep)
    order = (*keep, *others)
    values = np.asarray(_scalar(dataset, measure).transpose(*order).values, float)
    done = np.asarray(dataset["done"].transpose(*order).values, bool)
    diverged = np.zeros_like(done)
    if "diverged_at" in dataset:
        diverged = done & np.isfinite(dataset["diverged_at"].transpose(*order).values)
    flat = (*values.shape[: len(keep)], -1)
    values, done, diverged = values.reshape(flat), done.reshape(flat), diverged.reshape(flat)
    good = np.isfinite(values) & done & ~diverged
    counted = good.sum(axis=-1)
    total = np.where(good, values, 0.0).sum(axis=-1)
    mean = np.divide(total, counted, out=np.full(counted.shape, np.nan), where=counted > 0)
    squares = (np.where(good, values - mean[..., None], 0.0) ** 2).sum(axis=-1)
    variance = np.divide(squares, counted - 1, out=np.full(counted.shape, np.nan), where=counted > 1)
    return Means(
        mean, np.sqrt(variance), counted, diverged.sum(axis=-1), (~done).sum(axis=-1), values.shape[-1], others
    )


def best(dataset: Any, measure: str, empirical: float | None = None) -> Best | None:
    """The point at which a measure is best, by its mean over the seeds that have a number.

    Best is the largest or the smallest, as the measure says of itself (``better``); where it says nothing, the nearest
    to ``empirical``.

    Parameters
    ----------
    dataset : xarray.Dataset
        The result of a sweep.
    measure : str
        A measure that is one number for every run.
    empirical : float, optional
        The value of measured data.

    Returns
    -------
    Best, or None
        None where nothing says what is best, or no run has a number.

    Raises
    ------
    TypeError, KeyError, ValueError
        If this is not the result of a sweep, or it has no such measure.

    Examples
    --------
    >>> import xarray
    >>> swept = xarray.Dataset(
    ...     {"r": ("speed", [0.1, 0.4, 0.2], {"better": "larger"}), "done": ("speed", [True, True, True])},
    ...     {"speed": ("speed", [3.0, 6.0, 12.0], {"units": "mm/ms"})},
    ... )
    >>> best(swept, "r").at, best(swept, "r").value
    ({'speed': 6.0}, 0.4)
    """
    dims = tuple(dim for dim in axes(dataset) if dim != SEED)
    seen = means(dataset, measure, dims)
    where = best_place(seen.values, better(dataset, measure), empirical)
    if where is None:
        return None
    place = dict(zip(dims, where, strict=True))
    at = {p.name: p.values[place[p.dim]].item() for p in parameters(dataset).values() if p.dim in place}
    return Best(
        {name: value for name, value in at.items() if name != SEED},
        float(seen.values[where]),
        float(seen.spread[where]),
        int(seen.counted[where]),
        seen.runs,
        place,
    )


def better(dataset: Any, measure: str) -> str | None:
    """What a measure says of itself: ``"larger"`` or ``"smaller"`` values are better; None if nothing."""
    told = dataset[measure].attrs.get("better")
    if told not in (None, LARGER, SMALLER):
        raise ValueError(f"measure '{measure}': better must be {LARGER!r} or {SMALLER!r}, or left out, got {told!r}")
    return told


def best_place(values: np.ndarray, better: str | None, empirical: float | None) -> tuple[int, ...] | None:
    """The index of the best of some values; None where nothing says what is best, or there is no number.

    Examples
    --------
    >>> best_place(np.array([3.0, np.nan, 1.0]), "larger", None), best_place(np.array([3.0, 1.5, 1.0]), None, 1.4)
    ((0,), (1,))
    """
    how_good = goodness(values, better, empirical)
    if how_good is None or not np.isfinite(values).any():
        return None
    return tuple(int(i) for i in np.unravel_index(int(np.argmax(how_good)), values.shape))


def goodness(values: np.ndarray, better: str | None, empirical: float | None) -> np.ndarray | None:
    """Numbers of which the largest is the best; None where nothing says what is best.

    Examples
    --------
    >>> goodness(np.array([3.0, np.nan, 1.0]), "smaller", None)
    array([ -3., -inf,  -1.])
    """
    if better == LARGER:
        how_good = values
    elif better == SMALLER:
        how_good = -values
    elif empirical is not None:
        how_good = -np.abs(values - empirical)
    else:
        return None
    return np.where(np.isfinite(values), how_good, -np.inf)


def _scalar(dataset: Any, measure: str) -> Any:
    dims = axes(dataset)
    if measure not in dataset.data_vars or measure in RESERVED:
        raise KeyError(unknown("measure", measure, measures(dataset)))
    found = tuple(map(str, dataset[measure].dims))
    if more := [dim for dim in found if dim not in dims]:
        raise ValueError(
            f"measure '{measure}' is an array for every run, over {', '.join(more)}: make one number of it first, such "
            f"as dataset['{measure}'].mean({more!r})"
        )
    if less := [dim for dim in dims if dim not in found]:
        raise ValueError(f"measure '{measure}' has no axis {', '.join(less)}, and a measure has all axes of the sweep")
    return dataset[measure]
