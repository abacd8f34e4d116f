"""Measures that JAX cannot trace: NumPy, SciPy and what is built on them, called for every run."""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.errors import unknown
from brainmass.measures.door import check_known
from brainmass.measures.measure import Measure, RunLike, about_of, better_of, unit_of
from brainmass.units import is_traced


@dataclass(frozen=True)
class HostRun:
    """The samples of a run as NumPy arrays, as a function of ``on_host`` gets them.

    Attributes
    ----------
    data : dict of str to array, shape (time, n) or (n, n)
        Samples or matrix of every observer; ``run["bold"]`` for short.
    t : dict of str to array
        Times of the samples in ms.
    labels : dict of str to tuple of str
        Region names.
    units : dict of str to str
        Unit of the samples.
    matrices : tuple of str
        The observers that have a matrix.
    """

    data: Mapping[str, np.ndarray]
    t: Mapping[str, np.ndarray]
    labels: Mapping[str, tuple[str, ...]]
    units: Mapping[str, str]
    matrices: tuple[str, ...]

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.data:
            raise KeyError(unknown("observer", name, self.data))
        return self.data[name]

    @property
    def observers(self) -> Mapping[str, np.ndarray]:
        """The observers by name."""
        return self.data


def on_host(
    function: Callable[[HostRun], Any], shape: tuple[int, ...] = (), dtype: Any = float, of: str | Sequence[str] = ()
) -> Measure:
    """A measure from a function that JAX cannot trace, such as one of SciPy or of another package.

    The function is called in Python for one run after the other, with NumPy arrays: also inside ``jit`` and ``vmap``,
    where the compiled code waits for it.

    Parameters
    ----------
    function : callable
        From a :class:`HostRun` to a number or an array. It must depend on nothing else. It must not call JAX, which
        may then wait for itself for ever; that includes ``brainmass.analysis`` where it gives JAX arrays. Its
        attributes ``about``, ``unit`` and ``better``, if any, are those of the measure. To be pickled, it must be a
        function of a module.
    shape : tuple of int
        Of what the function gives; () for a number.
    dtype : type
        Of what the function gives; float is JAX's float of the moment.
    of : str or sequence of str
        The observers that the function reads; all if none is named. Only these are copied.

    Returns
    -------
    Measure
        Without a gradient: a fit that needs one is refused. Inside ``jit`` and ``vmap``, where many runs are measured,
        a float is NaN for a run that has left the finite numbers, and, with a warning, for one that the function
        refuses by a ValueError or ArithmeticError: the others are not lost with it.

    Raises
    ------
    TypeError
        If ``function`` cannot be called, or gives other numbers than ``dtype`` can hold, or ``dtype`` is not of real
        numbers; when a gradient is asked for.
    ValueError
        If it gives another shape. KeyError, when it meets a run, if there is no such observer. What else the function
        raises inside ``jit`` arrives in the text of JAX's own error.

    Examples
    --------
    >>> def skewness(run):
    ...     "Skewness of the activity."
    ...     from scipy.stats import skew
    ...
    ...     return skew(run["x"], axis=None)
    >>> on_host(skewness, of="x")
    Measure(about='Skewness of the activity', unit='1', better=None, of='x')
    """
    if not callable(function):
        raise TypeError(f"function must take a run and give a number or an array, got {function!r}")
    names = (of,) if isinstance(of, str) else tuple(of)
    kind = np.dtype(dtype)
    if kind.kind not in "biuf":
        raise TypeError(f"dtype must be one of real numbers, such as float, int or bool, got {kind}")
    asked = partial(_asked, function=function, shape=tuple(shape), dtype=kind, of=names)
    only = names[0] if len(names) == 1 else None
    return Measure(asked, about_of(function), unit=unit_of(function), better=better_of(function), of=only)


