"""Who does the blocks of a sweep: threads on the cores of this machine or on its GPUs, or workers elsewhere."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, ThreadPoolExecutor, wait
from functools import lru_cache
from multiprocessing import parent_process
from threading import Event
from typing import Any, NamedTuple

import jax

from brainmass.lanes import cores_here
from brainmass.sweeps.work import Block, Work

Done = Iterator[tuple[int, Block]]
"""Blocks as they are done, in any order."""


class Stopped(BaseException):
    """Somebody stopped the sweep while a block was being done."""


class Here(NamedTuple):
    """Threads of this process: one for each core, or one for each GPU. XLA runs the loop of a program on one core, and
    Python waits outside its lock meanwhile."""

    workers: int

    def blocks(self, work: Work, numbers: Iterable[int], progress: Callable[[int, float], None]) -> Done:
        """Do some blocks, and tell of each how far it is."""
        stop, devices = Event(), _devices()

        def one(number: int, turn: int) -> tuple[int, Block]:
            def told(share: float) -> None:
                if stop.is_set():
                    raise Stopped
                progress(number, share)

            with jax.default_device(devices[turn % len(devices)]):
                return number, work.block(number, told)

        pool = ThreadPoolExecutor(self.workers)
        waiting = {pool.submit(one, number, turn) for turn, number in enumerate(numbers)}
        try:
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)


class Elsewhere(NamedTuple):
    """An executor of ``concurrent.futures``, whose workers may be processes, here or on other machines."""

    executor: Executor
    workers: int

    def blocks(self, work: Work, numbers: Iterable[int], progress: Callable[[int, float], None]) -> Done:
        """Do some blocks."""
        sent = _sent(work)
        waiting = {self.executor.submit(_block, sent, number) for number in numbers}
        try:
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        finally:
            for future in waiting:
                future.cancel()


class Dask(NamedTuple):
    """A client of Dask distributed. A block whose worker dies is done again by another."""

    client: Any
    workers: int

    def blocks(self, work: Work, numbers: Iterable[int], progress: Callable[[int, float], None]) -> Done:
        """Do some blocks."""
        import cloudpickle
        from distributed import as_completed

        # As a task and not as data: when the worker that holds it dies, the scheduler makes it again.
        shared = self.client.submit(bytes, cloudpickle.dumps(work), pure=False)
        futures = {
            future.key: (number, future)
            for number in numbers
            for future in [self.client.submit(_block, shared, number, pure=False, retries=_RETRIES)]
        }
        try:
            for future in as_completed([future for _, future in futures.values()]):
                number, _ = futures.pop(future.key)
                yield number, future.result()[1]
        finally:
            self.client.cancel([future for _, future in futures.values()])


_RETRIES = 3
"""How often a block is tried again that fails on a worker."""


def _block(sent: bytes, number: int) -> tuple[int, Block]:
    """Do a block of work that was sent here."""
    return number, _received(sent).block(number)


@lru_cache(maxsize=2)
def _received(sent: bytes) -> Work:
    """Work that was sent here, once for all of its blocks: so its programs are compiled once."""
    if parent_process() is not None:
        # A process that was started to work: before JAX looks at the machine, or its pool would have a thread for each
        # core, and a block would cost half as much again where there are as many workers as cores.
        for name in ("PJRT_NPROC", "NPROC"):
            os.environ.setdefault(name, "1")
    return pickle.loads(sent)


def _sent(work: Work) -> bytes:
    try:
        return pickle.dumps(work)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise TypeError(
            f"the sweep cannot be sent to the workers of this executor: {error}. Its functions (measures, models, "
            "couplings) must be those of a module that the workers can import; Dask takes others as well"
        ) from None


def executor_of(given: Any, workers: int | None) -> Here | Elsewhere | Dask:
    """Who does the work.

    Raises
    ------
    TypeError
        If it is neither a client of Dask nor an executor.
    """
    if given is None:
        return Here(workers or _cores())
    if hasattr(given, "scheduler_info") and hasattr(given, "nthreads"):
        return Dask(given, workers or sum(given.nthreads().values()) or 1)
    if callable(getattr(given, "submit", None)):
        return Elsewhere(given, workers or getattr(given, "_max_workers", None) or _cores())
    raise TypeError(
        "executor must be a dask.distributed.Client, an executor of concurrent.futures, or None for this machine, got "
        f"{given!r}"
    )


def _devices() -> list[Any]:
    """What programs run on: all GPUs, or the CPU."""
    return jax.local_devices()


def _cores() -> int:
    """How many blocks are done at once: one for each GPU, or for each core that this process may use."""
    devices = _devices()
    return cores_here() if devices[0].platform == "cpu" else len(devices)
