"""Where the commands write: results to stdout, everything about them to stderr."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def complain(error: Exception, *, expected: bool) -> None:
    """One line for an error, or one for each problem where it has several."""
    said = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    text = Text("error: ", style="bold red")
    if expected:
        text.append(said or type(error).__name__, style="not bold default")
    else:
        hint = "unexpected; `brainmass --debug ...` shows where"
        text.append(f"{type(error).__name__}: {said} ({hint})", style="not bold default")
    err.print(text, soft_wrap=True)


def say(line: str, style: str = "") -> None:
    """A line about what is going on."""
    err.print(Text(line, style=style), soft_wrap=True)


def plain_table(*headings: str, title: str | None = None) -> Table:
    """A table without frames, which survives being copied."""
    table = Table(title=title, box=None, title_justify="left", title_style="bold", header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading)
    return table


def add_row(table: Table, *cells: object) -> None:
    """A row of plain text: brackets in it are brackets, not markup."""
    table.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in cells))


def spoken_time(ms: float) -> str:
    """A time as one says it.

    Examples
    --------
    >>> spoken_time(250.0), spoken_time(12_340.0), spoken_time(600_000.0)
    ('250 ms', '12.3 s', '10 min')
    """
    if ms < 1000:
        return f"{ms:.4g} ms"
    if ms < 60_000:
        return f"{ms / 1000:.3g} s"
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes} min" if not seconds else f"{minutes} min {seconds} s"


def spoken_rate(per_second: float) -> str:
    """How many points are done in a time, as one says it.

    Examples
    --------
    >>> spoken_rate(12.34), spoken_rate(0.5), spoken_rate(0.001)
    ('12.3 a second', '30 a minute', '3.6 an hour')
    """
    units = {"a second": 1, "a minute": 60, "an hour": 3600}
    unit = next((unit for unit, seconds in units.items() if per_second * seconds >= 1), "an hour")
    return f"{per_second * units[unit]:.3g} {unit}"