def _asked(
    run: RunLike, function: Callable[[HostRun], Any], shape: tuple[int, ...], dtype: np.dtype, of: tuple[str, ...]
) -> jax.Array:
    names = of or tuple(run.observers)
    for name in names:
        check_known(run, name)
    t, labels, units = run.t, run.labels, run.units
    matrices = tuple(name for name in run.matrices if name in names)

    def alone(data: dict[str, np.ndarray]) -> Any:
        return function(HostRun(data, t, labels, units, matrices))

    data = {name: run[name] for name in names}
    if not any(map(is_traced, jax.tree.leaves(data))):
        value = _fitting(alone(jax.tree.map(np.asarray, data)), function, shape, dtype)
        return jnp.asarray(value, jax.dtypes.canonicalize_dtype(dtype))

    def call(data: dict[str, np.ndarray]) -> np.ndarray:
        value = _spared(alone, data, function, shape) if dtype.kind == "f" else alone(data)
        return _fitting(value, function, shape, dtype)

    return _without_gradient(partial(_called, call=call, shape=shape, dtype=dtype), function)(data)


def _spared(
    alone: Callable[..., Any], data: dict[str, np.ndarray], function: Callable[..., Any], shape: tuple[int, ...]
) -> Any:
    """The value of one of many runs; NaN where it has left the finite numbers, or where the function refuses it, so
    that the others are not lost with it."""
    if not all(np.isfinite(x).all() for x in data.values()):
        return np.full(shape, np.nan)
    try:
        return alone(data)
    except (ValueError, ArithmeticError) as error:
        warnings.warn(f"on_host: {_name(function)} refused a run, which has NaN for it: {error}", stacklevel=2)
        return np.full(shape, np.nan)


def _called(data: dict[str, jax.Array], call: Callable[..., np.ndarray], shape: tuple[int, ...], dtype: Any) -> Any:
    """``call`` by compiled code; numbers of 64 bits go both ways as the two words that they are made of.

    For JAX calls us in a thread that may not know of a ``jax.enable_x64`` around us, and would make float32 of them.
    """
    held = np.dtype(jax.dtypes.canonicalize_dtype(dtype))
    kinds = {name: np.dtype(values.dtype) for name, values in data.items()}

    def in_words(words: dict[str, Any]) -> np.ndarray:
        numbers = {name: _numbers(np.asarray(values), kinds[name]) for name, values in words.items()}
        return _words(np.asarray(call(numbers), held))

    words = {name: _traced_words(values) for name, values in data.items()}
    result = jax.eval_shape(_traced_words, jax.ShapeDtypeStruct(shape, held))
    found = jax.pure_callback(in_words, result, words, vmap_method="sequential")
    return jax.lax.bitcast_convert_type(found, held) if held.itemsize == 8 else found


def _traced_words(values: Any) -> Any:
    return jax.lax.bitcast_convert_type(values, jnp.uint32) if values.dtype.itemsize == 8 else values


def _words(values: np.ndarray) -> np.ndarray:
    return values[..., None].view(np.uint32) if values.dtype.itemsize == 8 else values


def _numbers(words: np.ndarray, kind: np.dtype) -> np.ndarray:
    return np.ascontiguousarray(words).view(kind)[..., 0] if kind.itemsize == 8 else words


def _fitting(value: Any, function: Callable[..., Any], shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    array = np.asarray(value)
    if array.shape != shape:
        raise ValueError(
            f"on_host: {_name(function)} gave an array of shape {array.shape}, not {shape}; give shape={array.shape}"
        )
    if not np.can_cast(array.dtype, dtype, "same_kind"):
        raise TypeError(f"on_host: {_name(function)} gave {array.dtype}, which {dtype} cannot hold; give another dtype")
    return array


def _without_gradient(call: Callable[[Any], Any], function: Callable[..., Any]) -> Callable[[Any], Any]:
    def refuse(primals: Any, tangents: Any) -> Any:
        raise TypeError(
            f"on_host: {_name(function)} runs outside JAX and has no gradient; fit without gradients, take a measure "
            "that has one, or pass jax.lax.stop_gradient(run) where only its value is wanted"
        )

    guarded = jax.custom_jvp(call)
    guarded.defjvp(refuse)
    return guarded


def _name(function: Callable[..., Any]) -> str:
    return getattr(function, "__name__", type(function).__name__)
