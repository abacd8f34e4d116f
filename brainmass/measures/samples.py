"""Means and deviations of a run's samples."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.labels import places
from brainmass.measures.door import samples_of
from brainmass.measures.measure import Measure, RunLike
from brainmass.units import NAMED, hertz

Regions = tuple[str, ...] | None


def mean(of: str, regions: str | Sequence[str] | None = None) -> Measure:
    """Mean over time and regions.

    Parameters
    ----------
    of : str
        An observer with samples.
    regions : str or sequence of str, optional
        Labels or patterns such as ``"L.*"``; all regions if None. Each counts once.

    Returns
    -------
    Measure
        In the unit of the observer; differentiable.

    Raises
    ------
    TypeError
        If ``regions`` are not strings. When it meets a run: KeyError if there is no such observer or region, ValueError
        if it has fewer than two samples.

    Examples
    --------
    >>> mean("r_E", regions="L.*")
    Measure(about='mean of r_E over L.*', unit=None, better=None, of='r_E')
    """
    chosen = _named(regions)
    return Measure(partial(_mean, of=of, regions=chosen), f"mean of {of}{_over(chosen)}", unit=None, of=of)


def deviation(of: str, regions: str | Sequence[str] | None = None) -> Measure:
    """Standard deviation in time of every region, averaged over regions.

    Parameters
    ----------
    of, regions
        As for ``mean``.

    Returns
    -------
    Measure
        In the unit of the observer; differentiable, with a gradient of 0 for a region that is constant.

    Raises
    ------
    TypeError
        As for ``mean``.

    Examples
    --------
    >>> deviation("r_E", regions=["L.V1", "R.V1"]).about
    'standard deviation in time of r_E over L.V1, R.V1'
    """
    chosen = _named(regions)
    about = f"standard deviation in time of {of}{_over(chosen)}"
    return Measure(partial(_deviation, of=of, regions=chosen), about, unit=None, of=of)


def mean_rate(of: str, regions: str | Sequence[str] | None = None) -> Measure:
    """Mean firing rate over time and regions, in Hz.

    Parameters
    ----------
    of : str
        An observer with samples whose unit is a rate (1/ms, 1/s, Hz).
    regions : str or sequence of str, optional
        As for ``mean``.

    Returns
    -------
    Measure
        In Hz; differentiable.

    Raises
    ------
    TypeError
        As for ``mean``. When it meets a run: also ValueError if the observer's unit is not a rate.

    Examples
    --------
    >>> mean_rate("r_E")
    Measure(about='mean rate of r_E', unit='Hz', better=None, of='r_E')
    """
    chosen = _named(regions)
    return Measure(partial(_mean_rate, of=of, regions=chosen), f"mean rate of {of}{_over(chosen)}", unit="Hz", of=of)


def _named(regions: Any) -> Regions:
    if regions is None:
        return None
    names = (regions,) if isinstance(regions, str) else tuple(regions)
    if not names or not all(isinstance(name, str) for name in names):
        raise TypeError(f"regions must be labels or patterns such as 'L.*', or None for all, got {regions!r}")
    return names


def _over(regions: Regions) -> str:
    return "" if regions is None else f" over {', '.join(regions)}"


def _chosen(run: RunLike, of: str, regions: Regions) -> jax.Array:
    samples = samples_of(run, of)
    if regions is None:
        return samples
    return samples[:, np.unique([i for name in regions for i in places(name, run.labels[of], "regions")])]


def _mean(run: RunLike, of: str, regions: Regions) -> jax.Array:
    return _chosen(run, of, regions).mean()


def _deviation(run: RunLike, of: str, regions: Regions) -> jax.Array:
    variance = _chosen(run, of, regions).var(axis=0)
    varies = variance != 0  # the root has no slope at 0
    return jnp.where(varies, jnp.sqrt(jnp.where(varies, variance, 1.0)), 0.0).mean()


def _mean_rate(run: RunLike, of: str, regions: Regions) -> jax.Array:
    samples = _chosen(run, of, regions)
    unit = NAMED.get(run.units[of])
    if unit is None or unit.dims != hertz.dims:
        raise ValueError(
            f"mean_rate: observer '{of}' is in {run.units[of]}, which is not a rate (1/ms, 1/s, Hz); observe the "
            "firing rate, or take mean, which has the observer's own unit"
        )
    return samples.mean() * (unit.scale / hertz.scale)
