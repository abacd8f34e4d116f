"""``brainmass run``: what a configuration says, and where it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from brainmass.cli.compiled import keep_compiled
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
    every: Annotated[
        str | None,
        typer.Option("--checkpoint-every", metavar="TIME", help='Keep the run as it goes, such as every "60 s" of it.'),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run that was kept in the folder.")] = False,
    restart: Annotated[bool, typer.Option("--restart", help="Delete what was kept there, and begin anew.")] = False,
    cache: Annotated[
        bool, typer.Option(envvar="BRAINMASS_COMPILED", help="Keep compiled code for the next start.")
    ] = True,
) -> None:
    """Simulate CONFIG; write result and report.

    Into the folder go result.nc (labelled samples), config.toml (the configuration with its defaults) and report.html;
    and checkpoint, where a run is kept until these are there. It may be killed at any moment; with --resume the same
    command goes on from the last checkpoint, and its result is the same to the last bit.
    """
    from brainmass.config import perform, prepare, read_config, value_of

    if cache:
        keep_compiled()
    own = {"simulation.seed": seed, "simulation.checkpoint_every": every and value_of(every)}
    job = prepare(read_config(config, changes_of(changes or [], own)))
    folder = to or Path(job.config.output.folder or Path("results") / config.stem)
    total = job.config.simulation.duration + job.config.simulation.transient
    if job.config.sweep is not None:
        say(f"{config.name} has a [sweep], which this leaves out: `brainmass sweep` simulates all its points")
    bar = SimulationBar(total, err)
    try:
        with bar:
            outcome = perform(job, folder, bar.update, resume=resume, restart=restart)
    except KeyboardInterrupt:
        say(f"stopped after {spoken_time(bar.simulated)} of {spoken_time(total)} simulated; {_left(folder)}", "yellow")
        raise typer.Exit(INTERRUPTED) from None
    _print(outcome)


def _left(folder: Path) -> str:
    """What a run that was stopped leaves."""
    from brainmass.checkpoint import reached
    from brainmass.config import CHECKPOINT

    at = reached(folder / CHECKPOINT)
    if at is None:
        return "nothing was written"
    return f"{folder / CHECKPOINT} holds the first {spoken_time(at)}; the same command with --resume goes on from there"


def changes_of(given: list[str], own: dict[str, Any]) -> dict[str, Any]:
    """What ``--set`` changes in a configuration, and what options of their own do."""
    from brainmass.config import value_of

    changes: dict[str, Any] = {}
    for each in given:
        key, equals, text = each.partition("=")
        if not equals or not key.strip():
            raise ValueError(f"--set {each}: write KEY=VALUE, such as --set network.coupling.k=0.2")
        changes[key.strip()] = value_of(text.strip())
    return changes | {key: value for key, value in own.items() if value is not None}


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
    before = f" after {spoken_time(outcome.resumed)} that were kept" if outcome.resumed else ""
    out.print(
        f"{spoken_time(simulated)} simulated{before} in {outcome.seconds:.3g} s, compilation included: "
        f"{simulated / 1000 / outcome.seconds:.3g} s per second",
        markup=False,
    )
    for path in outcome.files:
        out.print(str(path), markup=False, soft_wrap=True)


def job_time(outcome: Outcome) -> float:
    """What was simulated now, transient included, ms."""
    return outcome.run.final.time - outcome.resumed
