"""What the same work costs in a plain C program: the machine's own limit, if that program lies beside this checkout.

The program is in a folder ``shared/bench`` next to the repository, and needs a C compiler. Nothing else needs it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable

from benchmarks.processes import ROOT, environment

FOLDER = ROOT.parent / "shared" / "bench"
PROGRAM = FOLDER / "run_cref.py"


def available() -> bool:
    """Whether there is the program, and a compiler for it."""
    return PROGRAM.is_file() and (shutil.which("gcc") or shutil.which("cc")) is not None


def microseconds(works: Iterable[str]) -> dict[str, float]:
    """Microseconds per step of each work that the program knows; none where it fails."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for work in works:
            done = subprocess.run(
                [sys.executable, str(PROGRAM), work],
                env=environment(one_core=True, PEERS_WORK=folder),
                capture_output=True,
                text=True,
                check=False,
            )
            for line in done.stdout.splitlines():
                if line.startswith("{") and "us_per_step" in line:
                    measured = json.loads(line)
                    found[measured["workload"]] = measured["us_per_step"]
    return found
