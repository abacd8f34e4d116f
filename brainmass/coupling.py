"""Coupling as send and receive: c_i = receive(x_i, sum_j W_ij send(x_j(t - d_ij))).

What a node sends depends on the source alone and how it receives on the target alone, so every coupling is a product of
the weights with what was sent. A coupling that truly needs pairs is :func:`pairwise`, at N^2 cost.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.connectome import laplacian as plain_laplacian
from brainmass.errors import require_finite
from brainmass.functions import sigmoid
from brainmass.units import is_traced, one, to_array

WeightMap = Callable[[Any], Any]


@partial(
    jax.tree_util.register_dataclass,
    data_fields=["params"],
    meta_fields=["send", "receive", "uses_local", "prepare", "edge"],
)
@dataclass(frozen=True)
class Coupling:
    """A coupling: two functions and their parameters.

    Attributes
    ----------
    send : callable
        ``send(x, ...)`` takes one array per source state and the parameters that it names; it returns one channel or a
        tuple of channels. A channel that is a plain number stands for a constant: its sum is that number times the row
        sums of the weights, and costs nothing.
    receive : callable
        ``receive(x_i, sum_0, sum_1, ..., )`` takes the target's own state, the weighted sum of every channel, and the
        parameters that it names; it returns what arrives at the target's drive.
    params : dict of str to array
        Numbers, or one value per region: of the source where ``send`` names it, of the target where ``receive`` or
        ``edge`` does. Leaves that can be swept, fitted or differentiated.
    uses_local : bool
        Whether ``receive`` looks at the target's own state.
    prepare : callable, optional
        Applied to the weights first (the Laplacian coupling turns W into -L here).
    edge : callable, optional
        ``edge(x_i, x_j, ...)`` in place of ``send``: evaluated for every pair, weighted and summed.

    Examples
    --------
    Only sources above a threshold are heard:

    >>> def above(x, threshold):
    ...     return jnp.where(x > threshold, x, 0.0)
    >>> def scaled(x_i, s, k):
    ...     return k * s
    >>> coupling = custom(above, scaled, threshold=0.5, k=0.2)
    >>> coupling(jnp.ones((2, 2)), jnp.array([0.2, 1.0]), None)
    Array([0.2, 0.2], dtype=float32)
    """

    send: Callable[..., Any] | None
    receive: Callable[..., Any]
    params: Mapping[str, Any]
    uses_local: bool = True
    prepare: WeightMap | None = None
    edge: Callable[..., Any] | None = field(default=None)

    @property
    def sends_with(self) -> tuple[str, ...]:
        """The parameters that ``send`` names."""
        return () if self.send is None else tuple(_named_in(self.send, self.params))

    def channels(self, *sources: Any) -> tuple[Any, ...]:
        """What the sources send: arrays, or plain numbers for constant channels."""
        assert self.send is not None
        sent = self.send(*sources, **_named_in(self.send, self.params))
        return sent if isinstance(sent, tuple) else (sent,)

    def arrive(self, local: Any, sums: tuple[Any, ...]) -> Any:
        """What arrives at the targets, given the weighted sum of every channel."""
        return self.receive(local, *sums, **_named_in(self.receive, self.params))

    def pairs(self, local: Any, delayed: tuple[Any, ...]) -> Any:
        """``edge`` for every pair: ``local`` (n_target, 1), each of ``delayed`` (n_target or 1, n_source)."""
        assert self.edge is not None
        named = _named_in(self.edge, self.params)
        return self.edge(local, *delayed, **{k: v[..., None] if np.ndim(v) else v for k, v in named.items()})

    def __call__(self, weights: Any, source: Any, local: Any) -> Any:
        """The coupling without delays: weights (n_target, n_source), source (..., n_source), local (..., n_target)."""
        weights = weights if self.prepare is None else self.prepare(weights)
        sources = source if isinstance(source, tuple) else (source,)
        if self.edge is not None:
            values = self.pairs(local[..., :, None], tuple(x[..., None, :] for x in sources))
            return self.arrive(local, ((weights * values).sum(-1),))
        return self.arrive(local, weighted_sums(weights, self.channels(*sources)))


def weighted_sums(weights: Any, channels: tuple[Any, ...]) -> tuple[Any, ...]:
    """sum_j W_ij s_j for every channel; a constant channel needs only the row sums."""
    return tuple(
        s * weights.sum(axis=1) if isinstance(s, int | float) else (weights @ s if s.ndim == 1 else s @ weights.T)
        for s in channels
    )


def _named_in(function: Callable[..., Any], params: Mapping[str, Any]) -> dict[str, Any]:
    names = inspect.signature(function).parameters
    return {name: value for name, value in params.items() if name in names}


def custom(
    send: Callable[..., Any], receive: Callable[..., Any], *, uses_local: bool = True, **params: Any
) -> Coupling:
    """A coupling of the user's own, from the two functions and their parameters by name.

    Write the functions at the top level of a module, not as fresh lambdas at every call: JAX compiles once for each.

    Raises
    ------
    TypeError
        If a parameter is named by neither function. (One that a function names and that is not given is found when a
        network is built: only then the number of sources is known.)
    """
    return _checked(Coupling(send, receive, params, uses_local=uses_local))


def pairwise(edge: Callable[..., Any], *, k: Any = 1.0, **params: Any) -> Coupling:
    """c_i = k sum_j W_ij edge(x_i, x_j(t - d_ij)), for a coupling that does not split into send and receive.

    Costs N^2 evaluations of ``edge`` per step.
    """
    return _checked(Coupling(None, _scaled, {**params, "k": k}, edge=edge))


def additive(k: Any = 1.0, b: Any = 0.0) -> Coupling:
    """c_i = k sum_j W_ij x_j + b.

    Examples
    --------
    >>> additive(k=0.5)(jnp.array([[0.0, 2.0], [1.0, 0.0]]), jnp.array([1.0, 3.0]), None)
    Array([3. , 0.5], dtype=float32)
    """
    return _checked(Coupling(_same, _affine, {"k": k, "b": b}, uses_local=False))


def diffusive(k: Any = 1.0) -> Coupling:
    """c_i = k sum_j W_ij (x_j - x_i).

    Examples
    --------
    >>> diffusive(k=0.5)(jnp.array([[0.0, 2.0], [1.0, 0.0]]), jnp.array([1.0, 3.0]), jnp.array([1.0, 3.0]))
    Array([ 2., -1.], dtype=float32)
    """
    return _checked(Coupling(_same_and_one, _difference, {"k": k}))


def kuramoto(k: Any = 1.0, alpha: Any = 0.0) -> Coupling:
    """c_i = k sum_j W_ij sin(theta_j - theta_i - alpha). Divide by N yourself where the convention K/N is wanted.

    ``alpha`` is the phase lag of Sakaguchi and Kuramoto (1986) Prog. Theor. Phys. 76:576, doi:10.1143/PTP.76.576, in
    rad: equal oscillators attract each other for |alpha| < pi/2, and together run at omega - k s sin(alpha), where s is
    the sum of each row of W.

    Examples
    --------
    >>> kuramoto(k=2.0, alpha=np.pi / 6)(jnp.array([[0.0, 1.0], [1.0, 0.0]]), jnp.zeros(2), jnp.zeros(2)).round(4)
    Array([-1., -1.], dtype=float32)
    """
    return _checked(Coupling(_sin_and_cos, _phase_difference, {"k": k, "alpha": alpha}))


def sigmoidal(
    k: Any = 1.0, cmin: Any = -1.0, cmax: Any = 1.0, a: Any = 1.0, mid: Any = 0.0, sigma: Any = 230.0
) -> Coupling:
    """c_i = k (cmin + (cmax - cmin) / (1 + exp(-a (s_i - mid) / sigma))) with s_i = sum_j W_ij x_j (after summation).

    The defaults are those of The Virtual Brain's ``Sigmoidal``.
    """
    _nonzero("sigma", sigma)
    params = {"k": k, "cmin": cmin, "cmax": cmax, "a": a, "mid": mid, "sigma": sigma}
    return _checked(Coupling(_same, _squashed, params, uses_local=False))


def hyperbolic_tangent(k: Any = 1.0, b: Any = 1.0, mid: Any = 0.0, sigma: Any = 1.0) -> Coupling:
    """c_i = k sum_j W_ij (1 + tanh((b x_j - mid) / sigma)) , before summation.

    The defaults are those of The Virtual Brain's ``HyperbolicTangent``.
    """
    _nonzero("sigma", sigma)
    return _checked(Coupling(_tanh, _scaled, {"k": k, "b": b, "mid": mid, "sigma": sigma}, uses_local=False))


def sigmoidal_jansen_rit(k: Any = 1.0, cmin: Any = 0.0, cmax: Any = 0.005, mid: Any = 6.0, r: Any = 0.56) -> Coupling:
    """c_i = k sum_j W_ij S(y1_j - y2_j) with S(v) = cmin + (cmax - cmin) / (1 + exp(r (mid - v))).

    Give both states as the source: ``source=("y1", "y2")``. Source: Jansen and Rit (1995) Biol. Cybern. 73:357,
    doi:10.1007/BF00199471.
    """
    params = {"k": k, "cmin": cmin, "cmax": cmax, "mid": mid, "r": r}
    return _checked(Coupling(_firing, _scaled, params, uses_local=False))


def laplacian(k: Any = 1.0, of: WeightMap = plain_laplacian) -> Coupling:
    """c = -k L x, with L made from the weights by ``of``.

    ``of`` is ``connectome.laplacian`` (then this equals :func:`diffusive`), ``connectome.symmetric_laplacian`` or
    ``connectome.random_walk_laplacian``.
    """
    return _checked(Coupling(_same, _scaled, {"k": k}, uses_local=False, prepare=Minus(of)))


@dataclass(frozen=True)
class Minus:
    """W -> -of(W); equal for the same ``of``, so that JAX recognises it."""

    of: WeightMap

    def __call__(self, weights: Any) -> Any:
        return -self.of(weights)


def _same(x):
    return x


def _same_and_one(x):
    return x, 1.0


def _sin_and_cos(theta):
    return jnp.sin(theta), jnp.cos(theta)


def _tanh(x, b, mid, sigma):
    return 1 + jnp.tanh((b * x - mid) / sigma)


def _firing(y1, y2, cmin, cmax, mid, r):
    return cmin + (cmax - cmin) * sigmoid(r * (y1 - y2 - mid))


def _scaled(x_i, s, k):
    return k * s


def _affine(x_i, s, k, b):
    return k * s + b


def _difference(x_i, s, strength, k):
    return k * (s - x_i * strength)


def _phase_difference(theta_i, s_sin, s_cos, k, alpha):
    lagging = theta_i + alpha
    return k * (jnp.cos(lagging) * s_sin - jnp.sin(lagging) * s_cos)


def _squashed(x_i, s, k, cmin, cmax, a, mid, sigma):
    return k * (cmin + (cmax - cmin) * sigmoid(a * (s - mid) / sigma))


def _nonzero(name: str, value: Any) -> None:
    if not is_traced(value) and np.any(np.asarray(value) == 0):
        raise ValueError(f"{name} must not be 0: the coupling divides by it")


def _checked(coupling: Coupling) -> Coupling:
    """Numbers at the door, and every parameter asked for by one of the functions."""
    functions = [f for f in (coupling.send, coupling.receive, coupling.edge) if f is not None]
    for function in functions:
        if not callable(function):
            raise TypeError(f"coupling: expected a function, got {function!r}")
    asked = {name for f in functions for name in inspect.signature(f).parameters}
    for name in coupling.params:
        if name not in asked:
            known = ", ".join(getattr(f, "__name__", repr(f)) for f in functions)
            raise TypeError(f"coupling: parameter '{name}' is named by none of {known}")
    values = {}
    for name, value in coupling.params.items():
        values[name] = to_array(value, one, f"coupling parameter {name}")
        if not is_traced(values[name]):
            require_finite(f"coupling parameter {name}", np.asarray(values[name]))
    object.__setattr__(coupling, "params", values)
    return coupling
