"""BOLD by convolution with a haemodynamic response function, streamed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp

from brainmass.observe.hrf import Response, double_gamma
from brainmass.observe.sample import Average, part_of, period_of
from brainmass.observe.stage import Grid

LONGEST = 50.0
"""ms of activity that share a value of the response at most."""


@partial(jax.tree_util.register_dataclass, data_fields=["response", "of"], meta_fields=["source", "period"])
@dataclass(frozen=True)
class Convolved:
    """Activity convolved with a response function, once in every TR. Made by :func:`convolved`."""

    source: str
    period: float
    response: Response
    of: Average | None = None
    """The activity, as means over short times; set when the step of the run is known."""
    unit = None

    def at(self, dt: float) -> Convolved:
        """With means over times that fit into the TR and are made of whole steps of the run."""
        return replace(self, of=Average(self.source, part_of(self.period, dt, LONGEST)))

    def labels(self, labels: Sequence[str]) -> Sequence[str]:
        return labels

    def begin(self, sample: Any, interval: float) -> jax.Array:
        return jnp.zeros((len(self._weights(interval)), *sample.shape), sample.dtype)

    def turn(self, memory: jax.Array, samples: jax.Array, count: Any, grid: Grid) -> tuple[jax.Array, jax.Array, Any]:
        assert self.of is not None
        times = round(self.period / self.of.period)
        weights = self._weights(self.of.period).astype(samples.dtype)
        before = grid.before // times
        volumes = (grid.before + count) // times - before
        known = jnp.concatenate([memory, samples])

        def volume(i: Any, filled: jax.Array) -> jax.Array:
            end = (before + 1 + i) * times - grid.before  # so many of the new samples lie before it
            past = jax.lax.dynamic_slice_in_dim(known, end, len(weights))
            return jax.lax.dynamic_update_index_in_dim(filled, weights @ past, i, 0)

        room = jnp.zeros((len(samples) // times + 1, *samples.shape[1:]), samples.dtype)
        filled = jax.lax.fori_loop(0, volumes, volume, room)
        return jax.lax.dynamic_slice_in_dim(known, count, len(weights)), filled, volumes

    def _weights(self, interval: float) -> jax.Array:
        """Integrals of the response over each interval (Simpson's rule), the longest ago first."""
        seconds = interval * 1e-3
        count = max(1, round(-(-self.response.duration // seconds)))
        begin = seconds * jnp.arange(count)[::-1]
        h = self.response
        return seconds / 6 * (h(begin) + 4 * h(begin + seconds / 2) + h(begin + seconds))


def convolved(source: str, tr: Any, response: Response | None = None) -> Convolved:
    """BOLD as the convolution of a neural state with a haemodynamic response function, one sample per TR.

    y(t) = integral of h(s) x(t - s) over s from 0 to the duration of h. Activity enters as its mean over times of at
    most 50 ms (the longest that divide the TR), and before the run it is 0: discard as much as the response lasts, or
    let a ``transient`` of that length go before, in which it is followed already.

    Parameters
    ----------
    source : str
        The neural activity: a state, an output or a drive.
    tr : float or quantity
        Repetition time, ms; any whole number of steps.
    response : Response, optional
        From ``brainmass.observe.hrf``: ``double_gamma()`` (SPM's, the default), ``gamma()``, ``mixture_of_gammas()``,
        ``double_exponential()``, ``volterra()``, ``measured(values, period)``, or ``response(function)`` of your own.

    Returns
    -------
    Convolved
        Its samples have the unit of the source: with a response of unit area and steady activity they are equal to it.

    Examples
    --------
    >>> from brainmass.observe import hrf
    >>> convolved("S_E", tr=2000.0, response=hrf.gamma(tau=1.2)).period
    2000.0
    """
    if response is not None and not isinstance(response, Response):
        raise TypeError(f"response must be one of brainmass.observe.hrf, such as double_gamma(), got {response!r}")
    return Convolved(source, period_of(tr, "tr"), double_gamma() if response is None else response)
