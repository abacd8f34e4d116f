"""``brainmass report``: the page of a saved result."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from brainmass.cli.console import out


def report(
    result: Annotated[Path, typer.Argument(help="A result that `brainmass run` or io.save_result wrote.")],
    to: Annotated[
        Path | None, typer.Option("--out", help="The page; by default report.html beside the result.")
    ] = None,
) -> None:
    """Write the page of a saved RESULT.

    Where config.toml lies beside the result, as `brainmass run` leaves it, the page shows connectome and empirical FC.
    """
    from brainmass.config import report_on

    page = result.parent / "report.html" if to is None else to
    report_on(result, page)
    out.print(str(page), markup=False, soft_wrap=True)
