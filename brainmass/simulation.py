"""``simulate``: check, plan, run the compiled loop, report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass import loop
from brainmass.integrate import Method, heun, methods
from brainmass.links import Wiring, wire
from brainmass.loop import Clock, Keys, Plan
from brainmass.network import Network
from brainmass.observe import Observer, every
from brainmass.result import Divergence, Final, Observed, Run
from brainmass.units import is_traced, ms, to_float

Progress = Callable[[float, float], None]


def simulate(
    network: Network,
    duration: Any,
    *,
    dt: Any,
    seed: Any = 0,
    method: Method = heun,
    observe: Mapping[str, Observer] | None = None,
    transient: Any = 0.0,
    resume: Final | None = None,
    progress: Progress | None = None,
) -> Run:
    """Simulate a network.

    Parameters
    ----------
    network : Network
        What to simulate.
    duration : float or quantity
        Time to record, ms; a whole number of steps.
    dt : float or quantity
        Step, ms.
    seed : int or jax key
        Seed of initial states and noise. The same seed gives the same noise whatever is observed, however the run is
        split and however wide the batch.
    method : Method
        An integrator of ``brainmass.integrate``: ``euler``, ``heun`` (default), ``rk4``, ``exponential_euler``.
    observe : dict of str to observer, optional
        What to record: ``{"x": every(1.0, "x"), "bold": bold("x", tr=2000.0)}``. By default every state at every step.
    transient : float or quantity
        Time simulated before recording starts, in addition to ``duration``, ms.
    resume : Final, optional
        ``run.final`` of an earlier run: continue it, with the same numbers as one unbroken run. Its seed goes on, and
        so do the observers that are the same as before; others start here.
    progress : callable, optional
        Called now and then with the share done (0 to 1) and the simulated time in ms.

    Returns
    -------
    Run
        Samples ``run["bold"]`` of shape (time, n), their times ``run.t["bold"]`` in ms, and ``run.final``. A sample is
        taken at the end of its period: the first of ``every(1.0, "x")`` is at 1 ms after the transient.

    Raises
    ------
    Divergence
        If a state leaves the finite numbers: with time, population, region, state, and what to try; or if an observer
        does, such as BOLD of activity that it is not made for. (Inside ``jit``, ``grad`` or ``vmap`` nothing can be
        raised: see ``run.final.carry.failed``, -1 where all is well.)
    ValueError, KeyError, TypeError
        For times that are not whole numbers of steps, unknown names, or a ``resume`` that does not fit the network.

    Examples
    --------
    >>> from brainmass.models import hopf
    >>> from brainmass.coupling import diffusive
    >>> net = Network(hopf, np.ones((4, 4)), coupling=diffusive(k=0.02), source="x", target="x_inp")
    >>> run = simulate(net, 100.0, dt=0.1, observe={"x": every(1.0, "x")})
    >>> run["x"].shape, float(run.t["x"][0])
    ((100, 4), 1.0)
    """
    if not isinstance(network, Network):
        raise TypeError(f"network must be a Network, got {network!r}")
    if not hasattr(method, "step"):
        raise TypeError(f"method must be an integrator ({', '.join(methods)} of brainmass.integrate), got {method!r}")
    dt = _step(dt)
    count = steps_of(duration, dt, "duration")
    before = steps_of(transient, dt, "transient", least=0)
    observers = _observers(network, observe, dt, count, resumed=resume is not None)
    wiring = wire(network, dt)
    if resume is None:
        keys = Keys(*jax.random.split(_key(seed), 3))
        final = Final(
            loop.start(network, observers, keys, wiring.tracts), keys, seed, 0, before, dt, _observed(observers)
        )
    else:
        final = _continued(network, resume, observers, wiring, dt, before)
    first, total = final.step, before + count
    pieces: list[Run] = []
    for length in _pieces(total, loop.tile_length(network), progress is not None):
        pieces.append(_run(network, observers, final, wiring, length, method, before))
        final = pieces[-1].final
        _raise_if_failed(pieces[-1])
        if progress is not None:
            progress((final.step - first) / total, final.time)
    return pieces[0] if len(pieces) == 1 else _joined(pieces)


def steps_of(time: Any, dt: float, name: str, least: int = 1) -> int:
    """A time as a whole number of steps.

    Examples
    --------
    >>> steps_of(2000.0, 0.1, "tr")
    20000
    """
    value = to_float(time, ms, name)
    steps = round(value / dt)
    if abs(steps * dt - value) > 1e-6 * dt * max(1, steps) ** 0.5 + 1e-9 * value:
        near = max(least, steps) * dt
        raise ValueError(
            f"{name} = {value:g} ms is not a whole number of steps of dt = {dt:g} ms; the nearest is {near:g} ms"
        )
    if steps < least:
        raise ValueError(
            f"{name} = {value:g} ms is {'negative' if value < 0 else 'shorter than one step'} (dt = {dt:g} ms)"
        )
    return steps


def _step(dt: Any) -> float:
    value = to_float(dt, ms, "dt")
    if value <= 0:
        raise ValueError(f"dt must be positive, got {value:g} ms")
    return value


def _key(seed: Any) -> jax.Array:
    if is_traced(seed) or isinstance(seed, jax.Array):
        return seed if jnp.issubdtype(seed.dtype, jax.dtypes.prng_key) or seed.ndim else jax.random.key(seed)
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise TypeError(f"seed must be a whole number of 0 or more, or a jax.random key, got {seed!r}")
    return jax.random.key(seed)


def _observers(
    network: Network, observe: Mapping[str, Observer] | None, dt: float, count: int, *, resumed: bool
) -> dict[str, Observer]:
    """What to record, with names and periods checked; every state at every step by default."""
    if observe is None:
        several = len(network.populations) > 1
        observe = {
            f"{name}.{state}" if several else state: every(dt, f"{name}.{state}")
            for name, population in network.populations.items()
            for state in population.model.states
        }
        size = count * 4 * sum(p.n * len(p.model.states) for p in network.populations.values())
        if size > 4e9:
            raise ValueError(
                f"recording every state at every step would take {size / 1e9:.0f} GB; say what to keep with observe=, "
                "such as {'x': every(1.0, 'x')}"
            )
    if not isinstance(observe, Mapping):
        raise TypeError(f"observe must be a dict such as {{'x': every(1.0, 'x')}}, got {observe!r}")
    for name, observer in observe.items():
        if not all(hasattr(observer, attribute) for attribute in ("source", "period", "init", "step", "read")):
            raise TypeError(f"observe['{name}'] must be an observer such as every(1.0, 'x'), got {observer!r}")
        network.observable(observer.source)
        period = steps_of(observer.period, dt, f"the period of observe['{name}']")
        if period > count and not resumed:  # a resumed run may end a period that an earlier one began
            raise ValueError(
                f"observe['{name}']: its period of {observer.period:g} ms is longer than the {count * dt:g} ms recorded"
            )
    return dict(sorted(observe.items()))  # JAX sorts the names of a dict; clocks and samples must follow


def _pieces(total: int, tile: int, split: bool) -> list[int]:
    """Lengths of the pieces that a run is done in: one, or some fifty of whole tiles so that progress can be shown."""
    tiles = total // tile
    if not split or tiles < 2:
        return [total]
    share = max(1, tiles // 50)
    pieces = [share * tile] * (tiles // share)
    return [*pieces, *([rest] if (rest := total - sum(pieces)) else [])]


def _run(
    network: Network,
    observers: dict[str, Observer],
    final: Final,
    wiring: Wiring,
    count: int,
    method: Method,
    transient: int,
) -> Run:
    """One piece of a run: plan, call the loop, cut its samples to those that ended in this piece."""
    tile, step = loop.tile_length(network), final.step
    head = min(-step % tile, count)
    tiles, tail = divmod(count - head, tile)
    steps = [steps_of(observer.period, final.dt, name) for name, observer in observers.items()]
    plan = Plan(method, wiring.tracts, tuple(Clock(s, -(-count // s)) for s in steps), head, tiles, tail)
    carry, buffers = loop.run(
        network,
        observers,
        final.carry,
        final.keys,
        wiring.delays,
        jnp.int32(step),
        jnp.int32(final.origin),
        final.dt,
        plan,
    )
    data, clocks = {}, []
    for name, period in zip(observers, steps, strict=True):
        taken = max(0, (step - final.origin) // period)
        due = max(0, (step + count - final.origin) // period) - taken
        data[name] = buffers[name][:due]
        clocks.append((name, final.origin + (taken + 1) * period, period, due))
    after = replace(final, carry=carry, step=step + count)
    return Run(data, after, network, observers, tuple(clocks), step, method, transient)


def _joined(pieces: list[Run]) -> Run:
    """Pieces of one run, end to end."""
    last, start = pieces[-1], pieces[0]
    # On the host, where there is room for a long run; a traced one cannot go there.
    traced = any(map(is_traced, jax.tree.leaves(last.data)))
    joined = jnp.concatenate if traced else np.concatenate
    data: dict[str, Any] = {name: joined([piece.data[name] for piece in pieces]) for name in last.data}
    clocks = tuple((name, first, steps, len(data[name])) for name, first, steps, _ in start.clocks)
    return Run(data, last.final, last.network, last.observers, clocks, start.first, last.method, last.transient)


def _observed(observers: dict[str, Observer]) -> tuple[Observed, ...]:
    return tuple(Observed(name, type(o).__name__, o.source, o.period) for name, o in observers.items())


def _continued(
    network: Network, resume: Final, observers: dict[str, Observer], wiring: Wiring, dt: float, before: int
) -> Final:
    """The state to go on from, checked against the network that goes on."""
    if not isinstance(resume, Final):
        raise TypeError(f"resume must be the .final of an earlier run, got {resume!r}")
    if abs(resume.dt - dt) > 1e-12 * dt:
        raise ValueError(f"resume: the earlier run had dt = {resume.dt:g} ms, this one has {dt:g} ms; they must agree")
    fresh = jax.eval_shape(lambda: loop.start(network, observers, resume.keys, wiring.tracts))
    for what in ("states", "histories", "noise"):
        _must_fit(what, getattr(resume.carry, what), getattr(fresh, what))
    memories = loop.start_observers(network, observers, resume.carry.states)
    memories.update({o.name: resume.carry.observers[o.name] for o in set(_observed(observers)) & set(resume.observed)})
    origin = resume.step + before if before else resume.origin
    carry = resume.carry._replace(observers=memories)
    return replace(resume, carry=carry, origin=origin, observed=_observed(observers))


def _must_fit(what: str, old: Any, new: Any) -> None:
    """Refuse a part of an earlier carry that the network which goes on would not have."""
    if jax.tree.map(jnp.shape, old) != jax.tree.map(jnp.shape, new):
        raise ValueError(
            f"resume: the {what} of the earlier run do not fit this network (other populations, sizes, delays or noise)"
        )
    for a, b in zip(jax.tree.leaves(old), jax.tree.leaves(new), strict=True):
        if a.dtype != b.dtype:
            raise ValueError(
                f"resume: the earlier run was in {a.dtype}, this one would be in {b.dtype}; they must agree"
            )


def _raise_if_failed(run: Run) -> None:
    """Report where a run left the finite numbers."""
    network, final = run.network, run.final
    failed = final.carry.failed
    if any(map(is_traced, jax.tree.leaves(final.carry))):
        return
    if int(failed) < 0:
        _raise_if_unobservable(run)
        return
    for name, states in final.states.items():
        for state, values in states.items():
            bad = ~np.isfinite(np.asarray(values))
            if bad.any():
                region = int(np.argmax(bad))
                raise Divergence(
                    f"the simulation left the finite numbers at t = {int(failed) * final.dt:g} ms: {name}.{state} of "
                    f"region {region} ({network.populations[name].labels[region]}) is {np.asarray(values)[region]}"
                    f"{f', with {int(bad.sum()) - 1} other regions' if bad.sum() > 1 else ''}. Try a smaller dt (now "
                    f"{final.dt:g} ms), a weaker coupling k, normalised weights, or less noise."
                )


def _raise_if_unobservable(run: Run) -> None:
    """Report an observer that left the finite numbers although the states did not."""
    for name, memory in run.final.carry.observers.items():
        leaves = [np.asarray(leaf) for leaf in jax.tree.leaves(memory)]
        bad = sum((~np.isfinite(leaf) for leaf in leaves), np.False_)
        if np.any(bad):
            region = int(np.argmax(bad))
            observer = run.observers[name]
            raise Divergence(
                f"observer '{name}' ({type(observer).__name__.lower()} of {observer.source}) left the finite numbers "
                f"before t = {run.final.time:g} ms in region {region} ({run.labels[name][region]}). Is its source of "
                "the size that it is made for (the balloon model needs activity of order 1, little of it negative)?"
            )
