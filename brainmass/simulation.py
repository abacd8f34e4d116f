"""``simulate``: check, plan, run the compiled loop, report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass import loop
from brainmass.checkpoint import Checkpoint, identity, opened, refuse_traced
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
    checkpoint: str | Path | None = None,
    checkpoint_every: Any = None,
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
    checkpoint : str or Path, optional
        A folder in which the run is kept as it goes. If it is killed, the same call goes on from there and returns the
        whole run, the same to the last bit; when all is done already, it returns at once. Samples are kept on the disk
        and not in memory until the end. ``brainmass.checkpoint.discard`` deletes it.
    checkpoint_every : float or quantity, optional
        Simulated time between checkpoints, ms (a whole number of steps; rounded up to the next end of a tile of noise,
        or of a piece that progress is told of); by default as before, or a tenth of the run.

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
        For times that are not whole numbers of steps, unknown names, a ``resume`` that does not fit the network, or a
        ``checkpoint`` of another run.

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
    whole = Run({}, final, network, observers, _clocks(observers, final, total), first, method, before)
    pieces: list[Run] = []
    with _kept(whole, total, checkpoint, checkpoint_every, resumed=resume is not None) as kept:
        if kept is not None:
            final = kept.final
        if progress is not None and final.step > first:
            progress((final.step - first) / total, final.time)
        share = _share(total, loop.tile_length(network), kept and kept.every, progress is not None)
        while (left := first + total - final.step) > 0:
            piece = _run(network, observers, final, wiring, min(share, left), method, before)
            _raise_if_failed(piece)
            final = piece.final
            (pieces.append if kept is None else kept.add)(piece)
            if progress is not None:
                progress((final.step - first) / total, final.time)
        return _joined(whole, pieces) if kept is None else replace(whole, data=kept.samples(), final=final)


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


def _kept(
    whole: Run, total: int, checkpoint: str | Path | None, every: Any, *, resumed: bool
) -> AbstractContextManager[Checkpoint | None]:
    """The checkpoint of a run that has not begun; None where there is to be none."""
    if checkpoint is None:
        if every is not None:
            raise TypeError("checkpoint_every= is given but there is no checkpoint; pass checkpoint= with a folder")
        return nullcontext()
    if not isinstance(checkpoint, str | Path):
        raise TypeError(f"checkpoint must be the path of a folder, got {checkpoint!r}")
    start, dt = whole.final, whole.final.dt
    refuse_traced(whole)
    who = identity(
        whole.network,
        whole.observers,
        whole.method,
        start,
        duration=(total - whole.transient) * dt,
        transient=whole.transient * dt,
        resumed=resumed,
    )
    steps = None if every is None else steps_of(every, dt, "checkpoint_every")
    return opened(checkpoint, who, whole.clocks, start, start.step + total, steps)


def _share(total: int, tile: int, every: int | None, shown: bool) -> int:
    """Steps that are done at once: all, or a fiftieth where progress is to be shown; some of these make up ``every``.

    Whole tiles, so that all pieces but the last are equal and compile once.
    """
    tiles = max(1, total // tile)
    share = max(1, tiles // 50) if shown else tiles
    if every is not None:
        wanted = -(-every // tile)
        share = -(-wanted // -(-wanted // share))
    elif not shown or tiles == 1:
        return total
    return share * tile


def _clocks(observers: dict[str, Observer], final: Final, count: int) -> tuple[tuple[str, int, int, int], ...]:
    """When observers are sampled in ``count`` steps from ``final`` on: name, first step, steps between, how often."""
    clocks = []
    for name, observer in observers.items():
        period = steps_of(observer.period, final.dt, name)
        taken = max(0, (final.step - final.origin) // period)
        due = max(0, (final.step + count - final.origin) // period) - taken
        clocks.append((name, final.origin + (taken + 1) * period, period, due))
    return tuple(clocks)


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
    clocks = _clocks(observers, final, count)
    plan = Plan(method, wiring.tracts, tuple(Clock(s, -(-count // s)) for _, _, s, _ in clocks), head, tiles, tail)
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
    data = {name: buffers[name][:due] for name, _, _, due in clocks}
    after = replace(final, carry=carry, step=step + count)
    return Run(data, after, network, observers, clocks, step, method, transient)


def _joined(whole: Run, pieces: list[Run]) -> Run:
    """Pieces of one run, end to end."""
    last = pieces[-1]
    if len(pieces) == 1:
        return last
    # On the host, where there is room for a long run; a traced one cannot go there.
    traced = any(map(is_traced, jax.tree.leaves(last.data)))
    joined = jnp.concatenate if traced else np.concatenate
    data: dict[str, Any] = {name: joined([piece.data[name] for piece in pieces]) for name in last.data}
    return replace(whole, data=data, final=last.final)


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
