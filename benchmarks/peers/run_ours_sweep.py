"""This library's sweep."""

import common_sweep
import numpy as np

from benchmarks.sweep import activity_at, ours


def settings(sweep: common_sweep.Sweep) -> common_sweep.Settings:
    """The one way to sweep."""
    points = len(sweep.G)
    seeds = np.arange(points) if sweep.own_noise else np.zeros(points, int)
    swept = ours(sweep.duration / 1e3)
    yield "sweep", lambda: swept(sweep.G, seeds)


if __name__ == "__main__":
    common_sweep.main("brainmass", settings, lambda sweep, G: activity_at(G, sweep.duration / 1e3))
