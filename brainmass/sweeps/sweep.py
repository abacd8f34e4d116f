"""``sweep``: the same simulation at many points of a parameter space, with what is measured of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import jax
import numpy as np

from brainmass.errors import unknown
from brainmass.integrate import Method, heun
from brainmass.network import Network
from brainmass.observe import Observer
from brainmass.sweeps.blocks import Blocks
from brainmass.sweeps.executors import Dask, Elsewhere, Here, executor_of
from brainmass.sweeps.layout import layout, put
from brainmass.sweeps.plan import CHUNK, chosen_chunk, first_of, kept_chunk, plan_of, prepared
from brainmass.sweeps.seeds import Seeds
from brainmass.sweeps.space import Make, Space, space
from brainmass.sweeps.store import load, opened
from brainmass.sweeps.work import Block, Read, Work, places_of
from brainmass.swept import RESERVED, SEED

if TYPE_CHECKING:
    import xarray


class Progress(NamedTuple):
    """How far a sweep is."""

    done: float
    """Points that are done, with the shares of those that are being done."""
    total: int
    diverged: int
    """Points that left the finite numbers."""


def sweep(
    network: Network | Make,
    axes: Any,
    duration: Any,
    *,
    dt: Any,
    seeds: Seeds,
    observe: Mapping[str, Observer],
    measures: Mapping[str, Callable[..., Any]] | None = None,
    keep: str | Sequence[str] = (),
    method: Method = heun,
    transient: Any = 0.0,
    store: str | Path | None = None,
    executor: Any = None,
    workers: int | None = None,
    lanes: int | None = None,
    memory: float | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> xarray.Dataset:
    """Simulate a network at every point of some axes, and measure each run.

    Parameters
    ----------
    network : Network, or callable
        What to simulate; or a function that makes it from the values of the axes, by their names.
    axes : dict, design, or list of these
        What changes. A dict makes a grid: ``{"coupling.k": linear(0, 1, 11), "speed": [3, 6, 12], "seed": range(4)}``;
        :func:`zipped`, :func:`latin_hypercube` and :func:`sobol` change several parameters in one dimension. Names are
        those of the numbers of the network (:func:`brainmass.sweeps.names` lists them), and ``"seed"``.
    duration, dt, method, transient
        As for :func:`brainmass.simulate`.
    seeds : Seeds
        ``common(0)``: all points have the same noise; ``independent(0)``: each has its own. There is no default, for it
        decides what can be concluded from differences between points.
    observe : dict of str to observer
        What is recorded of every run, for the measures.
    measures : dict of str to callable, optional
        What is computed of every run, from ``run`` (as ``simulate`` gives it) to a number or an array: those of
        ``brainmass.measures``, or your own function. They are compiled with the run: use ``jax.numpy``, or wrap what is
        no JAX in ``measures.on_host``.
    keep : str or sequence of str
        Observers whose samples or matrices are kept, too. Nothing else of a run is.
    store : path, optional
        A zarr store in which the result is kept as it comes. If this is killed, the same call completes what is
        missing, with the same result to the last bit.
    executor : dask.distributed.Client or concurrent.futures.Executor, optional
        Who does the work; the cores of this machine, or its GPUs, by default.
    workers : int, optional
        How many blocks of points are done at once; by default as many as there are cores, GPUs or workers.
    lanes : int, optional
        Points of a block, which are simulated in one program; by default at most 32, as many as fit in memory.
    memory : float, optional
        Bytes that all blocks may take together; by default half of what is free.
    progress : callable, optional
        Called now and then with a :class:`Progress`.

    Returns
    -------
    xarray.Dataset
        Measures and what is kept over the axes, in house units; ``noise_seed`` of every point, with which ``simulate``
        makes the same run again; ``diverged_at`` (ms, NaN where all went well) and ``diverged_in``, for runs that left
        the finite numbers, whose measures are NaN; ``done``. Attributes say what was swept, and which noise it had.

    Raises
    ------
    KeyError, ValueError, TypeError
        For names that are not known, values that are not allowed, measures that do not fit, and a ``store`` of another
        sweep, with what differs.
    MemoryError
        If a single run takes more memory than there is.

    Examples
    --------
    >>> from brainmass.coupling import diffusive
    >>> from brainmass.models import hopf
    >>> from brainmass.noise import white
    >>> from brainmass.observe import every
    >>> from brainmass.sweeps import common, linear
    >>> net = Network(hopf, np.ones((4, 4)), coupling=diffusive(k=0.02), source="x", target="x_inp",
    ...               noise={"x": white(0.01)})
    >>> result = sweep(net, {"coupling.k": linear(0.0, 0.1, 3)}, 100.0, dt=0.5, seeds=common(0),
    ...                observe={"x": every(1.0, "x")}, measures={"power": lambda run: (run["x"] ** 2).mean()})
    >>> result["power"].dims, result["power"].shape
    (('coupling.k',), (3,))
    """
    points = space(network, axes)
    numbers = _seeds(seeds, points)
    read = _read(measures, keep, observe)
    lockstep = prepared(network, points, duration, dt, method, transient, observe, read)
    who, path = executor_of(executor, workers), None if store is None else Path(store)
    example = first_of(points, numbers)
    shapes = lockstep.shapes(*example)
    empty = layout(points, lockstep.blank(*example), shapes, read.measures, seeds.sentence(points.seeded))
    chunk = kept_chunk(path) or chosen_chunk(points, lockstep, numbers, who.workers, lanes, memory)
    blocks = Blocks(points.shape, chunk)
    work = Work(lockstep, points, numbers, blocks, places_of(lockstep.network), bool(jax.config.read("jax_enable_x64")))
    if path is None:
        arrays = empty.arrays()
        _complete(work, who, list(blocks), 0, lambda number, block: put(arrays, blocks, number, block), progress)
        return empty.dataset(arrays)
    plan = plan_of(network, points, lockstep, example, empty.attributes["noise"])
    with opened(path, {**plan, CHUNK: list(blocks.chunk)}, empty, blocks) as kept:
        _complete(work, who, kept.missing, kept.diverged, kept.add, progress)
    return load(path)


def _complete(
    work: Work,
    who: Here | Elsewhere | Dask,
    missing: list[int],
    diverged: int,
    keep: Callable[[int, Block], None],
    progress: Callable[[Progress], None] | None,
) -> None:
    """Do the blocks that are missing, and keep each as it comes."""
    told = _Told(work, missing, diverged, progress)
    for number, block in who.blocks(work, missing, told.part):
        keep(number, block)
        told.whole(number, block)


class _Told:
    """What is said of a sweep on its way, by whichever thread has something to say."""

    def __init__(
        self, work: Work, missing: list[int], diverged: int, progress: Callable[[Progress], None] | None
    ) -> None:
        self.sizes = {number: prod(s.stop - s.start for s in work.blocks.part(number)) for number in work.blocks}
        self.shares = {number: 0.0 if number in set(missing) else 1.0 for number in work.blocks}
        self.total, self.diverged, self.progress, self.lock = work.space.size, diverged, progress, Lock()
        self._say()

    def part(self, number: int, share: float) -> None:
        with self.lock:
            self.shares[number] = min(share, 0.999)  # until it is kept it is not done
            self._say()

    def whole(self, number: int, block: Block) -> None:
        with self.lock:
            self.shares[number] = 1.0
            self.diverged += int(np.isfinite(block["diverged_at"]).sum())
            self._say()

    def _say(self) -> None:
        if self.progress is not None:
            done = sum(self.sizes[number] * share for number, share in self.shares.items())
            self.progress(Progress(done, self.total, self.diverged))


def _seeds(seeds: Any, points: Space) -> np.ndarray:
    """The seed of every point."""
    if not isinstance(seeds, Seeds):
        raise TypeError(
            "seeds must be common(0), the same noise at all points, or independent(0), a noise of its own for each "
            f"(brainmass.sweeps), got {seeds!r}"
        )
    axis = points.at(np.arange(points.size))[SEED] if points.seeded else None
    return seeds.of(axis, points.size)


def _read(measures: Any, keep: Any, observe: Any) -> Read:
    """What is kept of every run, checked."""
    if not isinstance(observe, Mapping) or not observe:
        raise TypeError(f"observe must say what is recorded, such as {{'x': every(1.0, 'x')}}, got {observe!r}")
    names = (keep,) if isinstance(keep, str) else tuple(keep)
    for name in names:
        if name not in observe:
            raise KeyError(f"keep: {unknown('observer', name, observe)}")
    measures = dict(measures or {})
    if not measures and not names:
        raise ValueError(
            "nothing would be kept: give measures={'mean': lambda run: run['x'].mean()}, or keep='x' for what an "
            "observer records"
        )
    for name, measure in measures.items():
        if not isinstance(name, str) or not callable(measure):
            raise TypeError(f"measures['{name}'] must be a function of a run, got {measure!r}")
        if name in names or name in RESERVED:
            raise ValueError(
                f"the measure '{name}' has the name of an observer that is kept, or of what every sweep tells; "
                "choose another"
            )
    return Read(tuple(measures.items()), names)
