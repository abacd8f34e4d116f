"""Compiled code kept between starts: a command that has been given before need not compile again."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Mapping
from pathlib import Path

WORTH_KEEPING = 0.2
"""Seconds of compilation below which a function is not kept."""


def keep_compiled(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Tell JAX to keep what it compiles in the user's cache; gives the folder.

    Nothing is changed where JAX has been told a folder already (``JAX_COMPILATION_CACHE_DIR``, or its config), and
    where the folder cannot be written: then the command is slower to start, and that is all.
    """
    import jax

    from brainmass.datasets.wheels import cache_folder

    if jax.config.values["jax_compilation_cache_dir"] is not None:
        return None
    folder = cache_folder(environment) / "compiled" / _machine()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            return None
    except OSError:
        return None
    jax.config.update("jax_compilation_cache_dir", str(folder))
    if "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS" not in environment:
        jax.config.update("jax_persistent_cache_min_compile_time_secs", WORTH_KEEPING)
    return folder


def _machine() -> str:
    """A name for processors that run the same code: a home folder may be shared by several kinds."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    features = next((line for line in lines if line.lower().startswith(("flags", "features"))), platform.processor())
    return f"{platform.machine()}-{hashlib.sha256(features.encode()).hexdigest()[:12]}"
