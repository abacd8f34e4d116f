"""Write a connectome, so that reading it gives the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from os import PathLike
from pathlib import Path

import numpy as np

from brainmass.connectome import Connectome
from brainmass.io.place import placed


def write_connectome(connectome: Connectome, path: str | PathLike[str]) -> Path:
    """Write a connectome as ``.npz``, or as ``.zip`` for The Virtual Brain.

    :func:`read_connectome` gives the same back, to the last digit; TVB's archive does not hold the name, which becomes
    the file's. A file of that name is replaced, once the new one is whole.

    Parameters
    ----------
    connectome : Connectome
        What to write.
    path : path
        Where; the ending says how.

    Returns
    -------
    Path

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.
    ValueError
        If the ending is neither, or TVB's format cannot hold it: a region name with white space, or a hemisphere that
        is neither left nor right.

    Examples
    --------
    >>> import tempfile
    >>> from brainmass.io import read_connectome
    >>> sc = Connectome(np.array([[0.0, 2.0], [1.0, 0.0]]), labels=["V1", "V2"], name="two")
    >>> file = write_connectome(sc, Path(tempfile.mkdtemp()) / "sc.npz")
    >>> read_connectome(file)
    <Connectome two: 2 regions, without tract lengths>
    """
    path = Path(path)
    if path.suffix.lower() not in WRITERS:
        raise ValueError(f"cannot write a connectome as '{path.suffix}'; known: {', '.join(WRITERS)}")
    with placed(path) as temporary:
        WRITERS[path.suffix.lower()](connectome, temporary)
    return path


def _npz(sc: Connectome, path: Path) -> None:
    parts = {
        "weights": sc.weights,
        "lengths": sc.lengths,
        "labels": np.array(sc.labels),
        "centres": sc.centres,
        "hemispheres": np.array(sc.hemispheres) if sc.hemispheres else None,
        "connectome_name": np.array(sc.name),
    }
    with path.open("wb") as stream:
        np.savez_compressed(stream, **{name: part for name, part in parts.items() if part is not None})


def _tvb(sc: Connectome, path: Path) -> None:
    spaced = [label for label in sc.labels if label.split() != [label]]
    if spaced:
        raise ValueError(f"TVB's format cannot hold white space in a region name: '{spaced[0]}'; write .npz instead")
    if set(sc.hemispheres) - {"L", "R"}:
        odd = next(i for i, side in enumerate(sc.hemispheres) if side not in "LR" or not side)
        raise ValueError(f"TVB's format knows L and R only; hemispheres[{odd}] is '{sc.hemispheres[odd]}'; write .npz")
    # Names stand beside positions in TVB's format, so positions that are not known are written as nan.
    centres = np.full((sc.n, 3), np.nan) if sc.centres is None else sc.centres
    rows = [f"{label} {x!r} {y!r} {z!r}" for label, (x, y, z) in zip(sc.labels, centres.tolist(), strict=True)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("weights.txt", _table(sc.weights))
        if sc.lengths is not None:
            archive.writestr("tract_lengths.txt", _table(sc.lengths))
        archive.writestr("centres.txt", "\n".join(rows) + "\n")
        if sc.hemispheres:
            archive.writestr("hemispheres.txt", "".join(f"{int(side == 'R')}\n" for side in sc.hemispheres))


def _table(matrix: np.ndarray) -> str:
    text = io.StringIO()
    np.savetxt(text, matrix, fmt="%.17g")
    return text.getvalue()


WRITERS: dict[str, Callable[[Connectome, Path], None]] = {".npz": _npz, ".zip": _tvb}
