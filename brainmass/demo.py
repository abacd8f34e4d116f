"""``make demo``: the resting brain on a measured connectome, from structure to report.

Two-population Wong-Wang regions on the group connectome of ``hcp-schaefer100``, diffusive coupling, Ornstein-Uhlenbeck
noise, ten minutes of BOLD. The coupling strength is chosen by a small scan against the FC of one group of subjects; the
agreement that counts is with the FC of the other group.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from rich.console import Console
from rich.table import Table

from brainmass import analysis, datasets
from brainmass.cli.progress import SimulationBar
from brainmass.connectome import Connectome
from brainmass.coupling import diffusive
from brainmass.io import save_result
from brainmass.models import wong_wang
from brainmass.network import Network
from brainmass.noise import ou
from brainmass.observe import average, bold
from brainmass.report import Scan, write_report
from brainmass.result import Run
from brainmass.simulation import simulate

DT = 1.0  # ms, as all times here
DURATION = 600_000.0
TRANSIENT = 20_000.0
SCAN_DURATION = 180_000.0
SCAN_SEEDS = (1, 2)
STRENGTHS = np.geomspace(0.5, 16.0, 8)
FOLDER = Path("results/resting_state")
HERE = "this simulation"
CEILING = "FC of the other group"
STRUCTURE = ("SC itself", "best linear network, additive", "best linear network, diffusive")


class Data(NamedTuple):
    """What the demo needs of a data set: structure, the FC to choose by and the FC to judge by."""

    name: str
    connectome: Connectome
    fc: np.ndarray
    held_out: np.ndarray
    tr: float


def main() -> None:
    """Load, scan, simulate, compare, write."""
    console = Console()
    data = load()
    console.print(
        f"Scanning {len(STRENGTHS)} coupling strengths, {len(SCAN_SEEDS)} x {SCAN_DURATION / 1e3:g} s each ..."
    )
    agreement = scan(data)
    k = float(STRENGTHS[np.argmax(agreement)])
    console.print(f"Ten minutes of rest at k = {k:.3g} ...")
    run, speed = rest(data, k, console)
    numbers = compare(data, run)
    write(data, run, Scan(STRENGTHS, agreement, chosen=k), numbers)
    console.print(table(data, numbers, run, speed))
    if numbers[HERE] < max(numbers[name] for name in STRUCTURE):
        console.print(
            "The structure alone is closer to the empirical FC than this model of identical regions. What a model adds "
            "has to be fitted, region by region, and shown on data that it was not fitted to."
        )
    for what, name in (("report", "report.html"), ("data", "result.nc"), ("figures", "figures")):
        console.print(f"{what:8}{FOLDER / name}", soft_wrap=True)


def load() -> Data:
    """The measured connectome and FC, or the synthetic ones where there is no network."""
    try:
        data = datasets.load("hcp-schaefer100")
    except datasets.Unavailable as error:
        print(f"{error}\nGoing on with the synthetic connectome: its 'empirical' FC is generated, not measured.")
        data = datasets.load("synthetic", n=100)
    held_out = data.extras.get("fc_test303", data.extras.get("fc_again"))
    assert data.fc is not None
    assert held_out is not None
    return Data(data.name, data.connectome, data.fc, held_out, data.tr or 720.0)


def network(sc: Connectome, k: Any) -> Network:
    """The resting brain at coupling strength ``k``: weights scaled so that a region receives 1 on average."""
    return Network(
        wong_wang,
        sc.mapped(lambda weights: weights / weights.sum(axis=1).mean()),
        coupling=diffusive(k),
        source="S_E",
        target="S_E_ext",
        noise={"S_E": ou(sigma=0.001, tau=10.0)},
    )


def scan(data: Data) -> np.ndarray:
    """Agreement with the empirical FC for every coupling strength: of the mean FC over seeds, all simulated at once."""

    def simulated_fc(k: jax.Array, seed: jax.Array) -> jax.Array:
        observed = {"bold": bold("S_E", tr=data.tr)}
        brain = network(data.connectome, k)
        run = simulate(brain, SCAN_DURATION, dt=DT, seed=seed, transient=TRANSIENT, observe=observed)
        return analysis.fc(run["bold"])

    strengths, seeds = (grid.ravel() for grid in np.meshgrid(STRENGTHS, SCAN_SEEDS, indexing="ij"))
    fc = jax.jit(jax.vmap(simulated_fc))(jnp.asarray(strengths), jnp.asarray(seeds))
    means = fc.reshape(len(STRENGTHS), len(SCAN_SEEDS), *fc.shape[1:]).mean(axis=1)
    return np.array([float(analysis.fc_similarity(mean, data.fc)) for mean in means])


def rest(data: Data, k: float, console: Console) -> tuple[Run, float]:
    """Ten minutes of rest, with other noise than the scan's; and how many of its seconds a second simulates."""
    observed = {
        "bold": bold("S_E", tr=data.tr),
        "S_E": average(100.0, "S_E"),
        "r_E": average(1000.0, "r_E"),
        "r_I": average(1000.0, "r_I"),
    }
    marks: list[tuple[float, float]] = []
    with SimulationBar(TRANSIENT + DURATION, console) as bar:

        def progress(fraction: float, simulated: float) -> None:
            marks.append((time.perf_counter(), simulated))
            bar.update(fraction, simulated)

        run = simulate(
            network(data.connectome, k),
            DURATION,
            dt=DT,
            seed=0,
            transient=TRANSIENT,
            observe=observed,
            progress=progress,
        )
    # The first piece and the last, shorter one include compilation.
    (began, start), (ended, end) = marks[0], marks[-2]
    return run, (end - start) / 1e3 / (ended - began)


