"""``brainmass datasets``: which connectomes can be loaded by name."""

from __future__ import annotations

from typing import Annotated

import typer

from brainmass.cli.console import add_row, out, plain_table


def datasets(name: Annotated[str | None, typer.Argument(help="A data set; without it, all of them.")] = None) -> None:
    """List the data sets, or describe one.

    Described are source, licence, citation, and the correlations to compare any fit with.
    """
    from brainmass import datasets as known

    if name is not None:
        out.print(str(known.describe(name)), markup=False, soft_wrap=True)
        return
    table = plain_table("name", "regions", "holds", "licence")
    for each in known.names():
        described = known.describe(each)
        add_row(
            table, each, "any" if described.regions is None else described.regions, described.holds, described.licence
        )
    out.print(table)
