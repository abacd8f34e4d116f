"""``python -m benchmarks.peers [PEER ...] [--quick]``: the same network in other libraries, with ours beside each.

Every peer has an environment and a process of its own, one core, and the settings that its documentation recommends;
the fastest of them counts. Ours is measured anew beside each, so that the ratio is of one moment. Sweeps come first, as
they may use every core.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.inputs import DT, OMEGA, SIGMA, SPEED, A, K, dense
from benchmarks.machine import about
from benchmarks.peers import sweeps
from benchmarks.peers.environments import PEERS, Peer, prepare
from benchmarks.peers.said import Said, put_beside, said_by
from benchmarks.processes import ROOT, pin
from benchmarks.rows import Row, limits, save, table

WORKS = {"delays": "N = 90, delays, noise", "instant": "N = 90, no delays, noise"}


def main() -> int:
    """Install, run, print, save."""
    names = [peer.name for peer in PEERS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("peers", nargs="*", metavar="PEER", help=f"of {', '.join(names)}; all by default")
    parser.add_argument("--quick", action="store_true", help="a short run: to see that it works, not to measure")
    parser.add_argument("--json", type=Path, default=ROOT / "results" / "peers.json", help="where the rows go")
    chosen = parser.parse_args()
    unknown = set(chosen.peers) - set(names)
    if unknown:
        parser.error(f"no peer {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    began = time.time()
    peers = [peer for peer in PEERS if peer.name in (chosen.peers or names)]
    with tempfile.TemporaryDirectory() as folder:
        work = sweeps.write_sweep(Path(folder), quick=chosen.quick)
        rows = [row for peer in peers if peer.sweep_bar for row in sweeps.compared(peer, work)]
        pin()
        problem = write_problem(Path(folder), duration=2_000.0 if chosen.quick else 10_000.0)
        rows += [row for peer in peers for row in compared(peer, problem)]
    print(table(rows))
    for name, sentences in limits(rows).items():
        print(f"\n{name} cannot", *(f"  - {sentence}" for sentence in sentences), sep="\n")
    save(chosen.json, rows, **about(began), quick=chosen.quick)
    print(f"\n{chosen.json}")
    return 0


def write_problem(folder: Path, duration: float) -> Path:
    """The network as a file, which needs nothing of ours to be read."""
    path = folder / "problem.npz"
    numbers = {"a": A, "omega": OMEGA, "k": K, "sigma": SIGMA, "dt": DT, "speed": SPEED, "duration": duration}
    np.savez(path, **dense(90)._asdict(), **numbers)
    return path


def compared(peer: Peer, problem: Path) -> Iterator[Row]:
    """The rows of one peer: with delays, which has the bar, and without. One that fails is a row that says so."""
    for work, case in WORKS.items():
        print(f"{peer.name}, {work} ...", file=sys.stderr, flush=True)
        row = Row(case, peer.bar if work == "delays" else None, group=peer.name, against=peer.name)
        try:
            prepare(peer)
            ours = said_by("benchmarks/peers/run_ours.py", problem, work)
            theirs = said_by(peer.program, problem, work, interpreter=peer.interpreter, PYTHONPATH="")
            fill(row, ours, theirs)
        except (RuntimeError, OSError) as error:
            row.error = str(error)
        yield row


def fill(row: Row, ours: Said, theirs: Said) -> None:
    """Put the fastest setting of the peer beside ours, if both did the same."""
    own, fastest = put_beside(row, ours, theirs)
    samples = str(fastest["samples"])
    sizes = own["mean_abs"][samples], fastest["mean_abs"][samples]
    if not np.isclose(*sizes, rtol=0.05):
        raise RuntimeError(f"not the same work: mean abs x is {sizes[0]:.4f} here and {sizes[1]:.4f} there")


if __name__ == "__main__":
    sys.exit(main())
