"""Haemodynamic response functions: what one short burst of activity does to BOLD, as a function of time in seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.special import gammaln

from brainmass.errors import require_finite
from brainmass.units import is_traced, ms, one, per_second, second, to_array, to_float


@partial(jax.tree_util.register_dataclass, data_fields=["numbers"], meta_fields=["function", "duration"])
@dataclass(frozen=True)
class Response:
    """A response function and its numbers, which are leaves that can be fitted. Made by the functions of this module.

    Examples
    --------
    >>> t = jnp.linspace(0.0, 20.0, 2001)
    >>> round(float(t[double_gamma()(t).argmax()]), 2)
    5.0
    """

    function: Callable[..., Any]
    numbers: Mapping[str, Any]
    duration: float
    """Seconds after which it is taken as 0."""

    def __call__(self, t: Any) -> Any:
        """The response (1/s) ``t`` seconds after the activity; 0 before it and after the duration."""
        t = jnp.asarray(t, float)
        inside = (t >= 0) & (t <= self.duration)
        return jnp.where(inside, self.function(jnp.where(inside, t, 0.0), **self.numbers), 0.0)


def response(function: Callable[..., Any], duration: Any = 32.0, **numbers: Any) -> Response:
    """A response function of your own: ``function(t, **numbers)`` in plain ``jnp``, with t in seconds.

    Parameters
    ----------
    function : callable
        From seconds to the response, 1/s. Write it at the top level of a module: JAX compiles once for each.
    duration : float or quantity
        Seconds after which it is 0.
    **numbers : float or quantity
        What else it depends on: plain numbers, in seconds and 1/s, or quantities that become so.

    Examples
    --------
    >>> early = response(lambda t, tau: jnp.exp(-t / tau) / tau, duration=10.0, tau=1.5)
    >>> round(float(early(1.5)), 4)
    0.2453
    """
    length = to_float(duration, second, "duration")
    if length <= 0:
        raise ValueError(f"duration must be positive, got {length:g} s")
    return Response(function, {name: _number(name, value) for name, value in numbers.items()}, length)


def gamma(n: Any = 3.0, tau: Any = 1.08, duration: Any = 32.0) -> Response:
    """A gamma function of unit area, (t / tau)^(n - 1) exp(-t / tau) / (tau Gamma(n)); its peak is at (n - 1) tau.

    Source: Boynton, G. M. and Engel, S. A. and Glover, G. H. and Heeger, D. J. (1996) "Linear systems analysis of
    functional magnetic resonance imaging in human V1", J. Neurosci. 16:4207, doi:10.1523/JNEUROSCI.16-13-04207.1996.
    The numbers are those of The Virtual Brain, which scales its peak instead of its area.
    """
    return response(_gamma, duration, n=n, tau=tau)


def double_gamma(
    peak: Any = 6.0, undershoot: Any = 16.0, tau: Any = 1.0, ratio: Any = 1 / 6, duration: Any = 32.0
) -> Response:
    """The canonical response of SPM: a gamma function minus a share ``ratio`` of a later one; unit area.

    Source: Friston, K. J. and Fletcher, P. and Josephs, O. and Holmes, A. and Rugg, M. D. and Turner, R. (1998)
    "Event-related fMRI: characterizing differential responses", NeuroImage 7:30, doi:10.1006/nimg.1997.0306.
    """
    return response(_double_gamma, duration, peak=peak, undershoot=undershoot, tau=tau, ratio=ratio)


def mixture_of_gammas(a_1: Any = 6.0, a_2: Any = 13.0, rate: Any = 1.0, c: Any = 0.4, duration: Any = 32.0) -> Response:
    """(rate t)^(a_1 - 1) exp(-rate t) / Gamma(a_1) - c (rate t)^(a_2 - 1) exp(-rate t) / Gamma(a_2).

    Its area is (1 - c) / rate.

    The numbers are those of The Virtual Brain, after Glover, G. H. (1999) "Deconvolution of impulse response in
    event-related BOLD fMRI", NeuroImage 9:416, doi:10.1006/nimg.1998.0419.
    """
    return response(_mixture, duration, a_1=a_1, a_2=a_2, rate=rate, c=c)


def double_exponential(
    tau_1: Any = 7.22, tau_2: Any = 7.4, f_1: Any = 0.03, f_2: Any = 0.12, a_1: Any = 0.1, a_2: Any = 0.1,
    duration: Any = 40.0,
) -> Response:  # fmt: skip
    """a_1 exp(-t / tau_1) sin(2 pi f_1 t) - a_2 exp(-t / tau_2) sin(2 pi f_2 t).

    Source: Polonsky, A. and Blake, R. and Braun, J. and Heeger, D. J. (2000) "Neuronal activity in human primary visual
    cortex correlates with perception during binocular rivalry", Nat. Neurosci. 3:1153, doi:10.1038/80676; with the
    numbers of The Virtual Brain, which scales the peak to 0.1.
    """
    return response(_double_exponential, duration, tau_1=tau_1, tau_2=tau_2, f_1=f_1, f_2=f_2, a_1=a_1, a_2=a_2)


def volterra(tau_s: Any = 0.8, tau_f: Any = 0.4, duration: Any = 20.0) -> Response:
    """The first-order Volterra kernel of the flow that activity brings: exp(-t / (2 tau_s)) sin(w t) / (3 w), with
    w^2 = 1 / tau_f - 1 / (4 tau_s^2).

    The numbers and the factor 1/3 are those of The Virtual Brain, whose default BOLD it is: with them it peaks at 0.8
    s, where the canonical response peaks at 5 s. The monitor of The Virtual Brain shows 5.6 * 0.02 * (convolution - 1).

    Source: Friston, K. J. and Mechelli, A. and Turner, R. and Price, C. J. (2000) "Nonlinear responses in fMRI: the
    Balloon model, Volterra kernels, and other hemodynamics", NeuroImage 12:466, doi:10.1006/nimg.2000.0630.
    """
    return response(_volterra, duration, tau_s=tau_s, tau_f=tau_f)


def measured(values: Any, period: Any) -> Response:
    """A response known by samples, linear between them, from t = 0 on.

    Parameters
    ----------
    values : array, shape (samples,)
        The response, 1/s.
    period : float or quantity
        From one sample to the next, ms.

    Examples
    --------
    >>> float(measured([0.0, 1.0, 0.0], period=1000.0)(0.5))
    0.5
    """
    values, interval = to_array(values, one, "values"), to_float(period, ms, "period") * 1e-3
    if np.ndim(values) != 1 or len(values) < 2:
        raise ValueError(f"values must have shape (samples,) with two samples or more, got {np.shape(values)}")
    if interval <= 0:
        raise ValueError(f"period must be positive, got {interval * 1e3:g} ms")
    if not is_traced(values):
        require_finite("values", np.asarray(values))
    duration = (len(values) - 1) * interval
    return Response(_sampled, {"values": jnp.asarray(values, float), "interval": interval}, duration)


def _number(name: str, value: Any) -> Any:
    """A plain number: seconds and 1/s are what quantities become."""
    for unit in (one, second, per_second):
        try:
            number = to_array(value, unit, name)
        except TypeError:
            continue
        if not is_traced(number):
            require_finite(name, np.asarray(number))
        return number
    raise TypeError(f"{name} must be a plain number, a time or a rate, got {value!r}")


def _gamma(t: Any, n: Any, tau: Any) -> Any:
    s = jnp.maximum(t / tau, 1e-30)
    return jnp.exp((n - 1) * jnp.log(s) - s - gammaln(n)) / tau


def _double_gamma(t: Any, peak: Any, undershoot: Any, tau: Any, ratio: Any) -> Any:
    return (_gamma(t, peak, tau) - ratio * _gamma(t, undershoot, tau)) / (1 - ratio)


def _mixture(t: Any, a_1: Any, a_2: Any, rate: Any, c: Any) -> Any:
    return (_gamma(t, a_1, 1 / rate) - c * _gamma(t, a_2, 1 / rate)) / rate


def _double_exponential(t: Any, tau_1: Any, tau_2: Any, f_1: Any, f_2: Any, a_1: Any, a_2: Any) -> Any:
    first = a_1 * jnp.exp(-t / tau_1) * jnp.sin(2 * jnp.pi * f_1 * t)
    return first - a_2 * jnp.exp(-t / tau_2) * jnp.sin(2 * jnp.pi * f_2 * t)


def _volterra(t: Any, tau_s: Any, tau_f: Any) -> Any:
    w = jnp.sqrt(1 / tau_f - 1 / (4 * tau_s**2))
    return jnp.exp(-t / (2 * tau_s)) * jnp.sin(w * t) / (3 * w)


def _sampled(t: Any, values: Any, interval: Any) -> Any:
    return jnp.interp(t, interval * jnp.arange(len(values)), values)
