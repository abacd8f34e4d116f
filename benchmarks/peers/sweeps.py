"""The sweep in other libraries, with ours beside each: the same couplings, every core."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import sweep
from benchmarks.inputs import dense
from benchmarks.peers.environments import Peer, prepare
from benchmarks.peers.said import Said, put_beside, said_by
from benchmarks.rows import Row
from brainmass.lanes import cores_here

NOISE = {"own": "noise of its own for each", "same": "one noise for all"}


def write_sweep(folder: Path, *, quick: bool) -> Path:
    """The work as a file, which needs nothing of ours to be read."""
    path = folder / "sweep.npz"
    points, seconds = (4, 40) if quick else (sweep.POINTS, sweep.SECONDS)
    numbers: dict[str, Any] = {"S_E": sweep.S_E, "S_I": sweep.S_I, "sigma": sweep.SIGMA, "dt": sweep.DT, "tr": sweep.TR}
    times: dict[str, Any] = {"duration": 1e3 * seconds, "skipped": round(sweep.SKIPPED / sweep.TR)}
    np.savez(path, weights=dense(90).weights, G=sweep.strengths(points), **numbers, **times)
    return path


def compared(peer: Peer, work: Path) -> Iterator[Row]:
    """The rows of one peer. One that fails is a row that says so."""
    points = len(np.load(work)["G"])
    for noise, meaning in NOISE.items():
        print(f"{peer.name}, sweep, {meaning} ...", file=sys.stderr, flush=True)
        row = Row(f"sweep of {points} couplings, {meaning}", peer.sweep_bar, unit="us/step/point", group=peer.name)
        try:
            prepare(peer)
            ours = said_by("benchmarks/peers/run_ours_sweep.py", work, noise, one_core=False)
            devices = f"--xla_force_host_platform_device_count={cores_here()}"
            peers = {"interpreter": peer.interpreter, "PYTHONPATH": "", "XLA_FLAGS": devices, "one_core": False}
            theirs = said_by(peer.sweep_program, work, noise, **peers)
            fill(row, ours, theirs)
        except (RuntimeError, OSError) as error:
            row.error = str(error)
        yield row


def fill(row: Row, ours: Said, theirs: Said) -> None:
    """Put the fastest setting of the peer beside ours, if S_E is the same in both at the first and last coupling."""
    put_beside(row, ours, theirs)
    means = ours[0]["mean_S_E"], theirs[0]["mean_S_E"]
    if not np.allclose(*means, rtol=0.03):
        raise RuntimeError(f"not the same work: the means of S_E are {means[0]} here and {means[1]} there")
