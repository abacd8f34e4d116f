"""Arrays in a configuration: numbers that stand there, or a file beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from brainmass.config.problems import Problem, refuse

_READERS = {
    ".npy": partial(np.load, allow_pickle=False),
    ".txt": np.loadtxt,
    ".csv": partial(np.loadtxt, delimiter=","),
    ".tsv": partial(np.loadtxt, delimiter="\t"),
}


@dataclass(frozen=True)
class ArrayChoice:
    """Numbers, rows of numbers, or a file that holds them."""

    value: Any

    def make(self) -> np.ndarray:
        """The array."""
        return _held_by(self.value) if isinstance(self.value, Path) else np.array(self.value, float)

    def plain(self) -> Any:
        """As it would stand in a configuration."""
        return self.value


@dataclass(frozen=True)
class MatrixChoice(ArrayChoice):
    """Weights or lengths of a projection: one number for all, rows of numbers, or a file with a matrix."""

    def filling(self, shape: tuple[int, int]) -> np.ndarray:
        """The matrix; one number fills ``shape``."""
        array = self.make()
        return np.full(shape, float(array)) if array.ndim == 0 else np.atleast_2d(array)


def array_of(value: Any, folder: Path) -> ArrayChoice:
    """Numbers over time or region: a list, rows of one length, or a file beside the configuration."""
    if isinstance(value, str):
        return ArrayChoice(_file(value, folder))
    if not isinstance(value, list) or not (_numbers(value) or _rows(value)):
        raise ValueError(f"must be a list of numbers, rows of numbers of one length, or a file ({_ENDINGS})")
    return ArrayChoice(value)


def matrix_of(value: Any, info: Any) -> MatrixChoice:
    """Weights or lengths as they stand in a configuration."""
    if isinstance(value, str):
        try:
            return MatrixChoice(_file(value, folder_of(info)))
        except ValueError as error:
            refuse([Problem((), value, str(error))])
    if not _rows(value if isinstance(value, list) else [[value]]):
        refuse([Problem((), value, "must be a number, rows of numbers of one length (targets x sources), or a file")])
    return MatrixChoice(value)


def folder_of(info: Any) -> Path:
    """The folder that paths are relative to, of what pydantic tells a validator."""
    return (info.context or {}).get("folder", Path())


_ENDINGS = ", ".join(_READERS)


def _file(name: str, folder: Path) -> Path:
    path = folder / name
    if not path.is_file():
        raise ValueError(f"there is no such file ({path})")
    if path.suffix not in _READERS:
        raise ValueError(f"must end in {_ENDINGS}; '{path.suffix}' is read only by connectome = ...")
    return path


def _held_by(path: Path) -> np.ndarray:
    try:
        return np.asarray(_READERS[path.suffix](path), float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path.name} does not hold a plain matrix of numbers: {error}") from None


def _rows(value: list[Any]) -> bool:
    whole = bool(value) and all(isinstance(row, list) and _numbers(row) for row in value)
    return whole and len({len(row) for row in value}) == 1


def _numbers(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(x, int | float) and not isinstance(x, bool) for x in value)
