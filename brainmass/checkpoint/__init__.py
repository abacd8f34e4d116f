"""Checkpoints: a long run kept on the disk as it goes, so that it can be killed at any moment and gone on with.

``simulate(..., checkpoint=folder)`` writes them. The folder holds a file for the samples of every piece of the run,
each written once, and one file for the state, which says how many of them belong to it. It is replaced in one step when
everything else is on the disk: whatever happens, the folder holds the last checkpoint or the new one.

Examples
--------
A run that is stopped on its way, seen from outside, and gone on with:

>>> import tempfile
>>> from pathlib import Path
>>> from brainmass import Network, every, models, simulate
>>> folder = Path(tempfile.mkdtemp()) / "run"
>>> def call(progress=None):
...     observe = {"x": every(10.0, "x")}
...     return simulate(Network(models.hopf, 2), 4000.0, dt=1.0, observe=observe, progress=progress, checkpoint=folder)
>>> def stop(share, time):
...     if share > 0.5:
...         raise KeyboardInterrupt
>>> try:
...     call(stop)
... except KeyboardInterrupt:
...     print(reached(folder), peek(folder).data["x"].shape)
2400.0 (240, 2)
>>> run = call()
>>> run["x"].shape, reached(folder)
((400, 2), 4000.0)
>>> discard(folder)
"""

from brainmass.checkpoint.contents import Peek, peek, reached
from brainmass.checkpoint.files import Damaged, discard
from brainmass.checkpoint.store import Checkpoint, opened

__all__ = ["Checkpoint", "Damaged", "Peek", "discard", "opened", "peek", "reached"]
