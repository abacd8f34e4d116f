"""What every measure asks of the run that it meets; shapes, names and times are known while tracing, values are not."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.analysis.door import as_signals
from brainmass.errors import require_finite, unknown
from brainmass.measures.measure import RunLike
from brainmass.units import is_traced


def check_known(run: RunLike, of: str) -> None:
    """Refuse an observer that the run does not have."""
    if of not in run.observers:
        raise KeyError(unknown("observer", of, run.observers))


def samples_of(run: RunLike, of: str) -> jax.Array:
    """Samples of an observer, (time, n): at least two."""
    check_known(run, of)
    if of in run.matrices:
        raise ValueError(
            f"observer '{of}' keeps one matrix and no samples, which this measure needs; observe samples too, by "
            "another name"
        )
    return as_signals(run[of], f"run['{of}']")


def interval_of(run: RunLike, of: str) -> float:
    """Time between samples, ms; there are at least two."""
    times = run.t[of]
    return float(times[-1] - times[0]) / (len(times) - 1)


def matrix_of(run: RunLike, of: str) -> jax.Array:
    """The matrix of an observer that keeps one; finite, unless it is traced."""
    matrix = jnp.asarray(run[of])
    if matrix.ndim != 2:
        raise ValueError(
            f"observer '{of}' must have one matrix (region, region), got the shape {matrix.shape}: a measure is of one "
            "run, and jax.vmap makes it one of many"
        )
    if not is_traced(matrix):
        require_finite(f"run['{of}']", np.asarray(matrix))
    return matrix


def nan_where(undefined: jax.Array, value: Any, of: str, why: str) -> jax.Array:
    """NaN where a measure is undefined; an error instead, if the run is not traced."""
    if not is_traced(undefined) and bool(undefined):
        raise ValueError(f"observer '{of}': {why}")
    return jnp.where(undefined, jnp.nan, value)
