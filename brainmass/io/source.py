"""Where bytes come from: a path or an open file; bounded archives; and one sentence for a file that is damaged."""

from __future__ import annotations

import bz2
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import BinaryIO

Source = str | PathLike[str] | BinaryIO

LIMIT = 2**31
"""The most bytes that one file may become when it is unpacked: a few hundred bytes can claim to be a terabyte."""


class Refused(ValueError):
    """What is refused in our own words, which need no others around them."""


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The source as an open binary file; one that came open stays open."""
    if isinstance(source, str | PathLike):
        with Path(source).open("rb") as stream:
            yield stream
    else:
        yield source


@contextmanager
def damage_named(kind: str) -> Iterator[None]:
    """Say in one sentence that a file is not what its name says.

    The libraries that parse a damaged file raise nearly anything (KeyError, zlib.error, UnboundLocalError), so nearly
    anything is caught: keep in the block only the call to the library.
    """
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        said = str(error).strip().splitlines()
        raise ValueError(f"not a readable {kind}: {said[0] if said else type(error).__name__}") from error


def refuse_above_limit(size: int, what: str) -> None:
    """Refuse what would unpack to more than :data:`LIMIT` bytes."""
    if size > LIMIT:
        raise Refused(f"{what} would take {size:,} bytes unpacked; the most that is read is {LIMIT:,}")


@contextmanager
def opened_zip(stream: BinaryIO, kind: str) -> Iterator[zipfile.ZipFile]:
    """A zip archive whose members, all together, claim no more than :data:`LIMIT` bytes."""
    with damage_named(kind):
        archive = zipfile.ZipFile(stream)
    with archive:
        refuse_above_limit(sum(info.file_size for info in archive.infolist()), "the archive")
        yield archive


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of one member, of a ``.bz2`` member what is packed in it.

    ``zipfile`` reads no more than the size that :func:`opened_zip` has checked: a wrong size ends as a checksum error.
    """
    with damage_named(f"member '{info.filename}'"):
        data = archive.read(info)
        if info.filename.endswith(".bz2"):
            data = bz2.BZ2File(io.BytesIO(data)).read(LIMIT + 1)
    refuse_above_limit(len(data), f"member '{info.filename}'")
    return data
