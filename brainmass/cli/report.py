"""``brainmass report``: the page of a saved result."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from brainmass.cli.console import out


def report(
    result: Annotated[Path, typer.Argument(help="What `brainmass run`, `brainmass sweep` or io.save_result wrote.")],
    to: Annotated[
        Path | None, typer.Option("--out", help="The page; by default report.html beside the result.")
    ] = None,
) -> None:
    """Write the page of a saved RESULT.

    Where config.toml lies beside the result, as `brainmass run` leaves it, the page shows connectome and empirical FC.
    That of a sweep may be of one that is not finished.
    """
    from brainmass.config import is_sweep, report_on, report_on_sweep

    page = result.parent / "report.html" if to is None else to
    (report_on_sweep if is_sweep(result) else report_on)(result, page)
    out.print(str(page), markup=False, soft_wrap=True)
