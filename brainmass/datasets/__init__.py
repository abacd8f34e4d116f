"""Real connectomes, fetched when they are asked for and never stored with the library, and a synthetic one."""

from brainmass.datasets.catalogue import describe, load, names
from brainmass.datasets.dataset import Dataset, Description
from brainmass.datasets.wheels import Unavailable

__all__ = ["Dataset", "Description", "Unavailable", "describe", "load", "names"]
