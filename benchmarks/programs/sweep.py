"""A sweep in a process of its own: ``python -m benchmarks.programs.sweep [seconds] [points]``.

Prints the seconds that it took, compilation included, and the most memory that the process held.
"""

import json
import sys
import time

import numpy as np

from benchmarks.sweep import POINTS, SECONDS, mean_fc, ours, strengths
from benchmarks.timing import peak_mb

seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
count = int(sys.argv[2]) if len(sys.argv) > 2 else POINTS
before, began = peak_mb(), time.perf_counter()
matrices = np.asarray(ours(seconds)(strengths(count), np.arange(count)))
took = time.perf_counter() - began
numbers = {"seconds": took, "points": count, "peak_mb": peak_mb(), "imported_mb": before}
print(json.dumps({**numbers, "fc": float(mean_fc(matrices).mean())}))
