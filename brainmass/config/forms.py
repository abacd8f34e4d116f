"""Functions in the form in which a configuration calls them: with arguments as TOML has them.

How an argument is read follows from its annotation, one of the names here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from brainmass import observe, plasticity, stimulus
from brainmass.observe import Observer
from brainmass.stimulus import Stimulus

Array = Any
"""Numbers, rows of numbers, or a file that holds them."""
Names = Sequence[str]
Regions = str | int | Sequence[str | int] | Mapping[str, float]
"""Where something acts: labels, indices, or weights by label."""
Groups = Mapping[str, Sequence[str | int]]


def placed(shape: Callable[..., Stimulus]) -> Callable[..., Stimulus]:
    """The shape of a stimulus with one more argument, ``on``: the regions that it acts on."""

    @wraps(shape)
    def made(*, on: Regions | None = None, **numbers: Any) -> Stimulus:
        whole = shape(**numbers)
        return whole if on is None else whole.on(on)

    described: Any = made
    signature = inspect.signature(shape)
    on = inspect.Parameter("on", inspect.Parameter.KEYWORD_ONLY, default=None, annotation="Regions")
    described.__signature__ = signature.replace(parameters=[*signature.parameters.values(), on])
    return described


def recorded(values: Array, period: Any, onset: Any = 0.0) -> Stimulus:
    """A recorded array as a stimulus."""
    return stimulus.recorded(values, period, onset)


def measured(values: Array, period: Any) -> observe.hrf.Response:
    """A response function known by samples."""
    return observe.hrf.measured(values, period)


def means(of: Observer, groups: Groups | None = None) -> observe.Means:
    """Means over groups of regions."""
    return observe.means(of, groups)


def weighted(
    of: Observer, weights: Array, names: Names, regions: Names | None = None, noise: Any = None,
    unit: str | None = None,
) -> observe.Linear:  # fmt: skip
    """Weighted sums over regions."""
    return observe.weighted(of, weights, names, regions=regions, noise=noise, unit=unit)


def deco2014(
    on: str = "current", target: Any = None, tolerance: Any = None, window: Any = 10_000.0, settle: Any = 1000.0,
    step: Any = 0.02, shrink: Any = 0.5, grow: Any = 1.0, least: Any = 0.001, until: Any = None,
    follows: Names | None = None,
) -> plasticity.Search:  # fmt: skip
    """Feedback inhibition control."""
    which: Any = on
    return plasticity.deco2014(
        which, target=target, tolerance=tolerance, window=window, settle=settle, step=step, shrink=shrink, grow=grow,
        least=least, until=until, follows=follows,
    )  # fmt: skip


def naskar2021(
    gamma: Any = 1.0, rho: Any = 0.003, average: Any = None, until: Any = None, follows: Names = ("r_E", "r_I")
) -> plasticity.Slope:
    """Inhibitory plasticity."""
    both: Any = tuple(follows)
    return plasticity.naskar2021(gamma=gamma, rho=rho, average=average, until=until, follows=both)
