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
from brainmass.checkpoint import Checkpoint, opened
from brainmass.divergence import divergence, raise_if_unobservable, unbounded
from brainmass.integrate import Method, heun, methods
from brainmass.links import links_of
from brainmass.loop import Keys, Span, System
from brainmass.network import Network
from brainmass.observe import Folding, Observer
from brainmass.observe.stage import samplers_of
from brainmass.pieces import Job, capacity, clock, cut, joined, plan_of, ready_to_fold, with_matrices
from brainmass.recording import observed, observers_of
from brainmass.result import Final, Run
from brainmass.segments import announce, cost, run_in_segments, run_whole
from brainmass.step import start_learning, start_observers
from brainmass.steps import step_of, steps_of
from brainmass.units import is_traced
from brainmass.wiring import Wiring, wire

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
    block: int | None = None,
    recompute: Any = None,
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
        so do the observers that are the same as before, and what parameters have learned, if they have a rule in this
        run too. Others start here, and so does a matrix that is made of many samples (``fc``) where a ``transient``
        comes in between.
    progress : callable, optional
        Called now and then with the share done (0 to 1) and the simulated time in ms.
    block : int, optional
        Steps for which delayed input is computed at once, a power of two; by default what costs least. The result is
        the same up to rounding.
    recompute : float or quantity, optional
        For a gradient that would not fit in memory: keep only what is carried from one stretch of this time (ms) to the
        next, and do each stretch again on the way back. What it will take is said on stderr, beside what a gradient
        takes without; the gradient is the same. Means nothing outside of ``jit`` and ``grad``.
    checkpoint : str or Path, optional
        A folder in which the run is kept as it goes. If it is killed, the same call goes on from there and returns the
        whole run, the same to the last bit; when all is done already, it returns at once. Samples are kept on the disk
        and not in memory until the end. ``brainmass.checkpoint.discard`` deletes it.
    checkpoint_every : float or quantity, optional
        Simulated time between checkpoints, ms; by default as before, or a tenth of the run.

    Returns
    -------
    Run
        Samples ``run["bold"]`` of shape (time, n), their times ``run.t["bold"]`` in ms, and ``run.final``. A sample is
        taken at the end of its period: the first of ``every(1.0, "x")`` is at 1 ms after the transient. For ``fc``
        there is one matrix (n, n).

    Raises
    ------
    Divergence
        If a state leaves the finite numbers: with time, population, region, state, and what to try; or if an observer
        does, such as BOLD of activity that it is not made for. Its ``run`` holds what was recorded until then. (Inside
        ``jit``, ``grad`` or ``vmap`` nothing can be raised: see ``run.final.carry.failed``, -1 where all is well.)
    ValueError, KeyError, TypeError
        For times that are not whole numbers of steps, unknown names, a ``resume`` that does not fit the network, or a
        ``checkpoint`` of another run.

    Examples
    --------
    >>> from brainmass.models import hopf
    >>> from brainmass.coupling import diffusive
    >>> from brainmass.observe import every
    >>> net = Network(hopf, np.ones((4, 4)), coupling=diffusive(k=0.02), source="x", target="x_inp")
    >>> run = simulate(net, 100.0, dt=0.1, observe={"x": every(1.0, "x")})
    >>> run["x"].shape, float(run.t["x"][0])
    ((100, 4), 1.0)
    """
    if not isinstance(network, Network):
        raise TypeError(f"network must be a Network, got {network!r}")
    if not hasattr(method, "step"):
        raise TypeError(f"method must be an integrator ({', '.join(methods)} of brainmass.integrate), got {method!r}")
    dt = step_of(dt)
    count = steps_of(duration, dt, "duration")
    before = steps_of(transient, dt, "transient", least=0)
    observers = observers_of(network, observe, dt, count, resumed=resume is not None)
    samplers = samplers_of(observers)
    inside = _inside_a_trace(network, observers, seed, resume)
    wiring = wire(network, dt, _block(block, network, inside), loop.tile_length(network))
    if resume is None:
        keys = Keys(*jax.random.split(_key(seed), 3))
        carry = loop.start(network, samplers, keys, wiring.tracts)
        final = Final(carry, keys, seed, 0, before, dt, observed(observers))
    else:
        final = _continued(network, resume, observers, wiring, dt, before)
    job, total = Job(network, observers, wiring, method, before), before + count
    final = ready_to_fold(job, final, total)
    with _store(job, final, total, checkpoint, checkpoint_every, resumed=resume is not None) as store:
        if inside:  # a trace of jit, grad or vmap: nothing to look at on the way
            again = None if recompute is None else steps_of(recompute, dt, "recompute")
            return _traced(job, final, total, progress, again)
        return _recorded(job, final, total, progress, store)


def _key(seed: Any) -> jax.Array:
    if is_traced(seed) or isinstance(seed, jax.Array):
        return seed if jnp.issubdtype(seed.dtype, jax.dtypes.prng_key) or seed.ndim else jax.random.key(seed)
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise TypeError(f"seed must be a whole number of 0 or more, or a jax.random key, got {seed!r}")
    return jax.random.key(seed)


def _block(block: Any, network: Network, inside_a_trace: bool) -> int | None:
    """The user's own block: a power of two that fits in a tile; None leaves it to be chosen."""
    if inside_a_trace and any(p.coupling.edge is not None and p.speed is not None for p in network.projections):
        return 1  # what each edge of a pairwise coupling has read is undone where it was read: no sums over blocks
    if block is None:
        return None
    most = loop.tile_length(network)
    if isinstance(block, bool) or not isinstance(block, int | np.integer) or block < 1 or most % block:
        raise ValueError(f"block must be a power of two from 1 to {most} steps, got {block!r}")
    return int(block)


