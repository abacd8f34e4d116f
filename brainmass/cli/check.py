"""``brainmass check``: what is wrong or suspicious in a connectome or a configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from brainmass.cli.console import out

if TYPE_CHECKING:
    from brainmass.check import Finding

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}


def check(
    file: Annotated[Path, typer.Argument(help="A connectome, or a configuration (.toml).")],
    dt: Annotated[str | None, typer.Option(help='Step for the delays of a connectome, such as "0.1 ms".')] = None,
    speed: Annotated[str | None, typer.Option(help='Conduction speed for them, "6 mm/ms" if not given.')] = None,
    weights: Annotated[str | None, typer.Option(help="Name of the weights in a file of several arrays.")] = None,
    lengths: Annotated[str | None, typer.Option(help="Name of the lengths in it.")] = None,
) -> None:
    """Say what is wrong or suspicious in FILE.

    Nothing is simulated. The exit code is 1 if there are errors, and 0 if there are only warnings and notes.
    """
    from brainmass.check import check_file

    findings = check_file(file, dt=dt, speed=speed, weights=weights, lengths=lengths)
    for finding in findings:
        _print(finding)
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in _STYLES}
    out.print(f"{file.name}: " + ", ".join(_counted(number, what) for what, number in counts.items()), markup=False)
    if counts["error"]:
        raise typer.Exit(1)


def _print(finding: Finding) -> None:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=7)
    grid.add_column(ratio=1)
    grid.add_row(Text(finding.severity, style=_STYLES[finding.severity]), Text(f"{finding.subject}: {finding.seen}"))
    grid.add_row("", Text(finding.meaning, style="dim"))
    if finding.advice:
        grid.add_row("", Text(f"-> {finding.advice}", style="green"))
    out.print(grid)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
