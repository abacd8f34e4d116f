"""``brainmass run``: what a configuration says, and where it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from brainmass.cli.console import add_row, err, out, plain_table, say, spoken_time
from brainmass.cli.progress import SimulationBar

if TYPE_CHECKING:
    from brainmass.config import Outcome

INTERRUPTED = 130
"""Exit code after Ctrl-C, as a shell has it."""


def run(
    config: Annotated[Path, typer.Argument(help="A configuration (TOML).")],
    to: Annotated[Path | None, typer.Option("--out", help="Folder for what is written.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed, instead of the one in the configuration.")] = None,
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Another value: network.coupling.k=0.2")
    ] = None,
) -> None:
    """Simulate CONFIG; write result and report.

    Into the folder go result.nc (labelled samples), config.toml (the configuration with its defaults) and report.html.
    """
    from brainmass.config import perform, prepare, read_config

    job = prepare(read_config(config, _changes(changes or [], seed)))
    folder = to or Path(job.config.output.folder or Path("results") / config.stem)
    total = job.config.simulation.duration + job.config.simulation.transient
    bar = SimulationBar(total, err)
    try:
        with bar:
            outcome = perform(job, folder, bar.update)
    except KeyboardInterrupt:
        done = f"{spoken_time(bar.simulated)} of {spoken_time(total)}"
        say(f"stopped after {done} simulated; nothing was written", style="yellow")
        raise typer.Exit(INTERRUPTED) from None
    _print(outcome)


def _changes(given: list[str], seed: int | None) -> dict[str, Any]:
    from brainmass.config import value_of

    changes: dict[str, Any] = {}
    for each in given:
        key, equals, text = each.partition("=")
        if not equals or not key.strip():
            raise ValueError(f"--set {each}: write KEY=VALUE, such as --set network.coupling.k=0.2")
        changes[key.strip()] = value_of(text.strip())
    return changes if seed is None else {**changes, "simulation.seed": seed}


def _print(outcome: Outcome) -> None:
    table = plain_table("observed", "samples", "regions", "mean", "sd", "min", "max", "unit")
    for row in outcome.summary:
        add_row(
            table,
            row.name,
            row.samples,
            row.regions,
            *(f"{x:.4g}" for x in (row.mean, row.sd, row.low, row.high)),
            row.unit,
        )
    out.print(table)
    for what, value in outcome.agreement.items():
        out.print(f"{what}: {value:.3f}", markup=False)
    simulated = job_time(outcome)
    out.print(
        f"{spoken_time(simulated)} simulated in {outcome.seconds:.3g} s, compilation included: "
        f"{simulated / 1000 / outcome.seconds:.3g} s per second",
        markup=False,
    )
    for path in outcome.files:
        out.print(str(path), markup=False, soft_wrap=True)


def job_time(outcome: Outcome) -> float:
    """What was simulated, transient included, ms."""
    return outcome.run.final.time
