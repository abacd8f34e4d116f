"""``brainmass sweep``: a configuration at many points of its parameters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from brainmass.cli.compiled import keep_compiled
from brainmass.cli.console import add_row, err, out, plain_table, say, spoken_rate
from brainmass.cli.progress import SweepBar
from brainmass.cli.run import INTERRUPTED, changes_of

if TYPE_CHECKING:
    from brainmass.config import Config, SweepOutcome


def sweep(
    config: Annotated[Path, typer.Argument(help="A configuration (TOML) with [sweep].")],
    to: Annotated[Path | None, typer.Option("--out", help="Folder for what is written.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed, instead of the one in the configuration.")] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Another value: 'sweep.axes.\"coupling.k\".points=5'"),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Blocks of points done at once; one for each core without it.")
    ] = None,
    lanes: Annotated[
        int | None, typer.Option(min=1, help="Points of a block, which are simulated in one program.")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Dask scheduler, such as tcp://head:8786, or its scheduler file."),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Complete the sweep that is kept in the folder.")] = False,
    restart: Annotated[bool, typer.Option("--restart", help="Delete what was kept there, and begin anew.")] = False,
    cache: Annotated[
        bool, typer.Option(envvar="BRAINMASS_COMPILED", help="Keep compiled code for the next start.")
    ] = True,
) -> None:
    """Simulate CONFIG at every point of its [sweep]; write the measures and a report.

    Into the folder go sweep.zarr (all points, labelled, for any xarray), config.toml (the configuration with its
    defaults) and report.html. It may be killed at any moment; with --resume the same command does the points that are
    missing, and its result is the same to the last bit.
    """
    from brainmass.config import perform_sweep, prepare_sweep, read_config

    if cache:
        keep_compiled()
    read = read_config(config, changes_of(changes or [], {"simulation.seed": seed}))
    job = prepare_sweep(_with(read, {"workers": workers, "lanes": lanes}))
    folder = to or Path(read.output.folder or Path("results") / config.stem)
    client = None if scheduler is None else _client(scheduler)
    bar = SweepBar(job.points, err)
    try:
        with bar:
            outcome = perform_sweep(job, folder, bar.update, executor=client, resume=resume, restart=restart)
    except KeyboardInterrupt:
        say(f"stopped; {_left(folder)}", "yellow")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        if client is not None:
            client.close()
    _print(outcome)


def _with(config: Config, options: dict[str, int | None]) -> Config:
    """The configuration with options of the command line, where it has a sweep."""
    given = {name: value for name, value in options.items() if value is not None}
    if config.sweep is None or not given:
        return config
    return config.model_copy(update={"sweep": config.sweep.model_copy(update=given)})


def _client(scheduler: str) -> Any:
    """A client of the scheduler at an address, or of the one that wrote a file."""
    try:
        from distributed import Client
    except ImportError:
        raise ModuleNotFoundError(
            "--scheduler needs Dask, which is not installed; pip install 'brainmass[dask]'"
        ) from None
    if Path(scheduler).is_file():
        return Client(scheduler_file=scheduler)
    if "://" not in scheduler and ":" not in scheduler:
        raise ValueError(f"--scheduler {scheduler}: neither an address such as tcp://head:8786 nor a file")
    try:
        return Client(scheduler)
    except OSError as error:
        raise OSError(f"--scheduler {scheduler}: nothing answers there ({error})") from None


def _left(folder: Path) -> str:
    """What a sweep that was stopped leaves."""
    from brainmass.config import STORE, points_kept

    kept = points_kept(folder / STORE)
    if kept is None:
        return "nothing was written"
    return f"{folder / STORE} holds {kept[0]} of {kept[1]} points; the same command with --resume goes on from there"


def _print(outcome: SweepOutcome) -> None:
    dataset = outcome.dataset
    if outcome.best:
        table = plain_table("measure", "best", "unit", "at")
        for name, best in outcome.best.items():
            at = ", ".join(f"{key} = {_said(x)}{_unit(dataset[key])}" for key, x in best.at.items())
            nearest = f" (measured {_said(outcome.empirical[name])})" if name in outcome.empirical else ""
            add_row(
                table, name, _said(best.value) + nearest, dataset[name].attrs.get("units", "1"), at or "every point"
            )
        out.print(table)
    points, diverged = dataset["done"].size, int(dataset["diverged_at"].notnull().sum())
    new = points - outcome.found
    before = f" after {outcome.found} that were kept" if outcome.found else ""
    rate = f": {spoken_rate(new / outcome.seconds)}" if new else ""
    out.print(
        f"{new} of {points} points simulated{before} in {outcome.seconds:.3g} s, compilation included{rate}",
        markup=False,
    )
    if diverged:
        out.print(f"{diverged} of {points} left the finite numbers: diverged_at and diverged_in say when and where")
    for path in outcome.files:
        out.print(str(path), markup=False, soft_wrap=True)


def _said(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.4g}"


def _unit(coordinate: Any) -> str:
    unit = coordinate.attrs.get("units", "1")
    return "" if unit == "1" else f" {unit}"
