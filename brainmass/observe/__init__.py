"""What is measured while a simulation runs: samples, averages, BOLD."""

from brainmass.observe.bold import Bold, bold, bold_sets
from brainmass.observe.sample import Average, Every, Observer, average, every

__all__ = ["Average", "Bold", "Every", "Observer", "average", "bold", "bold_sets", "every"]
