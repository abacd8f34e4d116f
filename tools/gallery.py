"""Pictures of every model: what it does with its defaults over time, its phase plane, and a small one for the index.

``python -m tools.gallery FOLDER`` draws them all. Pictures are kept in ``.cache/gallery`` under a hash of what they
are made from, since a clean set takes about a minute.
"""

import hashlib
import io
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from brainmass import dynamics, plot
from brainmass.models import catalogue
from brainmass.network import Network
from brainmass.observe import every
from brainmass.plot.look import CYCLE
from brainmass.simulation import simulate
from brainmass.spec import Model

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "gallery"
SAMPLES = 3000
MOST_PANELS = 4

Signals = dict[str, np.ndarray]


def pictures_of_all() -> dict[str, dict[str, bytes]]:
    """PNG of every picture, by model and kind: ``time``, ``small``, and ``plane`` for a model of two states."""
    keys = {name: _key(model) for name, model in catalogue.items()}
    missing = [name for name, key in keys.items() if not (CACHE / key).is_dir()]
    if missing:
        workers = min(4, os.cpu_count() or 1)
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for name, found in zip(missing, pool.map(pictures, missing), strict=True):
                _keep(CACHE / keys[name], found)
    return {
        name: {file.stem: file.read_bytes() for file in sorted((CACHE / key).iterdir())} for name, key in keys.items()
    }


def pictures(name: str) -> dict[str, bytes]:
    """PNG of the pictures of one model, by kind."""
    model = catalogue[name]
    times, signals = run(model)
    with plot.style():
        found = {"time": png(over_time(model, times, signals)), "small": png(small(times, signals), dpi=90)}
        if len(model.states) == 2 and not any(state.wrap for state in model.states.values()):
            found["plane"] = png(plane(model))
    return found


def run(model: Model) -> tuple[np.ndarray, Signals]:
    """One region with its defaults over the model's span: outputs first, then states."""
    period = model.dt * max(1, round(model.span / model.dt / SAMPLES))
    duration = period * round(model.span / period)
    names = [*model.outputs, *model.states]
    done = simulate(Network(model, 1), duration, dt=model.dt, observe={name: every(period, name) for name in names})
    return np.asarray(done.t[names[0]]), {name: np.asarray(done[name])[:, 0] for name in names}


def over_time(model: Model, times: np.ndarray, signals: Signals) -> Figure:
    """A panel for each unit that occurs, or for each signal where there are few."""
    panels = list(_panels(model, signals))
    figure = Figure(figsize=(6.6, 0.55 + 1.15 * len(panels)), layout="constrained")
    rows = figure.subplots(len(panels), sharex=True, squeeze=False)
    seconds = model.span >= 5000
    for ax, (label, names) in zip(rows[:, 0], panels, strict=True):
        for colour, name in zip(CYCLE, names, strict=False):
            ax.plot(times / 1000 if seconds else times, signals[name], color=colour, lw=0.9, label=name)
        ax.set_ylabel(label)
        ax.margins(x=0)
        ax.spines[["top", "right"]].set_visible(False)
        if len(names) > 1:
            ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.05), handlelength=1.2)
    rows[-1, 0].set_xlim(0, None)
    rows[-1, 0].set_xlabel("time (s)" if seconds else "time (ms)")
    return figure


def _panels(model: Model, signals: Signals) -> Iterator[tuple[str, list[str]]]:
    """Label and signals of every panel."""
    if len(signals) <= MOST_PANELS:
        for name in signals:
            yield _labelled(name, model), [name]
        return
    groups: dict[str, list[str]] = {}
    for name in signals:
        unit = str(model.unit_of(name))
        kind = "outputs" if name in model.outputs else "states"
        groups.setdefault(kind if unit == "1" else unit, []).append(name)
    for unit, names in groups.items():
        for first in range(0, len(names), len(CYCLE)):
            part = names[first : first + len(CYCLE)]
            yield (_labelled(part[0], model) if len(part) == 1 else unit), part


def _labelled(name: str, model: Model) -> str:
    unit = str(model.unit_of(name))
    return name if unit == "1" else f"{name} ({unit})"


def small(times: np.ndarray, signals: Signals) -> Figure:
    """The first signal alone, without axes."""
    figure = Figure(figsize=(2.2, 0.9), layout="constrained")
    ax = figure.subplots()
    ax.plot(times, next(iter(signals.values())), color=CYCLE[0], lw=0.9)
    ax.axis("off")
    ax.margins(x=0.01, y=0.08)
    return figure


def plane(model: Model) -> Figure:
    """Nullclines, field and fixed points of a model of two states."""
    figure = Figure(figsize=(4.6, 3.8), layout="constrained")
    plot.phase_plane(dynamics.phase_plane(model), ax=figure.subplots())
    return figure


def png(figure: Figure, dpi: int = 110) -> bytes:
    """The figure as a file."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


def _key(model: Model) -> str:
    """Name and hash of what the pictures of a model are made from."""
    files = [Path(__file__), ROOT / "brainmass" / "models" / f"{model.name}.py"]
    for room in ("dynamics", "plot"):
        files += sorted((ROOT / "brainmass" / room).glob("*.py"))
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    return f"{model.name}-{digest[:16]}"


def _keep(folder: Path, found: dict[str, bytes]) -> None:
    """Write the pictures of a model under another name first, so that a folder is whole or not there."""
    begun = folder.with_name(folder.name + f".{os.getpid()}")
    begun.mkdir(parents=True, exist_ok=True)
    for kind, image in found.items():
        (begun / f"{kind}.png").write_bytes(image)
    begun.rename(folder)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, found in pictures_of_all().items():
        for kind, image in found.items():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}-{kind}.png").write_bytes(image)
    print(f"{len(catalogue)} models in {folder}")
