"""Measures that are not written in JAX."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np


def on_host(function: Callable[[Any], Any], shape: tuple[int, ...] = ()) -> Callable[[Any], jax.Array]:
    """A function of a run that is not written in JAX: NumPy, SciPy, any library of signals.

    It is called for one run after the other, between compiled programs, with NumPy arrays; it has no gradient.

    Parameters
    ----------
    function : callable
        Of a run with ``run[name]`` and ``run.t[name]``, to a number or an array of ``shape``.
    shape : tuple of int
        Of what it gives.

    Returns
    -------
    callable
        A function of a run for ``measures=``. Where a run has numbers that are not finite, or the function refuses them
        with a ValueError (of which a warning tells), it gives NaN.

    Examples
    --------
    >>> from scipy.stats import kurtosis
    >>> measure = on_host(lambda run: kurtosis(run["x"], axis=None))
    >>> class Run(dict):
    ...     data, t = property(dict), {"x": np.arange(4.0)}
    >>> print(measure(Run(x=jnp.array([[0.0], [1.0], [2.0], [3.0]]))).round(2))
    -1.36
    """
    return partial(_called_back, function, shape)


class Plain(NamedTuple):
    """A run as plain arrays, for functions of the host."""

    data: dict[str, np.ndarray]
    t: dict[str, np.ndarray]

    def __getitem__(self, name: str) -> np.ndarray:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self.data[name]


def _called_back(function: Callable[[Any], Any], shape: tuple[int, ...], run: Any) -> jax.Array:
    times = {name: np.asarray(t) for name, t in run.t.items()}

    def call(data: dict[str, Any]) -> np.ndarray:
        arrays = {name: np.asarray(x) for name, x in data.items()}
        if not all(np.isfinite(x).all() for x in arrays.values()):
            return np.full(shape, np.nan, kind)
        try:
            return np.asarray(function(Plain(arrays, times)), kind).reshape(shape)
        except ValueError as error:
            warnings.warn(f"a measure cannot be computed for a run, and is NaN there: {error}", stacklevel=2)
            return np.full(shape, np.nan, kind)

    kind = jnp.result_type(float)
    return jax.pure_callback(call, jax.ShapeDtypeStruct(shape, kind), dict(run.data), vmap_method="sequential")
