"""Rules of the literature: feedback inhibition control (Deco et al. 2014) and inhibitory plasticity (Naskar 2021)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.connectome import Connectome
from brainmass.errors import require_finite
from brainmass.plasticity.rule import Slope, number, positive, time_of
from brainmass.spec import Interval, Param
from brainmass.units import is_traced, nA, per_ms, to_array

_NUMBERS = ["target", "tolerance", "first", "shrink", "grow", "least"]
_TIMES = ["window", "settle", "until"]


class Searching(NamedTuple):
    """What the search remembers: of every region, but for the steps."""

    value: jax.Array
    size: jax.Array
    """By how much the value changes next."""
    last: jax.Array
    """The sign of the last change, or 0."""
    mean: jax.Array
    """Of the excess, over the window so far."""
    steps: jax.Array
    """Done in this window, those of settling included."""


@partial(jax.tree_util.register_dataclass, data_fields=_NUMBERS + _TIMES, meta_fields=["follows", "measure", "domain"])
@dataclass(frozen=True)
class Search:
    """A value that is searched by steps up and down, one after every window. Made by :func:`deco2014`."""

    follows: tuple[str, ...]
    measure: Callable[..., Any]
    """From what is followed, the number that is to be on target."""
    target: Any
    tolerance: Any
    first: Any
    shrink: Any
    grow: Any
    least: Any
    window: Any
    settle: Any
    until: Any = None
    domain: Interval = (-np.inf, np.inf)

    def fitted(self, declared: Param, n: int, what: str) -> Search:
        given = {name: getattr(self, name) for name in _NUMBERS}
        for name, shown in (("first", "step"), ("least", "least")):  # changes of the parameter, in its unit
            given[name] = to_array(given[name], declared.unit, f"{what}: {shown}")
        numbers = {name: number(x, n, f"{what}: {'step' if name == 'first' else name}") for name, x in given.items()}
        return replace(self, **numbers, domain=declared.domain)

    def init(self, value: jax.Array) -> Searching:
        none = jnp.zeros_like(value)
        return Searching(value, none + self.first, none, none, jnp.int32(0))

    def step(self, memory: Searching, seen: Mapping[str, Any], t: Any, dt: Any) -> Searching:
        settle = jnp.round(self.settle / dt).astype(jnp.int32)
        count = memory.steps + 1
        used = count - settle
        # A mean that is moved by every value: a sum over thousands of steps would lose digits in float32.
        excess = self.measure(*(seen[name] for name in self.follows)) - self.target
        mean = jnp.where(used > 0, memory.mean + (excess - memory.mean) / jnp.maximum(used, 1), 0.0)
        ends = used >= jnp.maximum(jnp.round(self.window / dt).astype(jnp.int32), 1)
        learns = ends if self.until is None else ends & (t < self.until - dt / 2)
        sign = jnp.where(jnp.abs(mean) > self.tolerance, jnp.sign(mean), 0.0)
        again = sign * memory.last
        size = memory.size * jnp.where(again < 0, self.shrink, jnp.where(again > 0, self.grow, 1.0))
        size = jnp.maximum(size, self.least)
        moves = learns & (sign != 0)
        after = Searching(
            jnp.where(moves, jnp.clip(memory.value + sign * size, *self.domain), memory.value),
            jnp.where(moves, size, memory.size),
            jnp.where(moves, sign, memory.last),
            jnp.where(ends, 0.0, mean),
            jnp.where(ends, 0, count),
        )
        return jax.tree.map(lambda new, old: new.astype(old.dtype), after, memory)


def deco2014(
    on: Literal["current", "rate"] = "current",
    *,
    target: Any = None,
    tolerance: Any = None,
    window: Any = 10_000.0,
    settle: Any = 1000.0,
    step: Any = 0.02,
    shrink: Any = 0.5,
    grow: Any = 1.0,
    least: Any = 0.001,
    until: Any = None,
    follows: str | Sequence[str] | None = None,
) -> Search:
    """Feedback inhibition control: every region's inhibition is searched until its excitatory pool is on target.

    Of the paper: after a stretch of simulation the mean excitatory input current of a region, less the threshold
    b_E / a_E, is compared with -0.026 nA. Where it is above, J_I is raised by a small step, where it is below lowered,
    where it is within 0.005 nA it stays, and so on until all regions are within. At -0.026 nA the transfer function
    gives 3.0631 Hz, and at the two ends 2.63 and 3.55 Hz.

    Ours: the lengths of the stretch and of what is left out at its beginning; that the step shrinks, in every region by
    itself, when it changes its sign (and may grow while it does not); that the rule goes on while the simulation does,
    until the time ``until``; and ``on="rate"``. With noise the mean rate is not the rate at the mean current: it is
    above it, for the transfer function is convex. ``on="rate"`` compares the mean rate instead, with the same window in
    Hz.

    Parameters
    ----------
    on : {"current", "rate"}
        What is compared.
    target : float or quantity, optional
        -0.026 nA, or the rate that belongs to it, 0.0030631 /ms.
    tolerance : float or quantity, optional
        0.005 nA, or 0.00046 /ms (half of 3.55 - 2.63 Hz).
    window : float or quantity
        Over how long the mean is taken, ms.
    settle : float or quantity
        What is left out before every window, ms.
    step : float, array (n,) or quantity
        The first step, in the unit of the parameter.
    shrink, grow : float
        The step is multiplied by ``shrink`` when it turns, and by ``grow`` when it goes on the same way.
    least : float, array (n,) or quantity
        The step does not become smaller than this.
    until : float or quantity, optional
        When learning ends, ms since the beginning of the run (the transient included); the value stays from then on.
    follows : sequence of str, optional
        The names in other models: ``("I_E", "a_E", "b_E")``, that is current, slope and threshold, or ``("r_E",)``.

    Notes
    -----
    Source: Deco, G. and Ponce-Alvarez, A. and Hagmann, P. and Romani, G. L. and Mantini, D. and Corbetta, M. (2014)
    "How local excitation-inhibition ratio impacts the whole brain dynamics", J. Neurosci. 34:7886,
    doi:10.1523/JNEUROSCI.5068-13.2014.

    Examples
    --------
    Without noise the region ends where the transfer function gives 3.06 Hz:

    >>> from brainmass import Network, average, models, simulate
    >>> rule = deco2014(tolerance=1e-4, window=500.0, settle=500.0, until=60_000.0)
    >>> net = Network(models.wong_wang, 1, params={"J_I": 1.2}, plasticity={"J_I": rule})
    >>> run = simulate(net, 1000.0, dt=1.0, transient=60_000.0, observe={"r": average(1000.0, "r_E")})
    >>> round(1000 * float(run["r"][-1, 0]), 1)
    3.1
    """
    if on not in _TARGETS:
        raise ValueError(f"deco2014: on must be 'current' or 'rate', got {on!r}")
    unit, measure, names, aim, within = _TARGETS[on]
    names = names if follows is None else (follows,) if isinstance(follows, str) else tuple(follows)
    if len(names) != len(_TARGETS[on][2]):
        raise ValueError(f"deco2014: on={on!r} follows {len(_TARGETS[on][2])} quantities, got {names}")
    tolerance = to_array(within if tolerance is None else tolerance, unit, "deco2014: tolerance")
    for name, given in (("step", step), ("least", least), ("tolerance", tolerance)):
        _within(name, given, 0, np.inf)
    _within("shrink", shrink, 0, 1)
    _within("grow", grow, 1, np.inf)
    return Search(
        names, measure, to_array(aim if target is None else target, unit, "deco2014: target"), tolerance,
        step, shrink, grow, least, positive(window, "deco2014: window"),
        positive(settle, "deco2014: settle", zero=True), time_of(until, "deco2014: until"),
    )  # fmt: skip


def _over_threshold(current: Any, slope: Any, threshold: Any) -> Any:
    return current - threshold / slope


def _as_it_is(rate: Any) -> Any:
    return rate


_TARGETS: dict[str, tuple[Any, Callable[..., Any], tuple[str, ...], float, float]] = {
    "current": (nA, _over_threshold, ("I_E", "a_E", "b_E"), -0.026, 0.005),
    "rate": (per_ms, _as_it_is, ("r_E",), 0.0030631, 0.00046),
}


def naskar2021(
    *,
    gamma: Any = 1.0,
    rho: Any = 0.003,
    average: Any = None,
    until: Any = None,
    follows: tuple[str, str] = ("r_E", "r_I"),
) -> Slope:
    """Inhibitory plasticity: dJ/dt = gamma r_I (r_E - rho), the rule by which ``models.naskar`` learns.

    The form is that of Vogels et al. (2011), in rates. Wherever it rests without noise, r_E = rho. With noise it rests
    where the mean of r_I (r_E - rho) is 0, and as both rates go up and down together, the mean of r_E is then below
    rho. ``average`` is ours: the rule follows running means of the rates, as synaptic traces do, and the mean of r_E
    comes close to rho.

    Parameters
    ----------
    gamma : float or array (n,)
        Learning rate, nA ms for J in nA and rates in 1/ms.
    rho : float, array (n,) or quantity
        The excitatory rate that is aimed at, 1/ms: 0.003 is 3 Hz.
    average : float or quantity, optional
        Time constant of the running means, ms.
    until : float or quantity, optional
        When learning ends, ms since the beginning of the run (the transient included); the value stays from then on.
    follows : tuple of str
        Names of the excitatory and of the inhibitory rate.

    Notes
    -----
    Source: Naskar, A. and Vattikonda, A. and Deco, G. and Roy, D. and Banerjee, A. (2021) "Multiscale dynamic mean
    field (MDMF) model relates resting-state brain dynamics with local cortical excitatory-inhibitory neurotransmitter
    homeostasis", Netw. Neurosci. 5:757, doi:10.1162/netn_a_00197.
    Source: Vogels, T. P. and Sprekeler, H. and Zenke, F. and Clopath, C. and Gerstner, W. (2011) "Inhibitory plasticity
    balances excitation and inhibition in sensory pathways and memory networks", Science 334:1569,
    doi:10.1126/science.1211095.

    Examples
    --------
    >>> from brainmass import Network, every, models, simulate
    >>> net = Network(models.wong_wang, 1, params={"J_I": 1.2}, plasticity={"J_I": naskar2021(gamma=100.0)})
    >>> run = simulate(net, 30_000.0, dt=1.0, observe={"r": every(1000.0, "r_E")})
    >>> round(1000 * float(run["r"][-1, 0]), 2)
    3.0
    """
    rho = to_array(rho, per_ms, "naskar2021: rho")
    if not is_traced(rho) and np.any(np.asarray(rho) >= 1):
        raise ValueError(
            f"naskar2021: rho = {np.max(np.asarray(rho)):g} 1/ms is {1000 * np.max(np.asarray(rho)):g} Hz; rates are "
            "in 1/ms here: 0.003 is 3 Hz, or give 3 * u.Hz"
        )
    _within("gamma", gamma, 0, np.inf, "naskar2021")
    if not (isinstance(follows, tuple) and len(follows) == 2):
        raise ValueError(f"naskar2021: follows must name the excitatory and the inhibitory rate, got {follows!r}")
    numbers = {"gamma": gamma, "rho": rho}
    times = time_of(average, "naskar2021: average"), time_of(until, "naskar2021: until")
    return Slope(follows, _naskar, numbers, *times)


def _naskar(value: Any, r_E: Any, r_I: Any, gamma: Any, rho: Any) -> Any:
    return gamma * r_I * (r_E - rho)


def herzog(G: Any, weights: Any) -> jax.Array:
    """Where a search may begin: J_I = 0.75 G s + 1, with s the summed weights that arrive at a region.

    Parameters
    ----------
    G : float
        Global coupling, as it multiplies the weights.
    weights : Connectome or array (n, n)
        To i from j, as the network has them.

    Notes
    -----
    Source: Herzog, R. and Mediano, P. A. M. and Rosas, F. E. and Luppi, A. I. and Sanz-Perl, Y. and Tagliazucchi, E.
    and Kringelbach, M. L. and Cofre, R. and Deco, G. (2024) "Neural mass modeling for the masses: Democratizing access
    to whole-brain biophysical modeling with FastDMF", Netw. Neurosci. 8:1590, doi:10.1162/netn_a_00410.

    Examples
    --------
    >>> herzog(2.0, [[0.0, 1.0], [0.5, 0.0]])
    Array([2.5 , 1.75], dtype=float32)
    """
    given = weights.weights if isinstance(weights, Connectome) else weights
    if len(shape := np.shape(given)) != 2 or shape[0] != shape[1]:
        raise ValueError(f"herzog: weights must be a square matrix (regions x regions), got shape {shape}")
    if not is_traced(given):
        require_finite("herzog: weights", np.asarray(given, float))
    return 0.75 * G * jnp.asarray(given, float).sum(axis=1) + 1.0


def _within(name: str, given: Any, low: float, high: float, who: str = "deco2014") -> None:
    """Refuse numbers outside a range; a quantity is looked at by its size."""
    value = getattr(given, "mantissa", given)
    if is_traced(value):
        return
    try:
        bad = not np.all((np.asarray(value, float) >= low) & (np.asarray(value, float) <= high))
    except (TypeError, ValueError):
        raise TypeError(f"{who}: {name} must be a number, got {given!r}") from None
    if bad:
        allowed = f"from {low:g} to {high:g}" if np.isfinite(high) else f"{low:g} or more"
        raise ValueError(f"{who}: {name} must be {allowed}, got {given}")
