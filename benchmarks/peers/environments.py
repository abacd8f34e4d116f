"""The peers, and a virtual environment for each in ``.peers/``, made when it is first asked for."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import ROOT

FOLDER = ROOT / ".peers"


@dataclass(frozen=True)
class Peer:
    """Another library: what to install, the programs that time it, and the bars for ours against it."""

    name: str
    requirements: tuple[str, ...]
    bar: float | None = None
    """With delays."""
    sweep_bar: float | None = None
    """For a sweep; None for a library that is not asked for one."""

    @property
    def program(self) -> str:
        """The file that times it."""
        return f"benchmarks/peers/run_{self.name}.py"

    @property
    def sweep_program(self) -> str:
        """The file that times its sweep."""
        return f"benchmarks/peers/run_{self.name}_sweep.py"

    @property
    def interpreter(self) -> Path:
        """Python of its environment."""
        return FOLDER / self.name / ("Scripts" if sys.platform == "win32" else "bin") / "python"


PEERS = (
    Peer("tvboptim", ("tvboptim==0.4.0",), bar=0.2, sweep_bar=0.5),
    Peer("neurolib", ("neurolib==0.6.2",), bar=0.3),
    Peer("tvb", ("tvb-library==2.10.0",), bar=0.05),
    Peer("vbjax", ("vbjax==0.0.19", "tqdm")),  # imports tqdm and does not ask for it
    Peer("public_brainmass", ("brainmass==0.1.1",)),
)


def prepare(peer: Peer) -> None:
    """Make the environment unless it is there.

    Raises
    ------
    RuntimeError
        With what pip says last, if the peer cannot be installed.
    """
    done = FOLDER / peer.name / ".installed"
    wanted = "\n".join(peer.requirements)
    if done.is_file() and done.read_text(encoding="utf-8") == wanted and peer.interpreter.exists():
        return
    place = FOLDER / peer.name
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(place)],
        [str(peer.interpreter), "-m", "pip", "install", "--quiet", *peer.requirements],
    ):
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        if ended.returncode:
            said = [line for line in ended.stderr.splitlines() if line.startswith("ERROR")] or ["no reason given"]
            raise RuntimeError(f"cannot be installed: {said[-1]}")
    done.write_text(wanted, encoding="utf-8")
