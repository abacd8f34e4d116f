"""``brainmass sweep``: a configuration at many points of its parameters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from brainmass.cli.compiled import keep_compiled
from brainmass.cli.console import add_row, err, out, plain_table, say
from brainmass.cli.progress import SweepBar
from brainmass.cli.run import INTERRUPTED, changes_of

if TYPE_CHECKING:
    from brainmass.config import SweepOutcome


def sweep(
    config: Annotated[Path, typer.Argument(help="A configuration (TOML) with [sweep].")],
    to: Annotated[Path | None, typer.Option("--out", help="Folder for what is written.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed, instead of the one in the configuration.")] = None,
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Another value: simulation.duration='10 s'")
    ] = None,
    workers: Annotated[int | None, typer.Option(help="Blocks of points at once; as many as cores.")] = None,
    lanes: Annotated[
        int | None, typer.Option(help="Points of a block; as many as are quick and fit in memory.")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A Dask scheduler, such as tcp://head:8786, whose workers do it."),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Complete the sweep that is in the folder.")] = False,
    restart: Annotated[bool, typer.Option("--restart", help="Delete what is there, and begin anew.")] = False,
    cache: Annotated[
        bool, typer.Option(envvar="BRAINMASS_COMPILED", help="Keep compiled code for the next start.")
    ] = True,
) -> None:
    """Simulate CONFIG at every point of its [sweep]; write the measures and a report.

    Into the folder go sweep.zarr (all points, labelled; any xarray reads it), config.toml and report.html. It may be killed
    at any moment; with --resume the same command does only what is missing, with the same result.
    """
    from brainmass.config import perform_sweep, prepare_sweep, read_config

    if cache:
        keep_compiled()
    own = {"sweep.workers": workers, "sweep.lanes": lanes, "simulation.seed": seed}
    job = prepare_sweep(read_config(config, changes_of(changes or [], own)))
    folder = to or Path(job.job.config.output.folder or Path("results") / config.stem)
    client = None if scheduler is None else _client(scheduler)
    bar = SweepBar(job.points, err)
    try:
        with bar:
            outcome = perform_sweep(job, folder, bar.update, executor=client, resume=resume, restart=restart)
    except KeyboardInterrupt:
        say(f"stopped; {_left(folder)}", "yellow")
        raise typer.Exit(INTERRUPTED) from None
    _print(outcome)


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise ModuleNotFoundError(
            "--scheduler needs Dask distributed, which is not installed; pip install 'brainmass[dask]'"
        ) from None
    return Client(address)


def _left(folder: Path) -> str:
    """What a sweep that was stopped leaves."""
    from brainmass.config import STORE
    from brainmass.sweeps import load

    if not (folder / STORE).exists():
        return "nothing was written"
    done = load(folder / STORE)["done"]
    return f"{folder / STORE} holds {int(done.sum())} of {done.size} points; the same command with --resume goes on"


def _print(outcome: SweepOutcome) -> None:
    table = plain_table("measure", "best", "at", "unit")
    for name, best in outcome.best.items():
        at = ", ".join(
            f"{key} = {value if isinstance(value, str) else f'{value:.4g}'}" for key, value in best.at.items()
        )
        add_row(table, name, f"{best.value:.4g}", at, outcome.dataset[name].attrs.get("units", ""))
    if outcome.best:
        out.print(table)
    points, diverged = outcome.dataset["done"].size, int(outcome.dataset["diverged_at"].notnull().sum())
    lost = f"; {diverged} left the finite numbers" if diverged else ""
    before = f" ({outcome.found} were there before)" if outcome.found else ""
    new = points - outcome.found
    out.print(
        f"{points} points{before}{lost}; {outcome.seconds:.3g} s, compilation included: {new / outcome.seconds:.3g} points "
        "per second",
        markup=False,
    )
    for path in outcome.files:
        out.print(str(path), markup=False, soft_wrap=True)
