"""The files of a checkpoint: whole or not there, and known to be whole when they are read.

A file is a line that says what it is, the SHA-256 of all that follows, a line of JSON, and the arrays byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np

_KIND = b"brainmass checkpoint "
_FORMAT = _KIND + b"1\n"
_DIGEST = 65  # 64 digits and the end of the line
_PARTIAL = ".part"
STATE = "state.checkpoint"
"""The file that makes a folder a checkpoint, and says how many files of samples belong to it."""


class Damaged(ValueError):
    """A file of a checkpoint is missing, cut short or altered."""


class Content(NamedTuple):
    """What a file holds."""

    header: dict[str, Any]
    arrays: list[np.ndarray]


def write_whole(path: Path, header: Mapping[str, Any], arrays: Sequence[np.ndarray]) -> None:
    """Write a file so that ``path`` is at any moment what it was before, or the new file whole and on the disk."""
    told = [{"dtype": array.dtype.name, "shape": array.shape} for array in arrays]
    parts = [json.dumps({**header, "arrays": told}).encode() + b"\n", *(array.tobytes() for array in arrays)]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    temporary = path.with_name(f".{path.name}{_PARTIAL}")
    try:
        with temporary.open("wb") as stream:
            stream.writelines([_FORMAT, digest.hexdigest().encode() + b"\n", *parts])
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def read_whole(path: Path) -> Content:
    """Read a file that :func:`write_whole` wrote.

    Raises
    ------
    Damaged
        If it is missing, or not byte for byte what was written.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Damaged(f"{path} is missing") from None
    if not raw.startswith(_FORMAT):
        other = raw.startswith(_KIND) and raw[len(_KIND) : len(_FORMAT)].strip().isdigit()
        raise Damaged(f"{path} " + ("has the format of another version" if other else "is no file of a checkpoint"))
    begin = len(_FORMAT) + _DIGEST
    rest = memoryview(raw)[begin:]
    if hashlib.sha256(rest).hexdigest().encode() + b"\n" != raw[len(_FORMAT) : begin]:
        raise Damaged(f"{path} is damaged: its content is not what was written")
    end = raw.index(b"\n", begin)
    header = json.loads(raw[begin:end])
    return Content(header, list(_arrays(raw, end + 1, header.pop("arrays"))))


def _arrays(raw: bytes, at: int, told: list[dict[str, Any]]) -> Iterator[np.ndarray]:
    for each in told:
        dtype, shape = jnp.dtype(each["dtype"]), tuple(each["shape"])
        count = int(np.prod(shape, dtype=np.int64))
        yield np.frombuffer(raw, dtype, count, at).reshape(shape)
        at += count * dtype.itemsize


def samples_file(folder: Path, number: int) -> Path:
    """Where the samples of a piece are."""
    return folder / f"samples-{number:06d}.checkpoint"


def sweep(folder: Path, known: int) -> None:
    """Delete what interrupted writes have left: partial files, and samples beyond those that the state knows."""
    kept = {samples_file(folder, number) for number in range(known)}
    for path in [*folder.glob("samples-[0-9]*.checkpoint"), *folder.glob(f".*.checkpoint{_PARTIAL}")]:
        if path not in kept:
            path.unlink()


def discard(folder: str | Path) -> None:
    """Delete a checkpoint; its folder too, unless it holds something else.

    Examples
    --------
    >>> discard("a folder that is not there")
    """
    folder = Path(folder)
    if not folder.is_dir():
        return
    # The state goes first: if this is interrupted, orphans are left, and no checkpoint that lacks samples.
    (folder / STATE).unlink(missing_ok=True)
    _sync(folder)
    sweep(folder, known=0)
    if not any(folder.iterdir()):
        folder.rmdir()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for this process: two that wrote the same checkpoint would undo each other's work.

    The lock is the operating system's, so it ends with the process, however that ends. Where there is none (Windows,
    some network file systems) nothing is held.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BlockingIOError(
                f"{folder} is being written by another run; wait for it to end, or give another path"
            ) from None
        except OSError:
            pass
        yield
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    """Make the names in a folder as durable as the files."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