def compare(data: Data, run: Run) -> dict[str, float]:
    """Correlation with the held-out empirical FC: of the simulation, and of what costs no simulation."""
    weights = data.connectome.weights
    additive = analysis.best_linear_fc(weights, data.fc)
    spread = analysis.best_linear_fc(weights, data.fc, network=analysis.DIFFUSIVE)

    def agreement(fc: Any) -> float:
        return float(analysis.fc_similarity(fc, data.held_out))

    return {
        HERE: agreement(analysis.fc(run["bold"])),
        STRUCTURE[0]: analysis.sc_fc_correlation(weights, data.held_out),
        STRUCTURE[1]: agreement(additive.fc),
        STRUCTURE[2]: agreement(spread.fc),
        CEILING: agreement(data.fc),
    }


def table(data: Data, numbers: dict[str, float], run: Run, speed: float) -> Table:
    """What is printed in the end."""
    rows = Table(title=f"The resting brain on {data.name}", title_justify="left", show_header=False)
    for name, value in numbers.items():
        rows.add_row(f"FC, r with empirical: {name}", f"{value:.3f}", style="bold" if name == HERE else "")
    for name, text in (("r_E", "excitatory"), ("r_I", "inhibitory")):
        rates = 1e3 * np.asarray(run[name]).mean(axis=0)
        rows.add_row(f"mean {text} rate (regions)", f"{rates.mean():.2f} Hz ({rates.min():.2f} to {rates.max():.2f})")
    rows.add_row("speed", f"{speed:.0f} s simulated per second")
    return rows


def write(data: Data, run: Run, found: Scan, numbers: dict[str, float]) -> None:
    """Result, report and figures, each put in place whole."""
    (FOLDER / "figures").mkdir(parents=True, exist_ok=True)
    simulated = analysis.fc(run["bold"])
    matrices = {"fc_simulated": simulated, "fc_empirical": data.held_out}
    save_result(run, FOLDER / "result.nc", matrices=matrices)
    ceiling = {"compared": CEILING, "r": f"{numbers[CEILING]:.3f}"}
    write_report(
        run,
        FOLDER / "report.html",
        connectome=data.connectome,
        empirical_fc=data.held_out,
        baselines={name: numbers[name] for name in STRUCTURE},
        scan=found,
        tables={"How well the empirical FC of one group predicts that of the other": [ceiling]},
        title=f"The resting brain on {data.name}",
    )
    draw(data, run, simulated, found, numbers)


def draw(data: Data, run: Run, simulated: Any, found: Scan, numbers: dict[str, float]) -> None:
    """The figures: each alone, and the first four in a row."""
    import matplotlib.pyplot as plt

    from brainmass import plot

    baselines = {name: numbers[name] for name in STRUCTURE}
    parts = {
        "structural connectivity": lambda ax: plot.weights(data.connectome, ax=ax),
        "BOLD, simulated": lambda ax: plot.carpet(run["bold"], run.t["bold"], ax=ax),
        "FC, simulated": lambda ax: plot.fc(simulated, ax=ax),
        "FC, empirical": lambda ax: plot.fc(data.held_out, ax=ax),
        "FC, pair by pair": lambda ax: plot.fc_scatter(simulated, data.held_out, ax=ax),
        "coupling scan": lambda ax: plot.scan(found.values, found.agreement, baselines=baselines, ax=ax),
    }
    with plot.style():
        overview, axes = plt.subplots(1, 4, figsize=(17, 3.9), layout="constrained")
        for (title, paint), ax in zip(parts.items(), axes, strict=False):
            paint(ax)
            ax.set_title(title)
        overview.savefig(FOLDER / "figures" / "overview.png", dpi=110)
        for title, paint in parts.items():
            alone, ax = plt.subplots(figsize=(5.5, 4), layout="constrained")
            paint(ax)
            ax.set_title(title)
            alone.savefig(FOLDER / "figures" / f"{title.replace(', ', '_').replace(' ', '_')}.png", dpi=150)
        plt.close("all")


if __name__ == "__main__":
    main()
