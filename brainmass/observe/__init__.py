"""What is measured while a simulation runs: samples, averages, BOLD, functional connectivity."""

from brainmass.observe.bold import Bold, bold, bold_sets
from brainmass.observe.fc import Fc, fc
from brainmass.observe.fold import Folding, kind_of
from brainmass.observe.sample import Average, Every, Observer, Sampler, average, every
from brainmass.observe.stage import Stage

__all__ = [
    "Average",
    "Bold",
    "Every",
    "Fc",
    "Folding",
    "Observer",
    "Sampler",
    "Stage",
    "average",
    "bold",
    "bold_sets",
    "every",
    "fc",
    "kind_of",
]
