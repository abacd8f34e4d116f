"""Many runs in lock step: networks that differ in numbers alone, one program for all of them, piece by piece.

It is the loop of ``simulate`` under ``vmap``, so every run has the numbers that it has by itself, up to rounding. A run
that leaves the finite numbers stays in its own lane; the step and the region are noted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from threading import Lock
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass import loop
from brainmass.checkpoint.expressions import computed_each
from brainmass.integrate import Method
from brainmass.loop import Carry, Keys, Span
from brainmass.network import Network
from brainmass.observe import Folding, Observer
from brainmass.observe.stage import Grid, chain, sampler_of
from brainmass.pieces import Job, begun, capacity, clock, enough, plan_of, through, with_matrices
from brainmass.programs import Given, bytes_of, programs_of, structure_of
from brainmass.recording import observed
from brainmass.result import Final, Folded, Run
from brainmass.steps import steps_of
from brainmass.wiring import wire

Values = Mapping[str, Any]
"""Numbers by name, with one entry for each lane in front."""


class State(NamedTuple):
    """What one piece hands to the next."""

    carry: Carry
    keys: Keys
    folds: dict[str, tuple[Any, ...]]


class Outcome(NamedTuple):
    """What runs in lock step give, with one entry for each lane in front."""

    read: dict[str, np.ndarray]
    failed: np.ndarray
    """The step at which each left the finite numbers, or -1."""
    where: np.ndarray
    """The region in which it did, counted through all populations in the order of their names."""
    unsound: dict[str, np.ndarray]
    """By observer: whether it left the finite numbers although the states did not."""


@dataclass
class Lockstep:
    """Runs that differ in the numbers which ``place`` puts into the network.

    Attributes
    ----------
    network : Network
        The network of one of them. What is structure in it holds for all.
    place : callable
        From that network and the numbers of a lane to its network; called inside a trace.
    wired : bool
        Whether the connections and their delays are those of ``network`` in all lanes.
    observers : dict of str to Observer
        Settled for the step.
    method, dt
        As for ``simulate``.
    before, count : int
        Steps of the transient, and those recorded.
    read : callable
        From the run of a lane to what is kept of it, by name; called inside a trace.
    """

    network: Network
    place: Callable[[Network, Values], Network]
    wired: bool
    observers: dict[str, Observer]
    method: Method
    dt: float
    before: int
    count: int
    read: Callable[[Run], dict[str, Any]]

    def __post_init__(self) -> None:
        for name, observer in self.observers.items():
            enough(name, observer, self._clocks[name][3])

    def __getstate__(self) -> dict[str, Any]:
        """Without what was compiled: that stays where it is."""
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    def run(self, values: Values, seeds: Any, progress: Callable[[float], None] | None = None) -> Outcome:
        """All lanes, from their first step to what is read of them."""
        total, room = self.before + self.count, self._room(len(seeds))
        state, (advance, finish) = self._begin(values, seeds), self._compiled(values, seeds)
        kept: dict[str, list[np.ndarray]] = {name: [] for name in self._series}
        failed = np.asarray(state.carry.failed)
        for first in range(0, total, room):
            end = min(first + room, total)
            state, rows = advance(values, state, np.int32(first), np.int32(end))
            for name, pieces in kept.items():
                low, high = self._due(self.observers[name], first, end)
                pieces.append(np.asarray(rows[name])[:, low:high])
            failed = np.asarray(state.carry.failed)  # waits, so that what is told of is done
            if progress is not None:
                progress(end / total)
            if (failed >= 0).all():
                break
        read, unsound = finish(values, state, {name: self._joined(name, pieces) for name, pieces in kept.items()})
        return Outcome(*jax.tree.map(np.asarray, (read, failed, state.carry.where, unsound)))

    def shapes(self, values: Values, seeds: Any) -> dict[str, Any]:
        """Shape and type of what ``run`` reads of a lane, without running."""
        state = self._begin.eval_shape(values, seeds)
        read, _ = self._finish.eval_shape(values, state, self._samples(values, state))
        return {name: jax.ShapeDtypeStruct(x.shape[1:], x.dtype) for name, x in read.items()}

    def computes(self, values: Values, seeds: Any) -> dict[str, str]:
        """What is computed of a run for everything that is read of it, as digests: see ``checkpoint.expressions``."""
        state = self._begin.eval_shape(values, seeds)
        read = sorted(self.shapes(values, seeds))
        traced = jax.make_jaxpr(self._finish)(values, state, self._samples(values, state))
        return dict(zip(read, computed_each(traced), strict=False))

    def blank(self, values: Values, seeds: Any) -> Run:
        """The run of a lane without what it recorded: names, times, units, attributes."""
        carry, keys, _ = self._begin.eval_shape(values, seeds)
        known, end = observed(self.observers), self.before + self.count
        final = Final(carry, keys, None, end, self.before, self.dt, known)
        data: Any = dict.fromkeys(self.observers)
        clocks = tuple(self._clocks.values())
        return Run(data, final, self.network, self.observers, clocks, 0, self.method, self.before)

    @property
    def delayed(self) -> bool:
        """Whether there are delays."""
        return any(tract.length for tract in self._job.wiring.tracts)

    @property
    def steps_at_once(self) -> int:
        """The block of the engine."""
        return self._job.wiring.block

    def memory(self, values: Values, seeds: Any) -> int:
        """Bytes that so many lanes take, by the plan of the compiled programs and the samples that are kept."""
        key = "bytes", structure_of((values, seeds), numbers=False)
        if key not in self._programs:
            samples = self._samples(values, self._begin.eval_shape(values, seeds))
            kept = sum(x.size * x.dtype.itemsize for x in samples.values())
            most = max(bytes_of(x.function) for x in self._compiled(values, seeds))
            self._programs[key] = most + 2 * kept  # in pieces, and joined
        return self._programs[key]

    def _compiled(self, values: Values, seeds: Any) -> tuple[Given, Given]:
        """The programs for so many lanes on the device that is the default: a piece, and the end."""
        device = jax.config.jax_default_device  # pyright: ignore[reportAttributeAccessIssue]
        key = "compiled", structure_of((values, seeds), numbers=False), device
        advance, finish = self._advance(self._room(len(seeds))), self._finish
        with self._programs.setdefault("lock", Lock()):
            if key not in self._programs:
                state = self._begin.eval_shape(values, seeds)
                self._programs[key] = (
                    advance.compiled(values, state, np.int32(0), np.int32(0)),
                    finish.compiled(values, state, self._samples(values, state)),
                )
        piece, end = self._programs[key]
        return Given(piece, advance.front), Given(end, finish.front)

    @cached_property
    def _programs(self) -> dict[Any, Any]:
        """What was compiled for runs that have this structure, whoever asked for it."""
        job, observed_by = self._job, structure_of(self.observers, numbers=True)
        network = structure_of(self.network, numbers=not self.wired)
        wires = structure_of(job.wiring.wires, numbers=not self.wired)
        times = self.dt, self.before, self.count, jnp.result_type(float)
        known = network, wires, job.wiring.block, job.wiring.tracts, observed_by, self.method, times
        return programs_of((*known, self.wired, self.place, self.read))

    @cached_property
    def _clocks(self) -> dict[str, tuple[str, int, int, int]]:
        """When observers sample, as ``Run.clocks`` has it."""
        start: Any = Final(None, None, None, 0, self.before, self.dt, ())  # pyright: ignore[reportArgumentType]
        return {name: clock(name, o, start, self.before + self.count) for name, o in self.observers.items()}

    @property
    def _series(self) -> list[str]:
        return [name for name, observer in self.observers.items() if not isinstance(observer, Folding)]

    @cached_property
    def _job(self) -> Job:
        wiring = wire(self.network, self.dt, None, loop.tile_length(self.network))
        return Job(self.network, self.observers, wiring, self.method, self.before)

    def _room(self, lanes: int) -> int:
        """Steps of a piece: as many as there is room for, or all, in whole tiles."""
        tile = loop.tile_length(self.network)
        return min(capacity(self._job, self.dt, lanes), -(-(self.before + self.count) // tile) * tile)

    def _lane(self, fixed: Any, values: Values) -> Job:
        """The job of one lane."""
        network, wires = fixed
        network = self.place(network, values)
        if wires is None:
            wiring = wire(network, self.dt, None, loop.tile_length(network))
        else:
            wiring = self._job.wiring._replace(wires=wires)
        return self._job._replace(network=network, wiring=wiring)

    def _mapped(self, name: Any, function: Callable[..., Any], axes: tuple[int | None, ...], **options: Any) -> Given:
        """``function`` of all lanes at once, compiled. Connections that are fixed are an argument of it; else they are
        known while it is made, so that what has no weight is left out."""
        if name not in self._programs:
            fixed = function if self.wired else partial(function, (self.network, None))
            self._programs[name] = jax.jit(jax.vmap(fixed, (None, *axes) if self.wired else axes), **options)
        return Given(self._programs[name], ((self.network, self._job.wiring.wires),) if self.wired else ())

    @cached_property
    def _begin(self) -> Any:
        def begin(fixed: Any, values: Values, seed: Any) -> State:
            job = self._lane(fixed, values)
            keys = Keys(*jax.random.split(jax.random.key(seed), 3))
            carry = loop.start(job.network, job.samplers, keys, job.wiring.tracts)
            folds = {}
            for name, observer in self.observers.items():
                if len(chain(observer)) > 1:
                    example = next(iter(carry.memory.states[job.network.followed(observer.source)[0]].values()))
                    folds[name] = begun(observer, carry.memory.observers[name], example, self.dt)
            return State(carry, keys, folds)

        return self._mapped("begin", begin, (0, 0))

    def _advance(self, room: int) -> Any:
        """A piece of at most ``room`` steps, from one step to another."""
        options = loop.DELAYED_OPTIONS if self.delayed else loop.OPTIONS
        return self._mapped(room, partial(self._piece, room), (0, 0, None, None), compiler_options=options)

    def _piece(
        self, room: int, fixed: Any, values: Values, state: State, first: Any, end: Any
    ) -> tuple[State, dict[str, Any]]:
        job = self._lane(fixed, values)
        span = Span(first, end, jnp.int32(self.before))
        plan = plan_of(job, room, self.dt, stop=False)
        carry, rows = loop.run(
            job.network, job.samplers, state.carry, state.keys, job.wiring.wires, span, self.dt, plan
        )
        folds = dict(state.folds)
        for name, memory in state.folds.items():
            observer = self.observers[name]
            _, taken = self._due(sampler_of(observer), first, end)
            steps = steps_of(sampler_of(observer).period, self.dt, name)
            grid = Grid((first - span.origin) // steps, span.origin, steps, state.keys.noise)
            folds[name], rows[name] = through(
                observer, memory, rows[name], self._due(observer, first, end), taken, grid
            )
        return State(carry, state.keys, folds), {name: rows[name] for name in self._series}

    def _due(self, observer: Any, first: Any, end: Any) -> tuple[Any, Any]:
        """From which period that ended in a piece to before which there is something to record."""
        steps = steps_of(observer.period, self.dt, "period")
        before, after = (first - self.before) // steps, (end - self.before) // steps
        if isinstance(first, int):
            return min(max(0, -before), after - before), after - before
        return jnp.minimum(jnp.maximum(0, -before), after - before), after - before

    def _joined(self, name: str, pieces: list[np.ndarray]) -> np.ndarray:
        """The samples of one observer; NaN where nothing was simulated, since all lanes had failed."""
        missing = self._clocks[name][3] - sum(piece.shape[1] for piece in pieces)
        if missing:
            pieces = [*pieces, np.full((len(pieces[0]), missing, *pieces[0].shape[2:]), np.nan, pieces[0].dtype)]
        return np.concatenate(pieces, axis=1)

    def _samples(self, values: Values, state: Any) -> dict[str, Any]:
        """Shape and type of the samples of all lanes when a run ends."""
        lanes = len(state.carry.failed)
        rows = self._advance(self._room(lanes)).eval_shape(values, state, np.int32(0), np.int32(0))[1]
        return {
            name: jax.ShapeDtypeStruct((lanes, self._clocks[name][3], *x.shape[2:]), x.dtype)
            for name, x in rows.items()
        }

    @cached_property
    def _finish(self) -> Any:
        def finish(fixed: Any, values: Values, state: State, data: dict[str, Any]) -> Any:
            run = self._run_of(self._lane(fixed, values).network, state, data)
            return self.read(run), {name: ~_finite(self._memories(name, state)) for name in self.observers}

        return self._mapped("finish", finish, (0, 0, 0))

    def _memories(self, name: str, state: State) -> Any:
        """Memories of an observer, but for what it folds: a correlation may be undefined."""
        stages = zip(chain(self.observers[name])[1:], state.folds.get(name, ()), strict=True)
        return state.carry.memory.observers[name], [m for link, m in stages if not isinstance(link, Folding)]

    def _run_of(self, network: Network, state: State, data: dict[str, Any]) -> Run:
        """The run of one lane, as ``simulate`` gives it."""
        folds = {name: Folded(memory, *self._clocks[name][1:3]) for name, memory in state.folds.items()}
        end, known = self.before + self.count, observed(self.observers)
        final = Final(state.carry, state.keys, None, end, self.before, self.dt, known, folds)
        clocks = tuple(self._clocks[name] for name in self._series)
        return with_matrices(Run(data, final, network, self.observers, clocks, 0, self.method, self.before))


def _finite(tree: Any) -> jax.Array:
    leaves = [x for x in jax.tree.leaves(tree) if jnp.issubdtype(x.dtype, jnp.floating)]
    return jnp.all(jnp.stack([jnp.isfinite(x).all() for x in leaves])) if leaves else jnp.bool(True)
