"""Write to a temporary name and move into place, so that a file is whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """A name to write to, in a hidden folder beside ``path``; if the block ends well, it becomes ``path``.

    A file that was there is replaced, and a zarr store by another; no other folder is.

    Raises
    ------
    FileNotFoundError
        If the folder of ``path`` does not exist.
    IsADirectoryError
        If ``path`` is a folder, and not a zarr store.

    Examples
    --------
    >>> file = Path(tempfile.mkdtemp()) / "a.txt"
    >>> with placed(file) as temporary:
    ...     _ = temporary.write_text("whole")
    >>> file.read_text(), len(list(file.parent.iterdir()))
    ('whole', 1)
    """
    if not path.parent.is_dir():
        raise FileNotFoundError(f"cannot write {path}: the folder {path.parent} does not exist")
    if path.is_dir() and not is_zarr(path):
        raise IsADirectoryError(f"cannot write {path}: it is a folder")
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        temporary = Path(folder) / path.name
        yield temporary
        if path.is_dir():  # a folder cannot be replaced in one step: the old one is moved aside first
            os.replace(path, Path(folder) / "old")
        os.replace(temporary, path)


def is_zarr(path: Path) -> bool:
    """Whether a folder is a zarr store, of format 3 or 2."""
    return (path / "zarr.json").is_file() or (path / ".zgroup").is_file()
