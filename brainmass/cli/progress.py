"""A progress bar with the simulated time and the time left, for what takes longer than two seconds."""

from __future__ import annotations

from threading import Timer
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from brainmass.cli.console import spoken_time


class SimulationBar:
    """A bar that appears after ``delay`` seconds, if the simulation still runs then.

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
        self._timer = Timer(delay, self._progress.start)
        self._timer.daemon = True

    def update(self, fraction: float, simulated: float) -> None:
        """Show how far the simulation is: the share done, and the simulated time in ms."""
        self.simulated = simulated
        self._progress.update(
            self._task, description="simulating", total=1.0, completed=fraction, simulated=self._spoken()
        )

    def _spoken(self) -> str:
        return f"{spoken_time(self.simulated)} of {spoken_time(self.total)}"

    def __enter__(self) -> SimulationBar:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        if self._progress.live.is_started:
            self._progress.stop()
