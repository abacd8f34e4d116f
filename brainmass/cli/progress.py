"""Progress bars, for what takes longer than two seconds."""

from __future__ import annotations

import time
from threading import Timer
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from brainmass.cli.console import spoken_time


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


class SweepBar(Later):
    """Points of a sweep that are done, how many a second, the time left, and how many failed.

    ``update`` is the callback that ``sweep(progress=...)`` takes.
    """

    def __init__(self, points: int, console: Console, delay: float = 2.0) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[points]} points, {task.fields[rate]},"),
            TimeRemainingColumn(compact=True),
            TextColumn("left{task.fields[failed]}"),
            console=console,
            refresh_per_second=4,
        )
        self._begun: tuple[float, float] | None = None
        self._task = self._progress.add_task("compiling", total=None, points=f"0 of {points}", rate="- /s", failed="")
        super().__init__(self._progress, delay)

    def update(self, now: Any) -> None:
        """Show how far the sweep is."""
        if self._begun is None:
            self._begun = time.monotonic(), now.done
        seconds, new = time.monotonic() - self._begun[0], now.done - self._begun[1]
        speed = new / seconds if seconds > 0 else 0.0
        self._progress.update(
            self._task,
            description="sweeping" if new else "compiling",
            total=now.total if new else None,
            completed=now.done,
            points=f"{now.done:.0f} of {now.total}",
            rate=f"{speed:.3g} /s" if speed >= 1 else f"{60 * speed:.3g} /min",
            failed=f", [red]{now.diverged} diverged[/red]" if now.diverged else "",
        )
