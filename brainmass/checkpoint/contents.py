"""What a checkpoint on the disk holds: read without the run that wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np

from brainmass.checkpoint.files import STATE, Content, Damaged, read_whole, samples_file

Arrays = dict[str, np.ndarray]
Clocks = tuple[tuple[str, int, int, int], ...]
"""When samples are taken: name, first sample's step, steps between samples, number of samples."""

ANEW = "nothing can go on from it: delete the checkpoint (brainmass.checkpoint.discard) to begin anew"


class Peek(NamedTuple):
    """What a checkpoint holds: samples and their times (ms) by observer, and how far the run is.

    Of an observer that keeps no samples (``fc``) there is the matrix so far, where it has two samples or more.
    """

    data: Arrays
    t: dict[str, np.ndarray]
    time: float
    end: float


def reached(folder: str | Path) -> float | None:
    """The simulated time that a checkpoint stands at, ms; None where there is no checkpoint.

    Raises
    ------
    Damaged
        If its state cannot be read.
    """
    if not (Path(folder) / STATE).exists():
        return None
    told = read_state(Path(folder)).header
    return told["step"] * told["dt"]


def peek(folder: str | Path) -> Peek:
    """Read what a run has kept so far, also while it goes on.

    Raises
    ------
    FileNotFoundError
        If there is no checkpoint.
    Damaged
        If it cannot be read.
    """
    folder = Path(folder)
    if not (folder / STATE).exists():
        raise FileNotFoundError(f"there is no checkpoint in {folder}")
    state = read_state(folder)
    told, matrices = state.header, state.arrays[len(state.header["leaves"]) :]
    dt, rows = told["dt"], taken(told["clocks"], told["step"])
    data = read_samples(folder, told["files"], told["kinds"], rows)
    times = {name: (first + steps * np.arange(rows[name])) * dt for name, first, steps, _ in told["clocks"]}
    for (name, first, steps, count), matrix in zip(told["matrices"], matrices, strict=True):
        data[name], times[name] = matrix, (first + steps * np.arange(count)) * dt
    return Peek(data, times, told["step"] * dt, told["end"] * dt)


def read_samples(folder: Path, files: int, kinds: Mapping[str, Any], rows: Mapping[str, int]) -> Arrays:
    """All samples, end to end. Each file is read by itself, so that they stand in memory once."""
    result = {name: np.empty((rows[name], *shape), jnp.dtype(dtype)) for name, (dtype, shape) in kinds.items()}
    filled = dict.fromkeys(result, 0)
    for number in range(files):
        path = samples_file(folder, number)
        try:
            content = read_whole(path)
            if content.header["number"] != number:
                raise Damaged(f"{path} is another file: it was written as number {content.header['number']}")
        except Damaged as error:
            raise Damaged(f"{error}; {ANEW}") from None
        for (name, whole), piece in zip(result.items(), content.arrays, strict=True):
            whole[filled[name] : filled[name] + len(piece)] = piece
            filled[name] += len(piece)
    if filled != {name: rows[name] for name in filled}:
        raise Damaged(f"the samples in {folder} are not those that its state tells of; {ANEW}")
    return result


def read_state(folder: Path) -> Content:
    """The state of a checkpoint that is there."""
    try:
        return read_whole(folder / STATE)
    except Damaged as error:
        raise Damaged(f"{error}; {ANEW}") from None


def taken(clocks: Any, step: int) -> dict[str, int]:
    """How many samples of every observer end by ``step``."""
    return {name: min(count, max(0, (step - first) // steps + 1)) for name, first, steps, count in clocks}
