"""Progress bars, for what takes longer than two seconds."""

from __future__ import annotations

import time
from math import inf
from threading import Timer
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from brainmass.cli.console import spoken_rate, spoken_time


class Later:
    """A bar that appears after ``delay`` seconds, if there is still something to wait for then."""

    def __init__(self, progress: Progress, delay: float) -> None:
        self._progress = progress
        self._timer = Timer(delay, progress.start)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        if self._progress.live.is_started:
            self._progress.stop()


class SimulationBar(Later):
    """The share of a simulation that is done, the simulated time, and the time left.

    ``update`` is the callback that ``simulate(progress=...)`` takes.
    """

    def __init__(self, total: float, console: Console, delay: float = 2.0) -> None:
        self.total, self.simulated = total, 0.0
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[simulated]} simulated,"),
            TimeRemainingColumn(compact=True),
            TextColumn("left"),
            console=console,
            refresh_per_second=4,  # 0.4 % of a core; ten times a second would take 1 %
        )
        self._task = self._progress.add_task("compiling", total=None, simulated=self._spoken())
        super().__init__(self._progress, delay)

    def update(self, fraction: float, simulated: float) -> None:
        """Show how far the simulation is: the share done, and the simulated time in ms."""
        self.simulated = simulated
        self._progress.update(
            self._task, description="simulating", total=1.0, completed=fraction, simulated=self._spoken()
        )

    def _spoken(self) -> str:
        return f"{spoken_time(self.simulated)} of {spoken_time(self.total)}"


SETTLED = 0.5
"""Seconds after the first part of a block is told: what took time until then was compilation, and is in no rate."""


class SweepBar(Later):
    """Points of a sweep that are done, how many a second, the time left, and how many diverged.

    ``update`` is the callback that ``sweep(progress=...)`` takes. Where the console is no terminal, as in the log of a
    cluster, a line is written when ``delay`` is over, and then every ``every`` seconds.
    """

    def __init__(self, points: int, console: Console, delay: float = 2.0, every: float = 60.0) -> None:
        self.console, self.every = console, every
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[points]}"),
            console=console,
            refresh_per_second=4,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task("compiling", total=None, points=f"0 of {points} points")
        self._begun: tuple[float, float] | None = None
        self._moved: float | None = None
        self._said = time.monotonic() + delay - every
        super().__init__(self._progress, delay)

    def update(self, now: Any) -> None:
        """Show how far the sweep is: ``now`` has points ``done``, in ``total``, and ``diverged`` ones."""
        clock = time.monotonic()
        if self._begun is None:
            self._begun = clock, now.done
        if self._moved is None and now.done > self._begun[1]:
            self._moved = clock if now.done % 1 else -inf
        if self._moved is not None and clock < self._moved + SETTLED:
            self._begun = clock, now.done
        seconds, new = clock - self._begun[0], now.done - self._begun[1]
        text = _points(now, new / seconds if seconds > 0 else 0.0)
        if self.console.is_terminal:
            moved = {"description": "sweeping", "total": now.total, "completed": now.done}
            self._progress.update(self._task, points=text, **({} if self._moved is None else moved))
        elif new > 0 and clock >= self._said + self.every:
            self._said = clock
            self.console.print(text, soft_wrap=True)


def _points(now: Any, speed: float) -> str:
    """``12 of 64 points, 3.1 a second, 17 s left, 1 diverged``, with markup."""
    parts = [f"{int(now.done)} of {now.total} points"]
    if speed > 0:
        parts.append(spoken_rate(speed))
        if now.done < now.total:
            parts.append(f"{spoken_time(1000 * (now.total - now.done) / speed)} left")
    if now.diverged:
        parts.append(f"[red]{now.diverged} diverged[/red]")
    return ", ".join(parts)
