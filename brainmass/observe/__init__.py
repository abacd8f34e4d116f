"""What is measured while a simulation runs: samples, averages, BOLD, sensors, functional connectivity."""

from brainmass.observe import hrf
from brainmass.observe.bold import Bold, bold, bold_sets
from brainmass.observe.convolved import Convolved, convolved
from brainmass.observe.fc import Fc, fc
from brainmass.observe.fold import Folding, kind_of
from brainmass.observe.linear import Linear, Means, means, sensed, weighted
from brainmass.observe.sample import Average, Every, Observer, Sampler, average, every
from brainmass.observe.stage import Stage

__all__ = [
    "Average",
    "Bold",
    "Convolved",
    "Every",
    "Fc",
    "Folding",
    "Linear",
    "Means",
    "Observer",
    "Sampler",
    "Stage",
    "average",
    "bold",
    "bold_sets",
    "convolved",
    "every",
    "fc",
    "hrf",
    "kind_of",
    "means",
    "sensed",
    "weighted",
]
