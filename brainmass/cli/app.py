"""``brainmass``: the commands, and what becomes of errors."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from brainmass._version import __version__
from brainmass.cli.check import check
from brainmass.cli.console import complain, out
from brainmass.cli.datasets import datasets
from brainmass.cli.models import models
from brainmass.cli.report import report
from brainmass.cli.run import run
from brainmass.cli.sweep import sweep

UNUSABLE = 2
"""Exit code where the input cannot be used."""

_EXPECTED = (ValueError, TypeError, LookupError, OSError, ArithmeticError, ImportError)


class Commands(TyperGroup):
    """Commands whose errors are sentences."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what it raises becomes a line on stderr, unless ``--debug`` asks for the trace."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            # Typer's own exceptions carry the exit code that they ask for.
            if hasattr(error, "exit_code") or isinstance(error, typer.Abort) or ctx.params.get("debug"):
                raise
            complain(error, expected=isinstance(error, _EXPECTED))
            raise typer.Exit(UNUSABLE) from None


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Whole-brain networks of neural mass models: simulate, sweep, look, check.",
)
for _command in (run, sweep, models, datasets, check, report):
    app.command()(_command)


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"brainmass {__version__}", highlight=False)
        raise typer.Exit


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the trace of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options of every command."""


def main() -> None:
    """The ``brainmass`` command."""
    app()
