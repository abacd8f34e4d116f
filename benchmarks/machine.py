"""What has to be known of a run besides its figures: day, machine, versions."""

from __future__ import annotations

import os
import platform
import time
from importlib.metadata import PackageNotFoundError, version
from typing import Any


def about(began: float) -> dict[str, Any]:
    """Day, processor, cores, system load, versions, and how long it took."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "day": time.strftime("%Y-%m-%d", time.gmtime(began)),
        "took_s": round(time.time() - began),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": load,
        "versions": {name: _version(name) for name in ("brainmass", "jax", "jaxlib", "numpy")},
        "python": platform.python_version(),
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
