"""Checkpoints: a long run kept on the disk as it goes, so that it can be killed at any moment and gone on with.

``simulate(..., checkpoint=folder)`` writes them. The folder holds a file for the samples of every piece of the run,
each written once, and one file for the state, which says how many of them belong to it. It is replaced in one step when
everything else is on the disk: whatever happens, the folder holds the last checkpoint or the new one.
"""

from brainmass.checkpoint.contents import Peek, peek, reached
from brainmass.checkpoint.files import Damaged, discard
from brainmass.checkpoint.provenance import identity, refuse_traced
from brainmass.checkpoint.store import Checkpoint, opened

__all__ = ["Checkpoint", "Damaged", "Peek", "discard", "identity", "opened", "peek", "reached", "refuse_traced"]