_LEAST_SHOWN = 512
"""The least steps between two signs of progress."""


def _store(
    job: Job, start: Final, total: int, checkpoint: str | Path | None, every: Any, *, resumed: bool
) -> AbstractContextManager[Checkpoint | None]:
    """Where a run is kept; None where it is not."""
    if checkpoint is None:
        if every is not None:
            raise TypeError("checkpoint_every= is given but there is no checkpoint; pass checkpoint= with a folder")
        return nullcontext()
    steps = None if every is None else steps_of(every, start.dt, "checkpoint_every")
    kept = {name: o for name, o in job.observers.items() if not isinstance(o, Folding)}
    clocks = tuple(clock(name, o, start, start.step + total) for name, o in kept.items())
    whole = Run({}, start, job.network, job.observers, clocks, start.step, job.method, job.transient)
    return opened(checkpoint, whole, total, steps, block=job.wiring.block, resumed=resumed)


def _recorded(job: Job, final: Final, total: int, progress: Progress | None, store: Checkpoint | None) -> Run:
    """A run, done in as many steps at once as a call has room for, or in more parts to show progress.

    With a store it begins where that stands, and leaves there what it has done; without, it is held in memory.
    """
    first, room = final.step, capacity(job, final.dt)
    # Every call makes its room for samples anew: where a run needs several anyway, twice as many are enough to see.
    least = _LEAST_SHOWN if total <= room else room // 2
    most = room if progress is None else min(room, max(least, -(-total // 25)))
    start, pieces = final, list[Run]()
    if store is not None:
        final = store.final
        if progress is not None and final.step > first:
            progress((final.step - first) / total, final.time)
    while (left := first + total - final.step) > 0:
        piece = _piece(job, final, min(most, left if store is None else store.due), room, pieces)
        if store is None:
            if pieces:
                pieces[-1] = replace(pieces[-1], final=start)  # of what is done only the samples are needed
            pieces.append(piece)
        else:
            raise_if_unobservable(piece)
            store.add(piece)
        final = piece.final
        if progress is not None:
            progress((final.step - first) / total, final.time)
    if store is not None:
        return store.run()
    whole = joined(pieces)
    raise_if_unobservable(whole)
    return whole


def _piece(job: Job, final: Final, count: int, room: int, done: list[Run]) -> Run:
    """One piece of a run: call the loop, cut its samples to those that ended in this piece."""
    plan = plan_of(job, room, final.dt, stop=True)

    def to(step: int, network: Network = job.network, begin: Final = final) -> tuple[Any, Any]:
        span = Span(np.int32(begin.step), np.int32(step), np.int32(begin.origin))
        return loop.compiled(network, job.samplers, begin.carry, begin.keys, job.wiring.wires, span, final.dt, plan)

    carry, buffers = to(final.step + count)
    failed, end = int(carry.failed), final.step + count
    if failed >= 0:
        # Known to the block; halving it finds the step.
        good = max(final.step, failed - plan.block)
        while failed - good > 1:
            middle = (good + failed) // 2
            good, failed = (good, middle) if int(to(middle)[0].failed) >= 0 else (middle, failed)
        end = failed - 1
        carry, buffers = to(end)
    run = cut(job, final, replace(final, carry=carry, step=end), buffers)
    if failed >= 0:
        # That one step once more, without the bounds which may hide what happened.
        last, _ = to(failed, unbounded(job.network), run.final)
        error = divergence(job.network, last.memory.states, failed * final.dt, final.dt)
        error.run = joined([*done, run])
        raise error
    return run


def _inside_a_trace(*given: Any) -> bool:
    """Whether anything here is a number of somebody's trace; inside jit what is made from constants is one, too."""
    return any(map(is_traced, jax.tree.leaves((given, jnp.zeros(())))))


def _traced(job: Job, final: Final, total: int, progress: Progress | None, again: int | None) -> Run:
    """The whole run as part of somebody's trace; ``again`` is of how many steps the segments of a gradient are."""
    plan = plan_of(job, total, final.dt, stop=False)
    span = Span(final.step, final.step + total, final.origin)
    links = links_of(job.network, job.wiring, final.dt)
    system = System(job.network, job.samplers, links, final.keys.noise, jnp.asarray(final.dt, float))
    if again is None:
        carry, buffers = run_whole(system, final.carry, span, plan)
    else:
        wanted, without = (cost(system, final.carry, span, plan, steps) for steps in (again, None))
        announce(wanted, without, again)
        carry, buffers = run_in_segments(system, final.carry, span, plan, again)
    if progress is not None:
        progress(1.0, (final.step + total) * final.dt)
    return with_matrices(cut(job, final, replace(final, carry=carry, step=final.step + total), buffers))


def _continued(
    network: Network, resume: Final, observers: dict[str, Observer], wiring: Wiring, dt: float, before: int
) -> Final:
    """The state to go on from, checked against the network that goes on."""
    if not isinstance(resume, Final):
        raise TypeError(f"resume must be the .final of an earlier run, got {resume!r}")
    if abs(resume.dt - dt) > 1e-12 * dt:
        raise ValueError(f"resume: the earlier run had dt = {resume.dt:g} ms, this one has {dt:g} ms; they must agree")
    samplers = samplers_of(observers)
    fresh = jax.eval_shape(lambda: loop.start(network, samplers, resume.keys, wiring.tracts))
    old, new = resume.carry, fresh
    for what, a, b in (
        ("states", old.memory.states, new.memory.states),
        ("histories", old.histories, new.histories),
        ("noise", old.memory.noise, new.memory.noise),
    ):
        _must_fit(what, a, b)
    memories = start_observers(network, samplers, old.memory.states)
    same = [o.name for o in set(observed(observers)) & set(resume.observed)]
    memories.update({name: old.memory.observers[name] for name in same})
    folds = {name: resume.folds[name] for name in same if name in resume.folds}
    if before:  # what is made of recorded samples begins anew
        folds = {
            name: replace(f, memory=f.memory[:-1]) if isinstance(observers[name], Folding) else f
            for name, f in folds.items()
        }
    origin = resume.step + before if before else resume.origin
    plastic = _learning_on(start_learning(network), old.memory.plastic)
    carry = old._replace(memory=old.memory._replace(observers=memories, plastic=plastic))
    return replace(resume, carry=carry, origin=origin, observed=observed(observers), folds=folds)


def _learning_on(fresh: Any, old: Any) -> Any:
    """The memories of rules: those that the earlier run had go on, others begin, and what is not asked for is left."""
    kept = {}
    for name, rules in fresh.items():
        before = dict(old).get(name, {})
        for param in (same := rules.keys() & before.keys()):
            _must_fit(f"learning of {name}.{param}", before[param], rules[param])
        kept[name] = rules | {param: before[param] for param in same}
    return kept


def _must_fit(what: str, old: Any, new: Any) -> None:
    """Refuse a part of an earlier carry that the network which goes on would not have."""
    if jax.tree.map(jnp.shape, old) != jax.tree.map(jnp.shape, new):
        raise ValueError(
            f"resume: the {what} of the earlier run do not fit this network (other populations, sizes, delays, noise "
            "or rules)"
        )
    for a, b in zip(jax.tree.leaves(old), jax.tree.leaves(new), strict=True):
        if a.dtype != b.dtype:
            raise ValueError(
                f"resume: the earlier run was in {a.dtype}, this one would be in {b.dtype}; they must agree"
            )
